"""A recruitment is opened in the window, its need written as it is told, and found again in its tab."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from caseflow.ui.context import Context
from caseflow.ui.main_window import MainWindow
from caseflow.ui.recruitments.new_dialog import NewRecruitmentDialog
from caseflow.ui.recruitments.page import RecruitmentsPage
from caseflow.ui.recruitments.recruitment_page import RecruitmentPage

Settle = Callable[[], None]


@pytest.fixture
def window(context: Context, qtbot: QtBot, settle: Settle) -> MainWindow:
    made = MainWindow(context)
    qtbot.addWidget(made)
    made.show()
    settle()
    return made


def test_a_recruitment_is_opened_by_keys_and_its_page_shows_its_need(
    window: MainWindow, context: Context, qtbot: QtBot, settle: Settle
) -> None:
    window.show_section("recruitments")
    settle()
    page = window.workspace.current_page()
    assert isinstance(page, RecruitmentsPage)
    page.acts()["new"].do()
    dialog = window.findChild(NewRecruitmentDialog)
    assert dialog is not None
    for name, words in (("title", "Entrepôt Nord"), ("job", "Cariste"), ("posts", "120")):
        dialog.editor(name).type_again(words)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    shown = window.workspace.current_page()
    assert isinstance(shown, RecruitmentPage)
    assert shown.part() == "need"
    assert context.desk.recruitments.id_of("entrepot-nord-2026"), "the code proposed from the title"
    lists = [each.item(0).text() for each in shown.findChildren(QListWidget) if each.count()]
    assert lists == ["Cariste · 120 postes"]
