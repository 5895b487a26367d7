"""Log a meeting or a call with all that was decided in it: one action, taken back as one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.domain.barrier import Barrier, Theme
from caseflow.domain.interview import Appointment, AppointmentStatus, CallOutcome, Interview, Medium
from caseflow.domain.person import Person
from caseflow.i18n import _, ngettext
from caseflow.services import contact_lines, next_appointment
from caseflow.services.barriers import note_barrier
from caseflow.services.contact_lines import AppointmentLine, InterviewLine
from caseflow.services.free_days import SlotProposal
from caseflow.services.interviews import check_contact, note_interview, plan_appointment
from caseflow.services.people import PersonDraft, add_person
from caseflow.services.referrals import propose_service
from caseflow.store.store import Store, Writing, get

USUAL_MINUTES = 45
"""How long a meeting lasts where none was noted yet."""
_RECENT = 50
"""How many past meetings tell where and how long people usually meet here."""
_PLACES = 6


@dataclass(frozen=True)
class QuickBarrier:
    """A barrier met in a conversation; one of a theme that is open on the record already is not noted twice."""

    theme: Theme
    situation: str = ""
    level: int = 2


@dataclass(frozen=True)
class QuickReferral:
    """A service proposed in a conversation, for a theme if one is known."""

    service_id: UUID
    theme: Theme | None = None


@dataclass(frozen=True)
class QuickAppointment:
    """When to meet, or to call, next."""

    on: date
    at_minute: int | None = None
    """Minutes since midnight; None where only the day is known."""
    medium: Medium = Medium.IN_PERSON
    purpose: str = ""
    minutes: int = USUAL_MINUTES
    place: str | None = None


@dataclass(frozen=True)
class QuickEntry:
    """Everything that one conversation brought."""

    on: date
    at_minute: int | None = None
    medium: Medium = Medium.IN_PERSON
    place: str | None = None
    minutes: int | None = None
    note: str | None = field(default=None, repr=False)
    private_note: str | None = field(default=None, repr=False)
    barriers: tuple[QuickBarrier, ...] = ()
    referrals: tuple[QuickReferral, ...] = ()
    has_consent: bool = False
    """The person agreed, that day, that her details are given to the partners."""
    appointment: QuickAppointment | None = None
    honours: UUID | None = None
    """The appointment that it came of."""
    call_outcome: CallOutcome | None = None
    caller: str | None = field(default=None, repr=False)
    """Who called, when it is nobody on file."""


@dataclass(frozen=True)
class OpenBarrier:
    """What weighs already: the heaviest barrier of its theme."""

    theme: Theme
    level: int


@dataclass(frozen=True)
class Opening:
    """What the form begins with."""

    barriers: tuple[OpenBarrier, ...] = ()
    """The heaviest first."""
    proposals: tuple[SlotProposal, ...] = ()
    planned: AppointmentLine | None = None
    """The next appointment that stands already."""
    today: AppointmentLine | None = None
    """The one given for this very day, of which nobody said what became."""
    place: str | None = None
    minutes: int = USUAL_MINUTES
    places: tuple[str, ...] = ()
    """Where people were met lately, the latest first."""


@dataclass(frozen=True)
class CallerCard:
    """What one wants to have before one’s eyes while somebody is on the phone."""

    last: InterviewLine | None
    next: AppointmentLine | None
    proposals: tuple[SlotProposal, ...]


class QuickLog:
    """The quick form and the call."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def opening(self, person_id: UUID, on: date) -> Opening:
        """Return what the form of a meeting with somebody begins with.

        Raises:
            Missing: the person is no longer there.
        """
        with self._store.reading() as session:
            places, minutes = _habits(session)
            ahead = contact_lines.contacts(session, person_id, "", ()).ahead
            return Opening(
                barriers=_open_barriers(session, person_id),
                proposals=next_appointment.proposals(session, person_id, on),
                planned=next((each for each in ahead if each.held_on > on), None),
                today=next((each for each in ahead if each.held_on == on), None),
                place=next(iter(places), None),
                minutes=minutes,
                places=places,
            )

    def caller(self, person_id: UUID, on: date) -> CallerCard:
        """Return what to know of somebody who calls.

        Raises:
            Missing: the person is no longer there.
        """
        with self._store.reading() as session:
            get(session, Person, person_id)
            contacts = contact_lines.contacts(session, person_id, "", ())
            return CallerCard(
                last=next((each for each in contacts.past if isinstance(each, InterviewLine)), None),
                next=next((each for each in contacts.ahead if each.held_on >= on), None),
                proposals=next_appointment.proposals(session, person_id, on),
            )

    def save(self, person_id: UUID | None, entry: QuickEntry, newcomer: PersonDraft | None = None) -> UUID | None:
        """Note a conversation and all that was decided in it; return who it was with.

        Args:
            person_id: with whom; None for a caller who is nobody on file: nothing can be decided for such a one.
            entry: what was said and decided.
            newcomer: the caller’s new record, in the place of `person_id`.

        Raises:
            Invalid: it is to come, lasts no time, a note holds a NIR, or the new record has no name.
            Missing: the person, or a service, is no longer there.
        """
        check_contact({"held_on": entry.on, **_details(entry)}, self._store.wall().date())
        with self._store.writing(_label(entry)) as writing:
            if newcomer is not None:
                person_id = add_person(writing, newcomer, self._store.wall().date()).id
            interview = note_interview(writing, () if person_id is None else (person_id,), entry.on, **_details(entry))
            if person_id is not None:
                _decide(writing, person_id, entry, interview.id)
        return person_id


