"""The few styles of our papers, all in one typeface, derived from the size of the text."""

from dataclasses import dataclass
from functools import cache

from reportlab.lib.colors import Color, black
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from caseflow.reports import fonts

INK = black
MUTED = Color(0.28, 0.28, 0.28)
"""Dark enough for a poor photocopy: contrast 9:1."""
RULE = Color(0.45, 0.45, 0.45)
GRID = Color(0.72, 0.72, 0.72)
SHADE = Color(0.92, 0.92, 0.92)

LEADING = 1.2


@dataclass(frozen=True)
class Styles:
    """Paragraph styles for one size of text, in points."""

    size: float
    body: ParagraphStyle
    bold: ParagraphStyle
    small: ParagraphStyle
    small_right: ParagraphStyle
    heading: ParagraphStyle

    def at(self, size: float, *, is_bold: bool = False, is_centred: bool = False) -> ParagraphStyle:
        """Return a style of another size."""
        return _style(size, fonts.BOLD if is_bold else fonts.REGULAR, align=TA_CENTER if is_centred else TA_LEFT)


@cache
def styles(size: float) -> Styles:
    """Return the styles for a size of text."""
    fonts.register()
    small = max(size - 1.5, 8.5)
    return Styles(
        size,
        body=_style(size, fonts.REGULAR),
        bold=_style(size, fonts.BOLD),
        small=_style(small, fonts.REGULAR, MUTED),
        small_right=_style(small, fonts.REGULAR, MUTED, TA_RIGHT),
        heading=_style(size + 1.5, fonts.BOLD),
    )


@cache
def _style(size: float, font: str, colour: Color = INK, align: int = TA_LEFT) -> ParagraphStyle:
    """Return a style in which nothing falls back to Helvetica, not even a bullet."""
    return ParagraphStyle(
        f"{font}-{size}-{colour.hexval()}-{align}",
        fontName=font,
        fontSize=size,
        leading=round(size * LEADING, 2),
        textColor=colour,
        alignment=align,
        bulletFontName=font,
        splitLongWords=1,
        embeddedHyphenation=1,  # « Saint-Rémy-de-Provence » may be broken at its hyphens
    )
