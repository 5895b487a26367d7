"""Read a file someone else made as headings and typed rows, without ever letting it harm the program.

The bytes are parsed in a child process with hard limits (`parse_child.py`, started by `parsing.py`); what comes back is
plain cells. Here they become a `Table`: heading row found, blank columns kept in place, social security numbers gone.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TypeAlias

Cell: TypeAlias = str | float | int | bool | date | datetime | None
Cancel: TypeAlias = Callable[[], bool]


@dataclass(frozen=True)
class Limits:
    """What a file may cost before it is refused."""

    container_bytes: int = 25 * 2**20
    entries: int = 1_000
    uncompressed_bytes: int = 200 * 2**20
    ratio: int = 100
    rows: int = 50_000
    columns: int = 200
    cell_characters: int = 32_767
    total_characters: int = 60_000_000
    empty_rows: int = 1_000
    seconds: float = 60.0
    memory_bytes: int = 2**30


LIMITS = Limits()


@dataclass(frozen=True)
class Row:
    """One line of the sender's file."""

    number: int  # as the sender sees it in Excel, from 1
    cells: tuple[Cell, ...] = field(repr=False)


@dataclass(frozen=True)
class Table:
    """A sheet as it was sent: `headings` and every row have one entry per column of the sender's layout."""

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
    notes: tuple[str, ...] = ()  # sentences to show above the preview


def read_table(
    source: Path | bytes,
    *,
    name: str,
    sheet: str | None = None,
    limits: Limits = LIMITS,
    cancel: Cancel | None = None,
) -> Table:
    """Read a workbook or a text file; without `sheet`, the sheet that looks most like a list of people.

    Raises:
        Refused: the file is hostile, broken, protected, too large or empty; the message says which.
        StorageTrouble: the file cannot be read from the disk.
    """
    raise NotImplementedError


def read_pasted(text: str) -> Table:
    """Read cells pasted from a spreadsheet.

    Raises:
        Refused: there is nothing to read, or too much.
    """
    raise NotImplementedError
