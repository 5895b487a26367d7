"""Print tables of figures: each under its title, with its chart."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from caseflow.i18n import Catalog
from caseflow.reports import fonts
from caseflow.reports.document import WIDTH
from caseflow.reports.parts import figure, heading, ruled_table, space, text
from caseflow.reports.styles import Styles, styles
from caseflow.services.figures.charts import chart
from caseflow.services.figures.model import FigureTable
from caseflow.services.figures.words import cells_shown

SIZE = 9.5
MOST_LINES = 60
"""Of one table: the others are in the workbook."""
_WORDS = {1: (0.26,), 2: (0.34, 0.46), 3: (0.3, 0.27, 0.29)}
"""The share of the width that the first columns take, by how many hold words."""


def figure_part(table: FigureTable, catalog: Catalog, look: Styles) -> Iterator[Flowable]:
    """Yield a table with its title, its note and its chart."""
    yield heading(table.title, look, before=14)
    if table.note:
        note = text(table.note, look.small)
        note.keepWithNext = 1
        note.spaceAfter = 4
        yield note
    drawing = chart(table, WIDTH, fonts.width, catalog, size=7)
    if drawing is not None:
        yield figure(drawing)
        yield space(6)
    yield _table(table, catalog)
    if len(table.lines) > MOST_LINES:
        more = catalog.gettext("And {count} more lines: see the workbook.").format(count=len(table.lines) - MOST_LINES)
        yield text(more, look.small)


def _shares(words: int, numbers: int) -> tuple[float, ...]:
    """Return what the columns of words take: less where there are many figures."""
    if words == 1 and numbers < 4:
        return (0.52,)
    return (0.18, 0.2) if words == 2 and numbers > 4 else _WORDS[words]


def _table(table: FigureTable, catalog: Catalog) -> Flowable:
    numbers = len(table.head) - table.words
    shares = _shares(table.words, numbers)
    rest = (1 - sum(shares)) / numbers
    look = styles(SIZE if numbers < 6 else SIZE - 1.5)
    rows = [
        [
            text(words, look.at(look.size, is_bold=line.is_total, is_centred=place >= table.words))
            for place, words in enumerate(cells_shown(table, line.cells, catalog))
        ]
        for line in table.lines[:MOST_LINES]
    ]
    made = ruled_table(
        table.head,
        rows,
        [WIDTH * share for share in (*shares, *[rest] * numbers)],
        look,
        pad=1,
        centred=range(table.words, len(table.head)),
    )
    made.setStyle([("NOSPLIT", (0, -2), (-1, -1))])  # a total alone on a page says nothing
    return made
