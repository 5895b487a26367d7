"""What stands where a list would: what is missing, why, and what to do about it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from caseflow.ui import icons, theme


class EmptyState(QWidget):
    """A title, a sentence, and buttons; the first button is the one to press."""

    def __init__(self, icon_name: str, title: str, text: str) -> None:
        super().__init__()
        self._picture = QLabel()
        self._picture.setPixmap(icons.icon(icon_name, theme.muted(self.palette())).pixmap(48, 48))
        self._buttons = QHBoxLayout()
        self._title = theme.title(title, 1.25)
        self._text = theme.quiet(text)
        self._text.setMaximumWidth(theme.COLUMN_FORM + 120)
        self._arrange()

    def add_button(self, text: str, icon_name: str, action: Callable[[], object]) -> QPushButton:
        """Add something to do."""
        button = QPushButton(icons.icon(icon_name), text)
        button.clicked.connect(lambda _checked=False: action())
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        return button

    def set_texts(self, title: str, text: str) -> None:
        """Change what is said."""
        self._title.setText(title)
        self._text.setText(text)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.addStretch(2)
        for label in (self._picture, self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._title)
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(self._text, 6)
        centred.addStretch(1)
        column.addLayout(centred)
        column.addSpacing(theme.SPACE_M)
        column.addLayout(self._buttons)
        self._buttons.addStretch(1)
        self._buttons.insertStretch(0, 1)
        column.addStretch(3)
