"""Keep a spreadsheet from running what a text says, and give the text back as it was.

A program that opens a CSV takes a cell beginning with one of these characters for a formula. Such text is written
with an apostrophe before it; our own import takes it away again, so that writing then reading gives the same text.
"""

import re
from typing import TypeVar

_T = TypeVar("_T")

_DANGEROUS = re.compile(r"[\s\x00-\x1f]*['=+\-@＝＋－＠]|[\t\r\n\x00]")
# Phone numbers in the international form run nothing, and other programs expect them as they are.
_PHONES = re.compile(r"\+\d{8,15}(?:, \+\d{8,15})*")


def guarded(text: str) -> str:
    """Return the text as it can stand in a CSV without ever being a formula."""
    return "'" + text if _DANGEROUS.match(text) and not _PHONES.fullmatch(text) else text


def unguarded(cell: _T) -> _T | str:
    """Return what `guarded` was given; any other cell as it is."""
    if isinstance(cell, str) and cell.startswith("'") and _DANGEROUS.match(cell[1:]):
        return cell[1:]
    return cell
