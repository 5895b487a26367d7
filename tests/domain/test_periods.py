"""Days, months and periods behave as the calendar does."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from caseflow.domain.periods import Period, add_days, add_months, age_on, merge, period, subtract, whole_months

YEARS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
SHORT = st.dates(date(2026, 1, 1), date(2026, 3, 31))
PERIODS = st.builds(lambda a, b: Period(min(a, b), max(a, b)), SHORT, SHORT)


def days_of(periods: tuple[Period, ...]) -> set[int]:
    return {day for each in periods for day in range(each.start.toordinal(), each.end.toordinal() + 1)}


def test_a_month_later_than_the_31st_is_the_last_day_of_a_shorter_month() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2026, 3, 15), -3) == date(2025, 12, 15)


def test_ages_are_counted_on_the_birthday() -> None:
    assert age_on(date(2000, 6, 15), date(2026, 6, 14)) == 25
    assert age_on(date(2000, 6, 15), date(2026, 6, 15)) == 26
    assert age_on(date(2004, 2, 29), date(2026, 2, 27)) == 21
    assert age_on(date(2004, 2, 29), date(2026, 2, 28)) == 22


def test_the_ends_of_the_calendar_are_not_crossed() -> None:
    assert add_days(date.max, 1) == date.max
    assert add_days(date.min, -1) == date.min
    assert add_months(date.max, 1) == date.max
    assert add_months(date.min, -1) == date.min


def test_a_period_in_the_wrong_order_is_none() -> None:
    assert period(date(2026, 1, 2), date(2026, 1, 1)) is None
    assert period(date(2026, 1, 1), date(2026, 1, 1)) == Period(date(2026, 1, 1), date(2026, 1, 1))


def test_periods_that_touch_are_one() -> None:
    january, february = Period(date(2026, 1, 1), date(2026, 1, 31)), Period(date(2026, 2, 1), date(2026, 2, 28))
    assert merge([february, january]) == (Period(date(2026, 1, 1), date(2026, 2, 28)),)
    assert len(merge([january, Period(date(2026, 2, 2), date(2026, 2, 28))])) == 2


@given(YEARS, st.integers(0, 600))
def test_months_added_are_the_months_counted(day: date, months: int) -> None:
    later = add_months(day, months)
    assert whole_months(day, later) == months
    assert whole_months(day, add_days(later, -1)) == months - 1


@given(st.lists(PERIODS, max_size=6))
def test_merging_keeps_every_day_once(periods: list[Period]) -> None:
    merged = merge(periods)
    assert days_of(merged) == days_of(tuple(periods))
    assert sum(each.days for each in merged) == len(days_of(merged))
    assert all(add_days(one.end, 1) < other.start for one, other in pairwise(merged))


@given(PERIODS, st.lists(PERIODS, max_size=6))
def test_subtracting_leaves_the_days_that_nothing_covers(whole: Period, covered: list[Period]) -> None:
    left = subtract(whole, covered)
    assert days_of(left) == days_of((whole,)) - days_of(tuple(covered))
