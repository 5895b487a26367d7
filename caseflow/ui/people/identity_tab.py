"""Who the person is: each field is saved when it is left; what cannot be read stays as typed, with the reason."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.domain.contact import shown_phone
from caseflow.domain.labels import label
from caseflow.domain.person import Civility
from caseflow.i18n import N_, _
from caseflow.services.drafts import DraftOf
from caseflow.services.naming import field_label
from caseflow.services.records import ContactView, PersonRecord
from caseflow.ui import editors, theme
from caseflow.ui.actions import Act
from caseflow.ui.auto_form import AutoForm
from caseflow.ui.context import Context
from caseflow.ui.drafting import Drafting
from caseflow.ui.editors import Editor, Field
from caseflow.ui.people.facts_box import FactsBox
from caseflow.ui.record import RecordTab, RecordView

_CIVIL = ("civility", "last_name", "birth_name", "first_name", "birth_date", "birth_place")
_CONTACT = ("phones", "emails", "address_line", "address_extra", "post_code", "commune", "insee_code")
_IDENTIFIERS = ("file_number", "france_travail_id", "caf_number", "department_id")
_PROJECT = ("project", "project_rome", "project_is_validated", "availability", "available_from", "mobility_radius_km")
_NOTICE = ("notice_given_on", "notice_channel")
_NOTES = ("note", "private_note")


class IdentityTab(RecordTab):
    """Three columns of fields, the situation below, the notes last."""

    key: ClassVar[str] = "identity"
    title: ClassVar[str] = N_("Identity")
    adds: ClassVar[bool] = True

    def __init__(self, context: Context, person_id: UUID) -> None:
        super().__init__(context, person_id)
        self._forms: dict[str, AutoForm] = {}
        self._facts = FactsBox(context, person_id)
        self._draft = DraftOf("identity", person_id, person_id)
        self._is_begun = False
        self._arrange()

    @property
    def facts(self) -> FactsBox:
        """Return the situation."""
        return self._facts

    @override
    def show_record(self, view: RecordView) -> None:
        for form in dict.fromkeys(self._forms.values()):
            form.show_values(partial(_stored, view.person))
        self._facts.show_facts(view.person.facts)
        if not self._is_begun:
            self._is_begun = True
            self._begin()

    @override
    def add_new(self) -> None:
        self._facts.ask_fact()

    def acts(self) -> Mapping[str, Act]:
        """Return what the commands of the window do here."""
        return {"add_fact": Act(self._facts.ask_fact)}

    @override
    def resume(self, draft: DraftOf) -> bool:
        return self._facts.resume(draft) or draft == self._draft

    def editor(self, name: str) -> Editor:
        """Return the control of a field."""
        return self._forms[name].editor(name)

    def error_text(self, name: str) -> str:
        """Return the sentence now under a field."""
        return self._forms[name].error_text(name)

    def _arrange(self) -> None:
        inside = QWidget()  # in its place before it is filled: Qt dresses all that a widget holds each time it moves
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(theme.SPACE_M, theme.SPACE_S, theme.SPACE_M, theme.SPACE_M)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(scroll)
        columns = QHBoxLayout()
        columns.setSpacing(theme.SPACE_L)
        for boxes in (
            ((_("Civil status"), _CIVIL), (_("Identifiers"), _IDENTIFIERS)),
            ((_("Contact"), _CONTACT), (_("Notice given"), _NOTICE)),
            ((_("Project"), _PROJECT),),
        ):
            column = QVBoxLayout()
            for title, names in boxes:
                column.addWidget(theme.title(title, 1.1))
                column.addWidget(self._form(names))
            column.addStretch(1)
            columns.addLayout(column, 1)
        notes = self._form(_NOTES)
        made = {name: form.editor(name) for name, form in self._forms.items()}
        self._drafting = Drafting(self, self.context, made, keeps_when_left=False)
        self._drafting.line.fresh_wanted.connect(self._on_fresh_wanted)
        whole.addWidget(self._drafting.line)
        whole.addLayout(columns)
        whole.addWidget(theme.title(_("Situation"), 1.1))
        whole.addWidget(self._facts)
        whole.addWidget(theme.title(_("Notes"), 1.1))
        whole.addWidget(notes)
        whole.addStretch(1)

    def _begin(self) -> None:
        """Offer what was typed when the power went, each field saying that it is still to be saved."""
        self._drafting.begin(self._draft, _(self.title))
        for name in self._drafting.kept:
            words = _("Not saved yet: press Enter here, or go on to the next field.")
            self._forms[name].tell(name, words, is_wrong=False)

    def _on_fresh_wanted(self) -> None:
        for form in dict.fromkeys(self._forms.values()):
            form.clear_errors()

    def _form(self, names: tuple[str, ...]) -> AutoForm:
        form = AutoForm(self.context, self._save)
        form.settled.connect(self._on_settled)
        for name in names:
            form.add_field(self._field(name))
            self._forms[name] = form
        return form

    def _field(self, name: str) -> Field:
        makers: dict[str, Callable[[], Editor]] = {
            "civility": lambda: editors.choice(name, Civility, label),
            "project_is_validated": lambda: editors.yes_no(name, _("yes")),
            "mobility_radius_km": lambda: editors.number(name, 999),
            "project": lambda: editors.note(name, 3),
            "availability": lambda: editors.note(name, 2),
            "note": lambda: editors.note(name, 3),
            "private_note": lambda: editors.note(name, 3),
            "phones": lambda: editors.lines(name),
            "emails": lambda: editors.lines(name),
        }
        if name.endswith(("_on", "_date", "_from")):
            return Field(field_label(name), editors.day(name, self.context.today))
        words = _LABELS.get(name)
        hint = _HINTS.get(name)
        editor = makers.get(name, partial(editors.text, name))()
        return Field(_(words) if words else field_label(name), editor, _(hint) if hint else "")

    def _on_settled(self) -> None:
        self._drafting.keep()

    def _save(self, name: str, value: Any) -> None:
        """Save a field; text that a record must have is never None."""
        if name in ("last_name", "first_name", "file_number"):
            value = value or ""
        elif name in ("phones", "emails"):
            value = list(value)
        self.context.desk.people.edit(self.person_id, **{name: value})


_LABELS = {
    "phones": N_("Phones"),
    "emails": N_("E-mails"),
    "note": N_("Shared note (the person may read it)"),
    "private_note": N_("Private note (never printed)"),
}
_HINTS = {
    "phones": N_("One a line, the preferred one first."),
    "private_note": N_("Seen in this office alone: left out of prints and exports."),
}


def _stored(person: PersonRecord, name: str) -> Any:
    if name in ("phones", "emails"):
        contacts: tuple[ContactView, ...] = getattr(person, name)
        return tuple(shown_phone(each.value) if name == "phones" else each.value for each in contacts)
    return getattr(person, name)
