"""One window per store: a second start raises the window of the first, and ends."""

import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 1_500


class Instance(QObject):
    """Holds the lock of a store's window, and listens to later starts."""

    raised = Signal()
    """CaseFlow was started again on the same store."""

    def __init__(self, folder: Path, store: Path | None) -> None:
        """Make ready for a store, or for the window that asks which one."""
        super().__init__()
        folder.mkdir(parents=True, exist_ok=True)
        name = "caseflow-" + hashlib.sha256(f"{_user()}:{store}".encode()).hexdigest()[:16]
        self._name = name
        self._lock = QLockFile(str(folder / f"{name}.lock"))
        self._lock.setStaleLockTime(0)  # only the end of the process that holds it frees it
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_called)

    def take(self) -> bool:
        """Become the one window of the store; False when there is one already, which is then raised."""
        if not self._lock.tryLock(0):
            self._call()
            return False
        QLocalServer.removeServer(self._name)  # left behind by a process that was killed
        self._server.listen(self._name)
        return True

    def release(self) -> None:
        """Let another start take the place."""
        self._server.close()
        self._lock.unlock()

    def _call(self) -> None:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(WAIT_MS):
            socket.write(b"raise")
            socket.waitForBytesWritten(WAIT_MS)
            socket.disconnectFromServer()

    def _on_called(self) -> None:
        connection = self._server.nextPendingConnection()
        connection.disconnected.connect(connection.deleteLater)
        self.raised.emit()


def _user() -> str:
    return os.environ.get("USERNAME") or os.environ.get("USER") or ""
