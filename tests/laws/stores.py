"""Stores for property tests: a new empty one for each example, and all that one holds."""

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Select, insert, select

from caseflow.domain import kinds  # noqa: F401 - the whole schema
from caseflow.domain.base import Entity
from caseflow.store import database
from caseflow.store.journal import JOURNAL_TABLES, decode, entity_of, filled, operation_table, recorded_columns
from caseflow.store.search import INDEXES
from caseflow.store.store import Store
from tests.conftest import AUTHOR, KEY, FakeClock

Rows = dict[str, list[tuple[Any, ...]]]


@cache
def _blank() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "blank.caseflow")
        made = database.engine(path, KEY)
        with made.connect().execution_options(**database.WRITING) as connection, connection.begin():
            Entity.metadata.create_all(connection)
            for statement in INDEXES:
                connection.exec_driver_sql(statement)
        with made.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        made.dispose()
        return path.read_bytes()


@contextmanager
def new_store() -> Iterator[Store]:
    """Make an empty encrypted store that goes away with the example."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "store.caseflow")
        path.write_bytes(_blank())
        store = Store(path, KEY, AUTHOR, FakeClock())
        try:
            yield store
        finally:
            store.close()


@cache
def _questions() -> dict[str, tuple[Select[Any], list[str]]]:
    """Every table that the journal follows: what asks for its rows, and the columns that the journal writes."""
    return {
        name: (select(table), [column.name for column in recorded_columns(table)])
        for name, table in Entity.metadata.tables.items()
        if name not in JOURNAL_TABLES
    }


def everything(store: Store) -> Rows:
    """Return every row of every table that the journal follows, derived columns and search index included."""
    with store.reading() as session:
        rows = {
            name: sorted((tuple(row) for row in session.execute(question)), key=repr)
            for name, (question, _columns) in _questions().items()
        }
        connection = session.connection()
        rows["person_search"] = sorted(
            tuple(row) for row in connection.exec_driver_sql("SELECT rowid, search_text FROM person_search")
        )
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    return rows


def replayed(store: Store) -> dict[str, dict[UUID, dict[str, Any]]]:
    """Do every operation of the journal again, from nothing; each must find the row as it says it was."""
    found: dict[str, dict[UUID, dict[str, Any]]] = defaultdict(dict)
    query = select(operation_table).order_by(operation_table.c.mark, operation_table.c.workplace, operation_table.c.seq)
    with store.reading() as session:
        operations = session.execute(query).mappings().all()
    for operation in operations:
        rows, row_id = found[operation["table_name"]], operation["row_id"]
        before, after = (json.loads(operation[side] or "null") for side in ("before", "after"))
        if operation["kind"] == "insert":
            assert row_id not in rows
            rows[row_id] = after
        elif operation["kind"] == "delete":
            assert rows.pop(row_id) == before
        else:
            assert rows[row_id].get(operation["field"]) == before
            rows[row_id] = filled({**rows[row_id], operation["field"]: after}, {*rows[row_id], operation["field"]})
    return {name: rows for name, rows in found.items() if rows}


def held(store: Store) -> dict[str, dict[UUID, dict[str, Any]]]:
    """Return the rows as the journal would write them."""
    found: dict[str, dict[UUID, dict[str, Any]]] = {}
    with store.reading() as session:
        for name, (question, columns) in _questions().items():
            found[name] = {row["id"]: filled(row, columns) for row in session.execute(question).mappings()}
    return {name: rows for name, rows in found.items() if rows}


def rebuild(store: Store, told: dict[str, dict[UUID, dict[str, Any]]]) -> None:
    """Fill an empty store with what a journal tells."""
    with store.writing("rebuild") as writing:
        connection = writing.session.connection()
        for name, rows in told.items():
            table = Entity.metadata.tables[name]
            for values in rows.values():
                decoded = {column.name: decode(column, values.get(column.name)) for column in recorded_columns(table)}
                connection.execute(insert(table).values(decoded | entity_of(name).derive(decoded)))
