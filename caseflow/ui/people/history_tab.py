"""What was done to a record: who, when, what was before and after; with the way back for each action and value."""

from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout
from typing_extensions import override

from caseflow.i18n import N_, _, current, fold
from caseflow.services.history import HistoryEntry
from caseflow.ui import theme
from caseflow.ui.context import Context
from caseflow.ui.history_view import HistoryView
from caseflow.ui.record import RecordTab, RecordView


class HistoryTab(RecordTab):
    """The actions on one person. Read each time it is shown, and when something changes meanwhile."""

    key: ClassVar[str] = "history"
    title: ClassVar[str] = N_("History")

    def __init__(self, context: Context, person_id: UUID) -> None:
        super().__init__(context, person_id)
        self._entries: tuple[HistoryEntry, ...] = ()
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(_("Filter: a word, a field, a name, a date"))
        self._filter.setAccessibleName(_("Filter the history"))
        self._filter.setClearButtonEnabled(True)
        self._filter.textChanged.connect(self._fill)
        self.view = HistoryView(context, _("History of the record"))
        self.view.open_record.hide()  # it is the one in front
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_M, theme.SPACE_S, theme.SPACE_M, theme.SPACE_S)
        column.addWidget(self._filter)
        column.addWidget(self.view, 1)

    @override
    def show_record(self, view: RecordView) -> None:
        if self.isVisible():
            self._read()

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self._read()

    def _read(self) -> None:
        work = partial(self.context.desk.history.of_person, self.person_id)
        self.context.tasks.run(self, work, self._on_read, only_latest="history")

    def _on_read(self, entries: tuple[HistoryEntry, ...]) -> None:
        self._entries = entries
        self._fill()

    def _fill(self) -> None:
        wanted = fold(self._filter.text().strip())
        shown = [each for each in self._entries if wanted in fold(_all_words(each))]
        self.view.show_entries(shown, _("No action holds these words.") if wanted else _("Nothing was done yet."))


def _all_words(entry: HistoryEntry) -> str:
    changes = (f"{change.label} {change.before} {change.after}" for change in entry.changes)
    return " ".join((entry.label, entry.author, current().date(entry.at.astimezone().date()), *changes))
