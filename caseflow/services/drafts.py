"""The drafts of forms: kept while somebody types, found when the form opens again, gone once it is saved.

A draft is no action: the journal, the undo, the history and the exports know nothing of it.
"""

import json
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, Row, delete, select
from sqlalchemy.dialects.sqlite import insert

from caseflow.domain.errors import CaseFlowError
from caseflow.domain.person import Person, display_name
from caseflow.store.drafts import draft_table
from caseflow.store.store import Store

_SPACE = UUID("6f1b0f0e-6c0c-4a5e-9d0b-2f3f7c1f9a51")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True)
class DraftOf:
    """Which form, about which thing; and whose record it opens on, if any."""

    form: str
    about_id: UUID | None = None
    person_id: UUID | None = None


@dataclass(frozen=True)
class Draft:
    """What was typed in a form: its fields by name, as JSON can hold them."""

    of: DraftOf
    title: str
    """What the form is called."""
    kept_at: datetime
    """In UTC."""
    typed: Mapping[str, Any] = field(repr=False)
    person: str = field(default="", repr=False)
    """The name on the record it is about; empty when there is none."""


class Drafts:
    """The drafts of whoever has the store open: a colleague's are left alone.

    Writes are handed to workers, which may come in any order: each bears the turn taken when it was asked for, and one
    that comes after a later one is left out. So a form that is saved never sees its draft come back.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._turns = count(1)
        self._latest: dict[UUID, int] = {}

    def turn(self) -> int:
        """Take a turn: at the moment something is asked for, before a worker does it."""
        return next(self._turns)

    def keep(self, of: DraftOf, title: str, typed: Mapping[str, Any], turn: int) -> None:
        """Keep what is typed in a form, in place of what was kept before.

        Raises:
            StorageTrouble: the disk is full, gone or read-only; what was kept before still is.
        """
        key = self._key(of)
        row = {
            "id": key,
            "form": of.form,
            "about_id": of.about_id,
            "person_id": of.person_id,
            "author": self._store.author.name,
            "title": title,
            "kept_at": (self._store.wall() - _EPOCH) // _MILLISECOND,
            "typed": json.dumps(dict(typed), ensure_ascii=False),
        }
        upsert = insert(draft_table).values(row)
        changes = {name: upsert.excluded[name] for name in ("person_id", "title", "kept_at", "typed")}
        with self._store.jotting() as connection:
            if self._is_next(key, turn):
                connection.execute(upsert.on_conflict_do_update(index_elements=["id"], set_=changes))

    def discard(self, of: DraftOf, turn: int) -> None:
        """Forget what was typed in a form: it is saved, or thrown away.

        Raises:
            StorageTrouble: the disk is full, gone or read-only; the draft is still there.
        """
        key = self._key(of)
        with self._store.jotting() as connection:
            self._drop(connection, key, turn)

    @contextmanager
    def dropped_with_save(self, of: DraftOf, turn: int) -> Generator[None]:
        """Forget what was typed in a form in the very transaction of the action that saves it.

        Whatever happens meanwhile, it is saved or still a draft, never both: a person offered again would be added
        twice. When there was nothing to save, it is forgotten once the block ends well.
        """
        key, dropped = self._key(of), list[UUID]()

        def drop(connection: Connection) -> None:
            self._drop(connection, key, turn)
            dropped.append(key)

        with self._store.jotting_along(drop):
            yield
        if not dropped:
            with suppress(CaseFlowError):  # a draft too many is offered once more, and nothing is lost
                self.discard(of, turn)

    def find(self, of: DraftOf) -> Draft | None:
        """Return what was typed in a form and not saved."""
        with self._store.reading() as session:
            row = session.execute(select(draft_table).where(draft_table.c.id == self._key(of))).one_or_none()
        return None if row is None else _draft(row)

    def all(self) -> tuple[Draft, ...]:
        """Return every draft, the latest first."""
        columns, person = draft_table.c, Person.__table__.c
        query = (
            select(draft_table, person.last_name, person.first_name)
            .outerjoin(Person, person.id == columns.person_id)
            .where(columns.author == self._store.author.name)
            .order_by(columns.kept_at.desc(), columns.id)
        )
        with self._store.reading() as session:
            return tuple(_draft(row, *row[-2:]) for row in session.execute(query))

    def _key(self, of: DraftOf) -> UUID:
        return uuid5(_SPACE, "\n".join((self._store.author.name, of.form, of.about_id.hex if of.about_id else "")))

    def _drop(self, connection: Connection, key: UUID, turn: int) -> None:
        if self._is_next(key, turn):
            connection.execute(delete(draft_table).where(draft_table.c.id == key))

    def _is_next(self, key: UUID, turn: int) -> bool:
        """Tell whether nothing asked for later was done already; called with the store's own lock held."""
        if turn < self._latest.get(key, 0):
            return False
        self._latest[key] = turn
        return True


def _draft(row: Row[Any], last_name: str | None = None, first_name: str | None = None) -> Draft:
    return Draft(
        of=DraftOf(row.form, row.about_id, row.person_id),
        title=row.title,
        kept_at=_EPOCH + row.kept_at * _MILLISECOND,
        typed=json.loads(row.typed),
        person=display_name(last_name, first_name or "") if last_name is not None else "",
    )
