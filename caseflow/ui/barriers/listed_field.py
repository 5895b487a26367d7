"""A line of words with a list to choose from; for a sensitive theme, the list alone."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter

from caseflow.ui.editors import Editor
from caseflow.ui.widgets.choice_field import ChoiceField


class ListedField(ChoiceField[str]):
    """Completes what is typed with any words of the list that hold it; Enter never adds to the list."""

    entered = Signal()
    """Enter was pressed in the line."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__((), str, none_label="")
        self._placeholder = placeholder
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.offer((), is_free=True)

    def offer(self, words: Sequence[str], *, is_free: bool) -> None:
        """Offer words, and let others be typed or not; what is there stays if it may."""
        typed = self.words()
        self.set_choices(words)
        if self.isEditable() is not is_free:
            self.setEditable(is_free)
        if is_free:
            self._complete(words)
        self.set_words(typed)

    def words(self) -> str | None:
        """Return what is typed or chosen."""
        return " ".join(self.currentText().split()) or None

    def set_words(self, words: str | None) -> None:
        """Hold words; where nothing can be typed, words that are not of the list leave it empty."""
        place = max(self.findText(words or "", Qt.MatchFlag.MatchFixedString), 0)
        self.setCurrentIndex(place)
        if self.isEditable():
            self.setEditText(words or "")

    def _complete(self, words: Sequence[str]) -> None:
        completer = QCompleter(list(words), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(self._placeholder)
            line.returnPressed.connect(self.entered, Qt.ConnectionType.UniqueConnection)


def listed(name: str, placeholder: str = "") -> Editor:
    """Edit words that a list proposes; empty is None."""
    widget = ListedField(placeholder)
    editor = Editor(name, widget, widget.words, widget.set_words)
    widget.choice_made.connect(editor.on_left)
    return editor
