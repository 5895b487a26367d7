"""Referring somebody from her record, by mouse or by keys; noting in a letter what the partner said."""

from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QMessageBox
from pytestqt.qtbot import QtBot

from caseflow.domain.barrier import Theme
from caseflow.domain.referral import ReferralRefusal, ReferralState, SentHow
from caseflow.services.referral_lines import ReferralLine
from caseflow.ui.context import Context
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.home.chase_card import ChaseCard
from caseflow.ui.main_window import MainWindow
from caseflow.ui.people.record_page import RecordPage
from caseflow.ui.print_preview import PreviewDialog
from caseflow.ui.referrals.mail_dialog import MailDialog
from caseflow.ui.referrals.person_dialog import PersonDialog
from caseflow.ui.referrals.refer_dialog import ReferDialog
from caseflow.ui.referrals.tab import ReferralsTab
from tests.conftest import TODAY
from tests.reports.reading import words
from tests.services.referring import partner

Settle = Callable[[], None]
GARAGE = "Garage solidaire – Garage solidaire d’Aubagne"


@pytest.fixture
def amina(add_person: Callable[..., UUID]) -> UUID:
    return add_person("BENALI", "Amina", phones=["0639981234"])


@pytest.fixture
def garage(context: Context) -> UUID:
    return partner(context.desk, themes='["mobilite--acceder-a-un-vehicule"]')


@pytest.fixture
def mobility(context: Context, amina: UUID) -> UUID:
    return context.desk.barriers.note(amina, Theme.MOBILITY, TODAY)


def lines(context: Context, person: UUID) -> tuple[ReferralLine, ...]:
    return context.desk.referrals.of_person(person, TODAY)


def opened(kind: type[FormDialog] = FormDialog) -> FormDialog:
    (found,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]
    return found


def confirm(dialog: FormDialog, qtbot: QtBot, settle: Settle) -> None:
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()


def sent(context: Context, person: UUID, service: UUID, days_ago: int = 0, **details: object) -> UUID:
    day = TODAY - timedelta(days=days_ago)
    return context.desk.referrals.refer(person, service, day, SentHow.EMAIL, consent_on=day, **details)


def tab_of(page: RecordPage) -> ReferralsTab:
    tab = page.tab("referrals")
    assert isinstance(tab, ReferralsTab)
    return tab


def test_keys_alone_refer_a_person_to_what_answers_her_barrier(
    window: MainWindow, context: Context, amina: UUID, garage: UUID, mobility: UUID, press: Callable[..., None]
) -> None:
    context.navigator.open_person(amina)
    press("Ctrl+R")
    dialog = opened(ReferDialog)
    assert isinstance(dialog, ReferDialog)
    dialog.editor("barrier_id").choose(mobility)
    press("“garage", "Return")
    assert (dialog.service_field.settled, dialog.service_field.name()) == (garage, GARAGE)
    press("Ctrl+Return")
    (line,) = lines(context, amina)
    assert (line.state, line.service_id, line.barrier_id) == (ReferralState.PROPOSED, garage, mobility)
    press("Ctrl+Z")
    assert lines(context, amina) == ()


def test_asked_from_a_barrier_the_form_knows_it_and_the_nearest_answer(
    window: MainWindow, context: Context, amina: UUID, garage: UUID, mobility: UUID, settle: Settle
) -> None:
    partner(context.desk, "Atelier informatique", themes='["numerique--acceder-a-du-materiel"]')
    context.navigator.refer(amina, mobility)
    settle()
    dialog = opened(ReferDialog)
    assert isinstance(dialog, ReferDialog)
    assert dialog.editor("barrier_id").value() == mobility
    assert dialog.service_field.service_id() == garage
    assert dialog.service_field.settled is None, "named, not yet settled: closing the form leaves no draft"


def test_nothing_is_sent_until_the_agreement_is_ticked(
    window: MainWindow, context: Context, amina: UUID, garage: UUID, qtbot: QtBot, settle: Settle
) -> None:
    context.navigator.refer_to(garage, amina)
    settle()
    dialog = opened(ReferDialog)
    dialog.editor("sent_how").choose(SentHow.PHONE)
    confirm(dialog, qtbot, settle)
    assert dialog.error_text("agrees")
    assert lines(context, amina) == ()
    agrees = dialog.editor("agrees").widget
    assert isinstance(agrees, QCheckBox)
    assert not agrees.isChecked()
    agrees.click()
    confirm(dialog, qtbot, settle)
    (line,) = lines(context, amina)
    assert (line.state, line.consent_on, line.sent_how) == (ReferralState.SENT, TODAY, SentHow.PHONE)
    context.desk.undo.undo_last()
    assert lines(context, amina) == ()


