"""Keep the lines of a list that have to be corrected, as the sender wrote them, and read them again later."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, cast

from caseflow.exchange.caseloads import Caseload, read_caseload
from caseflow.exchange.mappings import Mapping
from caseflow.exchange.rows import Cell, Row, Table

MOST = 1_000
"""Lines kept of one list: one that holds more wrong lines is to be sent again, not corrected by hand."""


def kept_lines(caseload: Caseload) -> str:
    """Return, as JSON, the lines to be corrected and what is needed to read them again; empty when there are none."""
    wrong = [row for row in caseload.rows if row.needs_correction][:MOST]
    if not wrong:
        return ""
    table, numbers = caseload.table, {row.number for row in wrong}
    return json.dumps(
        {
            "headings": table.headings,
            "columns": {str(column): key for column, key in caseload.mapping.columns.items()},
            "epoch": table.epoch,
            "masked": [place for place in table.masked if place[0] in numbers],
            "lines": [(row.number, [_written(cell) for cell in row.cells]) for row in wrong],
        },
        ensure_ascii=False,
    )


def read_again(text: str, name: str, on: date) -> Caseload | None:
    """Return the lines that were kept, read on this day; None when there are none, or not by this version."""
    try:
        kept: dict[str, Any] = json.loads(text)
        table = Table(
            name,
            (),
            "",
            tuple(kept["headings"]),
            0,
            tuple(Row(number, tuple(_read(cell) for cell in cells)) for number, cells in kept["lines"]),
            epoch=kept["epoch"],
            masked=tuple((line, column) for line, column in kept["masked"]),
        )
        mapping = Mapping({int(column): key for column, key in kept["columns"].items()})
    except (ValueError, KeyError, TypeError):
        return None
    return read_caseload(table, mapping, on=on)


def _written(cell: Cell) -> object:
    """Return a cell for JSON: a day is not text, and stays one."""
    return [cell.isoformat()] if isinstance(cell, date) else cell


def _read(cell: object) -> Cell:
    if not isinstance(cell, list):
        return cast("Cell", cell)
    (text,) = cast("Sequence[str]", cell)
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
