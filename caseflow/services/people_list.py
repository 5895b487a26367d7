"""The list of people: SQL filters, sorts and counts; a page of rows is fetched at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    ScalarSelect,
    Select,
    SQLColumnExpression,
    String,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    type_coerce,
    union,
)
from sqlalchemy.orm import Session

from caseflow.domain.contact import shown_phone
from caseflow.domain.counsellor import Counsellor
from caseflow.domain.enrolment import Enrolment, ReferentAssignment
from caseflow.domain.labels import scheme_label
from caseflow.domain.pathway import Step, StepState
from caseflow.domain.periods import age_on
from caseflow.domain.person import ContactKind, ContactPoint, Person, contact_key, display_name
from caseflow.domain.scheme import Scheme
from caseflow.store.journal import operation_table
from caseflow.store.search import matching

NEW_DAYS = 60
"""A person is « nouveau » for two months after entry."""
EXITED_DAYS = 183
"""« Sortis (6 mois) »: the time in which the proof of a positive exit is due."""


class Scope(StrEnum):
    """Which people a list shows."""

    ACTIVE = "active"
    WITHOUT_STEP = "without_step"
    NEW = "new"
    EXITED = "exited"
    ARCHIVED = "archived"
    ALL = "all"


class PeopleColumn(StrEnum):
    """What a list shows of a person, and may be sorted by."""

    NAME = "name"
    FILE_NUMBER = "file_number"
    AGE = "age"
    COMMUNE = "commune"
    STEP = "step"
    SCHEMES = "schemes"
    ENTERED = "entered"
    REFERENT = "referent"
    NEXT_DATE = "next_date"
    PHONE = "phone"
    UPDATED = "updated"


@dataclass(frozen=True)
class PeopleQuery:
    """What is looked for, and in which order, seen from a day."""

    on: date
    text: str = ""
    scope: Scope = Scope.ACTIVE
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
    commune: str
    current_step: str
    schemes: tuple[Scheme, ...]
    entered_on: date | None
    referent: str
    next_date: date | None
    phone: str
    is_archived: bool


def ids(session: Session, query: PeopleQuery) -> list[UUID]:
    """Return the people looked for, sorted."""
    wanted = _filtered(select(type_coerce(Person.id, String)), query).order_by(*_order(query))
    return list(map(UUID, session.execute(wanted).scalars()))  # half the time of SQLAlchemy's own reading of ids


def count(session: Session, query: PeopleQuery) -> int:
    """Count the people looked for."""
    return session.execute(_filtered(select(func.count(Person.id)), query)).scalar_one()


def rows(session: Session, wanted: Sequence[UUID], on: date) -> list[PersonRow]:
    """Return the lines of some people, in the order asked; one who has gone is left out."""
    people = {row.id: row for row in session.execute(_page(), {"wanted": wanted, "today": on})}
    schemes = _schemes(session, wanted)
    return [_row(people[key], schemes.get(key, ()), on) for key in wanted if key in people]


def _filtered(statement: Select[Any], query: PeopleQuery) -> Select[Any]:
    statement = statement.where(*_scope(query.scope, query.on))
    sought = _sought(query.text)
    return statement if sought is None else statement.where(sought)


def _sought(typed: str) -> ColumnElement[bool] | None:
    """Return the condition for what was typed: words of the name, or a number or address that begins so.

    Each way of finding someone asks its own index; joined by OR they would ask none, and read everyone.
    """
    words = matching(typed)
    if words is None:
        return None
    number = typed.encode("utf-8", "replace").decode().strip().upper()  # half a character pasted is no text to SQLite
    ways = [words]
    if any(char.isdigit() for char in number):
        ways.append(and_(Person.file_number >= number, Person.file_number < number + "\uffff"))
    birth_date = _as_date(typed.strip())
    if birth_date is not None:
        ways.append(Person.birth_date == birth_date)
    found = [select(Person.id).where(way) for way in ways]
    key = contact_key(typed)
    if len(key) >= 4 and ("@" in typed or key.isdigit()):
        is_contact = and_(ContactPoint.search_key >= key, ContactPoint.search_key < key + "\uffff")
        found.append(select(ContactPoint.person_id).where(is_contact))
        found += [select(Person.id).where(column == key) for column in (Person.france_travail_id, Person.caf_number)]
    return Person.id.in_(union(*found))


def _as_date(typed: str) -> date | None:
    parts = typed.replace("-", "/").replace(".", "/").split("/")
    if len(parts) != 3 or not all(part.isdigit() for part in parts) or len(parts[2]) != 4:
        return None
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0]))
    except (ValueError, OverflowError):
        return None


def _scope(scope: Scope, on: date) -> list[ColumnElement[bool]]:
    if scope is Scope.ALL:
        return []
    if scope is Scope.ARCHIVED:
        return [Person.archived_on.is_not(None)]
    present: list[ColumnElement[bool]] = [Person.archived_on.is_(None)]
    if scope is Scope.EXITED:
        recent = Enrolment.exited_on >= on - timedelta(days=EXITED_DAYS)
        return [*present, ~_has_open_stay(), exists().where(Enrolment.person_id == Person.id, recent)]
    present.append(
        or_(_has_open_stay(), ~exists().where(Enrolment.person_id == Person.id, Enrolment.exited_on.is_not(None)))
    )
    if scope is Scope.NEW:
        present.append(
            exists().where(Enrolment.person_id == Person.id, Enrolment.entered_on >= on - timedelta(days=NEW_DAYS))
        )
    if scope is Scope.WITHOUT_STEP:
        present.append(~exists().where(Step.person_id == Person.id, Step.state == StepState.IN_PROGRESS))
    return present


def _has_open_stay() -> ColumnElement[bool]:
    return exists().where(
        Enrolment.person_id == Person.id, Enrolment.entered_on.is_not(None), Enrolment.exited_on.is_(None)
    )


def _order(query: PeopleQuery) -> list[SQLColumnExpression[Any]]:
    by: SQLColumnExpression[Any] = {
        PeopleColumn.NAME: Person.sort_name,
        PeopleColumn.FILE_NUMBER: Person.file_number,
        PeopleColumn.AGE: Person.birth_date,
        PeopleColumn.COMMUNE: func.lower(Person.commune),
        PeopleColumn.STEP: _current_scheme(),
        PeopleColumn.SCHEMES: _current_scheme(),
        PeopleColumn.ENTERED: _entered_on(),
        PeopleColumn.REFERENT: _referent(query.on),
        PeopleColumn.NEXT_DATE: _next_date(query.on),
        PeopleColumn.PHONE: _phone(),
        PeopleColumn.UPDATED: _updated(),
    }[query.sort]
    descending = query.descending != (query.sort is PeopleColumn.AGE)
    first = by.desc() if descending else by.asc()
    if query.sort is PeopleColumn.NAME:
        return [first, Person.id]
    return [first.nulls_last(), Person.sort_name, Person.id]


def _current_step(what: Any) -> ScalarSelect[Any]:
    return (
        select(what)
        .where(Step.person_id == Person.id, Step.state == StepState.IN_PROGRESS)
        .order_by(Step.started_on.desc(), Step.id)
        .limit(1)
        .correlate(Person)
        .scalar_subquery()
    )


def _current_scheme() -> ScalarSelect[Any]:
    return _current_step(Step.scheme)


def _entered_on() -> ScalarSelect[Any]:
    return (
        select(func.max(Enrolment.entered_on))
        .where(Enrolment.person_id == Person.id)
        .correlate(Person)
        .scalar_subquery()
    )


def _referent(on: date | BindParameter[date]) -> ScalarSelect[Any]:
    return (
        select(Counsellor.name)
        .join(ReferentAssignment, ReferentAssignment.counsellor_id == Counsellor.id)
        .join(Enrolment, ReferentAssignment.enrolment_id == Enrolment.id)
        .where(
            Enrolment.person_id == Person.id,
            or_(ReferentAssignment.until.is_(None), ReferentAssignment.until >= on),
        )
        .order_by(ReferentAssignment.since.desc(), ReferentAssignment.id)
        .limit(1)
        .correlate(Person)
        .scalar_subquery()
    )


def _next_date(on: date | BindParameter[date]) -> ScalarSelect[Any]:
    """Return the next day that asks for something: a planned step that begins, or one under way that ends."""
    ahead = case(
        (Step.state == StepState.PLANNED, Step.planned_start), else_=func.coalesce(Step.ended_on, Step.planned_end)
    )
    return (
        select(func.min(ahead))
        .where(
            Step.person_id == Person.id,
            Step.state.in_((StepState.PLANNED, StepState.IN_PROGRESS)),
            ahead >= on,
        )
        .correlate(Person)
        .scalar_subquery()
    )


def _phone() -> ScalarSelect[Any]:
    return (
        select(ContactPoint.value)
        .where(ContactPoint.person_id == Person.id, ContactPoint.kind == ContactKind.PHONE)
        .order_by(ContactPoint.rank, ContactPoint.id)
        .limit(1)
        .correlate(Person)
        .scalar_subquery()
    )


def _updated() -> ScalarSelect[Any]:
    return (
        select(func.max(operation_table.c.mark))
        .where(operation_table.c.row_id == Person.id)
        .correlate(Person)
        .scalar_subquery()
    )


@cache
def _page() -> Select[*tuple[Any, ...]]:
    """Return the question of a page, made once: making it takes longer than asking it."""
    today = bindparam("today", type_=Date)
    return select(
        Person.id,
        Person.file_number,
        Person.last_name,
        Person.first_name,
        Person.birth_date,
        Person.commune,
        Person.archived_on,
        _current_step(Step.title).label("step_title"),
        _current_scheme().label("step_scheme"),
        _entered_on().label("entered_on"),
        _referent(today).label("referent"),
        _next_date(today).label("next_date"),
        _phone().label("phone"),
    ).where(Person.id.in_(bindparam("wanted", expanding=True)))


def _schemes(session: Session, wanted: Iterable[UUID]) -> dict[UUID, tuple[Scheme, ...]]:
    """Return the schemes each person has gone through, in the order of time."""
    found: dict[UUID, tuple[Scheme, ...]] = {}
    for person_id, scheme in session.execute(_schemes_in_time(), {"wanted": list(wanted)}):
        found[person_id] = (*found.get(person_id, ()), scheme)
    return found


@cache
def _schemes_in_time() -> Select[UUID, Scheme]:
    return (
        select(Step.person_id, Step.scheme)
        .where(Step.person_id.in_(bindparam("wanted", expanding=True)), Step.state != StepState.CANCELLED)
        .group_by(Step.person_id, Step.scheme)
        .order_by(Step.person_id, func.min(func.coalesce(Step.started_on, Step.planned_start)))
    )


def _row(row: Any, schemes: tuple[Scheme, ...], on: date) -> PersonRow:
    current = row.step_title or (scheme_label(row.step_scheme) if row.step_scheme else "")
    return PersonRow(
        id=row.id,
        file_number=row.file_number,
        name=display_name(row.last_name, row.first_name),
        birth_date=row.birth_date,
        age=age_on(row.birth_date, on) if row.birth_date else None,
        commune=row.commune or "",
        current_step=current,
        schemes=schemes,
        entered_on=row.entered_on,
        referent=row.referent or "",
        next_date=row.next_date,
        phone=shown_phone(row.phone or ""),
        is_archived=row.archived_on is not None,
    )
