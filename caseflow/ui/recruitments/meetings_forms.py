"""The forms of the stage of sessions: a session, somebody who came uninvited, a result, a preparation."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from caseflow.domain.errors import Invalid
from caseflow.domain.labels import label
from caseflow.domain.meeting import MeetingKind, MeetingMode
from caseflow.i18n import _
from caseflow.services.drafts import DraftOf
from caseflow.services.meeting_views import CandidateName, MeetingView, SeatLine
from caseflow.services.meetings import Meetings
from caseflow.services.people import PersonDraft
from caseflow.ui import editors
from caseflow.ui.context import Context
from caseflow.ui.editors import Field
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.recruitments import preparing

_USUAL = {
    "kind": MeetingKind.INFORMATION,
    "mode": MeetingMode.ON_SITE,
    "at_minute": 9 * 60,
    "minutes": 120,
    "seats": 20,
}


def ask_meeting(parent: QWidget, context: Context, recruitment_id: UUID, meeting: MeetingView | None) -> FormDialog:
    """Plan a session, or change one."""
    fields = (
        Field(_("Kind"), editors.choice("kind", MeetingKind, label, none_label=None)),
        Field(_("Day"), editors.day("held_on", context.today)),
        Field(_("Hour"), editors.time("at_minute")),
        Field(_("Length, in minutes"), editors.number("minutes", 720)),
        Field(_("Seats"), editors.number("seats", 5_000), _("Empty: as many as wanted.")),
        Field(_("Minutes for each person"), editors.number("slot_minutes", 720), _("For slots; empty: all at once.")),
        Field(_("How"), editors.choice("mode", MeetingMode, label, none_label=None)),
        Field(_("Place"), editors.text("place")),
        Field(_("To bring"), editors.text("bring")),
        Field(_("Facilitator"), editors.text("facilitator")),
    )
    save = partial(_save_meeting, context, recruitment_id, meeting.id if meeting else None)
    title, button = (_("Plan a session"), _("Plan")) if meeting is None else (_("Change the session"), _("Save"))
    values = dict(_USUAL) if meeting is None else {name: getattr(meeting, name) for name in _names(fields)}
    about = DraftOf("meeting", meeting.id if meeting else recruitment_id)
    return FormDialog.ask(parent, context, title, fields, button, save, draft=about, values=values)


def ask_walk_in(
    parent: QWidget,
    context: Context,
    meeting: MeetingView,
    candidates: Sequence[CandidateName],
    prescribers: Sequence[str],
) -> None:
    """Note somebody who came without being invited: a candidate, or anybody by her name."""
    names = {str(each.candidacy_id): each.name for each in candidates}
    fields = (
        Field(
            _("Candidate"),
            editors.suggestion("candidacy_id", names, names.__getitem__),
            _("Empty for somebody who is on no list: write the name below."),
        ),
        Field(_("Last name"), editors.text("last_name")),
        Field(_("First name"), editors.text("first_name")),
        Field(_("Phone"), editors.text("phone")),
        Field(_("Prescriber"), editors.suggestion("prescriber", prescribers, str)),
    )
    title, draft = _("Came without invitation"), DraftOf("walk_in", meeting.id)
    save = partial(_save_walk_in, context, meeting.id, frozenset(names))
    FormDialog.ask(parent, context, title, fields, _("Add"), save, draft=draft)


def ask_result(parent: QWidget, context: Context, lines: Sequence[SeatLine]) -> None:
    """Note what exercises or an interview showed of some people."""
    said = {True: _("Passed"), False: _("Not passed")}
    fields = (
        Field(_("Result"), editors.choice("is_passed", said, said.__getitem__, none_label=_("Not known yet"))),
        Field(_("In a few words"), editors.text("result")),
    )
    title = _("Result of {name}").format(name=preparing.names_of([line.name for line in lines]))
    values = {"is_passed": lines[0].is_passed, "result": lines[0].result} if len(lines) == 1 else {}
    save = partial(_save_results, context, [line.id for line in lines])
    draft = DraftOf("seat_result", lines[0].id)
    FormDialog.ask(parent, context, title, fields, _("Save"), save, draft=draft, values=values)


def ask_preparation(parent: QWidget, context: Context, lines: Sequence[SeatLine]) -> None:
    """Make what prepares the hires a step of each person’s pathway."""
    preparing.ask_preparation(parent, context, [(line.candidacy_id, line.name) for line in lines])


def _names(fields: tuple[Field, ...]) -> list[str]:
    return [field.editor.name for field in fields]


def _save_meeting(context: Context, recruitment_id: UUID, meeting_id: UUID | None, values: dict[str, Any]) -> UUID:
    if values["held_on"] is None:
        raise Invalid("held_on", _("Say on which day."))
    details: dict[str, Any] = {**values, "minutes": values["minutes"] if values["minutes"] is not None else 120}
    meetings = Meetings(context.desk.store)
    if meeting_id is not None:
        meetings.edit(meeting_id, **details)
        return meeting_id
    return meetings.plan(recruitment_id, details.pop("kind"), details.pop("held_on"), **details)


def _save_walk_in(context: Context, meeting_id: UUID, known: frozenset[str], values: dict[str, Any]) -> None:
    chosen, meetings = values["candidacy_id"] or "", Meetings(context.desk.store)
    if chosen in known:
        meetings.walk_in(meeting_id, UUID(chosen), context.today())
    elif chosen:
        raise Invalid("candidacy_id", _("Nobody on the lists has this name: write it below to add this person."))
    elif not values["last_name"]:
        raise Invalid("last_name", _("Choose a candidate, or write a last name."))
    else:
        phones = [values["phone"]] if values["phone"] else []
        draft = PersonDraft(last_name=values["last_name"], first_name=values["first_name"] or "", phones=phones)
        meetings.walk_in_unknown(meeting_id, draft, values["prescriber"] or "", context.today())


def _save_results(context: Context, seat_ids: Sequence[UUID], values: dict[str, Any]) -> None:
    Meetings(context.desk.store).note_results(seat_ids, values["result"], is_passed=values["is_passed"])
