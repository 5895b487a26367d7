"""Compose the full version of the pathway sheet, for the file: everything shared, over as many pages as it takes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from reportlab.platypus import Flowable

from caseflow.drawing.layout import TimelineStyle, is_blank, lay_out
from caseflow.drawing.shapes import Drawing
from caseflow.i18n import N_, NBSP, Catalog
from caseflow.reports import fonts
from caseflow.reports.document import HEIGHT, WIDTH, Section, pour
from caseflow.reports.parts import (
    Signature,
    figure,
    heading,
    mark,
    plain_table,
    ruled_table,
    short_text,
    signatures,
    space,
    text,
)
from caseflow.reports.pathway_words import furniture, moment_in_words, person_name
from caseflow.reports.styles import Styles, styles
from caseflow.reports.texts import clean, phone
from caseflow.services.summaries import ContactLine, PathwaySummary, StepLine

SIZE = 10.0
PAD = 2.5
DATE_WIDTH = 74.0
CELL_LINES = 10
NOTE_PIECE = 1500
"""Letters of a note in one row."""


@dataclass(frozen=True)
class _Sheet:
    """The summary and the words."""

    summary: PathwaySummary
    catalog: Catalog
    styles: Styles


def pages(summary: PathwaySummary, catalog: Catalog) -> Section:
    """Return the pages of the full version."""
    sheet = _Sheet(summary, catalog, styles(SIZE))
    running = " · ".join([catalog.gettext("Pathway sheet, full version for the file"), person_name(summary)])
    return Section(furniture(summary, catalog, running), pour(_story(sheet)))


def _story(sheet: _Sheet) -> Iterator[Flowable]:
    yield from _title(sheet)
    yield from _identity(sheet)
    yield from _project(sheet)
    yield from _facts(sheet)
    yield from _events(sheet)
    yield from _timeline(sheet)
    yield from _steps(sheet)
    yield from _next_steps(sheet)
    yield from _progress(sheet)
    yield from _barriers(sheet)
    yield from _referrals(sheet)
    yield from _contacts(sheet)
    yield from _note(sheet)
    yield from _signatures(sheet)


def _section(sheet: _Sheet, words: str, *, before_table: bool = False) -> Flowable:
    return heading(words, sheet.styles, before=14, before_table=before_table)


def _title(sheet: _Sheet) -> Iterator[Flowable]:
    words = sheet.catalog.gettext("Pathway sheet, full version for the file")
    yield text(words, sheet.styles.at(11))
    yield short_text(person_name(sheet.summary), sheet.styles.at(18, is_bold=True), WIDTH, 4)
    yield space(4)


def _identity(sheet: _Sheet) -> Iterator[Flowable]:
    """Show key facts in two columns; what is unknown is left out."""
    summary, catalog = sheet.summary, sheet.catalog
    referent = summary.referent or ContactLine("", "", "")
    facts = [
        (catalog.gettext("File number"), summary.file_number),
        (catalog.gettext("Date of birth"), catalog.date(summary.birth_date)),
        (catalog.gettext("Municipality"), summary.commune),
        (catalog.gettext("Phone"), " · ".join(phone(number) for number in summary.phones)),
        (catalog.gettext("Entry into the PLIE"), catalog.date(summary.enrolled_on)),
        (catalog.gettext("Contact at the PLIE"), " · ".join(filter(None, [referent.who, phone(referent.phone)]))),
        (catalog.gettext("Structure"), summary.agency.name),
        (catalog.gettext("Address"), summary.agency.address),
    ]
    label_width, value_width = WIDTH * 0.19, WIDTH * 0.31
    cells: list[list[object]] = [
        [text(label, sheet.styles.small), short_text(value, sheet.styles.body, value_width - 4, 4)]
        for label, value in facts
        if value
    ]
    if len(cells) % 2:
        cells.append(["", ""])
    rows = [[*left, *right] for left, right in zip(cells[::2], cells[1::2], strict=True)]
    yield plain_table(rows, [label_width, value_width] * 2, pad=1.5, side=2)


def _project(sheet: _Sheet) -> Iterator[Flowable]:
    summary, catalog = sheet.summary, sheet.catalog
    yield _section(sheet, catalog.gettext("Professional project"))
    words = clean(summary.project) or catalog.gettext("No project recorded yet.")
    state = catalog.gettext("(validated)") if summary.project_is_validated else catalog.gettext("(to be confirmed)")
    yield text(f"{words.rstrip(' .')} {state}" if summary.project else words, sheet.styles.body)


def _timeline(sheet: _Sheet) -> Iterator[Flowable]:
    if is_blank(sheet.summary.timeline):
        return
    yield _section(sheet, sheet.catalog.gettext("Timeline"))
    drawing = _drawn(sheet, soft_rows=3)
    if drawing.height > HEIGHT / 2:
        drawing = _drawn(sheet, soft_rows=1)
    yield figure(drawing, HEIGHT - 40)


def _drawn(sheet: _Sheet, soft_rows: int) -> Drawing:
    style = TimelineStyle(text=9, row_height=13, lane_gap=6, soft_rows=soft_rows)
    return lay_out(sheet.summary.timeline, WIDTH, fonts.width, style=style, catalog=sheet.catalog)


def _steps(sheet: _Sheet) -> Iterator[Flowable]:
    catalog, steps = sheet.catalog, sheet.summary.steps
    yield _section(sheet, catalog.gettext("All steps"), before_table=bool(steps))
    if not steps:
        yield text(catalog.gettext("No step recorded yet."), sheet.styles.body)
        return
    head = [catalog.gettext(word) for word in (N_("Dates"), N_("Step"), N_("With"), N_("State and outcome"))]
    rest = WIDTH - DATE_WIDTH
    widths = [DATE_WIDTH, rest * 0.36, rest * 0.32, rest * 0.32]
    rows: list[list[object]] = []
    notes: list[int] = []
    for step in steps:
        rows.append(_step(sheet, step, widths))
        for words in _below(sheet, step):
            rows.append(["", text(words, sheet.styles.body)])
            notes.append(len(rows))
    table = ruled_table(head, rows, widths, sheet.styles, pad=PAD, joined=[row - 1 for row in notes])
    table.setStyle([("SPAN", (1, row), (-1, row)) for row in notes])
    table.setStyle([("NOSPLIT", (0, row - 1), (-1, row)) for row in notes if row - 1 not in notes])
    yield table


def _step(sheet: _Sheet, step: StepLine, widths: Sequence[float]) -> list[object]:
    catalog = sheet.catalog
    dates = [
        catalog.gettext("from {date}").format(date=catalog.date(step.start)) if step.start else "",
        catalog.gettext("to {date}").format(date=catalog.date(step.end)) if step.end else "",
    ]
    title = [step.scheme, step.title, step.job, _joined(step.contract, step.hours)]
    prescriber = _labelled(catalog.gettext("Prescriber:"), step.prescriber)
    people = ["", step.operator, prescriber, _labelled(catalog.gettext("Funder:"), step.funder)]
    cells = [["", *(words.replace(" ", NBSP) for words in dates)], title, people, [step.state, step.outcome]]
    return [_lines(sheet, words, width) for words, width in zip(cells, widths, strict=True)]


def _below(sheet: _Sheet, step: StepLine) -> Iterator[str]:
    """Yield what stands under a step over the whole width, in pieces: a table is broken between its rows only."""
    for flag in step.flags:
        yield from wrap(clean(_labelled(sheet.catalog.gettext("To be checked:"), flag)), NOTE_PIECE)
    for paragraph in clean(step.note).split("\n"):
        yield from wrap(paragraph, NOTE_PIECE)


def _plain_rows(sheet: _Sheet, head: list[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> Flowable:
    """Return a table of plain words."""
    cells: list[list[object]] = [
        [_cell(sheet, words, width) for words, width in zip(row, widths, strict=True)] for row in rows
    ]
    return ruled_table(head, cells, list(widths), sheet.styles, pad=PAD)


def _cell(sheet: _Sheet, words: str, width: float, *, is_bold: bool = False) -> Flowable:
    """Return words for a column so wide, kept short enough for the row to fit on a page."""
    return short_text(words, sheet.styles.bold if is_bold else sheet.styles.body, width - 10, CELL_LINES)


def _lines(sheet: _Sheet, lines: Sequence[str], width: float) -> list[Flowable]:
    """Return the lines of a cell, the first one bold."""
    return [_cell(sheet, words, width, is_bold=not number) for number, words in enumerate(lines) if words]


def _joined(*words: str) -> str:
    return ", ".join(filter(None, words))


def _labelled(label: str, words: str) -> str:
    return f"{label} {words}" if words else ""


def _next_steps(sheet: _Sheet) -> Iterator[Flowable]:
    catalog, steps = sheet.catalog, sheet.summary.next_steps
    if not steps:
        return
    yield _section(sheet, catalog.gettext("Next steps"), before_table=True)
    head = [catalog.gettext(word) for word in (N_("When"), N_("What"), N_("Where and with whom"))]
    when = 98.0
    what, where = (WIDTH - when) * 0.55, (WIDTH - when) * 0.45
    rows = [
        [
            text(moment_in_words(step, sheet.summary.printed_on, catalog), sheet.styles.bold),
            _lines(sheet, ["", step.what, _labelled(catalog.gettext("Bring:"), step.bring)], what),
            _lines(sheet, ["", step.place, _joined(step.with_whom, phone(step.phone))], where),
        ]
        for step in steps
    ]
    yield ruled_table(head, rows, [when, what, where], sheet.styles, pad=PAD)


def _progress(sheet: _Sheet) -> Iterator[Flowable]:
    items = sheet.summary.progress
    if not items:
        return
    yield _section(sheet, sheet.catalog.gettext("Progress made"))
    indent = SIZE * 1.4
    rows = [
        [mark(item.advance, SIZE), short_text(item.label, sheet.styles.body, WIDTH - indent, CELL_LINES)]
        for item in items
    ]
    yield plain_table(rows, [indent, WIDTH - indent], pad=1)


def _barriers(sheet: _Sheet) -> Iterator[Flowable]:
    catalog, barriers = sheet.catalog, sheet.summary.barriers
    if not barriers:
        return
    yield _section(sheet, catalog.gettext("Barriers and what is done about them"), before_table=True)
    head = [catalog.gettext(word) for word in (N_("Barrier"), N_("Since"), N_("Weight"), N_("Objectives and actions"))]
    rest = WIDTH - DATE_WIDTH
    widths = [rest * 0.36, DATE_WIDTH, rest * 0.2, rest * 0.44]
    rows = [
        [
            _lines(sheet, [each.theme, each.situation], widths[0]),
            _cell(sheet, catalog.date(each.since), widths[1]),
            _lines(sheet, ["", each.level, catalog.date(each.lifted_on), each.lifted_how], widths[2]),
            _lines(sheet, ["", *each.goals], widths[3]),
        ]
        for each in barriers
    ]
    yield ruled_table(head, rows, widths, sheet.styles, pad=PAD)


def _referrals(sheet: _Sheet) -> Iterator[Flowable]:
    catalog, referrals = sheet.catalog, sheet.summary.referrals
    if not referrals:
        return
    yield _section(sheet, catalog.gettext("Referrals to partners"), before_table=True)
    head = [catalog.gettext(word) for word in (N_("Proposed on"), N_("Service"), N_("For…"), N_("Where it stands"))]
    rest = WIDTH - DATE_WIDTH
    widths = [DATE_WIDTH, rest * 0.42, rest * 0.22, rest * 0.36]
    rows = [
        [
            _cell(sheet, catalog.date(each.proposed_on), widths[0]),
            _lines(sheet, [each.service, each.structure], widths[1]),
            _cell(sheet, each.theme, widths[2]),
            _lines(sheet, ["", each.state, each.outcome], widths[3]),
        ]
        for each in referrals
    ]
    yield ruled_table(head, rows, widths, sheet.styles, pad=PAD)


def _facts(sheet: _Sheet) -> Iterator[Flowable]:
    catalog, facts = sheet.catalog, sheet.summary.facts
    if not facts:
        return
    yield _section(sheet, catalog.gettext("Situation"), before_table=True)
    head = [catalog.gettext(word) for word in (N_("Fact"), N_("Value"), N_("Since"), N_("Until"))]
    rest = WIDTH - 2 * DATE_WIDTH
    widths = [rest * 0.4, rest * 0.6, DATE_WIDTH, DATE_WIDTH]
    cells = [(fact.label, fact.value, catalog.date(fact.since), catalog.date(fact.until)) for fact in facts]
    yield _plain_rows(sheet, head, cells, widths)


def _events(sheet: _Sheet) -> Iterator[Flowable]:
    catalog, events = sheet.catalog, sheet.summary.events
    if not events:
        return
    yield _section(sheet, catalog.gettext("In the PLIE"), before_table=True)
    head = [catalog.gettext(word) for word in (N_("Date"), N_("Event"), N_("Detail"))]
    rest = WIDTH - DATE_WIDTH
    widths = [DATE_WIDTH, rest * 0.4, rest * 0.6]
    cells = [(catalog.date(event.on), event.label, event.detail) for event in events]
    yield _plain_rows(sheet, head, cells, widths)


def _contacts(sheet: _Sheet) -> Iterator[Flowable]:
    catalog, contacts = sheet.catalog, sheet.summary.contacts
    if not contacts:
        return
    yield _section(sheet, catalog.gettext("Contacts"), before_table=True)
    head = [catalog.gettext(word) for word in (N_("For…"), N_("Who"), N_("Phone"))]
    call = 100.0
    purpose, who = (WIDTH - call) * 0.42, (WIDTH - call) * 0.58
    rows = [
        [
            _cell(sheet, line.purpose, purpose),
            _lines(sheet, ["", line.who, line.email], who),
            short_text(phone(line.phone), sheet.styles.bold, call - 10, 2),
        ]
        for line in contacts
    ]
    yield ruled_table(head, rows, [purpose, who, call], sheet.styles, pad=PAD)


def _note(sheet: _Sheet) -> Iterator[Flowable]:
    if sheet.summary.note:
        yield _section(sheet, sheet.catalog.gettext("Shared note"))
        yield text(sheet.summary.note, sheet.styles.body)


def _signatures(sheet: _Sheet) -> Iterator[Flowable]:
    catalog = sheet.catalog
    block = Signature(
        given_on=catalog.gettext("Read together on"),
        first=catalog.gettext("Signature of the person"),
        second=catalog.gettext("Signature of the contact at the PLIE"),
        code=sheet.summary.file_number,
        code_label=sheet.summary.file_number,
    )
    part = signatures(block, sheet.styles, 90)
    part.spaceBefore = 20
    yield part
