"""Read services: the lines of a page, and one sheet with everything that is known of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import String, column, func, select
from sqlalchemy.orm import Session

from caseflow.domain.barrier import Theme
from caseflow.domain.referral import Referral, ReferralState
from caseflow.domain.resource import LOCAL, Service, Structure
from caseflow.domain.themes import of_thematique
from caseflow.services.observed import Observed, observed
from caseflow.services.resource_index import Point, distance_km, point_of
from caseflow.services.resource_query import ServiceRow
from caseflow.store.prepared import Prepared, given
from caseflow.store.store import get

PLACE = ("address_line", "address_extra", "post_code", "commune", "insee_code")
FRESH_DAYS, OLD_DAYS = 183, 365


class Freshness(StrEnum):
    """How much the last verification of a sheet can be relied upon."""

    FRESH = "fresh"
    """Less than six months ago."""
    TO_CHECK = "to_check"
    OLD = "old"
    """A year ago or more, or nobody knows."""


def freshness(verified_on: date | None, updated_on: date | None, on: date) -> Freshness:
    """Tell how fresh a sheet is, from the latest day on which somebody here, or its owner, said that it holds."""
    told = max((day for day in (verified_on, updated_on) if day is not None), default=None)
    if told is None or (on - told).days >= OLD_DAYS:
        return Freshness.OLD
    return Freshness.FRESH if (on - told).days < FRESH_DAYS else Freshness.TO_CHECK


@dataclass(frozen=True)
class ServiceSheet:
    """Everything that is known of a service; what it does not say itself of its place and contact, its structure says.

    Lists are values of the national schema: `domain.resource_words` says them in words.
    """

    id: UUID
    structure_id: UUID
    name: str
    structure_name: str
    source: str
    source_id: str
    kind: str | None
    themes: tuple[Theme, ...]
    thematiques: tuple[str, ...]
    description: str
    fee: str | None
    fee_details: str
    publics: tuple[str, ...]
    publics_details: str
    access_conditions: str
    place: Mapping[str, str | None]
    """The fields of its address: `address_line`, `address_extra`, `post_code`, `commune`, `insee_code`."""
    phone: str
    email: str
    website: str
    opening_hours: str
    """As OpenStreetMap writes them."""
    reception_modes: tuple[str, ...]
    zones: tuple[str, ...]
    contact_name: str
    mobilisation_link: str
    mobilisation_modes: tuple[str, ...]
    mobilisable_by: tuple[str, ...]
    mobilisation_details: str
    weekly_hours: float | None
    weeks: int | None
    link: str
    structure_description: str
    siret: str
    networks: tuple[str, ...]
    accessibility_link: str
    updated_on: date | None
    verified_on: date | None
    closed_on: date | None
    local_note: str = field(repr=False)
    observed: Observed | None
    referrals: Mapping[ReferralState, int]
    """Our referrals to it, by state."""

    @property
    def address(self) -> tuple[str, ...]:
        """Return the lines of its address, the post code and the commune last."""
        held = self.place
        town = " ".join(part for part in (held["post_code"], held["commune"]) if part)
        return tuple(line for line in (held["address_line"], held["address_extra"], town) if line)

    @property
    def insee_code(self) -> str | None:
        """Return the code of its commune."""
        return self.place["insee_code"]

    @property
    def is_local(self) -> bool:
        """Whether it was written by hand here, and may be changed here."""
        return self.source == LOCAL


def read_rows(
    cursor: Any,
    ids: Sequence[UUID],
    seen: Mapping[UUID, Observed],
    origin: Point | None,
    communes: Mapping[str, Point],
) -> tuple[ServiceRow, ...]:
    """Return lines in the order asked; one that has gone is left out."""
    read = {row[0]: row for row in _page().ask(cursor, wanted=json.dumps([key.hex for key in ids]))}
    return tuple(_row(key, read[key.hex], seen, origin, communes) for key in ids if key.hex in read)


def read_sheet(session: Session, service_id: UUID, on: date | None) -> ServiceSheet:
    """Return a sheet.

    Raises:
        Missing: the service is no longer there.
    """
    service = get(session, Service, service_id)
    structure = get(session, Structure, service.structure_id)
    counted = select(Referral.state, func.count()).where(Referral.service_id == service_id).group_by(Referral.state)
    place = service if (service.post_code or service.commune) else structure
    own: dict[str, Any] = {
        **{name: getattr(service, name) for name in _AS_IT_IS},
        **{name: getattr(service, name) or "" for name in _TEXTS},
        **{name: _list(getattr(service, name)) for name in _LISTS},
        **{name: getattr(service, name) or getattr(structure, name) or "" for name in _OR_THE_STRUCTURES},
    }
    return ServiceSheet(
        **own,
        structure_name=structure.name,
        themes=_themes(service.themes),
        thematiques=_list(service.themes),
        place={name: getattr(place, name) for name in PLACE},
        website=structure.website or "",
        structure_description=structure.description or "",
        siret=structure.siret or "",
        networks=_list(structure.networks),
        accessibility_link=structure.accessibility_link or "",
        observed=observed(session, [service_id], on).get(service_id),
        referrals={state: number for state, number in session.execute(counted)},  # noqa: C416 - a row is no pair
    )


_AS_IT_IS = (
    "id", "structure_id", "name", "source", "source_id", "kind", "fee", "weekly_hours", "weeks", "updated_on",
    "verified_on", "closed_on",
)  # fmt: skip
_TEXTS = (
    "description", "fee_details", "publics_details", "access_conditions", "contact_name", "mobilisation_link",
    "mobilisation_details", "link", "local_note",
)  # fmt: skip
_LISTS = ("publics", "reception_modes", "zones", "mobilisation_modes", "mobilisable_by")
_OR_THE_STRUCTURES = ("phone", "email", "opening_hours")


def _row(
    key: UUID, read: tuple[Any, ...], seen: Mapping[UUID, Observed], origin: Point | None, communes: Mapping[str, Point]
) -> ServiceRow:
    _key, name, structure, commune, themes, fee, closed, verified, updated, insee, latitude, longitude = read
    point = point_of(insee, latitude, longitude, communes)
    return ServiceRow(
        id=key,
        name=name,
        structure_name=structure,
        commune=commune or "",
        distance_km=None if origin is None or point is None else distance_km(origin, point),
        themes=_themes(themes),
        fee=fee,
        is_closed=closed is not None,
        verified_on=_day(verified),
        updated_on=_day(updated),
        observed=seen.get(key),
    )


@cache
def _page() -> Prepared:
    wanted = select(column("value", String)).select_from(func.json_each(given("wanted")).table_valued("value"))
    columns = (
        Service.id, Service.name, Service.structure_name, Service.commune, Service.themes, Service.fee,
        Service.closed_on, Service.verified_on, Service.updated_on, Service.insee_code, Service.latitude,
        Service.longitude,
    )  # fmt: skip
    return Prepared(select(*columns).where(Service.id.in_(wanted)))


def _list(written: str | None) -> tuple[str, ...]:
    return tuple(json.loads(written or "[]"))


def _themes(written: str | None) -> tuple[Theme, ...]:
    held = {theme for value in _list(written) for theme in of_thematique(value)}
    return tuple(theme for theme in Theme if theme in held)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
