"""The stage of feedback: every prescriber is told of its own people, and of nobody else, in one action."""

import json
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from uuid import UUID
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from caseflow.domain.candidacy import Candidacy, CandidacySource, CandidacyState, Disclosure, LeavingReason
from caseflow.domain.meeting import MeetingKind, Seat
from caseflow.domain.person import ContactKind, ContactPoint, Person
from caseflow.domain.recruitment import Prescriber
from caseflow.handouts.feedback import tell_prescribers, write_feedbacks
from caseflow.services.candidates.feedback import Feedbacks
from caseflow.services.meetings import Meetings
from caseflow.services.recruitments import InvitationDraft, RecruitmentDraft
from caseflow.ui.context import Context
from caseflow.ui.main_window import MainWindow
from caseflow.ui.recruitments.employer_dialog import EmployerListDialog
from caseflow.ui.recruitments.feedback_stage import FeedbackStage
from caseflow.ui.recruitments.feedback_stage_tables import PrescriberMatrix
from caseflow.ui.recruitments.recruitment_page import RecruitmentPage
from caseflow.ui.tasks import Cancelled
from tests.conftest import TODAY
from tests.reports.reading import page_texts

Settle = Callable[[], None]
FORMULAS = ('=HYPERLINK("http://x";"y")', "+33", "-1+1", "@SUM(1)", "\t=1+1", "\uff1d1+1", "'=1", "  =1")
HOSTILE = ("../../etc", "CON", "a\u202excod.exe", "CCAS. ", "Mission \U0001f600 locale", "a:b", "é" * 300, "ccas.")


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """The folder that is chosen; nothing else is in it."""
    made = tmp_path / "papers"
    made.mkdir()
    return made


@pytest.fixture
def need(context: Context) -> UUID:
    """The CCAS sent Awa and Bo, the mission locale sent Bo and Cléo; only the CCAS has an address."""
    desk = context.desk
    invitations = (InvitationDraft("CCAS", email="ccas@example.org"), InvitationDraft("Mission locale", quota=9))
    made = desk.recruitments.create(
        RecruitmentDraft("ENTREPOT", "Entrepôt Nord", invitations=invitations, details={"employer": "Logis Sud"}), TODAY
    )
    states = {
        "Awa": (CandidacyState.HIRED, ("CCAS",)),
        "Bo": (CandidacyState.LEFT, ("CCAS", "Mission locale")),
        "Cléo": (CandidacyState.INTERVIEWED, ("Mission locale",)),
    }
    with desk.store.writing("Candidatures") as writing:
        senders = {each.name: each.id for each in writing.session.scalars(select(Prescriber))}
        for number, (name, (state, sent_by)) in enumerate(states.items()):
            person = writing.add(Person(file_number=f"N{number}", last_name=f"Diallo{number}", first_name=name))
            writing.session.flush()
            phone = f"+336399800{number:02}"
            writing.add(ContactPoint(person_id=person.id, kind=ContactKind.PHONE, value=phone))
            one = writing.add(
                Candidacy(recruitment_id=made, person_id=person.id, received_on=TODAY, state=state, state_since=TODAY)
            )
            one.leaving_reason = LeavingReason.NOT_MOBILE if state is CandidacyState.LEFT else None
            writing.session.flush()
            for sender in sent_by:
                writing.add(CandidacySource(candidacy_id=one.id, prescriber_id=senders[sender], received_on=TODAY))
    return made


@pytest.fixture
def stage(window: MainWindow, need: UUID, settle: Settle) -> FeedbackStage:
    window.open_recruitment(need)
    settle()
    page = window.workspace.current_page()
    assert isinstance(page, RecruitmentPage)
    page.show_tab("feedback")
    settle()
    found = page.stage("feedback")
    assert isinstance(found, FeedbackStage)
    return found


