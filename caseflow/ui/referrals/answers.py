"""What is asked about a referral: why it was declined, what came of it, how it is sent, who is chased up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from caseflow.domain.contact import shown_phone
from caseflow.domain.errors import Invalid
from caseflow.domain.labels import label
from caseflow.domain.referral import WAITING, ReferralRefusal, ReferralState, SentHow
from caseflow.i18n import N_, _
from caseflow.services.drafts import DraftOf
from caseflow.services.naming import field_label
from caseflow.services.referral_lines import ReferralLine
from caseflow.ui import editors
from caseflow.ui.context import Context
from caseflow.ui.editors import Editor, Field
from caseflow.ui.form_dialog import FormDialog

Ask = Callable[[QWidget, Context, ReferralLine], FormDialog]


def draft_of(form: str, line: ReferralLine) -> DraftOf:
    """Return which form it is, about a referral."""
    return DraftOf(f"referral_{form}", line.id, line.person_id)


def resume(parent: QWidget, context: Context, line: ReferralLine, draft: DraftOf) -> bool:
    """Open the form of a draft again; False when it is not one of these."""
    found = [ask for form, ask in ASKS.items() if draft == draft_of(form, line)]
    for ask in found:
        ask(parent, context, line)
    return bool(found)


def ask_refused(parent: QWidget, context: Context, line: ReferralLine) -> FormDialog:
    """Ask why the partner declined."""

    def save(values: dict[str, Any]) -> None:
        if values["refusal"] is None:
            raise Invalid("refusal", _("Say why it was declined."))
        _answer(context, line, ReferralState.REFUSED, values)

    fields = (
        Field(_("Reason for declining"), editors.choice("refusal", ReferralRefusal, label)),
        _day_field(context),
        _outcome_field(),
    )
    return _open(parent, context, line, "refused", _("The partner declines"), fields, _("Note the refusal"), save)


def ask_done(parent: QWidget, context: Context, line: ReferralLine) -> FormDialog:
    """Ask what came of it, and whether it lifts the barrier: the choice is ticked when there is one to lift."""

    def save(values: dict[str, Any]) -> None:
        _answer(context, line, ReferralState.DONE, values)

    fields = [_day_field(context), _outcome_field()]
    if line.barrier_is_open and line.theme is not None:
        words = _("The barrier “{theme}” is lifted").format(theme=label(line.theme))
        fields.insert(0, Field(_("Barrier"), editors.yes_no("lifts_barrier", words)))
    title = _("The service was carried out")
    return _open(parent, context, line, "done", title, fields, _("Note the outcome"), save)


def ask_send(parent: QWidget, context: Context, line: ReferralLine) -> FormDialog:
    """Ask for the person's agreement and how the partner is told."""

    def save(values: dict[str, Any]) -> None:
        if not values["agrees"]:
            raise Invalid("agrees", _("Tick the agreement of the person: without it, nothing is sent."))
        day = values["consent_on"] or context.today()
        on = values["answered_on"] or context.today()
        context.desk.referrals.send(line.id, on, values["sent_how"], day)

    fields = (*consent_fields(context), _sent_how_field(none_label=None), _day_field(context, _("Sent on")))
    return _open(parent, context, line, "send", _("Send the referral"), fields, _("Note the sending"), save)


def ask_chase(parent: QWidget, context: Context, line: ReferralLine) -> FormDialog:
    """Show how to reach the partner, and note that it was done."""

    def save(values: dict[str, Any]) -> None:
        context.desk.referrals.remind(line.id, values["answered_on"] or context.today())

    reach = [shown_phone(line.phone), line.email, line.contact_name]
    words = " · ".join(part for part in (line.partner, *reach) if part)
    fields = (_day_field(context, _("Chased up on")),)
    title = _("Chase up the partner")
    return _open(parent, context, line, "chase", title, fields, _("Note that it was chased up"), save, words=words)


def ask_edit(parent: QWidget, context: Context, line: ReferralLine) -> FormDialog:
    """Correct what was written of a referral."""
    fields = [Field(field_label(editor.name), editor) for editor in _corrections(context, line)]
    stored = {field.editor.name: getattr(line, field.editor.name) for field in fields}

    def save(values: dict[str, Any]) -> None:
        changes = {name: value for name, value in values.items() if value != (stored[name] or None)}
        changes |= {name: value or "" for name, value in changes.items() if name == "reason"}
        context.desk.referrals.edit(line.id, **changes)

    title = _("Correct the referral")
    return _open(parent, context, line, "edit", title, fields, _("Save the referral"), save, values=stored)


def consent_fields(context: Context) -> tuple[Field, ...]:
    """Return what the person agrees to, to be ticked knowingly, and when she did."""
    words = _("The person agrees that her name and how to reach her are given to the partner")
    return (
        Field(_("Agreement"), editors.yes_no("agrees", words)),
        Field(field_label("consent_on"), editors.day("consent_on", context.today, looks_back=True)),
    )


