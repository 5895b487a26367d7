"""Seats are shared out by rule and by turn, proposed before anybody is invited; attendance is noted by exception."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from caseflow.domain.candidacy import (
    Answer,
    CallResult,
    Candidacy,
    CandidacySource,
    CandidacyState,
    CriterionAnswer,
    Readiness,
)
from caseflow.domain.errors import Invalid
from caseflow.domain.meeting import Meeting, MeetingKind, Seat, SeatStatus
from caseflow.domain.pathway import MrsResult, MrsStage
from caseflow.domain.recruitment import Criterion, CriterionWeight, Prescriber
from caseflow.domain.scheme import Scheme
from caseflow.services.candidates.board import Board
from caseflow.services.candidates.listing import CandidateQuery, Listing
from caseflow.services.desk import Desk
from caseflow.services.meetings import Meetings
from caseflow.services.people import PersonDraft
from caseflow.services.people_list import PeopleQuery
from caseflow.services.recruitments import CriterionDraft, InvitationDraft, RecruitmentDraft
from tests.conftest import TODAY

DAY = date(2026, 12, 4)
CRITERIA = (CriterionDraft("Travaille de nuit ?"), CriterionDraft("A le permis ?", CriterionWeight.WISHED))


@pytest.fixture
def meetings(desk: Desk) -> Meetings:
    return Meetings(desk.store)


@pytest.fixture
def need(desk: Desk) -> UUID:
    senders = (InvitationDraft("Mission locale", quota=2), InvitationDraft("CCAS"))
    draft = RecruitmentDraft("ENTREPOT", "Entrepôt", criteria=CRITERIA, invitations=senders)
    return desk.recruitments.create(draft, TODAY)


ANSWERS = {
    Readiness.READY: (Answer.YES, Answer.YES),
    Readiness.TO_PREPARE: (Answer.YES, Answer.NO),
    Readiness.TO_COMPLETE: (None, Answer.YES),
    Readiness.TO_REORIENT: (Answer.NO, Answer.YES),
}
"""To the indispensable question and to the wished one."""


def candidates(desk: Desk, need: UUID, *wanted: tuple[str, Readiness]) -> list[UUID]:
    """Return candidacies in the order they came in, by sender and level."""
    made: list[UUID] = []
    people = [desk.people.create(PersonDraft(last_name=f"Diallo{n}")) for n in range(len(wanted))]
    with desk.store.writing("Candidatures") as writing:
        senders = {each.name: each.id for each in writing.session.scalars(select(Prescriber))}
        asked = select(Criterion.id).where(Criterion.recruitment_id == need).order_by(Criterion.rank)
        criteria = writing.session.scalars(asked).all()
        for number, ((sender, readiness), key) in enumerate(zip(wanted, people, strict=True)):
            day = TODAY + timedelta(days=number)
            one = writing.add(Candidacy(recruitment_id=need, person_id=key, received_on=day))
            writing.session.flush()
            for criterion_id, answer in zip(criteria, ANSWERS[readiness], strict=True):
                writing.add(CriterionAnswer(candidacy_id=one.id, criterion_id=criterion_id, answer=answer))
            writing.add(CandidacySource(candidacy_id=one.id, prescriber_id=senders[sender], received_on=day))
            made.append(one.id)
    return made


def statuses(desk: Desk) -> dict[UUID, SeatStatus]:
    with desk.store.reading() as session:
        return {seat.candidacy_id: seat.status for seat in session.scalars(select(Seat))}


def test_those_who_are_ready_come_first_and_a_quota_holds(desk: Desk, meetings: Meetings, need: UUID) -> None:
    ml, ccas = "Mission locale", "CCAS"
    keys = candidates(
        desk, need,
        (ml, Readiness.TO_COMPLETE), (ml, Readiness.READY), (ml, Readiness.READY), (ccas, Readiness.TO_PREPARE),
        (ccas, Readiness.TO_REORIENT), (ccas, Readiness.TO_COMPLETE),
    )  # fmt: skip
    meeting = meetings.plan(need, MeetingKind.INFORMATION, DAY, seats=3)
    proposed = meetings.distribute([meeting])
    assert [each.candidacy_id for each in proposed.seated] == [keys[1], keys[2], keys[3]]
    reasons = {each.candidacy_id: each.reason for each in proposed.placements if each.meeting_id is None}
    assert reasons == {
        keys[0]: "Le quota du prescripteur est atteint.",
        keys[4]: "À réorienter.",
        keys[5]: "Plus de place.",
    }
    assert statuses(desk) == {}, "a proposal writes nothing"


def test_inviting_registers_and_one_undo_takes_all_of_it_back(desk: Desk, meetings: Meetings, need: UUID) -> None:
    keys = candidates(desk, need, ("CCAS", Readiness.READY), ("CCAS", Readiness.READY))
    meeting = meetings.plan(need, MeetingKind.INFORMATION, DAY, seats=10)
    assert meetings.invite(meetings.distribute([meeting]), TODAY) == 2
    assert statuses(desk) == dict.fromkeys(keys, SeatStatus.INVITED)
    assert meetings.distribute([meeting]).seated == ()
    desk.undo.undo_last()
    assert statuses(desk) == {}
    with desk.store.reading() as session:
        assert {each.state for each in session.scalars(select(Candidacy))} == {CandidacyState.RECEIVED}


def test_slots_of_a_job_dating_are_given_one_by_one(desk: Desk, meetings: Meetings, need: UUID) -> None:
    candidates(desk, need, *[("CCAS", Readiness.READY)] * 5)
    meeting = meetings.plan(need, MeetingKind.JOB_DATING, DAY, at_minute=540, minutes=60, slot_minutes=15)
    proposed = meetings.distribute([meeting])
    assert [each.slot_minute for each in proposed.seated] == [540, 555, 570, 585]


def test_everybody_was_there_but_those_named(desk: Desk, meetings: Meetings, need: UUID) -> None:
    keys = candidates(desk, need, *[("CCAS", Readiness.READY)] * 3)
    meeting = meetings.plan(need, MeetingKind.EXERCISES, DAY, seats=3)
    meetings.invite(meetings.distribute([meeting]), TODAY)
    meetings.attendance(meeting, absent=[keys[1]], on=DAY, excused=[keys[2]])
    assert [statuses(desk)[key] for key in keys] == [SeatStatus.PRESENT, SeatStatus.ABSENT, SeatStatus.EXCUSED]
    with desk.store.reading() as session:
        states = {each.id: each.state for each in session.scalars(select(Candidacy))}
    assert [states[key] for key in keys] == [
        CandidacyState.TESTED, CandidacyState.REGISTERED, CandidacyState.REGISTERED,
    ]  # fmt: skip


def test_the_first_who_waits_takes_a_seat_given_up(desk: Desk, meetings: Meetings, need: UUID) -> None:
    keys = candidates(desk, need, *[("CCAS", Readiness.READY)] * 3)
    meeting = meetings.plan(need, MeetingKind.INFORMATION, DAY, seats=1)
    meetings.invite(meetings.distribute([meeting]), TODAY)
    with desk.store.writing("Attente") as writing:
        for rank, key in enumerate(reversed(keys[1:])):
            writing.add(Seat(meeting_id=meeting, candidacy_id=key, status=SeatStatus.WAITING, rank=rank))
    assert meetings.give_up(meeting, [keys[0]], DAY) == [keys[2]]
    assert statuses(desk)[keys[2]] is SeatStatus.INVITED


def test_nobody_is_invited_twice_to_the_same_kind_of_session(desk: Desk, meetings: Meetings, need: UUID) -> None:
    keys = candidates(desk, need, *[("CCAS", Readiness.READY)] * 4)
    first, second = (meetings.plan(need, MeetingKind.INFORMATION, DAY, seats=seats) for seats in (2, 9))
    meetings.invite(meetings.distribute([first]), TODAY, wait_for=first)
    meetings.attendance(first, absent=[keys[1]], on=DAY)
    proposed = meetings.distribute([second])
    assert [each.candidacy_id for each in proposed.seated] == keys[1:], "who was absent may be invited again"
    assert {each.reason for each in proposed.placements if not each.meeting_id} == {
        "A une place dans une autre séance du même type."
    }
    meetings.invite(proposed, TODAY)
    with desk.store.reading() as session:
        waiting = select(Seat).where(Seat.status == SeatStatus.WAITING)
        assert session.scalars(waiting).all() == [], "whoever has a seat waits nowhere"
    exercises = meetings.plan(need, MeetingKind.EXERCISES, DAY)
    assert len(meetings.distribute([exercises]).seated) == 4
    Board(desk.store).move([keys[0]], CandidacyState.INTERVIEWED, DAY)
    reasons = {each.candidacy_id: each.reason for each in meetings.distribute([exercises]).placements}
    assert reasons[keys[0]] == "Est déjà plus loin."


def test_two_sessions_fill_one_after_the_other(desk: Desk, meetings: Meetings, need: UUID) -> None:
    candidates(desk, need, *[("Mission locale", Readiness.READY)] * 3, *[("CCAS", Readiness.READY)] * 3)
    later = meetings.plan(need, MeetingKind.INFORMATION, DAY + timedelta(days=1), seats=2)
    sooner = meetings.plan(need, MeetingKind.INFORMATION, DAY, seats=2)
    seated = meetings.distribute([later, sooner]).seated
    assert [each.meeting_id for each in seated] == [sooner, sooner, later, later], "the quota holds over both"


def test_a_seat_counts_for_the_prescriber_that_has_room(desk: Desk, meetings: Meetings, need: UUID) -> None:
    keys = candidates(desk, need, *[("Mission locale", Readiness.READY)] * 3)
    with desk.store.writing("Aussi") as writing:
        ccas = writing.session.scalars(select(Prescriber.id).where(Prescriber.name == "CCAS")).one()
        day = TODAY + timedelta(days=9)
        writing.add(CandidacySource(candidacy_id=keys[2], prescriber_id=ccas, received_on=day))
    meeting = meetings.plan(need, MeetingKind.INFORMATION, DAY)
    assert len(meetings.distribute([meeting]).seated) == 3


def test_slots_hold_as_many_as_there_are_seats(desk: Desk, meetings: Meetings, need: UUID) -> None:
    candidates(desk, need, *[("CCAS", Readiness.READY)] * 8)
    meeting = meetings.plan(need, MeetingKind.JOB_DATING, DAY, at_minute=540, minutes=60, slot_minutes=15, seats=6)
    assert [each.slot_minute for each in meetings.distribute([meeting]).seated] == [540, 540, 555, 555, 570, 585]


def test_seats_freed_together_go_to_those_who_wait(desk: Desk, meetings: Meetings, need: UUID) -> None:
    keys = candidates(desk, need, *[("CCAS", Readiness.READY)] * 5)
    meeting = meetings.plan(need, MeetingKind.INFORMATION, DAY, seats=3)
    meetings.invite(meetings.distribute([meeting]), TODAY, wait_for=meeting)
    assert meetings.give_up(meeting, [keys[0], keys[1], keys[3]], DAY) == [keys[4]], "who waited frees no seat"
    desk.undo.undo_last()
    assert list(statuses(desk).values()).count(SeatStatus.WAITING) == 2


def test_presence_noted_by_mistake_is_taken_back(desk: Desk, meetings: Meetings, need: UUID) -> None:
    (key,) = candidates(desk, need, ("CCAS", Readiness.READY))
    meeting = meetings.plan(need, MeetingKind.INFORMATION, DAY)
    meetings.invite(meetings.distribute([meeting]), TODAY)
    for status, state in (
        (SeatStatus.PRESENT, CandidacyState.ATTENDED), (SeatStatus.ABSENT, CandidacyState.REGISTERED),
    ):  # fmt: skip
        meetings.mark(meeting, [key], status, DAY)
        with desk.store.reading() as session:
            assert session.scalars(select(Candidacy.state)).one() is state


def test_somebody_unknown_walks_in_as_one_action(desk: Desk, meetings: Meetings, need: UUID) -> None:
    meeting = meetings.plan(need, MeetingKind.INFORMATION, DAY)
    with pytest.raises(Invalid):
        meetings.walk_in_unknown(meeting, PersonDraft(first_name="Awa"), "", TODAY)
    key = meetings.walk_in_unknown(meeting, PersonDraft(last_name="Sow", first_name="Awa"), "CCAS", TODAY)
    assert statuses(desk) == {key: SeatStatus.WALKED_IN}
    with desk.store.reading() as session:
        assert session.get_one(Candidacy, key).state is CandidacyState.ATTENDED
    desk.undo.undo_last()
    assert statuses(desk) == {}
    assert desk.people.count(PeopleQuery(on=TODAY)) == 0


def test_what_exercises_showed_reaches_the_mrs_step(desk: Desk, meetings: Meetings, need: UUID) -> None:
    (key,) = candidates(desk, need, ("CCAS", Readiness.READY))
    sessions = [meetings.plan(need, kind, DAY) for kind in (MeetingKind.INFORMATION, MeetingKind.EXERCISES)]
    for meeting in sessions:
        meetings.invite(meetings.distribute([meeting]), TODAY)
    with desk.store.reading() as session:
        info, exercises = (
            session.scalars(select(Seat.id).where(Seat.meeting_id == meeting)).one() for meeting in sessions
        )
    meetings.note_results([info], None, is_passed=True)
    Board(desk.store).prepare([key], Scheme.MRS, DAY, None)
    meetings.note_results([exercises], "validé", is_passed=False)
    with desk.store.reading() as session:
        told = {each.stage: (each.held_on, each.is_passed) for each in session.scalars(select(MrsResult))}
    assert told == {MrsStage.INFORMATION: (DAY, True), MrsStage.EXERCISES: (DAY, False)}


def test_absent_people_are_found_by_those_who_call(desk: Desk, meetings: Meetings, need: UUID) -> None:
    keys = candidates(desk, need, *[("CCAS", Readiness.READY)] * 3)
    meeting = meetings.plan(need, MeetingKind.INFORMATION, DAY)
    meetings.invite(meetings.distribute([meeting]), TODAY)
    meetings.attendance(meeting, absent=[keys[1]], on=DAY)
    assert meetings.call_back_absent(meeting) == 1
    listing = Listing(desk.store, desk.rules.rules)
    found = listing.find(need, CandidateQuery(only_to_call_back=True), TODAY)
    assert (found.ids, found.to_call_back) == ((keys[1],), 1)
    Board(desk.store).called(keys[1], CallResult.YES, TODAY)
    assert listing.find(need, CandidateQuery(), TODAY).to_call_back == 0


def test_a_session_has_a_seat_and_its_moves_are_counted(desk: Desk, meetings: Meetings, need: UUID) -> None:
    with pytest.raises(Invalid):
        meetings.plan(need, MeetingKind.INFORMATION, DAY, seats=0)
    meeting = meetings.plan(need, MeetingKind.INFORMATION, DAY)
    for day in (DAY, DAY + timedelta(days=1)):
        meetings.move(meeting, day, 540)
    with desk.store.reading() as session:
        assert session.scalars(select(Meeting)).one().sequence == 2


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seats=st.integers(1, 4), levels=st.lists(st.sampled_from(Readiness), min_size=1, max_size=6))
def test_no_session_ever_holds_more_than_its_seats(
    desk: Desk, meetings: Meetings, seats: int, levels: list[Readiness]
) -> None:
    code = f"R{len(desk.recruitments.all())}"
    senders = (InvitationDraft("Mission locale", quota=2), InvitationDraft("CCAS"))
    need = desk.recruitments.create(RecruitmentDraft(code, code, criteria=CRITERIA, invitations=senders), TODAY)
    candidates(desk, need, *[("Mission locale", level) for level in levels])
    meeting = meetings.plan(need, MeetingKind.INFORMATION, DAY, seats=seats)
    for _turn in range(2):
        meetings.invite(meetings.distribute([meeting]), TODAY)
    with desk.store.reading() as session:
        taken = session.scalars(select(Seat).where(Seat.meeting_id == meeting)).all()
    assert len(taken) <= min(seats, 2)
