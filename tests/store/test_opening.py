"""The way in, from the first store to the day when something is wrong: each trouble has its own sentence."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from caseflow.domain.errors import CaseFlowError, Invalid, Refused, StorageTrouble
from caseflow.store import database, key_file, keys, opening
from caseflow.store.store import Store
from tests.conftest import FakeClock
from tests.store.conftest import AUTHOR_NAME, CHEAP, PASSPHRASE, add_person, names

Unlock = Callable[..., Store]
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def test_a_new_store_is_encrypted_and_opens_again_with_its_passphrase(plie: Path, unlock: Unlock) -> None:
    store = unlock(plie)
    add_person(store, 1)
    store.close()
    for path in plie.parent.iterdir():
        content = path.read_bytes()
        assert b"Nom1" not in content
        assert b"SQLite format 3" not in content
    assert names(unlock(plie)) == ["Nom1"]


def test_creating_leaves_four_files_and_no_trace_of_the_work(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "nouveau" / "plie.caseflow"
    opening.create_store(path, PASSPHRASE, AUTHOR_NAME, clock, cost=CHEAP).store.close()
    assert sorted(each.name for each in path.parent.iterdir()) == [
        "plie.caseflow",
        "plie.cfkeys",
        "plie.cfkeys.bak",
        "plie.cflock",
    ]


def test_an_existing_file_is_never_overwritten(plie: Path, clock: FakeClock) -> None:
    before = plie.read_bytes()
    with pytest.raises(Refused, match=r"plie\.caseflow"):
        opening.create_store(plie, "autre", AUTHOR_NAME, clock, cost=CHEAP)
    plie.unlink()
    with pytest.raises(Refused, match=r"plie\.cfkeys"):
        opening.create_store(plie, "autre", AUTHOR_NAME, clock, cost=CHEAP)
    plie.write_bytes(before)
    assert opening.open_store(plie, PASSPHRASE, AUTHOR_NAME, clock).close() is None


def test_a_synchronised_folder_is_refused_before_anything_is_written(tmp_path: Path, clock: FakeClock) -> None:
    with pytest.raises(Refused, match="Dropbox"):
        opening.create_store(tmp_path / "Dropbox" / "plie.caseflow", PASSPHRASE, AUTHOR_NAME, clock, cost=CHEAP)
    assert not (tmp_path / "Dropbox").exists()


def told(path: Path, clock: FakeClock, passphrase: str = PASSPHRASE) -> CaseFlowError:
    with pytest.raises(CaseFlowError) as raised:
        opening.open_store(path, passphrase, AUTHOR_NAME, clock)
    return raised.value


def test_wrong_passphrase_damaged_keys_and_damaged_file_are_three_sentences(plie: Path, clock: FakeClock) -> None:
    wrong = told(plie, clock, "autre")
    whole = plie.read_bytes()
    plie.write_bytes(bytes([whole[20] ^ 1]).join([whole[:20], whole[21:]]))
    damaged_file = told(plie, clock)
    plie.write_bytes(whole)
    for path in key_file.paths_of(plie):
        path.write_bytes(path.read_bytes()[:100])
    damaged_keys = told(plie, clock)
    assert isinstance(wrong, Refused)
    assert isinstance(damaged_file, StorageTrouble)
    assert isinstance(damaged_keys, StorageTrouble)
    assert len({wrong.message, damaged_file.message, damaged_keys.message}) == 3


@pytest.mark.parametrize("size", [0, 1, 4095, 4096, 40_000])
def test_a_truncated_file_is_told_and_left_as_it_is(plie: Path, clock: FakeClock, size: int) -> None:
    cut = plie.read_bytes()[:size]
    plie.write_bytes(cut)
    assert isinstance(told(plie, clock), CaseFlowError)
    assert plie.read_bytes() == cut


def test_keys_of_another_store_are_told(plie: Path, tmp_path: Path, clock: FakeClock) -> None:
    other = opening.create_store(tmp_path / "autre.caseflow", PASSPHRASE, AUTHOR_NAME, clock, cost=CHEAP)
    other.store.close()
    for mine, its in zip(key_file.paths_of(plie), key_file.paths_of(other.store.path), strict=True):
        shutil.copyfile(its, mine)
    assert isinstance(told(plie, clock), StorageTrouble)


def test_a_missing_file_is_named(tmp_path: Path, clock: FakeClock) -> None:
    assert "absent.caseflow" in told(tmp_path / "absent.caseflow", clock).message
    assert list(tmp_path.iterdir()) == []


def test_the_second_window_is_refused_and_a_refusal_lets_go_of_the_store(
    plie: Path, unlock: Unlock, clock: FakeClock
) -> None:
    told(plie, clock, "autre")
    store = unlock(plie)
    assert isinstance(told(plie, clock), Refused)
    store.close()
    unlock(plie)


def test_the_recovery_code_gives_a_new_passphrase_and_a_new_code(
    plie: Path, recovery_code: str, unlock: Unlock, clock: FakeClock
) -> None:
    found = opening.open_with_recovery(plie, recovery_code, "nouvelle phrase", AUTHOR_NAME, clock, cost=CHEAP)
    found.store.close()
    unlock(plie, "nouvelle phrase").close()
    assert isinstance(told(plie, clock), Refused)
    with pytest.raises(Refused):
        opening.check_recovery(plie, recovery_code)
    opening.check_recovery(plie, found.recovery_code)


def test_a_wrong_recovery_code_changes_nothing(plie: Path, unlock: Unlock, clock: FakeClock) -> None:
    for code, error in (("AAAA", Invalid), ("-".join(["ABCD"] * 8), Refused)):
        with pytest.raises(error):
            opening.open_with_recovery(plie, code, "nouvelle", AUTHOR_NAME, clock, cost=CHEAP)
    unlock(plie)


def test_changing_the_passphrase_asks_for_the_former_one(plie: Path, unlock: Unlock, clock: FakeClock) -> None:
    store = unlock(plie)
    with pytest.raises(Refused):
        opening.change_passphrase(store, "autre", "nouvelle", cost=CHEAP)
    opening.change_passphrase(store, PASSPHRASE, "nouvelle", cost=CHEAP)
    store.close()
    assert isinstance(told(plie, clock), Refused)
    unlock(plie, "nouvelle")


def test_a_new_recovery_code_can_be_printed(plie: Path, recovery_code: str, unlock: Unlock) -> None:
    store = unlock(plie)
    code = opening.renew_recovery_code(store, PASSPHRASE)
    opening.check_recovery(plie, code)
    with pytest.raises(Refused):
        opening.check_recovery(plie, recovery_code)


def test_a_training_store_is_encrypted_and_says_what_it_is(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "training.caseflow"
    opening.create_training_store(path, AUTHOR_NAME, clock).close()
    store = opening.open_store(path, opening.TRAINING_PASSPHRASE, AUTHOR_NAME, clock)
    assert store.is_training
    store.close()
    assert not path.read_bytes().startswith(b"SQLite")


def test_a_store_keeps_its_workplace_and_another_has_its_own(
    plie: Path, tmp_path: Path, unlock: Unlock, clock: FakeClock
) -> None:
    first = unlock(plie)
    workplace = first.author.workplace
    assert first.author.name == AUTHOR_NAME
    assert not first.is_training
    first.close()
    assert unlock(plie).author.workplace == workplace
    other = opening.create_training_store(tmp_path / "autre.caseflow", AUTHOR_NAME, clock)
    assert other.author.workplace != workplace
    other.close()


@pytest.fixture
def read_only(plie: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    plie.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    if AS_ROOT:  # whom permissions do not stop
        monkeypatch.setattr(opening, "is_read_only", lambda _path: True)
    yield plie
    plie.parent.chmod(stat.S_IRWXU)


def test_a_read_only_folder_is_opened_for_consultation(read_only: Path, unlock: Unlock) -> None:
    before = sorted(path.name for path in read_only.parent.iterdir())
    store = unlock(read_only)
    assert store.read_only
    assert names(store) == []
    with pytest.raises(Refused):
        add_person(store, 1)
    with pytest.raises(Refused):
        opening.change_passphrase(store, PASSPHRASE, "nouvelle", cost=CHEAP)
    assert sorted(path.name for path in read_only.parent.iterdir()) == before


def test_looking_into_a_backup_does_not_change_a_byte_of_it(plie: Path, clock: FakeClock) -> None:
    before = {path.name: path.read_bytes() for path in plie.parent.iterdir()}
    store = opening.consult_store(plie, PASSPHRASE, AUTHOR_NAME, clock)
    assert names(store) == []
    store.close()
    assert {path.name: path.read_bytes() for path in plie.parent.iterdir()} == before


def test_consultation_never_hides_changes_that_are_still_in_the_log(read_only: Path, clock: FakeClock) -> None:
    read_only.parent.chmod(stat.S_IRWXU)
    read_only.with_name(read_only.name + "-wal").write_bytes(b"frames")
    assert isinstance(told(read_only, clock), StorageTrouble)


def test_a_store_is_never_opened_without_encryption(
    plie: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    assert isinstance(told(plie, clock), Refused)
    import sqlite3

    class Plain:
        """The standard library's SQLite, which takes a key and encrypts nothing."""

        def __getattr__(self, name: str) -> object:
            return getattr(sqlite3, name)

    monkeypatch.setattr(database, "sqlcipher", Plain)
    assert isinstance(told(plie, clock), CaseFlowError)


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from caseflow.domain.person import Person
from caseflow.store import keys, opening
keys.FLOOR = keys.Cost(64, 1, 1)
store = opening.open_store(Path(sys.argv[1]), sys.argv[2], "Claire", lambda: datetime(2026, 11, 23, 9, tzinfo=UTC))
for number in range(1_000_000):
    with store.writing("Nouvelle personne") as writing:
        writing.add(Person(last_name=f"Nom{number}", file_number=f"B-{number:06d}"))
    print(number, flush=True)
