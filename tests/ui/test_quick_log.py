"""An interview noted under the record, with all that was decided in it: by clicks, by keys, taken back as one."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from caseflow.domain.barrier import Barrier, Theme
from caseflow.domain.errors import StorageTrouble
from caseflow.domain.interview import Appointment, AppointmentStatus, Interview, Medium
from caseflow.domain.referral import Referral, ReferralState, SentHow
from caseflow.services.drafts import DraftOf
from caseflow.services.quick_log import QuickLog
from caseflow.ui import printing
from caseflow.ui.context import Context
from caseflow.ui.main_window import MainWindow
from caseflow.ui.people.record_page import RecordPage
from caseflow.ui.quick_log.panel import QuickPanel
from tests.conftest import TODAY
from tests.services.referring import partner

Settle = Callable[[], None]
Press = Callable[..., None]
Click = Callable[[QWidget], None]
NOTE = "Fait le point. Voiture en panne, ne peut plus aller à l'ACI. Cherche garage pas cher."
KINDS = (Interview, Barrier, Referral, Appointment)
IN_A_MONTH = date(2026, 12, 21)


@pytest.fixture
def amina(add_person: Callable[..., UUID]) -> UUID:
    return add_person("BENALI", "Amina", commune="Aubagne", post_code="13400")


@pytest.fixture
def garage(context: Context, add_person: Callable[..., UUID]) -> UUID:
    """A partner close by, that answered in two days whoever was sent there."""
    themes = '["mobilite--entretenir-reparer-son-vehicule"]'
    made = partner(context.desk, themes=themes, insee_code="13005", latitude=43.29, longitude=5.57)
    referrals = context.desk.referrals
    day = TODAY - timedelta(days=20)
    sent = referrals.refer(add_person("DIALLO", "Ibrahima"), made, day, SentHow.EMAIL, consent_on=day)
    referrals.answer(sent, ReferralState.ACCEPTED, day + timedelta(days=2))
    return made


@pytest.fixture
def click(qtbot: QtBot, settle: Settle) -> Click:
    def click_on(widget: QWidget) -> None:
        assert widget.isVisible(), widget.accessibleName()
        assert not widget.visibleRegion().isEmpty(), widget.accessibleName()
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        settle()

    return click_on


@pytest.fixture
def open_panel(window: MainWindow, context: Context, amina: UUID, press: Press) -> Callable[[], QuickPanel]:
    def open_it() -> QuickPanel:
        context.navigator.open_person(amina)
        press("Ctrl+E")
        return panel_of(window)

    return open_it


@pytest.fixture
def panel(garage: UUID, open_panel: Callable[[], QuickPanel]) -> QuickPanel:
    return open_panel()


def record_of(window: MainWindow) -> RecordPage:
    page = window.workspace.current_page()
    assert isinstance(page, RecordPage)
    return page


def panel_of(window: MainWindow) -> QuickPanel:
    (found,) = [each for each in window.findChildren(QuickPanel) if each.isVisible()]
    return found


def write(panel: QuickPanel, text: str, qtbot: QtBot, settle: Settle) -> None:
    """Type a note, and pause: what the pause brings is there; Qt's keys have no accents, the input method does."""
    for part in re.split(r"([^\x00-\x7f]+)", text):
        if part.isascii():
            qtbot.keyClicks(panel.note, part)
        else:
            panel.note.insertPlainText(part)
    pause(panel, settle)


def pause(panel: QuickPanel, settle: Settle) -> None:
    panel._pause.stop()
    panel._look_for_barriers()
    panel.note.check_now()
    settle()


def button(panel: QWidget, words: str) -> QAbstractButton:
    return next(each for each in panel.findChildren(QAbstractButton) if words in each.text() and each.isVisible())


def counts(context: Context, person: UUID | None = None) -> tuple[int, ...]:
    """How many interviews, barriers, referrals and appointments there are, those of a person alone if one is given."""
    with context.desk.store.reading() as session:
        queries = [select(func.count()).select_from(kind) for kind in KINDS]
        if person is not None:
            queries[1:] = [
                query.where(kind.person_id == person) for kind, query in zip(KINDS[1:], queries[1:], strict=True)
            ]
        return tuple(session.scalar(query) or 0 for query in queries)


