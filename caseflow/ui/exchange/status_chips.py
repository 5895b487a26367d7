"""Filters by status, with counts: all rows, new, updates, identical, possible duplicates, to correct."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from caseflow.i18n import _
from caseflow.services.caseloads import RowStatus
from caseflow.ui import icons, theme
from caseflow.ui.exchange.review_model import STATUS_ICONS, STATUS_WORDS


class StatusChips(QWidget):
    """One button per status, of which one is pressed."""

    status_chosen = Signal(object)
    """A `RowStatus`, or None for all rows."""

    def __init__(self) -> None:
        super().__init__()
        self._buttons: dict[RowStatus | None, QPushButton] = {None: QPushButton()}
        self._buttons |= {status: QPushButton(icons.icon(STATUS_ICONS[status]), "") for status in RowStatus}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_S)
        for status, button in self._buttons.items():
            button.setCheckable(True)
            self._group.addButton(button)
            button.clicked.connect(partial(self._on_clicked, status))
            row.addWidget(button)
        row.addStretch(1)
        self._buttons[None].setChecked(True)

    def show_counts(self, counts: Mapping[RowStatus, int]) -> None:
        """Write how many rows each status has; a status without rows cannot be chosen."""
        self._write(None, _("All rows"), sum(counts.values()))
        for status in RowStatus:
            self._write(status, _(STATUS_WORDS[status]), counts.get(status, 0))

    def choose(self, status: RowStatus | None) -> None:
        """Press a button, without telling."""
        self._buttons[status].setChecked(True)

    def _write(self, status: RowStatus | None, word: str, count: int) -> None:
        button = self._buttons[status]
        button.setText(f"{word} ({count})")
        button.setAccessibleName(_("Show: {status}, {count}").format(status=word, count=count))
        button.setEnabled(count > 0 or button.isChecked())

    def _on_clicked(self, status: RowStatus | None, _checked: bool = False) -> None:
        self.status_chosen.emit(status)
