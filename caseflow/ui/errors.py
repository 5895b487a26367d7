"""Tell what went wrong, once, in one place: what happened, what was kept, what to do.

A `CaseFlowError` carries its own sentence. Anything else is our fault: people read a plain message with a code, and
the log keeps where it happened under that code. The text of such an error is never shown nor logged: it may hold
personal data.
"""

import logging
import secrets
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from caseflow import APPLICATION_NAME, __version__
from caseflow.domain.errors import CaseFlowError, StorageTrouble
from caseflow.i18n import _

_log = logging.getLogger(__name__)


def code_of(error: BaseException) -> str:
    """Write an unexpected error in the log, without its text, and return the short code that finds it there."""
    code = secrets.token_hex(4).upper()
    places = [
        f"{frame.filename.rsplit('caseflow', 1)[-1]}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    _log.error("unexpected %s: %s at %s", code, type(error).__name__, " > ".join(places[-6:]))
    return code


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
    copy = box.addButton(_("Copy for the support"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.connect(_Copier(f"{APPLICATION_NAME} {__version__} · {code} · {sys.platform}", box).copy)


class _Copier(QObject):
    """Puts a text on the clipboard when asked."""

    def __init__(self, text: str, parent: QObject) -> None:
        super().__init__(parent)
        self._text = text

    def copy(self) -> None:
        """Put the text on the clipboard."""
        QGuiApplication.clipboard().setText(self._text)


class ErrorTeller(QObject):
    """Shows what no page took: the failures of background work, and the errors of slots through `sys.excepthook`."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def tell(self, error: BaseException) -> None:
        """Open a message about an error over the window."""
        show_error(self._window, error)

    def install_hook(self) -> None:
        """Have Python hand over every error that nobody caught."""
        sys.excepthook = self._on_uncaught

    def _on_uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.tell(error)
