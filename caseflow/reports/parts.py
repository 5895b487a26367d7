"""Compose a paper from a few parts: headings, text, tables, marks, figures, signatures. Nothing else draws."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from math import inf

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Table
from typing_extensions import override

from caseflow.drawing.labels import ELLIPSIS, Measure, elided, wrapped
from caseflow.drawing.shapes import Drawing
from caseflow.reports import figures, fonts
from caseflow.reports.document import WIDTH
from caseflow.reports.styles import GRID, INK, MUTED, RULE, SHADE, Styles
from caseflow.reports.texts import clean, markup
from caseflow.services.summaries import Advance

RULE_WIDTH = 0.9
LINE = 1.2
"""Height of a line, in its size."""


class Drawn(Flowable):
    """A part that draws itself on the canvas, its lower left corner at the origin."""

    def __init__(self, width: float, height: float, draw: Callable[[Canvas], None]) -> None:
        super().__init__()
        self.width, self.height, self._draw = width, height, draw

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        return self.width, self.height

    @override
    def draw(self) -> None:
        self._draw(self.canv)


def space(height: float) -> Flowable:
    """Return empty room."""
    return Drawn(WIDTH, height, lambda _canvas: None)


def text(words: str, style: ParagraphStyle, *, label: str = "") -> Paragraph:
    """Return a paragraph of untrusted text, after a bold label if there is one."""
    lead = f'<font name="{fonts.BOLD}">{markup(label)}</font> ' if label else ""
    return Paragraph(lead + markup(words), style)


def short_text(words: str, style: ParagraphStyle, width: float, lines: int, *, label: str = "") -> Paragraph:
    """Return a paragraph of at most so many lines, cut short with an ellipsis."""
    words, label = clean(words), clean(label)
    whole = text(words, style, label=label)
    if fonts.width(f"{label} {words}", style.fontSize, fonts.BOLD) <= width or _lines(whole, width) <= lines:
        return whole
    start = f"{label} " if label else ""
    guess = " ".join(wrapped(start + words, width, style.fontSize, _measure(style), lines))
    cut = text(guess.removeprefix(start), style, label=label)
    if guess.startswith(start) and ELLIPSIS not in guess[:-1] and _lines(cut, width) <= lines:
        return cut
    return _cut_by_halving(words, style, width, lines, label)


def _cut_by_halving(words: str, style: ParagraphStyle, width: float, lines: int, label: str) -> Paragraph:
    """Cut words that hold one longer than a line: only setting them tells how many lines they take."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        tried = text(words[:middle].rstrip() + ELLIPSIS, style, label=label)
        low, high = (middle, high) if _lines(tried, width) <= lines else (low, middle - 1)
    return text(words[:low].rstrip() + ELLIPSIS, style, label=label)


def _lines(paragraph: Paragraph, width: float) -> int:
    return round(paragraph.wrap(width, 10_000)[1] / paragraph.style.leading)


def _measure(style: ParagraphStyle) -> Measure:
    return lambda words, size: fonts.width(words, size, style.fontName)


def heading(
    words: str, styles: Styles, *, before: float, note: Flowable | None = None, before_table: bool = False
) -> Flowable:
    """Return a heading over a rule, with an optional note at its right; it stays with what follows."""
    title = text(words, styles.heading)
    under = styles.size * 0.22 + RULE_WIDTH
    high = title.wrap(WIDTH, 100)[1] + under
    beside = 0.0 if note is None else note.wrap(WIDTH, 100)[0]

    def draw(canvas: Canvas) -> None:
        title.drawOn(canvas, 0, under)
        if note is not None:
            note.drawOn(canvas, WIDTH - beside, under)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(RULE_WIDTH)
        canvas.line(0, RULE_WIDTH / 2, WIDTH, RULE_WIDTH / 2)

    part = Drawn(WIDTH, high, draw)
    part.spaceBefore = before
    part.spaceAfter = 0 if before_table else styles.size * 0.4
    part.keepWithNext = 1
    return part


def plain_table(rows: Sequence[Sequence[object]], widths: Sequence[float], *, pad: float, side: float = 0) -> Table:
    """Return a table without lines."""
    table = Table([list(row) for row in rows], colWidths=list(widths), hAlign="LEFT")
    table.setStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), side),
            ("RIGHTPADDING", (0, 0), (-1, -1), side),
            ("TOPPADDING", (0, 0), (-1, -1), pad),
            ("BOTTOMPADDING", (0, 0), (-1, -1), pad),
        ]
    )
    return table


def ruled_table(
    head: Sequence[str],
    rows: Sequence[Sequence[object]],
    widths: Sequence[float],
    styles: Styles,
    *,
    pad: float,
    blank_rows: Sequence[Sequence[object]] = (),
    blank_height: float = 0.0,
    centred: Collection[int] = (),
    joined: Collection[int] = (),
) -> Table:
    """Return a table with lines, its heading repeated on each page, and empty rows to fill in by hand.

    Columns in `centred` are centred; a row in `joined`, counted with the heading, has no line below it.
    """
    small = max(styles.size - 1, 9)
    names = [
        text(word, styles.at(small, is_bold=True, is_centred=number in centred)) for number, word in enumerate(head)
    ]
    cells: list[list[object]] = [list(names), *([list(row) for row in rows])]
    cells += [list(row) for row in blank_rows]
    heights: list[float | None] = [None] * (1 + len(rows)) + [blank_height] * len(blank_rows)
    table = Table(cells, colWidths=list(widths), rowHeights=heights, repeatRows=1, hAlign="LEFT")
    table.setStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 5),
            ("RIGHTPADDING", (0, 0), (-1, -1), 5),
            ("TOPPADDING", (0, 0), (-1, -1), max(pad - 1, 0.5)),
            ("BOTTOMPADDING", (0, 0), (-1, -1), pad + 1),
            ("BACKGROUND", (0, 0), (-1, 0), SHADE),
            *(("LINEBELOW", (0, row), (-1, row), 0.6, RULE) for row in range(len(cells)) if row not in joined),
            *(("ALIGN", (column, 0), (column, -1), "CENTER") for column in centred),
        ]
    )
    return table


