"""Draw a table of figures as bars, the same on screen and on paper."""

from caseflow.drawing.bars import CountBar, lay_out_bars
from caseflow.drawing.labels import Measure
from caseflow.drawing.shapes import Drawing
from caseflow.i18n import Catalog
from caseflow.services.figures.model import FigureTable
from caseflow.services.figures.words import shown


def chart(table: FigureTable, width: float, measure: Measure, catalog: Catalog, *, size: float = 9.0) -> Drawing | None:
    """Draw the columns of a table that are to be drawn, totals left out; None where there are none."""
    lines = [line.cells for line in table.lines if not line.is_total]
    if not table.drawn or not lines:
        return None
    bars = [
        CountBar(
            str(cells[0]),
            tuple(value if isinstance(value := cells[place], int) else None for place in table.drawn),
            tuple(shown(cells[place], catalog) for place in table.drawn),
        )
        for cells in lines
    ]
    return lay_out_bars(bars, [table.head[place] for place in table.drawn], width, measure, size=size)
