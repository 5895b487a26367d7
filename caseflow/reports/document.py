"""Set pages: format, margins, footer, bookmarks, metadata; a file is made in memory, and written elsewhere."""

import json
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from caseflow.drawing.labels import elided
from caseflow.i18n import NBSP, Catalog
from caseflow.reports import fonts
from caseflow.reports.styles import INK, MUTED, RULE

PAGE_WIDTH, PAGE_HEIGHT = float(A4[0]), float(A4[1])
MARGIN = 45.0
TOP = PAGE_HEIGHT - 38.0
BOTTOM = 58.0
"""Where the content ends, above the footer."""

WIDTH = PAGE_WIDTH - 2 * MARGIN
HEIGHT = TOP - BOTTOM

FOOTER_SIZE = 8.5
BEGINNING = 100.0
"""How much of a table stays with its heading."""

_LOCALES = {"fr": "fr-FR", "en": "en-GB"}


@dataclass(frozen=True)
class Metadata:
    """What the file says of itself; it may be read without opening the paper, so it names no person."""

    title: str
    author: str
    language: str = "fr"


@dataclass(frozen=True)
class Furniture:
    """What stands on every page around the content: two lines of footer, and a head from the second page on."""

    lines: tuple[str, str]
    reference: str
    """The number of the file; the bookmark of the part too."""
    running_head: str = ""


@dataclass(frozen=True)
class Placed:
    """A part at its place: left and lower side, from the lower left corner of the page."""

    part: Flowable
    x: float
    y: float


@dataclass(frozen=True)
class Section:
    """A run of pages that are numbered together: the sheet of one person."""

    furniture: Furniture
    pages: tuple[tuple[Placed, ...], ...]


@dataclass(frozen=True)
class DrawnSection:
    """A section already drawn with the letters of `fonts.KNOWN`: what stands on each page, as a PDF says it."""

    reference: str
    pages: tuple[str, ...] = field(repr=False)

    def as_bytes(self) -> bytes:
        """Write it down, for another process."""
        return json.dumps([self.reference, self.pages]).encode("ascii")

    @classmethod
    def from_bytes(cls, content: bytes) -> "DrawnSection":
        """Read what `as_bytes` wrote."""
        reference, pages = json.loads(content)
        return cls(str(reference), tuple(map(str, pages)))


