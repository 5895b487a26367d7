"""What passed with a person and what is to come, by mouse and keys, on the record and on the first page."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from caseflow.domain.interview import AppointmentStatus, Medium
from caseflow.services.contact_lines import InterviewLine
from caseflow.ui.context import Context
from caseflow.ui.home.page import HomePage
from caseflow.ui.interviews import calendar_file
from caseflow.ui.interviews.appointment_dialog import AppointmentDialog
from caseflow.ui.interviews.interview_dialog import InterviewDialog
from caseflow.ui.interviews.people_field import PeopleField
from caseflow.ui.interviews.tab import ContactsTab
from caseflow.ui.people.record_page import RecordPage
from caseflow.ui.people.summary_tab import SummaryTab
from caseflow.ui.record import read_record
from caseflow.ui.widgets.day_words import read_day
from caseflow.ui.widgets.time_field import read_time
from tests.conftest import TODAY

LEFT = Qt.MouseButton.LeftButton
Settle = Callable[[], None]
Kind = TypeVar("Kind", bound=QDialog)


@pytest.fixture
def person(add_person: Callable[..., UUID]) -> UUID:
    return add_person()


@pytest.fixture
def other(add_person: Callable[..., UUID], person: UUID) -> UUID:
    return add_person()


@pytest.fixture
def tab(context: Context, person: UUID, qtbot: QtBot, settle: Settle) -> ContactsTab:
    """The tab alone, read again at each change as its record has it read."""
    made = ContactsTab(context, person)
    qtbot.addWidget(made)

    def read_again() -> None:
        made.show_record(read_record(context.desk, person, TODAY))

    context.changes.changed.connect(read_again)
    context.discretion.changed.connect(made.set_discreet)
    read_again()
    made.resize(1100, 560)
    made.show()
    made.activateWindow()
    settle()
    return made


def opened(parent: QWidget, kind: type[Kind]) -> Kind:
    return next(each for each in parent.findChildren(kind) if each.isVisible())


def press_button(parent: QWidget, words: str, qtbot: QtBot) -> None:
    button = next(each for each in parent.findChildren(QPushButton) if each.text() == words and each.isVisible())
    qtbot.mouseClick(button, LEFT)


def save(dialog: QDialog, qtbot: QtBot, settle: Settle) -> None:
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    settle()  # the record is read again, then its tab


def test_an_interview_is_noted_for_yesterday_with_two_people(
    tab: ContactsTab, context: Context, person: UUID, other: UUID, qtbot: QtBot, settle: Settle
) -> None:
    press_button(tab, "Noter un entretien…", qtbot)
    dialog = opened(tab, InterviewDialog)
    dialog.editor("held_on").widget.setText("hier")  # type: ignore[attr-defined]
    people = dialog.findChild(PeopleField)
    assert people is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    people.setFocus()
    qtbot.keyClicks(people.line, "diallo")
    qtbot.waitUntil(lambda: people._completer.popup().isVisible())
    qtbot.keyClick(people._completer.popup(), Qt.Key.Key_Down)
    qtbot.keyClick(people._completer.popup(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(people.ids()) == 2)
    qtbot.keyClicks(dialog.editor("note").widget, "Fait le point.")
    save(dialog, qtbot, settle)
    (line,) = context.desk.interviews.contacts(other).past
    assert isinstance(line, InterviewLine)
    assert (line.held_on, line.note, line.minutes) == (date(2026, 11, 22), "Fait le point.", 45)
    assert {each for each, _name in line.people} == {person, other}
    assert "Fait le point." in tab.past.item(0).text()


def test_a_note_half_written_is_found_again(tab: ContactsTab, context: Context, qtbot: QtBot, settle: Settle) -> None:
    tab.add_new()
    settle()
    dialog = opened(tab, InterviewDialog)
    qtbot.keyClicks(dialog.editor("note").widget, "Enverra")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    settle()
    (draft,) = context.desk.drafts.all()
    assert tab.resume(draft.of)
    settle()
    again = opened(tab, InterviewDialog)
    assert again.editor("note").value() == "Enverra"
    save(again, qtbot, settle)
    assert context.desk.drafts.all() == ()


def test_a_form_that_is_opened_and_closed_leaves_no_draft(
    tab: ContactsTab, context: Context, qtbot: QtBot, settle: Settle
) -> None:
    for open_form, kind in ((tab.add_new, InterviewDialog), (tab.give_appointment, AppointmentDialog)):
        open_form()
        settle()
        qtbot.keyClick(opened(tab, kind), Qt.Key.Key_Escape)
        settle()
    assert context.desk.drafts.all() == ()


def test_the_last_report_is_taken_up(
    tab: ContactsTab, context: Context, person: UUID, qtbot: QtBot, settle: Settle
) -> None:
    context.desk.interviews.note([person], date(2026, 10, 26), note="Attend la réponse du garage.")
    settle()
    press_button(tab, "Reprendre le dernier compte rendu", qtbot)
    settle()
    assert opened(tab, InterviewDialog).editor("note").value() == "Attend la réponse du garage."


def test_the_usual_day_is_proposed_and_given_in_one_click(
    tab: ContactsTab, context: Context, person: UUID, qtbot: QtBot, settle: Settle
) -> None:
    press_button(tab, "Donner un rendez-vous…", qtbot)
    settle()
    dialog = opened(tab, AppointmentDialog)
    assert [button.isChecked() for button in dialog.chips.buttons()] == [False, False, True, False]
    qtbot.mouseClick(dialog.chips.buttons()[0], LEFT)
    settle()
    assert dialog.editor("held_on").value() == date(2026, 11, 30)
    dialog.editor("at_minute").widget.setText("9h30")  # type: ignore[attr-defined]
    save(dialog, qtbot, settle)
    (line,) = context.desk.interviews.contacts(person).ahead
    assert (line.held_on, line.at_minute) == (date(2026, 11, 30), 570)


def test_a_double_booking_and_a_holiday_are_told_and_let_through(
    tab: ContactsTab, context: Context, person: UUID, other: UUID, qtbot: QtBot, settle: Settle
) -> None:
    context.desk.interviews.plan(other, date(2026, 12, 25), 600)
    tab.give_appointment()
    settle()
    dialog = opened(tab, AppointmentDialog)
    for name, typed in (("held_on", "25/12/2026"), ("at_minute", "10:15")):
        dialog.editor(name).type_again(typed)
        dialog.editor(name).on_left()
    settle()
    assert "DIALLO Ibrahima" in dialog.error_text("at_minute")
    assert "Noël" in dialog.error_text("held_on")
    assert dialog.chips.chosen_proposal() is None
    save(dialog, qtbot, settle)
    assert len(context.desk.interviews.contacts(person).ahead) == 1


@pytest.mark.parametrize(
    ("key", "status"),
    [
        (Qt.Key.Key_H, AppointmentStatus.HONOURED),
        (Qt.Key.Key_E, AppointmentStatus.EXCUSED),
        (Qt.Key.Key_A, AppointmentStatus.ABSENT),
        (Qt.Key.Key_N, AppointmentStatus.CANCELLED),
    ],
)
def test_one_key_says_what_became_of_an_appointment(
    tab: ContactsTab,
    context: Context,
    person: UUID,
    qtbot: QtBot,
    settle: Settle,
    key: Qt.Key,
    status: AppointmentStatus,
) -> None:
    planned = context.desk.interviews.plan(person, date(2026, 11, 16), 600)
    settle()
    tab.ahead.list.setFocus()
    qtbot.keyClick(tab.ahead.list, key)
    settle()
    assert context.desk.interviews.appointment(planned).status is status
    assert tab.past.count() == 1
    assert not tab.ahead.isVisible()


def test_the_interview_of_an_appointment_begins_with_what_was_planned(
    tab: ContactsTab, context: Context, person: UUID, qtbot: QtBot, settle: Settle
) -> None:
    planned = context.desk.interviews.plan(person, date(2026, 11, 16), 600, medium=Medium.VIDEO, minutes=30)
    settle()
    tab.ahead.choose(planned)
    press_button(tab, "Noter l’entretien…", qtbot)
    dialog = opened(tab, InterviewDialog)
    qtbot.keyClicks(dialog.editor("note").widget, "Venue.")
    save(dialog, qtbot, settle)
    line = context.desk.interviews.contacts(person).past[0]
    assert (line.held_on, line.medium, line.minutes) == (date(2026, 11, 16), Medium.VIDEO, 30)
    assert context.desk.interviews.appointment(planned).status is AppointmentStatus.HONOURED


def test_long_notes_are_short_until_opened_and_found_by_a_word(
    tab: ContactsTab, context: Context, person: UUID, qtbot: QtBot, settle: Settle
) -> None:
    context.desk.interviews.note([person], date(2026, 10, 26), note="Un.\nDeux.\nTrois, l’auto-école.")
    context.desk.interviews.note([person], date(2026, 10, 27), medium=Medium.PHONE, note="Rappelée.")
    settle()
    tab.past.setCurrentRow(1)
    assert "Trois" not in tab.past.item(1).text()
    qtbot.keyClick(tab.past, Qt.Key.Key_Space)
    assert "Trois" in tab.past.item(1).text()
    qtbot.keyClicks(tab.search, "auto-ecole")
    qtbot.waitUntil(lambda: tab.past.count() == 1)
    tab.search.clear()
    tab.medium.set_value(Medium.PHONE)
    tab.medium.choice_made.emit()
    settle()
    assert ["Rappelée." in tab.past.item(row).text() for row in range(tab.past.count())] == [True]


def test_somebody_who_looks_sees_no_private_note_and_no_other_name(
    tab: ContactsTab, context: Context, person: UUID, other: UUID, settle: Settle
) -> None:
    context.desk.interviews.note([person, other], TODAY, note="Atelier", private_note="À voir seule")
    settle()
    assert "À voir seule" in tab.past.item(0).text()
    context.discretion.toggle()
    words = tab.past.item(0).text()
    assert "Atelier" in words
    assert "À voir seule" not in words
    assert "DIALLO" not in words
    tab.add_new()
    settle()
    assert not opened(tab, InterviewDialog).editor("private_note").widget.isVisible()


def test_a_line_is_changed_with_enter_and_removed_with_del(
    tab: ContactsTab, context: Context, person: UUID, qtbot: QtBot, settle: Settle
) -> None:
    context.desk.interviews.note([person], TODAY, note="Avant")
    settle()
    tab.past.setCurrentRow(0)
    qtbot.keyClick(tab.past, Qt.Key.Key_Return)
    dialog = opened(tab, InterviewDialog)
    dialog.editor("note").type_again("Après")
    save(dialog, qtbot, settle)
    assert "Après" in tab.past.item(0).text()
    tab.past.setCurrentRow(0)
    qtbot.keyClick(tab.past, Qt.Key.Key_Delete)
    settle()
    assert context.desk.interviews.contacts(person).total == 0
    context.desk.undo.undo_last()
    assert context.desk.interviews.contacts(person).total == 1


def test_the_calendar_file_names_nobody(context: Context, person: UUID, tmp_path: Path, settle: Settle) -> None:
    key = context.desk.interviews.plan(person, date(2026, 12, 21), 600, purpose="Point santé", place="Bureau 3")
    path = tmp_path / "rendez-vous.ics"
    calendar_file.save(context, context.desk.interviews.appointment(key), str(path))
    settle()
    written = path.read_text(encoding="utf-8")
    assert str(key) in str(Calendar.from_ical(written).walk("VEVENT")[0]["uid"])
    assert "BENALI" not in written
    assert "santé" not in written


def test_a_record_opens_on_what_happened_since_the_last_time(
    open_record_at: Callable[[UUID, str], RecordPage], context: Context, person: UUID, settle: Settle
) -> None:
    context.desk.interviews.note([person], date(2026, 10, 26), note="Fait le point")
    missed = context.desk.interviews.plan(person, date(2026, 11, 9), 600)
    context.desk.interviews.settle(missed, AppointmentStatus.ABSENT)
    context.desk.interviews.plan(person, date(2026, 12, 21), 600)
    context.desk.people.edit(person, project="Couture")
    stay = context.desk.enrolments.refer(person, None)
    context.desk.enrolments.enter(stay, date(2024, 1, 8))
    page = open_record_at(person, "summary")
    summary = page.tab("summary")
    assert isinstance(summary, SummaryTab)
    assert "1 absence." in summary.words()
    assert "lun. 21 déc." in summary.words().replace("\u00a0", " ")
    assert summary.since.isVisible()
    summary.since.do("Tout le détail")
    assert "09/11/2026" in summary.words()
    context.discretion.toggle()
    assert not summary.since.isVisible()


def test_the_first_page_holds_the_appointments_of_the_day_and_those_that_await_a_word(
    context: Context, person: UUID, other: UUID, qtbot: QtBot, settle: Settle
) -> None:
    late = context.desk.interviews.plan(other, date(2026, 11, 16), 600)
    context.desk.interviews.plan(person, TODAY, 630, purpose="Bilan")
    page = HomePage(context)
    qtbot.addWidget(page)
    page.show()
    settle()
    box = page.today.box
    assert box.list.item(0).text().split("\n")[0].endswith("BENALI Amina")
    assert "DIALLO Ibrahima" in box.list.item(1).text()
    box.choose(late)
    qtbot.mouseClick(box.button(AppointmentStatus.EXCUSED), LEFT)
    settle()
    assert context.desk.interviews.appointment(late).status is AppointmentStatus.EXCUSED
    assert box.list.count() == 1
    box.list.setCurrentRow(0)
    with qtbot.waitSignal(context.navigator.person_asked) as asked:
        box.list.itemActivated.emit(box.list.item(0))
    assert asked.args == [person]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("hier", date(2026, 11, 22)),
        ("-3", date(2026, 11, 20)),
        ("lu", TODAY),
        ("ma", date(2026, 11, 17)),
        ("di", date(2026, 11, 22)),
        ("20/12", date(2025, 12, 20)),
        ("20 déc.", date(2025, 12, 20)),
        ("20/12/2026", date(2026, 12, 20)),
    ],
)
def test_a_day_on_which_something_took_place_is_behind_us(typed: str, day: date) -> None:
    assert read_day(typed, TODAY, looks_back=True) == day


@pytest.mark.parametrize(
    ("typed", "minute"),
    [
        ("9", 540),
        ("9h", 540),
        ("9 h 30", 570),
        ("9:30", 570),
        ("930", 570),
        ("14.15", 855),
        ("24", None),
        ("9h75", None),
        ("midi", None),
    ],
)
def test_a_time_is_read_as_people_type_it(typed: str, minute: int | None) -> None:
    assert read_time(typed) == minute
