"""A field for a day: typed in any usual way, shown as JJ/MM/AAAA. What cannot be read stays as it was typed."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.domain.errors import Invalid
from caseflow.i18n import _, current
from caseflow.ui.widgets.day_words import read_day


class DateField(QLineEdit):
    """Reads a day on leaving the field; ↑ and ↓ change it by a day, F4 or Alt+↓ opens a calendar."""

    day_edited = Signal()
    """The field was left, or Enter pressed, with something else in it than before, readable or not."""

    def __init__(
        self,
        today: Callable[[], date],
        field: str = "",
        parent: QWidget | None = None,
        *,
        looks_back: bool = False,
    ) -> None:
        """Make a field; `field` names it in the error raised when what is typed is no day.

        One that `looks_back` is for what took place: « lu » is the last Monday there.
        """
        super().__init__(parent)
        self._today = today
        self._looks_back = looks_back
        self._field = field
        self._before = ""
        self.setPlaceholderText(_("DD/MM/YYYY"))
        self.setToolTip(_("For example: 3/5/26, yesterday, mon, +7. F4 opens the calendar."))
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("00/00/0000") + 28)
        self.setMaximumWidth(self.fontMetrics().horizontalAdvance("00/00/0000") + 60)
        self.editingFinished.connect(self._on_editing_finished)

    def day(self) -> date | None:
        """Return the day, or None when the field is empty.

        Raises:
            Invalid: what is typed is no day.
        """
        typed = self.text().strip()
        if not typed:
            return None
        day = self._read(typed)
        if day is None:
            raise Invalid(self._field, _("This date cannot be read. Write it as DD/MM/YYYY, for example 03/05/2026."))
        return day

    def set_day(self, day: date | None) -> None:
        """Show a day, or nothing."""
        self._before = current().date(day)
        self.setText(self._before)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down):
            self.open_calendar()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not self.isReadOnly():
            self._shift(1 if event.key() == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Show a calendar under the field; choosing a day there fills the field."""
        popup = _CalendarPopup(self._read(self.text()) or self._today(), self)
        popup.chosen.connect(self._on_chosen)
        popup.move(self.mapToGlobal(QPoint(0, self.height())))
        popup.show()

    def _read(self, typed: str) -> date | None:
        return read_day(typed, self._today(), looks_back=self._looks_back)

    def _shift(self, days: int) -> None:
        day = self._read(self.text()) if self.text().strip() else self._today() - timedelta(days=days)
        if day is not None:
            self.setText(current().date(day + timedelta(days=days)))

    def _on_chosen(self, day: date) -> None:
        self.setText(current().date(day))
        self._on_editing_finished()

    def _on_editing_finished(self) -> None:
        day = self._read(self.text()) if self.text().strip() else None
        if day is not None:
            self.setText(current().date(day))
        if self.text() != self._before:
            self._before = self.text()
            self.day_edited.emit()


class _CalendarPopup(QWidget):
    """A calendar that goes away once a day is chosen."""

    chosen = Signal(object)

    def __init__(self, day: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._calendar = QCalendarWidget(self)
        self._calendar.setAccessibleName(_("Calendar"))
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._calendar)
        self._calendar.activated.connect(self._on_activated)
        self._calendar.clicked.connect(self._on_activated)
        self._calendar.setFocus()

    def _on_activated(self, day: QDate) -> None:
        self.chosen.emit(date(day.year(), day.month(), day.day()))
        self.close()
