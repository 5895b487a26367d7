"""Whether an exit from the PLIE is a positive one, and what is still to be shown.

Source: the AVE guide « PLIE mode d'emploi »; which kinds count, and after how long, are rules.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseflow.domain.enrolment import Enrolment
from caseflow.domain.periods import add_months
from caseflow.domain.rules import Rules
from caseflow.i18n import N_, _, current


class ExitVerdict(StrEnum):
    """How an exit counts."""

    NOT_LEFT = "not_left"
    POSITIVE = "positive"
    TO_CONFIRM = "to_confirm"
    PROOF_MISSING = "proof_missing"
    NOT_POSITIVE = "not_positive"


VERDICT_LABELS = {
    ExitVerdict.NOT_LEFT: N_("Still in the PLIE"),
    ExitVerdict.POSITIVE: N_("Positive exit"),
    ExitVerdict.TO_CONFIRM: N_("Positive exit to be confirmed"),
    ExitVerdict.PROOF_MISSING: N_("Positive exit, proof missing"),
    ExitVerdict.NOT_POSITIVE: N_("Exit that is not positive"),
}


@dataclass(frozen=True)
class ExitStanding:
    """How an exit counts on a day, and why."""

    verdict: ExitVerdict
    reason: str
    due_on: date | None = None
    """From when the proof can be given: six months after the exit, or the exit itself."""

    @property
    def label(self) -> str:
        """The verdict in words."""
        return _(VERDICT_LABELS[self.verdict])


def exit_standing(enrolment: Enrolment, rules: Rules, on: date) -> ExitStanding:
    """Tell how the exit of a stay counts on a day."""
    left, kind = enrolment.exited_on, enrolment.exit_kind
    if left is None or left > on:
        return ExitStanding(ExitVerdict.NOT_LEFT, _("No exit is recorded."))
    if kind is None:
        return ExitStanding(ExitVerdict.NOT_POSITIVE, _("The kind of exit is not recorded."))
    if kind in rules.exit_kinds("exit.with_proof"):
        months = rules.months("exit.proof_after")
        return _confirmed(enrolment.six_month_proof_on, add_months(left, months), months, on)
    if kind in rules.exit_kinds("exit.at_once"):
        return _confirmed(enrolment.six_month_proof_on, left, 0, on)
    return ExitStanding(ExitVerdict.NOT_POSITIVE, _("This kind of exit does not count as positive."))


def _confirmed(proof_on: date | None, due: date, months: int, on: date) -> ExitStanding:
    """Judge an exit by the day its proof can be dated from."""
    day = current().date(due)
    if proof_on is not None and proof_on >= due:
        reason = _("Proved on {day}.").format(day=current().date(proof_on))
        return ExitStanding(ExitVerdict.POSITIVE, reason, due)
    if on < due:
        words = _("To be confirmed from {day}, {months} months after the exit.")
        return ExitStanding(ExitVerdict.TO_CONFIRM, words.format(day=day, months=months), due)
    if proof_on is not None:
        words = _("The proof of {proof} comes too early: it is expected from {day}.")
        reason = words.format(proof=current().date(proof_on), day=day)
    else:
        reason = _("A proof dated {day} or later is expected.").format(day=day)
    return ExitStanding(ExitVerdict.PROOF_MISSING, reason, due)
