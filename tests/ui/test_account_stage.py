"""The account of a recruitment in the window: figures, words, and who is still in the job."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QListWidget, QPushButton, QTableWidget, QTextBrowser
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from caseflow.domain.candidacy import Candidacy, KeptCheck
from caseflow.domain.person import Person
from caseflow.services.candidates.board import Board
from caseflow.services.recruitments import JobDraft, RecruitmentDraft
from caseflow.ui.context import Context
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.home.kept_card import KeptCard
from caseflow.ui.main_window import MainWindow
from caseflow.ui.print_preview import PreviewDialog
from caseflow.ui.recruitments.account_stage import AccountStage
from caseflow.ui.recruitments.recruitment_page import RecruitmentPage
from caseflow.ui.widgets.kept_box import KeptBox
from tests.conftest import TODAY
from tests.reports.reading import page_texts

Settle = Callable[[], None]


@pytest.fixture
def need(context: Context) -> UUID:
    """Twelve candidates, two of them hired forty days ago: too few to be told outside."""
    desk = context.desk
    draft = RecruitmentDraft("ENTREPOT", "Entrepôt Nord", jobs=(JobDraft("Cariste", 5),))
    made = desk.recruitments.create(draft, TODAY)
    with desk.store.writing("Candidatures") as writing:
        everybody: list[UUID] = []
        for number in range(12):
            person = writing.add(Person(file_number=f"N{number}", last_name=f"Diallo{number:02}", first_name="Awa"))
            writing.session.flush()
            received = TODAY - timedelta(days=50)
            one = writing.add(Candidacy(recruitment_id=made, person_id=person.id, received_on=received))
            writing.session.flush()
            everybody.append(one.id)
    Board(desk.store).hire(everybody[:2], TODAY - timedelta(days=40))
    return made


@pytest.fixture
def stage(window: MainWindow, need: UUID, settle: Settle) -> AccountStage:
    window.open_recruitment(need)
    settle()
    page = window.workspace.current_page()
    assert isinstance(page, RecruitmentPage)
    page.show_tab("account")
    settle()
    found = page.stage("account")
    assert isinstance(found, AccountStage)
    return found


def parts(stage: AccountStage) -> QListWidget:
    found = next(each for each in stage.findChildren(QListWidget) if each.accessibleName() == "Parties du bilan")
    assert found.isVisible()
    return found


def choose(stage: AccountStage, words: str, qtbot: QtBot) -> None:
    """Go down the list by keys to the part that begins with some words."""
    listed = parts(stage)
    listed.setFocus()
    qtbot.keyClick(listed, Qt.Key.Key_Home)
    for _row in range(listed.count()):
        item = listed.currentItem()
        assert item is not None
        if item.text().startswith(words):
            return
        qtbot.keyClick(listed, Qt.Key.Key_Down)
    raise AssertionError(words)


def click(stage: AccountStage, words: str, qtbot: QtBot, settle: Settle) -> None:
    wanted = next(each for each in stage.findChildren(QPushButton) if each.text().startswith(words))
    assert wanted.isVisible()
    qtbot.mouseClick(wanted, Qt.MouseButton.LeftButton)
    settle()


def kept(context: Context) -> list[bool | None]:
    with context.desk.store.reading() as session:
        return list(session.scalars(select(KeptCheck.is_kept).where(KeptCheck.months == 1).order_by(KeptCheck.id)))


def test_the_team_sees_the_figures_that_paper_and_workbook_hide(
    stage: AccountStage, tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    choose(stage, "De la liste à l’emploi", qtbot)
    table = next(each for each in stage.findChildren(QTableWidget) if each.isVisible())
    shown = [item.text() for row in range(table.rowCount()) if (item := table.item(row, 1))]
    assert shown == ["12", *["2"] * 7]
    click(stage, "Classeur Excel", qtbot, settle)
    chooser = next(each for each in stage.findChildren(QFileDialog) if each.isVisible())
    path = tmp_path / "bilan.xlsx"
    chooser.fileSelected.emit(str(path))  # the chooser is the system’s own
    chooser.reject()
    settle()
    book = CalamineWorkbook.from_path(str(path))
    funnel = book.get_sheet_by_name("Entonnoir").to_python()
    assert [line[1] for line in funnel[1:]] == [12, *["s."] * 7]
    click(stage, "Imprimer", qtbot, settle)
    preview = next(each for each in stage.findChildren(PreviewDialog) if each.isVisible())
    assert preview.made is not None
    page = "\n".join(page_texts(preview.made.pdf))
    assert "En poste s. s." in page
    assert "À transmettre aux partenaires" in page
    preview.reject()


def test_those_hired_a_month_ago_are_to_be_asked_about_and_a_key_answers(
    stage: AccountStage, context: Context, qtbot: QtBot, settle: Settle
) -> None:
    choose(stage, "Toujours en poste\u202f? (2 à vérifier)", qtbot)
    listed = stage.findChild(KeptBox).findChild(QListWidget)
    assert [listed.item(row).text().splitlines()[0] for row in range(listed.count())] == [
        "DIALLO00 Awa",
        "DIALLO01 Awa",
    ]
    listed.setFocus()
    qtbot.keyClick(listed, Qt.Key.Key_O)
    settle()
    qtbot.keyClick(listed, Qt.Key.Key_N)
    settle()
    assert kept(context) == [True, False]
    assert listed.count() == 0, "everybody was asked about"
    choose(stage, "Maintien", qtbot)
    context.desk.undo.undo_last()
    settle()
    assert kept(context) == [True, None]


def test_the_home_page_asks_as_well_and_says_nothing_once_all_is_known(
    window: MainWindow, need: UUID, context: Context, qtbot: QtBot, settle: Settle
) -> None:
    window.show_section("home")
    settle()
    card = window.findChild(KeptCard)
    assert card.isVisible()
    for words in ("Toujours", "Plus"):
        wanted = next(each for each in card.findChildren(QPushButton) if each.text().startswith(words))
        qtbot.mouseClick(wanted, Qt.MouseButton.LeftButton)
        settle()
    assert kept(context) == [True, False]
    assert card.isHidden()


def test_what_is_said_of_it_is_kept_as_a_draft_then_printed(
    stage: AccountStage, need: UUID, context: Context, qtbot: QtBot, settle: Settle
) -> None:
    choose(stage, "Texte", qtbot)
    click(stage, "Modifier le texte", qtbot, settle)
    for is_saved in (False, True):
        dialog = next(each for each in stage.findChildren(FormDialog) if each.isVisible())
        field = dialog.editor("account").widget
        if is_saved:
            assert dialog.draft_line.words(), "what was typed came back"
            qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        else:
            qtbot.keyClicks(field, "Deux embauches")
            qtbot.keyClick(field, Qt.Key.Key_Escape)
            settle()
            click(stage, "Modifier le texte", qtbot, settle)
        settle()
    assert stage.findChild(QTextBrowser).toPlainText() == "Deux embauches"
    assert context.desk.recruitments.view(need).fields["account"] == "Deux embauches"
    assert QApplication.activeModalWidget() is None