def only(context: Context, kind: type, **facts: object) -> object:
    with context.desk.store.reading() as session:
        return session.scalars(select(kind).filter_by(**facts)).one()


def test_three_clicks_note_a_barrier_a_referral_and_the_next_appointment_and_one_undo_takes_them_back(
    panel: QuickPanel,
    context: Context,
    amina: UUID,
    garage: UUID,
    click: Click,
    press: Press,
    qtbot: QtBot,
    settle: Settle,
) -> None:
    write(panel, NOTE, qtbot, settle)
    click(button(panel, "Mobilité"))
    offered = button(panel, "Garage solidaire")
    assert "2 jours" in offered.text()
    assert "0 km" in offered.text().replace("\u00a0", " ") or "0,0" in offered.text()
    click(offered)
    click(panel.save_button)
    assert not panel.isVisible()
    assert counts(context, amina) == (1, 1, 1, 1)
    interview, barrier = only(context, Interview), only(context, Barrier)
    referral, appointment = only(context, Referral, person_id=amina), only(context, Appointment)
    assert (interview.note, interview.held_on, interview.medium, interview.minutes) == (
        NOTE,
        TODAY,
        Medium.IN_PERSON,
        45,
    )
    assert (barrier.theme, referral.barrier_id, referral.service_id) == (Theme.MOBILITY, barrier.id, garage)
    assert (appointment.held_on, appointment.interview_id) == (IN_A_MONTH, interview.id)
    press("Ctrl+Z")
    assert counts(context, amina) == (0, 0, 0, 0)
    press("Ctrl+Y")
    assert counts(context, amina) == (1, 1, 1, 1)


def test_keys_alone_do_the_same(
    window: MainWindow, garage: UUID, context: Context, amina: UUID, press: Press, qtbot: QtBot, settle: Settle
) -> None:
    context.navigator.open_person(amina)
    settle()
    before = QApplication.focusWidget()
    press("Ctrl+E")
    panel = panel_of(window)
    assert panel.note.hasFocus()
    write(panel, NOTE, qtbot, settle)
    press("Tab", "Space")
    assert panel.chips.themes() == (Theme.MOBILITY,)
    tabs = 0
    while tabs < 9 and "Garage" not in getattr(QApplication.focusWidget(), "text", str)():
        press("Tab")
        tabs += 1
    assert tabs <= 3
    press("Space", "Ctrl+Return")
    assert counts(context, amina) == (1, 1, 1, 1)
    assert QApplication.focusWidget() is before, "the keyboard is back where it was"


def test_what_is_suggested_takes_neither_the_keyboard_nor_a_decision(
    panel: QuickPanel, context: Context, amina: UUID, press: Press, qtbot: QtBot, settle: Settle
) -> None:
    write(panel, NOTE + " Son budget est serré. Dépression, suivi en prison.", qtbot, settle)
    assert panel.note.hasFocus()
    assert panel.note.textCursor().atEnd()
    offered = panel.chips.chips()
    assert {Theme.MOBILITY, Theme.MONEY} <= set(offered)
    assert not {Theme.HEALTH, Theme.JUSTICE} & set(offered)
    press("Ctrl+Return")
    assert counts(context, amina) == (1, 0, 0, 1)


def test_a_suggestion_goes_with_its_words_but_not_once_chosen(
    panel: QuickPanel, click: Click, qtbot: QtBot, settle: Settle
) -> None:
    write(panel, "Voiture en panne. Son budget est serré.", qtbot, settle)
    click(button(panel, "Mobilité"))
    panel.note.setPlainText("Rien de cela.")
    pause(panel, settle)
    assert set(panel.chips.chips()) == {Theme.MOBILITY}
    assert panel.chips.themes() == (Theme.MOBILITY,)


