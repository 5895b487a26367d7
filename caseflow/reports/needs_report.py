"""Print the needs of a period and what answers them: charts, each with its table, and a word on what is masked."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from caseflow.i18n import Catalog
from caseflow.reports.document import WIDTH, Furniture, Metadata, Press, Section, pour
from caseflow.reports.figure_tables import SIZE, figure_part
from caseflow.reports.parts import boxed, heading, space, text
from caseflow.reports.styles import styles
from caseflow.services.figures.words import shown
from caseflow.services.needs import words
from caseflow.services.needs.model import UNANSWERED, NeedsReport


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
            yield from figure_part(table, catalog, look)
    yield space(10)
    yield text(words.sources(catalog), look.small)


def _people(report: NeedsReport, catalog: Catalog) -> str:
    return catalog.gettext("People with an open barrier on {day}: {count}").format(
        day=catalog.date(report.query.until), count=shown(report.people, catalog)
    )
