# ruff: noqa: N803, N815 - the names are ReportLab’s
from reportlab.lib.colors import Color

class ParagraphStyle:
    fontName: str
    fontSize: float
    leading: float
    textColor: Color
    def __init__(
        self,
        name: str,
        *,
        fontName: str = ...,
        fontSize: float = ...,
        leading: float = ...,
        textColor: Color = ...,
        alignment: int = ...,
        bulletFontName: str = ...,
        splitLongWords: int = ...,
        embeddedHyphenation: int = ...,
    ) -> None: ...
