"""The menus of the window, as data: what each entry says, its key, its icon. Keys work on AZERTY keyboards.

Letters, function keys, Tab and arrows only: digits and « / » need Shift on AZERTY, Ctrl+Alt is AltGr on Windows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from caseflow.i18n import N_, _
from caseflow.ui import icons


@dataclass(frozen=True)
class Command:
    """One entry of a menu; `key` names its handler."""

    key: str
    text: str
    shortcut: str = ""
    icon: str = ""


SEPARATOR = Command("", "")

MENUS: tuple[tuple[str, tuple[Command, ...]], ...] = (
    (
        N_("&File"),
        (
            Command("import", N_("&Import a file…"), icon="import"),
            Command("paste", N_("&Paste rows of a spreadsheet"), "Ctrl+V"),
            Command("export", N_("&Export everybody…"), icon="export"),
            SEPARATOR,
            Command("preview", N_("Pre&view and print…"), "Ctrl+P", "print"),
            SEPARATOR,
            Command("backup", N_("&Back up now"), icon="save"),
            Command("training", N_("Open the &training store"), icon="book"),
            SEPARATOR,
            Command("close_tab", N_("&Close the tab"), "Ctrl+W", "close"),
            Command("quit", N_("&Quit"), "Ctrl+Q"),
        ),
    ),
    (
        N_("&Edit"),
        (
            Command("undo", N_("&Undo"), "Ctrl+Z", "undo"),
            Command("redo", N_("&Redo"), "Ctrl+Y", "redo"),
            SEPARATOR,
            Command("find", N_("&Filter this list"), "Ctrl+F", "search"),
        ),
    ),
    (
        N_("&View"),
        (
            Command("home", N_("&Home"), "Alt+Home", "home"),
            Command("people", N_("&Beneficiaries"), icon="people"),
            Command("exchange", N_("&Imports and exports"), icon="exchange"),
            Command("administration", N_("&Administration"), icon="administration"),
            SEPARATOR,
            Command("next_tab", N_("&Next tab"), "Ctrl+Tab"),
            Command("previous_tab", N_("&Previous tab"), "Ctrl+Shift+Tab"),
            Command("next_pane", N_("Next p&ane"), "F6"),
            Command("previous_pane", N_("Previous pan&e"), "Shift+F6"),
            SEPARATOR,
            Command("refresh", N_("&Refresh"), "F5", "refresh"),
        ),
    ),
    (
        N_("&Beneficiary"),
        (
            Command("new_person", N_("&New beneficiary…"), "Ctrl+Shift+N", "person-add"),
            SEPARATOR,
            Command("summary", N_("&Pathway summary, printed at once"), "Ctrl+Shift+P", "print"),
        ),
    ),
    (N_("&Help"), (Command("about", N_("&About CaseFlow"), icon="info"),)),
)


def build_menus(window: QMainWindow, handlers: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Fill the menu bar of a window and return its actions by key.

    Raises:
        KeyError: an entry has no handler.
    """
    actions: dict[str, QAction] = {}
    for title, commands in MENUS:
        menu = window.menuBar().addMenu(_(title))
        for command in commands:
            if command is SEPARATOR:
                menu.addSeparator()
                continue
            action = _action(window, command, handlers[command.key])
            menu.addAction(action)
            actions[command.key] = action
    return actions


def _action(window: QMainWindow, command: Command, handler: Callable[[], object]) -> QAction:
    action = QAction(_(command.text), window)
    if command.icon:
        action.setIcon(icons.icon(command.icon))
    if command.shortcut:
        action.setShortcut(QKeySequence(command.shortcut))
    action.triggered.connect(lambda _checked=False: handler())
    return action
