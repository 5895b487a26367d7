"""The table of referrals: Enter opens one, Delete removes it, a letter notes what the partner said."""

from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView
from typing_extensions import override

from caseflow.i18n import _
from caseflow.services.referral_lines import ReferralLine
from caseflow.ui.referrals.referrals_model import Index, ReferralColumn, ReferralsModel
from caseflow.ui.widgets.room import give_headings_room

_WIDTHS = {
    ReferralColumn.STATE: 184,
    ReferralColumn.WHY: 220,
    ReferralColumn.SENT: 92,
    ReferralColumn.REMIND: 110,
    ReferralColumn.ANSWER: 92,
    ReferralColumn.OUTCOME: 140,
}
_PARTNER_SIGNS = 26


class ReferralsTable(QTableView):
    """Tells which referral is chosen, opened or to be removed, and which letter was pressed on it."""

    chosen = Signal()
    opened = Signal()
    removal_asked = Signal()
    letter_pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._model = ReferralsModel(self)
        self.setModel(self._model)
        self.setAccessibleName(_("Referrals"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        self._size_columns()
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.doubleClicked.connect(self._on_double_clicked)

    def show_lines(self, lines: tuple[ReferralLine, ...]) -> None:
        """Show the referrals of a person; the one chosen stays chosen, else the first is."""
        present = self.current_line()
        self._model.show_lines(lines)
        row = self._model.row_of(present.id) if present else -1
        if lines:
            self._go_to(max(row, 0))

    def current_line(self) -> ReferralLine | None:
        """Return the referral chosen."""
        return self._model.line(self.currentIndex().row())

    def choose(self, referral_id: UUID) -> None:
        """Choose a referral."""
        row = self._model.row_of(referral_id)
        if row >= 0:
            self._go_to(row)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        letter = event.text().upper()
        if self.current_line() is None:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_plain:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        elif is_plain and letter.isalpha():
            self.letter_pressed.emit(letter)
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        header = self.horizontalHeader()
        place = ReferralsModel.COLUMNS.index(ReferralColumn.PARTNER)
        left = self.viewport().width() - (header.length() - header.sectionSize(place))
        header.resizeSection(place, max(left, self.fontMetrics().horizontalAdvance("0") * _PARTNER_SIGNS))

    def _size_columns(self) -> None:
        header = self.horizontalHeader()
        scale = self.fontMetrics().horizontalAdvance("0") / 8
        for column, width in _WIDTHS.items():
            header.resizeSection(ReferralsModel.COLUMNS.index(column), round(width * max(scale, 1.0)))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        give_headings_room(header)

    def _go_to(self, row: int) -> None:
        index = self._model.index(row, max(self.currentIndex().column(), 0))
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, how)
        self.scrollTo(index)

    def _on_row_changed(self) -> None:
        self.chosen.emit()

    def _on_double_clicked(self, _index: Index) -> None:
        self.opened.emit()
