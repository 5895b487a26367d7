"""The file of keys: two copies, either enough, damage told from a wrong passphrase."""

from pathlib import Path

import pytest

from caseflow.domain.errors import Refused, StorageTrouble
from caseflow.store import key_file, keys

CHEAP = keys.Cost(64, 1, 1)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "plie.caseflow"
    key_file.write(path, keys.make_keys("secret", CHEAP).ring)
    return path


def test_keys_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    ring = keys.make_keys("secret", CHEAP).ring
    key_file.write(tmp_path / "plie.caseflow", ring)
    assert key_file.read(tmp_path / "plie.caseflow") == ring
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plie.cfkeys", "plie.cfkeys.bak"]


@pytest.mark.parametrize("lost", [0, 1])
def test_either_copy_is_enough_and_the_other_is_mended(store: Path, lost: int) -> None:
    ring = key_file.read(store)
    for damage in (b"", b"{}", key_file.as_bytes(ring)[:-30], key_file.as_bytes(ring).replace(b"wrapped", b"wrappex")):
        key_file.paths_of(store)[lost].write_bytes(damage)
        assert key_file.read(store) == ring
        key_file.heal(store, ring)
        assert all(path.read_bytes() == key_file.as_bytes(ring) for path in key_file.paths_of(store))


def test_every_flipped_byte_of_a_copy_is_noticed(store: Path) -> None:
    path = key_file.paths_of(store)[0]
    ring, whole = key_file.read(store), path.read_bytes()
    for position in range(0, len(whole), 37):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        try:
            assert key_file.read_copy(path) in {None, ring}
        except Refused:
            pytest.fail("damage was taken for a later version")


def test_two_damaged_copies_are_not_a_wrong_passphrase(store: Path) -> None:
    for path in key_file.paths_of(store):
        path.write_bytes(b"x")
    with pytest.raises(StorageTrouble, match="passe"):
        key_file.read(store)


def test_missing_keys_are_named(store: Path) -> None:
    for path in key_file.paths_of(store):
        path.unlink()
    with pytest.raises(StorageTrouble, match=r"plie\.cfkeys"):
        key_file.read(store)


def test_keys_of_a_later_version_are_refused_politely(store: Path) -> None:
    ring = key_file.read(store)
    later = key_file.as_bytes(keys.KeyRing(ring.vault_id, 1, ring.slots, format="caseflow-keys/2"))
    for path in key_file.paths_of(store):
        path.write_bytes(later)
    with pytest.raises(Refused):
        key_file.read(store)


def test_a_full_disk_leaves_the_former_keys(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = key_file.read(store)

    def no_space(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_space)
    with pytest.raises(StorageTrouble):
        key_file.write(store, keys.make_keys("autre", CHEAP).ring)
    assert key_file.read(store) == before
    assert sorted(path.name for path in store.parent.iterdir()) == ["plie.cfkeys", "plie.cfkeys.bak"]
