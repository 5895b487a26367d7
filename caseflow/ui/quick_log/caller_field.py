"""Who is on the phone: a few letters, or a number; somebody on file, or a name and nothing more."""

import json
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.i18n import _
from caseflow.services.finder import FoundPerson
from caseflow.ui import theme
from caseflow.ui.context import Context
from caseflow.ui.editors import Editor

_OFFERED = 5
_PAUSE_MS = 90
_KEY = Qt.ItemDataRole.UserRole


class CallerField(QWidget):
    """One line; those it may mean stand below it, the first one an Enter away."""

    changed = Signal()
    """Somebody on file was chosen, or is no longer."""
    settled = Signal()
    """What comes next has the keyboard to itself."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.person_id: UUID | None = None
        """Whom it means, when that is somebody on file."""
        self.line, self.found = QLineEdit(), QListWidget()
        self._typing = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._arrange()
        self.line.textEdited.connect(self._on_typed)
        self._typing.timeout.connect(self._look)
        self.found.itemClicked.connect(self._on_item)
        self.found.itemActivated.connect(self._on_item)

    def text(self) -> str:
        """Return what is typed, or the name of whoever was chosen."""
        return self.line.text().strip()

    def is_open_question(self) -> bool:
        """Tell whether people on file may be meant, and none was chosen; a number that nobody has means nobody."""
        return self.person_id is None and not self.found.isHidden() and self.found.count() > 0

    def choose(self, person_id: UUID, name: str) -> None:
        """Mean somebody on file."""
        self._typing.stop()
        self.person_id = person_id
        self.line.setText(name)
        self.found.hide()
        self.changed.emit()

    def clear(self) -> None:
        """Mean nobody yet."""
        self.hold(None, "")

    def hold(self, person_id: UUID | None, text: str) -> None:
        """Hold what was held before."""
        self.person_id = person_id
        self.line.setText(text)
        self.found.hide()
        self.changed.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Go down into the list with an arrow, choose the first with Enter."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_enter()
                return True
            if plain and event.key() == Qt.Key.Key_Down and self.found.isVisible():
                self.found.setFocus(Qt.FocusReason.OtherFocusReason)
                self.found.setCurrentRow(min(1, self.found.count() - 1))
                return True
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        self.setFocusProxy(self.line)
        self.line.setPlaceholderText(_("Who is calling? 3 letters or the number"))
        self.line.setAccessibleName(_("Who is calling"))
        self.line.installEventFilter(self)
        self.found.setAccessibleName(_("People found"))
        self.found.setTabKeyNavigation(False)
        self.found.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_XS)
        column.addWidget(self.line)
        column.addWidget(self.found)

    def _on_typed(self) -> None:
        if self.person_id is not None:
            self.person_id = None
            self.changed.emit()
        self._typing.start()

    def _look(self) -> None:
        work = partial(self._context.desk.finder.find, self.text(), _OFFERED, self._context.today())
        self._context.tasks.run(self, work, self._on_found, only_latest="caller")

    def _on_found(self, people: tuple[FoundPerson, ...]) -> None:
        if self.person_id is not None:
            return
        self.found.clear()
        for each in people:
            item = QListWidgetItem(_words(each))
            item.setData(_KEY, (each.id.hex, each.name))
            self.found.addItem(item)
        self.found.setVisible(bool(people) and bool(self.text()))
        if people:
            self.found.setCurrentRow(0)
            rows = self.found.sizeHintForRow(0) * len(people)
            self.found.setFixedHeight(rows + 2 * self.found.frameWidth() + theme.SPACE_XS)

    def _on_enter(self) -> None:
        if self._typing.isActive():  # Enter comes faster than the list: it is asked for now
            self._typing.stop()
            work = partial(self._context.desk.finder.find, self.text(), _OFFERED, self._context.today())
            self._context.tasks.run(self, work, self._on_asked_at_once, only_latest="caller")
        elif self.person_id is None and self.found.isVisible() and self.found.selectedItems():
            self._on_item(self.found.selectedItems()[0])
        else:
            self.settled.emit()

    def _on_asked_at_once(self, people: tuple[FoundPerson, ...]) -> None:
        self._on_found(people)
        if len(people) == 1:
            self.choose(people[0].id, people[0].name)
            self.settled.emit()

    def _on_item(self, item: QListWidgetItem) -> None:
        key, name = item.data(_KEY)
        self.choose(UUID(key), name)
        self.settled.emit()


class CallerEditor(Editor):
    """Edits who is on the phone, on file or not, as one value."""

    def __init__(self, name: str, field: CallerField) -> None:
        super().__init__(name, field, self._held, self._hold)
        self._field = field
        field.changed.connect(self.edited.emit)
        field.line.textEdited.connect(self._on_edited)

    @override
    def typed(self) -> str:
        person_id = self._field.person_id
        return json.dumps([person_id.hex if person_id else "", self._field.text()], ensure_ascii=False)

    @override
    def type_again(self, typed: str | bool | None) -> None:
        key, text = json.loads(str(typed or '["", ""]'))
        self._field.hold(UUID(key) if key else None, text)

    def _held(self) -> tuple[UUID | None, str]:
        return self._field.person_id, self._field.text()

    def _hold(self, value: tuple[UUID | None, str] | None) -> None:
        person_id, text = value or (None, "")
        self._field.hold(person_id, text)


def _words(found: FoundPerson) -> str:
    born = _("born in {year}").format(year=found.birth_year) if found.birth_year else ""
    return " · ".join(part for part in (found.name, born, found.commune, found.phone, found.file_number) if part)
