"""Name the files of papers so that every system and mail program takes them."""

import re
import unicodedata

from caseflow.i18n import N_, Catalog
from caseflow.services.summaries import PathwaySummary

LONGEST = 120
_LONGEST_BYTES = 220  # of the 255 that Linux holds, some are left to what is added while a file is written
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_BLANKS = re.compile(r"\s+")
_RESERVED = frozenset("con prn aux nul conin$ conout$".split()) | {
    f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"
}


def safe_file_name(stem: str, extension: str = ".pdf") -> str:
    """Return a file name of at most 120 characters, in composed form, that Windows, macOS and Linux accept."""
    printable = "".join(char for char in unicodedata.normalize("NFC", stem) if unicodedata.category(char)[0] != "C")
    plain = _cut(_BLANKS.sub(" ", _FORBIDDEN.sub("-", printable)).strip(" .-"), extension)
    if not plain or plain.split(".")[0].strip().casefold() in _RESERVED:
        plain = _cut(f"fichier {plain}".strip(), extension)
    return plain + extension


def _cut(stem: str, ending: str) -> str:
    """Return as much of a name as leaves room for its ending."""
    kept = stem[: LONGEST - len(ending)].encode()[: _LONGEST_BYTES - len(ending.encode())]
    return kept.decode(errors="ignore").rstrip(" .-")


def summary_file_name(summary: PathwaySummary, catalog: Catalog, *, full: bool = False) -> str:
    """Return the name of a summary's file, by the file number alone: a folder's listing names nobody."""
    message = N_("Full pathway sheet {number}") if full else N_("Pathway sheet {number}")
    return safe_file_name(catalog.gettext(message).format(number=summary.file_number))


def distinct_names(names: list[str]) -> list[str]:
    """Return the names with a number added to those already taken, whatever their case: none overwrites another."""
    taken: set[str] = set()
    found: list[str] = []
    for name in names:
        stem, dot, extension = name.rpartition(".")
        candidate, number = name, 1
        while candidate.casefold() in taken:
            number += 1
            ending = f" ({number}){dot}{extension}"
            candidate = _cut(stem, ending) + ending
        taken.add(candidate.casefold())
        found.append(candidate)
    return found
