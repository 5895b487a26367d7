"""Each field of a person is saved when it is left; what cannot be read stays as typed, with the reason under it."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from caseflow.domain.person import Civility, FactKind
from caseflow.services.desk import Desk
from caseflow.store.store import Store
from caseflow.ui.context import Context
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.people.identity_tab import IdentityTab
from caseflow.ui.people.record_page import RecordPage
from caseflow.ui.widgets.choice_field import ChoiceField
from tests.conftest import TODAY

Settle = Callable[[], None]


@pytest.fixture
def person(add_person: Callable[..., UUID]) -> UUID:
    return add_person("BENALI", "Amina", birth_date=date(1990, 5, 3), phones=["0639981234"])


@pytest.fixture
def page(open_record_at: Callable[[UUID, str], RecordPage], person: UUID) -> RecordPage:
    return open_record_at(person, "identity")


@pytest.fixture
def tab(page: RecordPage) -> IdentityTab:
    found = page.tab("identity")
    assert isinstance(found, IdentityTab)
    return found


def enter(qtbot: QtBot, widget: QWidget, text: str) -> None:
    """Type in a field and go on with Tab."""
    widget.setFocus()
    assert isinstance(widget, QLineEdit | QPlainTextEdit)
    widget.selectAll()
    qtbot.keyClicks(widget, text)
    qtbot.keyClick(widget, Qt.Key.Key_Tab)


def test_a_field_left_is_saved_as_one_action_and_survives_a_restart(
    tab: IdentityTab, context: Context, person: UUID, open_store: Callable[[], Store], qtbot: QtBot, settle: Settle
) -> None:
    enter(qtbot, tab.editor("birth_name").widget, "Haddad")
    settle()
    assert len(context.desk.history.of_person(person)) == 2
    again = Desk(open_store())
    assert again.people.record(person, TODAY).birth_name == "Haddad"
    again.rules.close()
    report = context.desk.undo.undo_last()
    settle()
    assert report is not None
    assert tab.editor("birth_name").value() is None


def test_leaving_a_field_untouched_writes_nothing(
    tab: IdentityTab, context: Context, person: UUID, qtbot: QtBot, settle: Settle
) -> None:
    widget = tab.editor("last_name").widget
    widget.setFocus()
    for _press in range(25):
        qtbot.keyClick(widget.window().focusWidget(), Qt.Key.Key_Tab)
    settle()
    assert len(context.desk.history.of_person(person)) == 1


def test_a_date_that_cannot_be_read_stays_typed_with_the_reason_under_it(
    tab: IdentityTab, context: Context, person: UUID, qtbot: QtBot, settle: Settle
) -> None:
    field = tab.editor("birth_date").widget
    assert isinstance(field, QLineEdit)
    enter(qtbot, field, "31/02/1990")
    settle()
    assert field.text() == "31/02/1990"
    assert tab.error_text("birth_date")
    assert field.accessibleDescription()
    context.desk.people.edit(person, commune="Aubagne")
    settle()
    assert field.text() == "31/02/1990", "reading the record again does not take away what was typed"
    assert context.desk.people.record(person, TODAY).birth_date == date(1990, 5, 3)
    enter(qtbot, field, "28/2/90")
    settle()
    assert not tab.error_text("birth_date")
    assert context.desk.people.record(person, TODAY).birth_date == date(1990, 2, 28)


def test_what_the_rules_refuse_is_told_under_its_field(
    tab: IdentityTab, context: Context, person: UUID, qtbot: QtBot, settle: Settle
) -> None:
    widget = tab.editor("last_name").widget
    assert isinstance(widget, QLineEdit)
    widget.setFocus()
    widget.clear()
    qtbot.keyClick(widget, Qt.Key.Key_Tab)
    settle()
    assert tab.error_text("last_name")
    assert context.desk.people.record(person, TODAY).last_name == "BENALI"


def test_phones_are_one_a_line_and_kept_in_standard_form(
    tab: IdentityTab, context: Context, person: UUID, qtbot: QtBot, settle: Settle
) -> None:
    widget = tab.editor("phones").widget
    assert isinstance(widget, QPlainTextEdit)
    widget.setFocus()
    widget.selectAll()
    qtbot.keyClicks(widget, "06 39 98 12 34")
    qtbot.keyClick(widget, Qt.Key.Key_Return)
    qtbot.keyClicks(widget, "04.91.00.00.00")
    qtbot.keyClick(widget, Qt.Key.Key_Tab)
    settle()
    phones = context.desk.people.record(person, TODAY).phones
    assert [phone.value for phone in phones] == ["+33639981234", "+33491000000"]
    assert widget.toPlainText().splitlines()[1].replace("\u00a0", " ") == "04 91 00 00 00"


def test_a_choice_and_a_tick_are_saved_at_once(
    tab: IdentityTab, context: Context, person: UUID, qtbot: QtBot, settle: Settle
) -> None:
    civility = tab.editor("civility").widget
    assert isinstance(civility, ChoiceField)
    civility.setFocus()
    qtbot.keyClick(civility, Qt.Key.Key_Down)
    tick = tab.editor("project_is_validated").widget
    tick.setFocus()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    settle()
    record = context.desk.people.record(person, TODAY)
    assert record.civility is Civility.MADAME
    assert record.project_is_validated


def test_a_fact_is_added_with_its_dates_and_gives_its_public(
    page: RecordPage, tab: IdentityTab, context: Context, person: UUID, qtbot: QtBot, settle: Settle
) -> None:
    tab.facts._add.click()
    dialog = page.findChild(FormDialog)
    assert dialog is not None
    dialog.editor("kind").choose(FactKind.QPV)
    since = dialog.editor("since").widget
    assert isinstance(since, QLineEdit)
    since.setText("1/3/25")
    accept(qtbot, dialog)
    settle()
    (fact,) = context.desk.people.record(person, TODAY).facts
    assert (fact.kind, fact.since) == (FactKind.QPV, date(2025, 3, 1))
    assert "01/03/2025" in tab.facts.rows()[0]
    assert "QPV" in page.header.chips()


def test_sensitive_facts_are_masked_until_they_are_asked_for(
    tab: IdentityTab, context: Context, person: UUID, qtbot: QtBot, settle: Settle
) -> None:
    context.desk.people.add_fact(person, FactKind.RQTH, since=date(2025, 1, 1), proof="Notification MDPH")
    settle()
    assert "MDPH" not in tab.facts.rows()[0]
    tab.facts._mask.setFocus()
    qtbot.keyClick(tab.facts._mask, Qt.Key.Key_Space)
    assert "MDPH" in tab.facts.rows()[0]


def test_a_fact_is_removed_by_key_and_comes_back(
    tab: IdentityTab, context: Context, person: UUID, qtbot: QtBot, settle: Settle
) -> None:
    context.desk.people.add_fact(person, FactKind.RSA, since=date(2025, 1, 1))
    settle()
    tab.facts._table.selectRow(0)
    tab.facts._table.setFocus()
    qtbot.keyClick(tab.facts._table, Qt.Key.Key_Delete)
    settle()
    assert context.desk.people.record(person, TODAY).facts == ()
    context.desk.undo.undo_last()
    settle()
    assert len(tab.facts.rows()) == 1


def test_the_private_note_is_marked_as_such(tab: IdentityTab) -> None:
    assert "privée" in tab.editor("private_note").widget.accessibleName()


def accept(qtbot: QtBot, dialog: QDialog) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
