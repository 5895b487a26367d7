"""The zones in which a commune is eligible."""

import pytest

from caseflow.domain import zones

MARSEILLE_METROPOLE = "200054807"


def test_a_commune_is_in_its_grouping_its_departement_and_france() -> None:
    assert zones.zones_of("13001") == ("13001", MARSEILLE_METROPOLE, "13", "france")


def test_an_arrondissement_is_also_in_its_city() -> None:
    assert zones.zones_of("13203") == ("13203", "13055", MARSEILLE_METROPOLE, "13", "france")
    assert zones.zones_of("13055") == ("13055", MARSEILLE_METROPOLE, "13", "france")
    assert zones.zones_of("69381")[1] == "69123"
    assert zones.zones_of("75120")[1] == "75056"


def test_a_commune_of_greater_paris_is_in_two_groupings() -> None:
    assert zones.zones_of("93001") == ("93001", "200054781", "200057867", "93", "france")


@pytest.mark.parametrize(("insee", "department"), [("2A004", "2A"), ("97411", "974"), ("98818", "988")])
def test_corsica_and_overseas_have_their_departement(insee: str, department: str) -> None:
    assert zones.zones_of(insee)[-2:] == (department, "france")


def test_a_commune_that_nobody_knows_is_still_somewhere() -> None:
    assert zones.zones_of("99999") == ("99999", "99", "france")


def test_every_zone_of_a_commune_has_a_name() -> None:
    assert [zones.zone_name(code) for code in zones.zones_of("13201")][:4] == [
        "Marseille 1er Arrondissement",
        "Marseille",
        "Métropole d’Aix-Marseille-Provence",
        "Bouches-du-Rhône",
    ]
    assert zones.zone_name("000000000") == "000000000"


def test_the_communes_of_a_grouping_are_in_it() -> None:
    communes = zones.communes_in(MARSEILLE_METROPOLE)
    assert len(communes) == 92
    assert all(MARSEILLE_METROPOLE in zones.zones_of(commune) for commune in communes)
    assert zones.communes_in("13001") == ()


def test_a_region_is_its_departements() -> None:
    assert zones.departments_of_region("93") == ("04", "05", "06", "13", "83", "84")
