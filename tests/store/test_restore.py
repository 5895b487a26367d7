"""Going back: proved first, nothing overwritten, and it can be taken back."""

import errno
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from caseflow.domain.errors import Refused, StorageTrouble
from caseflow.store import backup, key_file, opening, restore
from caseflow.store.backup import Copy, Reason
from caseflow.store.store import Store
from tests.conftest import FakeClock
from tests.store.conftest import CHEAP, PASSPHRASE, add_person, names

Unlock = Callable[..., Store]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "copies"


@pytest.fixture
def copy(plie: Path, unlock: Unlock, folder: Path) -> Copy:
    """A copy with one person; the store has had a second one since, and is closed."""
    store = unlock(plie)
    add_person(store, 1)
    made = backup.back_up(store, folder, Reason.ASKED)
    add_person(store, 2)
    store.close()
    return made


def test_going_back_brings_the_copy_and_sets_the_present_file_aside(
    plie: Path, copy: Copy, unlock: Unlock, folder: Path, clock: FakeClock
) -> None:
    done = restore.restore(plie, copy, PASSPHRASE, clock, folder)
    assert done.set_aside is not None
    back = unlock(plie)
    assert names(back) == ["Nom1"]
    back.close()
    assert names(unlock(done.set_aside / plie.name)) == ["Nom1", "Nom2"]


def test_going_back_can_be_taken_back(plie: Path, copy: Copy, unlock: Unlock, folder: Path, clock: FakeClock) -> None:
    restore.restore(plie, copy, PASSPHRASE, clock, folder)
    before = next(each for each in restore.choices([folder], plie) if each.manifest.reason is Reason.RESTORE)
    restore.restore(plie, before, PASSPHRASE, clock, folder)
    assert names(unlock(plie)) == ["Nom1", "Nom2"]


@pytest.mark.parametrize("damage", ["flip", "cut", "zeroed header", "garbage", "gone", "keys gone"])
def test_whatever_happened_to_the_file_the_copy_comes_back(
    plie: Path, copy: Copy, unlock: Unlock, folder: Path, clock: FakeClock, damage: str
) -> None:
    whole = plie.read_bytes()
    content = {
        "flip": whole[:5_000] + bytes([whole[5_000] ^ 1]) + whole[5_001:],
        "cut": whole[:6_000],
        "zeroed header": bytes(4096) + whole[4096:],
        "garbage": b"x" * 10_000,
    }.get(damage)
    if content is not None:
        plie.write_bytes(content)
    for path in [plie] if damage == "gone" else key_file.paths_of(plie) if damage == "keys gone" else []:
        path.unlink()
    done = restore.restore(plie, copy, PASSPHRASE, clock, folder)
    assert names(unlock(plie)) == ["Nom1"]
    if content is not None:
        assert done.set_aside is not None
        assert (done.set_aside / plie.name).read_bytes() == content


def test_a_damaged_copy_is_refused_and_the_present_file_stays(
    plie: Path, copy: Copy, unlock: Unlock, folder: Path, clock: FakeClock
) -> None:
    whole = copy.store.read_bytes()
    copy.store.write_bytes(whole[:-10] + bytes([whole[-10] ^ 1]) + whole[-9:])
    with pytest.raises(StorageTrouble):
        restore.restore(plie, copy, PASSPHRASE, clock, folder)
    assert names(unlock(plie)) == ["Nom1", "Nom2"]


def test_a_wrong_passphrase_restores_nothing(
    plie: Path, copy: Copy, unlock: Unlock, folder: Path, clock: FakeClock
) -> None:
    with pytest.raises(Refused):
        restore.restore(plie, copy, "autre", clock, folder)
    assert names(unlock(plie)) == ["Nom1", "Nom2"]


def test_a_store_that_is_open_is_not_replaced(
    plie: Path, copy: Copy, unlock: Unlock, folder: Path, clock: FakeClock
) -> None:
    store = unlock(plie)
    with pytest.raises(Refused):
        restore.restore(plie, copy, PASSPHRASE, clock, folder)
    add_person(store, 3)


def test_the_present_passphrase_opens_an_older_copy_once_restored(
    plie: Path, copy: Copy, unlock: Unlock, folder: Path, clock: FakeClock
) -> None:
    store = unlock(plie)
    opening.change_passphrase(store, PASSPHRASE, "nouvelle", cost=CHEAP)
    store.close()
    restore.restore(plie, copy, "nouvelle", clock, folder)
    assert names(unlock(plie, "nouvelle")) == ["Nom1"]


def test_the_passphrase_of_the_copys_day_opens_it_too(
    plie: Path, copy: Copy, unlock: Unlock, folder: Path, clock: FakeClock
) -> None:
    store = unlock(plie)
    opening.change_passphrase(store, PASSPHRASE, "nouvelle", cost=CHEAP)
    store.close()
    restore.restore(plie, copy, PASSPHRASE, clock, folder)
    assert names(unlock(plie)) == ["Nom1"]


def test_the_recovery_code_restores_too(
    plie: Path, copy: Copy, recovery_code: str, unlock: Unlock, folder: Path, clock: FakeClock
) -> None:
    restore.restore(plie, copy, recovery_code, clock, folder, is_code=True)
    assert names(unlock(plie)) == ["Nom1"]


def test_on_a_new_pc_the_copy_is_enough(copy: Copy, tmp_path: Path, unlock: Unlock, clock: FakeClock) -> None:
    key = tmp_path / "cle"
    shutil.copytree(copy.folder, key / copy.folder.name)
    store = tmp_path / "autre poste" / "plie.caseflow"
    (found,) = restore.choices([key], store)
    assert restore.restore(store, found, PASSPHRASE, clock, tmp_path / "b").set_aside is None
    assert names(unlock(store)) == ["Nom1"]


def test_choices_come_newest_first_from_every_place_without_repeating(
    plie: Path, copy: Copy, unlock: Unlock, folder: Path, tmp_path: Path, clock: FakeClock
) -> None:
    backup.send_to(copy, tmp_path / "cle")
    clock.now += timedelta(hours=1)
    store = unlock(plie)
    newer = backup.back_up(store, folder, Reason.ASKED)
    found = restore.choices([folder, tmp_path / "cle", tmp_path / "nowhere"], plie)
    assert [each.manifest for each in found] == [newer.manifest, copy.manifest]


def test_the_announcement_says_when_and_how_many(copy: Copy) -> None:
    said = restore.announcement(copy)
    assert copy.manifest.made_at.astimezone().strftime("%d/%m/%Y") in said
    assert "1 personne." in said


def test_a_copy_that_cannot_take_its_place_changes_nothing(
    plie: Path, copy: Copy, unlock: Unlock, folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(_part: Path, _path: Path) -> None:
        raise OSError(errno.EIO, "no answer")

    keys_before = [path.read_bytes() for path in key_file.paths_of(plie)]
    monkeypatch.setattr(restore, "put_in_place", refuses)
    with pytest.raises(StorageTrouble):
        restore.restore(plie, copy, PASSPHRASE, clock, folder)
    assert [path.read_bytes() for path in key_file.paths_of(plie)] == keys_before
    assert [path for path in plie.parent.iterdir() if path.is_dir() or path.suffix == ".part"] == []
    assert names(unlock(plie)) == ["Nom1", "Nom2"]


def test_going_back_sets_an_empty_file_aside_as_it_was(plie: Path, copy: Copy, folder: Path, clock: FakeClock) -> None:
    plie.write_bytes(b"")
    done = restore.restore(plie, copy, PASSPHRASE, clock, folder)
    assert done.set_aside is not None
    assert (done.set_aside / plie.name).read_bytes() == b""
