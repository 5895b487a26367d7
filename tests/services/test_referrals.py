"""A person referred to a partner: what is due when, what an answer changes, what is observed of the partner."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseflow.domain.barrier import Theme
from caseflow.domain.base import new_id
from caseflow.domain.errors import Invalid, Missing
from caseflow.domain.referral import Referral, ReferralRefusal, ReferralState, SentHow
from caseflow.services.checks import check_rules
from caseflow.services.desk import Desk
from caseflow.services.observed import observed
from caseflow.services.people import PersonDraft
from caseflow.services.referral_lines import ReferralCounts
from caseflow.services.referrals import propose_service, send_referral
from tests.conftest import TODAY
from tests.services.referring import partner


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.fixture
def garage(desk: Desk) -> UUID:
    return partner(desk)


def refer(desk: Desk, person_id: UUID, service_id: UUID, on: date = TODAY, barrier_id: UUID | None = None) -> UUID:
    return desk.referrals.refer(
        person_id, service_id, on, SentHow.EMAIL, consent_on=on, barrier_id=barrier_id, reason="Voiture en panne"
    )


def test_a_referral_sent_is_due_and_expires_as_the_rules_say(desk: Desk, amina: UUID, garage: UUID) -> None:
    desk.rules.change("referral.reminder", 10)
    sent = refer(desk, amina, garage)
    line = desk.referrals.line(sent, TODAY)
    assert (line.remind_on, line.expires_on, line.days_waiting) == (after(10), after(30), 0)
    assert (line.partner, line.is_to_chase) == ("Garage solidaire – Garage solidaire d’Aubagne", False)
    desk.referrals.remind(sent, after(11))
    line = desk.referrals.line(sent, after(11))
    assert (line.reminded_on, line.remind_on, line.expires_on) == (after(11), after(21), after(30))


def test_nothing_is_sent_without_consent_and_a_refusal_writes_nothing(desk: Desk, amina: UUID, garage: UUID) -> None:
    with pytest.raises(Invalid) as refused:
        desk.referrals.refer(amina, garage, TODAY, SentHow.EMAIL)
    assert refused.value.field == "consent_on"
    assert desk.referrals.of_person(amina, TODAY) == ()
    proposed = desk.referrals.propose(amina, garage, TODAY)
    desk.referrals.send(proposed, after(2), SentHow.PHONE, consent_on=after(2))
    assert desk.referrals.line(proposed, after(2)).state is ReferralState.SENT


def test_those_to_chase_up_are_counted_and_listed_the_longest_waiting_first(
    desk: Desk, amina: UUID, garage: UUID
) -> None:
    ibrahima = desk.people.create(PersonDraft(last_name="Diallo", first_name="Ibrahima"))
    gone = desk.people.create(PersonDraft(last_name="Rossi", first_name="Léa"))
    late, due, waits = refer(desk, ibrahima, garage, after(-31)), refer(desk, amina, garage, after(-15)), after(-14)
    refer(desk, amina, garage, waits)
    refer(desk, gone, garage, after(-40))
    desk.people.archive([gone], TODAY)
    answered = refer(desk, amina, garage, after(-20))
    desk.referrals.answer(answered, ReferralState.ACCEPTED, TODAY)
    found = desk.referrals.to_chase(TODAY)
    assert [(line.id, line.state, line.days_waiting) for line in found] == [
        (late, ReferralState.EXPIRED, 31),
        (due, ReferralState.SENT, 15),
    ]
    assert found[0].person == "DIALLO Ibrahima"
    assert [line.id for line in desk.referrals.to_chase(TODAY, 1)] == [late]
    assert desk.referrals.counts(TODAY) == ReferralCounts(waiting=3, to_chase=1, expired=1)


def test_what_expired_is_seen_at_once_and_written_only_when_asked(desk: Desk, amina: UUID, garage: UUID) -> None:
    sent = refer(desk, amina, garage)
    line = desk.referrals.line(sent, after(31))
    assert (line.state, line.stored_state, line.has_lapsed) == (ReferralState.EXPIRED, ReferralState.SENT, True)
    assert desk.referrals.close_expired(after(30)) == 0
    assert desk.referrals.close_expired(after(31)) == 1
    line = desk.referrals.line(sent, after(40))
    assert (line.stored_state, line.ended_on) == (ReferralState.EXPIRED, after(30))
    desk.undo.undo_last()
    assert desk.referrals.line(sent, after(40)).stored_state is ReferralState.SENT
    desk.referrals.close_expired(after(40))
    desk.referrals.reopen(sent, after(41))
    line = desk.referrals.line(sent, after(41))
    assert (line.state, line.remind_on, line.expires_on) == (ReferralState.SENT, after(56), after(71))


def test_an_answer_lifts_the_barrier_in_the_same_action(desk: Desk, amina: UUID, garage: UUID) -> None:
    barrier = desk.barriers.note(amina, Theme.MOBILITY, TODAY)
    sent = refer(desk, amina, garage, barrier_id=barrier)
    desk.referrals.answer(sent, ReferralState.DONE, after(5), outcome="Voiture réparée", lifts_barrier=True)
    line = desk.referrals.line(sent, after(5))
    assert (line.theme, line.barrier_is_open, line.outcome) == (Theme.MOBILITY, False, "Voiture réparée")
    desk.undo.undo_last()
    line = desk.referrals.line(sent, after(5))
    assert (line.state, line.barrier_is_open, line.outcome) == (ReferralState.SENT, True, "")


def test_a_refusal_needs_its_reason_and_a_barrier_is_ones_own(desk: Desk, amina: UUID, garage: UUID) -> None:
    sent = refer(desk, amina, garage)
    with pytest.raises(Invalid) as refused:
        desk.referrals.answer(sent, ReferralState.REFUSED, after(1))
    assert refused.value.field == "refusal"
    desk.referrals.answer(sent, ReferralState.REFUSED, after(1), refusal=ReferralRefusal.SESSION_FULL)
    assert desk.referrals.line(sent, after(1)).refusal is ReferralRefusal.SESSION_FULL
    other = desk.people.create(PersonDraft(last_name="Diallo", first_name="Ibrahima"))
    with pytest.raises(Missing):
        refer(desk, other, garage, barrier_id=desk.barriers.note(amina, Theme.MOBILITY, TODAY))


def test_a_correction_is_kept_if_it_holds_together(desk: Desk, amina: UUID, garage: UUID) -> None:
    sent = refer(desk, amina, garage)
    with pytest.raises(Invalid):
        desk.referrals.edit(sent, sent_on=after(-1))
    desk.referrals.edit(sent, sent_on=after(3), reason="Permis suspendu")
    line = desk.referrals.line(sent, after(3))
    assert (line.sent_on, line.reason) == (after(3), "Permis suspendu")
    desk.referrals.remove(sent)
    assert desk.referrals.of_person(amina, TODAY) == ()


def test_a_service_of_health_alone_is_marked_as_sensitive(desk: Desk, amina: UUID, garage: UUID) -> None:
    clinic = partner(desk, "Centre de santé", themes='["sante--acces-aux-soins"]')
    shown = {line.service_id: line.is_sensitive for line in (
        desk.referrals.line(refer(desk, amina, garage), TODAY),
        desk.referrals.line(refer(desk, amina, clinic), TODAY),
    )}  # fmt: skip
    assert shown == {garage: False, clinic: True}
    barrier = desk.barriers.note(amina, Theme.JUSTICE, TODAY)
    assert desk.referrals.line(refer(desk, amina, garage, barrier_id=barrier), TODAY).is_sensitive


def test_what_is_observed_counts_only_what_had_time_to_be_answered(desk: Desk, amina: UUID, garage: UUID) -> None:
    other = partner(desk, "Auto-école sociale")
    silent, answered, _waiting = (refer(desk, amina, garage, on) for on in (after(-60), after(-20), after(-5)))
    desk.referrals.answer(answered, ReferralState.ACCEPTED, after(-17))
    desk.referrals.propose(amina, other, TODAY)
    with desk.store.reading() as session:
        assert observed(session, [garage, other]).keys() == {garage}
        found = observed(session, [garage], TODAY)[garage]
    assert (found.sent, found.answered, found.rate, found.median_days) == (3, 1, 0.5, 3)
    desk.referrals.close_expired(TODAY)
    with desk.store.reading() as session:
        assert observed(session, [garage])[garage] == found
    assert desk.referrals.line(silent, TODAY).state is ReferralState.EXPIRED


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(waits=st.lists(st.integers(0, 25), min_size=1, max_size=6))
def test_the_delay_observed_is_the_median_of_the_days_waited(desk: Desk, amina: UUID, waits: list[int]) -> None:
    service = partner(desk, f"Garage {new_id()}")
    with desk.store.writing("Referrals of a year") as writing:
        for wait in waits:
            referral = propose_service(writing, amina, service, TODAY, consent_on=TODAY)
            send_referral(referral, desk.rules.rules(), TODAY, SentHow.EMAIL)
            referral.answer(ReferralState.DONE, after(wait))
    ranked = sorted(waits)
    middle = (ranked[(len(ranked) - 1) // 2] + ranked[len(ranked) // 2]) / 2
    with desk.store.reading() as session:
        found = observed(session, [service])[service]
    assert (found.rate, found.median_days) == (1.0, int(middle + 0.5))


def test_the_check_finds_referrals_whose_days_or_reasons_contradict_each_other(
    desk: Desk, amina: UUID, garage: UUID
) -> None:
    right, early, unasked, unsaid = (refer(desk, amina, garage) for _number in range(4))
    with desk.store.writing("Damage") as writing:
        broken = {
            early: {"answered_on": after(-3)},
            unasked: {"consent_on": None},
            unsaid: {"state": ReferralState.REFUSED},
        }
        writing.update_rows(Referral, broken)
    found = [set(finding.rows) for finding in check_rules(desk.store) if finding.table == "referral"]
    assert found == [{str(early)}, {str(unasked), str(unsaid)}]
    assert str(right) not in set().union(*found)
