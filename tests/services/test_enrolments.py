"""A stay in the PLIE: one referent at a time, dates in order, an exit and its proof."""

from datetime import date
from uuid import UUID

import pytest

from caseflow.domain.enrolment import CommissionDecision, ExitKind
from caseflow.domain.errors import Invalid
from caseflow.services.desk import Desk
from tests.conftest import TODAY


def test_a_stay_runs_from_referral_to_the_proof_at_six_months(desk: Desk, amina: UUID) -> None:
    claire = desk.enrolments.add_counsellor("Claire Martin", "0465710001", "claire@example.org")
    stay = desk.enrolments.refer(amina, date(2025, 1, 6), "CCAS d’Aubagne", "CCAS")
    desk.enrolments.record_commission(stay, date(2025, 1, 20), CommissionDecision.ACCEPTED)
    desk.enrolments.enter(stay, date(2025, 2, 1), claire)
    desk.enrolments.leave(stay, date(2026, 1, 15), ExitKind.PERMANENT_CONTRACT)
    (view,) = desk.pathways.view(amina, TODAY).enrolments
    assert view.standing is not None
    unproved = view.standing
    desk.enrolments.prove_six_months(stay, date(2026, 7, 20), "Bulletin de salaire")
    (view,) = desk.pathways.view(amina, TODAY).enrolments
    assert view.standing != unproved
    assert (view.commission_decision, view.entered_on) == (CommissionDecision.ACCEPTED, date(2025, 2, 1))
    record = desk.people.record(amina, TODAY)
    assert (record.referent, record.entered_on, record.exited_on) == ("Claire Martin", view.entered_on, view.exited_on)


def test_the_former_referent_answers_until_the_day_before(desk: Desk, amina: UUID) -> None:
    claire, karim = (desk.enrolments.add_counsellor(name) for name in ("Claire", "Karim"))
    stay = desk.enrolments.refer(amina, None)
    desk.enrolments.enter(stay, date(2026, 1, 1), claire)
    desk.enrolments.change_referent(stay, karim, date(2026, 6, 1))
    (view,) = desk.pathways.view(amina, TODAY).enrolments
    assert [(each.name, each.since, each.until) for each in view.referents] == [
        ("Claire", date(2026, 1, 1), date(2026, 5, 31)),
        ("Karim", date(2026, 6, 1), None),
    ]
    assert desk.people.record(amina, date(2026, 5, 31)).referent == "Claire"
    assert desk.people.record(amina, date(2026, 6, 1)).referent == "Karim"
    desk.undo.undo_last()
    (view,) = desk.pathways.view(amina, TODAY).enrolments
    assert [(each.name, each.until) for each in view.referents] == [("Claire", None)]


def test_dates_that_cannot_be_are_refused_and_change_nothing(desk: Desk, amina: UUID) -> None:
    stay = desk.enrolments.refer(amina, None)
    desk.enrolments.enter(stay, date(2026, 1, 1))
    with pytest.raises(Invalid):
        desk.enrolments.leave(stay, date(2025, 12, 31), ExitKind.OTHER)
    with pytest.raises(Invalid):
        desk.enrolments.suspend(stay, date(2026, 3, 1), date(2026, 2, 1))
    pause = desk.enrolments.suspend(stay, date(2026, 3, 1))
    with pytest.raises(Invalid):
        desk.enrolments.resume(pause, date(2026, 3, 1))
    desk.enrolments.resume(pause, date(2026, 4, 1))
    (view,) = desk.pathways.view(amina, TODAY).enrolments
    assert view.exited_on is None
    assert [(each.since, each.until) for each in view.suspensions] == [(date(2026, 3, 1), date(2026, 3, 31))]


def test_a_stay_removed_by_mistake_comes_back_whole(desk: Desk, amina: UUID) -> None:
    claire = desk.enrolments.add_counsellor("Claire")
    stay = desk.enrolments.refer(amina, None)
    desk.enrolments.enter(stay, date(2026, 1, 1), claire)
    desk.enrolments.suspend(stay, date(2026, 3, 1))
    before = desk.pathways.view(amina, TODAY)
    desk.enrolments.remove(stay)
    assert desk.pathways.view(amina, TODAY).enrolments == ()
    desk.undo.undo_last()
    assert desk.pathways.view(amina, TODAY) == before


def test_the_structure_is_filled_in_once_and_kept(desk: Desk) -> None:
    assert desk.enrolments.agency().name == ""
    desk.enrolments.edit_agency(name="PLIE du Garlaban", phone="0465710000")
    desk.enrolments.edit_agency(address="1 cours Foch")
    agency = desk.enrolments.agency()
    assert (agency.name, agency.phone, agency.address) == ("PLIE du Garlaban", "0465710000", "1 cours Foch")


def test_an_entry_without_a_referral_is_one_action(desk: Desk, amina: UUID) -> None:
    claire = desk.enrolments.add_counsellor("Claire")
    desk.enrolments.enter_directly(amina, date(2026, 1, 5), claire)
    assert desk.people.record(amina, TODAY).referent == "Claire"
    desk.undo.undo_last()
    assert desk.pathways.view(amina, TODAY).enrolments == ()
