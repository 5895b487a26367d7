"""Forms open at the window of a process that is killed, or whose disk fails: jobs of the nursery."""

from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QWidget
from shiboken6 import isValid

from caseflow import app
from caseflow.domain.errors import StorageTrouble
from caseflow.domain.scheme import Scheme
from caseflow.services.desk import Desk
from caseflow.services.people_list import PeopleQuery
from caseflow.settings import Settings
from caseflow.ui import drafting
from caseflow.ui.changes import Changes
from caseflow.ui.context import Context
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.navigation import Navigator
from caseflow.ui.pathways.step_dialog import StepDialog
from caseflow.ui.people.new_person import NewPersonDialog
from caseflow.ui.tasks import Tasks
from tests.proofs.jobs import opened, wall
from tests.proofs.life import TODAY
from tests.proofs.nursery import Tell


class DeskTop:
    """A store open at a screen, and forms over it."""

    def __init__(self, path: str | Path) -> None:
        self.application = QApplication.instance() or app.make_application(["caseflow"], "fr")
        store = opened(path)
        self.context = Context(Desk(store), Navigator(), Changes(store), Tasks(), wall, Settings())
        self.window = QWidget()
        self.window.show()

    def rest(self) -> None:
        """Wait until every answer has come, and every draft is kept."""
        is_waiting = True
        while is_waiting:
            loop = QEventLoop()
            QTimer.singleShot(1, loop.quit)
            loop.exec()
            timers = self.window.findChildren(drafting.Drafting)
            is_waiting = not self.context.tasks.is_idle() or any(each._timer.isActive() for each in timers)

    def new_person(self) -> FormDialog:
        return NewPersonDialog.ask(self.window, self.context)

    def new_step(self) -> FormDialog | StepDialog:
        """Open the form of a step of whoever comes first."""
        person = self.context.desk.people.ids(PeopleQuery(TODAY))[0]
        dialog = StepDialog.ask(self.window, self.context, self.context.desk.pathways.view(person, TODAY))
        dialog.editor("scheme").choose(Scheme.POEI)
        return dialog

    def put_away(self) -> None:
        self.context.tasks.close()
        self.context.changes.close()
        self.context.desk.close()


def type_in(dialog: Any, name: str, text: str) -> None:
    """Type at the end of a field."""
    field = dialog.editor(name).widget
    assert isinstance(field, QLineEdit)
    field.setText(field.text() + text)
    field.textEdited.emit(field.text())


def type_without_end(tell: Tell, path: str) -> None:
    """Type word after word in the form of a new person; tell what it holds after each pause."""
    drafting.KEPT_AFTER_MS = 40
    desk_top = DeskTop(path)
    dialog = desk_top.new_person()
    for number in count():
        type_in(dialog, "last_name", f"Mot{number} ")
        desk_top.rest()
        tell(dialog.editor("last_name").typed())


def open_again(tell: Tell, path: str) -> None:
    """Tell what the form of a new person offers when it opens, and what it says of it."""
    desk_top = DeskTop(path)
    dialog = desk_top.new_person()
    tell([dialog.editor("last_name").typed(), dialog.draft_line.words()])
    desk_top.put_away()


def held(dialog: Any) -> dict[str, Any]:
    """Return everything that stands in a form."""
    return {name: dialog.editor(name).typed() for name in ("last_name", "phones", "title", "note") if has(dialog, name)}


def has(dialog: Any, name: str) -> bool:
    try:
        dialog.editor(name)
    except (KeyError, StopIteration):
        return False
    return True


def save(desk_top: DeskTop, dialog: Any) -> None:
    """Press the button of a form.

    Raises:
        StorageTrouble: it stays open, with what was typed in it and this sentence.
    """
    before = held(dialog)
    box = dialog.findChild(QDialogButtonBox)
    accept = next(each for each in box.buttons() if box.buttonRole(each) is QDialogButtonBox.ButtonRole.AcceptRole)
    accept.click()
    desk_top.rest()
    if isValid(dialog) and dialog.isVisible():
        assert held(dialog) == before != {}
        assert accept.isEnabled(), "it can be saved again"
        raise StorageTrouble(dialog.findChild(drafting.DraftLine).words())
