"""How CaseFlow looks on this PC: its colours and its language. Changed at once, and kept."""

from functools import partial

from PySide6.QtWidgets import QApplication, QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from caseflow.i18n import LANGUAGES, N_, _, current
from caseflow.ui import theme
from caseflow.ui.context import Context
from caseflow.ui.theme import Look

WORDS = {
    Look.SYSTEM: N_("As the system"),
    Look.LIGHT: N_("Light"),
    Look.DARK: N_("Dark"),
    Look.CONTRAST: N_("High contrast"),
}
NAMES = {"fr": "Français", "en": "English"}
"""Each language says its own name: whoever looks for it may read no other."""


class AppearanceTab(QWidget):
    """One button a look, and one a language."""

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
        self._languages = {language: QRadioButton(NAMES[language]) for language in LANGUAGES}
        self._group = QButtonGroup(self)
        column.addSpacing(theme.SPACE_L)
        column.addWidget(theme.title(_("Language"), theme.SUBTITLE))
        column.addWidget(theme.quiet(_("The window opens again at once, with its tabs and what was being typed.")))
        for language, button in self._languages.items():
            button.setChecked(language == current().language)
            self._group.addButton(button)
            button.clicked.connect(partial(self._on_language_chosen, language))
            column.addWidget(button)
        column.addStretch(1)

    def button(self, look: Look) -> QRadioButton:
        """Return the button of a look."""
        return self._buttons[look]

    def language_button(self, language: str) -> QRadioButton:
        """Return the button of a language."""
        return self._languages[language]

    def _on_language_chosen(self, language: str, _checked: bool = False) -> None:
        if language != current().language:
            self._context.settings.language = language
            self._context.settings.save()
            self._context.navigator.language_asked.emit(language)

    def _on_chosen(self, look: Look, _checked: bool = False) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.choose(application, look)
        self._context.settings.look = look.value
        self._context.settings.save()
