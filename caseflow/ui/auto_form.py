"""A form without a button: each field is saved when it is left, as one action; what is wrong stays as typed."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout

from caseflow.domain.errors import CaseFlowError, Invalid
from caseflow.ui.context import Context
from caseflow.ui.editors import Editor, Field
from caseflow.ui.errors import show_error
from caseflow.ui.forms import Form

Save = Callable[[str, Any], object]


class AutoForm(Form):
    """Saves through a function that is given the name of a field and its value, in the background."""

    settled = Signal()
    """A field was saved: nothing of it waits any more."""

    def __init__(self, context: Context, save: Save) -> None:
        super().__init__()
        # It stands beside other things: on a small screen, enlarged, a label and its field have no room in one line.
        self._layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._context = context
        self._save = save
        self._editors: dict[str, Editor] = {}

    def add_field(self, field: Field) -> None:
        """Add a field."""
        editor = field.editor
        self.add(editor.name, field.label, editor.widget, hint=field.hint)
        self._editors[editor.name] = editor
        editor.left.connect(partial(self.save_field, editor.name))

    def editor(self, name: str) -> Editor:
        """Return the control of a field."""
        return self._editors[name]

    def show_values(self, value_of: Callable[[str], Any]) -> None:
        """Show stored values; a field being typed in, or holding what was refused, is left alone."""
        for name, editor in self._editors.items():
            if not self._is_busy(editor):
                editor.show_value(value_of(name))

    def save_field(self, name: str) -> None:
        """Save a field if it holds something new."""
        editor = self._editors[name]
        try:
            value = editor.value()
        except Invalid as error:
            self.tell(name, error.message)
            return
        self.tell(name, "")
        if editor.is_changed():
            work = partial(self._save, name, value)
            self._context.tasks.run(
                self, work, partial(self._on_saved, name, value), failed=partial(self._on_failed, name)
            )

    def _is_busy(self, editor: Editor) -> bool:
        if self.error_text(editor.name):
            return True
        return editor.is_changed() and editor.widget.hasFocus()

    def _on_saved(self, name: str, value: Any, _result: object) -> None:
        editor = self._editors[name]
        if editor.is_changed() and not self._is_busy(editor):  # else the record was read again already, as it is stored
            editor.show_value(value)
        self.settled.emit()

    def _on_failed(self, name: str, error: Exception) -> None:
        if isinstance(error, CaseFlowError):  # a full disk as well: what is typed stays, leaving the field tries again
            self.tell(name, error.message)
        else:
            show_error(self, error)
