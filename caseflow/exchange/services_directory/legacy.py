"""Convert rows of the national schema v0, given up in 2026: its fields and its values, where v1 has an equal.

The renaming of fields is that of the schema's own list of changes (1.0.1); that of values is ours, in
`resources/reference/directory_v0.toml`. What has no equal is dropped, and counted.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from caseflow.domain import zones
from caseflow.exchange.services_directory.cleaning import listed, text_of
from caseflow.exchange.services_directory.fields import Kind
from caseflow.resources import resource

Row = dict[str, object]

_MARKS = frozenset(
    "profils profils_precisions types zone_diffusion_type zone_diffusion_code presentation_resume presentation_detail"
    " modes_orientation_accompagnateur modes_orientation_beneficiaire typologie labels_nationaux pre_requis"
    " justificatifs cumulable formulaire_en_ligne frais_autres recurrence horaires_ouverture antenne".split()
)
_RENAMED = {
    "profils_precisions": "publics_precisions",
    "frais_autres": "frais_precisions",
    "formulaire_en_ligne": "lien_mobilisation",
    "prise_rdv": "lien_mobilisation",
    "page_web": "lien_source",
    "recurrence": "horaires_accueil",
    "horaires_ouverture": "horaires_accueil",
    "accessibilite": "accessibilite_lieu",
}
_BY_WHOM = {"modes_orientation_accompagnateur": "professionnels", "modes_orientation_beneficiaire": "usagers"}

_FEE_WORDS = {
    "gratuit-sous-conditions": "Gratuit sous conditions",
    "adhesion": "Adhésion",
    "pass-numerique": "Pass numérique accepté",
}
"""Data of the directory, which is French, and no words of ours."""

Dropped = Counter[tuple[str, str]]
"""How many times each value of each field was dropped."""


def is_legacy(row: Mapping[str, object]) -> bool:
    """Say whether a row is of v0."""
    return not _MARKS.isdisjoint(row)


def converted(row: Mapping[str, object], kind: Kind, dropped: Dropped) -> Row:
    """Return a row of v0 as v1 says it; values that v1 has no equal for are added to `dropped`."""
    made: Row = {name: value for name, value in row.items() if name not in _MARKS or name in _RENAMED}
    for old, new in _RENAMED.items():
        if old in made and not text_of(made.get(new)):
            made[new] = made.pop(old)
    made["description"] = _description(row)
    if kind is Kind.STRUCTURE:
        made.pop("thematiques", None)
        networks = [*listed(row.get("typologie")), *listed(row.get("labels_nationaux"))]
        made["reseaux_porteurs"] = _values("reseaux_porteurs", networks, dropped)
        return made
    made["conditions_acces"] = "\n".join([*listed(row.get("pre_requis")), *listed(row.get("justificatifs"))])
    made["thematiques"] = _values("thematiques", listed(row.get("thematiques")), dropped)
    made["publics"] = _publics(listed(row.get("profils") or row.get("publics")), dropped)
    made["type"] = next(iter(_values("type", listed(row.get("types") or row.get("type")), dropped)), None)
    made |= _fees(listed(row.get("frais")), text_of(made.get("frais_precisions")))
    made["zone_eligibilite"] = _zones(text_of(row.get("zone_diffusion_type")), row, dropped)
    made |= _ways_in(row, dropped)
    return made


def _publics(given: list[str], dropped: Dropped) -> list[str]:
    """Return whom a service is for; « adults » are everybody, unless somebody else is named."""
    found = _values("publics", given, dropped)
    return found if len(found) < 2 or "tous-publics" in given else [each for each in found if each != "tous-publics"]


def _fees(given: list[str], details: str) -> Row:
    """Return whether one pays: v1 says yes or no, and the rest in words."""
    words = [words for value, words in _FEE_WORDS.items() if value in given]
    is_paid = bool({"payant", "adhesion"} & set(given))
    return {
        "frais": "payant" if is_paid else "gratuit" if "gratuit" in given else None,
        "frais_precisions": details or ", ".join(words),
    }


def _ways_in(row: Mapping[str, object], dropped: Dropped) -> Row:
    ways = {name: _values("modes_mobilisation", listed(row.get(name)), dropped) for name in _BY_WHOM}
    return {
        "modes_mobilisation": sorted({way for each in ways.values() for way in each}),
        "mobilisable_par": sorted(who for name, who in _BY_WHOM.items() if ways[name]),
    }


def _description(row: Mapping[str, object]) -> str:
    short, long = text_of(row.get("presentation_resume")), text_of(row.get("presentation_detail"))
    texts = [long] if long.startswith(short.rstrip("….")) else [short, long]
    return "\n\n".join(text for text in texts if text) or text_of(row.get("description"))


def _zones(kind: str, row: Mapping[str, object], dropped: Dropped) -> list[str]:
    code = text_of(row.get("zone_diffusion_code"))
    if kind == "pays":
        return [zones.FRANCE]
    if kind == "region":
        found = list(zones.departments_of_region(code))
        dropped.update([] if found else [("zone_diffusion_code", code)])
        return found
    return [code] if code else listed(row.get("zone_eligibilite"))


def _values(field: str, given: Iterable[str], dropped: Dropped) -> list[str]:
    known, renamed = _known(field), _renamed().get(field, {})
    found: set[str] = set()
    for value in given:
        new = renamed.get(value, value)
        if new in known:
            found.add(new)
        else:
            dropped[field, value] += 1
    return sorted(found)


@cache
def _renamed() -> dict[str, dict[str, str]]:
    return tomllib.loads(resource("reference", "directory_v0.toml").read_text(encoding="utf-8"))


@cache
def _known(field: str) -> frozenset[str]:
    from data_inclusion.schema import v1  # pyright: ignore[reportMissingTypeStubs] - it ships none

    lists: dict[str, Iterable[str]] = {
        "thematiques": v1.Thematique,
        "publics": v1.Public,
        "type": v1.TypeService,
        "modes_mobilisation": v1.ModeMobilisation,
        "reseaux_porteurs": v1.ReseauPorteur,
    }
    return frozenset(str(value) for value in lists[field])
