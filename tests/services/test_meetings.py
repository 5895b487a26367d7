"""Seats are shared out by rule and by turn, proposed before anybody is invited; attendance is noted by exception."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from caseflow.domain.candidacy import Candidacy, CandidacySource, CandidacyState, Readiness
from caseflow.domain.errors import Invalid
from caseflow.domain.meeting import Meeting, MeetingKind, Seat, SeatStatus
from caseflow.domain.recruitment import Prescriber
from caseflow.services.desk import Desk
from caseflow.services.meetings import Meetings
from caseflow.services.people import PersonDraft
from caseflow.services.recruitments import InvitationDraft, RecruitmentDraft
from tests.conftest import TODAY

DAY = date(2026, 12, 4)


@pytest.fixture
def meetings(desk: Desk) -> Meetings:
    return Meetings(desk.store)


@pytest.fixture
def need(desk: Desk) -> UUID:
    senders = (InvitationDraft("Mission locale", quota=2), InvitationDraft("CCAS"))
    return desk.recruitments.create(RecruitmentDraft("ENTREPOT", "Entrepôt", invitations=senders), TODAY)


def candidates(desk: Desk, need: UUID, *wanted: tuple[str, Readiness]) -> list[UUID]:
    """Return candidacies in the order they came in, by sender and level."""
    made: list[UUID] = []
    people = [desk.people.create(PersonDraft(last_name=f"Diallo{n}")) for n in range(len(wanted))]
    with desk.store.writing("Candidatures") as writing:
        senders = {each.name: each.id for each in writing.session.scalars(select(Prescriber))}
        for number, ((sender, readiness), key) in enumerate(zip(wanted, people, strict=True)):
            day = TODAY + timedelta(days=number)
            one = writing.add(Candidacy(recruitment_id=need, person_id=key, received_on=day, readiness=readiness))
            writing.session.flush()
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
    assert meetings.give_up(meeting, keys[0], DAY) == keys[2]
    assert statuses(desk)[keys[2]] is SeatStatus.INVITED


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
    need = desk.recruitments.create(RecruitmentDraft(code, code, invitations=senders), TODAY)
    candidates(desk, need, *[("Mission locale", level) for level in levels])
    meeting = meetings.plan(need, MeetingKind.INFORMATION, DAY, seats=seats)
    for _turn in range(2):
        meetings.invite(meetings.distribute([meeting]), TODAY)
    with desk.store.reading() as session:
        taken = session.scalars(select(Seat).where(Seat.meeting_id == meeting)).all()
    assert len(taken) <= min(seats, 2)
