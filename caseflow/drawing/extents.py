"""Where the bars of a timeline begin and end when dates are missing, and which span of time holds them all."""

from dataclasses import dataclass
from datetime import date, timedelta

from caseflow.drawing.scale import whole_months
from caseflow.drawing.timeline import Bar, Timeline

UNKNOWN_REACH = timedelta(days=91)
"""How long a bar is drawn whose beginning or end nobody knows: a quarter."""

LEAST_SPAN = timedelta(days=183)
FURTHEST_BACK = timedelta(days=60 * 365)
FURTHEST_AHEAD = timedelta(days=15 * 365)
"""A mistyped year (0224, 2204) must not flatten everything else: the scale stops there."""


@dataclass(frozen=True)
class Extent:
    """The days a bar is drawn over, both included, and whether its ends are known."""

    first: date
    last: date
    starts_somewhere: bool = False
    goes_on: bool = False


def extent(bar: Bar, today: date) -> Extent:
    """Return where a bar is drawn: what goes on runs to today, what lacks a date shows a quarter of time."""
    if bar.start is not None and bar.end is not None:
        return Extent(min(bar.start, bar.end), max(bar.start, bar.end))
    if bar.start is not None:
        is_ahead = bar.start >= today
        return Extent(bar.start, _later(bar.start) if is_ahead else today, goes_on=True)
    if bar.end is not None:
        return Extent(_earlier(bar.end), bar.end, starts_somewhere=True)
    if bar.is_planned:
        return Extent(today, _later(today), starts_somewhere=True, goes_on=True)
    return Extent(_earlier(today), today, starts_somewhere=True, goes_on=True)


def span(timeline: Timeline) -> tuple[date, date]:
    """Return the first and the last day of the scale: whole months, today included, half a year at the least."""
    extents = [extent(bar, timeline.today) for lane in timeline.lanes for bar in lane.bars]
    first = min([timeline.today, *(e.first for e in extents), *(gap.start for gap in timeline.gaps)])
    last = max([timeline.today, *(e.last for e in extents), *(gap.end for gap in timeline.gaps)])
    first = max(first, timeline.today - FURTHEST_BACK)
    last = min(last, timeline.today + FURTHEST_AHEAD)
    return whole_months(min(first, last - LEAST_SPAN), last)


def _later(day: date) -> date:
    return day + min(UNKNOWN_REACH, date.max - day)


def _earlier(day: date) -> date:
    return day - min(UNKNOWN_REACH, day - date.min)
