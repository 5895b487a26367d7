"""A desk that is left shows nothing, holds nothing, and is found again as it was left."""

import gc
import sys
import threading
import weakref
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QProcess, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from caseflow import app, settings
from caseflow.domain.errors import Refused
from caseflow.services.people import PersonDraft
from caseflow.store import keys, opening
from caseflow.store.store import Store
from caseflow.ui.administration.security import SecurityTab
from caseflow.ui.lock import IdleWatch
from caseflow.ui.main_window import MainWindow
from caseflow.ui.people.new_person import NewPersonDialog
from caseflow.ui.people.record_page import RecordPage
from tests.conftest import FakeClock

PASSPHRASE = "x7$Kq9!mZt2&Wp4v"
CANARY = "QUETZALCOATLI"


@pytest.fixture
def store_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(settings.HOME_VARIABLE, str(tmp_path))
    monkeypatch.setattr(keys, "calibrate", lambda: keys.FLOOR)
    path = settings.folders().first_store
    opening.create_store(path, PASSPHRASE, "Claire", app.wall, cost=keys.FLOOR).store.close()
    return path


@pytest.fixture
def program(qapp: QApplication, store_path: Path, qtbot: QtBot) -> Iterator[app.Program]:
    yield from running(qapp, app.Start(store=store_path))


def running(qapp: QApplication, start: app.Start) -> Iterator[app.Program]:
    places = settings.folders()
    preferences = settings.load(places.settings_file)
    preferences.author = "Claire"
    was_quitting = qapp.quitOnLastWindowClosed()
    made = app.Program(qapp, places, preferences, start)
    assert made.begin()
    qapp.setQuitOnLastWindowClosed(False)
    yield made
    made.end()
    for window in (made.window, made.welcome):
        if window is not None:
            window.close()
    qapp.setQuitOnLastWindowClosed(was_quitting)
    sys.excepthook = sys.__excepthook__


def unlock(program: app.Program, qtbot: QtBot) -> MainWindow:
    program.welcome._unlock._secret.setText(PASSPHRASE)
    program.welcome._unlock._open.click()
    return entered(program, qtbot)


def entered(program: app.Program, qtbot: QtBot) -> MainWindow:
    qtbot.waitUntil(lambda: program.window is not None and program.welcome is None, timeout=8_000)
    settle(program.window, qtbot)
    return program.window


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window._context.tasks.is_idle, timeout=8_000)
    qtbot.wait(1)  # a change notice stands in the queue behind the answer
    qtbot.waitUntil(window._context.tasks.is_idle, timeout=8_000)


