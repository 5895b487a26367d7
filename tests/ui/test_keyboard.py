"""The whole window without a mouse: these tests press keys, and nothing else."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from caseflow import i18n
from caseflow.i18n import _
from caseflow.reports import shortcuts_sheet as paper
from caseflow.ui import actions, shortcuts_sheet
from caseflow.ui.context import Context
from caseflow.ui.exchange.import_page import ImportPage
from caseflow.ui.key_names import shown_key
from caseflow.ui.main_window import MainWindow
from caseflow.ui.menus import plain
from caseflow.ui.navigation import ImportSource
from caseflow.ui.pathways.step_dialog import StepDialog
from caseflow.ui.people.bulk_edit import BulkEditDialog
from caseflow.ui.people.new_person import NewPersonDialog
from caseflow.ui.people.record_page import RecordPage
from caseflow.ui.print_preview import PreviewDialog
from caseflow.ui.sections import SECTIONS
from caseflow.ui.visits import Visits
from caseflow.ui.widgets.sidebar import Sidebar
from caseflow.ui.widgets.top_bar import TopBar
from tests.ui.hands import Press, front, with_palette

Settle = Callable[[], None]
AddPerson = Callable[..., UUID]
KEYS = [keys for _menu, command in actions.every_command() for keys in command.keys]


def words_of_pages(pdf: bytes) -> list[str]:
    with PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def test_a_whole_errand_needs_no_mouse(
    window: MainWindow, context: Context, add_person: AddPerson, press: Press, settle: Settle, qtbot: QtBot
) -> None:
    add_person("DIALLO", "Ibrahima")
    amina = add_person("BENALI", "Amina")
    settle()
    press("Ctrl+K", "“bena”", "Return")
    assert window.workspace.current_key() == amina
    page = front(window)
    assert isinstance(page, RecordPage)
    for part in ("pathway", "barriers", "referrals", "contacts", "identity", "history", "summary"):
        press("Ctrl+PgDown")
        assert page._tabs.currentWidget() is page.tab(part)
    press("Ctrl+N")
    dialog = window.findChild(StepDialog)
    assert dialog.isVisible()
    press("Ctrl+Return")
    assert len(context.desk.pathways.view(amina, context.today()).steps) == 1
    press("Ctrl+Z")
    assert not context.desk.pathways.view(amina, context.today()).steps
    press("Ctrl+P")
    preview = window.findChild(PreviewDialog)
    qtbot.waitUntil(lambda: preview.made is not None)
    assert preview.isVisible()
    press("Escape")
    assert window.findChild(PreviewDialog) is None
    press("Alt+Left")
    assert window.workspace.current_key() == "home"
    press("Alt+Right")
    assert window.workspace.current_key() == amina


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)
def test_each_section_is_reached_by_its_name(window: MainWindow, press: Press, section: object) -> None:
    command = next(each for _menu, each in actions.every_command() if each.key == section.key)
    press(*with_palette(plain(_(command.text))))
    assert isinstance(front(window), section.factory)


def test_f6_goes_round_the_parts_of_the_window(window: MainWindow, press: Press) -> None:
    press(*with_palette(plain(_("&Beneficiaries"))))

    def pane() -> str:
        focused = QApplication.focusWidget()
        page = front(window)
        panes = {"top": window.findChild(TopBar), "sections": window.findChild(Sidebar), "page": page}
        bar = window.workspace.tab_bar()
        return "tabs" if focused is bar else next(name for name, part in panes.items() if part.isAncestorOf(focused))

    visited: list[str] = []
    for _turn in range(4):
        press("F6")
        visited.append(pane())
    assert sorted(visited) == ["page", "sections", "tabs", "top"]
    press("Shift+F6")
    assert pane() == visited[-2]


def test_back_and_forward_follow_what_was_shown_even_what_was_closed(
    window: MainWindow, add_person: AddPerson, press: Press, settle: Settle
) -> None:
    amina = add_person("BENALI", "Amina")
    settle()
    press(*with_palette("benali"), *with_palette(plain(_("&Administration"))), "Alt+Left")
    assert window.workspace.current_key() == amina
    press("Ctrl+W", "Alt+Left")
    assert window.workspace.current_key() == amina
    press(*["Alt+Left"] * 3)
    assert window.workspace.current_key() == "home"
    assert window.toast.text() == _("Nothing was shown before.")


def test_a_page_shown_anew_forgets_what_lay_ahead() -> None:
    visits, shown = Visits(), []
    for page in ("home", "people", "exchange"):
        visits.visit(page)
    visits.move(-1, shown.append)
    visits.visit("administration")
    assert not visits.can_move(1)
    visits.move(1, shown.append)
    visits.move(-1, shown.append)
    visits.move(-1, shown.append)
    assert shown == ["people", "people", "home"]


def test_ctrl_n_adds_what_the_screen_lists(
    window: MainWindow, add_person: AddPerson, press: Press, settle: Settle
) -> None:
    press("Ctrl+N")
    dialog = window.findChild(NewPersonDialog)
    assert dialog.isVisible()
    press("Escape")
    add_person("BENALI", "Amina")
    settle()
    press(*with_palette("benali"), "Ctrl+N")
    assert window.findChild(StepDialog).isVisible()
    press("Escape")


def test_ctrl_s_saves_the_field_being_typed_in_and_stays_in_it(
    window: MainWindow, context: Context, add_person: AddPerson, press: Press, settle: Settle
) -> None:
    amina = add_person("BENALI", "Amina", commune="Arles")
    settle()
    press(*with_palette("benali"), *with_palette(plain(_("Go to the &identity"))))
    page = front(window)
    assert isinstance(page, RecordPage)
    field = page.tab("identity").editor("commune").widget
    while QApplication.focusWidget() is not field:
        press("Tab")
    press("Ctrl+A", "“Martigues”", "Ctrl+S")
    assert context.desk.people.record(amina, context.today()).commune == "Martigues"
    assert QApplication.focusWidget() is field


def test_ctrl_enter_goes_on_in_the_import(window: MainWindow, context: Context, press: Press, qtbot: QtBot) -> None:
    context.navigator.open_import(ImportSource(text="Nom\tPrénom\nBENALI\tAmina\n"))
    page = front(window)
    assert isinstance(page, ImportPage)
    qtbot.waitUntil(context.tasks.is_idle)
    before = page._step
    press("Ctrl+Return")
    assert page._step == before + 1


def test_what_a_page_cannot_do_says_why_by_key_menu_and_tool_tip(
    window: MainWindow, add_person: AddPerson, press: Press, settle: Settle
) -> None:
    press("Ctrl+PgDown")
    assert window.toast.text() == _("Open a record first.")
    beneficiary = next(action.menu() for action in window.menuBar().actions() if action.text() == _("&Beneficiary"))
    press("Alt+B")
    step = window._actions["add_step"]
    assert beneficiary.isVisible()
    assert not step.isEnabled()
    assert step.toolTip() == _("Open a record first.")
    press("Escape", "Escape")
    add_person("BENALI", "Amina")
    settle()
    press(*with_palette("benali"), "Alt+B")
    assert step.isEnabled()
    press("Escape", "Escape")


def test_what_is_chosen_in_the_list_can_be_changed_by_the_words_of_it(
    window: MainWindow, add_person: AddPerson, press: Press, settle: Settle, qtbot: QtBot
) -> None:
    amina = add_person("BENALI", "Amina")
    add_person("BENALI", "Yanis")
    settle()
    press(*with_palette(plain(_("&Beneficiaries"))), "Ctrl+F", "“bena”", "F3")
    assert window.workspace.current_page().chosen_people() == [amina]
    press("F3", "Shift+F3", "Return")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is front(window)._view)  # once what was typed is found
    press("Ctrl+A", *with_palette(plain(_("&Change the chosen people…"))))
    assert window.findChild(BulkEditDialog).isVisible()
    press("Escape")


def test_no_key_needs_shift_or_altgr_to_be_typed_on_an_azerty_keyboard() -> None:
    assert len(KEYS) == len(set(KEYS))
    for keys in KEYS:
        parts = keys.split("+")
        assert re.fullmatch(r"[A-Z]|F\d+|Tab|Return|PgUp|PgDown|Home|Left|Right", parts[-1]), keys
        assert not {"Ctrl", "Alt"} <= set(parts), keys
        assert QKeySequence(keys).toString() == keys


def test_every_action_of_the_window_has_words_and_a_tool_tip_with_its_key(window: MainWindow) -> None:
    known = {command.key: command for _menu, command in actions.every_command()}
    assert set(window._actions) == set(known)
    for menu in window.findChildren(QMenu):
        for action in menu.actions():
            if action.menu() is None and not action.isSeparator():
                assert action.objectName() in known, action.text()
    for key, command in known.items():
        action: QAction = window._actions[key]
        assert plain(action.text())
        assert [each.toString() for each in action.shortcuts()] == list(command.keys)
        assert command.shortcut == "" or action.toolTip().endswith(f"({shown_key(command.shortcut)})")


def test_no_two_entries_of_a_french_menu_answer_to_the_same_letter() -> None:
    words = i18n.Catalog("fr").gettext
    for title, commands in actions.MENUS:
        letters = re.findall(r"&(\w)", " ".join(words(command.text) for command in commands).casefold())
        assert len(letters) == len(set(letters)), (title, sorted(letters))


def test_the_sheet_of_shortcuts_holds_every_key_on_one_page(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press(*with_palette(plain(_("&Keyboard shortcuts…"))))
    preview = window.findChild(PreviewDialog)
    qtbot.waitUntil(lambda: preview.made is not None)
    printed = words_of_pages(preview.made.pdf)
    assert len(printed) == 1
    for title, lines in shortcuts_sheet.key_lines():
        assert title in printed[0]
        for keys, what in lines:
            assert keys in printed[0], keys
            assert " ".join(what.split()) in printed[0], what
    press("Escape")


def test_a_list_of_keys_longer_than_a_page_goes_on_to_the_next() -> None:
    groups = [paper.KeyGroup(f"Groupe {number}", (("Ctrl+K", f"Action {number}"),) * 20) for number in range(8)]
    pages = words_of_pages(paper.render(groups, i18n.Catalog("fr")))
    assert len(pages) > 1
    assert all(" ".join(pages).count(f"Action {number}") == 20 for number in range(8))
