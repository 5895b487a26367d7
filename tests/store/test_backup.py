"""Copies are whole, checked, kept long enough and never half-made."""

import json
import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseflow.domain.errors import StorageTrouble
from caseflow.store import backup, key_file, opening
from caseflow.store.backup import Reason, to_keep
from caseflow.store.store import Store
from tests.conftest import FakeClock
from tests.store.conftest import AUTHOR_NAME, PASSPHRASE, add_person, names

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def store(plie: Path, unlock: Callable[..., Store]) -> Store:
    opened = unlock(plie)
    add_person(opened, 1)
    return opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "copies"


def test_a_copy_opens_with_the_passphrase_and_equals_its_manifest(store: Store, folder: Path, clock: FakeClock) -> None:
    copy = backup.back_up(store, folder, Reason.ASKED)
    add_person(store, 2)
    assert copy.manifest.counts["person"] == 1
    assert copy.manifest.size == copy.store.stat().st_size
    assert backup.is_whole(copy)
    assert backup.copies(folder) == (copy,)
    opened = opening.open_store(copy.store, PASSPHRASE, AUTHOR_NAME, clock)
    assert names(opened) == ["Nom1"]
    opened.close()


def test_a_copy_is_encrypted_and_its_manifest_names_nobody(store: Store, folder: Path) -> None:
    copy = backup.back_up(store, folder, Reason.ASKED)
    for path in copy.folder.iterdir():
        assert b"Nom1" not in path.read_bytes()
    assert sorted(path.name for path in copy.folder.iterdir()) == [
        "manifest.json",
        "plie.caseflow",
        "plie.cfkeys",
        "plie.cfkeys.bak",
    ]
    assert AUTHOR_NAME not in (copy.folder / "manifest.json").read_text(encoding="utf-8")


def test_work_goes_on_while_a_copy_is_made_and_the_copy_is_of_one_moment(store: Store, folder: Path) -> None:
    def meanwhile(done: int, total: int) -> None:
        assert 0 <= done <= total
        if not meanwhile_done:
            meanwhile_done.append(threading.Thread(target=add_person, args=(store, 2)))
            meanwhile_done[0].start()
            meanwhile_done[0].join()

    meanwhile_done: list[threading.Thread] = []
    copy = backup.back_up(store, folder, Reason.ASKED, progress=meanwhile)
    assert names(store) == ["Nom1", "Nom2"]
    assert copy.manifest.counts["person"] == 1


