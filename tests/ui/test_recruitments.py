"""A recruitment is opened in the window, its need written as it is told, and found again in its tab."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from caseflow.services.recruitments import InvitationDraft, JobDraft, RecruitmentDraft
from caseflow.ui.context import Context
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.main_window import MainWindow
from caseflow.ui.recruitments.new_dialog import NewRecruitmentDialog
from caseflow.ui.recruitments.page import RecruitmentsPage
from caseflow.ui.recruitments.recruitment_page import RecruitmentPage
from tests.conftest import TODAY

Settle = Callable[[], None]


@pytest.fixture
def window(context: Context, qtbot: QtBot, settle: Settle) -> MainWindow:
    made = MainWindow(context)
    qtbot.addWidget(made)
    made.show()
    settle()
    return made


def test_a_recruitment_is_opened_by_keys_and_its_page_shows_its_need(
    window: MainWindow, context: Context, qtbot: QtBot, settle: Settle
) -> None:
    window.show_section("recruitments")
    settle()
    page = window.workspace.current_page()
    assert isinstance(page, RecruitmentsPage)
    page.acts()["new"].do()
    dialog = window.findChild(NewRecruitmentDialog)
    assert dialog is not None
    for name, words in (("title", "Entrepôt Nord"), ("job", "Cariste"), ("posts", "120")):
        dialog.editor(name).type_again(words)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    shown = window.workspace.current_page()
    assert isinstance(shown, RecruitmentPage)
    assert shown.part() == "need"
    assert context.desk.recruitments.id_of("entrepot-nord-2026"), "the code proposed from the title"
    lists = [each.item(0).text() for each in shown.findChildren(QListWidget) if each.count()]
    assert lists == ["Cariste · 120 postes"]


def test_what_was_noted_of_the_need_is_corrected_and_taken_away_by_keys(
    window: MainWindow, context: Context, qtbot: QtBot, settle: Settle
) -> None:
    invited = (InvitationDraft("Cap emploi", quota=8),)
    draft = RecruitmentDraft("ENTREPOT", "Entrepôt", jobs=(JobDraft("Cariste", 4),), invitations=invited)
    need = context.desk.recruitments.create(draft, TODAY)
    context.navigator.open_recruitment(need)
    settle()
    page = window.workspace.current_page()
    assert isinstance(page, RecruitmentPage)
    lists = {each.accessibleName(): each for each in page.stage("need").findChildren(QListWidget)}
    jobs, questions, prescribers = (
        lists[name] for name in ("Postes à pourvoir", "Questions à poser", "Prescripteurs sollicités")
    )
    assert not questions.isVisible(), "its place says what to do"
    for shown, name, words in ((jobs, "posts", "40"), (prescribers, "quota", "12")):
        shown.setFocus()
        shown.setCurrentRow(0)
        qtbot.keyClick(shown, Qt.Key.Key_Return)
        dialog = next(each for each in window.findChildren(FormDialog) if each.isVisible())
        dialog.editor(name).type_again(words)
        dialog.reject()
        settle()
        drafts = context.desk.drafts.all()
        assert len(drafts) == 1, "closed without its button, it is kept"
        page.resume(drafts[0].of)
        settle()
        dialog = next(each for each in window.findChildren(FormDialog) if each.isVisible())
        assert dialog.editor(name).typed() == words, "the very line is opened again"
        if shown is prescribers:
            dialog.editor("deadline").choose(TODAY - timedelta(days=1))
            dialog.editor("deadline").on_left()
            assert "passé" in dialog.error_text("deadline"), "said, and not refused"
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        settle()
    view = context.desk.recruitments.view(need)
    assert [(job.title, job.posts) for job in view.jobs] == [("Cariste", 40)]
    assert [(each.name, each.quota) for each in view.invitations] == [("Cap emploi", 12)]
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    prescribers.setFocus()
    qtbot.keyClick(prescribers, Qt.Key.Key_Delete)
    settle()
    assert not context.desk.recruitments.view(need).invitations
    assert page.stage("need").isAncestorOf(page.focusWidget()), "the keyboard stays where the list was"
    context.desk.undo.undo_last()
    assert context.desk.recruitments.view(need).invitations
