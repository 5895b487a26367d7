"""Everything done is found again: by its words, its author, its day; taken back, brought back, its record opened."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from caseflow.domain.scheme import Scheme
from caseflow.services.pathways import StepDraft
from caseflow.ui.actions import every_command
from caseflow.ui.context import Context
from caseflow.ui.history_page import SHOWN, HistoryPage
from caseflow.ui.main_window import MainWindow
from caseflow.ui.widgets.toast import SHOWN_MS
from tests.conftest import TODAY, FakeClock

Settle = Callable[[], None]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def amina(add_person: Callable[..., UUID]) -> UUID:
    return add_person("BENALI", "Amina", commune="Marseille")


@pytest.fixture
def page(context: Context, amina: UUID, qtbot: QtBot, settle: Settle) -> HistoryPage:
    made = HistoryPage(context)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.activateWindow()
    settle()
    return made


def actions(page: HistoryPage) -> list[QTreeWidgetItem]:
    tree = page.view.tree
    return [item for place in range(tree.topLevelItemCount()) if (item := tree.topLevelItem(place))]


def wait(page: HistoryPage, qtbot: QtBot, settle: Settle) -> None:
    """Wait until what was typed is looked for."""
    qtbot.waitUntil(lambda: not page._typing.isActive())
    settle()


def test_the_menu_opens_it_and_it_follows_what_is_done(
    context: Context, amina: UUID, qtbot: QtBot, settle: Settle
) -> None:
    context.desk.store.is_training = True  # its file has no keys, without which there is no backup
    window = MainWindow(context)
    qtbot.addWidget(window)
    window.show()
    settle()
    window._actions["history"].trigger()
    settle()
    page = window.workspace.current_page()
    assert isinstance(page, HistoryPage)
    assert len(actions(page)) == 1
    context.desk.people.edit(amina, commune="Aubagne")
    settle()
    assert page.view.lines()[1] == "Commune – BENALI Amina | Marseille | Aubagne | "
    window.close()


def test_words_typed_leave_the_actions_that_hold_them(
    page: HistoryPage, context: Context, amina: UUID, qtbot: QtBot, settle: Settle
) -> None:
    context.desk.pathways.add_step(amina, StepDraft(scheme=Scheme.ACI))
    settle()
    assert len(actions(page)) == 2
    qtbot.keyClicks(page._text, "etape")
    wait(page, qtbot, settle)
    assert [item.text(0) for item in actions(page)] == [actions(page)[0].text(0)]
    qtbot.keyClicks(page._text, "zzz")
    wait(page, qtbot, settle)
    assert actions(page) == []
    assert page.view.nothing.isVisible()


def test_days_and_authors_leave_what_was_done_then_and_by_them(
    page: HistoryPage, context: Context, amina: UUID, clock: FakeClock, qtbot: QtBot, settle: Settle
) -> None:
    clock.now += timedelta(days=2)
    context.desk.people.edit(amina, commune="Aubagne")
    settle()
    qtbot.keyClicks(page._since, "25/11/2026")
    qtbot.keyClick(page._since, Qt.Key.Key_Return)
    settle()
    assert len(actions(page)) == 1
    page._until.setFocus()
    qtbot.keyClicks(page._until, "24/11/2026")
    qtbot.keyClick(page._until, Qt.Key.Key_Return)
    settle()
    assert actions(page) == []
    assert page._author.count() == 2  # everybody, and her


def test_pages_hold_fifty_actions_and_turn(
    page: HistoryPage, context: Context, amina: UUID, qtbot: QtBot, settle: Settle
) -> None:
    page.hide()  # read once, when it is shown again
    for number in range(SHOWN):
        context.desk.people.edit(amina, commune=f"Ville{number}")
    settle()
    page.show()
    settle()
    assert len(actions(page)) == SHOWN
    assert "51" in page._count.text()
    assert not page._newer.isEnabled()
    qtbot.mouseClick(page._older, LEFT)
    settle()
    assert len(actions(page)) == 1
    assert not page._older.isEnabled()
    qtbot.mouseClick(page._newer, LEFT)
    settle()
    assert len(actions(page)) == SHOWN


def test_an_action_is_taken_back_a_value_brought_back_and_its_record_opened(
    page: HistoryPage, context: Context, amina: UUID, qtbot: QtBot, settle: Settle
) -> None:
    context.desk.people.edit(amina, commune="Aubagne")
    context.desk.people.edit(amina, commune="Toulon")
    settle()
    page.view.tree.setCurrentItem(actions(page)[1].child(0))
    qtbot.mouseClick(page.view.go_back, LEFT)
    settle()
    assert context.desk.people.record(amina, TODAY).commune == "Marseille"
    page.view.tree.setCurrentItem(actions(page)[0])
    qtbot.mouseClick(page.view.take_back, LEFT)
    settle()
    assert context.desk.people.record(amina, TODAY).commune == "Toulon"
    with qtbot.waitSignal(context.navigator.person_asked) as asked:
        qtbot.mouseClick(page.view.open_record, LEFT)
    assert asked.args == [amina]


def test_what_was_done_is_said_for_eight_seconds_with_the_way_back() -> None:
    assert SHOWN_MS == 8_000
    keys = {command.key: command.keys for _menu, command in every_command()}
    assert {QKeySequence(keys[name][0]).toString() for name in ("undo", "redo")} == {"Ctrl+Z", "Ctrl+Y"}
