"""A clock whose marks only go forward, whatever the PC's own clock does (hybrid logical clock, Kulkarni et al. 2014).

A mark is one integer: milliseconds since 1970 in the high bits, a counter of 16 bits in the low ones.
Marks sort by time.
"""

from collections.abc import Callable
from datetime import UTC, datetime

WallClock = Callable[[], datetime]
"""Returns the present moment, with its time zone."""

_COUNTER_BITS = 16


class MarkClock:
    """Hands out marks, each greater than every one seen before."""

    def __init__(self, wall: WallClock, last: int = 0) -> None:
        self._wall = wall
        self._last = last

    def tick(self) -> int:
        """Return a new mark: now, or just after the last one if the PC's clock went back."""
        now = mark_at(self._wall())
        self._last = max(now, self._last + 1)
        return self._last


def mark_at(moment: datetime) -> int:
    """Return the first mark of a moment."""
    return int(moment.timestamp() * 1000) << _COUNTER_BITS


def moment_of(mark: int) -> datetime:
    """Return the moment, in UTC, that a mark stands for."""
    return datetime.fromtimestamp((mark >> _COUNTER_BITS) / 1000, UTC)
