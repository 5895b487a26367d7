"""Every row of the file with its status, as a table: cells as they were typed, to be corrected in place."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon
from typing_extensions import override

from caseflow.exchange.caseloads import IncomingRow
from caseflow.exchange.tables import cell_text
from caseflow.i18n import N_, _
from caseflow.services.caseloads import Choice, Decision, RowStatus, StagedRow
from caseflow.ui import icons, theme
from caseflow.ui.exchange.draft import ImportDraft, incoming
from caseflow.ui.widgets.column_mapping import column_name

STATUS_WORDS = {
    RowStatus.NEW: N_("New"),
    RowStatus.UPDATE: N_("Update"),
    RowStatus.IDENTICAL: N_("Identical"),
    RowStatus.POSSIBLE: N_("Possible duplicate"),
    RowStatus.TO_CORRECT: N_("To correct"),
}
STATUS_ICONS = {
    RowStatus.NEW: "person-add",
    RowStatus.UPDATE: "edit",
    RowStatus.IDENTICAL: "check",
    RowStatus.POSSIBLE: "people",
    RowStatus.TO_CORRECT: "warning",
}
LINE, STATUS, OUTCOME = 0, 1, 2
FIXED = 3
"""Columns before those of the file: line, status, what will be done."""

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ReviewModel(QAbstractTableModel):
    """The rows of one status, or all; the columns of the file that are imported."""

    edited = Signal(int, int, str)
    """A cell was typed anew: line of the file, column of the file, text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft = ImportDraft()
        self._status: RowStatus | None = None
        self._rows: list[StagedRow] = []
        self._columns: list[int] = []
        self._headings: list[str] = []

    def show_draft(self, draft: ImportDraft, status: RowStatus | None) -> None:
        """Show the rows of a status, or all of them."""
        self.beginResetModel()
        self._draft, self._status = draft, status
        staging, table = draft.staging, draft.table
        self._rows = [row for row in staging.rows if status is None or row.status is status] if staging else []
        self._columns = sorted(draft.mapping.columns) if table else []
        self._headings = [column_name(table, column) for column in self._columns] if table else []
        self.endResetModel()

    def refresh(self) -> None:
        """Show again what was judged or decided since, the same rows staying in place."""
        if self._draft.staging is None:
            return
        present = {row.number: row for row in self._draft.staging.rows}
        self._rows = [present[row.number] for row in self._rows]
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, self.columnCount() - 1))

    def row_at(self, line: int) -> StagedRow | None:
        """Return the row shown on a line of the table."""
        return self._rows[line] if 0 <= line < len(self._rows) else None

    def file_column(self, column: int) -> int | None:
        """Return the column of the file that a column of the table shows."""
        return self._columns[column - FIXED] if column >= FIXED else None

    def columns_of(self, keys: Sequence[str]) -> list[int]:
        """Return the columns of the table that are read as some fields, in the order of the fields."""
        mapping = self._draft.mapping
        return [self._columns.index(column) + FIXED for key in keys for column in mapping.columns_of(key)]

    def first_problem(self, row: StagedRow) -> int | None:
        """Return the column of the table where a row's first problem stands."""
        for problem in incoming(row).problems:
            if problem.blocking and problem.column in self._columns:
                return self._columns.index(problem.column) + FIXED
        return None

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else FIXED + len(self._columns)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() >= FIXED else flags

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation == Qt.Orientation.Vertical:
            return None
        fixed = (_("Line"), _("Status"), _("What will be done"))
        return fixed[section] if section < FIXED else self._headings[section - FIXED]

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row())
        shown = _ROLES.get(role)
        return None if row is None or shown is None else shown(self, row, index.column())

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, column = self.row_at(index.row()), self.file_column(index.column())
        if role != Qt.ItemDataRole.EditRole or row is None or column is None:
            return False
        if str(value) != cell_text(incoming(row).cells[column]):
            self.edited.emit(row.number, column, str(value))
        return True

    def text(self, row: StagedRow, column: int) -> str:
        """Return what a cell of the table says."""
        if column == LINE:
            return str(row.number)
        if column == STATUS:
            return _(STATUS_WORDS[row.status])
        if column == OUTCOME:
            return outcome_words(row, self._draft.decisions.get(row.number))
        return cell_text(incoming(row).cells[self._columns[column - FIXED]])

    def spoken(self, row: StagedRow, column: int) -> str:
        """Return what a screen reader says of a cell: its column, its text, what is wrong with it."""
        heading = self.headerData(column, Qt.Orientation.Horizontal)
        return ". ".join(part for part in (f"{heading}: {self.text(row, column)}", self.tip(row, column)) if part)

    def tip(self, row: StagedRow, column: int) -> str:
        """Return what there is to know about a cell: what is wrong, what was repaired, why a status."""
        if column < FIXED:
            return "\n".join(row.reasons) if column == STATUS else ""
        place = self._columns[column - FIXED]
        read: IncomingRow = incoming(row)
        wrong = [problem.reason for problem in read.problems if problem.column == place]
        mended = [
            _("{reason} “{before}” was read “{after}”.").format(
                reason=repair.reason, before=repair.before, after=repair.after
            )
            for repair in read.repairs
            if repair.column == place
        ]
        return "\n".join((*wrong, *mended))

    def icon(self, row: StagedRow, column: int) -> QIcon | None:
        """Return the sign of a cell: its status, something wrong, something repaired."""
        if column == STATUS:
            return icons.icon(STATUS_ICONS[row.status])
        if column < FIXED:
            return None
        place, palette = self._columns[column - FIXED], QGuiApplication.palette()
        for problem in incoming(row).problems:
            if problem.column == place:
                return icons.icon("warning", theme.danger(palette) if problem.blocking else theme.warning(palette))
        if any(repair.column == place for repair in incoming(row).repairs):
            return icons.icon("restore", theme.success(palette))
        return None

    def ink(self, row: StagedRow, column: int) -> QColor | None:
        """Return the colour of a cell's text: quieter for rows that are left out."""
        decision = self._draft.decisions.get(row.number)
        is_left = row.status is RowStatus.IDENTICAL or (decision is not None and decision.choice is Choice.SKIP)
        return theme.muted(QGuiApplication.palette()) if is_left and column != STATUS else None


