"""The tabs of a record over the form docked under them: made when it is first asked for, its height remembered."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSizePolicy, QSplitter, QTabWidget, QWidget
from shiboken6 import isValid

from caseflow.ui.context import Context
from caseflow.ui.record import FootFactory, RecordFoot
from caseflow.ui.widgets.room import scrolled

_HEIGHT = "quick_log"
_MOST = 0.45
"""Of the window: what is behind the form is what one looks at while one types."""
_SHORT = 640
"""Under this height of the window, in pixels, nothing readable would be left behind: the form has all but the tabs."""


class RecordDock(QSplitter):
    """Gives the keyboard back to where it was, once the form goes."""

    def __init__(self, context: Context, person_id: UUID, tabs: QTabWidget, make: FootFactory | None) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._context = context
        self._person_id = person_id
        self._tabs = tabs
        self._make = make
        self._foot: RecordFoot | None = None
        self._origin: QWidget | None = None
        self.setChildrenCollapsible(False)
        self._above = scrolled(tabs)
        self.addWidget(self._above)
        self.splitterMoved.connect(self._on_moved)
        tabs.currentChanged.connect(self.measure)

    @property
    def foot(self) -> RecordFoot | None:
        """Return the form while it is open."""
        return self._foot if self._foot is not None and not self._foot.isHidden() else None

    def open(self) -> None:
        """Open the form, or go back to it."""
        if self._make is None:
            return
        if self._foot is None:
            self._foot = self._make(self._context, self._person_id)
            self._foot.hide()
            self._foot.closed.connect(self._on_closed)
            self.addWidget(self._foot)
            self.setStretchFactor(0, 1)
            self.setStretchFactor(1, 0)
        if self._foot.isHidden():
            self._origin = QApplication.focusWidget()
            self._foot.show()
            self._give_room(self._foot)
        self._foot.begin()

    def measure(self) -> None:
        """Ask room for the tab in sight only: a wider one behind it would have everything scrolled."""
        hidden, seen = QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
        for place in range(self._tabs.count()):
            policy = seen if place == self._tabs.currentIndex() else hidden
            page = self._tabs.widget(place)
            if page is not None and page.sizePolicy().verticalPolicy() != policy:
                page.setSizePolicy(policy, policy)

    def has_keyboard(self) -> bool:
        """Tell whether somebody types in the form."""
        focused = QApplication.focusWidget()
        return self.foot is not None and focused is not None and self.foot.isAncestorOf(focused)

    def set_discreet(self, is_on: bool) -> None:
        """Have the form leave out what is not for the eyes of anyone."""
        if self._foot is not None:
            self._foot.set_discreet(is_on)

    def _give_room(self, foot: RecordFoot) -> None:
        height, tabs = self.window().height(), self._tabs.tabBar().height()
        most = int(height * _MOST) if height >= _SHORT else self.height() - tabs - self.handleWidth()
        self._above.setMinimumHeight(tabs)
        remembered = self._context.settings.splitters.get(_HEIGHT) or [foot.sizeHint().height()]
        asked = min(remembered[0], most)
        self.setSizes([max(self.height() - asked, 0), asked])

    def _on_moved(self) -> None:
        if self.foot is not None:
            self._context.settings.splitters[_HEIGHT] = [self.foot.height()]

    def _on_closed(self) -> None:
        if self._foot is None:
            return
        had_keyboard = self.has_keyboard()
        self._foot.hide()
        if had_keyboard or QApplication.focusWidget() is None:
            origin = self._origin
            is_there = origin is not None and isValid(origin) and origin.isVisible()
            (origin if is_there and origin is not None else self._tabs.tabBar()).setFocus()
