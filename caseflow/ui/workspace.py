"""The middle of the window: a strip of tabs, the section first, then the open records, and the page of one tab."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol, runtime_checkable
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QStackedWidget, QTabBar, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.i18n import _
from caseflow.ui import icons, theme
from caseflow.ui.discretion import MASK, Discreet
from caseflow.ui.menus import tip
from caseflow.ui.widgets.empty_state import EmptyState
from caseflow.ui.widgets.room import scrolled

Key = str | UUID


@runtime_checkable
class Refreshable(Protocol):
    """A page that can be read again: F5."""

    def refresh(self) -> None:
        """Read everything shown again."""


@runtime_checkable
class Searchable(Protocol):
    """A page with a field to filter what it lists: Ctrl+F."""

    def focus_search(self) -> None:
        """Go to the search field."""


@runtime_checkable
class ShowsPeople(Protocol):
    """A page on which people are chosen: Ctrl+P prints their summaries."""

    def chosen_people(self) -> list[UUID]:
        """Return who is chosen."""
        ...


@runtime_checkable
class Parted(Protocol):
    """A page of several parts, one in front."""

    def part(self) -> str:
        """Return the key of the part in front."""
        ...

    def show_tab(self, key: str) -> None:
        """Bring a part to the front."""


@dataclass
class _Tab:
    key: Key
    page: QWidget


class PageStack(QStackedWidget):
    """Asks for the room of the page in front alone: Qt asks for that of the tallest, and a list is then cut short."""

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the least room of the page in front."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page else QSize()

    @override
    def heightForWidth(self, width: int, /) -> int:
        """Return the height of the page in front, in pixels."""
        page = self.currentWidget()
        layout = page.layout() if page else None
        return layout.minimumHeightForWidth(width) if layout and layout.hasHeightForWidth() else -1

    def ask_room(self) -> None:
        """Ask for the room of the page that has just come in front."""
        self.updateGeometry()


class Workspace(QWidget):
    """The first tab shows the section chosen at the left; the others are closed with Ctrl+W or their cross."""

    section_shown = Signal(str)
    """The section now in front; empty when a record is."""
    shown = Signal(object)
    """The key of the page now in front: a section, a person, or the import."""

    def __init__(self) -> None:
        super().__init__()
        self._sections: dict[str, QWidget] = {}
        self._section = ""
        self._tabs: list[_Tab] = []
        self._marked: frozenset[UUID] = frozenset()
        self._titles: dict[Key, str] = {}
        self._is_discreet = False
        self._cover = EmptyState(
            "eye",
            _("Hidden in shared-screen mode"),
            _("This page names other people. It is back as soon as you leave the mode; your work is kept."),
        )
        self._bar = QTabBar()
        self._stack = PageStack()
        self._arrange()
        self._bar.currentChanged.connect(self._on_tab_chosen)
        self._bar.tabMoved.connect(self._on_tab_moved)

    def add_section(self, key: str, page: QWidget) -> None:
        """Add the page of a section, built when it is first shown."""
        self._sections[key] = page
        self._stack.addWidget(page)

    def has_section(self, key: str) -> bool:
        """Tell whether the page of a section is already built."""
        return key in self._sections

    def show_section(self, key: str, title: str, icon: QIcon) -> None:
        """Show a section in the first tab."""
        self._section = key
        page = self._sections[key]
        if self._tabs and isinstance(self._tabs[0].key, str) and self._tabs[0].key in self._sections:
            self._tabs[0] = _Tab(key, page)
            self._bar.setTabText(0, title)
            self._bar.setTabIcon(0, icon)
        else:
            self._tabs.insert(0, _Tab(key, page))
            self._bar.insertTab(0, icon, title)
        self._bar.setCurrentIndex(0)
        self._on_tab_chosen(0)

    def open_tab(self, key: Key, title: str, icon_name: str, factory: Callable[[], QWidget]) -> QWidget:
        """Show the tab of a key, made by `factory` if it is not open yet, and return its page."""
        place = self.place_of(key)
        if place is None:
            page = factory()
            self._tabs.append(_Tab(key, page))
            self._stack.addWidget(page)
            place = self._bar.addTab(icons.icon(icon_name), title)
            self.set_title(key, title)
            self._bar.setTabButton(place, QTabBar.ButtonPosition.RightSide, self._close_button(page))
        self._bar.setCurrentIndex(place)
        return self._tabs[place].page

    def place_of(self, key: Key) -> int | None:
        """Return the place of the tab of a key, if it is open."""
        return next((place for place, tab in enumerate(self._tabs) if tab.key == key), None)

    def set_title(self, key: Key, title: str) -> None:
        """Write another title on a tab."""
        place = self.place_of(key)
        if place is not None:
            self._titles[key] = title
            self._write_title(place)

    def mark(self, keys: frozenset[UUID]) -> None:
        """Put a dot on the tabs of these people, and on no other: something typed there is not saved."""
        self._marked = keys
        for place, tab in enumerate(self._tabs):
            if isinstance(tab.key, UUID):
                self._write_title(place)

    def set_discreet(self, is_on: bool) -> None:
        """Cover the pages that cannot be discreet, and hide the names of the records behind the one in front."""
        self._is_discreet = is_on
        self._on_tab_chosen(self._bar.currentIndex())

    def _write_title(self, place: int) -> None:
        key = self._tabs[place].key
        is_hidden = self._is_discreet and isinstance(key, UUID) and place != self._bar.currentIndex()
        title = MASK if is_hidden else self._titles[key]
        self._bar.setTabToolTip(place, title)
        self._bar.setTabText(place, f"{title} •" if key in self._marked else title)

    def close_tab(self, place: int) -> None:
        """Close a tab; the section's own stays."""
        if 0 < place < len(self._tabs):
            tab = self._tabs.pop(place)
            self._bar.removeTab(place)
            self._stack.removeWidget(tab.page)
            tab.page.deleteLater()
            self._on_tab_chosen(self._bar.currentIndex())

    def close_page(self, page: QWidget, _checked: bool = False) -> None:
        """Close the tab of a page."""
        self.close_tab(next((place for place, tab in enumerate(self._tabs) if tab.page is page), -1))

    def close_current(self) -> None:
        """Close the tab in front."""
        self.close_tab(self._bar.currentIndex())

    def turn(self, step: int) -> None:
        """Go to the next tab, or with -1 to the one before, round and round."""
        if self._tabs:
            self._bar.setCurrentIndex((self._bar.currentIndex() + step) % len(self._tabs))

    def current_page(self) -> QWidget | None:
        """Return the page in front."""
        place = self._bar.currentIndex()
        return self._tabs[place].page if 0 <= place < len(self._tabs) else None

    def current_key(self) -> Key:
        """Return the key of the page in front: a section, or a person."""
        place = self._bar.currentIndex()
        return self._tabs[place].key if 0 <= place < len(self._tabs) else ""

    def keys(self) -> list[Key]:
        """Return the keys of the tabs, in their order: a section first."""
        return [tab.key for tab in self._tabs]

    def page_of(self, key: Key) -> QWidget | None:
        """Return the page of a key, if its tab is open."""
        place = self.place_of(key)
        return None if place is None else self._tabs[place].page

    def show_key(self, key: Key) -> None:
        """Bring the tab of a key to the front, if it is open."""
        place = self.place_of(key)
        if place is not None:
            self._bar.setCurrentIndex(place)

    def open_people(self) -> list[UUID]:
        """Return the people whose records are open, in the order of the tabs."""
        return [tab.key for tab in self._tabs if isinstance(tab.key, UUID)]

    def tab_bar(self) -> QTabBar:
        """Return the strip of tabs."""
        return self._bar

    def _arrange(self) -> None:
        self._bar.setAccessibleName(_("Open records"))
        self._bar.setMovable(True)
        self._bar.setExpanding(False)
        self._bar.setDocumentMode(True)
        self._bar.setElideMode(Qt.TextElideMode.ElideRight)
        self._bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(scrolled(self._stack), 1)
        self._stack.addWidget(self._cover)
        self._stack.currentChanged.connect(self._stack.ask_room)

    def _close_button(self, page: QWidget) -> QToolButton:
        """Make the cross of a tab, for the mouse; the keyboard has Ctrl+W."""
        button = QToolButton()
        button.setIcon(icons.icon("close"))
        button.setIconSize(QSize(theme.SPACE_M, theme.SPACE_M))
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip(tip(_("Close the tab"), "close_tab"))
        button.setAccessibleName(button.toolTip())
        button.clicked.connect(partial(self.close_page, page))
        return button

    def _on_tab_chosen(self, place: int) -> None:
        if 0 <= place < len(self._tabs):
            tab = self._tabs[place]
            is_covered = self._is_discreet and not isinstance(tab.page, Discreet)
            self._stack.setCurrentWidget(self._cover if is_covered else tab.page)
            for each, other in enumerate(self._tabs):
                if isinstance(other.key, UUID):
                    self._write_title(each)
            self.shown.emit(tab.key)
            self.section_shown.emit(tab.key if isinstance(tab.key, str) and tab.key in self._sections else "")

    def _on_tab_moved(self, source: int, target: int) -> None:
        self._tabs.insert(target, self._tabs.pop(source))
        if self._tabs[0].key not in self._sections:  # the section stays first
            self._bar.moveTab(next(place for place, tab in enumerate(self._tabs) if tab.key == self._section), 0)
