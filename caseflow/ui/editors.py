"""Controls that all read, show and tell a value alike: text, a note, a day, a choice, hours, yes or no."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, TypeVar, cast

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from caseflow.domain.errors import Invalid
from caseflow.i18n import _
from caseflow.ui.widgets.choice_field import ChoiceField
from caseflow.ui.widgets.date_field import DateField
from caseflow.ui.widgets.hours_field import HoursField
from caseflow.ui.widgets.note_field import NoteEdit
from caseflow.ui.widgets.time_field import TimeField

Value = TypeVar("Value")


class Editor(QObject):
    """One control with the name of the field it edits."""

    left = Signal()
    """The control was left, or a choice made in it."""
    edited = Signal()
    """What the control holds changed, by a letter or as a whole."""

    def __init__(self, name: str, widget: QWidget, read: Callable[[], Any], write: Callable[[Any], object]) -> None:
        super().__init__(widget)
        self.name = name
        self.widget = widget
        self._read = read
        self._write = write
        self._shown: Any = None
        for signal in _signals(widget):
            signal.connect(self._on_edited)

    def value(self) -> Any:
        """Return what the control holds.

        Raises:
            Invalid: it cannot be read.
        """
        return self._read()

    def show_value(self, value: Any) -> None:
        """Show a stored value."""
        self._write(value)
        self._shown = self._read()

    def choose(self, value: Any) -> None:
        """Hold a value as if a person had chosen it."""
        self._write(value)

    def typed(self) -> str | bool | None:
        """Return what the control holds as it was typed, readable or not: what a draft keeps."""
        if isinstance(self.widget, QCheckBox):
            return self.widget.isChecked()
        choice = _choice(self.widget)
        return _text_of(self.widget) if choice is None else choice.code()

    def type_again(self, typed: str | bool | None) -> None:
        """Hold what was typed before; what the control is compared with stays what is stored."""
        choice = _choice(self.widget)
        if isinstance(self.widget, QCheckBox):
            self.widget.setChecked(bool(typed))
        elif choice is not None:
            choice.choose_code(None if typed is None else str(typed))
        else:
            _put_text(self.widget, str(typed or ""))

    def show_again(self) -> None:
        """Show what was last stored, in place of what is typed."""
        self._write(self._shown)

    def is_changed(self) -> bool:
        """Tell whether the control holds something else than what it was last given; what cannot be read is."""
        try:
            return self._read() != self._shown
        except Invalid:
            return True

    def on_left(self) -> None:
        """Tell that the control was left."""
        self.left.emit()

    def _on_edited(self) -> None:
        self.edited.emit()


def _signals(widget: QWidget) -> tuple[SignalInstance, ...]:
    """Return the signals by which a control tells that it holds something else."""
    if isinstance(widget, QComboBox):
        return widget.currentIndexChanged, widget.editTextChanged
    if isinstance(widget, QCheckBox):
        return (widget.toggled,)
    return (widget.textChanged,) if isinstance(widget, QLineEdit | QPlainTextEdit) else ()


def _choice(widget: QWidget) -> ChoiceField[Any] | None:
    """Return a control that chooses among given values only."""
    choice = cast("ChoiceField[Any] | None", widget if isinstance(widget, ChoiceField) else None)
    return None if choice is None or choice.isEditable() else choice


def _text_of(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    return widget.text() if isinstance(widget, QLineEdit) else ""


def _put_text(widget: QWidget, typed: str) -> None:
    if isinstance(widget, QComboBox):
        widget.setCurrentText(typed)  # writes it, or chooses it where nothing can be written
    elif isinstance(widget, QPlainTextEdit):
        widget.setPlainText(typed)
    elif isinstance(widget, QLineEdit):
        widget.setText(typed)


def text(name: str) -> Editor:
    """Edit a line of text; empty text is None."""
    widget = QLineEdit()
    editor = Editor(name, widget, lambda: widget.text().strip() or None, lambda value: _set_text(widget, value or ""))
    widget.editingFinished.connect(editor.on_left)
    return editor


def note(name: str, lines: int = 3, field: NoteEdit | None = None) -> Editor:
    """Edit some lines of text, in a plain field or one that checks what is written; empty text is None."""
    widget = field or NoteEdit(lines)
    editor = Editor(
        name, widget, lambda: widget.toPlainText().strip() or None, lambda value: widget.setPlainText(value or "")
    )
    widget.left.connect(editor.on_left)
    return editor


def lines(name: str) -> Editor:
    """Edit a list, one value a line."""
    widget = NoteEdit(2)

    def read() -> tuple[str, ...]:
        return tuple(line.strip() for line in widget.toPlainText().splitlines() if line.strip())

    editor = Editor(name, widget, read, lambda value: widget.setPlainText("\n".join(value or ())))
    widget.left.connect(editor.on_left)
    return editor


def day(name: str, today: Callable[[], date], *, looks_back: bool = False) -> Editor:
    """Edit a day; where it `looks_back`, one on which something took place."""
    widget = DateField(today, name, looks_back=looks_back)
    editor = Editor(name, widget, widget.day, widget.set_day)
    widget.day_edited.connect(editor.on_left)
    return editor


def choice(
    name: str, values: Iterable[Value], label_of: Callable[[Value], str], *, none_label: str | None = ""
) -> Editor:
    """Choose a value; `none_label` is what choosing nothing is called, None when something must be chosen."""
    widget = ChoiceField[Value](values, label_of, none_label=none_label)
    editor = Editor(name, widget, widget.value, widget.set_value)
    widget.choice_made.connect(editor.on_left)
    return editor


def suggestion(name: str, codes: Iterable[str], label_of: Callable[[str], str]) -> Editor:
    """Choose a code by its words, or type anything else."""
    widget = ChoiceField[str](codes, label_of, none_label="")
    widget.setEditable(True)
    widget.setInsertPolicy(widget.InsertPolicy.NoInsert)  # Enter adds nothing to what is offered

    def read() -> str | None:
        typed = widget.currentText().strip()
        return widget.value_called(typed) or typed or None

    editor = Editor(name, widget, read, lambda value: widget.setEditText(label_of(value) if value else ""))
    line = widget.lineEdit()
    if line is not None:
        line.editingFinished.connect(editor.on_left)
    widget.choice_made.connect(editor.on_left)
    return editor


def yes_no(name: str, words: str) -> Editor:
    """Tick a box."""
    widget = QCheckBox(words)
    editor = Editor(name, widget, widget.isChecked, partial(_set_checked, widget))
    widget.clicked.connect(editor.on_left)
    return editor


def hours(name: str) -> Editor:
    """Edit a number of hours, kept in minutes."""
    widget = HoursField(name)
    editor = Editor(name, widget, widget.minutes, widget.set_minutes)
    widget.editingFinished.connect(editor.on_left)
    return editor


def time(name: str) -> Editor:
    """Edit a time of day, kept in minutes since midnight."""
    widget = TimeField(name)
    editor = Editor(name, widget, widget.minute, widget.set_minute)
    widget.time_edited.connect(editor.on_left)
    return editor


def number(name: str, most: int = 9_999) -> Editor:
    """Edit a whole number; empty is None."""
    widget = QLineEdit()
    widget.setMaximumWidth(widget.fontMetrics().horizontalAdvance("0000000") + 24)

    def read() -> int | None:
        typed = widget.text().strip()
        if typed and not (typed.isascii() and typed.isdigit() and int(typed) <= most):
            raise Invalid(name, _("Write a whole number, for example 30."))
        return int(typed) if typed else None

    editor = Editor(name, widget, read, lambda value: widget.setText("" if value is None else str(value)))
    widget.editingFinished.connect(editor.on_left)
    return editor


def _set_text(widget: QLineEdit, value: str) -> None:
    widget.setText(value)
    widget.setCursorPosition(0)  # a long text is seen from its beginning


def _set_checked(widget: QCheckBox, value: object) -> None:
    widget.setChecked(bool(value))


@dataclass(frozen=True)
class Field:
    """A field of a form: its label and its control."""

    label: str
    editor: Editor
    hint: str = field(default="")
