"""What is said where a form could not be saved: the text is there still, to be saved again or copied."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from caseflow.domain.errors import CaseFlowError, Invalid
from caseflow.i18n import _
from caseflow.ui import icons, theme
from caseflow.ui.context import Context
from caseflow.ui.errors import code_of


class Trouble(QFrame):
    """A sentence and two ways on."""

    def __init__(self, context: Context, again: Callable[[], object], text: Callable[[], str]) -> None:
        """`again` saves once more; `text` is what may be copied."""
        super().__init__()
        self._context = context
        self._text = text
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setProperty("tone", "danger")
        self.again = QPushButton(icons.icon("refresh"), _("Try again"))
        self.copy = QPushButton(icons.icon("copy"), _("Copy the text"))
        self.again.clicked.connect(lambda _down=False: again())
        self.copy.clicked.connect(self._on_copy)
        self.setProperty("role", "card")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_M, theme.SPACE_XS, theme.SPACE_M, theme.SPACE_XS)
        row.addWidget(self.words, 1)
        for button in (self.again, self.copy):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.hide()

    def tell(self, error: Exception) -> None:
        """Say what went wrong; what is to be corrected can be corrected at once."""
        is_to_correct = isinstance(error, Invalid)
        if isinstance(error, CaseFlowError):
            words = error.message
        else:
            told = _("CaseFlow met a fault of its own. Nothing was changed. Code for the support: {code}")
            words = told.format(code=code_of(error))
        kept = "" if is_to_correct else _("Your text is still here.")
        self.words.setText(" ".join(part for part in (f"⚠ {words}", kept) if part))
        for button in (self.again, self.copy):
            button.setVisible(not is_to_correct)
        self.show()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text())
        self._context.navigator.show_message(_("Text copied"))
