"""Ten lists are dropped at once: known ones are in at once, others ask their one question, each is taken back alone."""

import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import cast
from uuid import UUID
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QListWidget, QTabBar, QTableWidget, QTableWidgetItem, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from caseflow.domain.base import Entity
from caseflow.domain.candidacy import Candidacy, CandidacySource
from caseflow.domain.person import Person
from caseflow.domain.recruitment import CandidateFile, Prescriber
from caseflow.exchange.candidate_lists import TEMPLATE_HEADINGS
from caseflow.exchange.refused import write_refused
from caseflow.exchange.tables import read_table
from caseflow.services.candidates import Pairs
from caseflow.services.candidates.received import ReceivedLists
from caseflow.services.recruitments import InvitationDraft, RecruitmentDraft
from caseflow.ui.context import Context
from caseflow.ui.recruitments.collect_dialogs import ConfirmListDialog, CorrectListDialog
from caseflow.ui.recruitments.collect_parts import wrong_lines
from caseflow.ui.recruitments.collect_stage import CollectStage
from caseflow.ui.recruitments.recruitment_page import RecruitmentPage
from caseflow.ui.widgets.choice_field import ChoiceField
from tests.conftest import TODAY
from tests.partner_lists import CERTAIN, LINES, PARTNERS, PEOPLE, POSSIBLE, WRONG, ten_lists
from tests.ui.meter import Meter

Settle = Callable[[], None]


@pytest.fixture
def warehouse(context: Context) -> UUID:
    invited = tuple(InvitationDraft(name, quota=25) for name in PARTNERS)
    draft = RecruitmentDraft("ENTREPOT", "Entrepôt Nord", invitations=invited)
    return context.desk.recruitments.create(draft, TODAY)


@pytest.fixture
def stage(context: Context, warehouse: UUID, qtbot: QtBot, settle: Settle) -> CollectStage:
    return opened_again(context, warehouse, qtbot, settle)


def opened_again(context: Context, warehouse: UUID, qtbot: QtBot, settle: Settle) -> CollectStage:
    """The stage of a page that knows nothing of what was done before: as after a restart."""
    page = RecruitmentPage(context, warehouse)
    qtbot.addWidget(page)
    page.resize(1280, 640)
    page.show()
    page.show_tab("collect")
    settle()
    found = page.stage("collect")
    assert isinstance(found, CollectStage)
    return found