def _corrections(context: Context, line: ReferralLine) -> list[Editor]:
    """Return a control for each field that such a referral has."""
    day = partial(editors.day, today=context.today)
    found = [editors.note("reason", 2), day("proposed_on"), day("consent_on")]
    if line.sent_on is not None:
        found += [day("sent_on"), editors.choice("sent_how", SentHow, label, none_label=None)]
        found += [day("remind_on"), day("expires_on")]
    if line.answered_on is not None:
        found.append(day("answered_on"))
    if line.refusal is not None:
        found.append(editors.choice("refusal", ReferralRefusal, label, none_label=None))
    if line.stored_state not in WAITING:
        found.append(editors.note("outcome", 2))
    return found


def _open(
    parent: QWidget,
    context: Context,
    line: ReferralLine,
    form: str,
    title: str,
    fields: Any,
    button: str,
    save: Callable[[dict[str, Any]], object],
    *,
    words: str = "",
    values: Mapping[str, Any] | None = None,
) -> FormDialog:
    today = context.today()
    start = {
        "answered_on": today,
        "consent_on": line.consent_on or today,
        "agrees": line.consent_on is not None,
        "sent_how": SentHow.EMAIL if line.email else SentHow.PHONE,
        "outcome": line.outcome,
        "lifts_barrier": True,
    }
    shown = words or line.partner
    return FormDialog.ask(
        parent, context, title, fields, button, save, draft=draft_of(form, line), words=shown, values=values or start
    )


def _answer(context: Context, line: ReferralLine, state: ReferralState, values: dict[str, Any]) -> None:
    context.desk.referrals.answer(
        line.id,
        state,
        values["answered_on"] or context.today(),
        refusal=values.get("refusal"),
        outcome=values["outcome"],
        lifts_barrier=bool(values.get("lifts_barrier")),
    )


def _day_field(context: Context, words: str = "") -> Field:
    return Field(words or _("On"), editors.day("answered_on", context.today, looks_back=True))


def _outcome_field() -> Field:
    return Field(field_label("outcome"), editors.note("outcome", 2))


def _sent_how_field(*, none_label: str | None) -> Field:
    return Field(field_label("sent_how"), editors.choice("sent_how", SentHow, label, none_label=none_label))


ASKS: dict[str, Ask] = {
    "refused": ask_refused,
    "done": ask_done,
    "send": ask_send,
    "chase": ask_chase,
    "edit": ask_edit,
}
"""What each form asks, by the name its draft is kept under."""


@dataclass(frozen=True)
class Deed:
    """Something that can be done with the chosen referral."""

    key: str
    words: str
    tip: str
    letter: str = ""
    """Pressed alone in the table, it does the same."""
    icon: str = ""


DEEDS = (
    Deed("send", N_("Send…"), N_("Note how the partner is told, with the person’s agreement")),
    Deed("accepted", N_("Accepted"), N_("The partner takes the person on, today (A)"), "A"),
    Deed("refused", N_("Declined…"), N_("The partner declines: say why (D)"), "D"),
    Deed("no_show", N_("Did not go"), N_("The person did not go, noted today (N)"), "N"),
    Deed("done", N_("Carried out…"), N_("The service was carried out; the barrier may be lifted (R)"), "R"),
    Deed("no_follow_up", N_("No follow-up"), N_("Nothing more is expected, from today (S)"), "S"),
    Deed("chase", N_("Chase up…"), N_("Call or write to the partner again (C)"), "C"),
    Deed("reopen", N_("Reopen"), N_("It was closed by mistake, or is taken up again")),
    Deed("edit", N_("Correct…"), N_("Correct what was written (Enter)")),
    Deed("remove", N_("Remove"), N_("Remove the chosen referral (Delete)")),
    Deed("print", N_("Print the sheet…"), N_("A page for the partner, to print or save"), "", "print"),
    Deed("mail", N_("E-mail draft…"), N_("A message to the partner, the sheet attached"), "", "export"),
)


def applying_to(line: ReferralLine | None) -> frozenset[str]:
    """Return the keys of what can be done with a referral."""
    if line is None:
        return frozenset()
    always = {"edit", "remove", "print", "mail"}
    match line.stored_state:
        case ReferralState.PROPOSED:
            return frozenset(always | {"send", "no_follow_up", "done", "refused", "no_show", "accepted"})
        case ReferralState.SENT:
            return frozenset(always | {"accepted", "refused", "no_show", "done", "no_follow_up", "chase"})
        case ReferralState.ACCEPTED:
            return frozenset(always | {"done", "no_show", "no_follow_up", "refused", "reopen"})
        case _:
            return frozenset(always | {"reopen"})
