"""What the tests share: a store on a real encrypted file, a fixed clock, one application offscreen."""

import gc
import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import chain, repeat
from pathlib import Path
from time import monotonic

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseflow.domain import kinds  # noqa: F401 - the whole schema
from caseflow.domain.base import Entity
from caseflow.store import database, keys
from caseflow.store.journal import Author
from caseflow.store.search import INDEXES
from caseflow.store.store import Store
from caseflow.ui.collecting import collect_due

gc.disable()  # a thread of the background that frees a widget takes the program down: as in the window, see below
TODAY = date(2026, 11, 23)
KEY = bytes(range(32))
AUTHOR = Author("Claire Martin", "test-workplace")
CHEAP, REAL_FLOOR = keys.Cost(64, 1, 1), keys.FLOOR


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--proof", action="store_true", help="the figures of a release, for tests/proofs: an hour or so")


def pytest_collection_finish() -> None:
    """Leaves what was imported and found out of the collections to come."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def times(request: pytest.FixtureRequest) -> Callable[[int, int], int]:
    """How many times to try: the first figure at each change, the second before a release (`make proof`)."""
    return lambda ci, release: release if request.config.getoption("--proof") else ci


@pytest.fixture(autouse=True)
def cheap_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes guessing a passphrase cheap, except where the cost is what is tested."""
    monkeypatch.setattr(keys, "FLOOR", CHEAP)
    monkeypatch.setattr(keys, "TARGET", CHEAP)


@pytest.fixture
def real_floor(monkeypatch: pytest.MonkeyPatch, cheap_guesses: None) -> keys.Cost:
    """The least cost of a guess that people get, and that a program started on its own accepts."""
    monkeypatch.setattr(keys, "FLOOR", REAL_FLOOR)
    return REAL_FLOOR


@pytest.fixture(autouse=True)
def collections_between_tests() -> Iterator[None]:
    """Makes the collections that are due from the thread of the tests, which is the window's."""
    yield
    collect_due()


class QuickBot(QtBot):
    """A bot that looks every millisecond whether what it waits for has come, then every ten: most comes at once."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 5000) -> None:  # noqa: N802 - its name
        end, pauses = monotonic() + timeout / 1000, chain(repeat(1, 40), repeat(10))
        while not self._has_come(callback, is_last=monotonic() > end):
            self.wait(next(pauses))

    @staticmethod
    def _has_come(callback: Callable[[], bool | None], *, is_last: bool) -> bool:
        try:
            has_come = callback() is not False
        except AssertionError:
            if is_last:
                raise
            return False
        assert has_come or not is_last, "what was waited for has not come"
        return has_come


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QuickBot:
    return QuickBot(request)


class FakeClock:
    """A wall clock that a test sets: each reading is a second later than the one before."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def blank_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty encrypted store with the present schema, made once and copied by each test."""
    path = tmp_path_factory.mktemp("blank") / "blank.caseflow"
    made = database.engine(path, KEY)
    with made.connect().execution_options(**database.WRITING) as connection, connection.begin():
        Entity.metadata.create_all(connection)
        for statement in INDEXES:
            connection.exec_driver_sql(statement)
    with made.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    made.dispose()
    return path


@pytest.fixture
def open_store(tmp_path: Path, blank_store: Path, clock: FakeClock) -> Iterator[Callable[[], Store]]:
    """Opens the test's store, again and again as a restart would."""
    path = tmp_path / "store.caseflow"
    path.write_bytes(blank_store.read_bytes())
    opened: list[Store] = []

    def open_it() -> Store:
        opened.append(Store(path, KEY, AUTHOR, clock))
        return opened[-1]

    yield open_it
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[[], Store]) -> Store:
    return open_store()
