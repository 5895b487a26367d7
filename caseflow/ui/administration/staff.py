"""The counsellors who answer for people, and the structure as its paper shows it."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caseflow.domain.errors import Invalid
from caseflow.i18n import N_, _
from caseflow.services.drafts import DraftOf
from caseflow.services.enrolments import CounsellorView
from caseflow.ui import editors, icons, theme
from caseflow.ui.auto_form import AutoForm
from caseflow.ui.context import Context
from caseflow.ui.drafting import Drafting
from caseflow.ui.editors import Editor, Field
from caseflow.ui.forms import Form

AGENCY_FIELDS = {
    "name": N_("Name of the structure"),
    "address": N_("Address"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "data_protection_contact": N_("Data protection contact"),
}


class StaffTab(QWidget):
    """Counsellors at the left, the structure at the right."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setSpacing(theme.SPACE_L)
        row.addWidget(CounsellorsCard(context), 1)
        row.addWidget(AgencyCard(context), 1)


class CounsellorsCard(QFrame):
    """The list of counsellors, and the one chosen, or a new one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._edited: UUID | None = None
        self._create()
        self._arrange()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the counsellors again."""
        self._list.clear()
        for counsellor in self._context.desk.enrolments.counsellors():
            name = counsellor.name if counsellor.is_active else _("{name} (left)").format(name=counsellor.name)
            item = QListWidgetItem(icons.icon("person"), " · ".join(part for part in (name, counsellor.phone) if part))
            item.setData(Qt.ItemDataRole.UserRole, counsellor)
            self._list.addItem(item)
        self._show(None)

    def _create(self) -> None:
        self.setProperty("role", "card")
        self._list = QListWidget()
        self._list.setAccessibleName(_("Counsellors"))
        self._form = Form()
        self._name, self._phone, self._email = QLineEdit(), QLineEdit(), QLineEdit()
        self._active = QCheckBox(_("Works here"))
        self._new = QPushButton(icons.icon("plus"), _("New counsellor"))
        self._save = QPushButton(icons.icon("check"), "")
        fields = {"name": self._name, "phone": self._phone, "email": self._email}
        made = {name: Editor(name, field, field.text, field.setText) for name, field in fields.items()}
        made["is_active"] = Editor("is_active", self._active, self._active.isChecked, self._active.setChecked)
        self._editors = made
        self._drafting = Drafting(self, self._context, made)

    def _arrange(self) -> None:
        self._form.add("name", _("Name"), self._name)
        self._form.add("phone", _("Phone"), self._phone)
        self._form.add("email", _("E-mail"), self._email)
        self._form.add("is_active", "", self._active)
        self._active.setAccessibleName(_("Works here"))
        buttons = QHBoxLayout()
        buttons.addWidget(self._new)
        buttons.addStretch(1)
        buttons.addWidget(self._save)
        column = QVBoxLayout(self)
        column.addWidget(theme.title(_("Counsellors"), 1.1))
        column.addWidget(self._list, 1)
        column.addWidget(self._drafting.line)
        column.addWidget(self._form)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self._list.currentItemChanged.connect(self._on_chosen)
        self._new.clicked.connect(self._on_new)
        self._save.clicked.connect(self._on_save)
        self._context.changes.changed.connect(self._on_changed)

    def _show(self, counsellor: CounsellorView | None) -> None:
        self._edited = counsellor.id if counsellor else None
        self._form.clear_errors()
        self._drafting.pause()
        for name, editor in self._editors.items():
            editor.show_value(getattr(counsellor, name) if counsellor else name == "is_active" or "")
        title = counsellor.name if counsellor else _("New counsellor")
        self._drafting.begin(DraftOf("counsellor", self._edited), title)
        self._active.setEnabled(counsellor is not None)
        self._save.setText(_("Save the counsellor") if counsellor else _("Add the counsellor"))

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._show(item.data(Qt.ItemDataRole.UserRole))

    def _on_new(self) -> None:
        self._list.setCurrentRow(-1)
        self._show(None)
        self._name.setFocus()

    def _on_save(self) -> None:
        name, phone, email = (field.text().strip() for field in (self._name, self._phone, self._email))
        if not name:
            self._form.show_invalid(Invalid("name", _("A name is needed.")))
            return
        enrolments = self._context.desk.enrolments
        if self._edited is None:
            self._write(partial(enrolments.add_counsellor, name, phone, email))
            return
        edit = partial(
            enrolments.edit_counsellor,
            self._edited,
            name=name,
            phone=phone,
            email=email,
            is_active=self._active.isChecked(),
        )
        self._write(edit)

    def _write(self, work: Callable[[], Any]) -> None:
        run = self._context.tasks.run
        run(self, self._drafting.saving(work), self._on_saved, failed=self._drafting.not_saved)

    def _on_saved(self, _result: object) -> None:
        self._drafting.saved()
        self._show(None)

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if "counsellor" in kinds:
            self.refresh()


class AgencyCard(QFrame):
    """The structure: each field is saved when it is left."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._form = AutoForm(context, self._save)
        for name, words in AGENCY_FIELDS.items():
            self._form.add_field(Field(_(words), editors.text(name)))
        made = {name: self._form.editor(name) for name in AGENCY_FIELDS}
        self._drafting = Drafting(self, context, made, keeps_when_left=False)
        self._form.settled.connect(self._drafting.keep)
        self._context.changes.changed.connect(self._on_changed)
        self._arrange()
        self.refresh()
        self._drafting.begin(DraftOf("agency"), _("The structure"))

    def refresh(self) -> None:
        """Read the structure again; what is being typed is not taken away."""
        self._form.show_values(partial(getattr, self._context.desk.enrolments.agency()))

    def _arrange(self) -> None:
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.addWidget(theme.title(_("The structure"), 1.1))
        column.addWidget(theme.quiet(_("It stands at the head of every sheet that is printed.")))
        column.addWidget(self._drafting.line)
        column.addWidget(self._form)
        column.addStretch(1)

    def _save(self, name: str, value: str | None) -> None:
        self._context.desk.enrolments.edit_agency(**{name: value or ""})

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if "agency" in kinds:
            self.refresh()
