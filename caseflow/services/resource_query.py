"""What is looked for in the directory, what comes back, and what each filter would leave."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from caseflow.domain.barrier import Theme
from caseflow.domain.resource import department_of, tag
from caseflow.domain.resource_words import FEES, KINDS, MODES, PUBLICS, words_of
from caseflow.domain.themes import facts
from caseflow.domain.zones import zones_of
from caseflow.services.observed import Observed
from caseflow.services.resource_index import Bits, Index, Point, places_in, point_of, shares

FOR_ALL = "tous-publics"
"""The public that leaves nobody out."""

ORDERS = ("relevance", "distance", "name", "answer")


@dataclass(frozen=True)
class ServiceQuery:
    """What is looked for. Values of one filter widen it, filters narrow each other; an empty one asks for nothing."""

    text: str = ""
    themes: tuple[Theme, ...] = ()
    thematiques: tuple[str, ...] = ()
    publics: tuple[str, ...] = ()
    """A service for everybody, or that does not say for whom, is found by any public."""
    fee: str | None = None
    modes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    department: str | None = None
    commune: str | None = None
    """An INSEE code: the services whose zone holds it, or that name no zone and lie in its département, or nobody knows
    where: a partner of whom two names alone were written here is one of the team's.
    """
    near: str | None = None
    """The INSEE code from which distances are counted."""
    with_closed: bool = False
    order: str = "relevance"
    descending: bool = False


@dataclass(frozen=True)
class ServiceRow:
    """One line of the directory."""

    id: UUID
    name: str
    structure_name: str
    commune: str
    distance_km: float | None
    """As the crow flies, from where the question was asked; None where nobody knows."""
    themes: tuple[Theme, ...]
    fee: str | None
    is_closed: bool
    verified_on: date | None
    updated_on: date | None
    observed: Observed | None


@dataclass(frozen=True)
class Facets:
    """How many services each value of a filter would leave, with all the other filters on."""

    total: int = 0
    """Those found, with every filter on."""
    themes: Mapping[Theme, int] = field(default_factory=dict[Theme, int])
    publics: Mapping[str, int] = field(default_factory=dict[str, int])
    fees: Mapping[str, int] = field(default_factory=dict[str, int])
    modes: Mapping[str, int] = field(default_factory=dict[str, int])
    kinds: Mapping[str, int] = field(default_factory=dict[str, int])
    departments: Mapping[str, int] = field(default_factory=dict[str, int])


def found(index: Index, cursor: Any, query: ServiceQuery) -> Bits:
    """Return the services that fulfil every condition of a query."""
    bits = index.everyone
    for condition in _conditions(index, cursor, query).values():
        bits &= condition
    return bits


def in_order(
    index: Index, bits: Bits, query: ServiceQuery, observed: Mapping[UUID, Observed] | None = None
) -> list[int]:
    """Return the places of a set of services as the query has them sorted."""
    places = list(places_in(bits))
    origin = middle_of(index, query.near or query.commune)
    if query.order == "distance" and origin is not None:
        return index.by_distance(places, origin, descending=query.descending)
    if query.order == "answer":
        seen = observed or {}
        places.sort(key=lambda place: by_answer(seen.get(index.ids[place])))
    elif query.order != "name":
        places = index.by_closeness(places, query.text)
    return places[::-1] if query.descending else places


def by_answer(seen: Observed | None) -> tuple[float, int]:
    """Return the key by which services come from those that answer most, then fastest; the untried come last."""
    if seen is None or seen.rate is None:
        return 1.0, 0
    return -seen.rate, seen.median_days if seen.median_days is not None else 10_000


def facets(index: Index, cursor: Any, query: ServiceQuery) -> Facets:
    """Count what each value of each filter would leave."""
    conditions = _conditions(index, cursor, query)

    def without(name: str) -> Bits:
        bits = index.everyone
        for other, condition in conditions.items():
            if other != name:
                bits &= condition
        return bits

    of_themes = {theme: index.tagged(_theme_tags((theme,))) for theme in Theme}
    of_publics = {value: _for_public(index, (value,)) for value in words_of(PUBLICS) if value != FOR_ALL}
    rest = {
        name: shares(without(name), {value: index.tagged([tag(prefix, value)]) for value in words_of(name)})
        for name, prefix in ((FEES, "f"), (MODES, "m"), (KINDS, "k"))
    }
    of_departments = {each[1:].upper(): bits for each, bits in sorted(index.tags.items()) if each[0] == "d"}
    return Facets(
        total=without("").bit_count(),
        themes=shares(without("themes"), of_themes),
        publics=shares(without("publics"), of_publics),
        departments=shares(without("departments"), of_departments),
        **rest,
    )


def in_the_way(index: Index, cursor: Any, query: ServiceQuery) -> str | None:
    """Name the filter without which most would be found: the field of the query, or None where none is to blame."""
    loosened = {name: found(index, cursor, _without(query, name)).bit_count() for name in _LOOSENED}
    name = max(loosened, key=lambda each: loosened[each])
    return name if loosened[name] else None


def middle_of(index: Index, insee: str | None) -> Point | None:
    """Return the middle of the services of a commune; of the whole city for an arrondissement without any."""
    return point_of(insee, None, None, index.communes)


_LOOSENED = ("themes", "thematiques", "publics", "commune", "fee", "modes", "kinds", "department", "text")


def _without(query: ServiceQuery, name: str) -> ServiceQuery:
    return replace(query, **{name: getattr(ServiceQuery(), name)})


def _conditions(index: Index, cursor: Any, query: ServiceQuery) -> dict[str, Bits]:
    """Return those that fulfil each condition, by the name of its facet."""
    conditions: dict[str, Bits] = {} if query.with_closed else {"closed": index.is_open}
    words = index.holding(cursor, query.text)
    if words is not None:
        conditions["text"] = words
    if query.themes:
        conditions["themes"] = index.tagged(_theme_tags(query.themes))
    if query.thematiques:
        conditions["thematiques"] = index.tagged(tag("t", each) for each in query.thematiques)
    if query.publics:
        conditions["publics"] = _for_public(index, query.publics)
    if query.fee:
        conditions["fees"] = index.tagged([tag("f", query.fee)])
    if query.modes:
        conditions["modes"] = index.tagged(tag("m", each) for each in query.modes)
    if query.kinds:
        conditions["kinds"] = index.tagged(tag("k", each) for each in query.kinds)
    if query.department:
        conditions["departments"] = index.tagged([tag("d", query.department)])
    if query.commune:
        conditions["commune"] = _eligible(index, query.commune)
    return conditions


def _theme_tags(themes: Iterable[Theme]) -> set[str]:
    return {tag("t", each) for theme in themes for each in facts(theme).thematiques}


def _for_public(index: Index, publics: Iterable[str]) -> Bits:
    """Return the services for some publics: those that name one, those for everybody, those that name nobody."""
    return index.tagged(tag("p", each) for each in (*publics, FOR_ALL)) | index.for_unsaid


def _eligible(index: Index, insee: str) -> Bits:
    """Return the services open to whoever lives in a commune, or that say neither where nor for where."""
    said = index.tagged(tag("z", zone) for zone in (*zones_of(insee), "99100"))
    around = index.tagged([tag("d", department_of(insee))]) | (index.everyone & ~index.is_placed)
    return said | (index.tagged(["zunknown"]) & around)
