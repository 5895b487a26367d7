"""A table with narrow columns of figures under headings of several lines, and its words in the rest."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget
from typing_extensions import override

_MARGIN = 20
_WRAPPED = Qt.AlignmentFlag(Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value)
_LEAST = 48
_LEAST_SIGNS = 18
"""What a column of words keeps where the figures leave nothing: then the table scrolls."""


class FigureLines(QTableWidget):
    """Lays out its columns when its headings are known, and shares the room anew when it has more or less."""

    def __init__(self) -> None:
        super().__init__()
        self._words = 0

    def wrap_headings(self, words: int) -> None:
        """Lay out the columns: the first `words` hold words and share what the figures leave."""
        self._words = words
        header = self.horizontalHeader()
        header.setDefaultAlignment(_WRAPPED)
        header.setMinimumSectionSize(_LEAST)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        measure = header.fontMetrics()
        lines = 1
        for column in range(words, self.columnCount()):
            item = self.horizontalHeaderItem(column)
            title = item.text() if item else ""
            longest = max((measure.horizontalAdvance(word) for word in title.split()), default=0)
            third = measure.horizontalAdvance(title) // 3
            room = max(longest, third, self.sizeHintForColumn(column) - _MARGIN) + _MARGIN
            header.resizeSection(column, room)
            needed = measure.boundingRect(0, 0, room - _MARGIN // 2, 1_000, Qt.TextFlag.TextWordWrap.value, title)
            lines = max(lines, round(needed.height() / measure.lineSpacing()))
        header.setFixedHeight(lines * measure.lineSpacing() + _MARGIN // 2)
        self._share()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        header = self.horizontalHeader()
        figures = sum(header.sectionSize(column) for column in range(self._words, self.columnCount()))
        least = self.fontMetrics().horizontalAdvance("0") * _LEAST_SIGNS
        for column in range(self._words):
            header.resizeSection(column, max(least, (self.viewport().width() - figures) // self._words))
