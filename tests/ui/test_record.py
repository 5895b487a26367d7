"""A record shows who it is at a glance, follows every change, masks what is sensitive, and says how to begin."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QCommandLinkButton, QToolButton
from pytestqt.qtbot import QtBot

from caseflow.domain.pathway import StepState
from caseflow.domain.person import FactKind
from caseflow.domain.scheme import Scheme
from caseflow.i18n import _, current
from caseflow.services.pathways import StepDraft
from caseflow.ui.context import Context
from caseflow.ui.pathways.pathway_tab import PathwayTab
from caseflow.ui.pathways.step_dialog import StepDialog
from caseflow.ui.people.record_page import RecordPage
from caseflow.ui.people.summary_tab import SummaryTab
from caseflow.ui.record_tabs import open_record
from caseflow.ui.widgets.date_field import DateField
from caseflow.ui.widgets.day_words import read_day
from caseflow.ui.widgets.hours_field import read_hours, shown_hours
from tests.conftest import TODAY

Settle = Callable[[], None]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def person(add_person: Callable[..., UUID]) -> UUID:
    return add_person(
        "BENALI", "Amina", birth_date=date(1990, 5, 3), commune="Marseille", phones=["0639981234"], project="Couture"
    )


@pytest.fixture
def page(context: Context, person: UUID, qtbot: QtBot, settle: Settle) -> RecordPage:
    made = open_record(context, person)
    qtbot.addWidget(made)
    made.resize(1182, 690)  # what a screen of 1366 × 768 leaves beside the sections
    made.show()
    made.activateWindow()
    settle()
    return made


def summary(page: RecordPage) -> SummaryTab:
    found = page.tab("summary")
    assert isinstance(found, SummaryTab)
    return found


def buttons(page: RecordPage, words: str) -> list[QToolButton]:
    return [each for each in page.header.findChildren(QToolButton) if words in each.text() and each.isVisible()]


def test_the_head_says_who_it_is_and_follows_changes(
    page: RecordPage, context: Context, person: UUID, settle: Settle
) -> None:
    assert page.header._name.text() == "BENALI Amina"
    assert page.header._who.text() == "36 ans · Marseille · B-000001"
    context.desk.people.edit(person, commune="Aubagne")
    settle()
    assert "Aubagne" in page.header._who.text()


def test_a_click_copies_a_phone_number(page: RecordPage, context: Context, qtbot: QtBot) -> None:
    (phone,) = buttons(page, "06\u00a039\u00a098\u00a012\u00a034")
    with qtbot.waitSignal(context.navigator.message_posted):
        qtbot.mouseClick(phone, LEFT)
    assert QGuiApplication.clipboard().text() == "06 39 98 12 34"


def test_time_in_the_plie_and_the_referent_are_said(
    page: RecordPage, context: Context, person: UUID, settle: Settle
) -> None:
    stay = context.desk.enrolments.refer(person, None)
    context.desk.enrolments.enter(stay, date(2025, 3, 20), context.desk.enrolments.add_counsellor("Claire Martin"))
    settle()
    assert "Claire Martin" in page.header._support.text()
    assert "20 mois" in page.header._support.text()


def test_sensitive_publics_stay_masked_until_they_are_asked_for(
    page: RecordPage, context: Context, person: UUID, qtbot: QtBot, settle: Settle
) -> None:
    context.desk.people.add_fact(person, FactKind.RSA, since=date(2026, 1, 1))
    context.desk.people.add_fact(person, FactKind.RQTH, since=date(2026, 1, 1))
    settle()
    assert "BRSA" in page.header.chips()
    assert "RQTH" not in page.header.chips()
    assert "RQTH" not in summary(page).words()
    mask = page.header.findChild(QCheckBox)
    assert mask is not None
    mask.setFocus()
    qtbot.keyClick(mask, Qt.Key.Key_Space)
    assert "RQTH" in page.header.chips()


def test_a_flag_is_shown_with_its_reason_and_leads_to_its_step(
    page: RecordPage, context: Context, person: UUID, qtbot: QtBot, settle: Settle
) -> None:
    step = context.desk.pathways.add_step(
        person,
        StepDraft(scheme=Scheme.POEI, state=StepState.DONE, started_on=date(2026, 6, 1), ended_on=date(2026, 5, 1)),
    )
    settle()
    assert page.header.flags_text().startswith("⚠")
    assert page.header.flags_text().split("⚠ ")[1].split(" (")[0] in summary(page).words()
    qtbot.mouseClick(page.header._see, LEFT)
    tab = page.tab("pathway")
    assert isinstance(tab, PathwayTab)
    assert page._tabs.currentWidget() is tab
    assert tab.table.current_id() == step


def test_the_summary_says_what_comes_next_and_fits_without_scrolling(
    page: RecordPage, context: Context, person: UUID, settle: Settle
) -> None:
    stay = context.desk.enrolments.refer(person, None)
    context.desk.enrolments.enter(stay, date(2024, 1, 8))
    for number, scheme in enumerate((Scheme.ACI, Scheme.POEC, Scheme.MRS, Scheme.PMSMP, Scheme.CLAUSE, Scheme.JOB)):
        start = TODAY + timedelta(days=10 + number)
        context.desk.pathways.add_step(person, StepDraft(scheme=scheme, title=f"Étape {number}", planned_start=start))
    for kind in (FactKind.RSA, FactKind.QPV, FactKind.LONE_PARENT):
        context.desk.people.add_fact(person, kind, since=date(2026, 1, 1))
    settle()
    assert "03/12/2026" in summary(page).words()
    assert "Couture" in summary(page).words()
    assert summary(page)._whole.verticalScrollBar().maximum() == 0


def test_an_empty_record_guides_the_first_interview(page: RecordPage, qtbot: QtBot) -> None:
    guide = [each for each in summary(page).findChildren(QCommandLinkButton) if each.isVisible()]
    assert len(guide) == 4
    qtbot.mouseClick(guide[0], LEFT)
    assert page._tabs.currentWidget() is page.tab("identity")


def test_printing_is_asked_of_the_window(page: RecordPage, context: Context, person: UUID, qtbot: QtBot) -> None:
    with qtbot.waitSignal(context.navigator.print_asked) as asked:
        qtbot.mouseClick(page.header._print, LEFT)
    assert asked.args == [(person,)]


def test_a_record_that_is_gone_says_so_and_offers_to_close(
    page: RecordPage, context: Context, qtbot: QtBot, settle: Settle
) -> None:
    context.desk.undo.undo_last()  # the person was added by the last action
    settle()
    assert page._stack.currentWidget() is page._trouble
    assert page._trouble._text.text()
    context.desk.undo.redo_last()
    settle()
    assert page._stack.currentWidget() is page._record
    assert page.header._name.text() == "BENALI Amina"


def test_a_record_with_long_names_and_forty_steps_stays_within_its_window(
    context: Context, add_person: Callable[..., UUID], qtbot: QtBot, settle: Settle
) -> None:
    person = add_person("DE SAINT-EXUPÉRY-WOJCIECHOWSKI DE LA FONTAINE", "Marie-Antoinette Joséphine Éléonore" * 2)
    for number in range(40):
        start = date(2019, 1, 1) + timedelta(days=60 * number)
        context.desk.pathways.add_step(
            person,
            StepDraft(scheme=list(Scheme)[number % 20], title="Un intitulé très long " * 5, started_on=start,
                      ended_on=start + timedelta(days=80), operator="Association " * 8, weekly_minutes=2_100),
        )  # fmt: skip
    page = open_record(context, person)
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    settle()
    for key in ("summary", "pathway", "identity", "history"):
        page.show_tab(key)
        settle()
        assert page.width() == 1000, key


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3/5/26", date(2026, 5, 3)),
        ("03052026", date(2026, 5, 3)),
        ("3/5", date(2026, 5, 3)),
        ("2026-05-03", date(2026, 5, 3)),
        ("12.04.65", date(1965, 4, 12)),
        ("hier", date(2026, 11, 22)),
        ("Avant-hier", date(2026, 11, 21)),
        ("lu", date(2026, 11, 23)),
        ("lundi prochain", date(2026, 11, 30)),
        ("ve dernier", date(2026, 11, 20)),
        ("+7", date(2026, 11, 30)),
        ("1er août 2025", date(2025, 8, 1)),
        ("mai 2024", date(2024, 5, 1)),
        ("29/02/2025", None),
        ("32/1", None),
        ("m", None),
        ("bientôt", None),
        ("0/0/0", None),
    ],
)
def test_a_day_is_read_as_people_type_it(typed: str, day: date | None) -> None:
    assert read_day(typed, TODAY) == day  # a Monday


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("35", 2_100),
        ("24,5", 1_470),
        ("7 h 30", 450),
        ("7:30", 450),
        ("35h", 2_100),
        ("7h75", None),
        ("beaucoup", None),
    ],
)
def test_hours_are_read_as_people_type_them(typed: str, minutes: int | None) -> None:
    assert read_hours(typed) == minutes
    if minutes is not None:
        assert read_hours(shown_hours(minutes)) == minutes


def test_words_are_french(page: RecordPage) -> None:
    assert _("Add a step") == "Ajouter une étape" == page.header._add.text()


def test_a_step_given_a_real_day_is_no_longer_planned(
    page: RecordPage, context: Context, person: UUID, qtbot: QtBot
) -> None:
    dialog = StepDialog(page, context, context.desk.pathways.view(person, TODAY), None)
    began, ended = dialog.editor("started_on").widget, dialog.editor("ended_on").widget
    assert isinstance(began, DateField)
    assert isinstance(ended, DateField)
    qtbot.keyClicks(began, current().date(TODAY + timedelta(days=1)))
    began.editingFinished.emit()
    assert dialog.editor("state").value() is StepState.PLANNED
    began.clear()
    qtbot.keyClicks(began, current().date(TODAY))
    began.editingFinished.emit()
    assert dialog.editor("state").value() is StepState.IN_PROGRESS
    qtbot.keyClicks(ended, current().date(TODAY))
    ended.editingFinished.emit()
    assert dialog.editor("state").value() is StepState.DONE
