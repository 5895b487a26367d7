"""Type a commune or a zone: names are offered from the second letter, and one of them is chosen."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QLineEdit
from typing_extensions import override

from caseflow.services.place_search import Place

Find = Callable[[str], Sequence[Place]]


class PlaceField(QLineEdit):
    """Holds the code of a place, shown by its name; what names no place holds nothing.

    `place_chosen` is emitted when another place is chosen, or the field emptied.
    """

    place_chosen = Signal()

    def __init__(self, name: str, find: Find, words_of: Callable[[str], str]) -> None:
        super().__init__()
        self._find = find
        self._words_of = words_of
        self._code: str | None = None
        self._offered: dict[str, str] = {}
        self._names = QStringListModel(self)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self._on_activated)
        self.setCompleter(completer)
        self.textEdited.connect(self._on_edited)
        self.textChanged.connect(self._on_changed)
        self.editingFinished.connect(self._on_finished)

    def code(self) -> str | None:
        """Return the place chosen."""
        return self._code

    def set_code(self, code: str | None) -> None:
        """Show a place."""
        self._code = code
        self.setText(self._words_of(code) if code else "")
        self.setCursorPosition(0)

    @override
    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and self._code is not None:
            self.setText(self._words_of(self._code))

    def _on_edited(self, typed: str) -> None:
        self._offered = {place.words: place.code for place in self._find(typed)}
        self._names.setStringList(list(self._offered))

    def _on_changed(self, typed: str) -> None:
        if not typed and self._code is not None:
            self._choose(None)

    def _on_activated(self, words: str) -> None:
        if words in self._offered:
            self._choose(self._offered[words])

    def _on_finished(self) -> None:
        """Take the place whose name was typed whole, or the only one offered."""
        typed = self.text().strip()
        if not typed or (self._code is not None and typed == self._words_of(self._code)):
            return
        known = {words.casefold(): code for words, code in self._offered.items()}
        plain = {words.partition(" (")[0]: code for words, code in known.items()}
        only = next(iter(known.values())) if len(known) == 1 else None
        code = known.get(typed.casefold()) or plain.get(typed.casefold()) or only
        if code is not None:
            self._choose(code)

    def _choose(self, code: str | None) -> None:
        self._code = code
        if code is not None:
            self.setText(self._words_of(code))
        self.place_chosen.emit()
