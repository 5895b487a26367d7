"""Ask for the values of one filter, and say while they are chosen how many people it leaves."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from caseflow.domain.errors import Invalid
from caseflow.i18n import _, current, ngettext
from caseflow.services.people_filters import CHOSEN, LONGEST_DAYS, OLDEST, Filter, FilterKind
from caseflow.services.people_list import PeopleQuery
from caseflow.ui import theme
from caseflow.ui.context import Context
from caseflow.ui.forms import Form
from caseflow.ui.people.filter_words import KINDS, value_words
from caseflow.ui.widgets.date_field import DateField
from caseflow.ui.widgets.tab_order import tab_as_read

TYPING_MS = 150
_VALUE = Qt.ItemDataRole.UserRole
_WITHIN_DAYS = 30


class FilterDialog(QDialog):
    """One filter at a time; its button puts it on the list."""

    made = Signal(object)
    """The `Filter` asked for."""

    def __init__(
        self, parent: QWidget, context: Context, query: PeopleQuery, kind: FilterKind, counsellors: Mapping[str, str]
    ) -> None:
        """`query` is what the list shows without this filter; `counsellors` names them by key."""
        super().__init__(parent)
        self._context = context
        self._query = query
        self._kind = kind
        self._counsellors = counsellors
        self._values = QListWidget()
        self._fields: list[QLineEdit] = []
        self._form = Form()
        self._left = theme.quiet("")
        self._timer = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._accept = self._buttons.addButton(_("Filter"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._arrange()
        self._connect()

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        context: Context,
        query: PeopleQuery,
        kind: FilterKind,
        counsellors: Mapping[str, str],
        made: Callable[[Filter], object],
    ) -> "FilterDialog":
        """Open the dialog; `made` is handed the filter."""
        dialog = cls(parent, context, query, kind, counsellors)
        dialog.made.connect(made)
        dialog.open()
        return dialog

    def _arrange(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Filter: {kind}").format(kind=_(KINDS[self._kind])))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_L)
        column.setSpacing(theme.SPACE_M)
        if self._kind in CHOSEN:
            self._values.setAccessibleName(_(KINDS[self._kind]))
            column.addWidget(theme.quiet(_("Tick one or more; Space ticks.")))
            column.addWidget(self._values, 1)
        else:
            self._add_fields()
            column.addWidget(self._form)
            column.addStretch(1)
        column.addWidget(self._left)
        column.addWidget(self._buttons)
        self._accept.setDefault(True)
        self.setMinimumWidth(theme.COLUMN_FORM)
        tab_as_read(self)

    def _add_fields(self) -> None:
        if self._kind is FilterKind.NEXT_DATE:
            self._add_number(_("In how many days at most"), LONGEST_DAYS)
            self._fields[0].setText(str(_WITHIN_DAYS))
            self._fields[0].selectAll()
        elif self._kind is FilterKind.AGE:
            self._add_number(_("From (years)"), OLDEST)
            self._add_number(_("To (years)"), OLDEST)
        else:
            for name, words in (("from", _("From")), ("to", _("To"))):
                field = DateField(self._context.today, name)
                self._form.add(name, words, field)
                self._fields.append(field)

    def _add_number(self, words: str, most: int) -> None:
        field = QLineEdit()
        field.setValidator(QIntValidator(0, most, field))
        self._form.add(f"number{len(self._fields)}", words, field)
        self._fields.append(field)

    def _connect(self) -> None:
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)
        self._timer.timeout.connect(self._count)
        self._values.itemChanged.connect(self._on_edited)
        for field in self._fields:
            field.textChanged.connect(self._on_edited)
        if self._kind in CHOSEN:
            work = partial(self._context.desk.people.tally, self._query, self._kind)
            self._context.tasks.run(self, work, self._on_tallied)
        self._count()

    def filter(self) -> Filter | None:
        """Return the filter asked for, once it says something."""
        try:
            found = Filter(self._kind, tuple(self._texts()))
        except Invalid:
            return None  # still being typed
        return found if found.is_readable() else None

    def _texts(self) -> list[str]:
        if self._kind in CHOSEN:
            items = (self._values.item(line) for line in range(self._values.count()))
            return [item.data(_VALUE) for item in items if item.checkState() is Qt.CheckState.Checked]
        return [_written(field) for field in self._fields]

    def _on_tallied(self, found: list[tuple[str, int]]) -> None:
        self._values.blockSignals(True)
        for value, count in found:
            words = value_words(self._kind, value, self._counsellors)
            item = QListWidgetItem(f"{words}  ·  {current().number(count)}")
            item.setData(_VALUE, value)
            item.setSizeHint(QSize(0, self.fontMetrics().height() + theme.SPACE_S))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self._values.addItem(item)
        self._values.setCurrentRow(0)
        self._values.blockSignals(False)
        self._values.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edited(self, _what: object = None) -> None:
        self._timer.start()
        self._accept.setEnabled(self.filter() is not None)

    def _count(self) -> None:
        found = self.filter()
        self._accept.setEnabled(found is not None)
        query = replace(self._query, filters=(*self._query.filters, found)) if found else self._query
        work = partial(self._context.desk.people.count, query)
        self._context.tasks.run(self, work, self._on_counted, only_latest="count")

    def _on_counted(self, count: int) -> None:
        text = ngettext("{count} person left", "{count} people left", count)
        self._left.setText(text.format(count=current().number(count)))

    def _on_accepted(self) -> None:
        found = self.filter()
        if found is not None:
            self.made.emit(found)
            self.accept()


def _written(field: QLineEdit) -> str:
    if isinstance(field, DateField):
        day = field.day()
        return day.isoformat() if day else ""
    return field.text().strip()
