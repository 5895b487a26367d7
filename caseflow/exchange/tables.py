"""Read a file someone else made as headings and typed rows, without ever letting it harm the program.

The bytes are parsed in a child process with hard limits (`parsing.py`); what comes back is plain cells. Here they
become a `Table`: heading row found, blank columns kept in place, guards and social security numbers taken away.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from caseflow.domain.errors import Refused, StorageTrouble
from caseflow.exchange.guards import unguarded
from caseflow.exchange.limits import LIMITS, Limits
from caseflow.exchange.nir import without_nir
from caseflow.exchange.parse_child import Parsed, bounded
from caseflow.exchange.parsing import parse_apart
from caseflow.exchange.recognition import heading_line, known_headings
from caseflow.exchange.rejections import Rejected, sentence
from caseflow.exchange.rows import Cell, Row, Table, cell_text, filled, is_blank
from caseflow.exchange.texts import delimiter_of, lines_of
from caseflow.i18n import _

__all__ = ["LIMITS", "Cell", "Limits", "Row", "Table", "cell_text", "read_pasted", "read_table"]


def read_table(
    source: Path | bytes,
    *,
    name: str,
    sheet: str | None = None,
    heading: int | None = None,
    limits: Limits = LIMITS,
    cancel: Callable[[], bool] | None = None,
) -> Table:
    """Read a workbook or a text file; without `sheet`, the sheet that looks most like a list of people.

    Without `heading`, the line of the headings is looked for; 0 says that there are none.

    Raises:
        Refused: the file is hostile, broken, protected, too large or empty, or the reading was cancelled.
        StorageTrouble: the file cannot be read from the disk.
    """
    content = _bytes_of(source, limits) if isinstance(source, Path) else source
    if len(content) > limits.container_bytes:
        raise Refused(sentence("too_big"))
    parsed = parse_apart(content, sheet=sheet, known=known_headings(), limits=limits, cancel=cancel)
    return _table(name, parsed, heading)


def read_pasted(text: str, limits: Limits = LIMITS, *, heading: int | None = None) -> Table:
    """Read cells pasted from a spreadsheet: lines cut by tabs, or by the separator of a text file.

    Raises:
        Refused: there is nothing to read, or too much.
    """
    text = text.lstrip("\ufeff")
    delimiter = "\t" if "\t" in text else delimiter_of(text)
    try:
        parsed = Parsed((), "", bounded(lines_of(text, delimiter, limits), limits), delimiter=delimiter)
    except Rejected as verdict:
        raise Refused(sentence(verdict.code, verdict.figures)) from verdict
    return _table(_("Pasted cells"), parsed, heading)


def _bytes_of(path: Path, limits: Limits) -> bytes:
    try:
        if path.stat().st_size > limits.container_bytes:
            raise Refused(sentence("too_big"))
        return path.read_bytes()
    except OSError as error:
        raise StorageTrouble(_("This file cannot be read: it is missing, or open in another program.")) from error


def _table(name: str, parsed: Parsed, heading: int | None = None) -> Table:
    """Put headings over rows, and take away what a caseload must not hold."""
    is_text = parsed.encoding is not None or parsed.delimiter is not None
    lines = [(number, tuple(unguarded(cell) if is_text else cell for cell in cells)) for number, cells in parsed.rows]
    if heading is None:
        place = heading_line([cells for _number, cells in lines])
    else:
        place = next((place for place, (number, _cells) in enumerate(lines) if number == heading), None)
    width = max(len(cells) for _number, cells in lines)
    titles = lines[place][1] if place is not None else ()
    headings = tuple(cell_text(cell).strip() for cell in (*titles, *(None,) * (width - len(titles))))
    body = lines if place is None else lines[place + 1 :]
    rows = tuple(Row(number, _padded(cells, width)) for number, cells in body if _is_data(cells, titles))
    if not rows:
        raise Refused(sentence("no_rows"))
    return without_nir(
        Table(
            name,
            parsed.sheets,
            parsed.sheet,
            headings,
            0 if place is None else lines[place][0],
            rows,
            parsed.encoding,
            parsed.delimiter,
            parsed.epoch,
            parsed.doubtful,
            notes=_notes(parsed, lines[place][0] if place else 0),
        )
    )


def _padded(cells: Sequence[Cell], width: int) -> tuple[Cell, ...]:
    return (*(None if is_blank(cell) else cell for cell in cells), *(None,) * (width - len(cells)))


def _is_data(cells: Sequence[Cell], titles: Sequence[Cell]) -> bool:
    """Leave out empty lines, headings printed again on each page, and the total at the foot."""
    if not filled(cells) or tuple(cells) == tuple(titles):
        return False
    first = next(cell for cell in cells if not is_blank(cell))
    return not (filled(cells) <= 2 and isinstance(first, str) and first.strip().lower().startswith("total"))


def _notes(parsed: Parsed, heading_row: int) -> tuple[str, ...]:
    notes: list[str] = []
    if heading_row > 1:
        notes.append(_("The headings were found on line {row}; the lines above were left out.").format(row=heading_row))
    if parsed.doubtful:
        notes.append(_("The accents of this file are doubtful: look at the names before importing."))
    others = [sheet for sheet in parsed.sheets if sheet != parsed.sheet]
    if others:
        notes.append(
            _("The sheet “{sheet}” was read; the workbook also holds: {others}.").format(
                sheet=parsed.sheet, others=", ".join(others)
            )
        )
    return tuple(notes)
