"""Give back the rows that were not taken, as the sender wrote them, with what has to be corrected in each."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from caseflow.exchange.caseloads import Caseload, IncomingRow
from caseflow.exchange.rows import Cell
from caseflow.exchange.workbook_out import workbook_bytes
from caseflow.i18n import _
from caseflow.store.files import write_whole

_REASON_WIDTH = 60  # characters


def reasons_of(row: IncomingRow) -> tuple[str, ...]:
    """Return what is wrong in a row, one sentence per cell, each with its column."""
    return tuple(
        _("{column}: {reason}").format(column=problem.heading, reason=problem.reason)
        if problem.heading
        else problem.reason
        for problem in row.problems
    )


def write_refused(
    path: Path,
    caseload: Caseload,
    rows: Sequence[IncomingRow],
    reasons: Mapping[int, Sequence[str]] | None = None,
) -> None:
    """Write rows as an XLSX in the sender's own layout, plus a column « À corriger ».

    `reasons` gives, by line number, what the caller has to say of a row (a possible duplicate), before its problems.
    Columns of social security numbers stay empty. Corrected, the file can be imported as it is.

    Raises:
        StorageTrouble: the disk is full or the file cannot be written.
    """
    table = caseload.table
    told = reasons or {}
    headings = [*(" ".join(heading.split()) for heading in table.headings), _("To correct")]
    lines: list[list[Cell]] = []
    for row in rows:
        why = dict.fromkeys((*told.get(row.number, ()), *reasons_of(row)))
        lines.append([*row.cells, "\n".join(why)])
    widths = [*(max(10, min(40, len(heading) + 2)) for heading in headings[:-1]), _REASON_WIDTH]
    content = workbook_bytes(headings, lines, sheet=_("To correct"), widths=widths, marked=len(headings) - 1)
    write_whole(path, content)
