"""Write sheets as a workbook: text stays text, days are days, nothing is ever a formula or a link."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from caseflow.exchange.limits import LIMITS
from caseflow.exchange.rows import Cell, cell_text
from caseflow.i18n import _

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDTH = 18  # characters
_FIRST_DAY = date(1900, 3, 1)  # before it, spreadsheets count a day that never was


@dataclass(frozen=True)
class _Formats:
    text: "Format"
    day: "Format"
    title: "Format"
    mark: "Format"


def writable(text: str) -> str:
    """Return the text without the control characters no cell can hold, and cut with « … » where it is too long."""
    clean = _UNWRITABLE.sub("", text)
    return clean if len(clean) <= LIMITS.cell_characters else clean[: LIMITS.cell_characters - 1] + "…"


def plain_text(cell: Cell) -> str:
    """Write a cell as text: days as JJ/MM/AAAA, yes and no in words."""
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    return cell_text(cell)


@dataclass(frozen=True)
class Sheet:
    """One sheet to write: lines under headings; the column `marked`, if any, stands out."""

    name: str
    headings: Sequence[str]
    lines: Iterable[Sequence[Cell]]
    widths: Sequence[int] = ()
    marked: int | None = None


def workbook_bytes(
    headings: Sequence[str],
    lines: Iterable[Sequence[Cell]],
    *,
    sheet: str = "",
    widths: Sequence[int] = (),
    marked: int | None = None,
) -> bytes:
    """Write lines under headings as an XLSX of one sheet; the column `marked`, if any, stands out."""
    return workbook_of([Sheet(sheet or _("List"), headings, lines, widths, marked)])


def workbook_of(sheets: Sequence[Sheet]) -> bytes:
    """Write several sheets as an XLSX."""
    import xlsxwriter

    content = io.BytesIO()
    # In memory: the library would otherwise leave names in clear in the temporary folder for a while.
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        base = {"num_format": "@", "text_wrap": True, "valign": "top"}
        formats = _Formats(
            text=book.add_format(base),
            day=book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"}),
            title=book.add_format(base | {"bold": True, "bottom": 1}),
            mark=book.add_format(base | {"bold": True, "bg_color": "#FFF2CC"}),
        )
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.name), sheet, formats)
    return content.getvalue()


def _write_sheet(page: "Worksheet", sheet: Sheet, formats: _Formats) -> None:
    for column, heading in enumerate(sheet.headings):
        page.write_string(0, column, writable(heading), formats.title)
        page.set_column(column, column, sheet.widths[column] if column < len(sheet.widths) else _WIDTH)
    last = _write_lines(page, sheet.lines, formats, sheet.marked)
    page.freeze_panes(1, 0)
    if sheet.headings:
        page.autofilter(0, 0, max(last, 1), len(sheet.headings) - 1)


def _write_lines(page: "Worksheet", lines: Iterable[Sequence[Cell]], formats: _Formats, marked: int | None) -> int:
    """Write the lines below the headings and return the place of the last one."""
    last = 0
    for last, line in enumerate(lines, start=1):
        for column, cell in enumerate(line):
            _write_cell(page, last, column, cell, formats, formats.mark if column == marked else formats.text)
    return last


def _write_cell(page: "Worksheet", row: int, column: int, cell: Cell, formats: _Formats, text: "Format") -> None:
    if isinstance(cell, date) and not isinstance(cell, datetime) and cell >= _FIRST_DAY:
        page.write_datetime(row, column, cell, formats.day)
    elif isinstance(cell, (int, float)) and not isinstance(cell, bool):
        page.write_number(row, column, cell)
    elif cell is not None and cell != "":
        page.write_string(row, column, writable(plain_text(cell)), text)
