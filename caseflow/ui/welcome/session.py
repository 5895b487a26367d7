"""What the first windows ask of the store: kept apart, for nothing here is imported before it is needed.

SQLAlchemy and Argon2 take longer to load than a person takes to type a passphrase: the window stands first.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from caseflow.ui.tasks import Progress

if TYPE_CHECKING:
    from caseflow.store.backup import Copy
    from caseflow.store.opening import NewWayIn
    from caseflow.store.store import Store

TRAINING_PEOPLE = 70
TRAINING_SEED = 2026


class Session:
    """Opens stores for the person at this PC."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock

    def preload(self) -> None:
        """Load what opening needs, while a person reads or types."""
        from caseflow.services import desk
        from caseflow.store import opening

        del desk, opening

    def create(self, path: Path, passphrase: str, author: str) -> NewWayIn:
        """Make a store."""
        from caseflow.store import opening

        return opening.create_store(path, passphrase, author, self._clock)

    def open(self, path: Path, passphrase: str, author: str) -> Store:
        """Open a store."""
        from caseflow.store import opening

        return opening.open_store(path, passphrase, author, self._clock)

    def name_structure(self, store: Store, name: str) -> None:
        """Write the name of the structure in a new store."""
        from caseflow.services.enrolments import Enrolments

        Enrolments(store).edit_agency(name=name)

    def check_code(self, path: Path, code: str) -> str:
        """Return a recovery code that opens a store; it raises as `opening.check_recovery` when it does not."""
        from caseflow.store import opening

        opening.check_recovery(path, code)
        return code

    def open_with_code(self, path: Path, code: str, passphrase: str, author: str) -> NewWayIn:
        """Open a store whose passphrase is lost, with a new one."""
        from caseflow.store import opening

        return opening.open_with_recovery(path, code, passphrase, author, self._clock)

    def copies(self, folder: Path, store: Path | None) -> tuple[Copy, ...]:
        """Return the backups of a folder, of one store when it is told."""
        from caseflow.store import backup, restore

        return restore.choices([folder], store) if store is not None else backup.copies(folder)

    def announcement(self, copy: Copy) -> str:
        """Say what going back to a backup means."""
        from caseflow.store import restore

        return restore.announcement(copy)

    def restore(self, store: Path, copy: Copy, passphrase: str) -> Path:
        """Put a backup in the place of a store, and return its path."""
        from caseflow.store import restore

        restore.restore(store, copy, passphrase, self._clock)
        return store

    def open_training(self, path: Path, author: str, progress: Progress) -> Store:
        """Open the training store, made and filled the first time."""
        from caseflow.services import training
        from caseflow.store import opening

        if path.exists():
            return opening.open_store(path, opening.TRAINING_PASSPHRASE, author, self._clock)
        store = opening.create_training_store(path, author, self._clock)
        training.fill(store, TRAINING_PEOPLE, TRAINING_SEED, self._clock().astimezone().date(), progress)
        return store
