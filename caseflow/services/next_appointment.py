"""Propose the next appointment of a person from what is known of her: where she lives, when she comes, childcare."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.domain.barrier import Barrier, Theme
from caseflow.domain.interview import Appointment, AppointmentStatus
from caseflow.domain.person import Person
from caseflow.services.free_days import FreeDays, Habit, SlotProposal, department_of, habit, minds_school, propose
from caseflow.store.store import get

_RECENT = 6
"""How many past appointments of a person tell when she usually comes."""
_RECENT_HERE = 100
"""How many tell at what time people usually come here."""


def proposals(session: Session, person_id: UUID, on: date) -> tuple[SlotProposal, ...]:
    """Return the days to propose, each once; one of them is the default.

    Raises:
        Missing: the person is no longer there.
    """
    person = get(session, Person, person_id)
    department = department_of(person.insee_code, person.post_code)
    free = FreeDays(department, minds_school=_minds_school(session, person_id))
    return propose(on, _habit(session, person_id), free)


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
