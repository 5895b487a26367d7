"""The directory of partners: structures and their services, in the terms of the national schema data·inclusion v1.

Texts and lists are kept as the schema has them (lists as JSON); what is ours alone is never overwritten by an import.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column
from typing_extensions import override

from caseflow.domain.base import DERIVED, Entity, reference
from caseflow.domain.person import searchable

LOCAL = "caseflow"
"""The source of what was written by hand here."""


class Structure(Entity):
    """A partner: an association, a town hall, a mission locale."""

    __tablename__ = "structure"

    source_id: Mapped[str] = mapped_column(unique=True)
    """The national key, `source--id`."""
    name: Mapped[str]
    source: Mapped[str] = mapped_column(default=LOCAL)
    updated_on: Mapped[date | None] = mapped_column(default=None)
    """`date_maj`: when its owner last changed it."""
    description: Mapped[str | None] = mapped_column(default=None)
    link: Mapped[str | None] = mapped_column(default=None)
    siret: Mapped[str | None] = mapped_column(default=None)
    address_line: Mapped[str | None] = mapped_column(default=None)
    address_extra: Mapped[str | None] = mapped_column(default=None)
    post_code: Mapped[str | None] = mapped_column(default=None)
    commune: Mapped[str | None] = mapped_column(default=None)
    insee_code: Mapped[str | None] = mapped_column(default=None)
    latitude: Mapped[float | None] = mapped_column(default=None)
    longitude: Mapped[float | None] = mapped_column(default=None)
    phone: Mapped[str | None] = mapped_column(default=None)
    email: Mapped[str | None] = mapped_column(default=None)
    website: Mapped[str | None] = mapped_column(default=None)
    opening_hours: Mapped[str | None] = mapped_column(default=None)
    """As OpenStreetMap writes them: `Mo-Fr 08:30-12:30; PH off`."""
    accessibility_link: Mapped[str | None] = mapped_column(default=None)
    networks: Mapped[str] = mapped_column(default="[]")
    """`reseaux_porteurs`, as JSON."""

    closed_on: Mapped[date | None] = mapped_column(default=None)
    verified_on: Mapped[date | None] = mapped_column(default=None)
    local_note: Mapped[str | None] = mapped_column(default=None)


class Service(Entity):
    """What a partner offers, to whom, where, and how one gets in."""

    __tablename__ = "service"
    __table_args__ = (Index("ix_service_insee_code", "insee_code", "latitude", "longitude"),)

    structure_id: Mapped[UUID] = mapped_column(reference("structure"), index=True)
    source_id: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    source: Mapped[str] = mapped_column(default=LOCAL)
    structure_name: Mapped[str] = mapped_column(default="")
    """The structure's, repeated so that a search finds the one by the other."""
    updated_on: Mapped[date | None] = mapped_column(default=None)
    description: Mapped[str | None] = mapped_column(default=None)
    link: Mapped[str | None] = mapped_column(default=None)
    kind: Mapped[str | None] = mapped_column(default=None)
    """`type`: accompagnement, aide-financiere, aide-materielle, atelier, formation, information."""
    themes: Mapped[str] = mapped_column(default="[]")
    """`thematiques`, as JSON."""
    fee: Mapped[str | None] = mapped_column(default=None)
    """`frais`: gratuit or payant."""
    fee_details: Mapped[str | None] = mapped_column(default=None)
    publics: Mapped[str] = mapped_column(default="[]")
    publics_details: Mapped[str | None] = mapped_column(default=None)
    access_conditions: Mapped[str | None] = mapped_column(default=None)
    address_line: Mapped[str | None] = mapped_column(default=None)
    address_extra: Mapped[str | None] = mapped_column(default=None)
    post_code: Mapped[str | None] = mapped_column(default=None)
    commune: Mapped[str | None] = mapped_column(default=None)
    insee_code: Mapped[str | None] = mapped_column(default=None)
    latitude: Mapped[float | None] = mapped_column(default=None)
    longitude: Mapped[float | None] = mapped_column(default=None)
    phone: Mapped[str | None] = mapped_column(default=None)
    email: Mapped[str | None] = mapped_column(default=None)
    reception_modes: Mapped[str] = mapped_column(default="[]")
    """`modes_accueil`, as JSON: a-distance, en-presentiel."""
    zones: Mapped[str] = mapped_column(default="[]")
    """`zone_eligibilite`, as JSON: codes of communes, EPCI, départements, or `france`; empty where nobody said."""
    contact_name: Mapped[str | None] = mapped_column(default=None)
    mobilisation_link: Mapped[str | None] = mapped_column(default=None)
    mobilisation_modes: Mapped[str] = mapped_column(default="[]")
    mobilisable_by: Mapped[str] = mapped_column(default="[]")
    mobilisation_details: Mapped[str | None] = mapped_column(default=None)
    weekly_hours: Mapped[float | None] = mapped_column(default=None)
    weeks: Mapped[int | None] = mapped_column(default=None)
    opening_hours: Mapped[str | None] = mapped_column(default=None)

    closed_on: Mapped[date | None] = mapped_column(default=None)
    """The day it disappeared from its directory, or was closed here."""
    verified_on: Mapped[date | None] = mapped_column(default=None)
    """The last day somebody here said that it still holds."""
    local_note: Mapped[str | None] = mapped_column(default=None)
    """The team's own: never overwritten, never exported by default."""

    sort_name: Mapped[str] = mapped_column(init=False, default="", info=DERIVED, index=True)
    search_text: Mapped[str] = mapped_column(init=False, default="", info=DERIVED)
    tags: Mapped[str] = mapped_column(init=False, default="", info=DERIVED)
    search_id: Mapped[int] = mapped_column(BigInteger, init=False, default=0, info=DERIVED, unique=True)

    @classmethod
    @override
    def derive(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """Compute how a service is sorted and found."""
        words = [values["name"], values.get("structure_name") or "", values.get("commune") or ""]
        return {
            "sort_name": searchable(values["name"]),
            "search_text": searchable(" ".join([*words, values.get("description") or ""])),
            "tags": " ".join(tags_of(values)),
            "search_id": int.from_bytes(values["id"].bytes[8:]) & (2**63 - 1),
        }


_LISTS = {"themes": "t", "publics": "p", "reception_modes": "m", "zones": "z", "mobilisable_by": "b"}


def tag(prefix: str, value: str) -> str:
    """Return one word of the index for one value of a list: a letter for the list, then letters and digits alone.

    Prefixes: `t` a thématique, `g` the group before its `--`, `p` a public, `m` a mode of reception, `z` a zone of
    eligibility (`zunknown` where nobody said), `b` who may refer, `k` a kind, `f` a fee, `c` a commune, `d` a
    département.
    """
    return prefix + re.sub(r"[^a-z0-9]", "", value.lower())


def tags_of(values: Mapping[str, Any]) -> Iterable[str]:
    """Return every word by which the filters find a service, from the fields of its row."""
    for name, prefix in _LISTS.items():
        for value in json.loads(values.get(name) or "[]"):
            yield tag(prefix, value)
    themes: list[str] = json.loads(values.get("themes") or "[]")
    yield from sorted({tag("g", theme.partition("--")[0]) for theme in themes})
    if not json.loads(values.get("zones") or "[]"):
        yield "zunknown"
    for name, prefix in (("kind", "k"), ("fee", "f"), ("insee_code", "c")):
        if values.get(name):
            yield tag(prefix, values[name])
    code = values.get("insee_code") or values.get("post_code")
    if code:
        yield tag("d", department_of(code))


def department_of(code: str) -> str:
    """Return the département of an INSEE or a post code: « 2A », « 971 », « 13 »."""
    if code.startswith("20"):  # a post code of Corsica, whose two départements share the first digits
        return "2A" if code.startswith(("200", "201")) else "2B"
    return code[:3] if code.startswith(("97", "98")) else code[:2]
