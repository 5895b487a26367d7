"""The table of a tab of the record: all its lines are there at once, and keep their place as they change."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableView
from typing_extensions import override

from caseflow.i18n import _
from caseflow.ui.widgets.lines import as_lines
from caseflow.ui.widgets.room import give_headings_room

Index = QModelIndex | QPersistentModelIndex


class HasId(Protocol):
    """What a line shows is known by its key."""

    @property
    def id(self) -> UUID:
        """Return the key."""
        ...


Line = TypeVar("Line", bound=HasId)
Among = TypeVar("Among", bound=StrEnum)
"""The columns of a table."""


class RecordLinesModel(QAbstractTableModel, Generic[Line, Among]):
    """One line a thing; what a cell says is told by `data` of each table."""

    def __init__(self, titles: Mapping[Among, str]) -> None:
        """`titles` are the columns in their order, with their headings in English."""
        super().__init__()
        self._titles = titles
        self._columns = tuple(titles)
        self._lines: tuple[Line, ...] = ()

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show other lines; when the same things stay, so does the place in the table."""
        if lines and [line.id for line in lines] == [line.id for line in self._lines]:
            self._lines = lines
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(self._columns) - 1))
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """Return what a line shows."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, key: UUID) -> int:
        """Return the line of a thing, or -1."""
        return next((row for row, line in enumerate(self._lines) if line.id == key), -1)

    def place_of(self, column: Among) -> int:
        """Return where a column stands."""
        return self._columns.index(column)

    @override
    def rowCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._columns)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(self._titles[self._columns[section]])
        return None


class RecordTable(QTableView, Generic[Line, Among]):
    """One line is chosen; one column takes the room that the others leave."""

    def __init__(
        self, model: RecordLinesModel[Line, Among], widths: Mapping[Among, int], roomy: Among, least_signs: int
    ) -> None:
        """`widths` are in pixels of a font of eight pixels a sign; the column that is `roomy` keeps `least_signs`."""
        super().__init__()
        self._model = model
        self._roomy, self._least_signs = model.place_of(roomy), least_signs
        model.setParent(self)
        self.setModel(model)
        as_lines(self)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        self._size_columns(widths)

    @property
    def lines(self) -> RecordLinesModel[Line, Among]:
        """Return the lines shown."""
        return self._model

    def current_line(self) -> Line | None:
        """Return what is chosen."""
        return self._model.line(self.currentIndex().row())

    def choose(self, key: UUID) -> None:
        """Choose a line, in the column one is in."""
        row = self._model.row_of(key)
        if row >= 0 and row != self.currentIndex().row():
            index = self._model.index(row, max(self.currentIndex().column(), 0))
            how = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, how)
            self.scrollTo(index)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        header = self.horizontalHeader()
        left = self.viewport().width() - (header.length() - header.sectionSize(self._roomy))
        header.resizeSection(self._roomy, max(left, self.fontMetrics().horizontalAdvance("0") * self._least_signs))

    def _size_columns(self, widths: Mapping[Among, int]) -> None:
        header = self.horizontalHeader()
        scale = max(self.fontMetrics().horizontalAdvance("0") / 8, 1.0)
        header.setMinimumSectionSize(36)
        for column, width in widths.items():
            header.resizeSection(self._model.place_of(column), round(width * scale))
        give_headings_room(header)
