"""The referral sheet introduces a person to a partner on one page, and says nothing that it must not."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseflow.domain.civility import Civility
from caseflow.i18n import Catalog
from caseflow.reports.catalogue import PARTNER_REPORTS
from caseflow.reports.preview import page_count, page_image
from caseflow.reports.referral_sheet import render
from caseflow.services.referral_paper import ReferralPaper
from caseflow.services.summaries import AgencyBlock, ContactLine
from tests.reports.reading import assert_golden, fonts, metadata, page_texts, words

FRENCH = Catalog("fr")
TODAY = date(2026, 11, 23)
AGENCY = AgencyBlock(
    "PLIE du Pays d’Aubagne",
    "12 cours Foch, 13400 Aubagne",
    "04 65 71 00 00",
    "contact@plie.example",
    "dpo@plie.example",
)
NORMAL = ReferralPaper(
    file_number="B-000001",
    last_name="Benali",
    first_name="Amina",
    civility=Civility.MADAME,
    birth_year=1995,
    phones=("06 39 98 12 34",),
    emails=("amina.benali@example.org",),
    agency=AGENCY,
    referent=ContactLine("", "Claire Martin", "04 65 71 00 01", "claire@plie.example"),
    partner="Garage solidaire d’Aubagne",
    service="Réparation à tarif social",
    address="3 rue des Artisans, 13400 Aubagne",
    partner_phone="04 65 71 00 02",
    partner_email="accueil@garage.example",
    partner_contact="S. Morel",
    theme="Mobilité",
    reason="Embrayage à changer. Diagnostic et devis, avec paiement en plusieurs fois.",
    is_sensitive=False,
    proposed_on=TODAY,
    consent_on=TODAY,
    sent_on=TODAY,
    answer_by=date(2026, 12, 23),
    printed_on=TODAY,
    printed_by="Claire Martin",
)
SECRET = replace(NORMAL, theme="", reason="", is_sensitive=True, consent_on=None, phones=(), emails=(), referent=None)
EXTREME = replace(
    NORMAL,
    last_name="de la Villardière-Montmorency " * 3,
    reason="Il faut d’abord refaire le diagnostic, puis chercher un financement. " * 60,
    address="Résidence des Pins, bâtiment B, escalier 12, " * 6,
)
SAMPLES = {"normal": NORMAL, "without_agreement": SECRET, "extreme": EXTREME}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_sheet_reads_as_it_did(name: str) -> None:
    (text,) = page_texts(render(SAMPLES[name], FRENCH, invariant=True))
    assert_golden(f"referral_sheet_{name}_fr", text)


def test_without_agreement_nobody_can_be_reached_and_it_is_said() -> None:
    said = words(render(SECRET, FRENCH))
    assert "06 39 98" not in said
    assert "amina.benali" not in said
    told = FRENCH.gettext("How to reach the person is not printed: the agreement was not given.")
    assert " ".join(told.split()) in said


def test_the_file_itself_names_nobody_and_every_letter_is_embedded() -> None:
    pdf = render(NORMAL, FRENCH)
    told = " ".join(metadata(pdf).values())
    assert "Benali" not in told
    assert "Amina" not in told
    assert all(is_embedded for _font, is_embedded in fonts(pdf))
    assert render(NORMAL, FRENCH, invariant=True) == render(NORMAL, FRENCH, invariant=True)


def test_the_catalogue_names_the_sheet_and_makes_it() -> None:
    (report,) = PARTNER_REPORTS
    assert page_count(report.render(NORMAL, FRENCH)) == 1
    assert FRENCH.gettext(report.label) != report.label


def test_black_ink_alone_is_enough() -> None:
    page = page_image(render(NORMAL, FRENCH), 0, 1.0)
    for start in range(0, len(page.data), 4 * 97):
        red, green, blue = page.data[start], page.data[start + 1], page.data[start + 2]
        assert max(red, green, blue) - min(red, green, blue) < 24


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=60) | st.just("œuvre " * 90)


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.tuples(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS))
def test_whatever_it_says_the_sheet_is_one_page(texts: tuple[str, str, str, str, str]) -> None:
    name, reason, partner, address, contact = texts
    paper = replace(NORMAL, last_name=name, reason=reason, partner=partner, address=address, partner_contact=contact)
    assert page_count(render(paper, FRENCH)) == 1
