"""A field for a time of day, kept in minutes since midnight: « 9 h 30 », « 9:30 », « 930 », « 14 »."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from caseflow.domain.errors import Invalid
from caseflow.i18n import NARROW_NBSP, NBSP, _, current

_CLOCK = re.compile(r"(\d{1,2})\s*(?:[h:.]\s*(\d{2})?|h)?")
_DIGITS = re.compile(r"(\d{1,2})(\d{2})")
_STEP = 15
_DAY = 24 * 60


def read_time(typed: str) -> int | None:
    """Return minutes since midnight, or None when the text is no time of day."""
    text = typed.replace(NBSP, " ").replace(NARROW_NBSP, " ").strip().casefold()
    match = _DIGITS.fullmatch(text) or _CLOCK.fullmatch(text)
    if match is None:
        return None
    hours, minutes = int(match[1]), int(match[2] or 0)
    return hours * 60 + minutes if hours < 24 and minutes < 60 else None


class TimeField(QLineEdit):
    """Reads a time on leaving the field; ↑ and ↓ change it by a quarter of an hour."""

    time_edited = Signal()
    """The field was left, or Enter pressed."""

    def __init__(self, field: str = "", parent: QWidget | None = None) -> None:
        """Make a field; `field` names it in the error raised when what is typed is no time."""
        super().__init__(parent)
        self._field = field
        self.setToolTip(_("For example: 9, 9:30 or 930."))
        self.setPlaceholderText(_("HH:MM"))
        self.setMaximumWidth(self.fontMetrics().horizontalAdvance("00 h 00") + 60)
        self.editingFinished.connect(self._on_editing_finished)

    def minute(self) -> int | None:
        """Return minutes since midnight, or None when the field is empty.

        Raises:
            Invalid: what is typed is no time of day.
        """
        if not self.text().strip():
            return None
        minute = read_time(self.text())
        if minute is None:
            raise Invalid(self._field, _("This time cannot be read. Write for example 9, 9:30 or 930."))
        return minute

    def set_minute(self, minute: int | None) -> None:
        """Show a time of day, or nothing."""
        self.setText("" if minute is None else current().hour(minute))

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        minute = read_time(self.text())
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and minute is not None and not event.modifiers():
            self.set_minute((minute + (_STEP if event.key() == Qt.Key.Key_Up else -_STEP)) % _DAY)
        else:
            super().keyPressEvent(event)

    def _on_editing_finished(self) -> None:
        minute = read_time(self.text())
        if minute is not None:
            self.set_minute(minute)
        self.time_edited.emit()
