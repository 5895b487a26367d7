"""A call noted in the middle of something else: by clicks, by keys, and what was beneath is as it was."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from caseflow.domain.interview import Appointment, CallOutcome, Interview, Medium
from caseflow.domain.person import ContactPoint, Person
from caseflow.ui.context import Context
from caseflow.ui.main_window import MainWindow
from caseflow.ui.people.new_person import NewPersonDialog
from caseflow.ui.quick_log.call_window import FORM, CallWindow
from caseflow.ui.quick_log.panel import QuickPanel
from tests.conftest import TODAY
from tests.ui.meter import Meter

Settle = Callable[[], None]
Press = Callable[..., None]
TYPED = "Fait le point sur le projet. V"
CALL, RATIO = 33.0, 0.33
"""Seconds with a workbook, and the share of them that is allowed: T3."""


@pytest.fixture
def people(add_person: Callable[..., UUID]) -> tuple[UUID, UUID]:
    return add_person("BENALI", "Amina"), add_person("DIALLO", "Ibrahima", phones=["06 12 34 56 78"])


def open_calls() -> list[CallWindow]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, CallWindow) and each.isVisible()]


def the_call() -> CallWindow:
    (found,) = open_calls()
    return found


def calls(context: Context) -> list[Interview]:
    with context.desk.store.reading() as session:
        return list(session.scalars(select(Interview).where(Interview.medium == Medium.PHONE)))


@pytest.fixture
def type_in(qtbot: QtBot, settle: Settle) -> Callable[[str], None]:
    """Types where the keyboard is, and waits for whoever is found."""

    def type_it(text: str) -> None:
        target = QApplication.focusWidget()
        qtbot.keyClicks(target, text)
        qtbot.wait(150)
        settle()

    return type_it


def test_a_call_is_noted_over_a_half_typed_interview_whose_caret_stays(
    window: MainWindow,
    context: Context,
    people: tuple[UUID, UUID],
    press: Press,
    type_in: Callable[[str], None],
    qtbot: QtBot,
    settle: Settle,
) -> None:
    window.open_person(people[0])
    settle()
    press("Ctrl+E")
    (panel,) = [each for each in window.findChildren(QuickPanel) if each.isVisible()]
    panel.note.setPlainText(TYPED)
    panel.note.moveCursor(QTextCursor.MoveOperation.End)
    panel.note.moveCursor(QTextCursor.MoveOperation.PreviousWord)
    place = panel.note.textCursor().position()
    meter = Meter(QApplication.instance())
    meter.reset(moments=3)
    press("Ctrl+Shift+A")
    type_in("dia")
    press("Return")
    call = the_call()
    call.note.setPlainText("Demande la date de la prochaine réunion.")
    while QApplication.focusWidget() is not call.outcomes.chips[CallOutcome.INFORMATION_GIVEN] and meter.keys < 20:
        press("Tab")
    press("Space", "Ctrl+Return")
    meter.tell("T3, keys")
    assert (meter.clicks, meter.windows) == (0, 1)
    assert meter.keys <= 12
    assert meter.seconds() <= CALL * RATIO
    (noted,) = calls(context)
    assert (noted.note, noted.call_outcome) == (
        "Demande la date de la prochaine réunion.",
        CallOutcome.INFORMATION_GIVEN,
    )
    assert context.desk.interviews.contacts(people[1]).past[0].id == noted.id
    assert (panel.note.toPlainText(), panel.note.textCursor().position()) == (TYPED, place)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is panel.note)
    assert window.workspace.current_key() == people[0]
    meter.deleteLater()
    press("Ctrl+Z")  # the field itself takes back what is typed first: the window’s own undo is asked for
    context.desk.undo.undo_last()
    assert calls(context) == []


def test_the_number_tells_who_calls_and_what_was_last_said_is_shown(
    window: MainWindow,
    context: Context,
    people: tuple[UUID, UUID],
    press: Press,
    type_in: Callable[[str], None],
    settle: Settle,
) -> None:
    context.desk.interviews.note([people[1]], TODAY - timedelta(days=9), note="Cherche un stage")
    context.desk.interviews.plan(people[1], TODAY + timedelta(days=7), 600)
    press("Ctrl+Shift+A")
    type_in("0612345678")
    press("Return")
    call = the_call()
    assert call.who.person_id == people[1]
    assert "Cherche un stage" in call.card.text()
    assert "10 h 00" in call.card.text().replace("\u00a0", " ").replace("\u202f", " ")
    assert QApplication.focusWidget() is call.note
    call.reject()


def test_a_day_to_call_back_is_given_with_the_call(
    window: MainWindow, context: Context, people: tuple[UUID, UUID], press: Press, qtbot: QtBot, settle: Settle
) -> None:
    press("Ctrl+Shift+A")
    call = the_call()
    call.who.choose(people[1], "DIALLO Ibrahima")
    settle()
    assert not call.next.isVisible()
    qtbot.mouseClick(call.outcomes.chips[CallOutcome.TO_CALL_BACK], Qt.MouseButton.LeftButton)
    assert call.next.isVisible()
    qtbot.mouseClick(call.next.proposal_chips()[0], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(call.save_button, Qt.MouseButton.LeftButton)
    settle()
    with context.desk.store.reading() as session:
        planned = session.scalars(select(Appointment)).one()
    assert (planned.person_id, planned.medium) == (people[1], Medium.PHONE)
    context.desk.undo.undo_last()
    with context.desk.store.reading() as session:
        assert session.scalars(select(Appointment)).all() == []


def test_somebody_unknown_is_noted_by_a_number_or_given_a_simple_record(
    window: MainWindow, context: Context, press: Press, qtbot: QtBot, settle: Settle
) -> None:
    press("Ctrl+Shift+A", "“04 91 00 00 00”")
    press("Ctrl+Return")
    assert [each.caller for each in calls(context)] == ["04 91 00 00 00"]
    press("Ctrl+Shift+A", "“06 98 76 54 32”")
    call = the_call()
    qtbot.mouseClick(call.is_new, Qt.MouseButton.LeftButton, pos=call.is_new.rect().center() * 0.1)
    call.last_name.setText("Sarr")
    press("Ctrl+Return")
    with context.desk.store.reading() as session:
        made = session.scalars(select(Person).where(Person.last_name == "Sarr")).one()
        phone = session.scalars(select(ContactPoint.value).where(ContactPoint.person_id == made.id)).one()
    assert phone.endswith("698765432")
    assert len(context.desk.interviews.contacts(made.id).past) == 1


def test_a_call_from_nobody_is_refused_with_what_to_do(
    window: MainWindow, context: Context, press: Press, settle: Settle
) -> None:
    press("Ctrl+Shift+A", "Ctrl+Return")
    call = the_call()
    assert "un nom ou un numéro suffit" in call.trouble.words.text()
    assert QApplication.focusWidget() is call.who.line
    assert calls(context) == []
    call.reject()


def test_a_name_that_may_mean_somebody_is_never_filed_under_nobody(
    window: MainWindow,
    context: Context,
    people: tuple[UUID, UUID],
    press: Press,
    type_in: Callable[[str], None],
) -> None:
    press("Ctrl+Shift+A")
    type_in("bena")
    press("Ctrl+Return")
    call = the_call()
    assert "choisissez" in call.trouble.words.text()
    assert calls(context) == []
    press("Return", "Ctrl+Return")
    assert context.desk.interviews.contacts(people[0]).past[0].id == calls(context)[0].id


def test_a_call_goes_away_while_somebody_else_looks_and_stays_a_draft(
    window: MainWindow, context: Context, press: Press, settle: Settle
) -> None:
    press("Ctrl+Shift+A", "“04 91 00 00 00”")
    context.discretion.toggle()
    settle()
    assert open_calls() == []
    assert [each.of.form for each in context.desk.drafts.all()] == [FORM]
    context.navigator.call_asked.emit()
    assert open_calls() == []


def test_a_call_left_with_escape_is_offered_again(
    window: MainWindow, context: Context, people: tuple[UUID, UUID], press: Press, settle: Settle
) -> None:
    press("Ctrl+Shift+A")
    call = the_call()
    call.who.choose(people[1], "DIALLO Ibrahima")
    call.note.setPlainText("Rappelle demain")
    call.outcomes.choose(CallOutcome.MESSAGE_LEFT)
    settle()
    press("Escape")
    (draft,) = [each for each in context.desk.drafts.all() if each.of.form == FORM]
    context.navigator.draft_asked.emit(draft)
    settle()
    again = the_call()
    assert (again.who.person_id, again.note.toPlainText()) == (people[1], "Rappelle demain")
    assert again.outcomes.chosen() is CallOutcome.MESSAGE_LEFT
    press("Ctrl+Return")
    assert len(calls(context)) == 1
    assert context.desk.drafts.all() == ()


def test_the_phone_may_ring_while_a_form_is_open(
    window: MainWindow, context: Context, press: Press, settle: Settle
) -> None:
    press("Ctrl+Shift+N")
    form = window.findChild(NewPersonDialog)
    assert form.isVisible()
    press("“Sarr”", "Ctrl+Shift+A", "“0491000000”", "Ctrl+Return")
    assert len(calls(context)) == 1
    assert form.isVisible()
    press("“e”")
    assert form.editor("last_name").value() == "Sarre"
    form.reject()
    settle()
