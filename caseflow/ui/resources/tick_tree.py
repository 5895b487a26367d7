"""Tick any of some values, by groups or all together, as one field of a form."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem
from typing_extensions import override

from caseflow.ui.editors import Editor

Choice = tuple[str, str]
"""A value, and its words."""

_MOST_ROWS = 9
_ROW_PADDING = 8


class TickTree(QTreeWidget):
    """Boxes to tick; ticking a group ticks all it holds. A value that stands in two groups is ticked in both."""

    ticked = Signal()

    def __init__(self, groups: Sequence[tuple[str, Sequence[Choice]]]) -> None:
        """Offer values under titles; under no title, they stand by themselves."""
        super().__init__()
        self._items: dict[str, list[QTreeWidgetItem]] = {}
        self._is_filling = False
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setTabKeyNavigation(False)
        self.setRootIsDecorated(any(title for title, _choices in groups))
        for title, choices in groups:
            self._add_group(title, choices)
        rows = sum(1 if title else len(choices) for title, choices in groups)
        self.setFixedHeight(min(rows, _MOST_ROWS) * self._row_size().height() + 8)
        self.itemChanged.connect(self._on_item_changed)

    def values(self) -> tuple[str, ...]:
        """Return what is ticked, each value once, in the order offered."""
        return tuple(value for value, items in self._items.items() if _is_ticked(items[0]))

    def set_values(self, values: Iterable[str]) -> None:
        """Tick these values alone; the groups that hold one are opened."""
        wanted = set(values)
        self._is_filling = True
        for value, items in self._items.items():
            for item in items:
                item.setCheckState(0, Qt.CheckState.Checked if value in wanted else Qt.CheckState.Unchecked)
                group = item.parent()
                if value in wanted and group is not None:
                    group.setExpanded(True)
        self._is_filling = False

    def _add_group(self, title: str, choices: Sequence[Choice]) -> None:
        parent: QTreeWidget | QTreeWidgetItem = self
        if title:
            parent = QTreeWidgetItem(self, [title])
            parent.setSizeHint(0, self._row_size())
            parent.setFlags(parent.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
        for value, words in choices:
            item = QTreeWidgetItem(parent, [words])
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setSizeHint(0, self._row_size())
            item.setCheckState(0, Qt.CheckState.Unchecked)
            item.setData(0, Qt.ItemDataRole.UserRole, value)
            self._items.setdefault(value, []).append(item)

    def _row_size(self) -> QSize:
        """Return room enough for the box to tick."""
        return QSize(0, self.fontMetrics().height() + _ROW_PADDING)

    def _on_item_changed(self, item: QTreeWidgetItem, _column: int) -> None:
        if self._is_filling:
            return
        value = item.data(0, Qt.ItemDataRole.UserRole)
        self._is_filling = True
        for twin in self._items.get(value, []):
            twin.setCheckState(0, item.checkState(0))
        self._is_filling = False
        self.ticked.emit()


class TickEditor(Editor):
    """Edits a tuple of values by ticking them."""

    def __init__(self, name: str, groups: Sequence[tuple[str, Sequence[Choice]]]) -> None:
        self.tree = TickTree(groups)
        super().__init__(name, self.tree, self.tree.values, lambda values: self.tree.set_values(values or ()))
        self.tree.ticked.connect(self.edited)

    @override
    def typed(self) -> str | bool | None:
        return " ".join(self.tree.values())

    @override
    def type_again(self, typed: str | bool | None) -> None:
        self.tree.set_values(str(typed or "").split())

    @override
    def choose(self, value: Any) -> None:
        super().choose(value)
        self.edited.emit()


def _is_ticked(item: QTreeWidgetItem) -> bool:
    return item.checkState(0) == Qt.CheckState.Checked
