"""One process per store, and who holds it."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from caseflow.domain.errors import Refused
from caseflow.store.lock import StoreLock, holder_of
from tests.conftest import FakeClock

HOLD = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from caseflow.store.lock import StoreLock
lock = StoreLock(Path(sys.argv[1]), datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_process_is_told_who_holds_the_store_and_can_open_once_it_is_killed(
    tmp_path: Path, clock: FakeClock
) -> None:
    store = tmp_path / "plie.caseflow"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        holder = holder_of(store)
        assert holder is not None
        with pytest.raises(Refused) as told:
            StoreLock(store, clock())
        assert holder.user in told.value.message
        assert holder.pc in told.value.message
        assert "23/11/2026" in told.value.message
        first.kill()
    StoreLock(store, clock()).release()


def test_a_lock_left_by_a_stopped_pc_is_harmless(tmp_path: Path, clock: FakeClock) -> None:
    store = tmp_path / "plie.caseflow"
    for left in ('{"user": "claire", "pc": "PC-12", "since": "2026-11-20T08:00:00+00:00"}', "garbage", ""):
        store.with_name("plie.cflock").write_text(left, encoding="utf-8")
        StoreLock(store, clock()).release()


def test_letting_go_lets_the_next_in_and_names_nobody(tmp_path: Path, clock: FakeClock) -> None:
    store = tmp_path / "plie.caseflow"
    lock = StoreLock(store, clock())
    with pytest.raises(Refused):
        StoreLock(store, clock())
    lock.release()
    lock.release()
    assert holder_of(store) is None
    StoreLock(store, clock()).release()


def test_a_disk_that_takes_no_name_locks_and_lets_go_all_the_same(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    store = tmp_path / "plie.caseflow"
    monkeypatch.setattr("caseflow.store.lock.os.write", full)
    lock = StoreLock(store, clock())
    with pytest.raises(Refused):
        StoreLock(store, clock())
    monkeypatch.setattr("caseflow.store.lock.os.ftruncate", full)
    lock.release()
    StoreLock(store, clock()).release()
