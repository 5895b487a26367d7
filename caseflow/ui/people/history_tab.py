"""What was done to a record: who, when, what was before and after; with the way back for each action and value."""

from functools import partial
from itertools import pairwise
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)
from typing_extensions import override

from caseflow.i18n import N_, _, current, fold
from caseflow.services.history import HistoryChange, HistoryEntry
from caseflow.services.undo import UndoReport, report_sentence
from caseflow.store.journal import OperationKind
from caseflow.ui import icons, theme
from caseflow.ui.context import Context
from caseflow.ui.record import RecordTab, RecordView

_ENTRY, _CHANGE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_MASK = "•••"
_TABLES_THAT_GO_BACK = frozenset({"person", "step", "situation_fact", "enrolment"})


class HistoryTab(RecordTab):
    """One line an action, its changes below it. Read each time it is shown, and when something changes meanwhile."""

    key: ClassVar[str] = "history"
    title: ClassVar[str] = N_("History")

    def __init__(self, context: Context, person_id: UUID) -> None:
        super().__init__(context, person_id)
        self._entries: tuple[HistoryEntry, ...] = ()
        self._create()
        self._arrange()
        self._connect()

    @property
    def tree(self) -> QTreeWidget:
        """Return the actions shown."""
        return self._tree

    @override
    def show_record(self, view: RecordView) -> None:
        if self.isVisible():
            self._read()

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self._read()

    def lines(self) -> list[str]:
        """Return every line shown, actions and changes."""
        found: list[str] = []
        for place in range(self._tree.topLevelItemCount()):
            top = self._tree.topLevelItem(place)
            items = [top, *(top.child(number) for number in range(top.childCount()))] if top else []
            found += [" | ".join(item.text(column) for column in range(4)) for item in items if item]
        return found

    def _create(self) -> None:
        self._filter = QLineEdit()
        self._tree = QTreeWidget()
        self._take_back = QPushButton(icons.icon("undo"), _("Undo this action"))
        self._go_back = QPushButton(icons.icon("history"), _("Go back to this value"))
        self._mask = QCheckBox(_("Show sensitive data"))
        self._nothing, self._said = QLabel(), QLabel()

    def _arrange(self) -> None:
        self._filter.setPlaceholderText(_("Filter: a word, a field, a name, a date"))
        self._filter.setAccessibleName(_("Filter the history"))
        self._filter.setClearButtonEnabled(True)
        self._tree.setHeaderLabels([_("What"), _("Before"), _("After"), _("When and who")])
        self._tree.setAccessibleName(_("History of the record"))
        self._tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._tree.setUniformRowHeights(True)
        self._tree.setAlternatingRowColors(True)
        header = self._tree.header()
        header.setStretchLastSection(False)
        for column, mode in enumerate((QHeaderView.ResizeMode.Interactive, *(QHeaderView.ResizeMode.Stretch,) * 2)):
            header.setSectionResizeMode(column, mode)
        header.resizeSection(0, 320)
        header.resizeSection(3, 270)
        self._said.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self._filter, 1)
        row.addWidget(self._mask)
        row.addWidget(self._take_back)
        row.addWidget(self._go_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_M, theme.SPACE_S, theme.SPACE_M, theme.SPACE_S)
        column.addLayout(row)
        column.addWidget(self._nothing)
        column.addWidget(self._tree, 1)
        column.addWidget(self._said)
        # What can be done with a line comes after the lines.
        for before, after in pairwise((self._filter, self._mask, self._tree, self._take_back, self._go_back)):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self._filter.textChanged.connect(self._fill)
        self._mask.toggled.connect(self._fill)
        self._tree.currentItemChanged.connect(self._on_current_changed)
        self._take_back.clicked.connect(self._on_take_back)
        self._go_back.clicked.connect(self._on_go_back)

    def _read(self) -> None:
        work = partial(self.context.desk.history.of_person, self.person_id)
        self.context.tasks.run(self, work, self._on_read, only_latest="history")

    def _on_read(self, entries: tuple[HistoryEntry, ...]) -> None:
        self._entries = entries
        self._fill()

    def _fill(self) -> None:
        wanted = fold(self._filter.text().strip())
        entry = self._chosen_entry()
        self._tree.clear()
        shown = [each for each in self._entries if wanted in fold(_all_words(each))]
        for each in shown:
            top = _top(each, shows_all=self._mask.isChecked())
            top.setSizeHint(0, QSize(0, self._tree.fontMetrics().height() + 8))
            self._tree.addTopLevelItem(top)
            top.setExpanded(len(each.changes) <= 6)
            if entry is not None and each.action_id == entry.action_id:
                self._tree.setCurrentItem(top)
        self._nothing.setText(_no_line(has_filter=bool(wanted)))
        self._nothing.setVisible(not shown)
        self._on_current_changed()

    def _chosen_entry(self) -> HistoryEntry | None:
        item = self._tree.currentItem()
        entry = item.data(0, _ENTRY) if item is not None else None
        return entry if isinstance(entry, HistoryEntry) else None

    def _chosen_change(self) -> HistoryChange | None:
        item = self._tree.currentItem()
        change = item.data(0, _CHANGE) if item is not None else None
        return change if isinstance(change, HistoryChange) else None

    def _on_current_changed(self) -> None:
        entry, change = self._chosen_entry(), self._chosen_change()
        self._take_back.setEnabled(entry is not None and not entry.is_undone)
        is_value = change is not None and change.kind is OperationKind.UPDATE and change.table in _TABLES_THAT_GO_BACK
        self._go_back.setEnabled(is_value)

    def _on_take_back(self) -> None:
        entry = self._chosen_entry()
        if entry is not None:
            work = partial(self.context.desk.undo.undo, entry.action_id)
            self.context.tasks.run(self, work, self._on_taken_back, failed=self.tell)

    def _on_taken_back(self, report: UndoReport) -> None:
        self._said.setText("\n".join((report_sentence(report), *report.kept)))

    def _on_go_back(self) -> None:
        entry, change = self._chosen_entry(), self._chosen_change()
        if entry is not None and change is not None and change.field is not None:
            self.write(partial(self._bring_back, entry.action_id, change), failed=self.tell)

    def _bring_back(self, action_id: UUID, change: HistoryChange) -> None:
        """Give a field the value it had before an action."""
        desk = self.context.desk
        field = change.field or ""
        value = desk.history.value_before(action_id, change.row_id, field)
        edit = {
            "person": desk.people.edit,
            "step": desk.pathways.edit_step,
            "situation_fact": desk.people.edit_fact,
            "enrolment": desk.enrolments.edit,
        }[change.table]
        edit(change.row_id, **{field: value})


