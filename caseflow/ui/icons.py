"""Draw the line icons of `resources/icons` in the colour of the text around them, when and where they are shown."""

from functools import cache
from typing import ClassVar

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from typing_extensions import override

from caseflow.resources import resource
from caseflow.ui import theme


def icon(name: str, color: QColor | None = None) -> QIcon:
    """Return an icon by the name of its file, in a colour, or in those of the look in force when it is painted."""
    return _icon(name, color.name() if color else "")


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
    return _icon("caseflow", "#ffffff")


class _Drawing(QIconEngine):
    """Draws an icon at the size and in the colour asked for: all of them, drawn at the start, took 0.1 s."""

    clones: ClassVar[list[QIconEngine]] = []
    """Held here: PySide does not tell Qt that a clone is its own."""

    def __init__(self, name: str, color: str) -> None:
        super().__init__()
        self._name, self._color = name, color

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State, /) -> None:
        side = min(rect.width(), rect.height())
        place = QRect(QPoint(0, 0), QSize(side, side))
        place.moveCenter(rect.center())
        pixels = round(side * painter.device().devicePixelRatio())
        painter.drawPixmap(place, _drawn(self._name, pixels, self._ink(mode)))

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, /) -> QPixmap:
        return _drawn(self._name, min(size.width(), size.height()), self._ink(mode))

    @override
    def clone(self, /) -> QIconEngine:
        self.clones.append(_Drawing(self._name, self._color))
        return self.clones[-1]

    def _ink(self, mode: QIcon.Mode) -> str:
        palette = QGuiApplication.palette()
        if mode == QIcon.Mode.Disabled:
            return theme.muted(palette).name()
        if self._color:
            return self._color
        is_chosen = mode == QIcon.Mode.Selected
        role = QPalette.ColorRole.HighlightedText if is_chosen else QPalette.ColorRole.WindowText
        return palette.color(role).name()


@cache
def _icon(name: str, color: str) -> QIcon:
    return QIcon(_Drawing(name, color))


@cache
def _drawn(name: str, pixels: int, color: str) -> QPixmap:
    return pixmap(name, pixels, QColor(color)) if pixels > 0 else QPixmap()  # a page not laid out yet asks for none


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def _renderer(name: str, color: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))
