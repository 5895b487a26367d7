"""A step refuses only what makes no sense; everything else is kept as the counsellor says it."""

from datetime import date

import pytest

from caseflow.domain.errors import Conflict, Invalid
from caseflow.domain.pathway import StepOutcome, StepState
from tests.domain.factories import step

DAY = date(2026, 3, 2)


def test_a_planned_step_begins() -> None:
    planned = step(state=StepState.PLANNED, planned_start=date(2026, 3, 1))
    planned.begin(DAY)
    assert (planned.state, planned.started_on, planned.start) == (StepState.IN_PROGRESS, DAY, DAY)
    assert planned.has_taken_place


def test_a_step_that_is_over_does_not_begin_again() -> None:
    with pytest.raises(Conflict):
        step(start=DAY, end=date(2026, 4, 1)).begin(date(2026, 3, 15))


def test_a_step_does_not_begin_after_its_end() -> None:
    planned = step(state=StepState.PLANNED, ended_on=date(2026, 3, 1))
    with pytest.raises(Invalid) as refusal:
        planned.begin(DAY)
    assert refusal.value.field == "started_on"
    assert planned.state is StepState.PLANNED


def test_completing_keeps_the_day_and_the_outcome() -> None:
    current = step(start=DAY)
    current.complete(date(2026, 6, 30), StepOutcome.HIRED)
    assert (current.state, current.ended_on, current.outcome) == (
        StepState.DONE,
        date(2026, 6, 30),
        StepOutcome.HIRED,
    )


def test_a_step_may_last_one_day() -> None:
    current = step(start=DAY)
    current.complete(DAY)
    assert current.ended_on == DAY


@pytest.mark.parametrize("close", ["complete", "abandon"])
def test_a_step_does_not_end_before_it_began(close: str) -> None:
    current = step(start=DAY)
    with pytest.raises(Invalid) as refusal:
        getattr(current, close)(date(2026, 3, 1))
    assert refusal.value.field == "ended_on"
    assert (current.state, current.ended_on) == (StepState.IN_PROGRESS, None)


@pytest.mark.parametrize(
    ("planned_start", "started_on"),
    [(date(2026, 2, 1), date(2026, 2, 1)), (date(2026, 5, 1), DAY), (None, DAY)],
)
def test_a_step_done_without_a_start_began_when_planned(planned_start: date | None, started_on: date) -> None:
    planned = step(state=StepState.PLANNED, planned_start=planned_start)
    planned.complete(DAY)
    assert planned.started_on == started_on


def test_a_step_given_up_before_it_began_took_no_place() -> None:
    planned = step(state=StepState.PLANNED, planned_start=DAY)
    planned.abandon(DAY, StepOutcome.DID_NOT_COME)
    assert (planned.state, planned.started_on, planned.ended_on) == (StepState.ABANDONED, None, None)
    assert not planned.has_taken_place


def test_a_step_under_way_is_given_up_not_cancelled() -> None:
    current = step(start=DAY)
    with pytest.raises(Conflict):
        current.cancel()
    planned = step(state=StepState.PLANNED, planned_start=DAY)
    planned.cancel()
    assert planned.state is StepState.CANCELLED


def test_reopening_takes_the_end_away() -> None:
    done = step(start=DAY, end=date(2026, 6, 30), outcome=StepOutcome.COMPLETED)
    done.reopen()
    assert (done.state, done.ended_on, done.outcome, done.started_on) == (StepState.IN_PROGRESS, None, None, DAY)
    cancelled = step(state=StepState.CANCELLED, planned_start=DAY)
    cancelled.reopen()
    assert cancelled.state is StepState.PLANNED
