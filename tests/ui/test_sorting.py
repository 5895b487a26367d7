"""Candidates are sorted and called from the window, by clicks and keys; each call is kept and can be taken back."""

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from caseflow.domain.candidacy import CallResult, Candidacy, CandidacyState, LeavingReason, Readiness
from caseflow.domain.recruitment import CriterionWeight
from caseflow.services.recruitments import CriterionDraft, InvitationDraft, JobDraft, RecruitmentDraft
from caseflow.ui.context import Context
from caseflow.ui.recruitments.recruitment_page import RecruitmentPage
from caseflow.ui.recruitments.sorting_stage import SortingStage

Settle = Callable[[], None]
Shown = Callable[[], SortingStage]


def read(context: Context) -> list[Candidacy]:
    with context.desk.store.reading() as session:
        return list(session.scalars(select(Candidacy).order_by(Candidacy.received_on, Candidacy.id)))


@pytest.fixture
def need(context: Context, add_person: Callable[..., UUID]) -> UUID:
    draft = RecruitmentDraft(
        "ENTREPOT",
        "Entrepôt Nord",
        jobs=(JobDraft("Cariste", 2),),
        criteria=(CriterionDraft("Nuit ?"), CriterionDraft("CACES ?", CriterionWeight.WISHED)),
        invitations=(InvitationDraft("Mission locale", quota=40),),
    )
    made = context.desk.recruitments.create(draft, context.today())
    for _each in range(3):
        person = add_person()
        with context.desk.store.writing("Candidature") as writing:
            writing.add(Candidacy(recruitment_id=made, person_id=person, received_on=context.today()))
    return made


@pytest.fixture
def shown(context: Context, need: UUID, qtbot: QtBot, settle: Settle) -> Shown:
    """Opens the page anew, as after a restart."""

    def show() -> SortingStage:
        page = RecruitmentPage(context, need)
        qtbot.addWidget(page)
        page.resize(1200, 700)
        page.show()
        settle()
        page.show_tab("sorting")
        settle()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        stage = page.stage("sorting")
        assert isinstance(stage, SortingStage)
        return stage

    return show


def test_whoever_was_not_asked_is_to_complete_and_the_reason_is_read(shown: Shown) -> None:
    stage = shown()
    words = [stage._model.index(0, place).data() for place in range(3)]
    assert words == ["BENALI Amina", "À compléter", "À demander\u00a0: Nuit ?"]
    assert "2 postes" in stage._weight.text()
    assert "Mission locale\u00a0: 0 sur 40" in stage._quotas.text()


def test_a_call_is_gone_through_by_keys_alone_and_the_next_comes_by_itself(
    context: Context, shown: Shown, qtbot: QtBot, settle: Settle
) -> None:
    stage = shown()
    qtbot.mouseClick(stage._start, Qt.MouseButton.LeftButton)
    call = stage._call
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_O):
        qtbot.keyClick(call._questions, key)
        settle()
    assert call._name.text() == "DIALLO Ibrahima"
    first = next(each for each in read(context) if each.attempts)
    assert (first.call_result, first.state) == (CallResult.YES, CandidacyState.CONTACTED)
    assert first.readiness is Readiness.TO_PREPARE
    size = call._level.font().pointSizeF()
    qtbot.keyClick(call._questions, Qt.Key.Key_A)
    settle()
    assert call._level.font().pointSizeF() == size  # however many were called
    stage = shown()
    qtbot.mouseClick(stage._start, Qt.MouseButton.LeftButton)
    call = stage._call
    assert (call._where.text(), call._name.text()) == ("1 sur 1", "ÉTIENNE Zoé")  # the other two were reached before
    qtbot.keyClick(call._questions, Qt.Key.Key_R)
    settle()
    assert stage._stack.currentWidget() is not call
    assert [each.attempts for each in read(context)] == [1, 1, 1]
    again = shown()
    assert again._levels[Readiness.TO_PREPARE].text() == "À préparer (1)"
    assert "1 appel" in again._model.index(0, 5).data()


def test_one_undo_takes_a_call_back_and_the_panel_says_so(
    context: Context, shown: Shown, qtbot: QtBot, settle: Settle
) -> None:
    stage = shown()
    stage.start_calls()
    qtbot.keyClick(stage._call._questions, Qt.Key.Key_N)
    settle()
    assert [each.leaving_reason for each in read(context)].count(LeavingReason.NOT_INTERESTED) == 1
    context.desk.undo.undo_last()
    settle()
    qtbot.keyClick(stage._call._questions, Qt.Key.Key_PageUp)
    assert stage._call._tries.text() == "Jamais appelé"
    assert all(each.state is CandidacyState.RECEIVED for each in read(context))


def test_several_leave_together_for_one_reason_said_by_one_letter(
    context: Context, shown: Shown, qtbot: QtBot, settle: Settle
) -> None:
    stage = shown()
    stage._table.selectAll()
    qtbot.mouseClick(stage._leave, Qt.MouseButton.LeftButton)
    menu = stage._leave.findChild(QMenu)
    assert menu is not None
    qtbot.keyClick(menu, Qt.Key.Key_F)
    settle()
    assert {each.leaving_reason for each in read(context)} == {LeavingReason.NOT_MOBILE}
    assert stage._stack.currentWidget() is stage._nothing


def test_the_list_is_narrowed_by_level_and_by_name(shown: Shown, qtbot: QtBot, settle: Settle) -> None:
    stage = shown()
    qtbot.mouseClick(stage._levels[Readiness.READY], Qt.MouseButton.LeftButton)
    settle()
    assert list(stage._model.ids) == []
    qtbot.mouseClick(stage._levels[None], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(stage._search, "etien")
    qtbot.waitUntil(lambda: len(stage._model.ids) == 1)
    assert stage._model.index(0, 0).data() == "ÉTIENNE Zoé"
