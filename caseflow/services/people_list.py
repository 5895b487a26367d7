"""The list of people: SQL filters, sorts and counts; a page of rows is fetched at a time."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, String, column, exists, func, or_, select

from caseflow.domain.contact import shown_phone
from caseflow.domain.enrolment import Enrolment
from caseflow.domain.labels import scheme_label
from caseflow.domain.pathway import Step, StepState
from caseflow.domain.periods import age_on
from caseflow.domain.person import Person, display_name
from caseflow.domain.scheme import Scheme
from caseflow.services import people_columns as columns
from caseflow.services import people_filters, people_search
from caseflow.services.people_filters import Filter, FilterKind
from caseflow.services.people_search import Sought, Way
from caseflow.store.prepared import Prepared, given, second

NEW_DAYS = 60
"""A person is « nouveau » for two months after entry."""
LEAVING_DAYS = 60
"""« Sorties à venir »: what ends in that time is to be followed by something, or prepared as an exit."""
EXITED_DAYS = 183
"""« Sortis (6 mois) »: the time in which the proof of a positive exit is due."""


class Scope(StrEnum):
    """Which people a list shows."""

    ACTIVE = "active"
    WITHOUT_STEP = "without_step"
    LEAVING = "leaving"
    """A step ends within two months, and none is planned after it."""
    OVERDUE = "overdue"
    """A step should have begun, or ended, and nothing was noted."""
    NEW = "new"
    EXITED = "exited"
    ARCHIVED = "archived"
    ALL = "all"


class PeopleColumn(StrEnum):
    """What a list shows of a person, and may be sorted by."""

    NAME = "name"
    FILE_NUMBER = "file_number"
    AGE = "age"
    BIRTH_DATE = "birth_date"
    POST_CODE = "post_code"
    COMMUNE = "commune"
    STEP = "step"
    SCHEMES = "schemes"
    ENTERED = "entered"
    EXITED = "exited"
    REFERENT = "referent"
    NEXT_DATE = "next_date"
    LAST_CONTACT = "last_contact"
    PHONE = "phone"
    BARRIERS = "barriers"
    UPDATED = "updated"


@dataclass(frozen=True)
class PeopleQuery:
    """What is looked for, and in which order, seen from a day."""

    on: date
    text: str = ""
    scope: Scope = Scope.ACTIVE
    filters: tuple[Filter, ...] = ()
    sort: PeopleColumn = PeopleColumn.NAME
    descending: bool = False


@dataclass(frozen=True)
class PersonRow:
    """One line of the list."""

    id: UUID
    file_number: str
    name: str
    birth_date: date | None
    age: int | None
    post_code: str
    commune: str
    current_step: str
    schemes: tuple[Scheme, ...]
    entered_on: date | None
    exited_on: date | None
    referent: str
    next_date: date | None
    last_contact: date | None
    phone: str
    barriers: int
    """How many open barriers are known, those of sensitive themes left out."""
    highest_level: int
    """Of those."""
    is_archived: bool


def ids(cursor: Any, query: PeopleQuery, limit: int | None = None) -> list[UUID]:
    """Return the people looked for, sorted: all of them, or the first of the very same list.

    By name, those whose usage name begins with what was typed come before those found in another way.
    """
    sought = people_search.sought(query.text)
    values = _values(query, sought)
    if limit and query.sort is PeopleColumn.NAME and Way.WORDS in sought.ways:
        first = _keys(_named(_narrowing(query), query.descending), cursor, limit, values)
        if len(first) == limit:
            return first
        if people_search.is_frequent(cursor, sought.values["words"]):
            others = _others(_narrowing(query), query.descending, sought.ways)
            return first + _keys(others, cursor, limit - len(first), values)
    return _keys(_all(_narrowing(query), query.sort, query.descending, sought.ways), cursor, limit, values)


def count(cursor: Any, query: PeopleQuery) -> int:
    """Count the people looked for."""
    sought = people_search.sought(query.text)
    return _count(_narrowing(query), sought.ways).ask(cursor, **_values(query, sought))[0][0]


def tally(cursor: Any, query: PeopleQuery, kind: FilterKind) -> list[tuple[str, int]]:
    """Count, among the people looked for, those whom each value of a filter would leave; most first."""
    sought = people_search.sought(query.text)
    return [
        (value or "", number)
        for value, number in _tally(_narrowing(query), sought.ways, kind).ask(cursor, **_values(query, sought))
    ]


def rows(cursor: Any, wanted: Sequence[UUID], on: date) -> list[PersonRow]:
    """Return the lines of some people, in the order asked; one who has gone is left out."""
    keys = [key.hex for key in wanted]
    values = {"wanted": json.dumps(keys), "on": on.isoformat()}
    people = {row[0]: row for row in _page().ask(cursor, **values)}
    schemes: dict[str, dict[str, None]] = {key: {} for key in keys}
    for key, scheme in _schemes_in_time().ask(cursor, **values):
        schemes[key][scheme] = None  # each once, in its place
    found = zip(wanted, keys, strict=True)
    return [_row(person_id, people[key], schemes[key], on) for person_id, key in found if key in people]


def _values(query: PeopleQuery, sought: Sought) -> dict[str, Any]:
    """Return what the questions are given of a query."""
    return (
        sought.values
        | people_filters.values(query.filters, query.on)
        | {
            "on": query.on.isoformat(),
            "exited_since": (query.on - timedelta(days=EXITED_DAYS)).isoformat(),
            "leaving_until": (query.on + timedelta(days=LEAVING_DAYS)).isoformat(),
            "entered_since": (query.on - timedelta(days=NEW_DAYS)).isoformat(),
        }
    )


def _keys(question: Prepared, cursor: Any, limit: int | None, values: dict[str, Any]) -> list[UUID]:
    found = question.ask(cursor, **values, limit=-1 if limit is None else limit)
    return [UUID(key) for (key,) in found]


_Narrowing = tuple[Scope, tuple[FilterKind, ...]]
"""What a question is written for: the scope and the kinds of filters; their values are given at each asking."""


def _narrowing(query: PeopleQuery) -> _Narrowing:
    return query.scope, tuple(each.kind for each in query.filters)


@cache
def _all(narrowing: _Narrowing, sort: PeopleColumn, descending: bool, ways: frozenset[Way]) -> Prepared:
    """Ask the indexes, then sort all that was found."""
    order = _order(sort, descending)
    if Way.WORDS in ways and sort is PeopleColumn.NAME:
        order.insert(0, people_search.is_so_named().desc())
    where = [*_conditions(narrowing), *([people_search.found(ways)] if ways else [])]
    return Prepared(_ids().where(*where).order_by(*order).limit(given("limit")))


@cache
def _named(narrowing: _Narrowing, descending: bool) -> Prepared:
    """Ask for those whose usage name begins with what was typed, along the index of the sorted names."""
    order = _order(PeopleColumn.NAME, descending)
    where = [people_search.is_so_named(), *_conditions(narrowing)]
    return Prepared(_ids().where(*where).order_by(*order).limit(given("limit")))


@cache
def _others(narrowing: _Narrowing, descending: bool, ways: frozenset[Way]) -> Prepared:
    """Go along the sorted names and keep those found in another way: where many are, the first are soon met."""
    where = [people_search.among_found(ways), ~people_search.is_so_named(), *_conditions(narrowing)]
    order = _order(PeopleColumn.NAME, descending)
    return Prepared(_ids().where(*where).order_by(*order).limit(given("limit")))


@cache
def _count(narrowing: _Narrowing, ways: frozenset[Way]) -> Prepared:
    where = [*_conditions(narrowing), *([people_search.found(ways)] if ways else [])]
    return Prepared(select(func.count(Person.id)).where(*where))


@cache
def _tally(narrowing: _Narrowing, ways: frozenset[Way], kind: FilterKind) -> Prepared:
    where = [*_conditions(narrowing), *([people_search.found(ways)] if ways else [])]
    return Prepared(people_filters.tally(kind).where(*where).group_by("one").order_by(func.count().desc(), "one"))


def _conditions(narrowing: _Narrowing) -> list[ColumnElement[bool]]:
    scope, kinds = narrowing
    return [*_scope(scope), *people_filters.conditions(kinds)]


def _ids() -> Select[Any]:
    return select(Person.id)


def _scope(scope: Scope) -> list[ColumnElement[bool]]:
    if scope is Scope.ALL:
        return []
    if scope is Scope.ARCHIVED:
        return [Person.archived_on.is_not(None)]
    present: list[ColumnElement[bool]] = [Person.archived_on.is_(None)]
    if scope is Scope.EXITED:
        recent = Enrolment.exited_on >= given("exited_since")
        return [*present, ~_has_open_stay(), exists().where(Enrolment.person_id == Person.id, recent)]
    present.append(
        or_(_has_open_stay(), ~exists().where(Enrolment.person_id == Person.id, Enrolment.exited_on.is_not(None)))
    )
    if scope is Scope.NEW:
        present.append(exists().where(Enrolment.person_id == Person.id, Enrolment.entered_on >= given("entered_since")))
    if scope is Scope.LEAVING:
        ahead = exists().where(Step.person_id == Person.id, Step.state == StepState.PLANNED)
        present += [_has_step(StepState.IN_PROGRESS, _end.between(given("on"), given("leaving_until"))), ~ahead]
    if scope is Scope.OVERDUE:
        late_end = _has_step(StepState.IN_PROGRESS, _end < given("on"))
        present.append(or_(late_end, _has_step(StepState.PLANNED, Step.planned_start < given("on"))))
    if scope is Scope.WITHOUT_STEP:
        present.append(~exists().where(Step.person_id == Person.id, Step.state == StepState.IN_PROGRESS))
    return present


_end = func.coalesce(Step.ended_on, Step.planned_end)


def _has_step(state: StepState, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Step.person_id == Person.id, Step.state == state, condition)


def _has_open_stay() -> ColumnElement[bool]:
    return exists().where(
        Enrolment.person_id == Person.id, Enrolment.entered_on.is_not(None), Enrolment.exited_on.is_(None)
    )


def _order(sort: PeopleColumn, descending: bool) -> list[SQLColumnExpression[Any]]:
    by: SQLColumnExpression[Any] = {
        PeopleColumn.NAME: Person.sort_name,
        PeopleColumn.FILE_NUMBER: Person.file_number,
        PeopleColumn.AGE: Person.birth_date,
        PeopleColumn.BIRTH_DATE: Person.birth_date,
        PeopleColumn.POST_CODE: Person.post_code,
        PeopleColumn.COMMUNE: func.lower(Person.commune),
        PeopleColumn.STEP: columns.current_step(Step.scheme),
        PeopleColumn.SCHEMES: columns.current_step(Step.scheme),
        PeopleColumn.ENTERED: columns.entered_on(),
        PeopleColumn.EXITED: columns.exited_on(),
        PeopleColumn.REFERENT: columns.referent(given("on")),
        PeopleColumn.NEXT_DATE: columns.next_date(given("on")),
        PeopleColumn.LAST_CONTACT: columns.last_contact(given("on")),
        PeopleColumn.PHONE: columns.phone(),
        PeopleColumn.BARRIERS: columns.barriers(),
        PeopleColumn.UPDATED: columns.updated(),
    }[sort]
    is_downwards = descending != (sort is PeopleColumn.AGE)
    first = by.desc() if is_downwards else by.asc()
    if sort is PeopleColumn.NAME:
        return [first, Person.id]
    return [first.nulls_last(), Person.sort_name, Person.id]


_current = second(Step)


@cache
def _page() -> Prepared:
    """Ask for the lines of a page."""
    return Prepared(
        select(
            Person.id,
            Person.file_number,
            Person.last_name,
            Person.first_name,
            Person.birth_date,
            Person.post_code,
            Person.commune,
            Person.archived_on,
            _current.title,
            _current.scheme,
            columns.entered_on(),
            columns.exited_on(),
            columns.referent(given("on")),
            columns.next_date(given("on")),
            columns.last_contact(given("on")),
            columns.phone(),
            columns.barriers(),
        )
        .outerjoin(_current, _current.id == columns.current_step(Step.id))
        .where(Person.id.in_(_wanted()))
    )


@cache
def _schemes_in_time() -> Prepared:
    """Ask for the schemes each person has gone through, in the order of time."""
    return Prepared(
        select(Step.person_id, Step.scheme)
        .where(Step.person_id.in_(_wanted()), Step.state != StepState.CANCELLED)
        .order_by(func.coalesce(Step.started_on, Step.planned_start))
    )


def _wanted() -> Select[str]:
    """Return the keys given as a JSON list: however many they are, the question stays the same."""
    return select(column("value", String)).select_from(func.json_each(given("wanted")).table_valued("value"))


def _row(person_id: UUID, read: tuple[Any, ...], schemes: Iterable[str], on: date) -> PersonRow:
    number, last_name, first_name, born, post_code, commune, archived_on, *others = read[1:]
    title, scheme, entered, left, referent, ahead, met, phone, weight = others
    birth_date = _day(born)
    highest_level, barriers = divmod(weight or 0, columns.LEVEL_UNIT)
    return PersonRow(
        id=person_id,
        file_number=number,
        name=display_name(last_name, first_name),
        birth_date=birth_date,
        age=age_on(birth_date, on) if birth_date else None,
        post_code=post_code or "",
        commune=commune or "",
        current_step=title or (scheme_label(Scheme(scheme)) if scheme else ""),
        schemes=tuple(map(Scheme, schemes)),
        entered_on=_day(entered),
        exited_on=_day(left),
        referent=referent or "",
        next_date=_day(ahead),
        last_contact=_day(met),
        phone=shown_phone(phone or ""),
        barriers=barriers,
        highest_level=highest_level,
        is_archived=archived_on is not None,
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
