"""What is asked about a list: who sent it and what its columns are; what its lines say wrongly."""

import json
from collections.abc import Callable, Sequence
from uuid import UUID, uuid5

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
from typing_extensions import override

from caseflow.exchange.candidate_lists import CandidateList
from caseflow.exchange.caseloads import Caseload, IncomingRow
from caseflow.exchange.mappings import Mapping, missing_columns
from caseflow.i18n import _
from caseflow.services.caseloads.report import Mended
from caseflow.services.drafts import DraftOf
from caseflow.ui import theme
from caseflow.ui.context import Context
from caseflow.ui.drafting import Drafting
from caseflow.ui.editors import Editor
from caseflow.ui.widgets.column_mapping import ColumnMapping
from caseflow.ui.widgets.room import give_headings_room
from caseflow.ui.widgets.tab_order import tab_as_read


def draft_of(read: CandidateList, recruitment_id: UUID) -> DraftOf:
    """Return the draft of what is said about a list: the same list dropped again finds it."""
    return DraftOf("confirm_list", uuid5(recruitment_id, "\n".join((read.name, *read.table.headings))))


class ConfirmListDialog(QDialog):
    """Who sent a list, and its columns; both are remembered for the next list of that sender."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        draft: DraftOf,
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
        sender = Editor("sender", self._sender, self._sender.currentText, self._sender.setCurrentText)
        sender.show_value(read.sender)
        columns = _ColumnsEditor(self._columns, read)
        self._drafting = Drafting(self, context, {each.name: each for each in (sender, columns)})
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE_M)
        for widget in (self._drafting.line, label, self._sender):
            column.addWidget(widget)
        column.addWidget(self._columns, 1)
        _finish(self, column, self._buttons, self.accept_button)
        self._sender.currentTextChanged.connect(self._show_button)
        columns.edited.connect(self._show_button)
        self.accepted.connect(self._on_accepted)
        self.rejected.connect(self._drafting.leave)
        self._drafting.begin(draft, self.windowTitle())
        self._show_button()
        self._sender.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_button(self) -> None:
        is_sent = bool(self._sender.currentText().strip()) or self._names_senders
        self.accept_button.setEnabled(is_sent and not missing_columns(self._columns.mapping()))

    def _on_accepted(self) -> None:
        self._drafting.pause()  # whoever takes the list in drops the draft with it
        self._confirmed(self._columns.mapping(), self._sender.currentText())


class CorrectListDialog(QDialog):
    """The lines that could not be taken, to be typed anew where they are wrong; what was mended is told below."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        draft: DraftOf,
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
        self._drafting = Drafting(self, context, {"cells": _CellsEditor(self._table)})
        column = QVBoxLayout(self)
        column.addWidget(self._drafting.line)
        for title, table in ((_("Lines to correct"), self._table), (count, self._mended)):
            column.addWidget(theme.title(title, 1.0))
            column.addWidget(table, 1)
        self.accept_button.setEnabled(False)
        _finish(self, column, self._buttons, self.accept_button)
        self._table.itemChanged.connect(self._on_changed)
        self.accepted.connect(self._on_accepted)
        self.rejected.connect(self._drafting.leave)
        self._drafting.begin(draft, self.windowTitle())

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
        self._drafting.pause()
        rows = dict(self._rows)
        for place, (number, column) in enumerate(self._places):
            item = self._table.item(place, 2)
            if item is not None and column >= 0 and self._caseload is not None:
                rows[number] = self._caseload.corrected(rows[number], column, item.text())
        self._corrected([row for row in rows.values() if not row.needs_correction])


class _ColumnsEditor(Editor):
    """Edits which column holds what; a draft knows the columns by their headings."""

    def __init__(self, columns: ColumnMapping, read: CandidateList) -> None:
        def show(mapping: Mapping) -> None:
            columns.show_table(read.table, mapping, is_remembered=read.is_known)
            self.edited.emit()

        super().__init__("columns", columns, columns.mapping, show)
        self._headings = read.table.headings
        self.show_value(read.mapping)
        columns.mapping_changed.connect(self._on_edited)

    @override
    def typed(self) -> str:
        mapping: Mapping = self.value()
        return mapping.to_json(self._headings)

    @override
    def type_again(self, typed: str | bool | None) -> None:
        self.choose(Mapping.from_json(str(typed), self._headings))


class _CellsEditor(Editor):
    """Edits what lines say wrongly; a draft knows a cell by its line and the heading of its column."""

    def __init__(self, table: QTableWidget) -> None:
        super().__init__("cells", table, self._cells, self._put)
        self._table = table
        self._shown = self._cells()
        table.itemChanged.connect(self._on_edited)

    @override
    def typed(self) -> str:
        changed = [cell for cell in self._cells() if cell not in self._shown]
        return json.dumps(changed, ensure_ascii=False)

    @override
    def type_again(self, typed: str | bool | None) -> None:
        self._put([(line, heading, words) for line, heading, words in json.loads(str(typed))])

    def _cells(self) -> list[tuple[str, str, str]]:
        return [
            (self._words(place, 0), self._words(place, 1), self._words(place, 2))
            for place in range(self._table.rowCount())
        ]

    def _put(self, cells: Sequence[tuple[str, str, str]]) -> None:
        wanted = {(line, heading): words for line, heading, words in cells}
        for place in range(self._table.rowCount()):
            key, item = (self._words(place, 0), self._words(place, 1)), self._table.item(place, 2)
            if item is not None and key in wanted:
                item.setText(wanted[key])

    def _words(self, place: int, column: int) -> str:
        item = self._table.item(place, column)
        return item.text() if item else ""


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
