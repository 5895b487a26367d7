"""The list of people: found as one types, sorted by a click, opened by Enter, changed and archived together."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from caseflow.i18n import _
from caseflow.services.people_list import PeopleColumn, Scope
from caseflow.ui.context import Context
from caseflow.ui.people.bulk_edit import BulkEditDialog
from caseflow.ui.people.list_page import ListPage
from caseflow.ui.people.new_person import NewPersonDialog
from caseflow.ui.widgets.rows_view import RowsView

Settle = Callable[[], None]
AddPerson = Callable[..., UUID]


@pytest.fixture
def page(context: Context, qtbot: QtBot, settle: Settle) -> ListPage:
    made = ListPage(context)
    qtbot.addWidget(made)
    made.resize(1200, 600)
    made.show()
    settle()
    return made


def names(page: ListPage) -> list[str]:
    view = page.findChild(RowsView)
    return [view.model().index(line, 0).data() for line in range(view.model().rowCount())]


def table(page: ListPage) -> RowsView:
    return page.findChild(RowsView)


def button(parent: QWidget, text: str) -> QPushButton:
    return next(each for each in parent.findChildren(QPushButton) if each.text() == text and each.isVisibleTo(parent))


def type_in_search(page: ListPage, qtbot: QtBot, settle: Settle, text: str) -> None:
    page.focus_search()
    page._search.clear()
    qtbot.keyClicks(page._search, text)
    qtbot.waitUntil(lambda: not page._typing.isActive())
    settle()


def test_a_new_store_proposes_to_import_to_add_or_to_look_around(
    page: ListPage, context: Context, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(context.navigator.import_asked):
        qtbot.mouseClick(button(page, _("Import my Excel file")), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(context.navigator.training_asked):
        qtbot.mouseClick(button(page, _("Look at the training store")), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    "typed",
    ["etien", "zoe etienne", "Étienne", "06 39 98 12 34", "B-000002", "03/02/1991"],
    ids=["without accents", "in another order", "with accents", "phone", "file number", "birth date"],
)
def test_a_person_is_found_however_it_is_typed(
    page: ListPage, add_person: AddPerson, qtbot: QtBot, settle: Settle, typed: str
) -> None:
    add_person("BENALI", "Amina")
    add_person("Étienne", "Zoé", phones=["0639981234"], birth_date=date(1991, 2, 3))
    settle()
    type_in_search(page, qtbot, settle, typed)
    assert names(page) == ["ÉTIENNE Zoé"]


def test_enter_in_the_search_opens_the_only_person_found(
    page: ListPage, context: Context, add_person: AddPerson, qtbot: QtBot, settle: Settle
) -> None:
    person = add_person("BENALI", "Amina")
    add_person("DIALLO", "Ibrahima")
    settle()
    type_in_search(page, qtbot, settle, "benali")
    with qtbot.waitSignal(context.navigator.person_asked) as asked:
        qtbot.keyClick(page._search, Qt.Key.Key_Return)
    assert asked.args == [person]


def test_letters_typed_on_the_list_begin_a_search(
    page: ListPage, add_person: AddPerson, qtbot: QtBot, settle: Settle
) -> None:
    add_person("BENALI", "Amina")
    add_person("DIALLO", "Ibrahima")
    settle()
    table(page).setFocus()
    qtbot.keyClick(table(page), Qt.Key.Key_D)
    qtbot.waitUntil(page._search.hasFocus)
    qtbot.keyClicks(page._search, "ia")
    qtbot.waitUntil(lambda: not page._typing.isActive())
    settle()
    assert names(page) == ["DIALLO Ibrahima"]


def test_enter_on_a_line_opens_the_person(
    page: ListPage, context: Context, add_person: AddPerson, qtbot: QtBot, settle: Settle
) -> None:
    add_person("BENALI", "Amina")
    second = add_person("DIALLO", "Ibrahima")
    settle()
    table(page).selectRow(1)
    with qtbot.waitSignal(context.navigator.person_asked) as asked:
        qtbot.keyClick(table(page), Qt.Key.Key_Return)
    assert asked.args == [second]


def test_a_click_on_a_heading_sorts_and_a_second_one_turns_the_order(
    page: ListPage, add_person: AddPerson, qtbot: QtBot, settle: Settle
) -> None:
    add_person("ABAD", "Inès", commune="Vitrolles")
    add_person("ÉTIENNE", "Zoé", commune="Arles")
    add_person("ZAMORA", "Luc", commune="Marseille")
    settle()
    assert names(page) == ["ABAD Inès", "ÉTIENNE Zoé", "ZAMORA Luc"]  # É among the E, not after Z
    header = table(page).horizontalHeader()
    column = next(place for place, each in enumerate(page._model.columns) if each.key == PeopleColumn.COMMUNE)

    def click_heading() -> None:
        x = header.sectionViewportPosition(column) + 20
        qtbot.mouseClick(
            header.viewport(), Qt.MouseButton.LeftButton, pos=header.rect().topLeft() + type(header.pos())(x, 8)
        )
        settle()

    click_heading()
    assert names(page) == ["ÉTIENNE Zoé", "ZAMORA Luc", "ABAD Inès"]
    click_heading()
    assert names(page) == ["ABAD Inès", "ZAMORA Luc", "ÉTIENNE Zoé"]


def test_no_result_says_which_filter_excludes_and_removes_it(
    page: ListPage, add_person: AddPerson, qtbot: QtBot, settle: Settle
) -> None:
    add_person("BENALI", "Amina")
    settle()
    type_in_search(page, qtbot, settle, "zzz")
    shown = page._states.currentWidget()
    assert any("zzz" in label.text() for label in shown.findChildren(QLabel))
    qtbot.mouseClick(button(shown, _("Remove the filter")), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page._typing.isActive())
    settle()
    assert names(page) == ["BENALI Amina"]


def test_nobody_in_a_view_is_said_without_proposing_an_import(
    page: ListPage, add_person: AddPerson, qtbot: QtBot, settle: Settle
) -> None:
    add_person("BENALI", "Amina")
    settle()
    page.show_scope(Scope.ARCHIVED)
    settle()
    assert page._states.currentWidget() is page._states.none


def test_people_are_archived_together_and_brought_back(
    page: ListPage, context: Context, add_person: AddPerson, qtbot: QtBot, settle: Settle
) -> None:
    for _person in range(3):
        add_person()
    settle()
    table(page).selectAll()
    page._actions.archive.trigger()
    settle()
    assert names(page) == []
    page.show_scope(Scope.ARCHIVED)
    settle()
    assert len(names(page)) == 3
    table(page).selectAll()
    page._actions.archive.trigger()
    settle()
    page.show_scope(Scope.ACTIVE)
    settle()
    assert len(names(page)) == 3


def test_a_bulk_change_shows_before_and_after_then_is_one_action_to_undo(
    page: ListPage, context: Context, add_person: AddPerson, qtbot: QtBot, settle: Settle
) -> None:
    ids = [add_person(commune="Arles"), add_person(commune="Arles")]
    settle()
    dialog = BulkEditDialog.ask(page, context, ids)
    settle()
    dialog._field.setCurrentIndex(dialog._field.findData("commune"))
    qtbot.keyClicks(dialog._text, "Marseille")
    assert [dialog._preview.item(line, 1).text() for line in range(2)] == ["Arles", "Arles"]
    assert [dialog._preview.item(line, 2).text() for line in range(2)] == ["Marseille", "Marseille"]
    qtbot.mouseClick(dialog._save, Qt.MouseButton.LeftButton)
    settle()
    people, on = context.desk.people, context.today()
    assert [people.record(each, on).commune for each in ids] == ["Marseille", "Marseille"]
    context.desk.undo.undo_last()
    assert [people.record(each, on).commune for each in ids] == ["Arles", "Arles"]
    settle()


def test_nothing_is_buttoned_when_nobody_is_selected(page: ListPage, add_person: AddPerson, settle: Settle) -> None:
    add_person()
    settle()
    table(page).clearSelection()
    assert not page._actions.edit.isEnabled()
    assert not page._actions.archive.isEnabled()
    table(page).selectRow(0)
    assert page._actions.edit.isEnabled()


def test_a_new_person_needs_a_last_name_only_and_opens(
    page: ListPage, context: Context, qtbot: QtBot, settle: Settle
) -> None:
    dialog = NewPersonDialog.ask(page, context)
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClicks(dialog._last_name.widget, "Guessan")
    with qtbot.waitSignal(context.navigator.person_asked) as asked:
        qtbot.keyClick(dialog._last_name.widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert context.desk.people.record(asked.args[0], context.today()).last_name == "Guessan"
    settle()


def test_a_new_person_without_a_name_is_told_under_the_field(
    page: ListPage, context: Context, qtbot: QtBot, settle: Settle
) -> None:
    dialog = NewPersonDialog.ask(page, context)
    qtbot.mouseClick(dialog._accept, Qt.MouseButton.LeftButton)
    settle()
    assert dialog.isVisible()
    assert _("A last name is needed.") in dialog._form.error_text("last_name")
    dialog.reject()


def test_a_person_who_may_exist_already_is_proposed_while_typing(
    page: ListPage, context: Context, add_person: AddPerson, qtbot: QtBot, settle: Settle
) -> None:
    known = add_person("BENALI", "Amina", birth_date=date(1995, 3, 12))
    settle()
    dialog = NewPersonDialog.ask(page, context)
    qtbot.keyClicks(dialog._last_name.widget, "Benali")
    qtbot.keyClicks(dialog._first_name.widget, "Amina")
    qtbot.waitUntil(lambda: bool(dialog._found))
    assert "BENALI Amina" in dialog._found[0].text()
    with qtbot.waitSignal(context.navigator.person_asked) as asked:
        qtbot.mouseClick(dialog._found[0], Qt.MouseButton.LeftButton)
    assert asked.args == [known]
    settle()