def test_a_risky_word_is_underlined_with_its_advice_and_refuses_nothing(
    panel: QuickPanel, context: Context, press: Press, qtbot: QtBot, settle: Settle
) -> None:
    hint = panel.hint.text()
    assert "La personne peut lire cette note" in hint
    write(panel, "Elle est alcoolique.", qtbot, settle)
    assert panel.note.extraSelections()
    assert "alcoolique" in panel.hint.text()
    press("Ctrl+Return")
    assert only(context, Interview).note == "Elle est alcoolique."


def test_a_social_security_number_is_not_saved_until_it_is_taken_out(
    panel: QuickPanel, context: Context, press: Press
) -> None:
    press("“2 85 03 13 055 001 86”", "Ctrl+Return")
    assert counts(context)[0] == 0
    assert "sécurité sociale" in panel.trouble.words.text()
    assert panel.note.hasFocus()
    panel.note.setPlainText("NIR vu.")
    press("Ctrl+Return")
    assert only(context, Interview).note == "NIR vu."


def test_what_weighs_already_is_offered_resources_and_noted_once(
    context: Context,
    amina: UUID,
    garage: UUID,
    open_panel: Callable[[], QuickPanel],
    click: Click,
    qtbot: QtBot,
    settle: Settle,
) -> None:
    weighing = context.desk.barriers.note(amina, Theme.MOBILITY, TODAY)
    panel = open_panel()
    write(panel, NOTE, qtbot, settle)
    chip = button(panel.chips, "Mobilité")
    assert not chip.isCheckable()
    click(chip)
    click(button(panel, "Garage solidaire"))
    click(panel.save_button)
    assert counts(context, amina) == (1, 1, 1, 1)
    assert only(context, Referral, person_id=amina).barrier_id == weighing


def test_what_the_words_speak_of_comes_first_even_when_it_weighs_already(
    context: Context, amina: UUID, open_panel: Callable[[], QuickPanel], press: Press, qtbot: QtBot, settle: Settle
) -> None:
    context.desk.barriers.note(amina, Theme.LANGUAGE, TODAY, is_priority=True)
    context.desk.barriers.note(amina, Theme.MOBILITY, TODAY)
    panel = open_panel()
    write(panel, "Voiture en panne.", qtbot, settle)
    assert next(iter(panel.chips.chips())) == Theme.MOBILITY
    panel.note.setFocus()
    press("Tab")
    assert QApplication.focusWidget() is panel.chips.chips()[Theme.MOBILITY]


def test_two_services_of_one_name_are_told_apart_by_their_commune(
    context: Context, open_panel: Callable[[], QuickPanel], click: Click, qtbot: QtBot, settle: Settle
) -> None:
    for commune, code in (("Aubagne", "13005"), ("Cassis", "13022")):
        themes = '["mobilite--entretenir-reparer-son-vehicule"]'
        partner(context.desk, "Microcrédit", themes=themes, commune=commune, insee_code=code)
    panel = open_panel()
    write(panel, NOTE, qtbot, settle)
    click(button(panel.chips, "Mobilité"))
    offered = [each.text() for each in panel.resources.buttons() if "Microcrédit" in each.text()]
    assert len(set(offered)) == len(offered) == 2
    assert any("Cassis" in words for words in offered)


def test_another_barrier_is_chosen_among_all_and_health_is_offered_nothing(
    panel: QuickPanel, context: Context, amina: UUID, press: Press, settle: Settle
) -> None:
    panel.chips._fill_menu()
    entries = {each.text(): each for each in panel.chips._menu.actions()}
    entries["Santé"].trigger()
    settle()
    assert panel.chips.themes() == (Theme.HEALTH,)
    assert not panel.resources.isVisible()
    panel.chips._fill_menu()
    assert "Santé" not in [each.text() for each in panel.chips._menu.actions()]
    press("Ctrl+Return")
    assert only(context, Barrier).theme is Theme.HEALTH


def test_agreement_is_asked_once_there_is_somebody_to_tell(
    panel: QuickPanel, context: Context, amina: UUID, click: Click, qtbot: QtBot, settle: Settle
) -> None:
    assert not panel.consent.isVisible()
    write(panel, NOTE, qtbot, settle)
    click(button(panel, "Mobilité"))
    click(button(panel, "Garage solidaire"))
    click(panel.consent)
    click(panel.save_button)
    assert only(context, Referral, person_id=amina).consent_on == TODAY


