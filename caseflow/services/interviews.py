"""Interviews, calls and appointments: note what took place, plan what is to come."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.domain.barrier import Barrier, Theme
from caseflow.domain.interview import Appointment, AppointmentStatus, Interview, InterviewPerson
from caseflow.domain.person import Person
from caseflow.i18n import _
from caseflow.services.free_days import FreeDays, Habit, SlotProposal, department_of, habit, minds_school, propose
from caseflow.store.store import Store, Writing, get


class Interviews:
    """What passes between counsellors and people."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def note(self, person_ids: Sequence[UUID], on: date, **details: Any) -> UUID:
        """Note a contact that took place, with any number of people; `details` are fields of `Interview`."""
        with self._store.writing(_("Interview noted")) as writing:
            return note_interview(writing, person_ids, on, **details).id

    def proposals(self, person_id: UUID, on: date) -> tuple[SlotProposal, ...]:
        """Return the days to propose for the next appointment, each once; one of them is the default.

        Raises:
            Missing: the person is no longer there.
        """
        with self._store.reading() as session:
            person = get(session, Person, person_id)
            department = department_of(person.insee_code, person.post_code)
            usual = _habit(session, person_id)
            is_parent = _minds_school(session, person_id)
        return propose(on, usual, FreeDays(department, minds_school=is_parent))

    def plan(self, person_id: UUID, on: date, at_minute: int | None = None, **details: Any) -> UUID:
        """Give an appointment; `details` are fields of `Appointment`."""
        with self._store.writing(_("Appointment given")) as writing:
            return plan_appointment(writing, person_id, on, at_minute, **details).id


def note_interview(writing: Writing, person_ids: Sequence[UUID], on: date, **details: Any) -> Interview:
    """Note a contact, within an action of any service of ours; nobody on file is needed for a call."""
    interview = writing.add(Interview(held_on=on, **details))
    writing.session.flush()
    for person_id in person_ids:
        writing.get(Person, person_id)
        writing.add(InterviewPerson(interview_id=interview.id, person_id=person_id))
    return interview


def plan_appointment(
    writing: Writing, person_id: UUID, on: date, at_minute: int | None = None, **details: Any
) -> Appointment:
    """Give an appointment, within an action of any service of ours."""
    writing.get(Person, person_id)
    return writing.add(Appointment(person_id=person_id, held_on=on, at_minute=at_minute, **details))


_RECENT = 6
"""How many past appointments of a person tell when she usually comes."""
_RECENT_HERE = 100
"""How many tell at what time people usually come here."""


def _habit(session: Session, person_id: UUID) -> Habit:
    """Return when the person usually comes; the usual time of the workplace for somebody who never came."""
    held = select(Appointment.held_on, Appointment.at_minute).where(Appointment.status != AppointmentStatus.CANCELLED)
    latest = held.order_by(Appointment.held_on.desc(), Appointment.id.desc())
    own = session.execute(latest.where(Appointment.person_id == person_id).limit(_RECENT)).all()
    usual = habit([(row[0], row[1]) for row in own])
    if usual.at_minute is not None:
        return usual
    here = session.execute(latest.limit(_RECENT_HERE)).all()
    return replace(usual, at_minute=habit([(row[0], row[1]) for row in here]).at_minute)


def _minds_school(session: Session, person_id: UUID) -> bool:
    weighing = select(Barrier.theme, Barrier.situation).where(
        Barrier.person_id == person_id, Barrier.lifted_on.is_(None), Barrier.theme == Theme.FAMILY
    )
    return any(minds_school(theme, situation) for theme, situation in session.execute(weighing))
