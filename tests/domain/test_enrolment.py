"""A stay is entered, paused and left in an order that makes sense."""

from datetime import date

import pytest

from caseflow.domain.enrolment import ExitKind
from caseflow.domain.errors import Invalid
from tests.domain.factories import stay

ENTRY = date(2026, 1, 5)


def test_an_exit_does_not_come_before_the_entry() -> None:
    enrolment = stay()
    with pytest.raises(Invalid) as refusal:
        enrolment.exit(ExitKind.MOVED_AWAY, date(2026, 1, 4))
    assert refusal.value.field == "exited_on"
    assert enrolment.is_open
    enrolment.exit(ExitKind.MOVED_AWAY, ENTRY)
    assert not enrolment.is_open


def test_an_entry_does_not_come_after_the_exit() -> None:
    enrolment = stay(exited_on=date(2026, 3, 1))
    with pytest.raises(Invalid) as refusal:
        enrolment.enter(date(2026, 3, 2))
    assert refusal.value.field == "entered_on"
    assert enrolment.entered_on == ENTRY


def test_a_referral_alone_is_not_an_open_stay() -> None:
    referred = stay(entered_on=None)
    assert not referred.is_open
    referred.enter(ENTRY)
    assert referred.is_open


def test_a_proof_needs_an_exit_before_it() -> None:
    enrolment = stay()
    with pytest.raises(Invalid):
        enrolment.prove_six_months(date(2026, 9, 1))
    enrolment.exit(ExitKind.PERMANENT_CONTRACT, date(2026, 3, 1))
    with pytest.raises(Invalid):
        enrolment.prove_six_months(date(2026, 2, 28))
    enrolment.prove_six_months(date(2026, 9, 1), "bulletin de paie")
    assert (enrolment.six_month_proof_on, enrolment.six_month_proof) == (date(2026, 9, 1), "bulletin de paie")


def test_coming_back_takes_the_exit_and_its_proof_away() -> None:
    enrolment = stay(exited_on=date(2026, 3, 1), exit_kind=ExitKind.SHORT_JOB, six_month_proof_on=date(2026, 9, 1))
    enrolment.come_back()
    assert enrolment.is_open
    assert (enrolment.exit_kind, enrolment.six_month_proof_on) == (None, None)


def test_a_suspension_ends_the_day_before_the_support_resumes() -> None:
    enrolment = stay()
    suspension = enrolment.suspend(date(2026, 4, 1))
    assert suspension.enrolment_id == enrolment.id
    with pytest.raises(Invalid):
        suspension.resume(date(2026, 4, 1))
    suspension.resume(date(2026, 6, 1))
    assert suspension.until == date(2026, 5, 31)
    with pytest.raises(Invalid):
        enrolment.suspend(date(2026, 4, 2), date(2026, 4, 1))
