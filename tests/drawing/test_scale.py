"""A place on the scale is a day, and back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseflow.drawing.scale import Scale, whole_months

DAYS = st.dates(date(1960, 1, 1), date(2060, 1, 1))


@given(first=DAYS, length=st.integers(30, 20_000), share=st.floats(0, 1))
def test_a_day_is_found_again_at_its_place(first: date, length: int, share: float) -> None:
    scale = Scale(first, first + timedelta(days=length), 80.0, 600.0)
    day = first + timedelta(days=int(length * share))
    assert scale.date_at(scale.x_of(day)) == day


def test_days_beyond_the_scale_lie_at_its_ends() -> None:
    scale = Scale(date(2024, 1, 1), date(2025, 1, 1), 0.0, 366.0)
    assert (scale.x_of(date(224, 1, 1)), scale.x_of(date.max), scale.x_after(date.max)) == (0.0, 366.0, 366.0)
    assert (scale.date_at(-50), scale.date_at(9999)) == (date(2024, 1, 1), date(2025, 1, 1))


@pytest.mark.parametrize(("years", "months"), [(1, 1), (3, 3), (8, 6), (15, 12), (30, 24), (60, 60)])
def test_the_grid_widens_with_the_span(years: int, months: int) -> None:
    scale = Scale(date(2000, 1, 1), date(2000 + years, 1, 1), 0.0, 500.0)
    assert scale.grid_months(30.0) == months


def test_the_grid_counts_from_january() -> None:
    scale = Scale(date(2024, 5, 1), date(2025, 2, 1), 0.0, 500.0)
    assert list(scale.ticks(3)) == [date(2024, 7, 1), date(2024, 10, 1), date(2025, 1, 1)]


def test_spans_are_widened_to_whole_months() -> None:
    assert whole_months(date(2024, 5, 17), date(2024, 12, 3)) == (date(2024, 5, 1), date(2025, 1, 1))
