"""Words at one slip from the word typed: a letter too many, missing, wrong, or two exchanged."""

from collections.abc import Iterable

SHORTEST = 4
"""Shorter words are too near one another."""
MOST = 30


def close_words(known: Iterable[str], typed: str) -> list[str]:
    """Return the known words that are the one typed but for one slip, those with its first letter first."""
    return _close([word for word in known if abs(len(word) - len(typed)) <= 1], typed)


def close_beginnings(known: Iterable[str], typed: str) -> list[str]:
    """Return the beginnings of known words that are what was typed but for one slip: the word is not ended yet."""
    lengths = (len(typed) - 1, len(typed), len(typed) + 1)
    return _close(list({word[:length] for word in known for length in lengths if len(word) > length}), typed)


def _close(known: list[str], typed: str) -> list[str]:
    if len(typed) < SHORTEST - 1 or not typed.isalpha():
        return []
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    candidates = [word for word in known if len(word) >= SHORTEST]
    found = extract(typed, candidates, scorer=OSA.distance, score_cutoff=1, limit=MOST)
    return sorted((word for word, _distance, _place in found), key=lambda word: word[0] != typed[0])
