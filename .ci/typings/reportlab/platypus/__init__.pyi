# ruff: noqa: N802, N803, N815 - the names are ReportLab’s
from collections.abc import Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas

class Flowable:
    canv: Canvas
    width: float
    height: float
    spaceBefore: float
    spaceAfter: float
    keepWithNext: int
    def __init__(self) -> None: ...
    def wrap(self, aW: float, aH: float) -> tuple[float, float]: ...
    def split(self, aW: float, aH: float) -> list[Flowable]: ...
    def draw(self) -> None: ...
    def drawOn(self, canvas: Canvas, x: float, y: float) -> None: ...
    def getSpaceBefore(self) -> float: ...
    def getSpaceAfter(self) -> float: ...
    def getKeepWithNext(self) -> int: ...

class Paragraph(Flowable):
    text: str
    style: ParagraphStyle
    def __init__(self, text: str, style: ParagraphStyle) -> None: ...

class Table(Flowable):
    def __init__(
        self,
        data: Sequence[Sequence[object]],
        *,
        colWidths: Sequence[float] = ...,
        rowHeights: Sequence[float | None] | None = ...,
        repeatRows: int = ...,
        hAlign: str = ...,
        cornerRadii: Sequence[float] = ...,
    ) -> None: ...
    def setStyle(self, tblstyle: Sequence[tuple[object, ...]]) -> None: ...
