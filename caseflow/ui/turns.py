"""Do what takes the window's thread long part by part, one in each of its turns: keys are heard in between."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject

from caseflow.ui.tasks import Tasks


class Turns:
    """The parts that a page has still to do, in order; they are dropped with the page."""

    def __init__(self, tasks: Tasks, owner: QObject) -> None:
        self._tasks = tasks
        self._owner = owner
        self._parts: deque[Callable[[], None]] = deque()

    def add(self, *parts: Callable[[], None]) -> None:
        """Do some more, after those that wait."""
        if parts and not self._parts:
            self._take()
        self._parts.extend(parts)

    @property
    def is_over(self) -> bool:
        """Tell whether nothing waits."""
        return not self._parts

    def hurry(self) -> None:
        """Do now all that waits, for whoever cannot."""
        while self._parts:
            self._parts.popleft()()

    def _take(self) -> None:
        self._tasks.run(self._owner, lambda: None, self._on_turn, only_latest="turn")

    def _on_turn(self, _none: None) -> None:
        if self._parts:
            part = self._parts.popleft()
            if self._parts:
                self._take()
            part()
