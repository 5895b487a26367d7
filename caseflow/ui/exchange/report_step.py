"""Last step of an import: what was done, what was mended, and the way to take it all back."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QHeaderView, QLabel, QPushButton, QTableView, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.i18n import _
from caseflow.services.caseloads import Mended, Report
from caseflow.ui import icons, theme
from caseflow.ui.widgets.room import give_headings_room

_ROOT = QModelIndex()


class ReportStep(QWidget):
    """Counts, repairs, and what can be done next."""

    undo_asked = Signal()
    refused_asked = Signal()
    list_asked = Signal()
    again_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = theme.title("", 1.25)
        self._cards = QHBoxLayout()
        self._told = theme.quiet("")
        self._repairs_title = theme.title("", 1.0)
        self._repairs = QTableView()
        self._model = RepairsModel((), self)
        self._open = QPushButton(icons.icon("people"), _("Open the list"))
        self._undo = QPushButton(icons.icon("undo"), _("Undo this import"))
        self._refused = QPushButton(icons.icon("export"), _("Save the rows left out…"))
        self._again = QPushButton(icons.icon("import"), _("Import another file"))
        self._arrange()
        self._connect()

    def show_report(self, report: Report, name: str) -> None:
        """Show what an import did."""
        done = _("“{file}” was imported").format(file=name)
        self._title.setText(done if report.action_id else _("Nothing was written"))
        self._show_cards(report)
        self._told.setText("")
        self._told.hide()
        self._model.show_lines(report.repairs)
        self._repairs_title.setText(_("Repaired while reading ({count})").format(count=len(report.repairs)))
        for part in (self._repairs, self._repairs_title):
            part.setVisible(bool(report.repairs))
        self._undo.setEnabled(report.action_id is not None)
        self._refused.setVisible(bool(report.left_out))
        self._open.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_undone(self, sentences: Sequence[str]) -> None:
        """Say that the import was taken back, and what could not be because it changed since."""
        self._undo.setEnabled(False)
        self._title.setText(_("The import was taken back"))
        kept = [_("Kept because it changed since:"), *(f"• {sentence}" for sentence in sentences)] if sentences else []
        self._told.setText("\n".join(kept))
        self._told.setVisible(bool(kept))

    def _arrange(self) -> None:
        self._cards.setSpacing(theme.SPACE_M)
        self._repairs.setModel(self._model)
        self._repairs.setAccessibleName(_("Repairs"))
        self._repairs.setTabKeyNavigation(False)
        self._repairs.setWordWrap(False)
        self._repairs.verticalHeader().hide()
        self._repairs.setAlternatingRowColors(True)
        header = self._repairs.horizontalHeader()
        header.setDefaultSectionSize(190)
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        self._repairs.setColumnWidth(0, 64)
        give_headings_room(header)
        buttons = QHBoxLayout()
        for button in (self._open, self._undo, self._refused, self._again):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(self._title)
        column.addLayout(self._cards)
        column.addWidget(self._told)
        column.addLayout(buttons)
        column.addWidget(self._repairs_title)
        column.addWidget(self._repairs, 1)
        column.addStretch(0)

    def _connect(self) -> None:
        self._open.clicked.connect(self.list_asked)
        self._undo.clicked.connect(self.undo_asked)
        self._refused.clicked.connect(self.refused_asked)
        self._again.clicked.connect(self.again_asked)

    def _show_cards(self, report: Report) -> None:
        while self._cards.count():
            widget = self._cards.takeAt(0).widget()  # pyright: ignore[reportOptionalMemberAccess] - count says so
            if widget is not None:
                widget.deleteLater()
        rejected = len({each.row for each in report.rejected})
        for count, words in (
            (report.created, _("created")),
            (report.updated, _("completed")),
            (report.identical, _("identical")),
            (len(report.duplicates), _("possible duplicates left out")),
            (rejected, _("to correct, left out")),
            (report.skipped, _("left out by you")),
        ):
            self._cards.addWidget(_card(count, words))


def _card(count: int, words: str) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    column = QVBoxLayout(card)
    column.setSpacing(0)
    figure = theme.title(str(count), 1.7)
    label = QLabel(words)
    label.setWordWrap(True)
    for part in (figure, label):
        part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(part)
    return card


class RepairsModel(QAbstractTableModel):
    """What was mended, one line each."""

    def __init__(self, lines: Sequence[Mended], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines = tuple(lines)

    def show_lines(self, lines: Sequence[Mended]) -> None:
        """Show other repairs."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else 5

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        line = self._lines[index.row()]
        return (str(line.row), line.column, line.before, line.after, line.reason)[index.column()]

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation == Qt.Orientation.Vertical:
            return None
        return (_("Line"), _("Column"), _("Typed"), _("Read"), _("What was done"))[section]
