"""What a read file is made of: typed cells in rows, under headings."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

Cell: TypeAlias = str | float | int | bool | date | datetime | None


@dataclass(frozen=True)
class Row:
    """One line of the sender's file."""

    number: int  # as the sender sees it in the spreadsheet, from 1
    cells: tuple[Cell, ...] = field(repr=False)


@dataclass(frozen=True)
class Table:
    """A sheet as it was sent; headings and rows have one entry per column of the sender's layout, blank ones too."""

    name: str
    sheets: tuple[str, ...]
    sheet: str
    headings: tuple[str, ...]
    heading_row: int  # line of the headings, from 1; 0 when the file has none
    rows: tuple[Row, ...] = field(repr=False)
    encoding: str | None = None
    delimiter: str | None = None
    epoch: int = 1900  # or 1904: the calendar of the workbook's date serials
    doubtful_encoding: bool = False  # the accents deserve a look
    dropped: tuple[int, ...] = ()  # columns of social security numbers, emptied
    masked: tuple[tuple[int, int], ...] = ()  # line and column of the other social security numbers found, masked
    notes: tuple[str, ...] = ()  # sentences to show above the preview

    @property
    def columns(self) -> tuple[int, ...]:
        """Return the places of the columns that hold something; blank ones are kept in place but not worth showing."""
        return tuple(
            column
            for column, heading in enumerate(self.headings)
            if heading or any(row.cells[column] is not None for row in self.rows)
        )


def cell_text(cell: Cell) -> str:
    """Write a cell as the sender reads it: whole numbers without decimals, days as JJ/MM/AAAA."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Oui" if cell else "Non"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() and abs(cell) < 1e22 else repr(cell).replace(".", ",")
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M}"
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)


_BLANKS = frozenset(("", "NULL", "(null)", "\\N"))


def is_blank(cell: Cell) -> bool:
    """Say whether a cell holds nothing: empty, blank, or the NULL of a database extract."""
    return cell is None or (isinstance(cell, str) and cell.strip() in _BLANKS)


def filled(cells: Sequence[Cell]) -> int:
    """Count the cells that hold something."""
    return len(cells) - sum(map(is_blank, cells))
