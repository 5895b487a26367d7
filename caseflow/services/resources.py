"""The directory of partners: found as one types, nearest first, seen whole, kept up to date by hand."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from caseflow.domain.barrier import Theme
from caseflow.domain.person import Person
from caseflow.services import resource_query, resource_writing
from caseflow.services.observed import observed
from caseflow.services.reference import communes_at, insee_code
from caseflow.services.resource_index import Index, read_index
from caseflow.services.resource_query import Facets, ServiceQuery, ServiceRow
from caseflow.services.resource_rows import ServiceSheet, read_rows, read_sheet
from caseflow.store.journal import Change
from caseflow.store.prepared import cursor_in
from caseflow.store.store import Store, get

__all__ = ["Facets", "Resources", "ServiceQuery", "ServiceRow", "ServiceSheet"]


class Resources:
    """The services of partners."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._version = 0
        self._index: tuple[int, Index] | None = None
        store.on_change(self._on_change, first=True)

    def ids(self, query: ServiceQuery, limit: int | None = None) -> list[UUID]:
        """Return the services looked for, in the order asked: all of them, or the first of the very same list."""
        with self._store.reading() as session:
            cursor = cursor_in(session)
            index = self.index(cursor)
            seen = observed(session, index.ids) if query.order == "answer" else None
            bits = resource_query.found(index, cursor, query)
        return [index.ids[place] for place in resource_query.in_order(index, bits, query, seen)[:limit]]

    def rows(self, ids: Sequence[UUID], near: str | None = None, on: date | None = None) -> tuple[ServiceRow, ...]:
        """Return one page of the list, in the order asked; one that has gone is left out.

        Args:
            ids: the services.
            near: the INSEE code of the commune from which distances are counted.
            on: the day by which a referral past its time counts as left without answer.
        """
        if not ids:
            return ()
        with self._store.reading() as session:
            cursor = cursor_in(session)
            # Rows are read in the window's thread: the directory as it was a moment ago does, to count distances from.
            index = self._index[1] if self._index else self.index(cursor)
            origin = resource_query.middle_of(index, near)
            return read_rows(cursor, ids, observed(session, ids, on), origin, index.communes)

    def index(self, cursor: Any) -> Index:
        """Return the directory as bits, as it is now: read again if a service changed."""
        with self._lock:
            version = self._version
            if self._index is None or self._index[0] != version:
                self._index = version, read_index(cursor)
            return self._index[1]

    def facets(self, query: ServiceQuery) -> Facets:
        """Count what each value of each filter would leave, with all the other filters on."""
        with self._store.reading_rows() as cursor:
            return resource_query.facets(self.index(cursor), cursor, query)

    def count(self, *, with_closed: bool = True) -> int:
        """Count the services of the directory."""
        with self._store.reading_rows() as cursor:
            index = self.index(cursor)
        return len(index.ids) if with_closed else index.is_open.bit_count()

    def in_the_way(self, query: ServiceQuery) -> str | None:
        """Name the filter that leaves nothing: the field of the query without which most would be found."""
        with self._store.reading_rows() as cursor:
            return resource_query.in_the_way(self.index(cursor), cursor, query)

    def nearest(self, themes: Sequence[Theme], person_id: UUID, limit: int = 3) -> tuple[ServiceRow, ...]:
        """Return the services for some themes open to where a person lives, nearest first, then who answers best.

        Raises:
            Missing: the person is no longer there.
        """
        query = replace(self.for_person(person_id), themes=tuple(themes), order="distance")
        with self._store.reading() as session:
            cursor = cursor_in(session)
            index = self.index(cursor)
            bits = resource_query.found(index, cursor, query)
            places = resource_query.in_order(index, bits, query)[: max(limit * 8, 50)]
            ids = [index.ids[place] for place in places]
        rows = self.rows(ids, query.near)
        return tuple(sorted(rows, key=_by_nearness)[:limit])

    def for_person(self, person_id: UUID) -> ServiceQuery:
        """Return the query for what is open to where a person lives, counted from there.

        Raises:
            Missing: the person is no longer there.
        """
        with self._store.reading() as session:
            person = get(session, Person, person_id)
        insee = person.insee_code or _insee_of(person.commune, person.post_code)
        return ServiceQuery(commune=insee, near=insee, order="relevance" if insee is None else "distance")

    def sheet(self, service_id: UUID, on: date | None = None) -> ServiceSheet:
        """Return everything that is known of a service.

        Raises:
            Missing: the service is no longer there.
        """
        with self._store.reading() as session:
            return read_sheet(session, service_id, on)

    def create(self, values: Mapping[str, Any], on: date) -> UUID:
        """Add a service written by hand; see `resource_writing.create`.

        Raises:
            Invalid: a name is missing, or a number or an address cannot be right.
        """
        return resource_writing.create(self._store, values, on)

    def edit(self, service_id: UUID, on: date, values: Mapping[str, Any]) -> None:
        """Change a service written by hand here.

        Raises:
            Invalid: a name is missing, or a number or an address cannot be right; nothing was changed.
            Missing: the service is no longer there.
            Refused: it was imported.
        """
        resource_writing.edit(self._store, service_id, on, values)

    def verify(self, service_ids: Sequence[UUID], on: date) -> None:
        """Note that somebody here checked, that day, that some sheets still hold."""
        resource_writing.verify(self._store, service_ids, on)

    def close(self, service_ids: Sequence[UUID], on: date) -> None:
        """Leave some services out of the searches from a day on: they no longer exist."""
        resource_writing.close(self._store, service_ids, on)

    def reopen(self, service_ids: Sequence[UUID]) -> None:
        """Bring closed services back in the searches."""
        resource_writing.reopen(self._store, service_ids)

    def write_note(self, service_id: UUID, note: str | None) -> None:
        """Keep the team's own note on a service; an import never touches it.

        Raises:
            Missing: the service is no longer there.
        """
        resource_writing.write_note(self._store, service_id, note)

    def structure_names(self) -> tuple[str, ...]:
        """Return the names of the structures of the directory, each once, in order."""
        with self._store.reading() as session:
            return resource_writing.structure_names(session)

    def _on_change(self, change: Change) -> None:
        if "service" in change.kinds:
            self._version += 1


def _by_nearness(row: ServiceRow) -> tuple[float, tuple[float, int], str]:
    """Return the key that sorts by whole kilometres, then by the answers observed: a street nearer is no nearer."""
    away = float("inf") if row.distance_km is None else round(row.distance_km)
    return away, resource_query.by_answer(row.observed), row.name


def _insee_of(commune: str | None, post_code: str | None) -> str | None:
    if not post_code:
        return None
    found = insee_code(commune or "", post_code)
    served = communes_at(post_code)
    return found or (served[0].insee_code if len(served) == 1 else None)
