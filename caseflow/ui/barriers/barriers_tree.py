"""Every barrier of a person with its objectives and actions under it: one page, nothing to unfold.

Space weighs a barrier again, or moves an objective on; Enter opens the line; Delete removes it; Insert adds under it.
"""

from collections.abc import Callable, Iterator
from typing import Any, cast
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)
from typing_extensions import override

from caseflow.domain.labels import label
from caseflow.i18n import _
from caseflow.services.barrier_views import BarrierLine, BarriersView, GoalLine
from caseflow.ui import barrier_words, theme

MASK = "•••"
_KEY = Qt.ItemDataRole.UserRole
_THEME, _WORDS, _STANDING, _DAY = range(4)
_WIDTHS = {_THEME: (20, 0.22), _STANDING: (25, 0.24), _DAY: (18, 0.2)}
"""In figures, and of the whole width at the most, where they wrap; the words take what is left."""
_PADDING = 3
"""Above and below the words of a line, in pixels."""


class BarriersTree(QTreeWidget):
    """Tells which line is chosen, and what the keys ask of it; its lines are the keys of barriers and of goals."""

    line_chosen = Signal()
    next_asked = Signal(object)
    """Weigh the barrier, or move the goal, to what comes next: its `UUID`."""
    opened = Signal(object)
    removal_asked = Signal(object)
    addition_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[UUID, QTreeWidgetItem] = {}
        self._asks: dict[int, Callable[[UUID], object]] = {
            Qt.Key.Key_Space: self.next_asked.emit,
            Qt.Key.Key_Return: self.opened.emit,
            Qt.Key.Key_Enter: self.opened.emit,
            Qt.Key.Key_F2: self.opened.emit,
            Qt.Key.Key_Delete: self.removal_asked.emit,
        }
        self._dress()
        self.currentItemChanged.connect(self._on_current_changed)
        self.itemDoubleClicked.connect(self._on_double_clicked)
        self.header().sectionResized.connect(self._on_section_resized)

    def show_barriers(self, view: BarriersView, *, shows_sensitive: bool) -> None:
        """Show the barriers of a person; unless it is asked for, what is sensitive says only that it is there."""
        before = self.chosen_id()
        self.blockSignals(True)
        self.clear()
        self._lines.clear()
        for line in view.barriers:
            self._add(line, is_masked=line.is_sensitive and not shows_sensitive)
        self.expandAll()
        self.blockSignals(False)
        chosen = before if before in self._lines else next(iter(self._lines), None)
        if chosen is not None:
            self.choose(chosen)
        self.line_chosen.emit()

    def chosen_id(self) -> UUID | None:
        """Return the barrier or the goal of the current line; None where it is masked."""
        item = self.currentItem()
        return cast("UUID | None", item.data(0, _KEY)) if item else None

    def choose(self, key: UUID) -> None:
        """Go to the line of a barrier or of a goal."""
        item = self._lines.get(key)
        if item is not None:
            self.setCurrentItem(item)
            self.scrollToItem(item)

    def rows(self) -> list[str]:
        """Return the lines as they are shown, those of a barrier's goals after it."""
        columns = range(self.columnCount())
        return [" | ".join(item.text(column).replace("\n", " / ") for column in columns) for item in self._every()]

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        chosen, ask = self.chosen_id(), self._asks.get(event.key())
        if event.key() == Qt.Key.Key_Insert:
            self.addition_asked.emit()
        elif ask is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if chosen is not None:
                ask(chosen)
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        first = self.topLevelItem(0)
        if first is not None and not self.selectedItems():
            self.setCurrentItem(first)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._share_out()
        self.scheduleDelayedItemsLayout()  # the words wrap anew

    def _dress(self) -> None:
        self.setAccessibleName(_("Barriers, objectives and actions"))
        self.setHeaderLabels([_("Theme"), _("Situation, objective or action"), _("Level or state"), _("Date")])
        self.setItemDelegate(_Wrapping(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setWordWrap(True)
        self.setItemsExpandable(False)
        self.setExpandsOnDoubleClick(False)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_WORDS, QHeaderView.ResizeMode.Stretch)

    def _share_out(self) -> None:
        """Give every column its place in the width there is: none is ever out of sight."""
        figure, whole = self.fontMetrics().horizontalAdvance("0"), self.viewport().width()
        for column, (figures, share) in _WIDTHS.items():
            self.header().resizeSection(column, min(figures * figure, round(share * whole)))

    def _add(self, line: BarrierLine, *, is_masked: bool) -> None:
        if is_masked:
            self.addTopLevelItem(_item(None, (MASK, _("Sensitive barrier, masked"), MASK, ""), ""))
            return
        day = line.since or line.noted_on
        cells = (
            ("★ " if line.is_priority else "") + label(line.theme),
            _lines(line.situation, line.funder, _partner(line)),
            barrier_words.standing(line),
            barrier_words.since(day) if line.is_open else "",
        )
        item = _item(line.id, cells, barrier_words.spoken(line))
        font = self.font()
        font.setBold(line.is_open)
        item.setFont(0, font)
        self.addTopLevelItem(item)
        self._lines[line.id] = item
        for goal in line.goals:
            self._lines[goal.id] = child = _goal_item(goal)
            item.addChild(child)
            if goal.is_ended or not line.is_open:
                self._mute(child)
        if not line.is_open:
            self._mute(item)

    def _mute(self, item: QTreeWidgetItem) -> None:
        for column in range(self.columnCount()):
            item.setForeground(column, theme.muted(self.palette()))

    def _every(self) -> Iterator[QTreeWidgetItem]:
        for place in range(self.topLevelItemCount()):
            top = cast("QTreeWidgetItem", self.topLevelItem(place))
            yield top
            yield from (cast("QTreeWidgetItem", top.child(below)) for below in range(top.childCount()))

    def _on_current_changed(self, _now: Any, _before: Any) -> None:
        self.line_chosen.emit()

    def _on_double_clicked(self, _item: QTreeWidgetItem, _column: int) -> None:
        if (chosen := self.chosen_id()) is not None:
            self.opened.emit(chosen)

    def _on_section_resized(self, _section: int, _before: int, _after: int) -> None:
        self.scheduleDelayedItemsLayout()


class _Wrapping(QStyledItemDelegate):
    """Gives a line the height of its words: the view itself knows it only once the columns no longer move."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, /) -> QSize:
        tree = cast("BarriersTree", self.parent())
        font = index.data(Qt.ItemDataRole.FontRole) or tree.font()
        width = tree.columnWidth(index.column())
        if index.column() == _THEME and index.parent().isValid():
            width -= tree.indentation()
        margin = 2 * (tree.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1)
        room = QRect(0, 0, max(width - margin, 1), 10_000)
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or " ")
        size = QFontMetrics(font).boundingRect(room, Qt.TextFlag.TextWordWrap, words).size()
        return QSize(size.width(), size.height() + 2 * _PADDING)


def _goal_item(goal: GoalLine) -> QTreeWidgetItem:
    rest = " · ".join(part for part in (goal.funder, barrier_words.cost(goal.cost_cents), goal.result) if part)
    cells = (
        label(goal.kind),
        _lines(goal.title, rest),
        barrier_words.goal_state(goal),
        barrier_words.goal_day(goal),
    )
    return _item(goal.id, cells, ", ".join(cell for cell in cells if cell))


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _partner(line: BarrierLine) -> str:
    """Name the partner who is at work on it, or thanks to whom it was lifted, and how."""
    if not line.is_open:
        return " · ".join(part for part in (line.lifted_how, line.lifted_by) if part)
    return f"→ {line.referrals[0].partner}" if line.referrals else ""


def _item(key: UUID | None, cells: tuple[str, ...], words: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem(list(cells))
    item.setData(0, _KEY, key)
    for column, cell in enumerate(cells):
        item.setToolTip(column, cell)
    if words:
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, words)
    return item
