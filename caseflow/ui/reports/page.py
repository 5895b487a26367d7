"""The section « Rapports »: needs and what answers them."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from caseflow.i18n import _, current
from caseflow.services.figures.model import Release
from caseflow.services.figures.words import shown
from caseflow.services.needs import words
from caseflow.services.needs.model import UNANSWERED, NeedsQuery, NeedsReport
from caseflow.store.files import write_whole
from caseflow.ui import icons, theme
from caseflow.ui.actions import Act
from caseflow.ui.choosing import ask_name
from caseflow.ui.context import Context
from caseflow.ui.reports.needs_query_bar import NeedsQueryBar
from caseflow.ui.reports.papers import make_pdf, make_workbook, report_file_name, to_hand_on
from caseflow.ui.reports.table_pane import TablePane
from caseflow.ui.widgets.empty_state import EmptyState

KINDS = frozenset({"barrier", "referral", "service", "person", "situation_fact", "enrolment", "rule_setting"})
"""The tables that the figures count."""

_LIST_WIDTH = 236


class ReportsPage(QWidget):
    """One report: choices above, its tables at the left, one of them at the right."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._report: NeedsReport | None = None
        self._is_stale = True
        self._create()
        self._arrange()
        self._connect()

    @property
    def report(self) -> NeedsReport | None:
        """Return what is shown; None until it is counted."""
        return self._report

    def refresh(self) -> None:
        """Count again; behind another page, only once it is shown: it reads the whole store."""
        self._is_stale = not self.isVisible()
        query = self._bar.query()
        if self._is_stale or query is None:
            return
        work = partial(self._context.desk.needs.report, query, self._context.today())
        self._told.setText(_("Counting…"))
        self._context.tasks.run(self, work, self._on_counted, only_latest="needs")

    def set_discreet(self, is_on: bool, /) -> None:
        """Show nothing but what may be handed on."""
        self._bar.set_discreet(is_on)

    def acts(self) -> Mapping[str, Act]:
        """Return what the commands of the window do with a report."""
        is_there = self._report is not None and not self._report.is_empty
        why = "" if is_there else _("There is nothing to print yet.")
        return {"preview": Act(self.print_report, why, _("Print the report…"))}

    def print_report(self) -> None:
        """Show the report as it will be printed, to print it or save it; always masked."""
        from caseflow.ui.print_preview import PreviewDialog

        query = self._query_to_hand_on()
        if query is not None:
            make = partial(make_pdf, self._context, query)
            PreviewDialog(self, self._context, make, title=_(words.TITLE)).open()

    def ask_workbook(self) -> None:
        """Ask where to write the workbook; always masked."""
        query = self._query_to_hand_on()
        if query is None:
            return
        write, name = partial(self.write_workbook, query), report_file_name(query, ".xlsx")
        ask_name(self, _("Write the figures to a workbook"), write, name, [_("Excel workbook (*.xlsx)")])

    def write_workbook(self, query: NeedsQuery, chosen: str) -> None:
        """Write the workbook, in the background."""
        path = Path(chosen)

        def work() -> None:
            write_whole(path, make_workbook(self._context, query))

        self._context.tasks.run(self, work, lambda _none: self._on_written(path.name))

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def _create(self) -> None:
        self._bar = NeedsQueryBar(self._context)
        self._print = QPushButton(icons.icon("print"), _("Print or save as PDF…"))
        self._workbook = QPushButton(icons.icon("export"), _("Excel workbook…"))
        self._told = theme.quiet("")
        self._note = theme.quiet("")
        self._list = QListWidget()
        self._list.setAccessibleName(_("Tables of the report"))
        self._list.setFixedWidth(_LIST_WIDTH)
        self._list.setWordWrap(True)
        self._list.setSpacing(theme.SPACE_XS)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pane = TablePane(self._context)
        self._states = QStackedWidget()
        self._full = QWidget()
        self._empty = EmptyState(
            "book",
            _("No need to count yet"),
            _(
                "This report counts the barriers noted in the records, what lifts them, and which have no answer where."
                " Note barriers in « Barriers and actions » of a record, or choose another period."
            ),
        )
        self._empty.add_button(_("Go to the beneficiaries"), "people", partial(self._open_page, "people"))

    def _arrange(self) -> None:
        body = QHBoxLayout(self._full)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(theme.SPACE_M)
        body.addWidget(self._list)
        body.addWidget(self._pane, 1)
        for state in (QWidget(), self._full, self._empty):
            self._states.addWidget(state)
        head = QHBoxLayout()
        head.addWidget(theme.title(_(words.TITLE)), 1)
        head.addWidget(self._print)
        head.addWidget(self._workbook)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_M, theme.SPACE_L, theme.SPACE_M)
        column.setSpacing(theme.SPACE_S)
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addWidget(self._told)
        column.addWidget(self._states, 1)
        column.addWidget(self._note)

    def _connect(self) -> None:
        self._bar.asked.connect(self.refresh)
        self._print.clicked.connect(self.print_report)
        self._workbook.clicked.connect(self.ask_workbook)
        self._list.currentItemChanged.connect(self._on_table_chosen)
        self._context.changes.changed.connect(self._on_changed)

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & KINDS:
            self.refresh()

    def _on_counted(self, report: NeedsReport) -> None:
        self._report = report
        chosen = self._chosen_key()
        self._told.setText(
            _("People with an open barrier on {day}: {count}").format(
                day=current().date(report.query.until), count=shown(report.people, current())
            )
        )
        self._note.setText(words.masking_note(report, current()))
        for button in (self._print, self._workbook):
            button.setDisabled(report.is_empty)
        self._states.setCurrentWidget(self._empty if report.is_empty else self._full)
        self._note.setHidden(report.is_empty)
        self._fill_list(report, chosen)

    def _fill_list(self, report: NeedsReport, chosen: str) -> None:
        named = {table.key: table.title for table in report.tables if not table.is_wide}
        self._list.clear()
        for key, title in {UNANSWERED: _("Needs without an answer"), **named}.items():
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self._list.addItem(item)
            if key == chosen:
                self._list.setCurrentItem(item)
        if self._list.currentRow() < 0:
            self._list.setCurrentRow(0)

    def _chosen_key(self) -> str:
        item = self._list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item else UNANSWERED

    def _on_table_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None and self._report is not None:
            key = self._chosen_key()
            found = next((table for table in self._report.tables if table.key == key), None)
            self._pane.show_needs(self._report, found)

    def _query_to_hand_on(self) -> NeedsQuery | None:
        query = self._bar.query()
        if query is None:
            return None
        if query.release is Release.INTERNAL:
            self._context.navigator.show_message(_("What leaves the window is masked: figures to hand on to partners."))
        return to_hand_on(query)

    def _open_page(self, key: str) -> None:
        self._context.navigator.open_page(key)

    def _on_written(self, name: str) -> None:
        self._context.navigator.show_message(_("Workbook written: {name}").format(name=name))