def test_another_day_is_typed_and_none_is_a_choice(
    panel: QuickPanel, context: Context, amina: UUID, press: Press, click: Click, settle: Settle
) -> None:
    click(panel.next.other)
    press("“12/12/2026”", "Tab", "“14h30”", "Ctrl+Return")
    appointment = only(context, Appointment)
    assert (appointment.held_on, appointment.at_minute) == (date(2026, 12, 12), 14 * 60 + 30)
    press("Ctrl+Z", "Ctrl+E")
    click(panel.next.none)
    press("Ctrl+Return")
    assert counts(context, amina) == (1, 0, 0, 0)


@pytest.mark.parametrize("typed", ["32/13/2026", "", "01/11/2026"])
def test_a_day_that_cannot_be_is_told_and_the_keyboard_goes_there(
    panel: QuickPanel, context: Context, amina: UUID, typed: str, press: Press, click: Click
) -> None:
    click(panel.next.other)
    press(f"“{typed}”", "Ctrl+Return")
    assert counts(context, amina) == (0, 0, 0, 0)
    assert panel.trouble.isVisible()
    assert QApplication.focusWidget() is panel.next.day
    panel.next.day.clear()
    press("“12/12/2026”", "Ctrl+Return")
    assert counts(context, amina) == (1, 0, 0, 1)
    assert not panel.trouble.isVisible()


def test_an_appointment_that_stands_is_kept_and_that_of_the_day_is_honoured(
    context: Context, amina: UUID, open_panel: Callable[[], QuickPanel], press: Press
) -> None:
    ahead = context.desk.interviews.plan(amina, IN_A_MONTH, 600)
    given = context.desk.interviews.plan(amina, TODAY, 570)
    panel = open_panel()
    assert panel.next.none.isChecked()
    assert "21 déc." in panel.next.none.text().replace("\u00a0", " ")
    assert panel.honours.isChecked()
    assert "9 h 30" in panel.honours.text().replace("\u202f", " ").replace("\u00a0", " ")
    press("Ctrl+Return")
    assert only(context, Appointment, id=ahead).status is AppointmentStatus.PLANNED
    assert only(context, Appointment, id=given).status is AppointmentStatus.HONOURED
    press("Ctrl+Z")
    assert only(context, Appointment, id=given).status is AppointmentStatus.PLANNED


def test_the_private_note_is_kept_apart_and_hidden_while_somebody_looks(
    panel: QuickPanel, context: Context, click: Click, press: Press
) -> None:
    click(panel._show_private_button)
    panel.private.setFocus()
    press("“Confidence”")
    context.discretion.toggle()
    assert not panel.private.isVisible()
    context.discretion.toggle()
    assert panel.private.isVisible()
    panel.note.setFocus()
    press("Ctrl+Return")
    interview = only(context, Interview)
    assert (interview.note, interview.private_note) == (None, "Confidence")


