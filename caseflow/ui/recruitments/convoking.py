"""Write all that a session needs in a folder: convocations, mail drafts, a list for text messages, sheet, calendar."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from caseflow.domain.errors import Invalid
from caseflow.domain.labels import label
from caseflow.exchange.calendars import CalendarEntry, calendar_text
from caseflow.exchange.mail_drafts import convocation_letter, draft, session_words
from caseflow.i18n import Catalog, _, current
from caseflow.reports import attendance_sheet, convocation
from caseflow.reports.file_names import distinct_names, safe_file_name
from caseflow.services.meeting_views import MeetingPaper, SeatLine, read_paper
from caseflow.store.files import write_whole
from caseflow.store.store import Store


class Told(Protocol):
    """How the work tells how far it has come; it raises when the work is to stop."""

    def __call__(self, done: int, total: int) -> None:
        """Tell how much is done."""


@dataclass(frozen=True)
class Written:
    """What was written."""

    folder: Path
    people: int
    drafts: int
    texts: int


def write_convocations(store: Store, meeting_id: UUID, folder: Path, now: datetime, told: Told) -> Written:
    """Write the papers of a session in a new folder inside one; a stopped work leaves whole files only.

    Raises:
        Invalid: nobody is invited.
        StorageTrouble: the disk is full, gone or read-only.
    """
    paper = read_paper(store, meeting_id, now.astimezone().date())
    people, catalog = paper.meeting.expected, current()
    if not people:
        raise Invalid("meeting", _("Nobody is invited to this session yet."))
    steps = len(people) + 3
    told(0, steps)
    into = folder / safe_file_name(_folder_name(paper), "")
    into.mkdir(exist_ok=True)
    write_whole(into / _("Convocations.pdf"), convocation.render(paper, catalog))
    told(1, steps)
    write_whole(into / _("Attendance sheet.pdf"), attendance_sheet.render(paper, catalog))
    told(2, steps)
    write_whole(into / _("Session.ics"), calendar_text(calendar_entry(paper), now))
    texted = [line for line in people if line.phone]
    write_whole(into / _("Text messages.txt"), _texts(paper, texted).encode("utf-8-sig"))
    told(3, steps)
    mailed = [line for line in people if line.email]
    names = distinct_names([safe_file_name(line.name, ".eml") for line in mailed])
    for number, (line, name) in enumerate(zip(mailed, names, strict=True), 1):
        write_whole(into / name, _draft(paper, line, catalog))
        told(3 + number, steps)
    return Written(into, len(people), len(mailed), len(texted))


def calendar_entry(paper: MeetingPaper) -> CalendarEntry:
    """Return the session as a calendar shows it: the employer, no name of a candidate."""
    meeting = paper.meeting
    return CalendarEntry(
        id=meeting.id,
        day=meeting.held_on,
        at_minute=meeting.at_minute,
        minutes=meeting.minutes,
        summary=" – ".join(filter(None, (label(meeting.kind), paper.recruitment))),
        place=meeting.place,
        sequence=meeting.sequence,
        is_cancelled=False,
    )


def _folder_name(paper: MeetingPaper) -> str:
    return f"{label(paper.meeting.kind)} {paper.meeting.held_on.isoformat()}"


def _draft(paper: MeetingPaper, line: SeatLine, catalog: Catalog) -> bytes:
    pdf = convocation.render_for(paper, (line,), catalog)
    return draft(convocation_letter(paper, line), {_("Convocation.pdf"): pdf})


def _texts(paper: MeetingPaper, people: list[SeatLine]) -> str:
    """Return a line a person: the number, then the message, parted by a tab."""
    message = _("Invitation: {session}. You cannot come? {phone}")
    return "".join(
        "\t".join((line.phone, message.format(session=session_words(paper, line), phone=paper.contact.phone).strip()))
        + "\r\n"
        for line in people
    )
