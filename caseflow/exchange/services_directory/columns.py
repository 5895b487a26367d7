"""Turn checked values of the schema into our own columns, and back."""

import json
from collections.abc import Mapping
from typing import Any, cast

from caseflow.domain import zones
from caseflow.exchange.services_directory.fields import FIELDS, LISTS, Kind
from caseflow.services.reference import insee_code

_WHOLE_FRANCE = "99100"
_LINKS = frozenset({"structure_source_id", "source_id"})


def columns_of(kind: Kind, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return our columns for the fields that `values` speaks of; a commune's code is found where it is not given."""
    columns = {
        column: _as_column(field, values[field])
        for field, column in FIELDS[kind].items()
        if field in values and column not in _LINKS
    }
    if not columns.get("latitude") and not columns.get("longitude"):
        columns |= {name: None for name in ("latitude", "longitude") if name in columns}  # 0, 0 is in the Atlantic
    if not columns.get("insee_code") and columns.get("commune") and columns.get("post_code"):
        columns["insee_code"] = insee_code(columns["commune"], columns["post_code"])
    return columns


def _as_column(field: str, value: Any) -> Any:
    if field in LISTS:
        given = cast("list[str]", value or [])
        return json.dumps(sorted({zones.FRANCE if each == _WHOLE_FRANCE else each for each in given}))
    if field == "nombre_semaines" and value is not None:
        return int(value)
    if field in ("longitude", "latitude", "volume_horaire_hebdomadaire") and value is not None:
        return float(value)
    return value


def fields_of(kind: Kind, columns: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of the schema for our columns: lists as lists."""
    return {
        field: (json.loads(columns[column]) or None) if field in LISTS else columns[column]
        for field, column in FIELDS[kind].items()
    }
