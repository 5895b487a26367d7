"""Ten lists are dropped at once: known ones are in at once, others ask their one question, each is taken back alone."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QTableWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from caseflow.domain.candidacy import Candidacy, CandidacySource
from caseflow.domain.person import Person
from caseflow.domain.recruitment import CandidateFile, Prescriber
from caseflow.services.candidates import Pairs
from caseflow.services.recruitments import InvitationDraft, RecruitmentDraft
from caseflow.ui.context import Context
from caseflow.ui.recruitments.collect_dialogs import ConfirmListDialog
from caseflow.ui.recruitments.collect_stage import CollectStage
from caseflow.ui.recruitments.recruitment_page import RecruitmentPage
from caseflow.ui.widgets.drop_zone import DropZone
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
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    zone = stage.findChild(DropZone)
    zone.dropEvent(
        QDropEvent(
            QPointF(20, 20),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def press(stage: CollectStage, key: str, settle: Settle) -> None:
    button = stage._buttons[key]
    assert button.isEnabled(), key
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def count(context: Context, kind: type) -> int:
    with context.desk.store.reading() as session:
        return session.scalar(select(func.count()).select_from(kind))


def table(stage: CollectStage) -> QTableWidget:
    return stage._table


def lines(stage: CollectStage) -> list[list[str]]:
    shown = table(stage)
    return [
        [shown.item(row, column).text() for column in range(shown.columnCount())] for row in range(shown.rowCount())
    ]


def test_ten_lists_of_ten_layouts_become_one_with_few_clicks_and_each_is_taken_back(
    stage: CollectStage, context: Context, warehouse: UUID, tmp_path: Path, settle: Settle, qapp: QApplication
) -> None:
    paths = ten_lists(tmp_path)
    meter = Meter(qapp)
    meter.reset(moments=10)
    drop(stage, paths)
    settle()
    assert count(context, CandidateFile) == 6
    for _list in range(4):
        press(stage, "confirm", settle)
        dialog = stage.findChildren(ConfirmListDialog)[-1]
        if not dialog.accept_button.isEnabled():
            QTest.keyClicks(dialog.findChild(QComboBox), "Foyer Provence")
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
    assert len(Pairs(context.desk.store).of(warehouse)) >= POSSIBLE
    meter.tell("T6 collect")
    assert (meter.clicks <= 20, meter.seconds() / 651 <= 0.33) == (True, True)
    for left in range(9, -1, -1):
        table(stage).selectRow(0)
        press(stage, "undo", settle)
        assert count(context, CandidateFile) == left
    assert (count(context, Person), count(context, Candidacy), count(context, CandidacySource)) == (0, 0, 0)
    qapp.removeEventFilter(meter)
