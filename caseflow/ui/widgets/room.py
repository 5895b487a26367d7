"""How much room a screen leaves to a window: an office screen enlarged to 150 % has a third less than it seems."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

FRAME = QSize(8, 40)
"""What the title bar and the borders take, which no window knows before it is shown."""


def room(widget: QWidget) -> QSize:
    """Return the largest size a window can have and still be seen whole."""
    return widget.screen().availableSize() - FRAME


def resize_within(widget: QWidget, width: int, height: int) -> None:
    """Give a window a size, or what its screen has of it."""
    widget.resize(QSize(width, height).boundedTo(room(widget)))
