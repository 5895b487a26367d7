"""The lines of the search window on screen: a model of entries, and how each line is painted."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from caseflow.ui import icons, theme
from caseflow.ui.palette.entries import Entry, Kind

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_PADDING = 14
_HEADING_SIZE = 0.9


class Lines(QAbstractListModel):
    """Holds the entries; headings, and what cannot be done now, are not chosen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """List other entries."""
        self.beginResetModel()
        self._entries = list(entries)
        self.endResetModel()

    def entries(self) -> Sequence[Entry]:
        """Return the entries, from the top."""
        return self._entries

    def entry(self, index: Index) -> Entry | None:
        """Return the entry of a line."""
        return self._entries[index.row()] if index.isValid() else None

    def next_chosen(self, row: int, step: int) -> int | None:
        """Return the next line from a row that can be chosen, downwards or upwards, round and round."""
        places = [(row + step * far) % len(self._entries) for far in range(1, len(self._entries) + 1)]
        return next((place for place in places if self._entries[place].can_be_chosen), None)

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self._entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return entry.said()
            case Qt.ItemDataRole.ToolTipRole:
                return entry.detail
            case Qt.ItemDataRole.UserRole:
                return entry
            case _:
                return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if self._entries[index.row()].can_be_chosen:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


class LinePainter(QStyledItemDelegate):
    """Icon, text, what is said in a lower voice, and the key at the right."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, option.fontMetrics.height() + _PADDING)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        room = option.rect.adjusted(theme.SPACE_S, 0, -theme.SPACE_S, 0)
        if entry.kind is Kind.HEADING:
            painter.setFont(_heading_font(option.font))
            painter.setPen(theme.muted(option.palette))
            painter.drawText(room.adjusted(0, 0, 0, -3), Qt.AlignmentFlag.AlignBottom, entry.text)
        else:
            if is_chosen:
                painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.Highlight))
            _paint_line(painter, option, room, entry, is_chosen=is_chosen)
        painter.restore()


def _paint_line(painter: QPainter, option: QStyleOptionViewItem, room: QRect, entry: Entry, *, is_chosen: bool) -> None:
    ink = option.palette.color(QPalette.ColorRole.HighlightedText if is_chosen else QPalette.ColorRole.Text)
    low = ink if is_chosen else theme.muted(option.palette)
    if entry.icon:
        side = theme.ICON
        place = QRect(room.left(), room.center().y() - side // 2 + 1, side, side)
        painter.drawPixmap(
            place, icons.pixmap(entry.icon, side, low if entry.hindrance else ink, painter.device().devicePixelRatioF())
        )
    room = room.adjusted(theme.ICON + theme.SPACE_S, 0, 0, 0)
    if entry.key:
        painter.setPen(low)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, entry.key)
        room = room.adjusted(0, 0, -option.fontMetrics.horizontalAdvance(entry.key) - theme.SPACE_M, 0)
    room = _write(painter, room, entry.text, option.font, low if entry.hindrance else ink)
    _write(painter, room, entry.detail, option.font, low)


def _write(painter: QPainter, room: QRect, text: str, font: QFont, ink: Any) -> QRect:
    """Write a text, cut short where there is no room, and return the room left at its right."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room.width(), 0))
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    return room.adjusted(metrics.horizontalAdvance(shown) + theme.SPACE_M, 0, 0, 0)


def _heading_font(font: QFont) -> QFont:
    smaller = QFont(font)
    smaller.setPointSizeF(font.pointSizeF() * _HEADING_SIZE)
    smaller.setBold(True)
    return smaller
