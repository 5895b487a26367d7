"""What each screen does with a mouse, done with keys alone: nothing else touches the window here."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QTableView, QTabWidget
from pytestqt.qtbot import QtBot

from caseflow.domain.person import FactKind
from caseflow.i18n import _
from caseflow.services.people_list import PeopleQuery, Scope
from caseflow.ui.administration.appearance import AppearanceTab
from caseflow.ui.administration.rules import RulesTab
from caseflow.ui.administration.staff import CounsellorsCard
from caseflow.ui.context import Context
from caseflow.ui.exchange.import_page import ImportPage
from caseflow.ui.exchange.review_step import ReviewStep
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.history_view import HistoryView
from caseflow.ui.main_window import MainWindow
from caseflow.ui.menus import plain
from caseflow.ui.people.bulk_edit import BulkEditDialog
from caseflow.ui.people.facts_box import FactsBox
from caseflow.ui.theme import Look
from tests.conftest import TODAY
from tests.ui.hands import Press, front, press_button, reach, with_palette

Settle = Callable[[], None]
AddPerson = Callable[..., UUID]


@pytest.fixture
def pair(window: MainWindow, add_person: AddPerson, settle: Settle) -> tuple[UUID, UUID]:
    made = add_person("BENALI", "Amina", commune="Nice"), add_person("DIALLO", "Ibrahima", commune="Arles")
    settle()
    return made


def test_people_are_sorted_chosen_changed_together_and_exported(
    window: MainWindow, context: Context, pair: tuple[UUID, UUID], press: Press, tmp_path: Path, qtbot: QtBot
) -> None:
    press(*with_palette(plain(_("&Beneficiaries"))), *with_palette(_("Sort by “{column}”").format(column=_("Commune"))))
    assert list(front(window)._model.ids) == [pair[1], pair[0]]
    press("Ctrl+F", "F3", "Shift+Down")
    reach(press, window.findChild(QTableView))
    press("Ctrl+A", *with_palette(plain(_("&Change the chosen people…"))))
    dialog = window.findChild(BulkEditDialog)
    reach(press, dialog._field)
    press("“Commune”")
    reach(press, dialog._text)
    press("“Aix”", "Ctrl+Return")
    rows = context.desk.people.rows(pair, TODAY)
    assert [row.commune for row in rows] == ["Aix", "Aix"]
    press(*with_palette(plain(_("&Export the chosen people…"))))
    chooser = window.findChild(QFileDialog)
    name = chooser.findChild(QLineEdit)
    assert QApplication.focusWidget() is name
    press("Ctrl+A", f"“{tmp_path / 'liste.csv'}”", "Return")
    assert (tmp_path / "liste.csv").read_text(encoding="utf-8-sig").count("Aix") == 2


def test_a_fact_is_added_changed_and_removed(
    window: MainWindow, context: Context, pair: tuple[UUID, UUID], press: Press
) -> None:
    press(*with_palette("benali"), *with_palette(plain(_("Go to the &identity"))), "Ctrl+N")
    dialog = window.findChild(FormDialog)
    kind = dialog.editor("kind")
    reach(press, kind.widget)
    while kind.value() is not FactKind.RQTH:
        press("Down")
    press("Ctrl+Return")
    box = window.findChild(FactsBox)
    press_button(press, box._mask)
    assert "RQTH" in box.rows()[0]
    reach(press, box._table)
    press("Return")
    dialog = window.findChild(FormDialog)
    reach(press, dialog.editor("proof").widget)
    press("“Notification”", "Ctrl+S")
    assert "Notification" in box.rows()[0]
    reach(press, box._table)
    press("Delete")
    assert box.rows() == []


def test_an_action_is_taken_back_and_a_field_put_back_from_the_history(
    window: MainWindow, context: Context, pair: tuple[UUID, UUID], press: Press
) -> None:
    amina = pair[0]
    context.desk.people.edit(amina, commune="Arles")
    context.desk.people.edit(amina, commune="Lyon")

    def commune() -> str:
        return context.desk.people.record(amina, TODAY).commune

    press(*with_palette("benali"), *with_palette(plain(_("Go to the &history"))))
    view = window.findChild(HistoryView)
    reach(press, view.tree)
    press("Home")
    press_button(press, view.take_back)
    assert commune() == "Arles"
    reach(press, view.tree)
    press("Home", "Down", "Down")
    while not (view.go_back.isEnabled() and view.tree.currentItem().text(1) == "Nice"):
        press("Down")
    press_button(press, view.go_back)
    assert commune() == "Nice"


def test_administration_is_walked_with_tab_and_arrows(
    window: MainWindow, context: Context, press: Press, qapp: QApplication
) -> None:
    look = (qapp.palette(), qapp.styleSheet())
    press(*with_palette(plain(_("&Administration"))))
    tabs = front(window).findChild(QTabWidget)

    def turn_to(kind: type) -> object:
        reach(press, tabs.tabBar())
        while not isinstance(tabs.currentWidget(), kind) and tabs.currentWidget().findChild(kind) is None:
            press("Right")
        found = tabs.currentWidget()
        return found if isinstance(found, kind) else found.findChild(kind)

    tabs.setCurrentIndex(0)
    staff = turn_to(CounsellorsCard)
    reach(press, staff._name)
    press("“Claire Martin”", "Tab", "“0465”")
    press_button(press, staff._save)
    assert [each.name for each in context.desk.enrolments.counsellors()] == ["Claire Martin"]
    tabs.setCurrentIndex(0)
    rules = turn_to(RulesTab)
    reach(press, rules._filter)
    press("“PMSMP”")
    reach(press, rules._table)
    before = rules._chosen()
    while not isinstance(rules._chosen().value, int) or isinstance(rules._chosen().value, bool):
        press("Down")
    before = rules._chosen()
    reach(press, rules._editor._number)
    press("Up")
    press_button(press, rules._save)
    assert rules._chosen().value == before.value + 1
    press_button(press, rules._reset)
    assert rules._chosen().value == before.value
    tabs.setCurrentIndex(0)
    appearance = turn_to(AppearanceTab)
    reach(press, appearance.button(Look(context.settings.look)))
    press("Down")
    assert context.settings.look == list(Look)[1].value
    qapp.setPalette(look[0])
    qapp.setStyleSheet(look[1])


def test_a_list_is_imported_with_a_cell_corrected(window: MainWindow, context: Context, press: Press) -> None:
    rows = ("Nom", "Prénom", "Né(e) le"), ("SARR", "Awa", "31/02/2000"), ("ROSSI", "Léa", "01/02/1990")
    QApplication.clipboard().setText("\n".join("\t".join(row) for row in rows))
    press("Ctrl+V", "Ctrl+Return", "Ctrl+Return")
    page = front(window)
    assert isinstance(page, ImportPage)
    table = page.findChild(ReviewStep)._table
    reach(press, table)
    press("F2")
    press("Ctrl+A", "“28/02/2000”", "Return")
    press("Ctrl+Return")
    everybody = context.desk.people.ids(PeopleQuery(on=TODAY, scope=Scope.ALL))
    rows = context.desk.people.rows(everybody, TODAY)
    assert [(row.name, row.birth_date.year) for row in rows] == [("ROSSI Léa", 1990), ("SARR Awa", 2000)]
