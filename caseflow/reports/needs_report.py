"""Print the needs of a period and what answers them: charts, each with its table, and a word on what is masked."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from caseflow.i18n import Catalog
from caseflow.reports import fonts
from caseflow.reports.document import WIDTH, Furniture, Metadata, Press, Section, pour
from caseflow.reports.parts import boxed, figure, heading, ruled_table, space, text
from caseflow.reports.styles import Styles, styles
from caseflow.services.needs import words
from caseflow.services.needs.charts import chart
from caseflow.services.needs.model import UNANSWERED, NeedsReport, NeedsTable

SIZE = 9.5
MOST_LINES = 60
"""Of one table: the others are in the workbook."""
_WORDS = {1: (0.26,), 2: (0.34, 0.46), 3: (0.3, 0.27, 0.29)}
"""The share of the width that the first columns take, by how many hold words."""


def render(report: NeedsReport, catalog: Catalog, *, invariant: bool = False) -> bytes:
    """Return the report as a PDF."""
    title = catalog.gettext(words.TITLE)
    press = Press(Metadata(title, report.agency, catalog.language), catalog, invariant=invariant)
    made = catalog.gettext("Made on {day}").format(day=catalog.date(report.made_on))
    furniture = Furniture(
        (f"{title} – {words.audience(report.query, catalog)}", words.period(report.query, catalog)), made, title
    )
    press.add(Section(furniture, pour(_story(report, catalog))))
    return press.finish()


def _story(report: NeedsReport, catalog: Catalog) -> Iterator[Flowable]:
    look = styles(SIZE)
    yield text(report.agency, look.small)
    yield text(catalog.gettext(words.TITLE), look.at(20, is_bold=True))
    yield space(3)
    yield text(words.period(report.query, catalog), look.at(11))
    yield text(_people(report, catalog), look.at(11, is_bold=True))
    yield space(6)
    yield boxed([text(words.masking_note(report, catalog), look.body)], WIDTH, pad=4)
    if not report.is_empty and UNANSWERED not in {table.key for table in report.tables}:
        yield heading(catalog.gettext("Needs without an answer"), look, before=14)
        yield text(words.nothing_missing(report, catalog), look.body)
    for table in report.tables:
        if not table.is_wide:
            yield from _part(table, catalog, look)
    yield space(10)
    yield text(words.sources(catalog), look.small)


def _people(report: NeedsReport, catalog: Catalog) -> str:
    return catalog.gettext("People with an open barrier on {day}: {count}").format(
        day=catalog.date(report.query.until), count=words.shown(report.people, catalog)
    )


def _part(table: NeedsTable, catalog: Catalog, look: Styles) -> Iterator[Flowable]:
    yield heading(table.title, look, before=14)
    if table.note:
        note = text(table.note, look.small)
        note.keepWithNext = 1
        note.spaceAfter = 4
        yield note
    drawing = chart(table, WIDTH, fonts.width, catalog, size=7)
    if drawing is not None:
        yield figure(drawing)
        yield space(6)
    yield _table(table, catalog, look)
    if len(table.lines) > MOST_LINES:
        more = catalog.gettext("And {count} more lines: see the workbook.").format(count=len(table.lines) - MOST_LINES)
        yield text(more, look.small)


def _table(table: NeedsTable, catalog: Catalog, look: Styles) -> Flowable:
    numbers = len(table.head) - table.words
    shares = (0.52,) if table.words == 1 and numbers < 4 else _WORDS[table.words]
    rest = (1 - sum(shares)) / numbers
    size = SIZE if numbers < 7 else SIZE - 1.5
    rows = [
        [
            text(words_, look.at(size, is_bold=line.is_total, is_centred=place >= table.words))
            for place, words_ in enumerate(words.cells_shown(table, line.cells, catalog))
        ]
        for line in table.lines[:MOST_LINES]
    ]
    made = ruled_table(
        table.head,
        rows,
        [WIDTH * share for share in (*shares, *[rest] * numbers)],
        styles(size),
        pad=1,
        centred=range(table.words, len(table.head)),
    )
    made.setStyle([("NOSPLIT", (0, -2), (-1, -1))])  # a total alone on a page says nothing
    return made
