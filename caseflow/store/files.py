"""Write files whole or not at all, and put them in place against the habits of disks and antivirus software."""

import contextlib
import os
import sys
import time
from pathlib import Path
from uuid import uuid4

from caseflow.domain.errors import StorageTrouble
from caseflow.i18n import _

PART_SUFFIX = ".part"
"""A file being written: worth nothing, whoever finds it."""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is either the former one or the new one, whatever happens.

    Raises:
        StorageTrouble: the disk is full, gone or read-only.
    """
    part = path.with_name(path.name + PART_SUFFIX)
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(part, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise disk_trouble(error) from error


def new_folder(folder: Path) -> Path:
    """Make a folder, or take the one that is there.

    Raises:
        StorageTrouble: the disk is full, gone or read-only, or a file has this name.
    """
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise disk_trouble(error) from error
    return folder


def try_folder(folder: Path) -> None:
    """Write a file in a folder, read it back and remove it: only then is the folder good for backups.

    Raises:
        StorageTrouble: the folder is gone, full or read-only, or gives back something else than was written.
    """
    trial, content = folder / f"caseflow-{uuid4().hex}.trial", os.urandom(4096)
    try:
        write_whole(trial, content)
        is_sound = trial.read_bytes() == content
        trial.unlink()
    except OSError as error:
        raise disk_trouble(error) from error
    if not is_sound:
        raise StorageTrouble(_("This folder does not give back what is written in it."))


def put_in_place(part: Path, path: Path) -> None:
    """Give a finished file its name, and have the disk remember it.

    Raises:
        OSError: another program holds the file, or the disk refuses.
    """
    for attempt in range(5):
        try:
            part.replace(path)
            break
        except PermissionError:  # Windows: an antivirus or an indexer is reading the file
            if sys.platform != "win32" or attempt == 4:
                raise
            time.sleep(0.1)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the disk remember the names in a folder; Windows does so by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Have the disk remember what is in a file."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def disk_trouble(error: OSError) -> StorageTrouble:
    """Turn what the system says of a disk into a sentence."""
    import errno

    if error.errno in {errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC}:
        return StorageTrouble(_("The disk is full: nothing was saved. Free some space, then try again."))
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return StorageTrouble(
            _("Nothing was saved: the file is open in another program, or its folder is protected. Choose another.")
        )
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return StorageTrouble(_("The folder is no longer there. Check the disk or the key, then try again."))
    return StorageTrouble(_("The disk did not answer: nothing was saved. Check the disk or the key, then try again."))
