"""What passed with a person, the latest first: short until Space opens a line, changed with Enter, removed with Del."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem
from typing_extensions import override

from caseflow.i18n import _
from caseflow.services.contact_lines import AppointmentLine, InterviewLine
from caseflow.ui import icons
from caseflow.ui.interviews.contact_words import interview_words, settled_words

Line = InterviewLine | AppointmentLine


class ContactsList(QListWidget):
    """Tells which line is to be opened or removed."""

    opened = Signal(object)
    """An `InterviewLine` or an `AppointmentLine`."""
    removal_asked = Signal(object)

    def __init__(self, person_id: UUID) -> None:
        super().__init__()
        self._person_id = person_id
        self._lines: tuple[Line, ...] = ()
        self._whole: set[UUID] = set()
        self._is_discreet = False
        self.setAccessibleName(_("Interviews, calls and past appointments"))
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        self.setSpacing(2)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(self._on_activated)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines; the one chosen stays so."""
        kept = self.chosen()
        self._lines = tuple(lines)
        self.clear()
        for each in self._lines:
            icon = "lock" if isinstance(each, InterviewLine) and self._has_private(each) else _icon(each)
            self.addItem(QListWidgetItem(icons.icon(icon), self._words(each)))
        ids = [each.id for each in self._lines]
        self.setCurrentRow(ids.index(kept.id) if kept is not None and kept.id in ids else -1)

    def chosen(self) -> Line | None:
        """Return the line chosen."""
        row = self.currentRow()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def set_discreet(self, is_on: bool) -> None:
        """Leave private notes and other names out, or show them again."""
        self._is_discreet = is_on
        self.show_lines(self._lines)

    def toggle(self) -> None:
        """Show the line chosen whole, or short again."""
        line = self.chosen()
        if line is not None:
            item = self.currentItem()
            self._whole ^= {line.id}
            item.setText(self._words(line))
            self.doItemsLayout()  # its height changed
            self.scrollToItem(item)

    def toggle_all(self, is_whole: bool) -> None:
        """Show every line whole, or short."""
        self._whole = {each.id for each in self._lines} if is_whole else set()
        self.show_lines(self._lines)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        line = self.chosen()
        if line is not None and event.key() == Qt.Key.Key_Space:
            self.toggle()
        elif line is not None and event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit(line)
        else:
            super().keyPressEvent(event)

    def _has_private(self, line: InterviewLine) -> bool:
        return bool(line.private_note) and not self._is_discreet

    def _words(self, line: Line) -> str:
        if isinstance(line, AppointmentLine):
            return settled_words(line)
        is_whole = line.id in self._whole
        return interview_words(line, self._person_id, is_whole=is_whole, is_discreet=self._is_discreet)

    def _on_activated(self) -> None:
        if (line := self.chosen()) is not None:
            self.opened.emit(line)


def _icon(line: Line) -> str:
    return "person" if isinstance(line, InterviewLine) else "history"
