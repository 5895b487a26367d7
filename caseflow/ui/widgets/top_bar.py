"""The bar at the top of the window: back and forward, the way to the search window, and what can be added."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QToolButton

from caseflow.i18n import _
from caseflow.ui import icons, theme

_SEARCH_WIDTH = 560
_WAYS = ("back", "forward")


class TopBar(QFrame):
    """Shows some of the window's actions; their words, keys and icons are their own."""

    def __init__(self, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self._actions = actions
        self.new_menu = QMenu(self)
        self._ways = {key: QToolButton() for key in _WAYS}
        self._search = QPushButton(icons.icon("search"), _("Search a person or an action…"))
        self._key = QLabel()
        self._new = QPushButton(icons.icon("plus"), _("New"))
        self._arrange()
        self._connect()

    @property
    def search_button(self) -> QPushButton:
        """Return the button that opens the search window."""
        return self._search

    def show_ways(self, *, can_go_back: bool, can_go_forward: bool) -> None:
        """Let the two arrows be pressed where they lead somewhere."""
        for key, can_go in zip(_WAYS, (can_go_back, can_go_forward), strict=True):
            self._ways[key].setEnabled(can_go)

    def _arrange(self) -> None:
        for key, button in self._ways.items():
            tip = self._actions[key].toolTip()
            button.setIcon(icons.icon(key))
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.setAutoRaise(True)
            button.setIconSize(QSize(theme.ICON, theme.ICON))
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._arrange_search()
        self._new.setMenu(self.new_menu)
        self._new.setToolTip(_("Add a person, a step, a fact of the situation, a whole file"))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_S, theme.SPACE_S, theme.SPACE_S, theme.SPACE_XS)
        row.setSpacing(theme.SPACE_XS)
        for button in self._ways.values():
            row.addWidget(button)
        row.addWidget(self._search, 3)
        row.addStretch(1)
        row.addWidget(self._new)

    def _arrange_search(self) -> None:
        action = self._actions["palette"]
        self._search.setProperty("role", "search")
        self._search.setToolTip(action.toolTip())
        self._search.setAccessibleDescription(action.toolTip())
        self._search.setMaximumWidth(_SEARCH_WIDTH)
        self._search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._key.setText(action.shortcut().toString())
        self._key.setProperty("tone", "muted")
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = QHBoxLayout(self._search)
        inside.setContentsMargins(0, 0, theme.SPACE_S, 0)
        inside.addStretch(1)
        inside.addWidget(self._key)

    def _connect(self) -> None:
        for key, button in self._ways.items():
            button.clicked.connect(self._actions[key].trigger)
        self._search.clicked.connect(self._actions["palette"].trigger)
