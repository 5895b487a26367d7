"""Paint the shapes of `drawing/` on a screen, in the colours of its palette: light, dark or high contrast."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPaintDevice, QPainter, QPalette, QPen, QPolygonF

from caseflow.drawing.shapes import Align, Drawing, Line, Polygon, Rect, Role, Shape, Word
from caseflow.drawing.timeline import Fill

POINTS_PER_INCH = 72.0

_PATTERNS = {
    Fill.HATCHED: Qt.BrushStyle.FDiagPattern,
    Fill.BACK_HATCHED: Qt.BrushStyle.BDiagPattern,
    Fill.CROSSED: Qt.BrushStyle.DiagCrossPattern,
    Fill.DOTTED: Qt.BrushStyle.Dense6Pattern,
    Fill.HORIZONTAL: Qt.BrushStyle.HorPattern,
    Fill.VERTICAL: Qt.BrushStyle.VerPattern,
}
_SHADES = {Fill.WHITE: 0.0, Fill.GREY: 0.25, Fill.DARK: 0.72}
"""How much ink there is in a plain fill."""

_PATTERN_INK = 0.55
"""Patterns are drawn lighter than outlines and words, so that what lies over them is read."""


def blend(low: QColor, high: QColor, part: float) -> QColor:
    """Return the colour that lies `part` of the way (0 to 1) from one to another."""
    return QColor.fromRgbF(
        low.redF() + (high.redF() - low.redF()) * part,
        low.greenF() + (high.greenF() - low.greenF()) * part,
        low.blueF() + (high.blueF() - low.blueF()) * part,
    )


@dataclass(frozen=True)
class Colours:
    """The colours a drawing takes from a palette."""

    ink: QColor
    paper: QColor
    roles: dict[Role, QColor]

    def shade(self, part: float) -> QColor:
        """Return paper with some ink in it."""
        return blend(self.paper, self.ink, part)


def colours(palette: QPalette) -> Colours:
    """Choose the colours of a drawing; contrast with the paper stays above 4.5 for whatever is read."""
    ink = palette.color(QPalette.ColorRole.Text)
    paper = palette.color(QPalette.ColorRole.Base)
    is_dark = paper.lightnessF() < ink.lightnessF()
    roles = {
        Role.INK: ink,
        Role.PAPER: paper,
        Role.MUTED: blend(paper, ink, 0.68),
        Role.GRID: blend(paper, ink, 0.18),
        Role.TODAY: QColor("#7cb8ff") if is_dark else QColor("#0b5cad"),
        Role.FLAG: QColor("#ffb454") if is_dark else QColor("#b54708"),
    }
    return Colours(ink, paper, roles)


def brush(fill: Fill, palette: Colours) -> QBrush:
    """Return the brush of a fill: a pattern that is told from the others without any colour."""
    if fill in _SHADES:
        return QBrush(palette.shade(_SHADES[fill]))
    return QBrush(palette.shade(_PATTERN_INK), _PATTERNS[fill])


def font_of(family: str, size: float, dots_per_inch: float, *, is_bold: bool = False) -> QFont:
    """Return a font for a painter scaled so that one unit is one point.

    Without hinting, since hints move the letters of a scaled text away from where they were measured.
    """
    font = QFont(family)
    font.setPointSizeF(size * POINTS_PER_INCH / dots_per_inch)
    font.setBold(is_bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def width_of(text: str, size: float, family: str, device: QPaintDevice) -> float:
    """Return how wide a text will be painted, in points."""
    font = font_of(family, size, device.logicalDpiY())
    return QFontMetricsF(font, device).horizontalAdvance(text)


class ShapePainter:
    """Paints shapes on a painter that is already scaled to points."""

    def __init__(self, painter: QPainter, palette: Colours, family: str) -> None:
        self._painter = painter
        self._palette = palette
        self._family = family
        self._dots_per_inch = float(painter.device().logicalDpiY())

    def draw(self, drawing: Drawing) -> None:
        """Paint every shape, in order."""
        for shape in drawing.shapes:
            self.shape(shape)

    def shape(self, shape: Shape) -> None:
        """Paint one shape."""
        match shape:
            case Rect():
                self._rect(shape)
            case Line():
                self._line(shape)
            case Polygon():
                self._polygon(shape)
            case Word():
                self._word(shape)

    def _pen(self, role: Role | None, weight: float, *, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        if role is None:
            return QPen(Qt.PenStyle.NoPen)
        return QPen(self._palette.roles[role], weight, style, Qt.PenCapStyle.FlatCap)

    def _rect(self, rect: Rect) -> None:
        style = Qt.PenStyle.DashLine if rect.is_dashed else Qt.PenStyle.SolidLine
        box = QRectF(rect.x, rect.y, rect.width, rect.height)
        self._painter.fillRect(box, self._palette.paper)  # a pattern is transparent: nothing shows through a bar
        self._painter.setPen(self._pen(rect.stroke, rect.weight, style=style))
        self._painter.setBrush(brush(rect.fill, self._palette))
        self._painter.drawRect(box)

    def _line(self, line: Line) -> None:
        style = Qt.PenStyle.DotLine if line.is_dotted else Qt.PenStyle.SolidLine
        self._painter.setPen(self._pen(line.role, line.weight, style=style))
        self._painter.drawLine(QPointF(line.x1, line.y1), QPointF(line.x2, line.y2))

    def _polygon(self, polygon: Polygon) -> None:
        self._painter.setPen(self._pen(polygon.stroke, polygon.weight))
        self._painter.setBrush(self._palette.roles[polygon.role])
        self._painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in polygon.points]))

    def _word(self, word: Word) -> None:
        font = font_of(self._family, word.size, self._dots_per_inch, is_bold=word.is_bold)
        width = QFontMetricsF(font, self._painter.device()).horizontalAdvance(word.text)
        shift = {Align.LEFT: 0.0, Align.CENTRE: width / 2, Align.RIGHT: width}[word.align]
        self._painter.setFont(font)
        self._painter.setPen(self._palette.roles[word.role])
        self._painter.drawText(QPointF(word.x - shift, word.y), word.text)
