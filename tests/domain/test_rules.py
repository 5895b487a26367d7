"""The figures shipped are those of the sources; a store may change them, and only for values that fit."""

import json
from datetime import date
from pathlib import Path

import pytest

from caseflow import i18n
from caseflow.domain import rules as rules_module
from caseflow.domain.enrolment import ExitKind
from caseflow.domain.errors import Invalid
from caseflow.domain.pathway import Contract
from caseflow.domain.rules import Rules, Unit, shipped, stored
from caseflow.domain.scheme import Scheme

FIGURES = {
    "pass_iae.duration": 730,
    "pass_iae.waiting": 2,
    "pass_iae.suspension.longest": 36,
    "pass_iae.suspension.retroactive": 365,
    "pass_iae.prolongation.opens": 12,
    "pass_iae.prolongation.closes": 6,
    "pass_iae.prolongation.rqth.total": 36,
    "pass_iae.prolongation.senior.total": 60,
    "iae.diagnosis.prescriber": 6,
    "iae.diagnosis.employer": 92,
    "iae.level_2.ai": 2,
    "iae.level_2.etti": 2,
    "iae.level_2.aci": 3,
    "iae.level_2.ei": 3,
    "iae.level_2.eiti": 3,
    "poei.hours.tutoring": 300,
    "poei.hours.training_body": 450,
    "poei.hours.pic": 600,
    "poei.longest": 6,
    "poec.hours": 400,
    "pmsmp.longest": 30,
    "pmsmp.age": 16,
    "work.weekly_longest": 48,
    "work.full_time": 35,
    "pec.total": 24,
    "follow_up.gap": 60,
    "publics.deld": 12,
    "publics.detld": 24,
    "publics.young": 26,
    "publics.senior": 50,
    "proof.ase": 12,
    "proof.qpv": 6,
    "proof.brsa": 3,
    "exit.proof_after": 6,
}


@pytest.mark.parametrize(("key", "value"), FIGURES.items(), ids=list(FIGURES))
def test_a_figure_is_that_of_its_source(key: str, value: int) -> None:
    assert shipped()[key].value == value


def test_every_rule_says_what_it_is_and_where_it_comes_from() -> None:
    for rule in shipped():
        assert rule.labels["fr"], rule.key
        assert rule.labels["en"], rule.key
        assert rule.source, rule.key
        assert rule.as_of <= date(2026, 11, 23), rule.key
        assert not rule.is_changed
        assert "'" not in rule.labels["fr"], rule.key


def test_a_habit_is_marked_as_to_be_checked() -> None:
    assert shipped()["follow_up.gap"].is_to_check
    assert not shipped()["pass_iae.duration"].is_to_check
    for rule in shipped():
        assert rule.is_to_check or "à vérifier" not in rule.source, rule.key


def test_a_label_is_in_the_language_of_the_reader() -> None:
    rule = shipped()["pass_iae.duration"]
    try:
        i18n.install("en")
        assert (rule.label, rule.unit_label) == ("Duration of the PASS IAE", "days")
    finally:
        i18n.install("fr")
    assert (rule.label, rule.unit_label) == ("Durée du PASS IAE", "jours")


def test_figures_are_read_in_their_own_unit() -> None:
    rules = shipped()
    assert rules.days("pass_iae.duration") == 730
    assert rules.minutes("work.full_time") == 35 * 60
    assert rules.day("closed.emplois_francs") == date(2024, 12, 31)
    assert Contract.CDDI in rules.contracts("contracts.aci")
    assert rules.schemes("iae.needs_pass") == {Scheme.EI, Scheme.ACI, Scheme.AI, Scheme.ETTI, Scheme.EITI}
    assert ExitKind.PERMANENT_CONTRACT in rules.exit_kinds("exit.with_proof")
    with pytest.raises(TypeError):
        rules.months("pass_iae.duration")


def test_a_setting_of_the_store_replaces_the_figure_shipped() -> None:
    rules = shipped().with_settings({"follow_up.gap": "30", "contracts.pec": '["pec"]', "closed.afpr": '"2024-07-01"'})
    assert rules.days("follow_up.gap") == 30
    assert rules["follow_up.gap"].is_changed
    assert rules.contracts("contracts.pec") == (Contract.PEC,)
    assert rules.day("closed.afpr") == date(2024, 7, 1)
    assert shipped().days("follow_up.gap") == 60


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("pass_iae.duration", -1),
        ("pass_iae.duration", "730"),
        ("pass_iae.duration", 730.5),
        ("pass_iae.duration", True),
        ("pass_iae.duration", None),
        ("pass_iae.duration", 10**9),
        ("poec.company_share", 101),
        ("pass_iae.counts_last_day", 1),
        ("closed.afpr", "21/06/2024"),
        ("closed.afpr", 5),
        ("contracts.aci", ["cddi", "cdx"]),
        ("contracts.aci", "cddi"),
        ("publics.housing", [1]),
        ("no.such.rule", 1),
    ],
)
def test_a_value_that_does_not_fit_is_refused(key: str, value: object) -> None:
    with pytest.raises(Invalid):
        shipped().with_value(key, value)


def test_a_store_opens_whatever_its_settings_say() -> None:
    settings = {"follow_up.gap": "45", "pass_iae.duration": "not json", "of.a.later.version": "1"}
    rules = shipped().with_settings(settings)
    assert rules.refused == ("pass_iae.duration", "of.a.later.version")
    assert rules.days("pass_iae.duration") == 730
    assert rules.days("follow_up.gap") == 45


def test_every_value_survives_its_storage() -> None:
    for rule in shipped():
        again = shipped().with_settings({rule.key: stored(rule.value)})
        assert again[rule.key].value == rule.value
        assert again.refused == ()
        json.loads(stored(rule.value))


def test_a_file_with_a_wrong_value_is_not_read() -> None:
    text = '["a.b"]\nvalue = "x"\nunit = "days"\nfr = "x"\nen = "x"\nsource = "x"\nas_of = 2026-01-01\n'
    with pytest.raises(Invalid):
        Rules.read(text)


def test_units_that_list_things_know_their_words() -> None:
    assert {rule.unit for rule in shipped()} == set(Unit)


COMPOSED = ("contracts.", "closed.", "iae.level_2.", "poei.hours.", "proof.", "pass_iae.prolongation.")
"""Beginnings of keys that the code completes with a scheme, a variant, a public or a reason."""


def test_a_rule_says_whether_anything_is_computed_from_it() -> None:
    package = Path(rules_module.__file__).parent.parent
    code = "\n".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    read = {rule.key for rule in shipped() if f'"{rule.key}"' in code or rule.key.startswith(COMPOSED)}
    assert {rule.key for rule in shipped() if rule.is_applied} == read
    for beginning in COMPOSED:
        assert f'f"{beginning}' in code
