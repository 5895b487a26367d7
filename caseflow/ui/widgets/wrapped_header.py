"""Give a table narrow columns of figures under headings of several lines, and its words the rest."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget

_MARGIN = 20
_WRAPPED = Qt.AlignmentFlag(Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value)
_LEAST = 48


def wrap_headings(table: QTableWidget, words: int) -> None:
    """Lay out the columns: the first `words` hold words and share what the figures leave."""
    header = table.horizontalHeader()
    header.setDefaultAlignment(_WRAPPED)
    header.setHighlightSections(False)
    header.setMinimumSectionSize(_LEAST)
    measure = header.fontMetrics()
    lines = 1
    for column in range(table.columnCount()):
        item = table.horizontalHeaderItem(column)
        title = item.text() if item else ""
        if column < words:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            continue
        longest = max((measure.horizontalAdvance(word) for word in title.split()), default=0)
        third = measure.horizontalAdvance(title) // 3
        room = max(longest, third, table.sizeHintForColumn(column) - _MARGIN) + _MARGIN
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(column, room)
        needed = measure.boundingRect(0, 0, room - _MARGIN // 2, 1_000, Qt.TextFlag.TextWordWrap.value, title)
        lines = max(lines, round(needed.height() / measure.lineSpacing()))
    header.setFixedHeight(lines * measure.lineSpacing() + _MARGIN // 2)
