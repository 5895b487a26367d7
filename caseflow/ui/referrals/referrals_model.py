"""The referrals of a person as a table."""

from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from typing_extensions import override

from caseflow.domain.labels import label
from caseflow.domain.referral import ReferralState
from caseflow.i18n import N_, _, current
from caseflow.services.referral_lines import ReferralLine
from caseflow.ui.record_lines import Index, RecordLinesModel


class ReferralColumn(StrEnum):
    """What the table shows of a referral."""

    PARTNER = "partner"
    STATE = "state"
    WHY = "why"
    SENT = "sent"
    REMIND = "remind"
    ANSWER = "answer"
    OUTCOME = "outcome"


TITLES = {
    ReferralColumn.PARTNER: N_("Resource"),
    ReferralColumn.STATE: N_("State"),
    ReferralColumn.WHY: N_("Barrier or reason"),
    ReferralColumn.SENT: N_("Since"),
    ReferralColumn.REMIND: N_("To chase up on"),
    ReferralColumn.ANSWER: N_("Answer on"),
    ReferralColumn.OUTCOME: N_("Outcome"),
}
_MARKS = {
    ReferralState.PROPOSED: "○",
    ReferralState.SENT: "◔",
    ReferralState.ACCEPTED: "◐",
    ReferralState.DONE: "●",
}
"""How far it is, for the eye; the state is always said in words beside it."""


class ReferralsModel(RecordLinesModel[ReferralLine, ReferralColumn]):
    """One line a referral, the latest first."""

    def __init__(self) -> None:
        super().__init__(TITLES)

    @override
    def data(self, index: Index, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, column = self._lines[index.row()], self._columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return shown(line, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{column}: {value}").format(column=_(TITLES[column]), value=shown(line, column))
        if role == Qt.ItemDataRole.FontRole and column is ReferralColumn.REMIND and _is_due(line):
            font = QFont()
            font.setBold(True)
            return font
        return None


def shown(line: ReferralLine, column: ReferralColumn) -> str:
    """Return what a cell says."""
    day = current().date
    return {
        ReferralColumn.PARTNER: line.partner,
        ReferralColumn.STATE: f"{_MARKS.get(line.state, '✕')} {label(line.state)}",
        ReferralColumn.WHY: _joined(label(line.theme) if line.theme else "", line.reason),
        ReferralColumn.SENT: day(line.sent_on or line.proposed_on),
        ReferralColumn.REMIND: _remind(line),
        ReferralColumn.ANSWER: day(line.answered_on),
        ReferralColumn.OUTCOME: _joined(label(line.refusal) if line.refusal else "", line.outcome),
    }[column]


def _joined(*parts: str) -> str:
    return " – ".join(part for part in parts if part)


def _is_due(line: ReferralLine) -> bool:
    return line.is_to_chase or line.has_lapsed


def _remind(line: ReferralLine) -> str:
    if line.has_lapsed:
        return _("⚠ to be closed")
    if line.stored_state is not ReferralState.SENT or line.remind_on is None:
        return ""
    day = current().date(line.remind_on)
    return f"⚠ {day}" if line.is_to_chase else day
