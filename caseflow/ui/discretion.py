"""Show the screen to the person beside you: nobody else's name, nothing sensitive, no alert. One place decides.

While it lasts, a page shows itself only if it says that it can be discreet; every other one is covered, and a command
is done only if it is known to name nobody. What is added later is hidden until somebody thought of it.
"""

from typing import Protocol, runtime_checkable
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from caseflow.i18n import _
from caseflow.ui import icons
from caseflow.ui.widgets.band import Band

MASK = "•••"
_ALWAYS = frozenset(
    "discretion lock quit palette back forward home people resources reports exchange administration next_tab"
    " previous_tab close_tab next_pane previous_pane refresh undo redo backup training shortcuts help"
    " help_contents explain news about".split()
)
_ON_A_RECORD = frozenset(
    "save new quick_log preview summary next_part previous_part part_summary part_pathway part_contacts next_result"
    " previous_result refer part_referrals add_step edit_step begin_step complete_step abandon_step"
    " reopen_step remove_step".split()
)
_ON_PARTNERS = frozenset("new preview next_result previous_result".split())
"""On the directory of partners, which names nobody else."""


@runtime_checkable
class Discreet(Protocol):
    """A page about one person, that can leave out what is not for the eyes of anyone."""

    def set_discreet(self, is_on: bool, /) -> None:
        """Leave out what is sensitive, or show it again."""


class Discretion(QObject):
    """Whether somebody else looks at the screen."""

    changed = Signal(bool)
    """Somebody else begins, or ceases, to look."""

    def __init__(self) -> None:
        super().__init__()
        self._is_on = False

    @property
    def is_on(self) -> bool:
        """Tell whether somebody else looks at the screen."""
        return self._is_on

    def toggle(self) -> None:
        """Begin, or end."""
        self._is_on = not self._is_on
        self.changed.emit(self._is_on)

    def hindrance(self, command: str, front: str | UUID) -> str:
        """Say why a command is not done while somebody looks; empty when it may be."""
        if not self._is_on or command in _ALWAYS or (command in _ON_A_RECORD and isinstance(front, UUID)):
            return ""
        if front == "reports" and command == "preview":
            return ""
        if front == "resources" and (command in _ON_PARTNERS or command.startswith("resource_")):
            return ""
        return _("Leave the shared-screen mode first: other people would be shown.")


class DiscretionBanner(Band):
    """Says that names are hidden, and how to show them again: its button, its key, Escape."""

    def __init__(self, discretion: Discretion, key: str) -> None:
        """Stand on top of the window; `key` is what begins and ends the mode."""
        self._leave = QPushButton(icons.icon("eye"), _("Leave the shared-screen mode ({key})").format(key=key))
        super().__init__(_("Shared-screen mode: other names, sensitive data and alerts are hidden."), self._leave)
        self._leave.clicked.connect(discretion.toggle)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, discretion.toggle)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        discretion.changed.connect(self._on_changed)
        self.hide()

    @override
    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason, /) -> None:
        self._leave.setFocus(reason)

    def _on_changed(self, is_on: bool) -> None:
        self.setVisible(is_on)
        if is_on:
            self.setFocus()