def test_the_summary_is_printed_once_it_is_saved(
    panel: QuickPanel, amina: UUID, click: Click, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[object] = []
    monkeypatch.setattr(printing, "print_summaries", lambda _context, _over, people: printed.append(people))
    click(panel.prints)
    assert printed == []
    press("Ctrl+Return")
    assert printed == [(amina,)]


def test_escape_leaves_with_the_draft_and_all_of_it_is_there_again(
    panel: QuickPanel,
    window: MainWindow,
    context: Context,
    amina: UUID,
    garage: UUID,
    click: Click,
    press: Press,
    qtbot: QtBot,
    settle: Settle,
) -> None:
    write(panel, NOTE, qtbot, settle)
    click(button(panel, "Mobilité"))
    click(button(panel, "Garage solidaire"))
    click(panel.consent)
    click(panel.next.proposal_chips()[1])
    chosen = panel.next.slot()
    began = panel.details.values()["at_minute"]
    panel.note.setFocus()
    press("Escape")
    assert not panel.isVisible()
    assert counts(context, amina) == (0, 0, 0, 0)
    assert window.toast.text() == "Brouillon conservé"
    context.clock.now += timedelta(hours=2)
    press("Ctrl+E")
    assert panel.note.toPlainText() == NOTE
    assert panel.chips.themes() == (Theme.MOBILITY,)
    assert [each.service_id for each in panel.resources.picks()] == [garage]
    assert (panel.consent.isChecked(), panel.next.slot(), panel.details.values()["at_minute"]) == (True, chosen, began)
    press("Ctrl+Return")
    assert counts(context, amina) == (1, 1, 1, 1)
    assert context.desk.drafts.all() == ()
    press("Ctrl+E")
    assert panel.note.toPlainText() == ""


@pytest.fixture
def reopened(window: MainWindow, context: Context, qtbot: QtBot, settle: Settle) -> Iterator[Callable[[], MainWindow]]:
    """Opens a second window on the same store, as after a crash of the first."""
    made: list[MainWindow] = []

    def open_it() -> MainWindow:
        window.hide()
        made.append(MainWindow(context))
        qtbot.addWidget(made[-1])
        made[-1].show()
        qtbot.waitUntil(made[-1].isActiveWindow)
        settle()
        return made[-1]

    yield open_it
    for each in made:
        each.close()


def test_after_a_crash_the_draft_opens_in_its_form_from_the_first_page(
    panel: QuickPanel,
    context: Context,
    amina: UUID,
    garage: UUID,
    reopened: Callable[[], MainWindow],
    click: Click,
    qtbot: QtBot,
    settle: Settle,
) -> None:
    write(panel, NOTE, qtbot, settle)
    click(button(panel, "Mobilité"))
    click(button(panel, "Garage solidaire"))
    panel._drafting.keep()  # as it does by itself within a second
    settle()
    window = reopened()
    (draft,) = context.desk.drafts.all()
    assert draft.of == DraftOf("quick_log", amina, amina)
    context.navigator.draft_asked.emit(draft)
    settle()
    again = panel_of(window)
    assert again.note.toPlainText() == NOTE
    click(again.save_button)
    assert counts(context, amina) == (1, 1, 1, 1)
    assert only(context, Referral, person_id=amina).barrier_id == only(context, Barrier).id


def test_a_disk_that_fails_leaves_the_text_to_be_saved_again_or_copied(
    panel: QuickPanel, context: Context, amina: UUID, click: Click, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise StorageTrouble("Le disque est plein.")

    press("“Fait le point”")
    with monkeypatch.context() as patch:
        patch.setattr(QuickLog, "save", full)
        press("Ctrl+Return")
    assert "Le disque est plein." in panel.trouble.words.text()
    assert panel.note.toPlainText() == "Fait le point"
    click(panel.trouble.copy)
    assert QGuiApplication.clipboard().text() == "Fait le point"
    click(panel.trouble.again)
    assert counts(context, amina) == (1, 0, 0, 1)


def test_the_record_stays_in_sight_and_in_use_above_the_form(
    panel: QuickPanel, window: MainWindow, context: Context, amina: UUID, press: Press, qtbot: QtBot, settle: Settle
) -> None:
    page = record_of(window)
    write(panel, "Fait le", qtbot, settle)
    assert page.header.isVisible()
    rows = (panel.note, panel.chips, panel.next, panel.save_button)
    assert all(each.visibleRegion().boundingRect() == each.rect() for each in rows), "seen whole, without scrolling"
    assert panel.height() <= 0.5 * window.height()
    page.show_tab("contacts")
    context.desk.people.edit(amina, birth_name="Haddad")  # the record is read again: the form stays
    settle()
    assert panel.note.toPlainText() == "Fait le"
    press("Ctrl+E", "“ point”")
    assert panel.note.toPlainText() == "Fait le point"


def test_an_older_day_is_typed_as_one_says_it(panel: QuickPanel, context: Context, press: Press) -> None:
    panel.details.day.widget.setFocus()
    panel.details.day.widget.selectAll()
    press("“-3”", "Ctrl+Return")
    assert only(context, Interview).held_on == TODAY - timedelta(days=3)
