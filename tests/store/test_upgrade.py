"""The tables of the migrations are those of the entities; an upgrade succeeds whole, or leaves the store as it was."""

import contextlib
import os
import re
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from caseflow.domain.errors import Refused, StorageTrouble
from caseflow.store import backup, check, database, upgrade
from caseflow.store.store import Store
from tests.conftest import KEY, FakeClock
from tests.store.conftest import add_person, names


def schema(connection: Any) -> set[str]:
    """What stands in a file, a line for each column, constraint, index and trigger; their order is no matter."""
    with contextlib.closing(connection):
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {f"{name}: {part}" for name, sql in rows if name != "alembic_version" for part in parts(sql)}


def parts(sql: str) -> list[str]:
    flat = re.sub(r"\s+", " ", sql).strip()
    if not flat.startswith("CREATE TABLE"):
        return [flat]
    inside = flat.partition("(")[2].strip().removesuffix(")").strip()
    return re.split(r", (?![^(]*\))", inside)


def test_the_migrations_make_the_very_tables_that_the_entities_expect(tmp_path: Path, blank_store: Path) -> None:
    made = tmp_path / "made.caseflow"
    upgrade.create_tables(made, KEY, lambda _connection: None)
    from_migrations, from_entities = (schema(database.connect(path, KEY)) for path in (made, blank_store))
    assert sorted(from_migrations ^ from_entities) == []


def test_every_version_is_a_migration_in_a_single_line() -> None:
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(upgrade.MIGRATIONS))
    assert script.get_heads() == [upgrade.PRESENT]
    assert tuple(each.revision for each in reversed(list(script.walk_revisions()))) == upgrade.VERSIONS


NEXT = '''
"""Add a column."""

import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{former}"


def upgrade() -> None:
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("nickname", sa.String()))
    {then}
'''


@pytest.fixture
def later_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes CaseFlow one version later, whose migration ends as told."""

    def make(then: str) -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(upgrade.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        text = NEXT.format(former=upgrade.PRESENT, then=then)
        (folder / "versions" / "next_version.py").write_text(text, encoding="utf-8")
        monkeypatch.setattr(upgrade, "MIGRATIONS", folder)
        monkeypatch.setattr(upgrade, "VERSIONS", (*upgrade.VERSIONS, "next"))
        monkeypatch.setattr(upgrade, "PRESENT", "next")

    return make


@pytest.fixture
def peopled(plie: Path, unlock: Callable[..., Store]) -> Path:
    store = unlock(plie)
    for number in range(3):
        add_person(store, number)
    with store.writing("Téléphone") as writing:
        from caseflow.domain.person import ContactKind, ContactPoint, Person

        for person in writing.session.query(Person):
            writing.add(ContactPoint(person_id=person.id, kind=ContactKind.PHONE, value="+33612345678"))
    store.close()
    return plie


def children(store: Store) -> int:
    with store.reading() as session:
        return session.connection().exec_driver_sql("SELECT count(*) FROM contact_point").scalar_one()


def test_an_upgrade_keeps_every_row_and_makes_a_copy_before(
    peopled: Path, later_version: Callable[[str], None], unlock: Callable[..., Store]
) -> None:
    former = upgrade.PRESENT
    later_version("")
    store = unlock(peopled)
    with store.reading() as session:
        columns = session.connection().exec_driver_sql("SELECT name FROM pragma_table_info('person')").scalars().all()
    assert "nickname" in columns
    assert names(store) == ["Nom0", "Nom1", "Nom2"]
    assert children(store) == 3
    (copy,) = backup.copies(backup.default_folder())
    assert copy.manifest.reason is backup.Reason.UPGRADE
    assert copy.manifest.version == former
    assert copy.manifest.counts["contact_point"] == 3


@pytest.mark.parametrize(
    "then",
    [
        'raise ValueError("a fault in the migration")',
        'op.execute("DELETE FROM person")',  # leaves telephones without a person
        'op.execute("SELECT nothing")',
    ],
)
def test_an_upgrade_that_fails_leaves_the_store_as_it_was(
    peopled: Path,
    later_version: Callable[[str], None],
    unlock: Callable[..., Store],
    monkeypatch: pytest.MonkeyPatch,
    then: str,
) -> None:
    with monkeypatch.context() as patch:
        former = (upgrade.MIGRATIONS, upgrade.VERSIONS, upgrade.PRESENT)
        later_version(then)
        with pytest.raises(StorageTrouble) as told:
            unlock(peopled)
        assert "rien n’est perdu" in told.value.message
        for name, value in zip(("MIGRATIONS", "VERSIONS", "PRESENT"), former, strict=True):
            patch.setattr(upgrade, name, value)
        store = unlock(peopled)
        assert names(store) == ["Nom0", "Nom1", "Nom2"]
        assert children(store) == 3
        store.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the killed half is a fork of this process")
def test_a_pc_that_stops_in_the_middle_of_an_upgrade_has_the_store_as_it_was(
    peopled: Path,
    later_version: Callable[[str], None],
    unlock: Callable[..., Store],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    former = (upgrade.MIGRATIONS, upgrade.VERSIONS, upgrade.PRESENT)
    later_version("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    child = os.fork()
    if child == 0:
        try:
            unlock(peopled)
        finally:
            os._exit(1)
    _pid, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    for name, value in zip(("MIGRATIONS", "VERSIONS", "PRESENT"), former, strict=True):
        monkeypatch.setattr(upgrade, name, value)
    store = unlock(peopled)
    assert names(store) == ["Nom0", "Nom1", "Nom2"]
    assert children(store) == 3
    assert check.check(store) == ()


def test_a_file_that_does_not_verify_after_the_upgrade_is_put_back(
    peopled: Path,
    later_version: Callable[[str], None],
    unlock: Callable[..., Store],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    former = (upgrade.MIGRATIONS, upgrade.VERSIONS, upgrade.PRESENT)
    later_version("")

    def fails(_path: Path, _key: bytes) -> None:
        raise RuntimeError

    monkeypatch.setattr(upgrade, "_verify", fails)
    with pytest.raises(StorageTrouble):
        unlock(peopled)
    for name, value in zip(("MIGRATIONS", "VERSIONS", "PRESENT"), former, strict=True):
        monkeypatch.setattr(upgrade, name, value)
    store = unlock(peopled)
    assert names(store) == ["Nom0", "Nom1", "Nom2"]
    assert children(store) == 3


def test_a_file_of_a_later_version_is_refused_and_not_touched(
    peopled: Path, unlock: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upgrade, "VERSIONS", ("0000",))
    monkeypatch.setattr(upgrade, "PRESENT", "0000")
    before = peopled.read_bytes()
    with pytest.raises(Refused, match="plus récente"):
        unlock(peopled)
    assert peopled.read_bytes() == before
    assert backup.copies(backup.default_folder()) == ()


def test_an_encrypted_file_that_is_no_store_is_refused(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "other.caseflow"
    connection = database.connect(path, KEY)
    connection.execute("CREATE TABLE other (id)")
    connection.close()
    engine = database.engine(path, KEY)
    with pytest.raises(Refused):
        upgrade.needs_upgrade(engine)
    engine.dispose()
