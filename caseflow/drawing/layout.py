"""Lay out the timeline of a pathway: a scale of years above, lanes of bars, gaps and today's line below."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from caseflow.drawing.extents import Extent, extent, span
from caseflow.drawing.labels import Measure, wrapped
from caseflow.drawing.marks import arrow_head, jagged_side, warning
from caseflow.drawing.scale import Scale
from caseflow.drawing.shapes import Align, Drawing, Line, Rect, Role, Shape, Word
from caseflow.drawing.stacking import Room, Side, Slot, label_width, stacked
from caseflow.drawing.timeline import Bar, Timeline, TimelineLane
from caseflow.i18n import Catalog, current

LINE = 1.2
"""Height of a line of text, in its size."""

ARROW = 5.0
ROUNDING = 0.01
"""So that a name measured to fit still fits after a few additions."""

BOLD = 1.08
"""Bold letters are at most so much wider than the measured ones."""


@dataclass(frozen=True)
class TimelineStyle:
    """Sizes of a timeline, in points."""

    text: float = 9.0
    row_height: float = 15.0
    row_gap: float = 2.5
    lane_gap: float = 7.0
    label_share: float = 0.22
    """The most that the names of the lanes take of the width."""
    soft_rows: int = 4
    """Up to so many rows a lane rather grows than cuts a label short."""
    least_bar: float = 4.0


@dataclass(frozen=True)
class _Sheet:
    """What every part of the layout needs to know."""

    timeline: Timeline
    scale: Scale
    style: TimelineStyle
    measure: Measure
    catalog: Catalog
    width: float

    @property
    def line(self) -> float:
        return self.style.text * LINE

    def room(self) -> Room:
        style = self.style
        today = self.scale.x_of(self.timeline.today)
        return Room(self.scale.left, self.width, style.text, self.measure, line=today, soft_rows=style.soft_rows)


def lay_out(
    timeline: Timeline,
    width: float,
    measure: Measure,
    *,
    style: TimelineStyle | None = None,
    catalog: Catalog | None = None,
) -> Drawing:
    """Draw a pathway over a width, in points; its height follows from its content.

    Boxes of bars carry the bar's key; the scale of the drawing turns a place into a day and back.
    """
    style = style or TimelineStyle()
    first, last = span(timeline)
    left = _label_column(timeline, width, measure, style)
    scale = Scale(first, last, left, width - ARROW - 3)
    sheet = _Sheet(timeline, scale, style, measure, catalog or current(), width)
    head, top = _head(sheet)
    body, bottom = _lanes(sheet, top)
    gaps, bottom = _gaps(sheet, bottom)
    today, height = _today(sheet, top, bottom)
    grid = _grid(sheet, top, bottom)
    bars = [shape for shape in body if not isinstance(shape, _Label)]
    labels = [shape for label in body if isinstance(label, _Label) for shape in label.shapes]
    return Drawing(width, height, (*grid, *head, *bars, *today, *gaps, *labels), scale)


def _label_column(timeline: Timeline, width: float, measure: Measure, style: TimelineStyle) -> float:
    widest = max((measure(lane.label, style.text) for lane in timeline.lanes), default=0.0)
    names = min(widest, width * style.label_share)
    return names + (style.text + ROUNDING if timeline.lanes else 2.0)


# The scale ----------------------------------------------------------------------------------------------------


def _head(sheet: _Sheet) -> tuple[list[Shape], float]:
    """Write the years and, where they fit, the months; return the place where the lanes begin."""
    years = _years(sheet)
    months = _months(sheet)
    baseline = sheet.style.text
    shapes: list[Shape] = [Word(x, baseline, text, sheet.style.text, is_bold=True) for x, text in years]
    if months:
        baseline += sheet.line
        small = sheet.style.text * 0.9
        shapes += [Word(x, baseline, text, small, Role.MUTED) for x, text in months]
    return shapes, baseline + sheet.style.text * 0.45


def _years(sheet: _Sheet) -> list[tuple[float, str]]:
    """Return the years that fit side by side; a scale that begins within a year names it first."""
    scale, size = sheet.scale, sheet.style.text
    wide = sheet.measure("0000", size) * BOLD
    step = max(scale.grid_months(wide + size), 12)
    found = [(scale.x_of(tick), f"{tick:%Y}") for tick in scale.ticks(step) if scale.x_of(tick) + wide <= sheet.width]
    if not found or found[0][0] - scale.left >= wide + size:
        found.insert(0, (scale.left, f"{scale.first:%Y}"))
    return found


def _months(sheet: _Sheet) -> list[tuple[float, str]]:
    from babel.dates import get_month_names  # heavy, and only where a pathway is drawn

    names = get_month_names("abbreviated", locale=sheet.catalog.language)
    size = sheet.style.text * 0.9
    wide = max(sheet.measure(names[month], size) for month in range(1, 13))
    step = sheet.scale.grid_months(wide + size * 0.6)
    if step >= 12:
        return []
    places = [(sheet.scale.x_of(tick), names[tick.month]) for tick in sheet.scale.ticks(step)]
    return [(x, name) for x, name in places if x + sheet.measure(name, size) <= sheet.width]


def _grid(sheet: _Sheet, top: float, bottom: float) -> list[Shape]:
    """Draw a line at each year and a lighter, dotted one at each month or quarter worth it."""
    scale = sheet.scale
    step = scale.grid_months(sheet.style.text * 2)
    shapes: list[Shape] = []
    for tick in scale.ticks(step):
        is_year = tick.month == 1
        x = scale.x_of(tick)
        shapes.append(Line(x, top, x, bottom, Role.GRID, 0.7 if is_year else 0.5, is_dotted=not is_year))
    return shapes


# The lanes ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Label:
    """What is painted after today's line, so that the line never crosses a word."""

    shapes: tuple[Shape, ...]


