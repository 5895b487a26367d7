"""Arithmetic on days: periods with both ends included, whole months, ages. Nothing here overflows the calendar."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, order=True)
class Period:
    """Some days in a row, the first and the last included; `end` is never before `start`."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """The number of days, both ends included."""
        return (self.end - self.start).days + 1

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def overlap(self, other: "Period") -> "Period | None":
        """Return the days that two periods share."""
        return period(max(self.start, other.start), min(self.end, other.end))


def period(start: date, end: date) -> Period | None:
    """Return the period between two days, or nothing when they come in the wrong order."""
    return Period(start, end) if start <= end else None


def add_days(day: date, days: int) -> date:
    """Move a day; beyond the calendar, stay on its first or last day."""
    ordinal = min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(ordinal)


_IN_EVERY_MONTH = 28


def add_months(day: date, months: int) -> date:
    """Move a day by whole months: from the 31st to the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not date.min.year <= year <= date.max.year:
        return date.min if months < 0 else date.max
    if day.day <= _IN_EVERY_MONTH:
        return date(year, month, day.day)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def whole_months(since: date, on: date) -> int:
    """Count the months completed between two days; below zero when the second comes first."""
    months = (on.year - since.year) * 12 + on.month - since.month
    return months if add_months(since, months) <= on else months - 1


def age_on(birth_date: date, on: date) -> int:
    """Return an age in years; someone born on 29 February grows older on the 28th in ordinary years."""
    return whole_months(birth_date, on) // 12


def merge(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Return the same days as periods that neither touch nor overlap, in order."""
    merged: list[Period] = []
    for each in sorted(periods):
        if merged and each.start <= add_days(merged[-1].end, 1):
            merged[-1] = Period(merged[-1].start, max(merged[-1].end, each.end))
        else:
            merged.append(each)
    return tuple(merged)


def subtract(whole: Period, covered: Iterable[Period]) -> tuple[Period, ...]:
    """Return the days of a period that no other period covers."""
    left: list[Period] = []
    start = whole.start
    for each in merge(covered):
        if each.end < start:
            continue
        if each.start > whole.end:
            break
        if each.start > start:
            left.append(Period(start, each.start - timedelta(days=1)))
        if each.end >= whole.end:
            return tuple(left)
        start = add_days(each.end, 1)
    left.append(Period(start, whole.end))
    return tuple(left)


def total_days(periods: Iterable[Period]) -> int:
    """Count the days of several periods, a shared day once."""
    return sum(each.days for each in merge(periods))
