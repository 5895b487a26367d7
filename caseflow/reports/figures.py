"""Draw the shapes of `drawing` and our own marks on paper, in black and greys that survive a photocopy."""

from collections.abc import Callable
from functools import lru_cache

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.lib.colors import Color, black, white
from reportlab.pdfgen.canvas import Canvas

from caseflow.drawing.shapes import Align, Drawing, Line, Polygon, Rect, Role, Word
from caseflow.drawing.timeline import Fill
from caseflow.reports import fonts
from caseflow.reports.styles import GRID, MUTED
from caseflow.reports.texts import clean

_COLOURS = {
    Role.INK: black,
    Role.MUTED: MUTED,
    Role.GRID: GRID,
    Role.PAPER: white,
    Role.TODAY: black,
    Role.FLAG: black,
}
_GREY = Color(0.78, 0.78, 0.78)
_DARK = Color(0.35, 0.35, 0.35)
_HATCH = Color(0.35, 0.35, 0.35)
_SPACING = 4.0


def draw(canvas: Canvas, drawing: Drawing) -> None:
    """Draw shapes with the lower left corner of the drawing at the origin."""
    canvas.saveState()
    canvas.setLineCap(0)
    for shape in drawing.shapes:
        if isinstance(shape, Rect):
            _rect(canvas, shape, drawing.height)
        elif isinstance(shape, Line):
            _line(canvas, shape, drawing.height)
        elif isinstance(shape, Polygon):
            _polygon(canvas, shape, drawing.height)
        else:
            _word(canvas, shape, drawing.height)
    canvas.restoreState()


def _rect(canvas: Canvas, rect: Rect, height: float) -> None:
    bottom = height - rect.bottom
    canvas.setFillColor({Fill.GREY: _GREY, Fill.DARK: _DARK}.get(rect.fill, white))
    canvas.rect(rect.x, bottom, rect.width, rect.height, stroke=0, fill=1)
    pattern = _PATTERNS.get(rect.fill)
    if pattern is not None:
        canvas.saveState()
        clip = canvas.beginPath()
        clip.rect(rect.x, bottom, rect.width, rect.height)
        canvas.clipPath(clip, stroke=0, fill=0)
        canvas.setStrokeColor(_HATCH)
        canvas.setLineWidth(0.6)
        pattern(canvas, rect.x, bottom, rect.width, rect.height)
        canvas.restoreState()
    if rect.stroke is not None:
        canvas.setStrokeColor(_COLOURS[rect.stroke])
        canvas.setLineWidth(rect.weight)
        canvas.setDash([3, 2] if rect.is_dashed else [])
        canvas.rect(rect.x, bottom, rect.width, rect.height, stroke=1, fill=0)
        canvas.setDash([])


def _line(canvas: Canvas, line: Line, height: float) -> None:
    canvas.setStrokeColor(_COLOURS[line.role])
    canvas.setLineWidth(line.weight)
    canvas.setDash([1, 2] if line.is_dotted else [])
    canvas.line(line.x1, height - line.y1, line.x2, height - line.y2)
    canvas.setDash([])


def _polygon(canvas: Canvas, polygon: Polygon, height: float) -> None:
    path = canvas.beginPath()
    (x, y), *others = polygon.points
    path.moveTo(x, height - y)
    for x, y in others:
        path.lineTo(x, height - y)
    path.close()
    canvas.setFillColor(_COLOURS[polygon.role])
    canvas.drawPath(path, stroke=0, fill=1)


def _word(canvas: Canvas, word: Word, height: float) -> None:
    font = fonts.BOLD if word.is_bold else fonts.REGULAR
    text = clean(word.text)
    canvas.setFont(font, word.size)
    canvas.setFillColor(_COLOURS[word.role])
    shift = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[word.align]
    canvas.drawString(word.x - shift * fonts.width(text, word.size, font), height - word.y, text)


# Patterns -----------------------------------------------------------------------------------------------------


def _slanted(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    canvas.lines([(at - height, y, at, y + height) for at in _places(x, x + width + height)])


def _back_slanted(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    canvas.lines([(at - height, y + height, at, y) for at in _places(x, x + width + height)])


def _crossed(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    _slanted(canvas, x, y, width, height)
    _back_slanted(canvas, x, y, width, height)


def _level(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    canvas.lines([(x, at, x + width, at) for at in _places(y, y + height, 3.0)])


def _upright(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    canvas.lines([(at, y, at, y + height) for at in _places(x, x + width, 3.0)])


def _dotted(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    """Draw dots as the round ends of dashes without length: a page of circles would weigh far more."""
    canvas.setLineCap(1)
    canvas.setLineWidth(1.1)
    for number, at in enumerate(_places(y, y + height, 2.6)):
        canvas.setDash([0, 5.2], 2.6 * (number % 2))
        canvas.line(x, at, x + width, at)


def _places(first: float, last: float, spacing: float = _SPACING) -> list[float]:
    """Return evenly spread places, on one lattice for the whole page so that neighbours match."""
    start = first - first % spacing + spacing / 2
    return [start + number * spacing for number in range(int((last - start) / spacing) + 1)]


_PATTERNS: dict[Fill, Callable[[Canvas, float, float, float, float], None]] = {
    Fill.HATCHED: _slanted,
    Fill.BACK_HATCHED: _back_slanted,
    Fill.CROSSED: _crossed,
    Fill.DOTTED: _dotted,
    Fill.HORIZONTAL: _level,
    Fill.VERTICAL: _upright,
}


# Marks --------------------------------------------------------------------------------------------------------


def draw_check(canvas: Canvas, size: float) -> None:
    """Draw ✔ in a square of that size."""
    canvas.setLineWidth(size * 0.17)
    canvas.setLineJoin(1)
    canvas.setLineCap(1)
    path = canvas.beginPath()
    path.moveTo(size * 0.12, size * 0.48)
    path.lineTo(size * 0.4, size * 0.16)
    path.lineTo(size * 0.9, size * 0.86)
    canvas.drawPath(path, stroke=1, fill=0)


def draw_half_circle(canvas: Canvas, size: float) -> None:
    """Draw ◐ in a square of that size."""
    draw_circle(canvas, size)
    path = canvas.beginPath()
    path.moveTo(size / 2, size * 0.92)
    path.arcTo(size * 0.08, size * 0.08, size * 0.92, size * 0.92, startAng=90, extent=180)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def draw_circle(canvas: Canvas, size: float) -> None:
    """Draw ○ in a square of that size."""
    canvas.setLineWidth(size * 0.1)
    canvas.circle(size / 2, size / 2, size * 0.42, stroke=1, fill=0)


def draw_box(canvas: Canvas, size: float) -> None:
    """Draw ☐, a box to tick with a pen, in a square of that size."""
    canvas.setLineWidth(0.9)
    canvas.rect(0.5, 0.5, size - 1, size - 1, stroke=1, fill=0)


def draw_code(canvas: Canvas, text: str, size: float) -> None:
    """Draw the QR code of a short text in a square of that size, quiet zone included."""
    modules = _modules(text)
    module = size / (len(modules) + 4)
    canvas.setFillColor(black)
    path = canvas.beginPath()
    for row, line in enumerate(modules):
        for column, is_dark in enumerate(line):
            if is_dark:
                path.rect((column + 2) * module, size - (row + 3) * module, module, module)
    canvas.drawPath(path, stroke=0, fill=1)


@lru_cache(maxsize=64)
def _modules(text: str) -> tuple[tuple[bool, ...], ...]:
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    return tuple(tuple(bool(cell) for cell in row) for row in code.modules)
