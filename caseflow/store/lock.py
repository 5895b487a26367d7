"""Keep a store to one process: the system's own lock decides, so that a PC that stopped leaves nothing locked."""

import contextlib
import getpass
import json
import os
import platform
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from caseflow.domain.errors import Refused
from caseflow.i18n import _, current
from caseflow.store.files import disk_trouble

SUFFIX = ".cflock"
_LOCKED_BYTE = 1 << 30
"""Windows keeps others from reading what is locked: a byte far behind the text."""


@dataclass(frozen=True)
class Holder:
    """Who has a store open: a session name, a PC, and since when (ISO 8601)."""

    user: str
    pc: str
    since: str


class StoreLock:
    """The hold of this process on a store, until `release()` or until the process ends."""

    def __init__(self, store: Path, now: datetime) -> None:
        """Take hold of a store.

        Raises:
            Refused: another window or PC has it open; the sentence says who.
            StorageTrouble: the folder cannot be written.
        """
        self._path = path_of(store)
        try:
            self._descriptor: int | None = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise disk_trouble(error) from error
        try:
            _take(self._descriptor)
        except OSError:
            os.close(self._descriptor)
            raise Refused(_sentence(holder_of(store))) from None
        self._write(json.dumps(asdict(Holder(_user(), platform.node(), now.isoformat()))))

    def release(self) -> None:
        """Let go. The file stays, empty: removing it would let two processes lock two files of the same name."""
        if self._descriptor is None:
            return
        self._write("")
        os.close(self._descriptor)
        self._descriptor = None

    def _write(self, text: str) -> None:
        """Name the holder. The system's lock holds without it: a full disk must not keep people from reading."""
        if self._descriptor is None:
            return
        with contextlib.suppress(OSError):
            os.ftruncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, text.encode())


def path_of(store: Path) -> Path:
    """Return the file by which a store is locked."""
    return store.with_name(store.stem + SUFFIX)


def holder_of(store: Path) -> Holder | None:
    """Return who has a store open, as its lock says; None when nobody is named."""
    try:
        return Holder(**json.loads(path_of(store).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _sentence(holder: Holder | None) -> str:
    if holder is None:
        return _("This file is already open in another window. Close it there first.")
    since = current().moment(datetime.fromisoformat(holder.since).astimezone())
    return _("This file is already open: {user}, on the PC {pc}, since {since}. Close it there first.").format(
        user=holder.user, pc=holder.pc, since=since
    )


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "?"


if sys.platform == "win32":

    def _take(descriptor: int) -> None:
        import msvcrt

        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:

    def _take(descriptor: int) -> None:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
