"""Undo takes back an edit, a bulk edit, a whole import; after a restart too; and says what it leaves."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.domain.base import Entity
from caseflow.domain.errors import Conflict
from caseflow.domain.person import ContactKind, ContactPoint, FactKind, Person, SituationFact
from caseflow.services.people import People, PersonDraft
from caseflow.services.rules import RuleBook
from caseflow.services.undo import Undo
from caseflow.store.store import Store


def people_of(store: Store) -> People:
    return People(store, RuleBook(store).rules)


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that the journal follows, derived columns included."""
    from caseflow.store.journal import JOURNAL_TABLES

    with store.reading() as session:
        return {
            name: sorted(tuple(row) for row in session.execute(select(table)))
            for name, table in Entity.metadata.tables.items()
            if name not in JOURNAL_TABLES
        }


def person_of(session: Session, person_id: UUID) -> Person:
    found = session.get(Person, person_id)
    assert found is not None
    return found


def import_people(store: Store, count: int) -> UUID:
    rows = [{"id": UUID(int=n + 1), "file_number": f"B-{n:06d}", "last_name": f"Nom{n}"} for n in range(count)]
    with store.writing("Importer") as writing:
        writing.insert_rows(Person, rows)
        writing.insert_rows(
            ContactPoint,
            [
                {"person_id": row["id"], "kind": ContactKind.PHONE, "value": f"+3363998{n:04d}"}
                for n, row in enumerate(rows)
            ],
        )
    return writing.change.action_id


def test_one_edit_is_taken_back_and_done_again_after_a_restart(open_store: Callable[[], Store]) -> None:
    people = people_of(open_store())
    person_id = people.create(PersonDraft(last_name="Benali", phones=["06 39 98 00 01"]))
    before = everything(open_store())
    people.edit(person_id, last_name="Diallo", commune="Aubagne", phones=["06 39 98 00 02"])
    after = everything(open_store())

    restarted = open_store()
    report = Undo(restarted).undo_last()
    assert report is not None
    assert report.kept == ()
    assert everything(restarted) == before
    assert Undo(restarted).next_redo() == report.label
    Undo(open_store()).redo_last()
    assert everything(restarted) == after
    assert Undo(restarted).next_redo() is None


def test_undoing_again_and_again_goes_back_action_by_action(store: Store) -> None:
    people, undo = people_of(store), Undo(store)
    person_id = people.create(PersonDraft(last_name="Benali"))
    states = [everything(store)]
    for commune in ("Aubagne", "Cassis", "Trets"):
        people.edit(person_id, commune=commune)
        states.append(everything(store))
    for state in reversed(states[:-1]):
        undo.undo_last()
        assert everything(store) == state
    for state in states[1:]:
        undo.redo_last()
        assert everything(store) == state


def test_a_bulk_edit_is_one_action_to_take_back(store: Store) -> None:
    import_people(store, 40)
    before = everything(store)
    people_of(store).edit_many([UUID(int=n + 1) for n in range(40)], commune="Marseille")
    Undo(store).undo_last()
    assert everything(store) == before


def test_a_whole_import_is_taken_back_at_once(store: Store) -> None:
    before = everything(store)
    action = import_people(store, 1_200)
    report = Undo(store).undo(action)
    assert everything(store) == before
    assert report.restored == 2_400


def test_who_was_worked_on_since_an_import_stays_whole_and_is_named(store: Store) -> None:
    action = import_people(store, 3)
    people = people_of(store)
    people.edit(UUID(int=1), commune="Cassis")
    people.add_fact(UUID(int=2), FactKind.RSA)
    report = Undo(store).undo(action)
    with store.reading() as session:
        assert set(session.scalars(select(Person.id))) == {UUID(int=1), UUID(int=2)}
        assert {point.person_id for point in session.scalars(select(ContactPoint))} == {UUID(int=1), UUID(int=2)}
        assert session.scalars(select(SituationFact)).all()
    assert len(report.kept) == 2
    assert any("B-000000" in sentence for sentence in report.kept)


def test_a_field_changed_since_stays_while_the_others_go_back(store: Store) -> None:
    people = people_of(store)
    person_id = people.create(PersonDraft(last_name="Benali", commune="Aubagne", post_code="13400"))
    people.edit(person_id, commune="Cassis", post_code="13260")
    action = store_action(store)
    people.edit(person_id, commune="Trets")
    report = Undo(store).undo(action)
    with store.reading() as session:
        person = person_of(session, person_id)
        assert (person.commune, person.post_code) == ("Trets", "13400")
    assert len(report.kept) == 1


def test_an_undo_that_could_do_nothing_says_so_and_writes_nothing(store: Store) -> None:
    people = people_of(store)
    person_id = people.create(PersonDraft(last_name="Benali", commune="Aubagne"))
    people.edit(person_id, commune="Cassis")
    action = store_action(store)
    people.edit(person_id, commune="Trets")
    before = everything(store)
    with pytest.raises(Conflict):
        Undo(store).undo(action)
    assert everything(store) == before


def test_something_new_done_since_leaves_nothing_to_do_again(store: Store) -> None:
    people = people_of(store)
    person_id = people.create(PersonDraft(last_name="Benali"))
    people.edit(person_id, commune="Cassis")
    Undo(store).undo_last()
    people.edit(person_id, first_name="Amina")
    assert Undo(store).next_redo() is None


def test_a_removed_fact_comes_back_with_its_dates(store: Store) -> None:
    people = people_of(store)
    person_id = people.create(PersonDraft(last_name="Benali"))
    fact_id = people.add_fact(person_id, FactKind.RSA, since=store.wall().date(), proof="Attestation")
    before = everything(store)
    people.remove_fact(fact_id)
    Undo(store).undo_last()
    assert everything(store) == before


def store_action(store: Store) -> UUID:
    from caseflow.store.journal import action_table

    with store.reading() as session:
        return session.execute(select(action_table.c.id).order_by(action_table.c.mark.desc()).limit(1)).scalar_one()


def test_a_number_given_to_somebody_else_since_is_not_taken_from_her(store: Store) -> None:
    people, undo = people_of(store), Undo(store)
    first = people.create(PersonDraft(last_name="Benali"))
    people.edit(first, file_number="B-000009", commune="Cassis")
    edit = store_action(store)
    second = people.create(PersonDraft(last_name="Diallo"))
    people.edit(second, file_number="B-000001")
    report = undo.undo(edit)
    with store.reading() as session:
        assert (person_of(session, first).file_number, person_of(session, first).commune) == ("B-000009", None)
        assert person_of(session, second).file_number == "B-000001"
    assert len(report.kept) == 1


def test_what_was_removed_does_not_come_back_to_somebody_gone(store: Store) -> None:
    people, undo = people_of(store), Undo(store)
    person_id = people.create(PersonDraft(last_name="Benali", phones=["06 39 98 00 01"]))
    creation = store_action(store)
    fact_id = people.add_fact(person_id, FactKind.RSA)
    people.remove_fact(fact_id)
    removal = store_action(store)
    undone = undo.undo(creation)
    assert undone.kept == ()
    with pytest.raises(Conflict):
        undo.undo(removal)
    people.create(PersonDraft(last_name="Diallo"))
    before = everything(store)
    assert undone.action_id is not None
    with pytest.raises(Conflict):
        undo.undo(undone.action_id)
    assert everything(store) == before, "her number is somebody else's by now"
