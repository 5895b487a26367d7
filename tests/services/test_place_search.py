"""A commune or a zone is found by a few letters, those of the territory first."""

import pytest

from caseflow.services.place_search import communes_called, zone_words, zones_called


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("marse", "13055"),
        ("AIX EN P", "13001"),
        ("l'abergement-cl", "01001"),
        ("saint etienne", "42218"),
        ("13400", "13005"),
    ],
)
def test_a_commune_is_found_by_its_first_letters_or_its_post_code(typed: str, first: str) -> None:
    assert first in [place.code for place in communes_called(typed, 12)]


def test_the_communes_of_the_territory_come_first() -> None:
    assert communes_called("aix", first=("13",))[0].code == "13001"


@pytest.mark.parametrize(
    ("typed", "code"),
    [("fran", "france"), ("bouches", "13"), ("84", "84"), ("aix-mars", "200054807"), ("marse", "13055")],
)
def test_a_zone_of_any_kind_is_found(typed: str, code: str) -> None:
    assert code in [place.code for place in zones_called(typed)]


def test_a_letter_alone_or_nothing_known_finds_nothing() -> None:
    assert communes_called("a") == zones_called("") == zones_called("zzzz") == ()
    assert zone_words("99999") == "99999"
