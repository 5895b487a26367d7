"""Show one table of the needs, and what can be done about those without an answer."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from caseflow.i18n import _, current
from caseflow.services.figures.model import FigureTable
from caseflow.services.needs.model import UNANSWERED, NeedsReport
from caseflow.services.needs.words import nothing_missing
from caseflow.ui import icons, theme
from caseflow.ui.context import Context
from caseflow.ui.widgets.figure_pane import FigurePane


class TablePane(FigurePane):
    """The right side of a report."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._advice = theme.quiet("")
        self._directory = QPushButton(icons.icon("compass"), _("Open the directory"))
        self._directory.clicked.connect(partial(context.navigator.open_page, "resources"))
        self.between.addWidget(self._advice)
        self.between.addWidget(self._directory, 0, Qt.AlignmentFlag.AlignLeft)

    def show_needs(self, report: NeedsReport, table: FigureTable | None) -> None:
        """Show a table; without one, that no need is known to be without an answer."""
        is_on_answers = table is None or table.key == UNANSWERED
        self._advice.setText(_advice(report, table))
        for widget in (self._advice, self._directory):
            widget.setVisible(is_on_answers)
        self.show_table(table, _("Needs without an answer"))


def _advice(report: NeedsReport, table: FigureTable | None) -> str:
    if table is None or not report.has_directory:
        return nothing_missing(report, current())
    return _(
        "What to do: look for a partner who would come there or widen its area, add the service that was forgotten to"
        " the directory, or bring the need to the committee."
    )
