"""Start the window, in order: folders, log, language, one instance, the secret of the store, services, window."""

import gc
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QProcess, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from caseflow import APPLICATION_NAME, __version__, i18n, logs, settings
from caseflow.ui import errors, icons, theme
from caseflow.ui.collecting import collect_from
from caseflow.ui.instance import Instance
from caseflow.ui.welcome.window import WelcomeWindow
from caseflow.ui.widgets.focus_ring import FocusRing
from caseflow.ui.widgets.input_guard import InputGuard

if TYPE_CHECKING:
    from caseflow.store.store import Store
    from caseflow.ui.context import Context
    from caseflow.ui.lock import Whereabouts
    from caseflow.ui.main_window import MainWindow

RESTARTED_AFTER_MS = 30 * 60 * 1000
"""Python cannot wipe what it held: a lock that lasts ends the process, and another one waits for the passphrase."""


@dataclass(frozen=True)
class Start:
    """What the command line says."""

    store: Path | None = None
    is_training: bool = False
    language: str = ""
    is_locked: bool = False
    """The store was locked for long: wait for its passphrase, out of the way."""


def wall() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


def run(start: Start, arguments: Sequence[str] = ()) -> int:
    """Open the window and stay until it is closed; return the exit code."""
    places = settings.folders()
    preferences = settings.load(places.settings_file)
    logs.start(places.logs)
    language = i18n.install(start.language or preferences.language).language
    application = make_application([sys.argv[0], *arguments], language, preferences.look)
    faults = errors.Faults()
    faults.listen()
    program = Program(application, places, preferences, start)
    return application.exec() if program.begin() else 0


def make_application(arguments: Sequence[str], language: str, look: str = "") -> QApplication:
    """Make the application: its name, Qt's own words in the reader's language, its looks."""
    application = QApplication(list(arguments))
    application.setApplicationName(APPLICATION_NAME)
    application.setApplicationVersion(__version__)
    application.setWindowIcon(icons.application_icon())
    install_translator(application, language)
    theme.install(application, look)
    # Every event of the application goes through the guard, in Python: the thousands of a window that is being made
    # need not. It stands before the first event of a person is heard.
    QTimer.singleShot(0, application, lambda: InputGuard(application))
    FocusRing(application)
    return application


def install_translator(application: QApplication, language: str) -> bool:
    """Have Qt speak the reader's language in its own buttons and menus; tell whether its words were found."""
    QLocale.setDefault(QLocale(language))
    for former in application.findChildren(QTranslator):
        application.removeTranslator(former)
        former.deleteLater()
    if language == "en":
        return True
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    is_found = translator.load(f"qtbase_{language}", folder)
    return is_found and application.installTranslator(translator)


