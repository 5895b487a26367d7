"""Write all that a session needs in a folder: convocations, mail drafts, a list for text messages, sheet, calendar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from caseflow.domain.errors import Invalid, StorageTrouble
from caseflow.domain.labels import label
from caseflow.exchange.calendars import CalendarEntry, calendar_text
from caseflow.exchange.mail_drafts import convocation_letter, draft, session_words
from caseflow.i18n import Catalog, _, current
from caseflow.reports import attendance_sheet, convocation
from caseflow.reports.file_names import distinct_names, safe_file_name
from caseflow.services.meeting_views import MeetingPaper, SeatLine, read_paper
from caseflow.store.files import new_folder, write_whole
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
    by_post: int
    """Those who have neither an address for mail nor a telephone."""


def write_convocations(store: Store, meeting_id: UUID, folder: Path, now: datetime, told: Told) -> Written:
    """Write the papers of a session in a new folder inside one; a stopped work leaves whole files only.

    Raises:
        Invalid: nobody is invited.
        StorageTrouble: the disk is full, gone or read-only.
    """
    paper = read_paper(store, meeting_id, now.astimezone().date())
    people = paper.meeting.expected
    if not people:
        raise Invalid("meeting", _("Nobody is invited to this session yet."))
    mailed, texted = [line for line in people if line.email], [line for line in people if line.phone]
    steps = len(mailed) + 4
    told(0, steps)
    into = new_folder(folder / safe_file_name(_folder_name(paper), ""))
    for done, (name, content) in enumerate(_files(paper, mailed, texted, now)):
        _write(into / name, content, done, steps)
        told(done + 1, steps)
    by_post = sum(not line.email and not line.phone for line in people)
    return Written(into, len(people), len(mailed), len(texted), by_post)


def _files(
    paper: MeetingPaper, mailed: Sequence[SeatLine], texted: Sequence[SeatLine], now: datetime
) -> Iterator[tuple[str, bytes]]:
    """Compose the files one by one, each under its name."""
    catalog = current()
    yield _("Convocations.pdf"), convocation.render(paper, catalog)
    yield _("Attendance sheet.pdf"), attendance_sheet.render(paper, catalog)
    yield _("Session.ics"), calendar_text(calendar_entry(paper), now)
    yield _("Text messages.txt"), _texts(paper, texted).encode("utf-8-sig")
    names = distinct_names([safe_file_name(line.name, ".eml") for line in mailed])
    for line, name in zip(mailed, names, strict=True):
        yield name, _draft(paper, line, catalog, now)


def _write(path: Path, content: bytes, done: int, total: int) -> None:
    try:
        write_whole(path, content)
    except StorageTrouble as error:
        if not done:
            raise
        words = _(
            "Only {done} of {total} files are written, and whole: the disk is full, protected or gone. "
            "Write them again, elsewhere if need be."
        )
        raise StorageTrouble(words.format(done=done, total=total)) from error


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


def seat_entry(paper: MeetingPaper, line: SeatLine) -> CalendarEntry:
    """Return the session as the calendar of one who is invited shows it: at her own hour, under her own UID."""
    slot, meeting = line.slot_minute, paper.meeting
    entry = replace(calendar_entry(paper), id=line.id)
    if slot is None:
        return entry
    return replace(entry, at_minute=slot, minutes=meeting.slot_minutes or meeting.minutes)


def _folder_name(paper: MeetingPaper) -> str:
    return f"{label(paper.meeting.kind)} {paper.meeting.held_on.isoformat()}"


def _draft(paper: MeetingPaper, line: SeatLine, catalog: Catalog, now: datetime) -> bytes:
    pdf = convocation.render_for(paper, (line,), catalog)
    papers = {_("Convocation.pdf"): pdf, _("Convocation.ics"): calendar_text(seat_entry(paper, line), now)}
    return draft(convocation_letter(paper, line), papers)


def _texts(paper: MeetingPaper, people: Sequence[SeatLine]) -> str:
    """Return a line a person: the number, then the message, parted by a tab."""
    message = _("Invitation: {session}. You cannot come? {phone}")
    return "".join(
        "\t".join((line.phone, message.format(session=session_words(paper, line), phone=paper.contact.phone).strip()))
        + "\r\n"
        for line in people
    )
