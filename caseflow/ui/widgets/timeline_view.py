"""Show a pathway's timeline: zoom, choose a bar by mouse or arrows, read its sentence in a tooltip or by ear."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget
from typing_extensions import override

from caseflow.drawing.layout import TimelineStyle, lay_out
from caseflow.drawing.shapes import Drawing, Rect, Word
from caseflow.drawing.timeline import Bar, Timeline
from caseflow.i18n import _
from caseflow.ui import theme
from caseflow.ui.painting import POINTS_PER_INCH, ShapePainter, colours, width_of

COMPACT = TimelineStyle(text=7.5, row_height=11.5, row_gap=1.5, lane_gap=4.5)
"""For a glance: lower rows, smaller words."""

MARGIN = 6.0
"""Air around the drawing, in points."""


class TimelineView(QAbstractScrollArea):
    """A timeline to look at; ← and → go along its bars, ↑ and ↓ from lane to lane, Enter opens."""

    bar_chosen = Signal(str)
    """A person went to another bar: its key."""
    bar_opened = Signal(str)
    """Enter or a double click on a bar: its key."""

    def __init__(self, parent: QWidget | None = None, *, tallest: int | None = None) -> None:
        """Make a view; one that asks for so many pixels at the most is drawn smaller."""
        super().__init__(parent)
        self._tallest = tallest
        self._timeline = Timeline((), date.min)
        self._drawing: Drawing | None = None
        self._bars: dict[str, Bar] = {}
        self._current = ""
        self._years: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(_("Timeline of the pathway"))

    def set_timeline(self, timeline: Timeline) -> None:
        """Show a pathway; the chosen bar stays chosen if it is still there."""
        self._timeline = timeline
        self._bars = {bar.key: bar for lane in timeline.lanes for bar in lane.bars}
        if self._current not in self._bars:
            self._current = ""
        self.lay_out_again()
        self._describe()

    def set_years(self, years: float | None) -> None:
        """Show so many years in the width, or the whole pathway; the middle, or the chosen bar, stays in sight."""
        self._years = years
        self.lay_out_again()
        if self._current:
            self._show_bar(self._current)
        else:
            self._show_day(self._timeline.today)

    def current(self) -> str:
        """Return the key of the chosen bar, or an empty text."""
        return self._current

    def choose(self, key: str) -> None:
        """Choose a bar, without telling: for the other half of a linked selection."""
        if key != self._current:
            self._current = key if key in self._bars else ""
            self._describe()
            if self._current:
                self._show_bar(self._current)
            self.viewport().update()

    def drawing(self) -> Drawing | None:
        """Return what is drawn, in points."""
        return self._drawing

    def bar(self, key: str) -> Bar | None:
        """Return a bar by its key."""
        return self._bars.get(key)

    def whole_height(self) -> int:
        """Return the height at which nothing needs scrolling, in pixels."""
        height = self._drawing.height if self._drawing else 80.0
        return round((height + 2 * MARGIN) * self._scale()) + 2

    def place(self, x: float, y: float) -> QPointF:
        """Return where a point of the drawing is in the viewport."""
        return QPointF((x + MARGIN) * self._scale() - self._shift(), (y + MARGIN) * self._scale() - self._drop())

    def lay_out_again(self) -> None:
        """Compute the drawing for the present width, font and zoom."""
        width = self.viewport().width() / self._scale() - 2 * MARGIN
        if width < 50 or self._timeline.today == date.min:
            return
        wanted = width
        if self._years is not None:
            fitting = self._lay_out(width)
            drawn = (fitting.scale.last - fitting.scale.first).days / 365.25
            wanted = max(width, fitting.scale.left + (width - fitting.scale.left) * drawn / self._years)
        self._drawing = self._lay_out(wanted)
        if self._tallest is not None:
            self.setMaximumHeight(max(self.whole_height(), self.minimumSizeHint().height()))
        self._fit_bars()
        self.updateGeometry()
        self.viewport().update()

    @override
    def sizeHint(self) -> QSize:
        height = self.whole_height()
        return QSize(600, height if self._tallest is None else min(height, self._tallest))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, 90)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.lay_out_again()

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.lay_out_again()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self.palette().base())
        if self._drawing is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = (self._drawing.scale.left + MARGIN - 2) * self._scale()
        height = float(self.viewport().height())
        width, head = self.viewport().width() - left, self._head()
        # The names of the lanes stay in place while the years pass by, the years while the lanes do.
        self._paint_part(painter, QRectF(0, head, left, height), 0, self._drop())
        self._paint_part(painter, QRectF(left, head, width, height), self._shift(), self._drop())
        self._paint_part(painter, QRectF(left, 0, width, head), self._shift(), 0)
        if year := self.year_at_left():
            painter.scale(self._scale(), self._scale())
            size = self._style().text
            word = Word(self._drawing.scale.left + MARGIN, MARGIN + size, year, size, is_bold=True)
            ShapePainter(painter, colours(self.palette()), self.font().family()).shape(word)

    @override
    def viewportEvent(self, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            key = self.key_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._bars[key].detail if key else "", self.viewport())
            return True
        return super().viewportEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        if event.button() == Qt.MouseButton.LeftButton and (key := self.key_at(event.position())):
            self._go_to(key)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent, /) -> None:
        if key := self.key_at(event.position()):
            self.bar_opened.emit(key)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse and (key := self.key_at(QPointF(event.pos()))):
            self._go_to(key)
        event.ignore()

    @override
    def wheelEvent(self, event: QWheelEvent, /) -> None:
        if self.verticalScrollBar().maximum() or event.angleDelta().x() or self.horizontalScrollBar().maximum():
            super().wheelEvent(event)
        else:
            event.ignore()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key = self._key_towards(event) if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _NONE else None
        if key:
            self._go_to(key)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current:
            self.bar_opened.emit(self._current)
        elif event.key() not in _OURS:
            event.ignore()

    def key_at(self, position: QPointF) -> str:
        """Return the key of the bar under a point of the viewport, or an empty text."""
        if self._drawing is None:
            return ""
        x, y = self.to_points(position)
        is_covered = x < self._drawing.scale.left - MARGIN or position.y() < self._head()
        return "" if is_covered else self._drawing.bar_at(x, y)

    def to_points(self, position: QPointF) -> tuple[float, float]:
        """Return the point of the drawing under a point of the viewport."""
        x = (position.x() + self._shift()) / self._scale() - MARGIN
        return x, (position.y() + self._drop()) / self._scale() - MARGIN

    def paint_over(self, painter: QPainter, drawing: Drawing) -> None:
        """Paint, in points, what lies over the drawing: the ring around the chosen bar."""
        box = drawing.bar(self._current)
        if box is not None:
            pen = QPen(theme.accent(self.palette()), 2.0 if self.hasFocus() else 1.4)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box.x - 2, box.y - 1.6, box.width + 4, box.height + 3.2), 2, 2)

    def _go_to(self, key: str) -> None:
        self.choose(key)
        self._show_bar(key)
        self.bar_chosen.emit(key)

    def _describe(self) -> None:
        """Say the chosen bar to a screen reader."""
        bar = self._bars.get(self._current)
        self.setAccessibleDescription(bar.detail or bar.label if bar else _("No step is chosen."))
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _lay_out(self, width: float) -> Drawing:
        return lay_out(self._timeline, width, self._measure, style=self._style())

    def _measure(self, text: str, size: float) -> float:
        return width_of(text, size, self.font().family(), self.viewport())

    def _scale(self) -> float:
        """Return how many logical pixels a point takes."""
        return self.logicalDpiY() / POINTS_PER_INCH

    def _shift(self) -> float:
        return float(self.horizontalScrollBar().value())

    def _drop(self) -> float:
        return float(self.verticalScrollBar().value())

    def _fit_bars(self) -> None:
        if self._drawing is None:
            return
        view = self.viewport().size()
        wide = round((self._drawing.width + 2 * MARGIN) * self._scale())
        high = round((self._drawing.height + 2 * MARGIN) * self._scale())
        for bar, whole, seen in (
            (self.horizontalScrollBar(), wide, view.width()),
            (self.verticalScrollBar(), high, view.height()),
        ):
            bar.setPageStep(seen)
            bar.setSingleStep(24)
            bar.setRange(0, max(0, whole - seen - 1))

    def year_at_left(self) -> str:
        """Return the year to be written at the left, when its own place is out of sight; empty when it is not."""
        if self._drawing is None or not self._shift():
            return ""
        scale = self._drawing.scale
        x = scale.left + self._shift() / self._scale()
        first = scale.date_at(x)
        room = 5 * self._style().text  # where the next year stands too near, it says enough
        return f"{first:%Y}" if scale.x_of(date(first.year + 1, 1, 1)) - x > room else ""

    def _style(self) -> TimelineStyle:
        return TimelineStyle(text=max(self.font().pointSizeF(), 7.0)) if self._tallest is None else COMPACT

    def _head(self) -> float:
        """Return the height of the years and months above the lanes, in pixels."""
        boxes = self._drawing.bars() if self._drawing else ()
        return max(min((box.y for box in boxes), default=0.0) + MARGIN - 4.0, 0.0) * self._scale()

    def _paint_part(self, painter: QPainter, part: QRectF, shift: float, drop: float) -> None:
        if self._drawing is None:
            return
        painter.save()
        painter.setClipRect(part)
        painter.translate(-shift, -drop)
        painter.scale(self._scale(), self._scale())
        painter.translate(MARGIN, MARGIN)
        ShapePainter(painter, colours(self.palette()), self.font().family()).draw(self._drawing)
        self.paint_over(painter, self._drawing)
        painter.restore()

    def _show_bar(self, key: str) -> None:
        box = self._drawing.bar(key) if self._drawing else None
        if box is None or self._drawing is None:
            return
        start, end = self.place(box.x, box.y), self.place(box.right, box.bottom)
        gutter = (self._drawing.scale.left + 2 * MARGIN) * self._scale()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        if start.x() < gutter:
            across.setValue(round(across.value() + start.x() - gutter - 20))
        elif start.x() > self.viewport().width() - 80:
            across.setValue(round(across.value() + start.x() - self.viewport().width() * 0.6))
        if start.y() < self._head():
            down.setValue(round(down.value() + start.y() - self._head() - 10))
        elif end.y() > self.viewport().height():
            down.setValue(round(down.value() + end.y() - self.viewport().height() + 20))

    def _show_day(self, day: date) -> None:
        if self._drawing is not None:
            x = self.place(self._drawing.scale.x_of(day), 0).x()
            across = self.horizontalScrollBar()
            across.setValue(round(across.value() + x - self.viewport().width() * 0.7))

    def _key_towards(self, event: QKeyEvent) -> str | None:
        """Return the bar that an arrow leads to."""
        boxes = list(self._drawing.bars()) if self._drawing else []
        if not boxes:
            return None
        present = self._drawing.bar(self._current) if self._drawing else None
        along = sorted(boxes, key=lambda box: (box.x, box.y))
        if event.key() == Qt.Key.Key_Home or (present is None and event.key() in _ARROWS):
            return along[0].key
        if event.key() == Qt.Key.Key_End:
            return along[-1].key
        if present is None or event.key() not in _ARROWS:
            return None
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            return along[min(max(along.index(present) + step, 0), len(along) - 1)].key
        return _next_row(boxes, present, down=event.key() == Qt.Key.Key_Down)


_NONE = Qt.KeyboardModifier.NoModifier
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_OURS = (*_ARROWS, Qt.Key.Key_Home, Qt.Key.Key_End)


def _next_row(boxes: list[Rect], present: Rect, *, down: bool) -> str:
    """Return the nearest bar of the next row that has any."""

    def beyond() -> Iterator[Rect]:
        for box in boxes:
            if (box.y > present.y + 1) if down else (box.y < present.y - 1):
                yield box

    rows = {box.y for box in beyond()}
    if not rows:
        return present.key
    row = min(rows) if down else max(rows)
    middle = present.x + present.width / 2
    return min((box for box in boxes if box.y == row), key=lambda box: abs(box.x + box.width / 2 - middle)).key
