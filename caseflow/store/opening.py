"""The way in: is the place safe, is the store free, does the passphrase open it, is it of the present version?"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from caseflow.domain.errors import Refused, StorageTrouble
from caseflow.i18n import _
from caseflow.store import database, key_file, keys, meta, places, upgrade
from caseflow.store.clock import WallClock
from caseflow.store.files import PART_SUFFIX, disk_trouble, put_in_place
from caseflow.store.journal import Author
from caseflow.store.keys import Cost, KeyRing
from caseflow.store.lock import StoreLock
from caseflow.store.store import Store

TRAINING_PASSPHRASE = "caseflow-formation"
"""Known to all: the people of a training store are invented."""


@dataclass(frozen=True, repr=False)
class NewWayIn:
    """A store that has just been given a recovery code: print it now, it cannot be shown again."""

    store: Store
    recovery_code: str


def create_store(
    path: Path,
    passphrase: str,
    author_name: str,
    wall: WallClock,
    *,
    is_training: bool = False,
    cost: Cost | None = None,
) -> NewWayIn:
    """Make a new encrypted store and open it. The strength of the passphrase is asked of `passphrases` beforehand.

    The file has its name once it is complete: a PC that stops half way leaves nothing that looks like a store.

    Raises:
        Refused: a file is already there, or the place is not safe.
        StorageTrouble: the disk is full, gone or read-only.
    """
    database.sqlcipher()
    places.check(path)
    _make_folder(path.parent)
    lock = StoreLock(path, wall())
    try:
        _clear_unfinished(path)
        _assert_free(path)
        made = keys.make_keys(passphrase, cost or (keys.FLOOR if is_training else keys.calibrate()))
        try:
            _make_file(path, made, is_training=is_training)
            key_file.write(path, made.ring)
            put_in_place(_part_of(path), path)
        except BaseException:
            _clear_unfinished(path)
            raise
        return NewWayIn(_opened(path, made.ring, made.key, author_name, wall, lock), made.recovery_code)
    except OSError as error:
        lock.release()
        raise disk_trouble(error) from error
    except BaseException:
        lock.release()
        raise


def create_training_store(path: Path, author_name: str, wall: WallClock) -> Store:
    """Make an empty training store: encrypted like any other, with a passphrase that everyone knows."""
    return create_store(path, TRAINING_PASSPHRASE, author_name, wall, is_training=True).store


def open_store(path: Path, passphrase: str, author_name: str, wall: WallClock) -> Store:
    """Open a store, for consultation only where its folder or file is read-only.

    Raises:
        Refused: the passphrase is wrong, the place is not safe, someone has it open, a newer version made it.
        StorageTrouble: the file, or the file of its keys, is damaged or missing.
    """
    return _open(path, author_name, wall, lambda ring: keys.unlock(ring, passphrase))


def consult_store(path: Path, passphrase: str, author_name: str, wall: WallClock) -> Store:
    """Open a store for reading only, without a lock and without writing a byte: to look into a backup.

    Raises:
        Refused: the passphrase is wrong, or the store is of another version.
        StorageTrouble: the file, or the file of its keys, is damaged or missing, or still has a log.
    """
    database.sqlcipher()
    _assert_there(path)
    return _consult(path, author_name, wall, lambda ring: keys.unlock(ring, passphrase))


def open_with_recovery(
    path: Path, code: str, new_passphrase: str, author_name: str, wall: WallClock, *, cost: Cost | None = None
) -> NewWayIn:
    """Open a store with its printed code, choose a new passphrase, and get a new code: the former one is used up.

    Raises:
        Invalid: what was typed cannot be a code (`recovery_code`).
        Refused: it is not the code of this store; otherwise as `open_store`.
        StorageTrouble: as `open_store`, and where the file of keys cannot be written.
    """
    key = check_recovery(path, code)
    store = _open(path, author_name, wall, lambda ring: keys.unlock_with_code(ring, code))
    try:
        _assert_writable_keys(store)
        ring = keys.with_passphrase(key_file.read(path), key, new_passphrase, cost or keys.calibrate())
        ring, new_code = keys.with_recovery_code(ring, key)
        key_file.write(path, ring)
    except BaseException:
        store.close()
        raise
    return NewWayIn(store, new_code)


def check_recovery(path: Path, code: str) -> bytes:
    """Return the key that a recovery code opens: ask before a new passphrase is typed for nothing.

    Raises:
        Invalid: what was typed cannot be a code.
        Refused: it is not the code of this store.
    """
    _assert_there(path)
    return keys.unlock_with_code(key_file.read(path), code)


def change_passphrase(store: Store, former: str, new: str, *, cost: Cost | None = None) -> None:
    """Give an open store a new passphrase. Backups made before still open with the former one: say so.

    Raises:
        Refused: the former passphrase is wrong, or the store is open for consultation only.
        StorageTrouble: the file of keys could not be written; the former passphrase still opens.
    """
    _assert_writable_keys(store)
    ring = key_file.read(store.path)
    key = keys.unlock(ring, former)
    key_file.write(store.path, keys.with_passphrase(ring, key, new, cost or keys.calibrate()))


def renew_recovery_code(store: Store, passphrase: str) -> str:
    """Replace the recovery code of an open store and return the new one, to be printed.

    Raises:
        Refused: the passphrase is wrong, or the store is open for consultation only.
    """
    _assert_writable_keys(store)
    ring = key_file.read(store.path)
    ring, code = keys.with_recovery_code(ring, keys.unlock(ring, passphrase))
    key_file.write(store.path, ring)
    return code


def is_read_only(path: Path) -> bool:
    """Tell whether a store can only be consulted: its file or its folder cannot be written."""
    return not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _open(path: Path, author_name: str, wall: WallClock, unlock: Callable[[KeyRing], bytes]) -> Store:
    database.sqlcipher()
    _assert_there(path)
    places.check(path)
    try:
        return _open_checked(path, author_name, wall, unlock)
    except DBAPIError as error:
        raise database.trouble(error) from error


def _open_checked(path: Path, author_name: str, wall: WallClock, unlock: Callable[[KeyRing], bytes]) -> Store:
    if is_read_only(path):
        return _consult(path, author_name, wall, unlock)
    lock = StoreLock(path, wall())
    try:
        ring = key_file.read(path)
        return _opened(path, ring, unlock(ring), author_name, wall, lock)
    except BaseException:
        lock.release()
        raise


def _opened(path: Path, ring: KeyRing, key: bytes, author_name: str, wall: WallClock, lock: StoreLock) -> Store:
    """Bring the file to the present version, and open it."""
    secret = keys.database_key(key)
    said = _checked(path, ring, secret, wall)
    key_file.heal(path, ring)
    author = Author(author_name, said.workplace)
    return Store(path, secret, author, wall, is_training=said.is_training, on_close=lock.release)


def _consult(path: Path, author_name: str, wall: WallClock, unlock: Callable[[KeyRing], bytes]) -> Store:
    log = path.with_name(path.name + "-wal")
    if log.is_file() and log.stat().st_size > 0:
        raise StorageTrouble(
            _(
                "This file was not closed properly, and its folder is read-only: its last changes would be missing. "
                "Copy the whole folder to a place where you may write, then open the copy."
            )
        )
    ring = key_file.read(path)
    secret = keys.database_key(unlock(ring))
    engine = database.engine(path, secret, read_only=True)
    try:
        if upgrade.needs_upgrade(engine):
            raise Refused(
                _(
                    "This file was made by an earlier version, and its folder is read-only. "
                    "Copy it to a place where you may write, then open the copy."
                )
            )
        with engine.connect() as connection:
            said = meta.read(connection)
    finally:
        engine.dispose()
    return Store(path, secret, Author(author_name, said.workplace), wall, read_only=True, is_training=said.is_training)


def _checked(path: Path, ring: KeyRing, secret: bytes, wall: WallClock) -> meta.Meta:
    """Upgrade a store where it needs to be, and return what it says of itself."""
    engine = database.engine(path, secret)
    try:
        is_old = upgrade.needs_upgrade(engine)
    finally:
        engine.dispose()
    if is_old:
        upgrade.upgrade(path, secret, lambda: _copy_before_upgrade(path, secret, wall()))
    engine = database.engine(path, secret)
    try:
        with engine.connect() as connection:
            said = meta.read(connection)
    finally:
        engine.dispose()
    if said.vault_id != ring.vault_id:
        raise StorageTrouble(
            _("The file of keys beside this file belongs to another one. Put back its own, or a backup.")
        )
    return said


def _copy_before_upgrade(path: Path, secret: bytes, now: datetime) -> Path:
    from caseflow.store import backup

    return backup.copy_file(path, secret, backup.default_folder(), now, backup.Reason.UPGRADE).store


def _make_file(path: Path, made: keys.NewKeys, *, is_training: bool) -> None:
    upgrade.create_tables(
        _part_of(path),
        keys.database_key(made.key),
        lambda connection: meta.write(connection, made.ring.vault_id, is_training=is_training),
    )


def _clear_unfinished(path: Path) -> None:
    """Remove what is left of a store that never had its name: the PC stopped, or the disk refused."""
    part = _part_of(path)
    if path.exists() or not part.exists():
        return
    logs = (part.with_name(part.name + suffix) for suffix in ("-wal", "-shm", "-journal"))
    for leftover in (*key_file.paths_of(path), *logs, part):  # the part last: it tells that there is something to clear
        leftover.unlink(missing_ok=True)


def _part_of(path: Path) -> Path:
    return path.with_name(path.name + PART_SUFFIX)


def _assert_free(path: Path) -> None:
    for taken in (path, *key_file.paths_of(path)):
        if taken.exists():
            raise Refused(
                _("A file named « {name} » is already in this folder. Choose another name, or open it.").format(
                    name=taken.name
                )
            )


def _assert_there(path: Path) -> None:
    if not path.is_file():
        raise StorageTrouble(
            _("The file « {name} » is not there. Choose another one, or restore a backup.").format(name=path.name)
        )
    if path.stat().st_size < database.PAGE:  # the database would take it for a new one, and write in it
        raise StorageTrouble(_("The file is damaged. Restore the last backup: nothing has been overwritten."))


def _assert_writable_keys(store: Store) -> None:
    if store.read_only:
        raise Refused(_("This file is open for consultation only: nothing can be changed."))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk_trouble(error) from error
