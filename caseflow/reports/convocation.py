"""Print convocations to a session: one page for each person, in large letters, one thing a line, for any reader."""

from collections.abc import Iterable, Iterator

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from caseflow.domain.attendance_code import AttendanceCode
from caseflow.domain.meeting import MeetingKind, MeetingMode
from caseflow.i18n import N_, Catalog
from caseflow.reports import figures
from caseflow.reports.document import HEIGHT, WIDTH, Furniture, Metadata, Press, Section, height, pour
from caseflow.reports.parts import Drawn, boxed, plain_table, short_text, space, text
from caseflow.reports.styles import Styles, styles
from caseflow.reports.texts import clean, phone
from caseflow.services.meeting_views import MeetingPaper, SeatLine

_LEVELS = (15.5, 14.0, 13.0, 12.0, 11.0, 10.0)
"""Sizes, from easy to read to tight; every text is cut to a number of lines, so that the last holds anything."""
_HALF = WIDTH / 2
_LABEL = 0.2
_LONGEST = 3
_CODE, _CODE_ROOM, _CODE_WORDS = 70.0, 130.0, 9.0
"""The side of the code, 25 mm: its squares are of one millimetre; the width it has with its words; their size."""

INVITED = {
    MeetingKind.INFORMATION: N_("We invite you to an information meeting."),
    MeetingKind.EXERCISES: N_("We invite you to exercises: they show what you can do. No diploma is needed."),
    MeetingKind.JOB_DATING: N_("We invite you to meet the employer."),
    MeetingKind.INTERVIEW: N_("We invite you to an interview with the employer."),
}
_WHERE = {
    MeetingMode.VIDEO: N_("By video. You will receive the link."),
    MeetingMode.PHONE: N_("By telephone. Stay near your telephone: you will be called."),
}


def render(paper: MeetingPaper, catalog: Catalog, *, invariant: bool = False) -> bytes:
    """Return the convocations of all who are invited, one page each, as one PDF.

    With `invariant`, the same session gives the same bytes: the file then holds no moment of printing.
    """
    return render_for(paper, paper.meeting.expected, catalog, invariant=invariant)


def render_for(paper: MeetingPaper, people: Iterable[SeatLine], catalog: Catalog, *, invariant: bool = False) -> bytes:
    """Return the convocations of some people."""
    title = catalog.gettext("Convocation of {date}").format(date=catalog.date(paper.meeting.held_on))
    press = Press(Metadata(title, clean(paper.agency.name), catalog.language), catalog, invariant=invariant)
    furniture = _furniture(paper, catalog)
    for number, line in enumerate(people, 1):
        reference = Furniture(furniture.lines, catalog.gettext("Convocation no. {number}").format(number=number))
        press.add(Section(reference, pour(_fitted(paper, line, catalog))))
    return press.finish()


def _fitted(paper: MeetingPaper, line: SeatLine, catalog: Catalog) -> list[Flowable]:
    """Return the parts at the largest size that holds on one page."""
    story: list[Flowable] = []
    for size in _LEVELS:
        story = list(_story(paper, line, catalog, styles(size)))
        if sum(height(part) + part.getSpaceBefore() + part.getSpaceAfter() for part in story) <= HEIGHT - 2:
            break
    return story


def _story(paper: MeetingPaper, line: SeatLine, catalog: Catalog, words: Styles) -> Iterator[Flowable]:
    yield plain_table([[_sender(paper, words), ""], ["", _addressee(line, words)]], [_HALF, _HALF], pad=0)
    yield space(words.size * 2)
    yield text(catalog.gettext("Convocation"), words.at(words.size * 1.7, is_bold=True))
    yield space(words.size)
    hello = catalog.gettext("Hello {name},").format(name=_name(line) or catalog.gettext("Madam, Sir"))
    yield short_text(hello, words.body, WIDTH, 2)
    yield space(words.size * 0.7)
    yield text(catalog.gettext(INVITED[paper.meeting.kind]), words.body)
    for label, value in _what(paper, catalog):
        yield short_text(value, words.body, WIDTH, 2, label=label)
    yield space(words.size)
    yield boxed([_facts(paper, line, catalog, words)], WIDTH, pad=words.size * 0.7)
    yield space(words.size)
    if paper.meeting.mode is MeetingMode.ON_SITE:
        room = WIDTH - _CODE_ROOM
        row = [_closing(paper, catalog, words, room), _code(paper, line, catalog, words)]
        yield plain_table([row], [room, _CODE_ROOM], pad=0)
    else:  # there is no door
        yield from _closing(paper, catalog, words, WIDTH)


