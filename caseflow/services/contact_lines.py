"""Interviews and appointments as lists show them: of one person, of one day, those that await a word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from caseflow.domain.interview import (
    Appointment,
    AppointmentStatus,
    CallOutcome,
    Interview,
    InterviewPerson,
    Medium,
)
from caseflow.domain.person import Person, display_name
from caseflow.i18n import fold
from caseflow.store.store import missing


@dataclass(frozen=True)
class InterviewLine:
    """A contact that took place."""

    id: UUID
    held_on: date
    at_minute: int | None
    medium: Medium
    place: str
    minutes: int | None
    note: str
    private_note: str
    call_outcome: CallOutcome | None
    caller: str
    people: tuple[tuple[UUID, str], ...]
    """Whom it was with: key and name."""

    def says(self, folded: str) -> bool:
        """Tell whether it speaks of something, written without accents or case."""
        return folded in fold(f"{self.note} {self.private_note} {self.place} {self.caller}")


@dataclass(frozen=True)
class AppointmentLine:
    """An appointment, to come or not."""

    id: UUID
    person_id: UUID
    person: str
    file_number: str
    held_on: date
    at_minute: int | None
    minutes: int
    medium: Medium
    place: str
    purpose: str
    bring: str
    status: AppointmentStatus
    sequence: int

    def overlaps(self, at_minute: int, minutes: int) -> bool:
        """Tell whether it takes some of the same time, where it still holds and its hour is known."""
        if self.at_minute is None or self.status in (AppointmentStatus.EXCUSED, AppointmentStatus.CANCELLED):
            return False
        return self.at_minute < at_minute + minutes and at_minute < self.at_minute + self.minutes

    def is_unsettled(self, on: date) -> bool:
        """Tell whether its day is over and nobody said what became of it."""
        return self.status is AppointmentStatus.PLANNED and self.held_on < on

    def says(self, folded: str) -> bool:
        """Tell whether it speaks of something, written without accents or case."""
        return folded in fold(f"{self.purpose} {self.place} {self.bring}")


@dataclass(frozen=True)
class Contacts:
    """What passed with a person, and what is to come."""

    ahead: tuple[AppointmentLine, ...]
    """Those to come, behind those whose day is over and of which nobody said what became."""
    past: tuple[InterviewLine | AppointmentLine, ...]
    """The latest first."""
    total: int
    """How many passed, whatever is looked for."""

    @property
    def last_note(self) -> str:
        """Return the latest shared note."""
        notes = (each.note for each in self.past if isinstance(each, InterviewLine) and each.note)
        return next(notes, "")


def contacts(session: Session, person_id: UUID, text: str, mediums: Sequence[Medium]) -> Contacts:
    """Return what passed with a person and what is to come.

    A text is looked for in Python, among the rows of this one person: SQLite folds no accents.
    """
    asked = _appointments().where(Appointment.person_id == person_id)
    planned: list[AppointmentLine] = []
    past: list[InterviewLine | AppointmentLine] = [*_interviews(session, _of_person(person_id))]
    for each in _appointment_lines(session, asked.order_by(Appointment.held_on, Appointment.at_minute)):
        (planned if each.status is AppointmentStatus.PLANNED else past).append(each)
    past.sort(key=lambda each: (each.held_on, each.at_minute or 0, each.id), reverse=True)
    folded = fold(text.strip())
    return Contacts(
        ahead=tuple(planned),
        past=tuple(
            each for each in past if (not mediums or each.medium in mediums) and (not folded or each.says(folded))
        ),
        total=len(past),
    )


def interview(session: Session, interview_id: UUID) -> InterviewLine:
    """Return one contact.

    Raises:
        Missing: it is no longer there.
    """
    for found in _interviews(session, select(Interview).where(Interview.id == interview_id)):
        return found
    raise missing()


def appointment(session: Session, appointment_id: UUID) -> AppointmentLine:
    """Return one appointment.

    Raises:
        Missing: it is no longer there.
    """
    for found in _appointment_lines(session, _appointments().where(Appointment.id == appointment_id)):
        return found
    raise missing()


def agenda(session: Session, on: date) -> tuple[AppointmentLine, ...]:
    """Return the appointments of a day, in its order; those without an hour come first."""
    order = (Appointment.at_minute.nulls_first(), Person.sort_name, Appointment.id)
    return tuple(_appointment_lines(session, _appointments().where(Appointment.held_on == on).order_by(*order)))


def unsettled(session: Session, on: date, limit: int) -> tuple[AppointmentLine, ...]:
    """Return past appointments, of people who are not archived, of which nobody said what became."""
    query = (
        _appointments()
        .where(
            Appointment.held_on < on,
            Appointment.status == AppointmentStatus.PLANNED,
            Person.archived_on.is_(None),
        )
        .order_by(Appointment.held_on.desc(), Appointment.at_minute.desc(), Appointment.id)
        .limit(limit)
    )
    return tuple(_appointment_lines(session, query))


def _of_person(person_id: UUID) -> Select[Interview]:
    return (
        select(Interview)
        .join(InterviewPerson, InterviewPerson.interview_id == Interview.id)
        .where(InterviewPerson.person_id == person_id)
    )


def _interviews(session: Session, query: Select[Interview]) -> Iterator[InterviewLine]:
    found = session.scalars(query).unique().all()
    met: dict[UUID, list[tuple[UUID, str]]] = {}
    people = (
        select(InterviewPerson.interview_id, Person.id, Person.last_name, Person.first_name)
        .join(Person, Person.id == InterviewPerson.person_id)
        .where(InterviewPerson.interview_id.in_(query.with_only_columns(Interview.id)))
        .order_by(Person.sort_name)
    )
    for interview_id, person_id, last_name, first_name in session.execute(people):
        met.setdefault(interview_id, []).append((person_id, display_name(last_name, first_name)))
    for each in found:
        yield InterviewLine(
            id=each.id,
            held_on=each.held_on,
            at_minute=each.at_minute,
            medium=each.medium,
            place=each.place or "",
            minutes=each.minutes,
            note=each.note or "",
            private_note=each.private_note or "",
            call_outcome=each.call_outcome,
            caller=each.caller or "",
            people=tuple(met.get(each.id, ())),
        )


def _appointments() -> Select[*tuple[Any, ...]]:
    names = (Person.last_name, Person.first_name, Person.file_number)
    return select(Appointment, *names).join(Person, Person.id == Appointment.person_id)


def _appointment_lines(session: Session, query: Select[*tuple[Any, ...]]) -> Iterator[AppointmentLine]:
    for each, last_name, first_name, file_number in session.execute(query):
        yield AppointmentLine(
            id=each.id,
            person_id=each.person_id,
            person=display_name(last_name, first_name),
            file_number=file_number,
            held_on=each.held_on,
            at_minute=each.at_minute,
            minutes=each.minutes,
            medium=each.medium,
            place=each.place or "",
            purpose=each.purpose,
            bring=each.bring or "",
            status=each.status,
            sequence=each.sequence,
        )
