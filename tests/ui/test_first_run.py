"""The first run, by keys alone and by the mouse alone; what it proposes can wait, and Home reminds of it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QCommandLinkButton, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from caseflow import __version__
from caseflow.domain.errors import StorageTrouble
from caseflow.domain.scheme import Scheme
from caseflow.i18n import _
from caseflow.services.desk import Desk
from caseflow.services.pathways import StepDraft
from caseflow.settings import Folders, Settings
from caseflow.store import files, keys
from caseflow.store.store import Store
from caseflow.ui.context import Context
from caseflow.ui.home.first_days import NEEDS, FirstDays, NewsLine
from caseflow.ui.home.page import HomePage
from caseflow.ui.welcome.window import WelcomeWindow
from caseflow.ui.widgets.input_guard import InputGuard
from tests.conftest import FakeClock

PASSPHRASE = "x7$Kq9!mZt2&Wp4v"
Settle = Callable[[], None]


@pytest.fixture
def window(tmp_path: Path, clock: FakeClock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[WelcomeWindow]:
    monkeypatch.setattr(keys, "calibrate", lambda: keys.FLOOR)
    folders = Folders(tmp_path / "config", tmp_path / "data", tmp_path / "logs")
    guard = InputGuard(QApplication.instance())
    made = WelcomeWindow(folders, Settings(), clock)
    made.opened.connect(made_stores(made).append)
    qtbot.addWidget(made)
    made.begin(None)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.waitUntil(made.tasks.is_idle)
    yield made
    for store in made_stores(made):
        store.close()
    made.close()
    QApplication.instance().removeEventFilter(guard)
    guard.deleteLater()


def made_stores(window: WelcomeWindow) -> list[Store]:
    if not hasattr(window, "stores"):
        window.stores = []
    return window.stores


def shown(window: WelcomeWindow) -> QWidget:
    return window._pages.currentWidget()


def settled(window: WelcomeWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.tasks.is_idle, timeout=8_000)
    qtbot.wait(1)


class Keys:
    """Presses keys where the keyboard is, and counts them: a word typed is one."""

    def __init__(self, window: WelcomeWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot, self.pressed = window, qtbot, 0

    def press(self, *names: str) -> None:
        for name in names:
            combination = QKeySequence(name)[0]
            target = QApplication.focusWidget() or self.window
            self.qtbot.keyClick(target, combination.key(), combination.keyboardModifiers())
            self.pressed += 1
            settled(self.window, self.qtbot)

    def tab_to(self, widget: QWidget) -> None:
        for _step in range(30):
            if QApplication.focusWidget() is widget:
                return
            self.press("Tab")
        raise AssertionError("Tab does not reach it")

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(QApplication.focusWidget(), text)
        self.pressed += 1


def choice(window: WelcomeWindow, words: str) -> QCommandLinkButton:
    return next(button for button in window.findChildren(QCommandLinkButton) if button.text() == words)


def test_a_store_is_made_by_keys_alone_everything_else_left_for_later(window: WelcomeWindow, qtbot: QtBot) -> None:
    hand = Keys(window, qtbot)
    hand.tab_to(choice(window, _("Create my store")))
    hand.press("Return")
    hand.tab_to(window._new._author)
    hand.type("Claire")
    hand.tab_to(window._new._fields._first)
    hand.type(PASSPHRASE)
    hand.press("Tab")
    hand.type(PASSPHRASE)
    hand.press("Return")
    qtbot.waitUntil(lambda: shown(window) is window._code, timeout=8_000)
    hand.tab_to(window._code._again)
    hand.type(window._code._shown.text())
    hand.press("Return")
    assert shown(window) is window._ready
    hand.tab_to(window._ready._begin)
    hand.press("Return")
    assert [store.author.name for store in window.stores] == ["Claire"]
    assert hand.pressed <= 40


def test_a_store_is_made_by_mouse_with_words_proposed_and_everything_told(
    window: WelcomeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    def click(widget: QWidget) -> None:
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(12, widget.height() // 2))
        settled(window, qtbot)

    stick = tmp_path / "stick"
    stick.mkdir()
    sheet = tmp_path / "liste.csv"
    sheet.write_text("Nom;Prénom\nBENALI;Amina\n", encoding="utf-8")
    click(choice(window, _("Create my store")))
    window._new._author.setText("Claire")
    click(window._new._fields._propose)
    window._new._fields._again.setText(window._new._fields._first.text())
    click(window._new._create)
    qtbot.waitUntil(lambda: shown(window) is window._code, timeout=8_000)
    window._code._again.setText(window._code._shown.text())
    click(window._code._finish)
    window._ready._structure.setText("PLIE du Centre")
    window._ready._on_folder_chosen(str(stick))
    settled(window, qtbot)
    assert window._ready._said.text().startswith("✔")
    window._ready._file.setText(str(sheet))
    click(window._ready._begin)
    qtbot.waitUntil(lambda: bool(window.stores), timeout=8_000)
    assert window._settings.second_backup_folder == str(stick)
    assert Desk(window.stores[0]).enrolments.agency().name == "PLIE du Centre"
    assert window.file_wanted == sheet
    assert list(stick.iterdir()) == []


def test_a_folder_that_keeps_nothing_is_refused_and_another_may_be_chosen(
    window: WelcomeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window._show(window._ready)
    window._ready._folder.setText(str(tmp_path / "gone"))
    window._ready._begin.click()
    qtbot.waitUntil(lambda: bool(window._ready.form.error_text("folder")))
    assert shown(window) is window._ready
    window._ready._folder.clear()
    window._ready._file.setText(str(tmp_path / "no.xlsx"))
    window._ready._begin.click()
    assert window._ready.form.error_text("file")


def test_a_folder_that_gives_back_something_else_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files.try_folder(tmp_path)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(files, "write_whole", lambda path, content: path.write_bytes(content[:-1]))
    with pytest.raises(StorageTrouble):
        files.try_folder(tmp_path)


def test_each_need_of_a_new_store_ticks_itself_once_it_is_done(
    context: Context, add_person: Callable[..., UUID], qtbot: QtBot, settle: Settle
) -> None:
    page = HomePage(context)
    qtbot.addWidget(page)
    page.show()
    settle()
    days = page.findChild(FirstDays)
    assert days.isVisible()
    assert days.done() == set()
    context.desk.enrolments.edit_agency(name="PLIE du Centre")
    settle()
    assert days.done() == {"structure"}
    referent = context.desk.enrolments.add_counsellor("Claire Martin")
    person = add_person()
    settle()
    assert days.done() == {"structure", "counsellor", "people"}
    context.desk.enrolments.enter_directly(person, date(2026, 1, 5), referent)
    settle()
    assert "entered" in days.done()
    assert "step" not in days.done()
    step = context.desk.pathways.add_step(person, StepDraft(scheme=Scheme.ACI))
    context.desk.pathways.start_step(step, date(2026, 2, 2))
    settle()
    assert days.isVisible()
    context.settings.second_backup_folder = "/media/stick"
    days.refresh()
    settle()
    assert days.done() == {need.key for need in NEEDS}
    assert not days.isVisible()


def test_the_list_of_needs_leads_to_each_and_stays_hidden_once_hidden(
    context: Context, qtbot: QtBot, settle: Settle
) -> None:
    days = FirstDays(context)
    qtbot.addWidget(days)
    days.show()
    settle()
    with qtbot.waitSignal(context.navigator.page_asked) as asked:
        days._buttons["structure"].click()
    assert asked.args == ["administration"]
    with qtbot.waitSignal(context.navigator.import_asked):
        days._buttons["people"].click()
    days._hide.click()
    again = FirstDays(context)
    qtbot.addWidget(again)
    assert not days.isVisible()
    assert again.isHidden()


def test_a_training_store_has_no_list_of_needs(context: Context, qtbot: QtBot) -> None:
    context.desk.store.is_training = True
    days = FirstDays(context)
    qtbot.addWidget(days)
    assert days.isHidden()


def test_the_news_of_a_version_are_offered_once_after_an_update_and_never_at_the_first_start(
    context: Context, qtbot: QtBot
) -> None:
    first = NewsLine(context)
    qtbot.addWidget(first)
    assert first.isHidden()
    assert context.settings.seen_version == __version__
    context.settings.seen_version = "0.0.9"
    line = NewsLine(context)
    qtbot.addWidget(line)
    assert not line.isHidden()
    with qtbot.waitSignal(context.navigator.help_asked) as asked:
        line.findChildren(QPushButton)[0].click()
    assert asked.args == ["nouveautes"]
    again = NewsLine(context)
    qtbot.addWidget(again)
    assert again.isHidden()
