"""Every member and every code has words of its own, in English and in French."""

from enum import StrEnum

import pytest

from caseflow import i18n
from caseflow.domain import fact_values, labels, prescribers
from caseflow.domain.enrolment import CommissionDecision, ExitKind
from caseflow.domain.exits import VERDICT_LABELS
from caseflow.domain.flags import SEVERITY_LABELS
from caseflow.domain.iae import PassProlongationReason, PassSuspensionReason
from caseflow.domain.pass_arithmetic import STATUS_LABELS
from caseflow.domain.pathway import Contract, ImmersionPurpose, LinkKind, MrsStage, StepOutcome, StepState
from caseflow.domain.person import Civility, ContactKind, FactKind
from caseflow.domain.priority import BADGES, PROOF_LABELS, PUBLIC_LABELS
from caseflow.domain.recruitment_labels import RECRUITMENT_WORDS
from caseflow.domain.rules import shipped
from caseflow.domain.scheme import Lane, Scheme
from caseflow.domain.support_labels import SUPPORT_WORDS

KINDS = [
    Civility,
    CommissionDecision,
    ContactKind,
    Contract,
    ExitKind,
    FactKind,
    ImmersionPurpose,
    Lane,
    LinkKind,
    MrsStage,
    PassProlongationReason,
    PassSuspensionReason,
    Scheme,
    StepOutcome,
    StepState,
    *SUPPORT_WORDS,
    *RECRUITMENT_WORDS,
]

TABLES = [BADGES, PROOF_LABELS, PUBLIC_LABELS, SEVERITY_LABELS, STATUS_LABELS, VERDICT_LABELS]


@pytest.mark.parametrize("kind", KINDS)
def test_every_member_has_its_own_words(kind: type[StrEnum]) -> None:
    words = [text for _member, text in labels.choices(kind)]
    assert len(set(words)) == len(list(kind))
    assert not set(words) & {member.value for member in kind}


@pytest.mark.parametrize("table", TABLES)
def test_every_member_of_what_is_computed_has_words(table: dict[StrEnum, str]) -> None:
    kind = type(next(iter(table)))
    assert set(table) == set(kind)


def test_words_are_translated_when_they_are_shown() -> None:
    try:
        i18n.install("en")
        assert labels.label(Contract.CDI) == "Permanent contract"
    finally:
        i18n.install("fr")
    assert labels.label(Contract.CDI) == "CDI"
    assert labels.scheme_label(Scheme.POEI) == "Préparation opérationnelle à l’emploi individuelle (POEI)"
    assert labels.scheme_acronym(Scheme.TRAINING) == "Formation"


def test_codes_of_facts_are_shown_in_words_and_free_text_as_it_was_typed() -> None:
    assert labels.fact_value_label(FactKind.EDUCATION, "NV5") == "CAP, BEP (niveau 3)"
    assert labels.fact_value_label(FactKind.EDUCATION, "brevet de pilote") == "brevet de pilote"
    assert labels.fact_value_label(FactKind.QPV, None) == ""
    assert labels.variant_label(Scheme.POEI, "tutoring") == "Tutorat seul"
    assert labels.value_label(Contract.CDI) == "CDI"
    assert labels.value_label(12) == "12"


def test_the_rules_name_only_codes_that_exist() -> None:
    rules = shipped()
    assert rules.codes("publics.low_education") <= set(fact_values.EDUCATION_LEVELS)
    assert rules.codes("publics.housing") <= set(fact_values.HOUSING)
    assert rules.codes("publics.mobility") <= set(fact_values.MOBILITY)
    assert rules.codes("publics.french") <= set(fact_values.LANGUAGE_LEVELS)
    variants = {rule.key.removeprefix("poei.hours.") for rule in rules if rule.key.startswith("poei.hours.")}
    assert variants == set(fact_values.POEI_VARIANTS)


def test_eight_kinds_of_prescribers_are_never_shown() -> None:
    assert len(prescribers.PRESCRIBER_KINDS) == 34
    assert len(prescribers.SENSITIVE_PRESCRIBERS) == 8
    assert set(prescribers.PRESCRIBER_KINDS) >= prescribers.SENSITIVE_PRESCRIBERS
    for kind in prescribers.SENSITIVE_PRESCRIBERS:
        assert prescribers.shown_prescriber("SPIP de Marseille", kind) == "Autre organisme"
    assert prescribers.shown_prescriber("Pôle d’insertion Nord", "DEPT") == "Pôle d’insertion Nord"
    assert prescribers.shown_prescriber(None, "ML") == "Mission locale"
    assert prescribers.shown_prescriber(None, None) == ""


def test_a_denial_is_not_a_fact() -> None:
    assert all(fact_values.is_denied(word) for word in ("Non", " non ", "NON", "0", "aucune"))
    assert not any(fact_values.is_denied(word) for word in (None, "", "oui", "A", "none"))