def _lanes(sheet: _Sheet, top: float) -> tuple[list[Shape | _Label], float]:
    shapes: list[Shape | _Label] = []
    style = sheet.style
    y = top
    for lane in sheet.timeline.lanes:
        shapes.append(Line(0, y, sheet.width, y, Role.GRID, 0.5))
        y += style.lane_gap / 2
        lines = wrapped(lane.label, sheet.scale.left - style.text, style.text, sheet.measure)
        bars = sorted(lane.bars, key=_order(sheet))
        slots = _slots(sheet, bars)
        rows = max((slot.row for slot in slots), default=0) + 1
        height = max(rows * (style.row_height + style.row_gap) - style.row_gap, len(lines) * sheet.line)
        spare = height - rows * (style.row_height + style.row_gap) + style.row_gap
        shapes += _lane_name(sheet, lines, y, height if rows == 1 else max(style.row_height, len(lines) * sheet.line))
        for bar, slot in zip(bars, slots, strict=True):
            shapes += _bar(sheet, lane, bar, slot, y + spare / 2 + slot.row * (style.row_height + style.row_gap))
        y += height + style.lane_gap / 2
    shapes.append(Line(0, y, sheet.width, y, Role.GRID, 0.5))
    return shapes, y


def _lane_name(sheet: _Sheet, lines: tuple[str, ...], top: float, height: float) -> Iterator[Shape]:
    size = sheet.style.text
    baseline = top + (height - len(lines) * sheet.line) / 2 + (sheet.line + size * 0.68) / 2
    for number, text in enumerate(lines):
        yield Word(0, baseline + number * sheet.line, text, size)


def _slots(sheet: _Sheet, bars: list[Bar]) -> tuple[Slot, ...]:
    return stacked([_slot(sheet, bar) for bar in bars], sheet.room())


def _order(sheet: _Sheet) -> Callable[[Bar], tuple[object, ...]]:
    def order(bar: Bar) -> tuple[object, ...]:
        days = extent(bar, sheet.timeline.today)
        return days.first, days.last, bar.key

    return order


def _slot(sheet: _Sheet, bar: Bar) -> Slot:
    left, right = _sides(sheet, extent(bar, sheet.timeline.today))
    mark = sheet.style.text * 1.1 if bar.is_flagged else 0.0
    return Slot(left, right, bar.label, mark)


def _sides(sheet: _Sheet, days: Extent) -> tuple[float, float]:
    """Return the sides of a bar, its arrow included; the shortest step is still seen, and stays on the sheet."""
    scale = sheet.scale
    right = max(scale.x_after(days.last), scale.left + sheet.style.least_bar)
    left = min(scale.x_of(days.first), right - sheet.style.least_bar)
    return left, right + (ARROW if days.goes_on else 0.0)


def _bar(sheet: _Sheet, lane: TimelineLane, bar: Bar, slot: Slot, top: float) -> Iterator[Shape | _Label]:
    days = extent(bar, sheet.timeline.today)
    right = slot.right - (ARROW if days.goes_on else 0.0)
    box = Rect(
        slot.left, top, right - slot.left, sheet.style.row_height, lane.fill, is_dashed=bar.is_planned, key=bar.key
    )
    yield box
    if days.goes_on:
        yield arrow_head(box, ARROW)
    if days.starts_somewhere:
        yield from jagged_side(box)
    yield _Label(tuple(_label(sheet, bar, slot, box)))


