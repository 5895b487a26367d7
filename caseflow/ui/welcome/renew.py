"""The recovery code was right: choose a new passphrase; a new code will replace the one just used."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caseflow.domain.errors import Invalid
from caseflow.i18n import _
from caseflow.ui import icons, theme
from caseflow.ui.welcome.passphrase_fields import PassphraseFields


class RenewPage(QWidget):
    """A passphrase in place of the one that was lost."""

    asked = Signal(str)
    """The new passphrase is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._fields = PassphraseFields(tuple)
        self._go = QPushButton(icons.icon("key"), _("Change the passphrase and open"))
        actions = QHBoxLayout()
        actions.addStretch(1)
        actions.addWidget(self._go)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(theme.title(_("Choose a new passphrase")))
        column.addWidget(theme.quiet(_("The recovery code is right. It is used up: you will be given a new one.")))
        column.addWidget(self._fields)
        column.addStretch(1)
        column.addLayout(actions)
        self._go.clicked.connect(self._on_go)
        self._fields.entered.connect(self._on_go)

    def set_busy(self, is_busy: bool) -> None:
        """Stop asking while the store is opened."""
        self._go.setEnabled(not is_busy)

    def _on_go(self) -> None:
        try:
            passphrase = self._fields.passphrase()
        except Invalid:
            return  # said under its field
        self.asked.emit(passphrase)
