"""Rule the disk under a program: fail or kill at its n-th change, write all of them down, cut the power.

`disk.c` is compiled when the proofs start and preloaded into the processes that work; the functions of this module that
talk to it are called in those.
"""

import ctypes
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

KILL = -1
"""In place of an errno: the process ends there, in the middle of its write."""
SECTOR = 512
_HEAD = struct.Struct("<cHIQ")


def compiled(folder: Path) -> Path | None:
    """Compile the library; None where there is no compiler, or no such way to stand below a program."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None or sys.platform != "linux":
        return None
    library = folder / "disk.so"
    source = Path(__file__).with_name("disk.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl"], check=True)
    return library


def watch(folder: Path, log: Path | None = None) -> None:
    """Rule the files below a folder from now on."""
    _library().disk_watch(str(folder).encode(), str(log).encode() if log else b"")


def fail(change: int, number: int, *, for_ever: bool) -> None:
    """Make a change fail, counted from now: the first is 1, and 0 fails none."""
    _library().disk_fail(ctypes.c_long(change), number, int(for_ever))


def changes() -> int:
    """Count the changes since `fail` was last called."""
    count = _library().disk_changes
    count.restype = ctypes.c_long
    return int(count())


def _library() -> ctypes.CDLL:
    return ctypes.CDLL(None)


@dataclass(frozen=True)
class Change:
    """One change of the disk, as it was written down. `detail` is what was written, or the new name."""

    kind: str
    name: str
    offset: int
    detail: bytes


def changes_in(log: Path) -> Iterator[Change]:
    """Read what was written down."""
    content, place = log.read_bytes(), 0
    while place < len(content):
        kind, name_length, length, offset = _HEAD.unpack_from(content, place)
        place += _HEAD.size
        name = content[place : place + name_length].decode()
        place += name_length
        yield Change(kind.decode(), name, offset, content[place : place + length])
        place += length


class _File:
    """A file of a disk with a cache: what is on the platter, and what was written since, in order."""

    def __init__(self, content: bytes = b"") -> None:
        self.durable = bytearray(content)
        self.pending: list[Change] = []

    def sync(self) -> None:
        for change in self.pending:
            _apply(self.durable, change)
        self.pending.clear()

    def after_cut(self, chance: Random) -> bytes:
        """What a power cut leaves: nothing, some or all of what was not synced, in any order, whole or torn."""
        content, luck = bytearray(self.durable), chance.random()
        if luck < 0.25:
            return bytes(content)
        for change in self.pending:
            fate = chance.random()
            if luck > 0.85 or fate < 0.4:
                _apply(content, change)
            elif fate < 0.7 and change.kind == "w":
                for piece in _sectors(change):
                    if chance.random() < 0.5:
                        _apply(content, piece)
        return bytes(content)


class Disk:
    """A folder that loses its power: replays what was written down, and lays out what a cut would have left.

    Names follow a journalled file system: a file is found once it was synced itself or its folder was; renames and
    removals reach the disk in order, the last ones not necessarily.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        present = {str(path): _File(path.read_bytes()) for path in folder.rglob("*") if path.is_file()}
        self._now: dict[str, _File] = dict(present)
        self._durable: dict[str, _File] = dict(present)
        self._moves: list[Callable[[dict[str, _File]], None]] = []

    def replay(self, change: Change) -> None:
        """Go one change further."""
        if change.kind in "wt":
            self._now.setdefault(change.name, _File()).pending.append(change)
        elif change.kind == "c":
            made = self._now[change.name] = _File()
            self._moves.append(lambda names: names.update({change.name: made}))
        elif change.kind in "rl":
            self._move(change.name, change.detail.decode(), keep=change.kind == "l")
        elif change.kind == "u":
            self._now.pop(change.name, None)
            self._moves.append(lambda names: names.pop(change.name, None) and None)
        elif change.kind == "s":
            self._sync(change.name)

    def lay_out(self, folder: Path, chance: Random) -> None:
        """Write, in a folder, what a cut at this moment would have left."""
        names = dict(self._durable)
        for move in self._moves[: chance.randint(0, len(self._moves))]:
            move(names)
        for name, file in names.items():
            path = folder / Path(name).relative_to(self._folder)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.after_cut(chance))

    def _move(self, former: str, later: str, *, keep: bool) -> None:
        moved = {name: file for name, file in self._now.items() if name == former or name.startswith(f"{former}/")}

        def move(names: dict[str, _File]) -> None:
            for name, file in moved.items():
                if not keep:
                    names.pop(name, None)
                names[later + name.removeprefix(former)] = file

        move(self._now)
        self._moves.append(move)

    def _sync(self, name: str) -> None:
        if name in self._now:
            self._now[name].sync()
            if name not in self._durable or self._durable[name] is not self._now[name]:
                self._settle()
        else:
            self._settle()

    def _settle(self) -> None:
        """Have the names reach the disk."""
        for move in self._moves:
            move(self._durable)
        self._moves.clear()


def _apply(content: bytearray, change: Change) -> None:
    end = change.offset + len(change.detail)
    if change.kind == "t":
        del content[change.offset :]
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    content[change.offset : end] = change.detail


def _sectors(change: Change) -> Sequence[Change]:
    return [
        Change("w", change.name, change.offset + start, change.detail[start : start + SECTOR])
        for start in range(0, len(change.detail), SECTOR)
    ]
