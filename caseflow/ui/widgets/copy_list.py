"""The backups to choose from, the newest first: when, how many people, why it was made."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from caseflow.i18n import N_, _, current, ngettext
from caseflow.ui import icons

if TYPE_CHECKING:
    from caseflow.store.backup import Copy  # loaded with the database, after the first window

REASONS = {  # by the value of `store.backup.Reason`
    "start": N_("at the start of CaseFlow"),
    "regular": N_("regular"),
    "import": N_("before an import"),
    "upgrade": N_("before an upgrade"),
    "restore": N_("before a restoration"),
    "asked": N_("on request"),
}


class CopyList(QListWidget):
    """One line per backup."""

    chosen = Signal()
    """Another backup is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Backups"))
        self.setAlternatingRowColors(True)
        self.currentRowChanged.connect(self._on_row_changed)

    def show_copies(self, copies: "Sequence[Copy]") -> None:
        """Show backups, the first one chosen."""
        self.clear()
        for copy in copies:
            item = QListWidgetItem(icons.icon("history"), copy_text(copy))
            item.setData(Qt.ItemDataRole.UserRole, copy)
            self.addItem(item)
        self.setCurrentRow(0 if copies else -1)

    def copy_chosen(self) -> "Copy | None":
        """Return the backup chosen."""
        return self.currentItem().data(Qt.ItemDataRole.UserRole) if self.currentRow() >= 0 else None

    def _on_row_changed(self, _row: int) -> None:
        self.chosen.emit()


def copy_text(copy: "Copy") -> str:
    """Say on one line what a backup holds."""
    people = copy.manifest.counts.get("person", 0)
    parts = (
        current().moment(copy.manifest.made_at.astimezone()),
        ngettext("{count} person", "{count} people", people).format(count=current().number(people)),
        _(REASONS[copy.manifest.reason]),
        _("{size} MB").format(size=current().number(copy.manifest.size / 1_000_000, 1)),
    )
    return " · ".join(parts)
