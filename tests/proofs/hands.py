"""Somebody at the screen who types in every field and presses every button; no page of CaseFlow is named here.

A new dialog or page is gone through without a line of its own, as long as a button leads to it.
"""

from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QItemSelectionModel, QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from caseflow.i18n import _
from caseflow.ui.widgets.date_field import DateField
from caseflow.ui.widgets.hours_field import HoursField

DAY = "01/03/2026"
DEEP = 12
"""Dialogs that may follow one another after one button: more is a fault."""


class Hands:
    """Presses and types, answers whatever opens, and remembers where it has been."""

    def __init__(self, files: Path, words: dict[str, str], is_idle: Callable[[], bool]) -> None:
        """Begin; `words` are typed in turn, but for those of `phone` and `email`, kept for fields of that name."""
        self.seen: set[str] = set()
        self.said: list[str] = []
        self.next_name = ""
        """What the next file written is called; any name when it is empty."""
        self.is_idle = is_idle
        self._files = files
        self._names = iter(f"{number}" for number in range(1, 10_000))
        self._phone, self._email = words["phone"], words["email"]
        self._words = cycle(word for kind, word in words.items() if kind not in {"phone", "email"})
        self.leaves: frozenset[str] = frozenset({_("Close"), _("Cancel")})
        """Buttons that are not pressed: they lead out of what is gone through."""
        self._pressed: set[tuple[str, str]] = set()

    def settle(self) -> None:
        """Wait until every answer of the background has come and is shown."""
        deadline = QDeadlineTimer(20_000)
        for _number in range(2):  # a change notice stands in the queue behind an answer
            _turn()
            while not self.is_idle():
                assert not deadline.hasExpired(), "the background never comes to rest"
                _turn()

    def type_in(self, field: QWidget, text: str) -> None:
        """Replace what a field holds, as somebody who dictates does, and leave it as Tab does."""
        field.setFocus()
        if isinstance(field, QLineEdit | QPlainTextEdit):
            field.selectAll()
        typed = QInputMethodEvent()
        typed.setCommitString(text)
        QApplication.sendEvent(field, typed)
        field.clearFocus()

    def fill(self, root: QWidget, *, rightly: bool) -> None:
        """Type in each field: words that exist nowhere else, also where a day is wanted, unless it is to be right."""
        for field in list(_fields(root)):
            if isValid(field) and field.isVisible():
                self.type_in(field, self._text_for(field) if rightly else next(self._words))
        self.settle()

    def press(self, button: QAbstractButton, *, name: str = "") -> None:
        """Press a button, and answer whatever it opens; a file is written under `name`."""
        assert button.isVisible()
        assert button.isEnabled()
        self.next_name = name
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, button.height() // 2))
        self.settle()
        self.answer()

    def press_all(self, show: Callable[[], QWidget | None]) -> None:
        """Press each button and entry of a page once, those that appear on the way too; `show` brings it to the front.

        It returns None once the page is gone.
        """
        while (page := show()) is not None:
            self.seen.add(type(page).__name__)
            self.settle()
            _choose_rows(page)
            deed = next(self._deeds(page), None)
            if deed is None:
                return
            deed()
            self.settle()
            self.answer()

    def answer(self) -> None:
        """Go through each dialog that is open, until none is."""
        for _number in range(DEEP):
            menu = QApplication.activePopupWidget()
            if isinstance(menu, QMenu):
                menu.close()
            dialog = _foremost()
            if dialog is None:
                return
            self._go_through(dialog)
            self.settle()
        raise AssertionError("dialogs without end")

    def _go_through(self, dialog: QDialog) -> None:
        self.seen.add(type(dialog).__name__)
        if isinstance(dialog, QMessageBox):
            self._read(dialog)
        elif isinstance(dialog, QFileDialog):
            self._choose_file(dialog)
        elif isinstance(dialog, QPrintDialog):
            dialog.reject()
        else:
            self._work_in(dialog)

    def _work_in(self, dialog: QDialog) -> None:
        """Fill a form wrongly and have it refused, then rightly; press what else it has, and leave it."""
        for rightly in (False, True):
            if _is_open(dialog):
                self.fill(dialog, rightly=rightly)
                accept = _accept_button(dialog)
                if accept is not None and _is_open(dialog):
                    accept.click()
                    self.settle()
                self._close_those_over(dialog)
        if _is_open(dialog):
            for deed in list(self._deeds(dialog)):
                if _is_open(dialog):
                    deed()
                    self.settle()
                    self._close_those_over(dialog)
        if _is_open(dialog):
            dialog.reject()

    def _close_those_over(self, dialog: QDialog) -> None:
        """Answer what opened over a dialog."""
        for _number in range(DEEP):
            foremost = _foremost()
            if foremost is None or foremost is dialog or not isValid(dialog) or not _is_over(foremost, dialog):
                return
            self._go_through(foremost)
            self.settle()

    def _read(self, box: QMessageBox) -> None:
        self.said += [box.text(), box.informativeText()]
        for button in box.buttons():
            if box.buttonRole(button) is QMessageBox.ButtonRole.ActionRole:
                button.click()
                self.said.append(QApplication.clipboard().text())
        if isValid(box) and box.isVisible():
            box.reject()

    def _choose_file(self, dialog: QFileDialog) -> None:
        if dialog.fileMode() is QFileDialog.FileMode.Directory:
            chosen = self._files / "copies"
            chosen.mkdir(exist_ok=True)
        elif dialog.fileMode() in {QFileDialog.FileMode.ExistingFile, QFileDialog.FileMode.ExistingFiles}:
            chosen = self._files / "caseload.csv"
        else:
            chosen = self._files / (self.next_name or next(self._names))
        self.next_name = ""
        dialog.findChild(QLineEdit, "fileNameEdit").setText(str(chosen))
        dialog.accept()

    def _text_for(self, field: QWidget) -> str:
        name = field.accessibleName().lower()
        if isinstance(field, DateField):
            return DAY
        if isinstance(field, HoursField):
            return "24"
        return self._phone if "phone" in name else self._email if "mail" in name else next(self._words)

    def _deeds(self, root: QWidget) -> Iterator[Callable[[], object]]:
        """Return what can be done on a page and was not done yet."""
        for button in root.findChildren(QAbstractButton):
            if not (button.isVisible() and button.isEnabled() and button.window() is root.window()):
                continue
            menu = button.menu() if isinstance(button, QPushButton | QToolButton) else None
            if menu is not None:
                menu.aboutToShow.emit()
                for action in menu.actions():
                    if action.isEnabled() and self._is_new(root, action.text()):
                        yield action.trigger
            elif self._is_new(root, button.text() or button.accessibleName() or button.toolTip()):
                yield button.click

    def _is_new(self, root: QWidget, words: str) -> bool:
        known = (type(root).__name__, words)
        if not words or words.replace("&", "") in self.leaves or known in self._pressed:
            return False
        self._pressed.add(known)
        return True


