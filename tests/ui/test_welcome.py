"""Before a store is open: create, unlock, recover, restore, look around; each refusal says what to do."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCommandLinkButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from caseflow.domain.errors import Invalid
from caseflow.i18n import _
from caseflow.settings import Folders, Settings
from caseflow.store import backup, keys, opening
from caseflow.store.backup import Reason
from caseflow.store.store import Store
from caseflow.ui.welcome.passphrase_fields import PassphraseFields
from caseflow.ui.welcome.window import WelcomeWindow
from caseflow.ui.widgets.input_guard import InputGuard
from tests.conftest import FakeClock

PASSPHRASE = "x7$Kq9!mZt2&Wp4v"


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "calibrate", lambda: keys.FLOOR)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "config", tmp_path / "data", tmp_path / "logs")


@pytest.fixture
def opened() -> Iterator[list[Store]]:
    stores: list[Store] = []
    yield stores
    for store in stores:
        store.close()


@pytest.fixture
def window(folders: Folders, clock: FakeClock, qtbot: QtBot, opened: list[Store]) -> Iterator[WelcomeWindow]:
    made = WelcomeWindow(folders, Settings(), clock)
    qtbot.addWidget(made)
    made.opened.connect(opened.append)
    made.show()
    yield made
    made.close()


@pytest.fixture
def make_store(folders: Folders, clock: Callable[[], datetime]) -> Callable[[], Path]:
    """Makes a closed store with a known passphrase, and tells its recovery code."""

    def make() -> Path:
        made = opening.create_store(folders.first_store, PASSPHRASE, "Claire", clock, cost=keys.FLOOR)
        make.code = made.recovery_code
        made.store.close()
        return folders.first_store

    return make


def page(window: WelcomeWindow) -> QWidget:
    return window._pages.currentWidget()


def choose(window: WelcomeWindow, qtbot: QtBot, title: str) -> None:
    button = next(each for each in window.findChildren(QCommandLinkButton) if each.text() == title)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def fill_new_store(window: WelcomeWindow, qtbot: QtBot, passphrase: str, again: str) -> None:
    new = window._new
    qtbot.keyClicks(new._author, "Claire")
    qtbot.keyClicks(new._fields._first, passphrase)
    qtbot.keyClicks(new._fields._again, again)
    qtbot.mouseClick(new._create, Qt.MouseButton.LeftButton)


def test_a_first_start_offers_four_ways_to_begin(window: WelcomeWindow) -> None:
    window.begin(None)
    assert page(window) is window._choice
    assert len(window.findChildren(QCommandLinkButton)) == 4


def test_a_store_asked_for_that_does_not_exist_yet_is_to_be_made(window: WelcomeWindow, tmp_path: Path) -> None:
    window.begin(tmp_path / "asked.caseflow")
    assert page(window) is window._new
    assert window._new.path() == tmp_path / "asked.caseflow"


def test_a_store_is_made_once_its_code_is_typed_again(
    window: WelcomeWindow, folders: Folders, qtbot: QtBot, opened: list[Store]
) -> None:
    window.begin(None)
    choose(window, qtbot, _("Create my store"))
    fill_new_store(window, qtbot, PASSPHRASE, PASSPHRASE)
    qtbot.waitUntil(lambda: page(window) is window._code, timeout=8_000)
    code = window._code._shown.text()
    qtbot.keyClicks(window._code._again, "not the code")
    qtbot.mouseClick(window._code._finish, Qt.MouseButton.LeftButton)
    assert opened == []
    window._code._again.setText(code.lower())
    qtbot.mouseClick(window._code._finish, Qt.MouseButton.LeftButton)
    assert page(window) is window._ready
    qtbot.mouseClick(window._ready._begin, Qt.MouseButton.LeftButton)
    assert [store.path for store in opened] == [folders.first_store]
    assert opened[0].author.name == "Claire"


@pytest.mark.parametrize(
    ("passphrase", "again"),
    [("", ""), ("azerty", "azerty"), (PASSPHRASE, PASSPHRASE + "x")],
    ids=["none", "weak", "not the same twice"],
)
def test_a_passphrase_that_would_not_do_is_told_under_its_field(
    window: WelcomeWindow, folders: Folders, qtbot: QtBot, passphrase: str, again: str
) -> None:
    window.begin(None)
    choose(window, qtbot, _("Create my store"))
    fill_new_store(window, qtbot, passphrase, again)
    assert window._new._fields.error_text()
    assert page(window) is window._new
    assert not folders.first_store.exists()


def test_the_words_proposed_are_strong_enough(window: WelcomeWindow, qtbot: QtBot) -> None:
    fields = window._new._fields
    qtbot.mouseClick(fields._propose, Qt.MouseButton.LeftButton)
    assert fields._strength.text().startswith("✔")
    fields._again.setText(fields._first.text())
    assert fields.passphrase() == fields._first.text()


def unlock(window: WelcomeWindow, qtbot: QtBot, secret: str) -> None:
    window._unlock._author.setText("Claire")
    window._unlock._secret.clear()
    qtbot.keyClicks(window._unlock._secret, secret)
    qtbot.keyClick(window._unlock._secret, Qt.Key.Key_Return)


def test_the_passphrase_opens_the_store(
    window: WelcomeWindow, make_store: Callable[[], Path], qtbot: QtBot, opened: list[Store]
) -> None:
    window.begin(make_store())
    assert window._unlock._secret.echoMode() == QLineEdit.EchoMode.Password
    unlock(window, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: bool(opened), timeout=8_000)
    assert opened[0].author.name == "Claire"


def test_a_wrong_passphrase_is_told_under_the_field_and_may_be_typed_again(
    window: WelcomeWindow, make_store: Callable[[], Path], qtbot: QtBot, opened: list[Store]
) -> None:
    window.begin(make_store())
    unlock(window, qtbot, "not this one")
    qtbot.waitUntil(lambda: bool(window._unlock.form.error_text("secret")), timeout=8_000)
    assert page(window) is window._unlock
    unlock(window, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: bool(opened), timeout=8_000)


def test_a_damaged_file_leads_to_its_backups_and_one_of_them_opens(
    window: WelcomeWindow,
    folders: Folders,
    make_store: Callable[[], Path],
    clock: FakeClock,
    qtbot: QtBot,
    opened: list[Store],
) -> None:
    path = make_store()
    store = opening.open_store(path, PASSPHRASE, "Claire", clock)
    backup.back_up(store, folders.backups, Reason.ASKED)
    store.close()
    content = bytearray(path.read_bytes())
    content[: len(content) // 2] = bytes(len(content) // 2)
    path.write_bytes(content)
    window.begin(path)
    unlock(window, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: page(window) is window._restore, timeout=8_000)
    assert not window._restore._trouble.isHidden()
    qtbot.waitUntil(lambda: window._restore._list.count() == 1)
    assert window._restore._meaning.text()
    qtbot.keyClicks(window._restore._passphrase, PASSPHRASE)
    qtbot.mouseClick(window._restore._restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page(window) is window._unlock, timeout=8_000)
    unlock(window, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: bool(opened), timeout=8_000)


def test_the_recovery_code_gives_a_new_passphrase_and_a_new_code(
    window: WelcomeWindow, make_store: Callable[[], Path], qtbot: QtBot, opened: list[Store]
) -> None:
    window.begin(make_store())
    window._unlock._by_code.setChecked(True)
    unlock(window, qtbot, make_store.code)
    qtbot.waitUntil(lambda: page(window) is window._renew, timeout=8_000)
    for field in (window._renew._fields._first, window._renew._fields._again):
        qtbot.keyClicks(field, PASSPHRASE + " bis")
    qtbot.mouseClick(window._renew._go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page(window) is window._code, timeout=8_000)
    assert window._code._shown.text() != make_store.code
    window._code._again.setText(window._code._shown.text())
    qtbot.mouseClick(window._code._finish, Qt.MouseButton.LeftButton)
    assert len(opened) == 1


def test_the_training_store_opens_without_a_question_filled_the_first_time(
    window: WelcomeWindow, folders: Folders, qtbot: QtBot, opened: list[Store]
) -> None:
    window.begin(None)
    choose(window, qtbot, _("Look around in the training store"))
    qtbot.waitUntil(lambda: bool(opened), timeout=60_000)
    assert opened[0].is_training
    assert opened[0].path == folders.training_store


def test_closing_on_the_page_of_the_code_lets_go_of_the_file(
    window: WelcomeWindow, folders: Folders, clock: FakeClock, qtbot: QtBot
) -> None:
    window.begin(None)
    choose(window, qtbot, _("Create my store"))
    fill_new_store(window, qtbot, PASSPHRASE, PASSPHRASE)
    qtbot.waitUntil(lambda: page(window) is window._code, timeout=8_000)
    window.close()
    opening.open_store(folders.first_store, PASSPHRASE, "Claire", clock).close()


def test_nothing_heavy_is_loaded_before_the_window_shows() -> None:
    import subprocess
    import sys

    script = (
        "import sys, caseflow.app\n"
        "heavy = {'sqlalchemy', 'sqlcipher3', 'reportlab', 'python_calamine', 'alembic', 'argon2', 'zxcvbn'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    child = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert child.stdout.strip() == "[]"


def test_enter_presses_the_button_that_has_the_focus(window: WelcomeWindow, qtbot: QtBot) -> None:
    guard = InputGuard(QApplication.instance())
    try:
        window.begin(None)
        create = next(each for each in window.findChildren(QCommandLinkButton) if each.text() == _("Create my store"))
        qtbot.keyClick(create, Qt.Key.Key_Return)
        assert any(field.isVisible() for field in window.findChildren(QLineEdit))
    finally:
        QApplication.instance().removeEventFilter(guard)
        guard.deleteLater()


def test_a_stale_refusal_of_a_passphrase_goes_once_it_is_typed_anew(qtbot: QtBot) -> None:
    fields = PassphraseFields(lambda: ())
    qtbot.addWidget(fields)
    with pytest.raises(Invalid):
        fields.passphrase()
    assert fields.error_text()
    fields.findChildren(QLineEdit)[0].setText(PASSPHRASE)
    assert fields.error_text() == ""
