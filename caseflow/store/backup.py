"""Make, check, keep and thin out copies of a store: each is a folder with the file, its keys and a manifest.

A copy is made through the database's own backup, in a folder that only gets its name once everything in it was checked.
It is encrypted like the store, and opens with the passphrase of its day.
"""

import contextlib
import hashlib
import json
import secrets
import shutil
import threading
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from caseflow import __version__
from caseflow.domain.errors import StorageTrouble
from caseflow.i18n import _
from caseflow.settings import folders
from caseflow.store import database, key_file
from caseflow.store.files import PART_SUFFIX, disk_trouble, put_in_place, sync_file, write_whole
from caseflow.store.store import Store

MANIFEST = "manifest.json"
_FORMAT = "caseflow-backup/1"
EVERY = timedelta(hours=4)
"""Of use, between two copies."""
NAG_AFTER = timedelta(days=7)
"""Without a copy in the second place."""
_STAMP = "%Y%m%dT%H%M%SZ"
_PAGES_AT_ONCE = 500
_UNGUARDED = ("journal_mode=OFF", "synchronous=OFF")
"""How a copy is written, once instead of twice: half-made it is thrown away, whole it is read back, then synced."""
_ABANDONED = timedelta(days=1)
"""After which a folder half made is nobody's work any more."""
_TURN = threading.Lock()
"""One copy at a time: the one of every four hours waits for the one just asked for."""

Progress = Callable[[int, int], None]
"""Told how many pages are done, and of how many; what it raises stops the copy and leaves nothing."""


class Reason(StrEnum):
    """Why a copy was made."""

    START = "start"
    REGULAR = "regular"
    IMPORT = "import"
    UPGRADE = "upgrade"
    RESTORE = "restore"
    ASKED = "asked"


@dataclass(frozen=True)
class Manifest:
    """What a copy holds. It can be read by anyone: figures only, no name of a person."""

    vault_id: str
    name: str
    made_at: datetime
    reason: Reason
    version: str
    mark: int
    """The last mark of the journal: two copies with the same one hold the same thing."""
    counts: dict[str, int]
    size: int
    sha256: str
    made_with: str = __version__
    format: str = _FORMAT


@dataclass(frozen=True)
class Copy:
    """A finished copy and what it says of itself."""

    folder: Path
    manifest: Manifest

    @property
    def store(self) -> Path:
        """Return its file."""
        return self.folder / self.manifest.name


def default_folder() -> Path:
    """Return the folder of this PC where copies go unless told otherwise."""
    return folders().backups


def back_up(store: Store, folder: Path, reason: Reason, progress: Progress | None = None) -> Copy:
    """Copy an open store, while work goes on, check the copy, and thin out the older ones.

    Raises:
        StorageTrouble: the disk is full, gone or read-only, or the copy proved wrong; nothing half-made is left.
    """
    with _TURN:
        now = store.wall()
        made = _copy(store.path, store.connect_alike, folder, now, reason, progress)
        thin(folder, made.manifest.vault_id, now)
    return made


def back_up_if_due(store: Store, folder: Path, reason: Reason = Reason.REGULAR) -> Copy | None:
    """Copy an open store if it changed since its last copy and, in the course of a day, that one is old enough."""
    earlier = copies(folder, key_file.read(store.path).vault_id)
    return back_up(store, folder, reason) if is_due(store, earlier, store.wall(), reason) else None


def copy_file(path: Path, key: bytes, folder: Path, now: datetime, reason: Reason) -> Copy:
    """Copy a store that is not open, before it is upgraded or replaced.

    Raises:
        StorageTrouble: as `back_up`.
    """
    return _copy(path, lambda target: database.connect(target, key), folder, now, reason, None)


def is_due(store: Store, earlier: Iterable[Copy], now: datetime, reason: Reason) -> bool:
    """Tell whether a copy is worth making: something changed since the last one, which is not of this very moment."""
    last = max((copy.manifest for copy in earlier if copy.manifest.made_at <= now), key=_made_at, default=None)
    if last is None:
        return True
    if last.mark == _last_mark(store):
        return False
    return reason is not Reason.REGULAR or now - last.made_at >= EVERY


