"""The directory at the window: found as one types, narrowed by ticks, kept up to date by one key, written by hand."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from caseflow.domain.barrier import Theme
from caseflow.i18n import _
from caseflow.services.resources import ServiceQuery
from caseflow.ui.context import Context
from caseflow.ui.main_window import MainWindow
from caseflow.ui.print_preview import PreviewDialog
from caseflow.ui.resources.page import ResourcesPage
from caseflow.ui.resources.service_dialog import ServiceDialog
from caseflow.ui.widgets.service_picker import ServicePicker
from tests.conftest import TODAY
from tests.ui.hands import Press, reach
from tests.ui.partners import GARAGE

Settle = Callable[[], None]

CRECHE = {
    "name": "Crèche à horaires décalés", "structure_name": "Les Lutins", "themes": ("famille--garde-denfants",),
    "fee": "gratuit", "publics": ("familles",), "post_code": "13400", "commune": "Aubagne",
}  # fmt: skip
ATELIER = {
    "name": "Atelier vélo",
    "structure_name": "Roues libres",
    "themes": ("mobilite--mobilite-douce-partagee-collective",),
}


@pytest.fixture
def partners(context: Context) -> dict[str, UUID]:
    return {str(each["name"]): context.desk.resources.create(each, TODAY) for each in (GARAGE, CRECHE, ATELIER)}


@pytest.fixture
def page(context: Context, partners: dict[str, UUID], qtbot: QtBot, settle: Settle) -> ResourcesPage:
    return opened(context, qtbot, settle)


def opened(context: Context, qtbot: QtBot, settle: Settle) -> ResourcesPage:
    made = ResourcesPage(context)
    qtbot.addWidget(made)
    made.resize(1200, 640)
    made.show()
    qtbot.waitUntil(made.isVisible)
    settle()
    rest(made, qtbot, settle)
    return made


def rest(page: ResourcesPage, qtbot: QtBot, settle: Settle) -> None:
    """Wait until what was typed is found, and the sheet in front read."""
    qtbot.waitUntil(lambda: not page._typing.isActive())
    settle()
    qtbot.waitUntil(lambda: not page._sheet._wait.isActive())
    settle()


def names(page: ResourcesPage) -> list[str]:
    return [page._model.index(line, 0).data() for line in range(page._model.rowCount())]


def button(parent: QWidget, text: str) -> QPushButton:
    return next(each for each in parent.findChildren(QPushButton) if each.text() == text and each.isVisibleTo(parent))


def choose(page: ResourcesPage, name: str, qtbot: QtBot, settle: Settle) -> None:
    page._view.selectRow(names(page).index(name))
    rest(page, qtbot, settle)


def test_an_empty_directory_proposes_to_import_or_to_add(context: Context, qtbot: QtBot, settle: Settle) -> None:
    page = opened(context, qtbot, settle)
    assert page._states.currentWidget() is page._states.first
    qtbot.mouseClick(button(page, _("Add a partner…")), Qt.MouseButton.LeftButton)
    assert page.findChild(ServiceDialog) is not None


def test_services_are_found_as_one_types(page: ResourcesPage, qtbot: QtBot, settle: Settle) -> None:
    for typed, found in (
        ("gar", ["Garage solidaire"]),
        ("roues lib", ["Atelier vélo", "Garage solidaire"]),
        ("creche AUB", ["Crèche à horaires décalés"]),
    ):
        page.focus_search()
        page._search.clear()
        qtbot.keyClicks(page._search, typed)
        rest(page, qtbot, settle)
        assert names(page) == found


def test_a_tick_narrows_and_the_counts_follow(page: ResourcesPage, qtbot: QtBot, settle: Settle) -> None:
    tree = page._facets
    theme = tree._values["themes"][Theme.MOBILITY]
    assert theme.text(1) == "2"
    tree.setCurrentItem(theme)
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    rest(page, qtbot, settle)
    assert names(page) == ["Atelier vélo", "Garage solidaire"]
    assert tree._values["fees"]["payant"].text(1) == "1"
    assert tree._values["fees"]["gratuit"].isHidden()
    qtbot.mouseClick(page._clear, Qt.MouseButton.LeftButton)
    rest(page, qtbot, settle)
    assert len(names(page)) == 3


def test_a_commune_is_typed_and_distances_are_counted_from_it(
    page: ResourcesPage, qtbot: QtBot, settle: Settle
) -> None:
    qtbot.keyClicks(page._commune, "aubagne")
    page._commune.editingFinished.emit()
    rest(page, qtbot, settle)
    assert page.query().commune == "13005"
    assert page._commune.text() == "Aubagne (13)"
    assert names(page) == ["Atelier vélo", "Crèche à horaires décalés", "Garage solidaire"]


def test_no_result_names_the_filter_to_remove(page: ResourcesPage, qtbot: QtBot, settle: Settle) -> None:
    page._facets.tick("themes", Theme.FAMILY)
    page.search_for("garage")
    rest(page, qtbot, settle)
    assert page._states.currentWidget() is page._states.none
    qtbot.mouseClick(page._states.remove, Qt.MouseButton.LeftButton)
    rest(page, qtbot, settle)
    assert names(page) == ["Garage solidaire"] or names(page) == ["Crèche à horaires décalés"]


def test_one_key_says_that_chosen_sheets_still_hold(
    page: ResourcesPage, context: Context, partners: dict[str, UUID], qtbot: QtBot, settle: Settle
) -> None:
    context.desk.resources._store.wall.now = context.desk.resources._store.wall.now.replace(month=12)
    page._view.setFocus()
    page._view.selectAll()
    qtbot.keyClick(page._view, Qt.Key.Key_V)
    rest(page, qtbot, settle)
    assert {context.desk.resources.sheet(key).verified_on for key in partners.values()} == {date(2026, 12, 23)}
    context.desk.undo.undo_last()
    assert {context.desk.resources.sheet(key).verified_on for key in partners.values()} == {TODAY}


def test_suppr_closes_and_a_second_time_opens_again(
    page: ResourcesPage, context: Context, qtbot: QtBot, settle: Settle
) -> None:
    choose(page, "Atelier vélo", qtbot, settle)
    qtbot.keyClick(page._view, Qt.Key.Key_Delete)
    rest(page, qtbot, settle)
    assert "Atelier vélo" not in names(page)
    page._closed.setChecked(True)
    rest(page, qtbot, settle)
    closed = _("{name} (closed)").format(name="Atelier vélo")
    choose(page, closed, qtbot, settle)
    qtbot.keyClick(page._view, Qt.Key.Key_Delete)
    rest(page, qtbot, settle)
    assert "Atelier vélo" in names(page)


def test_the_sheet_says_what_a_person_needs_and_copies_the_phone(
    page: ResourcesPage, qtbot: QtBot, settle: Settle
) -> None:
    choose(page, "Garage solidaire", qtbot, settle)
    told = page._sheet.words().replace("\u00a0", " ").replace("\u202f", " ")
    for words in ("Roues libres", "04 91 00 00 00", "du lundi au vendredi 8 h 30 – 12 h 30", "Jeunes", "Payant"):
        assert words in told
    copy = next(each for each in page._sheet.findChildren(QToolButton) if "04" in each.accessibleName())
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().replace("\u00a0", " ") == "04 91 00 00 00"


def test_the_note_of_the_team_is_saved_when_it_is_left(
    page: ResourcesPage, context: Context, partners: dict[str, UUID], qtbot: QtBot, settle: Settle
) -> None:
    choose(page, "Garage solidaire", qtbot, settle)
    qtbot.keyClicks(page._sheet._note.widget, "Demander Sophie")
    choose(page, "Atelier vélo", qtbot, settle)
    assert context.desk.resources.sheet(partners["Garage solidaire"]).local_note == "Demander Sophie"
    assert page._sheet._note.value() is None


def test_under_eyes_the_directory_stays_without_what_was_noted_with_people(
    page: ResourcesPage, context: Context, partners: dict[str, UUID], qtbot: QtBot, settle: Settle
) -> None:
    context.desk.resources.write_note(partners["Garage solidaire"], "Demander Sophie")
    settle()
    choose(page, "Garage solidaire", qtbot, settle)
    page.set_discreet(True)
    assert _("My history with it") not in page._sheet.words()
    assert not page._sheet._note.widget.isVisibleTo(page)
    assert "Roues libres" in page._sheet.words()


def test_somebody_is_referred_to_the_service_in_front(
    page: ResourcesPage, context: Context, partners: dict[str, UUID], qtbot: QtBot, settle: Settle
) -> None:
    choose(page, "Garage solidaire", qtbot, settle)
    with qtbot.waitSignal(context.navigator.service_asked) as asked:
        page.acts()["refer"].do()
    assert asked.args == [partners["Garage solidaire"], None]


def test_the_sheet_is_seen_as_it_will_be_printed(page: ResourcesPage, qtbot: QtBot, settle: Settle) -> None:
    choose(page, "Garage solidaire", qtbot, settle)
    page.acts()["preview"].do()
    settle()
    preview = page.findChild(PreviewDialog)
    assert preview.made is not None
    assert preview.made.file_name == "Garage solidaire.pdf"
    preview.reject()


# By hand ------------------------------------------------------------------------------------------------------


def test_a_partner_is_added_with_two_names_without_a_mouse(
    window: MainWindow, context: Context, press: Press, settle: Settle
) -> None:
    window.show_section("resources")
    settle()
    press("Ctrl+N")
    dialog = window.findChild(ServiceDialog)
    press("“Scooters”", "Tab", "“Wimoov”", "Ctrl+Return")
    assert [each.name for each in context.desk.resources.rows(context.desk.resources.ids(ServiceQuery()))] == [
        "Scooters"
    ]
    assert dialog is not None


def test_what_is_wrong_is_told_under_its_field_and_what_was_typed_stays(
    page: ResourcesPage, qtbot: QtBot, settle: Settle
) -> None:
    page._deeds.add_new()
    dialog = page.findChild(ServiceDialog)
    dialog.editor("name").choose("Prêt")
    dialog.editor("structure_name").choose("Wimoov")
    dialog.editor("siret").choose("123")
    dialog._on_accepted()
    settle()
    assert dialog.isVisible()
    assert "SIRET" in dialog.error_text("siret")
    dialog.editor("siret").choose("732 829 320 00074")
    dialog._on_accepted()
    qtbot.waitUntil(lambda: "Prêt" in names(page))


def test_what_was_typed_and_not_saved_comes_back_with_its_ticks_and_zones(
    page: ResourcesPage, context: Context, qtbot: QtBot, settle: Settle
) -> None:
    page._deeds.add_new()
    first = page.findChild(ServiceDialog)
    first.editor("name").choose("Prêt")
    first.editor("themes").choose(("mobilite--preparer-un-permis",))
    first.editor("zones").type_again("13 200054807")
    first.editor("insee_code").type_again("13001")
    first.reject()
    settle()
    second = ServiceDialog.ask(page, context)
    settle()
    held = {name: second.editor(name).value() for name in ("name", "themes", "zones", "insee_code")}
    assert held == {
        "name": "Prêt",
        "themes": ("mobilite--preparer-un-permis",),
        "zones": ("13", "200054807"),
        "insee_code": "13001",
    }
    second.reject()


def test_enter_opens_what_was_written_here_and_shows_it_as_it_stands(
    page: ResourcesPage, context: Context, partners: dict[str, UUID], qtbot: QtBot, settle: Settle
) -> None:
    choose(page, "Garage solidaire", qtbot, settle)
    page._view.setFocus()
    qtbot.keyClick(page._view, Qt.Key.Key_Return)
    dialog = page.findChild(ServiceDialog)
    shown = {name: dialog.editor(name).value() for name in ("name", "fee", "zones", "publics", "insee_code", "themes")}
    assert shown == {name: GARAGE.get(name, "13001") for name in shown}
    dialog.editor("name").choose("Garage solidaire et social")
    dialog._on_accepted()
    rest(page, qtbot, settle)
    assert context.desk.resources.sheet(partners["Garage solidaire"]).name == "Garage solidaire et social"


def test_ticking_a_theme_ticks_all_its_subjects(page: ResourcesPage) -> None:
    page._deeds.add_new()
    editor = page.findChild(ServiceDialog).editor("themes")
    editor.widget.topLevelItem(0).setCheckState(0, Qt.CheckState.Checked)
    assert len(editor.value()) == 6
    assert all(value.startswith("mobilite--") for value in editor.value())


# Chosen elsewhere ---------------------------------------------------------------------------------------------


def test_a_service_is_chosen_by_a_few_letters_and_enter(
    context: Context, partners: dict[str, UUID], qtbot: QtBot, settle: Settle
) -> None:
    picker = ServicePicker(context, None, (Theme.MOBILITY,))
    qtbot.addWidget(picker)
    picker.show()
    settle()
    assert picker.chosen_id() == partners["Atelier vélo"]
    picker.focus_search()
    qtbot.keyClick(picker._search, Qt.Key.Key_Down)
    assert picker.chosen_id() == partners["Garage solidaire"]
    qtbot.keyClicks(picker._search, "atel")
    with qtbot.waitSignal(picker.chosen) as chosen:
        qtbot.keyClick(picker._search, Qt.Key.Key_Return)
    assert chosen.args == [partners["Atelier vélo"]]
    picker._search.clear()
    picker._theme_only.setChecked(False)
    qtbot.waitUntil(lambda: not picker._typing.isActive())
    settle()
    assert picker._model.rowCount() == 3


def test_the_command_of_the_menu_opens_the_directory(window: MainWindow, press: Press, settle: Settle) -> None:
    window._actions["resources"].trigger()
    settle()
    page = window.workspace.current_page()
    assert isinstance(page, ResourcesPage)
    reach(press, page._search)


def test_on_a_small_screen_the_list_scrolls_and_not_the_page(window: MainWindow, settle: Settle) -> None:
    window.resize(1366, 728)
    window.show_section("home")
    settle()
    window.show_section("resources")
    settle()
    page = window.workspace.current_page()
    assert isinstance(page, ResourcesPage)
    held = page.parentWidget()
    assert held is not None
    around = held.parentWidget()
    assert around is not None
    assert held.height() == around.height()
