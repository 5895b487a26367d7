"""Write the account of a recruitment as a workbook: one sheet a table."""

from caseflow.exchange.figure_sheets import NARROW, figure_sheet
from caseflow.exchange.rows import Cell
from caseflow.exchange.workbook_out import Sheet, workbook_of
from caseflow.i18n import Catalog
from caseflow.services.candidates import account_words as words
from caseflow.services.candidates.account import Account
from caseflow.services.figures.model import FigureTable


def account_workbook(account: Account, catalog: Catalog) -> bytes:
    """Return the workbook: what it is about first, then every table."""
    tables = (figure_sheet(_sheet_name(table, catalog), table, catalog) for table in account.tables)
    return workbook_of([_about(account, catalog), *tables])


def _about(account: Account, catalog: Catalog) -> Sheet:
    lines: list[tuple[Cell, ...]] = [
        (account.title, ""),
        (account.agency, ""),
        *words.facts(account, catalog),
        (catalog.gettext("Made on {day}").format(day=catalog.date(account.made_on)), ""),
        (words.audience(account, catalog), ""),
        (words.masking_note(account, catalog), ""),
        (words.sources(catalog), ""),
        *((line, "") for line in filter(None, map(str.strip, account.text.splitlines()))),
    ]
    title = catalog.gettext(words.TITLE)
    return Sheet(name=title, headings=(title, ""), lines=lines, widths=(90, 2 * NARROW))


def _sheet_name(table: FigureTable, catalog: Catalog) -> str:
    """Return a name short enough for a sheet: 31 characters."""
    return {
        "funnel": catalog.gettext("Funnel"),
        "delays": catalog.gettext("Delays"),
        "jobs": catalog.gettext("Posts filled"),
        "prescribers": catalog.gettext("Prescribers"),
        "communes": catalog.gettext("Communes"),
        "territories": catalog.gettext("Territories"),
        "publics": catalog.gettext("Publics"),
        "reasons": catalog.gettext("Reasons"),
        "kept": catalog.gettext("Still in the job"),
    }[table.key]