def test_what_is_typed_of_a_referral_waits_for_its_form_to_open_again(
    window: MainWindow, context: Context, amina: UUID, garage: UUID, qtbot: QtBot, settle: Settle
) -> None:
    context.navigator.open_person(amina)
    context.navigator.refer(amina)
    settle()
    dialog = opened(ReferDialog)
    assert isinstance(dialog, ReferDialog)
    dialog.service_field.settle(garage)
    dialog.editor("reason").choose("Voiture en panne")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    settle()
    (draft,) = context.desk.drafts.all()
    context.navigator.draft_asked.emit(draft)
    settle()
    again = opened(ReferDialog)
    assert isinstance(again, ReferDialog)
    assert (again.service_field.settled, again.editor("reason").value()) == (garage, "Voiture en panne")


def test_from_a_resource_the_person_is_chosen_first(
    window: MainWindow, context: Context, amina: UUID, garage: UUID, press: Callable[..., None], settle: Settle
) -> None:
    context.navigator.refer_to(garage)
    settle()
    (chooser,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, PersonDialog)]
    press("“amina")
    chooser._look()
    settle()
    press("Return")
    dialog = opened(ReferDialog)
    assert isinstance(dialog, ReferDialog)
    assert "BENALI Amina" in dialog.windowTitle()
    assert dialog.service_field.settled == garage


@pytest.mark.parametrize(
    ("letter", "state"),
    [
        (Qt.Key.Key_A, ReferralState.ACCEPTED),
        (Qt.Key.Key_N, ReferralState.NO_SHOW),
        (Qt.Key.Key_S, ReferralState.NO_FOLLOW_UP),
    ],
)
def test_a_letter_notes_what_the_partner_said(
    context: Context,
    amina: UUID,
    garage: UUID,
    open_record_at: Callable[[UUID, str], RecordPage],
    qtbot: QtBot,
    settle: Settle,
    letter: Qt.Key,
    state: ReferralState,
) -> None:
    sent(context, amina, garage)
    tab = tab_of(open_record_at(amina, "referrals"))
    qtbot.keyClick(tab.table, letter)
    settle()
    (line,) = lines(context, amina)
    assert line.state is state
    assert "23/11/2026" in tab.states()


def test_a_refusal_is_asked_its_reason(
    context: Context,
    amina: UUID,
    garage: UUID,
    open_record_at: Callable[[UUID, str], RecordPage],
    qtbot: QtBot,
    settle: Settle,
) -> None:
    sent(context, amina, garage)
    tab = tab_of(open_record_at(amina, "referrals"))
    tab.button("refused").click()
    dialog = opened()
    confirm(dialog, qtbot, settle)
    assert dialog.error_text("refusal")
    dialog.editor("refusal").choose(ReferralRefusal.SESSION_FULL)
    confirm(dialog, qtbot, settle)
    (line,) = lines(context, amina)
    assert (line.state, line.refusal) == (ReferralState.REFUSED, ReferralRefusal.SESSION_FULL)
    tab.button("reopen").click()
    settle()
    assert lines(context, amina)[0].state is ReferralState.SENT


def test_what_was_carried_out_lifts_the_barrier_unless_unticked(
    context: Context,
    amina: UUID,
    garage: UUID,
    mobility: UUID,
    open_record_at: Callable[[UUID, str], RecordPage],
    qtbot: QtBot,
    settle: Settle,
) -> None:
    sent(context, amina, garage, barrier_id=mobility)
    tab = tab_of(open_record_at(amina, "referrals"))
    qtbot.keyClick(tab.table, Qt.Key.Key_R)
    dialog = opened()
    lifts = dialog.editor("lifts_barrier").widget
    assert isinstance(lifts, QCheckBox)
    assert lifts.isChecked()
    assert "Mobilité" in lifts.text()
    confirm(dialog, qtbot, settle)
    (line,) = lines(context, amina)
    assert (line.state, line.barrier_is_open) == (ReferralState.DONE, False)


def test_what_expired_is_closed_by_its_button(
    context: Context, amina: UUID, garage: UUID, open_record_at: Callable[[UUID, str], RecordPage], settle: Settle
) -> None:
    late = sent(context, amina, garage, days_ago=40)
    sent(context, amina, garage, days_ago=20)
    tab = tab_of(open_record_at(amina, "referrals"))
    button = tab._close_expired
    button.click()
    settle()
    assert {line.id: line.stored_state for line in lines(context, amina)}[late] is ReferralState.EXPIRED
    assert not button.isVisible()


