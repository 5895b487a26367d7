"""Refer a person to a partner’s service: which one, for which barrier, with which agreement, told how."""

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from caseflow.domain.errors import Invalid
from caseflow.domain.labels import label
from caseflow.domain.referral import SentHow
from caseflow.i18n import _
from caseflow.services.drafts import DraftOf
from caseflow.services.naming import field_label
from caseflow.services.referral_lines import ReferralChoices
from caseflow.ui import editors, theme
from caseflow.ui.context import Context
from caseflow.ui.editors import Field
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.referrals.answers import consent_fields
from caseflow.ui.referrals.service_field import ServiceEditor, ServiceField
from caseflow.ui.widgets.note_field import NoteField
from caseflow.ui.widgets.room import resize_within

_WIDE, _HIGH = 900, 660


def draft_of(person_id: UUID) -> DraftOf:
    """Return which form it is: that of a new referral of a person."""
    return DraftOf("refer", person_id, person_id)


class ReferDialog(FormDialog):
    """Nothing is sent without the agreement being ticked; without a way of sending, the service is only proposed."""

    def __init__(self, parent: QWidget, context: Context, choices: ReferralChoices) -> None:
        self._choices = choices
        self._of_person = {
            each.id: each for each in choices.barriers if not (each.is_sensitive and context.discretion.is_on)
        }
        self._service = ServiceField(context, choices.person_id)
        reason = NoteField(context.tasks, context.desk.lexicon.risks, 2)
        self._barrier = editors.choice(
            "barrier_id", self._of_person, self._barrier_words, none_label=_("No barrier in particular")
        )
        fields = (
            Field(_("Barrier to lift"), self._barrier),
            Field(_("Resource"), ServiceEditor(self._service)),
            Field(
                field_label("reason"),
                editors.note("reason", field=reason),
                _("What is expected of the partner, in facts."),
            ),
            Field(field_label("sent_how"), editors.choice("sent_how", SentHow, label, none_label=_not_yet())),
            *consent_fields(context),
            Field(_("Prescribed on"), editors.day("proposed_on", context.today, looks_back=True)),
        )
        title = _("Refer {person}").format(person=choices.person)
        super().__init__(parent, context, title, fields, _("Refer"), self._refer)
        self._warned = theme.quiet("")
        self._warned.setProperty("tone", "warning")
        self._warned.hide()
        self.below.addWidget(self._warned)
        resize_within(self, _WIDE, _HIGH)
        self._service.meant_changed.connect(self._on_meant)
        self._barrier.edited.connect(self._on_barrier_chosen)

    @classmethod
    @override
    def ask(  # pyright: ignore[reportIncompatibleMethodOverride]
        cls,
        parent: QWidget,
        context: Context,
        choices: ReferralChoices,
        barrier_id: UUID | None = None,
        service_id: UUID | None = None,
    ) -> "ReferDialog":
        """Open the dialog on somebody, for one of her barriers and to a service if these are known."""
        dialog = cls(parent, context, choices)
        start = {
            "barrier_id": barrier_id,
            "service_id": service_id,
            "consent_on": context.today(),
            "proposed_on": context.today(),
        }
        dialog.open_on(draft_of(choices.person_id), start)
        dialog.service_field.setFocus()
        return dialog

    @property
    def service_field(self) -> ServiceField:
        """Return where the service is chosen."""
        return self._service

    def warning(self) -> str:
        """Return what is said of a service already asked; empty otherwise."""
        return "" if self._warned.isHidden() else self._warned.text()

    def _barrier_words(self, barrier_id: UUID) -> str:
        return label(self._of_person[barrier_id].theme)

    def _refer(self, values: dict[str, Any]) -> UUID:
        today, how = self._context.today(), values["sent_how"]
        on = values["proposed_on"] or today
        if values["service_id"] is None:
            raise Invalid("service_id", _("Choose a resource in the list."))
        if on > today:
            raise Invalid("proposed_on", _("This day has not come yet."))
        if how is not None and not values["agrees"]:
            raise Invalid("agrees", _("Tick the agreement of the person: without it, nothing is sent."))
        details = {
            "barrier_id": values["barrier_id"],
            "reason": values["reason"] or "",
            "consent_on": (values["consent_on"] or on) if values["agrees"] else None,
        }
        referrals, person_id = self._context.desk.referrals, self._choices.person_id
        if how is None:
            return referrals.propose(person_id, values["service_id"], on, **details)
        return referrals.refer(person_id, values["service_id"], on, how, **details)

    def _on_barrier_chosen(self) -> None:
        """Look for what answers the barrier; health and justice are never suggested anything."""
        chosen = self._of_person.get(self._barrier.value())
        self._service.set_theme(None if chosen is None or chosen.is_sensitive else chosen.theme)

    def _on_meant(self) -> None:
        is_asked = self._service.service_id() in self._choices.asked
        words = _("{person} is already referred there, and something is still expected of it.")
        self._warned.setText(words.format(person=self._choices.person) if is_asked else "")
        self._warned.setVisible(is_asked)


def _not_yet() -> str:
    return _("Not sent yet: only proposed")
