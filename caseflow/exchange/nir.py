"""Take social security numbers (NIR) out of a table: CaseFlow has no right to hold them (décret 2019-341)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from stdnum.fr import nir as _nir

from caseflow.exchange.rows import Cell, Row, Table, cell_text, is_blank
from caseflow.exchange.words import heading_words
from caseflow.i18n import _, ngettext

MASK = "•••"
_GAP = r"[ .\-\u00a0\u202f/]?"
_NUMBER = re.compile(rf"(?<!\d)[123478](?:{_GAP}\d){{4}}{_GAP}(?:\d{_GAP}\d|2{_GAP}[ABab])(?:{_GAP}\d){{8}}(?!\d)")
_SHORT = re.compile(r"[12]\d\d(?:0[1-9]|1[0-2]|[2-9]\d)(?:2[ABab]|\d\d)\d{6}(?:\d\d)?")
_HEADINGS = frozenset(
    (
        "nir|nirpp|nss|ss|numero ss|numero nir|nir cle|secu|numero secu|numero secu sociale|securite sociale|"
        "numero securite sociale|numero securite soc|numero immatriculation|numero insee|numero assure|"
        "numero assure social"
    ).split("|")
)
_BETWEEN = re.compile(r"[\s.\-]")
_LEAST, _LEAST_WITHOUT_KEY = 15, 13  # characters
_PATIENCE = 200  # false numbers of one cell in which a true one is sought
_TELLING = 0.5  # share of a column's cells that makes it a column of NIR


def mask_nir(text: str) -> str:
    """Return the text with every 15-character NIR whose key is right replaced by a mask."""
    kept: list[str] = []
    done = start = 0
    patience = _PATIENCE
    while len(text) >= _LEAST and (found := _NUMBER.search(text, start)):
        if _is_nir(found.group()):
            kept += [text[done : found.start()], MASK]
            done = start = found.end()
        else:
            # « 06 12 34 56 78 1 85 03… »: a number may begin within other digits; a page of digits is no list.
            patience -= 1
            start = found.start() + 1 if patience > 0 else found.end()
    return "".join([*kept, text[done:]])


def masked_cell(cell: Cell) -> Cell:
    """Return the cell without the NIR it may hold; a cell that holds none is returned as it is."""
    if isinstance(cell, str):
        return mask_nir(cell) if len(cell) >= _LEAST else cell
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and abs(cell) >= 1e14:
        return mask_nir(cell_text(cell)) if _is_nir(cell_text(cell)) else cell
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


def _is_nir(text: str) -> bool:
    bare = re.sub(r"[^0-9ABab]", "", text).upper()
    return len(bare) == 15 and _has_its_key(bare) and bool(_nir.is_valid(bare))


def _has_its_key(number: str) -> bool:
    """Look at the key alone: 96 numbers of 97 are ruled out in no time."""
    digits = number[:13].replace("2A", "19").replace("2B", "18")
    return digits.isdecimal() and number[13:].isdecimal() and 97 - int(digits) % 97 == int(number[13:])


def _is_nir_column(table: Table, column: int) -> bool:
    if heading_words(table.headings[column]) in _HEADINGS:
        return True
    texts = [cell_text(row.cells[column]) for row in table.rows if not is_blank(row.cells[column])]
    if not texts:
        return False
    bare = [_BETWEEN.sub("", text) for text in texts if len(text) >= _LEAST_WITHOUT_KEY]
    complete = sum(1 for text in bare if len(text) == _LEAST and _is_nir(text))
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
