"""A table of rows that keeps its selection when it is read again, opens with Enter, and sorts through its owner."""

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from caseflow.ui.rows_model import RowsModel
from caseflow.ui.widgets.room import give_headings_room

_ROW_PADDING = 12


class RowsView(QTableView):
    """Shows a `RowsModel`."""

    opened = Signal(object)
    """A line was double-clicked, or Enter pressed on it: its `UUID`."""
    sort_asked = Signal(str, bool)
    """A heading was clicked: the key of its column, and whether from the end."""
    typed = Signal(str)
    """Letters were typed on the list: a search is meant."""
    selection_changed = Signal()
    """Other lines are selected."""
    all_selected = Signal()
    """Every line was selected at once."""
    columns_moved = Signal()
    """A heading was dragged to another place."""
    columns_resized = Signal()
    """A column was made wider or narrower by hand."""

    def __init__(self, model: RowsModel[Any], name: str) -> None:
        super().__init__()
        self._rows = model
        self._is_laying_out = False
        self.setModel(model)
        # The heading asks, of each column, whether every line is selected: seconds on a long list, for nothing shown.
        self.horizontalHeader().setSelectionModel(QItemSelectionModel(model, self))
        self.setAccessibleName(name)
        self._arrange()
        self._connect()

    def selected_ids(self) -> list[UUID]:
        """Return the ids of the selected lines, in the order of the list."""
        return self._rows.ids_in(self.selectionModel().selection())

    def set_ids(self, ids: Sequence[UUID]) -> None:
        """Show another list; what was selected and is still there stays selected."""
        kept = set(self.selected_ids())
        current = self.currentIndex()
        current_id = self._rows.id_at(current.row()) if current.isValid() else None
        self._rows.set_ids(ids)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().select(self._rows.selection_of(kept), flag)
        line = None if current_id is None else self._rows.position(current_id)
        if ids and not self.currentIndex().isValid():
            index = self._rows.index(line or 0, 0)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def show_sort(self, key: str, descending: bool) -> None:
        """Draw the arrow on the heading by which the list is sorted."""
        column = next(place for place, column in enumerate(self._rows.columns) if column.key == key)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().blockSignals(True)
        self.horizontalHeader().setSortIndicator(column, order)
        self.horizontalHeader().blockSignals(False)

    def show_columns(self, keys: Sequence[str], widths: Mapping[str, int]) -> None:
        """Show these columns in this order, and hide the others; those without a width have their usual one."""
        header = self.horizontalHeader()
        places = {column.key: place for place, column in enumerate(self._rows.columns)}
        with self._laying_out():
            for column, place in zip(self._rows.columns, places.values(), strict=True):
                header.setSectionHidden(place, column.key not in keys)
            for visual, key in enumerate(keys):
                header.moveSection(header.visualIndex(places[key]), visual)
            for key in keys:
                header.resizeSection(places[key], widths.get(key, self._rows.columns[places[key]].width))
            give_headings_room(header)

    def shown_columns(self) -> list[str]:
        """Return the keys of the columns shown, from left to right."""
        header = self.horizontalHeader()
        in_order = (header.logicalIndex(visual) for visual in range(header.count()))
        return [self._rows.columns[place].key for place in in_order if not header.isSectionHidden(place)]

    def column_widths(self) -> dict[str, int]:
        """Return the widths of the columns shown, but for the last, which takes the room that is left."""
        places = {column.key: place for place, column in enumerate(self._rows.columns)}
        return {key: self.columnWidth(places[key]) for key in self.shown_columns()[:-1]}

    def set_row_padding(self, pixels: int) -> None:
        """Set the room above and below the words of a line, together."""
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + pixels)

    @override
    def selectAll(self) -> None:
        super().selectAll()
        self.all_selected.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._on_activated(self.currentIndex())
            return
        super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str, /) -> None:
        # Qt's own goes down the rows one by one, and so reads all of a long list from the store.
        if search.strip():
            self.typed.emit(search)

    def _arrange(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.set_row_padding(_ROW_PADDING)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(0)  # a double click measures what is in sight, never the whole list
        header.setSortIndicatorShown(True)
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, column in enumerate(self._rows.columns):
            self.setColumnWidth(place, column.width)
        give_headings_room(header)

    def _connect(self) -> None:
        self.doubleClicked.connect(self._on_activated)
        header = self.horizontalHeader()
        header.sortIndicatorChanged.connect(self._on_sort_changed)
        header.sectionMoved.connect(self._on_section_moved)
        header.sectionResized.connect(self._on_section_resized)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)

    @contextmanager
    def _laying_out(self) -> Generator[None]:
        """Change columns without telling: nobody did it by hand."""
        self._is_laying_out = True
        try:
            yield
        finally:
            self._is_laying_out = False

    def _on_activated(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._rows.id_at(index.row()))

    def _on_sort_changed(self, column: int, order: Qt.SortOrder) -> None:
        shown = self._rows.columns[column]
        if shown.is_sortable:
            self.sort_asked.emit(shown.key, order == Qt.SortOrder.DescendingOrder)

    def _on_selection_changed(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        self.selection_changed.emit()

    def _on_section_moved(self, _section: int, _before: int, _after: int) -> None:
        if not self._is_laying_out:
            self.columns_moved.emit()

    def _on_section_resized(self, _section: int, _before: int, _after: int) -> None:
        if not self._is_laying_out:
            self.columns_resized.emit()
