"""The directory as bits, so that a search counts what each filter would leave, and sorts, at every letter typed.

The words are asked of the FTS5 index; all the rest is known here, a bit a service in the order of their names. In SQL a
service costs its whole row, with its description, to be sorted, left out or counted: 200 ms among 20,000 (measured),
and again for each of forty counts; here 2 ms. It is read from the store again when a service changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress
from math import asin, cos, radians, sin, sqrt
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import func, select

from caseflow.domain.person import searchable
from caseflow.domain.resource import Service
from caseflow.domain.zones import commune_of
from caseflow.store.prepared import Prepared, given
from caseflow.store.search import services_holding, words_of

EARTH_RADIUS_KM = 6371.0

Value = TypeVar("Value", bound=str)

Bits = int
"""A set of services: the bit of each, in the order of their names."""

Point = tuple[float, float]
"""Latitude and longitude, in degrees."""


@dataclass(frozen=True)
class Index:
    """What is known of every service without reading it."""

    ids: tuple[UUID, ...]
    """In the order of their names."""
    names: tuple[str, ...]
    full_names: tuple[str, ...]
    """With the structure’s."""
    search_ids: Mapping[int, int]
    """From the key of the words’ index to the place."""
    tags: Mapping[str, Bits]
    """Who has each tag of `domain.resource.tag`."""
    is_open: Bits
    for_unsaid: Bits
    """Those that do not say for whom they are."""
    is_placed: Bits
    """Those of which the département is known."""
    points: tuple[Point | None, ...]
    """Where each is: by its own coordinates, else at the middle of the services of its commune."""
    communes: Mapping[str, Point]
    """The middle of the services of each commune, by INSEE code."""

    @property
    def everyone(self) -> Bits:
        """Return all the services."""
        return (1 << len(self.ids)) - 1

    def tagged(self, tags: Iterable[str]) -> Bits:
        """Return those that have one of the tags."""
        found = 0
        for each in tags:
            found |= self.tags.get(each, 0)
        return found

    def holding(self, cursor: Any, typed: str) -> Bits | None:
        """Return those whose words begin with every word typed; None where nothing to look for was typed."""
        words = words_of(typed)
        if not words:
            return None
        found = _holding().ask(cursor, words=_question(words))
        known = self.search_ids
        return as_bits((known[key] for (key,) in found if key in known), len(self.ids))

    def by_closeness(self, found: Sequence[int], typed: str) -> list[int]:
        """Return places sorted by where the words typed are: in the name, in the structure’s name, elsewhere."""
        words = [f" {word}" for word in words_of(typed)]
        if not words:
            return [*found]
        in_name = _with_all(words, self.names, found)
        left = sorted(set(found).difference(in_name))
        in_both = _with_all(words, self.full_names, left)
        elsewhere = sorted(set(left).difference(in_both))
        return [*sorted(in_name), *in_both, *elsewhere]

    def distance(self, place: int, origin: Point) -> float | None:
        """Return how far a service is, in kilometres as the crow flies; None where nobody knows."""
        point = self.points[place]
        return None if point is None else distance_km(origin, point)

    def by_distance(self, found: Sequence[int], origin: Point, *, descending: bool = False) -> list[int]:
        """Return places sorted from the nearest, or the farthest; those that are nobody knows where come last."""
        away = [(kilometres, place) for place in found if (kilometres := self.distance(place, origin)) is not None]
        known = [place for _away, place in sorted(away, reverse=descending)]
        return [*known, *sorted(set(found).difference(known))]


def read_index(cursor: Any) -> Index:
    """Read it, with a cursor of `Store.reading_rows`."""
    rows = _everyone().ask(cursor)
    communes = _communes(cursor)
    tags: defaultdict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        for each in row[4].split():
            tags[each].append(place)
    count = len(rows)
    said, placed = ({place for each, places in tags.items() if each[0] == kind for place in places} for kind in "pd")
    return Index(
        ids=tuple(UUID(int=int(row[0], 16)) for row in rows),
        names=tuple(f" {row[2]}" for row in rows),
        full_names=tuple(f" {row[2]} {searchable(row[3])}" for row in rows),
        search_ids={row[1]: place for place, row in enumerate(rows)},
        tags={each: as_bits(places, count) for each, places in tags.items()},
        is_open=as_bits((place for place, row in enumerate(rows) if row[5] is None), count),
        for_unsaid=as_bits((place for place in range(count) if place not in said), count),
        is_placed=as_bits(placed, count),
        points=tuple(point_of(row[6], row[7], row[8], communes) for row in rows),
        communes=communes,
    )


def _with_all(words: Iterable[str], names: Sequence[str], places: Sequence[int]) -> Sequence[int]:
    """Return the places, in the order given, in whose name all the words are."""
    for word in words:
        places = [place for place in places if word in names[place]]
    return places


def as_bits(places: Iterable[int], count: int) -> Bits:
    """Return the set of some places."""
    flags = bytearray(count // 8 + 1)
    for place in places:
        flags[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(flags, "little")


def places_in(bits: Bits) -> Iterator[int]:
    """Yield the places of a set, in the order of the names."""
    written = f"{bits:b}"[::-1].encode()
    return compress(range(len(written)), map(b"1".__contains__, written))


def distance_km(one: Point, other: Point) -> float:
    """Return the way between two points as the crow flies, in kilometres (haversine)."""
    lat, other_lat = radians(one[0]), radians(other[0])
    across = sin((other_lat - lat) / 2) ** 2
    along = cos(lat) * cos(other_lat) * sin(radians(other[1] - one[1]) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(across + along)))


def point_of(
    insee: str | None, latitude: float | None, longitude: float | None, communes: Mapping[str, Point]
) -> Point | None:
    """Return where a service is: its own point, else the middle of its commune when that is known."""
    if latitude is not None and longitude is not None:
        return latitude, longitude
    return None if insee is None else communes.get(insee) or communes.get(commune_of(insee))


def shares(bits: Bits, tagged: Mapping[Value, Bits]) -> dict[Value, int]:
    """Count, in a set, those that each value holds; a value that none has is left out."""
    counts = {value: (bits & having).bit_count() for value, having in tagged.items()}
    return {value: count for value, count in counts.items() if count}


def _communes(cursor: Any) -> dict[str, Point]:
    """Return the middle of each commune, and of each city whose arrondissements have codes of their own."""
    sums: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for code, latitudes, longitudes, number in _middles().ask(cursor):
        for each in {code, commune_of(code)}:
            sums[each] = [a + b for a, b in zip(sums[each], (latitudes, longitudes, number), strict=True)]
    return {code: (latitude / number, longitude / number) for code, (latitude, longitude, number) in sums.items()}


def _question(words: Sequence[str]) -> str:
    return " AND ".join(f'search_text : "{word}" *' for word in words)


@cache
def _holding() -> Prepared:
    return Prepared(services_holding(given("words")))


@cache
def _everyone() -> Prepared:
    columns = (
        Service.id, Service.search_id, Service.sort_name, Service.structure_name, Service.tags, Service.closed_on,
        Service.insee_code, Service.latitude, Service.longitude,
    )  # fmt: skip
    return Prepared(select(*columns).order_by(Service.sort_name, Service.id))


@cache
def _middles() -> Prepared:
    """Ask for the middle of the services of each commune: the covering index alone is read."""
    is_known = Service.insee_code.is_not(None) & Service.latitude.is_not(None) & Service.longitude.is_not(None)
    sums = select(Service.insee_code, func.sum(Service.latitude), func.sum(Service.longitude), func.count())
    return Prepared(sums.where(is_known).group_by(Service.insee_code))
