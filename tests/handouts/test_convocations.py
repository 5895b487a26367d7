"""The papers of a session: one calendar for each who is invited, whole files only, and a plain word when one fails."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from pathlib import Path
from uuid import UUID

import pytest
from icalendar import Calendar
from sqlalchemy import select

from caseflow.domain.candidacy import Candidacy
from caseflow.domain.errors import Invalid, StorageTrouble
from caseflow.domain.meeting import MeetingKind, Seat
from caseflow.handouts import convocations
from caseflow.handouts.convocations import write_convocations
from caseflow.services.desk import Desk
from caseflow.services.meetings import Meetings
from caseflow.services.people import PersonDraft
from caseflow.services.recruitments import RecruitmentDraft
from caseflow.store.store import Store
from tests.conftest import TODAY

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
PEOPLE = 4


class Stopped(Exception):
    """The work was asked to stop."""


@pytest.fixture
def desk(store: Store) -> Iterator[Desk]:
    made = Desk(store)
    yield made
    made.rules.close()


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Where they are written: not beside the store."""
    made = tmp_path / "papers"
    made.mkdir()
    return made


@pytest.fixture
def meeting(desk: Desk) -> UUID:
    """A job dating with an hour for each of some people; the last has neither mail nor telephone."""
    need = desk.recruitments.create(RecruitmentDraft("ENTREPOT", "Entrepôt"), TODAY)
    for number in range(PEOPLE):
        mails = [f"awa{number}@example.org"] if number < PEOPLE - 1 else []
        person = desk.people.create(PersonDraft(last_name=f"Diallo{number}", first_name="Awa", emails=mails))
        with desk.store.writing("Candidature") as writing:
            writing.add(Candidacy(recruitment_id=need, person_id=person, received_on=TODAY))
    meetings = Meetings(desk.store)
    made = meetings.plan(
        need, MeetingKind.JOB_DATING, date(2026, 12, 4), at_minute=540, minutes=60, slot_minutes=15, seats=PEOPLE
    )
    meetings.invite(meetings.distribute([made]), TODAY)
    return made


def test_each_draft_holds_the_convocation_and_a_calendar_at_her_own_hour(
    desk: Desk, meeting: UUID, papers: Path
) -> None:
    written = write_convocations(desk.store, meeting, papers, NOW, lambda done, total: None)
    assert (written.people, written.drafts, written.by_post) == (PEOPLE, PEOPLE - 1, 1)
    hours: set[str] = set()
    keys: set[str] = set()
    for path in written.folder.glob("*.eml"):
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        found = {each.get_filename(): each for each in message.iter_attachments()}
        assert list(found) == ["Convocation.pdf", "Convocation.ics"]
        (event,) = Calendar.from_ical(str(found["Convocation.ics"].get_content())).events
        hours.add(f"{event.start:%H:%M}")
        keys.add(str(event.uid))
    assert len(hours) == PEOPLE - 1
    with desk.store.reading() as session:
        assert keys < {f"{key}@caseflow" for key in session.scalars(select(Seat.id))}


def test_stopping_leaves_whole_files_only(desk: Desk, meeting: UUID, papers: Path) -> None:
    def told(done: int, total: int) -> None:
        if done == 5:
            raise Stopped

    with pytest.raises(Stopped):
        write_convocations(desk.store, meeting, papers, NOW, told)
    (folder,) = papers.iterdir()
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 5
    assert not [name for name in names if name.endswith(".part")]


def test_a_disk_that_fills_up_is_told_with_what_is_whole(
    desk: Desk, meeting: UUID, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = convocations.write_whole

    def write(path: Path, content: bytes) -> None:
        if path.suffix == ".eml":
            raise StorageTrouble("Le disque est plein.")
        whole(path, content)

    monkeypatch.setattr(convocations, "write_whole", write)
    with pytest.raises(StorageTrouble, match="4 fichiers sur 7"):
        write_convocations(desk.store, meeting, papers, NOW, lambda done, total: None)


def test_a_folder_that_is_gone_is_told_in_a_sentence(desk: Desk, meeting: UUID, papers: Path) -> None:
    with pytest.raises(StorageTrouble, match="n’est plus là"):
        write_convocations(desk.store, meeting, papers / "clé", NOW, lambda done, total: None)


def test_writing_again_replaces_the_files(desk: Desk, meeting: UUID, papers: Path) -> None:
    for _turn in range(2):
        write_convocations(desk.store, meeting, papers, NOW, lambda done, total: None)
    (folder,) = papers.iterdir()
    assert len(list(folder.iterdir())) == PEOPLE + 3


def test_nobody_invited_writes_nothing(desk: Desk, meeting: UUID, papers: Path) -> None:
    Meetings(desk.store).give_up(meeting, _all(desk), TODAY)
    with pytest.raises(Invalid):
        write_convocations(desk.store, meeting, papers, NOW, lambda done, total: None)
    assert list(papers.iterdir()) == []


def _all(desk: Desk) -> list[UUID]:
    with desk.store.reading() as session:
        return list(session.scalars(select(Candidacy.id)))
