"""Show one table of a report: its title, its chart, its lines, and what can be done about it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from caseflow.i18n import _, current
from caseflow.services.needs.charts import chart
from caseflow.services.needs.model import UNANSWERED, NeedsReport, NeedsTable
from caseflow.services.needs.words import cells_shown, nothing_missing
from caseflow.ui import icons, theme
from caseflow.ui.context import Context
from caseflow.ui.widgets.drawing_view import DrawingView


class TablePane(QScrollArea):
    """The right side of a report."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._title = theme.title("", 1.2)
        self._note = theme.quiet("")
        self._advice = theme.quiet("")
        self._directory = QPushButton(icons.icon("compass"), _("Open the directory"))
        self._chart = DrawingView()
        self._lines = QTableWidget()
        self._directory.clicked.connect(partial(context.navigator.open_page, "resources"))
        self._arrange()

    def show_table(self, report: NeedsReport, table: NeedsTable | None) -> None:
        """Show a table; without one, that no need is known to be without an answer."""
        is_on_answers = table is None or table.key == UNANSWERED
        self._title.setText(table.title if table else _("Needs without an answer"))
        self._note.setText(table.note if table else "")
        self._note.setVisible(bool(table and table.note))
        self._advice.setText(_advice(report, table))
        for widget in (self._advice, self._directory):
            widget.setVisible(is_on_answers)
        self._lines.setVisible(table is not None)
        self._chart.setVisible(bool(table and table.drawn))
        if table is not None:
            self._chart.show_drawing(lambda width, measure: chart(table, width, measure, current()))
            self._fill(table)
        self.verticalScrollBar().setValue(0)

    def _arrange(self) -> None:
        lines = self._lines
        lines.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        lines.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        lines.setTabKeyNavigation(False)
        lines.verticalHeader().hide()
        lines.setWordWrap(False)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.SPACE_S, 0)
        column.setSpacing(theme.SPACE_S)
        for part in (self._title, self._note, self._advice):
            column.addWidget(part)
        column.addWidget(self._directory, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._chart)
        column.addWidget(lines)
        column.addStretch(1)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _fill(self, table: NeedsTable) -> None:
        lines = self._lines
        lines.setAccessibleName(table.title)
        lines.clear()
        lines.setColumnCount(len(table.head))
        lines.setRowCount(len(table.lines))
        lines.setHorizontalHeaderLabels(list(table.head))
        for row, line in enumerate(table.lines):
            for place, words in enumerate(cells_shown(table, line.cells, current())):
                item = QTableWidgetItem(words)
                if place >= table.words:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                font = item.font()
                font.setBold(line.is_total)
                item.setFont(font)
                lines.setItem(row, place, item)
        header = lines.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(table.words - 1, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(48)
        height = header.sizeHint().height() + lines.verticalHeader().defaultSectionSize() * max(len(table.lines), 1)
        lines.setFixedHeight(height + lines.horizontalScrollBar().sizeHint().height() + 2 * lines.frameWidth())


def _advice(report: NeedsReport, table: NeedsTable | None) -> str:
    if table is None or not report.has_directory:
        return nothing_missing(report, current())
    return _(
        "What to do: look for a partner who would come there or widen its area, add the service that was forgotten to"
        " the directory, or bring the need to the committee."
    )