def outcome_words(row: StagedRow, decision: Decision | None) -> str:
    """Say what will be done with a row."""
    if decision is not None and decision.choice is Choice.SKIP:
        return _("Left out")
    if row.status is RowStatus.TO_CORRECT:
        return _("Left out until corrected")
    if decision is not None and decision.choice is Choice.CREATE:
        return _("New record")
    if decision is not None and decision.person_id is not None:
        return _("Completes {name}").format(name=_name_of(row, decision))
    if row.status is RowStatus.UPDATE:
        return _("Completes: {fields}").format(fields=", ".join(dict.fromkeys(each.label for each in row.differences)))
    return {
        RowStatus.NEW: _("New record"),
        RowStatus.IDENTICAL: _("Nothing to change"),
        RowStatus.POSSIBLE: _("To be decided"),
    }[row.status]


def _name_of(row: StagedRow, decision: Decision) -> str:
    return next((each.name for each in row.candidates if each.person_id == decision.person_id), "")


_ROLES: dict[int, Callable[[ReviewModel, StagedRow, int], Any]] = {
    Qt.ItemDataRole.DisplayRole: ReviewModel.text,
    Qt.ItemDataRole.EditRole: ReviewModel.text,
    Qt.ItemDataRole.ToolTipRole: ReviewModel.tip,
    Qt.ItemDataRole.AccessibleTextRole: ReviewModel.spoken,
    Qt.ItemDataRole.DecorationRole: ReviewModel.icon,
    Qt.ItemDataRole.ForegroundRole: ReviewModel.ink,
}
