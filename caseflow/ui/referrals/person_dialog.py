"""Choose a person by a few letters, where none is in front."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.i18n import _
from caseflow.services.finder import FoundPerson
from caseflow.ui import icons, theme
from caseflow.ui.context import Context
from caseflow.ui.widgets.tab_order import tab_as_read

MOST = 8
TYPING_MS = 60


class PersonDialog(QDialog):
    """Those seen lately stand first, before anything is typed."""

    def __init__(
        self, parent: QWidget, context: Context, title: str, recent: Sequence[UUID], chosen: Callable[[UUID], object]
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._recent = tuple(recent)[:MOST]
        self._chosen = chosen
        self._field = QLineEdit()
        self._list = QListWidget()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._accept = self._buttons.addButton(_("Choose this person"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._arrange()
        self._connect()
        self._look()

    @classmethod
    def ask(
        cls, parent: QWidget, context: Context, title: str, recent: Sequence[UUID], chosen: Callable[[UUID], object]
    ) -> "PersonDialog":
        """Open the dialog; `chosen` is told the key of the person."""
        dialog = cls(parent, context, title, recent, chosen)
        dialog.open()
        return dialog

    def _arrange(self) -> None:
        self._field.setPlaceholderText(_("Name, number, year of birth…"))
        self._field.setAccessibleName(_("Search a person"))
        self._field.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._list.setAccessibleName(_("People found"))
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(self._field)
        column.addWidget(self._list, 1)
        column.addWidget(self._buttons)
        self._accept.setDefault(True)
        self.setMinimumWidth(theme.COLUMN_FORM + 80)
        tab_as_read(self)

    def _connect(self) -> None:
        self._typing.timeout.connect(self._look)
        self._field.textChanged.connect(self._on_edited)
        self._field.installEventFilter(self)
        self._list.itemActivated.connect(self._on_accepted)
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                self._list.setCurrentRow(min(max(self._list.currentRow() + step, 0), self._list.count() - 1))
                return True
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        finder, typed, today = self._context.desk.finder, self._field.text().strip(), self._context.today()
        work = partial(finder.find, typed, MOST, today) if typed else partial(finder.known, self._recent, today)
        self._context.tasks.run(self, work, self._on_found, only_latest="found")

    def _on_edited(self) -> None:
        self._typing.start()

    def _on_found(self, found: tuple[FoundPerson, ...]) -> None:
        self._list.clear()
        for person in found:
            born = str(person.birth_year or "")
            detail = " · ".join(part for part in (person.file_number, born, person.commune) if part)
            item = QListWidgetItem(icons.icon("person"), f"{person.name}\n{detail}")
            item.setData(Qt.ItemDataRole.UserRole, person.id)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._accept.setEnabled(bool(found))

    def _on_accepted(self) -> None:
        if self._list.currentRow() >= 0:
            chosen: UUID = self._list.currentItem().data(Qt.ItemDataRole.UserRole)
            self.accept()
            self._chosen(chosen)
