"""What the proofs share: a disk they rule, processes they may kill, a store to begin from."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from caseflow.services.desk import Desk
from caseflow.store import keys, opening
from tests.proofs import disk
from tests.proofs.life import Day
from tests.proofs.nursery import Nursery
from tests.store.conftest import AUTHOR_NAME, CHEAP, PASSPHRASE


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders of the PC in which nothing of the real one is touched."""
    folder = tmp_path / "home"
    monkeypatch.setenv("CASEFLOW_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """The library that rules the disk, where there is a compiler."""
    return disk.compiled(tmp_path_factory.mktemp("disk"))


@pytest.fixture(scope="session")
def nursery(library: Path | None) -> Iterator[Nursery]:
    """Processes that may be killed; the disk below them can be ruled."""
    if not hasattr(os, "fork"):
        pytest.skip("this system does not fork processes")
    started = Nursery(library)
    yield started
    started.close()


@pytest.fixture
def ruled(nursery: Nursery, library: Path | None) -> Nursery:
    """The processes, where the disk below them is ruled indeed."""
    if library is None:
        pytest.skip("no Linux or no C compiler here: the disk cannot be ruled")
    return nursery


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which some work was done, closed; to be copied."""
    path = tmp_path_factory.mktemp("begun") / "plie.caseflow"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "FLOOR", CHEAP)
        made = opening.create_store(path, PASSPHRASE, AUTHOR_NAME, lambda: datetime.now(UTC), cost=CHEAP)
        desk = Desk(made.store)
        Day(desk, 1, lambda _action, _count: None).work(12)
        desk.close()
    path.with_name("code.txt").write_text(made.recovery_code, encoding="utf-8")
    return path


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> Random:
    """Chance that is the same at each run of a test."""
    return Random(request.node.nodeid)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Path]:
    """A folder for the many stores of one proof, gone at its end."""
    folder = tmp_path / "room"
    folder.mkdir()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
