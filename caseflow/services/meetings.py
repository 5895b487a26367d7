"""Sessions of a recruitment: plan, share the seats out, invite, note who came."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from caseflow.domain.candidacy import CallResult, Candidacy, CandidacySource, CandidacyState, Readiness
from caseflow.domain.errors import Invalid
from caseflow.domain.meeting import Meeting, MeetingKind, Seat, SeatStatus
from caseflow.domain.recruitment import Invitation, Recruitment
from caseflow.i18n import _, ngettext
from caseflow.store.store import Store, Writing

_TAKEN = (SeatStatus.INVITED, SeatStatus.PRESENT, SeatStatus.ABSENT, SeatStatus.WALKED_IN)
_CAME = {SeatStatus.PRESENT, SeatStatus.WALKED_IN}

_STATE_AFTER = {
    MeetingKind.INFORMATION: CandidacyState.ATTENDED,
    MeetingKind.EXERCISES: CandidacyState.TESTED,
    MeetingKind.JOB_DATING: CandidacyState.INTERVIEWED,
    MeetingKind.INTERVIEW: CandidacyState.INTERVIEWED,
}
"""The column of those who came."""

_WHEN = ("held_on", "at_minute", "minutes")
"""What a calendar shows of a session: changed, it is another version of the same."""

_RANKS = (Readiness.READY, Readiness.TO_PREPARE, Readiness.TO_COMPLETE)
"""Who is seated first; those to reorient are not invited."""


@dataclass(frozen=True)
class Placement:
    """Where one candidate would sit; without a meeting, on nobody’s list."""

    candidacy_id: UUID
    meeting_id: UUID | None
    slot_minute: int | None = None
    reason: str = ""
    may_wait: bool = False
    """Nothing but a seat is missing."""


@dataclass(frozen=True)
class Distribution:
    """A proposal to look at before anybody is invited."""

    placements: tuple[Placement, ...]

    @property
    def seated(self) -> tuple[Placement, ...]:
        """Return those who have a seat."""
        return tuple(each for each in self.placements if each.meeting_id is not None)


class Meetings:
    """The sessions of recruitments."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def plan(self, recruitment_id: UUID, kind: MeetingKind, on: date, **details: Any) -> UUID:
        """Plan a session; `details` are fields of `Meeting`.

        Raises:
            Invalid: it has no seat, or no time.
        """
        _check(details)
        with self._store.writing(_("Session planned")) as writing:
            writing.get(Recruitment, recruitment_id)
            return writing.add(Meeting(recruitment_id=recruitment_id, kind=kind, held_on=on, **details)).id

    def move(self, meeting_id: UUID, on: date, at_minute: int | None) -> None:
        """Give a session another day or hour: its calendars know it for the same."""
        with self._store.writing(_("Session moved")) as writing:
            meeting = writing.get(Meeting, meeting_id)
            if (on, at_minute) != (meeting.held_on, meeting.at_minute):
                meeting.held_on, meeting.at_minute = on, at_minute
                meeting.sequence += 1

    def edit(self, meeting_id: UUID, **changes: Any) -> None:
        """Change fields of a session; another day, hour or length makes its calendars follow.

        Raises:
            Invalid: it would have no seat, or no time.
        """
        _check(changes)
        with self._store.writing(_("Session changed")) as writing:
            meeting = writing.get(Meeting, meeting_id)
            is_moved = any(getattr(meeting, name) != changes.get(name, getattr(meeting, name)) for name in _WHEN)
            for name, value in changes.items():
                setattr(meeting, name, value)
            meeting.sequence += is_moved

    def remove(self, meeting_id: UUID) -> None:
        """Take a session away with its seats; the candidates stay where they are."""
        with self._store.writing(_("Session removed")) as writing:
            for seat in writing.session.scalars(select(Seat).where(Seat.meeting_id == meeting_id)).all():
                writing.delete(seat)
            writing.session.flush()
            writing.delete(writing.get(Meeting, meeting_id))

    def distribute(self, meeting_ids: Sequence[UUID], candidacy_ids: Iterable[UUID] | None = None) -> Distribution:
        """Say who would sit where; nothing is written.

        Those who are ready come first, then in the order they came in. A prescriber gets no more seats, over these
        sessions, than its quota; somebody who has a seat already, or is to be reoriented, is left out, with the reason.
        """
        with self._store.reading() as session:
            hall = _hall(session, meeting_ids, None if candidacy_ids is None else set(candidacy_ids))
        return _shared_out(hall)

    def invite(self, distribution: Distribution, on: date, *, wait_for: UUID | None = None) -> int:
        """Invite those who have a seat in a distribution, as one action; return how many were.

        Those who only lack a seat wait for the session `wait_for`, in the order of the distribution.
        """
        placements = distribution.seated
        label = ngettext("{count} person invited", "{count} people invited", len(placements))
        with self._store.writing(label.format(count=len(placements))) as writing:
            for each in placements:
                if each.meeting_id is not None:
                    _seat(writing, each.meeting_id, each.candidacy_id, SeatStatus.INVITED, on, each.slot_minute)
            if wait_for is not None:
                for rank, each in enumerate(each for each in distribution.placements if each.may_wait):
                    _wait(writing, wait_for, each.candidacy_id, rank)
        return len(placements)

    def walk_in(self, meeting_id: UUID, candidacy_id: UUID, on: date) -> None:
        """Note somebody who came without being invited."""
        with self._store.writing(_("Came without invitation")) as writing:
            _seat(writing, meeting_id, candidacy_id, SeatStatus.WALKED_IN, on, None)
            _advance(writing, writing.get(Meeting, meeting_id), [candidacy_id], on)

    def attendance(self, meeting_id: UUID, absent: Iterable[UUID], on: date, excused: Iterable[UUID] = ()) -> None:
        """Note attendance by exception: everybody invited was there, but those named; one action."""
        missing, away = set(absent), set(excused)
        with self._store.writing(_("Attendance noted")) as writing:
            meeting = writing.get(Meeting, meeting_id)
            came: list[UUID] = []
            for seat in writing.session.scalars(select(Seat).where(Seat.meeting_id == meeting_id)):
                if seat.status in (SeatStatus.WAITING, SeatStatus.CANCELLED, SeatStatus.WALKED_IN):
                    continue
                seat.status = (
                    SeatStatus.ABSENT
                    if seat.candidacy_id in missing
                    else SeatStatus.EXCUSED
                    if seat.candidacy_id in away
                    else SeatStatus.PRESENT
                )
                if seat.status in _CAME:
                    came.append(seat.candidacy_id)
            _advance(writing, meeting, came, on)

    def mark(self, meeting_id: UUID, candidacy_ids: Iterable[UUID], status: SeatStatus, on: date) -> None:
        """Correct what became of some invitations."""
        wanted = set(candidacy_ids)
        with self._store.writing(_("Attendance noted")) as writing:
            for seat in writing.session.scalars(select(Seat).where(Seat.meeting_id == meeting_id)):
                if seat.candidacy_id in wanted:
                    seat.status = status
            if status in _CAME:
                _advance(writing, writing.get(Meeting, meeting_id), wanted, on)

    def note_result(self, seat_id: UUID, result: str | None, *, is_passed: bool | None) -> None:
        """Note what exercises or an interview showed."""
        with self._store.writing(_("Result of a session")) as writing:
            seat = writing.get(Seat, seat_id)
            seat.result, seat.is_passed = result, is_passed

    def call_back_absent(self, meeting_id: UUID) -> int:
        """Have those who did not come, and did not say so, called back; return how many they are."""
        with self._store.writing(_("Absent people to call back")) as writing:
            query = select(Seat.candidacy_id).where(Seat.meeting_id == meeting_id, Seat.status == SeatStatus.ABSENT)
            candidates = [writing.get(Candidacy, each) for each in writing.session.scalars(query).all()]
            called = [each for each in candidates if each.is_alive]
            for each in called:
                each.call_result = CallResult.CALL_BACK
        return len(called)

    def give_up(self, meeting_id: UUID, candidacy_id: UUID, on: date) -> UUID | None:
        """Free a seat; the first of the waiting list takes it. Returns that candidacy."""
        with self._store.writing(_("Seat given up")) as writing:
            seats = list(writing.session.scalars(select(Seat).where(Seat.meeting_id == meeting_id)))
            for seat in seats:
                if seat.candidacy_id == candidacy_id:
                    seat.status = SeatStatus.CANCELLED
            waiting = sorted(
                (s for s in seats if s.status is SeatStatus.WAITING), key=lambda seat: (seat.rank, seat.id)
            )
            if not waiting:
                return None
            freed = next((seat.slot_minute for seat in seats if seat.candidacy_id == candidacy_id), None)
            _seat(writing, meeting_id, waiting[0].candidacy_id, SeatStatus.INVITED, on, freed)
            return waiting[0].candidacy_id