def copies(folder: Path, vault_id: str | None = None) -> tuple[Copy, ...]:
    """Return the finished copies in a folder, of one store if told, the newest first."""
    found = [copy for copy in map(_read_copy, _folders_in(folder)) if copy is not None]
    wanted = [copy for copy in found if vault_id in {None, copy.manifest.vault_id}]
    return tuple(sorted(wanted, key=lambda copy: copy.manifest.made_at, reverse=True))


def thin(folder: Path, vault_id: str, now: datetime) -> tuple[Path, ...]:
    """Remove the copies of a store that are no longer needed, and what was left half-made; return their folders."""
    present = copies(folder, vault_id)
    kept = to_keep([copy.manifest.made_at for copy in present], now)
    removed = [copy.folder for copy in present if copy.manifest.made_at not in kept]
    removed += [path for path in _folders_in(folder) if path.name.endswith(PART_SUFFIX) and _is_abandoned(path, now)]
    for path in removed:
        shutil.rmtree(path, ignore_errors=True)
    return tuple(removed)


def to_keep(moments: Iterable[datetime], now: datetime) -> set[datetime]:
    """Return which copies to keep: all for 48 hours, then 14 daily, 8 weekly and 6 monthly ones, the last of each.

    Days without a copy do not count. A copy dated after now, by a clock that was wrong, is kept and replaces no other.
    """
    dated = sorted({moment.astimezone(UTC) for moment in moments}, reverse=True)
    kept = {moment for moment in dated if moment > now - timedelta(hours=48)}
    past = [moment for moment in dated if moment <= now]
    for wanted, period in ((14, "%Y-%m-%d"), (8, "%G-%V"), (6, "%Y-%m")):
        newest = {moment.strftime(period): moment for moment in reversed(past)}
        kept |= set(sorted(newest.values(), reverse=True)[:wanted])
    return kept


