"""Add a person: a last name is enough. While it is typed, those who may already be there are shown."""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCommandLinkButton, QWidget
from typing_extensions import override

from caseflow.domain.errors import Invalid
from caseflow.i18n import _, current, ngettext
from caseflow.services.drafts import DraftOf
from caseflow.services.people import PersonDraft
from caseflow.services.records import Similar
from caseflow.ui import editors, icons, theme
from caseflow.ui.context import Context
from caseflow.ui.editors import Field
from caseflow.ui.form_dialog import FormDialog

TYPING_MS = 120
SHOWN = 4
DRAFT = DraftOf("new_person")


class NewPersonDialog(FormDialog):
    """Last name, first name, birth date and phone: the rest is for the record."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        self._last_name, self._first_name, self._phone = map(editors.text, ("last_name", "first_name", "phones"))
        self._birth_date = editors.day("birth_date", context.today)
        fields = (
            Field(_("Last name"), self._last_name),
            Field(_("First name"), self._first_name),
            Field(_("Birth date"), self._birth_date),
            Field(_("Phone"), self._phone),
        )
        words = _("A last name is enough: everything else can wait.")
        title, button = _("New person"), _("Add the person")
        super().__init__(parent, context, title, fields, button, self._add, words=words)
        self._alike_title = theme.quiet("")
        self._alike_title.setProperty("tone", "warning")
        self._alike_title.hide()
        self.below.addWidget(self._alike_title)
        self._found: list[QCommandLinkButton] = []
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._look_for_similar)
        for editor in (self._last_name, self._first_name, self._birth_date):
            editor.edited.connect(self._typing.start)

    @classmethod
    @override
    def ask(cls, parent: QWidget, context: Context) -> "NewPersonDialog":  # pyright: ignore[reportIncompatibleMethodOverride]
        """Open the dialog; the record opens once the person is added."""
        dialog = cls(parent, context)
        dialog.open_on(DRAFT, {})
        return dialog

    def _add(self, values: dict[str, Any]) -> UUID:
        draft = PersonDraft(
            last_name=values["last_name"] or "",
            first_name=values["first_name"] or "",
            birth_date=values["birth_date"],
            phones=[values["phones"] or ""],
        )
        return self._context.desk.people.create(draft)

    def _look_for_similar(self) -> None:
        last_name, first_name = self._last_name.value() or "", self._first_name.value() or ""
        if len(last_name) < 2:
            self._on_similar(())
            return
        work = partial(self._context.desk.people.similar, last_name, first_name, self._typed_date())
        self._context.tasks.run(self, work, self._on_similar, only_latest="similar")

    def _typed_date(self) -> date | None:
        try:
            return self._birth_date.value()
        except Invalid:
            return None  # still being typed

    def _on_similar(self, found: tuple[Similar, ...]) -> None:
        for button in self._found:
            button.deleteLater()
        self._found = [self._similar_button(similar) for similar in found[:SHOWN]]
        title = ngettext(
            "Already there? One person looks alike:", "Already there? {count} people look alike:", len(found)
        )
        self._alike_title.setText("⚠ " + title.format(count=len(found)))
        self._alike_title.setVisible(bool(found))

    def _similar_button(self, similar: Similar) -> QCommandLinkButton:
        born = current().date(similar.birth_date)
        who = " · ".join(part for part in (similar.name, born, similar.file_number) if part)
        button = QCommandLinkButton(_("Open {person}").format(person=who), ", ".join(similar.reasons))
        button.setIcon(icons.icon("person"))
        button.setAutoDefault(False)
        button.clicked.connect(partial(self._on_similar_chosen, similar.id))
        self.below.addWidget(button)
        return button

    def _on_similar_chosen(self, person_id: UUID) -> None:
        self.reject()
        self._context.navigator.open_person(person_id)

    @override
    def on_saved(self, result: Any) -> None:
        super().on_saved(result)
        self._context.navigator.open_person(result)
