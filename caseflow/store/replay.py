"""Read the journal from its first line: what it says that the tables hold, and where they hold something else."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import attrgetter
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
    """Yield the rows that stand when every operation is done again, in the order of their keys.

    A row of which the operations do not follow from one another comes empty, standing or not.
    """
    columns = operation_table.c
    query = (
        select(columns.row_id, columns.workplace, columns.kind, columns.field, columns.before, columns.after)
        .where(columns.table_name == entity.__tablename__)
        .order_by(columns.row_id, columns.mark, columns.workplace, columns.seq)
    )
    operations = session.execute(query.execution_options(yield_per=_AT_ONCE))
    for row_id, told in groupby(operations, attrgetter("row_id")):
        row = _Replayed()
        for operation in told:
            row.do(operation.workplace, operation.kind, operation.field, *map(_read, operation[-2:]))
        if row.is_broken or row.values is not None:
            yield row_id, {} if row.is_broken else row.values or {}


def _read(text: str | None) -> Any:
    return None if text is None else json.loads(text)


@dataclass
class _Replayed:
    """One row while its operations are done again."""

    values: dict[str, Any] | None = None
    is_broken: bool = False
    _workplace: str = ""

    def do(self, workplace: str, kind: str, name: str | None, before: Any, after: Any) -> None:
        """Do one operation; within one workplace, what it says was there must be what the former ones left."""
        present = self.values if name is None else (self.values or {}).get(name)
        if workplace == self._workplace or not self._workplace:
            self.is_broken |= present != before
        self._workplace = workplace
        if name is None:
            self.values = after if kind == OperationKind.INSERT else None
        else:
            self.values = {key: value for key, value in (self.values or {}).items() if key != name}
            if after is not None:
                self.values[name] = after
