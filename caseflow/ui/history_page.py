"""Everything that was done in the store: who, when, what; to find an action again, take it back, bring a value back."""

from datetime import date
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.domain.errors import Invalid
from caseflow.i18n import _, current, ngettext
from caseflow.services.history import HistoryPage as Found
from caseflow.services.history import HistoryQuery
from caseflow.ui import icons, theme
from caseflow.ui.context import Context
from caseflow.ui.history_view import HistoryView
from caseflow.ui.widgets.choice_field import ChoiceField
from caseflow.ui.widgets.date_field import DateField

SHOWN = 50
TYPING_MS = 250


class HistoryPage(QWidget):
    """Fifty actions at a time, the latest first."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._offset = 0
        self._total = 0
        self._text = QLineEdit()
        self._author = ChoiceField[str]((), str, none_label=_("Everybody"))
        self._since, self._until = DateField(context.today, "since"), DateField(context.today, "until")
        self._newer = QPushButton(icons.icon("back"), _("Later actions"))
        self._older = QPushButton(icons.icon("forward"), _("Earlier actions"))
        self._count = QLabel()
        self._view = HistoryView(context, _("History"))
        self._typing = QTimer(self, interval=TYPING_MS, singleShot=True)
        self._arrange()
        self._connect()
        context.tasks.run(self, context.desk.history.authors, self._author.set_choices)

    @property
    def view(self) -> HistoryView:
        """Return the actions shown."""
        return self._view

    def focus_search(self) -> None:
        """Go to the search field."""
        self._text.setFocus()

    def refresh(self) -> None:
        """Read the page again."""
        try:
            query = self._query()
        except Invalid:
            return  # a date still being typed
        work = partial(self._context.desk.history.page, query, SHOWN, self._offset)
        self._context.tasks.run(self, work, self._on_read, only_latest="history")

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self.refresh()

    def _arrange(self) -> None:
        self._text.setPlaceholderText(_("An action, or the name of a person"))
        self._text.setAccessibleName(_("Filter the history"))
        self._text.setClearButtonEnabled(True)
        self._author.setAccessibleName(_("Done by"))
        filters = QHBoxLayout()
        filters.addWidget(self._text, 2)
        for words, field in ((_("&Done by"), self._author), (_("&From"), self._since), (_("&To"), self._until)):
            label = QLabel(words)
            label.setBuddy(field)
            field.setAccessibleName(words.replace("&", ""))
            filters.addWidget(label)
            filters.addWidget(field)
        foot = QHBoxLayout()
        foot.addWidget(self._count, 1)
        foot.addWidget(self._newer)
        foot.addWidget(self._older)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_M, theme.SPACE_L, theme.SPACE_M)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(theme.title(_("History")))
        column.addLayout(filters)
        column.addWidget(self._view, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._text.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self._on_filtered)
        self._author.choice_made.connect(self._on_filtered)
        self._since.day_edited.connect(self._on_filtered)
        self._until.day_edited.connect(self._on_filtered)
        self._newer.clicked.connect(partial(self._turn, -SHOWN))
        self._older.clicked.connect(partial(self._turn, SHOWN))
        self._context.changes.changed.connect(self._on_changed)

    def _query(self) -> HistoryQuery:
        since: date | None = self._since.day()
        return HistoryQuery(self._text.text(), self._author.value() or "", since, self._until.day())

    def _on_filtered(self) -> None:
        self._offset = 0
        self.refresh()

    def _turn(self, step: int) -> None:
        self._offset = max(0, self._offset + step)
        self.refresh()

    def _on_changed(self, _kinds: frozenset[str]) -> None:
        if self.isVisible():
            self.refresh()

    def _on_read(self, found: Found) -> None:
        self._total = found.total
        self._view.show_entries(found.entries, _("No action was found. Widen the dates, or take a word away."))
        last = self._offset + len(found.entries)
        words = ngettext("{count} action", "{count} actions", found.total).format(count=current().number(found.total))
        if found.total > SHOWN:
            span = _("{first} to {last} of {all}")
            first = current().number(self._offset + 1)
            words = span.format(first=first, last=current().number(last), all=words)
        self._count.setText(words)
        self._newer.setEnabled(self._offset > 0)
        self._older.setEnabled(last < found.total)
