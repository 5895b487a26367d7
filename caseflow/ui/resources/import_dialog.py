"""Import a directory of partners from a file, and export ours: chosen, compared, seen, and only then written.

What reads and writes files is loaded in the background, with the package of the national schema: a quarter of a second.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.i18n import _, current, ngettext
from caseflow.services.desk import Desk
from caseflow.services.directory import Report, Staging
from caseflow.ui import icons, theme
from caseflow.ui.choosing import ask_file, ask_name
from caseflow.ui.context import Context
from caseflow.ui.resources.import_steps import DepartmentsStep, PreviewStep
from caseflow.ui.tasks import Job, Progress
from caseflow.ui.widgets.room import resize_within
from caseflow.ui.widgets.tab_order import tab_as_read
from caseflow.ui.widgets.working import Working

if TYPE_CHECKING:
    from caseflow.exchange.services_directory import Survey

_WIDTH, _HEIGHT = 820, 560
_SUFFIXES = ("json", "ndjson", "jsonl", "csv", "xlsx", "xls", "ods")


def open_import(context: Context, parent: QWidget) -> None:
    """Ask for a file of partners, then show what importing it would do."""
    patterns = " ".join(f"*.{suffix}" for suffix in _SUFFIXES)
    filters = [_("Directories ({patterns})").format(patterns=patterns), _("All files (*)")]

    def take(chosen: str) -> None:
        ImportDialog.open_on(parent, context, Path(chosen))

    ask_file(parent, _("Choose a directory of partners"), take, filters)


def open_export(context: Context, parent: QWidget) -> None:
    """Ask where to write the directory, and write it."""
    name = _("directory of {day}").format(day=context.today().isoformat()) + ".json"
    filters = [_("JSON (*.json)"), _("Excel workbook (*.xlsx)"), _("Text file (*.csv)")]
    ask_name(parent, _("Export the directory of partners"), partial(export, context), name, filters)


def export(context: Context, chosen: str) -> None:
    """Write the directory to the file chosen, in the background, and say what was written."""

    def write(progress: Progress) -> str:
        from caseflow.exchange.services_directory import export_directory

        made = export_directory(Path(chosen), context.desk.directory.outgoing())
        progress(1, 1)
        told = ngettext(
            "{count} service written to {files}.", "{count} services written to {files}.", made.services
        ).format(count=current().number(made.services), files=", ".join(file.name for file in made.files))
        if not made.adjusted:
            return told
        more = _("{adjusted} values adjusted to the national schema, {left_out} rows left out.")
        left_out = len(made.left_out)
        return f"{told} " + more.format(adjusted=len(made.adjusted) - left_out, left_out=left_out)

    context.tasks.run_long(context.navigator, _("Export"), write, context.navigator.show_message)


class ImportDialog(QDialog):
    """Reads, asks for the départements, compares, shows; « Importer » writes, and one undo takes everything back."""

    def __init__(self, parent: QWidget, context: Context, path: Path) -> None:
        super().__init__(parent)
        self._context = context
        self._path = path
        self._departments: DepartmentsStep | None = None
        self._staging: Staging | None = None
        self._working = Working()
        self._stack = QStackedWidget()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._back = self._buttons.addButton(_("Back"), QDialogButtonBox.ButtonRole.ActionRole)
        self._next = self._buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.setWindowTitle(_("Import a directory of partners"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._arrange()
        self._connect()

    @classmethod
    def open_on(cls, parent: QWidget, context: Context, path: Path) -> "ImportDialog":
        """Open on a file, and begin to read it."""
        dialog = cls(parent, context, path)
        dialog.open()
        dialog.begin()
        return dialog

    def begin(self) -> None:
        """Look at what the file holds."""
        look = partial(_look, self._path, self._context.desk)
        self._run(_("Reading “{file}”").format(file=self._path.name), look, self._on_looked)

    @property
    def next_button(self) -> QWidget:
        """Return the button that goes on."""
        return self._next

    @override
    def reject(self) -> None:
        self._working.cancel()
        super().reject()

    # Building -------------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        self._stack.addWidget(self._working)
        self._next.setDefault(True)
        self._next.setToolTip(_("Go on") + " (Ctrl+Enter)")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_L)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(theme.title(self._path.name, theme.SUBTITLE))
        column.addWidget(self._stack, 1)
        column.addWidget(self._buttons)
        resize_within(self, _WIDTH, _HEIGHT)

    def _connect(self) -> None:
        self._buttons.rejected.connect(self.reject)
        self._back.clicked.connect(self._on_back)
        self._next.clicked.connect(self._on_next)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._next.click)

    # Going on -------------------------------------------------------------------------------------------------

    def _run(self, label: str, work: Callable[[Progress], object], done: Callable[..., None]) -> None:
        job: Job = self._context.tasks.run_long(self, label, work, done, failed=self._on_failed, cancelled=self.reject)
        self._working.show_job(label, job)
        self._show(self._working)

    def _show(self, step: QWidget) -> None:
        if self._stack.indexOf(step) < 0:
            self._stack.addWidget(step)
        self._stack.setCurrentWidget(step)
        is_preview = isinstance(step, PreviewStep)
        self._back.setVisible(is_preview and self._departments is not None)
        self._next.setVisible(step is not self._working)
        if is_preview:
            changes = _changes(self._staging.report()) if self._staging else 0
            told = ngettext("Import {count} change", "Import {count} changes", changes)
            self._next.setText(told.format(count=current().number(changes)) if changes else _("Nothing to import"))
            self._next.setIcon(icons.icon("import"))
            self._next.setEnabled(changes > 0)
        elif step is self._departments:
            self._next.setText(_("Compare with the directory"))
            self._next.setIcon(icons.icon("check"))
            self._on_ticked()
        tab_as_read(self)
        if step is not self._working:
            (self._next if self._next.isEnabled() else self._buttons).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_looked(self, found: "tuple[Survey, frozenset[str], frozenset[str]]") -> None:
        held, before, near = found
        if len([code for code in held.departments if code]) < 2:
            self._compare(())
            return
        self._departments = DepartmentsStep(held, before, near)
        self._departments.ticked.connect(self._on_ticked)
        self._show(self._departments)

    def _on_ticked(self) -> None:
        if self._departments is not None:
            self._next.setEnabled(self._departments.is_ready())

    def _on_back(self) -> None:
        if self._departments is not None:
            self._show(self._departments)

    def _on_next(self) -> None:
        step = self._stack.currentWidget()
        if self._departments is not None and step is self._departments:
            self._compare(self._departments.departments())
        elif isinstance(step, PreviewStep) and self._staging is not None:
            self._run(_("Directory import"), partial(_write, self._context.desk, self._staging), self._on_written)

    def _compare(self, departments: tuple[str, ...]) -> None:
        work = partial(_prepare, self._path, departments, self._context)
        self._run(_("Comparing “{file}” with the directory").format(file=self._path.name), work, self._on_prepared)

    def _on_prepared(self, staging: Staging) -> None:
        self._staging = staging
        self._show(PreviewStep(staging.report(), self._on_save_refused))

    def _on_written(self, _report: Report) -> None:
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self.reject()
        self._context.tasks.failed.emit(error)

    def _on_save_refused(self) -> None:
        name = _("{file}, refused").format(file=self._path.stem) + ".xlsx"
        filters = [_("Excel workbook (*.xlsx)"), _("Text file (*.csv)")]
        ask_name(self, _("Save what was refused"), self._on_refused_named, name, filters)

    def _on_refused_named(self, chosen: str) -> None:
        if self._staging is None:
            return
        path, refused = Path(chosen), self._staging.incoming.refusals

        def told(_none: None) -> None:
            self._context.navigator.show_message(_("Written: {file}").format(file=path.name))

        def write() -> None:
            from caseflow.exchange.services_directory import write_rejected

            write_rejected(path, refused)

        self._context.tasks.run(self, write, told)


def _look(path: Path, desk: Desk, progress: Progress) -> "tuple[Survey, frozenset[str], frozenset[str]]":
    """Return what a file holds, the départements imported before, and those of the people followed."""
    from caseflow.exchange.services_directory import survey

    return survey(path, progress), desk.directory.departments_imported(), desk.directory.departments_of_people()


def _prepare(path: Path, departments: tuple[str, ...], context: Context, progress: Progress) -> Staging:
    from caseflow.exchange.services_directory import read_directory

    incoming = read_directory(path, departments=departments, progress=progress)
    return context.desk.directory.stage(incoming, context.today(), progress)


def _write(desk: Desk, staging: Staging, progress: Progress) -> Report:
    """Write, under a label that says what was done: the toast and the history show it."""
    report = staging.report()
    label = _("Directory imported: {created} added, {updated} updated, {closed} closed").format(
        created=report.created, updated=report.updated, closed=report.closed
    )
    return desk.directory.apply(staging, label=label, progress=progress)


def _changes(report: Report) -> int:
    return report.created + report.updated + report.closed
