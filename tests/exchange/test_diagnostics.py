"""A France Travail diagnostic is read by its words, in both shapes; nothing in the file can do harm."""

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseflow.domain.barrier import GoalState, Impact, Theme
from caseflow.domain.diagnostic import ConstraintState, Diagnostic, Finding, findings, set_right
from caseflow.domain.errors import CaseFlowError, Refused, StorageTrouble
from caseflow.exchange.diagnostics import MOST_BYTES, parse_diagnostic, read_diagnostic

FOLDER = Path(__file__).parents[1] / "data" / "diagnostics"
OLD, NEW = FOLDER / "france_travail_2023.json", FOLDER / "france_travail_2026.json"


def by_theme(path: Path) -> dict[Theme | None, Finding]:
    return {each.theme: each for each in findings(read_diagnostic(path))}


def parsed(data: object) -> Diagnostic:
    return parse_diagnostic(json.dumps(data).encode())


def test_the_shape_of_2023_is_read_whole() -> None:
    read = read_diagnostic(OLD)
    assert read.made_on == date(2023, 5, 12), "22:30 in universal time is the next day in France"
    assert read.structure == ""
    assert read.needs == ("Découvrir un métier ou un secteur d’activité", "Développer son réseau")
    assert [each.state for each in read.constraints[-2:]] == [ConstraintState.OVERCOME, ConstraintState.NOT_DISCUSSED]
    found = by_theme(OLD)
    assert list(found) == [
        *(Theme.MOBILITY, Theme.FAMILY, Theme.HOUSING, Theme.HEALTH, Theme.MONEY, Theme.ISOLATION),
        None,
    ]
    assert found[Theme.MOBILITY].situations == ("Dépend des transports en commun",)
    assert [goal.state for goal in found[Theme.MOBILITY].objectives] == [GoalState.DONE, GoalState.IN_PROGRESS]
    assert found[Theme.MONEY].is_closed


def test_the_shape_of_2026_is_read_whole() -> None:
    read = read_diagnostic(NEW)
    assert (read.made_on, read.structure) == (date(2026, 3, 12), "AGENCE DE VILLEMONT")
    found = by_theme(NEW)
    assert (found[Theme.MONEY].is_priority, found[Theme.MONEY].impact) == (True, Impact.STRONG)
    assert found[Theme.MONEY].situations == ("Sans aucune ressource", "Surendettement")
    assert found[Theme.CONFIDENCE].wording == "Possible perte de confiance"
    assert "Acquérir un équipement" in {goal.wording for goal in found[Theme.DIGITAL].objectives}
    assert Theme.MOBILITY not in found, "it was not discussed"


def test_codes_that_changed_places_do_not_change_the_theme() -> None:
    assert by_theme(OLD)[Theme.HOUSING].situations == ("Difficulté à payer le loyer",)
    assert by_theme(NEW)[Theme.HOUSING].situations == ("Logement insalubre",)
    data = json.loads(OLD.read_text(encoding="utf-8"))
    swapped = copy.deepcopy(data)
    for each in swapped["contraintesIndividusDto"]["contraintes"]:
        each["code"] = {"27": "28", "28": "27"}.get(each["code"], each["code"])
    assert parsed(swapped) == parsed(data)


def test_what_hides_under_another_constraint_is_proposed_under_its_own_theme() -> None:
    found = by_theme(NEW)
    assert found[Theme.DISCRIMINATION].objectives[0].wording.startswith("Connaître les voies de recours")
    assert found[Theme.ADMINISTRATIVE].objectives == ()
    assert by_theme(OLD)[Theme.ISOLATION].wording == "Rompre l'isolement"


def test_nothing_but_our_own_list_is_kept_of_health_and_justice() -> None:
    health, justice = by_theme(OLD)[Theme.HEALTH], by_theme(NEW)[Theme.JUSTICE]
    assert health.situations == ("Absences régulières à prévoir",)
    assert [goal.wording for goal in health.objectives] == ["Prendre soin de sa santé"]
    assert justice.wording == "Prendre en compte une situation judiciaire"


@pytest.mark.parametrize(
    "written",
    [
        "Faire face à des difficultés de logement",
        "FAIRE FACE A DES DIFFICULTES DE LOGEMENT",
        "Faire  face à des dificultés de logment",
        "Faire face à des difficultés de logement.",
    ],
)
def test_a_wording_is_known_however_it_is_typed(written: str) -> None:
    (found,) = findings(parsed({"thematiqueContrainte": {"contraintes": [{"libelle": written, "valeur": "OUI"}]}}))
    assert found.theme is Theme.HOUSING


def test_a_wording_like_no_other_is_left_as_it_is() -> None:
    assert set_right("Savoir jouer du violon") == "Savoir jouer du violon"


def test_the_agents_are_not_read() -> None:
    assert "EXEMPLE" not in repr(read_diagnostic(NEW))
    assert "TESTARD" not in repr(read_diagnostic(NEW)), "nor is the person written in a log"


@pytest.mark.parametrize("envelope", [lambda data: [data], lambda data: {"code": 200, "reponse": {"data": data}}])
def test_the_envelopes_of_programs_are_opened(envelope: Any) -> None:
    data = json.loads(OLD.read_text(encoding="utf-8"))
    assert parsed(envelope(data)) == parsed(data)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[1, 2]",
        b"PK\x03\x04",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"1" * 10_000,
        b'{"contraintesIndividusDto": null}',
        b'{"contraintesIndividusDto": {"contraintes": []}' + b" " * MOST_BYTES,
    ],
)
def test_what_is_no_diagnostic_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(Refused):
        parse_diagnostic(content)


def test_a_diagnostic_of_several_people_is_refused() -> None:
    data = json.loads(OLD.read_text(encoding="utf-8"))
    with pytest.raises(Refused):
        parsed([data, data])


def test_too_many_wordings_are_refused() -> None:
    many = [{"libelle": f"Contrainte {rank}", "valeur": "OUI"} for rank in range(5_000)]
    with pytest.raises(Refused):
        parsed({"thematiqueContrainte": {"contraintes": many}})


KEYS = st.sampled_from(
    "contraintesIndividusDto thematiqueContrainte contraintes autonomieNumerique pouvoirAgir besoinsParDiagnostic "
    "besoinsParDiagnosticIndividuDtos thematiquesBesoins besoins besoin contrainte situations objectifs libelle valeur "
    "statut date agent structure extra identite nom impact estPrioritaire resultatAnalyse confiance autre".split()
)
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(
        ["OUI", "BESOIN", "EN_COURS", "NON", "FORT", "Développer sa mobilité", "Ã\u00a0", "2026-01-01", "\ud800"]
    ),
    st.sampled_from(["9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+00:00", "Rompre l'isolement"]),
)
JSON = st.recursive(LEAVES, lambda inside: st.lists(inside, max_size=4) | st.dictionaries(KEYS, inside, max_size=6))


@given(JSON)
def test_arbitrary_json_gives_a_diagnostic_or_a_refusal_of_ours(data: object) -> None:
    try:
        read = parsed(data)
    except CaseFlowError:
        return
    for finding in findings(read):
        finding.wording.encode()


@given(st.binary(max_size=300))
def test_arbitrary_bytes_give_a_refusal_of_ours(content: bytes) -> None:
    with pytest.raises(CaseFlowError):
        parse_diagnostic(content)


def test_a_file_that_is_gone_is_told_in_our_own_words(tmp_path: Path) -> None:
    with pytest.raises(StorageTrouble, match="introuvable, ou ouvert dans un autre programme"):
        read_diagnostic(tmp_path / "gone.json")
