"""The scale of a timeline: which day is where, and which days are worth a mark."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS_OF_STEP = (1, 3, 6, 12, 24, 60, 120)
"""How far apart the lines of the grid may be."""


@dataclass(frozen=True)
class Scale:
    """Days from `first` to `last` spread evenly between two places, in points."""

    first: date
    last: date
    left: float
    right: float

    @property
    def points_a_day(self) -> float:
        """Return the width of one day."""
        return (self.right - self.left) / max((self.last - self.first).days, 1)

    def x_of(self, day: date) -> float:
        """Return the place of the morning of a day; days beyond the scale lie at its ends."""
        days = (min(max(day, self.first), self.last) - self.first).days
        return self.left + days * self.points_a_day

    def x_after(self, day: date) -> float:
        """Return the place where a day is over: the end of a bar whose last day it is."""
        return self.x_of(day + timedelta(days=1)) if day < date.max else self.right

    def date_at(self, x: float) -> date:
        """Return the day whose morning is nearest to a place; places beyond the scale give its ends."""
        days = round((x - self.left) / self.points_a_day)
        return self.first + timedelta(days=min(max(days, 0), (self.last - self.first).days))

    def grid_months(self, narrowest: float) -> int:
        """Return how many months lie between two lines of the grid at least `narrowest` points apart."""
        month = 30.4 * self.points_a_day
        return next((months for months in MONTHS_OF_STEP if months * month >= narrowest), MONTHS_OF_STEP[-1])

    def ticks(self, months: int) -> Iterator[date]:
        """Yield the first of each `months`-th month on the scale, counted from January or from a round year."""
        index = self.first.year * 12 + self.first.month - 1 + (self.first.day > 1)
        index += -index % months
        while (tick := date(index // 12, index % 12 + 1, 1)) <= self.last:
            yield tick
            index += months


def whole_months(first: date, last: date) -> tuple[date, date]:
    """Widen two days to the first of their month and the first of the month after."""
    after = last.year * 12 + last.month
    return first.replace(day=1), date(after // 12, after % 12 + 1, 1)
