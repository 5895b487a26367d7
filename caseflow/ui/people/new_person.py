"""Add a person: a last name is enough. While it is typed, those who may already be there are shown."""

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCommandLinkButton, QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from caseflow.domain.errors import Invalid
from caseflow.i18n import _, current, ngettext
from caseflow.services.people import PersonDraft
from caseflow.services.records import Similar
from caseflow.ui import icons, theme
from caseflow.ui.context import Context
from caseflow.ui.forms import Form
from caseflow.ui.widgets.date_field import DateField
from caseflow.ui.widgets.tab_order import tab_as_read

TYPING_MS = 120
SHOWN = 4


class NewPersonDialog(QDialog):
    """Last name, first name, birth date and phone: the rest is for the record."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent)
        self._context = context
        self._create()
        self._arrange()
        self._connect()

    @classmethod
    def ask(cls, parent: QWidget, context: Context) -> "NewPersonDialog":
        """Open the dialog; the record opens once the person is added."""
        dialog = cls(parent, context)
        dialog.open()
        return dialog

    def _create(self) -> None:
        self.setWindowTitle(_("New person"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._last_name, self._first_name, self._phone = QLineEdit(), QLineEdit(), QLineEdit()
        self._birth_date = DateField(self._context.today, "birth_date")
        self._form = Form()
        self._alike = QVBoxLayout()
        self._alike_title = theme.quiet("")
        self._alike_title.setProperty("tone", "warning")
        self._alike_title.hide()
        self._found: list[QCommandLinkButton] = []
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._save = self._buttons.addButton(_("Add the person"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._save.setDefault(True)
        self._typing = QTimer(self, singleShot=True)

    def _arrange(self) -> None:
        self._form.add("last_name", _("Last name"), self._last_name)
        self._form.add("first_name", _("First name"), self._first_name)
        self._form.add("birth_date", _("Birth date"), self._birth_date)
        self._form.add("phones", _("Phone"), self._phone)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_L)
        column.addWidget(theme.quiet(_("A last name is enough: everything else can wait.")))
        column.addWidget(self._form)
        column.addWidget(self._alike_title)
        column.addLayout(self._alike)
        column.addStretch(1)
        column.addWidget(self._buttons)
        self.setMinimumWidth(theme.COLUMN_FORM + 60)
        tab_as_read(self)

    def _connect(self) -> None:
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._on_accepted)
        self._typing.timeout.connect(self._look_for_similar)
        for field in (self._last_name, self._first_name, self._birth_date):
            field.textChanged.connect(self._on_edited)

    def _on_edited(self) -> None:
        self._typing.start(TYPING_MS)

    def _look_for_similar(self) -> None:
        last_name, first_name = self._last_name.text().strip(), self._first_name.text().strip()
        if len(last_name) < 2:
            self._on_similar(())
            return
        work = partial(self._context.desk.people.similar, last_name, first_name, self._typed_date())
        self._context.tasks.run(self, work, self._on_similar, only_latest="similar")

    def _typed_date(self) -> date | None:
        try:
            return self._birth_date.day()
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
        self._alike.addWidget(button)
        return button

    def _on_similar_chosen(self, person_id: UUID) -> None:
        self.reject()
        self._context.navigator.open_person(person_id)

    def _on_accepted(self) -> None:
        try:
            draft = PersonDraft(
                last_name=self._last_name.text(),
                first_name=self._first_name.text(),
                birth_date=self._birth_date.day(),
                phones=[self._phone.text()],
            )
        except Invalid as error:
            self._form.show_invalid(error)
            return
        self._save.setEnabled(False)
        work = partial(self._context.desk.people.create, draft)
        self._context.tasks.run(self, work, self._on_created, failed=self._on_failed)

    def _on_created(self, person_id: UUID) -> None:
        self.accept()
        self._context.navigator.open_person(person_id)

    def _on_failed(self, error: Exception) -> None:
        self._save.setEnabled(True)
        if not (isinstance(error, Invalid) and self._form.show_invalid(error)):
            self._context.tasks.failed.emit(error)
