"""The questions behind the figures of needs: SQL counts, each table of barriers or referrals read once."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, case, distinct, func, or_, select

from caseflow.domain.barrier import SENSITIVE_THEMES, Barrier, Theme
from caseflow.domain.enrolment import Enrolment
from caseflow.domain.fact_values import DENIALS, RSA_WITHOUT_RIGHT
from caseflow.domain.periods import add_months
from caseflow.domain.person import FactKind, Person, SituationFact
from caseflow.domain.priority import PublicKind
from caseflow.domain.referral import Referral, ReferralState
from caseflow.domain.resource import Service
from caseflow.domain.rules import Rules
from caseflow.domain.themes import of_thematique
from caseflow.domain.zones import commune_of
from caseflow.services.needs.model import NeedsQuery, Scope
from caseflow.store.prepared import Prepared, given

PUBLICS = (
    PublicKind.BRSA,
    PublicKind.QPV,
    PublicKind.DELD,
    PublicKind.YOUNG,
    PublicKind.SENIOR,
    PublicKind.LONE_PARENT,
    PublicKind.RQTH,
)
"""Those that a date or a fact gives by itself. DELD here is one year or more in the registration that holds."""


@dataclass(frozen=True)
class Moves:
    """What happened to the needs of a theme within the period."""

    noted: int = 0
    lifted: int = 0
    median_days: int | None = None
    """From the day a barrier was noted to the day it was lifted, for those lifted."""


@dataclass(frozen=True)
class Asked:
    """One line per service: how many people were referred, how many got an answer, and how fast."""

    name: str
    sent: int
    answered: int
    median_days: int | None


@dataclass(frozen=True)
class Lift:
    """A need lifted within the period: one person, one theme."""

    theme: Theme
    insee: str | None
    """The commune of the person."""
    days: float
    """From the day it was noted to the day it was lifted."""
    publics: frozenset[PublicKind]


@dataclass(frozen=True)
class Figures:
    """Every count of a report, before anything is masked."""

    people: int
    open: Mapping[tuple[str | None, Theme], int]
    """People with an open barrier, by commune (INSEE code; cities as one) and theme."""
    people_of: Mapping[str | None, int]
    """People with any, by commune; sensitive themes apart."""
    levels: Mapping[tuple[Theme, int], int]
    """By the heaviest level."""
    publics: Mapping[tuple[Theme, PublicKind], int]
    moves: Mapping[Theme, Moves]
    lifts: tuple[Lift, ...]
    """Sensitive themes apart."""
    referrals: Mapping[tuple[Theme | None, ReferralState], tuple[int, int]]
    """Referrals, and people referred."""
    services: tuple[Asked, ...]


def read_figures(cursor: Any, query: NeedsQuery, rules: Rules) -> Figures:
    """Count everything, with a cursor of `Store.reading_rows`."""
    asked = _questions(query.scope)
    values = _values(query, rules)
    open_, levels = dict[tuple[str | None, Theme], int](), dict[tuple[Theme, int], int]()
    for insee, theme, level, count in asked["open"].ask(cursor, **values):
        key = (_commune(insee), Theme(theme))
        open_[key] = open_.get(key, 0) + count
        levels[Theme(theme), level] = levels.get((Theme(theme), level), 0) + count
    people_of: dict[str | None, int] = {}
    for insee, count in asked["people"].ask(cursor, **values):
        people_of[_commune(insee)] = people_of.get(_commune(insee), 0) + count
    publics = {
        (Theme(theme), kind): count or 0
        for theme, *counts in asked["publics"].ask(cursor, **values)
        for kind, count in zip(PUBLICS, counts, strict=True)
    }
    referrals = {
        (Theme(theme) if theme else None, ReferralState(state)): (count, people)
        for theme, state, count, people in asked["referrals"].ask(cursor, **values)
    }
    services = tuple(
        Asked(name, sent, answered, _days(days))
        for name, themes_, sent, answered, days in asked["services"].ask(cursor, **values)
        if not _is_sensitive(themes_)
    )
    ((people,),) = asked["everyone"].ask(cursor, **values)
    return Figures(
        people,
        open_,
        people_of,
        levels,
        publics,
        _read_moves(cursor, asked, values),
        _read_lifts(cursor, asked["lifts"], values),
        referrals,
        services,
    )


def _read_moves(cursor: Any, asked: Mapping[str, Prepared], values: Mapping[str, str]) -> dict[Theme, Moves]:
    noted = dict(asked["noted"].ask(cursor, **values))
    lifted = {theme: (count, _days(days)) for theme, count, days in asked["lifted"].ask(cursor, **values)}
    return {
        theme: Moves(noted.get(theme.value, 0), *lifted.get(theme.value, (0, None)))
        for theme in Theme
        if theme.value in noted or theme.value in lifted
    }


def _read_lifts(cursor: Any, asked: Prepared, values: Mapping[str, str]) -> tuple[Lift, ...]:
    return tuple(
        Lift(
            Theme(theme),
            _commune(insee),
            days,
            frozenset(kind for kind, is_so in zip(PUBLICS, flags, strict=True) if is_so),
        )
        for theme, insee, days, *flags in asked.ask(cursor, **values)
    )


def _commune(insee: str | None) -> str | None:
    """Return the commune of a code, whose arrondissements are told together."""
    return commune_of(insee) if insee else None


def _days(days: float | None) -> int | None:
    return None if days is None else int(days + 0.5)


def _is_sensitive(thematiques: str) -> bool:
    """Tell whether a service is about sensitive themes alone: who is sent there says why."""
    found = {theme for each in json.loads(thematiques) for theme in of_thematique(each)}
    return bool(found) and found <= SENSITIVE_THEMES


def _values(query: NeedsQuery, rules: Rules) -> dict[str, str]:
    until = query.until
    return {
        "since": query.since.isoformat(),
        "until": until.isoformat(),
        "young": _born(until, rules.years("publics.young")).isoformat(),
        "senior": _born(until, rules.years("publics.senior")).isoformat(),
        "deld": add_months(until, -rules.months("publics.deld")).isoformat(),
    }


def _born(on: date, years: int) -> date:
    """Return the last day of birth of those who are that old on a day."""
    born = add_months(on, -12 * years)
    return born if add_months(born, 12 * years) <= on else born - timedelta(days=1)


@cache
def _questions(scope: Scope) -> dict[str, Prepared]:
    needs = _needs(scope)
    rank = func.row_number().over(partition_by=Barrier.theme, order_by=_waited())
    count = func.count().over(partition_by=Barrier.theme)
    lifted = _moved(scope, Barrier.lifted_on, _waited().label("days"), rank.label("rank"), count.label("all"))
    return {
        "open": Prepared(
            select(Person.insee_code, needs.c.theme, needs.c.level, func.count())
            .join(needs, needs.c.person_id == Person.id)
            .group_by(Person.insee_code, needs.c.theme, needs.c.level)
        ),
        "everyone": Prepared(select(func.count(distinct(needs.c.person_id)))),
        "people": Prepared(
            select(Person.insee_code, func.count(distinct(needs.c.person_id)))
            .join(needs, needs.c.person_id == Person.id)
            .where(needs.c.theme.not_in(SENSITIVE_THEMES))
            .group_by(Person.insee_code)
        ),
        "publics": Prepared(_publics(needs)),
        "noted": Prepared(
            _moved(scope, Barrier.noted_on, func.count(distinct(Barrier.person_id))).group_by(Barrier.theme)
        ),
        "lifted": Prepared(_medians(lifted)),
        "lifts": Prepared(_lifts(scope)),
        "referrals": Prepared(_referrals(scope)),
        "services": Prepared(_services(scope)),
    }


def _is_open() -> ColumnElement[bool]:
    until = given("until")
    return (Barrier.noted_on <= until) & or_(Barrier.lifted_on.is_(None), Barrier.lifted_on > until)


def _is_counted(scope: Scope) -> ColumnElement[bool]:
    """Return the condition on people: not archived by then, and of the scope."""
    until = given("until")
    condition = or_(Person.archived_on.is_(None), Person.archived_on > until)
    if scope is Scope.ENROLLED:
        stays = select(Enrolment.person_id).where(
            Enrolment.entered_on <= until, or_(Enrolment.exited_on.is_(None), Enrolment.exited_on > until)
        )
        condition &= Person.id.in_(stays)
    if scope is Scope.QPV:
        is_so = (SituationFact.kind == FactKind.QPV) & _holds()
        condition &= Person.id.in_(select(SituationFact.person_id).where(is_so))
    return condition


def _needs(scope: Scope) -> CTE:
    """Return each person and theme with an open barrier, once, at the heaviest level."""
    return (
        select(Barrier.person_id, Barrier.theme, func.max(Barrier.level).label("level"))
        .join(Person, Person.id == Barrier.person_id)
        .where(_is_open(), _is_counted(scope))
        .group_by(Barrier.person_id, Barrier.theme)
        .cte("needs")
    )


def _holds() -> ColumnElement[bool]:
    fact, until = SituationFact, given("until")
    is_then = or_(fact.since.is_(None), fact.since <= until) & or_(fact.until.is_(None), fact.until >= until)
    return is_then & or_(fact.value.is_(None), func.lower(func.trim(fact.value)).not_in(sorted(DENIALS)))


def _publics(needs: CTE) -> Select[*tuple[Any, ...]]:
    """Return for each theme how many of those in need belong to each public."""
    flags, counted = _flags()
    return (
        select(needs.c.theme, *(func.sum(counted[kind]) for kind in PUBLICS))
        .join(Person, Person.id == needs.c.person_id)
        .outerjoin(flags, flags.c.person_id == needs.c.person_id)
        .group_by(needs.c.theme)
    )


def _lifts(scope: Scope) -> Select[*tuple[Any, ...]]:
    """Return each theme lifted for a person within the period, with the commune, the wait and the publics."""
    flags, counted = _flags()
    return (
        select(Barrier.theme, Person.insee_code, func.avg(_waited()), *(func.max(counted[kind]) for kind in PUBLICS))
        .select_from(Barrier)
        .join(Person, Person.id == Barrier.person_id)
        .outerjoin(flags, flags.c.person_id == Person.id)
        .where(
            Barrier.lifted_on.between(given("since"), given("until")),
            Barrier.theme.not_in(SENSITIVE_THEMES),
            _is_counted(scope),
        )
        .group_by(Barrier.person_id, Barrier.theme)
    )


def _flags() -> tuple[CTE, dict[PublicKind, ColumnElement[int]]]:
    """Return who belongs to the publics that a fact gives, and 1 or 0 for each public, to be read beside `Person`."""
    fact = SituationFact
    of_fact = {
        PublicKind.BRSA: (fact.kind == FactKind.RSA)
        & or_(fact.value.is_(None), fact.value.not_in(sorted(RSA_WITHOUT_RIGHT))),
        PublicKind.QPV: fact.kind == FactKind.QPV,
        PublicKind.LONE_PARENT: fact.kind == FactKind.LONE_PARENT,
        PublicKind.RQTH: fact.kind == FactKind.RQTH,
        PublicKind.DELD: (fact.kind == FactKind.FRANCE_TRAVAIL) & (fact.since <= given("deld")),
    }
    flags = (
        select(fact.person_id, *(func.max(case((is_so, 1), else_=0)).label(kind) for kind, is_so in of_fact.items()))
        .where(_holds(), fact.kind.in_([FactKind.RSA, *(FactKind(k) for k in _BY_FACT)]))
        .group_by(fact.person_id)
        .cte("flags")
    )
    counted: dict[PublicKind, ColumnElement[int]] = {kind: flags.c[kind] for kind in of_fact}
    counted[PublicKind.YOUNG] = case((Person.birth_date > given("young"), 1), else_=0)
    counted[PublicKind.SENIOR] = case((Person.birth_date <= given("senior"), 1), else_=0)
    return flags, counted


_BY_FACT = (FactKind.QPV, FactKind.LONE_PARENT, FactKind.RQTH, FactKind.FRANCE_TRAVAIL)


def _moved(scope: Scope, day: Any, *what: Any) -> Select[*tuple[Any, ...]]:
    """Return what is asked of the barriers noted, or lifted, within the period, by theme."""
    return (
        select(Barrier.theme, *what)
        .join(Person, Person.id == Barrier.person_id)
        .where(day.between(given("since"), given("until")), _is_counted(scope))
    )


def _waited() -> ColumnElement[float]:
    return func.julianday(Barrier.lifted_on) - func.julianday(Barrier.noted_on)


def _medians(lifted: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    one = lifted.add_columns(Barrier.person_id).subquery()
    middle = one.c.rank.in_(((one.c.all + 1) // 2, one.c.all // 2 + 1))
    return select(one.c.theme, func.count(distinct(one.c.person_id)), func.avg(case((middle, one.c.days)))).group_by(
        one.c.theme
    )


def _referrals(scope: Scope) -> Select[*tuple[Any, ...]]:
    return (
        select(Barrier.theme, Referral.state, func.count(), func.count(distinct(Referral.person_id)))
        .select_from(Referral)
        .join(Person, Person.id == Referral.person_id)
        .outerjoin(Barrier, Barrier.id == Referral.barrier_id)
        .where(Referral.proposed_on.between(given("since"), given("until")), _is_counted(scope))
        .group_by(Barrier.theme, Referral.state)
    )


def _services(scope: Scope) -> Select[*tuple[Any, ...]]:
    """Return the services to which most people were sent within the period, and how they answered."""
    days = func.julianday(Referral.answered_on) - func.julianday(Referral.sent_on)
    one = (
        select(
            Referral.service_id,
            Referral.person_id,
            days.label("days"),
            func.row_number().over(partition_by=Referral.service_id, order_by=(days.is_(None), days)).label("rank"),
            func.count(days).over(partition_by=Referral.service_id).label("answered"),
        )
        .join(Person, Person.id == Referral.person_id)
        .where(Referral.sent_on.between(given("since"), given("until")), _is_counted(scope))
        .subquery()
    )
    middle = one.c.rank.in_(((one.c.answered + 1) // 2, one.c.answered // 2 + 1))
    people = func.count(distinct(one.c.person_id))
    answered = func.count(distinct(case((one.c.days.is_not(None), one.c.person_id))))
    named = Service.name + " – " + Service.structure_name
    return (
        select(
            named, Service.themes, people, answered, func.avg(case((and_(middle, one.c.days.is_not(None)), one.c.days)))
        )
        .join(Service, Service.id == one.c.service_id)
        .group_by(one.c.service_id)
        .order_by(people.desc(), Service.sort_name, Service.id)
        .limit(MOST_SERVICES)
    )


MOST_SERVICES = 15
