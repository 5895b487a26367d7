"""Compare a file of partners with the store: what is new, changed, back again, or gone."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.domain.base import Entity, new_id
from caseflow.domain.resource import LOCAL, Service, Structure, department_of
from caseflow.i18n import ngettext
from caseflow.services.directory.incoming import Incoming, IncomingDirectory
from caseflow.services.directory.report import Report

Progress: TypeAlias = Callable[[int, int], None]
"""Told how much is done of how much; it may raise to stop the work."""

Values: TypeAlias = dict[str, Any]
_LOT = 500


@dataclass
class Changes:
    """What an import would write of one kind of row."""

    kind: type[Entity]
    new: list[Values] = field(default_factory=list[Values])
    changed: dict[UUID, Values] = field(default_factory=dict[UUID, Values])
    along: dict[UUID, Values] = field(default_factory=dict[UUID, Values])
    """Changed because another row is, and not counted: a service repeats its structure's name."""
    closing: dict[UUID, str] = field(default_factory=dict[UUID, str])
    """With their names."""
    identical: int = 0
    reopened: int = 0
    kept_as_ours: int = 0
    """Written by hand here, and told differently by the file."""

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to write."""
        return not (self.new or self.changed or self.along or self.closing)


@dataclass(frozen=True)
class Staging:
    """Everything an import would write, before it does."""

    incoming: IncomingDirectory
    structures: Changes
    services: Changes
    on: date

    def report(self) -> Report:
        """Count what it comes to."""
        both = (self.structures, self.services)
        return Report(
            structures=len(self.incoming.structures),
            services=len(self.incoming.services),
            created=sum(len(each.new) for each in both),
            updated=sum(len(each.changed) for each in both),
            identical=sum(each.identical for each in both),
            closed=sum(len(each.closing) for each in both),
            reopened=sum(each.reopened for each in both),
            rejected=self.incoming.refusals,
            notes=(*self.incoming.notes, *self._notes()),
            closed_names=tuple(sorted(self.services.closing.values())),
        )

    def _notes(self) -> Iterator[str]:
        ours = self.structures.kept_as_ours + self.services.kept_as_ours
        if ours:
            yield ngettext(
                "{count} row of the file was written by hand here: it was left as it is.",
                "{count} rows of the file were written by hand here: they were left as they are.",
                ours,
            ).format(count=ours)


def stage(session: Session, incoming: IncomingDirectory, on: date, tell: Progress) -> Staging:
    """Compare a file with the store; nothing is written."""
    total = len(incoming.structures) + len(incoming.services)
    tell(0, total)
    held = _held(session, Structure, incoming.structures)
    structures = Changes(Structure)
    ids, names = dict[str, UUID](), dict[str, str]()
    for source_id, row in incoming.structures.items():
        ours = held.get(source_id)
        ids[source_id] = ours["id"] if ours else new_id()
        _compare(structures, row, ours, ids[source_id], {})
        names[source_id] = (row.values if ours is None else {**ours, **structures.changed.get(ours["id"], {})})["name"]
    tell(len(incoming.structures), total)
    services = Changes(Service)
    held_services = _held(session, Service, incoming.services)
    for source_id, row in incoming.services.items():
        ours = held_services.get(source_id)
        structure = {"structure_id": ids[row.structure], "structure_name": names[row.structure]}
        _compare(services, row, ours, ours["id"] if ours else new_id(), structure)
    _rename_along(session, structures, services, {each["id"] for each in held_services.values()})
    if incoming.is_complete:
        _find_gone(session, structures, incoming.structures, incoming)
        _find_gone(session, services, incoming.services, incoming)
    tell(total, total)
    return Staging(incoming, structures, services, on)


def _compare(changes: Changes, row: Incoming, ours: Values | None, row_id: UUID, links: Values) -> None:
    values = {**row.values, **links}
    if ours is None:
        changes.new.append({"id": row_id, "source_id": row.source_id, **values})
        return
    if row.is_stub:
        changes.identical += 1
        return
    different = {name: value for name, value in values.items() if ours[name] != value}
    if ours["source"] == LOCAL:
        changes.kept_as_ours += bool(different)
        changes.identical += 1
        return
    if ours["closed_on"] is not None:
        different["closed_on"] = None
        changes.reopened += 1
    if different:
        changes.changed[row_id] = different
    else:
        changes.identical += 1


def _held(session: Session, kind: type[Structure | Service], source_ids: Collection[str]) -> dict[str, Values]:
    """Return, of some rows of a file, those that the store has."""
    table = kind.__table__
    found: dict[str, Values] = {}
    for lot in _lots(list(source_ids)):
        query = select(*table.c).where(table.c.source_id.in_(lot))
        found |= {row["source_id"]: dict(row) for row in session.execute(query).mappings()}
    return found


def _rename_along(session: Session, structures: Changes, services: Changes, named: Collection[UUID]) -> None:
    """Have the services that the file does not name follow the new names of their structures."""
    renamed = {row_id: values["name"] for row_id, values in structures.changed.items() if "name" in values}
    for lot in _lots(list(renamed)):
        query = select(Service.id, Service.structure_id).where(Service.structure_id.in_(lot))
        for service_id, structure_id in session.execute(query):
            if service_id not in named:
                services.along[service_id] = {"structure_name": renamed[structure_id]}


def _find_gone(session: Session, changes: Changes, rows: Mapping[str, Incoming], incoming: IncomingDirectory) -> None:
    """Find what the sources of a file named before and no longer do, within the départements that it covers.

    A source that the file does not speak of loses nothing; nor does a département outside the filter, or outside what
    the file holds where it was not filtered.
    """
    told = [row for row in rows.values() if not row.is_stub]
    sources = {str(row.values["source"]) for row in told} - {LOCAL}
    covered = incoming.departments or {
        _department(row.values.get("insee_code"), row.values.get("post_code")) for row in told
    }
    if not sources:
        return
    columns = changes.kind.__table__.c
    query = select(columns.id, columns.source_id, columns.name, columns.insee_code, columns.post_code).where(
        columns.source.in_(sources), columns.closed_on.is_(None)
    )
    for row_id, source_id, name, insee_code, post_code in session.execute(query):
        is_named = source_id in rows or source_id in incoming.seen
        if not is_named and _department(insee_code, post_code) in covered:
            changes.closing[row_id] = name


def _department(insee_code: str | None, post_code: str | None) -> str:
    code = insee_code or post_code
    return department_of(code) if code else ""


def _lots(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (keys[start : start + _LOT] for start in range(0, len(keys), _LOT))