def send_to(copy: Copy, folder: Path) -> Copy:
    """Put a finished copy in a second place (a USB key, a share), read it back, and thin out the older ones there.

    Raises:
        StorageTrouble: the place is full, gone or read-only, or it gave back something else than was written.
    """
    part = folder / (copy.folder.name + PART_SUFFIX)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(part, ignore_errors=True)
        shutil.copytree(copy.folder, part)
        for path in part.iterdir():
            sync_file(path)
        _assert_same(part / copy.manifest.name, copy.manifest)
        sent = folder / copy.folder.name
        shutil.rmtree(sent, ignore_errors=True)
        put_in_place(part, sent)
    except OSError as error:
        raise disk_trouble(error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    thin(folder, copy.manifest.vault_id, copy.manifest.made_at)
    return Copy(sent, copy.manifest)


def needs_second_copy(folder: Path | None, vault_id: str, now: datetime) -> bool:
    """Tell whether people should be reminded: no copy outside this PC for seven days."""
    there = copies(folder, vault_id) if folder is not None else ()
    return not any(now - NAG_AFTER <= copy.manifest.made_at <= now for copy in there)


def is_whole(copy: Copy) -> bool:
    """Tell whether the file of a copy is still the one that was written, byte for byte."""
    try:
        _assert_same(copy.store, copy.manifest)
    except (OSError, StorageTrouble):
        return False
    return True


def _copy(
    path: Path,
    connect: Callable[[Path], Any],
    folder: Path,
    now: datetime,
    reason: Reason,
    progress: Progress | None,
) -> Copy:
    part, final = _names(folder, path.stem, now)
    try:
        part.mkdir(parents=True)
        ring = key_file.read(path)
        target = part / path.name
        expected = _copy_pages(path, target, connect, progress)
        version, mark, counts = _seen(target, connect)
        if (mark, counts) != expected:
            raise StorageTrouble(_("The copy is not what was to be copied: it was thrown away. Check the disk."))
        for copy_path in key_file.paths_of(target):
            write_whole(copy_path, key_file.as_bytes(ring))
        sync_file(target)
        size, digest = target.stat().st_size, _sha256(target)
        manifest = Manifest(ring.vault_id, path.name, now.astimezone(UTC), reason, version, mark, counts, size, digest)
        write_whole(part / MANIFEST, _as_bytes(manifest))
        put_in_place(part, final)
    except OSError as error:
        raise disk_trouble(error) from error
    except database.sqlcipher().Error as error:
        raise database.trouble(error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Copy(final, manifest)


def _names(folder: Path, stem: str, now: datetime) -> tuple[Path, Path]:
    """Return the folder in which to make a copy, and its name once finished: two in a second have two names."""
    stamp = now.astimezone(UTC).strftime(_STAMP)
    final = folder / f"{stem}-{stamp}"
    number = 2
    while final.exists():
        final = folder / f"{stem}-{stamp}-{number}"
        number += 1
    return final.with_name(f"{final.name}-{secrets.token_hex(2)}{PART_SUFFIX}"), final


def _copy_pages(
    path: Path, target: Path, connect: Callable[[Path], Any], progress: Progress | None
) -> tuple[int, dict[str, int]]:
    """Copy one moment of a store, and return what stood in it then: writers are not held up, and change nothing.

    SQLCipher copies a damaged page as an empty one, under a new seal: the seals are verified before.
    """
    with contextlib.closing(connect(path)) as source, contextlib.closing(connect(target)) as made:
        if database.broken_seals(source):
            raise StorageTrouble(_("The file is damaged. Restore the last backup: nothing has been overwritten."))
        source.execute("BEGIN")
        expected = (_mark_in(source), _counts_in(source))
        for setting in _UNGUARDED:
            made.execute(f"PRAGMA {setting}")
        source.backup(made, pages=_PAGES_AT_ONCE, progress=_steps(progress))
        source.execute("ROLLBACK")
    return expected


def _steps(progress: Progress | None) -> Callable[[int, int, int], None] | None:
    if progress is None:
        return None
    return lambda _status, remaining, total: progress(total - remaining, total)


def _seen(path: Path, connect: Callable[[Path], Any]) -> tuple[str, int, dict[str, int]]:
    """Read a copy from end to end and return its version, its last mark and how many rows each table has."""
    with contextlib.closing(connect(path)) as made:
        if not _is_sound(made):
            raise StorageTrouble(_("The copy could not be read back: it was thrown away. Check the disk."))
        version = made.execute("SELECT version_num FROM alembic_version").fetchone()
        return version[0], _mark_in(made), _counts_in(made)


def _is_sound(made: Any) -> bool:
    """Tell whether every page of a copy was written well: the check reads all but the free ones, and so their seals."""
    has_free_pages = made.execute("PRAGMA freelist_count").fetchone() != (0,)
    if has_free_pages and database.broken_seals(made):
        return False
    return made.execute("PRAGMA quick_check").fetchone() == ("ok",)


def _counts_in(connection: Any) -> dict[str, int]:
    listed = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'person_search%' "
        "AND name NOT LIKE 'sqlite_%' ORDER BY name"
    ).fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in listed}  # noqa: S608


def _mark_in(connection: Any) -> int:
    return connection.execute("SELECT coalesce(max(mark), 0) FROM action").fetchone()[0]


def _last_mark(store: Store) -> int:
    with contextlib.closing(store.connect_alike(store.path)) as connection:
        return _mark_in(connection)


def _folders_in(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.is_dir()]
    except OSError:
        return []


def _is_abandoned(part: Path, now: datetime) -> bool:
    try:
        return part.stat().st_mtime < (now - _ABANDONED).timestamp()
    except OSError:
        return False


def _read_copy(folder: Path) -> Copy | None:
    """Read what a folder holds; None where it is no copy, or not a finished one."""
    if folder.name.endswith(PART_SUFFIX):
        return None
    try:
        values = json.loads((folder / MANIFEST).read_bytes())
        moment, reason = datetime.fromisoformat(values.pop("made_at")), Reason(values.pop("reason"))
        copy = Copy(folder, Manifest(made_at=moment, reason=reason, **values))
        is_complete = copy.store.stat().st_size == copy.manifest.size
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return copy if is_complete and copy.store.parent == folder and copy.manifest.format == _FORMAT else None


def _as_bytes(manifest: Manifest) -> bytes:
    values = {**asdict(manifest), "made_at": manifest.made_at.isoformat()}
    return json.dumps(values, indent=1, sort_keys=True).encode()


def _assert_same(path: Path, manifest: Manifest) -> None:
    if _sha256(path) != manifest.sha256:
        raise StorageTrouble(_("The copy could not be read back: it was thrown away. Check the disk."))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _made_at(manifest: Manifest) -> datetime:
    return manifest.made_at
