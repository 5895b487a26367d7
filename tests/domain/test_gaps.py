"""Times without a step are what steps and suspensions leave of a stay."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from caseflow.domain.gaps import gaps, lived, overlaps
from caseflow.domain.pathway import Step, StepState
from caseflow.domain.periods import Period, merge, total_days
from caseflow.domain.rules import shipped
from caseflow.domain.scheme import Scheme
from tests.domain.factories import TODAY, pause, stay, step

RULES = shipped()
ENTRY = date(2026, 1, 5)


def test_a_time_without_a_step_is_found_between_two_and_after_the_last() -> None:
    first = step(start=ENTRY, end=date(2026, 2, 28))
    second = step(start=date(2026, 5, 1), end=date(2026, 7, 31))
    found = gaps([second, first], stay(), [], 60, TODAY)
    assert [(gap.when, gap.is_current) for gap in found] == [
        (Period(date(2026, 3, 1), date(2026, 4, 30)), False),
        (Period(date(2026, 8, 1), TODAY), True),
    ]
    assert found[0].days == 61


def test_a_shorter_time_is_not_a_gap() -> None:
    first = step(start=ENTRY, end=date(2026, 2, 28))
    second = step(start=date(2026, 4, 28))
    assert gaps([first, second], stay(), [], 60, TODAY) == ()
    assert len(gaps([first, second], stay(), [], 58, TODAY)) == 1


def test_a_suspension_is_not_a_gap() -> None:
    enrolment = stay()
    assert gaps([], enrolment, [pause(enrolment, ENTRY)], 1, TODAY) == ()
    away = pause(enrolment, date(2026, 2, 1), date(2026, 10, 31))
    assert [gap.days for gap in gaps([], enrolment, [away], 1, TODAY)] == [27, 23]
    elsewhere = pause(stay(), ENTRY)
    assert [gap.when for gap in gaps([], enrolment, [elsewhere], 1, TODAY)] == [Period(ENTRY, TODAY)]


def test_nothing_is_missing_after_the_exit_nor_before_the_entry() -> None:
    left = stay(exited_on=date(2026, 3, 31))
    (gap,) = gaps([], left, [], 60, TODAY)
    assert (gap.when, gap.is_current) == (Period(ENTRY, date(2026, 3, 31)), False)
    (last,) = gaps([], stay(exited_on=TODAY), [], 60, TODAY)
    assert not last.is_current
    assert gaps([], stay(entered_on=None), [], 1, TODAY) == ()
    assert gaps([], stay(entered_on=date(2027, 1, 1)), [], 1, TODAY) == ()


def test_only_steps_that_took_place_fill_a_stay() -> None:
    planned = step(state=StepState.PLANNED, planned_start=ENTRY, planned_end=TODAY)
    cancelled = step(start=ENTRY, end=TODAY, state=StepState.CANCELLED)
    never_begun = step(state=StepState.ABANDONED, planned_start=ENTRY, planned_end=TODAY)
    assert [gap.when for gap in gaps([planned, cancelled, never_begun], stay(), [], 60, TODAY)] == [
        Period(ENTRY, TODAY)
    ]
    given_up = step(start=ENTRY, end=TODAY, state=StepState.ABANDONED)
    assert gaps([given_up], stay(), [], 1, TODAY) == ()


def test_a_step_in_progress_lasts_beyond_its_planned_end() -> None:
    late = step(start=ENTRY, planned_end=date(2026, 3, 1))
    assert lived(late, TODAY) == Period(ENTRY, TODAY)


def test_two_full_time_steps_overlap() -> None:
    job = step(Scheme.JOB, date(2026, 3, 1), date(2026, 6, 30), weekly_minutes=35 * 60)
    course = step(Scheme.TRAINING, date(2026, 6, 15), date(2026, 9, 30), weekly_minutes=35 * 60)
    part_time = step(Scheme.ACI, date(2026, 3, 1), None, weekly_minutes=26 * 60)
    (found,) = overlaps([course, part_time, job], RULES, TODAY)
    assert (found.first, found.second) == (job, course)
    assert found.when == Period(date(2026, 6, 15), date(2026, 6, 30))


def test_an_immersion_during_a_contract_is_no_overlap() -> None:
    contract = step(Scheme.ACI, date(2026, 3, 1), None, weekly_minutes=35 * 60)
    immersion = step(Scheme.PMSMP, date(2026, 4, 1), date(2026, 4, 14), weekly_minutes=35 * 60)
    assert overlaps([contract, immersion], RULES, TODAY) == ()


def test_steps_that_follow_each_other_do_not_overlap() -> None:
    first = step(Scheme.JOB, date(2026, 3, 1), date(2026, 6, 30), weekly_minutes=39 * 60)
    second = step(Scheme.JOB, date(2026, 7, 1), None, weekly_minutes=39 * 60)
    assert overlaps([first, second], RULES, TODAY) == ()


DAYS = st.dates(date(2025, 10, 1), date(2027, 3, 1))
MAYBE = st.one_of(st.none(), DAYS)
STEPS = st.builds(
    lambda state, started, ended, planned, planned_end: step(
        state=state, start=started, end=ended, planned_start=planned, planned_end=planned_end
    ),
    st.sampled_from(StepState),
    MAYBE,
    MAYBE,
    MAYBE,
    MAYBE,
)


@given(st.lists(STEPS, max_size=5), st.tuples(DAYS, MAYBE), MAYBE)
def test_steps_suspensions_and_gaps_cover_a_stay(
    steps: list[Step], away: tuple[date, date | None], exited: date | None
) -> None:
    enrolment = stay(exited_on=exited)
    paused = pause(enrolment, *away)
    found = [gap.when for gap in gaps(steps, enrolment, [paused], 1, TODAY)]
    last = min(exited or TODAY, TODAY)
    if last < ENTRY:
        assert found == []
        return
    whole = Period(ENTRY, last)
    paused_until = paused.until or TODAY
    covered = [when for each in steps if (when := lived(each, TODAY)) is not None]
    if paused.since <= paused_until:
        covered.append(Period(paused.since, paused_until))
    inside = [shared for when in covered if (shared := when.overlap(whole)) is not None]
    assert merge([*found, *inside]) == (whole,)
    assert total_days(found) + total_days(inside) == whole.days


@given(st.lists(STEPS, max_size=5), st.integers(1, 200))
def test_a_longer_threshold_only_leaves_gaps_out(steps: list[Step], days: int) -> None:
    every = gaps(steps, stay(), [], 1, TODAY)
    assert [gap for gap in every if gap.days >= days] == list(gaps(steps, stay(), [], days, TODAY))


@given(st.lists(STEPS, max_size=4))
def test_yesterdays_gap_is_no_longer_than_todays(steps: list[Step]) -> None:
    yesterday = gaps(steps, stay(), [], 1, TODAY - timedelta(days=1))
    assert total_days(gap.when for gap in yesterday) <= total_days(
        gap.when for gap in gaps(steps, stay(), [], 1, TODAY)
    )
