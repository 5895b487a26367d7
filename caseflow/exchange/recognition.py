"""Find the headings of a table, and say which column is what."""

import re
from collections.abc import Sequence
from functools import cache

from rapidfuzz import fuzz, process

from caseflow.exchange.columns import CASELOAD_COLUMNS, columns_by_key
from caseflow.exchange.mappings import Mapping
from caseflow.exchange.rows import Cell, Row, Table, cell_text, filled, is_blank
from caseflow.exchange.words import heading_words

_LOOKED_AT = 40  # first lines in which the headings are searched
_SAMPLE = 200  # rows whose content is looked at
_CLOSE = 92.0  # likeness of two headings, out of 100
_SHORT = 5  # shorter headings have to be exact
_LONGEST = 300  # longer than any heading: a note, which is not looked into
# Tried at the beginning of a word only, and never twice: an endless word costs its length, not the square of it.
_EMAIL = re.compile(r"(?<![^@\s;,])[^@\s;,]++@[^@\s;,]+\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+33|0033|0)[\s.\-]?[1-9](?:[\s.\-]?\d\d){4}")
_PLACE = re.compile(r"\d{5} +[^\d\W][\w\s'’.\-]+")


@cache
def _variants() -> dict[str, str]:
    """Return each known heading, reduced to its words, with the key it stands for."""
    known: dict[str, str] = {}
    for column in CASELOAD_COLUMNS:
        for variant in column.headings:
            known.setdefault(heading_words(variant), column.key)
    return known


def known_headings() -> frozenset[str]:
    """Return the words of every heading that is recognised at once."""
    return frozenset(_variants())


def key_of(heading: str) -> str | None:
    """Return the key a heading stands for, with or without what it adds in brackets: « RQTH (oui/non) »."""
    if len(heading) > _LONGEST:
        return None
    bare = re.sub(r"\([^()]*\)|\b(?:o ?/ ?n|oui ?/ ?non)\b", " ", heading, flags=re.IGNORECASE)
    return _variants().get(heading_words(heading)) or _variants().get(heading_words(bare))


def heading_line(lines: Sequence[Sequence[Cell]]) -> int | None:
    """Return the place of the line of headings, or nothing when the list starts at once with people."""
    best, best_score = 0, -1.0
    for place, cells in enumerate(lines[:_LOOKED_AT]):
        score = _heading_score(cells)
        if score > best_score:
            best, best_score = place, score
    if best_score >= 1:
        return best
    width = max(filled(cells) for cells in lines[:_LOOKED_AT])
    first = next(place for place, cells in enumerate(lines) if filled(cells) * 2 >= width)
    return None if any(_is_content(cell) for cell in lines[first]) else first


def _heading_score(cells: Sequence[Cell]) -> float:
    """Count the cells that name something known; what looks like a person's data counts against."""
    texts = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
    known = sum(1 for text in texts if key_of(text))
    return known - 2 * sum(1 for cell in cells if _is_content(cell))


def _is_content(cell: Cell) -> bool:
    if isinstance(cell, str):
        return bool(_EMAIL.search(cell) or _PHONE.search(cell) or re.match(r"\d\d?/\d\d?/\d{2,4}$", cell.strip()))
    return cell is not None and not isinstance(cell, str)


def recognise(headings: Sequence[str], rows: Sequence[Row] = ()) -> Mapping:
    """Say which column is what: by its heading, else by a heading that is close, else by what it holds."""
    columns: dict[int, str] = {}
    guessed: set[int] = set()
    for column, heading in enumerate(headings):
        key = key_of(heading)
        if key and _is_free(key, columns):
            columns[column] = key
    for column, heading in enumerate(headings):
        is_settled = column in columns or len(heading) > _LONGEST
        key = None if is_settled else _close_key(heading) or _key_by_content(heading, column, rows)
        if key and _is_free(key, columns):
            columns[column] = key
            guessed.add(column)
    return Mapping(_with_both_names(columns, rows), frozenset(guessed))


def _with_both_names(columns: dict[int, str], rows: Sequence[Row]) -> dict[int, str]:
    """Read a lone « Nom » as both names, when most of its cells hold several words."""
    if {"first_name", "full_name", "first_last_name"} & set(columns.values()):
        return columns
    lone = next((column for column, key in columns.items() if key == "last_name"), None)
    names = [] if lone is None else [cell_text(row.cells[lone]).split() for row in rows[:_SAMPLE]]
    if lone is None or sum(len(words) > 1 for words in names) * 2 <= len(names):
        return columns
    return columns | {lone: "full_name"}


def recognise_table(table: Table) -> Mapping:
    """Say which column of a table is what; columns that were dropped are nothing."""
    mapping = recognise(table.headings, table.rows)
    for column in table.dropped:
        mapping = mapping.with_column(column, None)
    return mapping


def _is_free(key: str, columns: dict[int, str]) -> bool:
    return columns_by_key()[key].several or key not in columns.values()


def _close_key(heading: str) -> str | None:
    words = heading_words(heading)
    if len(words) < _SHORT:
        return None
    known = [variant for variant in _variants() if len(variant) >= _SHORT and variant.count(" ") == words.count(" ")]
    found = process.extractOne(words, known, scorer=fuzz.ratio, score_cutoff=_CLOSE)
    return None if found is None else _variants()[found[0]]


def _key_by_content(heading: str, column: int, rows: Sequence[Row]) -> str | None:
    """Recognise contact columns by what they hold, when their heading says nothing against it."""
    words = heading_words(heading)
    if words and not re.search(r"mail|courriel|tel|port|gsm|mobile|cp|ville|commune|contact|coordonnees", words):
        return None
    texts = [cell_text(row.cells[column]).strip() for row in rows[:_SAMPLE] if not is_blank(row.cells[column])]
    for pattern, key in ((_EMAIL, "emails"), (_PHONE, "phones"), (_PLACE, "post_code_commune")):
        if texts and sum(1 for text in texts if pattern.fullmatch(text)) * 10 >= len(texts) * 8:
            return key
    return None
