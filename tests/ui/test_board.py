"""Candidates are followed from the window: by keys, by dragging, as columns or as a table, and nothing is final."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from caseflow.domain.candidacy import Candidacy, CandidacyState, LeavingReason
from caseflow.domain.pathway import Step
from caseflow.domain.scheme import Scheme
from caseflow.services.recruitments import JobDraft, RecruitmentDraft
from caseflow.ui.context import Context
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.recruitments.board_stage import BoardStage
from caseflow.ui.recruitments.board_stage_views import CardsView, ColumnFrame
from caseflow.ui.recruitments.recruitment_page import RecruitmentPage

Settle = Callable[[], None]
Shown = Callable[[], BoardStage]
CONTROL = Qt.KeyboardModifier.ControlModifier


def states(context: Context) -> list[CandidacyState]:
    with context.desk.store.reading() as session:
        return sorted(session.scalars(select(Candidacy.state)), key=list(CandidacyState).index)


def column(stage: BoardStage, state: CandidacyState) -> ColumnFrame:
    return next(each for each in stage._columns if each.state is state)


def add(context: Context, need: UUID, person: UUID) -> UUID:
    with context.desk.store.writing("Candidature") as writing:
        return writing.add(Candidacy(recruitment_id=need, person_id=person, received_on=context.today())).id


def recruitment(context: Context, code: str) -> UUID:
    draft = RecruitmentDraft(code, code, jobs=(JobDraft("Cariste", 1),))
    return context.desk.recruitments.create(draft, context.today())


@pytest.fixture
def people(add_person: Callable[..., UUID]) -> list[UUID]:
    return [add_person() for _each in range(2)]


@pytest.fixture
def need(context: Context, people: list[UUID]) -> UUID:
    made = recruitment(context, "ENTREPOT")
    for person in people:
        add(context, made, person)
    return made


@pytest.fixture
def shown(context: Context, need: UUID, qtbot: QtBot, settle: Settle) -> Shown:
    """Opens the page anew, as after a restart."""

    def show() -> BoardStage:
        page = RecruitmentPage(context, need)
        qtbot.addWidget(page)
        page.resize(1200, 700)
        page.show()
        settle()
        page.show_tab("board")
        settle()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        stage = page.stage("board")
        assert isinstance(stage, BoardStage)
        return stage

    return show


def test_cards_go_on_by_keys_stay_chosen_and_one_undo_takes_them_back(
    context: Context, shown: Shown, qtbot: QtBot, settle: Settle
) -> None:
    stage = shown()
    cards = column(stage, CandidacyState.RECEIVED).cards
    cards.begin()
    cards.selectAll()
    qtbot.keyClick(cards, Qt.Key.Key_Right, CONTROL)
    settle()
    assert column(stage, CandidacyState.CONTACTED).cards.hasFocus()  # the next key moves the same cards on
    cards.begin()
    assert not stage.selected_ids()  # what is chosen is in one column: a step moves cards of one only
    again = shown()
    assert len(column(again, CandidacyState.CONTACTED).cards.ids()) == 2
    assert states(context) == [CandidacyState.CONTACTED] * 2
    context.desk.undo.undo_last()
    settle()
    assert len(column(again, CandidacyState.RECEIVED).cards.ids()) == 2


class _Carried:
    """Says of a drop from which view its cards come, as Qt does during a drag."""

    def __init__(self, source: CardsView, *what: Any) -> None:
        super().__init__(*what)
        self._source = source

    def source(self) -> CardsView:
        return self._source


class _Entering(_Carried, QDragEnterEvent):
    pass


class _Dropping(_Carried, QDropEvent):
    pass


def drag(source: CardsView, target: CardsView, monkeypatch: pytest.MonkeyPatch) -> None:
    """Press the mouse on the first card and carry it over; without a screen Qt has no drag, so its events are sent."""
    carried = list[QMimeData]()

    def let_go(_view: CardsView, _actions: Qt.DropAction) -> None:
        mime = source.model().mimeData(source.selectionModel().selectedIndexes())
        how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        for event in (_Entering(source, QPoint(9, 9), *how), _Dropping(source, QPointF(9, 9), *how)):
            QApplication.sendEvent(target.viewport(), event)
        carried.append(mime)

    monkeypatch.setattr(CardsView, "startDrag", let_go)
    window = source.window().windowHandle()
    card = source.visualRect(source.model().index(0, 0)).center()
    place = source.viewport().mapTo(source.window(), card)
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=place)
    for far in (1, 2, 3):
        QTest.mouseMove(window, place + QPoint(far * QApplication.startDragDistance(), 0))
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=place)
    assert [(each.hasText(), each.hasUrls()) for each in carried] == [(False, False)]  # no name leaves the window


def test_cards_dragged_to_a_column_go_there_together_and_a_full_column_is_told(
    context: Context, shown: Shown, monkeypatch: pytest.MonkeyPatch, settle: Settle
) -> None:
    stage = shown()
    source, selected = (column(stage, each) for each in (CandidacyState.RECEIVED, CandidacyState.SELECTED))
    source.cards.selectAll()
    drag(source.cards, selected.cards, monkeypatch)
    settle()
    assert states(context) == [CandidacyState.SELECTED] * 2
    assert selected.heading.text() == "Retenu\u00a0: 2 sur 1\nPlus de personnes que de postes"


def test_what_comes_from_elsewhere_is_not_taken_for_a_card(context: Context, shown: Shown, settle: Settle) -> None:
    cards: CardsView = column(shown(), CandidacyState.SELECTED).cards
    mime = QMimeData()
    mime.setText("BENALI")
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    cards.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys))
    settle()
    assert states(context) == [CandidacyState.RECEIVED] * 2


def test_the_table_has_the_same_people_chosen_and_lets_them_out_and_back(
    context: Context, shown: Shown, qtbot: QtBot, settle: Settle
) -> None:
    stage = shown()
    column(stage, CandidacyState.RECEIVED).cards.selectAll()
    qtbot.mouseClick(stage._toggle, Qt.MouseButton.LeftButton)
    assert len(stage.selected_ids()) == 2
    stage.move_to(CandidacyState.LEFT)
    menu = stage._move.findChild(QMenu)
    assert menu is not None
    qtbot.keyClick(menu, Qt.Key.Key_D)
    settle()
    assert states(context) == [CandidacyState.LEFT] * 2
    assert stage._model.index(0, 2).data() == "En formation"
    qtbot.mouseClick(stage._back, Qt.MouseButton.LeftButton)
    settle()
    assert states(context) == [CandidacyState.RECEIVED] * 2


def test_a_hire_is_asked_its_day_and_shows_elsewhere_where_she_was_hired(
    context: Context, people: list[UUID], need: UUID, shown: Shown, qtbot: QtBot, settle: Settle
) -> None:
    drive = recruitment(context, "DRIVE")
    other = add(context, drive, people[0])
    stage = shown()
    cards = column(stage, CandidacyState.RECEIVED).cards
    cards.begin()
    stage.move_to(CandidacyState.HIRED)
    dialog = stage.findChild(FormDialog)
    assert dialog is not None
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    settle()
    assert len(column(stage, CandidacyState.HIRED).cards.ids()) == 1
    with context.desk.store.reading() as session:
        obsolete = session.get_one(Candidacy, other)
        assert obsolete.leaving_reason is LeavingReason.HIRED_ELSEWHERE
    assert stage._listing.rows([other])[0].hired_in == "ENTREPOT"
    context.desk.undo.undo_last()
    settle()
    assert set(states(context)) == {CandidacyState.RECEIVED}


def test_those_chosen_are_prepared_together_as_steps_of_their_pathways(
    context: Context, shown: Shown, qtbot: QtBot, settle: Settle
) -> None:
    stage = shown()
    column(stage, CandidacyState.RECEIVED).cards.selectAll()
    qtbot.mouseClick(stage._prepare, Qt.MouseButton.LeftButton)
    dialog = stage.findChild(FormDialog)
    assert dialog is not None
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    settle()
    with context.desk.store.reading() as session:
        assert session.scalars(select(Step.scheme)).all() == [Scheme.MRS] * 2
    context.desk.undo.undo_last()
    with context.desk.store.reading() as session:
        assert session.scalars(select(Step.scheme)).all() == []
