"""The start: from the arguments to the window, and from one window to the next, without anything left behind."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseflow import __version__, app, settings
from caseflow.__main__ import main
from caseflow.store import keys, opening
from caseflow.ui.administration.backups import BackupsTab
from caseflow.ui.main_window import MainWindow

PASSPHRASE = "x7$Kq9!mZt2&Wp4v"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(settings.HOME_VARIABLE, str(tmp_path))
    monkeypatch.setattr(keys, "calibrate", lambda: keys.FLOOR)
    return tmp_path


@pytest.fixture
def store_path(home: Path) -> Path:
    path = settings.folders().first_store
    opening.create_store(path, PASSPHRASE, "Claire", app.wall, cost=keys.FLOOR).store.close()
    return path


@pytest.fixture
def program(qapp: QApplication, store_path: Path, qtbot: QtBot) -> Iterator[app.Program]:
    places = settings.folders()
    preferences = settings.load(places.settings_file)
    preferences.author = "Claire"
    made = app.Program(qapp, places, preferences, app.Start(store=store_path))
    was_quitting = qapp.quitOnLastWindowClosed()
    assert made.begin()
    qapp.setQuitOnLastWindowClosed(False)
    yield made
    if made.window is not None:
        made.window.close()
    made.end()
    qapp.setQuitOnLastWindowClosed(was_quitting)
    sys.excepthook = sys.__excepthook__


def unlock(program: app.Program, qtbot: QtBot) -> MainWindow:
    program.welcome._unlock._secret.setText(PASSPHRASE)
    program.welcome._unlock._open.click()
    qtbot.waitUntil(lambda: program.window is not None, timeout=8_000)
    qtbot.waitUntil(program.window._context.tasks.is_idle, timeout=8_000)
    return program.window


def test_a_store_is_unlocked_worked_in_and_let_go_of(program: app.Program, store_path: Path, qtbot: QtBot) -> None:
    window = unlock(program, qtbot)
    assert store_path.stem in window.windowTitle()
    window.close()
    opening.open_store(store_path, PASSPHRASE, "Claire", app.wall).close()  # nothing holds it any more
    assert settings.load(settings.folders().settings_file).last_store == str(store_path)


def test_the_training_store_is_left_for_the_choice_of_how_to_begin(program: app.Program, qtbot: QtBot) -> None:
    program.welcome.begin_training()
    qtbot.waitUntil(lambda: program.window is not None, timeout=8_000)
    qtbot.waitUntil(program.window._context.tasks.is_idle, timeout=8_000)
    program.window._context.navigator.welcome_asked.emit()
    assert program.window is None
    assert program.welcome._choice.isVisible()


def test_the_first_backup_is_made_at_the_start_and_another_when_asked(program: app.Program, qtbot: QtBot) -> None:
    window = unlock(program, qtbot)
    window.show_section("administration")
    tab = window.findChild(BackupsTab)
    qtbot.waitUntil(lambda: tab._list.count() == 1, timeout=8_000)
    tab._now.click()
    qtbot.waitUntil(lambda: tab._list.count() == 2, timeout=8_000)
    assert window._status._backup.text()


def test_a_second_place_receives_each_backup(program: app.Program, home: Path, qtbot: QtBot) -> None:
    window = unlock(program, qtbot)
    stick = home / "stick"
    stick.mkdir()
    window.show_section("administration")
    tab = window.findChild(BackupsTab)
    tab._set_folder("second_backup_folder", str(stick))
    tab._now.click()
    qtbot.waitUntil(lambda: len(list(stick.glob("*/manifest.json"))) == 1, timeout=8_000)
    qtbot.waitUntil(window._context.tasks.is_idle, timeout=8_000)


def test_a_sound_store_verifies_as_such(program: app.Program, qtbot: QtBot) -> None:
    window = unlock(program, qtbot)
    window.show_section("administration")
    tab = window.findChild(BackupsTab)
    tab._check.click()
    qtbot.waitUntil(lambda: tab._result.text().startswith("✔"), timeout=8_000)


def test_restoring_closes_the_window_and_shows_the_backups(
    program: app.Program, store_path: Path, qtbot: QtBot
) -> None:
    window = unlock(program, qtbot)
    window.show_section("administration")
    qtbot.waitUntil(lambda: window.findChild(BackupsTab)._list.count() == 1, timeout=8_000)
    window.findChild(BackupsTab)._restore.click()
    restore = program.welcome._restore
    qtbot.waitUntil(lambda: restore._list.count() == 1, timeout=8_000)
    restore._passphrase.setText(PASSPHRASE)
    restore._restore.click()
    qtbot.waitUntil(program.welcome._unlock.isVisible, timeout=8_000)
    unlock(program, qtbot)


def test_a_second_start_on_the_same_store_opens_nothing(
    program: app.Program, qapp: QApplication, store_path: Path
) -> None:
    places = settings.folders()
    again = app.Program(qapp, places, settings.load(places.settings_file), app.Start(store=store_path))
    assert not again.begin()


def test_the_version_is_told_without_loading_a_window() -> None:
    script = "import sys; from caseflow.__main__ import main; main(['--version']); print('PySide6' in sys.modules)"
    child = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert child.stdout.split("\n")[:2] == [f"CaseFlow {__version__}", "False"]


def test_wrong_arguments_are_told_with_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--no-such-thing"])
    assert ended.value.code == 2
    assert "--store" in capsys.readouterr().err


def test_a_command_works_without_qt(tmp_path: Path) -> None:
    script = (
        "import sys; from caseflow.__main__ import main\n"
        "try: main(['check', '--help'])\n"
        "except SystemExit: print('PySide6' in sys.modules)"
    )
    child = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert child.stdout.rstrip().endswith("False")
