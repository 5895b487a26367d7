"""Take social security numbers (NIR) out of a table: CaseFlow has no right to hold them (décret 2019-341)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from caseflow.domain.nir import LEAST, is_nir, mask_nir
from caseflow.exchange.rows import Cell, Row, Table, cell_text, is_blank
from caseflow.exchange.words import heading_words
from caseflow.i18n import _, ngettext

_SHORT = re.compile(r"[12]\d\d(?:0[1-9]|1[0-2]|[2-9]\d)(?:2[ABab]|\d\d)\d{6}(?:\d\d)?")
_HEADINGS = frozenset(
    (
        "nir|nirpp|nss|ss|numero ss|numero nir|nir cle|secu|numero secu|numero secu sociale|securite sociale|"
        "numero securite sociale|numero securite soc|numero immatriculation|numero insee|numero assure|"
        "numero assure social"
    ).split("|")
)
_BETWEEN = re.compile(r"[\s.\-]")
_LEAST_WITHOUT_KEY = 13  # characters
_TELLING = 0.5  # share of a column's cells that makes it a column of NIR


def masked_cell(cell: Cell) -> Cell:
    """Return the cell without the NIR it may hold; a cell that holds none is returned as it is."""
    if isinstance(cell, str):
        return mask_nir(cell) if len(cell) >= LEAST else cell
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and abs(cell) >= 1e14:
        return mask_nir(cell_text(cell)) if is_nir(cell_text(cell)) else cell
    return cell


def without_nir(table: Table) -> Table:
    """Empty the columns of NIR, mask those found elsewhere, and say so in the notes."""
    dropped = tuple(column for column in range(len(table.headings)) if _is_nir_column(table, column))
    masked: list[tuple[int, int]] = []
    rows = tuple(_clean(row, dropped, masked) for row in table.rows)
    notes = [*table.notes, *(_dropped_note(table.headings[column]) for column in dropped)]
    if masked:
        notes.append(_masked_note(masked))
    headings = tuple(mask_nir(heading) for heading in table.headings)
    return replace(table, headings=headings, rows=rows, dropped=dropped, masked=tuple(masked), notes=tuple(notes))


def _is_nir_column(table: Table, column: int) -> bool:
    if heading_words(table.headings[column]) in _HEADINGS:
        return True
    texts = [cell_text(row.cells[column]) for row in table.rows if not is_blank(row.cells[column])]
    if not texts:
        return False
    bare = [_BETWEEN.sub("", text) for text in texts if len(text) >= _LEAST_WITHOUT_KEY]
    complete = sum(1 for text in bare if len(text) == LEAST and is_nir(text))
    # Without its key a number proves little; a whole column of such numbers does.
    short = sum(1 for text in bare if _SHORT.fullmatch(text))
    return complete > _TELLING * len(texts) or (len(texts) >= 3 and short == len(texts))


def _clean(row: Row, dropped: Sequence[int], masked: list[tuple[int, int]]) -> Row:
    cells = list(row.cells)
    for column, cell in enumerate(cells):
        if column in dropped:
            cells[column] = None
        elif (clean := masked_cell(cell)) is not cell and clean != cell:
            cells[column] = clean
            masked.append((row.number, column))
    return Row(row.number, tuple(cells))


def _dropped_note(heading: str) -> str:
    return _(
        "The column “{heading}” holds social security numbers: it was not read, CaseFlow does not keep them."
    ).format(heading=" ".join(heading.split()) or "?")


def _masked_note(masked: Sequence[tuple[int, int]]) -> str:
    lines = sorted({number for number, _column in masked})
    shown = ", ".join(str(number) for number in lines[:10]) + ("…" if len(lines) > 10 else "")
    return ngettext(
        "A social security number was found and masked on line {lines}.",
        "Social security numbers were found and masked on lines {lines}.",
        len(lines),
    ).format(lines=shown)
