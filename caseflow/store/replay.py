"""Read the journal from its first line: what it says that the tables hold, and where they hold something else."""

import json
from collections.abc import Iterator
from heapq import merge
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from caseflow.domain.base import Entity
from caseflow.store.journal import OperationKind, filled, operation_table, recorded_columns

_AT_ONCE = 2000
"""Rows in memory at a time: a large store is read like a small one."""


def strays(session: Session, entity: type[Entity]) -> Iterator[UUID]:
    """Yield the rows of one kind that are not what the journal says, those it does not know and those it misses."""
    sides = merge(_held(session, Entity.metadata.tables[entity.__tablename__]), _told(session, entity), key=_key)
    for row_id, rows in groupby(sides, _key):
        versions = [values for _row_id, values in rows]
        if len(versions) != 2 or versions[0] != versions[1]:
            yield UUID(row_id)


def _key(row: tuple[UUID, dict[str, Any]]) -> str:
    return row[0].hex


def _held(session: Session, table: Table) -> Iterator[tuple[UUID, dict[str, Any]]]:
    """Yield the rows of a table in the order of their keys, as the journal would write them."""
    columns = recorded_columns(table)
    names = [column.name for column in columns]
    rows = session.execute(select(*columns).order_by(table.c.id).execution_options(yield_per=_AT_ONCE))
    return ((row["id"], filled(row, names)) for row in rows.mappings())


def _told(session: Session, entity: type[Entity]) -> Iterator[tuple[UUID, dict[str, Any]]]:
    """Yield the rows that stand when every operation is done again, in the order of their keys."""
    columns = operation_table.c
    query = (
        select(columns.row_id, columns.kind, columns.field, columns.after)
        .where(columns.table_name == entity.__tablename__)
        .order_by(columns.row_id, columns.mark, columns.workplace, columns.seq)
    )
    row_id: UUID | None = None
    values: dict[str, Any] | None = None
    for operation in session.execute(query.execution_options(yield_per=_AT_ONCE)):
        if operation.row_id != row_id:
            if row_id is not None and values is not None:
                yield row_id, values
            row_id, values = operation.row_id, None
        values = _after(values, operation.kind, operation.field, operation.after)
    if row_id is not None and values is not None:
        yield row_id, values


def _after(values: dict[str, Any] | None, kind: str, name: str | None, after: str | None) -> dict[str, Any] | None:
    """Return a row after one operation on it; None where it is not, or no longer."""
    if kind == OperationKind.DELETE:
        return None
    told = json.loads(after) if after is not None else None
    if kind == OperationKind.INSERT:
        return told
    kept = {key: value for key, value in (values or {}).items() if key != name}
    return kept if told is None else {**kept, str(name): told}
