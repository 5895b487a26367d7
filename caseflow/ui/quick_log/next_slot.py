"""When to meet next: one of the days proposed, another one typed, or none."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton
from typing_extensions import override

from caseflow.domain.errors import Invalid
from caseflow.i18n import _, current
from caseflow.services.free_days import SlotProposal
from caseflow.ui import theme
from caseflow.ui.context import Context
from caseflow.ui.editors import Editor
from caseflow.ui.quick_log.chips import ChipRow, chip
from caseflow.ui.widgets.date_field import DateField
from caseflow.ui.widgets.slot_chips import chip_words
from caseflow.ui.widgets.time_field import TimeField

Slot = tuple[date, int | None]
"""A day, and a time of it in minutes since midnight where one is known."""


class NextSlot(ChipRow):
    """One of its buttons is always down."""

    changed = Signal()

    def __init__(self, context: Context, title: str) -> None:
        super().__init__(title)
        self.is_touched = False
        """Whether a person chose, rather than the default."""
        self._proposals: tuple[SlotProposal, ...] = ()
        self._chips: list[QPushButton] = []
        self._group = QButtonGroup(self)
        self.none = chip(_("No appointment"), self._on_clicked)
        self.other = chip(_("Date…"), self._on_other)
        self.day, self.time = DateField(context.today, "appointment"), TimeField("appointment")
        self.why = theme.quiet("")
        self.why.setWordWrap(False)
        self._arrange()

    def show_proposals(self, proposals: Sequence[SlotProposal]) -> None:
        """Offer days, the choice made staying as it is."""
        held = None if self.other.isChecked() else self.slot()
        for button in self._chips:
            self._group.removeButton(button)
            self.drop(button)
        self._proposals = tuple(proposals)
        self._chips = [self._proposal_chip(each) for each in self._proposals]
        for widget in (*self._chips, self.other, self.day, self.time, self.none, self.why):
            self.flow.removeWidget(widget)
            self.flow.addWidget(widget)
        if not self.other.isChecked():
            self.set_slot(held)
        else:
            self._join_chip()

    def say_none(self, words: str) -> None:
        """Call the choice of no new appointment otherwise: one may stand already."""
        self.none.setText(words)

    def default(self) -> Slot | None:
        """Return the usual proposal."""
        return next(((each.day, each.at_minute) for each in self._proposals if each.is_default), None)

    def slot(self) -> Slot | None:
        """Return when to meet next.

        Raises:
            Invalid: what is typed is no day, or no time.
        """
        if self.other.isChecked():
            day = self.day.day()
            if day is None:
                raise Invalid("appointment", _("Choose a day."))
            return day, self.time.minute()
        chosen = self._chosen()
        return None if chosen is None else (chosen.day, chosen.at_minute)

    def set_slot(self, slot: Slot | None) -> None:
        """Choose a day that is proposed or not, or none."""
        button = self.none if slot is None else self._chip_of(slot)
        if slot is not None and button is None:
            self.day.set_day(slot[0])
            self.time.set_minute(slot[1])
        (button or self.other).setChecked(True)
        self._show_state()

    def typed(self) -> str:
        """Return the choice as it was made, readable or not."""
        if self.other.isChecked():
            return f"?|{self.day.text()}|{self.time.text()}"
        slot = self.slot()
        return "" if slot is None else f"{slot[0].isoformat()}|{'' if slot[1] is None else slot[1]}"

    def type_again(self, typed: str) -> None:
        """Make the choice that was made before."""
        self.is_touched = True
        if typed.startswith("?"):
            _mark, day, time = typed.split("|", 2)
            self.day.setText(day)
            self.time.setText(time)
            self.other.setChecked(True)
            self._show_state()
        else:
            day, _bar, minute = typed.partition("|")
            self.set_slot((date.fromisoformat(day), int(minute) if minute else None) if day else None)

    def proposal_chips(self) -> list[QPushButton]:
        """Return the buttons of the days proposed."""
        return self._chips

    def _arrange(self) -> None:
        for button in (self.other, self.none):
            self._group.addButton(button)
        for widget in (self.other, self.day, self.time, self.none, self.why):
            self.flow.addWidget(widget)
        self.day.setAccessibleName(_("Day of the next appointment"))
        self.time.setAccessibleName(_("Time of the next appointment"))
        self.none.setChecked(True)
        for field in (self.day, self.time):
            field.textEdited.connect(self._on_clicked)
        self._show_state()

    def _proposal_chip(self, proposal: SlotProposal) -> QPushButton:
        button = chip(chip_words(proposal), self._on_clicked)
        why = " ".join(part for part in (proposal.moved_because, proposal.caution) if part)
        button.setToolTip(why)
        button.setAccessibleDescription(why)
        self._group.addButton(button)
        return button

    def _chosen(self) -> SlotProposal | None:
        found = (each for each, button in zip(self._proposals, self._chips, strict=True) if button.isChecked())
        return next(found, None)

    def _chip_of(self, slot: Slot) -> QPushButton | None:
        found = zip(self._proposals, self._chips, strict=True)
        return next((button for each, button in found if (each.day, each.at_minute) == slot), None)

    def _join_chip(self) -> None:
        """Go from a day kept in a draft to its button, once it is proposed."""
        try:
            slot = self.slot()
        except Invalid:
            return
        if slot is not None and self._chip_of(slot) is not None:
            self.set_slot(slot)

    def _on_clicked(self, _down: object = None) -> None:
        self.is_touched = True
        self._show_state()
        self.changed.emit()

    def _on_other(self, _down: bool) -> None:
        self._on_clicked()
        self.day.setFocus()

    def _show_state(self) -> None:
        for field in (self.day, self.time):
            field.setVisible(self.other.isChecked())
        chosen = self._chosen()
        words = chosen.moved_because or chosen.caution if chosen else ""
        self.why.setText(words)
        self.why.setVisible(bool(words))


class SlotEditor(Editor):
    """Edits when to meet next; the default is no change."""

    def __init__(self, name: str, field: NextSlot) -> None:
        super().__init__(name, field, field.slot, field.set_slot)
        self._field = field
        field.changed.connect(self.edited.emit)

    def begin(self) -> None:
        """Begin with nothing chosen."""
        self._field.is_touched = False
        self._field.show_proposals(())
        self.show_value(None)

    def set_default(self, slot: Slot | None) -> None:
        """Choose a day, unless a person chose already."""
        if self._field.is_touched:
            self._shown: Any = slot
        else:
            self.show_value(slot)

    @override
    def is_changed(self) -> bool:
        return self._field.is_touched and super().is_changed()

    @override
    def typed(self) -> str:
        return self._field.typed()

    @override
    def type_again(self, typed: str | bool | None) -> None:
        self._field.type_again(str(typed or ""))


def slot_words(slot: Slot) -> str:
    """Say when: « lun. 21 déc. 10 h 00 »."""
    day, minute = slot
    written = current().short_date(day)
    return written if minute is None else f"{written} {current().hour(minute)}"