class Program:
    """Goes from one window to the next: the welcome, then the store's own."""

    def __init__(
        self, application: QApplication, places: settings.Folders, preferences: settings.Settings, start: Start
    ) -> None:
        self._application = application
        self._places = places
        self._settings = preferences
        self._start = start
        self._welcome: WelcomeWindow | None = None
        self._window: MainWindow | None = None
        self._context: Context | None = None
        self._where: Whereabouts | None = None
        self._untold: list[Exception] = []
        self._locked_store: Path | None = None
        self._language_wanted = ""
        self._restart = QTimer(interval=RESTARTED_AFTER_MS)
        self._restart.timeout.connect(self._on_locked_for_long)
        self._instance = Instance(places.data, self._wanted_store())

    def begin(self) -> bool:
        """Show the first window; False when another one was raised instead."""
        if not self._instance.take():
            return False
        collect_from(self._instance)
        self._application.aboutToQuit.connect(self.end)
        self._application.setQuitOnLastWindowClosed(True)
        self._instance.raised.connect(self._on_raised)
        welcome = self._show_welcome()
        if self._start.is_training:
            welcome.begin_training()
        elif self._start.is_locked and self._start.store is not None:
            welcome.begin_locked(self._start.store.absolute(), is_training=False)
            welcome.set_locked()
            welcome.showMinimized()
        else:
            welcome.begin(self._wanted_store())
        return True

    def end(self) -> None:
        """Let another start take the place of this one."""
        if self._window is not None and self._welcome is not None:  # ended while it was being locked
            self._window.close()
        self._instance.release()

    @property
    def welcome(self) -> WelcomeWindow | None:
        """Return the last window shown before a store was open."""
        return self._welcome

    @property
    def window(self) -> "MainWindow | None":
        """Return the store's window, once it is open."""
        return self._window

    def _show_welcome(self) -> WelcomeWindow:
        self._welcome = WelcomeWindow(self._places, self._settings, wall)
        self._welcome.opened.connect(self._on_opened)
        self._welcome.show()
        return self._welcome

    def _wanted_store(self) -> Path | None:
        """Return the store to open: the one asked for, else the last one."""
        if self._start.is_training:
            return self._places.training_store
        if self._start.store is not None:
            return self._start.store.absolute()
        last = Path(self._settings.last_store) if self._settings.last_store else None
        return last if last is not None and last.exists() else None

    def _on_opened(self, store: "Store") -> None:
        from caseflow.services.desk import Desk
        from caseflow.ui.backups import places
        from caseflow.ui.changes import Changes
        from caseflow.ui.context import Context
        from caseflow.ui.lock import IdleWatch, come_back
        from caseflow.ui.main_window import MainWindow
        from caseflow.ui.navigation import ImportSource, Navigator
        from caseflow.ui.tasks import Tasks

        if store.path != self._places.training_store:
            self._settings.last_store = str(store.path)
        self._settings.save()
        desk = Desk(store, places(self._settings).folder)
        context = Context(desk, Navigator(), Changes(store), Tasks(), wall, self._settings)
        self._window = MainWindow(context)
        self._window.closed.connect(partial(_put_away, context))
        context.navigator.restore_asked.connect(partial(self._on_restore_asked, store.path))
        context.navigator.welcome_asked.connect(self._on_welcome_asked)
        context.navigator.lock_asked.connect(self._on_lock_asked)
        context.navigator.language_asked.connect(self._on_language_asked)
        IdleWatch(wall, self._minutes_before_lock, self._window).due.connect(self._on_lock_asked)
        self._context = context
        self._window.show()
        QTimer.singleShot(0, self._window.raise_up)
        self._restart.stop()
        if self._where is not None:
            come_back(self._window, context, self._where)
            self._where = None
        while self._untold:
            context.tasks.failed.emit(self._untold.pop())
        if self._welcome is not None:
            if self._welcome.file_wanted is not None:
                context.navigator.open_import(ImportSource(path=self._welcome.file_wanted))
            self._welcome.deleteLater()  # the passphrase typed in it goes with it
            self._welcome = None

    def _on_restore_asked(self, path: Path) -> None:
        self._leave_window().begin_restore(path)

    def _on_welcome_asked(self) -> None:
        self._leave_window().begin(None)

    def _leave_window(self) -> WelcomeWindow:
        """Show the welcome before the window closes: the program must not end with it."""
        welcome = self._show_welcome()
        if self._window is not None:
            self._window.close()
            self._window = None
        return welcome

    def _minutes_before_lock(self) -> int:
        return self._settings.lock_after

    def _on_lock_asked(self) -> None:
        """Hide everything at once; close the store as soon as nothing is being written."""
        from caseflow.ui import lock

        if self._window is None or self._context is None or self._welcome is not None:
            return
        self._where = lock.leave(self._window)
        store = self._context.desk.store
        self._locked_store = None if store.is_training else store.path
        welcome = self._show_welcome()
        welcome.begin_locked(store.path, is_training=store.is_training)
        lock.blank(welcome)
        self._context.tasks.wind_down(self._on_wound_down)

    def _on_wound_down(self, untold: list[Exception]) -> None:
        """Close the store with its window; nothing that they held stays."""
        if self._window is None:
            return
        self._untold = untold
        self._speak_wanted()  # chosen just before the desk was locked
        self._window.close()
        self._window.deleteLater()
        if self._context is not None:
            # What their signals call holds the pages, and these the store: Python cannot see such a circle.
            for part in (self._context.navigator, self._context.tasks, self._context.changes):
                part.deleteLater()
        self._window = self._context = None
        QTimer.singleShot(0, self._forget)

    def _on_language_asked(self, language: str) -> None:
        """Keep what is typed and what is open; speak the other language once nothing is being written."""
        from caseflow.ui import lock

        if self._window is not None and self._context is not None and self._welcome is None:
            self._where = lock.leave(self._window)
            self._language_wanted = language
            self._context.tasks.wind_down(self._begin_anew)

    def _speak_wanted(self) -> None:
        if self._language_wanted:
            install_translator(self._application, i18n.install(self._language_wanted).language)
            self._language_wanted = ""

    def _begin_anew(self, untold: list[Exception]) -> None:
        """Make the window anew over the same store, which stays open."""
        from caseflow.ui.helping import helping

        former, context = self._window, self._context
        if former is None or context is None:
            return
        self._untold = untold
        self._speak_wanted()
        helping().close()
        former.closed.disconnect()  # the store is not put away with it
        was_quitting = self._application.quitOnLastWindowClosed()
        self._application.setQuitOnLastWindowClosed(False)
        former.close()
        former.deleteLater()
        context.tasks.close()
        context.changes.close()
        context.desk.rules.close()
        context.desk.finder.close()
        self._on_opened(context.desk.store)
        for part in (context.navigator, context.tasks, context.changes):
            part.deleteLater()
        self._application.setQuitOnLastWindowClosed(was_quitting)

    def _forget(self) -> None:
        gc.unfreeze()  # what long work left out of collections is forgotten too
        gc.collect()
        if self._welcome is not None:
            self._welcome.set_locked()
            self._restart.start()

    def _on_locked_for_long(self) -> None:
        """Begin again in a new process, unless somebody is typing; what was open is then forgotten, drafts are not."""
        welcome = self._welcome
        if welcome is None or welcome.is_typed_in or self._locked_store is None:
            return
        path = str(self._locked_store)
        module = [] if getattr(sys, "frozen", False) else ["-m", "caseflow"]
        arguments = [*module, "--locked", "--store", path, "--language", i18n.current().language]
        self._instance.release()
        if QProcess.startDetached(sys.executable, arguments)[0]:
            self._application.quit()
        else:
            self._instance.take()

    def _on_raised(self) -> None:
        if self._welcome is not None:
            self._welcome.setWindowState(self._welcome.windowState() & ~Qt.WindowState.WindowMinimized)
            self._welcome.raise_()
            self._welcome.activateWindow()
        elif self._window is not None:
            self._window.raise_up()


def _put_away(context: object) -> None:
    """Stop the background, stop listening, let go of the file: in this order."""
    from caseflow.ui.context import Context

    if isinstance(context, Context):
        context.tasks.close()
        context.changes.close()
        context.desk.close()
