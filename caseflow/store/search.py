"""Full text over people: an FTS5 index kept by triggers over a column normalised in Python.

SQLite folds neither œ nor ı and splits N’Guessan, so the text is prepared by `domain.person.searchable` first.
"""

import re
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    String,
    bindparam,
    column,
    literal_column,
    select,
    table,
)

from caseflow.domain.person import Person, searchable

PERSON_INDEX = tuple(
    statement.strip()
    for statement in """
    CREATE VIRTUAL TABLE person_search
        USING fts5(search_text, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')
    ---
    INSERT INTO person_search(person_search, rank) VALUES ('secure-delete', 1)
    ---
    CREATE TRIGGER person_search_insert AFTER INSERT ON person
        BEGIN INSERT INTO person_search(rowid, search_text) VALUES (new.search_id, new.search_text); END
    ---
    CREATE TRIGGER person_search_update AFTER UPDATE OF search_text ON person
        BEGIN UPDATE person_search SET search_text = new.search_text WHERE rowid = new.search_id; END
    ---
    CREATE TRIGGER person_search_delete AFTER DELETE ON person
        BEGIN DELETE FROM person_search WHERE rowid = old.search_id; END
    """.split("---")
)
"""How the index of people is made on SQLite."""

SERVICE_INDEX = tuple(
    statement.strip()
    for statement in """
    CREATE VIRTUAL TABLE service_search USING fts5(search_text, tags, content = 'service', content_rowid = 'search_id',
        tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')
    ---
    CREATE TRIGGER service_search_insert AFTER INSERT ON service
        BEGIN
        INSERT INTO service_search(rowid, search_text, tags) VALUES (new.search_id, new.search_text, new.tags);
        END
    ---
    CREATE TRIGGER service_search_update AFTER UPDATE OF search_text, tags ON service
        BEGIN
        INSERT INTO service_search(service_search, rowid, search_text, tags)
            VALUES ('delete', old.search_id, old.search_text, old.tags);
        INSERT INTO service_search(rowid, search_text, tags) VALUES (new.search_id, new.search_text, new.tags);
        END
    ---
    CREATE TRIGGER service_search_delete AFTER DELETE ON service
        BEGIN
        INSERT INTO service_search(service_search, rowid, search_text, tags)
            VALUES ('delete', old.search_id, old.search_text, old.tags);
        END
    """.split("---")
)
"""How the index of services is made on SQLite: their words, and the values of their lists (`domain.resource.tag`)."""

INDEXES = PERSON_INDEX + SERVICE_INDEX

_SERVICES = table("service_search", column("rowid", Integer))
_INDEX = table("person_search", column("rowid", Integer))
_NAME = literal_column("person_search", String)
"""An FTS5 table is asked as a whole by its own name."""


def words_typed(typed: str) -> str | None:
    """Return what the index is asked: every word typed, in any order, each as a beginning.

    Returns None where nothing to look for was typed. Whatever is typed is data, never query language.
    """
    return " ".join(f'"{word}"*' for word in words_of(typed)) or None


def words_of(typed: str) -> list[str]:
    """Return the words of what was typed, as the index knows them, each once."""
    return list(dict.fromkeys(re.findall(r"[^\W_]+", searchable(typed).split("  ")[0])))


def vocabulary(cursor: Any) -> list[str]:
    """Return every word the index holds, numbers left out."""
    cursor.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.person_word USING fts5vocab(main, person_search, row)")
    return [word for (word,) in cursor.execute("SELECT term FROM temp.person_word WHERE term >= 'a'").fetchall()]


def holding(words: BindParameter[str]) -> Select[int]:
    """Return the question whose text holds the words, as `words_typed` wrote them."""
    return select(_INDEX.c.rowid).where(_NAME.op("MATCH")(words))


def services_holding(words: BindParameter[str]) -> Select[int]:
    """Return the question whose services hold some words, written as FTS5 wants them."""
    return select(_SERVICES.c.rowid).where(literal_column("service_search", String).op("MATCH")(words))


def matching(typed: str) -> ColumnElement[bool] | None:
    """Return the condition that a person's text holds every word typed; None where nothing to look for was typed."""
    words = words_typed(typed)
    return None if words is None else Person.search_id.in_(holding(bindparam(None, words)))
