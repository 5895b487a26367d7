"""The store: everything is read through `reading()`, and written through `writing(label)`, one action at a time."""

import threading
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, event, func, select
from sqlalchemy.exc import DatabaseError as SqlDatabaseError
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Mapper, ORMExecuteState, Session

from caseflow.domain.base import Entity
from caseflow.domain.errors import Missing, Refused
from caseflow.i18n import _
from caseflow.store import database
from caseflow.store import drafts as _drafts  # noqa: F401 # pyright: ignore[reportUnusedImport] - a table of every store
from caseflow.store.clock import MarkClock, WallClock
from caseflow.store.journal import Author, Change, Recorder, action_table

Listener = Callable[[Change], None]
Thing = TypeVar("Thing", bound=Entity)


class Writing:
    """One action being written: its session, and the ways to write that the journal follows."""

    def __init__(self, session: Session, recorder: Recorder, change: Change) -> None:
        self.session = session
        self._recorder = recorder
        self.change = change

    def add(self, entity: Thing) -> Thing:
        """Write a new thing."""
        self.session.add(entity)
        return entity

    def get(self, kind: type[Thing], entity_id: UUID) -> Thing:
        """Return one thing, to be read or changed.

        Raises:
            Missing: it is not there, or no longer.
        """
        return get(self.session, kind, entity_id)

    def delete(self, entity: Entity) -> None:
        """Remove a thing."""
        self.session.delete(entity)

    def insert_rows(self, kind: type[Entity], rows: Sequence[Mapping[str, Any]]) -> None:
        """Write many new rows of one kind at once: the way for imports, some ten times faster than one by one."""
        self.session.flush()
        self._recorder.insert_rows(kind, rows)

    def update_row(self, kind: type[Entity], row_id: UUID, values: Mapping[str, Any]) -> None:
        """Change some fields of one row without loading it as a thing."""
        self.update_rows(kind, {row_id: values})

    def update_rows(self, kind: type[Entity], changes: Mapping[UUID, Mapping[str, Any]]) -> None:
        """Change some fields of many rows at once; rows that are no longer there are skipped."""
        self.session.flush()
        self._recorder.update_rows(kind, changes)

    def delete_rows(self, kind: type[Entity], row_ids: Iterable[UUID]) -> None:
        """Remove many rows at once; rows that are no longer there are skipped."""
        self.session.flush()
        self._recorder.delete_rows(kind, row_ids)


def get(session: Session, kind: type[Thing], entity_id: UUID) -> Thing:
    """Return one thing.

    Raises:
        Missing: it is not there, or no longer.
    """
    entity = session.get(kind, entity_id)
    if entity is None:
        raise missing()
    return entity


def missing() -> Missing:
    """Return what is raised when something is not there, or no longer."""
    return Missing(_("This record no longer exists. It may have been removed from another window."))


