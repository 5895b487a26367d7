"""Sessions of a recruitment: plan, share the seats out, invite, note who came."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from caseflow.domain.candidacy import CallResult, Candidacy, CandidacySource, CandidacyState
from caseflow.domain.errors import Invalid
from caseflow.domain.meeting import Meeting, MeetingKind, Seat, SeatStatus
from caseflow.domain.pathway import MrsStage, Step
from caseflow.domain.recruitment import Recruitment
from caseflow.domain.scheme import Scheme
from caseflow.i18n import _, ngettext
from caseflow.services.pathways import MrsDraft, record_results
from caseflow.services.people import PersonDraft, add_person
from caseflow.services.recruitments import prescriber_named
from caseflow.services.seating import CAME, STATE_AFTER, TAKEN, Distribution, Placement, share_out
from caseflow.store.store import Store, Writing

__all__ = ["Distribution", "Meetings", "Placement"]

INVITED = frozenset({SeatStatus.INVITED, SeatStatus.PRESENT, SeatStatus.ABSENT, SeatStatus.EXCUSED})
"""What may become of an invitation."""
_WHEN = ("held_on", "at_minute", "minutes")
"""What a calendar shows of a session: changed, it is another version of the same."""

_MRS_STAGES = {
    MeetingKind.INFORMATION: MrsStage.INFORMATION,
    MeetingKind.EXERCISES: MrsStage.EXERCISES,
    MeetingKind.INTERVIEW: MrsStage.INTERVIEW,
}
"""The sessions that are a stage of a recruitment by simulation."""


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
        """Say who would sit where; nothing is written. See `seating.share_out`."""
        with self._store.reading() as session:
            return share_out(session, meeting_ids, candidacy_ids)

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
        """Note somebody who came without being invited; whoever was invited after all is present."""
        with self._store.writing(_("Came without invitation")) as writing:
            meeting = writing.get(Meeting, meeting_id)
            query = select(Seat).where(Seat.meeting_id == meeting_id, Seat.candidacy_id == candidacy_id)
            seat = writing.session.scalars(query).one_or_none()
            if seat is not None and seat.status in INVITED:
                _note(writing, meeting, seat, SeatStatus.PRESENT, on)
                return
            _seat(writing, meeting_id, candidacy_id, SeatStatus.WALKED_IN, on, None)
            _advance(writing, meeting, [candidacy_id], on)

    def walk_in_unknown(self, meeting_id: UUID, draft: PersonDraft, prescriber: str, on: date) -> UUID:
        """Note somebody who came and was on no list: a record, a candidacy and a seat, as one action.

        Whoever is in the store already under this name shows among the duplicates. Returns the candidacy.

        Raises:
            Invalid: there is no last name.
        """
        with self._store.writing(_("Came without invitation")) as writing:
            meeting = writing.get(Meeting, meeting_id)
            person = add_person(writing, draft, on)
            writing.session.flush()
            candidacy = writing.add(
                Candidacy(recruitment_id=meeting.recruitment_id, person_id=person.id, received_on=on, state_since=on)
            )
            writing.session.flush()
            sender = prescriber_named(writing, prescriber).id if prescriber.strip() else None
            writing.add(CandidacySource(candidacy_id=candidacy.id, received_on=on, prescriber_id=sender))
            _seat(writing, meeting_id, candidacy.id, SeatStatus.WALKED_IN, on, None)
            _advance(writing, meeting, [candidacy.id], on)
        return candidacy.id

    def attendance(self, meeting_id: UUID, absent: Iterable[UUID], on: date, excused: Iterable[UUID] = ()) -> None:
        """Note attendance by exception: everybody invited was there, but those named; one action."""
        missing, away = set(absent), set(excused)
        with self._store.writing(_("Attendance noted")) as writing:
            meeting = writing.get(Meeting, meeting_id)
            for seat in writing.session.scalars(select(Seat).where(Seat.meeting_id == meeting_id)).all():
                if seat.status in (SeatStatus.WAITING, SeatStatus.CANCELLED, SeatStatus.WALKED_IN):
                    continue
                is_away, is_missing = seat.candidacy_id in away, seat.candidacy_id in missing
                excuse = SeatStatus.EXCUSED if is_away else SeatStatus.PRESENT
                _note(writing, meeting, seat, SeatStatus.ABSENT if is_missing else excuse, on)

    def mark(self, meeting_id: UUID, candidacy_ids: Iterable[UUID], status: SeatStatus, on: date) -> None:
        """Correct what became of some invitations."""
        wanted = set(candidacy_ids)
        with self._store.writing(_("Attendance noted")) as writing:
            meeting = writing.get(Meeting, meeting_id)
            for seat in writing.session.scalars(select(Seat).where(Seat.meeting_id == meeting_id)).all():
                if seat.candidacy_id in wanted:
                    _note(writing, meeting, seat, status, on)

    def note_results(self, seat_ids: Iterable[UUID], result: str | None, *, is_passed: bool | None) -> None:
        """Note what exercises or an interview showed of some people; their MRS step hears of it."""
        with self._store.writing(_("Result of a session")) as writing:
            for seat_id in seat_ids:
                seat = writing.get(Seat, seat_id)
                seat.result, seat.is_passed = result, is_passed
                tell_mrs_step(writing, seat)

    def call_back_absent(self, meeting_id: UUID) -> int:
        """Have those who did not come, and did not say so, called back; return how many they are."""
        with self._store.writing(_("Absent people to call back")) as writing:
            query = select(Seat.candidacy_id).where(Seat.meeting_id == meeting_id, Seat.status == SeatStatus.ABSENT)
            candidates = [writing.get(Candidacy, each) for each in writing.session.scalars(query).all()]
            called = [each for each in candidates if each.is_alive]
            for each in called:
                each.call_result = CallResult.CALL_BACK
        return len(called)

    def give_up(self, meeting_id: UUID, candidacy_ids: Iterable[UUID], on: date) -> list[UUID]:
        """Free seats, as one action; the first of the waiting list take them. Returns those candidacies."""
        wanted = set(candidacy_ids)
        with self._store.writing(_("Seat given up")) as writing:
            meeting = writing.get(Meeting, meeting_id)
            seats = writing.session.scalars(select(Seat).where(Seat.meeting_id == meeting_id)).all()
            here = [seat for seat in seats if seat.status is not SeatStatus.CANCELLED]
            leaving = [seat for seat in here if seat.candidacy_id in wanted]
            waiting = sorted(
                (seat for seat in here if seat.status is SeatStatus.WAITING and seat not in leaving),
                key=lambda seat: (seat.rank, seat.id),
            )
            freed = [seat.slot_minute for seat in leaving if seat.status in TAKEN]
            for seat in leaving:
                _note(writing, meeting, seat, SeatStatus.CANCELLED, on)
            moved_up = waiting[: len(freed)]
            for seat, slot in zip(moved_up, freed, strict=False):
                _seat(writing, meeting_id, seat.candidacy_id, SeatStatus.INVITED, on, slot)
        return [seat.candidacy_id for seat in moved_up]


def tell_mrs_step(writing: Writing, seat: Seat) -> None:
    """Record a result in the MRS step that the candidacy became, as the stage that the session is."""
    candidacy, meeting = writing.get(Candidacy, seat.candidacy_id), writing.get(Meeting, seat.meeting_id)
    stage = _MRS_STAGES.get(meeting.kind)
    if candidacy.step_id is None or stage is None or seat.is_passed is None:
        return
    step = writing.session.get(Step, candidacy.step_id)
    if step is not None and step.scheme is Scheme.MRS:
        record_results(writing, step, [MrsDraft(stage, meeting.held_on, seat.is_passed)])


def _check(details: Mapping[str, Any]) -> None:
    for name, words in (
        ("seats", _("A session has one seat at least.")),
        ("slot_minutes", _("A slot takes time.")),
        ("minutes", _("A session takes time.")),
    ):
        value = details.get(name)
        if value is not None and value < 1:
            raise Invalid(name, words)


def _note(writing: Writing, meeting: Meeting, seat: Seat, status: SeatStatus, on: date) -> None:
    """Write what became of an invitation; whoever was said to have come and did not goes back to where she was."""
    came_before, seat.status = seat.status in CAME, status
    writing.session.flush()
    if status in CAME:
        _advance(writing, meeting, [seat.candidacy_id], on)
    elif came_before:
        candidacy = writing.get(Candidacy, seat.candidacy_id)
        if candidacy.state is STATE_AFTER[meeting.kind]:
            candidacy.move(_reached(writing, candidacy), on)


def _reached(writing: Writing, candidacy: Candidacy) -> CandidacyState:
    """Return how far the sessions that somebody came to brought her."""
    kinds = (
        select(Meeting.kind)
        .join(Seat, Seat.meeting_id == Meeting.id)
        .where(Seat.candidacy_id == candidacy.id, Seat.status.in_(CAME))
    )
    states = [CandidacyState.REGISTERED, *(STATE_AFTER[kind] for kind in writing.session.scalars(kinds))]
    return max(states, key=list(CandidacyState).index)


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
    _wait_no_more(writing, meeting_id, candidacy_id)


def _wait_no_more(writing: Writing, meeting_id: UUID, candidacy_id: UUID) -> None:
    """Take whoever has a seat off the waiting lists of the other sessions of the same kind."""
    kind = select(Meeting.kind).where(Meeting.id == meeting_id).scalar_subquery()
    waits = (
        select(Seat)
        .join(Meeting, Meeting.id == Seat.meeting_id)
        .where(Seat.candidacy_id == candidacy_id, Seat.status == SeatStatus.WAITING, Meeting.kind == kind)
    )
    for seat in writing.session.scalars(waits).all():
        writing.delete(seat)


def _wait(writing: Writing, meeting_id: UUID, candidacy_id: UUID, rank: int) -> None:
    query = select(Seat).where(Seat.meeting_id == meeting_id, Seat.candidacy_id == candidacy_id)
    seat = writing.session.scalars(query).one_or_none() or writing.add(
        Seat(meeting_id=meeting_id, candidacy_id=candidacy_id)
    )
    seat.status, seat.rank = SeatStatus.WAITING, rank


def _advance(writing: Writing, meeting: Meeting, came: Iterable[UUID], on: date) -> None:
    """Move those who came on; nobody goes back."""
    order, reached = list(CandidacyState), STATE_AFTER[meeting.kind]
    for candidacy_id in came:
        candidacy = writing.get(Candidacy, candidacy_id)
        if candidacy.is_alive and order.index(candidacy.state) < order.index(reached):
            candidacy.move(reached, on)
