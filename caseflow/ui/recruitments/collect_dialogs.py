"""What is asked about a list: who sent it and what its columns are; what its lines say wrongly."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from caseflow.exchange.candidate_lists import CandidateList
from caseflow.exchange.caseloads import Caseload, IncomingRow
from caseflow.exchange.mappings import Mapping, missing_columns
from caseflow.i18n import _
from caseflow.services.caseloads.report import Mended
from caseflow.ui import theme
from caseflow.ui.widgets.column_mapping import ColumnMapping
from caseflow.ui.widgets.room import give_headings_room
from caseflow.ui.widgets.tab_order import tab_as_read


class ConfirmListDialog(QDialog):
    """Who sent a list, and its columns; both are remembered for the next list of that sender."""

    def __init__(
        self,
        parent: QWidget,
        read: CandidateList,
        prescribers: Sequence[str],
        confirmed: Callable[[Mapping, str], object],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Confirm “{file}”").format(file=read.name))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self._buttons.addButton(_("Take the list in"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._names_senders = read.names_senders
        self._confirmed = confirmed
        self._sender = QComboBox()
        self._sender.setEditable(True)
        self._sender.addItems(["", *prescribers])
        self._sender.setCurrentText(read.sender)
        label = QLabel(_("&Sent by"))
        label.setBuddy(self._sender)
        self._columns = ColumnMapping()
        self._columns.show_table(read.table, read.mapping, is_remembered=read.is_known)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE_M)
        for widget in (label, self._sender):
            column.addWidget(widget)
        column.addWidget(self._columns, 1)
        _finish(self, column, self._buttons, self.accept_button)
        self._sender.currentTextChanged.connect(self._show_button)
        self._columns.mapping_changed.connect(self._show_button)
        self.accepted.connect(self._on_accepted)
        self._show_button()
        self._sender.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_button(self) -> None:
        is_sent = bool(self._sender.currentText().strip()) or self._names_senders
        self.accept_button.setEnabled(is_sent and not missing_columns(self._columns.mapping()))

    def _on_accepted(self) -> None:
        self._confirmed(self._columns.mapping(), self._sender.currentText())


class CorrectListDialog(QDialog):
    """The lines that could not be taken, to be typed anew where they are wrong; what was mended is told below."""

    def __init__(
        self,
        parent: QWidget,
        name: str,
        caseload: Caseload | None,
        repairs: Sequence[Mended],
        corrected: Callable[[list[IncomingRow]], object],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Lines of “{file}”").format(file=name))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        take = _("Take the corrected lines in")
        self.accept_button = self._buttons.addButton(take, QDialogButtonBox.ButtonRole.AcceptRole)
        self._caseload = caseload
        self._corrected = corrected
        self._rows = {row.number: row for row in caseload.rows} if caseload else {}
        self._places: list[tuple[int, int]] = []
        self._table = _table(_("Lines to correct"), (_("Line"), _("Column"), _("Typed"), _("What is wrong")))
        self._mended = _table(_("Repairs"), (_("Line"), _("Column"), _("Typed"), _("Read"), _("What was done")))
        self._fill()
        _fill(self._mended, [(str(each.row), each.column, each.before, each.after, each.reason) for each in repairs])
        count = _("Repaired while reading ({count})").format(count=len(repairs))
        column = QVBoxLayout(self)
        for title, table in ((_("Lines to correct"), self._table), (count, self._mended)):
            column.addWidget(theme.title(title, 1.0))
            column.addWidget(table, 1)
        self.accept_button.setEnabled(False)
        _finish(self, column, self._buttons, self.accept_button)
        self._table.itemChanged.connect(self._on_changed)
        self.accepted.connect(self._on_accepted)

    def _fill(self) -> None:
        found: list[tuple[str, str, str, str]] = []
        for row in self._rows.values():
            for problem in row.problems:
                if problem.blocking:
                    found.append((str(row.number), problem.heading, problem.value, problem.reason))
                    self._places.append((row.number, problem.column))
        _fill(self._table, found)
        for place, (_number, column) in enumerate(self._places):
            item = self._table.item(place, 2)
            if item is not None and column >= 0:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)

    def _on_changed(self, item: QTableWidgetItem) -> None:
        self.accept_button.setEnabled(True)
        del item

    def _on_accepted(self) -> None:
        rows = dict(self._rows)
        for place, (number, column) in enumerate(self._places):
            item = self._table.item(place, 2)
            if item is not None and column >= 0 and self._caseload is not None:
                rows[number] = self._caseload.corrected(rows[number], column, item.text())
        self._corrected([row for row in rows.values() if not row.needs_correction])


def _finish(dialog: QDialog, column: QVBoxLayout, buttons: QDialogButtonBox, accept: QPushButton) -> None:
    """Put the buttons below the rest; Ctrl+Enter presses the one that does something."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    QShortcut(QKeySequence("Ctrl+Return"), dialog, accept.click)
    column.addWidget(buttons)
    accept.setDefault(True)
    dialog.resize(760, 520)
    tab_as_read(dialog)


def _table(name: str, headings: Sequence[str]) -> QTableWidget:
    table = QTableWidget(0, len(headings))
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(list(headings))
    table.verticalHeader().hide()
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setAlternatingRowColors(True)
    table.horizontalHeader().setStretchLastSection(True)
    give_headings_room(table.horizontalHeader())
    return table


def _fill(table: QTableWidget, lines: Sequence[Sequence[str]]) -> None:
    table.setRowCount(len(lines))
    for place, line in enumerate(lines):
        for column, words in enumerate(line):
            item = QTableWidgetItem(words)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setToolTip(words)
            table.setItem(place, column, item)
    table.resizeColumnsToContents()