def _details(entry: QuickEntry) -> dict[str, Any]:
    names = ("at_minute", "medium", "place", "minutes", "note", "private_note", "call_outcome", "caller")
    return {name: getattr(entry, name) for name in names}


def _decide(writing: Writing, person_id: UUID, entry: QuickEntry, interview_id: UUID) -> None:
    """Write what came of a conversation, each thing tied to it."""
    barriers = _barriers(writing, person_id, entry)
    for referral in entry.referrals:
        propose_service(
            writing,
            person_id,
            referral.service_id,
            entry.on,
            barrier_id=barriers.get(referral.theme) if referral.theme else None,
            interview_id=interview_id,
            consent_on=entry.on if entry.has_consent else None,
        )
    if entry.honours is not None:
        writing.get(Appointment, entry.honours).settle(AppointmentStatus.HONOURED)
    wanted = entry.appointment
    if wanted is not None:
        plan_appointment(
            writing,
            person_id,
            wanted.on,
            wanted.at_minute,
            interview_id=interview_id,
            medium=wanted.medium,
            purpose=wanted.purpose,
            minutes=wanted.minutes,
            place=wanted.place,
        )


def _barriers(writing: Writing, person_id: UUID, entry: QuickEntry) -> dict[Theme, UUID]:
    """Note the barriers that are new; return the one of each theme, new or not."""
    known = {each.theme: each.id for each in reversed(_weighing(writing.session, person_id))}
    for each in entry.barriers:
        if each.theme not in known:
            noted = note_barrier(writing, person_id, each.theme, entry.on, situation=each.situation, level=each.level)
            known[each.theme] = noted.id
    return known


def _weighing(session: Session, person_id: UUID) -> Sequence[Barrier]:
    """Return the open barriers of a person, the heaviest first."""
    query = select(Barrier).where(Barrier.person_id == person_id, Barrier.lifted_on.is_(None))
    return session.scalars(query.order_by(Barrier.level.desc(), Barrier.noted_on.desc(), Barrier.id)).all()


def _open_barriers(session: Session, person_id: UUID) -> tuple[OpenBarrier, ...]:
    heaviest: dict[Theme, int] = {}
    for each in _weighing(session, person_id):
        heaviest.setdefault(each.theme, each.level)
    return tuple(OpenBarrier(theme, level) for theme, level in heaviest.items())


def _habits(session: Session) -> tuple[tuple[str, ...], int]:
    """Return where people were met lately, and how long it usually took."""
    met = Interview.medium.in_((Medium.IN_PERSON, Medium.DROP_IN))
    query = select(Interview.place, Interview.minutes).where(met)
    rows = session.execute(query.order_by(Interview.held_on.desc(), Interview.id.desc()).limit(_RECENT)).all()
    minutes = Counter(row.minutes for row in rows if row.minutes)
    places = dict.fromkeys(row.place for row in rows if row.place)
    return tuple(places)[:_PLACES], minutes.most_common(1)[0][0] if minutes else USUAL_MINUTES


def _label(entry: QuickEntry) -> str:
    """Say what is written, for the history and the way back; a label names nobody."""
    is_call = bool(entry.call_outcome or entry.caller)
    parts = ", ".join(_decided(entry))
    if not parts:
        return _("Call noted") if is_call else _("Interview noted")
    words = _("Call noted: {parts}") if is_call else _("Interview noted: {parts}")
    return words.format(parts=parts)


def _decided(entry: QuickEntry) -> Iterator[str]:
    if count := len(entry.barriers):
        yield ngettext("{count} barrier", "{count} barriers", count).format(count=count)
    if count := len(entry.referrals):
        yield ngettext("{count} referral", "{count} referrals", count).format(count=count)
    if entry.appointment is not None:
        yield _("next appointment")
