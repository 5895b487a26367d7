"""Look at who would sit where, and why others would not, before anybody is invited."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from caseflow.i18n import _, current, ngettext
from caseflow.services.meeting_views import MeetingView
from caseflow.services.meetings import Distribution, Meetings, Placement
from caseflow.ui import theme
from caseflow.ui.context import Context
from caseflow.ui.errors import show_error
from caseflow.ui.widgets.lines import as_lines
from caseflow.ui.widgets.room import resize_within


class DistributionDialog(QDialog):
    """Who is ticked is invited: the proposal is ticked, and may be changed. Nothing is written before the button."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        meetings: Sequence[MeetingView],
        distribution: Distribution,
        names: Mapping[UUID, str],
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._meetings = {each.id: each for each in meetings}
        self._first = meetings[0].id
        self._names = names
        self._told = theme.quiet("")
        self._table = _table()
        self._all = QCheckBox(
            ngettext(
                "Fill the other session of this kind too", "Fill the {count} other sessions of this kind too",
                len(meetings) - 1,
            ).format(count=len(meetings) - 1)
        )  # fmt: skip
        self._all.setVisible(len(meetings) > 1)
        self._waits = QCheckBox(_("Put those who only lack a seat on the waiting list"))
        self._waits.setChecked(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._accept = self._buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._arrange()
        self._show(distribution)
        (self._accept if self._accept.isEnabled() else self._table).setFocus()

    def _arrange(self) -> None:
        self.setWindowTitle(_("Distribution of the seats"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._accept.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_L)
        column.setSpacing(theme.SPACE_M)
        for widget in (self._told, self._all, self._table, self._waits, self._buttons):
            column.addWidget(widget, 1 if widget is self._table else 0)
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)
        self._all.clicked.connect(self._propose_again)
        self._table.itemChanged.connect(self._show_count)
        self._waits.toggled.connect(self._show_count)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._on_accepted)
        resize_within(self, 720, 560)

    def _propose_again(self, is_all: bool) -> None:
        wanted = list(self._meetings) if is_all else [self._first]
        work = partial(Meetings(self._context.desk.store).distribute, wanted)
        self._context.tasks.run(self, work, self._show, only_latest="distribution")

    def _show(self, distribution: Distribution) -> None:
        self._placements = sorted(distribution.placements, key=lambda each: (each.is_seated, each.meeting_id is None))
        self._waits.setVisible(any(each.may_wait for each in self._placements))
        self._table.blockSignals(True)
        self._table.setRowCount(len(self._placements))
        for row, each in enumerate(self._placements):
            self._table.setItem(row, 0, _ticked(self._names.get(each.candidacy_id, ""), each))
            self._table.setItem(row, 1, QTableWidgetItem(self._words(each)))
        self._table.blockSignals(False)
        self._show_count()

    def _words(self, each: Placement) -> str:
        meeting = self._meetings.get(each.meeting_id) if each.meeting_id else None
        if meeting is None:
            return _("Has a seat") if each.meeting_id else each.reason
        minute = meeting.at_minute if each.slot_minute is None else each.slot_minute
        hour = "" if minute is None else current().hour(minute)
        return " – ".join(filter(None, (_("Has a seat"), current().date(meeting.held_on), hour)))

    def _chosen(self) -> Distribution:
        """Return the proposal as it is ticked now; whoever was added by hand sits in the session asked for."""
        made: list[Placement] = []
        for row, each in enumerate(self._placements):
            item = self._table.item(row, 0)
            is_ticked = item is not None and item.checkState() is Qt.CheckState.Checked and not each.is_seated
            if is_ticked:
                made.append(replace(each, meeting_id=each.meeting_id or self._first, may_wait=False))
            else:
                made.append(replace(each, meeting_id=None))
        return Distribution(tuple(made))

    def _show_count(self, *_changed: object) -> None:
        count = len(self._chosen().seated)
        waiting = any(each.may_wait for each in self._chosen().placements) and self._waits.isChecked()
        words = ngettext("Invite {count} person", "Invite {count} people", count).format(count=count)
        self._accept.setText(words if count or not waiting else _("Save the waiting list"))
        self._accept.setEnabled(bool(count) or waiting)
        told = _("{seated} of {total} candidates are ticked. Nothing is written before you press the button.")
        self._told.setText(told.format(seated=count, total=len(self._placements)))

    def _on_accepted(self) -> None:
        if not self._accept.isEnabled():
            return
        self._accept.setEnabled(False)
        wait_for = self._first if self._waits.isChecked() else None
        work = partial(
            Meetings(self._context.desk.store).invite,
            self._chosen(),
            self._context.today(),
            wait_for=wait_for,
        )
        self._context.tasks.run(self, work, self._on_invited, failed=self._on_failed)

    def _on_invited(self, count: int) -> None:
        words = ngettext("{count} person invited", "{count} people invited", count)
        self._context.navigator.show_message(words.format(count=count))
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self._accept.setEnabled(True)
        show_error(self, error)


def _ticked(name: str, placement: Placement) -> QTableWidgetItem:
    """Return the name with its tick; whoever has a seat already has none to give or take."""
    item = QTableWidgetItem(name)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    if not placement.is_seated:
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if placement.meeting_id else Qt.CheckState.Unchecked)
    return item


def _table() -> QTableWidget:
    """Return the list of those who have a seat, then the others with the reason."""
    table = QTableWidget(0, 2)
    table.setHorizontalHeaderLabels([_("Candidate"), _("Seat, or why there is none")])
    table.setAccessibleName(_("Distribution of the seats"))
    as_lines(table)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    return table