def lock(program: app.Program, qtbot: QtBot) -> None:
    qtbot.keyClick(program.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    is_locked(program, qtbot)


def lock_over(dialog: QWidget, qtbot: QtBot) -> None:
    """Press the keys; they are not released over the dialog, which is gone with its window by then."""
    qtbot.keyPress(dialog.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def is_locked(program: app.Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: program.welcome is not None and program.welcome._unlock._open.isEnabled(), timeout=8_000)


def add_canary(window: MainWindow) -> UUID:
    return window._context.desk.people.create(PersonDraft(last_name=CANARY, first_name="Zoé"))


def words_of(widget: QWidget) -> Iterator[str]:
    """Read whatever a control may show or say, hidden or not."""
    for part in (widget, *widget.findChildren(QWidget)):
        yield from (part.windowTitle(), part.toolTip(), part.accessibleName())
        for reader in ("text", "toPlainText", "placeholderText"):
            if hasattr(part, reader):
                yield str(getattr(part, reader)())


def canaries() -> list[str]:
    return [words for top in QApplication.topLevelWidgets() for words in words_of(top) if CANARY in words]


def test_a_locked_desk_shows_and_holds_nothing_of_anybody(
    program: app.Program, store_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _clipboard: True)  # this screen does not know
    window = unlock(program, qtbot)
    window.open_person(add_canary(window))
    settle(window, qtbot)
    QGuiApplication.clipboard().setText(CANARY)
    assert canaries()
    held = [weakref.ref(thing) for thing in (window._context.desk, window._context.desk.store)]
    del window
    lock(program, qtbot)
    assert program.window is None
    assert canaries() == []
    assert [top for top in QApplication.topLevelWidgets() if top.isVisible()] == [program.welcome]
    assert QGuiApplication.clipboard().text() == ""
    gc.collect()
    assert [reference() for reference in held] == [None, None], "the key of the store is still in memory"
    opening.open_store(store_path, PASSPHRASE, "Autre", app.wall).close()  # nothing holds the file any more


def test_what_another_program_copied_stays_on_the_clipboard(program: app.Program, qtbot: QtBot) -> None:
    unlock(program, qtbot)
    QGuiApplication.clipboard().setText("Facture")
    lock(program, qtbot)
    assert QGuiApplication.clipboard().text() == "Facture"


def test_one_is_back_where_one_was(program: app.Program, qtbot: QtBot) -> None:
    window = unlock(program, qtbot)
    person = add_canary(window)
    window.show_section("people")
    window.open_history()
    window.open_person(person)
    settle(window, qtbot)
    window.workspace.current_page().show_tab("identity")
    lock(program, qtbot)
    window = unlock(program, qtbot)
    page = window.workspace.current_page()
    assert window.workspace.keys() == ["people", "history", person]
    assert isinstance(page, RecordPage)
    assert page.part() == "identity"


def test_what_was_being_typed_in_a_dialog_is_there_again(program: app.Program, qtbot: QtBot) -> None:
    window = unlock(program, qtbot)
    dialog = NewPersonDialog.ask(window, window._context)
    qtbot.keyClicks(dialog.editor("last_name").widget, "Ngue")
    qtbot.waitUntil(dialog.isActiveWindow)
    lock_over(dialog, qtbot)
    is_locked(program, qtbot)
    window = unlock(program, qtbot)
    typed = window.findChild(NewPersonDialog).editor("last_name").widget
    assert isinstance(typed, QLineEdit)
    assert typed.text() == "Ngue"


def test_what_is_being_written_is_written_whole(program: app.Program, store_path: Path, qtbot: QtBot) -> None:
    window = unlock(program, qtbot)
    desk, may_end, told = window._context.desk, threading.Event(), []

    def write() -> None:
        with desk.store.writing("Import") as writing:
            assert writing.session
            may_end.wait(8)
        desk.people.create(PersonDraft(last_name=CANARY, first_name="Zoé"))

    window._context.tasks.run_long(window, "Import", lambda _progress: write(), told.append)
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not window.isVisible()
    page = program.welcome._unlock
    assert page._wait.text()
    page._secret.setText(PASSPHRASE)
    qtbot.keyClick(page._secret, Qt.Key.Key_Return)  # too early: nothing happens
    with pytest.raises(Refused):
        opening.open_store(store_path, PASSPHRASE, "Autre", app.wall)
    may_end.set()
    is_locked(program, qtbot)
    assert told == [], "a page that is gone was answered"
    store = opening.open_store(store_path, PASSPHRASE, "Autre", app.wall)
    assert _count(store) == 1
    store.close()


def test_what_failed_behind_the_lock_is_told_after_it(program: app.Program, qtbot: QtBot) -> None:
    window = unlock(program, qtbot)
    may_end, told = threading.Event(), []

    def fail() -> None:
        may_end.wait(8)
        raise Refused("Le disque est plein.")

    window._context.tasks.run(window, fail, told.append)
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    may_end.set()
    is_locked(program, qtbot)
    assert not any("disque" in words for top in QApplication.topLevelWidgets() for words in words_of(top))
    window = unlock(program, qtbot)
    assert any("Le disque est plein." in words for words in words_of(window))


def test_the_desk_locks_when_nobody_touches_it(qtbot: QtBot, clock: FakeClock) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    watch = IdleWatch(clock, lambda: 15, window)
    locked: list[bool] = []
    watch.due.connect(lambda: locked.append(True))
    clock.now += timedelta(minutes=14)
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_A)
    clock.now += timedelta(minutes=14)
    watch.look()
    assert not locked
    clock.now += timedelta(minutes=1)
    watch.look()
    assert locked == [True]


def test_a_pc_that_wakes_up_is_locked_at_the_first_key(qtbot: QtBot, clock: FakeClock) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    watch = IdleWatch(clock, lambda: 15, field)
    clock.now += timedelta(hours=8)
    with qtbot.waitSignal(watch.due):
        qtbot.keyClick(field.windowHandle(), Qt.Key.Key_A)
    assert field.text() == ""


def test_how_long_is_chosen_and_kept(program: app.Program, qtbot: QtBot) -> None:
    window = unlock(program, qtbot)
    window.show_section("administration")
    window.findChild(SecurityTab).button(10).click()
    assert settings.load(settings.folders().settings_file).lock_after == 10


def test_the_training_store_opens_again_with_one_click(qapp: QApplication, qtbot: QtBot, store_path: Path) -> None:
    opening.create_training_store(settings.folders().training_store, "Claire", app.wall).close()
    runs = running(qapp, app.Start(is_training=True))
    program = next(runs)
    entered(program, qtbot)
    lock(program, qtbot)
    page = program.welcome._unlock
    assert not page._secret.isVisible()
    page.findChild(QPushButton, "open").click()
    assert entered(program, qtbot)
    next(runs, None)


def test_a_lock_that_lasts_begins_a_new_process_and_never_under_somebody_typing(
    program: app.Program, store_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(QProcess, "startDetached", lambda _program, given: (started.append(given), (False, 0))[1])
    unlock(program, qtbot)
    lock(program, qtbot)
    program.welcome._unlock._secret.setText("x")
    program._on_locked_for_long()
    assert started == []
    program.welcome._unlock._secret.clear()
    program._on_locked_for_long()
    assert started[0][-5:] == ["--locked", "--store", str(store_path), "--language", "fr"]
    unlock(program, qtbot)  # it could not be started: this one goes on


def test_a_start_after_a_lock_that_lasted_waits_for_the_passphrase(
    qapp: QApplication, store_path: Path, qtbot: QtBot
) -> None:
    runs = running(qapp, app.Start(store=store_path, is_locked=True))
    program = next(runs)
    assert program.welcome.isMinimized()
    assert unlock(program, qtbot)
    next(runs, None)


def _count(store: Store) -> int:
    with store.reading() as session:
        from sqlalchemy import text

        return session.execute(
            text("SELECT count(*) FROM person WHERE last_name = :name"), {"name": CANARY}
        ).scalar_one()