def matrix(stage: FeedbackStage) -> list[list[str]]:
    table = stage.findChildren(PrescriberMatrix)[0]
    return [
        [item.text() if (item := table.item(row, place)) else "" for place in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def click(stage: FeedbackStage, words: str, qtbot: QtBot, settle: Settle) -> None:
    wanted = next(each for each in stage.findChildren(QPushButton) if each.text().startswith(words))
    assert wanted.isEnabled()
    qtbot.mouseClick(wanted, Qt.MouseButton.LeftButton)
    settle()


def choose_file(stage: FeedbackStage, path: Path, settle: Settle) -> None:
    """Answer the chooser, which is the system’s own."""
    chooser = next(each for each in stage.findChildren(QFileDialog) if each.isVisible())
    chooser.fileSelected.emit(str(path))
    chooser.reject()
    settle()


def cells(path: Path) -> list[list[object]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def disclosures(context: Context) -> list[tuple[str, str, list[str], int]]:
    with context.desk.store.reading() as session:
        found = session.scalars(select(Disclosure).order_by(Disclosure.recipient))
        return [(each.recipient, each.purpose, json.loads(each.fields), each.people) for each in found]


def test_what_was_not_told_stands_out_until_ctrl_enter_tells_it(
    stage: FeedbackStage, context: Context, papers: Path, qtbot: QtBot, settle: Settle
) -> None:
    table = stage.findChildren(PrescriberMatrix)[0]
    assert matrix(stage) == [
        ["CCAS", "2", "–", "1 (1)", "1 (1)", "jamais"],
        ["Mission locale", "2", "1 (1)", "–", "1 (1)", "jamais"],
    ]
    assert [place for place in range(6) if (item := table.item(0, place)) and item.font().bold()] == [0, 3, 4, 5]
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    choose_file(stage, papers, settle)
    (folder,) = papers.iterdir()
    assert sorted(path.name for path in folder.iterdir()) == [
        "CCAS.eml", "CCAS.pdf", "CCAS.xlsx", "Mission locale.pdf", "Mission locale.xlsx",
    ]  # fmt: skip
    assert matrix(stage) == [
        ["CCAS", "2", "–", "1", "1", "23/11/2026"],
        ["Mission locale", "2", "1", "–", "1", "23/11/2026"],
    ]
    assert [line[0] for line in disclosures(context)] == ["CCAS", "Mission locale"]
    everybody = next(each for each in stage.findChildren(QPushButton) if each.text().startswith("Préparer tous"))
    assert not everybody.isEnabled(), "nothing is left to tell"
    context.desk.undo.undo_last()
    settle()
    assert matrix(stage)[0][-1] == "jamais", "one action, undone at once"
    assert disclosures(context) == []


def test_each_prescriber_reads_of_its_own_people_alone(context: Context, need: UUID, papers: Path) -> None:
    store = context.desk.store
    tell_prescribers(store, need, Feedbacks(store).of(need), papers, TODAY, lambda _done, _total: None)
    (folder,) = papers.iterdir()
    lines = cells(folder / "CCAS.xlsx")
    first = ["Nom", "Prénom", "Date de naissance", "Métier", "Où en est-on", "Depuis", "Motif"]
    assert lines[0] == first, "nothing is new in what comes for the first time"
    assert [line[1] for line in lines[1:]] == ["Awa", "Bo"]
    page = "\n".join(page_texts((folder / "CCAS.pdf").read_bytes()))
    assert "nouveau" not in page
    assert "DIALLO0 Awa" in page
    assert "CONFIDENTIEL – destiné à CCAS seulement" in page
    for other in ("Cléo", "Mission locale"):
        assert other not in page
        assert other not in str(lines)
    message = message_from_bytes((folder / "CCAS.eml").read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    assert message["To"] == "ccas@example.org"
    assert message["X-Unsent"] == "1"
    attached = {str(part.get_filename()): part.get_payload(decode=True) for part in message.iter_attachments()}
    assert attached == {
        "Personnes envoyées.pdf": (folder / "CCAS.pdf").read_bytes(),
        "Personnes envoyées.xlsx": (folder / "CCAS.xlsx").read_bytes(),
    }
    body = message.get_body()
    assert body is not None
    for name in ("Awa", "Bo ", "Diallo"):
        assert name not in str(message["Subject"]) + str(body.get_content())
    assert "dernier message" not in str(body.get_content()), "it is the first"
    (again,) = write_feedbacks(Feedbacks(store).of(need)[:1], papers, TODAY)
    assert cells(again)[0] == [*first, "Depuis la dernière fois"]


def test_stopped_on_the_way_nobody_is_noted_as_told(context: Context, need: UUID, papers: Path) -> None:
    store = context.desk.store

    def stop(done: int, _total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        tell_prescribers(store, need, Feedbacks(store).of(need), papers, TODAY, stop)
    assert [each.news for each in Feedbacks(store).of(need)] == [2, 2]
    assert disclosures(context) == []


@pytest.fixture
def hostile(context: Context, need: UUID) -> Iterator[UUID]:
    """People and prescribers whose names a spreadsheet, or a folder, might obey."""
    with context.desk.store.writing("Hostile") as writing:
        for number, name in enumerate(HOSTILE):
            prescriber = writing.add(Prescriber(name=name))
            formula = FORMULAS[number % len(FORMULAS)]
            person = writing.add(Person(file_number=f"H{number}", last_name=formula, first_name=formula))
            writing.session.flush()
            one = writing.add(Candidacy(recruitment_id=need, person_id=person.id, received_on=TODAY))
            writing.session.flush()
            writing.add(CandidacySource(candidacy_id=one.id, prescriber_id=prescriber.id, received_on=TODAY))
    return need


def test_no_name_runs_in_a_workbook_nor_leaves_the_folder(context: Context, hostile: UUID, papers: Path) -> None:
    """Rows 18 and 19: no formula, no link, no path; one file a prescriber, whatever their names have in common."""
    store = context.desk.store
    tell_prescribers(store, hostile, Feedbacks(store).of(hostile), papers, TODAY, lambda _done, _total: None)
    (folder,) = papers.iterdir()
    names = [path.name for path in folder.iterdir()]
    assert len([name for name in names if name.endswith(".xlsx")]) == len(HOSTILE) + 2
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert len(name) <= 120
        assert not set(name) & set('<>:"/\\|?*\u202e\0')
        assert name.split(".")[0].strip().casefold() != "con"
    written = set[str]()
    for path in folder.glob("*.xlsx"):
        with ZipFile(path) as book:
            sheet = "".join(book.read(part).decode() for part in book.namelist() if part.startswith("xl/worksheets/"))
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet
        written |= {str(line[0]) for line in cells(path)[1:]}
    assert {formula.strip() for formula in FORMULAS} <= {name.strip() for name in written}, "told as typed"


def test_the_employer_has_names_jobs_and_meetings_once_a_purpose_is_given(
    stage: FeedbackStage, context: Context, need: UUID, papers: Path, qtbot: QtBot, settle: Settle
) -> None:
    held = Meetings(context.desk.store).plan(need, MeetingKind.INTERVIEW, TODAY, seats=5, at_minute=540)
    with context.desk.store.writing("Place") as writing:
        state = Candidacy.state == CandidacyState.INTERVIEWED
        seated = writing.session.scalars(select(Candidacy.id).where(state)).one()
        writing.add(Seat(meeting_id=held, candidacy_id=seated))
    settle()
    click(stage, "Liste pour", qtbot, settle)
    dialog = next(each for each in stage.findChildren(EmployerListDialog) if each.isVisible())
    purpose = dialog.editor("purpose").widget
    assert isinstance(purpose, QLineEdit)
    purpose.setFocus()
    purpose.clear()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert dialog.error_text("purpose"), "without a purpose nothing leaves"
    qtbot.keyClicks(purpose, "Entretiens du 23 novembre")
    qtbot.keyClick(purpose, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    path = papers / "liste.xlsx"
    choose_file(stage, path, settle)
    assert cells(path) == [
        ["Nom", "Prénom", "Métier", "Prochain rendez-vous"],
        ["Diallo0", "Awa", "", ""],
        ["Diallo2", "Cléo", "", "Entretiens 23/11/2026 9\xa0h\xa000"],
    ]
    fields = ["last_name", "first_name", "job", "meets_on"]
    assert disclosures(context) == [("Logis Sud", "Entretiens du 23 novembre", fields, 2)]


def test_phones_go_to_the_employer_only_where_people_agreed(context: Context, need: UUID) -> None:
    from caseflow.services.candidates.employer_list import EmployerLists, EmployerQuery, headings

    lists = EmployerLists(context.desk.store)
    query = EmployerQuery("Logis Sud", "Entretiens", with_phones=True)
    assert [row["phone"].replace("\xa0", " ") for row in lists.of(need, query, TODAY).rows] == [
        "06 39 98 00 00",
        "06 39 98 00 02",
    ]
    without = EmployerQuery("Logis Sud", "Entretiens")
    assert "phone" not in dict(headings(without))
    assert not any(row["phone"] for row in lists.of(need, without, TODAY).rows)