def test_a_partner_chased_up_waits_as_long_again(
    context: Context,
    amina: UUID,
    garage: UUID,
    open_record_at: Callable[[UUID, str], RecordPage],
    qtbot: QtBot,
    settle: Settle,
) -> None:
    sent(context, amina, garage, days_ago=16)
    tab = tab_of(open_record_at(amina, "referrals"))
    tab.button("chase").click()
    confirm(opened(), qtbot, settle)
    (line,) = lines(context, amina)
    assert (line.reminded_on, line.remind_on) == (TODAY, TODAY + timedelta(days=15))
    assert tab.states().count("23/11/2026") == 1


def test_those_of_health_and_justice_are_left_out_while_somebody_looks(
    context: Context, amina: UUID, garage: UUID, open_record_at: Callable[[UUID, str], RecordPage], settle: Settle
) -> None:
    health = context.desk.barriers.note(amina, Theme.HEALTH, TODAY)
    sent(context, amina, garage, barrier_id=health)
    sent(context, amina, garage)
    tab = tab_of(open_record_at(amina, "referrals"))
    model = tab.table.model()
    assert model.rowCount() == 2
    context.discretion.toggle()
    settle()
    assert model.rowCount() == 1
    assert "Santé" not in tab.states()


def test_the_sheet_is_shown_as_it_prints(
    context: Context,
    amina: UUID,
    garage: UUID,
    open_record_at: Callable[[UUID, str], RecordPage],
    qtbot: QtBot,
    settle: Settle,
) -> None:
    sent(context, amina, garage, reason="Embrayage à changer")
    tab = tab_of(open_record_at(amina, "referrals"))
    tab.button("print").click()
    (preview,) = tab.findChildren(PreviewDialog)
    qtbot.waitUntil(lambda: preview.made is not None)
    assert preview.made is not None
    said = words(preview.made.pdf)
    assert "BENALI" in said
    assert "Embrayage à changer" in said
    assert "Benali" not in preview.made.file_name
    settle()


def test_a_message_is_written_where_one_says_and_nowhere_without_agreement(
    context: Context,
    amina: UUID,
    garage: UUID,
    open_record_at: Callable[[UUID, str], RecordPage],
    settle: Settle,
    tmp_path: Path,
) -> None:
    sent(context, amina, garage)
    context.desk.referrals.propose(amina, garage, TODAY - timedelta(days=1))
    tab = tab_of(open_record_at(amina, "referrals"))
    tab.do("mail")
    settle()
    (dialog,) = tab.findChildren(MailDialog)
    dialog.editor("body").choose("Bonjour, voici la fiche d’une personne.")
    dialog.write_to(tmp_path / "message.eml")
    settle()
    message = message_from_bytes((tmp_path / "message.eml").read_bytes(), policy=default)
    assert (message["X-Unsent"], message["To"]) == ("1", "garage@example.org")
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == ["multipart/mixed", "text/plain", "application/pdf"]
    (proposed,) = [line for line in lines(context, amina) if line.consent_on is None]
    tab.table.choose(proposed.id)
    tab.do("mail")
    settle()
    assert [box.text() for box in tab.findChildren(QMessageBox) if box.isVisible()]
    assert not [each for each in tab.findChildren(MailDialog) if each.isVisible()]


def test_the_first_page_tells_whom_to_chase_up_and_deals_with_it(
    window: MainWindow, context: Context, amina: UUID, garage: UUID, settle: Settle, qtbot: QtBot
) -> None:
    late, due = (sent(context, amina, garage, days_ago=days) for days in (40, 16))
    settle()
    card = window.findChild(ChaseCard)
    assert card.isVisible()
    assert [card._list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(2)] == [late, due]
    qtbot.mouseClick(card._close, Qt.MouseButton.LeftButton)
    settle()
    qtbot.mouseClick(card._chased, Qt.MouseButton.LeftButton)
    settle()
    found = {line.id: line for line in lines(context, amina)}
    assert (found[late].stored_state, found[due].reminded_on) == (ReferralState.EXPIRED, TODAY)
    assert not card.isVisible()
    context.desk.undo.undo_last()
    settle()
    card._list.setCurrentRow(0)
    qtbot.keyClick(card._list, Qt.Key.Key_Return)
    settle()
    page = window.workspace.current_page()
    assert isinstance(page, RecordPage)
    assert page.part() == "referrals"