"""


def test_what_was_said_to_be_saved_is_there_after_the_process_is_killed(plie: Path, unlock: Unlock) -> None:
    command = [sys.executable, "-c", KILLED, str(plie), PASSPHRASE]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        saved = [int(process.stdout.readline()) for _number in range(20)]
        process.kill()
        saved += [int(line) for line in process.stdout.read().splitlines() if line.isdigit()]
    assert set(names(unlock(plie))) >= {f"Nom{number}" for number in saved}


def test_opening_a_store_of_the_present_version_does_not_import_alembic(plie: Path) -> None:
    script = KILLED.split("for number", maxsplit=1)[0] + "\nstore.close()\nassert 'alembic' not in sys.modules\n"
    subprocess.run([sys.executable, "-c", script, str(plie), PASSPHRASE], check=True)


def test_keys_are_mended_when_a_store_is_opened(plie: Path, unlock: Unlock) -> None:
    first, second = key_file.paths_of(plie)
    first.write_bytes(b"")
    unlock(plie)
    assert first.read_bytes() == second.read_bytes() == key_file.as_bytes(key_file.read(plie))


def test_a_cost_chosen_by_the_pc_is_used_when_none_is_asked(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "plie.caseflow"
    opening.create_store(path, PASSPHRASE, AUTHOR_NAME, clock).store.close()
    slot = next(slot for slot in key_file.read(path).slots if slot.kind is keys.SlotKind.PASSPHRASE)
    assert slot.cost == CHEAP


def test_a_store_left_half_made_is_cleared_and_made_again(tmp_path: Path, clock: FakeClock, unlock: Unlock) -> None:
    path = tmp_path / "neuf" / "plie.caseflow"
    path.parent.mkdir()
    for left in (path.with_name("plie.caseflow.part"), *key_file.paths_of(path)):
        left.write_bytes(b"half")
    opening.create_store(path, PASSPHRASE, AUTHOR_NAME, clock, cost=CHEAP).store.close()
    unlock(path).close()
    assert not path.with_name("plie.caseflow.part").exists()


def test_keys_without_their_store_are_never_removed(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "plie.caseflow"
    for left in key_file.paths_of(path):
        left.write_bytes(b"keys of a lost store")
    with pytest.raises(Refused):
        opening.create_store(path, PASSPHRASE, AUTHOR_NAME, clock, cost=CHEAP)
    assert [left.read_bytes() for left in key_file.paths_of(path)] == [b"keys of a lost store"] * 2