class Press:
    """Print sections one after the other into one PDF.

    With `invariant`, the same content gives the same bytes: no moment of printing is written in the file. With
    `shared`, the letters of `fonts.KNOWN` have their places from the start, so that sections drawn elsewhere fit in.
    """

    def __init__(self, metadata: Metadata, catalog: Catalog, *, invariant: bool = False, shared: bool = False) -> None:
        fonts.register()
        self._catalog = catalog
        self._buffer = BytesIO()
        canvas = Canvas(
            self._buffer,
            pagesize=A4,
            invariant=int(invariant),
            initialFontName=fonts.REGULAR,
            lang=_LOCALES.get(metadata.language, metadata.language),
            pageCompression=1,
            pdfVersion=(1, 4),  # what the first colour asks for; here, before sections drawn elsewhere
        )
        canvas.setTitle(metadata.title)
        canvas.setAuthor(metadata.author)
        canvas.setSubject("")
        canvas.setKeywords("")
        canvas.setCreator("CaseFlow")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        self._canvas = canvas
        if shared:
            fonts.place_letters(canvas)

    def add(self, section: Section) -> None:
        """Draw the pages of a section and give it a bookmark."""
        self._mark(section.furniture.reference)
        self._draw(section)

    def add_drawn(self, section: DrawnSection) -> None:
        """Take in a section drawn by another press, in another process."""
        self._mark(section.reference)
        for page in section.pages:
            self._canvas.addLiteral(page)
            self._canvas.showPage()

    def drawn(self, section: Section) -> DrawnSection:
        """Draw a section for another press, that shares the places of the letters.

        Raises:
            PDFError: it holds a letter that has no place there.
        """
        fonts.freeze()
        return DrawnSection(section.furniture.reference, self._draw(section))

    def finish(self) -> bytes:
        """Return the PDF."""
        self._canvas.save()
        return self._buffer.getvalue()

    def _mark(self, reference: str) -> None:
        key = f"s{self._canvas.getPageNumber()}"
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(reference, key, level=0)

    def _draw(self, section: Section) -> tuple[str, ...]:
        """Draw the pages of a section; return what was drawn on each."""
        contents: list[str] = []
        for number, page in enumerate(section.pages, start=1):
            for placed in page:
                placed.part.drawOn(self._canvas, placed.x, placed.y)
            self._draw_furniture(section.furniture, number, len(section.pages))
            contents.append(self._canvas.getCurrentPageContent())
            self._canvas.showPage()
        return tuple(contents)

    def _draw_furniture(self, furniture: Furniture, number: int, total: int) -> None:
        canvas = self._canvas
        canvas.saveState()
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.6)
        canvas.line(MARGIN, BOTTOM - 12, PAGE_WIDTH - MARGIN, BOTTOM - 12)
        page = self._catalog.gettext("page {number}/{total}").format(number=number, total=total)
        self._footer_line(BOTTOM - 23, furniture.lines[0], page.replace(" ", NBSP), is_bold=True)
        self._footer_line(BOTTOM - 34, furniture.lines[1], furniture.reference)
        if number > 1 and furniture.running_head:
            canvas.setFillColor(MUTED)
            canvas.setFont(fonts.REGULAR, FOOTER_SIZE)
            canvas.drawString(MARGIN, TOP + 10, _cut(furniture.running_head, FOOTER_SIZE, WIDTH))
        canvas.restoreState()

    def _footer_line(self, y: float, left: str, right: str, *, is_bold: bool = False) -> None:
        font = fonts.BOLD if is_bold else fonts.REGULAR
        self._canvas.setFillColor(INK if is_bold else MUTED)
        self._canvas.setFont(font, FOOTER_SIZE)
        room = WIDTH - fonts.width(right, FOOTER_SIZE, font) - 12
        self._canvas.drawString(MARGIN, y, _cut(left, FOOTER_SIZE, room, font))
        self._canvas.drawRightString(PAGE_WIDTH - MARGIN, y, right)


def height(part: Flowable, width: float = WIDTH) -> float:
    """Return how high a part is at a width, ready to be drawn."""
    return float(part.wrap(width, HEIGHT)[1])


def pour(story: Iterable[Flowable], width: float = WIDTH) -> tuple[tuple[Placed, ...], ...]:
    """Set parts one below the other over as many pages as needed; headings stay with what follows them."""
    rest = deque(story)
    pages: list[list[Placed]] = [[]]
    y = TOP
    while rest:
        part = rest.popleft()
        y -= part.getSpaceBefore() if pages[-1] else 0.0
        high = height(part, width)
        needed = high + (_following(rest, width) if part.getKeepWithNext() else 0.0)
        pieces = [part] if y - needed >= BOTTOM else _split(part, width, y - BOTTOM)
        if not pieces and pages[-1]:
            pages.append([])
            y = TOP
            rest.appendleft(part)
            continue
        pieces = pieces or [part]  # higher than a page and not to be split: nothing else can be done
        y -= height(pieces[0], width)
        pages[-1].append(Placed(pieces[0], MARGIN, y))
        y -= pieces[0].getSpaceAfter()
        if pieces[1:]:
            rest.extendleft(reversed(pieces[1:]))
            pages.append([])
            y = TOP
    return tuple(tuple(page) for page in pages)


def _split(part: Flowable, width: float, room: float) -> list[Flowable]:
    if part.getKeepWithNext() or room < 30:
        return []
    pieces: Sequence[Flowable] = part.split(width, room)
    return [piece for piece in pieces if height(piece, width) > 0]


def _following(rest: deque[Flowable], width: float) -> float:
    """Return the room that what follows a heading needs at the least: its beginning, or all of it if it is one."""
    if not rest:
        return 0.0
    whole = height(rest[0], width) + rest[0].getSpaceBefore()
    if rest[0].getKeepWithNext():
        return whole + _following(deque(list(rest)[1:3]), width)
    beginning = BEGINNING if rest[0].split(width, BEGINNING) else whole
    return min(whole, beginning)


def _cut(text: str, size: float, room: float, font: str = fonts.REGULAR) -> str:
    return elided(text, room, size, lambda part, at: fonts.width(part, at, font))
