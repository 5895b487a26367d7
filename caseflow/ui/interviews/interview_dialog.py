"""Note an interview, a call or a mail with all that can be said of it, on any day up to now."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from caseflow.domain.interview import Medium
from caseflow.domain.labels import label
from caseflow.i18n import _
from caseflow.services.contact_lines import AppointmentLine, InterviewLine
from caseflow.services.drafts import DraftOf
from caseflow.services.naming import field_label
from caseflow.ui import editors
from caseflow.ui.context import Context
from caseflow.ui.editors import Field
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.interviews.people_field import PeopleEditor, PeopleField
from caseflow.ui.widgets.note_field import PRIVACY_HINT, NoteField
from caseflow.ui.widgets.room import resize_within
from caseflow.ui.widgets.tab_order import tab_as_read

USUAL_MINUTES = 45
SIZE = (660, 620)
"""In pixels: room for what is told under the fields while they are filled in."""
_QUARTER = 15


class InterviewDialog(FormDialog):
    """One contact: new, to be changed, or that came of an appointment."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        person_id: UUID,
        line: InterviewLine | None = None,
        came_of: AppointmentLine | None = None,
    ) -> None:
        self._person_id = person_id
        self._line = line
        self._came_of = came_of
        self._note = NoteField(context.tasks, context.desk.lexicon.risks, 6)
        self._private = NoteField(context.tasks, context.desk.lexicon.risks, 2)
        self._people = PeopleField(context)
        title = _("Edit the interview") if line else _("Note an interview")
        button = _("Save the interview")
        super().__init__(parent, context, title, self._make_fields(context), button, self._write)
        for name, field in (("note", self._note), ("private_note", self._private)):
            field.advised.connect(partial(self._form.tell, name, is_wrong=False))
        self._people.people_changed.connect(partial(tab_as_read, self))
        self.setMinimumWidth(SIZE[0])
        if context.discretion.is_on:
            for name in ("private_note", "people"):
                self._form.set_row(name, is_shown=False)

    @classmethod
    def ask_about(
        cls,
        parent: QWidget,
        context: Context,
        person_id: UUID,
        name: str,
        *,
        line: InterviewLine | None = None,
        came_of: AppointmentLine | None = None,
        note: str = "",
    ) -> "InterviewDialog":
        """Open the dialog on a contact, or on a new one; `note` is what to go on writing from."""
        dialog = cls(parent, context, person_id, line, came_of)
        dialog.open_on(interview_draft(person_id, line, came_of), dialog.start_values(name))
        resize_within(dialog, *SIZE)
        if note and not dialog.editor("note").is_changed():
            dialog.editor("note").show_value(note)
        dialog.editor("note").widget.setFocus()
        return dialog

    def start_values(self, name: str) -> Mapping[str, Any]:
        """Return what the form begins with; `name` is that of the person on whose record it opens."""
        if self._line is not None:
            fields = ("held_on", "at_minute", "minutes", "medium", "place", "note", "private_note")
            return {each: getattr(self._line, each) for each in fields} | {"people": dict(self._line.people)}
        moment = self._context.clock().astimezone()
        now = moment.hour * 60 + moment.minute
        start: dict[str, Any] = {
            "held_on": moment.date(),
            "at_minute": now - now % _QUARTER,
            "minutes": USUAL_MINUTES,
            "medium": Medium.IN_PERSON,
            "people": {self._person_id: name},
        }
        if self._came_of is not None:
            planned = ("at_minute", "minutes", "medium", "place")
            start |= {"held_on": min(self._came_of.held_on, moment.date())}
            start |= {each: getattr(self._came_of, each) for each in planned}
        return start

    def _make_fields(self, context: Context) -> tuple[Field, ...]:
        return (
            Field(
                field_label("held_on"),
                editors.day("held_on", context.today, looks_back=True),
                _("Yesterday, -3, mon: any day up to now."),
            ),
            Field(field_label("at_minute"), editors.time("at_minute")),
            Field(field_label("minutes"), editors.number("minutes", most=24 * 60)),
            Field(field_label("medium"), editors.choice("medium", Medium, label, none_label=None)),
            Field(field_label("place"), editors.text("place")),
            Field(_("With"), PeopleEditor("people", self._people)),
            Field(field_label("note"), editors.note("note", field=self._note), _(PRIVACY_HINT)),
            Field(_("Private note (never printed)"), editors.note("private_note", field=self._private)),
        )

    def _write(self, values: dict[str, Any]) -> UUID | None:
        interviews = self._context.desk.interviews
        people = values.pop("people")
        if self._line is not None:
            changes = {name: value for name, value in values.items() if value != (getattr(self._line, name) or None)}
            met = tuple(person_id for person_id, _name in self._line.people)
            interviews.edit(self._line.id, people if people != met else None, **changes)
            return self._line.id
        on = values.pop("held_on") or self._context.today()
        if self._came_of is not None:
            return interviews.hold(self._came_of.id, on, people, **values)
        return interviews.note(people, on, **values)


def interview_draft(person_id: UUID, line: InterviewLine | None, came_of: AppointmentLine | None = None) -> DraftOf:
    """Return which form it is: that of a contact, of what came of an appointment, or of a new one."""
    about = line or came_of
    return DraftOf("interview", about.id if about else person_id, person_id)
