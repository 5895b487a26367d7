"""A positive exit is one that lasted, with a proof of it."""

from datetime import date

import pytest

from caseflow.domain.enrolment import ExitKind
from caseflow.domain.exits import ExitVerdict, exit_standing
from caseflow.domain.rules import shipped
from tests.domain.factories import TODAY, stay

RULES = shipped()
LEFT = date(2026, 3, 31)


def test_six_months_of_work_are_to_be_confirmed_then_proved() -> None:
    enrolment = stay(exited_on=LEFT, exit_kind=ExitKind.PERMANENT_CONTRACT)
    early = exit_standing(enrolment, RULES, date(2026, 9, 29))
    assert (early.verdict, early.due_on) == (ExitVerdict.TO_CONFIRM, date(2026, 9, 30))
    assert "30/09/2026" in early.reason
    assert exit_standing(enrolment, RULES, date(2026, 9, 30)).verdict is ExitVerdict.PROOF_MISSING
    enrolment.six_month_proof_on = date(2026, 10, 2)
    assert exit_standing(enrolment, RULES, TODAY).verdict is ExitVerdict.POSITIVE


def test_a_proof_from_before_the_six_months_is_not_enough() -> None:
    enrolment = stay(exited_on=LEFT, exit_kind=ExitKind.FIXED_TERM_6_MONTHS, six_month_proof_on=date(2026, 6, 1))
    standing = exit_standing(enrolment, RULES, TODAY)
    assert standing.verdict is ExitVerdict.PROOF_MISSING
    assert "01/06/2026" in standing.reason


def test_a_qualification_is_proved_at_once() -> None:
    enrolment = stay(exited_on=LEFT, exit_kind=ExitKind.QUALIFYING_TRAINING)
    assert exit_standing(enrolment, RULES, LEFT).verdict is ExitVerdict.PROOF_MISSING
    enrolment.six_month_proof_on = LEFT
    assert exit_standing(enrolment, RULES, LEFT).verdict is ExitVerdict.POSITIVE


@pytest.mark.parametrize("kind", [ExitKind.SHORT_JOB, ExitKind.MOVED_AWAY, ExitKind.NO_NEWS, ExitKind.OTHER, None])
def test_other_exits_are_not_positive(kind: ExitKind | None) -> None:
    enrolment = stay(exited_on=LEFT, exit_kind=kind, six_month_proof_on=TODAY)
    assert exit_standing(enrolment, RULES, TODAY).verdict is ExitVerdict.NOT_POSITIVE


def test_who_has_not_left_has_no_exit() -> None:
    assert exit_standing(stay(), RULES, TODAY).verdict is ExitVerdict.NOT_LEFT
    leaving = stay(exited_on=date(2026, 12, 1), exit_kind=ExitKind.RETIREMENT)
    assert exit_standing(leaving, RULES, TODAY).verdict is ExitVerdict.NOT_LEFT


def test_a_structure_may_change_which_exits_count() -> None:
    enrolment = stay(exited_on=LEFT, exit_kind=ExitKind.SHORT_JOB, six_month_proof_on=LEFT)
    rules = RULES.with_value("exit.at_once", ["short_job"])
    assert exit_standing(enrolment, rules, TODAY).verdict is ExitVerdict.POSITIVE


@pytest.mark.parametrize("kind", ExitKind)
@pytest.mark.parametrize("proof_on", [None, LEFT, TODAY])
def test_every_exit_has_a_verdict_and_a_reason(kind: ExitKind, proof_on: date | None) -> None:
    standing = exit_standing(stay(exited_on=LEFT, exit_kind=kind, six_month_proof_on=proof_on), RULES, TODAY)
    assert standing.reason
    assert standing.label
