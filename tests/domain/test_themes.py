"""Every theme is complete, and joined to values that exist."""

from collections import Counter

import pytest
from data_inclusion.schema import v1

from caseflow.domain import themes
from caseflow.domain.barrier import SENSITIVE_THEMES, GoalKind, Theme

ASP = {"illetrisme", "demarch", "heberg", "mobilite", "sante", "justice", "surendet", "manque_dispo"}
IAE = set(
    "RSA ASS AAH DETLD CAP_BEP SENIOR JEUNE ASE DELD TH PI PSH_PR REF_DA ZRR QPV DETENTION_MJ FLE PM".split()
)  # les-emplois, administrative_criteria.json
EMPLOYMENT = (
    "choisir-un-metier", "creer-une-entreprise", "preparer-sa-candidature", "se-former", "souvrir-a-linternational",
    "trouver-un-emploi",
)  # fmt: skip


@pytest.mark.parametrize("theme", Theme)
def test_a_theme_offers_situations_objectives_and_actions_without_saying_one_twice(theme: Theme) -> None:
    known = themes.facts(theme)
    for words in (known.situations, known.objectives, known.actions):
        assert words
        assert max(Counter(map(str.casefold, words)).values()) == 1
        assert all(each == each.strip() and each[0].isupper() and not each.endswith(".") for each in words)
    assert known.france_travail
    assert known.goals(GoalKind.OBJECTIVE) == known.objectives


@pytest.mark.parametrize("theme", Theme)
def test_what_others_say_becomes_words_of_ours(theme: Theme) -> None:
    known = themes.facts(theme)
    own = {*known.situations, *known.objectives, *known.actions}
    assert set(known.aliases.values()) <= own
    for words, ours in known.aliases.items():
        assert themes.our_words(theme, words.upper()) == ours


def test_every_thematique_of_the_national_schema_that_is_no_employment_matter_has_its_theme() -> None:
    joined = {value for theme in Theme for value in themes.facts(theme).thematiques}
    every = {each.value for each in v1.Thematique}
    assert joined <= every
    assert {value.split("--")[0] for value in every - joined} <= set(EMPLOYMENT)
    assert every - joined == {
        value
        for value in every
        if value.startswith(EMPLOYMENT) and value != "preparer-sa-candidature--developper-son-reseau"
    }


def test_a_thematique_leads_to_its_theme() -> None:
    assert themes.of_thematique("famille--garde-denfants") == (Theme.FAMILY,)
    assert themes.of_thematique(
        "difficultes-administratives-ou-juridiques--prendre-en-compte-une-problematique-judiciaire"
    ) == (Theme.JUSTICE,)
    assert themes.of_thematique("trouver-un-emploi--repondre-a-des-offres-demploi") == ()
    assert themes.of_thematique("mobilite") == ()


def test_every_type_of_barrier_of_the_asp_belongs_to_one_theme() -> None:
    found = Counter(kind for theme in Theme for kind in themes.facts(theme).asp)
    assert dict(found) == dict.fromkeys(ASP, 1)


def test_criteria_of_eligibility_exist() -> None:
    assert {code for theme in Theme for code in themes.facts(theme).iae} <= IAE


@pytest.mark.parametrize(
    ("words", "theme"),
    [
        ("Développer sa mobilité", Theme.MOBILITY),
        ("DEVELOPPER SA MOBILITE", Theme.MOBILITY),
        ("Faire face à des difficultés de logement", Theme.HOUSING),
        ("Faire face à des difficultés financières", Theme.MONEY),
        ("Faire face à des difficultés administratives ou juridiques", Theme.ADMINISTRATIVE),
        ("Accéder au numérique et en maîtriser les fondamentaux", Theme.DIGITAL),
        ("Connaitre les voies de recours face à une discrimination", Theme.DISCRIMINATION),
        ("Prendre en compte une problématique judiciaire", Theme.JUSTICE),
        ("Rompre l'isolement", Theme.ISOLATION),
        ("Rompre l’isolement", Theme.ISOLATION),
        ("État de santé incompatible avec la conduite", Theme.HEALTH),
        ("Trouver sa formation", None),
        ("Parrainage", None),
    ],
)
def test_words_lead_to_their_theme(words: str, theme: Theme | None) -> None:
    assert themes.of_wording(words) is theme


def test_unknown_words_stay_as_they_are() -> None:
    assert themes.our_words(Theme.MOBILITY, "  Vélo   volé ") == "Vélo volé"


def test_sensitive_themes_are_joined_to_no_other() -> None:
    for theme in SENSITIVE_THEMES:
        for value in themes.facts(theme).thematiques:
            assert themes.of_thematique(value) == (theme,)
