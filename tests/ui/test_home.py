"""The first page says how many, who has no step, which records were last worked on; an empty one, how to begin."""

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from caseflow.i18n import _
from caseflow.services.people_list import Scope
from caseflow.ui.context import Context
from caseflow.ui.home.page import HomePage

Settle = Callable[[], None]


@pytest.fixture
def page(context: Context, qtbot: QtBot, settle: Settle) -> HomePage:
    made = HomePage(context)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    settle()
    return made


def test_an_empty_store_proposes_how_to_begin(page: HomePage, context: Context, qtbot: QtBot) -> None:
    assert page._states.currentWidget() is page._empty
    button = next(each for each in page._empty.findChildren(QPushButton) if each.text() == _("Import my Excel file"))
    with qtbot.waitSignal(context.navigator.import_asked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_person_added_is_counted_and_shown_at_once(
    page: HomePage, context: Context, add_person: Callable[..., UUID], qtbot: QtBot, settle: Settle
) -> None:
    person = add_person("BENALI", "Amina")
    settle()
    assert page._tiles[Scope.ACTIVE].text().startswith("1 ")
    for card in (page._without, page._recent):
        assert card._list.item(0).text().startswith("BENALI Amina")
    with qtbot.waitSignal(context.navigator.person_asked) as asked:
        page._recent._list.setCurrentRow(0)
        qtbot.keyClick(page._recent._list, Qt.Key.Key_Return)
    assert asked.args == [person]


def test_a_figure_leads_to_its_view_of_the_list(
    page: HomePage, context: Context, add_person: Callable[..., UUID], qtbot: QtBot, settle: Settle
) -> None:
    add_person()
    settle()
    with qtbot.waitSignal(context.navigator.list_asked) as asked:
        qtbot.mouseClick(page._tiles[Scope.WITHOUT_STEP], Qt.MouseButton.LeftButton)
    assert asked.args == [Scope.WITHOUT_STEP.value]
