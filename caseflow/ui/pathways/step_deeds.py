"""What is asked before a step begins, ends or stops: the day, and what came of it."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from caseflow.domain.labels import label
from caseflow.domain.pathway import StepOutcome
from caseflow.i18n import _
from caseflow.services.drafts import DraftOf
from caseflow.services.pathway_view import StepView
from caseflow.ui import editors
from caseflow.ui.context import Context
from caseflow.ui.editors import Field
from caseflow.ui.form_dialog import FormDialog


def draft_of(form: str, step: StepView) -> DraftOf:
    """Return which form it is, about a step."""
    return DraftOf(f"step_{form}", step.id, step.person_id)


def resume(parent: QWidget, context: Context, step: StepView, draft: DraftOf) -> bool:
    """Open the form of a draft again; False when it is not one of these."""
    asks = {"begin": ask_begin, "complete": ask_complete, "abandon": ask_abandon}
    found = [ask for form, ask in asks.items() if draft == draft_of(form, step)]
    for ask in found:
        ask(parent, context, step)
    return bool(found)


def ask_begin(parent: QWidget, context: Context, step: StepView) -> FormDialog:
    """Ask for the day a step began."""

    def save(values: dict[str, Any]) -> None:
        context.desk.pathways.start_step(step.id, values["started_on"] or context.today())

    fields = (Field(_("Begun on"), editors.day("started_on", context.today)),)
    start = {"started_on": min(step.planned_start or context.today(), context.today())}
    return FormDialog.ask(
        parent,
        context,
        _("The step has begun"),
        fields,
        _("Record the beginning"),
        save,
        draft=draft_of("begin", step),
        values=start,
    )


def ask_complete(parent: QWidget, context: Context, step: StepView) -> FormDialog:
    """Ask for the last day of a step that is done, and its outcome."""

    def save(values: dict[str, Any]) -> None:
        context.desk.pathways.complete_step(step.id, values["ended_on"] or context.today(), values["outcome"])

    start = {"ended_on": _last_day(step, context.today()), "outcome": step.outcome or StepOutcome.COMPLETED}
    fields = _end_fields(context)
    return FormDialog.ask(
        parent,
        context,
        _("The step is done"),
        fields,
        _("Complete the step"),
        save,
        draft=draft_of("complete", step),
        values=start,
    )


def ask_abandon(parent: QWidget, context: Context, step: StepView) -> FormDialog:
    """Ask for the last day of a step that stopped, and why."""

    def save(values: dict[str, Any]) -> None:
        context.desk.pathways.abandon_step(step.id, values["ended_on"] or context.today(), values["outcome"])

    start = {"ended_on": context.today(), "outcome": step.outcome or StepOutcome.STOPPED_BY_PERSON}
    fields = _end_fields(context)
    words = _("The step stopped before its end")
    return FormDialog.ask(
        parent, context, words, fields, _("Give up the step"), save, draft=draft_of("abandon", step), values=start
    )


def _end_fields(context: Context) -> tuple[Field, ...]:
    return (
        Field(_("Last day"), editors.day("ended_on", context.today)),
        Field(_("Outcome"), editors.choice("outcome", StepOutcome, label)),
    )


def _last_day(step: StepView, today: date) -> date:
    return min(step.end or today, today)
