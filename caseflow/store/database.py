"""The one way to a connection: key, safety settings and transactions of the encrypted file."""

import contextlib
import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from caseflow.domain.errors import CaseFlowError, Refused, StorageTrouble
from caseflow.i18n import _

SQLCIPHER_AT_LEAST = (4, 6)
SQLITE_AT_LEAST = (3, 51, 3)
"""The first SQLite without the WAL fault mended in 2026."""

PAGE = 4096
"""Bytes: a store is never smaller."""

_SETTINGS = (
    "cipher_log_level=NONE",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "temp_store=MEMORY",
    "busy_timeout=5000",
    "cache_size=-65536",  # in KiB
)
# cipher_memory_security stays off: wiping each page made bulk writes five times slower (measured, 2,000 people: 15.1 s
# against 3.0 s), while Python keeps copies of keys and text in memory all the same.

WRITING = {"caseflow_writing": True}
"""Execution options of a connection that will write: its transaction takes the write lock at once."""


def sqlcipher() -> Any:
    """Return the database module, or refuse to go on: a store is never opened without encryption.

    Raises:
        Refused: SQLCipher is missing, or one of its parts is older than the fixed ones.
    """
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        raise Refused(
            _("CaseFlow’s encryption component is missing, so no file can be opened. Please reinstall CaseFlow.")
        ) from error
    if tuple(int(part) for part in dbapi2.sqlite_version.split(".")) < SQLITE_AT_LEAST:
        raise Refused(_("CaseFlow’s database component is too old to be safe. Please reinstall CaseFlow."))
    return dbapi2


def connect(path: Path, key: bytes, *, read_only: bool = False) -> Any:
    """Open a raw connection to an encrypted file with its 256-bit key.

    Raises:
        StorageTrouble: the file is damaged, or the key does not belong to it.
        Refused: the library at hand does not encrypt.
    """
    module = sqlcipher()
    options = "?immutable=1" if read_only else ""
    connection = module.connect(
        f"{path.resolve().as_uri()}{options}", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        _assert_encrypting(connection)
        for setting in _SETTINGS:
            if not (read_only and setting.startswith("journal_mode")):
                connection.execute(f"PRAGMA {setting}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except module.DatabaseError as error:
        connection.close()
        raise trouble(error, path) from error
    except BaseException:
        connection.close()
        raise
    return connection


def _assert_encrypting(connection: Any) -> None:
    version = connection.execute("PRAGMA cipher_version").fetchone()
    if version is None or tuple(int(part) for part in version[0].split()[0].split(".")[:2]) < SQLCIPHER_AT_LEAST:
        raise Refused(_("CaseFlow’s encryption component does not work, so no file can be opened."))


def broken_seals(connection: Any) -> int:
    """Count the pages of a file that are not as they were written; what waits in the log is written first.

    A page half checkpointed looks broken, so a doubt is settled by asking again with the log emptied.
    """
    for mode in ("PASSIVE", "TRUNCATE"):
        connection.execute(f"PRAGMA wal_checkpoint({mode})")
        found = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        if not found:
            return 0
    return len(found)


def engine(path: Path, key: bytes, *, read_only: bool = False) -> Engine:
    """Return SQLAlchemy's engine over an encrypted file; values never stand in its exceptions."""
    made = create_engine(
        "sqlite://",
        module=sqlcipher(),
        creator=lambda: connect(path, key, read_only=read_only),
        hide_parameters=True,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=4,
    )

    @event.listens_for(made, "begin")
    def begin(connection: Connection) -> None:
        is_writing = connection.get_execution_options().get("caseflow_writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")

    return made


def trouble(error: BaseException, path: Path | None = None) -> CaseFlowError:
    """Turn what the database says of the disk, or of the file at `path`, into a sentence."""
    text = str(error.orig if isinstance(error, DBAPIError) else error).lower()
    if "disk is full" in text or ("disk i/o" in text and path is not None and _is_full(path)):
        return StorageTrouble(_("The disk is full: nothing was saved. Free some space, then try again."))
    if "readonly" in text or "unable to open" in text:
        return StorageTrouble(_("The file cannot be written: its folder is read-only or no longer there."))
    if "disk i/o" in text:
        return StorageTrouble(
            _("The disk did not answer: nothing was saved. Check the disk or the key, then try again.")
        )
    if "locked" in text or "busy" in text:
        return StorageTrouble(_("The file is being used by another program. Close it, then try again."))
    if "malformed" in text or "not a database" in text or "corrupt" in text:
        return StorageTrouble(_("The file is damaged. Restore the last backup: nothing has been overwritten."))
    return StorageTrouble(_("The file could not be read or written."))


def _is_full(path: Path) -> bool:
    """Tell whether the disk of a file is full: the database says so of its tables, not of its shared index."""
    with contextlib.suppress(OSError):
        return shutil.disk_usage(path.parent).free < 16 * PAGE
    return False
