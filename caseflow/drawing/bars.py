"""Lay out counts as horizontal bars: a name, one or two bars told apart by their patterns, the number after each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from caseflow.drawing.labels import Measure, elided
from caseflow.drawing.scale import Scale
from caseflow.drawing.shapes import Align, Drawing, Line, Rect, Role, Shape, Word
from caseflow.drawing.timeline import Fill

_FILLS = (Fill.GREY, Fill.HATCHED, Fill.DOTTED)
_NAMES = 0.36
"""The share of the width that names may take."""


@dataclass(frozen=True)
class CountBar:
    """One line: a name, and a count for each series; a hidden count is only words."""

    name: str
    values: tuple[int | None, ...]
    words: tuple[str, ...]
    """What is written after each bar."""


def lay_out_bars(
    lines: Sequence[CountBar], series: Sequence[str], width: float, measure: Measure, *, size: float = 9.0
) -> Drawing:
    """Draw counts over a width, in points, under the names of their series; the height follows from the lines."""
    left = min(max((measure(line.name, size) for line in lines), default=0.0), width * _NAMES) + size
    most = max((value or 0 for line in lines for value in line.values), default=0)
    tail = max((measure(words, size) for line in lines for words in line.words), default=0.0) + size
    room = max(width - left - tail, 1.0)
    shapes = list(_legend(series, left, size, measure))
    y = size * 2
    for line in lines:
        high = len(line.values) * size * 1.15
        name = elided(line.name, left - size, size, measure)
        shapes.append(Word(left - size * 0.6, y + high / 2 + size * 0.36, name, size, align=Align.RIGHT))
        for number, (value, words) in enumerate(zip(line.values, line.words, strict=True)):
            top = y + number * size * 1.15
            long = room * (value or 0) / most if most else 0.0
            if long:
                shapes.append(Rect(left, top, long, size, _FILLS[number]))
            shapes.append(Word(left + long + size * 0.4, top + size * 0.86, words, size, Role.MUTED))
        y += high + size * 0.55
    shapes.append(Line(left, size * 1.8, left, y, Role.INK, 0.7))
    return Drawing(width, y + 1, tuple(shapes), Scale(date.min, date.max, left, left + room))


def _legend(series: Sequence[str], left: float, size: float, measure: Measure) -> Iterator[Shape]:
    x = left
    for number, name in enumerate(series):
        yield Rect(x, 0.5, size * 1.6, size * 0.9, _FILLS[number])
        yield Word(x + size * 2, size * 0.86, name, size)
        x += size * 3.4 + measure(name, size)
