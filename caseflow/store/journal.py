"""What changed, by whom, where, in which action: written once, read by history, undo, audit and exchange.

A row that appears is one operation with all its filled fields; a row that changes is one operation per field; a row
that goes is one operation with all its filled fields. Columns marked `DERIVED` follow from the others: they are not
recorded.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Column,
    Connection,
    Index,
    Integer,
    RowMapping,
    String,
    Table,
    Text,
    Uuid,
    bindparam,
    func,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.orm import InstanceState, Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from caseflow.domain.base import Entity, new_id
from caseflow.store.bulk import delete_many, insert_many
from caseflow.store.clock import MarkClock


class OperationKind(StrEnum):
    """What happened to a row."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


action_table = Table(
    "action",
    Entity.metadata,
    Column("id", Uuid, primary_key=True),
    Column("mark", BigInteger, nullable=False, index=True),
    Column("label", String, nullable=False),
    Column("author", String, nullable=False),
    Column("workplace", String, nullable=False),
    Column("undoes", Uuid, index=True),
)

REMOVED = text("kind = 'delete'")
"""The rows that went: few, and so indexed apart."""

operation_table = Table(
    "operation",
    Entity.metadata,
    Column("workplace", String, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("action_id", Uuid, nullable=False),
    Column("mark", BigInteger, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("table_name", String(40), nullable=False),
    Column("row_id", Uuid, nullable=False),
    Column("field", String(40)),
    Column("before", Text),
    Column("after", Text),
    Column("parents", Text, nullable=False),
    Index("ix_operation_action_id", "action_id", "seq"),
    Index("ix_operation_row", "row_id", "mark"),
    Index("ix_operation_removed", "table_name", sqlite_where=REMOVED),
)
"""`before` and `after` are JSON: a value for an update, an object of the filled fields for an insert or a delete.

`parents` names, as `workplace:seq`, the operations that the author saw as the latest on the field, separated by spaces.
"""

JOURNAL_TABLES = frozenset({action_table.name, operation_table.name})


@dataclass
class Change:
    """What one action touched: told once to those who listen, when it is written."""

    label: str
    action_id: UUID = field(default_factory=new_id)
    kinds: set[str] = field(default_factory=set[str])
    rows: set[UUID] = field(default_factory=set[UUID])


@dataclass(frozen=True)
class Author:
    """Who writes, and where: a name of the staff and the id of this copy of the store."""

    name: str
    workplace: str


def encode(value: Any) -> Any:
    """Return a value as JSON can hold it."""
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, date):  # a moment is a day too
        return value.isoformat()
    return value


_as_json = json.JSONEncoder(ensure_ascii=False, default=encode).encode


def decode(column: Column[Any], value: Any) -> Any:
    """Return a value read from the journal as its column expects it."""
    if value is None:
        return None
    kind = column.type.python_type
    if kind is UUID:
        return UUID(value)
    if issubclass(kind, date):
        return kind.fromisoformat(value)
    return kind(value)


def recorded_columns(table: Table) -> list[Column[Any]]:
    """Return the columns of a table that the journal keeps."""
    return [column for column in table.columns if not column.info.get("derived")]


def entity_of(table_name: str) -> type[Entity]:
    """Return the class whose rows a table holds."""
    return next(mapper.class_ for mapper in Entity.registry.mappers if mapper.class_.__tablename__ == table_name)


class Recorder:
    """Writes rows and, in the same transaction, the operations that tell of them."""

    def __init__(self, session: Session, change: Change, author: Author, clock: MarkClock, undoes: UUID | None) -> None:
        self._session = session
        self._change = change
        self._author = author
        self._clock = clock
        self._undoes = undoes
        self._next_seq = 0
        self._mark = 0

    def insert_rows(self, entity: type[Entity], rows: Sequence[Mapping[str, Any]]) -> None:
        """Write many new rows of one kind at once; each may leave out columns that have a default."""
        if not rows:
            return
        table = _table(entity)
        full = [_with_derived(entity, _with_defaults(table, row)) for row in rows]
        insert_many(self._connection, table, full)
        names = [column.name for column in recorded_columns(table)]
        self._write([self._operation(table, row["id"], OperationKind.INSERT, after=_held(row, names)) for row in full])

    def update_rows(self, entity: type[Entity], changes: Mapping[UUID, Mapping[str, Any]]) -> None:
        """Change some fields of many rows; a field that has the value already is left alone, a missing row skipped."""
        table = _table(entity)
        operations: list[dict[str, Any]] = []
        updates: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for current in self._current(table, changes):
            values = changes[current["id"]]
            changed = {name: value for name, value in values.items() if current[name] != value}
            if changed:
                written = {**changed, **entity.derive({**current, **changed})}
                updates.setdefault(tuple(written), []).append({**written, "row_id": current["id"]})
                operations += [
                    self._operation(
                        table, current["id"], OperationKind.UPDATE, name, encode(current[name]), encode(value)
                    )
                    for name, value in changed.items()
                ]
        for names, rows in updates.items():
            places: dict[str, BindParameter[Any]] = {name: bindparam(name) for name in names}
            self._connection.execute(table.update().where(table.c.id == bindparam("row_id")).values(places), rows)
        self._write(operations)

    def delete_rows(self, entity: type[Entity], row_ids: Iterable[UUID]) -> None:
        """Remove rows, keeping all their fields in the journal; a missing row is skipped."""
        table = _table(entity)
        names = [column.name for column in recorded_columns(table)]
        operations = [
            self._operation(table, row["id"], OperationKind.DELETE, before=filled(row, names))
            for row in self._current(table, list(row_ids))
        ]
        delete_many(self._connection, table, [operation["row_id"] for operation in operations])
        self._write(operations)

    def _current(self, table: Table, row_ids: Iterable[UUID]) -> list[RowMapping]:
        return [
            row
            for chunk in _chunks(list(row_ids))
            for row in self._connection.execute(select(table).where(table.c.id.in_(chunk))).mappings()
        ]

    def record_flush(self, session: Session) -> None:
        """Record what the ORM has just written."""
        operations = [self._inserted(entity) for entity in session.new if isinstance(entity, Entity)]
        for entity in session.dirty:
            if isinstance(entity, Entity):
                operations += self._updated(entity)
        operations += [self._deleted(entity) for entity in session.deleted if isinstance(entity, Entity)]
        self._write(operations)

    @property
    def _connection(self) -> Connection:
        return self._session.connection()

    def _inserted(self, entity: Entity) -> dict[str, Any]:
        table = _table(type(entity))
        values: dict[str, Any] = {column.name: getattr(entity, column.name) for column in recorded_columns(table)}
        return self._operation(table, entity.id, OperationKind.INSERT, after=filled(values, values))

    def _deleted(self, entity: Entity) -> dict[str, Any]:
        table = _table(type(entity))
        values: dict[str, Any] = {column.name: _stored_value(entity, column.name) for column in recorded_columns(table)}
        return self._operation(table, entity.id, OperationKind.DELETE, before=filled(values, values))

    def _updated(self, entity: Entity) -> list[dict[str, Any]]:
        table = _table(type(entity))
        operations: list[dict[str, Any]] = []
        for column in recorded_columns(table):
            before, after = _stored_value(entity, column.name), getattr(entity, column.name)
            if before != after:
                operations.append(
                    self._operation(table, entity.id, OperationKind.UPDATE, column.name, encode(before), encode(after))
                )
        return operations

    def _operation(
        self,
        table: Table,
        row_id: UUID,
        kind: OperationKind,
        name: str | None = None,
        before: Any = None,
        after: Any = None,
    ) -> dict[str, Any]:
        self._change.kinds.add(table.name)
        self._change.rows.add(row_id)
        return {
            "action_id": self._change.action_id,
            "workplace": self._author.workplace,
            "kind": kind.value,
            "table_name": table.name,
            "row_id": row_id,
            "field": name,
            "before": None if before is None else _as_json(before),
            "after": None if after is None else _as_json(after),
        }

    def _write(self, operations: list[dict[str, Any]]) -> None:
        if not operations:
            return
        if not self._mark:
            self._begin_action()
        parents = self._parents(operations)
        for operation, parent in zip(operations, parents, strict=True):
            operation |= {"seq": self._next_seq, "mark": self._mark, "parents": parent}
            self._next_seq += 1
        insert_many(self._connection, operation_table, operations)

    def _begin_action(self) -> None:
        latest = select(func.coalesce(func.max(operation_table.c.seq), 0))
        mine = latest.where(operation_table.c.workplace == self._author.workplace)
        self._next_seq = self._connection.execute(mine).scalar_one() + 1
        self._mark = self._clock.tick()
        self._connection.execute(
            insert(action_table).values(
                id=self._change.action_id,
                mark=self._mark,
                label=self._change.label,
                author=self._author.name,
                workplace=self._author.workplace,
                undoes=self._undoes,
            )
        )

    def _parents(self, operations: list[dict[str, Any]]) -> list[str]:
        """Return, for each operation, the latest one on the same field; a new row has none."""
        known = {operation["row_id"] for operation in operations if operation["kind"] != OperationKind.INSERT}
        if not known:
            return [""] * len(operations)
        heads = self._heads(known)
        return [
            ""
            if operation["kind"] == OperationKind.INSERT
            else _latest(heads.get(operation["row_id"], {}), operation["field"])
            for operation in operations
        ]

    def _heads(self, row_ids: Iterable[UUID]) -> dict[UUID, dict[str | None, tuple[int, str]]]:
        """Return the latest operation on each field of some rows; None stands for the row as a whole."""
        heads: dict[UUID, dict[str | None, tuple[int, str]]] = {}
        columns = operation_table.c
        for chunk in _chunks(list(row_ids)):
            query = select(columns.row_id, columns.field, columns.mark, columns.workplace, columns.seq).where(
                columns.row_id.in_(chunk)
            )
            for row_id, name, mark, workplace, seq in self._connection.execute(query):
                latest = heads.setdefault(row_id, {})
                latest[name] = max(latest.get(name, (0, "")), (mark, f"{workplace}:{seq}"))
        return heads


def _latest(heads: Mapping[str | None, tuple[int, str]], name: str | None) -> str:
    """Return the head of one field, or every head of the row when it is the row that goes."""
    if name is None:
        return " ".join(sorted(head for _, head in heads.values()))
    return max(heads.get(name, (0, "")), heads.get(None, (0, "")))[1]


def _chunks(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    """Cut ids into lots that one statement can name."""
    return (ids[start : start + 500] for start in range(0, len(ids), 500))


def _table(entity: type[Entity]) -> Table:
    return Entity.metadata.tables[entity.__tablename__]


def _stored_value(entity: Entity, name: str) -> Any:
    """Return what an attribute was before the flush."""
    state: InstanceState[Entity] = inspect(entity)
    history = state.attrs[name].history
    return history.deleted[0] if history.deleted else getattr(entity, name)


def filled(row: Mapping[str, Any] | RowMapping, names: Iterable[str]) -> dict[str, Any]:
    """Return the fields of a row that hold something, as JSON can: what an insert or a delete records."""
    return {name: encode(value) for name, value in _held(row, names).items()}


def _held(row: Mapping[str, Any] | RowMapping, names: Iterable[str]) -> dict[str, Any]:
    return {name: value for name in names if (value := row[name]) is not None}


@cache
def _defaults(table: Table) -> dict[str, Any]:
    """Return what the entity's constructor gives to the columns that are left out."""
    return {
        column.name: column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None
        for column in table.columns
    }


def _with_defaults(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    full = {**_defaults(table), **row}
    if full["id"] is None:
        full["id"] = new_id()
    return full


def _with_derived(entity: type[Entity], row: dict[str, Any]) -> dict[str, Any]:
    return row | entity.derive(row)
