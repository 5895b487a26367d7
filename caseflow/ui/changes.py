"""Turn what the store tells of each action, in whatever thread wrote it, into one signal in the window's thread."""

from PySide6.QtCore import QObject, Qt, Signal

from caseflow.store.journal import Change
from caseflow.store.store import Store


class Changes(QObject):
    """Says what changed. A page listens to `changed` and reads again when a kind that it shows is named."""

    changed = Signal(object)
    """The names of the tables that changed: `frozenset[str]`."""
    written = Signal(object)
    """The action itself, with its label: `Change`."""
    _told = Signal(object)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = store.on_change(self._told.emit)
        # Queued even from the window's own thread: a page reads again after its click is dealt with, never within it.
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    def close(self) -> None:
        """Stop listening to the store."""
        self._stop()

    def _on_told(self, change: Change) -> None:
        self.changed.emit(frozenset(change.kinds))
        self.written.emit(change)
