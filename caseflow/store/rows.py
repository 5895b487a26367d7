"""Read whole rows as things by questions written once: for what is read at every click.

A session costs more than the few rows of one person (measured: a record took 7 ms through two dozen queries of the ORM,
of which the database had a tenth). What is read here belongs to no session: it is never written back.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, bindparam, inspect, select
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.orm import Session

from caseflow.domain.base import Entity

Thing = TypeVar("Thing", bound=Entity)

KEY: BindParameter[Any] = bindparam("key")
"""The key asked for, in the condition of a question; it stands there once at the most."""

_DIALECT = dialect(paramstyle="qmark")


def cursor_in(session: Session) -> Any:
    """Return a bare cursor on the very moment that a session sees."""
    return session.connection().connection.cursor()


class Question(Generic[Thing]):
    """The rows of one kind that fulfil a condition; written once, asked with a key."""

    def __init__(self, kind: type[Thing], condition: ColumnElement[bool] | None = None) -> None:
        columns = list(kind.__table__.columns)
        query = select(*columns)
        if condition is not None:
            query = query.where(condition)
        self._text = str(query.compile(dialect=_DIALECT))
        self._names = tuple(column.key for column in columns)
        processors = [column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None) for column in columns]
        self._processed = [(name, each) for name, each in zip(self._names, processors, strict=True) if each is not None]
        self._new: Callable[[], Thing] = inspect(kind).class_manager.new_instance

    def all(self, cursor: Any, *keys: UUID) -> list[Thing]:
        """Return every thing asked for, in no order."""
        return [self._thing(row) for row in cursor.execute(self._text, [key.hex for key in keys]).fetchall()]

    def first(self, cursor: Any, *keys: UUID) -> Thing | None:
        """Return one of the things asked for, or nothing."""
        row = cursor.execute(self._text, [key.hex for key in keys]).fetchone()
        return None if row is None else self._thing(row)

    def _thing(self, row: tuple[Any, ...]) -> Thing:
        thing = self._new()
        values = vars(thing)
        values.update(zip(self._names, row, strict=True))
        for name, process in self._processed:
            values[name] = process(values[name])
        return thing
