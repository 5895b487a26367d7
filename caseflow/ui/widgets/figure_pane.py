"""Show a table of figures: its title, its chart, its lines."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from caseflow.i18n import current
from caseflow.services.figures.charts import chart
from caseflow.services.figures.model import FigureTable
from caseflow.services.figures.words import cells_shown
from caseflow.ui import theme
from caseflow.ui.widgets.drawing_view import DrawingView
from caseflow.ui.widgets.figure_lines import FigureLines
from caseflow.ui.widgets.lines import as_lines


class FigurePane(QScrollArea):
    """One table at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._title = theme.title("", 1.2)
        self._note = theme.quiet("")
        self.between = QVBoxLayout()
        """Room between the note and the chart, for a page that says more."""
        self._chart = DrawingView()
        self._lines = FigureLines()
        self._arrange()

    def show_table(self, table: FigureTable | None, title: str = "") -> None:
        """Show a table; without one, a title alone."""
        self._title.setText(table.title if table else title)
        self._note.setText(table.note if table else "")
        self._note.setVisible(bool(table and table.note))
        self._lines.setVisible(table is not None)
        self._chart.setVisible(bool(table and table.drawn))
        if table is not None:
            self._chart.show_drawing(lambda width, measure: chart(table, width, measure, current()))
            self._fill(table)
        self.verticalScrollBar().setValue(0)

    def _arrange(self) -> None:
        lines = self._lines
        as_lines(lines)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.SPACE_S, 0)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(self._title)
        column.addWidget(self._note)
        column.addLayout(self.between)
        column.addWidget(self._chart)
        column.addWidget(lines)
        column.addStretch(1)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _fill(self, table: FigureTable) -> None:
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
        lines.wrap_headings(table.words)
        height = lines.horizontalHeader().height() + lines.verticalHeader().defaultSectionSize() * max(
            len(table.lines), 1
        )
        lines.setFixedHeight(height + lines.horizontalScrollBar().sizeHint().height() + 2 * lines.frameWidth())
