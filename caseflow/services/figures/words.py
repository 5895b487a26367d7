"""The words of figures, the same on screen, on paper and in a workbook."""

from caseflow.i18n import Catalog
from caseflow.services.figures.model import FigureTable, Secret, Value


def shown(value: Value, catalog: Catalog, *, is_percent: bool = False) -> str:
    """Write one cell; a hidden figure is one sign, whatever hides behind it."""
    if isinstance(value, Secret):
        return catalog.gettext("s.")
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    return catalog.gettext("{percent}%").format(percent=value) if is_percent else catalog.number(value)


def cells_shown(table: FigureTable, cells: tuple[Value, ...], catalog: Catalog) -> list[str]:
    """Write the cells of one line."""
    return [shown(value, catalog, is_percent=place in table.is_percent) for place, value in enumerate(cells)]
