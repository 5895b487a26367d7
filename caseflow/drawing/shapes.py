"""The shapes a drawing is made of, in points, y downwards, for whoever paints them: the screen or the paper."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from caseflow.drawing.scale import Scale
from caseflow.drawing.timeline import Fill


class Role(StrEnum):
    """What a colour is for. The painter chooses the colour: paper in greys, a screen by its theme."""

    INK = "ink"
    MUTED = "muted"
    GRID = "grid"
    PAPER = "paper"
    TODAY = "today"
    FLAG = "flag"


class Align(StrEnum):
    """Which point of a word its `x` is."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Edge(StrEnum):
    """An end of a bar that a hand can take."""

    START = "start"
    END = "end"


@dataclass(frozen=True)
class Rect:
    """A box. Without `stroke` it has no outline; a `key` says which bar it is."""

    x: float
    y: float
    width: float
    height: float
    fill: Fill = Fill.WHITE
    stroke: Role | None = Role.INK
    weight: float = 0.7
    is_dashed: bool = False
    key: str = ""

    @property
    def right(self) -> float:
        """Return the right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Return the lower side."""
        return self.y + self.height

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Tell whether a point lies in the box, or within `slack` points of its left and right sides."""
        return self.x - slack <= x <= self.right + slack and self.y <= y <= self.bottom


@dataclass(frozen=True)
class Line:
    """A straight line, full or dotted."""

    x1: float
    y1: float
    x2: float
    y2: float
    role: Role = Role.INK
    weight: float = 0.5
    is_dotted: bool = False


@dataclass(frozen=True)
class Polygon:
    """A closed outline filled with one colour."""

    points: tuple[tuple[float, float], ...]
    role: Role = Role.INK
    stroke: Role | None = None
    weight: float = 0.7


@dataclass(frozen=True)
class Word:
    """Text on one line; `y` is its baseline."""

    x: float
    y: float
    text: str
    size: float
    role: Role = Role.INK
    align: Align = Align.LEFT
    is_bold: bool = False


Shape: TypeAlias = Rect | Line | Polygon | Word


@dataclass(frozen=True)
class Drawing:
    """Shapes in the order they are painted, and the scale by which a place is a day."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    scale: Scale

    def bars(self) -> tuple[Rect, ...]:
        """Return the boxes of the bars, in the order of their lanes."""
        return tuple(shape for shape in self.shapes if isinstance(shape, Rect) and shape.key)

    def bar(self, key: str) -> Rect | None:
        """Return the box of a bar."""
        return next((box for box in self.bars() if box.key == key), None)

    def bar_at(self, x: float, y: float) -> str:
        """Return the key of the bar under a point, or an empty text."""
        return next((box.key for box in reversed(self.bars()) if box.holds(x, y, slack=1.5)), "")

    def edge_at(self, x: float, y: float, reach: float = 4.0) -> tuple[str, Edge] | None:
        """Return the bar and the end of it that lie within `reach` points of a point; of two bars, the nearest."""
        near = [
            (abs(x - side), box.key, edge)
            for box in self.bars()
            if box.holds(x, y, slack=reach)
            for side, edge in ((box.x, Edge.START), (box.right, Edge.END))
            if abs(x - side) <= min(reach, max(box.width / 2, 1.5)) or not box.holds(x, y)
        ]
        return min(near)[1:] if near and min(near)[0] <= reach else None
