"""Bring a store to the present version: a copy first, one transaction, everything checked, else the copy comes back.

Alembic is only imported where there is something to do: the version of a store is one row.
"""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from caseflow.domain.errors import Refused, StorageTrouble
from caseflow.i18n import _
from caseflow.store import database

VERSIONS = ("0001", "0002", "0003", "0004", "0005")
"""Every version there has been, oldest first: the revisions of `migrations/versions`.

A new one is a file there, a line here, and a store kept by `tests/store/kept_store.py` once it is released.
"""
PRESENT = VERSIONS[-1]

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
"""Files, in the source tree and in the frozen build alike: Alembic reads them as such."""


def version_of(connection: Connection) -> str | None:
    """Return the version of a store; None for a file in which nothing was made yet."""
    has_version = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
    if connection.exec_driver_sql(has_version).first() is None:
        return None
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return None if row is None else row[0]


def needs_upgrade(engine: Engine) -> bool:
    """Tell whether a store is of an earlier version.

    Raises:
        Refused: it is of a later one, or not one of ours.
    """
    with engine.connect() as connection:
        version = version_of(connection)
    if version is None:
        raise Refused(_("This file is not a CaseFlow store, or it was left unfinished. Choose another file."))
    if version not in VERSIONS:
        raise Refused(
            _(
                "This file was made by a newer version of CaseFlow. Install the latest version to open it; "
                "the file has not been changed."
            )
        )
    return version != PRESENT


def create_tables(path: Path, key: bytes, fill: Callable[[Connection], None]) -> None:
    """Make the tables of a new store at the present version, and what `fill` writes in them.

    All of it is in the file itself then, whatever happened while its log was closed: the file will be renamed, alone.

    Raises:
        StorageTrouble: the disk is full, gone or read-only.
    """
    try:
        _migrate(path, key, PRESENT, fill)
        _verify(path, key)
    except (DBAPIError, database.sqlcipher().Error) as error:
        raise database.trouble(error) from error


def upgrade(path: Path, key: bytes, back_up: Callable[[], Path]) -> None:
    """Bring a store to the present version, after a copy made by `back_up`, which is put back if anything goes wrong.

    Raises:
        StorageTrouble: it could not be done; the store is as it was, and the sentence says so.
    """
    copy = back_up()
    try:
        _migrate(path, key, PRESENT, lambda _connection: None)
        _verify(path, key)
    except Exception as error:
        _put_back(copy, path, key)
        raise StorageTrouble(
            _(
                "The file could not be brought to this version of CaseFlow. It is as it was before, nothing is lost: "
                "go on with the former version and tell whoever looks after CaseFlow."
            )
        ) from error


def _migrate(path: Path, key: bytes, target: str, fill: Callable[[Connection], None]) -> None:
    engine = database.engine(path, key)
    try:
        with engine.connect() as connection:
            # A batch change makes a table anew: with foreign keys on, dropping the old one takes its children away.
            _driver(connection).execute("PRAGMA foreign_keys=OFF")
            with connection.execution_options(**database.WRITING).begin():
                _run(connection, target)
                fill(connection)
                _assert_no_orphans(connection)
    finally:
        engine.dispose()


def _run(connection: Connection, target: str) -> None:
    """Run Alembic inside the transaction of a connection."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def _assert_no_orphans(connection: Connection) -> None:
    orphan = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if orphan is not None:
        raise RuntimeError(f"the migration leaves orphans in the table {orphan[0]}")


def _verify(path: Path, key: bytes) -> None:
    connection = database.connect(path, key)
    try:
        if database.broken_seals(connection):
            raise RuntimeError("a page does not match its seal")
        if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise RuntimeError("the file is not consistent")
    finally:
        connection.close()


def _put_back(copy: Path, path: Path, key: bytes) -> None:
    """Copy the backup over the store through the database itself, so that its journals follow."""
    with closing(database.connect(copy, key)) as source, closing(database.connect(path, key)) as target:
        try:
            source.backup(target)
        except database.sqlcipher().Error as error:
            raise database.trouble(error) from error


def _driver(connection: Connection) -> Any:
    """Return the connection of sqlcipher3: a setting made through SQLAlchemy would come after its `BEGIN`, too late."""
    return connection.connection.driver_connection
