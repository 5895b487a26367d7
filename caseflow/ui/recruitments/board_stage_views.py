"""The columns of the board: cards that are chosen together, dragged, and moved by keys."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QListView, QVBoxLayout
from typing_extensions import override

from caseflow.domain.candidacy import CandidacyState, LeavingReason
from caseflow.domain.labels import label
from caseflow.i18n import _
from caseflow.services.candidates.board import Column
from caseflow.services.candidates.listing import CandidateRow
from caseflow.ui import theme
from caseflow.ui.rows_model import Column as RowColumn
from caseflow.ui.rows_model import RowsModel

Read = Callable[[Sequence[UUID]], list[CandidateRow]]


class CardsView(QListView):
    """The cards of one column."""

    dropped = Signal()
    """Cards of another column were let go here."""
    dragged_over = Signal()
    """Cards of another column are held over this one."""
    moved = Signal(int)
    """Ctrl and an arrow: the chosen cards go one column further, or back."""
    turned = Signal(int)
    """An arrow alone: the next column is wanted, or the one before."""
    entered_by = Signal()
    """The focus came here."""
    selection_changed = Signal()
    opened = Signal(object)

    def __init__(self, read: Read, name: str) -> None:
        super().__init__()
        self._rows = _CardsModel((RowColumn("card", name, card_words),), read, lambda row: row.id, self)
        self.setModel(self._rows)
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setAlternatingRowColors(True)
        self.setSpacing(theme.SPACE_XS // 2)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.doubleClicked.connect(self._on_opened)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)

    def set_ids(self, ids: Sequence[UUID], chosen: frozenset[UUID]) -> None:
        """Show these cards, those `chosen` being selected."""
        self._rows.set_ids(ids)
        selection = self._rows.selection_of(chosen)
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if not selection.isEmpty():
            first = selection.at(0).topLeft()
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)

    def ids(self) -> Sequence[UUID]:
        """Return the cards shown."""
        return self._rows.ids

    def selected_ids(self) -> list[UUID]:
        """Return the cards chosen."""
        return self._rows.ids_in(self.selectionModel().selection())

    def begin(self) -> None:
        """Take the focus, with a card chosen."""
        self.setFocus()
        if self._rows.ids and not self.selectionModel().hasSelection():
            self.setCurrentIndex(self._rows.index(0, 0))

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.moved.emit(step)
        elif step:
            self.turned.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_opened(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        self.entered_by.emit()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent, /) -> None:
        if self._accept(event):
            self.dragged_over.emit()

    @override
    def dragMoveEvent(self, event: QDragMoveEvent, /) -> None:
        self._accept(event)

    @override
    def dropEvent(self, event: QDropEvent, /) -> None:
        if self._accept(event):
            self.dropped.emit()

    def _accept(self, event: QDropEvent) -> bool:
        comes_from_a_column = isinstance(event.source(), CardsView) and event.source() is not self
        if comes_from_a_column:
            event.setDropAction(Qt.DropAction.CopyAction)  # a move would have the other view remove its rows itself
            event.accept()
        else:
            event.ignore()
        return comes_from_a_column

    def _on_selection_changed(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self.selection_changed.emit()

    def _on_opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._rows.id_at(index.row()))


class ColumnFrame(QFrame):
    """A column with its heading."""

    def __init__(self, state: CandidacyState, read: Read) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.state = state
        self.heading = QLabel(label(state))
        self.heading.setWordWrap(True)
        self.heading.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.heading.setMinimumHeight(2 * self.fontMetrics().lineSpacing())  # columns begin at the same height
        self.cards = CardsView(read, label(state))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_XS, theme.SPACE_S, theme.SPACE_XS, theme.SPACE_XS)
        column.addWidget(self.heading)
        column.addWidget(self.cards, 1)

    def show_column(self, column: Column) -> None:
        """Say how many are there, and that it is over where it is; an empty column leaves its room to the others."""
        policy = self.sizePolicy()
        policy.setHorizontalStretch(3 if column.count else 1)
        self.setSizePolicy(policy)
        self.cards.setMinimumWidth(128 if column.count else 0)
        words = _("{words} ({count})").format(words=label(column.state), count=column.count)
        if column.capacity is not None:
            words = _("{words}: {count} of {capacity}").format(
                words=label(column.state), count=column.count, capacity=column.capacity
            )
        if column.is_over:
            words += "\n" + _("More people than posts")
        self.heading.setText(words)
        palette = self.palette()
        if column.is_over:
            palette.setColor(palette.ColorRole.WindowText, theme.danger(palette))
        self.heading.setPalette(palette)


def card_words(row: CandidateRow) -> str:
    """Return the lines of a card: the name, who sent her, and where she stands."""
    return "\n".join((row.name, ", ".join(row.prescribers) or "–", standing(row) or "–"))


def standing(row: CandidateRow) -> str:
    """Say why somebody is out, or how ready she is."""
    if row.leaving_reason is LeavingReason.HIRED_ELSEWHERE and row.hired_in:
        return _("Hired elsewhere: {recruitment}").format(recruitment=row.hired_in)
    return label(row.leaving_reason) if row.leaving_reason else label(row.level)


class _CardsModel(RowsModel[CandidateRow]):
    """Cards can be dragged; what is dropped reads them from the view they come from."""

    @override
    def flags(self, index: QModelIndex | QPersistentModelIndex, /) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    @override
    def mimeData(self, indexes: Sequence[QModelIndex], /) -> QMimeData:
        mime = QMimeData()
        mime.setData("application/x-caseflow-cards", b"")  # no name nor id leaves the window
        return mime
