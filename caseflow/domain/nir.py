"""Find social security numbers (NIR) in a text: CaseFlow has no right to hold them (décret 2019-341)."""

import re

from stdnum.fr import nir as _nir

MASK = "•••"
LEAST = 15
"""Characters of the shortest way to write one with its key."""
_GAP = r"[ .\-\u00a0\u202f/]?"
_NUMBER = re.compile(rf"(?<!\d)[123478](?:{_GAP}\d){{4}}{_GAP}(?:\d{_GAP}\d|2{_GAP}[ABab])(?:{_GAP}\d){{8}}(?!\d)")
_PATIENCE = 200  # false numbers of one text in which a true one is sought


def nir_places(text: str) -> tuple[tuple[int, int], ...]:
    """Return where each 15-character NIR whose key is right begins and ends."""
    places: list[tuple[int, int]] = []
    start, patience = 0, _PATIENCE
    while len(text) >= LEAST and (found := _NUMBER.search(text, start)):
        if is_nir(found.group()):
            places.append(found.span())
            start = found.end()
        else:
            # « 06 12 34 56 78 1 85 03… »: a number may begin within other digits; a page of digits is no list.
            patience -= 1
            start = found.start() + 1 if patience > 0 else found.end()
    return tuple(places)


def mask_nir(text: str) -> str:
    """Return the text with every NIR that `nir_places` finds replaced by a mask."""
    for start, end in reversed(nir_places(text)):
        text = text[:start] + MASK + text[end:]
    return text


def is_nir(text: str) -> bool:
    """Tell whether a text is a whole NIR, with the right key; what separates its figures does not count."""
    bare = re.sub(r"[^0-9ABab]", "", text).upper()
    return len(bare) == LEAST and _has_its_key(bare) and bool(_nir.is_valid(bare))


def _has_its_key(number: str) -> bool:
    """Look at the key alone: 96 numbers of 97 are ruled out in no time."""
    digits = number[:13].replace("2A", "19").replace("2B", "18")
    return digits.isdecimal() and number[13:].isdecimal() and 97 - int(digits) % 97 == int(number[13:])
