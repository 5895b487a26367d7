"""Go back to a copy: it is proved good first, and the file it replaces is set aside, never overwritten.

At every moment a file stands in its place, the former one or the copy: a PC may stop at any of them.
"""

import contextlib
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from caseflow.domain.errors import CaseFlowError, Refused, StorageTrouble
from caseflow.i18n import _, current, ngettext
from caseflow.store import backup, database, key_file, keys, places
from caseflow.store.backup import Copy, Reason
from caseflow.store.clock import WallClock
from caseflow.store.files import PART_SUFFIX, disk_trouble, put_in_place, sync_file, sync_folder
from caseflow.store.keys import KeyRing
from caseflow.store.lock import StoreLock


@dataclass(frozen=True)
class Restored:
    """The copy that was put back, and the folder where the file it replaced now is, if there was one."""

    copy: Copy
    set_aside: Path | None


def choices(folders: Iterable[Path], store: Path) -> tuple[Copy, ...]:
    """Return the copies to choose from, the newest first; of this store alone where its keys can be read."""
    try:
        vault_id: str | None = key_file.read(store).vault_id
    except CaseFlowError:
        vault_id = None
    found = {copy.folder.name: copy for folder in folders for copy in backup.copies(folder, vault_id)}
    return tuple(sorted(found.values(), key=lambda copy: copy.manifest.made_at, reverse=True))


def announcement(copy: Copy) -> str:
    """Say what going back to a copy means, before it is done."""
    people = copy.manifest.counts.get("person", 0)
    counted = ngettext("{count} person", "{count} people", people).format(count=current().number(people))
    when = current().moment(copy.manifest.made_at.astimezone())
    return _(
        "The file will go back to {when}, with {counted}. What was entered since will no longer be in it; "
        "the present file is set aside, not erased."
    ).format(when=when, counted=counted)


def restore(
    store: Path,
    copy: Copy,
    passphrase: str,
    wall: WallClock,
    backup_folder: Path | None = None,
    *,
    is_code: bool = False,
) -> Restored:
    """Put a copy in the place of a store. The passphrase is the present one, or the one of the copy's day.

    `is_code` says that a recovery code was typed in its place.

    Raises:
        Refused: the passphrase opens neither, the store is open somewhere, or its place is not safe.
        StorageTrouble: the copy is damaged, or the disk refused; the present file is untouched.
    """
    places.check(store)
    _make_folder(store.parent)
    lock = StoreLock(store, wall())
    part = store.with_name(store.name + PART_SUFFIX)
    try:
        ring, key = _ring_that_opens(store, copy, passphrase, is_code=is_code)
        _bring_proved(copy, part, keys.database_key(key))
        _copy_if_sound(store, keys.database_key(key), backup_folder or backup.default_folder(), wall())
        aside = _replace(store, part, ring, wall())
    except OSError as error:
        raise disk_trouble(error) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        lock.release()
    return Restored(copy, aside)


def _ring_that_opens(store: Path, copy: Copy, passphrase: str, *, is_code: bool) -> tuple[KeyRing, bytes]:
    """Return the keys to put beside the file: the present ones if they still fit and open, else those of the copy."""
    unlock = keys.unlock_with_code if is_code else keys.unlock
    kept = key_file.read(copy.store)
    try:
        present = key_file.read(store)
    except CaseFlowError:
        return kept, unlock(kept, passphrase)
    if (present.vault_id, present.generation) == (kept.vault_id, kept.generation):
        try:
            return present, unlock(present, passphrase)
        except Refused:
            pass
    return kept, unlock(kept, passphrase)


def _bring_proved(copy: Copy, part: Path, secret: bytes) -> None:
    """Bring the copy beside the store, and read all of it with its key."""
    if not backup.is_whole(copy):
        raise StorageTrouble(_("This copy is damaged. Choose an earlier one: nothing has been changed."))
    shutil.copyfile(copy.store, part)
    sync_file(part)
    connection = database.connect(part, secret)
    try:
        if database.broken_seals(connection):
            raise StorageTrouble(_("This copy is damaged. Choose an earlier one: nothing has been changed."))
    finally:
        connection.close()


def _copy_if_sound(store: Path, secret: bytes, folder: Path, now: datetime) -> None:
    """Keep the present file among the copies too, so that going back can itself be taken back."""
    # The database would take an empty file for a new one, and write in it.
    if store.is_file() and store.stat().st_size >= database.PAGE:
        try:
            backup.copy_file(store, secret, folder, now, Reason.RESTORE)
        except CaseFlowError:
            return  # damaged, or of other keys: it is set aside as it is


def _replace(store: Path, part: Path, ring: KeyRing, now: datetime) -> Path | None:
    """Put a proved copy in the place of a store, and return where the former file is; if it fails, nothing changed."""
    former = _free_folder(store, now)
    has_former = _keep_former(store, former)
    try:
        for log in _logs(store):
            log.unlink(missing_ok=True)
        key_file.write(store, ring)
        put_in_place(part, store)
    except BaseException as error:
        if part.exists():
            _take_back(former, store)
        # Else the copy has its place, and the disk only refused to say that it will remember it.
        if part.exists() or not isinstance(error, OSError):
            raise
    return former if has_former else None


def _keep_former(store: Path, former: Path) -> bool:
    """Keep a second name of the present file, and copies of its logs and keys, in a folder; tell if there was any."""
    found = [path for path in (store, *_logs(store), *key_file.paths_of(store)) if path.is_file()]
    if not found:
        return False
    kept = former.with_name(former.name + PART_SUFFIX)
    shutil.rmtree(kept, ignore_errors=True)
    try:
        kept.mkdir()
        for path in found:
            _second_name(path, kept / path.name)
        sync_folder(kept)
        put_in_place(kept, former)
    except BaseException:
        shutil.rmtree(kept, ignore_errors=True)
        shutil.rmtree(former, ignore_errors=True)
        raise
    return True


def _second_name(path: Path, other: Path) -> None:
    """Give a file a second name: its place will be taken by another file, and it is not written any more."""
    try:
        os.link(path, other)
    except OSError:  # a USB key has no second names
        shutil.copyfile(path, other)
        sync_file(other)


def _take_back(former: Path, store: Path) -> None:
    """Put logs and keys back, after a copy that could not take its place."""
    with contextlib.suppress(OSError):
        for path in (*_logs(store), *key_file.paths_of(store)):
            if (former / path.name).is_file():
                shutil.copyfile(former / path.name, path.with_name(path.name + PART_SUFFIX))
                path.with_name(path.name + PART_SUFFIX).replace(path)
        shutil.rmtree(former)


def _logs(store: Path) -> list[Path]:
    return [store.with_name(store.name + suffix) for suffix in ("-wal", "-shm", "-journal")]


def _free_folder(store: Path, now: datetime) -> Path:
    name = _("{name} set aside on {day}").format(name=store.stem, day=now.astimezone().strftime("%Y-%m-%d %Hh%M"))
    aside, number = store.with_name(name), 2
    while aside.exists():
        aside, number = store.with_name(f"{name} ({number})"), number + 1
    return aside


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk_trouble(error) from error
