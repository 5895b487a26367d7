"""Judge a passphrase, and propose one. The rule is the CNIL's (délibération 2022-100, case 1): 80 bits, or seven words.

A copied file is guessed at without limit, so this is asked of every store but the training one.
"""

import math
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from caseflow.domain.errors import Invalid
from caseflow.i18n import _, fold
from caseflow.resources import resource

WORDS = 7
"""Of the list, drawn by lot: 7 × log2(2,795) is a little over 80 bits, and can be said over the phone."""

_ENOUGH_BITS = 79
"""The CNIL's own examples, rounded: 12 signs of four kinds, 14 of three."""
_GUESSES = 11.5
"""Orders of magnitude, of which zxcvbn counts one for each sign of no meaning: a common word and a year have fewer."""
_KINDS = ((r"[a-z]", 26), (r"[A-Z]", 26), (r"\d", 10), (r"[^a-zA-Z\d]", 37))
_LONGEST_JUDGED = 100


@dataclass(frozen=True)
class Strength:
    """How hard a passphrase is to guess, and what to do about it; no advice when it is strong enough."""

    bits: int
    is_enough: bool
    advice: str


def propose() -> str:
    """Draw a passphrase by lot: seven words without accents, which any keyboard can type."""
    words = french_words()
    return " ".join(secrets.choice(words) for _number in range(WORDS))


def proposed_bits() -> int:
    """Return how many bits a proposed passphrase has, rounded down."""
    return int(WORDS * math.log2(len(french_words())))


def assess(passphrase: str, known: Iterable[str] = ()) -> Strength:
    """Judge a passphrase; `known` are words that people around would try first: names of the user and the structure."""
    if passphrase == "":
        return Strength(0, False, _("Choose a passphrase, or take the seven words proposed."))
    words = _words_in(passphrase)
    guesses = _log10_guesses(passphrase, known)
    by_table = _table_bits(passphrase, words)
    guessed = min(by_table, int(guesses * math.log2(10)))
    if by_table < _ENOUGH_BITS:
        return Strength(
            guessed,
            False,
            _("Too short: use seven words, or fourteen signs with capital and small letters and figures."),
        )
    if guesses < _GUESSES or len(set(words)) < min(len(words), WORDS):
        return Strength(guessed, False, _("Too easy to guess: avoid names, dates, common words and repetitions."))
    return Strength(by_table, True, "")


def require_strong(passphrase: str, known: Iterable[str] = ()) -> None:
    """Refuse a passphrase that a stolen copy of the store would not resist.

    Raises:
        Invalid: it is too weak (`passphrase`); the sentence says what to do.
    """
    strength = assess(passphrase, known)
    if not strength.is_enough:
        raise Invalid("passphrase", strength.advice)


@cache
def french_words() -> tuple[str, ...]:
    """Return the words that a passphrase is drawn from."""
    return tuple(resource("reference", "words_fr.txt").read_text(encoding="utf-8").split())


def _words_in(passphrase: str) -> list[str]:
    return [word for word in re.split(r"[\W\d_]+", fold(passphrase)) if len(word) >= 3]


def _table_bits(passphrase: str, words: list[str]) -> int:
    """Return the bits that the CNIL's table counts: by sign, or by word where there are seven of them."""
    alphabet = sum(size for pattern, size in _KINDS if re.search(pattern, passphrase))
    by_sign = len(passphrase) * math.log2(max(alphabet, 2))
    if len(words) >= WORDS:
        return int(len(words) * math.log2(len(french_words())))
    return int(min(by_sign, _sentence_bits(passphrase, words, by_sign)))


def _sentence_bits(passphrase: str, words: list[str], by_sign: float) -> float:
    """Return the bits of a few words in a row: four of them have many letters, and are only four choices."""
    is_sentence = len(words) >= 2 and sum(map(len, words)) >= 0.8 * len(passphrase.replace(" ", ""))
    return len(words) * math.log2(len(french_words())) if is_sentence else by_sign


def _log10_guesses(passphrase: str, known: Iterable[str]) -> float:
    """Return the orders of magnitude of guesses that zxcvbn counts, knowing French words and the names around."""
    from zxcvbn import zxcvbn  # its dictionaries take a while to read

    around = [word for text in known for word in re.split(r"\W+", fold(text)) if len(word) >= 3]
    judged = fold(passphrase[:_LONGEST_JUDGED])
    found = zxcvbn(judged, user_inputs=["caseflow", "plie", *around, *french_words()], max_length=_LONGEST_JUDGED)
    return float(found["guesses_log10"])