def boxed(parts: Sequence[Flowable], width: float, *, pad: float) -> Table:
    """Return parts in a box with round corners."""
    table = Table([[list(parts)]], colWidths=[width], cornerRadii=[4, 4, 4, 4])
    table.setStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),
            ("BOX", (0, 0), (-1, -1), 0.9, INK),
            ("LEFTPADDING", (0, 0), (-1, -1), pad + 2),
            ("RIGHTPADDING", (0, 0), (-1, -1), pad),
            ("TOPPADDING", (0, 0), (-1, -1), pad - 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), pad + 1),
        ]
    )
    return table


def narrowed(part: Paragraph, width: float) -> Flowable:
    """Return a part that stays within a width, wherever it is put."""
    high = part.wrap(width, 10_000)[1]
    return Drawn(width, high, lambda canvas: part.drawOn(canvas, 0, 0))


def tick_box(size: float) -> Flowable:
    """Return a box to tick with a pen, as high as a line of text of that size."""
    high = size * LINE

    def draw(canvas: Canvas) -> None:
        canvas.translate(0, (high - size) / 2 - 1)
        figures.draw_box(canvas, size)

    return Drawn(size, high, draw)


_MARKS = {
    Advance.DONE: figures.draw_check,
    Advance.UNDER_WAY: figures.draw_half_circle,
    Advance.TO_DO: figures.draw_circle,
}


def mark(advance: Advance, size: float) -> Flowable:
    """Return ✔, ◐ or ○, standing on the line of a text of that size."""
    high = size * LINE
    drawn = size * 0.78

    def draw(canvas: Canvas) -> None:
        canvas.translate(0, (high - drawn) / 2 - size * 0.06)
        _MARKS[advance](canvas, drawn)

    return Drawn(drawn, high, draw)


def legend(items: Sequence[tuple[Advance, str]], size: float) -> Flowable:
    """Return marks with their meaning, on one line."""
    drawn, gap = size * 0.78, size
    width = sum(drawn + size * 0.35 + fonts.width(words, size) + gap for _, words in items) - gap

    def draw(canvas: Canvas) -> None:
        for advance, words in items:
            canvas.saveState()
            canvas.translate(0, size * 0.25)
            _MARKS[advance](canvas, drawn)
            canvas.restoreState()
            canvas.setFont(fonts.REGULAR, size)
            canvas.setFillColor(MUTED)
            canvas.drawString(drawn + size * 0.35, size * 0.3, clean(words))
            canvas.setFillColor(INK)
            canvas.translate(drawn + size * 0.35 + fonts.width(words, size) + gap, 0)

    return Drawn(width, size * LINE, draw)


def figure(drawing: Drawing, highest: float = inf) -> Flowable:
    """Return a drawing as a part of the page, made smaller if it is higher than allowed."""
    scale = min(1.0, highest / drawing.height)

    def draw(canvas: Canvas) -> None:
        canvas.scale(scale, scale)
        figures.draw(canvas, drawing)

    return Drawn(drawing.width * scale, drawing.height * scale, draw)


def writing_lines(height: float, spacing: float = 24.0) -> Flowable:
    """Return dotted lines to write on."""

    def draw(canvas: Canvas) -> None:
        canvas.setStrokeColor(GRID)
        canvas.setLineWidth(0.7)
        canvas.setDash([1, 2])
        count = max(int(height // spacing), 1)
        for number in range(count):
            y = height - (number + 1) * height / count + 2
            canvas.line(0, y, WIDTH, y)
        canvas.setDash([])

    return Drawn(WIDTH, height, draw)


@dataclass(frozen=True)
class Signature:
    """What the signature block says."""

    given_on: str
    """« Remis et expliqué le : », before a line to fill in."""
    first: str
    second: str
    code: str
    code_label: str


CODE = 58.0


def signatures(block: Signature, styles: Styles, height: float) -> Flowable:
    """Return the date line, two boxes to sign in and the QR code of the file's number."""
    size = styles.size
    box_width = (WIDTH - CODE - 2 * 14) / 2
    box_height = height - size * 1.9

    def draw(canvas: Canvas) -> None:
        canvas.setFont(fonts.REGULAR, size)
        canvas.drawString(0, height - size, clean(block.given_on) + " ......... / ......... / ..................")
        for number, words in enumerate((block.first, block.second)):
            left = number * (box_width + 14)
            canvas.setLineWidth(0.7)
            canvas.setStrokeColor(RULE)
            canvas.roundRect(left, 0, box_width, box_height, 3, stroke=1, fill=0)
            canvas.setFont(fonts.BOLD, size - 1)
            canvas.drawString(left + 6, box_height - size - 1, clean(words))
        canvas.saveState()
        canvas.translate(WIDTH - CODE, (size - 2) * 1.3)
        figures.draw_code(canvas, block.code, CODE)
        canvas.restoreState()
        canvas.setFont(fonts.REGULAR, size - 2)
        canvas.drawCentredString(WIDTH - CODE / 2, 2, _fitted(block.code_label, size - 2, CODE + 14))

    return Drawn(WIDTH, height, draw)


def _fitted(words: str, size: float, width: float) -> str:
    return elided(clean(words), width, size, fonts.width)
