"""Embed the one typeface of our papers, Source Sans 3 (SIL Open Font License), and measure with it."""

import unicodedata
from functools import cache

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

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


_RANGES = ((0x21, 0x7F), (0xA1, 0x180), (0x1A0, 0x1B1), (0x1EA0, 0x1EFA), (0x2013, 0x2027), (0x20AC, 0x20AD))
KNOWN = "".join(chr(code) for first, end in _RANGES for code in range(first, end))
"""The letters of Europe and Vietnam, their punctuation and the euro: nearly all that is ever printed."""


def place_letters(canvas: Canvas) -> None:
    """Give the known letters their places in the fonts of a document, the same whatever is drawn and in which order."""
    beside = canvas.beginText()  # never drawn
    for font in _FILES:
        beside.setFont(font, 10)
        beside.textOut("".join(char for char in KNOWN if ord(char) in letters()))


def freeze() -> None:
    """Refuse, in the documents being drawn, any letter that has no place in their fonts yet."""
    for font in _fonts():
        for state in font.state.values():
            state.frozen = True


def width(text: str, size: float, font: str = REGULAR) -> float:
    """Return how wide a text is drawn, in points."""
    register()
    return pdfmetrics.stringWidth(text, font, size)


@cache
def _fonts() -> tuple[TTFont, ...]:
    return tuple(TTFont(name, str(resource("fonts", file))) for name, file in _FILES.items())
