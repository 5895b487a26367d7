"""Collections are made from the window's thread alone, and never in the middle of long work."""

import gc
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from caseflow.ui import collecting
from caseflow.ui.collecting import collect_due, collect_from, collections_put_off
from caseflow.ui.tasks import Tasks


@pytest.fixture(autouse=True)
def nothing_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forgets work of earlier tests that never ended."""
    monkeypatch.setattr(collecting, "_under_way", [0])


class _Loop:
    """An object that nothing but a collection frees, and that tells from where."""

    def __init__(self, freed: list[int]) -> None:
        self._itself = self
        self._freed = freed

    def __del__(self) -> None:
        self._freed.append(threading.get_ident())


@pytest.fixture
def litter() -> Callable[[list[int]], None]:
    """Leaves more dead loops than a collection waits for."""

    def leave(freed: list[int]) -> None:
        for _each in range(gc.get_threshold()[0] + 1000):
            _Loop(freed)

    return leave


def test_loops_left_by_the_background_are_freed_in_the_window_s_thread(
    qtbot: QtBot, litter: Callable[[list[int]], None]
) -> None:
    owner, tasks = QObject(), Tasks()
    freed: list[int] = []
    gc.enable()  # as a program begins
    collect_from(owner)
    tasks.run(owner, lambda: litter(freed), lambda _nothing: None)
    qtbot.waitUntil(lambda: bool(freed))
    assert set(freed) == {threading.get_ident()}
    tasks.close()


def test_collections_wait_for_the_last_work_to_end(litter: Callable[[list[int]], None]) -> None:
    freed: list[int] = []
    with collections_put_off():
        with collections_put_off():
            litter(freed)
        collect_due()
        assert not freed


def test_work_that_fails_gives_collections_back(litter: Callable[[list[int]], None]) -> None:
    freed: list[int] = []
    with pytest.raises(ValueError, match="half way"), collections_put_off():
        raise ValueError("half way")
    litter(freed)
    collect_due()
    assert freed
