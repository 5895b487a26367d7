"""Leave the desk: when nobody has touched CaseFlow for a while, and what is known again once it is unlocked.

What a lock keeps in memory are the keys of tabs and the names of forms: what they hold stays in the store.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from caseflow.services.drafts import DraftOf
from caseflow.ui.context import Context
from caseflow.ui.drafting import Drafting
from caseflow.ui.workspace import Key, Parted, Workspace

if TYPE_CHECKING:
    from caseflow.ui.main_window import MainWindow

LOOKED_AT_MS = 10_000
_SIGNS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Sees keys and pointer in every window of CaseFlow, and says when there were none for as long as chosen.

    It compares moments rather than counting: a PC that wakes locks at the first key, for it slept longer than that.
    """

    due = Signal()
    """The desk was left, or a dialog received the key that locks: the window's own keys do not reach it."""

    def __init__(self, clock: Callable[[], datetime], minutes: Callable[[], int], parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._minutes = minutes
        self._last = clock()
        self._timer = QTimer(self, interval=LOOKED_AT_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        # Windows see each key once; a filter on the application would be called for every event of every control.
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._follow)
        for window in QGuiApplication.topLevelWindows():
            self._follow(window)

    def look(self) -> None:
        """Compare the last sign with the present moment."""
        if self._is_over():
            self.due.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _SIGNS:
            return False
        if self._is_over() or _locks(event):
            self.due.emit()
            return True
        self._last = self._clock()
        return False

    def _is_over(self) -> bool:
        return self._clock() - self._last >= timedelta(minutes=self._minutes())

    def _follow(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)


def _locks(event: QEvent) -> bool:
    return (
        isinstance(event, QKeyEvent)
        and event.key() == Qt.Key.Key_L
        and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    )


@dataclass(frozen=True)
class Whereabouts:
    """Where somebody was, without a word of what was there."""

    section: str = "home"
    tabs: tuple[Key, ...] = ()
    front: Key = ""
    parts: dict[Key, str] = field(default_factory=dict[Key, str])
    """The part in front of each record."""
    forms: tuple[DraftOf, ...] = ()
    """The dialogs that were open with something typed in them."""


def leave(window: "MainWindow") -> Whereabouts:
    """Keep what is typed, wherever it is, and return where one is. The window still shows."""
    forms: list[DraftOf] = []
    window.setFocus(Qt.FocusReason.OtherFocusReason)  # a field being edited is saved when it is left
    for top in _windows():
        for drafting in top.findChildren(Drafting):
            drafting.keep()
            dialog = drafting.parent()
            if drafting.open_draft is not None and isinstance(dialog, QWidget) and dialog.isWindow():
                forms.append(drafting.open_draft)
    return _whereabouts(window.workspace, tuple(dict.fromkeys(forms)))


def blank(kept: QWidget) -> None:
    """Hide every window and menu but one, and empty the clipboard of what was copied here."""
    for top in _windows():
        if top is not kept:
            top.hide()
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)


def come_back(window: "MainWindow", context: Context, where: Whereabouts) -> None:
    """Open again what was open, but for what is gone since."""
    people = [key for key in where.tabs if isinstance(key, UUID)]
    there = {row.id for row in context.desk.people.rows(people, context.today())} if people else set[UUID]()
    window.show_section(where.section)
    openers: dict[Key, Callable[[], object]] = {key: partial(_open_record, window, where, key) for key in there}
    openers["history"] = window.open_history
    for key in where.tabs:
        openers.get(key, _nothing)()
    window.workspace.show_key(where.front)
    drafts = {draft.of: draft for draft in context.desk.drafts.all()}
    begun = [of for of in drafts if of.form == "import" and "import" in where.tabs]
    for of in (*begun, *where.forms):
        if of in drafts:
            context.navigator.draft_asked.emit(drafts[of])


def _whereabouts(workspace: Workspace, forms: tuple[DraftOf, ...]) -> Whereabouts:
    section, *tabs = workspace.keys()
    parts = {key: page.part() for key in tabs if isinstance(page := workspace.page_of(key), Parted)}
    return Whereabouts(str(section), tuple(tabs), workspace.current_key(), parts, forms)


def _open_record(window: "MainWindow", where: Whereabouts, person_id: UUID) -> None:
    window.open_person(person_id)
    page = window.workspace.current_page()
    if isinstance(page, Parted) and where.parts.get(person_id):
        page.show_tab(where.parts[person_id])


def _windows() -> list[QWidget]:
    return [top for top in QApplication.topLevelWidgets() if top.isVisible()]


def _nothing() -> None:
    pass
