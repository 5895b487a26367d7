"""The file is damaged: always found before anything is built on it, and the newest good copy brings the work back.

A bit flipped anywhere, a file cut short, a beginning blanked out. Detection is what the window does by itself: opening,
and the copy that it makes at its start; `check` agrees. CI: 30, 10 and 3 damages. Release: 300, 100 and 20.
"""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from caseflow import commands
from caseflow.domain.errors import StorageTrouble
from caseflow.i18n import current
from caseflow.services.desk import Desk
from caseflow.services.people import PersonDraft
from caseflow.store import backup, check, opening, restore
from tests.proofs import jobs
from tests.proofs.life import content, laid_out
from tests.store.conftest import AUTHOR_NAME, PASSPHRASE

EARLIER = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
NEWEST = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
Content = dict[str, list[dict[str, object]]]


@pytest.fixture
def kept(begun: Path, room: Path) -> tuple[Path, Path, Content]:
    """A store, its two copies, and what the newest one holds."""
    path, folder = laid_out(begun, room / "store"), room / "copies"
    for day in (EARLIER, NEWEST):
        store = opening.open_store(path, PASSPHRASE, AUTHOR_NAME, lambda day=day: day)
        Desk(store).people.create(PersonDraft(last_name="Jour"))
        backup.back_up(store, folder, backup.Reason.ASKED)
        held = content(store)
        store.close()
    store = jobs.opened(path)
    Desk(store).people.create(PersonDraft(last_name="Depuis"))
    store.close()
    return path, folder, held


def damages(whole: bytes, chance: Random, flips: int, cuts: int, blanks: int) -> Iterator[tuple[str, bytes]]:
    """Yield a file damaged in each of the ways."""
    for _number in range(flips):
        place, bit = chance.randrange(len(whole)), chance.randrange(8)
        yield f"bit {bit} of byte {place}", whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :]
    for _number in range(cuts):
        length = chance.choice((chance.randrange(len(whole)), chance.randrange(len(whole) // 4096) * 4096))
        yield f"cut at {length}", whole[:length]
    for _number in range(blanks):
        length = chance.choice((16, 100, 512, 1024, 4096, chance.randrange(1, 8192)))
        yield f"{length} bytes blank", bytes(length) + whole[length:]


def is_found(path: Path, copies: Path) -> bool:
    """Do what the window does when it starts: open, then copy. A damage must stop one of them with a sentence."""
    try:
        store = jobs.opened(path)
    except StorageTrouble:
        return True
    try:
        backup.back_up(store, copies, backup.Reason.START)
    except StorageTrouble:
        assert any(finding.area is check.Area.FILE and finding.is_serious for finding in check.check(store))
        return True
    finally:
        store.close()
    return False


def test_every_damage_is_found_and_the_newest_copy_brings_the_work_back(
    kept: tuple[Path, Path, Content], times: Callable[[int, int], int], chance: Random
) -> None:
    path, folder, held = kept
    whole = path.read_bytes()
    for what, damaged in damages(whole, chance, times(30, 300), times(10, 100), times(3, 20)):
        path.write_bytes(damaged)
        assert is_found(path, folder), what
        assert len(backup.copies(folder)) == 2, "a damaged file was copied"
        newest = restore.choices([folder], path)[0]
        assert "20/11/2026" in restore.announcement(newest)
        done = restore.restore(path, newest, PASSPHRASE, jobs.wall, folder)
        store = jobs.opened(path)
        assert content(store) == held
        store.close()
        assert done.set_aside is not None
        assert (done.set_aside / path.name).read_bytes() == damaged, "the damaged file is kept as it was"
        shutil.rmtree(done.set_aside)


def test_a_damaged_copy_is_never_put_back_and_the_one_before_is(
    kept: tuple[Path, Path, Content], times: Callable[[int, int], int], chance: Random
) -> None:
    path, folder, _held = kept
    newest, earlier = restore.choices([folder], path)
    whole, present = newest.store.read_bytes(), path.read_bytes()
    for what, damaged in damages(whole, chance, times(5, 50), times(3, 20), times(2, 5)):
        newest.store.write_bytes(damaged)
        with pytest.raises(StorageTrouble):
            restore.restore(path, newest, PASSPHRASE, jobs.wall, folder)
        assert path.read_bytes() == present, what
    restore.restore(path, earlier, PASSPHRASE, jobs.wall, folder)
    jobs.opened(path).close()


def test_the_command_says_which_day_the_work_is_back_to(
    kept: tuple[Path, Path, Content], room: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, folder, _held = kept
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    secret = room / "secret"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    shutil.copytree(folder, backup.default_folder())
    given = ["--store", str(path), "--passphrase-file", str(secret)]
    assert commands.main(["check", *given]) == 1
    assert "abîmé" in capsys.readouterr().err
    assert commands.main(["restore", *given]) == 0
    assert current().moment(NEWEST.astimezone()) in capsys.readouterr().out
    assert commands.main(["check", *given]) == 0
