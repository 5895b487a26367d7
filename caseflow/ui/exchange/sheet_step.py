"""Second step of an import: which sheet, where the headings are, what was set aside, with the first lines."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSpinBox, QTableView, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.exchange.tables import Table, cell_text
from caseflow.i18n import _, ngettext
from caseflow.ui import theme
from caseflow.ui.exchange.draft import ImportDraft
from caseflow.ui.widgets.choice_field import ChoiceField
from caseflow.ui.widgets.column_mapping import column_name

_LINES = 12
_LAST_HEADING = 200
_ROOT = QModelIndex()
_WIDEST = 260


class SheetStep(QWidget):
    """A choice of sheet when there are several, the notes on the reading, the first lines as they were read."""

    sheet_chosen = Signal(str)
    """Another sheet is to be read."""
    heading_chosen = Signal(int)
    """The headings stand on another line, from 1; 0 for a file without any."""

    def __init__(self) -> None:
        super().__init__()
        self._label = QLabel(_("&Sheet"))
        self._sheets: ChoiceField[str] = ChoiceField((), str)
        self._heading = QSpinBox()
        self._count = QLabel()
        self._notes = theme.quiet("")
        self._lines = QTableView()
        self._model: LinesModel | None = None
        self._arrange()
        self._sheets.choice_made.connect(self._on_sheet_chosen)
        self._heading.editingFinished.connect(self._on_heading_edited)
        self._table: Table | None = None

    def show_draft(self, draft: ImportDraft) -> None:
        """Show what was read."""
        table = draft.table
        if table is None:
            return
        self._table = table
        self._heading.setValue(table.heading_row)
        self._sheets.set_choices(table.sheets)
        self._sheets.set_value(table.sheet)
        for part in (self._label, self._sheets):
            part.setVisible(len(table.sheets) > 1)
        count = ngettext("{count} row read", "{count} rows read", len(table.rows))
        self._count.setText(count.format(count=len(table.rows)))
        self._notes.setText("\n".join(f"• {note}" for note in table.notes))
        self._notes.setVisible(bool(table.notes))
        previous, self._model = self._model, LinesModel(table, self)
        self._lines.setModel(self._model)
        self._fit_columns()
        if previous is not None:
            previous.deleteLater()

    def _arrange(self) -> None:
        self._label.setBuddy(self._sheets)
        self._sheets.setAccessibleName(_("Sheet"))
        self._heading.setRange(0, _LAST_HEADING)
        self._heading.setSpecialValueText(_("None"))
        for part in (self._heading, self._heading.lineEdit()):
            part.setAccessibleName(_("Line of the headings"))
        self._heading.setToolTip(_("The line of the file that says what each column holds, where it was not found."))
        self._lines.setAccessibleName(_("First lines of the file"))
        self._lines.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self._lines.setTabKeyNavigation(False)
        self._lines.setAlternatingRowColors(True)
        row = QHBoxLayout()
        row.addWidget(self._label)
        row.addWidget(self._sheets)
        label = QLabel(_("&Line of the headings"))
        label.setBuddy(self._heading)
        row.addWidget(label)
        row.addWidget(self._heading)
        row.addWidget(self._count)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._notes)
        column.addWidget(self._lines, 1)

    def _fit_columns(self) -> None:
        self._lines.resizeColumnsToContents()
        for column in range(self._lines.model().columnCount()):
            self._lines.setColumnWidth(column, min(_WIDEST, self._lines.columnWidth(column)))

    def _on_heading_edited(self) -> None:
        """Read again once the number is typed or left; what is already so asks for nothing."""
        if self._table is not None and self._heading.value() != self._table.heading_row:
            self.heading_chosen.emit(self._heading.value())

    def _on_sheet_chosen(self) -> None:
        self.sheet_chosen.emit(self._sheets.value() or "")


class LinesModel(QAbstractTableModel):
    """The first lines of a table, as they were typed."""

    def __init__(self, table: Table, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._columns: Sequence[int] = table.columns
        self._rows = table.rows[:_LINES]

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return cell_text(self._rows[index.row()].cells[self._columns[index.column()]])

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(self._rows[section].number)
        return column_name(self._table, self._columns[section])
