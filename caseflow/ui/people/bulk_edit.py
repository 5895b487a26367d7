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
from caseflow.services.drafts import DraftOf
from caseflow.services.records import PersonRecord
from caseflow.ui import theme
from caseflow.ui.context import Context
from caseflow.ui.drafting import Drafting
from caseflow.ui.editors import Editor
from caseflow.ui.forms import Form
from caseflow.ui.widgets.date_field import DateField
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


FIELDS = (
    BulkField("notice_given_on", N_("Information notice given on"), is_date=True),
    BulkField("notice_channel", N_("Information notice given by")),
    BulkField("commune", N_("Commune")),
    BulkField("post_code", N_("Post code")),
    BulkField("availability", N_("Availability")),
    BulkField("available_from", N_("Available from"), is_date=True),
)


class BulkEditDialog(QDialog):
    """One field, one value, one action to undo."""

    def __init__(self, parent: QWidget, context: Context, ids: Sequence[UUID]) -> None:
        super().__init__(parent)
        self._context = context
        self._ids = list(ids)
        self._records: list[PersonRecord] = []
        self._create()
        self._arrange()
        self._connect()
        self._read()

    @classmethod
    def ask(cls, parent: QWidget, context: Context, ids: Sequence[UUID]) -> "BulkEditDialog":
        """Open the dialog on some people."""
        dialog = cls(parent, context, ids)
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
        self._text.setAccessibleName(_("New value"))
        self._day.setAccessibleName(_("New value"))
        self._editors = QStackedWidget()
        self._editors.addWidget(self._text)
        self._editors.addWidget(self._day)
        self._editors.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._editors.setFocusProxy(self._text)
        self._drafting = Drafting(
            self,
            self._context,
            {
                "field": Editor("field", self._field, self._field.currentIndex, self._field.setCurrentIndex),
                "text": Editor("text", self._text, self._text.text, self._text.setText),
                "day": Editor("day", self._day, self._day.day, self._day.set_day),
            },
        )
        self._preview = QTableWidget(0, 3)
        self._preview.setHorizontalHeaderLabels([_("Person"), _("Today"), _("After the change")])
        self._preview.setAccessibleName(_("Preview of the change"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._save = self._buttons.addButton(self.windowTitle(), QDialogButtonBox.ButtonRole.AcceptRole)

    def _arrange(self) -> None:
        self._form.add("field", _("Field"), self._field)
        self._form.add("value", _("New value"), self._editors, hint=_("Leave empty to erase the field."))
        self._preview.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._preview.setTabKeyNavigation(False)
        self._preview.verticalHeader().hide()
        self._preview.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_L)
        column.addWidget(self._drafting.line)
        column.addWidget(self._form)
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
        self._on_field_changed(0)
        self._drafting.begin(DRAFT, self.windowTitle())

    def _read(self) -> None:
        people, on = self._context.desk.people, self._context.today()
        work = partial(_records, people.record, self._ids[:SHOWN], on)
        self._context.tasks.run(self, work, self._on_read)

    def _on_read(self, records: list[PersonRecord]) -> None:
        self._records = records
        self._show_preview()

    def _chosen(self) -> BulkField:
        return FIELDS[self._field.currentIndex()]

    def _on_field_changed(self, _index: int) -> None:
        editor = self._day if self._chosen().is_date else self._text
        self._editors.setCurrentWidget(editor)
        self._editors.setFocusProxy(editor)
        self._show_preview()

    def _value(self) -> Any:
        return self._day.day() if self._chosen().is_date else self._text.text().strip() or None

    def _show_preview(self) -> None:
        try:
            after = _shown(self._value())
        except Invalid:
            after = "…"  # still being typed
        self._preview.setRowCount(len(self._records))
        for line, record in enumerate(self._records):
            before = _shown(getattr(record, self._chosen().name))
            for place, text in enumerate((record.name, before, after)):
                self._preview.setItem(line, place, QTableWidgetItem(text or _("(empty)")))

    def _on_accepted(self) -> None:
        try:
            changes = {self._chosen().name: self._value()}
        except Invalid as error:
            self._form.show_invalid(error)
            return
        self._save.setEnabled(False)
        work = self._drafting.saving(partial(self._context.desk.people.edit_many, self._ids, **changes))
        self._context.tasks.run(self, work, self._on_done, failed=self._on_failed)

    def _on_done(self, _count: int) -> None:
        self._drafting.saved()
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self._drafting.not_saved(error)
        self._save.setEnabled(True)


def _records(read: Callable[[UUID, date], PersonRecord], ids: Sequence[UUID], on: date) -> list[PersonRecord]:
    return [read(person_id, on) for person_id in ids]


def _shown(value: object) -> str:
    return current().date(value) if isinstance(value, date) else str(value or "")
