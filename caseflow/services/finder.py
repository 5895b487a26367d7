"""Find anyone in a keystroke, for the palette: by name, number, year of birth and commune, a typing slip forgiven."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, reduce
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, func, select, type_coerce

from caseflow.domain.person import Person
from caseflow.i18n import sort_key
from caseflow.services import people_list, people_search
from caseflow.services.close_words import close_beginnings, close_words
from caseflow.services.people_list import PeopleQuery, PersonRow, Scope
from caseflow.services.people_search import Way
from caseflow.store.journal import Change
from caseflow.store.prepared import Prepared, given
from caseflow.store.search import holding, vocabulary, words_of
from caseflow.store.store import Store

FEW = 3
"""With fewer people than that found as typed, a slip is supposed."""
MOST_WORDS = 6
"""Words looked at for the rank; all of them narrow."""

_YEAR = re.compile(r"(?:19|20)\d\d")


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
        self._vocabulary: list[str] | None = None
        self._stop = store.on_change(self._on_change)

    def find(self, typed: str, limit: int, on: date) -> tuple[FoundPerson, ...]:
        """Return at most `limit` people, archived ones included; nobody while nothing is typed.

        Words are beginnings in any order; a date or a year of birth narrows, a commune too. Those whose name begins
        as typed come first, then the other names, then the communes; where few are found, one slip a word is forgiven.
        """
        with self._store.reading_rows() as cursor:
            ids = self._ids(cursor, typed, limit, on)
            return tuple(map(_found, people_list.rows(cursor, ids, on)))

    def known(self, ids: Sequence[UUID], on: date) -> tuple[FoundPerson, ...]:
        """Return people by their ids, in that order; those no longer there are left out."""
        with self._store.reading_rows() as cursor:
            return tuple(map(_found, people_list.rows(cursor, ids, on)))

    def close(self) -> None:
        """Forget every word learnt from the store."""
        self._stop()
        self._vocabulary = None

    def _ids(self, cursor: Any, typed: str, limit: int, on: date) -> list[UUID]:
        ways = people_search.sought(typed).ways
        by_number: list[UUID] = []
        if ways - {Way.WORDS}:
            by_number = people_list.ids(cursor, PeopleQuery(on=on, text=typed, scope=Scope.ALL), limit)
        plain, born = _birth_in(typed)
        words = words_of(plain)
        if by_number or Way.WORDS not in ways or not (words or born):
            return by_number
        name = sort_key(plain)
        exact = _ask(cursor, [[f'"{word}"*'] for word in words], name, born, limit)
        if len(exact) >= min(FEW, limit) or not words:
            return exact
        return list(dict.fromkeys([*exact, *self._nearly(cursor, words, born, limit)]))[:limit]

    def _nearly(self, cursor: Any, words: Sequence[str], born: tuple[str, str] | None, limit: int) -> list[UUID]:
        """Look for the words at one slip from those typed: whole words, then beginnings."""
        known = self._vocabulary
        if known is None:
            known = self._vocabulary = vocabulary(cursor)
        for near, sign in ((close_words, ""), (close_beginnings, "*")):
            meant = [near(known, word) for word in words]
            if not any(meant):
                continue
            groups = [
                [f'"{word}"*', *(f'"{each}"{sign}' for each in group)] for word, group in zip(words, meant, strict=True)
            ]
            name = " ".join(group[0] if group else word for word, group in zip(words, meant, strict=True))
            found = _ask(cursor, groups, name, born, limit)
            if found:
                return found
        return []

    def _on_change(self, change: Change) -> None:
        if Person.__tablename__ in change.kinds:
            self._vocabulary = None


def _birth_in(typed: str) -> tuple[str, tuple[str, str] | None]:
    """Part the words from a birth date or a year of birth: its first day and its last."""
    born = None
    words: list[str] = []
    for word in typed.split():
        day = people_search.as_date(word)
        if day is not None:
            born = (day.isoformat(), day.isoformat())
        elif _YEAR.fullmatch(word):
            born = (f"{word}-01-01", f"{word}-12-31")
        else:
            words.append(word)
    return " ".join(words), born


def _ask(cursor: Any, groups: list[list[str]], name: str, born: tuple[str, str] | None, limit: int) -> list[UUID]:
    """Return who holds a word of each group, born in a span of days; those named as typed first."""
    ranked = name.split()[:MOST_WORDS]
    values: dict[str, Any] = {f"word_{place}": f" {word}" for place, word in enumerate(ranked)}
    values |= {"words": " AND ".join(f"({' OR '.join(group)})" for group in groups), "name": name}
    values["name_end"] = name + people_search.LAST
    if born:
        values["born_from"], values["born_until"] = born
    if not born and people_search.is_frequent(cursor, values["words"]):
        found: list[str] = []
        for part in range(len(ranked) + 2):
            found += [key for (key,) in _along(len(ranked), part).ask(cursor, **values, limit=limit - len(found))]
            if len(found) == limit:
                break
        return [UUID(key) for key in found]
    return [UUID(key) for (key,) in _among(len(ranked), born is not None).ask(cursor, **values, limit=limit)]


@cache
def _among(words: int, is_born: bool) -> Prepared:
    """Ask the indexes for all who are meant, then rank them."""
    where: list[ColumnElement[bool]] = []
    if is_born:
        where.append(Person.birth_date.between(given("born_from"), given("born_until")))
    if words:
        where.append((Person.search_id + 0 if is_born else Person.search_id).in_(holding(given("words"))))
    rank = [each.desc() for each in (people_search.is_so_named(), _words_in_name(words))] if words else []
    query = select(Person.id).where(*where).order_by(*rank, Person.sort_name, Person.id)
    return Prepared(query.limit(given("limit")))


@cache
def _along(words: int, part: int) -> Prepared:
    """Go along the sorted names, for words that very many hold: those so named, then fewer and fewer in the name."""
    where = [people_search.is_so_named()]
    if part > 0:
        among = (Person.search_id + 0).in_(holding(given("words")))
        where = [~people_search.is_so_named(), _words_in_name(words) == words + 1 - part, among]
    return Prepared(select(Person.id).where(*where).order_by(Person.sort_name, Person.id).limit(given("limit")))


def _words_in_name(words: int) -> ColumnElement[int]:
    """Return how many of the words begin one of the names."""
    name = " " + Person.sort_name
    begins = (type_coerce(func.instr(name, given(f"word_{place}")) > 0, Integer) for place in range(words))
    return reduce(lambda total, each: total + each, begins)


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
