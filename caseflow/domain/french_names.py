"""Compare names as French files write them: accents, particles, compounds, spellings that sound alike, typing slips."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import IntEnum

from rapidfuzz.distance import OSA

from caseflow.i18n import fold

_PARTICLES = frozenset(
    "d de del della des di do dos da du la le les l el al ould ait ben bent bin ibn van von der den y"
    " epouse epse ep nee ne veuve vve divorcee".split()
)
_SHORTENED = {"med": "mohamed", "mohd": "mohamed", "mhd": "mohamed", "abd": "abdel", "jph": "joseph", "jq": "jacques"}

_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(.)\1+", r"\1"),
        (r"^h|(?<=[^cps])h", ""),
        (r"ph", "f"),
        (r"sch|ch|sh", "x"),
        (r"eau|au", "o"),
        (r"ou", "u"),
        (r"oi|oy", "wa"),
        (r"[ae]in|[iy]n|[iy]m(?=[^aeiouy]|$)", "in"),
        (r"[ae][iy]|ey|ei", "e"),
        (r"[ae]n|[ae]m(?=[^aeiouy]|$)", "an"),
        (r"qu|ck|q|c(?=[^eiyh]|$)|kh", "k"),
        (r"c|z", "s"),
        (r"gu(?=[eiy])", "g"),
        (r"g(?=[eiy])|dj", "j"),
        (r"w", "v"),
        (r"y", "i"),
        (r"h", ""),
        (r"(.)\1+", r"\1"),
        (r"(?<=..)[estdxp]+$", ""),
    )
)


class Likeness(IntEnum):
    """How much two names are alike."""

    NONE = 0
    PART = 1
    """One is a part of the other: « Dupont » and « Dupont-Martin »."""
    CLOSE = 2
    """A typing slip or another spelling apart."""
    SAME = 3
    """Alike but for accents, case, particles, hyphens and the order of the words."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name prepared to be compared."""

    joined: str = field(repr=False)
    words: tuple[str, ...] = field(repr=False)
    sound: str = field(repr=False)
    word_sounds: tuple[str, ...] = field(repr=False)
    """How each of the words sounds."""

    @property
    def all_sounds(self) -> Collection[str]:
        """Return how the name and each of its words sound, each once."""
        return self.word_sounds if len(self.word_sounds) == 1 else {self.sound, *self.word_sounds}

    @property
    def first_word(self) -> str:
        """Return the first word, by which a person is called."""
        return self.words[0] if self.words else ""

    @property
    def first_sound(self) -> str:
        """Return how the first word sounds."""
        return self.word_sounds[0] if self.word_sounds else ""


NO_NAME = Name("", (), "", ())


def sound(word: str) -> str:
    """Return how a folded word sounds, roughly: « Gauthier » and « Gotier » give the same."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


def prepared(text: str | None) -> Name:
    """Prepare a name: folded, cut in words, particles left out where something else remains."""
    if not text:
        return NO_NAME
    every: list[str] = re.findall(r"[^\W\d_]+", fold(text))
    words = tuple(_SHORTENED.get(word, word) for word in every if word not in _PARTICLES) or tuple(every)
    sounds = tuple(sound(word) for word in words)
    return Name("".join(every), words, sounds[0] if len(words) == 1 else sound("".join(words)), sounds)


def likeness(one: Name, other: Name) -> Likeness:
    """Say how much two names are alike."""
    if not one.joined or not other.joined:
        return Likeness.NONE
    if is_same(one, other):
        return Likeness.SAME
    if _is_slip(one, other):
        return Likeness.CLOSE
    return Likeness.PART if len(one.words) != len(other.words) and _is_part(one.words, other.words) else Likeness.NONE


def is_same(one: Name, other: Name) -> bool:
    """Tell whether two names are alike but for accents, case, particles, hyphens and the order of the words."""
    if one.joined == other.joined or one.words == other.words:
        return bool(one.joined)
    return len(one.words) == len(other.words) > 1 and sorted(one.words) == sorted(other.words)


def first_name_likeness(one: Name, other: Name) -> Likeness:
    """Say how much two first names are alike; an initial is a part of a name."""
    found = likeness(one, other)
    if found is not Likeness.NONE or not one.words or not other.words:
        return found
    short, long = sorted((one.first_word, other.first_word), key=len)
    return Likeness.PART if len(short) == 1 and long.startswith(short) and len(one.words) == len(other.words) else found


def _is_slip(one: Name, other: Name) -> bool:
    """Tell a typing slip or another spelling: the longer the name, the more letters may differ."""
    longest = max(len(one.joined), len(other.joined))
    allowed = 3 if longest >= 14 else 2 if longest >= 8 else 1 if longest >= 4 else 0
    if allowed and OSA.distance(one.joined, other.joined, score_cutoff=allowed) <= allowed:
        return True
    return len(one.sound) >= 2 and one.sound == other.sound


def _is_part(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether every word of the shorter name is in the longer one, slips of the hand allowed."""
    short, long = sorted((one, other), key=len)
    if not any(len(word) >= 3 for word in short):
        return False
    return all(any(_is_word(word, known) for known in long) for word in short)


def _is_word(word: str, known: str) -> bool:
    return word == known or (len(word) >= 5 and OSA.distance(word, known, score_cutoff=1) <= 1)
