"""The parts of the stage of collection: its table, its rows of buttons, the question of where a file goes."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QTableWidget, QWidget

from caseflow.i18n import _
from caseflow.ui import icons, theme
from caseflow.ui.choosing import ask_name
from caseflow.ui.widgets.flow_row import FlowRow
from caseflow.ui.widgets.lines import as_lines
from caseflow.ui.widgets.room import give_headings_room

if TYPE_CHECKING:
    from caseflow.exchange.caseloads import Caseload
    from caseflow.services.candidates.received import ReceivedList
    from caseflow.ui.recruitments.collect_lines import Arrival, Line

_WIDEST = 260
"""Of a column, in pixels: a fault told in a sentence would push the figures out of sight."""


@dataclass
class Shown:
    """What the table is made of; what waits to be taken in is kept in memory only."""

    arrivals: list["Arrival"] = field(default_factory=list["Arrival"])
    kept: tuple["ReceivedList", ...] = ()
    lines: list["Line"] = field(default_factory=list["Line"])


class ListsTable(QTableWidget):
    """A line for each list and for each prescriber of whom one is expected."""

    def __init__(self) -> None:
        from caseflow.ui.recruitments.collect_lines import headings

        titles = headings()
        super().__init__(0, len(titles))
        self.setAccessibleName(_("Lists received"))
        self.setHorizontalHeaderLabels(list(titles))
        as_lines(self)
        self.horizontalHeader().setStretchLastSection(True)
        give_headings_room(self.horizontalHeader())

    def fit(self) -> None:
        """Give each column the room of its words, but no column the room of the others."""
        self.resizeColumnsToContents()
        for column in range(self.columnCount()):
            self.setColumnWidth(column, min(self.columnWidth(column), _WIDEST))


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


def wrong_lines(kept: "ReceivedList", on: date) -> "Caseload | None":
    """Return the lines of a list that are still to be corrected, read again as the sender wrote them."""
    from caseflow.exchange.left_out import read_again

    report = kept.report
    found = read_again(report.left_out, kept.name, on) if report else None
    if found is None or report is None:
        return None
    return replace(found, rows=tuple(row for row in found.rows if row.number in report.lines_to_correct))


def ask_where(parent: QWidget, title: str, name: str, then: Callable[[Path], None]) -> None:
    """Ask where a workbook goes."""
    from caseflow.reports.file_names import safe_file_name

    ask_name(parent, title, partial(_named, then), safe_file_name(name, ".xlsx"), [_("Excel workbook (*.xlsx)")])


def _pressed(do: Callable[[], None], _checked: bool = False) -> None:
    do()


def _named(then: Callable[[Path], None], chosen: str) -> None:
    then(Path(chosen))
