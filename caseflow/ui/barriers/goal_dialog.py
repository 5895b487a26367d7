"""Correct an objective or an action: its words, how far it is, until when, who pays, what came of it."""

from typing import Any, cast

from PySide6.QtWidgets import QWidget

from caseflow.domain import themes
from caseflow.domain.barrier import SENSITIVE_THEMES, GoalKind, GoalState
from caseflow.domain.labels import label
from caseflow.i18n import _
from caseflow.services.barrier_views import BarrierLine, GoalLine
from caseflow.services.drafts import DraftOf
from caseflow.ui import barrier_words, editors
from caseflow.ui.barriers.listed_field import ListedField, listed
from caseflow.ui.context import Context
from caseflow.ui.editors import Editor, Field
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.widgets.choice_field import ChoiceField

_MOST_EUROS = 99_999


def goal_draft(line: BarrierLine, goal: GoalLine) -> DraftOf:
    """Return which form it is, about a goal."""
    return DraftOf("barrier_goal", goal.id, line.person_id)


def ask_goal(parent: QWidget, context: Context, line: BarrierLine, goal: GoalLine) -> FormDialog:
    """Open the form of a goal."""

    def save(values: dict[str, Any]) -> None:
        euros = values.pop("euros")
        values["cost_cents"] = goal.cost_cents if euros == _euros(goal) else euros and euros * 100
        if values["state"] is not goal.state:
            values["ended_on"] = context.today() if values["state"] in _ENDED else None
        context.desk.barriers.edit_goal(goal.id, **{**values, "title": values["title"] or ""})

    fields = _fields(context, line)
    kind, title = fields[0].editor, fields[1].editor
    kind.edited.connect(lambda: _offer(line, kind, title))
    kind.show_value(goal.kind)
    _offer(line, kind, title)
    words = _("{theme}: change").format(theme=label(line.theme))
    start = {name: getattr(goal, name) or None for name in ("kind", "title", "state", "due_on", "funder", "result")}
    return FormDialog.ask(
        parent,
        context,
        words,
        fields,
        _("Save"),
        save,
        draft=goal_draft(line, goal),
        values=start | {"euros": _euros(goal)},
    )


_ENDED = (GoalState.DONE, GoalState.ABANDONED)


def _euros(goal: GoalLine) -> int | None:
    return None if goal.cost_cents is None else goal.cost_cents // 100


def _fields(context: Context, line: BarrierLine) -> tuple[Field, ...]:
    free = (
        Field(_("Funder"), editors.suggestion("funder", barrier_words.FUNDERS, str)),
        Field(_("Result"), editors.note("result", 2)),
    )
    return (
        Field(_("Kind"), editors.choice("kind", GoalKind, label, none_label=None)),
        Field(_("What"), listed("title")),
        Field(_("State"), editors.choice("state", GoalState, label, none_label=None)),
        Field(_("Due on"), editors.day("due_on", context.today)),
        Field(_("Cost (euros)"), editors.number("euros", _MOST_EUROS)),
        *(() if line.is_sensitive else free),
    )


def _offer(line: BarrierLine, kind: Editor, title: Editor) -> None:
    chosen = cast("ChoiceField[GoalKind]", kind.widget).value() or GoalKind.ACTION
    field = cast("ListedField", title.widget)
    field.offer(themes.facts(line.theme).goals(chosen), is_free=line.theme not in SENSITIVE_THEMES)
