"""Turn the pages of the very PDF that will be printed into pictures, for the preview and the printer."""

from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from threading import Lock

import pypdfium2

POINTS_AN_INCH = 72.0
_ALONE = Lock()
"""PDFium bears one thread at a time, whatever the documents: a page is shown while others are printed."""


@dataclass(frozen=True)
class PageImage:
    """A page as pixels: red, green, blue and an unused byte, row after row of `stride` bytes."""

    width: int
    height: int
    stride: int
    data: bytes = field(repr=False)


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with _opened(pdf) as document:
        return len(document)


def page_image(pdf: bytes, number: int, scale: float) -> PageImage:
    """Return one page, counted from 0, at so many pixels a point: the printer's resolution / 72, or the screen's."""
    with _opened(pdf) as document:
        return _image(document, number, scale)


def page_images(pdf: bytes, scale: float) -> tuple[PageImage, ...]:
    """Return every page at so many pixels a point."""
    with _opened(pdf) as document:
        return tuple(_image(document, number, scale) for number in range(len(document)))


@contextmanager
def _opened(pdf: bytes) -> Generator[pypdfium2.PdfDocument]:
    with _ALONE:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


def _image(document: pypdfium2.PdfDocument, number: int, scale: float) -> PageImage:
    with (
        closing(document[number]) as page,
        closing(page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)) as drawn,
    ):
        return PageImage(drawn.width, drawn.height, drawn.stride, bytes(drawn.buffer))
