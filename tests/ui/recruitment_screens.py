"""The screens of recruitments, in each of their states; walked with the others: see `screens`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QListWidget, QWidget
from sqlalchemy import select

from caseflow.domain.candidacy import Candidacy
from caseflow.domain.meeting import MeetingKind
from caseflow.exchange.candidate_lists import CandidateList, read_list
from caseflow.services.candidates import Intake
from caseflow.services.candidates.board import Board
from caseflow.services.caseloads.report import Mended
from caseflow.services.drafts import DraftOf
from caseflow.services.meeting_views import read_sessions
from caseflow.services.meetings import Distribution, Meetings, Placement
from caseflow.services.people import PersonDraft
from caseflow.services.recruitments import CriterionDraft, InvitationDraft, JobDraft, RecruitmentDraft
from caseflow.ui.context import Context
from caseflow.ui.recruitments.board_stage import BoardStage
from caseflow.ui.recruitments.collect_dialogs import ConfirmListDialog, CorrectListDialog, draft_of
from caseflow.ui.recruitments.collect_forms import OwnCandidatesDialog
from caseflow.ui.recruitments.distribution_dialog import DistributionDialog
from caseflow.ui.recruitments.employer_dialog import EmployerListDialog
from caseflow.ui.recruitments.new_dialog import NewRecruitmentDialog
from caseflow.ui.recruitments.page import RecruitmentsPage
from caseflow.ui.recruitments.recruitment_page import RecruitmentPage
from caseflow.ui.recruitments.sorting_stage import SortingStage

if TYPE_CHECKING:
    from tests.ui.screens import Stage


def warehouse(stage: Stage) -> UUID:
    draft = RecruitmentDraft(
        "ENTREPOT-2027",
        "Ouverture de l’entrepôt Nord, zone logistique de Fos-sur-Mer",
        jobs=(JobDraft("Préparateur de commandes", 80), JobDraft("Cariste", 40)),
        criteria=(CriterionDraft("Disponible en 3 × 8, week-ends compris ?"),),
        invitations=(InvitationDraft("Mission locale de Marseille", quota=40),),
        details={"employer": "Logis Sud"},
    )
    return stage.context.desk.recruitments.create(draft, stage.context.today())


def recruitments(stage: Stage, *, is_empty: bool) -> QWidget:
    if not is_empty:
        warehouse(stage)
    return RecruitmentsPage(stage.context)


def recruitment(stage: Stage, key: str) -> RecruitmentPage:
    """The page of a recruitment on one of its stages."""
    desk = stage.context.desk
    known = desk.recruitments.all()
    page = RecruitmentPage(stage.context, known[0].id if known else warehouse(stage))
    page.show_tab(key)
    return page


def received(stage: Stage) -> UUID:
    """A recruitment that two lists came in for, one with a line to correct."""
    key = warehouse(stage)
    intake = Intake(stage.context.desk.store, stage.context.desk.caseloads)
    for name, sender in (("ml.csv", "Mission locale de Marseille"), ("ccas.csv", "CCAS d’Aubagne")):
        intake.take(key, replace(a_list(stage).received(), name=name, sender=sender), stage.context.today())
    return key


def a_list(stage: Stage) -> CandidateList:
    """A list with a column nobody knows, a line to correct and a repair."""
    cells = "Nom\tPrénom\tDate de naissance\tTéléphone\tCACES\nBENALI\tAmina\t31/02/1990\t612345678\toui"
    return read_list(f"{cells}\nROSSI\tLéa\t01/02/1991\t612345679\tnon", stage.context.desk, stage.context.today())


def collected(stage: Stage) -> QWidget:
    received(stage)
    return recruitment(stage, "collect")


def confirm_list(stage: Stage) -> QWidget:
    read, names = a_list(stage), ["Mission locale de Marseille"]
    draft = draft_of(read, UUID(int=1))
    return ConfirmListDialog(stage.parent, stage.context, draft, read, names, lambda _map, _who: None)


def correct_list(stage: Stage) -> QWidget:
    mended = [Mended(2, "Téléphone", "612345678", "0612345678", "Le zéro perdu est remis.")]
    draft, wrong = DraftOf("correct_list", UUID(int=1)), a_list(stage).caseload
    return CorrectListDialog(stage.parent, stage.context, draft, "ml.csv", wrong, mended, lambda _rows: None)


def sorting(stage: Stage, *, is_calling: bool) -> QWidget:
    received(stage)
    page = recruitment(stage, "sorting")
    stage.settle()
    if is_calling:
        found = page.findChild(SortingStage)
        assert found is not None
        found.list_shown.connect(found.start_calls)
        page.show()
        stage.settle()
    return page


def duplicates(stage: Stage) -> QWidget:
    """Two lists that hold nearly the same people."""
    key = received(stage)
    names = (("DIALO", date(1985, 2, 7)), ("DIALLO", date(1985, 7, 2)))
    drafts = [PersonDraft(last_name=name, first_name="Ibrahima", birth_date=born) for name, born in names]
    people = [stage.context.desk.people.create(each) for each in drafts]
    with stage.context.desk.store.writing("Candidacies") as writing:
        for each in people:
            writing.add(Candidacy(recruitment_id=key, person_id=each, received_on=stage.context.today()))
    page = recruitment(stage, "duplicates")
    page.show()
    stage.settle()
    return page


def board(stage: Stage, *, is_table: bool) -> QWidget:
    received(stage)
    page = recruitment(stage, "board")
    found = page.findChild(BoardStage)
    assert found is not None
    found.show_table(is_table)
    return page


def planned(stage: Stage) -> QWidget:
    """The page of a recruitment on its sessions, one of them planned."""
    recruitment_id = warehouse(stage)
    place = "Maison de l’emploi, 3 place de la Mairie, 13400 Aubagne"
    day = stage.context.today()
    Meetings(stage.context.desk.store).plan(
        recruitment_id, MeetingKind.INFORMATION, day, seats=80, at_minute=540, place=place
    )
    return recruitment(stage, "meetings")


def distribution(stage: Stage) -> QWidget:
    """Who would sit where."""
    seated, left = UUID(int=1), UUID(int=2)
    placements = (Placement(seated, UUID(int=9), 540), Placement(left, None, reason="Plus de place.", may_wait=True))
    names = {seated: "BENALI Amina", left: "DIALLO Ibrahima"}
    recruitment_id = warehouse(stage)
    for _each in range(2):
        Meetings(stage.context.desk.store).plan(recruitment_id, MeetingKind.INFORMATION, stage.context.today())
    meetings = read_sessions(stage.context.desk.store, recruitment_id).meetings
    return DistributionDialog(stage.parent, stage.context, meetings, Distribution(placements), names)


def accounted(stage: Stage, row: int = 0) -> QWidget:
    """The figures of a recruitment, or whom to ask whether they are still in the job."""
    received(stage)
    hire_everybody(stage.context)
    page = recruitment(stage, "account")
    page.show()
    stage.settle()
    parts = page.stage("account").findChild(QListWidget)
    assert parts is not None
    parts.setCurrentRow(row % parts.count())
    return page


def hire_everybody(context: Context) -> None:
    """Have every candidate in the job for a month already."""
    with context.desk.store.reading() as session:
        everybody = session.scalars(select(Candidacy.id)).all()
    Board(context.desk.store).hire(everybody, context.today() - timedelta(days=40))


def feedback(stage: Stage) -> QWidget:
    """What two prescribers were not told yet."""
    received(stage)
    return recruitment(stage, "feedback")


RECRUITMENT_SCREENS = {
    "recruitments, empty": partial(recruitments, is_empty=True),
    "new recruitment": lambda stage: NewRecruitmentDialog(stage.parent, stage.context),
    "recruitments": partial(recruitments, is_empty=False),
    "recruitment: need": partial(recruitment, key="need"),
    "recruitment: collect, empty": partial(recruitment, key="collect"),
    "recruitment: collect": collected,
    "confirm a list": confirm_list,
    "correct a list": correct_list,
    "candidates from the caseload": lambda stage: OwnCandidatesDialog(stage.parent, stage.context, warehouse(stage)),
    "recruitment: duplicates, empty": partial(recruitment, key="duplicates"),
    "recruitment: duplicates": duplicates,
    "recruitment: sorting, empty": partial(recruitment, key="sorting"),
    "recruitment: sorting": partial(sorting, is_calling=False),
    "recruitment: calls": partial(sorting, is_calling=True),
    "recruitment: board": partial(board, is_table=False),
    "recruitment: table": partial(board, is_table=True),
    "recruitment: sessions, empty": partial(recruitment, key="meetings"),
    "recruitment: sessions": planned,
    "distribution of the seats": distribution,
    "recruitment: feedback, empty": partial(recruitment, key="feedback"),
    "recruitment: feedback": feedback,
    "recruitment: account, empty": partial(recruitment, key="account"),
    "recruitment: account": accounted,
    "recruitment: still in the job": partial(accounted, row=-1),
    "list for the employer": lambda stage: EmployerListDialog.begin(stage.parent, stage.context, warehouse(stage)),
}