def test_a_copy_that_is_stopped_leaves_nothing(store: Store, folder: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backup.back_up(store, folder, Reason.ASKED, progress=stop)
    assert list(folder.iterdir()) == []


def test_a_full_disk_leaves_no_half_copy_and_one_sentence(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_space(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_space)
    with pytest.raises(StorageTrouble, match="plein"):
        backup.back_up(store, folder, Reason.ASKED)
    assert list(folder.iterdir()) == []
    assert names(store) == ["Nom1"]


def test_half_made_damaged_and_foreign_folders_are_no_copies(store: Store, folder: Path) -> None:
    good, cut, forged, odd = (backup.back_up(store, folder, Reason.ASKED) for _number in range(4))
    half = folder / "plie-20261123T080000Z.part"
    half.mkdir()
    long_ago = (NOW - timedelta(days=2)).timestamp()
    os.utime(half, (long_ago, long_ago))
    under_way = folder / "plie-20261123T085900Z.part"
    under_way.mkdir()
    cut.store.write_bytes(cut.store.read_bytes()[:-1])
    (forged.folder / "manifest.json").write_text("{", encoding="utf-8")
    values = json.loads((odd.folder / "manifest.json").read_bytes())
    (odd.folder / "manifest.json").write_text(json.dumps(values | {"name": "../plie.caseflow"}), encoding="utf-8")
    (folder / "notes").mkdir()
    assert backup.copies(folder) == (good,)
    assert backup.copies(folder / "nowhere") == ()
    backup.thin(folder, good.manifest.vault_id, NOW)
    assert not half.exists()
    assert under_way.exists()
    assert cut.folder.exists()  # whoever mends it may want it


def test_a_flipped_bit_in_a_copy_is_noticed(store: Store, folder: Path) -> None:
    copy = backup.back_up(store, folder, Reason.ASKED)
    whole = copy.store.read_bytes()
    for position in (0, 5_000, len(whole) // 2, len(whole) - 1):
        copy.store.write_bytes(whole[:position] + bytes([whole[position] ^ 4]) + whole[position + 1 :])
        assert not backup.is_whole(copy)


@pytest.mark.parametrize("page", range(3, 80, 7))
def test_a_damaged_page_is_found_when_it_is_copied(
    store: Store, folder: Path, plie: Path, unlock: Callable[..., Store], page: int
) -> None:
    store.close()
    whole = bytearray(plie.read_bytes())
    whole[page * 4096 + 100] ^= 1
    plie.write_bytes(bytes(whole))
    with pytest.raises(StorageTrouble):
        backup.back_up(unlock(plie), folder, Reason.ASKED)
    assert not folder.exists() or list(folder.iterdir()) == []


def test_a_copy_is_due_after_a_change_at_start_and_every_four_hours_of_use(
    store: Store, folder: Path, clock: FakeClock
) -> None:
    assert backup.back_up_if_due(store, folder, Reason.START) is not None
    assert backup.back_up_if_due(store, folder, Reason.START) is None
    clock.now += timedelta(hours=5)
    assert backup.back_up_if_due(store, folder) is None  # nothing changed
    add_person(store, 2)
    assert backup.back_up_if_due(store, folder) is not None
    add_person(store, 3)
    assert backup.back_up_if_due(store, folder) is None  # too soon
    assert backup.back_up_if_due(store, folder, Reason.START) is not None
    add_person(store, 4)
    clock.now += timedelta(hours=3, minutes=59)
    assert backup.back_up_if_due(store, folder) is None
    clock.now += timedelta(minutes=1)
    assert backup.back_up_if_due(store, folder) is not None


def test_a_copy_dated_in_the_future_does_not_stand_for_today(store: Store, folder: Path, clock: FakeClock) -> None:
    clock.now += timedelta(days=400)
    ahead = backup.back_up(store, folder, Reason.START)
    clock.now -= timedelta(days=400)
    assert backup.back_up_if_due(store, folder, Reason.START) is not None
    assert ahead in backup.copies(folder)


def test_a_second_place_gets_the_same_copy_and_a_reminder_comes_after_seven_days(
    store: Store, folder: Path, tmp_path: Path, clock: FakeClock
) -> None:
    key, vault = tmp_path / "cle", key_file.read(store.path).vault_id
    assert backup.needs_second_copy(None, vault, clock())
    assert backup.needs_second_copy(key, vault, clock())
    sent = backup.send_to(backup.back_up(store, folder, Reason.ASKED), key)
    assert backup.is_whole(sent)
    assert backup.copies(key, vault) == (sent,)
    assert not backup.needs_second_copy(key, vault, clock() + timedelta(days=6))
    assert backup.needs_second_copy(key, vault, clock() + timedelta(days=8))


def test_a_second_place_that_loses_bytes_is_not_believed(
    store: Store, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backup.back_up(store, folder, Reason.ASKED)
    copy.store.write_bytes(copy.store.read_bytes()[:-1] + b"x")
    with pytest.raises(StorageTrouble):
        backup.send_to(copy, tmp_path / "cle")
    assert list((tmp_path / "cle").iterdir()) == []


def test_copies_of_another_store_are_left_alone(store: Store, folder: Path, tmp_path: Path, clock: FakeClock) -> None:
    other = opening.create_training_store(tmp_path / "autre.caseflow", AUTHOR_NAME, clock)
    theirs = backup.back_up(other, folder, Reason.ASKED)
    other.close()
    clock.now += timedelta(days=2_000)
    ours = backup.back_up(store, folder, Reason.ASKED)
    assert {copy.folder for copy in backup.copies(folder)} == {theirs.folder, ours.folder}
    assert backup.copies(folder, ours.manifest.vault_id) == (ours,)


def test_three_years_of_copies_are_thinned_to_what_is_promised() -> None:
    every = [NOW - timedelta(hours=4 * number) for number in range(6 * 365 * 3)]
    kept = sorted(to_keep(every, NOW), reverse=True)
    ages = [(NOW - moment).days for moment in kept]
    assert sum(NOW - moment < timedelta(hours=48) for moment in kept) == 12
    assert {moment.date() for moment in kept} >= {(NOW - timedelta(days=day)).date() for day in range(14)}
    assert len({moment.strftime("%G-%V") for moment in kept}) >= 8
    assert {moment.strftime("%Y-%m") for moment in kept} == {f"2026-{month:02d}" for month in range(6, 12)}
    assert max(ages) < 185
    assert len(kept) < 12 + 14 + 8 + 6


def test_months_without_work_do_not_use_up_the_copies() -> None:
    old = [NOW - timedelta(days=400 + day) for day in range(5)]
    assert to_keep(old, NOW) == set(old)


def test_days_are_the_same_whatever_the_time_zone() -> None:
    every = [NOW - timedelta(hours=7 * number) for number in range(400)]
    east = [moment.astimezone(datetime.now().astimezone().tzinfo) for moment in every]
    assert to_keep(every, NOW) == to_keep(east, NOW)


@given(
    st.lists(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=2_000)), min_size=1, max_size=80),
    st.lists(st.timedeltas(min_value=timedelta(minutes=1), max_value=timedelta(days=900)), max_size=5),
)
@settings(deadline=None, max_examples=60)
def test_the_last_copy_is_kept_thinning_twice_changes_nothing_and_the_future_counts_for_nothing(
    ages: list[timedelta], ahead: list[timedelta]
) -> None:
    past, future = [NOW - age for age in ages], [NOW + lead for lead in ahead]
    kept = to_keep(past, NOW)
    assert max(past) in kept
    assert to_keep(kept, NOW) == kept
    assert to_keep([*past, *future], NOW) == kept | set(future)
