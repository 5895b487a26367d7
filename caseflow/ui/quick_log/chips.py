"""What the quick form makes its rows of: small buttons that stay down, in a line that wraps."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from caseflow.ui import theme
from caseflow.ui.widgets.flow_row import FlowRow

_MOST_LETTERS = 34


def chip(words: str, clicked: Callable[[bool], object], *, checkable: bool = True) -> QPushButton:
    """Make a small button; `clicked` is told whether it is down."""
    button = QPushButton(words.replace("&", "&&"))
    button.setCheckable(checkable)
    button.setAutoDefault(False)

    def tell(is_down: bool) -> None:  # a `partial` would be told nothing
        clicked(is_down)

    button.clicked.connect(tell)
    return button


def shortened(words: str) -> str:
    """Cut a long name at a word: the whole of it is in the tool tip."""
    if len(words) <= _MOST_LETTERS:
        return words
    return f"{words[:_MOST_LETTERS].rsplit(' ', 1)[0].rstrip(' ,:–-')}…"


class ChipRow(QWidget):
    """A title and what follows it, from line to line."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = QLabel(title)
        self.flow = FlowRow(theme.SPACE_S)
        self.setLayout(self.flow)
        self.flow.addWidget(self.title)

    def drop(self, widget: QWidget) -> None:
        """Take a control out of the row."""
        self.flow.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