def _label(sheet: _Sheet, bar: Bar, slot: Slot, box: Rect) -> Iterator[Shape]:
    if not slot.label and not bar.is_flagged:
        return
    room = sheet.room()
    wide = label_width(slot, room)
    left = {
        Side.INSIDE: (box.x + box.right - wide) / 2,
        Side.NOWHERE: (box.x + box.right - wide) / 2,
        Side.AFTER: slot.right + room.air,
        Side.BEFORE: slot.left - room.air - wide,
    }[slot.side]
    size, middle = sheet.style.text, box.y + box.height / 2
    high = min(size * LINE, box.height - 2)
    behind, beyond = left - 1.5, left + wide + 1.5
    if slot.side in (Side.INSIDE, Side.NOWHERE):  # the outline of the bar stays whole
        behind, beyond = max(behind, box.x + 0.6), min(beyond, box.right - 0.6)
    yield Rect(behind, middle - high / 2, max(beyond - behind, 0.0), high, stroke=None)
    if bar.is_flagged:
        yield from warning(left, middle, size)
    if slot.label:
        yield Word(left + slot.mark_width, middle + size * 0.34, slot.label, size)


# Below the lanes ----------------------------------------------------------------------------------------------


def _gaps(sheet: _Sheet, top: float) -> tuple[list[Shape], float]:
    """Draw a dotted bracket for each time without a step, named in it or beside it where there is room."""
    if not sheet.timeline.gaps:
        return [], top
    size = sheet.style.text * 0.9
    middle = top + 3 + size * 0.6
    text = sheet.catalog.gettext("no step")
    wide = sheet.measure(text, size)
    places = [(sheet.scale.x_of(gap.start) + 0.5, sheet.scale.x_after(gap.end) - 0.5) for gap in sheet.timeline.gaps]
    shapes: list[Shape] = []
    for (left, right), (following, _) in zip(places, [*places[1:], (sheet.width, 0.0)], strict=True):
        shapes += _bracket(left, right, middle, size)
        after = right + 4
        if wide + 12 <= right - left:
            shapes += _gap_name((left + right - wide) / 2, middle, text, wide, size)
        elif after + wide + 4 <= following:
            shapes += _gap_name(after, middle, text, wide, size)
    return shapes, middle + size * 0.6


def _bracket(left: float, right: float, middle: float, size: float) -> Iterator[Shape]:
    for x in (left, right):
        yield Line(x, middle - size * 0.4, x, middle + size * 0.1, Role.MUTED, 0.9)
    yield Line(left, middle + size * 0.1, right, middle + size * 0.1, Role.MUTED, 0.9, is_dotted=True)


def _gap_name(left: float, middle: float, text: str, wide: float, size: float) -> Iterator[Shape]:
    yield Rect(left - 2, middle - size * 0.5, wide + 4, size * 1.1, stroke=None)
    yield Word(left, middle + size * 0.36, text, size, Role.MUTED)


def _today(sheet: _Sheet, top: float, bottom: float) -> tuple[list[Shape], float]:
    """Draw today's line through the lanes and its name below them, where nothing else is written."""
    size = sheet.style.text
    x = sheet.scale.x_of(sheet.timeline.today)
    text = sheet.catalog.gettext("today")
    half = sheet.measure(text, size) * BOLD / 2
    centre = min(max(x, half), sheet.width - half)
    tip = bottom + 3
    baseline = tip + size * 0.9
    return [
        Line(x, top, x, tip, Role.TODAY, 1.4),
        Word(centre, baseline, text, size, Role.TODAY, Align.CENTRE, is_bold=True),
    ], baseline + size * 0.3


def latest(timeline: Timeline, count: int) -> tuple[Timeline, int]:
    """Keep the bars that end last, `count` of them in each lane, and say how many were left out."""
    kept = tuple(_latest_bars(lane, timeline.today, count) for lane in timeline.lanes)
    out = sum(len(lane.bars) for lane in timeline.lanes) - sum(len(lane.bars) for lane in kept)
    return Timeline(kept, timeline.today, timeline.gaps), out


def _latest_bars(lane: TimelineLane, today: date, count: int) -> TimelineLane:
    by_end = sorted(lane.bars, key=lambda bar: extent(bar, today).last, reverse=True)
    return TimelineLane(lane.label, lane.fill, tuple(bar for bar in lane.bars if bar in by_end[:count]))


def without_flags(timeline: Timeline) -> Timeline:
    """Return the same timeline without warning triangles, for a paper that does not explain them."""
    lanes = (replace(lane, bars=tuple(replace(bar, is_flagged=False) for bar in lane.bars)) for lane in timeline.lanes)
    return replace(timeline, lanes=tuple(lanes))


def is_blank(timeline: Timeline) -> bool:
    """Tell whether there is no bar at all to draw."""
    return not any(lane.bars for lane in timeline.lanes)
