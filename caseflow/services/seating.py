"""Share the seats of sessions out: who would sit where, and why others would not. Nothing is written here."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from caseflow.domain.candidacy import Candidacy, CandidacySource, CandidacyState, Readiness
from caseflow.domain.meeting import Meeting, MeetingKind, Seat, SeatStatus
from caseflow.domain.recruitment import Invitation
from caseflow.i18n import _
from caseflow.services.candidates.listing import level_of_the_day

CAME = (SeatStatus.PRESENT, SeatStatus.WALKED_IN)
TAKEN = (SeatStatus.INVITED, SeatStatus.ABSENT, *CAME)
_ELSEWHERE = (SeatStatus.INVITED, *CAME)
"""What makes another session of the same kind needless; whoever was absent there may be invited again."""
_DECLINED = (SeatStatus.EXCUSED, SeatStatus.CANCELLED)

STATE_AFTER = {
    MeetingKind.INFORMATION: CandidacyState.ATTENDED,
    MeetingKind.EXERCISES: CandidacyState.TESTED,
    MeetingKind.JOB_DATING: CandidacyState.INTERVIEWED,
    MeetingKind.INTERVIEW: CandidacyState.INTERVIEWED,
}
"""The column of those who came."""

_RANKS = (Readiness.READY, Readiness.TO_PREPARE, Readiness.TO_COMPLETE)
"""Who is seated first; those to reorient are not invited."""
_ORDER = tuple(CandidacyState)


@dataclass(frozen=True)
class Placement:
    """Where one candidate would sit; without a meeting, on nobody’s list."""

    candidacy_id: UUID
    meeting_id: UUID | None
    slot_minute: int | None = None
    reason: str = ""
    may_wait: bool = False
    """Nothing but a seat is missing."""
    is_seated: bool = False
    """A seat in one of these sessions is held already: there is nothing to propose."""


@dataclass(frozen=True)
class Distribution:
    """A proposal to look at before anybody is invited."""

    placements: tuple[Placement, ...]

    @property
    def seated(self) -> tuple[Placement, ...]:
        """Return those who have a seat."""
        return tuple(each for each in self.placements if each.meeting_id is not None)


def share_out(session: Session, meeting_ids: Sequence[UUID], wanted: Iterable[UUID] | None = None) -> Distribution:
    """Say who would sit where, among all the candidates or those `wanted`.

    Those who are ready come first, then in the order they came in. A prescriber gets no more seats, over the sessions
    of these kinds, than its quota. Left out, with the reason: who has a seat already, here or in another session of
    the same kind, gave it up, has come further, or is to be reoriented.
    """
    hall = _hall(session, meeting_ids, None if wanted is None else set(wanted))
    given: Counter[UUID | None] = Counter()
    for key in sorted(hall.seated | hall.elsewhere):
        given[_payer(hall, key, given)] += 1
    left = {key: list(seats) for key, seats in hall.room.items()}
    placements: list[Placement] = []
    for each in sorted(hall.candidates, key=lambda one: _turn(hall, one)):
        payer = _payer(hall, each.id, given)
        open_to = [one for one in hall.meetings if (one.id, each.id) not in hall.declined]
        meeting = next((one for one in open_to if left[one.id]), None)
        hindrance = _hindrance(hall, each) or _over(hall, payer, given) or ("" if open_to else _("Gave the seat up."))
        if hindrance or meeting is None:
            words, is_seated = hindrance or _("No seat left."), each.id in hall.seated
            placements.append(Placement(each.id, None, None, words, may_wait=not hindrance, is_seated=is_seated))
        else:
            given[payer] += 1
            placements.append(Placement(each.id, meeting.id, left[meeting.id].pop(0)))
    return Distribution(tuple(placements))


@dataclass(frozen=True)
class _Hall:
    """What seats are shared out by."""

    meetings: Sequence[Meeting]
    candidates: Sequence[Candidacy]
    levels: Mapping[UUID, Readiness]
    room: Mapping[UUID, list[int | None]]
    seated: frozenset[UUID]
    elsewhere: frozenset[UUID]
    declined: frozenset[tuple[UUID, UUID]]
    """Sessions, each with a candidate who does not come."""
    quotas: Mapping[UUID, int | None]
    senders: Mapping[UUID, list[UUID]]


def _hall(session: Session, meeting_ids: Sequence[UUID], wanted: set[UUID] | None) -> _Hall:
    asked = select(Meeting).where(Meeting.id.in_(meeting_ids))
    meetings = session.scalars(asked.order_by(Meeting.held_on, Meeting.at_minute, Meeting.id)).all()
    recruitments = {meeting.recruitment_id for meeting in meetings}
    found = session.execute(
        select(Candidacy, level_of_the_day()).where(Candidacy.recruitment_id.in_(recruitments))
    ).all()
    taken = select(Seat.candidacy_id).where(Seat.meeting_id.in_(meeting_ids), Seat.status.in_(TAKEN))
    alike = (
        select(Seat.candidacy_id)
        .join(Meeting, Meeting.id == Seat.meeting_id)
        .where(Meeting.recruitment_id.in_(recruitments), Meeting.kind.in_({meeting.kind for meeting in meetings}))
        .where(Meeting.id.not_in(meeting_ids), Seat.status.in_(_ELSEWHERE))
    )
    declined = select(Seat.meeting_id, Seat.candidacy_id).where(
        Seat.meeting_id.in_(meeting_ids), Seat.status.in_(_DECLINED)
    )
    quotas = select(Invitation.prescriber_id, Invitation.quota).where(Invitation.recruitment_id.in_(recruitments))
    seated = frozenset(session.scalars(taken))
    return _Hall(
        meetings=meetings,
        candidates=[row[0] for row in found if row[0].is_alive and (wanted is None or row[0].id in wanted)],
        levels={row[0].id: Readiness(row[1]) for row in found},
        room={meeting.id: _free(meeting, session) for meeting in meetings},
        seated=seated,
        elsewhere=frozenset(session.scalars(alike)) - seated,
        declined=frozenset((row[0], row[1]) for row in session.execute(declined)),
        quotas={row[0]: row[1] for row in session.execute(quotas)},
        senders=_senders(session, recruitments),
    )


def _free(meeting: Meeting, session: Session) -> list[int | None]:
    """Return the free seats of a session: times of slots, or nothing in particular."""
    taken = session.execute(
        select(Seat.slot_minute, func.count())
        .where(Seat.meeting_id == meeting.id, Seat.status.in_(TAKEN))
        .group_by(Seat.slot_minute)
    ).all()
    used: Counter[int | None] = Counter({row[0]: row[1] for row in taken})
    if meeting.slot_minutes and meeting.at_minute is not None:
        times = range(meeting.at_minute, meeting.at_minute + meeting.minutes, meeting.slot_minutes)
        each, more = divmod(meeting.seats or len(times), len(times))
        return [time for place, time in enumerate(times) for _n in range(each + (place < more) - used[time])]
    seats = meeting.seats if meeting.seats is not None else 10_000
    return [None] * max(0, seats - used.total())


def _senders(session: Session, recruitments: set[UUID]) -> defaultdict[UUID, list[UUID]]:
    """Return the prescribers who sent each candidate, the first one first."""
    query = (
        select(CandidacySource.candidacy_id, CandidacySource.prescriber_id)
        .join(Candidacy, Candidacy.id == CandidacySource.candidacy_id)
        .where(Candidacy.recruitment_id.in_(recruitments))
        .order_by(CandidacySource.received_on, CandidacySource.id)
    )
    found: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for key, sender in session.execute(query):
        if sender is not None:
            found[key].append(sender)
    return found


def _payer(hall: _Hall, candidacy_id: UUID, given: Counter[UUID | None]) -> UUID | None:
    """Return the prescriber whose quota a seat counts in: the first of hers that has room, else the first."""
    senders = hall.senders.get(candidacy_id, [])
    return next((each for each in senders if not _over(hall, each, given)), senders[0] if senders else None)


def _over(hall: _Hall, sender: UUID | None, given: Counter[UUID | None]) -> str:
    quota = hall.quotas.get(sender) if sender is not None else None
    return _("The prescriber’s quota is reached.") if quota is not None and given[sender] >= quota else ""


def _hindrance(hall: _Hall, candidacy: Candidacy) -> str:
    """Say why somebody gets no seat, whatever is free."""
    if hall.levels[candidacy.id] is Readiness.TO_REORIENT:
        return _("To be reoriented.")
    if candidacy.id in hall.seated:
        return _("Has a seat already.")
    if candidacy.id in hall.elsewhere:
        return _("Has a seat in another session of this kind.")
    reached = min(_ORDER.index(STATE_AFTER[meeting.kind]) for meeting in hall.meetings) if hall.meetings else 0
    return _("Has come further already.") if _ORDER.index(candidacy.state) >= reached else ""


def _turn(hall: _Hall, candidacy: Candidacy) -> tuple[int, date, UUID]:
    level = hall.levels[candidacy.id]
    return (_RANKS.index(level) if level in _RANKS else len(_RANKS)), candidacy.received_on, candidacy.id
