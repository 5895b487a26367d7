"""Write the directory in the national schema v1, so that its own package accepts every row.

JSON: one object with `structures` and `services`. Workbook: a sheet of each. Text: the services in the file asked for,
the structures beside it (« annuaire.csv » and « annuaire-structures.csv »), as `;` and a byte order mark.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from caseflow.domain.errors import Refused
from caseflow.exchange.guards import guarded
from caseflow.exchange.services_directory.checking import checked
from caseflow.exchange.services_directory.columns import fields_of
from caseflow.exchange.services_directory.fields import FIELDS, Kind
from caseflow.exchange.services_directory.sources import structures_beside
from caseflow.exchange.workbook_out import Sheet, workbook_of, writable
from caseflow.i18n import _
from caseflow.services.directory import OutgoingDirectory
from caseflow.store.files import write_whole

_SHORTEST = 5  # characters of a description
_FORMATS = (".json", ".csv", ".xlsx")
_SEPARATOR = "|"


@dataclass(frozen=True)
class Adjusted:
    """A row of ours that the schema did not take as it is, and what became of it."""

    name: str
    field: str
    what: str
    is_left_out: bool = False


@dataclass(frozen=True)
class Exported:
    """What was written, where, and what had to be adjusted."""

    structures: int
    services: int
    files: tuple[Path, ...]
    adjusted: tuple[Adjusted, ...] = ()

    @property
    def left_out(self) -> tuple[Adjusted, ...]:
        """Return the rows that are not in the files."""
        return tuple(each for each in self.adjusted if each.is_left_out)


def export_directory(path: Path, directory: OutgoingDirectory) -> Exported:
    """Write the directory in the format that the file's name asks for: .json, .csv or .xlsx.

    Raises:
        Refused: another format is asked for.
        StorageTrouble: the disk is full or the file cannot be written.
    """
    kind = path.suffix.lower()
    if kind not in _FORMATS:
        raise Refused(_("Choose a file name that ends with .xlsx, .csv or .json."))
    adjusted: list[Adjusted] = []
    structures = _conforming(Kind.STRUCTURE, directory.structures, adjusted)
    known = {row["id"] for row in structures}
    services = [
        row for row in _conforming(Kind.SERVICE, directory.services, adjusted) if _has_structure(row, known, adjusted)
    ]
    tables = {Kind.SERVICE: services, Kind.STRUCTURE: structures}
    if kind == ".json":
        files = {path: _json(structures, services)}
    elif kind == ".xlsx":
        files = {path: workbook_of([_sheet(kind, rows) for kind, rows in tables.items()])}
    else:
        files = {path: _csv(Kind.SERVICE, services), _beside(path): _csv(Kind.STRUCTURE, structures)}
    for file, content in files.items():
        write_whole(file, content)
    return Exported(len(structures), len(services), tuple(files), tuple(adjusted))


def _beside(path: Path) -> Path:
    beside = structures_beside(path)
    if beside == path:
        raise Refused(_("Choose a file name that does not end with “-structures”: it is kept for the structures."))
    return beside


def _conforming(kind: Kind, rows: Iterable[Mapping[str, Any]], adjusted: list[Adjusted]) -> list[dict[str, Any]]:
    """Return the rows as the schema takes them; tell what had to be padded, and what was left out."""
    made: list[dict[str, Any]] = []
    for row in rows:
        values, told = fields_of(kind, row), list[Adjusted]()
        _pad(kind, values, row, told)
        kept, problems = checked(kind, values)
        told += [Adjusted(row["name"], each.field, each.reason, each.leaves_out) for each in problems]
        if not any(each.is_left_out for each in told):
            made.append(dict.fromkeys(FIELDS[kind]) | kept)
        adjusted += told
    return made


def _pad(kind: Kind, values: dict[str, Any], row: Mapping[str, Any], told: list[Adjusted]) -> None:
    """Give what the schema requires and ours may lack: a day, a description."""
    if values["date_maj"] is None:
        values["date_maj"] = _written_on(row["id"])
        told.append(Adjusted(row["name"], "date_maj", _("the day it was written here stands for its day of update")))
    short = values["description"] or ""
    if kind is Kind.SERVICE and len(short) < _SHORTEST:
        values["description"] = f"{values['nom']} – {row['structure_name']}"
        told.append(Adjusted(row["name"], "description", _("the names of service and structure stand for it")))


def _written_on(row_id: UUID) -> date:
    """Return the day a row was made, which its key begins with (RFC 9562, UUIDv7), as the schema can take it."""
    made = datetime.fromtimestamp((row_id.int >> 80) / 1000, UTC).date()
    return max(made, date(2000, 1, 1))


def _has_structure(row: Mapping[str, Any], known: set[str], adjusted: list[Adjusted]) -> bool:
    if row["structure_id"] in known:
        return True
    adjusted.append(Adjusted(row["nom"], "structure_id", _("its structure cannot be written"), is_left_out=True))
    return False


def _json(structures: Sequence[Mapping[str, Any]], services: Sequence[Mapping[str, Any]]) -> bytes:
    whole = {"structures": structures, "services": services}
    return json.dumps(whole, ensure_ascii=False, indent=1, default=date.isoformat).encode("utf-8", "replace") + b"\n"


def _sheet(kind: Kind, rows: Sequence[Mapping[str, Any]]) -> Sheet:
    fields = list(FIELDS[kind])
    return Sheet(f"{kind}s", fields, [[_cell(row[name]) for name in fields] for row in rows])


def _cell(value: Any) -> Any:
    """Return a value as the schema writes it in a cell: several values joined, days in ISO."""
    if isinstance(value, date):
        return value.isoformat()
    return _SEPARATOR.join(cast("list[str]", value)) if isinstance(value, list) else value


def _csv(kind: Kind, rows: Sequence[Mapping[str, Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(FIELDS[kind])
    writer.writerows([_csv_cell(row[name]) for name in FIELDS[kind]] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def _csv_cell(value: Any) -> str:
    """Return a cell that runs nothing; a number is none of what has to be guarded."""
    cell = _cell(value)
    return guarded(writable(cell)) if isinstance(cell, str) else "" if cell is None else repr(cell)
