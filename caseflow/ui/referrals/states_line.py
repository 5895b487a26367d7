"""The states a referral went through, one after the other, and the one awaited."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from caseflow.domain.labels import label
from caseflow.domain.referral import ENDED, ReferralState
from caseflow.i18n import _, current, ngettext
from caseflow.services.referral_lines import ReferralLine

DONE, AWAITED = "●", "○"


class StatesLine(QLabel):
    """Reads from left to right; a filled mark is past, an empty one is awaited."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(_("States of the chosen referral"))

    def show_line(self, line: ReferralLine | None) -> None:
        """Show the states of a referral."""
        self.setText("   →   ".join(states_of(line)) if line else "")
        self.setAccessibleDescription(self.text())


def states_of(line: ReferralLine) -> Iterator[str]:
    """Yield each state with its day, in the order of time; last, what is awaited."""
    yield _past(label(ReferralState.PROPOSED), line.proposed_on)
    if line.sent_on is not None and line.sent_how is not None:
        how = label(line.sent_how)
        yield _past(_("{state} ({how})").format(state=label(ReferralState.SENT), how=how.lower()), line.sent_on)
    if line.reminded_on is not None:
        yield _past(_("Chased up"), line.reminded_on)
    if line.answered_on is not None and line.answered_on != line.ended_on:
        yield _past(_("Answered") if line.state in ENDED else label(line.state), line.answered_on)
    if line.ended_on is not None:
        yield _past(label(line.state), line.ended_on)
    if line.has_lapsed and line.expires_on is not None:
        yield _past(label(ReferralState.EXPIRED), line.expires_on)
    elif line.stored_state is ReferralState.SENT and line.expires_on is not None:
        waited = line.days_waiting or 0
        words = ngettext(
            "answer awaited for {count} day, until {day}", "answer awaited for {count} days, until {day}", waited
        )
        yield f"{AWAITED} " + words.format(count=waited, day=current().date(line.expires_on))
    elif line.stored_state is ReferralState.PROPOSED:
        yield f"{AWAITED} " + _("to be sent")


def _past(words: str, day: date) -> str:
    return f"{DONE} " + _("{state} on {date}").format(state=words, date=current().date(day))
