"""Change the same field of many people at once: what it was and what it will be is shown before anything is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from caseflow.domain.errors import Invalid
from caseflow.i18n import N_, _, current, ngettext
from caseflow.services.desk import Desk
from caseflow.services.drafts import DraftOf
from caseflow.services.records import PersonRecord
from caseflow.ui import theme
from caseflow.ui.context import Context
from caseflow.ui.drafting import Drafting
from caseflow.ui.editors import Editor
from caseflow.ui.forms import Form
from caseflow.ui.widgets.choice_field import ChoiceField
from caseflow.ui.widgets.date_field import DateField
from caseflow.ui.widgets.lines import as_lines
from caseflow.ui.widgets.room import resize_within
from caseflow.ui.widgets.tab_order import tab_as_read

SHOWN = 5
DRAFT = DraftOf("bulk_edit")


@dataclass(frozen=True)
class BulkField:
    """A field that makes sense to change for many people at once."""

    name: str
    label: str
    is_date: bool = False


REFERENT = "referent"

FIELDS = (
    BulkField("notice_given_on", N_("Information notice given on"), is_date=True),
    BulkField("notice_channel", N_("Information notice given by")),
    BulkField("commune", N_("Commune")),
    BulkField("post_code", N_("Post code")),
    BulkField("availability", N_("Availability")),
    BulkField("available_from", N_("Available from"), is_date=True),
    BulkField(REFERENT, N_("Referent")),
)


class BulkEditDialog(QDialog):
    """One field, one value, one action to undo."""

    def __init__(self, parent: QWidget, context: Context, ids: Sequence[UUID], field: str = "") -> None:
        """Begin with a field, by its name; the first one without it."""
        super().__init__(parent)
        self._context = context
        self._ids = list(ids)
        self._records: list[PersonRecord] = []
        self._names: dict[UUID, str] = {}
        """The counsellors at work."""
        self._create()
        self._arrange()
        self._connect()
        self._field.setCurrentIndex(max(self._field.findData(field), 0) if field else self._field.currentIndex())
        self._read()

    @classmethod
    def ask(cls, parent: QWidget, context: Context, ids: Sequence[UUID], field: str = "") -> "BulkEditDialog":
        """Open the dialog on some people, and on a field if there is a reason to."""
        dialog = cls(parent, context, ids, field)
        dialog.open()
        return dialog

    def _create(self) -> None:
        title = ngettext("Change {count} record", "Change {count} records", len(self._ids))
        self.setWindowTitle(title.format(count=len(self._ids)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._form = Form()
        self._field = QComboBox()
        for field in FIELDS:
            self._field.addItem(_(field.label), field.name)
        self._text, self._day = QLineEdit(), DateField(self._context.today, "value")
        self._counsellor: ChoiceField[UUID] = ChoiceField((), lambda key: self._names[key])
        for editor in (self._text, self._day, self._counsellor):
            editor.setAccessibleName(_("New value"))
        self._editors = QStackedWidget()
        self._editors.addWidget(self._text)
        self._editors.addWidget(self._day)
        self._editors.addWidget(self._counsellor)
        self._editors.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._editors.setFocusProxy(self._text)
        self._drafting = Drafting(
            self,
            self._context,
            {
                "field": Editor("field", self._field, self._field.currentIndex, self._choose_field),
                "text": Editor("text", self._text, self._text.text, self._text.setText),
                "day": Editor("day", self._day, self._day.day, self._day.set_day),
                "counsellor": Editor(
                    "counsellor", self._counsellor, self._counsellor.value, self._counsellor.set_value
                ),
            },
        )
        self._hint = theme.quiet(_("Leave empty to erase the field."))
        self._preview = QTableWidget(0, 3)
        self._preview.setHorizontalHeaderLabels([_("Person"), _("Today"), _("After the change")])
        self._preview.setAccessibleName(_("Preview of the change"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._save = self._buttons.addButton(self.windowTitle(), QDialogButtonBox.ButtonRole.AcceptRole)

    def _arrange(self) -> None:
        self._form.add("field", _("Field"), self._field)
        self._form.add("value", _("New value"), self._editors)
        as_lines(self._preview)
        self._preview.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_L)
        column.addWidget(self._drafting.line)
        column.addWidget(self._form)
        column.addWidget(self._hint)
        shown = ngettext("The first person:", "The first {count} people:", min(SHOWN, len(self._ids)))
        column.addWidget(theme.quiet(shown.format(count=min(SHOWN, len(self._ids)))))
        column.addWidget(self._preview)
        column.addWidget(theme.quiet(_("The whole change can be undone at once.")))
        column.addWidget(self._buttons)
        resize_within(self, 720, 420)
        tab_as_read(self)

    def _connect(self) -> None:
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)
        self.rejected.connect(self._drafting.leave)
        for keys in ("Ctrl+Return", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self, self._on_accepted)
        self._field.currentIndexChanged.connect(self._on_field_changed)
        self._text.textChanged.connect(self._show_preview)
        self._day.textChanged.connect(self._show_preview)
        self._counsellor.currentIndexChanged.connect(self._show_preview)
        self._on_field_changed(0)
        self._drafting.begin(DRAFT, self.windowTitle())

    def _read(self) -> None:
        work = partial(_records, self._context.desk, self._ids[:SHOWN], self._context.today())
        self._context.tasks.run(self, work, self._on_read)

    def _on_read(self, read: tuple[list[PersonRecord], dict[UUID, str]]) -> None:
        self._records, self._names = read
        self._counsellor.set_choices(self._names)
        self._show_preview()

    def _choose_field(self, place: int | None) -> None:
        self._field.setCurrentIndex(place or 0)

    def _chosen(self) -> BulkField:
        return FIELDS[self._field.currentIndex()]

    def _on_field_changed(self, _index: int) -> None:
        is_referent = self._chosen().name == REFERENT
        editor = self._counsellor if is_referent else self._day if self._chosen().is_date else self._text
        self._hint.setVisible(not is_referent)
        self._editors.setCurrentWidget(editor)
        self._editors.setFocusProxy(editor)
        self._show_preview()

    def _value(self) -> Any:
        if self._chosen().name == REFERENT:
            return self._names.get(self._counsellor.value() or UUID(int=0), "")
        return self._day.day() if self._chosen().is_date else self._text.text().strip() or None

    def _show_preview(self) -> None:
        try:
            after = _shown(self._value())
        except Invalid:
            after = "…"  # still being typed
        self._preview.setRowCount(len(self._records))
        for line, record in enumerate(self._records):
            before = _shown(getattr(record, self._chosen().name))
            for place, text in enumerate((record.name, before, self._after(record, before, after))):
                self._preview.setItem(line, place, QTableWidgetItem(text or _("(empty)")))

    def _after(self, record: PersonRecord, before: str, after: str) -> str:
        """Return what a field will hold; a referent is given to those who are in the PLIE alone."""
        if self._chosen().name != REFERENT or (record.entered_on and not record.exited_on):
            return after
        return _("{value} – not in the PLIE: left as is").format(value=before or _("(empty)"))

    def _on_accepted(self) -> None:
        if self._chosen().name == REFERENT:
            self._assign()
            return
        try:
            changes = {self._chosen().name: self._value()}
        except Invalid as error:
            self._form.show_invalid(error)
            return
        self._run(partial(self._context.desk.people.edit_many, self._ids, **changes))

    def _assign(self) -> None:
        counsellor = self._counsellor.value()
        if counsellor is None:
            self._form.show_invalid(Invalid("value", _("No counsellor is known yet: add one in Administration.")))
            return
        assign = self._context.desk.enrolments.assign
        self._run(partial(assign, self._ids, counsellor, self._context.today()))

    def _run(self, work: Callable[[], int]) -> None:
        self._save.setEnabled(False)
        self._context.tasks.run(self, self._drafting.saving(work), self._on_done, failed=self._on_failed)

    def _on_done(self, _count: int) -> None:
        self._drafting.saved()
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self._drafting.not_saved(error)
        self._save.setEnabled(True)


def _records(desk: Desk, ids: Sequence[UUID], on: date) -> tuple[list[PersonRecord], dict[UUID, str]]:
    """Read the people shown, and the counsellors at work."""
    at_work = {each.id: each.name for each in desk.enrolments.counsellors() if each.is_active}
    return [desk.people.record(person_id, on) for person_id in ids], at_work


def _shown(value: object) -> str:
    return current().date(value) if isinstance(value, date) else str(value or "")
