"""Insert many rows at the driver’s own speed, values converted column by column; and remove many at once."""

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Date, Dialect, Enum, Table, insert

_NAMED_AT_ONCE = 500
"""Ids in one statement."""
_MANY = 200
"""People from whose removal on it is quicker to write the search index anew than to erase each name in its place."""


class _Remembering(dict[Any, Any]):
    """Converts each different value once: a column of days or of choices holds few."""

    def __init__(self, convert: Callable[[Any], Any]) -> None:
        super().__init__()
        self._convert = convert

    def __missing__(self, value: Any) -> Any:
        converted = self[value] = self._convert(value)
        return converted


def insert_many(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write new rows, each with the same fields: all those that have a default among them.

    SQLAlchemy's own way makes a dictionary of parameters for each row, and so takes twice as long.
    """
    dialect = connection.dialect
    statement, names = _statement(table, frozenset(rows[0]), dialect)
    converted = (_converted(table.c[name], [row[name] for row in rows], dialect) for name in names)
    connection.exec_driver_sql(statement, list(zip(*converted, strict=True)))


def delete_many(connection: Connection, table: Table, row_ids: Sequence[UUID]) -> None:
    """Remove rows."""
    with _index_written_anew(connection, is_wanted=table.name == "person" and len(row_ids) >= _MANY):
        for start in range(0, len(row_ids), _NAMED_AT_ONCE):
            connection.execute(table.delete().where(table.c.id.in_(row_ids[start : start + _NAMED_AT_ONCE])))


@contextmanager
def _index_written_anew(connection: Connection, *, is_wanted: bool) -> Generator[None]:
    """Put off erasing removed names from the search index: half a millisecond each, against one writing of the whole.

    Merging its parts ("optimize") is no quicker and was seen to leave removed names in the file.
    """
    order = "INSERT INTO person_search(person_search, rank) VALUES ('secure-delete', %d)"
    is_wanted &= connection.dialect.name == "sqlite"
    if is_wanted:
        connection.exec_driver_sql(order % 0)
    yield
    if is_wanted:
        connection.exec_driver_sql("INSERT INTO person_search(person_search) VALUES ('rebuild')")
        connection.exec_driver_sql(order % 1)


@lru_cache(maxsize=64)
def _statement(table: Table, names: frozenset[str], dialect: Dialect) -> tuple[str, Sequence[str]]:
    """Return the statement, and the fields in the order of its places."""
    compiled = insert(table).compile(dialect=dialect, column_keys=sorted(names))
    return str(compiled), compiled.positiontup or ()


def _converted(column: Column[Any], values: list[Any], dialect: Dialect) -> list[Any]:
    """Return the values of a column as the driver takes them."""
    convert = column.type.dialect_impl(dialect).bind_processor(dialect)
    if convert is None:
        return values
    if isinstance(column.type, Date | Enum):
        convert = _Remembering(convert).__getitem__
    return list(map(convert, values))
