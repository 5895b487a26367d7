"""The import wizard: file, sheet, columns, review of every row, report. What takes time is done in the background."""

from collections import abc
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from caseflow.domain.errors import CaseFlowError
from caseflow.exchange.mappings import Mapping, missing_columns
from caseflow.exchange.refused import write_refused
from caseflow.i18n import N_, _, ngettext
from caseflow.reports.file_names import safe_file_name
from caseflow.services.caseloads import Report, Staging
from caseflow.services.undo import UndoReport
from caseflow.ui import icons, theme
from caseflow.ui.actions import Act
from caseflow.ui.choosing import ask_name
from caseflow.ui.context import Context
from caseflow.ui.errors import show_error
from caseflow.ui.exchange.draft import (
    DRAFT,
    ImportDraft,
    JudgedFile,
    ReadFile,
    incoming,
    judge_file,
    read_source,
    remembered,
    still_hold,
    typed,
)
from caseflow.ui.exchange.report_step import ReportStep
from caseflow.ui.exchange.review_step import ReviewStep
from caseflow.ui.exchange.sheet_step import SheetStep
from caseflow.ui.exchange.source_step import SourceStep
from caseflow.ui.key_names import with_key
from caseflow.ui.navigation import ImportSource
from caseflow.ui.tasks import Job, Progress
from caseflow.ui.widgets.column_mapping import ColumnMapping
from caseflow.ui.widgets.tab_order import tab_as_read
from caseflow.ui.widgets.working import Working

SOURCE, SHEET, MAPPING, REVIEW, REPORT = range(5)
_TITLES = (N_("File"), N_("Sheet and headings"), N_("Columns"), N_("Check"), N_("Report"))
_NEXT = (N_("Continue"), N_("Continue"), N_("Read and compare"), N_("Import these rows"), N_("Close"))

Cells = Sequence[tuple[int, int, str]]


