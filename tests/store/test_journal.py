"""The journal tells of every write, whichever way it was made."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import insert, select, text

from caseflow.domain.base import new_id
from caseflow.domain.person import Person
from caseflow.store.journal import action_table, operation_table
from caseflow.store.store import Store


def operations(store: Store) -> list[dict[str, object]]:
    with store.reading() as session:
        query = select(operation_table).order_by(operation_table.c.mark, operation_table.c.seq)
        return [dict(row) for row in session.execute(query).mappings()]


def make_person(store: Store, name: str = "Benali") -> Person:
    with store.writing("Ajouter") as writing:
        return writing.add(Person(file_number=f"B-{name}", last_name=name))


def test_a_new_row_is_one_operation_with_all_its_fields(store: Store) -> None:
    person = make_person(store)
    (operation,) = operations(store)
    assert (operation["kind"], operation["table_name"], operation["row_id"]) == ("insert", "person", person.id)
    after = json.loads(str(operation["after"]))
    assert after["last_name"] == "Benali"
    assert "search_text" not in after


def test_a_changed_row_is_one_operation_per_field_and_names_what_its_author_saw(store: Store) -> None:
    person = make_person(store)
    with store.writing("Modifier") as writing:
        kept = writing.get(Person, person.id)
        kept.last_name, kept.commune = "Diallo", "Marseille"
    changed = operations(store)[1:]
    assert {(row["field"], row["before"], row["after"]) for row in changed} == {
        ("last_name", '"Benali"', '"Diallo"'),
        ("commune", None, '"Marseille"'),
    }
    assert {row["parents"] for row in changed} == {"test-workplace:1"}
    with store.writing("Encore") as writing:
        writing.update_row(Person, person.id, {"last_name": "Rossi", "commune": "Marseille"})
    last = operations(store)[-1]
    name_change = next(row for row in changed if row["field"] == "last_name")
    assert (last["field"], last["parents"]) == ("last_name", f"test-workplace:{name_change['seq']}")


def test_a_removed_row_keeps_all_its_fields_in_the_journal(store: Store) -> None:
    person = make_person(store)
    with store.writing("Retirer") as writing:
        writing.delete(writing.get(Person, person.id))
    last = operations(store)[-1]
    assert last["kind"] == "delete"
    assert json.loads(str(last["before"]))["last_name"] == "Benali"


def test_bulk_rows_are_recorded_like_single_ones(store: Store) -> None:
    with store.writing("Importer") as writing:
        writing.insert_rows(Person, [{"file_number": f"B-{n}", "last_name": f"Nom{n}"} for n in range(3)])
    single = make_person(store)
    rows = operations(store)
    assert set(json.loads(str(rows[0]["after"]))) == set(json.loads(str(rows[-1]["after"])))
    with store.reading() as session:
        bulk, one = session.scalars(select(Person).where(Person.file_number.in_(["B-1", single.file_number])))
        assert bulk.first_name == one.first_name == ""
        assert bulk.search_id != one.search_id


@pytest.mark.parametrize("turn", range(8), ids=lambda turn: f"other numbers, {turn}")
def test_many_people_removed_at_once_leave_nothing_of_their_names_in_the_search_index(store: Store, turn: int) -> None:
    rows = [{"id": new_id(), "file_number": f"B-{n}", "last_name": f"Zylber{n}"} for n in range(300)]
    with store.writing("Importer") as writing:
        writing.insert_rows(Person, rows)
    make_person(store)
    with store.writing("Retirer") as writing:
        writing.delete_rows(Person, [row["id"] for row in rows])
    with store.reading() as session:
        session.execute(text("CREATE VIRTUAL TABLE temp.kept_words USING fts5vocab(main, person_search, row)"))
        assert not session.scalars(text("SELECT term FROM temp.kept_words WHERE term LIKE 'zyl%'")).all()
        assert session.scalars(text("SELECT term FROM temp.kept_words WHERE term = 'benali'")).all()
        erases = session.scalar(text("SELECT v FROM person_search_config WHERE k = 'secure-delete'"))
        assert erases == 1, "one name removed alone is erased at once"
        blocks = session.scalars(text("SELECT block FROM person_search_data")).all()
        assert not any(b"zylber" in block for block in blocks)


def test_a_failed_action_leaves_nothing_and_tells_nobody(store: Store) -> None:
    told: list[object] = []
    store.on_change(told.append)

    def fail_half_way() -> None:
        with store.writing("Ajouter") as writing:
            writing.add(Person(file_number="B-1", last_name="Benali"))
            writing.session.flush()
            raise ValueError("panne")

    with pytest.raises(ValueError, match="panne"):
        fail_half_way()
    assert operations(store) == []
    assert told == []


def test_an_action_that_changes_nothing_leaves_no_trace(store: Store) -> None:
    person = make_person(store)
    with store.writing("Rien") as writing:
        writing.get(Person, person.id).last_name = "Benali"
    with store.reading() as session:
        assert session.scalars(select(action_table.c.label)).all() == ["Ajouter"]


def test_listeners_are_told_once_what_changed(store: Store) -> None:
    told: list[tuple[str, set[str]]] = []
    stop = store.on_change(lambda change: told.append((change.label, change.kinds)))
    make_person(store)
    stop()
    make_person(store, "Rossi")
    assert told == [("Ajouter", {"person"})]


def test_a_write_the_journal_would_not_see_is_refused(store: Store) -> None:
    with pytest.raises(RuntimeError), store.writing("Ruse") as writing:
        writing.session.execute(insert(Person).values(file_number="B-1", last_name="X"))


def test_marks_go_forward_across_a_restart_though_the_clock_went_back(open_store: Callable[[], Store], clock) -> None:
    make_person(open_store())
    clock.now = clock.now.replace(year=2020)
    again = open_store()
    make_person(again, "Rossi")
    first, second = operations(again)
    assert first["mark"] < second["mark"]
    assert (first["seq"], second["seq"]) == (1, 2)


def test_the_file_shows_nothing_in_clear(store: Store) -> None:
    make_person(store, "Zébulonne")
    store.close()
    raw = b"".join(path.read_bytes() for path in store.path.parent.iterdir())
    assert not raw.startswith(b"SQLite format 3")
    assert "Zébulonne".encode() not in raw
