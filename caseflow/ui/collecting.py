"""Look for loops of dead objects in the window's thread alone, and never in the middle of long work.

A loop may hold a widget: freed from a thread of the background, it takes the program down with it. And a full
collection stops every thread, the window's too: an import of 5,000 rows against 50,000 people knew pauses of
300 to 560 ms with collections, 45 ms without.
"""

import gc
from collections.abc import Generator
from contextlib import contextmanager
from threading import Lock

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000
_lock = Lock()
_under_way = [0]


def collect_from(owner: QObject) -> None:
    """Have collections made from the window's thread, a little after they are due, for as long as `owner` lives."""
    gc.disable()
    timer = QTimer(owner)
    timer.timeout.connect(collect_due)
    timer.start(_EVERY_MS)


def collect_due() -> None:
    """Make the collection that Python would have made by itself, unless long work is under way."""
    if _under_way[0]:
        return
    due = [count > threshold for count, threshold in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if any(due):
        gc.collect(max(generation for generation, is_due in enumerate(due) if is_due))


@contextmanager
def collections_put_off() -> Generator[None]:
    """Hold collections back while work goes on, then leave what it made out of the next ones.

    What nobody refers to any more is still freed at once; only loops of objects wait.
    """
    with _lock:
        _under_way[0] += 1
    try:
        yield
    finally:
        with _lock:
            _under_way[0] -= 1
            if not _under_way[0]:
                gc.freeze()
