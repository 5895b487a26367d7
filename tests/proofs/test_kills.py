"""The PC stops in the middle of anything: what was shown as saved is there, and nothing is there by half.

Each kill is a SIGKILL at a random moment of a process that works through the services, as the window does. CI: 100 in
all. Release: 1,000.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from caseflow.domain.errors import CaseFlowError
from caseflow.store import backup, opening, restore, upgrade
from caseflow.store.store import Store
from tests.proofs import jobs
from tests.proofs.life import content, faults, laid_out
from tests.proofs.nursery import Nursery
from tests.store import kept_store
from tests.store.conftest import AUTHOR_NAME, CHEAP, PASSPHRASE

Times = Callable[[int, int], int]
KEPT = Path(__file__).parent.parent / "data" / "stores"
LIVES = 8
"""Kills that one store goes through before another one begins."""


def whole(path: Path, saved: dict[str, int], passphrase: str = PASSPHRASE) -> Store:
    """Open a store again and assert that nothing is wrong with it."""
    store = jobs.opened(path, passphrase)
    assert faults(store, saved) == []
    return store


def test_nothing_shown_as_saved_is_lost_and_nothing_is_half_done(
    nursery: Nursery, begun: Path, room: Path, times: Times, chance: Random
) -> None:
    saved: dict[str, int] = {}
    kills = in_the_middle = 0
    path = begun
    while kills < times(56, 600):
        if kills % LIVES == 0:
            path, saved = laid_out(begun, room / str(kills)), {}
        is_at_work = kills % 4 > 0  # else it may be opening
        story = nursery.run(jobs.work, path, kills, kill_after=chance.uniform(0.0, 0.2), once_told=is_at_work)
        assert story.was_killed, story.error
        saved |= dict(story.told)
        in_the_middle += bool(story.told)
        kills += 1
        whole(path, saved).close()
    assert in_the_middle >= kills / 2


def test_a_copy_being_made_is_finished_or_is_no_copy(
    nursery: Nursery, begun: Path, room: Path, times: Times, chance: Random
) -> None:
    path, copies = laid_out(begun, room / "store"), room / "copies"
    told: set[str] = set()
    for kill in range(times(12, 120)):
        story = nursery.run(jobs.back_up, path, copies, kill, kill_after=chance.uniform(0.0, 0.4))
        assert story.was_killed, story.error
        told |= set(story.told)
        found = backup.copies(copies)
        assert all(backup.is_whole(copy) for copy in found)
        assert told - {copy.folder.name for copy in found} == set()
        store = whole(path, {})
        if found:
            whole(restored(found[0], room / "elsewhere"), {}).close()
        store.close()


def restored(copy: backup.Copy, folder: Path) -> Path:
    """Put a copy where no store was."""
    shutil.rmtree(folder, ignore_errors=True)
    path = folder / copy.manifest.name
    restore.restore(path, copy, PASSPHRASE, jobs.wall, folder / "copies")
    return path


def test_a_way_back_that_is_cut_leaves_the_former_store_or_the_copy(
    nursery: Nursery, begun: Path, room: Path, times: Times, chance: Random
) -> None:
    path, copies = laid_out(begun, room / "store"), room / "copies"
    store = jobs.opened(path)
    older = content(store)
    backup.back_up(store, copies, backup.Reason.ASKED)
    store.close()
    saved = nursery.run(jobs.work, path, 1, kill_after=0.5).told
    store = whole(path, dict(saved))
    newer = content(store)
    backup.back_up(store, copies, backup.Reason.ASKED)
    store.close()
    for _kill in range(times(12, 120)):
        story = nursery.run(jobs.go_back, path, copies, kill_after=chance.uniform(0.0, 0.4))
        assert story.was_killed, story.error
        store = whole(path, {})
        assert content(store) in (older, newer)
        store.close()
        clear_away(path, copies)


def clear_away(path: Path, copies: Path) -> None:
    """Remove what each way back sets aside, so that the next ones are as fast."""
    for folder in path.parent.iterdir():
        if folder.is_dir():
            shutil.rmtree(folder)
    for copy in backup.copies(copies):
        if copy.manifest.reason is backup.Reason.RESTORE:
            shutil.rmtree(copy.folder)


def test_a_passphrase_is_the_former_or_the_new_one(
    nursery: Nursery, begun: Path, room: Path, times: Times, chance: Random
) -> None:
    code = begun.with_name("code.txt").read_text(encoding="utf-8")
    for kill in range(times(6, 60)):
        path = laid_out(begun, room / str(kill))
        story = nursery.run(jobs.change_passphrase, path, kill, kill_after=chance.uniform(0.0, 0.15))
        assert story.was_killed, story.error
        last = story.told[-1] if story.told else PASSPHRASE
        following = f"{PASSPHRASE} {kill} {len(story.told)}"
        whole(path, {}, next(each for each in (last, following) if opens(path, each))).close()
        opening.check_recovery(path, code)


def opens(path: Path, passphrase: str) -> bool:
    try:
        jobs.opened(path, passphrase).close()
    except CaseFlowError:
        return False
    return True


def test_a_store_being_made_is_whole_or_not_there(nursery: Nursery, room: Path, times: Times, chance: Random) -> None:
    for kill in range(times(6, 60)):
        folder = room / str(kill)
        story = nursery.run(jobs.create, folder, kill_after=chance.uniform(0.0, 0.5))
        assert story.was_killed, story.error
        made = {path.name for path in folder.glob("*.caseflow")} if folder.exists() else set()
        assert set(story.told) <= made
        for name in made:
            whole(folder / name, {}).close()
        following = folder / f"plie{len(story.told)}.caseflow"
        if not following.exists():
            opening.create_store(following, PASSPHRASE, AUTHOR_NAME, jobs.wall, cost=CHEAP).store.close()


def test_an_upgrade_that_is_cut_begins_again_and_loses_nothing(
    nursery: Nursery,
    begun: Path,
    room: Path,
    home: Path,
    times: Times,
    chance: Random,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    migrations = later_migrations(room)
    store = jobs.opened(laid_out(begun, room / "before"))
    before = content(store)
    store.close()
    monkeypatch.setattr(upgrade, "MIGRATIONS", migrations)
    monkeypatch.setattr(upgrade, "VERSIONS", (*upgrade.VERSIONS, "later"))
    monkeypatch.setattr(upgrade, "PRESENT", "later")
    finished = 0
    for kill in range(times(10, 100)):
        path = laid_out(begun, room / str(kill))
        story = nursery.run(jobs.bring_up_to_date, path, migrations, home, kill_after=chance.uniform(0.0, 0.2))
        assert not story.error, story.error
        finished += bool(story.told)
        store = whole(path, {})
        assert content(store) == before
        store.close()
        shutil.rmtree(path.parent)
    assert finished < times(10, 100)


@pytest.mark.parametrize("version", sorted(each.name for each in KEPT.iterdir()))
def test_a_store_of_each_released_version_survives_a_cut_while_it_is_brought_to_this_one(
    nursery: Nursery, room: Path, home: Path, times: Times, chance: Random, version: str
) -> None:
    reference = laid_out(KEPT / version / kept_store.NAME, room / "reference")
    store = jobs.opened(reference, kept_store.PASSPHRASE)
    expected = content(store)
    store.close()
    for kill in range(times(2, 50)):
        path = laid_out(KEPT / version / kept_store.NAME, room / str(kill))
        arguments = (path, kept_store.PASSPHRASE, home)
        story = nursery.run(jobs.open_kept, *arguments, kill_after=chance.uniform(0.1, 0.8))
        assert not story.error, story.error
        store = whole(path, {}, kept_store.PASSPHRASE)
        assert content(store) == expected
        store.close()
        shutil.rmtree(path.parent)


def later_migrations(room: Path) -> Path:
    """Make the migrations of a CaseFlow that is one version further."""
    folder = room / "migrations"
    shutil.copytree(upgrade.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    text = jobs.LATER.format(former=upgrade.PRESENT)
    (folder / "versions" / "later_version.py").write_text(text, encoding="utf-8")
    return folder
