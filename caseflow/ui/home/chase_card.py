"""The referrals that partners left without answer: whom to call today, what to close."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout

from caseflow.domain.contact import shown_phone
from caseflow.domain.referral import ReferralState
from caseflow.i18n import _, ngettext
from caseflow.services.referral_lines import ReferralCounts, ReferralLine
from caseflow.ui import icons, theme
from caseflow.ui.context import Context

SHOWN = 6
"""The longest waiting; the others come up as these are dealt with."""


class ChaseCard(QFrame):
    """Enter, or a double click, opens the referrals of the person; two buttons deal with the line at once."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._lines: dict[UUID, ReferralLine] = {}
        self._title = QLabel()
        self._list = QListWidget()
        self._chased = QPushButton(_("Chased up today"))
        self._close = QPushButton(_("Close the referral"))
        self._arrange()
        self._list.itemActivated.connect(self._on_activated)
        self._list.currentItemChanged.connect(self._show_chosen)
        self._chased.clicked.connect(self._on_chased)
        self._close.clicked.connect(self._on_close)
        self.hide()

    def show_lines(self, lines: tuple[ReferralLine, ...], counts: ReferralCounts) -> None:
        """Show the longest waiting, and how many there are; nothing at all when nobody is to be chased up."""
        self._lines = {line.id: line for line in lines}
        count = counts.to_chase + counts.expired
        words = ngettext("{count} referral to chase up", "{count} referrals to chase up", count)
        self._title.setText(words.format(count=count))
        self._list.setAccessibleName(self._title.text())
        present = self._chosen()
        self._list.clear()
        for line in lines:
            item = QListWidgetItem(icons.icon("warning"), f"{line.person}\n{_detail(line)}")
            item.setData(Qt.ItemDataRole.UserRole, line.id)
            self._list.addItem(item)
        kept = [place for place, line in enumerate(lines) if present is not None and line.id == present.id]
        self._list.setCurrentRow(kept[0] if kept else 0)
        self.setVisible(bool(lines))
        self._show_chosen()

    def _arrange(self) -> None:
        self._title.setFont(theme.title_font(self._title, 1.1))
        self._title.setWordWrap(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.viewport().setAutoFillBackground(False)
        self._list.setSpacing(2)
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._chased.setToolTip(_("Note that the partner of the chosen line was called or written to"))
        self._close.setToolTip(_("Expect nothing more of the partner of the chosen line"))
        self.setProperty("role", "card")
        buttons = QHBoxLayout()
        buttons.addWidget(self._chased)
        buttons.addWidget(self._close)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(self._title)
        column.addWidget(self._list, 1)
        column.addLayout(buttons)

    def _chosen(self) -> ReferralLine | None:
        row = self._list.currentRow()
        key: object = self._list.item(row).data(Qt.ItemDataRole.UserRole) if row >= 0 else None
        return self._lines.get(key) if isinstance(key, UUID) else None

    def _show_chosen(self) -> None:
        line = self._chosen()
        self._chased.setEnabled(line is not None and not line.has_lapsed)
        self._close.setEnabled(line is not None)

    def _on_activated(self, _item: QListWidgetItem) -> None:
        if (line := self._chosen()) is not None:
            self._context.navigator.open_part(line.person_id, "referrals")

    def _on_chased(self) -> None:
        line = self._chosen()
        if line is not None and not line.has_lapsed:
            self._write(partial(self._context.desk.referrals.remind, line.id, self._context.today()))

    def _on_close(self) -> None:
        line, referrals, today = self._chosen(), self._context.desk.referrals, self._context.today()
        if line is None:
            return
        if line.has_lapsed:
            self._write(partial(referrals.close_expired, today, (line.id,)))
        else:
            self._write(partial(referrals.answer, line.id, ReferralState.NO_FOLLOW_UP, today))

    def _write(self, work: partial[object]) -> None:
        self._context.tasks.run(self, work, _nothing)


def _detail(line: ReferralLine) -> str:
    """Say who does not answer and since when; a partner of health or justice is named on the record alone."""
    partner = _("a partner") if line.is_sensitive else (line.structure or line.service)
    days = line.days_waiting or 0
    waiting = ngettext("{count} day", "{count} days", days).format(count=days)
    expired = _("expired") if line.has_lapsed else ""
    phone = "" if line.is_sensitive else shown_phone(line.phone)
    return " · ".join(part for part in (partner, waiting, expired, phone) if part)


def _nothing(_result: object) -> None:
    pass
