"""Read the sheets of a workbook through calamine; only the parsing process may import this module."""

import io
import math
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TypeAlias

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from caseflow.exchange.rejections import Rejected, unreadable
from caseflow.exchange.words import heading_words

RawCell: TypeAlias = int | float | str | bool | time | date | datetime | timedelta
PlainCell: TypeAlias = str | float | int | bool | date | datetime | None

_LOOKED_AT = 30  # first rows in which headings are searched


def open_workbook(content: bytes) -> CalamineWorkbook:
    """Open a workbook held in memory.

    Raises:
        Rejected: locked or damaged.
    """
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError as error:
        raise Rejected("encrypted") from error
    except (CalamineError, OSError, ValueError) as error:
        raise unreadable(error) from error


def sheet_of(workbook: CalamineWorkbook, wanted: str | None, known: Collection[str]) -> CalamineSheet:
    """Return the sheet asked for, or the one whose first rows name the most things we know, visible ones first.

    Raises:
        Rejected: no such sheet, nothing to read, or damaged.
    """
    if wanted is not None:
        if wanted not in workbook.sheet_names:
            raise Rejected("no_sheet")
        return _load(workbook, wanted)
    best: CalamineSheet | None = None
    best_score = (-1, False, -1)
    for meta in workbook.sheets_metadata:
        if meta.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = _load(workbook, meta.name)
        score = (_headings_known(sheet, known), meta.visible is SheetVisibleEnum.Visible, sheet.height * sheet.width)
        if score > best_score:
            best, best_score = sheet, score
    if best is None:
        raise Rejected("no_rows")
    return best


def sheet_names(workbook: CalamineWorkbook) -> list[str]:
    """Return the names of the sheets that hold cells, in the order of the workbook."""
    return [meta.name for meta in workbook.sheets_metadata if meta.typ is SheetTypeEnum.WorkSheet]


def rows_of(sheet: CalamineSheet) -> Iterable[list[PlainCell]]:
    """Yield every row from the first line of the sheet, each cell in its own column."""
    start = sheet.start
    if start is None:
        return
    for _line in range(start[0]):
        yield []
    left: list[PlainCell] = [None] * start[1]
    for cells in sheet.to_python(skip_empty_area=True):
        yield [*left, *map(_plain, cells)]


def _load(workbook: CalamineWorkbook, name: str) -> CalamineSheet:
    try:
        return workbook.get_sheet_by_name(name)
    except (CalamineError, OSError, ValueError) as error:
        raise unreadable(error) from error


def _headings_known(sheet: CalamineSheet, known: Collection[str]) -> int:
    rows: Sequence[Sequence[RawCell]] = sheet.to_python(nrows=_LOOKED_AT)
    return max(
        (
            sum(1 for cell in cells if isinstance(cell, str) and cell and heading_words(cell) in known)
            for cells in islice(rows, _LOOKED_AT)
        ),
        default=0,
    )


def _plain(cell: RawCell) -> PlainCell:
    """Return what the other process can be told: times as text, no infinite number, midnight as a day."""
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == time.min else cell
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, timedelta):
        minutes = int(cell.total_seconds() // 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    if isinstance(cell, float) and not math.isfinite(cell):
        return None
    return cell
