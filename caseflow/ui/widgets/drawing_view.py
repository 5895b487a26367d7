"""Show a drawing as large as the room allows; what it says is in words beside it, so the keyboard passes it by."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from caseflow.drawing.labels import Measure
from caseflow.drawing.shapes import Drawing
from caseflow.ui.painting import POINTS_PER_INCH, ShapePainter, colours, width_of

LayOut = Callable[[float, Measure], Drawing | None]
"""Draws over a width, in points."""


class DrawingView(QWidget):
    """Lays out its drawing anew for each width."""

    def __init__(self) -> None:
        super().__init__()
        self._lay_out: LayOut | None = None
        self._drawing: Drawing | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_drawing(self, lay_out: LayOut) -> None:
        """Show another drawing, or nothing where there is none."""
        self._lay_out = lay_out
        self._draw()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, round((self._drawing.height if self._drawing else 0) * self._scale()))

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._draw()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        if self._drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._scale(), self._scale())
        ShapePainter(painter, colours(self.palette()), self.font().family()).draw(self._drawing)
        painter.end()

    def _draw(self) -> None:
        if self._lay_out is not None:
            self._drawing = self._lay_out(self.width() / self._scale(), self._measure)
            self.setFixedHeight(self.sizeHint().height())
            self.update()

    def _measure(self, text: str, size: float) -> float:
        return width_of(text, size, self.font().family(), self)

    def _scale(self) -> float:
        return self.logicalDpiY() / POINTS_PER_INCH
