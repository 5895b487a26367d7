"""A thin band on top of the window: a sentence that must stay in sight, and the way out of what it tells."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from caseflow.ui import theme


class Band(QFrame):
    """A sentence at the left, its button at the right."""

    def __init__(self, words: str, button: QPushButton) -> None:
        super().__init__()
        text = QLabel(words)
        text.setProperty("tone", "strong")
        self.setProperty("role", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_M, theme.SPACE_XS, theme.SPACE_M, theme.SPACE_XS)
        row.addWidget(text, 1)
        row.addWidget(button)
