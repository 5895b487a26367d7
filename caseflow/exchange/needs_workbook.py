"""Write the needs of a period as a workbook: one sheet a table, numbers as numbers, a sign where one is hidden."""

from caseflow.exchange.figure_sheets import NARROW, figure_cell, figure_sheet
from caseflow.exchange.rows import Cell
from caseflow.exchange.workbook_out import Sheet, workbook_of
from caseflow.i18n import Catalog
from caseflow.services.figures.model import FigureTable
from caseflow.services.needs import words
from caseflow.services.needs.model import NeedsReport


def needs_workbook(report: NeedsReport, catalog: Catalog) -> bytes:
    """Return the workbook: what it is about first, then every table."""
    return workbook_of(
        [
            _about(report, catalog),
            *(figure_sheet(_sheet_name(table, catalog), table, catalog) for table in report.tables),
        ]
    )


def _about(report: NeedsReport, catalog: Catalog) -> Sheet:
    lines: list[tuple[Cell, ...]] = [
        (report.agency,),
        (words.period(report.query, catalog),),
        (words.audience(report.query, catalog),),
        (catalog.gettext("People with an open barrier on the last day"), figure_cell(report.people, catalog)),
        (catalog.gettext("Made on {day}").format(day=catalog.date(report.made_on)),),
        (words.masking_note(report, catalog),),
        (words.sources(catalog),),
    ]
    title = catalog.gettext(words.TITLE)
    return Sheet(name=title, headings=(title, ""), lines=lines, widths=(90, NARROW))


def _sheet_name(table: FigureTable, catalog: Catalog) -> str:
    """Return a name short enough for a sheet: 31 characters."""
    return {
        "unanswered": catalog.gettext("Without an answer"),
        "themes": catalog.gettext("Themes"),
        "territories": catalog.gettext("Territories"),
        "communes": catalog.gettext("Communes"),
        "communes_themes": catalog.gettext("Communes and themes"),
        "publics": catalog.gettext("Publics"),
        "levels": catalog.gettext("Levels"),
        "lifted_territories": catalog.gettext("Lifted by territory"),
        "lifted_communes": catalog.gettext("Lifted by commune"),
        "lifted_publics": catalog.gettext("Lifted by public"),
        "referrals": catalog.gettext("Referrals"),
        "services": catalog.gettext("Services"),
    }[table.key]
