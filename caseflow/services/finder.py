"""Find anyone in a keystroke, for the palette: by name, number, year of birth and commune, a typing slip forgiven."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from caseflow.services import people_list
from caseflow.services.people_list import PeopleQuery, PersonRow, Scope
from caseflow.store.store import Store


@dataclass(frozen=True)
class FoundPerson:
    """Enough to tell one person from another in a line."""

    id: UUID
    name: str
    birth_year: int | None
    commune: str
    referent: str
    file_number: str
    phone: str
    is_archived: bool


class Finder:
    """Who is meant by a few letters, best first."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, typed: str, limit: int, on: date) -> tuple[FoundPerson, ...]:
        """Return at most `limit` people, archived ones included; nobody while nothing is typed."""
        if not typed.strip():
            return ()
        with self._store.reading_rows() as cursor:
            ids = people_list.ids(cursor, PeopleQuery(on=on, text=typed, scope=Scope.ALL), limit)
            return tuple(map(_found, people_list.rows(cursor, ids, on)))

    def known(self, ids: Sequence[UUID], on: date) -> tuple[FoundPerson, ...]:
        """Return people by their ids, in that order; those no longer there are left out."""
        with self._store.reading_rows() as cursor:
            return tuple(map(_found, people_list.rows(cursor, ids, on)))


def _found(row: PersonRow) -> FoundPerson:
    return FoundPerson(
        id=row.id,
        name=row.name,
        birth_year=row.birth_date.year if row.birth_date else None,
        commune=row.commune,
        referent=row.referent,
        file_number=row.file_number,
        phone=row.phone,
        is_archived=row.is_archived,
    )
