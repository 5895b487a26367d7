"""Where the window has been: the pages shown one after the other, to go back and forward as in a browser."""

from collections.abc import Callable
from uuid import UUID

Key = str | UUID

MOST = 100


class Visits:
    """A page shown anew forgets what lay ahead, unless it is shown by going back or forward."""

    def __init__(self) -> None:
        self._keys: list[Key] = []
        self._place = -1

    def visit(self, key: Key) -> None:
        """Note that a page is now in front."""
        if not key or key == self.current():
            return
        self._keys = [*self._keys[: self._place + 1], key][-MOST:]
        self._place = len(self._keys) - 1

    def current(self) -> Key:
        """Return the page in front; an empty text before the first."""
        return self._keys[self._place] if self._place >= 0 else ""

    def can_move(self, step: int) -> bool:
        """Tell whether there is a page before (-1) or after (1)."""
        return 0 <= self._place + step < len(self._keys)

    def move(self, step: int, show: Callable[[Key], object]) -> None:
        """Show the page before (-1) or after (1), if there is one."""
        if self.can_move(step):
            self._place += step
            show(self._keys[self._place])

    def people(self) -> list[UUID]:
        """Return the people whose records were shown, the latest first, each once."""
        ahead = [key for key in reversed(self._keys) if isinstance(key, UUID)]
        return list(dict.fromkeys(ahead))
