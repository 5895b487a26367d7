"""The views of the list as a strip of tabs; those for which there is no room are in the menu beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QTabBar, QWidget
from typing_extensions import override

from caseflow.i18n import _
from caseflow.services.list_views import PeopleView
from caseflow.ui import theme


class ViewBar(QWidget):
    """One view is chosen; a dot beside its name says that it is no longer as it was saved."""

    chosen = Signal(str)
    """The key of the view asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._views: Sequence[PeopleView] = ()
        self._bar = QTabBar()
        self._menu = QMenu(self)
        self._group = QActionGroup(self)
        self.button = QPushButton(_("View"))
        self._arrange()
        self._bar.currentChanged.connect(self._on_tab_chosen)
        self._group.triggered.connect(self._on_action_chosen)

    def show_views(self, views: Sequence[PeopleView], key: str) -> None:
        """Offer these views, one of them chosen."""
        self._views = tuple(views)
        self._bar.blockSignals(True)
        while self._bar.count():
            self._bar.removeTab(0)
        for place, view in enumerate(self._views):
            self._bar.insertTab(place, view.name.replace("&", "&&"))
            self._bar.setTabData(place, view.key)
        self._bar.blockSignals(False)
        self.choose(key)

    def choose(self, key: str) -> None:
        """Show which view is chosen; nothing is told."""
        self._bar.blockSignals(True)
        self._bar.setCurrentIndex(next(place for place, view in enumerate(self._views) if view.key == key))
        self._bar.blockSignals(False)
        self.mark(is_changed=False)

    def mark(self, *, is_changed: bool) -> None:
        """Put a dot beside the name of the view chosen, or take it away."""
        for place, view in enumerate(self._views):
            is_marked = is_changed and place == self._bar.currentIndex()
            self._bar.setTabText(place, view.name.replace("&", "&&") + (" •" if is_marked else ""))
        self._fit()

    def turn(self, step: int) -> None:
        """Choose the next view, or with -1 the one before, round and round."""
        self._bar.setCurrentIndex((self._bar.currentIndex() + step) % self._bar.count())

    def set_menu(self, actions: Sequence[QAction]) -> None:
        """Put what can be done with a view in the menu, under the views for which there is no room."""
        for action in actions:
            self._menu.addAction(action)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    def _arrange(self) -> None:
        self._bar.setAccessibleName(_("Views of the list"))
        self._bar.setDrawBase(False)
        self._bar.setExpanding(False)
        self._bar.setUsesScrollButtons(False)
        self._bar.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.button.setMenu(self._menu)
        self.button.setAccessibleName(_("Views of the list, and what to do with them"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_S)
        row.addWidget(self._bar, 1)
        row.addWidget(self.button)

    def _fit(self) -> None:
        """Show as many tabs as there is room for, the chosen one always; the menu has the others."""
        bar, chosen = self._bar, self._bar.currentIndex()
        widths = [bar.tabSizeHint(place).width() for place in range(bar.count())]
        room = self.width() - self.button.sizeHint().width() - theme.SPACE_S
        room -= widths[chosen] if chosen >= 0 else 0
        for place, width in enumerate(widths):
            is_shown = place == chosen or width <= room
            room -= 0 if place == chosen else width if is_shown else room + 1  # once one is left out, the rest is
            bar.setTabVisible(place, is_shown)
        self._list_hidden()

    def _list_hidden(self) -> None:
        for action in self._group.actions():
            self._menu.removeAction(action)
            self._group.removeAction(action)
            action.deleteLater()
        first = self._menu.actions()[0] if self._menu.actions() else None
        for place, view in enumerate(self._views):
            if not self._bar.isTabVisible(place):
                action = QAction(view.name.replace("&", "&&"), self._menu)
                action.setData(view.key)
                self._group.addAction(action)
                self._menu.insertAction(first, action) if first else self._menu.addAction(action)

    def _on_tab_chosen(self, place: int) -> None:
        if place >= 0:
            self.chosen.emit(self._bar.tabData(place))

    def _on_action_chosen(self, action: QAction) -> None:
        self.chosen.emit(action.data())
