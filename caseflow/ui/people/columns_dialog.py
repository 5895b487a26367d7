"""Choose which columns the list shows, and in which order: by ticks and arrows, or by dragging."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caseflow.i18n import _
from caseflow.ui import theme
from caseflow.ui.widgets.tab_order import tab_as_read

_KEY = Qt.ItemDataRole.UserRole


class ColumnsDialog(QDialog):
    """The columns shown come first, in their order; one of them cannot be hidden."""

    made = Signal(object)
    """The keys of the columns to show, in order: `list[str]`."""

    def __init__(self, parent: QWidget, titles: Sequence[tuple[str, str]], shown: Sequence[str], always: str) -> None:
        """`titles` names each column by its key; `always` is the one that stays."""
        super().__init__(parent)
        self._always = always
        self._list = QListWidget()
        self._up = QPushButton(_("Move &up"))
        self._down = QPushButton(_("Move &down"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._accept = self._buttons.addButton(_("Show these columns"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._fill(dict(titles), shown)
        self._arrange()
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)
        self._up.clicked.connect(self._on_up)
        self._down.clicked.connect(self._on_down)

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        titles: Sequence[tuple[str, str]],
        shown: Sequence[str],
        always: str,
        made: Callable[[list[str]], object],
    ) -> "ColumnsDialog":
        """Open the dialog; `made` is handed the columns chosen."""
        dialog = cls(parent, titles, shown, always)
        dialog.made.connect(made)
        dialog.open()
        return dialog

    def _fill(self, titles: dict[str, str], shown: Sequence[str]) -> None:
        for key in (*shown, *(key for key in titles if key not in shown)):
            item = QListWidgetItem(titles[key])
            item.setData(_KEY, key)
            item.setSizeHint(QSize(0, self.fontMetrics().height() + theme.SPACE_S))
            if key != self._always:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if key in shown else Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _arrange(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Columns of this view"))
        self._list.setAccessibleName(_("Columns"))
        self._list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_L)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(theme.quiet(_("Space shows or hides a column; drag it, or use the buttons, to move it.")))
        row = QHBoxLayout()
        row.addWidget(self._list, 1)
        moves = QVBoxLayout()
        moves.addWidget(self._up)
        moves.addWidget(self._down)
        moves.addStretch(1)
        row.addLayout(moves)
        column.addLayout(row, 1)
        column.addWidget(self._buttons)
        self._accept.setDefault(True)
        self.setMinimumSize(theme.COLUMN_FORM, theme.COLUMN_FORM)
        tab_as_read(self)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_up(self) -> None:
        self._move(-1)

    def _on_down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        place = self._list.currentRow()
        if 0 <= place + step < self._list.count():
            self._list.insertItem(place + step, self._list.takeItem(place))
            self._list.setCurrentRow(place + step)

    def _on_accepted(self) -> None:
        items = [self._list.item(place) for place in range(self._list.count())]
        kept = [item.data(_KEY) for item in items if self._is_kept(item)]
        self.made.emit(kept)
        self.accept()

    def _is_kept(self, item: QListWidgetItem) -> bool:
        return item.data(_KEY) == self._always or item.checkState() is Qt.CheckState.Checked
