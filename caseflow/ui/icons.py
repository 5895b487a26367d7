"""Draw the line icons of `resources/icons` in the colour of the text around them."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from caseflow.resources import resource
from caseflow.ui import theme

_SIZES = (16, 20, 24, 32, 48)
_SCALES = (1, 2)


def icon(name: str, color: QColor | None = None) -> QIcon:
    """Return an icon by the name of its file, in a colour or in the palette's own."""
    palette = QGuiApplication.palette()
    ink = color or palette.color(QPalette.ColorRole.WindowText)
    chosen = color or palette.color(QPalette.ColorRole.HighlightedText)
    return _icon(name, ink.name(), theme.muted(palette).name(), chosen.name())


def pixmap(name: str, size: int, color: QColor, scale: float = 1.0) -> QPixmap:
    """Draw an icon at a size in logical pixels, for a screen of a given scale."""
    drawn = QPixmap(QSize(round(size * scale), round(size * scale)))
    drawn.setDevicePixelRatio(scale)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    _renderer(name, color.name()).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return drawn


def application_icon() -> QIcon:
    """Return the icon of CaseFlow, in its own colours."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(pixmap("caseflow", size, QColor("white")))
    return made


@cache
def _icon(name: str, ink: str, disabled: str, chosen: str) -> QIcon:
    made = QIcon()
    modes = {QIcon.Mode.Normal: ink, QIcon.Mode.Disabled: disabled, QIcon.Mode.Selected: chosen}
    for mode, color in modes.items():
        for size in _SIZES:
            for scale in _SCALES:
                made.addPixmap(pixmap(name, size, QColor(color), scale), mode)
    return made


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def _renderer(name: str, color: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))
