"""Tell which zones of eligibility a commune is in: itself, its grouping of communes, its département, France.

Codes are those of the national schema's `zone_eligibilite`: INSEE codes, SIREN of the EPCI, `france`. Paris, Lyon and
Marseille are one commune each, whose arrondissements have codes of their own; in the Métropole du Grand Paris a commune
is in two groupings.
"""

from functools import cache

from caseflow.domain.resource import department_of
from caseflow.i18n import _
from caseflow.resources import resource

FRANCE = "france"
_CITIES = {"132": "13055", "6938": "69123", "751": "75056"}
"""The first digits of municipal arrondissements, and their commune."""


def zones_of(insee: str) -> tuple[str, ...]:
    """Return the codes of every zone a commune is in, from the nearest to the widest."""
    commune = commune_of(insee)
    own = (insee,) if insee == commune else (insee, commune)
    return (*own, *_groupings().get(commune, ()), department_of(commune), FRANCE)


def commune_of(insee: str) -> str:
    """Return the commune of an arrondissement of Paris, Lyon or Marseille; any other code is its own."""
    if len(insee) != 5 or insee in _CITIES.values():
        return insee
    return next((city for start, city in _CITIES.items() if insee.startswith(start)), insee)


def communes_in(zone: str) -> tuple[str, ...]:
    """Return the communes of a grouping of communes by its SIREN; nothing where it is none."""
    line = _lines("epci.csv").get(zone)
    return tuple(line.split(";")[2].split()) if line else ()


def zone_name(code: str) -> str:
    """Return how a zone is called; its code where nobody knows it."""
    if code == FRANCE:
        return _("All of France")
    names = {2: "departments.csv", 3: "departments.csv", 5: "communes.csv", 9: "epci.csv"}
    line = _lines(names[len(code)]).get(code) if len(code) in names else None
    return line.split(";", 2)[1] if line else code


@cache
def departments_of_region(region: str) -> tuple[str, ...]:
    """Return the départements of a region by its INSEE code; nothing where it is none."""
    return tuple(code for code, line in _lines("departments.csv").items() if line.rpartition(";")[2] == region)


@cache
def departments() -> tuple[str, ...]:
    """Return the codes of the départements, overseas collectivities among them."""
    return tuple(_lines("departments.csv"))


@cache
def _lines(name: str) -> dict[str, str]:
    """Return each line of a shipped list by its first field, the others not yet taken apart: most are never asked."""
    text = resource("reference", name).read_text(encoding="utf-8")
    return {line.partition(";")[0]: line for line in text.splitlines()[1:]}


@cache
def _groupings() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, line in _lines("epci.csv").items():
        for member in line.rpartition(";")[2].split():
            found[member] = (*found.get(member, ()), code)
    return found
