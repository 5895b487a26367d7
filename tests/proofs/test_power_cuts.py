"""The current fails: what was shown as saved is on the disk, and the store is never half written.

A day of work is written down change by change, with its bytes and its syncs (`disk.c`); then the power is cut after any
of them, and what had not been synced reached the disk, did not, or was torn. CI: 500 cuts. Release: 10,000.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from caseflow.domain.errors import CaseFlowError
from caseflow.services.desk import Desk
from caseflow.store import check, database, key_file, keys, opening
from caseflow.store.journal import Author
from caseflow.store.store import Store
from tests.proofs import disk, jobs
from tests.proofs.life import Day, faults, laid_out, losses
from tests.proofs.nursery import Nursery, Tell
from tests.store.conftest import CHEAP, PASSPHRASE

ACTIONS = 14
CHECKPOINT = 24
"""Pages after which the log is written into the file: often, so that cuts fall there as well."""


def day(tell: Tell, path: str, log: str, synchronous: str) -> None:
    """Work on a store whose every write is written down, and put each saved action in a file beside it."""
    store_path = Path(path)
    settings = (each for each in database._SETTINGS if not each.startswith("synchronous"))
    database._SETTINGS = (*settings, f"synchronous={synchronous}", f"wal_autocheckpoint={CHECKPOINT}")
    disk.watch(store_path.parent, Path(log))
    store = jobs.opened(store_path)
    with (store_path.parent / "saved").open("wb", buffering=0) as saved:
        work = Day(Desk(store), 7, lambda action, operations: saved.write(f"{action} {operations}\n".encode()))
        work.work(ACTIONS)
    tell("done")


@dataclass
class Count:
    """What became of a store after many cuts."""

    cuts: int = 0
    lost: int = 0
    damaged: int = 0
    told: list[str] = field(default_factory=list)


def cut_everywhere(before: Path, log: Path, room: Path, cuts: int, chance: Random, *, thorough: int = 1) -> Count:
    """Cut the power at some moments of a day, and open what is left; every so many cuts, verify all of it."""
    key = keys.database_key(keys.unlock(key_file.read(before), PASSPHRASE))
    changes = list(disk.changes_in(log))
    moments = sorted(chance.choices(range(1, len(changes) + 1), k=cuts))
    counted, saved = Count(), dict[str, int]()
    machine, done = disk.Disk(before.parent), 0
    for number, moment in enumerate(moments):
        for change in changes[done:moment]:
            if Path(change.name).name != "saved":
                machine.replay(change)
            elif change.kind == "w":
                action, operations = change.detail.decode().split()
                saved[action] = int(operations)
        done = moment
        folder = room / str(number)
        machine.lay_out(folder, chance)
        _judge(folder / before.name, key, saved, counted, faults if number % thorough == 0 else quick_faults)
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
    return counted


def quick_faults(store: Store, saved: dict[str, int]) -> list[str]:
    """Return what is wrong with the pages of a store, or with the actions that were saved."""
    return [finding.message for finding in check.check_file(store)] or losses(store, saved)


def _judge(
    path: Path, key: bytes, saved: dict[str, int], counted: Count, look: Callable[[Store, dict[str, int]], list[str]]
) -> None:
    counted.cuts += 1
    try:
        store = Store(path, key, Author("Claire Martin", "w"), jobs.wall)
        found = look(store, saved)
        store.close()
    except CaseFlowError as error:
        found = [error.message]
        counted.damaged += 1
    lost = [line for line in found if line.startswith("action")]
    counted.lost += bool(lost)
    counted.damaged += bool(set(found) - set(lost))
    counted.told += found[:1]


@pytest.fixture
def written_down(ruled: Nursery, begun: Path, room: Path) -> Callable[[str], tuple[Path, Path]]:
    """Writes a day down, and returns the store as it was before and the log of the day."""

    def write_down(synchronous: str) -> tuple[Path, Path]:
        path, log = laid_out(begun, room / synchronous), room / f"{synchronous}.log"
        story = ruled.run(day, path, log, synchronous)
        assert not story.error, story.error
        for stale in path.parent.iterdir():
            stale.unlink()
        return laid_out(begun, path.parent), log

    return write_down


def test_a_power_cut_loses_nothing_that_was_shown_as_saved(
    written_down: Callable[[str], tuple[Path, Path]], room: Path, times: Callable[[int, int], int], chance: Random
) -> None:
    before, log = written_down("FULL")
    cuts = times(500, 10_000)
    counted = cut_everywhere(before, log, room, cuts, chance, thorough=times(10, 1))
    assert (counted.cuts, counted.lost, counted.damaged, counted.told[:3]) == (cuts, 0, 0, [])


def test_without_syncs_the_same_cuts_do_lose_work(
    written_down: Callable[[str], tuple[Path, Path]], room: Path, chance: Random
) -> None:
    """The proof above would see a loss: it does where the disk is never asked to keep anything."""
    before, log = written_down("OFF")
    counted = cut_everywhere(before, log, room, 40, chance)
    assert counted.lost + counted.damaged > 20, counted


def passphrases(tell: Tell, path: str, log: str) -> None:
    """Change the passphrase some times, written down."""
    store, former = jobs.opened(path), PASSPHRASE
    disk.watch(Path(path).parent, Path(log))
    with (Path(path).parent / "saved").open("wb", buffering=0) as saved:
        for turn in range(3):
            opening.change_passphrase(store, former, former := f"{PASSPHRASE} {turn}", cost=CHEAP)
            saved.write(former.encode())
    tell("done")


def test_a_power_cut_leaves_the_former_or_the_new_passphrase(
    ruled: Nursery, begun: Path, room: Path, times: Callable[[int, int], int], chance: Random
) -> None:
    path, log = laid_out(begun, room / "store"), room / "log"
    story = ruled.run(passphrases, path, log)
    assert not story.error, story.error
    before = laid_out(begun, room / "store")
    (before.parent / "saved").unlink()
    changes = list(disk.changes_in(log))
    for turn in range(times(40, 400)):
        moment = chance.randint(1, len(changes))
        machine, last = disk.Disk(before.parent), PASSPHRASE
        for change in changes[:moment]:
            machine.replay(change)
            last = change.detail.decode() if Path(change.name).name == "saved" and change.kind == "w" else last
        machine.lay_out(room / str(turn), chance)
        ring = key_file.read(room / str(turn) / before.name)
        assert any(opens(ring, each) for each in {last, *following(last)}), (moment, last)


def following(passphrase: str) -> Iterator[str]:
    """The passphrase that was being made when the power failed."""
    turn = passphrase.removeprefix(PASSPHRASE).strip()
    yield f"{PASSPHRASE} {int(turn) + 1 if turn else 0}"


def opens(ring: keys.KeyRing, passphrase: str) -> bool:
    try:
        return bool(keys.unlock(ring, passphrase))
    except CaseFlowError:
        return False
