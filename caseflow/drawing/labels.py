"""Words that fit: cut short or broken over lines, by the painter's own measure."""

from collections.abc import Callable
from typing import TypeAlias

Measure: TypeAlias = Callable[[str, float], float]
"""How wide a text is at a size, in points, as the painter will draw it."""

ELLIPSIS = "…"


def elided(text: str, width: float, size: float, measure: Measure) -> str:
    """Return the longest beginning of a text that fits, with an ellipsis; nothing if not even that fits."""
    if measure(text, size) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle].rstrip() + ELLIPSIS, size) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS if low else ""


def wrapped(text: str, width: float, size: float, measure: Measure, lines: int = 2) -> tuple[str, ...]:
    """Break a text at its spaces over at most so many lines; the last is cut short if the rest does not fit."""
    words, found = text.split(" "), list[str]()
    while words and len(found) < lines - 1:
        count = 1
        while count < len(words) and measure(" ".join(words[: count + 1]), size) <= width:
            count += 1
        found.append(elided(" ".join(words[:count]), width, size, measure))
        words = words[count:]
    if words:
        found.append(elided(" ".join(words), width, size, measure))
    return tuple(found)
