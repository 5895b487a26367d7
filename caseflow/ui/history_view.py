"""Actions with what they changed, before and after; with the way back for each action and for each value."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from uuid import UUID

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from caseflow.i18n import _, current
from caseflow.services.history import HistoryChange, HistoryEntry
from caseflow.services.undo import UndoReport, report_sentence
from caseflow.store.journal import OperationKind
from caseflow.ui import icons, theme
from caseflow.ui.context import Context
from caseflow.ui.errors import show_error

_ENTRY, _CHANGE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_MASK = "•••"
_TABLES_THAT_GO_BACK = frozenset({"person", "step", "situation_fact", "enrolment"})
_UNFOLDED = 6
"""An action of more changes than this is shown folded."""


class HistoryView(QWidget):
    """One line an action, its changes below it; what can be done with the chosen line stands under them."""

    def __init__(self, context: Context, title: str) -> None:
        super().__init__()
        self._context = context
        self._entries: Sequence[HistoryEntry] = ()
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(title)
        self.masking = QCheckBox(_("Show sensitive data"))
        self.take_back = QPushButton(icons.icon("undo"), _("Undo this action"))
        self.go_back = QPushButton(icons.icon("history"), _("Go back to this value"))
        self.open_record = QPushButton(icons.icon("person"), _("Open the record"))
        self.nothing, self.said = QLabel(), QLabel()
        self._arrange()
        self._connect()

    def show_entries(self, entries: Sequence[HistoryEntry], nothing: str) -> None:
        """Show actions, keeping the one chosen; or why there is none."""
        chosen = self._chosen_entry()
        self._entries = entries
        self.tree.clear()
        for entry in entries:
            top = _top(entry, shows_all=self.masking.isChecked())
            top.setSizeHint(0, QSize(0, self.tree.fontMetrics().height() + 8))
            self.tree.addTopLevelItem(top)
            top.setExpanded(len(entry.changes) <= _UNFOLDED)
            if chosen is not None and entry.action_id == chosen.action_id:
                self.tree.setCurrentItem(top)
        self.nothing.setText(nothing)
        self.nothing.setVisible(not entries)
        self._on_current_changed()

    def lines(self) -> list[str]:
        """Return every line shown, actions and changes."""
        found: list[str] = []
        for place in range(self.tree.topLevelItemCount()):
            top = self.tree.topLevelItem(place)
            items = [top, *(top.child(number) for number in range(top.childCount()))] if top else []
            found += [" | ".join(item.text(column) for column in range(4)) for item in items if item]
        return found

    def _arrange(self) -> None:
        self.tree.setHeaderLabels([_("What"), _("Before"), _("After"), _("When and who")])
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.setUniformRowHeights(True)
        self.tree.setAlternatingRowColors(True)
        header = self.tree.header()
        header.setStretchLastSection(False)
        for column, mode in enumerate((QHeaderView.ResizeMode.Interactive, *(QHeaderView.ResizeMode.Stretch,) * 2)):
            header.setSectionResizeMode(column, mode)
        header.resizeSection(0, 320)
        header.resizeSection(3, 270)
        self.said.setWordWrap(True)
        row = QHBoxLayout()
        for widget in (self.take_back, self.go_back, self.open_record):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.masking)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(self.nothing)
        column.addWidget(self.tree, 1)
        column.addLayout(row)
        column.addWidget(self.said)
        # What can be done with a line comes after the lines.
        for before, after in pairwise((self.tree, self.take_back, self.go_back, self.open_record, self.masking)):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self.masking.toggled.connect(self._on_mask_toggled)
        self.tree.currentItemChanged.connect(self._on_current_changed)
        self.take_back.clicked.connect(self._on_take_back)
        self.go_back.clicked.connect(self._on_go_back)
        self.open_record.clicked.connect(self._on_open_record)

    def _on_mask_toggled(self) -> None:
        self.show_entries(self._entries, self.nothing.text())

    def _chosen_entry(self) -> HistoryEntry | None:
        item = self.tree.currentItem()
        entry = item.data(0, _ENTRY) if item is not None else None
        return entry if isinstance(entry, HistoryEntry) else None

    def _chosen_change(self) -> HistoryChange | None:
        item = self.tree.currentItem()
        change = item.data(0, _CHANGE) if item is not None else None
        return change if isinstance(change, HistoryChange) else None

    def _on_current_changed(self) -> None:
        entry, change = self._chosen_entry(), self._chosen_change()
        self.take_back.setEnabled(entry is not None and not entry.is_undone)
        is_value = change is not None and change.kind is OperationKind.UPDATE and change.table in _TABLES_THAT_GO_BACK
        self.go_back.setEnabled(is_value)
        self.open_record.setEnabled(change is not None or (entry is not None and bool(entry.changes)))

    def _on_take_back(self) -> None:
        entry = self._chosen_entry()
        if entry is not None:
            work = partial(self._context.desk.undo.undo, entry.action_id)
            self._context.tasks.run(self, work, self._on_taken_back, failed=self._tell)

    def _on_taken_back(self, report: UndoReport) -> None:
        self.said.setText("\n".join((report_sentence(report), *report.kept)))

    def _on_go_back(self) -> None:
        entry, change = self._chosen_entry(), self._chosen_change()
        if entry is not None and change is not None and change.field is not None:
            work = partial(self._bring_back, entry.action_id, change)
            self._context.tasks.run(self, work, _ignore, failed=self._tell)

    def _bring_back(self, action_id: UUID, change: HistoryChange) -> None:
        """Give a field the value it had before an action."""
        desk = self._context.desk
        field = change.field or ""
        value = desk.history.value_before(action_id, change.row_id, field)
        edit = {
            "person": desk.people.edit,
            "step": desk.pathways.edit_step,
            "situation_fact": desk.people.edit_fact,
            "enrolment": desk.enrolments.edit,
        }[change.table]
        edit(change.row_id, **{field: value})

    def _on_open_record(self) -> None:
        entry, change = self._chosen_entry(), self._chosen_change()
        changes = (change,) if change is not None else entry.changes if entry is not None else ()
        work = partial(self._context.desk.history.person_of, changes)
        self._context.tasks.run(self, work, self._on_person_found)

    def _on_person_found(self, person_id: UUID | None) -> None:
        if person_id is None:
            self._context.navigator.show_message(_("This action is about nobody who is still here."))
        else:
            self._context.navigator.open_person(person_id)

    def _tell(self, error: Exception) -> None:
        show_error(self, error)


def _top(entry: HistoryEntry, *, shows_all: bool) -> QTreeWidgetItem:
    when = current().moment(entry.at.astimezone())
    words = _("{action} (undone)").format(action=entry.label) if entry.is_undone else entry.label
    top = QTreeWidgetItem([words, "", "", f"{when} – {entry.author}"])
    top.setData(0, _ENTRY, entry)
    top.setToolTip(0, words)
    font = top.font(0)
    font.setBold(not entry.is_undone)
    font.setStrikeOut(entry.is_undone)
    top.setFont(0, font)
    for change in entry.changes:
        is_masked = _is_sensitive(change) and not shows_all
        before, after = (_MASK if text and is_masked else text for text in (change.before, change.after))
        line = QTreeWidgetItem([" – ".join(part for part in (change.label, change.person) if part), before, after, ""])
        line.setData(0, _ENTRY, entry)
        line.setData(0, _CHANGE, change)
        for column, text in enumerate((line.text(0), before, after)):
            line.setToolTip(column, text)
        top.addChild(line)
    if entry.unshown:
        top.addChild(QTreeWidgetItem([_("… and {count} more").format(count=current().number(entry.unshown))]))
    return top


def _is_sensitive(change: HistoryChange) -> bool:
    """Tell whether a change may say something of health or of a private note; any fact of a situation may."""
    return change.table == "situation_fact" or change.field == "private_note"


def _ignore(_result: object) -> None:
    pass
