"""Embed the one typeface of our papers, Source Sans 3 (SIL Open Font License), and measure with it."""

from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from caseflow.resources import resource

REGULAR = "CaseFlow-Regular"
BOLD = "CaseFlow-Bold"
_FILES = {REGULAR: "SourceSans3-Regular.ttf", BOLD: "SourceSans3-Bold.ttf"}


@cache
def register() -> None:
    """Make the fonts known to ReportLab, once for the whole run: reading them takes a moment."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", file))))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


@cache
def letters() -> frozenset[int]:
    """Return the code points that every font of ours can draw."""
    register()
    faces = [pdfmetrics.getFont(name).face for name in _FILES]
    return frozenset(set[int].intersection(*(set[int](face.charToGlyph) for face in faces)))


def width(text: str, size: float, font: str = REGULAR) -> float:
    """Return how wide a text is drawn, in points."""
    register()
    return float(pdfmetrics.stringWidth(text, font, size))
