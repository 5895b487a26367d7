"""Tell what went wrong, once, in one place: what happened, what was kept, what to do.

A `CaseFlowError` carries its own sentence. Anything else is our fault: people read a plain message with a code, and
the log keeps where it happened under that code. The text of such an error is never shown nor logged: it may hold
personal data.
"""

import logging
import secrets
import sys
import threading
import traceback
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QElapsedTimer, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from shiboken6 import isValid

from caseflow import APPLICATION_NAME, __version__
from caseflow.domain.errors import CaseFlowError, StorageTrouble
from caseflow.i18n import _

_log = logging.getLogger(__name__)

QUIET_MS = 5_000
"""An error that comes again within that time of itself is the same one, still going on."""


def code_of(error: BaseException) -> str:
    """Write an unexpected error in the log, without its text, and return the short code that finds it there."""
    code = secrets.token_hex(4).upper()
    _log.error("unexpected %s: %s at %s", code, type(error).__name__, _places(error))
    return code


def _places(error: BaseException) -> str:
    """Return where an error came from: our files and lines; of others their name, for a folder may name somebody."""
    places = [f"{_file(frame.filename)}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    return " > ".join(places[-6:])


def show_error(parent: QWidget | None, error: BaseException) -> QMessageBox:
    """Open a message about an error; the window stays usable behind it once it is closed."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(APPLICATION_NAME)
    if isinstance(error, CaseFlowError):
        _fill_expected(box, error)
    else:
        _fill_unexpected(box, error)
    box.open()
    return box


def _fill_expected(box: QMessageBox, error: CaseFlowError) -> None:
    is_trouble = isinstance(error, StorageTrouble)
    box.setIcon(QMessageBox.Icon.Critical if is_trouble else QMessageBox.Icon.Warning)
    box.setText(error.message)
    box.setStandardButtons(QMessageBox.StandardButton.Ok)


def _fill_unexpected(box: QMessageBox, error: BaseException) -> None:
    code = code_of(error)
    box.setIcon(QMessageBox.Icon.Critical)
    box.setText(_("CaseFlow met a fault of its own and did not finish this action."))
    box.setInformativeText(
        _(
            "Everything saved before is kept. Try again; if it happens again, give the code {code} to your support,"
            " with what you were doing."
        ).format(code=code)
    )
    box.setStandardButtons(QMessageBox.StandardButton.Close)
    folder = box.addButton(_("Prepare a diagnostic folder…"), QMessageBox.ButtonRole.ActionRole)
    folder.clicked.connect(partial(_offer_diagnostics, box.parentWidget()))
    copy = box.addButton(_("Copy for the support"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.connect(_Copier(f"{APPLICATION_NAME} {__version__} · {code} · {sys.platform}", box).copy)


def _offer_diagnostics(parent: QWidget | None, _checked: bool = False) -> None:
    from caseflow.ui.diagnostics import DiagnosticsDialog  # the first windows do without it

    DiagnosticsDialog.ask(parent)


class _Copier(QObject):
    """Puts a text on the clipboard when asked."""

    def __init__(self, text: str, parent: QObject) -> None:
        super().__init__(parent)
        self._text = text

    def copy(self) -> None:
        """Put the text on the clipboard."""
        QGuiApplication.clipboard().setText(self._text)


def _file(path: str) -> str:
    parts = Path(path).parts
    return "/".join(parts[len(parts) - parts[::-1].index("caseflow") :]) if "caseflow" in parts else parts[-1]


class _Once:
    """Tells a storm of errors once in a window: a control that cannot be painted fails thirty times a second.

    The same error is not told again while its message stands, nor until it stopped for a few seconds; it is logged.
    """

    def __init__(self) -> None:
        self._boxes: dict[str, QMessageBox] = {}
        self._since: dict[str, QElapsedTimer] = {}

    def tell(self, window: QWidget | None, error: BaseException) -> None:
        """Open a message, or take note that the same error came again."""
        print_ = _fingerprint(error)
        box, since = self._boxes.get(print_), self._since.get(print_)
        is_open = box is not None and isValid(box) and box.isVisible()
        is_storm = since is not None and not since.hasExpired(QUIET_MS)
        self._since[print_] = timer = QElapsedTimer()
        timer.start()
        if not (is_open or is_storm):
            self._boxes[print_] = show_error(window, error)


def _fingerprint(error: BaseException) -> str:
    """Return what two errors of one cause have in common, and nothing of what was being worked on."""
    if isinstance(error, CaseFlowError):
        return error.message
    return f"{type(error).__name__} {_places(error)}"


class ErrorTeller(QObject):
    """Shows what no page took of the failures of background work, over one window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._once = _Once()

    def tell(self, error: BaseException) -> None:
        """Open a message about an error over the window, unless it is being told already."""
        self._once.tell(self._window, error)


class Faults(QObject):
    """Hears every error that nobody caught: in a slot, an event, a painting, a thread, a destructor."""

    _heard = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._once = _Once()
        # Queued: no box opens in the middle of a painting, nor in another thread than the window's.
        self._heard.connect(self._on_heard, Qt.ConnectionType.QueuedConnection)

    def listen(self) -> None:
        """Have Python hand over what nobody caught, from now on."""
        sys.excepthook = self._on_uncaught
        threading.excepthook = self._on_thread_failed
        sys.unraisablehook = self._on_unraisable

    def _on_uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self._heard.emit(error)

    def _on_thread_failed(self, failure: threading.ExceptHookArgs) -> None:
        if failure.exc_value is not None and not isinstance(failure.exc_value, SystemExit):
            self._heard.emit(failure.exc_value)

    def _on_unraisable(self, failure: "sys.UnraisableHookArgs") -> None:
        """Write it down alone: it comes from a destructor, and nothing that anybody asked for failed."""
        if failure.exc_value is not None:
            code_of(failure.exc_value)

    def _on_heard(self, error: BaseException) -> None:
        window = QApplication.activeWindow()
        while isinstance(window, QMessageBox):  # it would close this message with it; Qt ends on a heap of them
            window = window.parentWidget()
        self._once.tell(window, error)
