"""A list to choose one value from, by its words; the mouse wheel never changes it by accident."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget
from typing_extensions import override

from caseflow.i18n import fold

Value = TypeVar("Value")

_LEAST_LETTERS = 10


class _Combo(QComboBox):
    """A combo box that lets the page scroll past it."""

    choice_made = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # A long word may be cut in the closed box: it never widens the form.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LEAST_LETTERS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(18)
        self.activated.connect(self._on_activated)

    @override
    def wheelEvent(self, event: QWheelEvent, /) -> None:
        event.ignore()

    def _on_activated(self, _index: int) -> None:
        self.choice_made.emit()


class ChoiceField(_Combo, Generic[Value]):
    """Chooses one of some values, or none when `none_label` is given.

    `choice_made` is emitted when a person chooses, not when the value is set.
    """

    def __init__(
        self,
        values: Iterable[Value],
        label_of: Callable[[Value], str],
        *,
        none_label: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label_of = label_of
        self._values: list[Value | None] = []
        if none_label is not None:
            self._add(None, none_label)
        self.set_choices(values)

    def set_choices(self, values: Iterable[Value]) -> None:
        """Offer other values, keeping the present one if it is still offered, and « none » if it was."""
        present = self.value() if self._values else None
        has_none = bool(self._values) and self._values[0] is None
        while self.count() > int(has_none):
            self.removeItem(self.count() - 1)
            self._values.pop()
        for value in values:
            self._add(value, self._label_of(value))
        if present in self._values:
            self.setCurrentIndex(self._values.index(present))

    def value(self) -> Value | None:
        """Return what is chosen."""
        return self._values[self.currentIndex()] if self.currentIndex() >= 0 else None

    def set_value(self, value: Value | None) -> None:
        """Choose a value; one that is no longer offered is added, so that nothing stored is lost."""
        if value not in self._values and value is not None:
            self._add(value, self._label_of(value))
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))

    def code(self) -> str | None:
        """Return what is chosen as a text that does not depend on the language."""
        return None if self.value() is None else str(self.value())

    def choose_code(self, code: str | None) -> None:
        """Choose the value of a code, if it is offered."""
        for place, value in enumerate(self._values):
            if (None if value is None else str(value)) == code:
                self.setCurrentIndex(place)

    def value_called(self, words: str) -> Value | None:
        """Return the value offered under these words, whatever their case and accents."""
        wanted = fold(words)
        offered = (value for value in self._values if value is not None)
        return next((value for value in offered if fold(self._label_of(value)) == wanted), None)

    def _add(self, value: Value | None, label: str) -> None:
        self._values.append(value)
        self.addItem(label)
