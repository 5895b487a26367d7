"""The disk is full, dies or turns read-only at any moment: one sentence, nothing half done, and work goes on after.

Each change of the disk (a file made, a write, a truncation, a sync, a rename, a folder made) fails in its turn, once or
from then on, half of what was to be written getting through. CI: a sample of the points. Release: every one of them.
"""

import errno
import shutil
from collections.abc import Callable
from itertools import product
from pathlib import Path
from random import Random

import pytest

from tests.proofs import failing
from tests.proofs.life import laid_out
from tests.proofs.nursery import Nursery, Story
from tests.proofs.test_kills import later_migrations

ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS)
POINTS = {
    "working": 14,
    "keys": 10,
    "copies": 12,
    "going back": 10,
    "creating": 8,
    "upgrading": 8,
    "exports": 12,
    "forms": 3,
}
"""How many points of each scene fail in CI; all do before a release."""


@pytest.mark.parametrize("scene", POINTS)
def test_a_disk_that_fails_is_told_and_leaves_nothing_half_done(
    ruled: Nursery, begun: Path, room: Path, times: Callable[[int, int], int], chance: Random, scene: str
) -> None:
    later_migrations(room)

    def attempt(point: int, number: int, *, for_ever: bool) -> Story:
        folder = laid_out(begun, room / "attempt").parent
        story = ruled.run(failing.attempt, scene, folder, point, number, for_ever)
        shutil.rmtree(folder)
        assert not story.error, f"change {point}, {errno.errorcode[number]}, for ever {for_ever}\n{story.error}"
        return story

    calm = attempt(0, errno.EIO, for_ever=False)
    assert all(outcome == "done" for name, outcome, _said in calm.told if name != "changes"), calm.told
    (changes,) = (count for name, count, _said in calm.told if name == "changes")
    points = list(product(range(1, changes + 1), ERRORS, (False, True)))
    chosen = chance.sample(points, times(min(POINTS[scene], len(points)), len(points)))
    refusals = 0
    for point, number, for_ever in chosen:
        told = attempt(point, number, for_ever=for_ever).told
        sentences = [(outcome, said) for name, outcome, said in told if outcome != "done" and name != "changes"]
        refusals += bool(sentences)
        assert all(outcome == "StorageTrouble" for outcome, _said in sentences), told
        assert all(said.endswith(".") and "Errno" not in said for _outcome, said in sentences), told
    assert refusals, "nothing ever failed: the disk was not ruled"
