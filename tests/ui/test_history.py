"""The history of a record tells who did what, before and after; an action is taken back, a value brought back."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from caseflow.domain.person import FactKind
from caseflow.domain.scheme import Scheme
from caseflow.services.pathways import StepDraft
from caseflow.ui.context import Context
from caseflow.ui.people.history_tab import HistoryTab
from caseflow.ui.record_tabs import open_record
from tests.conftest import TODAY

Settle = Callable[[], None]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def person(add_person: Callable[..., UUID]) -> UUID:
    return add_person("BENALI", "Amina", commune="Marseille")


@pytest.fixture
def tab(context: Context, person: UUID, qtbot: QtBot, settle: Settle) -> HistoryTab:
    page = open_record(context, person)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.activateWindow()
    page.show_tab("history")
    settle()
    found = page.tab("history")
    assert isinstance(found, HistoryTab)
    return found


def first(tab: HistoryTab) -> QTreeWidgetItem:
    item = tab.view.tree.topLevelItem(0)
    assert item is not None
    return item


def test_a_change_is_told_with_before_after_and_who(
    tab: HistoryTab, context: Context, person: UUID, settle: Settle
) -> None:
    context.desk.people.edit(person, commune="Aubagne")
    settle()
    action, change = tab.view.lines()[:2]
    assert "Claire Martin" in action
    assert "23/11/2026" in action
    assert change == "Commune | Marseille | Aubagne | "


def test_an_action_is_taken_back_and_stays_in_the_history(
    tab: HistoryTab, context: Context, person: UUID, qtbot: QtBot, settle: Settle
) -> None:
    context.desk.pathways.add_step(person, StepDraft(scheme=Scheme.ACI, title="Chantier"))
    settle()
    tab.view.tree.setCurrentItem(first(tab))
    qtbot.mouseClick(tab.view.take_back, LEFT)
    settle()
    assert context.desk.pathways.view(person, TODAY).steps == ()
    assert any("annulée" in line for line in tab.view.lines())


def test_a_value_is_brought_back(tab: HistoryTab, context: Context, person: UUID, qtbot: QtBot, settle: Settle) -> None:
    context.desk.people.edit(person, commune="Aubagne", birth_date=date(1990, 5, 3))
    context.desk.people.edit(person, commune="Toulon")
    settle()
    older = tab.view.tree.topLevelItem(1)
    assert older is not None
    lines = [older.child(number) for number in range(older.childCount())]
    tab.view.tree.setCurrentItem(next(line for line in lines if line.text(1) == "Marseille"))
    qtbot.mouseClick(tab.view.go_back, LEFT)
    settle()
    record = context.desk.people.record(person, TODAY)
    assert (record.commune, record.birth_date) == ("Marseille", date(1990, 5, 3))


def test_what_changed_since_is_not_taken_back_and_it_is_said(
    tab: HistoryTab, context: Context, person: UUID, qtbot: QtBot, settle: Settle
) -> None:
    context.desk.people.edit(person, commune="Aubagne", birth_name="Haddad")
    context.desk.people.edit(person, commune="Toulon")
    settle()
    older = tab.view.tree.topLevelItem(1)
    tab.view.tree.setCurrentItem(older)
    qtbot.mouseClick(tab.view.take_back, LEFT)
    settle()
    record = context.desk.people.record(person, TODAY)
    assert (record.commune, record.birth_name) == ("Toulon", None)
    assert "\n" in tab.view.said.text()


def test_sensitive_values_are_masked_until_they_are_asked_for(
    tab: HistoryTab, context: Context, person: UUID, qtbot: QtBot, settle: Settle
) -> None:
    context.desk.people.add_fact(person, FactKind.RQTH, proof="Notification MDPH")
    context.desk.people.edit(person, private_note="Suivi au CMP")
    settle()
    assert not any("MDPH" in line or "CMP" in line for line in tab.view.lines())
    tab.view.masking.setFocus()
    qtbot.keyClick(tab.view.masking, Qt.Key.Key_Space)
    assert any("MDPH" in line for line in tab.view.lines())
    assert any("CMP" in line for line in tab.view.lines())


def test_the_filter_finds_words_under_accents(
    tab: HistoryTab, context: Context, person: UUID, qtbot: QtBot, settle: Settle
) -> None:
    context.desk.people.edit(person, commune="Septèmes-les-Vallons")
    context.desk.people.edit(person, birth_name="Haddad")
    settle()
    assert tab.view.tree.topLevelItemCount() == 3
    qtbot.keyClicks(tab._filter, "septemes")
    assert tab.view.tree.topLevelItemCount() == 1
    tab._filter.setText("zzz")
    assert tab.view.lines() == []
    assert tab.view.nothing.isVisible()
