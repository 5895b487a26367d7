"""Invented partners and their services, around the communes where the invented people live: same seed, same ones."""

import json
import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from caseflow.domain import zones
from caseflow.domain.resource import Service, Structure
from caseflow.i18n import fold
from caseflow.resources import resource
from caseflow.services.reference import communes
from caseflow.services.training.chance import Chance, Row, Rows

SOURCE = "exemple"
_APART = 1 << 40
"""Far from the numbers of people, whose draws these must not repeat."""
_STREETS = ("rue du Moulin", "avenue des Pins", "place de l’Église", "boulevard National", "traverse du Vallon")
_HOURS = ("Mo-Fr 09:00-12:00,14:00-17:00", "Mo-Fr 08:30-12:30; PH off", "Tu,Th 14:00-18:00")
_ZONES = (("france", 1), ("department", 3), ("grouping", 4), ("commune", 1), ("unknown", 2))


def invent_directory(count: int, seed: int, on: date) -> Rows:
    """Return the rows of `count` services and of their structures, as known on a day; to be written in that order."""
    rows: Rows = {Structure: [], Service: []}
    number = 0
    while len(rows[Service]) < count:
        chance = Chance(seed, _APART + number)
        model = _models()["structure"][number % len(_models()["structure"])]
        structure = _structure(chance, model, number, on)
        rows[Structure].append(structure)
        for place, offered in enumerate(model["service"][: count - len(rows[Service])]):
            rows[Service].append(_service(chance, offered, structure, f"{number}-{place}", on))
        number += 1
    return rows


@cache
def towns_with_partners() -> frozenset[str]:
    """Return the INSEE codes of the communes where the invented partners are, each arrondissement told by its city."""
    return frozenset(zones.commune_of(insee) for insee, _latitude, _longitude in _models()["towns"])


@cache
def _models() -> dict[str, Any]:
    return tomllib.loads(resource("demo", "directory.toml").read_text(encoding="utf-8"))


def _structure(chance: Chance, model: dict[str, Any], number: int, on: date) -> Row:
    towns = _models()["towns"]  # each in its turn: whoever lives in one has a partner to count distances from
    insee, latitude, longitude = towns[(number + number // len(towns)) % len(towns)]
    commune = communes()[insee]
    turn = number // len(_models()["structure"])
    name = model["name"] if turn == 0 else f"{model['name']} – {commune.name} {turn}"
    return {
        "id": chance.key(),
        "source_id": f"{SOURCE}--structure-{number}",
        "source": SOURCE,
        "name": name,
        "updated_on": on - timedelta(days=chance.randint(20, 700)),
        "address_line": f"{chance.randint(1, 120)} {chance.choice(_STREETS)}",
        "post_code": commune.post_codes[0],
        "commune": commune.name,
        "insee_code": insee,
        "latitude": round(latitude + chance.uniform(-0.01, 0.01), 5),
        "longitude": round(longitude + chance.uniform(-0.01, 0.01), 5),
        "phone": f"+33465712{chance.randint(0, 999):03d}",
        "email": f"contact.{number}@{_domain(model['name'])}.example.org",
        "website": f"https://{_domain(model['name'])}.example.org",
        "opening_hours": chance.choice(_HOURS),
        "networks": _listed(model["networks"]),
    }


def _service(chance: Chance, offered: dict[str, Any], structure: Row, number: str, on: date) -> Row:
    shared = ("address_line", "post_code", "commune", "insee_code", "latitude", "longitude", "phone", "email", "source")
    modes = (
        ["en-presentiel"] if chance.happens(0.7) else chance.choice((["a-distance"], ["a-distance", "en-presentiel"]))
    )
    return {
        **{name: structure[name] for name in shared},
        "id": chance.key(),
        "structure_id": structure["id"],
        "structure_name": structure["name"],
        "source_id": f"{SOURCE}--service-{number}",
        "name": offered["name"],
        "updated_on": on - timedelta(days=chance.randint(10, 800)),
        "description": offered["description"],
        "kind": offered["kind"],
        "themes": _listed(offered["themes"]),
        "fee": offered["fee"],
        "fee_details": "Selon les ressources" if offered["fee"] == "payant" else None,
        "publics": _listed(offered["publics"]),
        "access_conditions": offered.get("conditions"),
        "reception_modes": _listed(modes),
        "zones": _listed(_zones(chance, structure["insee_code"])),
        "mobilisation_modes": _listed(["envoyer-un-courriel", "telephoner"]),
        "mobilisable_by": _listed(["professionnels"] if chance.happens(0.4) else ["professionnels", "usagers"]),
        "weekly_hours": offered.get("hours"),
        "weeks": offered.get("weeks"),
        "opening_hours": structure["opening_hours"],
        "verified_on": on - timedelta(days=chance.randint(1, 200)) if chance.happens(0.3) else None,
    }


def _zones(chance: Chance, insee: str) -> list[str]:
    kind = chance.choices([kind for kind, _weight in _ZONES], [weight for _kind, weight in _ZONES])[0]
    around = zones.zones_of(zones.commune_of(insee))
    where = {"france": around[-1], "department": around[-2], "grouping": around[1], "commune": around[0]}
    return [where[kind]] if kind in where else []


def _listed(values: Sequence[str]) -> str:
    return json.dumps(sorted(values))


def _domain(name: str) -> str:
    return "-".join(fold(name).replace("’", " ").replace("'", " ").split())
