"""Interviews, calls and appointments: note what took place, plan what is to come, say what became of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import select

from caseflow.domain.errors import Conflict, Invalid
from caseflow.domain.interview import Appointment, AppointmentStatus, Interview, InterviewPerson, Medium
from caseflow.domain.labels import label
from caseflow.domain.nir import nir_places
from caseflow.domain.person import Person
from caseflow.domain.referral import Referral
from caseflow.i18n import _
from caseflow.services import contact_lines
from caseflow.services.contact_lines import AppointmentLine, Contacts, InterviewLine
from caseflow.store.store import Store, Writing

if TYPE_CHECKING:
    from caseflow.services.free_days import SlotProposal
    from caseflow.services.since_last import SinceLast

_DAY = 24 * 60


class Interviews:
    """What passes between counsellors and people."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # What took place ------------------------------------------------------------------------------------------

    def note(self, person_ids: Sequence[UUID], on: date, **details: Any) -> UUID:
        """Note a contact that took place, with any number of people; `details` are fields of `Interview`.

        Raises:
            Invalid: it is to come, or lasts no time.
        """
        self._check({"held_on": on, **details})
        with self._store.writing(_("Interview noted")) as writing:
            return note_interview(writing, person_ids, on, **details).id

    def edit(self, interview_id: UUID, person_ids: Sequence[UUID] | None = None, **changes: Any) -> None:
        """Change any fields of a contact, and whom it was with where that is given.

        Raises:
            Invalid: it is to come, or lasts no time.
        """
        self._check(changes)
        with self._store.writing(_("Interview changed")) as writing:
            interview = writing.get(Interview, interview_id)
            for name, value in changes.items():
                setattr(interview, name, value)
            if person_ids is not None:
                _replace_people(writing, interview_id, person_ids)

    def remove(self, interview_id: UUID) -> None:
        """Take away a contact noted by mistake; what was decided in it stays."""
        with self._store.writing(_("Interview removed")) as writing:
            interview = writing.get(Interview, interview_id)
            for kind in (Appointment, Referral):
                for each in writing.session.scalars(select(kind).where(kind.interview_id == interview_id)):
                    each.interview_id = None
            _replace_people(writing, interview_id, ())
            writing.session.flush()
            writing.delete(interview)

    # What is to come ------------------------------------------------------------------------------------------

    def plan(self, person_id: UUID, on: date, at_minute: int | None = None, **details: Any) -> UUID:
        """Give an appointment; `details` are fields of `Appointment`. Two at the same time are told, not refused.

        Raises:
            Invalid: it lasts no time.
        """
        self._check(details)
        with self._store.writing(_("Appointment given")) as writing:
            return plan_appointment(writing, person_id, on, at_minute, **details).id

    def edit_appointment(self, appointment_id: UUID, **changes: Any) -> None:
        """Change any fields of an appointment; another day or hour moves it.

        Raises:
            Invalid: it lasts no time.
        """
        self._check({name: value for name, value in changes.items() if name != "held_on"})
        with self._store.writing(_("Appointment changed")) as writing:
            appointment = writing.get(Appointment, appointment_id)
            day = changes.pop("held_on", appointment.held_on)
            appointment.move(day, changes.pop("at_minute", appointment.at_minute))
            for name, value in changes.items():
                setattr(appointment, name, value)

    def move(self, appointment_id: UUID, on: date, at_minute: int | None) -> None:
        """Give an appointment another day or hour."""
        with self._store.writing(_("Appointment moved")) as writing:
            writing.get(Appointment, appointment_id).move(on, at_minute)

    def settle(self, appointment_id: UUID, status: AppointmentStatus) -> None:
        """Say what became of an appointment.

        Raises:
            Conflict: it is to come, and cannot have been honoured or missed yet.
        """
        words = _("Appointment: {status}").format(status=label(status))
        with self._store.writing(words) as writing:
            _settle(writing.get(Appointment, appointment_id), status, self._store.wall().date())

    def hold(self, appointment_id: UUID, on: date, person_ids: Sequence[UUID] | None = None, **details: Any) -> UUID:
        """Note the interview that came of an appointment, honoured thereby; what is not said is as it was planned.

        It was with the person of the appointment, unless others are named.

        Raises:
            Invalid: the interview is to come, or lasts no time.
        """
        self._check({"held_on": on, **details})
        with self._store.writing(_("Interview noted")) as writing:
            appointment = writing.get(Appointment, appointment_id)
            appointment.settle(AppointmentStatus.HONOURED)
            planned = {name: getattr(appointment, name) for name in ("at_minute", "minutes", "medium", "place")}
            met = [appointment.person_id] if person_ids is None else person_ids
            return note_interview(writing, met, on, **{**planned, **details}).id

    def remove_appointment(self, appointment_id: UUID) -> None:
        """Take away an appointment given by mistake; one that is called off is cancelled instead."""
        with self._store.writing(_("Appointment removed")) as writing:
            writing.delete(writing.get(Appointment, appointment_id))

    def proposals(self, person_id: UUID, on: date) -> "tuple[SlotProposal, ...]":
        """Return the days to propose for the next appointment, each once; one of them is the default.

        Raises:
            Missing: the person is no longer there.
        """
        from caseflow.services import next_appointment  # not before the first page shows

        with self._store.reading() as session:
            return next_appointment.proposals(session, person_id, on)

    def clashes(self, on: date, at_minute: int, minutes: int, but: UUID | None = None) -> tuple[AppointmentLine, ...]:
        """Return the other appointments given at that time."""
        with self._store.reading() as session:
            agenda = contact_lines.agenda(session, on)
        return tuple(each for each in agenda if each.id != but and each.overlaps(at_minute, minutes))

    # Reading --------------------------------------------------------------------------------------------------

    def contacts(self, person_id: UUID, text: str = "", mediums: Sequence[Medium] = ()) -> Contacts:
        """Return what passed with a person and what is to come, the latest first; what a text or ways narrow."""
        with self._store.reading() as session:
            return contact_lines.contacts(session, person_id, text, mediums)

    def interview(self, interview_id: UUID) -> InterviewLine:
        """Return one contact.

        Raises:
            Missing: it is no longer there.
        """
        with self._store.reading() as session:
            return contact_lines.interview(session, interview_id)

    def appointment(self, appointment_id: UUID) -> AppointmentLine:
        """Return one appointment.

        Raises:
            Missing: it is no longer there.
        """
        with self._store.reading() as session:
            return contact_lines.appointment(session, appointment_id)

    def agenda(self, on: date) -> tuple[AppointmentLine, ...]:
        """Return the appointments of a day with everybody, in the order of the day."""
        with self._store.reading() as session:
            return contact_lines.agenda(session, on)

    def unsettled(self, on: date, limit: int) -> tuple[AppointmentLine, ...]:
        """Return the past appointments of which nobody said what became, the latest first."""
        with self._store.reading() as session:
            return contact_lines.unsettled(session, on, limit)

    def since_last_time(self, person_id: UUID, on: date) -> "SinceLast":
        """Return what happened since the last meeting before a day, and what was promised."""
        from caseflow.services.since_last import since_last_time

        with self._store.reading() as session:
            return since_last_time(session, person_id, on)

    def _check(self, values: Mapping[str, Any]) -> None:
        check_contact(values, self._store.wall().date())


