"""Embed the one typeface of our papers, Source Sans 3 (SIL Open Font License), and measure with it."""

import unicodedata
from functools import cache

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from caseflow.resources import resource

REGULAR = "CaseFlow-Regular"
BOLD = "CaseFlow-Bold"
_FILES = {REGULAR: "SourceSans3-Regular.ttf", BOLD: "SourceSans3-Bold.ttf"}


@cache
def register() -> None:
    """Make the fonts known to ReportLab, once for the whole run: reading them takes a moment."""
    rl_config.useA85 = 0  # fonts coded as text would only be bigger and slower
    for font in _fonts():
        pdfmetrics.registerFont(font)
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


@cache
def letters() -> frozenset[int]:
    """Return the code points that every font of ours can draw, the invisible ones left out."""
    known = [frozenset(font.face.charToGlyph) for font in _fonts()]
    return frozenset(
        code for code in known[0].intersection(*known) if not unicodedata.category(chr(code)).startswith("C")
    )


def width(text: str, size: float, font: str = REGULAR) -> float:
    """Return how wide a text is drawn, in points."""
    register()
    return pdfmetrics.stringWidth(text, font, size)


@cache
def _fonts() -> tuple[TTFont, ...]:
    return tuple(TTFont(name, str(resource("fonts", file))) for name, file in _FILES.items())
