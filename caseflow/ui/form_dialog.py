"""A small dialog that collects a few values for one action, and stays open until they are right."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from caseflow.domain.errors import Invalid
from caseflow.ui import theme
from caseflow.ui.context import Context
from caseflow.ui.editors import Editor, Field
from caseflow.ui.errors import show_error
from caseflow.ui.forms import Form
from caseflow.ui.widgets.tab_order import tab_as_read


class FormDialog(QDialog):
    """Its button says what will happen; Ctrl+Enter presses it. A refusal is told under its field."""

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
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._accept = self._buttons.addButton(button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._arrange(words)
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._on_accepted)

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
        words: str = "",
        values: Mapping[str, Any] | None = None,
    ) -> "FormDialog":
        """Open the dialog; `save` is given the values by name, in the background, and may refuse them."""
        dialog = cls(parent, context, title, fields, button, save, words=words)
        for field in dialog._fields:
            field.editor.show_value((values or {}).get(field.editor.name))
        dialog.open()
        return dialog

    def editor(self, name: str) -> Editor:
        """Return the control of a field."""
        return next(field.editor for field in self._fields if field.editor.name == name)

    def error_text(self, name: str) -> str:
        """Return the sentence now under a field."""
        return self._form.error_text(name)

    def _arrange(self, words: str) -> None:
        for field in self._fields:
            self._form.add(field.editor.name, field.label, field.editor.widget, hint=field.hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_L)
        column.setSpacing(theme.SPACE_M)
        if words:
            column.addWidget(theme.quiet(words))
        column.addWidget(self._form)
        column.addStretch(1)
        column.addWidget(self._buttons)
        self._accept.setDefault(True)
        self.setMinimumWidth(theme.COLUMN_FORM + 80)
        tab_as_read(self)

    def _on_accepted(self) -> None:
        try:
            values = {field.editor.name: field.editor.value() for field in self._fields}
        except Invalid as error:
            self._form.show_invalid(error)
            return
        self._accept.setEnabled(False)
        self._context.tasks.run(self, partial(self._save, values), self._on_saved, failed=self._on_failed)

    def _on_saved(self, _result: object) -> None:
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self._accept.setEnabled(True)
        if not (isinstance(error, Invalid) and self._form.show_invalid(error)):
            show_error(self, error)
