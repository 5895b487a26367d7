"""How long CaseFlow waits before it locks a desk that was left: chosen for this PC, and kept."""

from functools import partial

from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from caseflow.i18n import _, ngettext
from caseflow.ui import theme
from caseflow.ui.context import Context
from caseflow.ui.menus import command_of

MINUTES = (1, 5, 10, 15)


class SecurityTab(QWidget):
    """One button a length."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._buttons = {minutes: QRadioButton(_words(minutes)) for minutes in MINUTES}
        column = QVBoxLayout(self)
        column.addWidget(theme.title(_("Lock when the desk is left"), theme.SUBTITLE))
        words = _(
            "Without a key or the pointer for that long, every window is hidden and the store is closed until its"
            " passphrase is typed again. What was being typed is kept. {key} locks at once."
        )
        column.addWidget(theme.quiet(words.format(key=command_of("lock").shortcut)))
        for minutes, button in self._buttons.items():
            button.setChecked(minutes == context.settings.lock_after)
            button.clicked.connect(partial(self._on_chosen, minutes))
            column.addWidget(button)
        column.addStretch(1)

    def button(self, minutes: int) -> QRadioButton:
        """Return the button of a length."""
        return self._buttons[minutes]

    def _on_chosen(self, minutes: int, _checked: bool = False) -> None:
        self._context.settings.lock_after = minutes
        self._context.settings.save()


def _words(minutes: int) -> str:
    return ngettext("After {count} minute", "After {count} minutes", minutes).format(count=minutes)
