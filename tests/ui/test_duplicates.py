"""The stage of duplicates: the sure ones joined at once, the others decided by keys, each taken back by one undo."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QTableWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from caseflow.domain.candidacy import Candidacy, CandidacySource
from caseflow.domain.person import Person
from caseflow.domain.recruitment import Prescriber
from caseflow.services.people import PersonDraft
from caseflow.ui.context import Context
from caseflow.ui.recruitments.duplicates_stage import DuplicatesStage
from caseflow.ui.recruitments.recruitment_page import RecruitmentPage
from tests.conftest import TODAY
from tests.services.test_board import recruitment

Settle = Callable[[], None]
BORN = date(1990, 4, 3)


def candidate(context: Context, need: UUID, sender: str, **draft: object) -> UUID:
    """Somebody whom a prescriber sent."""
    person = context.desk.people.create(PersonDraft(**draft))
    with context.desk.store.writing("Candidature") as writing:
        known = writing.session.scalars(select(Prescriber).where(Prescriber.name == sender)).one_or_none()
        known = known or writing.add(Prescriber(name=sender))
        made = writing.add(Candidacy(recruitment_id=need, person_id=person, received_on=TODAY))
        writing.session.flush()
        writing.add(CandidacySource(candidacy_id=made.id, prescriber_id=known.id, received_on=TODAY))
    return person


@pytest.fixture
def need(context: Context) -> UUID:
    """A recruitment with a sure duplicate, a doubtful one, and somebody who came in once."""
    key = recruitment(context.desk)
    amina = {"last_name": "Benali", "first_name": "Amina", "birth_date": BORN, "phones": ["0639981234"]}
    candidate(context, key, "France Travail", **amina)
    candidate(context, key, "Mission locale", **amina)
    candidate(context, key, "Mission locale", last_name="Diallo", first_name="Ibrahima", birth_date=date(1985, 2, 7))
    candidate(context, key, "Cap emploi", last_name="Dialo", first_name="Ibrahima", birth_date=date(1985, 7, 2))
    candidate(context, key, "Cap emploi", last_name="Étienne", first_name="Zoé", birth_date=date(2000, 1, 1))
    return key


@pytest.fixture
def stage(context: Context, need: UUID, qtbot: QtBot, settle: Settle) -> DuplicatesStage:
    page = RecruitmentPage(context, need)
    qtbot.addWidget(page)
    page.resize(1180, 600)
    page.show_tab("duplicates")
    page.show()
    page.activateWindow()
    settle()
    found = page.findChild(DuplicatesStage)
    assert found is not None
    return found


def people(context: Context) -> set[str]:
    with context.desk.store.reading() as session:
        return {person.last_name for person in session.scalars(select(Person))}


def count(context: Context) -> int:
    with context.desk.store.reading() as session:
        return len(session.scalars(select(Person.id)).all())


def pairs(stage: DuplicatesStage) -> list[str]:
    shown = stage.findChild(QListWidget)
    return [shown.item(row).text() for row in range(shown.count())]


def fields(stage: DuplicatesStage) -> QTableWidget:
    return stage.findChild(QTableWidget)


def press(stage: DuplicatesStage, qtbot: QtBot, settle: Settle, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(fields(stage), key)
        settle()


def test_the_sure_ones_are_joined_at_once_and_everybody_who_sent_them_is_credited(
    stage: DuplicatesStage, context: Context, need: UUID, settle: Settle
) -> None:
    assert count(context) == 5
    stage._join.click()
    settle()
    assert count(context) == 4
    with context.desk.store.reading() as session:
        senders = session.scalars(
            select(Prescriber.name)
            .join(CandidacySource, CandidacySource.prescriber_id == Prescriber.id)
            .join(Candidacy, Candidacy.id == CandidacySource.candidacy_id)
            .join(Person, Person.id == Candidacy.person_id)
            .where(Person.last_name == "Benali")
        ).all()
    assert set(senders) == {"France Travail", "Mission locale"}
    assert not stage._join.isEnabled()
    context.desk.undo.undo_last()
    assert count(context) == 5


def test_a_doubtful_pair_says_why_and_shows_what_differs(stage: DuplicatesStage) -> None:
    (words,) = pairs(stage)
    assert "DIALLO Ibrahima" in words
    assert "%" in words
    table = fields(stage)
    shown = [[table.item(row, column).text() for column in range(3)] for row in range(table.rowCount())]
    assert ["≠ Nom", "● Diallo", "Dialo"] in shown
    assert "Orienté par Cap emploi" in stage._panel._known.text()


def test_a_pair_is_joined_field_by_field_with_keys_and_one_undo_parts_it(
    stage: DuplicatesStage, context: Context, qtbot: QtBot, settle: Settle
) -> None:
    table = fields(stage)
    row = next(row for row in range(table.rowCount()) if table.item(row, 0).text() == "≠ Nom")
    table.setCurrentCell(row, 0)
    press(stage, qtbot, settle, Qt.Key.Key_D)
    assert table.item(row, 2).text() == "● Dialo"
    press(stage, qtbot, settle, Qt.Key.Key_F)
    assert people(context) == {"Benali", "Dialo", "Étienne"}
    assert pairs(stage) == []
    context.desk.undo.undo_last()
    settle()
    assert people(context) == {"Benali", "Diallo", "Dialo", "Étienne"}
    assert len(pairs(stage)) == 1, "what was taken back is to be decided again"


def test_two_people_told_apart_are_never_proposed_again_unless_brought_back(
    stage: DuplicatesStage, context: Context, qtbot: QtBot, settle: Settle
) -> None:
    press(stage, qtbot, settle, Qt.Key.Key_E)
    assert pairs(stage) == []
    stage.search()
    settle()
    assert pairs(stage) == []
    qtbot.mouseClick(stage._piles["apart"], Qt.MouseButton.LeftButton)
    assert pairs(stage) == ["DIALLO Ibrahima ≠ DIALO Ibrahima"]
    qtbot.mouseClick(stage._back, Qt.MouseButton.LeftButton)
    settle()
    qtbot.mouseClick(stage._piles["check"], Qt.MouseButton.LeftButton)
    assert len(pairs(stage)) == 1


def test_a_pair_put_off_goes_to_the_end(stage: DuplicatesStage, qtbot: QtBot, settle: Settle) -> None:
    press(stage, qtbot, settle, Qt.Key.Key_P)
    (words,) = pairs(stage)
    assert "Remis à plus tard" in words


def test_two_records_that_were_there_before_are_never_joined_in_bulk(
    context: Context, qtbot: QtBot, settle: Settle
) -> None:
    key = recruitment(context.desk)
    amina = {"last_name": "Benali", "first_name": "Amina", "birth_date": BORN, "phones": ["0639981234"]}
    for sender in ("France Travail", "Mission locale"):
        person = candidate(context, key, sender, **amina)
        context.desk.enrolments.enter(context.desk.enrolments.refer(person, None), TODAY)
    page = RecruitmentPage(context, key)
    qtbot.addWidget(page)
    page.show_tab("duplicates")
    page.show()
    settle()
    stage = page.findChild(DuplicatesStage)
    assert stage is not None
    stage._join.click()
    settle()
    assert count(context) == 2


def test_without_any_duplicate_the_stage_says_so(context: Context, qtbot: QtBot, settle: Settle) -> None:
    key = recruitment(context.desk)
    candidate(context, key, "Cap emploi", last_name="Étienne", first_name="Zoé")
    page = RecruitmentPage(context, key)
    qtbot.addWidget(page)
    page.show_tab("duplicates")
    page.show()
    settle()
    stage = page.findChild(DuplicatesStage)
    assert stage is not None
    assert stage._stack.currentWidget() is stage._nothing
