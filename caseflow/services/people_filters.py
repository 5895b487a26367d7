"""The filters of the list of people: each a condition of SQL, written in a view as a kind and a few texts."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, column, exists, func, or_, select

from caseflow.domain.barrier import Barrier
from caseflow.domain.civility import Civility
from caseflow.domain.counsellor import Counsellor
from caseflow.domain.pathway import Step, StepState
from caseflow.domain.person import SENSITIVE_FACTS, ContactKind, ContactPoint, FactKind, Person, SituationFact
from caseflow.domain.referral import Referral
from caseflow.domain.scheme import Scheme
from caseflow.services import people_columns as columns
from caseflow.services.referral_lines import is_due
from caseflow.store.prepared import given

NOBODY = ""
"""The value of those who have none: no commune, no referent."""
OLDEST = 130
LONGEST_DAYS = 3_650


class FilterKind(StrEnum):
    """What people can be filtered by."""

    AGE = "age"
    """From and to, in years; one may be left empty."""
    COMMUNE = "commune"
    REFERENT = "referent"
    """Counsellors by key."""
    SCHEME = "scheme"
    """The scheme of a step under way."""
    FACT = "fact"
    """What is true of the situation that day; sensitive facts are never on screen as a filter (RGPD art. 9)."""
    CIVILITY = "civility"
    BARRIER = "barrier"
    """The theme of an open barrier; a sensitive theme is no filter."""
    ENTERED = "entered"
    """From and to, days in ISO; one may be left empty."""
    NEXT_DATE = "next_date"
    """Within so many days."""
    WITH_PHONE = "with_phone"
    WITHOUT_PHONE = "without_phone"
    WITHOUT_NOTICE = "without_notice"
    """The information notice (RGPD art. 13 and 14) was not given."""
    WITHOUT_ANSWER = "without_answer"
    """A partner left a referral without answer: to be chased up, or expired."""


CHOSEN = (
    FilterKind.COMMUNE,
    FilterKind.REFERENT,
    FilterKind.SCHEME,
    FilterKind.FACT,
    FilterKind.CIVILITY,
    FilterKind.BARRIER,
)
"""Those of which one or more values are chosen."""
ALONE = (
    FilterKind.WITH_PHONE,
    FilterKind.WITHOUT_PHONE,
    FilterKind.WITHOUT_NOTICE,
    FilterKind.WITHOUT_ANSWER,
)
"""Those that say all by themselves."""
OPEN_FACTS = tuple(kind for kind in FactKind if kind not in SENSITIVE_FACTS)


@dataclass(frozen=True)
class Filter:
    """One condition on the people shown; its values, as text, mean what its kind says."""

    kind: FilterKind
    values: tuple[str, ...] = ()

    def is_readable(self) -> bool:
        """Tell whether the values are of those that the kind takes."""
        try:
            return _is_readable(self.kind, self.values)
        except ValueError:
            return False


def conditions(kinds: Sequence[FilterKind]) -> list[ColumnElement[bool]]:
    """Return the conditions of some filters; the values are given under names that say their place."""
    return [_condition(kind, f"filter{place}_") for place, kind in enumerate(kinds)]


def values(filters: Sequence[Filter], on: date) -> dict[str, str]:
    """Return what the conditions of some filters are given, seen from a day."""
    found: dict[str, str] = {}
    for place, each in enumerate(filters):
        found |= {f"filter{place}_{name}": value for name, value in _given(each, on).items()}
    return found


def tally(kind: FilterKind) -> Select[*tuple[Any, ...]]:
    """Return the question of how many people each value of a filter leaves, and the number."""
    if kind is FilterKind.SCHEME:
        under_way = (Step.person_id == Person.id) & (Step.state == StepState.IN_PROGRESS)
        return select(Step.scheme.label("one"), _people()).join(Step, under_way)
    if kind is FilterKind.FACT:
        is_true = (SituationFact.person_id == Person.id) & _holds(given("on"))
        shown = SituationFact.kind.in_(OPEN_FACTS)
        return select(SituationFact.kind.label("one"), _people()).join(SituationFact, is_true & shown)
    if kind is FilterKind.BARRIER:
        weighs = (Barrier.person_id == Person.id) & columns.is_open_barrier()
        return select(Barrier.theme.label("one"), _people()).join(Barrier, weighs)
    return select(_VALUES[kind].label("one"), func.count()).select_from(Person)


def _people() -> ColumnElement[int]:
    return func.count(func.distinct(Person.id))


def _holds(on: ColumnElement[Any]) -> ColumnElement[bool]:
    fact = SituationFact
    return or_(fact.since.is_(None), fact.since <= on) & or_(fact.until.is_(None), fact.until >= on)


_has_phone = exists().where(ContactPoint.person_id == Person.id, ContactPoint.kind == ContactKind.PHONE)
_VALUES: dict[FilterKind, ColumnElement[Any]] = {
    FilterKind.COMMUNE: func.coalesce(Person.commune, NOBODY),
    FilterKind.REFERENT: func.coalesce(columns.referent(given("on"), Counsellor.id), NOBODY),
    FilterKind.CIVILITY: func.coalesce(Person.civility, NOBODY, type_=String),
}
"""For the kinds that are a field of the person: the field, as text."""


def _condition(kind: FilterKind, name: str) -> ColumnElement[bool]:
    if kind in _VALUES:
        return _VALUES[kind].in_(_listed(name))
    if kind is FilterKind.SCHEME:
        is_one = Step.scheme.in_(_listed(name))
        return exists().where(Step.person_id == Person.id, Step.state == StepState.IN_PROGRESS, is_one)
    if kind is FilterKind.FACT:
        is_one = SituationFact.kind.in_(_listed(name))
        return exists().where(SituationFact.person_id == Person.id, is_one, _holds(given("on")))
    if kind is FilterKind.BARRIER:
        is_one = Barrier.theme.in_(_listed(name))
        return exists().where(Barrier.person_id == Person.id, is_one, columns.is_open_barrier())
    return {
        FilterKind.AGE: lambda: Person.birth_date.between(given(f"{name}from"), given(f"{name}to")),
        FilterKind.ENTERED: lambda: columns.entered_on().between(given(f"{name}from"), given(f"{name}to")),
        FilterKind.NEXT_DATE: lambda: columns.next_date(given("on")) <= given(f"{name}to"),
        FilterKind.WITH_PHONE: lambda: _has_phone,
        FilterKind.WITHOUT_PHONE: lambda: ~_has_phone,
        FilterKind.WITHOUT_NOTICE: lambda: Person.notice_given_on.is_(None),
        FilterKind.WITHOUT_ANSWER: lambda: exists().where(Referral.person_id == Person.id, is_due(given("on"))),
    }[kind]()


def _listed(name: str) -> Select[str]:
    """Return the values given as a JSON list."""
    return select(column("value", String)).select_from(func.json_each(given(f"{name}values")).table_valued("value"))


def _given(each: Filter, on: date) -> dict[str, str]:
    if each.kind in CHOSEN:
        return {"values": json.dumps(each.values, ensure_ascii=False)}
    if each.kind is FilterKind.AGE:
        least, most = each.values
        return {"from": _years_before(on, int(most or OLDEST) + 1, 1), "to": _years_before(on, int(least or 0), 0)}
    if each.kind is FilterKind.ENTERED:
        since, until = each.values
        return {"from": since or date.min.isoformat(), "to": until or date.max.isoformat()}
    if each.kind is FilterKind.NEXT_DATE:
        return {"to": (on + timedelta(days=int(each.values[0]))).isoformat()}
    return {}


def _years_before(on: date, years: int, and_days: int) -> str:
    """Return a day of birth as text; text compares well, even a 29 February that does not exist."""
    return f"{on.year - years:04}-{on.month:02}-{on.day + and_days:02}"


def _is_readable(kind: FilterKind, texts: tuple[str, ...]) -> bool:
    if kind in CHOSEN:
        return bool(texts) and all(_is_value(kind, text) for text in texts)
    if kind is FilterKind.AGE:
        least, most = (int(text or 0) for text in texts)
        return any(texts) and 0 <= least <= OLDEST and 0 <= most <= OLDEST and (not texts[1] or least <= most)
    if kind is FilterKind.ENTERED:
        since, until = (date.fromisoformat(text) if text else None for text in texts)
        return any(texts) and not (since and until and until < since)
    if kind is FilterKind.NEXT_DATE:
        (days,) = texts
        return 0 <= int(days) <= LONGEST_DAYS
    return not texts


def _is_value(kind: FilterKind, text: str) -> bool:
    if text == NOBODY:
        return kind in (FilterKind.COMMUNE, FilterKind.REFERENT, FilterKind.CIVILITY)
    if kind is FilterKind.REFERENT:
        return UUID(text).hex == text
    if kind is FilterKind.COMMUNE:
        return True
    members: dict[FilterKind, Sequence[StrEnum]] = {
        FilterKind.SCHEME: tuple(Scheme),
        FilterKind.FACT: OPEN_FACTS,
        FilterKind.CIVILITY: tuple(Civility),
        FilterKind.BARRIER: columns.OPEN_THEMES,
    }
    return text in members[kind]
