"""Find a commune, or any zone in which a service takes people, by the first letters of its name or by its code."""

import re
from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from itertools import islice

from caseflow.domain.resource import department_of
from caseflow.domain.zones import FRANCE, departments, zone_name
from caseflow.i18n import _, fold
from caseflow.resources import resource
from caseflow.services.reference import communes, communes_at


@dataclass(frozen=True)
class Place:
    """A commune, a grouping of communes, a département or France, by its code."""

    code: str
    words: str
    """Its name, with what tells it from others that are called alike."""


def commune_words(insee: str) -> str:
    """Return how a commune is shown: « Aix-en-Provence (13) »; its code where nobody knows it."""
    known = communes().get(insee)
    return insee if known is None else f"{known.name} ({known.department})"


def communes_called(typed: str, limit: int = 12, first: Collection[str] = ()) -> tuple[Place, ...]:
    """Return the communes whose name, or post code, begins as typed; those of the départements `first`, then short."""
    text = _plain(typed)
    if len(text) < 2:
        return ()
    if text.isdigit():
        codes = [each.insee_code for each in communes_at(text)] or _by_code(text, limit)
    else:
        names = _names()
        start = bisect_left(names, (text, ""))
        alike = [pair for pair in islice(names, start, start + 2_000) if pair[0].startswith(text)]
        alike.sort(key=lambda pair: (department_of(pair[1]) not in first, len(pair[0]), pair))
        codes = [insee for _name, insee in alike]
    return tuple(Place(code, commune_words(code)) for code in codes[:limit])


def zones_called(typed: str, limit: int = 12, first: Collection[str] = ()) -> tuple[Place, ...]:
    """Return the zones that have a word beginning as typed: France, départements, groupings, then communes."""
    text = _plain(typed)
    if len(text) < 2:
        return ()
    wide = [place for words, place in _wide_zones() if f" {words}".find(f" {text}") >= 0]
    return (*wide[: limit // 2], *communes_called(typed, limit, first))[:limit]


def zone_words(code: str) -> str:
    """Return how a zone is shown, with its kind where the name does not say it."""
    if code == FRANCE or len(code) == 9:
        return zone_name(code)
    if len(code) == 5:
        return commune_words(code)
    return _("{name} (département {code})").format(name=zone_name(code), code=code)


def warm() -> None:
    """Read the lists, in the background, before anybody types."""
    _names()
    _wide_zones()


def _by_code(start: str, limit: int) -> list[str]:
    return [code for code, each in communes().items() if any(post.startswith(start) for post in each.post_codes)][
        :limit
    ]


@cache
def _names() -> list[tuple[str, str]]:
    return sorted((_plain(each.name), insee) for insee, each in communes().items())


@cache
def _wide_zones() -> tuple[tuple[str, Place], ...]:
    lines = resource("reference", "epci.csv").read_text(encoding="utf-8").splitlines()[1:]
    codes = [FRANCE, *departments(), *(line.partition(";")[0] for line in lines)]
    places = [Place(code, zone_words(code)) for code in codes]
    return tuple((f"{_plain(place.words)} {place.code}", place) for place in places)


def _plain(text: str) -> str:
    """Return words without accents, apostrophes or hyphens: « Aix-en-Provence » is « aix en provence »."""
    return " ".join(re.findall(r"[^\W_]+", fold(text)))
