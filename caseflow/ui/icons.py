"""Draw the line icons of `resources/icons` in the colour of the text around them, when and where they are shown."""

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from typing_extensions import override

from caseflow.resources import resource
from caseflow.ui import theme


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
    return _icon("caseflow", "#ffffff", "#ffffff", "#ffffff")


class _Drawing(QIconEngine):
    """Draws an icon at the very size asked for, once: at the start, hundreds of sizes nobody looks at took 0.1 s."""

    def __init__(self, name: str, ink: str, disabled: str, chosen: str) -> None:
        super().__init__()
        self._name = name
        self._ink, self._disabled, self._chosen = ink, disabled, chosen

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State, /) -> None:
        side = min(rect.width(), rect.height())
        place = QRect(QPoint(0, 0), QSize(side, side))
        place.moveCenter(rect.center())
        painter.drawPixmap(place, _drawn(self._name, round(side * painter.device().devicePixelRatio()), self._in(mode)))

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, /) -> QPixmap:
        return _drawn(self._name, min(size.width(), size.height()), self._in(mode))

    @override
    def clone(self, /) -> QIconEngine:
        return _Drawing(self._name, self._ink, self._disabled, self._chosen)

    def _in(self, mode: QIcon.Mode) -> str:
        inks = {QIcon.Mode.Disabled: self._disabled, QIcon.Mode.Selected: self._chosen}
        return inks.get(mode, self._ink)


@cache
def _icon(name: str, ink: str, disabled: str, chosen: str) -> QIcon:
    return QIcon(_Drawing(name, ink, disabled, chosen))


@cache
def _drawn(name: str, pixels: int, color: str) -> QPixmap:
    return pixmap(name, pixels, QColor(color))


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def _renderer(name: str, color: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))
