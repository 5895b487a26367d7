"""Read post codes, communes and addresses, together or apart."""

import re

from caseflow.exchange.cells import one_line
from caseflow.exchange.readings import Mend, ProblemKind, ReadContext, Reading, RepairKind
from caseflow.exchange.rows import Cell

_POST_CODE = re.compile(r"(?:F|FR)?[\s\-]*(\d{2})[\s.]?(\d{3})(?:[.,]0)?", re.IGNORECASE)
_LOST_ZERO = re.compile(r"([1-9]\d{3})(?:[.,]0)?")
_CODE_FIRST = re.compile(r"(?:F|FR)?[\s\-]*(\d{5}|\d{2} \d{3}|\d{4})[\s,\-]+([^\W\d].*)", re.IGNORECASE)
_CODE_LAST = re.compile(r"([^\d]+?)[\s,\-]*\(?(\d{5})\)?")
_WHOLE = re.compile(r"(.*\S)[\s,\-]+(\d{5})\s+([^\W\d][^\d]*(?:\d{1,2}(?:e|er|eme|ème)?)?)", re.IGNORECASE | re.DOTALL)


def read_post_code(cell: Cell, _context: ReadContext) -> Reading:
    """Read a French post code, whose first zero a spreadsheet may have eaten."""
    typed = one_line(cell)
    code, mends = _code(typed)
    if code is None:
        return Reading({"post_code": typed}, problems=(ProblemKind.BAD_POST_CODE,))
    return Reading({"post_code": code}, mends)


def _code(typed: str) -> tuple[str | None, tuple[Mend, ...]]:
    if (found := _POST_CODE.fullmatch(typed)) and not found[1].startswith("00"):
        return found[1] + found[2], ()
    if found := _LOST_ZERO.fullmatch(typed):
        return "0" + found[1], (Mend(RepairKind.LEADING_ZERO, typed, "0" + found[1]),)
    return None, ()


def read_place(cell: Cell, context: ReadContext) -> Reading:
    """Read a commune, or a post code and a commune in one cell, in either order."""
    typed = one_line(cell)
    if found := _CODE_FIRST.fullmatch(typed):
        return _both(typed, found[1], found[2])
    if found := _CODE_LAST.fullmatch(typed):
        return _both(typed, found[2], found[1])
    if re.fullmatch(r"[\d .,]+", typed):
        return read_post_code(cell, context)
    return Reading({"commune": typed})


def _both(typed: str, code: str, commune: str) -> Reading:
    post_code, mends = _code(code)
    commune = commune.strip(" ,-")
    if post_code is None:
        return Reading({"post_code": code, "commune": commune}, problems=(ProblemKind.BAD_POST_CODE,))
    return Reading(
        {"post_code": post_code, "commune": commune},
        (*mends, Mend(RepairKind.PLACE_SPLIT, typed, f"{post_code} · {commune}")),
    )


def read_address(cell: Cell, _context: ReadContext) -> Reading:
    """Read a street address, which may end with its post code and commune."""
    typed = one_line(cell)
    if found := _WHOLE.fullmatch(typed):
        street, code, commune = found[1].strip(" ,-"), found[2], found[3].strip(" ,-")
        if _code(code)[0] is not None:
            return Reading(
                {"address_line": street, "post_code": code, "commune": commune},
                (Mend(RepairKind.PLACE_SPLIT, typed, f"{street} · {code} · {commune}"),),
            )
    return Reading({"address_line": typed})
