"""A sentence over the foot of the window for a few seconds, with the way to take back what it tells."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from caseflow.ui import theme

SHOWN_MS = 8_000


class Toast(QFrame):
    """Stays while the pointer or the keyboard is on it; says itself to screen readers."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = QLabel()
        self._button = QPushButton()
        self._action: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._arrange()
        self._connect()
        self.hide()

    def show_text(self, text: str, button: str = "", action: Callable[[], object] | None = None) -> None:
        """Show a sentence, and a button when there is something to do about it."""
        self._text.setText(text)
        self._button.setText(button)
        self._button.setVisible(action is not None)
        self._action = action
        self.adjustSize()
        self.place()
        self._come_last()
        self.show()
        self.raise_()
        self._timer.start(SHOWN_MS)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def text(self) -> str:
        """Return the sentence now shown; empty when there is none."""
        return self._text.text() if self.isVisible() else ""

    def place(self) -> None:
        """Stand in the middle of the foot of the parent, above the status line."""
        parent = self.parentWidget()
        if parent is not None:
            self.setMaximumWidth(parent.width() - 2 * theme.SPACE_L)
            self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - 48)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start(SHOWN_MS // 2)

    def _arrange(self) -> None:
        self.setProperty("role", "toast")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_M, theme.SPACE_S, theme.SPACE_S, theme.SPACE_S)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)

    def _connect(self) -> None:
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time_over)
        self._button.clicked.connect(self._on_clicked)

    def _come_last(self) -> None:
        """Have Tab come here after everything that the window shows by now, over which this lies."""
        window = self.window()
        last = window.previousInFocusChain()
        while last not in (None, window) and (last is self._button or not last.focusPolicy() & Qt.FocusPolicy.TabFocus):
            last = last.previousInFocusChain()
        if last is not None and last is not window:
            QWidget.setTabOrder(last, self._button)

    def _on_time_over(self) -> None:
        if self._button.hasFocus():
            self._timer.start(SHOWN_MS)
        else:
            self.hide()

    def _on_clicked(self) -> None:
        self.hide()
        if self._action is not None:
            self._action()
