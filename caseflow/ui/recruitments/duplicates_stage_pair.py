"""Two records face to face, field by field: the keyboard is enough to decide."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from caseflow.i18n import _
from caseflow.services.candidates.facing import Faces, Facing, FacingField
from caseflow.services.candidates.pairs import Member, Pair
from caseflow.services.merging import FIELDS, Side
from caseflow.ui import icons, theme
from caseflow.ui.context import Context
from caseflow.ui.widgets.lines import as_lines

_KEYS = {
    Qt.Key.Key_F: "merge",
    Qt.Key.Key_E: "apart",
    Qt.Key.Key_P: "later",
    Qt.Key.Key_G: "left",
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_D: "right",
    Qt.Key.Key_Right: "right",
}


class PairPanel(QWidget):
    """The record on the left stays; each field takes the value that is marked."""

    merge_wanted = Signal()
    apart_wanted = Signal()
    later_wanted = Signal()

    def __init__(self, context: Context, recruitment_id: UUID) -> None:
        super().__init__()
        self._context = context
        self._recruitment_id = recruitment_id
        self.pair: Pair | None = None
        self._facing: Facing | None = None
        self._sides: dict[str, Side] = {}
        self._why, self._known = QLabel(), theme.quiet("")
        self.table = QTableWidget(0, 3)
        self.merge = QPushButton(icons.icon("check"), _("One person: join (F)"))
        self.apart = QPushButton(icons.icon("close"), _("Two people (E)"))
        self.later = QPushButton(_("Later (P)"))
        self._arrange()

    def show_pair(self, pair: Pair | None) -> None:
        """Show a pair, or none."""
        if pair is not None and pair is self.pair and self._facing is not None:
            return
        self.pair, self._facing = pair, None
        self._sides.clear()
        self.table.setRowCount(0)
        self._known.setText("")
        self._why.setText(_why_words(pair) if pair else "")
        self._show_enabled()
        if pair is not None:
            left, right = _ordered(pair)
            work = partial(Faces(self._context.desk.store).of, left.id, right.id, self._recruitment_id)
            self._context.tasks.run(self, work, self._on_read, only_latest="facing")

    @property
    def facing(self) -> Facing | None:
        """Return what was read of the pair: the record on the left stays."""
        return self._facing

    def choices(self) -> dict[str, Side]:
        """Return whose value each field takes, where somebody chose."""
        return dict(self._sides)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Answer the letters that the buttons bear, and choose a side."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and not event.modifiers():
            deed = _KEYS.get(Qt.Key(event.key()))
            if deed is not None and self._facing is not None:
                self._do(deed)
                return True
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        self._why.setWordWrap(True)
        table = self.table
        table.setAccessibleName(_("Fields of both records"))
        as_lines(table)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.installEventFilter(self)
        table.cellDoubleClicked.connect(self._on_cell)
        buttons = QHBoxLayout()
        for button, signal in (
            (self.merge, self.merge_wanted),
            (self.apart, self.apart_wanted),
            (self.later, self.later_wanted),
        ):
            button.clicked.connect(signal)
            button.installEventFilter(self)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_S, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(self._why)
        column.addWidget(self._known)
        column.addWidget(table, 1)
        column.addWidget(theme.quiet(_("G or ← takes the value on the left, D or → that on the right.")))
        column.addLayout(buttons)

    def _show_enabled(self) -> None:
        for button in (self.merge, self.apart, self.later):
            button.setEnabled(self._facing is not None)

    def _on_read(self, facing: Facing) -> None:
        self._facing = facing
        known = (*facing.left_known, *facing.right_known)
        self._known.setText(" · ".join(dict.fromkeys(known)))
        self._fill()
        self._show_enabled()

    def _fill(self) -> None:
        facing, pair = self._facing, self.pair
        if facing is None or pair is None:
            return
        left, right = _ordered(pair)
        heads = (_("Field"), _("{number} (stays)").format(number=left.file_number), right.file_number)
        self.table.setHorizontalHeaderLabels(heads)
        row = max(self.table.currentRow(), 0)
        self.table.setRowCount(len(facing.fields))
        for place, each in enumerate(facing.fields):
            self._fill_row(place, each)
        first = next((place for place, each in enumerate(facing.fields) if each.differs), 0)
        self.table.setCurrentCell(row or first, 0)

    def _fill_row(self, row: int, each: FacingField) -> None:
        side = self._side_of(each)
        mark = "≠ " if each.differs else ""
        self.table.setItem(row, 0, QTableWidgetItem(mark + each.label))
        for column, (words, own) in enumerate(((each.left, Side.KEPT), (each.right, Side.GONE)), 1):
            is_taken = words and (side is own or side is None)
            item = QTableWidgetItem(f"● {words}" if is_taken and (each.differs or each.name in self._sides) else words)
            font = QFont(item.font())
            font.setBold(bool(is_taken) and each.differs)
            item.setFont(font)
            self.table.setItem(row, column, item)

    def _side_of(self, each: FacingField) -> Side | None:
        """Return whose value a field takes; None for phones and e-mails, of which all are kept."""
        if each.name not in FIELDS:
            return None
        return self._sides.get(each.name) or (Side.KEPT if each.left else Side.GONE)

    def _on_cell(self, _row: int, column: int) -> None:
        if column:
            self._do("left" if column == 1 else "right")

    def _do(self, deed: str) -> None:
        if deed in ("left", "right"):
            self._choose(Side.KEPT if deed == "left" else Side.GONE)
        else:
            button = {"merge": self.merge, "apart": self.apart, "later": self.later}[deed]
            button.click()

    def _choose(self, side: Side) -> None:
        facing, row = self._facing, self.table.currentRow()
        if facing is None or not 0 <= row < len(facing.fields):
            return
        each = facing.fields[row]
        if each.name in FIELDS:
            self._sides[each.name] = side
            self._fill_row(row, each)


def _ordered(pair: Pair) -> tuple[Member, Member]:
    """Return the record that stays, then the other: one that somebody works with stays, or else the first."""
    one, other = sorted((pair.one, pair.other), key=lambda each: (not each.is_followed and each.is_candidate, each.id))
    return one, other


def _why_words(pair: Pair) -> str:
    left, right = _ordered(pair)
    return _("{left} and {right}: {reasons} ({percent}%)").format(
        left=left.name, right=right.name, reasons=", ".join(pair.reasons), percent=round(100 * pair.score)
    )
