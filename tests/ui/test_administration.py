"""Rules are changed and put back, counsellors and the structure kept, by clicks and keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from caseflow.domain.rules import Unit, shipped
from caseflow.ui.administration.rules import RulesTab, value_text
from caseflow.ui.administration.staff import AgencyCard, CounsellorsCard
from caseflow.ui.context import Context

Settle = Callable[[], None]


@pytest.fixture
def rules(context: Context, qtbot: QtBot) -> RulesTab:
    made = RulesTab(context)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(rules: RulesTab, key: str) -> None:
    keys = [rule.key for rule in rules._entries]
    rules._table.setCurrentCell(keys.index(key), 0)


def test_a_figure_is_changed_counts_at_once_and_is_put_back(
    rules: RulesTab, context: Context, qtbot: QtBot, settle: Settle
) -> None:
    choose(rules, "pass_iae.duration")
    rules._editor._number.setValue(800)
    qtbot.mouseClick(rules._save, Qt.MouseButton.LeftButton)
    settle()
    assert context.desk.rules.rules().days("pass_iae.duration") == 800
    assert rules._table.item(rules._table.currentRow(), 1).text().startswith("800")
    qtbot.mouseClick(rules._reset, Qt.MouseButton.LeftButton)
    settle()
    assert context.desk.rules.rules().days("pass_iae.duration") == 730
    assert not rules._reset.isEnabled()


def test_every_rule_shows_its_value_in_a_field_that_gives_it_back(rules: RulesTab) -> None:
    for line, rule in enumerate(rules._entries):
        rules._table.setCurrentCell(line, 0)
        value = rules._editor.value()
        assert set(value) == set(rule.value) if isinstance(value, tuple) else value == rule.value, rule.key
        assert value_text(rule.value) in rules._table.item(line, 1).text()


def test_a_date_that_cannot_be_read_is_told_and_nothing_changes(
    rules: RulesTab, context: Context, qtbot: QtBot, settle: Settle
) -> None:
    dated = next((rule for rule in shipped() if rule.unit is Unit.DATE), None)
    if dated is None:
        pytest.skip("no rule is a date")
    choose(rules, dated.key)
    rules._editor._day.setText("32/13/2026")
    qtbot.mouseClick(rules._save, Qt.MouseButton.LeftButton)
    settle()
    assert not rules._error.isHidden()
    assert context.desk.rules.rules().day(dated.key) == dated.value


def test_rules_are_found_by_a_word(rules: RulesTab, qtbot: QtBot) -> None:
    everything = rules._table.rowCount()
    qtbot.keyClicks(rules._filter, "pmsmp")
    assert 0 < rules._table.rowCount() < everything
    rules._filter.clear()
    assert rules._table.rowCount() == everything


def test_a_counsellor_is_added_corrected_and_leaves(context: Context, qtbot: QtBot, settle: Settle) -> None:
    card = CounsellorsCard(context)
    qtbot.addWidget(card)
    card.show()
    qtbot.keyClicks(card._name, "Nadia Ferhat")
    qtbot.mouseClick(card._save, Qt.MouseButton.LeftButton)
    settle()
    card._list.setCurrentRow(0)
    card._phone.setText("04 65 71 00 11")
    card._active.setChecked(False)
    qtbot.mouseClick(card._save, Qt.MouseButton.LeftButton)
    settle()
    (counsellor,) = context.desk.enrolments.counsellors()
    assert (counsellor.name, counsellor.is_active) == ("Nadia Ferhat", False)
    assert card._list.count() == 1


def test_a_counsellor_half_typed_is_offered_again(context: Context, qtbot: QtBot, settle: Settle) -> None:
    known = context.desk.enrolments.add_counsellor("Karim Haddad")
    card = CounsellorsCard(context)
    qtbot.addWidget(card)
    qtbot.keyClicks(card._name, "Nadia")
    card._list.setCurrentRow(0)
    qtbot.keyClicks(card._phone, "0465")
    card._drafting.keep()
    settle()
    assert {draft.of.about_id: dict(draft.typed) for draft in context.desk.drafts.all()} == {
        None: {"name": "Nadia"},
        known: {"phone": "0465"},
    }
    again = CounsellorsCard(context)
    qtbot.addWidget(again)
    assert again._name.text() == "Nadia"
    again._list.setCurrentRow(0)
    assert (again._name.text(), again._phone.text()) == ("Karim Haddad", "0465")
    qtbot.mouseClick(again._save, Qt.MouseButton.LeftButton)
    settle()
    assert [draft.of.about_id for draft in context.desk.drafts.all()] == [None]


def test_a_counsellor_without_a_name_is_told_under_the_field(context: Context, qtbot: QtBot) -> None:
    card = CounsellorsCard(context)
    qtbot.addWidget(card)
    card.show()
    qtbot.mouseClick(card._save, Qt.MouseButton.LeftButton)
    assert card._form.error_text("name")
    assert context.desk.enrolments.counsellors() == ()


def test_the_structure_is_saved_field_by_field_when_each_is_left(
    context: Context, qtbot: QtBot, settle: Settle
) -> None:
    card = AgencyCard(context)
    qtbot.addWidget(card)
    card.show()
    qtbot.waitUntil(card.isActiveWindow)
    name, phone = (card._form.editor(each).widget for each in ("name", "phone"))
    name.setFocus()
    qtbot.keyClicks(name, "PLIE de la Ville")
    phone.setFocus()
    qtbot.keyClicks(phone, "0465")  # typed before the first field is written
    settle()
    assert context.desk.enrolments.agency().name == "PLIE de la Ville"
    assert phone.text() == "0465"
    card._drafting.keep()
    settle()
    again = AgencyCard(context)  # after a crash
    qtbot.addWidget(again)
    assert again._form.editor("phone").widget.text() == "0465"
    assert context.desk.enrolments.agency().phone == ""
