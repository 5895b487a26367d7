"""Five habits of Qt that surprise people, put right for the whole application.

The wheel over a list box or a number that is not being edited would change it unseen: it scrolls the page instead.
Ctrl+Z in a text field that has nothing to take back would do nothing: the window takes back the last action instead.
Enter on a button outside a dialog would do nothing: it presses it, as Space does.
The pointer that rests on an acronym would say nothing: it says what the letters stand for.
F1 in a dialog, which the keys of the window do not reach, would do nothing: it opens the guide.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QToolButton,
    QToolTip,
    QWidget,
)
from typing_extensions import override

_HEEDED = frozenset((QEvent.Type.Wheel, QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.ToolTip))
"""All others, thousands when a page opens, are let through at once."""


class InputGuard(QObject):
    """An event filter of the application."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        application.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in _HEEDED:
            return False
        if kind == QEvent.Type.Wheel:
            return _keep_value(watched, event)
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return _leave_to_window(watched, event)
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return _help(watched, event) if event.key() == Qt.Key.Key_F1 else _press(watched, event)
        if kind == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            return _explain(watched, event)
        return False


def _keep_value(watched: QObject, event: QEvent) -> bool:
    is_choice = isinstance(watched, QComboBox | QAbstractSpinBox)
    if is_choice and not watched.hasFocus():
        event.ignore()
        return True
    return False


def _press(watched: QObject, event: QKeyEvent) -> bool:
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    if not is_enter or not is_plain or event.isAutoRepeat() or not isinstance(watched, QPushButton | QToolButton):
        return False
    watched.click()
    return True


def _help(watched: QObject, event: QKeyEvent) -> bool:
    if not isinstance(watched, QWidget):
        return False
    from caseflow.ui import helping

    if event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
        helping.explain(watched)
    else:
        helping.helping().open(helping.page_of(watched))
    return True


def _explain(watched: QObject, event: QHelpEvent) -> bool:
    if not isinstance(watched, QLabel | QAbstractButton) or watched.toolTip():
        return False
    from caseflow.ui.glossary import explained  # the names of schemes: not before the first window shows

    words = explained(watched.text())
    if words:
        QToolTip.showText(event.globalPos(), words, watched)
    return bool(words)


def _leave_to_window(watched: QObject, event: QKeyEvent) -> bool:
    if not isinstance(watched, QLineEdit | QPlainTextEdit | QTextEdit):
        return False
    undoes, does_again = _can_undo(watched)
    is_undo, is_redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
    if (is_undo and not undoes) or (is_redo and not does_again):
        event.ignore()
        return True
    return False


def _can_undo(editor: QLineEdit | QPlainTextEdit | QTextEdit) -> tuple[bool, bool]:
    """Tell whether a text field has something of its own to take back, and to do again."""
    if isinstance(editor, QLineEdit):
        return editor.isUndoAvailable(), editor.isRedoAvailable()
    document = editor.document()
    return document.isUndoAvailable(), document.isRedoAvailable()
