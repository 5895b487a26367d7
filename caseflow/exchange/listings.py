"""Write rows and columns as a workbook, a text file or JSON, so that no program damages or runs what they hold.

Workbook: days are days, everything textual is text (phones, post codes and other numbers that are names keep their
zeros), no formula and no link. Text file: `;` and a byte order mark, as French Excel expects; formula-like text is
guarded. JSON: the values themselves, days in ISO.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import cast

from caseflow.domain.errors import Refused
from caseflow.exchange.guards import guarded
from caseflow.exchange.rows import Cell
from caseflow.exchange.workbook_out import plain_text, workbook_bytes, writable
from caseflow.i18n import _
from caseflow.store.files import write_whole

SEPARATOR = ", "  # between several values in one cell: phones, e-mail addresses
_FORMATS = (".xlsx", ".csv", ".json")


@dataclass(frozen=True)
class ListingColumn:
    """A column to write: the key of its values, its heading, its width in characters."""

    key: str
    heading: str
    width: int = 18


def write_listing(path: Path, columns: Sequence[ListingColumn], rows: Iterable[Mapping[str, object]]) -> None:
    """Write rows in the format that the file's name asks for: .xlsx, .csv or .json; the file is whole or not there.

    Raises:
        Refused: another format is asked for.
        StorageTrouble: the disk is full or the file cannot be written.
    """
    kind = path.suffix.lower()
    if kind not in _FORMATS:
        raise Refused(_("Choose a file name that ends with .xlsx, .csv or .json."))
    if kind == ".json":
        write_whole(path, _json(columns, rows))
        return
    if kind == ".csv":
        write_whole(path, csv_bytes([column.heading for column in columns], _lines(columns, rows)))
    else:
        write_whole(path, workbook_listing(columns, rows))


def workbook_listing(columns: Sequence[ListingColumn], rows: Iterable[Mapping[str, object]]) -> bytes:
    """Return rows as a workbook."""
    headings, widths = [column.heading for column in columns], [column.width for column in columns]
    return workbook_bytes(headings, _lines(columns, rows), widths=widths)


def cell_of(value: object) -> Cell:
    """Return a value as one cell: several values are joined, what is neither text, number nor day is written out."""
    if isinstance(value, (tuple, list, set, frozenset)):
        return SEPARATOR.join(str(cell_of(part)) for part in cast("Iterable[object]", value))
    if value is None or isinstance(value, (str, bool, int, float, date)):
        return value
    return str(value)


def csv_bytes(headings: Sequence[str], lines: Iterable[Sequence[Cell]]) -> bytes:
    """Write lines as French Excel reads them: `;`, byte order mark, Windows line ends, no formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([guarded(writable(heading)) for heading in headings])
    writer.writerows([_csv_cell(cell) for cell in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def _lines(columns: Sequence[ListingColumn], rows: Iterable[Mapping[str, object]]) -> Iterable[list[Cell]]:
    return ([cell_of(row.get(column.key)) for column in columns] for row in rows)


def _csv_cell(cell: Cell) -> str:
    return guarded(writable(plain_text(cell)))


def _json(columns: Sequence[ListingColumn], rows: Iterable[Mapping[str, object]]) -> bytes:
    listed = [{column.key: _json_value(row.get(column.key)) for column in columns} for row in rows]
    return json.dumps(listed, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def _json_value(value: object) -> object:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (tuple, list, set, frozenset)):
        return [_json_value(part) for part in cast("Iterable[object]", value)]
    return value if value is None or isinstance(value, (str, bool, int, float)) else str(value)
