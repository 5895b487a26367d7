"""The menus of the window, made from the registry of actions: what can be done now, and why the rest cannot."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from caseflow.i18n import _
from caseflow.ui import icons
from caseflow.ui.actions import MENUS, SEPARATOR, Act, Acting, Command, every_command
from caseflow.ui.key_names import with_key


def plain(text: str) -> str:
    """Return the words of an action without the mark of its menu letter nor the dots of a dialog."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…")


def dress(action: QAction, command: Command, act: Act | None = None) -> None:
    """Write on an action what its command says: words, icon, tool tip with the key or with what hinders it."""
    words = act.words if act and act.words else _(command.text)
    action.setText(words)
    action.setToolTip(act.hindrance if act and act.hindrance else with_key(plain(words), command.shortcut))
    if command.icon:
        action.setIcon(icons.icon(command.icon))


def command_of(key: str) -> Command:
    """Return a command of the registry."""
    return next(command for _menu, command in every_command() if command.key == key)


def tip(words: str, key: str) -> str:
    """Return the tool tip of a button that does a command: its own words, and the command's key."""
    return with_key(words, command_of(key).shortcut)


class Menus:
    """Every command as a `QAction`. A key pressed where nothing can be done tells why, rather than doing nothing.

    The page in front comes first: what it does for a command stands for what the window would do.
    """

    def __init__(
        self,
        window: QMainWindow,
        handlers: Mapping[str, Callable[[], object]],
        front: Callable[[], QWidget | None],
        tell: Callable[[str], object],
    ) -> None:
        self._handlers = handlers
        self._front = front
        self._tell = tell
        self.hindrances: dict[str, Callable[[], str]] = {}
        """Why the window itself cannot do a command now, by key; an empty sentence when it can."""
        self.veil: Callable[[str], str] = lambda _key: ""
        """Why a command may not be done for now, wherever it would be; it is asked first."""
        self.actions = {command.key: self._action(window, command) for _menu, command in every_command()}
        for title, commands in MENUS:
            menu = window.menuBar().addMenu(_(title))
            self.fill(menu, [command.key for command in commands])

    def fill(self, menu: QMenu, keys: Iterable[str]) -> None:
        """Put commands in a menu, an empty key being a line; when it opens, they show what can be done."""
        held: list[str] = []
        for key in keys:
            if key == SEPARATOR.key:
                menu.addSeparator()
            else:
                menu.addAction(self.actions[key])
                held.append(key)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(partial(self._show_state, held))
        menu.aboutToHide.connect(partial(self._allow, held))

    def act_of(self, key: str) -> Act:
        """Return what a command would do now; the page in front is asked first."""
        if hidden := self.veil(key):
            return Act(_nothing, hidden)
        front = self._front()
        here = front.acts().get(key) if isinstance(front, Acting) else None
        if here is not None:
            return here
        if key in self._handlers:
            hindrance = self.hindrances.get(key, _none)
            return Act(self._handlers[key], hindrance())
        return Act(_nothing, _(command_of(key).needs))

    def further(self) -> dict[str, Act]:
        """Return what only the page in front can do, by key: no menu has it."""
        front = self._front()
        if not isinstance(front, Acting) or self.veil(""):
            return {}
        return {key: act for key, act in front.acts().items() if key not in self.actions}

    def is_of_page(self, key: str) -> bool:
        """Tell whether the page in front does a command itself."""
        front = self._front()
        return isinstance(front, Acting) and key in front.acts()

    def run(self, key: str, _checked: bool = False) -> None:
        """Do a command, or tell what hinders it."""
        act = self.act_of(key)
        if act.hindrance:
            self._tell(act.hindrance)
        else:
            act.do()

    def _action(self, window: QMainWindow, command: Command) -> QAction:
        action = QAction(window)
        action.setObjectName(command.key)
        dress(action, command)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(partial(self.run, command.key))
        return action

    def _show_state(self, keys: Iterable[str]) -> None:
        for key in keys:
            act = self.act_of(key)
            action = self.actions[key]
            if key not in ("undo", "redo"):  # the window names what they would take back
                dress(action, command_of(key), act)
            action.setEnabled(not act.hindrance)

    def _allow(self, keys: Iterable[str]) -> None:
        """Let keys through again: those that can do nothing tell why."""
        for key in keys:
            self.actions[key].setEnabled(True)


def _nothing() -> None:
    pass


def _none() -> str:
    return ""
