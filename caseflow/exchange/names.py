"""Read people's names, alone or two in one cell; capitals mark the last name in French files."""

import re

from caseflow.exchange.cells import Reader, one_line
from caseflow.exchange.readings import Mend, ProblemKind, ReadContext, Reading, RepairKind
from caseflow.exchange.rows import Cell
from caseflow.i18n import fold

_CIVILITIES = {
    "m": "monsieur",
    "m.": "monsieur",
    "mr": "monsieur",
    "mr.": "monsieur",
    "monsieur": "monsieur",
    "h": "monsieur",
    "homme": "monsieur",
    "masculin": "monsieur",
    "1": "monsieur",
    "mme": "madame",
    "mme.": "madame",
    "madame": "madame",
    "mlle": "madame",
    "mlle.": "madame",
    "mademoiselle": "madame",
    "melle": "madame",
    "f": "madame",
    "femme": "madame",
    "feminin": "madame",
    "2": "madame",
}
_TITLES = frozenset("m. mr mr. monsieur mme mme. madame mlle mlle. mademoiselle melle".split())
_PARTICLES = frozenset(
    "de du des d' la le les l' van von der den el al ben ould da dos das di del della st ste saint sainte".split()
)
_BORN = re.compile(r"[\s,(]+n[ée]e?\s+([^()]+?)\s*\)?\s*$", re.IGNORECASE)
_MARRIED = re.compile(r"[\s,(]+(?:[ée]p\.?|[ée]pouse|ep[xs]?\.)\s+([^()]+?)\s*\)?\s*$", re.IGNORECASE)
_ODD = re.compile(r"[0-9@#!?*_=+<>{}\[\]()\\|/;:\"•]")


def read_civility(cell: Cell, _context: ReadContext) -> Reading:
    """Read a civility or a gender: « M. », « Mme », « Madame », « F »."""
    typed = one_line(cell)
    known = _CIVILITIES.get(fold(typed))
    return Reading({"civility": known}) if known else Reading(problems=(ProblemKind.UNKNOWN_CHOICE,))


def name(key: str) -> Reader:
    """Return a reader of a name that stands alone; the case is the sender's."""

    def read(cell: Cell, _context: ReadContext) -> Reading:
        typed = one_line(cell)
        return Reading({key: typed}, problems=(ProblemKind.ODD_NAME,) if _ODD.search(typed) else ())

    return read


def read_last_name(cell: Cell, context: ReadContext) -> Reading:
    """Read a last name, which may bring the birth name along: « MARTIN née DURAND »."""
    typed = one_line(cell)
    last, values = _maiden(typed)
    if not values:
        return name("last_name")(cell, context)
    split = Mend(RepairKind.NAME_SPLIT, typed, f"{last} · {values['birth_name']}")
    return Reading({**values, "last_name": last}, (split,))


def both_names(*, last_first: bool) -> Reader:
    """Return a reader of last and first names in one cell; where capitals do not tell, the heading's order does."""

    def read(cell: Cell, _context: ReadContext) -> Reading:
        typed = one_line(cell)
        bare, values = _without_title(typed)
        bare, maiden = _maiden(bare)
        split = _split(bare, last_first=last_first)
        if split is None:
            return Reading({**values, **maiden, "last_name": bare}, problems=(ProblemKind.NAME_ORDER,))
        last, first = split
        found: dict[str, object] = {**values, **maiden, "last_name": last, "first_name": first}
        odd = (ProblemKind.ODD_NAME,) if _ODD.search(last + first) else ()
        return Reading(found, (Mend(RepairKind.NAME_SPLIT, typed, f"{last} · {first}"),), odd)

    return read


def _without_title(typed: str) -> tuple[str, dict[str, object]]:
    first, _blank, rest = typed.partition(" ")
    if fold(first) in _TITLES and rest:
        return rest, {"civility": _CIVILITIES[fold(first)]}
    return typed, {}


def _maiden(typed: str) -> tuple[str, dict[str, str]]:
    """Take « née … » or « épouse … » away from a name."""
    if found := _BORN.search(typed):
        return typed[: found.start()].strip(" ,("), {"birth_name": found[1].strip()}
    if (found := _MARRIED.search(typed)) and found.start():
        return found[1].strip(), {"birth_name": typed[: found.start()].strip(" ,(")}
    return typed, {}


def _split(typed: str, *, last_first: bool) -> tuple[str, str] | None:
    """Return last and first name, or nothing when they cannot be told apart."""
    if typed.count(",") == 1:
        last, first = (part.strip() for part in typed.split(","))
        return (last, first) if last and first else None
    words = typed.split()
    capitals = [_is_capitals(word) for word in words]
    if any(capitals) and not all(capitals):
        return _split_by_capitals(words, capitals)
    return _split_by_order(words, last_first=last_first)


def _is_capitals(word: str) -> bool:
    letters = [char for char in word if char.isalpha()]
    return len(letters) > 1 and all(char.isupper() for char in letters)


def _is_particle(word: str) -> bool:
    return fold(word) in _PARTICLES


def _split_by_capitals(words: list[str], capitals: list[bool]) -> tuple[str, str] | None:
    """Take the run of capitals, and the particles before it, as the last name; it has to stand at one end."""
    start, stop = capitals.index(True), len(words) - capitals[::-1].index(True)
    inner = zip(words[start:stop], capitals[start:stop], strict=True)
    if any(not capital and not _is_particle(word) for word, capital in inner):
        return None
    while start > 0 and _is_particle(words[start - 1]):
        start -= 1
    if start > 0 and stop < len(words):
        return None
    last, first = words[start:stop], words[:start] + words[stop:]
    return (" ".join(last), " ".join(first)) if first else None


def _split_by_order(words: list[str], *, last_first: bool) -> tuple[str, str] | None:
    """Split words that capitals do not tell apart, when only one cut is possible: one word each, particles aside."""
    if last_first:
        lead = 0
        while lead < len(words) and _is_particle(words[lead]):
            lead += 1
        return (" ".join(words[: lead + 1]), words[-1]) if len(words) == lead + 2 else None
    particles = [place for place, word in enumerate(words) if place and _is_particle(word)]
    if len(words) == 2 + len(particles) and particles == list(range(1, 1 + len(particles))):
        return " ".join(words[1:]), words[0]
    return None
