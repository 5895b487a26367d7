"""Put a look on the whole application, and change it when the person or the system does, without a restart."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QStyleHints
from PySide6.QtWidgets import QApplication

from caseflow.ui.theme.shades import CONTRAST, DARK, LIGHT, Look, Shades, palette_of
from caseflow.ui.theme.sheet import style_sheet

_SCHEMES = {
    Look.SYSTEM: Qt.ColorScheme.Unknown,
    Look.LIGHT: Qt.ColorScheme.Light,
    Look.DARK: Qt.ColorScheme.Dark,
    Look.CONTRAST: Qt.ColorScheme.Dark,
}


def install(application: QApplication, look: str = Look.SYSTEM.value) -> None:
    """Dress the application: the Fusion style, the system's font, the look that was chosen, by its kept value."""
    application.setStyle("Fusion")
    if application.findChild(_Wearing) is None:
        _Wearing(application)
    choose(application, Look(look) if look in {each.value for each in Look} else Look.SYSTEM)


def choose(application: QApplication, look: Look) -> None:
    """Change the look, now."""
    wearing = application.findChild(_Wearing)
    if wearing is not None:
        wearing.choose(look)


def shades_for(look: Look, scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference) -> Shades:
    """Return the colours of a look, given what the system prefers."""
    if look is Look.CONTRAST or (look is Look.SYSTEM and contrast == Qt.ContrastPreference.HighContrast):
        return CONTRAST
    if look is Look.SYSTEM:
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
    return DARK if look is Look.DARK else LIGHT


class _Wearing(QObject):
    """Follows what the system prefers, for as long as the application lives."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._look = Look.SYSTEM
        hints: QStyleHints = application.styleHints()
        hints.colorSchemeChanged.connect(self._dress)
        hints.accessibility().contrastPreferenceChanged.connect(self._dress)

    def choose(self, look: Look) -> None:
        """Wear a look; what the system itself draws, such as the frames of windows, follows."""
        self._look = look
        self._application.styleHints().setColorScheme(_SCHEMES[look])
        self._dress()

    def _dress(self, _preference: object = None) -> None:
        hints = self._application.styleHints()
        shades = shades_for(self._look, hints.colorScheme(), hints.accessibility().contrastPreference())
        sheet = style_sheet(shades)
        if sheet != self._application.styleSheet():  # setting it polishes every widget again
            self._application.setPalette(palette_of(shades))
            self._application.setStyleSheet(sheet)
