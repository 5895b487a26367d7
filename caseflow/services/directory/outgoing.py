"""Read the directory as it is handed to partners: what is open, without the team's own notes."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.domain.resource import Service, Structure

_OWN = frozenset({"closed_on", "verified_on", "local_note", "sort_name", "search_text", "tags", "search_id"})
"""What stays here: the team's own, and what follows from the rest."""


@dataclass(frozen=True)
class OutgoingDirectory:
    """Structures and services in our own fields; each service also says the `source_id` of its structure."""

    structures: tuple[dict[str, Any], ...] = field(repr=False)
    services: tuple[dict[str, Any], ...] = field(repr=False)


def read_directory(session: Session) -> OutgoingDirectory:
    """Return what is open, in the order of names; a closed structure stays for the services that are not."""
    structures = [column for column in Structure.__table__.c if column.name not in _OWN]
    services = [column for column in Service.__table__.c if column.name not in _OWN]
    has_open = select(Service.structure_id).where(Service.closed_on.is_(None))
    wanted = select(*structures).where(Structure.closed_on.is_(None) | Structure.id.in_(has_open))
    offered = (
        select(*services, Structure.source_id.label("structure_source_id"))
        .join(Structure, Service.structure_id == Structure.id)
        .where(Service.closed_on.is_(None))
    )
    return OutgoingDirectory(
        tuple(dict(row) for row in session.execute(wanted.order_by(Structure.name, Structure.source_id)).mappings()),
        tuple(dict(row) for row in session.execute(offered.order_by(Service.sort_name, Service.source_id)).mappings()),
    )
