"""A new passphrase, typed twice and judged in words."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caseflow.domain.errors import Invalid
from caseflow.i18n import _
from caseflow.ui import icons, theme
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
        self._propose = QPushButton(icons.icon("refresh"), _("Propose seven words"))
        self._shown = QCheckBox(_("Show what is typed"))
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
                    "Seven words drawn by lot make a passphrase that nobody guesses, and that can be learnt in a few"
                    " days. Nobody can read the store without it, nor find it again for you."
                )
            )
        )
        column.addWidget(self._form)
        column.addWidget(self._strength)
        helps = QHBoxLayout()
        helps.addWidget(self._propose)
        helps.addWidget(self._shown)
        helps.addStretch(1)
        column.addLayout(helps)
        self._propose.clicked.connect(self._on_propose)
        self._shown.toggled.connect(self._on_shown)
        self._first.textChanged.connect(self._on_edited)
        self._again.textChanged.connect(self._form.clear_errors)
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

        strength = passphrases.assess(self._first.text(), self._about())
        if not strength.is_enough:
            return Invalid("passphrase", strength.advice)
        if self._again.text() != self._first.text():
            return Invalid("again", _("The two passphrases are not the same."))
        return None

    def _on_edited(self, text: str) -> None:
        from caseflow.store import passphrases

        self._form.clear_errors()  # they spoke of what stood there before
        strength = passphrases.assess(text, self._about())
        self._strength.setText(strength_text(strength.bits, strength.advice) if text else "")
        self._strength.setProperty("tone", "success" if strength.is_enough else "warning")
        self._strength.style().polish(self._strength)

    def _on_propose(self) -> None:
        from caseflow.store import passphrases

        self._shown.setChecked(True)
        self._first.setText(passphrases.propose())
        self._again.clear()
        self._again.setFocus()

    def _on_shown(self, is_shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        for field in (self._first, self._again):
            field.setEchoMode(mode)


def strength_text(bits: int, advice: str) -> str:
    """Say in words how hard a passphrase is to guess, and what would make it harder."""
    if not advice:
        return "✔ " + (_("Very strong.") if bits >= 100 else _("Strong."))
    word = _("Very weak.") if bits < 28 else _("Weak.") if bits < 50 else _("Still too weak.")
    return f"⚠ {word} {advice}"