def check_contact(values: Mapping[str, Any], today: date) -> None:
    """Refuse fields of a contact, or of an appointment, that cannot be.

    Raises:
        Invalid: it is to come, lasts no time, or a note holds a NIR, which has no place in CaseFlow.
    """
    for name in ("note", "private_note"):
        if nir_places(values.get(name) or ""):
            raise Invalid(
                name, _("This note holds a social security number: take it out, or write “NIR” in its place.")
            )
    if values.get("held_on", date.min) > today:
        raise Invalid("held_on", _("It is to come: give an appointment instead."))
    minutes = values.get("minutes")
    if minutes is not None and not 0 < minutes <= _DAY:
        raise Invalid("minutes", _("A duration is at least one minute, and at most a day."))


def note_interview(writing: Writing, person_ids: Sequence[UUID], on: date, **details: Any) -> Interview:
    """Note a contact, within an action of any service of ours; nobody on file is needed for a call."""
    interview = writing.add(Interview(held_on=on, **details))
    writing.session.flush()
    for person_id in dict.fromkeys(person_ids):
        writing.get(Person, person_id)
        writing.add(InterviewPerson(interview_id=interview.id, person_id=person_id))
    return interview


def plan_appointment(
    writing: Writing, person_id: UUID, on: date, at_minute: int | None = None, **details: Any
) -> Appointment:
    """Give an appointment, within an action of any service of ours."""
    writing.get(Person, person_id)
    return writing.add(Appointment(person_id=person_id, held_on=on, at_minute=at_minute, **details))


def _settle(appointment: Appointment, status: AppointmentStatus, today: date) -> None:
    if appointment.held_on > today and status in (AppointmentStatus.HONOURED, AppointmentStatus.ABSENT):
        raise Conflict(_("This appointment is to come: it can be cancelled, not yet honoured or missed."))
    appointment.settle(status)


def _replace_people(writing: Writing, interview_id: UUID, person_ids: Sequence[UUID]) -> None:
    """Make those met the people given, keeping the rows that stay the same."""
    query = select(InterviewPerson).where(InterviewPerson.interview_id == interview_id)
    met = {each.person_id: each for each in writing.session.scalars(query)}
    for person_id in met.keys() - set(person_ids):
        writing.delete(met[person_id])
    for person_id in dict.fromkeys(person_ids):
        if person_id not in met:
            writing.get(Person, person_id)
            writing.add(InterviewPerson(interview_id=interview_id, person_id=person_id))
