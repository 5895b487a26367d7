"""How much room a screen leaves to a window: an office screen enlarged to 150 % has a third less than it seems."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFrame, QHeaderView, QScrollArea, QWidget
from typing_extensions import override

from caseflow.ui import theme

FRAME = QSize(8, 40)
"""What the title bar and the borders take, which no window knows before it is shown."""


def room(widget: QWidget) -> QSize:
    """Return the largest size a window can have and still be seen whole, where it will open."""
    # Never by `widget.screen()`: PySide makes the screen a child of the widget, and frees it with the widget.
    over = widget.parentWidget()
    screen = QGuiApplication.screenAt(over.window().geometry().center()) if over else None
    return (screen or QGuiApplication.primaryScreen()).availableSize() - FRAME


def resize_within(widget: QWidget, width: int, height: int) -> None:
    """Give a window a size, or what its screen has of it."""
    widget.resize(QSize(width, height).boundedTo(room(widget)))


def scrolled(inside: QWidget) -> QScrollArea:
    """Let a part of a window be scrolled where a small screen, enlarged, has less room than it needs."""
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    for ground in (inside, area.viewport()):  # what it stands on shows through: a card, or the window
        ground.setAutoFillBackground(False)
    return area


class FittingScroll(QScrollArea):
    """Takes the height of what it holds, as far as the screen has it; what is beyond is scrolled to."""

    def __init__(self, inside: QWidget, below: QWidget) -> None:
        """Hold the inside of a dialog, over the buttons that must stay in sight."""
        super().__init__()
        self._inside, self._below = inside, below
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        most = room(self.window()).height() - self._below.sizeHint().height() - 3 * theme.SPACE_L
        has_wrapped_words = self._inside.hasHeightForWidth()
        asked = self._inside.heightForWidth(width) if has_wrapped_words else self._inside.sizeHint().height()
        return min(asked, most)

    @override
    def sizeHint(self) -> QSize:
        width = self._inside.sizeHint().width()
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width() if self.verticalScrollBar().maximum() else 0
        return QSize(self._inside.minimumSizeHint().width() + bar, 0)

    @override
    def event(self, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def show_errors(self) -> None:
        """Give the sentences under the fields their room, and go to the field sent back to: Tab alone scrolls there."""
        window, missing = self.window(), self.heightForWidth(self.width()) - self.height()
        if missing > 0:
            window.resize(window.width(), window.height() + missing)
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.ensureWidgetVisible(focused)


def give_headings_room(header: QHeaderView) -> None:
    """Widen the columns whose heading would be cut; none is made narrower."""
    for place in range(header.count()):
        header.resizeSection(place, max(header.sectionSize(place), header.sectionSizeHint(place)))
