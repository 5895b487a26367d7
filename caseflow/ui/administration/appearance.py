"""How CaseFlow looks on this PC: as the system has it, light, dark, high contrast. Changed at once, and kept."""

from functools import partial

from PySide6.QtWidgets import QApplication, QRadioButton, QVBoxLayout, QWidget

from caseflow.i18n import N_, _
from caseflow.ui import theme
from caseflow.ui.context import Context
from caseflow.ui.theme import Look

WORDS = {
    Look.SYSTEM: N_("As the system"),
    Look.LIGHT: N_("Light"),
    Look.DARK: N_("Dark"),
    Look.CONTRAST: N_("High contrast"),
}


class AppearanceTab(QWidget):
    """One button a look."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._buttons = {look: QRadioButton(_(words)) for look, words in WORDS.items()}
        column = QVBoxLayout(self)
        column.addWidget(theme.title(_("Colours of the screens"), theme.SUBTITLE))
        column.addWidget(theme.quiet(_("This choice is for this PC; what is printed does not change.")))
        for look, button in self._buttons.items():
            button.setChecked(look.value == context.settings.look)
            button.clicked.connect(partial(self._on_chosen, look))
            column.addWidget(button)
        column.addStretch(1)

    def button(self, look: Look) -> QRadioButton:
        """Return the button of a look."""
        return self._buttons[look]

    def _on_chosen(self, look: Look, _checked: bool = False) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.choose(application, look)
        self._context.settings.look = look.value
        self._context.settings.save()
