"""Give an appointment: a proposed day in one click, or any other; two at the same time are told, never refused."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from caseflow.domain.errors import Invalid
from caseflow.domain.interview import Medium
from caseflow.domain.labels import label
from caseflow.i18n import _, current
from caseflow.services.contact_lines import AppointmentLine
from caseflow.services.drafts import DraftOf
from caseflow.services.free_days import FreeDays, SlotProposal
from caseflow.services.naming import field_label
from caseflow.ui import editors
from caseflow.ui.context import Context
from caseflow.ui.editors import Editor, Field
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.widgets.room import resize_within
from caseflow.ui.widgets.slot_chips import SlotChips
from caseflow.ui.widgets.tab_order import tab_as_read

_FIELDS = ("held_on", "at_minute", "minutes", "medium", "place", "purpose", "bring")
USUAL_MINUTES = 45
SIZE = (660, 480)
"""In pixels: room for what is told under the fields while they are filled in."""


class AppointmentDialog(FormDialog):
    """One appointment: new, or to be moved or completed."""

    def __init__(self, parent: QWidget, context: Context, person_id: UUID, line: AppointmentLine | None = None) -> None:
        self._person_id = person_id
        self._line = line
        self.chips = SlotChips()
        title = _("Edit the appointment") if line else _("Give an appointment")
        button = _("Save the appointment") if line else _("Give the appointment")
        super().__init__(parent, context, title, self._make_fields(context), button, self._write)
        self.setMinimumWidth(SIZE[0])
        self.chips.chosen.connect(self._on_proposal)
        for name in ("held_on", "at_minute", "minutes"):
            self.editor(name).left.connect(self._on_moment_left)

    @classmethod
    def ask_about(
        cls, parent: QWidget, context: Context, person_id: UUID, line: AppointmentLine | None = None
    ) -> "AppointmentDialog":
        """Open the dialog on an appointment, or on a new one."""
        dialog = cls(parent, context, person_id, line)
        dialog.open_on(appointment_draft(person_id, line), dialog.start_values())
        resize_within(dialog, *SIZE)
        work = partial(context.desk.interviews.proposals, person_id, context.today())
        context.tasks.run(dialog, work, dialog.show_proposals)
        return dialog

    def start_values(self) -> Mapping[str, Any]:
        """Return what the form begins with."""
        if self._line is not None:
            return {each: getattr(self._line, each) for each in _FIELDS}
        return {"minutes": USUAL_MINUTES, "medium": Medium.IN_PERSON}

    def show_proposals(self, proposals: tuple[SlotProposal, ...]) -> None:
        """Offer days; the usual one is taken for a new appointment of which nothing is typed."""
        is_blank = self._line is None and not self.editor("held_on").typed()
        self.chips.show_proposals(proposals, takes_default=is_blank)
        tab_as_read(self)
        usual = self.chips.chosen_proposal()
        if usual is not None:  # shown as what the form begins with: closing it leaves no draft
            self.editor("held_on").show_value(usual.day)
            if not self.editor("at_minute").typed():
                self.editor("at_minute").show_value(usual.at_minute)
            self._look_for_clashes()

    def _make_fields(self, context: Context) -> tuple[Field, ...]:
        return (
            Field(_("Proposed"), Editor("slot", self.chips, lambda: None, lambda _value: None)),
            Field(field_label("held_on"), editors.day("held_on", context.today)),
            Field(field_label("at_minute"), editors.time("at_minute")),
            Field(field_label("minutes"), editors.number("minutes", most=24 * 60)),
            Field(field_label("medium"), editors.choice("medium", Medium, label, none_label=None)),
            Field(field_label("place"), editors.text("place")),
            Field(field_label("purpose"), editors.text("purpose")),
            Field(field_label("bring"), editors.text("bring")),
        )

    def _write(self, values: dict[str, Any]) -> UUID:
        interviews = self._context.desk.interviews
        values.pop("slot")
        if values["held_on"] is None:
            raise Invalid("held_on", _("Choose a day."))
        values["minutes"] = values["minutes"] or USUAL_MINUTES
        values["purpose"] = values["purpose"] or ""
        if self._line is None:
            return interviews.plan(self._person_id, values.pop("held_on"), values.pop("at_minute"), **values)
        stored = self._line
        changes = {name: value for name, value in values.items() if (value or None) != (getattr(stored, name) or None)}
        interviews.edit_appointment(stored.id, **changes)
        return stored.id

    def _on_proposal(self, proposal: SlotProposal | None) -> None:
        if proposal is None:
            return
        self.editor("held_on").choose(proposal.day)
        if proposal.at_minute is not None:
            self.editor("at_minute").choose(proposal.at_minute)
        self._look_for_clashes()

    def _on_moment_left(self) -> None:
        chosen = self.chips.chosen_proposal()
        if chosen is not None and chosen.day != self._moment("held_on"):
            self.chips.let_go()
        self._look_for_clashes()

    def _look_for_clashes(self) -> None:
        """Say, without hindering, that somebody else comes at that time, or that nobody works that day."""
        day, minute = self._moment("held_on"), self._moment("at_minute")
        if not isinstance(day, date):
            return
        work = partial(self._warnings, day, minute, self._moment("minutes") or USUAL_MINUTES)
        self._context.tasks.run(self, work, self._show_warnings, only_latest="clashes")

    def _warnings(self, day: date, minute: int | None, minutes: int) -> tuple[str, str]:
        obstacle = FreeDays("", minds_school=False).obstacle(day)
        but = self._line.id if self._line else None
        others = self._context.desk.interviews.clashes(day, minute, minutes, but) if minute is not None else ()
        names = (_("another person") if self._context.discretion.is_on else each.person for each in others)
        return obstacle, ", ".join(names)

    def _show_warnings(self, found: tuple[str, str]) -> None:
        obstacle, names = found
        day = self._moment("held_on")
        told = _("{day}: {obstacle}").format(day=current().long_date(day), obstacle=obstacle) if obstacle else ""
        self._form.tell("held_on", told, is_wrong=False)
        words = _("Also at that time: {names}").format(names=names) if names else ""
        self._form.tell("at_minute", words, is_wrong=False)

    def _moment(self, name: str) -> Any:
        try:
            return self.editor(name).value()
        except Invalid:  # said when it is saved
            return None


def appointment_draft(person_id: UUID, line: AppointmentLine | None) -> DraftOf:
    """Return which form it is: that of an appointment, or of a new one."""
    return DraftOf("appointment", line.id if line else person_id, person_id)
