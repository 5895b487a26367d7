"""Take back and do again, from the window: Ctrl+Z, Ctrl+Y and the button that follows each action."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from caseflow.i18n import _
from caseflow.services.undo import Undo, UndoReport, report_sentence
from caseflow.store.journal import Change
from caseflow.ui.tasks import Tasks
from caseflow.ui.widgets.toast import Toast

SHOWN = 12


class Undoing:
    """Shows what each action wrote, with the way back, and what could not be taken back."""

    def __init__(self, window: QWidget, undo: Undo, tasks: Tasks, toast: Toast) -> None:
        self._window = window
        self._undo = undo
        self._tasks = tasks
        self._toast = toast
        self._under_way = 0

    def announce(self, change: Change) -> None:
        """Say what was written, and offer to take it back; an undo says so itself once it is over."""
        if not self._under_way:
            self._toast.show_text(change.label, _("Undo"), partial(self.take_back, change.action_id))

    def undo_last(self) -> None:
        """Take back the last action that stands."""
        self._start(self._undo.undo_last, _("There is nothing to undo."), _("Redo"))

    def redo_last(self) -> None:
        """Do again the last action taken back."""
        self._start(self._undo.redo_last, _("There is nothing to redo."), _("Undo"))

    def take_back(self, action_id: UUID) -> None:
        """Take back one action."""
        self._start(partial(self._undo.undo, action_id), "", _("Redo"))

    def _start(self, work: Callable[[], UndoReport | None], nothing: str, button: str) -> None:
        self._under_way += 1
        self._tasks.run(self._window, work, partial(self._on_done, nothing, button), failed=self._on_failed)

    def _on_done(self, nothing: str, button: str, report: UndoReport | None) -> None:
        self._under_way -= 1
        if report is None:
            self._toast.show_text(nothing)
            return
        back = None if report.action_id is None else partial(self.take_back, report.action_id)
        self._toast.show_text(report_sentence(report), button, back)
        if report.kept:
            self._tell_kept(report)

    def _on_failed(self, error: Exception) -> None:
        self._under_way -= 1
        self._tasks.failed.emit(error)

    def _tell_kept(self, report: UndoReport) -> None:
        """Say what stays because somebody changed it since."""
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle(report_sentence(report))
        box.setText(_("These were left as they are, because they changed since:"))
        lines = [f"• {sentence}" for sentence in report.kept[:SHOWN]]
        if len(report.kept) > SHOWN:
            lines.append(_("… and {count} more").format(count=len(report.kept) - SHOWN))
        box.setInformativeText("\n".join(lines))
        box.open()
