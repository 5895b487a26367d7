"""Count what a task costs a person: clicks, keys, moves of the hand, windows; and tell it in seconds.

The seconds are those of the Keystroke-Level Model of Card, Moran and Newell, in a practised hand.
"""

import time

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from typing_extensions import override

KEY, CLICK, HOMING, MENTAL = 0.28, 1.30, 0.40, 1.35
"""Seconds of a key, a click with the way to it, a hand moved between mouse and keyboard, a moment to think."""
MODIFIERS = {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}


class Meter(QObject):
    """Sees every event of the application for as long as it is the child of one."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.reset()
        application.installEventFilter(self)

    def reset(self, moments: int = 0) -> None:
        """Begin a task in which somebody stops to think so many times."""
        self.clicks = self.keys = self.homings = self.windows = 0
        self._moments, self._hand, self._began = moments, "", time.perf_counter()

    def seconds(self) -> float:
        return self.keys * KEY + self.clicks * CLICK + self.homings * HOMING + self._moments * MENTAL

    def tell(self, task: str) -> None:
        """Print what the task cost, for whoever runs `pytest -s`."""
        counts = f"clicks={self.clicks} keys={self.keys} homings={self.homings} windows={self.windows}"
        wall = time.perf_counter() - self._began
        print(f"{task}: {counts} klm={self.seconds():.1f} s wall={wall:.2f} s")  # noqa: T201

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QWidget):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # each key asks first whether it is a shortcut, and only those that are not become KeyPress
            if event.key() not in MODIFIERS and watched is _first_asked():
                self.keys += 1
                self._move_hand("keyboard")
        elif event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            if isinstance(event, QMouseEvent) and watched.childAt(event.position().toPoint()) is None:
                self.clicks += 1
                self._move_hand("mouse")
        elif event.type() == QEvent.Type.Show:
            self.windows += _is_a_window(watched)
        return False

    def _move_hand(self, hand: str) -> None:
        self.homings += self._hand not in ("", hand)
        self._hand = hand


def _first_asked() -> QWidget | None:
    """To whom a key goes first; it is handed on to the parents of whoever has no use for it."""
    focused = QApplication.focusWidget()
    return focused if focused is not None else QApplication.activePopupWidget() or QApplication.activeWindow()


def _is_a_window(widget: QWidget) -> bool:
    passing = widget.windowType() in (Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen)
    return widget.isWindow() and not isinstance(widget, QMenu) and not passing
