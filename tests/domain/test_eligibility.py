"""The criteria of an employer's diagnosis are counted by level; the PLIE's own needs none."""

from datetime import date

import pytest

from caseflow.domain.eligibility import diagnosis_valid_until, employer_eligibility
from caseflow.domain.person import FactKind
from caseflow.domain.priority import priority_publics
from caseflow.domain.rules import shipped
from caseflow.domain.scheme import Scheme
from tests.domain.factories import TODAY, fact, person

RULES = shipped()
LEVEL_2 = (FactKind.QPV, FactKind.LONE_PARENT, FactKind.RQTH)


@pytest.mark.parametrize(
    ("scheme", "needed"),
    [(Scheme.AI, 2), (Scheme.ETTI, 2), (Scheme.ACI, 3), (Scheme.EI, 3), (Scheme.EITI, 3)],
)
def test_level_2_criteria_are_needed_in_number(scheme: Scheme, needed: int) -> None:
    for count in range(len(LEVEL_2) + 1):
        publics = priority_publics(person(), [fact(kind) for kind in LEVEL_2[:count]], RULES, TODAY)
        found = employer_eligibility(publics, scheme, RULES)
        assert found is not None
        assert found.is_met == (count >= needed)


def test_one_level_1_criterion_is_enough() -> None:
    found = employer_eligibility(priority_publics(person(), [fact(FactKind.RSA)], RULES, TODAY), Scheme.ACI, RULES)
    assert found is not None
    assert found.is_met
    assert len(found.level_1) == 1


def test_a_scheme_that_is_not_a_siae_has_no_criteria() -> None:
    assert employer_eligibility((), Scheme.GEIQ, RULES) is None


def test_a_diagnosis_lasts_six_months_or_92_days() -> None:
    assert diagnosis_valid_until(date(2026, 1, 15), by_employer=False, rules=RULES) == date(2026, 7, 14)
    assert diagnosis_valid_until(date(2026, 1, 1), by_employer=True, rules=RULES) == date(2026, 4, 2)
