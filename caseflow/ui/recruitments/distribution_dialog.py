"""Look at who would sit where, and why others would not, before anybody is invited."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
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
from caseflow.services.meetings import Distribution, Meetings
from caseflow.ui import theme
from caseflow.ui.context import Context
from caseflow.ui.errors import show_error
from caseflow.ui.widgets.room import resize_within


class DistributionDialog(QDialog):
    """Nothing is written until its button is pressed."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        meeting_id: UUID,
        distribution: Distribution,
        names: Mapping[UUID, str],
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._meeting_id = meeting_id
        self._distribution = distribution
        self.setWindowTitle(_("Distribution of the seats"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._table = _table(distribution, names)
        self._waits = QCheckBox(_("Put those who only lack a seat on the waiting list"))
        self._waits.setChecked(True)
        self._waits.setVisible(any(each.may_wait for each in distribution.placements))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._arrange()

    def _arrange(self) -> None:
        count, total = len(self._distribution.seated), len(self._distribution.placements)
        words = ngettext("Invite {count} person", "Invite {count} people", count).format(count=count)
        if not count:
            words = _("Save the waiting list")
        self._accept = self._buttons.addButton(words, QDialogButtonBox.ButtonRole.AcceptRole)
        may_wait = any(each.may_wait for each in self._distribution.placements)
        self._accept.setEnabled(bool(count) or may_wait)
        self._accept.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_L)
        column.setSpacing(theme.SPACE_M)
        told = _("{seated} of {total} candidates have a seat. Nothing is written before you press the button.")
        column.addWidget(theme.quiet(told.format(seated=count, total=total)))
        column.addWidget(self._table, 1)
        column.addWidget(self._waits)
        column.addWidget(self._buttons)
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._on_accepted)
        resize_within(self, 720, 560)
        (self._accept if self._accept.isEnabled() else self._table).setFocus()

    def _on_accepted(self) -> None:
        if not self._accept.isEnabled():
            return
        self._accept.setEnabled(False)
        wait_for = self._meeting_id if self._waits.isChecked() else None
        work = partial(
            Meetings(self._context.desk.store).invite,
            self._distribution,
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


def _table(distribution: Distribution, names: Mapping[UUID, str]) -> QTableWidget:
    """Return those who have a seat, then the others with the reason."""
    placements = sorted(distribution.placements, key=lambda each: each.meeting_id is None)
    table = QTableWidget(len(placements), 2)
    table.setHorizontalHeaderLabels([_("Candidate"), _("Seat, or why there is none")])
    table.setAccessibleName(_("Distribution of the seats"))
    for row, each in enumerate(placements):
        hour = "" if each.slot_minute is None else f" – {current().hour(each.slot_minute)}"
        words = each.reason if each.meeting_id is None else _("Has a seat") + hour
        table.setItem(row, 0, QTableWidgetItem(names.get(each.candidacy_id, "")))
        table.setItem(row, 1, QTableWidgetItem(words))
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    return table
