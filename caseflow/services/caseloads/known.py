"""What the store already holds of the people that a file speaks of."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from caseflow.domain.counsellor import Counsellor
from caseflow.domain.duplicate import Description
from caseflow.domain.enrolment import Enrolment, ReferentAssignment
from caseflow.domain.iae import IaePass
from caseflow.domain.person import ContactKind, ContactPoint, FactKind, Person, SituationFact, contact_key
from caseflow.domain.reference import DistinctPair

Key = TypeVar("Key", UUID, str)

_LOT = 500
"""Ids named in one statement."""


@dataclass(frozen=True)
class Referent:
    """Who answers for somebody now."""

    assignment_id: UUID
    since: date
    name: str
    email: str


@dataclass(frozen=True)
class Stay:
    """A time in the PLIE, as the store has it."""

    id: UUID
    values: dict[str, Any] = field(repr=False)
    referent: Referent | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Fact:
    """A situation fact, as the store has it."""

    id: UUID
    kind: FactKind
    value: str | None = field(repr=False)
    since: date | None
    until: date | None


@dataclass(frozen=True)
class Known:
    """Everything of one person that a file may complete; empty for somebody new."""

    person: dict[str, Any] = field(default_factory=dict[str, Any], repr=False)
    points: tuple[tuple[ContactKind, str], ...] = field(default=(), repr=False)
    """Kind and search key of each phone number and e-mail address."""
    shown_points: tuple[str, ...] = field(default=(), repr=False)
    facts: tuple[Fact, ...] = field(default=(), repr=False)
    stays: tuple[Stay, ...] = field(default=(), repr=False)
    """The latest first."""
    passes: tuple[tuple[str | None, date], ...] = field(default=(), repr=False)


NOBODY = Known()


def everybody(session: Session, sought: Sequence[Description]) -> Iterator[tuple[str, Description]]:
    """Yield everybody of the store, by id as text; of their numbers and addresses, those that somebody sought has."""
    phones = _owners(session, ContactKind.PHONE, {contact_key(phone) for each in sought for phone in each.phones})
    emails = _owners(session, ContactKind.EMAIL, {contact_key(email) for each in sought for email in each.emails})
    columns = Person.__table__.c  # not the class, nor ids as UUID: tens of thousands of rows are read, few for good
    query = select(type_coerce(columns.id, String), *(columns[name] for name in _DESCRIBED))
    for person_id, *described in session.execute(query.execution_options(yield_per=_LOT)):
        yield (
            person_id,
            Description(*described, phones=tuple(phones.get(person_id, ())), emails=tuple(emails.get(person_id, ()))),
        )


_DESCRIBED = (
    "last_name",
    "first_name",
    "birth_name",
    "birth_date",
    "file_number",
    "department_id",
    "france_travail_id",
    "caf_number",
    "post_code",
)


def _owners(session: Session, kind: ContactKind, keys: Collection[str]) -> dict[str, list[str]]:
    """Return, of some numbers or addresses, those that each person has."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    columns = ContactPoint.__table__.c
    query = select(type_coerce(columns.person_id, String), columns.search_key).where(columns.kind == kind)
    for lot in _lots(sorted(keys)):
        for person_id, key in session.execute(query.where(columns.search_key.in_(lot))):
            found[person_id].append(key)
    return dict(found)


def distinct_pairs(session: Session) -> frozenset[frozenset[str]]:
    """Return the pairs that a counsellor said are two people."""
    pairs = session.execute(select(DistinctPair.first_key, DistinctPair.second_key))
    return frozenset(frozenset((one, other)) for one, other in pairs)


def read_known(session: Session, ids: Collection[UUID], on: date) -> dict[UUID, Known]:
    """Return what is held of some people; one who has gone is left out."""
    found: dict[UUID, Known] = {}
    for lot in _lots(sorted(ids)):
        points = _by_person(
            session, lot, ContactPoint.person_id, ContactPoint.kind, ContactPoint.search_key, ContactPoint.value
        )
        facts = _by_person(
            session,
            lot,
            SituationFact.person_id,
            SituationFact.id,
            SituationFact.kind,
            SituationFact.value,
            SituationFact.since,
            SituationFact.until,
        )
        passes = _by_person(session, lot, IaePass.person_id, IaePass.number, IaePass.started_on)
        stays = _stays(session, lot, on)
        for person in session.execute(select(*Person.__table__.c).where(Person.id.in_(lot))).mappings():
            key: UUID = person["id"]
            found[key] = Known(
                person=dict(person),
                points=tuple((kind, search_key) for kind, search_key, _value in points[key]),
                shown_points=tuple(value for _kind, _key, value in points[key]),
                facts=tuple(Fact(*fact) for fact in facts[key]),
                stays=tuple(stays[key]),
                passes=tuple((number, started_on) for number, started_on in passes[key]),
            )
    return found


def _lots(ids: Sequence[Key]) -> Iterator[Sequence[Key]]:
    return (ids[start : start + _LOT] for start in range(0, len(ids), _LOT))


def _by_person(session: Session, lot: Iterable[UUID], person_id: Any, *columns: Any) -> defaultdict[UUID, list[Any]]:
    found: defaultdict[UUID, list[Any]] = defaultdict(list)
    for key, *rest in session.execute(select(person_id, *columns).where(person_id.in_(lot))):
        found[key].append(rest)
    return found


def _stays(session: Session, lot: Iterable[UUID], on: date) -> defaultdict[UUID, list[Stay]]:
    rows = session.execute(select(*Enrolment.__table__.c).where(Enrolment.person_id.in_(lot))).mappings().all()
    referents = _referents(session, [row["id"] for row in rows], on)
    found: defaultdict[UUID, list[Stay]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["entered_on"] or date.min, row["id"]), reverse=True):
        found[row["person_id"]].append(Stay(row["id"], dict(row), referents.get(row["id"])))
    return found


def _referents(session: Session, stay_ids: Sequence[UUID], on: date) -> dict[UUID, Referent]:
    """Return the present referent of each stay, or the last one."""
    query = (
        select(
            ReferentAssignment.enrolment_id,
            ReferentAssignment.id,
            ReferentAssignment.since,
            Counsellor.name,
            Counsellor.email,
        )
        .join(Counsellor, ReferentAssignment.counsellor_id == Counsellor.id)
        .where(ReferentAssignment.since <= on)
        .order_by(ReferentAssignment.since, ReferentAssignment.id)
    )
    return {
        stay_id: Referent(assignment_id, since, name, email)
        for lot in _lots(stay_ids)
        for stay_id, assignment_id, since, name, email in session.execute(
            query.where(ReferentAssignment.enrolment_id.in_(lot))
        )
    }