class ImportPage(QWidget):
    """Five steps one after the other; nothing is written before « Importer »."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._draft = ImportDraft()
        self._step = SOURCE
        self._source = SourceStep()
        self._sheet = SheetStep()
        self._mapping = ColumnMapping()
        self._review = ReviewStep()
        self._report = ReportStep()
        self._working = Working()
        self._stack = QStackedWidget()
        self._trail = QLabel()
        self._summary = QLabel()
        self._back = QPushButton(_("Back"))
        self._next = QPushButton()
        self._arrange()
        self._connect()
        self._show_step(SOURCE)

    def take(self, source: ImportSource) -> None:
        """Begin an import with a file or pasted cells; without either, ask for them, or stay where things are."""
        if source.path is not None or source.text:
            self._begin(source)

    def acts(self) -> abc.Mapping[str, Act]:
        """Return what the commands of the window do here: « Enregistrer » goes on to the next step."""
        is_ready = self._next.isVisibleTo(self) and self._next.isEnabled()
        words = self._next.text() if is_ready else ""
        can_go_back = self._back.isVisibleTo(self) and self._back.isEnabled()
        back = Act(self._back.click, "" if can_go_back else _("There is no step before this one."), _("Previous step"))
        save = Act(self._next.click, "" if is_ready else _("This step is not ready yet."), words)
        return {"save": save, "import_back": back}

    def _arrange(self) -> None:
        for step in (self._source, self._sheet, self._mapping, self._review, self._report, self._working):
            self._stack.addWidget(step)
        self._trail.setTextFormat(Qt.TextFormat.RichText)
        self._next.setDefault(True)
        self._next.setToolTip(with_key(_("Go on"), "Ctrl+Return"))
        foot = QHBoxLayout()
        foot.addWidget(self._summary, 1)
        foot.addWidget(self._back)
        foot.addWidget(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_M, theme.SPACE_L, theme.SPACE_M)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(theme.title(_("Import people")))
        column.addWidget(self._trail)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._source.source_chosen.connect(self._begin)
        self._sheet.sheet_chosen.connect(self._on_sheet_chosen)
        self._sheet.heading_chosen.connect(self._on_heading_chosen)
        self._mapping.mapping_changed.connect(self._on_mapping_changed)
        self._review.corrected.connect(self._on_corrected)
        self._review.decided.connect(self._show_foot)
        self._report.undo_asked.connect(self._on_undo_asked)
        self._report.refused_asked.connect(self._on_refused_asked)
        self._report.list_asked.connect(partial(self._context.navigator.open_page, "people"))
        self._report.again_asked.connect(self._on_again_asked)
        self._back.clicked.connect(self._on_back_clicked)
        self._next.clicked.connect(self._on_next_clicked)

    def _show_step(self, step: int) -> None:
        self._step = step
        self._stack.setCurrentIndex(step)
        titles = [_(title) for title in _TITLES]
        parts = [
            f"<b>{place}. {title}</b>" if place == step + 1 else f"{place}. {title}"
            for place, title in enumerate(titles, 1)
        ]
        self._trail.setText(" › ".join(parts))
        self._trail.setAccessibleName(
            _("Step {number} of {total}: {title}").format(number=step + 1, total=len(titles), title=titles[step])
        )
        self._show_foot()
        if step in (SHEET, MAPPING):
            self._next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_foot(self) -> None:
        step = self._step
        tab_as_read(self)
        is_working = self._stack.currentWidget() is self._working
        others = len(self._draft.source.others)
        is_between = bool(others) and step in (SOURCE, REPORT)
        self._next.setText(_("Next file") if is_between else _(_NEXT[step]))
        self._next.setVisible(step != SOURCE or is_between)
        self._back.setVisible(step in (SHEET, MAPPING, REVIEW))
        self._next.setEnabled(not is_working and not (step == MAPPING and missing_columns(self._draft.mapping)))
        self._back.setEnabled(not is_working)
        waiting = ngettext("{count} file waiting", "{count} files waiting", others).format(count=others)
        summary = self._review.summary() if step == REVIEW and not is_working else ""
        self._summary.setText(" · ".join(part for part in (summary, waiting if others else "") if part))
        self._next.setIcon(icons.icon("import") if step == REVIEW else icons.icon("check"))

    def _run(self, label: str, work: Callable[[Progress], object], done: Callable[..., None]) -> None:
        """Do work in the background, with its progress in place of the step."""
        job: Job = self._context.tasks.run_long(
            self, label, work, done, failed=self._on_failed, cancelled=self._on_cancelled
        )
        self._working.show_job(label, job)
        self._stack.setCurrentWidget(self._working)
        self._show_foot()

    def _on_failed(self, error: Exception) -> None:
        self._show_step(self._step)
        if self._step == SOURCE and isinstance(error, CaseFlowError):
            self._source.show_error(error.message)
        else:
            show_error(self, error)

    def _on_cancelled(self) -> None:
        self._show_step(self._step)

    def _begin(self, source: ImportSource) -> None:
        self._draft = ImportDraft(source=source)
        self._source.show_error("")
        self._show_step(SOURCE)
        self._read(None)

    def _read(self, sheet: str | None, heading: int | None = None) -> None:
        work = partial(read_source, self._draft.source, sheet, heading, self._context.desk)
        self._run(_("Reading “{file}”").format(file=self._draft.name), work, self._on_read)

    def _on_read(self, read: ReadFile) -> None:
        self._draft.table, self._draft.mapping = read.table, read.mapping
        self._draft.is_remembered = read.is_remembered
        self._sheet.show_draft(self._draft)
        self._mapping.show_table(read.table, read.mapping, is_remembered=read.is_remembered)
        self._show_step(SHEET)

    def _on_sheet_chosen(self, sheet: str) -> None:
        self._read(sheet)

    def _on_heading_chosen(self, line: int) -> None:
        self._read(self._draft.table.sheet or None if self._draft.table else None, line)

    def _on_mapping_changed(self, mapping: Mapping) -> None:
        self._draft.mapping = mapping
        self._keep()
        self._show_foot()

    def _keep(self) -> None:
        """Keep which file it is and how its columns are understood, to be found again after a crash."""
        begun = typed(self._draft.source, self._draft.table, self._draft.mapping)
        drafts = self._context.desk.drafts
        title = _("Import of “{file}”").format(file=self._draft.name)
        if begun and not self._context.desk.store.read_only:
            work = partial(drafts.keep, DRAFT, title, begun, drafts.turn())
            self._context.tasks.run(self, work, self._on_kept)

    def _forget(self) -> None:
        drafts = self._context.desk.drafts
        work = partial(drafts.discard, DRAFT, drafts.turn())
        self._context.tasks.run(self, work, self._on_kept)

    def _on_kept(self, _nothing: None) -> None:
        self._context.navigator.drafts_changed.emit()

    def _judge(self) -> None:
        table = self._draft.table
        if table is None:
            return
        if self._draft.judged == (table, self._draft.mapping):
            self._show_step(REVIEW)  # with what was decided and corrected there
            return
        self._keep()
        work = partial(judge_file, table, self._draft.mapping, self._context.desk.caseloads, self._context.today())
        self._run(_("Comparing with the people already there"), work, self._on_judged)

    def _on_judged(self, judged: JudgedFile) -> None:
        draft, before = self._draft, self._draft.staging
        is_same_file = draft.judged is not None and draft.judged[0] is draft.table
        draft.decisions = still_hold(draft.decisions, before, judged.staging) if before and is_same_file else {}
        draft.caseload, draft.staging = judged.caseload, judged.staging
        draft.judged = (draft.table, draft.mapping) if draft.table else None
        self._review.show_draft(self._draft)
        self._show_step(REVIEW)

    def _on_corrected(self, cells: Cells) -> None:
        """Read the rows again with the cells typed anew, and judge them again."""
        caseload, staging = self._draft.caseload, self._draft.staging
        if caseload is None or staging is None:
            return
        rows = {row.number: incoming(row) for row in staging.rows}
        changed = {number: caseload.corrected(rows[number], column, text) for number, column, text in cells}
        work = partial(self._context.desk.caseloads.restage, staging, list(changed.values()))
        self._context.tasks.run(self, work, self._on_judged_again, failed=self._on_failed)

    def _on_judged_again(self, staging: Staging) -> None:
        self._draft.staging = staging
        self._review.show_judged()
        self._show_foot()

    def _import(self) -> None:
        staging = self._draft.staging
        if staging is None:
            return
        label = _("Import of “{file}”").format(file=self._draft.name)
        caseloads, decisions = self._context.desk.caseloads, dict(self._draft.decisions)
        remember = remembered(self._draft.table, self._draft.mapping)

        def work(progress: Progress) -> Report:
            return caseloads.apply(staging, decisions, label=label, progress=progress, remember=remember)

        self._run(label, work, self._on_imported)

    def _on_imported(self, report: Report) -> None:
        self._draft.report = report
        self._forget()
        self._report.show_report(report, self._draft.name)
        self._show_step(REPORT)

    def _on_undo_asked(self) -> None:
        report = self._draft.report
        if report is None or report.action_id is None:
            return
        action_id, undo = report.action_id, self._context.desk.undo
        self._run(_("Taking the import back"), lambda _progress: undo.undo(action_id), self._on_undone)

    def _on_undone(self, report: UndoReport) -> None:
        self._show_step(REPORT)
        self._report.show_undone(report.kept)

    def _on_refused_asked(self) -> None:
        stem = self._draft.source.path.stem if self._draft.source.path else self._draft.name
        name = safe_file_name(_("{file} to correct").format(file=stem), ".xlsx")
        ask_name(self, _("Save the rows left out"), self._on_refused_named, name, [_("Excel workbook (*.xlsx)")])

    def _on_refused_named(self, chosen: str) -> None:
        caseload, staging, report = self._draft.caseload, self._draft.staging, self._draft.report
        if caseload is None or staging is None or report is None:
            return
        wanted = set(report.left_out)
        rows = [incoming(row) for row in staging.rows if row.number in wanted]
        reasons = {each.row: each.reasons for each in report.duplicates}
        work = partial(write_refused, Path(chosen), caseload, rows, reasons)
        told = _("The rows left out were written to {file}.").format(file=Path(chosen).name)
        self._context.tasks.run(self, work, lambda _none: self._context.navigator.show_message(told))

    def _on_again_asked(self) -> None:
        self._draft = ImportDraft()
        self._source.show_error("")
        self._show_step(SOURCE)

    def _on_back_clicked(self) -> None:
        self._show_step(max(SOURCE, self._step - 1))

    def _on_next_clicked(self) -> None:
        does = {
            SHEET: partial(self._show_step, MAPPING),
            MAPPING: self._judge,
            REVIEW: self._import,
            REPORT: partial(self._context.navigator.close_tab, self),
        }
        others = self._draft.source.others
        if others and self._step in (SOURCE, REPORT):
            self._begin(ImportSource(path=others[0], others=others[1:]))
        else:
            does.get(self._step, _nothing)()


def _nothing() -> None:
    pass
