"""Write tables of figures as sheets of a workbook: numbers as numbers, a sign where one is hidden."""

from caseflow.exchange.rows import Cell
from caseflow.exchange.workbook_out import Sheet
from caseflow.i18n import Catalog
from caseflow.services.figures.model import FigureTable, Secret, Value
from caseflow.services.figures.words import shown

_WIDE = 34
NARROW = 14
"""The width of a column of numbers, in characters."""


def figure_sheet(name: str, table: FigureTable, catalog: Catalog) -> Sheet:
    """Return a table as a sheet; a name has at most 31 characters."""
    return Sheet(
        name=name,
        headings=tuple(f"{head} (%)" if place in table.is_percent else head for place, head in enumerate(table.head)),
        lines=[[figure_cell(value, catalog) for value in line.cells] for line in table.lines],
        widths=tuple(_WIDE if place < table.words else NARROW for place in range(len(table.head))),
    )


def figure_cell(value: Value, catalog: Catalog) -> Cell:
    """Return one figure as a cell."""
    return shown(value, catalog) if isinstance(value, Secret) else value
