"""A small dialog that collects a few values for one action, and stays open until they are right."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from caseflow.domain.errors import Invalid
from caseflow.services.drafts import DraftOf
from caseflow.ui import theme
from caseflow.ui.context import Context
from caseflow.ui.drafting import Drafting, DraftLine
from caseflow.ui.editors import Editor, Field
from caseflow.ui.forms import Form
from caseflow.ui.widgets.room import FittingScroll
from caseflow.ui.widgets.tab_order import tab_as_read


class FormDialog(QDialog):
    """Its button says what will happen; Ctrl+Enter presses it. A refusal is told under its field.

    Closed without its button, it asks nothing: what was typed stays as a draft, offered when it opens again.
    """

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        title: str,
        fields: Sequence[Field],
        button: str,
        save: Callable[[dict[str, Any]], object],
        *,
        words: str = "",
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._fields = tuple(fields)
        self._save = save
        self._form = Form()
        self.below = QVBoxLayout()
        """Room under the fields, for a dialog that says more."""
        self._drafting = Drafting(self, context, {field.editor.name: field.editor for field in self._fields})
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._accept = self._buttons.addButton(button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._arrange(words)
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)
        self.rejected.connect(self._drafting.leave)
        for keys in ("Ctrl+Return", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self, self._on_accepted)
        QShortcut(QKeySequence("Ctrl+Shift+A"), self, context.navigator.call_asked.emit)  # the phone rings here too

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        context: Context,
        title: str,
        fields: Sequence[Field],
        button: str,
        save: Callable[[dict[str, Any]], object],
        *,
        draft: DraftOf,
        words: str = "",
        values: Mapping[str, Any] | None = None,
    ) -> "FormDialog":
        """Open the dialog; `save` is given the values by name, in the background, and may refuse them.

        `draft` names the form and what it is about: whoever opens it again finds what was typed and not saved.
        """
        dialog = cls(parent, context, title, fields, button, save, words=words)
        dialog.open_on(draft, values or {})
        return dialog

    def open_on(self, draft: DraftOf, values: Mapping[str, Any]) -> None:
        """Open on what is stored, with what was typed and not saved above it."""
        for field in self._fields:
            field.editor.show_value(values.get(field.editor.name))
        self._drafting.begin(draft, self.windowTitle())
        self._fields[0].editor.widget.setFocus()  # else Qt gives the keyboard to a button
        self.open()

    def editor(self, name: str) -> Editor:
        """Return the control of a field."""
        return next(field.editor for field in self._fields if field.editor.name == name)

    def warn(self, name: str, message: str) -> None:
        """Say under a field what is worth a word, and hinder nothing; no sentence takes it away."""
        self._form.tell(name, message, is_wrong=False)
        if message:
            self._area.show_errors()

    def error_text(self, name: str) -> str:
        """Return the sentence now under a field."""
        return self._form.error_text(name)

    @property
    def draft_line(self) -> DraftLine:
        """Return what is said of the draft."""
        return self._drafting.line

    def _arrange(self, words: str) -> None:
        for field in self._fields:
            self._form.add(field.editor.name, field.label, field.editor.widget, hint=field.hint)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_M)
        if words:
            column.addWidget(theme.quiet(words))
        column.addWidget(self._drafting.line)
        column.addWidget(self._form)
        column.addLayout(self.below)
        column.addStretch(1)
        self._area = FittingScroll(inside, self._buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_L)
        whole.setSpacing(theme.SPACE_M)
        whole.addWidget(self._area, 1)
        whole.addWidget(self._buttons)
        self._accept.setDefault(True)
        self.setMinimumWidth(theme.COLUMN_FORM + 80)
        tab_as_read(self)

    def _on_accepted(self) -> None:
        try:
            values = {field.editor.name: field.editor.value() for field in self._fields}
        except Invalid as error:
            self._form.show_invalid(error)
            self._area.show_errors()
            return
        self._accept.setEnabled(False)
        work = self._drafting.saving(partial(self._save, values))
        self._context.tasks.run(self, work, self.on_saved, failed=self._on_failed)

    def on_saved(self, result: Any) -> None:  # noqa: ARG002 - for dialogs that go on from it
        """Close: it is saved. `result` is what `save` returned."""
        self._drafting.saved()
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self._accept.setEnabled(True)
        is_told = isinstance(error, Invalid) and self._form.show_invalid(error)
        self._area.show_errors()
        self._drafting.not_saved(None if is_told else error)
