"""Several people, each added by the first letters of a name and taken away by a button."""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.i18n import _
from caseflow.services.finder import FoundPerson
from caseflow.ui import icons, theme
from caseflow.ui.context import Context
from caseflow.ui.editors import Editor
from caseflow.ui.widgets.flow_row import FlowRow

_TYPING_MS = 120
_OFFERED = 8


class PeopleField(QWidget):
    """People as buttons, and a line in which a name is typed: ↓ and Enter choose among those found."""

    people_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._names: dict[UUID, str] = {}
        self._found: tuple[FoundPerson, ...] = ()
        self._offered = QStringListModel(self)
        self.line = QLineEdit()
        self._completer = QCompleter(self._offered, self)
        self._typing = QTimer(self, interval=_TYPING_MS, singleShot=True)
        self._chips = FlowRow(theme.SPACE_XS)
        self._arrange()
        self._connect()

    def ids(self) -> tuple[UUID, ...]:
        """Return whom it holds."""
        return tuple(self._names)

    def set_people(self, names: Mapping[UUID, str]) -> None:
        """Hold these people."""
        self._names = dict(names)
        self._show()

    def set_ids(self, ids: Sequence[UUID]) -> None:
        """Hold people of whom only the keys are known; their names are read in the background."""
        self.set_people({each: self._names.get(each, "…") for each in ids})
        work = partial(self._context.desk.finder.known, ids, self._context.today())
        self._context.tasks.run(self, work, self._on_known, only_latest="known")

    def add(self, person_id: UUID, name: str) -> None:
        """Add somebody."""
        self._names[person_id] = name
        self.line.clear()
        self._show()

    def remove(self, person_id: UUID) -> None:
        """Take somebody away."""
        self._names.pop(person_id, None)
        self._show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def setAccessibleName(self, name: str, /) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def _arrange(self) -> None:
        self.setFocusProxy(self.line)
        self.line.setPlaceholderText(_("Add somebody: first letters of the name"))
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(_OFFERED)
        self.line.setCompleter(self._completer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_XS)
        column.addLayout(self._chips)
        column.addWidget(self.line)

    def _connect(self) -> None:
        self.line.textEdited.connect(self._typing.start)
        self._typing.timeout.connect(self._look)
        self._completer.activated.connect(self._on_chosen)

    def _show(self) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for person_id, name in self._names.items():
            chip = QPushButton(icons.icon("close"), name)
            chip.setAutoDefault(False)
            chip.setAccessibleName(_("Take {name} away").format(name=name))
            chip.setToolTip(_("Take {name} away").format(name=name))
            chip.clicked.connect(partial(self._on_removed, person_id))
            self._chips.addWidget(chip)
        self.people_changed.emit()

    def _look(self) -> None:
        work = partial(self._context.desk.finder.find, self.line.text(), _OFFERED, self._context.today())
        self._context.tasks.run(self, work, self._on_found, only_latest="found")

    def _on_found(self, found: tuple[FoundPerson, ...]) -> None:
        self._found = tuple(each for each in found if each.id not in self._names)
        self._offered.setStringList([_told(each) for each in self._found])
        if self._found and self.line.hasFocus():
            self._completer.complete()

    def _on_chosen(self, words: str) -> None:
        chosen = next((each for each in self._found if _told(each) == words), None)
        if chosen is not None:  # the completer writes its line after this signal
            QTimer.singleShot(0, self, partial(self.add, chosen.id, chosen.name))

    def _on_removed(self, person_id: UUID, _checked: bool = False) -> None:
        self.remove(person_id)

    def _on_known(self, found: tuple[FoundPerson, ...]) -> None:
        names = {each.id: each.name for each in found}
        self.set_people({each: names[each] for each in self._names if each in names})


class PeopleEditor(Editor):
    """Edits the keys of people."""

    def __init__(self, name: str, field: PeopleField) -> None:
        super().__init__(name, field, field.ids, field.set_people)
        self._field = field
        field.people_changed.connect(self.edited.emit)

    @override
    def show_again(self) -> None:
        self._field.set_ids(self._shown)

    @override
    def typed(self) -> str:
        return json.dumps([each.hex for each in self._field.ids()])

    @override
    def type_again(self, typed: str | bool | None) -> None:
        self._field.set_ids([UUID(each) for each in json.loads(str(typed or "[]"))])


def _told(found: FoundPerson) -> str:
    born = _("born in {year}").format(year=found.birth_year) if found.birth_year else ""
    return " · ".join(part for part in (found.name, born, found.commune, found.file_number) if part)
