"""Hide the small numbers of a table of counts, and what would let somebody work them out again.

A table has lines and columns of counts of people, lines may be in groups (the communes of a territory), and every
total is published with it. What is hidden:

1. every figure from 1 to the threshold less one, totals included. A zero is published: it speaks of nobody;
2. for each of those, the figures of one *move*: amounts that could be shifted between two, or four, cells without
   changing anything that is published. Whoever reads the table cannot tell it from the one in which the amount was
   shifted, so that each hidden figure keeps as many possible values as the move has room: the threshold at least,
   or, where a table that must keep its column totals is too thin for that, three values.

A move is a proof by itself: what is hidden later cannot undo it, and no other reasoning on the same table, by
elimination or by bounds, can go behind it. All that is hidden is shown by one sign: telling « small » from « hidden
along with it » would give the small one's bounds away.

What it does not hold: two tables published at two dates. Somebody who knows that one person alone came between
them reads that person's line and column in the totals that grew by one, hidden cells or not: no masking of cells can
help. Rounding does, in part (`rounded`): the totals move only where the new person crosses a half-step.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

STEP = 5
"""What published figures are rounded to where territories are small (statistical offices’ usage)."""
_LEAST_ROOM = 2
"""How far at least a hidden figure may shift: three possible values."""


class Figure(NamedTuple):
    """One figure of a table: None for all lines, or all columns."""

    line: int | None
    column: int | None
    of_group: bool = False
    """The line is a group of lines."""


@dataclass(frozen=True)
class Counts:
    """Counts in lines and columns, and the group of each line where there are groups."""

    cells: Sequence[Sequence[int]]
    groups: Sequence[int] = ()
    _figures: dict[Figure, int] = field(init=False, repr=False, default_factory=dict[Figure, int])

    def __post_init__(self) -> None:
        """Add everything up once."""
        for line, cells in enumerate(self.cells):
            for column, value in enumerate(cells):
                for figure in self._counted_in(line, column):
                    self._figures[figure] = self._figures.get(figure, 0) + value

    def __getitem__(self, figure: Figure) -> int:
        """Return the true value of a figure."""
        return self._figures.get(figure, 0)

    def __iter__(self) -> Iterator[Figure]:
        """Iterate over every figure, totals included."""
        return iter(self._figures)

    def _counted_in(self, line: int, column: int) -> Iterator[Figure]:
        for wide in (column, None):
            yield Figure(line, wide)
            yield Figure(None, wide)
            if self.groups:
                yield Figure(self.groups[line], wide, of_group=True)

    def seeds(self, figure: Figure) -> Iterator[tuple[int, int]]:
        """Iterate over the cells that a figure adds up."""
        for line, cells in enumerate(self.cells):
            own = self.groups[line] if figure.of_group else line
            if figure.line in (None, own):
                yield from ((line, column) for column in range(len(cells)) if figure.column in (None, column))

    def changed(self, move: Sequence[tuple[int, int, int]]) -> list[Figure]:
        """Return the figures that a move changes: those in which its amounts do not cancel out."""
        net: dict[Figure, int] = {}
        for line, column, sign in move:
            for figure in self._counted_in(line, column):
                net[figure] = net.get(figure, 0) + sign
        return [figure for figure, sum_ in net.items() if sum_]


@dataclass(frozen=True)
class Masked:
    """A table as it may be published."""

    counts: Counts
    hidden: frozenset[Figure]
    step: int = 1
    """What the figures shown are rounded to."""

    def __getitem__(self, figure: Figure) -> int | None:
        """Return a figure as it is published; None where it is hidden."""
        return None if figure in self.hidden else rounded(self.counts[figure], self.step)


def mask(
    counts: Counts,
    threshold: int,
    *,
    also: Iterable[Figure] = (),
    unpublished: Collection[Figure] = (),
    keeps_columns: bool = False,
    kept: Collection[Figure] = (),
    step: int = 1,
) -> Masked:
    """Hide what is under the threshold, and what would let it be worked out.

    `also`: figures to hide whatever their value: those behind which there are too few people.
    `unpublished`: totals that are shown nowhere: hiding them costs nothing.
    `keeps_columns`: the totals of columns are published elsewhere, with masks of their own: none is hidden here.
    `kept`: the totals published elsewhere, where it is not all of them.
    """
    fixed = frozenset(figure for figure in counts if figure.line is None) if keeps_columns else frozenset(kept)
    small = [figure for figure in counts if 0 < counts[figure] < threshold]
    named = {**dict.fromkeys(small), **dict.fromkeys(also)}
    wanted = [figure for figure in named if counts[figure] and figure not in unpublished]
    wanted = [figure for figure in wanted if figure not in fixed]
    hiding = _Hiding(counts, threshold, fixed)
    hiding.hidden.update(wanted, unpublished)
    for figure in sorted(wanted, key=lambda each: (each.line is None, each.column is None, each.of_group)):
        hiding.protect(figure)
    return Masked(counts, frozenset(hiding.hidden), step)


def rounded(value: int, step: int) -> int:
    """Return a count to the nearest multiple of a step."""
    return (value + step // 2) // step * step


_Move = tuple[tuple[int, int, int], ...]
"""Lines, columns and signs of the cells between which an amount is shifted."""


class _Hiding:
    """Hides figure after figure, each with the cheapest move that leaves it in doubt."""

    def __init__(self, counts: Counts, threshold: int, fixed: frozenset[Figure]) -> None:
        self._counts = counts
        self._threshold = threshold
        self._fixed = fixed
        self.hidden: set[Figure] = set()
        self._safe: set[Figure] = set()

    def protect(self, figure: Figure) -> None:
        """Hide what leaves a figure in doubt; what is hidden with it is in the same doubt."""
        if figure in self._safe:
            return
        found = self._cheapest(figure, self._threshold) or self._roomiest(figure)
        if found is not None:
            self.hidden.update(found)
            self._safe.update(found)

    def _cheapest(self, figure: Figure, room: float) -> list[Figure] | None:
        moves = [
            (sum(self._price(Figure(line, column)) for line, column, _sign in move), move)
            for move in self._moves(figure)
            if self._room(move) >= room
        ]
        best, least = None, float("inf")
        for cells, move in sorted(moves, key=itemgetter(0)):
            if cells >= least:
                break
            cost = self._cost(move, figure)
            if cost is not None and cost < least:
                best, least = move, cost
        return self._counts.changed(best) if best else None

    def _roomiest(self, figure: Figure) -> list[Figure] | None:
        """Return what to hide in a table too thin for the room wanted: the next best."""
        rooms = (self._room(move) for move in self._moves(figure) if self._cost(move, figure) is not None)
        room = max(rooms, default=0)
        return self._cheapest(figure, max(room, _LEAST_ROOM)) if room else None

    def _moves(self, figure: Figure) -> Iterator[_Move]:
        """Iterate over what could be shifted in and out of the cells of a figure."""
        lines, columns = range(len(self._counts.cells)), range(len(self._counts.cells[0]))
        for line, column in self._counts.seeds(figure):
            others = [other for other in columns if other != column]
            for facing in lines:
                if facing != line:
                    yield (line, column, 1), (facing, column, -1)
                    if figure.column is not None:
                        for other in others:
                            yield (line, column, 1), (line, other, -1), (facing, column, -1), (facing, other, 1)
            yield ((line, column, 1),)
            for other in others:
                yield (line, column, 1), (line, other, -1)

    def _room(self, move: _Move) -> float:
        """Return by how much the amount may vary before a cell would be less than nothing."""
        cells = self._counts.cells
        down = min(cells[line][column] for line, column, sign in move if sign > 0)
        return down + min((cells[line][column] for line, column, sign in move if sign < 0), default=float("inf"))

    def _cost(self, move: _Move, figure: Figure) -> float | None:
        """Return how much more must be hidden for a move; None where that is too much, or the figure stays as it is."""
        changed = self._counts.changed(move)
        if figure not in changed or not self._fixed.isdisjoint(changed):
            return None
        return sum(map(self._price, changed))

    def _price(self, figure: Figure) -> float:
        """Return what is lost by hiding a figure: more for a total; a zero tells its reader something."""
        if figure in self.hidden:
            return 0
        width = 1 if figure.column is not None else 6
        height = 200 if figure.line is None else 30 if figure.of_group else 1
        return (self._counts[figure] or self._threshold) * width * height
