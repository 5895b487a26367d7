"""The timeline that can be edited: drag a bar or one of its ends, or hold Ctrl or Shift and press the arrows.

Ctrl+← → moves the whole bar, Shift+← → its end, Ctrl+Shift+← → its start; ↑ ↓ with the same keys, by a month. Releasing
the keys saves, as one action; Esc gives up.
"""

from datetime import date

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from typing_extensions import override

from caseflow.drawing.shapes import Drawing
from caseflow.drawing.timeline import Timeline
from caseflow.ui import theme
from caseflow.ui.painting import colours
from caseflow.ui.pathways.moves import GRIPS, BarMove, Grip, move
from caseflow.ui.widgets.timeline_view import TimelineView

MONTH = 30
_HELD = (Qt.Key.Key_Control, Qt.Key.Key_Shift)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: -MONTH, Qt.Key.Key_Up: MONTH}
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class TimelineEditor(TimelineView):
    """Only the bars given as movable move: the stay in the PLIE has its own dialog."""

    bar_moved = Signal(object)
    """A bar was given other dates: a `BarMove`."""
    removal_asked = Signal(str)
    """Delete was pressed on a bar: its key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._movable: frozenset[str] = frozenset()
        self._today = date.min
        self._pressed: QPointF | None = None
        self._grip = Grip.WHOLE
        self._move: BarMove | None = None
        self._by_keys = False

    def show_pathway(self, timeline: Timeline, movable: frozenset[str]) -> None:
        """Show a pathway, whose bars named in `movable` can be moved."""
        self._movable, self._today = movable, timeline.today
        self._let_go()
        self.set_timeline(timeline)

    def move_under_way(self) -> BarMove | None:
        """Return what would be saved if the hand let go now."""
        return self._move

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and (held := self._held_at(event.position())):
            key, self._grip = held
            self._go_to(key)
            self._pressed, self._by_keys = event.position(), False

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        if self._pressed is None:
            self._show_cursor(event.position())
            return
        far = abs(event.position().x() - self._pressed.x()) >= QApplication.startDragDistance() / 2
        if self._move is not None or far:
            self._move_to(self._days_between(self._pressed, event.position()))
            self.viewport().setCursor(_cursor(self._grip, held=True))
            if self._move is not None:
                spot = event.globalPosition().toPoint() + QPoint(12, 16)
                QToolTip.showText(spot, self._move.words, self.viewport())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._save_move()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and (self._move or self._pressed):
            self._let_go()
        elif event.key() == Qt.Key.Key_Delete and self.current():
            self.removal_asked.emit(self.current())
        elif (grip := _grip_of(event)) is not None and self.current() in self._movable:
            self._press_arrow(grip, _STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    @override
    def keyReleaseEvent(self, event: QKeyEvent, /) -> None:
        if self._by_keys and event.key() in _HELD:
            self._save_move()
        super().keyReleaseEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        if self._by_keys:
            self._save_move()

    @override
    def paint_over(self, painter: QPainter, drawing: Drawing) -> None:
        super().paint_over(painter, drawing)
        box = drawing.bar(self._move.bar.key) if self._move else None
        if self._move is None or box is None:
            return
        left, right = (self._place_of(drawing, day) for day in (self._move.first, self._move.last))
        right += drawing.scale.points_a_day
        ghost = QRectF(left, box.y, max(right - left, 2.0), box.height)
        veil = colours(self.palette()).paper
        veil.setAlphaF(0.65)
        painter.fillRect(QRectF(box.x - 1, box.y - 1, box.width + 2, box.height + 2), veil)
        shade = theme.accent(self.palette())
        painter.setPen(QPen(shade, 1.6))
        shade.setAlphaF(0.28)
        painter.setBrush(shade)
        painter.drawRect(ghost)

    def _held_at(self, position: QPointF) -> tuple[str, Grip] | None:
        """Return the bar under the pointer and the part of it that a press would take."""
        drawing = self.drawing()
        x, y = self.to_points(position)
        if drawing is None or x < drawing.scale.left - 4:
            return None
        edge = drawing.edge_at(x, y)
        key, grip = (edge[0], GRIPS[edge[1]]) if edge else (drawing.bar_at(x, y), Grip.WHOLE)
        return (key, grip) if key in self._movable else None

    def _show_cursor(self, position: QPointF) -> None:
        held = self._held_at(position)
        self.viewport().setCursor(_cursor(held[1], held=False) if held else Qt.CursorShape.ArrowCursor)

    def _days_between(self, start: QPointF, end: QPointF) -> int:
        drawing = self.drawing()
        if drawing is None:
            return 0
        return round((self.to_points(end)[0] - self.to_points(start)[0]) / drawing.scale.points_a_day)

    def _move_to(self, days: int) -> None:
        bar = self.bar(self.current())
        if bar is not None:
            self._move = move(bar, self._grip, days, self._today)
            self.setAccessibleDescription(self._move.words)
            self.viewport().update()

    def _press_arrow(self, grip: Grip, days: int) -> None:
        """Go on moving; another grip saves what the one before did."""
        if self._move is not None and self._grip is not grip:
            self._save_move()
        done = self._move.days if self._move is not None else 0
        self._grip, self._by_keys = grip, True
        self._move_to(done + days)
        drawing = self.drawing()
        box = drawing.bar(self.current()) if drawing else None
        if box is not None and self._move is not None:
            spot = self.place(box.x, box.bottom).toPoint()
            QToolTip.showText(self.viewport().mapToGlobal(spot), self._move.words, self.viewport())

    def _save_move(self) -> None:
        done = self._move
        self._let_go()
        if done is not None and (done.start, done.end) != (done.bar.start, done.bar.end):
            self.bar_moved.emit(done)

    def _let_go(self) -> None:
        self._pressed, self._move, self._by_keys = None, None, False
        QToolTip.hideText()
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.viewport().update()

    def _place_of(self, drawing: Drawing, day: date) -> float:
        """Return where a day is, beyond the scale as well: a hand may go further than what is drawn."""
        return drawing.scale.left + (day - drawing.scale.first).days * drawing.scale.points_a_day


def _grip_of(event: QKeyEvent) -> Grip | None:
    if event.key() not in _STEPS:
        return None
    held = event.modifiers() & (_CTRL | _SHIFT | Qt.KeyboardModifier.AltModifier)
    return {_CTRL: Grip.WHOLE, _SHIFT: Grip.END, _CTRL | _SHIFT: Grip.START}.get(held)


def _cursor(grip: Grip, *, held: bool) -> Qt.CursorShape:
    if grip is Grip.WHOLE:
        return Qt.CursorShape.ClosedHandCursor if held else Qt.CursorShape.OpenHandCursor
    return Qt.CursorShape.SizeHorCursor
