"""Guided restoration: which backup, what going back means, then the passphrase; the present file is set aside."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caseflow.domain.errors import Invalid, Refused
from caseflow.i18n import _
from caseflow.settings import Folders
from caseflow.ui import errors, icons, theme
from caseflow.ui.choosing import ask_folder
from caseflow.ui.forms import Form
from caseflow.ui.tasks import Tasks
from caseflow.ui.welcome.session import Session
from caseflow.ui.widgets.copy_list import CopyList

if TYPE_CHECKING:
    from caseflow.store.backup import Copy


class RestorePage(QWidget):
    """Backups of one store when it is known, else of every store of this PC."""

    restored = Signal(object)
    """A backup was put back: the `Path` of its store."""

    def __init__(self, folders: Folders, session: Session, tasks: Tasks) -> None:
        super().__init__()
        self._folders = folders
        self._session = session
        self._tasks = tasks
        self._store: Path | None = None
        self._folder = folders.backups
        self._trouble = theme.quiet("")
        self._where = theme.quiet("")
        self._list = CopyList()
        self._meaning = theme.quiet("")
        self._passphrase = QLineEdit()
        self._form = Form()
        self._other = QPushButton(icons.icon("folder"), _("Another folder…"))
        self._restore = QPushButton(icons.icon("restore"), _("Restore this backup"))
        self._arrange()
        self._connect()

    def begin(self, store: Path | None, trouble: str = "") -> None:
        """Show the backups of a store, or of every one; `trouble` says why the file itself cannot be opened."""
        self._store = store
        self._trouble.setText(f"⚠ {trouble}" if trouble else "")
        self._trouble.setVisible(bool(trouble))
        self._read()

    def _arrange(self) -> None:
        self._trouble.setProperty("tone", "danger")
        self._passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._form.add(
            "passphrase", _("Passphrase"), self._passphrase, hint=_("The present one, or the one of the backup’s day.")
        )
        actions = QHBoxLayout()
        actions.addWidget(self._other)
        actions.addStretch(1)
        actions.addWidget(self._restore)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(theme.title(_("Restore a backup")))
        for widget in (self._trouble, self._where):
            column.addWidget(widget)
        column.addWidget(self._list, 1)
        column.addWidget(self._meaning)
        column.addWidget(self._form)
        column.addLayout(actions)

    def _connect(self) -> None:
        self._other.clicked.connect(self._on_other)
        self._restore.clicked.connect(self._on_restore)
        self._passphrase.returnPressed.connect(self._on_restore)
        self._list.chosen.connect(self._on_chosen)

    def _read(self) -> None:
        work = partial(self._session.copies, self._folder, self._store)
        self._tasks.run(self, work, self._on_read, only_latest="copies")

    def _on_read(self, copies: "tuple[Copy, ...]") -> None:
        self._list.show_copies(copies)
        where = (
            _("Backups of the folder {folder}") if copies else _("No backup in the folder {folder}: choose another.")
        )
        self._where.setText(where.format(folder=self._folder))
        self._on_chosen()

    def _on_chosen(self) -> None:
        copy = self._list.copy_chosen()
        for widget in (self._form, self._restore):
            widget.setEnabled(copy is not None)
        self._meaning.setText(self._session.announcement(copy) if copy is not None else "")

    def _on_other(self) -> None:
        ask_folder(self, _("Folder of the backups"), self._on_folder_chosen, str(self._folder))

    def _on_folder_chosen(self, chosen: str) -> None:
        self._folder = Path(chosen)
        self._read()

    def _on_restore(self) -> None:
        copy = self._list.copy_chosen()
        if copy is None:
            return
        self._form.clear_errors()
        self._restore.setEnabled(False)
        target = self._store or self._folders.data / copy.manifest.name
        work = partial(self._session.restore, target, copy, self._passphrase.text())
        self._tasks.run(self, work, self._on_restored, failed=self._on_failed)

    def _on_restored(self, store: Path) -> None:
        self._restore.setEnabled(True)
        self._passphrase.clear()
        self.restored.emit(store)

    def _on_failed(self, error: Exception) -> None:
        self._restore.setEnabled(True)
        if isinstance(error, Refused):
            self._form.show_invalid(Invalid("passphrase", error.message))
        else:
            errors.show_error(self, error)
