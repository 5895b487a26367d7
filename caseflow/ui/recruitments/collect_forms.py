"""The small forms of the collection: somebody told on the phone, our own people found by criteria."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from caseflow.domain.errors import Invalid
from caseflow.domain.labels import label
from caseflow.domain.person import FactKind
from caseflow.i18n import _, ngettext
from caseflow.services.candidates.received import add_people, seeking_trade
from caseflow.services.drafts import DraftOf
from caseflow.services.people_filters import OPEN_FACTS, Filter, FilterKind
from caseflow.services.people_list import PeopleQuery
from caseflow.ui import editors, theme
from caseflow.ui.context import Context
from caseflow.ui.editors import Field
from caseflow.ui.form_dialog import FormDialog

PHONE_FORM, OWN_FORM = "phone_candidate", "own_candidates"


def ask_phone_entry(parent: QWidget, context: Context, recruitment_id: UUID, prescribers: list[str]) -> FormDialog:
    """Open the form of one candidate, as somebody tells it on the phone."""

    def save(values: dict[str, Any]) -> object:
        from caseflow.exchange.candidate_lists import entry_of
        from caseflow.services.candidates import Intake

        on = context.today()
        entry = entry_of(values, values["prescriber"] or "", on)
        return Intake(context.desk.store, context.desk.caseloads).take(recruitment_id, entry, on)

    fields = (
        Field(_("Prescriber"), editors.suggestion("prescriber", prescribers, str)),
        Field(_("Last name"), editors.text("last_name")),
        Field(_("First name"), editors.text("first_name")),
        Field(_("Birth date"), editors.day("birth_date", context.today, looks_back=True)),
        Field(_("Phone"), editors.text("phones")),
        Field(_("Commune"), editors.text("commune")),
    )
    draft = DraftOf(PHONE_FORM, recruitment_id)
    return FormDialog.ask(
        parent, context, _("Candidate told on the phone"), fields, _("Add the candidate"), save, draft=draft
    )


class OwnCandidatesDialog(FormDialog):
    """Criteria on our own caseload; how many answer is told before they are added."""

    def __init__(self, parent: QWidget, context: Context, recruitment_id: UUID, trades: Sequence[str] = ()) -> None:
        self._recruitment_id = recruitment_id
        fields = (
            Field(_("Trade wanted"), editors.suggestion("trade", trades, str), _("Words of it, or its ROME code.")),
            Field(_("From age"), editors.number("age_from", 99)),
            Field(_("To age"), editors.number("age_to", 99)),
            Field(_("Commune"), editors.text("commune")),
            Field(_("Public"), editors.choice("fact", OPEN_FACTS, label, none_label=_("All"))),
            Field("", editors.yes_no("with_phone", _("With a phone number"))),
        )
        super().__init__(
            parent, context, _("Candidates from our caseload"), fields, _("Add them to the candidates"), self._add
        )
        self._count = theme.quiet("")
        self.below.addWidget(self._count)
        for field in fields:
            field.editor.edited.connect(self._show_count)
        self._show_count()

    @override
    def on_saved(self, result: Any) -> None:
        told = ngettext("{count} person added to the candidates.", "{count} people added to the candidates.", result)
        self._context.navigator.show_message(told.format(count=result))
        super().on_saved(result)

    def _add(self, values: Mapping[str, Any]) -> int:
        context = self._context
        found = _found(context, values)
        if not found:
            raise Invalid("commune", _("Nobody of our caseload answers to this."))
        return add_people(context.desk.store, self._recruitment_id, found, context.today())

    def _show_count(self) -> None:
        try:
            values = {each.editor.name: each.editor.value() for each in self._fields}
        except Invalid:
            return
        work = partial(_found, self._context, values)
        self._context.tasks.run(self, lambda: len(work()), self._on_counted, only_latest="count")

    def _on_counted(self, count: int) -> None:
        words = ngettext("{count} person answers to this.", "{count} people answer to this.", count)
        self._count.setText(words.format(count=count))


def _found(context: Context, values: Mapping[str, Any]) -> Sequence[UUID]:
    """Return who answers the criteria, of those whom we follow now."""
    found = context.desk.people.ids(_query(context, values))
    return seeking_trade(context.desk.store, found, values["trade"]) if values["trade"] else found


def _query(context: Context, values: Mapping[str, Any]) -> PeopleQuery:
    """Return the question that the criteria ask, of those whom we follow now."""
    filters: list[Filter] = []
    ages = tuple("" if values[name] is None else str(values[name]) for name in ("age_from", "age_to"))
    if any(ages):
        filters.append(Filter(FilterKind.AGE, ages))
    if values["commune"]:
        filters.append(Filter(FilterKind.COMMUNE, (values["commune"],)))
    fact: FactKind | None = values["fact"]
    if fact is not None:
        filters.append(Filter(FilterKind.FACT, (fact.value,)))
    if values["with_phone"]:
        filters.append(Filter(FilterKind.WITH_PHONE))
    return PeopleQuery(on=context.today(), filters=tuple(filters))
