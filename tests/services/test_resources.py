"""The directory is found by any filter, alone or together, as reading every sheet would; and is kept up to date."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseflow.domain.barrier import Theme
from caseflow.domain.base import new_id
from caseflow.domain.errors import Invalid, Refused
from caseflow.domain.person import searchable
from caseflow.domain.referral import ReferralState, SentHow
from caseflow.domain.resource import Service, Structure, department_of
from caseflow.domain.themes import facts, of_thematique
from caseflow.domain.zones import zones_of
from caseflow.services.desk import Desk
from caseflow.services.people import PersonDraft
from caseflow.services.resource_index import distance_km
from caseflow.services.resource_rows import Freshness, freshness
from caseflow.services.resources import Facets, ServiceQuery
from caseflow.store.store import Store
from tests.conftest import TODAY

MARSEILLE, AIX, ARLES, AVIGNON = "13055", "13001", "13004", "84007"
POINTS = {MARSEILLE: (43.30, 5.38), AIX: (43.53, 5.45), ARLES: (43.68, 4.63), AVIGNON: (43.95, 4.81)}
METROPOLE = "200054807"
WORDS = ("Garage solidaire", "Crèche", "L’Atelier numérique", "Écoute santé", "Permis", "N’Guessan & Cie", "Œuvres")
THEMES = (
    "mobilite--preparer-un-permis",
    "famille--garde-denfants",
    "sante--acces-aux-soins",
    "se-former--trouver-sa-formation",
)
PUBLICS = ("jeunes", "femmes", "tous-publics")
ZONES = ((), ("france",), (METROPOLE,), ("13",), ("84",), (MARSEILLE,), (AIX, ARLES))


def row(chance: random.Random, number: int) -> dict[str, Any]:
    insee = chance.choice([*POINTS, None])
    point = POINTS.get(insee or "") if chance.random() < 0.7 else None
    return {
        "id": new_id(),
        "source_id": f"test--{number}",
        "source": "test",
        "name": " ".join(chance.sample(WORDS, 2)),
        "structure_name": chance.choice(WORDS),
        "description": " ".join(chance.choices(WORDS, k=3)),
        "kind": chance.choice(("atelier", "formation", None)),
        "themes": json.dumps(chance.sample(THEMES, chance.randint(0, 2))),
        "fee": chance.choice(("gratuit", "payant", None)),
        "publics": json.dumps(chance.sample(PUBLICS, chance.randint(0, 2))),
        "reception_modes": json.dumps(chance.sample(("a-distance", "en-presentiel"), chance.randint(0, 2))),
        "zones": json.dumps(chance.choice(ZONES)),
        "insee_code": insee,
        "commune": {MARSEILLE: "Marseille", AIX: "Aix-en-Provence"}.get(insee or ""),
        "latitude": point and point[0] + chance.random() / 100,
        "longitude": point and point[1],
        "closed_on": TODAY if chance.random() < 0.1 else None,
    }


@dataclass(frozen=True)
class Directory:
    desk: Desk
    rows: list[dict[str, Any]]


def fill(store: Store, rows: list[dict[str, Any]]) -> None:
    structure = {"id": new_id(), "source_id": "test--s", "name": "Structure", "source": "test"}
    with store.writing("Annuaire") as writing:
        writing.insert_rows(Structure, [structure])
        writing.insert_rows(Service, [each | {"structure_id": structure["id"]} for each in rows])


@pytest.fixture
def directory(store: Store, desk: Desk) -> Directory:
    """Ninety services, drawn once and for all."""
    chance = random.Random(5)
    rows = [row(chance, number) for number in range(90)]
    fill(store, rows)
    return Directory(desk, rows)


def fulfils(each: dict[str, Any], query: ServiceQuery) -> bool:
    """Tell whether a service answers to a query, by reading it."""
    themes, publics, zones = (json.loads(each[name]) for name in ("themes", "publics", "zones"))
    text = searchable(" ".join(str(each[name] or "") for name in ("name", "structure_name", "commune", "description")))
    said = searchable(query.text).split()
    wanted = {value for theme in query.themes for value in facts(theme).thematiques}
    modes = json.loads(each["reception_modes"])
    here = department_of(each["insee_code"] or "")
    return all(
        (
            query.with_closed or each["closed_on"] is None,
            all(any(word.startswith(typed) for word in text.split()) for typed in said),
            not query.themes or wanted & set(themes),
            not query.thematiques or set(query.thematiques) & set(themes),
            not query.publics or not publics or set(publics) & {*query.publics, "tous-publics"},
            query.fee in (None, each["fee"]),
            not query.modes or set(query.modes) & set(modes),
            not query.kinds or each["kind"] in query.kinds,
            query.department in (None, here),
            query.commune is None
            or set(zones) & set(zones_of(query.commune))
            or (not zones and here in ("", department_of(query.commune))),
        )
    )


def some(values: tuple[Any, ...]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


QUERIES = st.builds(
    ServiceQuery,
    text=st.sampled_from(("", "", "gar", "ecoute SANTÉ", "num ate", "nguessan", "œuvres marse", "zzz", "aix-en")),
    themes=some((Theme.MOBILITY, Theme.FAMILY, Theme.HEALTH)),
    thematiques=some(THEMES),
    publics=some(("jeunes", "femmes", "seniors")),
    fee=st.sampled_from((None, None, "gratuit", "payant")),
    modes=some(("a-distance", "en-presentiel")),
    kinds=some(("atelier", "formation")),
    department=st.sampled_from((None, None, "13", "84")),
    commune=st.sampled_from((None, MARSEILLE, AIX, ARLES, AVIGNON, "13201")),
    near=st.sampled_from((None, MARSEILLE, AVIGNON)),
    with_closed=st.booleans(),
    order=st.sampled_from(("relevance", "distance", "name", "answer")),
    descending=st.booleans(),
)
ONCE = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@ONCE
@given(query=QUERIES)
def test_every_combination_of_filters_finds_what_reading_every_sheet_finds(
    directory: Directory, query: ServiceQuery
) -> None:
    expected = {each["id"] for each in directory.rows if fulfils(each, query)}
    ids = directory.desk.resources.ids(query)
    assert len(ids) == len(set(ids))
    assert set(ids) == expected


@ONCE
@given(query=QUERIES)
def test_each_count_is_what_ticking_that_value_alone_of_its_kind_would_leave(
    directory: Directory, query: ServiceQuery
) -> None:
    resources = directory.desk.resources
    counted: Facets = resources.facets(query)
    assert counted.total == len(resources.ids(query))
    ways: list[tuple[Any, Callable[[Any], ServiceQuery]]] = [
        (counted.themes, lambda value: replace(query, themes=(value,))),
        (counted.publics, lambda value: replace(query, publics=(value,))),
        (counted.fees, lambda value: replace(query, fee=value)),
        (counted.modes, lambda value: replace(query, modes=(value,))),
        (counted.kinds, lambda value: replace(query, kinds=(value,))),
        (counted.departments, lambda value: replace(query, department=value)),
    ]
    for counts, ticked in ways:
        for value, count in counts.items():
            assert count == len(resources.ids(ticked(value))) > 0, value


def test_names_that_hold_the_words_come_before_those_that_only_speak_of_them(desk: Desk, store: Store) -> None:
    def made(name: str, structure: str, description: str, number: int) -> dict[str, Any]:
        texts = {"name": name, "structure_name": structure, "description": description}
        return {"id": new_id(), "source_id": f"test--{number}", "source": "test", **texts}

    texts = (("Aide", "Pôle", "vers un garage"), ("Bourse", "Garage d’Arles", ""), ("Zèle au garage", "Pôle", ""))
    fill(store, [made(*each, number) for number, each in enumerate(texts)])
    found = desk.resources.rows(desk.resources.ids(ServiceQuery(text="gar")))
    assert [each.name for each in found] == ["Zèle au garage", "Bourse", "Aide"]


def test_the_nearest_come_first_and_those_nobody_can_place_come_last(directory: Directory) -> None:
    resources = directory.desk.resources
    ids = resources.ids(ServiceQuery(near=MARSEILLE, order="distance"))
    away = [each.distance_km for each in resources.rows(ids, MARSEILLE)]
    known = [each for each in away if each is not None]
    assert known == sorted(known)
    assert known
    assert away[len(known) :] == [None] * (len(away) - len(known))
    unplaced = {each["id"] for each in directory.rows if each["insee_code"] is None and each["latitude"] is None}
    assert unplaced & set(ids) == set(ids[len(known) :])


def test_a_service_without_a_point_stands_in_the_middle_of_those_of_its_commune(desk: Desk, store: Store) -> None:
    def at(point: tuple[float, float] | None, insee: str, number: int) -> dict[str, Any]:
        place = {"latitude": point and point[0], "longitude": point and point[1], "insee_code": insee}
        return {"id": new_id(), "source_id": f"test--{number}", "source": "test", "name": f"S{number}", **place}

    rows = [
        at((43.2, 5.3), MARSEILLE, 1),
        at((43.4, 5.5), MARSEILLE, 2),
        at(None, MARSEILLE, 3),
        at((43.53, 5.45), AIX, 4),
    ]
    fill(store, rows)
    found = {each.name: each.distance_km for each in desk.resources.rows([each["id"] for each in rows], AIX)}
    middle = distance_km((43.3, 5.4), (43.53, 5.45))
    assert found["S3"] == pytest.approx(middle)
    assert found["S4"] == 0


@pytest.mark.parametrize("insee", ["13201", "13216", MARSEILLE])
def test_who_lives_in_an_arrondissement_lives_in_the_city(directory: Directory, insee: str) -> None:
    ids = directory.desk.resources.ids(ServiceQuery(commune=insee))
    in_city = {
        each["id"] for each in directory.rows if MARSEILLE in json.loads(each["zones"]) and not each["closed_on"]
    }
    assert in_city
    assert in_city <= set(ids)


def test_the_nearest_for_a_person_are_open_to_her_commune_and_about_the_theme(directory: Directory) -> None:
    desk = directory.desk
    person = desk.people.create(PersonDraft(last_name="BENALI", post_code="13100", commune="Aix-en-Provence"))
    found = desk.resources.nearest([Theme.MOBILITY], person, 3)
    assert len(found) == 3
    assert all(Theme.MOBILITY in each.themes and not each.is_closed for each in found)
    by_key = {each["id"]: each for each in directory.rows}
    assert all(fulfils(by_key[each.id], ServiceQuery(commune=AIX)) for each in found)
    assert all(each.distance_km is not None for each in found)


def test_of_two_in_the_same_kilometre_the_one_that_answers_comes_first(desk: Desk, store: Store) -> None:
    def beside(name: str) -> dict[str, Any]:
        return {
            "id": new_id(), "source_id": f"test--{name}", "source": "test", "name": name, "zones": '["13"]',
            "themes": json.dumps([THEMES[0]]), "insee_code": AIX, "latitude": 43.53, "longitude": 5.45,
        }  # fmt: skip

    silent, prompt = beside("A silencieux"), beside("B répond")
    fill(store, [silent, prompt])
    person = desk.people.create(PersonDraft(last_name="BENALI", post_code="13100", commune="Aix-en-Provence"))
    key = desk.referrals.propose(person, prompt["id"], TODAY, consent_on=TODAY)
    desk.referrals.send(key, TODAY, SentHow.PHONE)
    assert [each.name for each in desk.resources.nearest([Theme.MOBILITY], person)] == ["A silencieux", "B répond"]
    desk.referrals.answer(key, ReferralState.ACCEPTED, TODAY + timedelta(days=2))
    assert [each.name for each in desk.resources.nearest([Theme.MOBILITY], person)] == ["B répond", "A silencieux"]
    assert desk.resources.ids(ServiceQuery(order="answer")) == [prompt["id"], silent["id"]]


def test_what_changes_is_found_at_once_and_taken_back_at_once(directory: Directory) -> None:
    desk, resources = directory.desk, directory.desk.resources
    before = resources.ids(ServiceQuery())
    resources.close(before[:2], TODAY)
    assert resources.ids(ServiceQuery()) == before[2:]
    assert set(before[:2]) < set(resources.ids(ServiceQuery(with_closed=True)))
    desk.undo.undo_last()
    assert resources.ids(ServiceQuery()) == before
    resources.verify(before[:3], TODAY)
    assert [each.verified_on for each in resources.rows(before[:4])] == [TODAY] * 3 + [None]


def test_whoever_is_told_of_a_change_finds_it(desk: Desk, store: Store) -> None:
    found: list[int] = []
    store.on_change(lambda _change: found.append(len(desk.resources.ids(ServiceQuery()))))
    for number in (1, 2):
        desk.resources.create({"name": f"Service {number}", "structure_name": "Structure"}, TODAY)
    assert found == [1, 2]


def test_the_filter_that_leaves_nothing_is_named(directory: Directory) -> None:
    resources = directory.desk.resources
    assert resources.in_the_way(ServiceQuery(text="zzz", themes=(Theme.MOBILITY,))) == "text"
    assert resources.in_the_way(ServiceQuery(text="gar", department="75")) == "department"
    assert resources.in_the_way(ServiceQuery(text="zzz", department="75")) is None


# By hand ------------------------------------------------------------------------------------------------------


def test_two_names_are_enough_and_the_rest_is_checked(desk: Desk) -> None:
    resources = desk.resources
    key = resources.create({"name": "Prêt de scooters", "structure_name": "Wimoov"}, TODAY)
    sheet = resources.sheet(key)
    assert (sheet.name, sheet.structure_name, sheet.is_local, sheet.updated_on) == (
        "Prêt de scooters",
        "Wimoov",
        True,
        TODAY,
    )
    wrong = {
        "phone": "12",
        "email": "x@",
        "siret": "73282932000075",
        "post_code": "1300",
        "name": " ",
        "structure_name": "",
    }
    for field, value in wrong.items():
        with pytest.raises(Invalid) as refused:
            resources.create({"name": "Prêt", "structure_name": "Wimoov", field: value}, TODAY)
        assert refused.value.field == field
    assert resources.count() == 1


def test_a_partner_of_whom_two_names_alone_are_known_is_offered_wherever_one_lives(desk: Desk) -> None:
    resources = desk.resources
    key = resources.create({"name": "Prêt de scooters", "structure_name": "Wimoov", "themes": (THEMES[0],)}, TODAY)
    person = desk.people.create(PersonDraft(last_name="BENALI", post_code="13100", commune="Aix-en-Provence"))
    assert [row.id for row in resources.nearest([Theme.MOBILITY], person)] == [key]
    resources.edit(key, TODAY, {"post_code": "59000"})
    assert resources.nearest([Theme.MOBILITY], person) == ()


def test_a_structure_known_by_its_name_is_not_written_twice(desk: Desk) -> None:
    resources = desk.resources
    one, two = (resources.create({"name": name, "structure_name": typed}, TODAY) for name, typed in
                (("Prêt", "L’Atelier"), ("Réparation", "l’atelier")))  # fmt: skip
    assert resources.sheet(one).structure_id == resources.sheet(two).structure_id
    assert resources.structure_names() == ("L’Atelier",)


def test_what_was_written_by_hand_is_changed_by_hand_and_what_was_imported_is_not(
    directory: Directory,
) -> None:
    resources = directory.desk.resources
    values = {
        "name": "Prêt", "structure_name": "Wimoov", "themes": (THEMES[0],), "siret": "732 829 320 00074",
        "post_code": "13100", "commune": "Aix-en-Provence", "zones": (METROPOLE,), "phone": "04 91 00 00 00",
    }  # fmt: skip
    key = resources.create(values, TODAY)
    assert key in resources.ids(ServiceQuery(text="pret wim", themes=(Theme.MOBILITY,), commune=MARSEILLE))
    sheet = resources.sheet(key)
    assert (sheet.siret, sheet.phone, sheet.insee_code) == ("73282932000074", "+33491000000", AIX)
    resources.edit(key, TODAY + timedelta(days=1), {"name": "Prêt de vélos", "structure_name": "Wimoov", "zones": ()})
    assert resources.sheet(key).name == "Prêt de vélos"
    assert resources.sheet(key).zones == ()
    assert resources.sheet(key).updated_on == TODAY + timedelta(days=1)
    with pytest.raises(Refused):
        resources.edit(directory.rows[0]["id"], TODAY, {"name": "Autre"})
    resources.write_note(directory.rows[0]["id"], " Demander Sophie ")
    assert resources.sheet(directory.rows[0]["id"]).local_note == "Demander Sophie"


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, Freshness.FRESH),
        (182, Freshness.FRESH),
        (183, Freshness.TO_CHECK),
        (364, Freshness.TO_CHECK),
        (365, Freshness.OLD),
    ],
)
def test_a_sheet_is_fresh_for_six_months_and_old_after_twelve(days: int, expected: Freshness) -> None:
    told = TODAY - timedelta(days=days)
    assert freshness(told, date(2020, 1, 1), TODAY) is expected
    assert freshness(None, told, TODAY) is expected


def test_the_note_of_the_team_is_in_no_repr(desk: Desk) -> None:
    key = desk.resources.create({"name": "Prêt", "structure_name": "Wimoov"}, TODAY)
    desk.resources.write_note(key, "Demander Sophie")
    assert "Sophie" not in repr(desk.resources.sheet(key))


def test_a_theme_holds_all_its_subjects() -> None:
    assert all(Theme.MOBILITY in of_thematique(value) for value in facts(Theme.MOBILITY).thematiques)