def _top(entry: HistoryEntry, *, shows_all: bool) -> QTreeWidgetItem:
    when = current().moment(entry.at.astimezone())
    words = _("{action} (undone)").format(action=entry.label) if entry.is_undone else entry.label
    top = QTreeWidgetItem([words, "", "", f"{when} – {entry.author}"])
    top.setData(0, _ENTRY, entry)
    font = top.font(0)
    font.setBold(not entry.is_undone)
    font.setStrikeOut(entry.is_undone)
    top.setFont(0, font)
    for change in entry.changes:
        is_masked = _is_sensitive(change) and not shows_all
        before, after = (_MASK if text and is_masked else text for text in (change.before, change.after))
        line = QTreeWidgetItem([change.label, before, after, ""])
        line.setData(0, _ENTRY, entry)
        line.setData(0, _CHANGE, change)
        for column, text in enumerate((change.label, before, after)):
            line.setToolTip(column, text)
        top.addChild(line)
    return top


def _is_sensitive(change: HistoryChange) -> bool:
    """Tell whether a change may say something of health or of a private note; any fact of a situation may."""
    return change.table == "situation_fact" or change.field == "private_note"


def _all_words(entry: HistoryEntry) -> str:
    changes = (f"{change.label} {change.before} {change.after}" for change in entry.changes)
    return " ".join((entry.label, entry.author, current().date(entry.at.astimezone().date()), *changes))


def _no_line(*, has_filter: bool) -> str:
    return _("No action holds these words.") if has_filter else _("Nothing was done yet.")
