"""Small marks drawn as shapes, so that no font needs to have them: arrows, torn sides, warning triangles."""

from collections.abc import Iterator
from itertools import pairwise

from caseflow.drawing.shapes import Line, Polygon, Rect, Role, Shape

TEETH = 3
DEPTH = 3.0


def arrow_head(box: Rect, length: float) -> Polygon:
    """Return the arrow after a bar that goes on."""
    middle = box.y + box.height / 2
    half = min(box.height / 2, length)
    return Polygon(((box.right, middle - half), (box.right + length, middle), (box.right, middle + half)))


def jagged_side(box: Rect) -> Iterator[Shape]:
    """Tear off the left side of a bar whose beginning nobody knows."""
    step = box.height / (2 * TEETH)
    depth = min(DEPTH, box.width / 2)
    teeth = [(box.x + (depth if number % 2 else 0.0), box.y + number * step) for number in range(2 * TEETH + 1)]
    above, below = (box.x, box.y - 1), (box.x, box.bottom + 1)
    yield Polygon(((box.x - 1, box.y - 1), above, *teeth, below, (box.x - 1, box.bottom + 1)), Role.PAPER)
    for (x1, y1), (x2, y2) in pairwise(teeth):
        yield Line(x1, y1, x2, y2, weight=box.weight)


def warning(left: float, middle: float, size: float) -> Iterator[Shape]:
    """Draw a warning triangle as high as a capital letter, its exclamation mark in the colour of the paper."""
    high, wide = size * 0.82, size * 0.94
    top, bottom, centre = middle - high / 2, middle + high / 2, left + wide / 2
    yield Polygon(((centre, top), (left + wide, bottom), (left, bottom)), Role.FLAG)
    yield Line(centre, top + high * 0.32, centre, top + high * 0.66, Role.PAPER, size * 0.11)
    yield Line(centre, top + high * 0.78, centre, top + high * 0.88, Role.PAPER, size * 0.11)
