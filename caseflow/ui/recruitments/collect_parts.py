"""The parts of the stage of collection: its table, its rows of buttons, the question of where a file goes."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QPushButton, QTableWidget, QWidget

from caseflow.i18n import _
from caseflow.ui import icons, theme
from caseflow.ui.widgets.flow_row import FlowRow
from caseflow.ui.widgets.room import give_headings_room


class ListsTable(QTableWidget):
    """A line for each list and for each prescriber of whom one is expected."""

    def __init__(self) -> None:
        from caseflow.ui.recruitments.collect_lines import headings

        titles = headings()
        super().__init__(0, len(titles))
        self.setAccessibleName(_("Lists received"))
        self.setHorizontalHeaderLabels(list(titles))
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.horizontalHeader().setStretchLastSection(True)
        give_headings_room(self.horizontalHeader())


def buttons_row(made: dict[str, QPushButton], *buttons: tuple[str, str, str, Callable[[], None]]) -> QWidget:
    """Return a row of buttons, each kept in `made` by its key: its icon, its words, what it does."""
    held = QWidget()
    row = FlowRow(theme.SPACE_S)
    for key, icon, words, do in buttons:
        button = QPushButton(icons.icon(icon), words)
        button.clicked.connect(partial(_pressed, do))
        made[key] = button
        row.addWidget(button)
    held.setLayout(row)
    return held


def ask_where(parent: QWidget, title: str, name: str, then: Callable[[Path], None]) -> None:
    """Ask where a workbook goes."""
    from caseflow.reports.file_names import safe_file_name

    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([_("Excel workbook (*.xlsx)")])
    dialog.setDefaultSuffix("xlsx")
    dialog.selectFile(safe_file_name(name, ".xlsx"))
    dialog.fileSelected.connect(partial(_named, then))
    dialog.open()


def _pressed(do: Callable[[], None], _checked: bool = False) -> None:
    do()


def _named(then: Callable[[Path], None], chosen: str) -> None:
    then(Path(chosen))
