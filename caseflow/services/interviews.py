"""Interviews, calls and appointments: note what took place, plan what is to come."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from caseflow.domain.interview import Appointment, Interview, InterviewPerson
from caseflow.domain.person import Person
from caseflow.i18n import _
from caseflow.store.store import Store, Writing


class Interviews:
    """What passes between counsellors and people."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def note(self, person_ids: Sequence[UUID], on: date, **details: Any) -> UUID:
        """Note a contact that took place, with any number of people; `details` are fields of `Interview`."""
        with self._store.writing(_("Interview noted")) as writing:
            return note_interview(writing, person_ids, on, **details).id

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
