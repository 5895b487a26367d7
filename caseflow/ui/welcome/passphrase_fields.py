"""A new passphrase, typed twice and judged in words."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from caseflow.domain.errors import Invalid
from caseflow.i18n import _
from caseflow.ui import theme
from caseflow.ui.forms import Form


class PassphraseFields(QWidget):
    """Two fields, and under them how strong the passphrase is."""

    entered = Signal()
    """Enter was pressed in the second field."""

    def __init__(self, about: Callable[[], tuple[str, ...]]) -> None:
        """Make the fields; `about` returns words that a passphrase should not be made of: a name."""
        super().__init__()
        self._about = about
        self._first, self._again = QLineEdit(), QLineEdit()
        self._strength = theme.quiet("")
        self._form = Form()
        for field in (self._first, self._again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self._form.add("passphrase", _("Passphrase"), self._first)
        self._form.add("again", _("Passphrase, again"), self._again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(
            theme.quiet(
                _(
                    "Four or five words that have nothing to do with each other make a passphrase that is easy to"
                    " remember and hard to guess. Nobody can read the store without it, nor find it again for you."
                )
            )
        )
        column.addWidget(self._form)
        column.addWidget(self._strength)
        self._first.textChanged.connect(self._on_edited)
        self._again.returnPressed.connect(self.entered)

    def passphrase(self) -> str:
        """Return the passphrase.

        Raises:
            Invalid: it is missing, too weak, or not the same twice; the sentence is under its field.
        """
        error = self._problem()
        if error is not None:
            self._form.show_invalid(error)
            raise error
        self._form.clear_errors()
        return self._first.text()

    def error_text(self) -> str:
        """Return the sentence now under one of the fields."""
        return self._form.error_text("passphrase") or self._form.error_text("again")

    def _problem(self) -> Invalid | None:
        from caseflow.store import passphrases

        if not self._first.text():
            return Invalid("passphrase", _("A passphrase is needed."))
        judged = passphrases.judge(self._first.text(), self._about())
        if not judged.is_enough:
            return Invalid("passphrase", judged.sentence)
        if self._again.text() != self._first.text():
            return Invalid("again", _("The two passphrases are not the same."))
        return None

    def _on_edited(self, text: str) -> None:
        from caseflow.store import passphrases

        if not text:
            self._strength.setText("")
            return
        judged = passphrases.judge(text, self._about())
        self._strength.setText(judged.sentence)
        self._strength.setProperty("tone", "success" if judged.is_enough else "warning")
        self._strength.style().polish(self._strength)
