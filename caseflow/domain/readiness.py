"""Say how ready a candidate is, and why, from the answers to the criteria of a recruitment.

A missing answer is never a refusal: it asks for a call.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from caseflow.domain.candidacy import Answer, Readiness
from caseflow.domain.recruitment import Criterion, CriterionWeight
from caseflow.i18n import _


@dataclass(frozen=True)
class Sorting:
    """A level, and the sentences that explain it."""

    readiness: Readiness
    reasons: tuple[str, ...]


def sort(criteria: Sequence[Criterion], answers: Mapping[UUID, Answer | None]) -> Sorting:
    """Return the level of somebody who gave these answers, by criterion.

    An indispensable criterion that is not met reorients; one not answered is to be completed; a wished one that is not
    met asks for preparation. Without any indispensable or wished criterion, everybody is ready.
    """
    decisive = [each for each in criteria if each.weight is not CriterionWeight.INFORMATION]
    required = [each for each in decisive if each.weight is CriterionWeight.REQUIRED]
    unmet = [each.question for each in required if answers.get(each.id) is Answer.NO]
    if unmet:
        return Sorting(
            Readiness.TO_REORIENT, tuple(_("Indispensable, not met: {question}").format(question=q) for q in unmet)
        )
    unknown = [each.question for each in required if answers.get(each.id) is None]
    if unknown:
        return Sorting(Readiness.TO_COMPLETE, tuple(_("To be asked: {question}").format(question=q) for q in unknown))
    missed = [each.question for each in decisive if answers.get(each.id) is Answer.NO]
    if missed:
        return Sorting(
            Readiness.TO_PREPARE, tuple(_("Wished for, not met: {question}").format(question=q) for q in missed)
        )
    return Sorting(Readiness.READY, (_("Every indispensable criterion is met."),) if required else ())
