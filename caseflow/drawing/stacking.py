"""Stack the bars of a lane so that neither bars nor their labels ever touch."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from caseflow.drawing.labels import Measure, elided

LEAST_LABEL = 4
"""Fewer letters than this say nothing: then the bar stands alone and its detail is in the tooltip or the table."""


class Side(StrEnum):
    """Where the label of a bar stands."""

    INSIDE = "inside"
    AFTER = "after"
    BEFORE = "before"
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class Slot:
    """A bar's place along the scale, before and after a row and a side for its label were found."""

    left: float
    right: float
    label: str
    mark_width: float
    """Room for the warning triangle before the label."""
    row: int = 0
    side: Side = Side.INSIDE


@dataclass(frozen=True)
class Room:
    """The room a label has: between which sides, at which size, with which air around it."""

    left: float
    right: float
    size: float
    measure: Measure
    air: float = 3.0
    line: float = -1.0
    """Where today's line stands, which labels keep clear of if they can."""
    soft_rows: int = 4
    """Up to so many rows a lane rather grows than cuts a label short."""


@dataclass
class _Row:
    taken: list[tuple[float, float]] = field(default_factory=list[tuple[float, float]])

    def is_free(self, left: float, right: float) -> bool:
        return all(right <= a or left >= b for a, b in self.taken)

    def free_until(self, left: float, limit: float) -> float:
        return min([limit, *(a for a, _ in self.taken if a >= left)])


def stacked(slots: Sequence[Slot], room: Room) -> tuple[Slot, ...]:
    """Give every slot a row and a side for its label; labels without room are cut short with an ellipsis."""
    rows: list[_Row] = []
    return tuple(_place(slot, rows, room) for slot in slots)


def _place(slot: Slot, rows: list[_Row], room: Room) -> Slot:
    for attempt in (_whole_label, _cut_label) if len(rows) >= room.soft_rows else (_whole_label,):
        for number, row in enumerate(rows):
            if (found := attempt(slot, row, room)) is not None:
                return _take(found, number, row, room)
    rows.append(_Row())
    found = _whole_label(slot, rows[-1], room) or _cut_label(slot, rows[-1], room) or slot
    return _take(found, len(rows) - 1, rows[-1], room)


def _take(slot: Slot, number: int, row: _Row, room: Room) -> Slot:
    row.taken.append(_reach(slot, room))
    return replace(slot, row=number)


def _whole_label(slot: Slot, row: _Row, room: Room) -> Slot | None:
    for side in _sides(slot, room):
        placed = replace(slot, side=side)
        left, right = _reach(placed, room)
        if left >= room.left and right <= room.right + room.air and row.is_free(left, right):
            return placed
    return None


def _sides(slot: Slot, room: Room) -> tuple[Side, ...]:
    if label_width(slot, room) + 2 * room.air <= slot.right - slot.left:
        return (Side.INSIDE,)
    crosses = slot.right < room.line < slot.right + label_width(slot, room)
    return (Side.BEFORE, Side.AFTER) if crosses else (Side.AFTER, Side.BEFORE)


def _cut_label(slot: Slot, row: _Row, room: Room) -> Slot | None:
    if not row.is_free(slot.left, slot.right + room.air):
        return None
    inside = slot.right - slot.left - 2 * room.air - slot.mark_width
    after = row.free_until(slot.right, room.right) - slot.right - 2 * room.air - slot.mark_width
    side, width = (Side.INSIDE, inside) if inside >= after else (Side.AFTER, after)
    text = elided(slot.label, width, room.size, room.measure)
    if len(text) > LEAST_LABEL:
        return replace(slot, label=text, side=side)
    return replace(slot, label="", side=Side.NOWHERE if inside < 0 else Side.INSIDE)


def label_width(slot: Slot, room: Room) -> float:
    """Return the width of a slot's label with its warning triangle."""
    return slot.mark_width + (room.measure(slot.label, room.size) if slot.label else 0.0)


def _reach(slot: Slot, room: Room) -> tuple[float, float]:
    """Return the sides of everything a slot draws, with air after it."""
    beside = label_width(slot, room) + room.air
    if slot.side is Side.AFTER:
        return slot.left, slot.right + beside + room.air
    if slot.side is Side.BEFORE:
        return slot.left - beside, slot.right + room.air
    return slot.left, slot.right + room.air
