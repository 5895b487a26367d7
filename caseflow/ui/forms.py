"""Lay out fields with their labels, and put what is wrong under the field it is about."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.domain.errors import Invalid
from caseflow.ui import theme


class Form(QWidget):
    """Labels at the left, fields at the right. Each label is its field's buddy: a screen reader says it.

    Enter in a line of text goes to the next field; in the last one it does what the dialog does with it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._fields: dict[str, QWidget] = {}
        self._errors: dict[str, QLabel] = {}
        self._rows: dict[str, QWidget] = {}
        self._layout = QFormLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(theme.SPACE_M)
        self._layout.setVerticalSpacing(theme.SPACE_S)
        self._layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)

    def add(self, name: str, label: str, field: QWidget, *, hint: str = "") -> None:
        """Add a field under the name that `Invalid` uses for it."""
        error = theme.quiet("")
        error.setProperty("tone", "danger")
        error.hide()
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_XS)
        column.addWidget(field)
        if hint:
            column.addWidget(theme.quiet(hint))
        column.addWidget(error)
        self._layout.addRow(label, held)
        title = self._layout.labelForField(held)
        if isinstance(title, QLabel):
            title.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(label)
        if isinstance(field, QLineEdit):
            field.installEventFilter(self)
        self._fields[name], self._errors[name], self._rows[name] = field, error, held

    def show_invalid(self, error: Invalid) -> bool:
        """Put the sentence of an error under its field and go there; False when the form has no such field."""
        self.clear_errors()
        if error.field not in self._fields:
            return False
        label, field = self._errors[error.field], self._fields[error.field]
        label.setText(f"⚠ {error.message}")
        label.show()
        field.setAccessibleDescription(error.message)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def tell(self, name: str, message: str, *, is_wrong: bool = True) -> None:
        """Put a sentence under a field and leave the keyboard where it is; no sentence takes it away.

        What is typed is wrong, or only worth a word.
        """
        label = self._errors[name]
        label.setProperty("tone", "danger" if is_wrong else "warning")
        label.style().polish(label)
        label.setText(f"⚠ {message}" if message else "")
        label.setVisible(bool(message))
        self._fields[name].setAccessibleDescription(message)

    def set_row(self, name: str, *, is_shown: bool, label: str = "") -> None:
        """Show or hide a field with its label, and call it otherwise."""
        held = self._rows[name]
        self._layout.setRowVisible(held, is_shown)
        title = self._layout.labelForField(held)
        if label and isinstance(title, QLabel):
            title.setText(label)
            self._fields[name].setAccessibleName(label)

    def clear_errors(self) -> None:
        """Take every sentence away."""
        for name, label in self._errors.items():
            label.hide()
            self._fields[name].setAccessibleDescription("")

    def error_text(self, name: str) -> str:
        """Return the sentence now under a field; empty when it is right."""
        return self._errors[name].text() if not self._errors[name].isHidden() else ""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            is_alone = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if is_enter and is_alone and watched is not list(self._fields.values())[-1]:
                self.focusNextChild()
                return True
        return super().eventFilter(watched, event)
