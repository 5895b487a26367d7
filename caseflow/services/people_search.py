"""What was typed in a search field, as questions of the indexes: words, a number, a birth date, a phone, an address."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, union

from caseflow.domain.person import ContactPoint, Person, contact_key
from caseflow.i18n import sort_key
from caseflow.store.prepared import Prepared, given
from caseflow.store.search import holding, words_typed

FREQUENT = 1_000
"""From so many people on, going along the sorted names until a page is full is less than sorting all of them."""

LAST = "\uffff"
"""After every character: the end of what begins alike."""
_NUMBER_ALONE = re.compile(r"B-\d+|\d{1,2}")
"""Nothing but a file number; and the first digits of any, of which the words hold too many: everyone has a zero."""


class Way(StrEnum):
    """How someone is found by what was typed."""

    WORDS = "words"
    FILE_NUMBER = "file_number"
    BIRTH_DATE = "birth_date"
    CONTACT = "contact"


_WORDS_ALONE = frozenset({Way.WORDS})


@dataclass(frozen=True)
class Sought:
    """The ways to ask, and the values their questions are given."""

    ways: frozenset[Way] = frozenset()
    values: dict[str, str] = field(default_factory=dict[str, str])


def sought(typed: str) -> Sought:
    """Read what was typed; no way at all when there is nothing to look for."""
    words = words_typed(typed)
    if words is None:
        return Sought()
    typed = typed.encode("utf-8", "replace").decode().strip()  # half a character pasted is no text to SQLite
    birth_date = as_date(typed)
    if birth_date is not None:
        return Sought(frozenset({Way.BIRTH_DATE}), {"birth_date": birth_date.isoformat()})
    name, number = sort_key(typed), typed.upper()
    values = {"words": words, "name": name, "name_end": name + LAST, "number": number, "number_end": number + LAST}
    if _NUMBER_ALONE.fullmatch(number):
        return Sought(frozenset({Way.FILE_NUMBER}), values)
    ways = {Way.WORDS}
    if any(char.isdigit() for char in number):
        ways.add(Way.FILE_NUMBER)
    key = contact_key(typed)
    if len(key) >= 4 and ("@" in typed or key.isdigit()):
        ways.add(Way.CONTACT)
        values |= {"key": key, "key_end": key + LAST}
    return Sought(frozenset(ways), values)


def as_date(typed: str) -> date | None:
    """Return a whole date: « 14/03/1990 », « 14-3-1990 », « 14.03.1990 »."""
    parts = typed.replace("-", "/").replace(".", "/").split("/")
    if len(parts) != 3 or not all(part.isdigit() for part in parts) or len(parts[2]) != 4:
        return None
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0]))
    except (ValueError, OverflowError):
        return None


def is_so_named() -> ColumnElement[bool]:
    """Return the condition that the usage name, or the whole name, begins with what was typed."""
    return and_(Person.sort_name >= given("name"), Person.sort_name < given("name_end"))


def found(ways: frozenset[Way]) -> ColumnElement[bool]:
    """Return the condition that one of the ways finds a person, asked of the indexes.

    Each way asks its own index; joined by OR they would ask none, and read everyone.
    """
    if ways == _WORDS_ALONE:
        return Person.search_id.in_(holding(given("words")))
    return Person.id.in_(union(*_each(ways)))


def among_found(ways: frozenset[Way]) -> ColumnElement[bool]:
    """Return the same condition, to be asked of one person after the other."""
    others = _each(ways - {Way.WORDS})
    by_words = (Person.search_id + 0).in_(holding(given("words")))  # « + 0 » keeps SQLite from asking the index
    return or_(by_words, Person.id.in_(union(*others))) if others else by_words


def is_frequent(cursor: Any, words: str) -> bool:
    """Tell whether very many people hold some words, as the index is asked for them."""
    return len(_some_holding().ask(cursor, words=words, limit=FREQUENT)) == FREQUENT


@cache
def _some_holding() -> Prepared:
    return Prepared(holding(given("words")).limit(given("limit")))


def _each(ways: frozenset[Way]) -> list[Select[Any]]:
    """Return who is found in each way."""
    people = {
        Way.WORDS: [Person.search_id.in_(holding(given("words")))],
        Way.FILE_NUMBER: [and_(Person.file_number >= given("number"), Person.file_number < given("number_end"))],
        Way.BIRTH_DATE: [Person.birth_date == given("birth_date")],
        Way.CONTACT: [Person.france_travail_id == given("key"), Person.caf_number == given("key")],
    }
    asked = [select(Person.id).where(condition) for way in sorted(ways) for condition in people[way]]
    if Way.CONTACT in ways:
        is_contact = and_(ContactPoint.search_key >= given("key"), ContactPoint.search_key < given("key_end"))
        asked.append(select(ContactPoint.person_id).where(is_contact))
    return asked
