"""Disks that are full, folders that cannot be written, several starts at once: said in a sentence, work not lost."""

import contextlib
import os
import select
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from caseflow.domain.errors import CaseFlowError, Refused, StorageTrouble
from caseflow.exchange.listings import ListingColumn, write_listing
from caseflow.exchange.workbook_out import workbook_bytes
from caseflow.services.desk import Desk
from caseflow.services.people import PersonDraft
from caseflow.services.people_list import PeopleQuery
from caseflow.store import backup
from caseflow.store.files import write_whole
from tests.proofs import jobs
from tests.proofs.life import TODAY, faults, laid_out
from tests.proofs.nursery import Nursery, Tell

NOBODY = 65534
SMALL = 2 * 1024 * 1024
"""Bytes of the small disk."""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "caseflow-proof", str(folder)]
    if not shutil.which("mount") or subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk is not allowed here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Take every byte that is left."""
    path = folder / "filling"
    with path.open("wb", buffering=0) as file:
        for size in (65536, 4096, 1):
            with contextlib.suppress(OSError):
                while file.write(b"x" * size):
                    pass
    assert shutil.disk_usage(folder).free == 0
    return path


def test_on_a_full_disk_reading_goes_on_and_work_resumes_once_there_is_space(begun: Path, small_disk: Path) -> None:
    path = laid_out(begun, small_disk / "store")
    desk = Desk(jobs.opened(path))
    saved = desk.people.create(PersonDraft(last_name="Avant"))
    filling = fill(small_disk)
    refused = [said for number in range(200) if (said := refusal(partial(add, desk, number)))]
    assert len(refused) > 100
    assert all("plein" in said for said in refused)
    assert saved in desk.people.ids(PeopleQuery(TODAY))
    with pytest.raises(StorageTrouble, match="plein"):
        backup.back_up(desk.store, small_disk / "copies", backup.Reason.ASKED)
    with pytest.raises(StorageTrouble, match="plein"):
        write_listing(small_disk / "people.csv", [ListingColumn("a", "A")], [{"a": "é" * 5000}])
    assert {each.name for each in small_disk.iterdir()} <= {"store", "filling", "copies"}
    filling.unlink()
    assert desk.people.create(PersonDraft(last_name="Après"))
    assert faults(desk.store, {}) == []
    desk.close()


def add(desk: Desk, number: int) -> None:
    desk.people.create(PersonDraft(last_name="Plein", note=f"{number}" * 2000))


def refusal(do: Callable[[], None]) -> str:
    """Do something, and return the sentence of the disk that refuses, or nothing."""
    try:
        do()
    except StorageTrouble as error:
        return error.message
    return ""


def test_a_store_on_a_full_disk_opens_or_says_that_the_disk_is_full(begun: Path, small_disk: Path) -> None:
    path = laid_out(begun, small_disk / "store")
    jobs.opened(path).close()
    filling = fill(small_disk)
    said = refusal(lambda: jobs.opened(path).close())
    assert not said or "plein" in said, "the log may need a page of its own: said, and nothing is lost"
    filling.unlink()
    store = jobs.opened(path)
    assert faults(store, {}) == []
    store.close()


def as_nobody(tell: Tell, path: str, out: str) -> None:
    """Work as somebody who may read everything and write nothing."""
    workbook_bytes(["A"], [])  # what it needs of Python may lie where nobody reads
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    store = jobs.opened(path)
    tell(["read only", store.read_only])
    desk = Desk(store)
    tell(["people", len(desk.people.ids(PeopleQuery(TODAY)))])
    folder = Path(out)
    for name, do in {
        "write": lambda: desk.people.create(PersonDraft(last_name="Refus")),
        "copy": lambda: backup.back_up(store, folder, backup.Reason.ASKED),
        "export": lambda: write_listing(folder / "people.xlsx", [ListingColumn("a", "A")], []),
        "paper": lambda: write_whole(folder / "fiche.pdf", b"%PDF"),
    }.items():
        try:
            do()
        except CaseFlowError as error:
            tell([name, type(error).__name__])
    store.close()


def test_in_a_read_only_folder_the_store_is_consulted_and_nothing_is_written(nursery: Nursery, begun: Path) -> None:
    prefix = Path(sys.prefix)
    if not all(folder.stat().st_mode & 0o001 for folder in (prefix, *prefix.parents)):
        pytest.skip("Python lies in a folder that nobody else may read")
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root may become nobody")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        path = laid_out(begun, folder / "store")
        for each in (path.parent, *path.parent.iterdir()):
            each.chmod(0o755 if each.is_dir() else 0o644)
        before = {each.name: each.read_bytes() for each in path.parent.iterdir()}
        story = nursery.run(as_nobody, path, path.parent)
        assert not story.error, story.error
        told = dict(story.told)
        assert told.pop("people") > 3
        assert told == {
            "read only": True,
            "write": "Refused",
            "copy": "StorageTrouble",
            "export": "StorageTrouble",
            "paper": "StorageTrouble",
        }
        assert {each.name: each.read_bytes() for each in path.parent.iterdir()} == before


def start(tell: Tell, path: str, mark: str) -> None:
    """Open a store as soon as everyone is ready, and stay in it until all have tried."""
    Path(f"{mark}-ready-{os.getpid()}").touch()
    wait_for(mark, "ready")
    try:
        store = jobs.opened(path)
    except Refused as error:
        tell(["refused", error.message])
        Path(f"{mark}-tried-{os.getpid()}").touch()
    else:
        Desk(store).people.create(PersonDraft(last_name="Seul"))
        tell(["open", ""])
        Path(f"{mark}-tried-{os.getpid()}").touch()
        wait_for(mark, "tried")
        store.close()


def wait_for(mark: str, what: str) -> None:
    """Wait until both processes have left their mark."""
    folder, name = Path(mark).parent, Path(mark).name
    while len(list(folder.glob(f"{name}-{what}-*"))) < 2:
        select.select([], [], [], 0.002)


def test_of_two_starts_one_opens_and_the_other_is_told_who_has_it(
    nursery: Nursery, begun: Path, room: Path, times: Callable[[int, int], int]
) -> None:
    path = laid_out(begun, room / "store")
    for turn in range(times(5, 50)):
        mark = room / f"turn{turn}"
        stories = nursery.run_together([(start, (path, mark)), (start, (path, mark))])
        assert [story.error for story in stories] == ["", ""]
        assert sorted(outcome for story in stories for outcome, _said in story.told) == ["open", "refused"]
    jobs.opened(path).close()


def test_a_holder_that_is_killed_leaves_nothing_locked(
    nursery: Nursery, begun: Path, room: Path, times: Callable[[int, int], int]
) -> None:
    path = laid_out(begun, room / "store")
    for turn in range(times(5, 50)):
        assert nursery.run(jobs.work, path, turn, kill_after=0.1).was_killed
        jobs.opened(path).close()
