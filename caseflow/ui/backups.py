"""Backups, as the window makes and tells them: at the start, every few hours, and when asked."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from caseflow.domain.errors import CaseFlowError
from caseflow.i18n import _, current
from caseflow.settings import Settings
from caseflow.store import backup
from caseflow.store.backup import Copy, Reason
from caseflow.store.store import Store
from caseflow.ui.context import Context
from caseflow.ui.errors import code_of
from caseflow.ui.tasks import Progress

CHECK_MS = 10 * 60 * 1000


class BackupKeeper(QObject):
    """Makes a copy when one is due. A training store needs none: its people are invented."""

    failed = Signal(str)
    """A backup could not be made: the sentence, or the code of our own fault."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._timer = QTimer(self)
        self._timer.timeout.connect(partial(self._make_if_due, Reason.REGULAR))

    def start(self) -> None:
        """Make the first copy of the day if something changed, then look from time to time."""
        store = self._context.desk.store
        if not (store.is_training or store.read_only):
            self._make_if_due(Reason.START)
            self._timer.start(CHECK_MS)

    def _make_if_due(self, reason: Reason) -> None:
        work = partial(_back_up_if_due, self._context.desk.store, places(self._context.settings), reason)
        self._context.tasks.run(self, work, self._on_made, failed=self._on_failed)

    def _on_made(self, made: Copy | None) -> None:
        if made is not None:
            self._context.navigator.backup_made.emit()

    def _on_failed(self, error: Exception) -> None:
        """Say it where the last backup stands: a box every ten minutes would only be closed unread."""
        code = error.message if isinstance(error, CaseFlowError) else code_of(error)
        self.failed.emit(code)


def back_up_now(context: Context) -> None:
    """Copy the store now, with its progress in the status line."""
    work = partial(_back_up, context.desk.store, places(context.settings))
    context.tasks.run_long(context.navigator, _("Backup"), work, partial(_on_asked_for, context))


@dataclass(frozen=True)
class Places:
    """Where copies go: a folder of this PC, and a second one elsewhere if there is one."""

    folder: Path
    second: Path | None


def places(settings: Settings) -> Places:
    """Return where copies go on this PC."""
    second = settings.second_backup_folder
    folder = Path(settings.backup_folder) if settings.backup_folder else backup.default_folder()
    return Places(folder, Path(second) if second else None)


def copies_of(store: Store, where: Places) -> tuple[Copy, ...]:
    """Return the copies of a store, the newest first."""
    from caseflow.store import restore

    return restore.choices([where.folder, *([where.second] if where.second else [])], store.path)


def last_backup_text(copies: tuple[Copy, ...], now: datetime) -> str:
    """Say when the last copy was made: « Sauvegarde : hier à 18 h 00 »."""
    if not copies:
        return _("Backup: none yet")
    moment, today = copies[0].manifest.made_at.astimezone(), now.astimezone().date()
    hour = _("{hour}:{minute}").format(hour=f"{moment:%H}", minute=f"{moment:%M}")
    days = (today - moment.date()).days
    if days <= 0:
        return _("Backup: today at {hour}").format(hour=hour)
    if days == 1:
        return _("Backup: yesterday at {hour}").format(hour=hour)
    return _("Backup: {day}").format(day=current().date(moment.date()))


def _back_up(store: Store, where: Places, progress: Progress) -> Copy:
    made = backup.back_up(store, where.folder, Reason.ASKED, progress)
    if where.second is not None:
        backup.send_to(made, where.second)
    return made


def _back_up_if_due(store: Store, where: Places, reason: Reason) -> Copy | None:
    made = backup.back_up_if_due(store, where.folder, reason)
    if made is not None and where.second is not None and where.second.is_dir():  # a stick may not be plugged in
        backup.send_to(made, where.second)
    return made


def _on_asked_for(context: Context, _made: Copy) -> None:
    context.navigator.backup_made.emit()
    context.navigator.show_message(_("Backup made and checked."))