def _closing(paper: MeetingPaper, catalog: Catalog, words: Styles, room: float) -> list[Flowable]:
    return [
        text(catalog.gettext("You cannot come? Tell us: we will find another day."), words.bold),
        short_text(_reached(paper, catalog), words.body, room, 2),
        space(words.size),
        text(catalog.gettext("See you soon,"), words.body),
        short_text(paper.contact.who, words.bold, room, 2),
    ]


def _code(paper: MeetingPaper, line: SeatLine, catalog: Catalog, words: Styles) -> list[Flowable]:
    """Return what notes who came when it is read at the door: it names nobody."""
    code, small = AttendanceCode.of(paper.meeting.id, line.candidacy_id), words.at(_CODE_WORDS, is_centred=True)

    def draw(canvas: Canvas) -> None:
        canvas.translate((_CODE_ROOM - _CODE) / 2, 0)
        figures.draw_code(canvas, code.letters, _CODE)

    shown = catalog.gettext("To be shown at the door")
    return [Drawn(_CODE_ROOM, _CODE, draw), text(code.words, small), text(shown, small)]


def _sender(paper: MeetingPaper, words: Styles) -> list[Flowable]:
    agency, room = paper.agency, _HALF - 8
    parts: list[Flowable] = [short_text(agency.name, words.bold, room, 2)]
    parts += [short_text(each, words.small, room, 2) for each in (agency.address, phone(agency.phone)) if each]
    return parts


def _addressee(line: SeatLine, words: Styles) -> list[Flowable]:
    return [short_text(each, words.body, _HALF, 2) for each in (_name(line), *line.address) if each] or [space(1)]


def _what(paper: MeetingPaper, catalog: Catalog) -> Iterator[tuple[str, str]]:
    if paper.recruitment:
        yield catalog.gettext("For:"), paper.recruitment
    if paper.employer:
        yield catalog.gettext("Employer:"), paper.employer


def _facts(paper: MeetingPaper, line: SeatLine, catalog: Catalog, words: Styles) -> Flowable:
    meeting, inside = paper.meeting, WIDTH - 2 * words.size
    left = inside * _LABEL
    large = words.at(words.size + 2, is_bold=True)
    facts = (
        (catalog.gettext("Day"), catalog.long_date(meeting.held_on), large),
        (catalog.gettext("Hour"), hours(paper, line, catalog), large),
        (catalog.gettext("Where"), where(paper, catalog), words.bold),
        (catalog.gettext("How to come"), paper.transport if meeting.mode is MeetingMode.ON_SITE else "", words.body),
        (catalog.gettext("To bring"), meeting.bring, words.body),
        (catalog.gettext("With whom"), meeting.facilitator, words.body),
    )
    rows = [
        [text(label, words.body), short_text(value, style, inside - left, _LONGEST)]
        for label, value, style in facts
        if value
    ]
    return plain_table(rows, [left, inside - left], pad=words.size * 0.3)


def hours(paper: MeetingPaper, line: SeatLine, catalog: Catalog) -> str:
    """Say from when to when somebody is expected; empty as long as the hour is not known."""
    meeting = paper.meeting
    start = line.slot_minute if line.slot_minute is not None else meeting.at_minute
    if start is None:
        return ""
    minutes = meeting.slot_minutes if line.slot_minute is not None and meeting.slot_minutes else meeting.minutes
    return catalog.gettext("between {start} and {end}").format(
        start=catalog.hour(start), end=catalog.hour(min(start + minutes, 24 * 60 - 1))
    )


def where(paper: MeetingPaper, catalog: Catalog) -> str:
    """Say where the session takes place."""
    meeting = paper.meeting
    remote = _WHERE.get(meeting.mode)
    return meeting.place or (catalog.gettext(remote) if remote else "")


def _reached(paper: MeetingPaper, catalog: Catalog) -> str:
    number, email = phone(paper.contact.phone), paper.contact.email
    if number and email:
        return catalog.gettext("Call {phone} or write to {email}.").format(phone=number, email=email)
    if number or email:
        message = "Call {phone}." if number else "Write to {email}."
        return catalog.gettext(message).format(phone=number, email=email)
    return catalog.gettext("Tell the person who follows you.")


_ONE_WAY = (N_("Call {phone}."), N_("Write to {email}."))


def _name(line: SeatLine) -> str:
    return clean(f"{line.first_name} {line.last_name.upper()}")


def _furniture(paper: MeetingPaper, catalog: Catalog) -> Furniture:
    rights = ""
    if paper.agency.data_protection_contact:
        rights = catalog.gettext("Your data, your rights: {contact}").format(
            contact=paper.agency.data_protection_contact
        )
    printed = catalog.gettext("Printed on {date}").format(date=catalog.date(paper.printed_on))
    return Furniture((clean(paper.agency.name), clean(" · ".join(filter(None, (rights, printed))))), "")
