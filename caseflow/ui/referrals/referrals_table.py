"""The table of referrals: Enter opens one, Delete removes it, a letter notes what the partner said."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from caseflow.i18n import _
from caseflow.services.referral_lines import ReferralLine
from caseflow.ui.record_lines import Index, RecordTable
from caseflow.ui.referrals.referrals_model import ReferralColumn, ReferralsModel

_WIDTHS = {
    ReferralColumn.STATE: 184,
    ReferralColumn.WHY: 220,
    ReferralColumn.SENT: 92,
    ReferralColumn.REMIND: 110,
    ReferralColumn.ANSWER: 92,
    ReferralColumn.OUTCOME: 140,
}


class ReferralsTable(RecordTable[ReferralLine, ReferralColumn]):
    """Tells which referral is chosen, opened or to be removed, and which letter was pressed on it."""

    chosen = Signal()
    opened = Signal()
    removal_asked = Signal()
    letter_pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__(ReferralsModel(), _WIDTHS, ReferralColumn.PARTNER, least_signs=26)
        self.setAccessibleName(_("Referrals"))
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.doubleClicked.connect(self._on_double_clicked)

    def show_lines(self, lines: tuple[ReferralLine, ...]) -> None:
        """Show the referrals of a person; the one chosen stays chosen, else the first is."""
        present = self.current_line()
        self.lines.show_lines(lines)
        if lines:
            self.choose(present.id if present and self.lines.row_of(present.id) >= 0 else lines[0].id)

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

    def _on_row_changed(self) -> None:
        self.chosen.emit()

    def _on_double_clicked(self, _index: Index) -> None:
        self.opened.emit()
