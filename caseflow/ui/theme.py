"""Spacing, sizes and colours of every screen. Colours come from the palette in force: light and dark both hold."""

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

SPACE_XS = 4
SPACE_S = 8
SPACE_M = 12
SPACE_L = 20
SPACE_XL = 32
ICON = 20
RADIUS = 6
COLUMN_FORM = 420
"""The width, in logical pixels, beyond which a field is no longer easier to read."""

_DARK = 128


def is_dark(palette: QPalette) -> bool:
    """Tell whether text is light on a dark ground."""
    return palette.color(QPalette.ColorRole.Window).lightness() < _DARK


def mixed(first: QColor, second: QColor, share: float) -> QColor:
    """Return a colour between two, `share` of the way from the first to the second."""
    return QColor(
        round(first.red() + (second.red() - first.red()) * share),
        round(first.green() + (second.green() - first.green()) * share),
        round(first.blue() + (second.blue() - first.blue()) * share),
    )


def muted(palette: QPalette) -> QColor:
    """Return the colour of what is said in a lower voice, still at 4.5:1 or more on the window."""
    return mixed(palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Window), 0.32)


def line(palette: QPalette) -> QColor:
    """Return the colour of thin separations."""
    return mixed(palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Window), 0.78)


def warning(palette: QPalette) -> QColor:
    """Return the colour of what needs attention; a word or a shape always goes with it."""
    return QColor("#f0b44c") if is_dark(palette) else QColor("#8a4b00")


def danger(palette: QPalette) -> QColor:
    """Return the colour of what is wrong; a word or a shape always goes with it."""
    return QColor("#ff9a8f") if is_dark(palette) else QColor("#b3261e")


def success(palette: QPalette) -> QColor:
    """Return the colour of what went well; a word or a shape always goes with it."""
    return QColor("#8fd19e") if is_dark(palette) else QColor("#1b6e3c")


def accent(palette: QPalette) -> QColor:
    """Return the colour of the focus ring and of the chosen section."""
    return QColor("#8ab4f8") if is_dark(palette) else QColor("#1a56b0")


def title_font(widget: QWidget, scale: float = 1.5) -> QFont:
    """Return the widget's font, larger and bold, for a title."""
    font = QFont(widget.font())
    font.setPointSizeF(font.pointSizeF() * scale)
    font.setBold(True)
    return font


def title(text: str, scale: float = 1.5) -> QLabel:
    """Make the title of a page."""
    label = QLabel(text)
    label.setFont(title_font(label, scale))
    label.setWordWrap(True)
    return label


def quiet(text: str) -> QLabel:
    """Make a text in a lower voice, that wraps."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setProperty("tone", "muted")
    return label


def style_sheet(palette: QPalette) -> str:
    """Return the few rules that Qt's own style lacks: a focus ring of two pixels, tones of text, the sidebar."""
    ring, ink, ground = (color.name() for color in (accent(palette), *_reversed(palette)))
    chosen = mixed(palette.color(QPalette.ColorRole.Window), accent(palette), 0.16).name()
    rules = {
        "QLabel[tone='muted']": f"color: {muted(palette).name()};",
        "QLabel[tone='danger']": f"color: {danger(palette).name()};",
        "QLabel[tone='warning']": f"color: {warning(palette).name()};",
        "QLabel[tone='success']": f"color: {success(palette).name()};",
        "QFrame[role='toast']": f"background: {ink}; border-radius: {RADIUS}px;",
        "QFrame[role='toast'] QLabel": f"color: {ground};",
        "QPushButton[role='tile']": f"padding: {SPACE_S}px; font-weight: bold;",
        "QToolButton[role='section']": (
            f"border: 2px solid transparent; border-radius: {RADIUS}px; padding: {SPACE_S}px; text-align: left;"
        ),
        "QToolButton[role='section']:hover": f"background: {line(palette).name()};",
        "QToolButton[role='section']:checked": f"background: {chosen}; font-weight: bold;",
        "QToolButton[role='section']:focus": f"border-color: {ring};",
        "QFrame[role='card']": f"border: 1px solid {line(palette).name()}; border-radius: {RADIUS}px;",
    }
    return "\n".join(f"{selector} {{ {rule} }}" for selector, rule in rules.items())


def _reversed(palette: QPalette) -> tuple[QColor, QColor]:
    """Return the colours of text and ground, for what stands out in reverse."""
    return palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Window)


def install(application: QApplication) -> None:
    """Dress the whole application: the Fusion style, the system's font and colours, ours above them."""
    application.setStyle("Fusion")
    dress(application)


def dress(application: QApplication) -> None:
    """Put our colours in accord with the palette now in force: a system may turn dark at nightfall."""
    sheet = style_sheet(application.palette())
    if sheet != application.styleSheet():  # setting it tells every window of a change of palette, again
        application.setStyleSheet(sheet)
