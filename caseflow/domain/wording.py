"""Find words and expressions in a note: those that suggest a barrier, those that do not belong in it.

Case, accents, apostrophes, hyphens and the plural do not count; an expression is found only as whole words, within one
sentence. In an expression, `*` at the end of a word stands for any ending, `*` alone for any word, and `…` for up to
four words in between: « voiture … panne » is found in « sa voiture est encore tombée en panne ».
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from caseflow.domain.nir import nir_places
from caseflow.i18n import fold

Meaning = TypeVar("Meaning")

ANY = "*"
GAP = "…"
LONGEST_GAP = 4
"""How many words may stand where an expression has `…`."""
_STEM = 3
"""Letters needed before a `*`: with fewer, nearly anything would be found."""
_WORD = re.compile(r"[^\W_][\w\u0300-\u036f]*")
_PARTS = re.compile(rf"{GAP}|\.\.\.|[^\W_][\w\u0300-\u036f]*\*?|\*")
_ENDS = re.compile(r"[.;:!?\n]")


class RiskFamily(StrEnum):
    """Why words do not belong in a note."""

    HEALTH = "health"
    JUSTICE = "justice"
    RELIGION = "religion"
    POLITICS = "politics"
    UNION = "union"
    SEXUALITY = "sexuality"
    ORIGIN = "origin"
    JUDGEMENT = "judgement"
    NIR = "nir"
    IBAN = "iban"
    THIRD_PARTY = "third_party"


@dataclass(frozen=True)
class Risk:
    """Some words of a note that are better written otherwise, or not at all."""

    start: int
    end: int
    words: str
    family: str
    """A `RiskFamily`."""
    advice: str
    """What to write instead."""

    @property
    def is_to_mask(self) -> bool:
        """Whether it may not be kept at all: a warning is not enough for a NIR."""
        return self.family == RiskFamily.NIR


@dataclass(frozen=True)
class Word:
    """A word of a text: where it stands, its key for comparing, and the number of its sentence."""

    start: int
    end: int
    key: str
    sentence: int


@dataclass(frozen=True)
class Found(Generic[Meaning]):
    """An expression found: its first and last word, by their place among the words, and what it means."""

    first: int
    last: int
    meaning: Meaning


class Expressions(Generic[Meaning]):
    """Expressions, each with what it means, found together in one walk along the words of a text."""

    def __init__(self, meanings: Iterable[tuple[str, Meaning]]) -> None:
        """Take expressions as they are written; one without any word is left out."""
        self._exact: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        self._stems: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        for expression, meaning in meanings:
            parts = tuple(expression_parts(expression))
            if parts and parts[0] not in {ANY, GAP}:
                is_stem = parts[0].endswith(ANY)
                index, first = (self._stems, parts[0][:_STEM]) if is_stem else (self._exact, parts[0])
                index.setdefault(first, []).append((parts, meaning))

    def find(self, words: Sequence[Word]) -> Iterator[Found[Meaning]]:
        """Return what is found, in the order of the text; expressions may overlap."""
        for place, word in enumerate(words):
            for parts, meaning in (*self._exact.get(word.key, ()), *self._stems.get(word.key[:_STEM], ())):
                last = _last_word(parts, words, place)
                if last is not None:
                    yield Found(place, last, meaning)


def words_of_note(text: str) -> tuple[Word, ...]:
    """Cut a text into words."""
    words: list[Word] = []
    sentence = done = 0
    for match in _WORD.finditer(text):
        sentence += _ENDS.search(text, done, match.start()) is not None
        done = match.end()
        words.append(Word(match.start(), done, _key(match.group()), sentence))
    return tuple(words)


def expression_parts(expression: str) -> list[str]:
    """Cut an expression into the keys of its words, `*` and `…`."""
    parts = [part.replace("...", GAP) for part in _PARTS.findall(expression)]
    return [part if part in {ANY, GAP} else fold(part) if part.endswith(ANY) else _key(part) for part in parts]


def expression_key(expression: str) -> str:
    """Return what two ways to write the same expression have in common."""
    return " ".join(expression_parts(expression))


def is_findable(expression: str) -> bool:
    """Tell whether an expression can be found at all: a word first, and enough letters before each `*`."""
    parts = expression_parts(expression)
    if not parts or parts[0] in {ANY, GAP} or parts[-1] == GAP:
        return False
    return all(part in {ANY, GAP} or not part.endswith(ANY) or len(part) > _STEM for part in parts)


def without(found: Iterable[Found[Meaning]], harmless: Iterable[Found[None]]) -> list[Found[Meaning]]:
    """Leave out what shares a word with a harmless expression: « santé publique » is nobody’s health."""
    covered = {place for each in harmless for place in range(each.first, each.last + 1)}
    return [each for each in found if covered.isdisjoint(range(each.first, each.last + 1))]


def apart(found: Iterable[Found[Meaning]]) -> list[Found[Meaning]]:
    """Keep the longest of those that overlap."""
    kept: list[Found[Meaning]] = []
    for each in sorted(found, key=lambda one: (one.first, -one.last)):
        if not kept or each.first > kept[-1].last:
            kept.append(each)
    return kept


def numbers_at_risk(text: str) -> list[tuple[int, int, RiskFamily]]:
    """Return where a social security number or a bank account number begins and ends, and which it is."""
    places = [(start, end, RiskFamily.NIR) for start, end in nir_places(text)]
    accounts = ((match.start(), _account_length(match.group())) for match in _IBAN.finditer(text))
    return places + [(start, start + length, RiskFamily.IBAN) for start, length in accounts if length]


def names_of_others(text: str) -> list[tuple[int, int]]:
    """Return where a relative or a neighbour is named: « son mari Karim »; « son mari » alone names nobody."""
    return [match.span() for match in _RELATIVE.finditer(text)]


_IBAN = re.compile(r"(?<!\w)[A-Za-z]{2}\d{2}(?:[ \u00a0\u202f\-]?[A-Za-z0-9]){11,30}(?!\w)")
_RELATIVE = re.compile(
    r"(?<!\w)(?i:mari|femme|épouse|époux|ex[- ](?:mari|femme|conjointe?|compagnon|compagne)|conjointe?|compagnon|"
    r"compagne|concubine?|fils|fille|frère|sœur|soeur|mère|père|beau-père|belle-mère|beau-frère|belle-sœur|cousine?|"
    r"oncle|tante|neveu|nièce|voisine?|ami|amie|copain|copine|colocataire|bébé|grand-mère|grand-père)"
    r"(?: cadette?| aînée?| préférée?|,)?(?: (?:s’appelle|s'appelle|prénommée?|qui s’appelle|qui s'appelle))? "
    r"(?:(?:M\.|Mme|Mr) )?[A-ZÀÂÉÈÊËÎÏÔÖÛÜÇ][a-zà-öø-ÿ]{2,}(?:[- ’'][A-ZÀÂÉÈÊËÎÏÔÖÛÜÇ][A-Za-zà-öø-ÿ]+)*(?!\w)"
)


def _account_length(text: str) -> int:
    """Return the length of the account number that a text begins with, 0 if there is none: words may follow it."""
    from stdnum import iban

    groups = re.split(r"(?=[ \u00a0\u202f\-])", text)
    starts = ("".join(groups[:count]) for count in range(len(groups), 0, -1))
    return next((len(start) for start in starts if iban.is_valid(re.sub(r"\W", "", start), check_country=False)), 0)


def _last_word(parts: Sequence[str], words: Sequence[Word], place: int) -> int | None:
    """Return the place of the last word when the parts are found from a word on; None if they are not."""
    sentence = words[place].sentence
    for rank, part in enumerate(parts):
        if part == GAP:
            reach = range(place, min(place + LONGEST_GAP + 1, len(words)))
            ends = (_last_word(parts[rank + 1 :], words, at) for at in reach if words[at].sentence == sentence)
            return next((end for end in ends if end is not None), None)
        if place >= len(words) or words[place].sentence != sentence or not _fits(part, words[place].key):
            return None
        place += 1
    return place - 1


def _fits(part: str, key: str) -> bool:
    return key.startswith(part[:-1]) if part.endswith(ANY) else key == part


def _key(word: str) -> str:
    """Return a word without accents, case, nor the mark of its plural."""
    key = fold(word)
    return key[:-1] if len(key) > _STEM and key[-1] in "sx" else key