def _turn() -> None:
    """Let the window live for a moment; an error of a slot goes to the hook, as it does in the program."""
    loop = QEventLoop()
    QTimer.singleShot(1, loop.quit)
    loop.exec()


def _fields(root: QWidget) -> Iterator[QWidget]:
    for field in root.findChildren(QLineEdit):
        is_ours = field.window() is root.window() and not isinstance(field.parent(), QAbstractSpinBox)
        if is_ours and field.isVisible() and field.isEnabled() and not field.isReadOnly():
            yield field
    for note in root.findChildren(QPlainTextEdit):
        if note.isVisible() and note.isEnabled() and not note.isReadOnly():
            yield note


def _choose_rows(page: QWidget) -> None:
    """Choose a row in each table that has rows, all of them where several may be."""
    for view in page.findChildren(QAbstractItemView):
        model = view.model()
        if not view.isVisible() or model is None or not model.rowCount() or view.selectionModel() is None:
            continue
        if not view.selectionModel().hasSelection():
            view.selectionModel().setCurrentIndex(model.index(0, 0), QItemSelectionModel.SelectionFlag.SelectCurrent)
            view.selectAll()


def _accept_button(dialog: QDialog) -> QAbstractButton | None:
    box = dialog.findChild(QDialogButtonBox)
    buttons = box.buttons() if box else dialog.findChildren(QPushButton)
    roles = (QDialogButtonBox.ButtonRole.AcceptRole, QDialogButtonBox.ButtonRole.ApplyRole)
    for button in buttons:
        if button.isEnabled() and (box.buttonRole(button) in roles if box else button.isDefault()):
            return button
    return None


def _foremost() -> QDialog | None:
    """Return the dialog that is open with none over it."""
    opened = [each for each in QApplication.topLevelWidgets() if _is_open(each)]
    return next((each for each in opened if not any(_is_over(other, each) for other in opened)), None)


def _is_over(window: QWidget, below: QWidget) -> bool:
    parent = window.parentWidget()
    return parent is not None and (parent is below or _is_over(parent, below))


def _is_open(window: QWidget) -> bool:
    return isValid(window) and isinstance(window, QDialog) and window.isVisible()
