"""The timeline of a pathway: lanes of bars under a scale of years, as shapes that screen and paper draw alike."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Fill(StrEnum):
    """How a bar is filled: a pattern that survives a bad photocopy, never a colour alone."""

    WHITE = "white"
    HATCHED = "hatched"
    DOTTED = "dotted"
    GREY = "grey"
    CROSSED = "crossed"
    DARK = "dark"
    BACK_HATCHED = "back_hatched"
    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"


@dataclass(frozen=True)
class Bar:
    """One step, or one stay in the PLIE. `start` is None when nobody knows; `end` is None while it goes on."""

    key: str
    label: str
    start: date | None
    end: date | None
    is_planned: bool = False
    is_flagged: bool = False
    detail: str = ""
    """A sentence for the tooltip and for the screen reader: scheme, dates, operator."""


@dataclass(frozen=True)
class TimelineLane:
    """The bars of one family of schemes; bars that overlap are stacked in the lane."""

    label: str
    fill: Fill
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Gap:
    """A time without any step, both days included."""

    start: date
    end: date


@dataclass(frozen=True)
class Timeline:
    """Everything needed to draw a pathway, seen from a day."""

    lanes: tuple[TimelineLane, ...]
    today: date
    gaps: tuple[Gap, ...] = ()
