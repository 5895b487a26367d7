"""The database library at hand encrypts and is recent enough, or no file is opened at all."""

import sqlite3
import sys
from pathlib import Path
from types import ModuleType

import pytest

from caseflow.domain.errors import Refused
from caseflow.store import database
from tests.conftest import KEY


def disguised(monkeypatch: pytest.MonkeyPatch, **changes: object) -> None:
    """Put a library in place of sqlcipher3: the real one, but for some of what it says."""
    real = database.sqlcipher()
    module = ModuleType("dbapi2")
    module.__dict__.update({**real.__dict__, **changes})
    package = ModuleType("sqlcipher3")
    package.__dict__["dbapi2"] = module
    monkeypatch.setitem(sys.modules, "sqlcipher3", package)
    monkeypatch.setitem(sys.modules, "sqlcipher3.dbapi2", module)


@pytest.mark.parametrize("version", ["3.51.2", "3.50.99", "3.9.0", "2.8.17"])
def test_a_sqlite_with_the_fault_of_the_log_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, version: str
) -> None:
    disguised(monkeypatch, sqlite_version=version)
    with pytest.raises(Refused, match="trop ancien"):
        database.connect(tmp_path / "plie.caseflow", KEY)
    assert not list(tmp_path.iterdir()), "not even an empty file is made"


@pytest.mark.parametrize("version", ["3.51.3", "3.100.0", "4.0.0"])
def test_a_mended_sqlite_is_accepted(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    disguised(monkeypatch, sqlite_version=version)
    assert database.sqlcipher().sqlite_version == version


class Answering:
    """A connection whose library says it is of some version of SQLCipher; None for a library that does not encrypt."""

    def __init__(self, real: sqlite3.Connection, version: str | None) -> None:
        self._real, self._version = real, version

    def execute(self, statement: str) -> object:
        if statement != "PRAGMA cipher_version":
            return self._real.execute(statement)
        return self._real.execute("SELECT ? WHERE ?1 IS NOT NULL", (self._version,))

    def close(self) -> None:
        self._real.close()


@pytest.mark.parametrize("version", [None, "4.5.7 community", "3.4.1"])
def test_a_sqlcipher_that_is_too_old_or_missing_is_refused_before_anything_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, version: str | None
) -> None:
    real = database.sqlcipher().connect
    disguised(monkeypatch, connect=lambda *words, **options: Answering(real(*words, **options), version))
    with pytest.raises(Refused, match="chiffrement"):
        database.connect(tmp_path / "plie.caseflow", KEY)
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) == 0


def test_the_library_of_python_itself_would_write_in_clear_and_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It accepts a key without a word, and encrypts nothing."""
    disguised(monkeypatch, connect=sqlite3.connect)
    with pytest.raises(Refused):
        database.connect(tmp_path / "plie.caseflow", KEY)


def test_without_the_library_nothing_is_opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    with pytest.raises(Refused, match="absent"):
        database.connect(tmp_path / "plie.caseflow", KEY)
    assert not list(tmp_path.iterdir())
