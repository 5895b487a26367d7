"""Read a PDF back as its reader does."""

import ctypes
import os
import re
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

GOLDEN = Path(__file__).parent.parent / "golden"


def page_texts(pdf: bytes) -> list[str]:
    """Return the words of each page, line by line, spaces made plain."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return ["\n".join(" ".join(re.split(r"\s+", line)).strip() for line in text.splitlines()) for text in texts]


def words(pdf: bytes) -> str:
    """Return the whole text on one line."""
    return " ".join(" ".join(page_texts(pdf)).split())


def metadata(pdf: bytes) -> dict[str, str]:
    document = pypdfium2.PdfDocument(pdf)
    found = document.get_metadata_dict()
    document.close()
    return found


def fonts(pdf: bytes) -> set[tuple[str, bool]]:
    """Return the name of each font used by a word of the PDF, and whether it is embedded."""
    document = pypdfium2.PdfDocument(pdf)
    found: set[tuple[str, bool]] = set()
    for page in document:
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            font = raw.FPDFTextObj_GetFont(item.raw)
            length = raw.FPDFFont_GetBaseFontName(font, None, 0)
            name = ctypes.create_string_buffer(length)
            raw.FPDFFont_GetBaseFontName(font, name, length)
            found.add((name.value.decode(), bool(raw.FPDFFont_GetIsEmbedded(font))))
    document.close()
    return found


def bookmarks(pdf: bytes) -> list[tuple[str, int]]:
    """Return the bookmarks: their words and the page, from 0, they lead to."""
    document = pypdfium2.PdfDocument(pdf)
    found = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    document.close()
    return found


def assert_golden(name: str, text: str) -> None:
    """Compare with the kept text; with UPDATE_GOLDEN=1 in the environment, keep the new one instead."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text + "\n", encoding="utf-8")
    assert text + "\n" == path.read_text(encoding="utf-8")
