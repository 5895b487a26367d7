"""The window before a store is open: how to begin, unlock, create, restore. It ends once a store is open."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from caseflow import APPLICATION_NAME
from caseflow.domain.errors import Invalid, Refused, StorageTrouble
from caseflow.i18n import _
from caseflow.settings import STORE_SUFFIX, Folders, Settings
from caseflow.ui import errors, icons, theme
from caseflow.ui.choosing import ask_file
from caseflow.ui.helping import helping, page_of
from caseflow.ui.tasks import Tasks
from caseflow.ui.welcome.choice import ChoicePage
from caseflow.ui.welcome.create import CreatePage
from caseflow.ui.welcome.ready import ReadyPage
from caseflow.ui.welcome.recovery import RecoveryPage
from caseflow.ui.welcome.renew import RenewPage
from caseflow.ui.welcome.restore import RestorePage
from caseflow.ui.welcome.session import Session
from caseflow.ui.welcome.unlock import UnlockPage
from caseflow.ui.widgets.room import resize_within, scrolled

if TYPE_CHECKING:
    from caseflow.store.opening import NewWayIn
    from caseflow.store.store import Store


class WelcomeWindow(QWidget):
    """Pages one after the other, with « Retour »."""

    opened = Signal(object)
    """A `Store` is open."""

    def __init__(self, folders: Folders, settings: Settings, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._folders = folders
        self._settings = settings
        self._session = Session(clock)
        self.tasks = Tasks(self)
        self._store: Store | None = None
        self._is_new = False
        self._create_pages()
        self._arrange()
        self._connect()

    def begin(self, path: Path | None) -> None:
        """Ask for the secret of a store, or make it; ask how to begin when none is told."""
        self.tasks.run(self, self._session.preload, _nothing, failed=_nothing)
        if path is None:
            self._show(self._choice)
        elif path.exists():
            self._ask_secret(path)
        else:
            self._new.propose(path)
            self._show(self._new)

    def begin_restore(self, path: Path) -> None:
        """Show the backups of a store that was just closed."""
        self._restore.begin(path)
        self._show(self._restore)

    def begin_locked(self, path: Path, *, is_training: bool) -> None:
        """Ask for the secret of the store that is being closed; it cannot be opened before `set_locked`."""
        self._unlock.show_locked(path, self._settings.author, is_training=is_training)
        self._unlock.set_busy(True, _("Locking once what is being saved is saved…"))
        self._show(self._unlock)

    def set_locked(self) -> None:
        """Take note that the store is closed: it may be opened again."""
        self._unlock.set_busy(False)

    @property
    def is_typed_in(self) -> bool:
        """Tell whether somebody began to type a secret."""
        return bool(self._unlock.secret()) or not self.tasks.is_idle()

    def begin_training(self) -> None:
        """Open the training store without a question."""
        self._show(self._waiting)
        author = self._settings.author or _("Trainee")
        work = partial(self._session.open_training, self._folders.training_store, author)
        job = self.tasks.run_long(self, _("Training store"), work, self._on_opened, failed=self._on_training_failed)
        job.progressed.connect(self._on_progressed)

    @override
    def closeEvent(self, event: QCloseEvent, /) -> None:
        self.tasks.close()
        if self._store is not None:  # closed on the page of the code: nothing else would let go of the file
            self._store.close()
        super().closeEvent(event)

    def _create_pages(self) -> None:
        self._choice = ChoicePage()
        self._unlock = UnlockPage()
        self._new = CreatePage(self._free_name(), self._settings.author)
        self._renew = RenewPage()
        self._code = RecoveryPage()
        self._ready = ReadyPage(self.tasks)
        self._restore = RestorePage(self._folders, self._session, self.tasks)
        self._waiting = QWidget()
        self._bar = QProgressBar()
        self._back = QPushButton(icons.icon("undo"), _("Back"))
        self._help = QPushButton(icons.icon("book"), _("Help (F1)"))
        self._help.setFlat(True)
        self._pages = QStackedWidget()

    def _arrange(self) -> None:
        self.setWindowTitle(APPLICATION_NAME)
        wait = QVBoxLayout(self._waiting)
        wait.addStretch(1)
        wait.addWidget(QLabel(_("Preparing the training store…")))
        self._bar.setAccessibleName(_("Preparing the training store…"))
        self._bar.setRange(0, 0)
        wait.addWidget(self._bar)
        wait.addStretch(2)
        for page in (
            self._choice,
            self._unlock,
            self._new,
            self._renew,
            self._code,
            self._ready,
            self._restore,
            self._waiting,
        ):
            self._pages.addWidget(page)
            if inside := page.layout():
                inside.setContentsMargins(0, 0, 0, 0)
        top = QHBoxLayout()
        top.addWidget(self._back)
        top.addStretch(1)
        top.addWidget(self._help)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_XL, theme.SPACE_L, theme.SPACE_XL, theme.SPACE_L)
        column.addLayout(top)
        column.addWidget(scrolled(self._pages), 1)
        resize_within(self, 640, 560)

    def _connect(self) -> None:
        self._back.clicked.connect(self._on_back)
        self._help.clicked.connect(self._on_help)
        self._choice.chosen.connect(self._on_chosen)
        self._new.asked.connect(self._on_create_asked)
        self._unlock.asked.connect(self._on_unlock_asked)
        self._unlock.other_asked.connect(self._on_back)
        self._renew.asked.connect(self._on_renew_asked)
        self._code.confirmed.connect(self._on_code_kept)
        self._ready.done.connect(self._on_ready)
        self._restore.restored.connect(self._ask_secret)

    def _free_name(self) -> Path:
        """Return a file that does not exist yet."""
        path, number = self._folders.first_store, 2
        while path.exists():
            path = self._folders.first_store.with_stem(f"{self._folders.first_store.stem}-{number}")
            number += 1
        return path

    def _show(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self._back.setVisible(page in (self._new, self._restore, self._renew))

    def _ask_secret(self, path: Path) -> None:
        self._unlock.show_store(path, self._settings.author)
        self._show(self._unlock)

    def _on_back(self) -> None:
        self._show(self._choice)

    def _on_help(self) -> None:
        helping().open(page_of(self._pages.currentWidget()))

    def _on_chosen(self, key: str) -> None:
        if key == "create":
            self._show(self._new)
        elif key == "training":
            self.begin_training()
        elif key == "restore":
            self._restore.begin(None)
            self._show(self._restore)
        else:
            self._choose_file()

    def _choose_file(self) -> None:
        filters = [_("CaseFlow stores ({pattern})").format(pattern=f"*{STORE_SUFFIX}")]
        ask_file(self, _("Open an existing store"), self._on_file_chosen, filters, str(self._folders.data))

    def _on_file_chosen(self, chosen: str) -> None:
        self._ask_secret(Path(chosen))

    def _on_create_asked(self) -> None:
        self._new.set_busy(True)
        self._is_new = True
        work = partial(self._session.create, self._new.path(), self._new.passphrase(), self._new.author())
        self.tasks.run(self, work, self._on_created, failed=self._on_create_failed)

    def _on_created(self, made: "NewWayIn") -> None:
        self._settings.author = made.store.author.name
        self._store = made.store
        self._code.show_code(made.recovery_code, made.store.path.stem)
        self._show(self._code)

    def _on_create_failed(self, error: Exception) -> None:
        self._new.set_busy(False)
        self._renew.set_busy(False)
        errors.show_error(self, error)

    @property
    def file_wanted(self) -> Path | None:
        """Return the file to import as soon as the new store is open."""
        return self._ready.file()

    def _on_code_kept(self) -> None:
        if self._is_new:
            self._show(self._ready)
        else:
            self._hand_over()

    def _on_ready(self) -> None:
        """Keep what was told of the new store, then hand it over."""
        if self._ready.folder():
            self._settings.second_backup_folder = self._ready.folder()
        if self._ready.structure() and self._store is not None:
            work = partial(self._session.name_structure, self._store, self._ready.structure())
            self.tasks.run(self, work, lambda _nothing: self._hand_over(), failed=self._ready.show_refusal)
        else:
            self._hand_over()

    def _hand_over(self) -> None:
        store, self._store = self._store, None
        self._finish(store)

    def _on_unlock_asked(self) -> None:
        self._unlock.set_busy(True)
        page = self._unlock
        if not page.is_secret_needed:
            self.begin_training()
            return
        self._settings.author = page.author()
        if page.is_code():
            check = partial(self._session.check_code, page.path, page.secret())
            self.tasks.run(self, check, self._on_code_right, failed=self._on_unlock_failed)
        else:
            work = partial(self._session.open, page.path, page.secret(), page.author())
            self.tasks.run(self, work, self._on_opened, failed=self._on_unlock_failed)

    def _on_code_right(self, _code: str) -> None:
        self._unlock.set_busy(False)
        self._show(self._renew)

    def _on_renew_asked(self, passphrase: str) -> None:
        self._renew.set_busy(True)
        self._is_new = False
        page = self._unlock
        work = partial(self._session.open_with_code, page.path, page.secret(), passphrase, page.author())
        self.tasks.run(self, work, self._on_created, failed=self._on_create_failed)

    def _on_unlock_failed(self, error: Exception) -> None:
        """Tell a wrong secret under the field; a damaged file leads to its backups."""
        if isinstance(error, Refused | Invalid):
            self._unlock.show_refusal(error.message)
            return
        self._unlock.set_busy(False)
        if isinstance(error, StorageTrouble):
            self._restore.begin(self._unlock.path, error.message)
            self._show(self._restore)
        else:
            errors.show_error(self, error)

    def _on_training_failed(self, error: Exception) -> None:
        self._show(self._choice)
        errors.show_error(self, error)

    def _on_progressed(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _on_opened(self, store: "Store") -> None:
        self._finish(store)

    def _finish(self, store: "Store | None") -> None:
        self.opened.emit(store)
        self.close()


def _nothing(_result: object) -> None:
    """Let the opening itself say what is wrong."""
