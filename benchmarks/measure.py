"""Time ours and the reference by turns, so that a busy machine disturbs both alike."""

import gc
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Work = Callable[[], Any]

MOST_RUNS = 10


@dataclass(frozen=True)
class Timing:
    """The best of several runs, in milliseconds."""

    wall: float
    cpu: float
    """Of this process and of the children that ended."""


@dataclass(frozen=True)
class Result:
    """One row of the table: ours, what it is held against, and the goals it has, if any."""

    row: str
    people: int
    ours: Timing
    reference: Timing | None = None
    ratio_goal: float | None = None
    at_most: float | None = None
    """The goal in milliseconds of processor time."""
    unit: str = "ms"
    least: bool = False
    """True when the ratio is how many times faster we are, and the goal the least."""

    @property
    def ratio(self) -> float | None:
        """Return how many times the reference's processor time we take; with `least`, how many times less."""
        if self.reference is None:
            return None
        ours, theirs = self.ours.cpu, self.reference.cpu
        return theirs / ours if self.least else ours / theirs

    @property
    def has_goal(self) -> bool:
        """Tell whether there is something to hold the row against."""
        return self.at_most is not None or (self.ratio_goal is not None and self.reference is not None)

    @property
    def is_kept(self) -> bool:
        """Tell whether every goal of the row is reached."""
        if self.at_most is not None and self.ours.cpu > self.at_most:
            return False
        if self.ratio is None or self.ratio_goal is None:
            return True
        return self.ratio >= self.ratio_goal if self.least else self.ratio <= self.ratio_goal


def once(work: Work) -> Timing:
    """Time one run."""
    gc.collect()
    wall, cpu = time.perf_counter(), _cpu()
    work()
    return Timing((time.perf_counter() - wall) * 1000, (_cpu() - cpu) * 1000)


def best(work: Work, runs: int = 5) -> Timing:
    """Time several runs and keep the best of each figure."""
    return _best([once(work) for _ in range(min(runs, MOST_RUNS))])


def side_by_side(ours: Work, reference: Work, runs: int = 5) -> tuple[Timing, Timing]:
    """Time both by turns, once for nothing, and keep the best of each."""
    ours()
    reference()
    pairs = [(once(ours), once(reference)) for _ in range(min(runs, MOST_RUNS))]
    return _best([pair[0] for pair in pairs]), _best([pair[1] for pair in pairs])


def _best(timings: list[Timing]) -> Timing:
    return Timing(min(each.wall for each in timings), min(each.cpu for each in timings))


def _cpu() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
