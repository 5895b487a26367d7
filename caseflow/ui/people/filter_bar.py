"""The filters of the list, each a chip that says what it keeps and how many it leaves; one click takes it away."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from caseflow.i18n import _, current
from caseflow.ui import icons
from caseflow.ui.widgets.flow_row import FlowRow


class Chip(QPushButton):
    """One filter: a click, Delete or Backspace takes it away."""

    removed = Signal()

    def __init__(self, words: str) -> None:
        super().__init__(icons.icon("close"), "")
        self._words = words
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross comes after the words
        self.setProperty("role", "chip")
        self.setToolTip(_("Remove this filter"))
        self.clicked.connect(self.removed.emit)
        self.show_count(None)

    def show_count(self, count: int | None) -> None:
        """Say how many people are left; None while they are being counted."""
        number = "…" if count is None else current().number(count)
        self.setText(f"{self._words}  ·  {number}".replace("&", "&&"))
        told = _("Filter “{words}”, which leaves {count}. Press to remove it.")
        self.setAccessibleName(told.format(words=self._words, count=number))

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """A line of chips, that goes on below where there is no room; nothing at all without a filter."""

    removed = Signal(int)
    """The filter at this place is to be taken away."""
    cleared = Signal()
    """All of them are."""

    def __init__(self, leave: Callable[[], object]) -> None:
        """`leave` takes the keyboard when the last chip goes."""
        super().__init__()
        self._leave = leave
        self._row = FlowRow()
        self.setLayout(self._row)
        self._chips: list[Chip] = []
        self._all = QPushButton(_("Remove all filters"))
        self._all.setFlat(True)
        self._all.clicked.connect(self.cleared.emit)
        self.hide()

    def chips(self) -> Sequence[Chip]:
        """Return the chips shown, in order."""
        return self._chips

    def show_words(self, words: Sequence[str]) -> None:
        """Show these filters; the keyboard stays on the chip that takes the place of one that went."""
        place = next((place for place, chip in enumerate(self._chips) if chip.hasFocus()), None)
        while (item := self._row.takeAt(0)) is not None:
            if isinstance(old := item.widget(), Chip):
                old.hide()
                old.deleteLater()
        self._chips = [self._chip(place, text) for place, text in enumerate(words)]
        self._row.addWidget(self._all)
        self._all.setVisible(len(words) > 1)
        self.setVisible(bool(words))
        self._row.invalidate()
        self.updateGeometry()
        if place is not None:
            self._focus(place)

    def show_counts(self, counts: Sequence[int]) -> None:
        """Say how many people each filter leaves, of those left by the filters before it."""
        if len(counts) == len(self._chips):
            for chip, count in zip(self._chips, counts, strict=True):
                chip.show_count(count)
            self._row.invalidate()

    def _chip(self, place: int, words: str) -> Chip:
        chip = Chip(words)
        chip.removed.connect(partial(self.removed.emit, place))
        self._row.addWidget(chip)
        return chip

    def _focus(self, place: int) -> None:
        if self._chips:
            self._chips[min(place, len(self._chips) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._leave()
