"""A conversation and all that was decided in it are one action; what is decided is tied to it, and to what weighs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from caseflow.domain.barrier import Barrier, Theme
from caseflow.domain.errors import Invalid, Missing
from caseflow.domain.interview import Appointment, AppointmentStatus, CallOutcome, Interview, InterviewPerson, Medium
from caseflow.domain.person import Person
from caseflow.domain.referral import Referral, ReferralState
from caseflow.services.desk import Desk
from caseflow.services.people import PersonDraft
from caseflow.services.quick_log import QuickAppointment, QuickBarrier, QuickEntry, QuickReferral
from caseflow.store.store import Store
from tests.conftest import TODAY

LATER = date(2026, 12, 21)
KINDS = (Interview, InterviewPerson, Barrier, Referral, Appointment)


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


@pytest.fixture
def amina(desk: Desk) -> UUID:
    return desk.people.create(PersonDraft(last_name="BENALI", first_name="Amina"))


@pytest.fixture
def garage(desk: Desk) -> UUID:
    return desk.resources.create({"name": "Réparer sa voiture", "structure_name": "Garage solidaire"}, TODAY)


def counts(desk: Desk) -> tuple[int, ...]:
    with desk.store.reading() as session:
        return tuple(session.scalar(select(func.count()).select_from(kind)) or 0 for kind in KINDS)


def only(desk: Desk, kind: type) -> object:
    with desk.store.reading() as session:
        return session.scalars(select(kind)).one()


@pytest.fixture
def full(garage: UUID) -> QuickEntry:
    return QuickEntry(
        on=TODAY,
        at_minute=9 * 60,
        place="Bureau",
        minutes=45,
        note="Voiture en panne.",
        barriers=(QuickBarrier(Theme.MOBILITY),),
        referrals=(QuickReferral(garage, Theme.MOBILITY),),
        appointment=QuickAppointment(LATER, 10 * 60),
    )


def test_everything_decided_is_tied_to_the_interview_and_to_the_barrier(
    desk: Desk, amina: UUID, full: QuickEntry
) -> None:
    desk.quick_log.save(amina, full)
    assert counts(desk) == (1, 1, 1, 1, 1)
    interview, barrier = only(desk, Interview), only(desk, Barrier)
    referral, appointment = only(desk, Referral), only(desk, Appointment)
    assert (referral.barrier_id, referral.interview_id) == (barrier.id, interview.id)
    assert (referral.state, referral.consent_on) == (ReferralState.PROPOSED, None)
    assert (appointment.interview_id, appointment.held_on, appointment.at_minute) == (interview.id, LATER, 600)


def test_one_undo_takes_everything_back_and_one_redo_brings_it_again(desk: Desk, amina: UUID, full: QuickEntry) -> None:
    desk.quick_log.save(amina, full)
    label = desk.undo.next_undo()
    assert label == "Entretien noté\u00a0: 1 frein, 1 prescription, prochain rendez-vous"
    assert "BENALI" not in label
    desk.undo.undo_last()
    assert counts(desk) == (0, 0, 0, 0, 0)
    desk.undo.redo_last()
    assert counts(desk) == (1, 1, 1, 1, 1)


def test_a_theme_that_weighs_already_is_not_noted_twice_and_has_the_referral(
    desk: Desk, amina: UUID, full: QuickEntry
) -> None:
    lifted = desk.barriers.note(amina, Theme.MOBILITY, date(2026, 1, 5))
    desk.barriers.lift(lifted, date(2026, 2, 5))
    open_one = desk.barriers.note(amina, Theme.MOBILITY, date(2026, 6, 1), level=3)
    desk.quick_log.save(amina, full)
    assert counts(desk)[2] == 2
    assert only(desk, Referral).barrier_id == open_one
    assert [(each.theme, each.level) for each in desk.quick_log.opening(amina, TODAY).barriers] == [(Theme.MOBILITY, 3)]


def test_consent_given_that_day_is_kept_with_the_referral(desk: Desk, amina: UUID, garage: UUID) -> None:
    desk.quick_log.save(amina, QuickEntry(TODAY, referrals=(QuickReferral(garage),), has_consent=True))
    referral = only(desk, Referral)
    assert (referral.consent_on, referral.barrier_id) == (TODAY, None)


def test_the_appointment_of_the_day_is_honoured_in_the_same_action(desk: Desk, amina: UUID) -> None:
    given = desk.interviews.plan(amina, TODAY, 600)
    assert desk.quick_log.opening(amina, TODAY).today.id == given
    desk.quick_log.save(amina, QuickEntry(TODAY, honours=given))
    assert only(desk, Appointment).status is AppointmentStatus.HONOURED
    desk.undo.undo_last()
    assert only(desk, Appointment).status is AppointmentStatus.PLANNED


@pytest.mark.parametrize("wrong", [{"on": LATER}, {"on": TODAY, "minutes": 0}])
def test_what_cannot_be_is_refused_and_nothing_is_written(desk: Desk, amina: UUID, wrong: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        desk.quick_log.save(amina, QuickEntry(**wrong))
    assert counts(desk) == (0, 0, 0, 0, 0)


def test_a_service_gone_meanwhile_leaves_nothing_half_written(desk: Desk, amina: UUID, full: QuickEntry) -> None:
    entry = QuickEntry(TODAY, barriers=full.barriers, referrals=(QuickReferral(uuid4()),))
    with pytest.raises(Missing):
        desk.quick_log.save(amina, entry)
    assert counts(desk) == (0, 0, 0, 0, 0)


def test_a_call_of_nobody_on_file_keeps_who_it_was(desk: Desk) -> None:
    entry = QuickEntry(
        TODAY, medium=Medium.PHONE, caller="06 39 98 12 34", call_outcome=CallOutcome.MESSAGE_LEFT, note="Rappellera."
    )
    assert desk.quick_log.save(None, entry) is None
    assert counts(desk) == (1, 0, 0, 0, 0)
    assert only(desk, Interview).caller == "06 39 98 12 34"
    assert desk.undo.next_undo() == "Appel noté"


def test_a_newcomer_is_added_with_the_call_and_taken_back_with_it(desk: Desk) -> None:
    entry = QuickEntry(TODAY, medium=Medium.PHONE, call_outcome=CallOutcome.APPOINTMENT_GIVEN)
    person = desk.quick_log.save(None, entry, PersonDraft(last_name="Sarr", phones=["06 39 98 12 34"]))
    assert [each.name for each in desk.finder.find("0639981234", 5, TODAY)] == ["SARR"]
    assert desk.interviews.contacts(person).total == 1
    desk.undo.undo_last()
    with desk.store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 0


def test_a_form_begins_with_the_last_place_and_the_usual_length(
    desk: Desk, amina: UUID, add_others: Callable[[], None]
) -> None:
    add_others()
    begun = desk.quick_log.opening(amina, TODAY)
    assert (begun.place, begun.minutes, begun.places) == ("Bureau 2", 30, ("Bureau 2", "CCAS"))
    assert begun.planned is None
    ahead = desk.interviews.plan(amina, LATER)
    assert desk.quick_log.opening(amina, TODAY).planned.id == ahead


@pytest.fixture
def add_others(desk: Desk) -> Callable[[], None]:
    """Some meetings with somebody else, and a call, which tells nothing of where one meets."""

    def add() -> None:
        other = desk.people.create(PersonDraft(last_name="DIALLO"))
        for day, place, minutes in ((10, "CCAS", 30), (12, "Bureau 2", 30), (13, "CCAS", 60), (14, "Bureau 2", None)):
            desk.interviews.note([other], date(2026, 11, day), place=place, minutes=minutes)
        desk.interviews.note([other], date(2026, 11, 20), medium=Medium.PHONE, minutes=5)

    return add


def test_a_call_shows_the_last_note_and_the_next_date(desk: Desk, amina: UUID) -> None:
    desk.interviews.note([amina], date(2026, 10, 26), note="A rappeler le garage.")
    desk.interviews.plan(amina, LATER, 600)
    card = desk.quick_log.caller(amina, TODAY)
    assert card.last.note == "A rappeler le garage."
    assert card.next.held_on == LATER
    assert card.proposals


def test_a_note_that_holds_a_social_security_number_is_refused_whole(desk: Desk, amina: UUID, full: QuickEntry) -> None:
    for field in ("note", "private_note"):
        with pytest.raises(Invalid) as refused:
            desk.quick_log.save(amina, replace(full, **{field: "Son numéro : 2 85 03 13 055 001 86."}))
        assert refused.value.field == field
    assert counts(desk) == (0, 0, 0, 0, 0)
