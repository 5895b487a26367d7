"""How much room a screen leaves to a window: an office screen enlarged to 150 % has a third less than it seems."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHeaderView, QScrollArea, QWidget

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
    return area


def give_headings_room(header: QHeaderView) -> None:
    """Widen the columns whose heading would be cut; none is made narrower."""
    for place in range(header.count()):
        header.resizeSection(place, max(header.sectionSize(place), header.sectionSizeHint(place)))
