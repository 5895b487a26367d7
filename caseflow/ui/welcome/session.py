"""What the first windows ask of the store: kept apart, for nothing here is imported before it is needed.

SQLAlchemy and Argon2 take longer to load than a person takes to type a passphrase: the window stands first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from caseflow.ui.tasks import Progress

if TYPE_CHECKING:
    from caseflow.store.store import Store

TRAINING_PEOPLE = 70
TRAINING_SEED = 2026


@dataclass(frozen=True)
class Created:
    """A store just made, and the code to keep on paper."""

    store: Store
    recovery_code: str


class Session:
    """Opens stores for the person at this PC."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock

    def preload(self) -> None:
        """Load what opening needs, while a person reads or types."""
        from caseflow.services import desk
        from caseflow.store import opening

        del desk, opening

    def create(self, path: Path, passphrase: str, author: str) -> Created:
        """Make a store."""
        from caseflow.store import opening

        store, code = opening.create_store(path, passphrase, author, self._clock)
        return Created(store, code)

    def open(self, path: Path, passphrase: str, author: str) -> Store:
        """Open a store."""
        from caseflow.store import opening

        return opening.open_store(path, passphrase, author, self._clock)

    def open_with_code(self, path: Path, code: str, author: str) -> Store:
        """Open a store whose passphrase is lost."""
        from caseflow.store import opening

        return opening.open_with_recovery(path, code, author, self._clock)

    def open_training(self, path: Path, author: str, progress: Progress) -> Store:
        """Open the training store, made and filled the first time."""
        from caseflow.services import training
        from caseflow.store import opening

        if path.exists():
            return opening.open_store(path, opening.TRAINING_PASSPHRASE, author, self._clock)
        store, _code = opening.create_store(path, opening.TRAINING_PASSPHRASE, author, self._clock)
        training.fill(store, TRAINING_PEOPLE, TRAINING_SEED, self._clock().astimezone().date(), progress)
        return store
