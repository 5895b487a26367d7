"""The criteria for working in the IAE, counted from the priority publics, and how long a diagnosis is valid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from caseflow.domain.periods import add_days, add_months
from caseflow.domain.priority import PriorityPublic, PublicKind
from caseflow.domain.rules import Rules
from caseflow.domain.scheme import Scheme

LEVEL_1 = frozenset({PublicKind.BRSA, PublicKind.ASS, PublicKind.AAH, PublicKind.DETLD})
"""One of them is enough (les-emplois, administrative criteria); all other publics are of level 2."""


@dataclass(frozen=True)
class IaeEligibility:
    """What an employer's own diagnosis can rest on; an authorised prescriber, such as the PLIE, needs no criterion."""

    level_1: tuple[PriorityPublic, ...]
    level_2: tuple[PriorityPublic, ...]
    level_2_needed: int

    @property
    def is_met(self) -> bool:
        """Whether the criteria are enough for the employer's own diagnosis."""
        return bool(self.level_1) or len(self.level_2) >= self.level_2_needed


def employer_eligibility(publics: Sequence[PriorityPublic], scheme: Scheme, rules: Rules) -> IaeEligibility | None:
    """Count the criteria met for a kind of SIAE; none for a scheme that is not one."""
    key = f"iae.level_2.{scheme.value}"
    if key not in rules:
        return None
    return IaeEligibility(
        level_1=tuple(public for public in publics if public.kind in LEVEL_1),
        level_2=tuple(public for public in publics if public.kind not in LEVEL_1),
        level_2_needed=rules.count(key),
    )


def diagnosis_valid_until(made_on: date, *, by_employer: bool, rules: Rules) -> date:
    """Return the last day of an eligibility diagnosis; it stays valid as long as the PASS it opened."""
    if by_employer:
        return add_days(made_on, rules.days("iae.diagnosis.employer") - 1)
    return add_days(add_months(made_on, rules.months("iae.diagnosis.prescriber")), -1)
