"""A field for a number of hours, kept in minutes: « 35 », « 24,5 », « 7 h 30 », « 7:30 »."""

import re

from PySide6.QtWidgets import QLineEdit, QWidget

from caseflow.domain.errors import Invalid
from caseflow.i18n import NBSP, _

_HOURS = re.compile(r"(\d{1,5})(?:[.,](\d{1,2}))?\s*(?:h(?:eures?)?)?")
_CLOCK = re.compile(r"(\d{1,5})\s*[h:]\s*(\d{1,2})\s*(?:mn|min)?")


def read_hours(typed: str) -> int | None:
    """Return minutes, or None when the text is no number of hours."""
    text = typed.replace(NBSP, " ").strip().casefold()
    if match := _CLOCK.fullmatch(text):
        return int(match[1]) * 60 + int(match[2]) if int(match[2]) < 60 else None
    if match := _HOURS.fullmatch(text):
        return round(float(f"{match[1]}.{match[2] or 0}") * 60)
    return None


def shown_hours(minutes: int | None) -> str:
    """Write minutes as hours: « 35 h », « 7 h 30 »."""
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, 60)
    return f"{hours}{NBSP}h{NBSP}{rest:02d}" if rest else f"{hours}{NBSP}h"


class HoursField(QLineEdit):
    """Reads hours as they are usually typed."""

    def __init__(self, field: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self.setToolTip(_("For example: 35, 24.5 or 7 h 30."))
        self.setMaximumWidth(self.fontMetrics().horizontalAdvance("00000 h 00") + 40)
        self.editingFinished.connect(self._on_editing_finished)

    def minutes(self) -> int | None:
        """Return minutes, or None when the field is empty.

        Raises:
            Invalid: what is typed is no number of hours.
        """
        if not self.text().strip():
            return None
        minutes = read_hours(self.text())
        if minutes is None:
            raise Invalid(self._field, _("These hours cannot be read. Write for example 35, 24.5 or 7 h 30."))
        return minutes

    def set_minutes(self, minutes: int | None) -> None:
        """Show a number of hours, or nothing."""
        self.setText(shown_hours(minutes))

    def _on_editing_finished(self) -> None:
        minutes = read_hours(self.text()) if self.text().strip() else None
        if minutes is not None:
            self.set_minutes(minutes)
