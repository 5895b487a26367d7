"""Load, behind the first list, what the next gestures will ask for: loading it then would hold the window up."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from caseflow.ui.tasks import Tasks

WAIT_MS = 700
"""The first list is shown by then."""


def load_soon(window: QWidget, tasks: Tasks) -> None:
    """Load the pages of a record and of an import in the background, if the window is still there in a moment."""
    QTimer.singleShot(WAIT_MS, window, partial(tasks.run, window, _load, _loaded))


def _load() -> None:
    from caseflow.ui import record_tabs
    from caseflow.ui.exchange import import_page

    del record_tabs, import_page


def _loaded(_nothing: None) -> None:
    pass
