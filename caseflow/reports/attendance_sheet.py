"""Print the sheet that people sign at a session: a heading on each page, blank lines for those who come uninvited."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from caseflow.domain.labels import label
from caseflow.i18n import Catalog
from caseflow.reports.document import WIDTH, Furniture, Metadata, Press, Section, pour
from caseflow.reports.parts import ruled_table, short_text, space, text, writing_lines
from caseflow.reports.styles import Styles, styles
from caseflow.reports.texts import clean
from caseflow.services.meeting_views import MeetingPaper

SIZE = 10.5
BLANKS = 5
_ROW = 30.0
_NOON, _AFTERNOON = 12 * 60, 14 * 60
"""A session that begins before one and ends after the other has two half-days."""
_SHARES = (0.07, 0.48, 0.45)
_SHARES_WITH_HOURS = (0.07, 0.43, 0.13, 0.37)


def render(paper: MeetingPaper, catalog: Catalog, *, invariant: bool = False) -> bytes:
    """Return the sheet as a PDF. It goes from hand to hand: names alone, no prescriber, no birth, no number."""
    title = catalog.gettext("Attendance sheet of {date}").format(date=catalog.date(paper.meeting.held_on))
    press = Press(Metadata(title, clean(paper.agency.name), catalog.language), catalog, invariant=invariant)
    count = catalog.ngettext("{count} person expected", "{count} people expected", len(paper.meeting.expected))
    furniture = Furniture(
        (clean(f"{paper.agency.name} – {paper.recruitment}"), count.format(count=len(paper.meeting.expected))),
        catalog.date(paper.meeting.held_on),
        clean(title),
    )
    press.add(Section(furniture, pour(_story(paper, catalog))))
    return press.finish()


def _story(paper: MeetingPaper, catalog: Catalog) -> Iterator[Flowable]:
    look, meeting = styles(SIZE), paper.meeting
    yield short_text(paper.agency.name, look.small, WIDTH, 1)
    yield text(catalog.gettext("Attendance sheet"), look.at(19, is_bold=True))
    yield space(4)
    yield short_text(" – ".join(filter(None, (label(meeting.kind), paper.recruitment))), look.bold, WIDTH, 2)
    for name, value in _facts(paper, catalog):
        if value:
            yield short_text(value, look.body, WIDTH, 2, label=name)
    yield space(8)
    yield _table(paper, catalog, look)
    yield space(10)
    signed = text(catalog.gettext("Facilitator: name, date and signature"), look.bold)
    signed.keepWithNext = 1
    yield signed
    yield writing_lines(40, 40)


def _facts(paper: MeetingPaper, catalog: Catalog) -> tuple[tuple[str, str], ...]:
    meeting = paper.meeting
    when = catalog.long_date(meeting.held_on)
    if meeting.at_minute is not None:
        span = catalog.gettext("between {start} and {end}").format(
            start=catalog.hour(meeting.at_minute), end=catalog.hour(min(meeting.at_minute + meeting.minutes, 1439))
        )
        when = f"{when}, {span}"
    return (
        (catalog.gettext("Date:"), when),
        (catalog.gettext("Place:"), meeting.place),
        (catalog.gettext("Employer:"), paper.employer),
        (catalog.gettext("Facilitator:"), meeting.facilitator),
    )


def _table(paper: MeetingPaper, catalog: Catalog, look: Styles) -> Flowable:
    """Return the lines to sign; people who each have their hour find it beside their name."""
    has_hours = any(line.slot_minute is not None for line in paper.meeting.expected)
    signatures = _signatures(paper, catalog) if not has_hours else [catalog.gettext("Signature")]
    shares = _SHARES_WITH_HOURS if has_hours else (*_SHARES[:2], *[_SHARES[2] / len(signatures)] * len(signatures))
    widths = [WIDTH * share for share in shares]
    head = [catalog.gettext("No."), catalog.gettext("Last name, first name"), *signatures]
    rows: list[list[object]] = [
        [
            text(str(number), look.body),
            short_text(line.name, look.body, widths[1] - 10, 2),
            *(space(_ROW - 14) for _each in signatures),
        ]
        for number, line in enumerate(paper.meeting.expected, 1)
    ]
    if has_hours:
        head.insert(2, catalog.gettext("Hour"))
        for row, line in zip(rows, paper.meeting.expected, strict=True):
            row.insert(2, text("" if line.slot_minute is None else catalog.hour(line.slot_minute), look.body))
    blanks = [[""] * len(head)] * BLANKS
    return ruled_table(head, rows, widths, look, pad=4, blank_rows=blanks, blank_height=_ROW)


def _signatures(paper: MeetingPaper, catalog: Catalog) -> list[str]:
    """Return what is signed: one signature for each half-day."""
    start, minutes = paper.meeting.at_minute, paper.meeting.minutes
    if start is None or start >= _NOON or start + minutes <= _AFTERNOON:
        return [catalog.gettext("Signature")]
    return [catalog.gettext("Signature, morning"), catalog.gettext("Signature, afternoon")]
