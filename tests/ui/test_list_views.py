"""The list that replaces a spreadsheet: views, filters, columns, selection, preview; by mouse and by keys."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QTabBar
from pytestqt.qtbot import QtBot

from caseflow.domain.list_view import ListView
from caseflow.i18n import _
from caseflow.services.people_filters import Filter, FilterKind
from caseflow.services.people_list import PeopleColumn, Scope
from caseflow.ui.context import Context
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.people.bulk_edit import BulkEditDialog
from caseflow.ui.people.columns_dialog import ColumnsDialog
from caseflow.ui.people.filter_dialog import FilterDialog
from caseflow.ui.people.list_page import ListPage
from caseflow.ui.rows_model import PAGE
from caseflow.ui.widgets.rows_view import RowsView
from caseflow.ui.widgets.sidebar import WIDE

Settle = Callable[[], None]
AddPerson = Callable[..., UUID]
CTRL, LEFT = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton


@pytest.fixture
def open_page(context: Context, qtbot: QtBot, settle: Settle) -> Callable[[], ListPage]:
    """Opens the list, again and again as a restart would."""

    def make() -> ListPage:
        page = ListPage(context)
        qtbot.addWidget(page)
        page.resize(1200, 600)
        page.show()
        settle()
        return page

    return make


@pytest.fixture
def page(open_page: Callable[[], ListPage], add_person: AddPerson, settle: Settle) -> ListPage:
    add_person("ABAD", "Inès", commune="Arles", birth_date=date(2001, 3, 4))
    add_person("BENALI", "Amina", commune="Aix", birth_date=date(1970, 3, 4), phones=["0639981234"])
    add_person("ZAMORA", "Luc", commune="Arles", birth_date=date(1960, 3, 4))
    return open_page()


def names(page: ListPage) -> list[str]:
    return [page._model.index(line, 0).data() for line in range(page._model.rowCount())]


def headings(page: ListPage) -> list[str]:
    return page._view.shown_columns()


def tabs(page: ListPage) -> list[str]:
    bar = page._tabs.findChild(QTabBar)
    return [bar.tabText(place) for place in range(bar.count())]


def chips(page: ListPage) -> list[str]:
    return [chip.text() for chip in page._filters.bar.chips()]


def filter_by(page: ListPage, settle: Settle, kind: FilterKind, *values: str) -> None:
    page._filters.put(Filter(kind, values))
    settle()


def save_as(page: ListPage, qtbot: QtBot, settle: Settle, name: str) -> None:
    page._now.save_as.trigger()
    dialog = page.findChildren(FormDialog)[-1]
    settle()
    qtbot.keyClicks(dialog.editor("name").widget, name)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    settle()


def test_a_filter_ticked_with_the_keys_says_how_many_it_leaves_before_and_after(
    page: ListPage, qtbot: QtBot, settle: Settle
) -> None:
    page._filters.add(FilterKind.COMMUNE)
    settle()
    (dialog,) = page.findChildren(FilterDialog)
    assert dialog._values.item(0).text().startswith("Arles")
    assert not dialog._accept.isEnabled()
    qtbot.keyClick(dialog._values, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not dialog._timer.isActive())
    settle()
    assert "2" in dialog._left.text()
    qtbot.keyClick(dialog._values, Qt.Key.Key_Return)
    settle()
    assert names(page) == ["ABAD Inès", "ZAMORA Luc"]
    assert chips(page)[0].endswith("2")


def test_filters_add_up_and_each_goes_by_a_click_or_by_delete(page: ListPage, qtbot: QtBot, settle: Settle) -> None:
    filter_by(page, settle, FilterKind.COMMUNE, "Arles")
    filter_by(page, settle, FilterKind.AGE, "", "30")
    assert names(page) == ["ABAD Inès"]
    assert [text.split(" ")[-1] for text in chips(page)] == ["2", "1"]
    first = page._filters.bar.chips()[0]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Delete)
    settle()
    assert len(chips(page)) == 1
    assert page._filters.bar.chips()[0].hasFocus()
    qtbot.mouseClick(page._filters.bar.chips()[0], LEFT)
    settle()
    assert len(names(page)) == 3
    assert not page._filters.bar.isVisible()


def test_no_result_offers_to_remove_the_filter_that_is_in_the_way(page: ListPage, qtbot: QtBot, settle: Settle) -> None:
    filter_by(page, settle, FilterKind.COMMUNE, "Aix")
    filter_by(page, settle, FilterKind.AGE, "", "30")
    filter_by(page, settle, FilterKind.WITH_PHONE)
    assert page._states.currentWidget() is page._states.no_result
    assert chips(page)[1].split("  ·")[0] in page._unfilter.text()
    qtbot.mouseClick(page._unfilter, LEFT)
    settle()
    assert names(page) == ["BENALI Amina"]


def test_what_is_shown_at_first_fits_on_a_laptop_barriers_included(page: ListPage, settle: Settle) -> None:
    page.resize(1366 - WIDE, 600)
    settle()
    view = page.findChild(RowsView)
    assert PeopleColumn.BARRIERS in page._now.content.columns
    assert view.horizontalScrollBar().maximum() == 0


def test_a_view_saved_is_there_after_a_restart_with_its_filters_its_order_and_its_columns(
    page: ListPage, open_page: Callable[[], ListPage], qtbot: QtBot, settle: Settle
) -> None:
    filter_by(page, settle, FilterKind.COMMUNE, "Arles")
    page._on_sort_asked(PeopleColumn.NAME, True)
    page._layout._on_columns_chosen([PeopleColumn.COMMUNE, PeopleColumn.NAME])
    settle()
    save_as(page, qtbot, settle, "Arlesiens")
    assert tabs(page)[-1] == "Arlesiens"
    page._view.horizontalHeader().resizeSection(page._view.horizontalHeader().logicalIndex(0), 231)
    again = open_page()
    assert again._now.view.name == "Arlesiens"
    assert names(again) == ["ZAMORA Luc", "ABAD Inès"]
    assert headings(again) == [PeopleColumn.COMMUNE, PeopleColumn.NAME]
    assert again._view.column_widths() == {PeopleColumn.COMMUNE: 231}
    assert len(chips(again)) == 1


def test_a_view_deleted_is_taken_back_by_undo_and_a_name_taken_is_told_under_the_field(
    page: ListPage, context: Context, qtbot: QtBot, settle: Settle
) -> None:
    save_as(page, qtbot, settle, "Mienne")
    page._now.remove.trigger()
    settle()
    assert "Mienne" not in tabs(page)
    assert page._now.view.key == Scope.ACTIVE
    context.desk.undo.undo_last()
    settle()
    assert tabs(page)[-1] == "Mienne"
    save_as(page, qtbot, settle, "Mienne")
    dialog = page.findChildren(FormDialog)[-1]
    assert _("There is already a view of this name.") in dialog.error_text("name")
    dialog.reject()
    settle()


def test_a_changed_view_bears_a_dot_until_it_is_saved_and_a_shipped_one_is_put_back(
    page: ListPage, settle: Settle
) -> None:
    filter_by(page, settle, FilterKind.COMMUNE, "Arles")
    assert tabs(page)[0].endswith("•")
    page._now.save.trigger()
    settle()
    assert not tabs(page)[0].endswith("•")
    assert page._now.put_back.isVisible()
    page._now.put_back.trigger()
    settle()
    assert len(names(page)) == 3
    assert not page._now.put_back.isVisible()


def test_columns_are_chosen_and_moved_with_the_keys_and_undone(
    page: ListPage, context: Context, qtbot: QtBot, settle: Settle
) -> None:
    before = headings(page)
    page.acts()["columns"].do()
    (dialog,) = page.findChildren(ColumnsDialog)
    dialog._list.setCurrentRow(1)
    qtbot.keyClick(dialog._list, Qt.Key.Key_Space)
    dialog._list.setCurrentRow(2)
    dialog._up.setFocus()
    qtbot.keyClick(dialog._up, Qt.Key.Key_Space)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle()
    assert headings(page) == [before[0], *before[2:]]
    context.desk.undo.undo_last()
    settle()
    assert headings(page) == before


def test_a_heading_dragged_stays_where_it_was_put(page: ListPage, qtbot: QtBot, settle: Settle) -> None:
    page._view.horizontalHeader().moveSection(3, 0)
    moved = headings(page)
    qtbot.waitUntil(lambda: not page._layout._keeping.isActive())
    settle()
    page._tabs.chosen.emit(Scope.ALL.value)
    settle()
    page._tabs.chosen.emit(Scope.ACTIVE.value)
    settle()
    assert headings(page) == moved
    assert moved[0] == PeopleColumn.NEXT_DATE


def test_a_condition_that_cannot_be_read_is_named_over_the_whole_list(
    page: ListPage, context: Context, settle: Settle
) -> None:
    content = '{"scope":"all","filters":[{"kind":"age","values":["vingt",""]}],"sort":"name","descending":false,'
    with context.desk.store.writing("written by another version") as writing:
        view = writing.add(ListView(name="Mienne", content=content + '"columns":["name"]}'))
    settle()
    page._tabs.chosen.emit(view.id.hex)
    settle()
    assert page._filters.fault.isVisible()
    assert "age vingt" in page._filters.fault.text()
    assert len(names(page)) == 3


def test_views_for_which_there_is_no_room_are_in_the_menu(page: ListPage, qtbot: QtBot, settle: Settle) -> None:
    page.resize(700, 600)
    bar = page._tabs.findChild(QTabBar)
    hidden = [bar.tabText(place) for place in range(bar.count()) if not bar.isTabVisible(place)]
    offered = page._tabs.button.menu().actions()
    assert hidden
    assert [action.text() for action in offered[: len(hidden)]] == hidden
    offered[len(hidden) - 1].trigger()
    settle()
    assert bar.isTabVisible(bar.currentIndex())
    assert page._now.view.name == hidden[-1]


@pytest.fixture
def crowd(page: ListPage, context: Context, settle: Settle) -> int:
    """More people than the first page shows."""
    from caseflow.domain.person import Person

    rows = [{"file_number": f"M-{number}", "last_name": f"Martin{number:03}"} for number in range(PAGE + 10)]
    with context.desk.store.writing("Many people") as writing:
        writing.insert_rows(Person, rows)
    settle()
    return len(rows)


def test_everybody_is_selected_although_the_rest_of_the_list_comes_later(
    page: ListPage, crowd: int, qtbot: QtBot, settle: Settle
) -> None:
    page.focus_search()
    qtbot.keyClicks(page._search, "martin")
    qtbot.keyClick(page._view, Qt.Key.Key_A, CTRL)  # nothing of it was read yet
    assert not page._actions.archive.isEnabled()
    qtbot.waitUntil(lambda: not page._typing.isActive())
    settle()
    assert len(page.chosen_people()) == crowd
    assert str(crowd) in page._count.text()
    assert page._actions.archive.isEnabled()


def test_enter_waits_for_what_was_just_typed(page: ListPage, context: Context, qtbot: QtBot, settle: Settle) -> None:
    page.focus_search()
    qtbot.keyClicks(page._search, "zamora")
    with qtbot.waitSignal(context.navigator.person_asked) as asked:
        qtbot.keyClick(page._search, Qt.Key.Key_Return)
    (found,) = page._model.ids
    assert asked.args == [found]
    settle()


def test_the_preview_shows_the_person_of_the_line_and_is_there_after_a_restart(
    page: ListPage, open_page: Callable[[], ListPage], qtbot: QtBot, settle: Settle
) -> None:
    assert not page._preview.isVisible()
    page.acts()["preview_pane"].do()
    page._view.selectRow(1)
    qtbot.waitUntil(lambda: not page._preview._wait.isActive())
    settle()
    assert "BENALI Amina" in page._preview.words()
    assert "06" in page._preview.words()
    assert _("Person added") in page._preview.words()
    assert open_page()._preview.isVisible()
    page.resize(720, 600)
    assert not page._preview.isVisible()


def test_the_density_chosen_is_kept(page: ListPage, open_page: Callable[[], ListPage]) -> None:
    usual = page._view.rowHeight(0)
    page.acts()["density_wide"].do()
    assert page._view.rowHeight(0) > usual
    assert open_page()._view.rowHeight(0) == page._view.rowHeight(0)


def test_people_are_assigned_after_seeing_who_follows_them_today(
    page: ListPage, context: Context, qtbot: QtBot, settle: Settle
) -> None:
    enrolments, on = context.desk.enrolments, context.today()
    first, second, _third = page._model.ids
    enrolments.enter_directly(first, date(2026, 1, 5), enrolments.add_counsellor("Hugo"))
    claire = enrolments.add_counsellor("Claire")
    settle()
    page._view.selectAll()
    page._actions.assign.trigger()
    (dialog,) = page.findChildren(BulkEditDialog)
    settle()
    dialog._counsellor.set_value(claire)
    assert [dialog._preview.item(0, place).text() for place in (1, 2)] == ["Hugo", "Claire"]
    assert dialog._preview.item(1, 2).text() != "Claire"
    qtbot.mouseClick(dialog._save, LEFT)
    settle()
    assert [context.desk.people.record(each, on).referent for each in (first, second)] == ["Claire", ""]


def test_rows_pasted_on_the_list_open_the_import_with_them(
    context: Context, add_person: AddPerson, qtbot: QtBot, settle: Settle
) -> None:
    from caseflow.ui.main_window import MainWindow

    add_person()
    window = MainWindow(context)
    qtbot.addWidget(window)
    window.show()
    window.open_list(Scope.ACTIVE)
    settle()
    view = window.findChild(ListPage)._view
    view.setFocus()
    QGuiApplication.clipboard().setText("Nom\tPrénom\nDIALLO\tIbrahima\n")
    with qtbot.waitSignal(context.navigator.import_asked) as asked:
        qtbot.keyClick(QApplication.focusWidget() or view, Qt.Key.Key_V, CTRL)
    assert "DIALLO\tIbrahima" in asked.args[0].text
    settle()
