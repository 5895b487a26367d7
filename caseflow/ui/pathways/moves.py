"""What a hand does to a bar of the timeline: take an end or the whole, and move it by so many days."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from caseflow.drawing.extents import extent
from caseflow.drawing.shapes import Edge
from caseflow.drawing.timeline import Bar
from caseflow.i18n import _, current

_FAR = 40_000
"""Days beyond which a move makes no sense: about a century."""


class Grip(StrEnum):
    """Which part of a bar is held."""

    START = "start"
    END = "end"
    WHOLE = "whole"


GRIPS = {Edge.START: Grip.START, Edge.END: Grip.END}


@dataclass(frozen=True)
class BarMove:
    """A bar with the dates a hand gave it; a date that nobody knew stays unknown unless its end was taken."""

    bar: Bar
    grip: Grip
    days: int
    first: date
    last: date

    @property
    def start(self) -> date | None:
        """The first day to be saved."""
        return self.first if self.bar.start is not None or self.grip is Grip.START else None

    @property
    def end(self) -> date | None:
        """The last day to be saved."""
        return self.last if self.bar.end is not None or self.grip is Grip.END else None

    @property
    def words(self) -> str:
        """What is said beside the pointer, and to a screen reader."""
        words = current()
        if self.grip is Grip.START:
            return _("Starts on {day}").format(day=words.short_date(self.first) + f" {self.first.year}")
        if self.grip is Grip.END:
            return _("Ends on {day}").format(day=words.short_date(self.last) + f" {self.last.year}")
        if self.end is None:
            return _("Starts on {day}").format(day=words.short_date(self.first) + f" {self.first.year}")
        return _("From {start} to {end}").format(start=words.date(self.first), end=words.date(self.last))


def move(bar: Bar, grip: Grip, days: int, today: date) -> BarMove:
    """Move a bar, or one of its ends, by whole days; an end never passes the other."""
    held = extent(bar, today)
    by = timedelta(days=max(-_FAR, min(days, _FAR)))
    first, last = held.first, held.last
    if grip is not Grip.END:
        first = first + by if grip is Grip.WHOLE else min(first + by, last)
    if grip is not Grip.START:
        last = last + by if grip is Grip.WHOLE else max(last + by, first)
    return BarMove(bar, grip, days, first, last)
