"""First start: how to begin."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QCommandLinkButton, QVBoxLayout, QWidget

from caseflow.i18n import N_, _
from caseflow.ui import icons, theme

CHOICES = {
    "create": (
        N_("Create my store"),
        N_("A new encrypted file on this PC, protected by a passphrase of your own."),
        "plus",
    ),
    "open": (N_("Open an existing store"), N_("A file that you or a colleague already work with."), "folder"),
    "training": (
        N_("Look around in the training store"),
        N_("Seventy invented people, to try everything without any risk."),
        "book",
    ),
    "restore": (N_("Restore a backup"), N_("Bring back a store from one of its backups."), "restore"),
}


class ChoicePage(QWidget):
    """Four ways to begin; nothing is asked before one is chosen."""

    chosen = Signal(str)
    """The key of the choice."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(theme.title(_("Welcome to CaseFlow")))
        column.addWidget(theme.quiet(_("Everything stays on this PC, encrypted. Nothing goes over the network.")))
        column.addSpacing(theme.SPACE_M)
        for key, (title, text, icon_name) in CHOICES.items():
            button = QCommandLinkButton(_(title), _(text))
            button.setIcon(icons.icon(icon_name))
            button.setIconSize(QSize(24, 24))
            button.setAccessibleName(_(title))
            button.setAccessibleDescription(_(text))
            button.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            column.addWidget(button)
        column.addStretch(1)
