"""Full text over people: an FTS5 index kept by triggers over a column normalised in Python.

SQLite folds neither œ nor ı and splits N’Guessan, so the text is prepared by `domain.person.searchable` first.
"""

import re

from sqlalchemy import ColumnElement, column, select, table, text

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
"""How the index is made on SQLite."""

_INDEX = table("person_search", column("rowid"), column("search_text"))


def matching(typed: str) -> ColumnElement[bool] | None:
    """Return the condition that a person's text holds every word typed, in any order, each as a beginning.

    Returns None where nothing to look for was typed. Whatever is typed is data, never query language.
    """
    words = re.findall(r"[^\W_]+", searchable(typed).split("  ")[0])
    if not words:
        return None
    query = " ".join(f'"{word}"*' for word in dict.fromkeys(words))
    found = select(_INDEX.c.rowid).where(text("person_search MATCH :query").bindparams(query=query))
    return Person.search_id.in_(found)