def _check(details: Mapping[str, Any]) -> None:
    for name, words in (
        ("seats", _("A session has one seat at least.")),
        ("slot_minutes", _("A slot takes time.")),
        ("minutes", _("A session takes time.")),
    ):
        value = details.get(name)
        if value is not None and value < 1:
            raise Invalid(name, words)


def _free(meeting: Meeting, session: Session) -> list[int | None]:
    """Return the free seats of a session: times of slots, or nothing in particular."""
    taken = session.execute(
        select(Seat.slot_minute, func.count())
        .where(Seat.meeting_id == meeting.id, Seat.status.in_(_TAKEN))
        .group_by(Seat.slot_minute)
    ).all()
    used: Counter[int | None] = Counter({row[0]: row[1] for row in taken})
    if meeting.slot_minutes and meeting.at_minute is not None:
        times = range(meeting.at_minute, meeting.at_minute + meeting.minutes, meeting.slot_minutes)
        each = max(1, (meeting.seats or len(times)) // len(times))
        return [time for time in times for _n in range(each - used[time])]
    seats = meeting.seats if meeting.seats is not None else 10_000
    return [None] * max(0, seats - used.total())


def _senders(session: Session, recruitments: set[UUID]) -> dict[UUID, UUID | None]:
    """Return the prescriber who sent each candidate first."""
    query = (
        select(CandidacySource.candidacy_id, CandidacySource.prescriber_id)
        .join(Candidacy, Candidacy.id == CandidacySource.candidacy_id)
        .where(Candidacy.recruitment_id.in_(recruitments))
        .order_by(CandidacySource.received_on.desc(), CandidacySource.id.desc())
    )
    return {row[0]: row[1] for row in session.execute(query)}


@dataclass(frozen=True)
class _Hall:
    """What seats are shared out by."""

    meetings: Sequence[Meeting]
    candidates: Sequence[Candidacy]
    room: Mapping[UUID, list[int | None]]
    seated: set[UUID]
    quotas: Mapping[UUID, int | None]
    senders: Mapping[UUID, UUID | None]


def _hall(session: Session, meeting_ids: Sequence[UUID], wanted: set[UUID] | None) -> _Hall:
    asked = select(Meeting).where(Meeting.id.in_(meeting_ids))
    meetings = session.scalars(asked.order_by(Meeting.held_on, Meeting.at_minute, Meeting.id)).all()
    recruitments = {meeting.recruitment_id for meeting in meetings}
    candidates = session.scalars(select(Candidacy).where(Candidacy.recruitment_id.in_(recruitments))).all()
    taken = select(Seat.candidacy_id).where(Seat.meeting_id.in_(meeting_ids), Seat.status.in_(_TAKEN))
    quotas = select(Invitation.prescriber_id, Invitation.quota).where(Invitation.recruitment_id.in_(recruitments))
    return _Hall(
        meetings=meetings,
        candidates=[each for each in candidates if each.is_alive and (wanted is None or each.id in wanted)],
        room={meeting.id: _free(meeting, session) for meeting in meetings},
        seated=set(session.scalars(taken)),
        quotas={row[0]: row[1] for row in session.execute(quotas)},
        senders=_senders(session, recruitments),
    )


def _shared_out(hall: _Hall) -> Distribution:
    given: Counter[UUID | None] = Counter(hall.senders.get(candidacy_id) for candidacy_id in hall.seated)
    left = {key: list(seats) for key, seats in hall.room.items()}
    placements: list[Placement] = []
    for each in sorted(hall.candidates, key=_turn):
        sender = hall.senders.get(each.id)
        meeting = next((one for one in hall.meetings if left[one.id]), None)
        hindrance = _hindrance(hall, each, given[sender])
        if hindrance or meeting is None:
            placements.append(Placement(each.id, None, reason=hindrance or _("No seat left."), may_wait=not hindrance))
        else:
            given[sender] += 1
            placements.append(Placement(each.id, meeting.id, left[meeting.id].pop(0)))
    return Distribution(tuple(placements))


def _hindrance(hall: _Hall, candidacy: Candidacy, given: int) -> str:
    """Say why somebody gets no seat, whatever is free."""
    sender = hall.senders.get(candidacy.id)
    quota = hall.quotas.get(sender) if sender is not None else None
    if candidacy.readiness is Readiness.TO_REORIENT:
        return _("To be reoriented.")
    if candidacy.id in hall.seated:
        return _("Has a seat already.")
    return _("The prescriber’s quota is reached.") if quota is not None and given >= quota else ""


def _turn(candidacy: Candidacy) -> tuple[int, date, UUID]:
    rank = _RANKS.index(candidacy.readiness) if candidacy.readiness in _RANKS else len(_RANKS)
    return rank, candidacy.received_on, candidacy.id


def _seat(
    writing: Writing, meeting_id: UUID, candidacy_id: UUID, status: SeatStatus, on: date, slot_minute: int | None
) -> None:
    query = select(Seat).where(Seat.meeting_id == meeting_id, Seat.candidacy_id == candidacy_id)
    seat = writing.session.scalars(query).one_or_none() or writing.add(
        Seat(meeting_id=meeting_id, candidacy_id=candidacy_id)
    )
    seat.status, seat.invited_on, seat.slot_minute = status, on, slot_minute
    candidacy = writing.get(Candidacy, candidacy_id)
    if candidacy.state in (CandidacyState.RECEIVED, CandidacyState.CONTACTED):
        candidacy.move(CandidacyState.REGISTERED, on)
    writing.session.flush()


def _wait(writing: Writing, meeting_id: UUID, candidacy_id: UUID, rank: int) -> None:
    query = select(Seat).where(Seat.meeting_id == meeting_id, Seat.candidacy_id == candidacy_id)
    seat = writing.session.scalars(query).one_or_none() or writing.add(
        Seat(meeting_id=meeting_id, candidacy_id=candidacy_id)
    )
    seat.status, seat.rank = SeatStatus.WAITING, rank


def _advance(writing: Writing, meeting: Meeting, came: Iterable[UUID], on: date) -> None:
    """Move those who came on; nobody goes back."""
    order, reached = list(CandidacyState), _STATE_AFTER[meeting.kind]
    for candidacy_id in came:
        candidacy = writing.get(Candidacy, candidacy_id)
        if candidacy.is_alive and order.index(candidacy.state) < order.index(reached):
            candidacy.move(reached, on)
