"""The days proposed for the next appointment, as a row of buttons of which one at most is down."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QVBoxLayout, QWidget

from caseflow.i18n import _, current, ngettext
from caseflow.services.free_days import SlotProposal
from caseflow.ui import theme

_MONTH = 4
"""Weeks."""


class SlotChips(QWidget):
    """Says under the row why the chosen day is not the one expected, and what could not be checked."""

    chosen = Signal(object)
    """A person chose a proposal: its `SlotProposal`; None when the one chosen was let go."""

    def __init__(self, columns: int = 2) -> None:
        """Offer so many days in a row."""
        super().__init__()
        self._columns = columns
        self._proposals: tuple[SlotProposal, ...] = ()
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)  # the one chosen can be let go
        self._row = QGridLayout()
        self._row.setSpacing(theme.SPACE_S)
        self._why = theme.quiet("")
        self._why.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_XS)
        column.addLayout(self._row)
        column.addWidget(self._why)
        self._group.idClicked.connect(self._on_clicked)

    def show_proposals(self, proposals: Sequence[SlotProposal], *, takes_default: bool = False) -> None:
        """Offer days; with `takes_default`, the usual one is chosen already."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        self._proposals = tuple(proposals)
        for place, each in enumerate(self._proposals):
            button = QPushButton(chip_words(each))
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setToolTip(_why_words(each))
            button.setAccessibleDescription(_why_words(each))
            button.setChecked(takes_default and each.is_default)
            self._group.addButton(button, place)
            self._row.addWidget(button, *divmod(place, self._columns))
        self._tell()

    def chosen_proposal(self) -> SlotProposal | None:
        """Return the proposal that is down."""
        place = next((self._group.id(button) for button in self._group.buttons() if button.isChecked()), -1)
        return self._proposals[place] if 0 <= place < len(self._proposals) else None

    def let_go(self) -> None:
        """Let every proposal up: another day was typed."""
        for button in self._group.buttons():
            button.setChecked(False)
        self._tell()

    def buttons(self) -> list[QPushButton]:
        """Return the buttons, the nearest day first."""
        return [button for button in self._group.buttons() if isinstance(button, QPushButton)]

    def why(self) -> str:
        """Return what is said of the proposal chosen."""
        return self._why.text()

    def _on_clicked(self, place: int) -> None:
        for button in self._group.buttons():
            if self._group.id(button) != place:
                button.setChecked(False)
        self._tell()
        self.chosen.emit(self.chosen_proposal())

    def _tell(self) -> None:
        chosen = self.chosen_proposal()
        words = _why_words(chosen) if chosen else ""
        self._why.setText(words)
        self._why.setVisible(bool(words))


def chip_words(proposal: SlotProposal) -> str:
    """Say how far ahead a proposal is, and when: « +1 mois · lun. 21 déc. 10 h 00 »."""
    weeks = proposal.weeks
    ahead = _("+1 month") if weeks == _MONTH else ngettext("+{count} week", "+{count} weeks", weeks).format(count=weeks)
    when = current().short_date(proposal.day)
    if proposal.at_minute is not None:
        when = f"{when} {current().hour(proposal.at_minute)}"
    return f"{ahead} · {when}"


def _why_words(proposal: SlotProposal) -> str:
    return " ".join(part for part in (proposal.moved_because, proposal.caution) if part)