def drop(stage: CollectStage, paths: list[Path]) -> None:
    """Let files go over the table: the hand did not aim at the frame made for them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    target: QWidget = table(stage).viewport()
    while not target.acceptDrops():  # as Qt looks for whom it hands a drag to
        target = target.parentWidget()
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    for event in (QDragEnterEvent(QPoint(20, 20), *how), QDropEvent(QPointF(20, 20), *how)):
        QApplication.sendEvent(target, event)
        assert event.isAccepted()


def press(stage: CollectStage, key: str, settle: Settle) -> None:
    button = stage._buttons[key]  # pyright: ignore[reportPrivateUsage]
    assert button.isEnabled(), key
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def count(context: Context, kind: type[Entity]) -> int:
    with context.desk.store.reading() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


def lines_to_send_back(context: Context, warehouse: UUID, folder: Path) -> int:
    """Write the workbook of the lines left out of each list, and count those lines as they are read again."""
    found = 0
    for kept in ReceivedLists(context.desk.store).of(warehouse):
        wrong = wrong_lines(kept, TODAY)
        if wrong:
            path = folder / f"{kept.id}.xlsx"
            write_refused(path, wrong, wrong.rows)
            found += len(read_table(path, name=path.name).rows)
    return found


def table(stage: CollectStage) -> QTableWidget:
    found = stage.findChild(QTableWidget)
    assert found is not None
    return found


def test_ten_lists_of_ten_layouts_become_one_with_few_clicks_and_each_is_taken_back(
    stage: CollectStage,
    context: Context,
    warehouse: UUID,
    tmp_path: Path,
    settle: Settle,
    qtbot: QtBot,
    qapp: QApplication,
) -> None:
    paths = ten_lists(tmp_path)
    meter = Meter(qapp)
    meter.reset(moments=10 + POSSIBLE)
    drop(stage, paths)  # the meter does not see it: one move of the mouse
    meter.clicks += 1
    qtbot.waitUntil(context.tasks.is_idle, timeout=60_000)  # ten parsing processes, one after the other
    settle()
    assert count(context, CandidateFile) == 6
    for _list in range(4):
        press(stage, "confirm", settle)
        dialog = stage.findChildren(ConfirmListDialog)[-1]
        if not dialog.accept_button.isEnabled():
            sender = dialog.findChild(QComboBox)
            assert sender is not None
            QTest.keyClicks(sender, "Foyer Provence")
        QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
        settle()
    assert (count(context, CandidateFile), count(context, Person)) == (10, PEOPLE + POSSIBLE)
    with context.desk.store.reading() as session:
        read = session.execute(select(func.sum(CandidateFile.rows), func.sum(CandidateFile.rejected))).one()
        credited = session.scalar(
            select(func.count()).select_from(CandidacySource).where(CandidacySource.prescriber_id.is_not(None))
        )
        assert session.scalar(select(func.count()).select_from(Prescriber)) == len(PARTNERS)
    assert (tuple(read), credited) == ((LINES, WRONG), PEOPLE + POSSIBLE + CERTAIN)
    assert lines_to_send_back(context, warehouse, tmp_path) == WRONG
    page = stage.window()
    assert isinstance(page, RecruitmentPage)
    page.activateWindow()
    tabs, place = page.findChildren(QTabBar)[0], 2
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(place).center())
    settle()
    pairs = page.stage("duplicates").findChild(QListWidget)
    assert isinstance(pairs, QListWidget)
    assert pairs.count() == POSSIBLE, "whoever is certain came in as one"
    QTest.mouseClick(pairs.viewport(), Qt.MouseButton.LeftButton, pos=pairs.visualItemRect(pairs.item(0)).center())
    for _pair in range(POSSIBLE):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F)
        settle()
    assert (count(context, Person), len(Pairs(context.desk.store).of(warehouse))) == (PEOPLE, 0)
    meter.tell("T6")
    assert (meter.clicks <= 20, meter.seconds() / 651 <= 0.33) == (True, True)
    for _pair in range(POSSIBLE):
        context.desk.undo.undo_last()
    page.show_tab("collect")
    settle()
    for left in range(9, -1, -1):
        table(stage).selectRow(0)
        press(stage, "undo", settle)
        assert count(context, CandidateFile) == left
    assert (count(context, Person), count(context, Candidacy), count(context, CandidacySource)) == (0, 0, 0)
    meter.setParent(None)


def wrong_cell(stage: CollectStage) -> QTableWidgetItem:
    """The first cell to correct, as the dialog opened last shows it."""
    item = stage.findChildren(CorrectListDialog)[-1].findChildren(QTableWidget)[0].item(0, 2)
    assert item is not None
    return item


def test_what_was_said_of_a_list_is_said_again_after_a_restart_when_it_is_dropped_again(
    stage: CollectStage, context: Context, warehouse: UUID, qtbot: QtBot, tmp_path: Path, settle: Settle
) -> None:
    path = tmp_path / "export.csv"
    path.write_text("Nom;Prénom;Zone\nROSSI;Léa;Aubagne", encoding="utf-8")
    for is_again in (False, True):
        drop(stage, [path])
        settle()
        press(stage, "confirm", settle)
        dialog = stage.findChildren(ConfirmListDialog)[-1]
        sender, *_fields, last = dialog.findChildren(QComboBox)
        field = cast("ChoiceField[str]", last)
        assert (sender.currentText(), field.value()) == (("Foyer Provence", "commune") if is_again else ("", None))
        if not is_again:
            QTest.keyClicks(sender, "Foyer Pr")
            field.set_value("commune")
            field.choice_made.emit()
            dialog.reject()
            settle()
            stage = opened_again(context, warehouse, qtbot, settle)
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    settle()
    with context.desk.store.reading() as session:
        assert session.scalars(select(Prescriber.name).where(Prescriber.name == "Foyer Provence")).one()
    assert context.desk.drafts.all() == ()


def test_a_wrong_line_is_corrected_in_the_window_and_joins_its_list(
    stage: CollectStage, context: Context, warehouse: UUID, qtbot: QtBot, tmp_path: Path, settle: Settle
) -> None:
    folder = tmp_path / "reçues"
    folder.mkdir()
    path = folder / "cap emploi.csv"
    path.write_text("Nom;Prénom;Date de naissance\nBENALI;Amina;31/02/1990\nROSSI;Léa;01/02/1991", encoding="utf-8")
    for broken in ("abime.xlsx", "~$abime.xlsx", "photo.png"):
        (folder / broken).write_bytes(b"PK\x03\x04 nothing")
    drop(stage, [folder])
    settle()
    assert count(context, Person) == 1, "the broken list holds up no other"
    assert table(stage).rowCount() == 2 + len(PARTNERS) - 1, "a folder stands for its lists, and for nothing else in it"
    path.unlink()
    stage = opened_again(context, warehouse, qtbot, settle)
    shown = table(stage)
    place = next(row for row in range(shown.rowCount()) if (item := shown.item(row, 2)) and item.text() == path.name)
    told = [item.text() if (item := shown.item(place, column)) else "" for column in range(shown.columnCount())]
    assert (told[5], told[8]) == ("1", "1"), "what a list gave outlives the page"
    shown.selectRow(place)
    press(stage, "correct", settle)
    wrong_cell(stage).setText("28/02/1990")
    stage.findChildren(CorrectListDialog)[-1].reject()
    settle()
    press(stage, "correct", settle)
    assert wrong_cell(stage).text() == "28/02/1990", "what was typed and not taken in is a draft"
    QTest.mouseClick(stage.findChildren(CorrectListDialog)[-1].accept_button, Qt.MouseButton.LeftButton)
    settle()
    assert context.desk.drafts.all() == ()
    with context.desk.store.reading() as session:
        kept = session.scalars(select(CandidateFile)).one()
        assert (kept.rows, kept.rejected) == (2, 0)
    assert count(context, Person) == 2
    press(stage, "undo", settle)
    assert (count(context, Person), count(context, CandidateFile)) == (0, 0)


def test_a_message_dropped_gives_its_lists_and_its_address_says_who_sent_them(
    stage: CollectStage, context: Context, warehouse: UUID, tmp_path: Path, settle: Settle
) -> None:
    context.desk.recruitments.invite(warehouse, InvitationDraft("CIDFF", mail_domains=("cidff.example",)), TODAY)
    message = EmailMessage()
    message["From"] = "Accueil <accueil@cidff.example>"
    message.set_content("Voici notre liste.")
    message.add_attachment("Nom;Prénom\nBENALI;Amina", subtype="csv", filename="export.csv")
    path = tmp_path / "Candidats.eml"
    path.write_bytes(message.as_bytes())
    drop(stage, [path])
    settle()
    shown = [item.text() if (item := table(stage).item(0, column)) else "" for column in (0, 2, 5)]
    assert shown == ["CIDFF", "export.csv", "1"]


def test_the_template_keeps_zeros_and_offers_choices(stage: CollectStage, tmp_path: Path, settle: Settle) -> None:
    path = tmp_path / "modele.xlsx"
    stage._write_template(path)  # pyright: ignore[reportPrivateUsage]
    settle()
    with zipfile.ZipFile(path) as book:
        page = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        styles = ElementTree.fromstring(book.read("xl/styles.xml"))
        words = book.read("xl/sharedStrings.xml").decode()
    offered = {str(each.get("sqref")): str(each[0].text) for each in page.iterfind(".//{*}dataValidation")}
    assert (offered["A2:A1001"], offered["B2:B1001"]) == (f"Listes!$A$1:$A${len(PARTNERS)}", '"Mme,M."')
    assert all(heading in words for _key, heading in TEMPLATE_HEADINGS)
    codes = {each.get("numFmtId"): each.get("formatCode") for each in styles.iterfind(".//{*}numFmt")}
    formats = [codes.get(each.get("numFmtId")) for each in styles.iterfind(".//{*}cellXfs/{*}xf")]
    widths = {int(str(each.get("min"))): formats[int(str(each.get("style")))] for each in page.iterfind(".//{*}col")}
    phone = [key for key, _heading in TEMPLATE_HEADINGS].index("phones") + 1
    kept = max(first for first in widths if first <= phone)
    assert widths[kept] == "@", "text"
