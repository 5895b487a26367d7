"""The journal read from its first line gives the rows, and a row that it does not explain is named."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import select

from caseflow.domain.person import ContactKind, ContactPoint, Person
from caseflow.services.desk import Desk
from caseflow.services.people import PersonDraft
from caseflow.store.replay import strays
from caseflow.store.store import Store

Tamper = Callable[[str], None]


@pytest.fixture
def desk(store: Store) -> Desk:
    """A desk whose history has people added, changed, changed back and taken away."""
    desk = Desk(store)
    person = desk.people.create(PersonDraft("Benali", "Amina", phones=["06 12 34 56 78"]))
    desk.people.edit(person, commune="Aubagne", phones=["06 98 76 54 32"])
    desk.people.edit(person, commune=None)
    desk.people.create(PersonDraft("Diallo"))
    desk.undo.undo_last()
    desk.undo.redo_last()
    desk.undo.undo_last()
    with store.writing("À la fois") as writing:
        added = writing.add(Person(last_name="Sarr", file_number="X-1"))
        writing.session.flush()
        added.first_name = "Awa"
        writing.add(ContactPoint(person_id=added.id, kind=ContactKind.EMAIL, value="awa@exemple.fr"))
    return desk


def unexplained(store: Store) -> list[str]:
    with store.reading() as session:
        return [
            session.scalars(select(Person.last_name).where(Person.id == UUID(row_id))).one_or_none() or "gone"
            for _table, row_id in strays(session, [Person])
        ]


@pytest.fixture
def tamper(desk: Desk) -> Tamper:
    """Does in the file what CaseFlow never does."""

    def do(statement: str) -> None:
        connection = desk.store.connect_alike(desk.store.path)
        connection.execute("PRAGMA foreign_keys=OFF")
        assert connection.execute(statement).rowcount
        connection.close()

    return do


def test_every_row_is_what_its_history_tells(desk: Desk) -> None:
    with desk.store.reading() as session:
        assert list(strays(session, [Person, ContactPoint])) == []


@pytest.mark.parametrize(
    ("statement", "who"),
    [
        ("UPDATE person SET commune = 'Gap' WHERE last_name = 'Benali'", "Benali"),
        ("DELETE FROM person WHERE last_name = 'Sarr'", "gone"),
        ("DELETE FROM operation WHERE after LIKE '%Sarr%'", "Sarr"),
        ("DELETE FROM operation WHERE field = 'commune' AND after IS NULL", "Benali"),
        ("UPDATE operation SET after = '\"Gap\"' WHERE field = 'commune' AND after IS NOT NULL", "Benali"),
        ("UPDATE operation SET before = replace(before, 'Diallo', 'Dialo') WHERE before LIKE '%Diallo%'", "gone"),
    ],
)
def test_a_row_or_a_history_that_was_altered_is_named(desk: Desk, tamper: Tamper, statement: str, who: str) -> None:
    tamper(statement)
    assert unexplained(desk.store) == [who]
