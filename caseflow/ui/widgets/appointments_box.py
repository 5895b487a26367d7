"""Appointments in a few lines, each settled with one key or one button: honoured, excused, absent, cancelled."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.domain.interview import AppointmentStatus
from caseflow.domain.labels import label
from caseflow.i18n import N_, _, current
from caseflow.services.contact_lines import AppointmentLine
from caseflow.ui import icons, theme
from caseflow.ui.widgets.flow_row import FlowRow

SETTLING: Mapping[AppointmentStatus, tuple[str, str]] = {
    AppointmentStatus.HONOURED: ("H", N_("Honoured (H)")),
    AppointmentStatus.EXCUSED: ("E", N_("Excused (E)")),
    AppointmentStatus.ABSENT: ("A", N_("Absent (A)")),
    AppointmentStatus.CANCELLED: ("N", N_("Cancelled (N)")),
}
"""The key and the button of each status; the letters are those of the French words, on every keyboard."""
_STATUS_KEYS = {getattr(Qt.Key, f"Key_{letter}"): status for status, (letter, _words) in SETTLING.items()}

Words = Callable[[AppointmentLine], str]


class AppointmentsBox(QWidget):
    """Tells what is to be done with the appointment chosen; whoever holds it does it."""

    settled = Signal(object, object)
    """A status was given to an appointment: its `UUID` and the `AppointmentStatus`."""
    opened = Signal(object)
    """Enter or a double click: its `UUID`."""
    removal_asked = Signal(object)
    chosen_changed = Signal()

    def __init__(self, name: str, words: Words) -> None:
        """Show appointments under an accessible name, each in words of its own."""
        super().__init__()
        self._words = words
        self._lines: tuple[AppointmentLine, ...] = ()
        self.list = _List()
        self.list.setAccessibleName(name)
        self._buttons = {status: QPushButton(_(words)) for status, (_key, words) in SETTLING.items()}
        self.bar = FlowRow(theme.SPACE_XS)
        """The row of buttons; whoever holds the box adds others to it."""
        self._arrange()
        self._connect()

    def show_lines(self, lines: Sequence[AppointmentLine]) -> None:
        """Show appointments, keeping the one chosen if it is still there."""
        kept = self.chosen()
        self._lines = tuple(lines)
        self.list.clear()
        for each in self._lines:
            item = QListWidgetItem(icons.icon("check" if _is_settled(each) else "history"), self._words(each))
            item.setData(Qt.ItemDataRole.UserRole, each.id)
            self.list.addItem(item)
        ids = [each.id for each in self._lines]
        self.list.setCurrentRow(ids.index(kept.id) if kept is not None and kept.id in ids else -1)
        self._on_chosen()

    def chosen(self) -> AppointmentLine | None:
        """Return the appointment chosen."""
        row = self.list.currentRow()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def choose(self, appointment_id: UUID) -> None:
        """Choose an appointment."""
        for row, each in enumerate(self._lines):
            if each.id == appointment_id:
                self.list.setCurrentRow(row)

    def button(self, status: AppointmentStatus) -> QPushButton:
        """Return the button of a status."""
        return self._buttons[status]

    def _arrange(self) -> None:
        for status, button in self._buttons.items():
            button.setAutoDefault(False)
            button.setToolTip(label(status))
            self.bar.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_XS)
        column.addWidget(self.list, 1)
        column.addLayout(self.bar)

    def _connect(self) -> None:
        for status, button in self._buttons.items():
            button.clicked.connect(partial(self._settle, status))
        self.list.settled.connect(self._settle)
        self.list.removal_asked.connect(self._on_removal)
        self.list.itemActivated.connect(self._on_activated)
        self.list.currentRowChanged.connect(self._on_chosen)

    def _settle(self, status: AppointmentStatus, _checked: bool = False) -> None:
        if (line := self.chosen()) is not None:
            self.settled.emit(line.id, status)

    def _on_activated(self, item: QListWidgetItem) -> None:
        self.opened.emit(item.data(Qt.ItemDataRole.UserRole))

    def _on_removal(self) -> None:
        if (line := self.chosen()) is not None:
            self.removal_asked.emit(line.id)

    def _on_chosen(self) -> None:
        for button in self._buttons.values():
            button.setEnabled(self.chosen() is not None)
        self.chosen_changed.emit()


class _List(QListWidget):
    """Hears the letters of the statuses, that a list would take for the beginning of a line."""

    settled = Signal(object)
    removal_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @override
    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        if self.currentRow() >= 0 and not self.selectedItems():
            self.currentItem().setSelected(True)  # in sight, for a letter is enough to settle it

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        status = _STATUS_KEYS.get(event.key()) if not event.modifiers() else None
        if status is not None and self.currentRow() >= 0:
            self.settled.emit(status)
        elif event.key() == Qt.Key.Key_Delete and self.currentRow() >= 0:
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)


def hour_words(line: AppointmentLine) -> str:
    """Say at what time an appointment is."""
    return current().hour(line.at_minute) if line.at_minute is not None else _("no time set")


def _is_settled(line: AppointmentLine) -> bool:
    return line.status is not AppointmentStatus.PLANNED
