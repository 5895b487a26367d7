"""Tell of a raw row what it is, where it is, and by which id it is known."""

import hashlib
from collections.abc import Collection, Iterable, Mapping

from caseflow.domain import zones
from caseflow.domain.resource import department_of
from caseflow.exchange.services_directory.cleaning import text_of
from caseflow.exchange.services_directory.fields import TOLD_OF_SERVICES, Kind

UNKNOWN_SOURCE = "autre"
_TOLD_OF_STRUCTURES = frozenset(
    "siret rna typologie reseaux_porteurs labels_nationaux accessibilite_lieu accessibilite antenne".split()
)


def kind_of_row(values: Mapping[str, object]) -> Kind:
    """Tell a structure from a service by the fields it has: v0 gives structures themes too."""
    if "structure_id" in values or "structure_name" in values:
        return Kind.SERVICE
    if not _TOLD_OF_STRUCTURES.isdisjoint(values):
        return Kind.STRUCTURE
    return Kind.STRUCTURE if TOLD_OF_SERVICES.isdisjoint(values) else Kind.SERVICE


def department_of_row(values: Mapping[str, object]) -> str:
    """Return the département of an address, or nothing where there is none."""
    insee, post_code = (text_of(values.get(name), 5) for name in ("code_insee", "code_postal"))
    if len(insee) == 5:
        return department_of(insee).upper()
    return department_of(post_code) if len(post_code) == 5 else ""


def touches(codes: Iterable[str], departments: Collection[str]) -> bool:
    """Say whether a zone of eligibility is open to some of the départements."""
    return any(
        code in (zones.FRANCE, "99100")
        or code in departments
        or (len(code) == 5 and department_of(code) in departments)
        or (len(code) == 9 and any(department_of(each) in departments for each in zones.communes_in(code)))
        for code in codes
    )


def source_of(values: Mapping[str, object]) -> str:
    """Return who a row comes from: what it says, else what its id begins with."""
    given, row_id = text_of(values.get("source")), text_of(values.get("id"))
    return given or (row_id.partition("--")[0] if "--" in row_id else "") or UNKNOWN_SOURCE


def made_id(source: str, kind: str, *parts: object) -> str:
    """Make a stable id of what tells a row apart, for one that has none: the same file gives it the same each time."""
    written = "\x1f".join(text_of(part) for part in parts)
    return f"{source}--{kind}-{hashlib.blake2b(written.encode(), digest_size=10).hexdigest()}"
