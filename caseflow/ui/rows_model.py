"""Show a list of any length: ordered ids come from SQL, rows are fetched by page when painted, then kept."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QItemSelection, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon
from typing_extensions import override

from caseflow.domain.errors import CaseFlowError

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

PAGE = 50
"""Rows fetched at once: about what one screen shows; a page takes some ten milliseconds among 20,000 people."""
KEPT_PAGES = 80

_ROOT = QModelIndex()


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: what it shows of a row, and how it is said aloud when the text alone does not say enough."""

    key: str
    title: str
    text: Callable[[Row], str]
    width: int = 120
    """In logical pixels, before anyone drags it."""
    spoken: Callable[[Row], str] | None = None
    icon: Callable[[Row], QIcon | None] | None = None
    is_right_aligned: bool = False
    is_sortable: bool = True


class RowsModel(QAbstractTableModel, Generic[Row]):
    """A table over ordered ids. It holds a few pages of rows, never the whole list.

    `fetch` returns the rows of some ids, in their order; it may leave out ids that are gone.
    """

    failed = Signal(object)
    """A page could not be read: the `CaseFlowError`."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        fetch: Callable[[Sequence[UUID]], Sequence[Row]],
        id_of: Callable[[Row], UUID],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._fetch = fetch
        self._id_of = id_of
        self._ids: list[UUID] = []
        self._positions: dict[UUID, int] | None = None
        self._pages: dict[int, dict[UUID, Row]] = {}

    def set_ids(self, ids: Sequence[UUID]) -> None:
        """Replace the list. The same ids keep the selection and the scroll; only their content is read again.

        A list that goes on where the present one ends keeps them too: the first page comes first, the rest follows.
        """
        known = len(self._ids)
        if known and self._ids == list(ids[:known]):
            self._add(ids[known:])
            self.read_again()
            return
        self.beginResetModel()
        self._ids = list(ids)
        self._positions = None
        self._pages.clear()
        self.endResetModel()

    def read_again(self) -> None:
        """Forget the rows kept, and have those in sight painted anew."""
        self._pages.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))

    @property
    def ids(self) -> Sequence[UUID]:
        """Return every id, in the order shown."""
        return self._ids

    def id_at(self, row: int) -> UUID:
        """Return the id of a line."""
        return self._ids[row]

    def position(self, row_id: UUID) -> int | None:
        """Return the line of an id, if it is in the list."""
        if self._positions is None:
            self._positions = {known: place for place, known in enumerate(self._ids)}
        return self._positions.get(row_id)

    def selection_of(self, ids: Iterable[UUID]) -> QItemSelection:
        """Return the lines of some ids as a view selects them: by spans, so that a whole list stays quick."""
        lines = sorted(line for line in map(self.position, ids) if line is not None)
        selection = QItemSelection()
        last = len(self.columns) - 1
        start = 0
        for place, line in enumerate(lines):
            if place + 1 == len(lines) or lines[place + 1] != line + 1:
                selection.select(self.index(lines[start], 0), self.index(line, last))
                start = place + 1
        return selection

    def ids_in(self, selection: QItemSelection) -> list[UUID]:
        """Return the ids of the lines that a view has selected, in the order of the list."""
        spans = [selection.at(place) for place in range(selection.count())]
        lines = {line for span in spans for line in range(span.top(), span.bottom() + 1)}
        return [self.id_at(line) for line in sorted(lines)]

    def row_at(self, row: int) -> Row | None:
        """Return what a line shows; None when it went away since the list was read."""
        page = row // PAGE
        if page not in self._pages:
            self._read_page(page)
        return self._pages[page].get(self._ids[row])

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in _ROLES:
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.is_right_aligned else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        row = self.row_at(index.row())
        return None if row is None else _shown(column, row, role)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.columns[section].title if orientation == Qt.Orientation.Horizontal else str(section + 1)

    def _add(self, ids: Sequence[UUID]) -> None:
        if ids:
            self.beginInsertRows(QModelIndex(), len(self._ids), len(self._ids) + len(ids) - 1)
            self._ids = [*self._ids, *ids]
            self._positions = None
            self.endInsertRows()

    def _read_page(self, page: int) -> None:
        while len(self._pages) >= KEPT_PAGES:
            self._pages.pop(next(iter(self._pages)))
        self._pages[page] = {}  # should reading fail, the page is not asked for again at each painting
        try:
            rows = self._fetch(self._ids[page * PAGE : (page + 1) * PAGE])
        except CaseFlowError as error:
            self.failed.emit(error)
            return
        self._pages[page] = {self._id_of(row): row for row in rows}


_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.TextAlignmentRole,
    }
)


def _shown(column: Column[Row], row: Row, role: int) -> str | QIcon | None:
    if role == Qt.ItemDataRole.DecorationRole:
        return column.icon(row) if column.icon else None
    if role == Qt.ItemDataRole.ToolTipRole and column.spoken:
        return column.spoken(row)
    if role == Qt.ItemDataRole.AccessibleTextRole:
        text = column.spoken(row) if column.spoken else column.text(row)
        return f"{column.title}: {text}" if text else f"{column.title}"
    return column.text(row)
