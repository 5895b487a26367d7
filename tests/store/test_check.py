"""What `check` finds when something is wrong, and that it finds nothing when all is well."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from caseflow.domain.pathway import Step
from caseflow.domain.person import Person
from caseflow.domain.scheme import Scheme
from caseflow.store import check, key_file, keys
from caseflow.store.check import Area, Finding
from caseflow.store.store import Store


@pytest.fixture
def store(plie: Path, unlock: Callable[..., Store]) -> Store:
    opened = unlock(plie)
    with opened.writing("Nouvelle personne") as writing:
        person = writing.add(Person(last_name="N’Guessan", file_number="B-000001"))
        writing.add(Step(person_id=person.id, scheme=Scheme.POEI))
    return opened


@contextlib.contextmanager
def tampering(store: Store) -> Iterator[Any]:
    """A connection that does what CaseFlow never does."""
    connection = store.connect_alike(store.path)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA ignore_check_constraints=ON")
    yield connection
    connection.close()


def areas(store: Store) -> list[Area]:
    return [finding.area for finding in check.check(store)]


def test_a_good_store_has_nothing_to_be_found(store: Store) -> None:
    assert check.check(store) == ()


def test_a_damaged_page_is_found(store: Store, plie: Path) -> None:
    store.close()
    whole = bytearray(plie.read_bytes())
    whole[-2000] ^= 1
    plie.write_bytes(bytes(whole))
    (finding,) = check.check_file(store)
    assert finding.area is Area.FILE
    assert finding.is_serious


def test_a_value_that_the_file_does_not_allow_is_found_without_being_told(store: Store) -> None:
    with tampering(store) as connection:
        connection.execute("UPDATE step SET state = 'Secret de Mme Benali'")
    (finding,) = check.check_file(store)
    assert "Benali" not in finding.message


@pytest.mark.parametrize("copy", [0, 1])
def test_a_missing_or_damaged_copy_of_the_keys_is_found(store: Store, copy: int) -> None:
    path = key_file.paths_of(store.path)[copy]
    path.write_bytes(b"{}")
    assert [finding.area for finding in check.check_keys(store)] == [Area.KEYS]
    path.unlink()
    assert [finding.area for finding in check.check_keys(store)] == [Area.KEYS]


def test_keys_that_differ_or_lack_a_way_in_or_belong_elsewhere_are_found(store: Store) -> None:
    ring = key_file.read(store.path)
    alone = keys.KeyRing(ring.vault_id, ring.generation, ring.slots[:1])
    key_file.paths_of(store.path)[0].write_bytes(key_file.as_bytes(alone))
    assert len(list(check.check_keys(store))) == 2
    key_file.write(store.path, keys.make_keys("autre", keys.FLOOR).ring)
    assert len(list(check.check_keys(store))) == 1


def test_a_row_without_its_parent_is_found_by_its_key(store: Store) -> None:
    with tampering(store) as connection:
        (step_id,) = connection.execute("SELECT id FROM step").fetchone()
        connection.execute("DELETE FROM person")
    (finding,) = check.check_links(store)
    assert (finding.area, finding.table, finding.rows) == (Area.LINKS, "step", (step_id,))


def test_a_history_that_was_thinned_out_is_found(store: Store) -> None:
    with store.writing("Encore") as writing:
        writing.add(Person(last_name="Zed", file_number="B-000002"))
    with tampering(store) as connection:
        connection.execute("DELETE FROM operation WHERE seq = 2")
    assert set(areas(store)) == {Area.LINKS}
    with tampering(store) as connection:
        connection.execute("DELETE FROM action")
    assert set(areas(store)) == {Area.LINKS}
    assert any("aucune action" in finding.message for finding in check.check(store))


def test_a_search_that_does_not_know_someone_is_found_and_can_wait(store: Store) -> None:
    with tampering(store) as connection:
        connection.execute("DELETE FROM person_search")
    (finding,) = check.check_links(store)
    assert not finding.is_serious
    assert len(finding.rows) == 1


def test_services_add_their_own_checks(store: Store) -> None:
    added = Finding(Area.RULES, "Une étape finit avant de commencer.", is_serious=False, table="step")
    assert check.check(store, [lambda _store: [added]]) == (added,)
