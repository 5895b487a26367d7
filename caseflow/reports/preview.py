"""Turn the pages of the very PDF that will be printed into pictures, for the preview and the printer."""

from dataclasses import dataclass, field

import pypdfium2

POINTS_AN_INCH = 72.0


@dataclass(frozen=True)
class PageImage:
    """A page as pixels: red, green, blue and an unused byte, row after row of `stride` bytes."""

    width: int
    height: int
    stride: int
    data: bytes = field(repr=False)


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def page_image(pdf: bytes, number: int, scale: float) -> PageImage:
    """Return one page, counted from 0, at so many pixels a point: the printer's resolution / 72, or the screen's."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return _image(document, number, scale)
    finally:
        document.close()


def page_images(pdf: bytes, scale: float) -> tuple[PageImage, ...]:
    """Return every page at so many pixels a point."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_image(document, number, scale) for number in range(len(document)))
    finally:
        document.close()


def _image(document: pypdfium2.PdfDocument, number: int, scale: float) -> PageImage:
    bitmap = document[number].render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
    return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
