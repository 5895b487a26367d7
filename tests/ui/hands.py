"""What a person without a mouse does: find an action by its words, go on with Tab until a control is reached."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QWidget

from caseflow import i18n
from caseflow.ui.main_window import MainWindow

Press = Callable[..., None]
"""Presses keys where the keyboard is; what stands between “ ” is typed."""
FAR = 60
"""More controls than a screen has."""


def front(window: MainWindow) -> QWidget:
    page = window.workspace.current_page()
    assert page is not None
    return page


def with_palette(words: str) -> tuple[str, ...]:
    """The keys that do an action of which one remembers the words."""
    return ("Ctrl+K", f"“{i18n.fold(words)}”", "Return")


def reach(press: Press, wanted: QWidget) -> None:
    """Press Tab until a control has the keyboard."""
    for _control in range(FAR):
        focused = QApplication.focusWidget()
        if focused is not None and focused in (wanted, wanted.focusProxy()):
            return
        press("Tab")
    raise AssertionError(f"Tab never reaches {type(wanted).__name__} {wanted.accessibleName()}")


def press_button(press: Press, wanted: QWidget) -> None:
    """Go to a button with Tab, and press it with Space."""
    reach(press, wanted)
    press("Space")
