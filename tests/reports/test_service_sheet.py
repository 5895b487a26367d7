"""The sheet of a service for the person: one page whatever it says, all that is needed to go, nothing of ours."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseflow.domain.barrier import Theme
from caseflow.domain.referral import ReferralState
from caseflow.i18n import Catalog
from caseflow.reports.document import BOTTOM, HEIGHT, TOP, WIDTH
from caseflow.reports.preview import page_count
from caseflow.reports.service_sheet import Given, render, section
from caseflow.services.observed import Observed
from caseflow.services.resource_rows import ServiceSheet
from tests.reports.reading import assert_golden, fonts, metadata, page_texts, words

GIVEN = Given("Claire Martin", date(2026, 11, 23))
FRENCH, ENGLISH = Catalog("fr"), Catalog("en")

SHEET = ServiceSheet(
    id=UUID(int=1),
    structure_id=UUID(int=2),
    name="Garage solidaire",
    structure_name="Roues libres",
    source="test",
    source_id="test--1",
    kind="aide-materielle",
    themes=(Theme.MOBILITY,),
    thematiques=("mobilite--entretenir-reparer-son-vehicule",),
    description="Réparer sa voiture à petit prix, avec un mécanicien.",
    fee="payant",
    fee_details="5 € d’adhésion",
    publics=("jeunes", "demandeurs-emploi"),
    publics_details="",
    access_conditions="Venir avec la carte grise et une pièce d’identité.",
    place={
        "address_line": "12 rue du Moulin", "address_extra": "au fond de la cour", "post_code": "13100",
        "commune": "Aix-en-Provence", "insee_code": "13001",
    },
    phone="+33491000000",
    email="contact@garage.exemple.fr",
    website="",
    opening_hours="Mo-Fr 08:30-12:30; PH off",
    reception_modes=("en-presentiel",),
    zones=("13",),
    contact_name="Sophie",
    mobilisation_link="",
    mobilisation_modes=("telephoner", "se-presenter"),
    mobilisable_by=("usagers",),
    mobilisation_details="Appeler le matin.",
    weekly_hours=None,
    weeks=None,
    link="",
    structure_description="",
    siret="",
    networks=(),
    accessibility_link="",
    updated_on=date(2026, 3, 1),
    verified_on=date(2026, 10, 2),
    closed_on=None,
    local_note="Ne pas envoyer le lundi : Kader est absent",
    observed=Observed(5, 4, 0.8, 3),
    referrals={ReferralState.REFUSED: 2},
)  # fmt: skip


@pytest.mark.parametrize("catalog", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_the_sheet_reads_as_it_did(catalog: Catalog) -> None:
    (page,) = page_texts(render(SHEET, GIVEN, catalog, invariant=True))
    assert_golden(f"service_sheet_{catalog.language}", page)


def test_nothing_of_the_team_nor_of_other_people_is_printed() -> None:
    printed = words(render(SHEET, GIVEN, FRENCH))
    for hidden in ("Kader", "lundi :", "80", "Refus"):
        assert hidden not in printed
    assert "Roues" not in str(metadata(render(SHEET, GIVEN, FRENCH)))


def test_every_font_is_ours_and_embedded() -> None:
    found = fonts(render(SHEET, GIVEN, FRENCH))
    assert all(is_embedded for _name, is_embedded in found)
    assert {name.split("+")[-1] for name, _ in found} == {"SourceSans3-Regular", "SourceSans3-Bold"}


def test_a_service_of_which_only_two_names_are_known_has_its_page() -> None:
    text = {
        name: ""
        for name, value in vars(SHEET).items()
        if isinstance(value, str) and name not in ("name", "structure_name")
    }
    lists = dict.fromkeys(("publics", "reception_modes", "mobilisation_modes", "zones", "thematiques"), ())
    nowhere: dict[str, str | None] = dict.fromkeys(SHEET.place)
    days = {"updated_on": None, "verified_on": None}
    bare = replace(SHEET, **{**text, **lists, **days, "kind": None, "fee": None, "place": nowhere})
    printed = words(render(bare, GIVEN, FRENCH))
    assert "Garage solidaire" in printed
    assert "Pour quoi" not in printed
    assert "adresse ci-dessous" not in printed
    assert "demandez à votre référent" in printed


def test_what_to_bring_is_never_cut_without_a_sign() -> None:
    longer = replace(SHEET, description="Réparer. " * 400, access_conditions="Une pièce\n" * 90)
    assert "Une pièce …" in words(render(longer, GIVEN, FRENCH))


LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs",))
WORDS = st.one_of(st.text(LETTERS, max_size=60), st.just("œuvre " * 150), st.just("ligne\n" * 80), st.just("x" * 300))


@settings(deadline=None, max_examples=4, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    sheet=st.builds(
        replace,
        st.just(SHEET),
        name=WORDS,
        structure_name=WORDS,
        description=WORDS,
        access_conditions=WORDS,
        mobilisation_details=WORDS,
        publics_details=WORDS,
        fee_details=WORDS,
        phone=WORDS,
        email=WORDS,
        contact_name=WORDS,
        opening_hours=WORDS,
    )
)
def test_whatever_it_says_the_sheet_is_one_page_on_which_nothing_overlaps(sheet: ServiceSheet) -> None:
    (placed,) = section(sheet, GIVEN, FRENCH).pages
    lower = TOP
    for item in placed:
        high = item.part.wrap(WIDTH, HEIGHT)[1]
        assert item.y + high <= lower + 0.01
        lower = item.y
    assert lower >= BOTTOM - 0.01
    pdf = render(sheet, GIVEN, FRENCH)
    assert page_count(pdf) == 1
    assert "Combien ça coûte" in words(pdf)  # it comes last
