"""Read the plain cells: text, identifiers, numbers, yes or no, and what a spreadsheet did to them."""

import re
from collections.abc import Callable
from typing import TypeAlias

from caseflow.exchange.readings import Mend, ProblemKind, ReadContext, Reading, RepairKind
from caseflow.exchange.rows import Cell, cell_text
from caseflow.i18n import fold

Reader: TypeAlias = Callable[[Cell, ReadContext], Reading]

_FORMULA_ERRORS = frozenset("#N/A #REF! #VALUE! #VALEUR! #NAME? #NOM? #DIV/0! #NULL! #NUL! #NUM! #NOMBRE!".split())
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
_POINT_ZERO = re.compile(r"(\d+)[.,]0+")
_EXACT = 1e15  # beyond, a spreadsheet's numbers lose their last digits
_FRANCE_TRAVAIL = re.compile(r"\d{7}[0-9A-Z]|\d{11}")
_YES = frozenset("oui o yes y vrai true x 1 ok".split())
_NO = frozenset("non n no faux false 0 aucun aucune neant sans".split())


def one_line(cell: Cell) -> str:
    """Return a cell as text on one line, without blanks at its ends nor doubled."""
    return " ".join(cell_text(cell).split())


def is_formula_error(cell: Cell) -> bool:
    """Say whether the cell shows that a formula failed in the sender's workbook."""
    return isinstance(cell, str) and cell.strip().upper() in _FORMULA_ERRORS


def restored(text: str) -> str:
    """Return the text with its damaged accents restored where that is certain: « JÃ©rÃ´me » gives « Jérôme »."""
    if text.isascii():
        return text
    import ftfy
    from ftfy.badness import is_bad

    if not is_bad(text):
        return text
    mended = ftfy.fix_encoding(text)
    return text if is_bad(mended) or "\ufffd" in mended else mended


def text(key: str) -> Reader:
    """Return a reader of one line of text."""
    return lambda cell, _context: Reading({key: one_line(cell)})


def long_text(key: str) -> Reader:
    """Return a reader of text on several lines."""
    return lambda cell, _context: Reading(
        {key: "\n".join(line.strip() for line in cell_text(cell).strip().splitlines())}
    )


def words_list(key: str) -> Reader:
    """Return a reader of several words or groups of words separated by marks."""
    return lambda cell, _context: Reading(
        {key: tuple(word for part in re.split(r"[,;|\n]", cell_text(cell)) if (word := " ".join(part.split())))}
    )


def identifier(key: str) -> Reader:
    """Return a reader of a number that is a name: its digits matter, its value does not."""

    def read(cell: Cell, _context: ReadContext) -> Reading:
        typed, mends, problems = identifier_text(cell)
        return Reading({} if problems else {key: typed}, mends, problems)

    return read


def identifier_text(cell: Cell) -> tuple[str, tuple[Mend, ...], tuple[ProblemKind, ...]]:
    """Return an identifier as its digits, whatever the spreadsheet made of them."""
    typed = one_line(cell)
    if (isinstance(cell, (int, float)) and abs(cell) >= _EXACT) or _SCIENTIFIC.fullmatch(typed):
        return typed, (), (ProblemKind.ROUNDED,)
    whole = _POINT_ZERO.fullmatch(typed)
    if whole is None:
        return typed, (), ()
    return whole[1], (Mend(RepairKind.WHOLE_NUMBER, typed, whole[1]),), ()


def read_france_travail_id(cell: Cell, _context: ReadContext) -> Reading:
    """Read a France Travail number: 7 digits and a letter or digit, or 11 digits."""
    typed, mends, problems = identifier_text(cell)
    if problems:
        return Reading({}, mends, problems)
    bare = re.sub(r"[\s.\-]", "", typed).upper()
    if not isinstance(cell, str) and len(bare) in (7, 10):  # only a number can have lost its first zero
        bare = "0" + bare
        mends = (*mends, Mend(RepairKind.LEADING_ZERO, typed, bare))
    if _FRANCE_TRAVAIL.fullmatch(bare):
        return Reading({"france_travail_id": bare}, mends)
    return Reading({"france_travail_id": typed}, mends, (ProblemKind.BAD_FRANCE_TRAVAIL,))


def yes_no(key: str) -> Reader:
    """Return a reader of yes or no, as French files write it."""

    def read(cell: Cell, _context: ReadContext) -> Reading:
        answer = truth(cell)
        return Reading({key: answer}) if answer is not None else Reading(problems=(ProblemKind.UNKNOWN_CHOICE,))

    return read


def truth(cell: Cell) -> bool | None:
    """Return what a cell answers, or nothing when it is neither yes nor no."""
    if isinstance(cell, bool):
        return cell
    words = fold(one_line(cell)).rstrip(".")
    first = re.split(r"[\W_]", words)[0]
    if words in _YES or first in ("oui", "yes"):
        return True
    return False if words in _NO or first in ("non", "no") else None


def whole_number(key: str, *, unit: str = "", most: int = 1_000) -> Reader:
    """Return a reader of a small whole number, with or without its unit."""
    pattern = re.compile(rf"(\d{{1,9}})(?:[.,]0+)?\s*(?:{unit})?" if unit else r"(\d{1,9})(?:[.,]0+)?", re.IGNORECASE)

    def read(cell: Cell, _context: ReadContext) -> Reading:
        found = pattern.fullmatch(one_line(cell))
        if found is None or int(found[1]) > most:
            return Reading(problems=(ProblemKind.BAD_NUMBER,))
        return Reading({key: int(found[1])})

    return read
