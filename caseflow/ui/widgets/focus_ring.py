"""A ring of two pixels around whatever has the keyboard, where the rules of `theme/sheet.py` do not draw it.

Those draw it on fields, buttons, boxes and lists. What is left: the widgets that paint themselves, and strips of tabs.
"""

from PySide6.QtCore import QObject, QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFocusFrame,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from caseflow.ui import theme

WIDTH = 2


class _Frame(QFocusFrame):
    """The ring: Qt keeps it around its widget, we draw it."""

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.accent(self.palette()), WIDTH))
        edge, ringed = WIDTH / 2, self._ringed()
        painter.drawRoundedRect(QRectF(ringed).adjusted(edge, edge, -edge, -edge), theme.RADIUS, theme.RADIUS)

    def _ringed(self) -> QRect:
        """Return what the ring goes around: of a strip of tabs, the one that is chosen."""
        inside = self.widget()
        if not isinstance(inside, QTabBar):
            return self.rect()
        margin = (self.rect().size() - inside.size()) / 2
        return inside.tabRect(inside.currentIndex()).translated(margin.width(), margin.height())


class FocusRing(QObject):
    """Moves the ring of each window to the control that has the keyboard."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._frame: _Frame | None = None
        application.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or isinstance(now, QMenu | QMenuBar) or now.isWindow() or _draws_its_own(now):
            if self._frame is not None and isValid(self._frame):
                self._frame.hide()
            return
        if self._frame is None or not isValid(self._frame):  # it went with its window
            self._frame = _Frame(now.window())
        self._frame.setWidget(now)
        self._frame.show()


def _draws_its_own(widget: QWidget) -> bool:
    return isinstance(
        widget,
        QAbstractButton | QLineEdit | QPlainTextEdit | QTextEdit | QComboBox | QAbstractSpinBox | QAbstractItemView,
    )