class Store:
    """One encrypted file of people and pathways, open for one author."""

    def __init__(
        self,
        path: Path,
        key: bytes,
        author: Author,
        wall: WallClock,
        *,
        read_only: bool = False,
        is_training: bool = False,
        on_close: Callable[[], None] | None = None,
    ) -> None:
        """Open a file that is already at the present version; see `opening` for the whole way in."""
        self.path = path
        self.author = author
        self.read_only = read_only
        self.is_training = is_training
        self.wall = wall
        self._key = key
        self._on_close = on_close
        self._engine = database.engine(path, key, read_only=read_only)
        self._write_lock = threading.RLock()
        self._along = threading.local()
        self._listeners: list[Listener] = []
        try:
            with self.reading() as session:
                last = session.execute(select(func.coalesce(func.max(action_table.c.mark), 0))).scalar_one()
        except BaseException:
            self._engine.dispose()
            raise
        self._clock = MarkClock(wall, last)

    @contextmanager
    def reading(self) -> Generator[Session]:
        """Open a short session to read; nothing written in it is kept."""
        session = Session(self._engine, expire_on_commit=False, autoflush=False)
        try:
            yield session
        except (SqlDatabaseError, database.sqlcipher().DatabaseError) as error:
            raise database.trouble(error) from error
        finally:
            session.close()

    @contextmanager
    def reading_rows(self) -> Generator[Any]:
        """Lend a bare cursor on one moment of the store, for the questions of `prepared`."""
        connection = self._engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("BEGIN")
            yield cursor
        except database.sqlcipher().DatabaseError as error:
            raise database.trouble(error) from error
        finally:
            connection.close()

    @contextmanager
    def writing(self, label: str, *, undoes: UUID | None = None) -> Generator[Writing]:
        """Open one labelled action: all of it is written when the block ends well, or none of it.

        The journal records it, and the listeners are told once. An action that changes nothing leaves no trace.

        Raises:
            StorageTrouble: the disk is full, gone or read-only; nothing was written.
            Refused: the store is open for reading only.
        """
        self._assert_writable()
        change = Change(label)
        with self._write_lock:
            session = Session(self._engine, expire_on_commit=False)
            recorder = Recorder(session, change, self.author, self._clock, undoes)
            _follow(session, recorder)
            try:
                session.connection(execution_options=database.WRITING)
                yield Writing(session, recorder, change)
                self._jot_along(session)
                session.commit()
            except SqlDatabaseError as error:
                if _is_trouble(error):
                    raise database.trouble(error) from error
                raise
            finally:
                session.close()
        if change.kinds:
            for listener in tuple(self._listeners):
                listener(change)

    @contextmanager
    def jotting(self) -> Generator[Connection]:
        """Open one small write that is no action: the journal does not see it, no listener is told.

        For drafts alone (`store.drafts`): typing is not history. All of it is written when the block ends well, or
        none of it, and never while an action is being written.

        Raises:
            StorageTrouble: the disk is full, gone or read-only; nothing was written.
            Refused: the store is open for reading only.
        """
        self._assert_writable()
        with self._write_lock:
            try:
                with self._engine.connect() as connection:
                    connection.execution_options(**database.WRITING)
                    with connection.begin():
                        yield connection
            except SqlDatabaseError as error:
                if _is_trouble(error):
                    raise database.trouble(error) from error
                raise

    @contextmanager
    def jotting_along(self, jot: Callable[[Connection], object]) -> Generator[None]:
        """Add one small write to the next action of this thread, in its transaction: both are written, or neither.

        For drafts alone, as `jotting` is. Nothing is jotted when the block writes no action.
        """
        self._along.jot = jot
        try:
            yield
        finally:
            self._along.jot = None

    def _jot_along(self, session: Session) -> None:
        jot: Callable[[Connection], object] | None = getattr(self._along, "jot", None)
        if jot is not None:
            self._along.jot = None
            session.flush()
            jot(session.connection())

    def _assert_writable(self) -> None:
        if self.read_only:
            raise Refused(_("This file is open for consultation only: nothing can be changed."))

    def on_change(self, listener: Listener, *, first: bool = False) -> Callable[[], None]:
        """Tell a listener of each action once it is written, in the thread that wrote it; return how to stop.

        What was learnt of the store is forgotten `first`: others, once told, ask for it anew.
        """
        self._listeners.insert(0 if first else len(self._listeners), listener)
        return lambda: self._listeners.remove(listener)

    def connect_alike(self, path: Path) -> Any:
        """Open a raw connection to this file, or to another that has the same key: a copy being made or checked."""
        return database.connect(path, self._key, read_only=self.read_only and path == self.path)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()
        if self._on_close is not None:
            self._on_close()


def _is_trouble(error: SqlDatabaseError) -> bool:
    """Tell a trouble of the disk or of the file from a rule of the tables that our code broke."""
    return isinstance(error, OperationalError) or type(error) is SqlDatabaseError


def _follow(session: Session, recorder: Recorder) -> None:
    """Have the journal record each flush of a session, and refuse writes that it would not see."""

    @event.listens_for(session, "after_flush")
    def record(flushed: Session, _context: object) -> None:
        recorder.record_flush(flushed)

    @event.listens_for(session, "do_orm_execute")
    def guard(state: ORMExecuteState) -> None:
        if state.is_insert or state.is_update or state.is_delete:
            raise RuntimeError("a bulk write goes through Writing, so that the journal sees it")


@event.listens_for(Entity, "before_insert", propagate=True)
@event.listens_for(Entity, "before_update", propagate=True)
def _derive(mapper: Mapper[Any], _connection: object, entity: Entity) -> None:
    values = {attribute.key: getattr(entity, attribute.key) for attribute in mapper.column_attrs}
    for name, value in entity.derive(values).items():
        setattr(entity, name, value)
