"""A real store with its keys, made once and copied."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from caseflow.domain.person import Person
from caseflow.store import key_file, keys, opening
from caseflow.store.store import Store
from tests.conftest import CHEAP, FakeClock

PASSPHRASE = "sept mots que la machine ne devine pas"
AUTHOR_NAME = "Claire Martin"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders of the PC in which nothing of the real one is touched."""
    folder = tmp_path / "home"
    monkeypatch.setenv("CASEFLOW_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A new store of the present version, closed, and its recovery code."""
    path = tmp_path_factory.mktemp("made") / "plie.caseflow"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "FLOOR", CHEAP)
        made = opening.create_store(path, PASSPHRASE, AUTHOR_NAME, FakeClock(), cost=CHEAP)
    made.store.close()
    return path, made.recovery_code


@pytest.fixture
def plie(tmp_path: Path, made_once: tuple[Path, str]) -> Path:
    """A store of this test's own, closed."""
    path = tmp_path / "data" / "plie.caseflow"
    path.parent.mkdir()
    for source in (made_once[0], *key_file.paths_of(made_once[0])):
        shutil.copyfile(source, path.with_name(source.name))
    return path


@pytest.fixture
def recovery_code(made_once: tuple[Path, str]) -> str:
    return made_once[1]


@pytest.fixture
def unlock(clock: FakeClock) -> Iterator[Callable[[Path], Store]]:
    """Opens a store by its passphrase, and closes it when the test ends."""
    opened: list[Store] = []

    def open_it(path: Path, passphrase: str = PASSPHRASE) -> Store:
        opened.append(opening.open_store(path, passphrase, AUTHOR_NAME, clock))
        return opened[-1]

    yield open_it
    for store in opened:
        store.close()


def add_person(store: Store, number: int) -> None:
    with store.writing("Nouvelle personne") as writing:
        writing.add(Person(last_name=f"Nom{number}", file_number=f"B-{number:06d}"))


def names(store: Store) -> list[str]:
    with store.reading() as session:
        return sorted(person.last_name for person in session.query(Person))
