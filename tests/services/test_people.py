"""Adding, editing, finding people: what the list and the record promise."""

from datetime import date
from uuid import UUID

import pytest

from caseflow.domain import contact
from caseflow.domain.errors import Invalid, Missing
from caseflow.domain.person import FactKind
from caseflow.domain.priority import PublicKind
from caseflow.services import people_search
from caseflow.services.desk import Desk
from caseflow.services.people import PersonDraft
from caseflow.services.people_list import PeopleColumn, PeopleQuery, Scope
from tests.conftest import TODAY


def names(desk: Desk, **looked_for: object) -> list[str]:
    query = PeopleQuery(**{"on": TODAY, "scope": Scope.ALL, **looked_for})  # type: ignore[arg-type]
    return [row.name for row in desk.people.rows(desk.people.ids(query), TODAY)]


def add(desk: Desk, last_name: str, first_name: str = "", **more: object) -> UUID:
    return desk.people.create(PersonDraft(last_name=last_name, first_name=first_name, **more))  # type: ignore[arg-type]


def test_a_last_name_is_enough_and_numbers_follow_each_other(desk: Desk) -> None:
    add(desk, "Benali")
    add(desk, "Diallo")
    rows = desk.people.rows(desk.people.ids(PeopleQuery(on=TODAY)), TODAY)
    assert [row.file_number for row in rows] == ["B-000001", "B-000002"]


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (PersonDraft(last_name="  "), "last_name"),
        (PersonDraft(last_name="X", birth_date=date(2030, 1, 1)), "birth_date"),
    ],
)
def test_what_makes_no_sense_is_refused_and_names_its_field(desk: Desk, draft: PersonDraft, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        desk.people.create(draft)
    assert refused.value.field == field
    assert desk.people.count(PeopleQuery(on=TODAY, scope=Scope.ALL)) == 0


def test_two_records_never_share_a_file_number(desk: Desk) -> None:
    add(desk, "Benali")
    second = add(desk, "Diallo")
    with pytest.raises(Invalid):
        desk.people.edit(second, file_number="B-000001")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "typed",
    [
        "nguessan",
        "N'Guessan",
        "guessan jean",
        "luc n’gue",
        "JEANLUC",
        "oeuvrard",
        "Œuvrard",
        "06 39 98 00",
        "+33 6 39 98",
    ],
)
def test_a_person_is_found_however_the_name_or_number_is_typed(desk: Desk, typed: str) -> None:
    add(desk, "N’Guessan", "Jean-Luc", birth_name="Œuvrard", phones=["06.39.98.00.12"])
    add(desk, "Martin", "Anne")
    assert names(desk, text=typed) == ["N’GUESSAN Jean-Luc"]


def test_what_is_typed_is_never_query_language(desk: Desk) -> None:
    add(desk, "Benali")
    for typed in ['"', "a* OR b", "NEAR(", "-benali", "col:x", "%", "_", "'; DROP TABLE person"]:
        names(desk, text=typed)
    assert names(desk) == ["BENALI"]


def test_names_are_sorted_as_french_readers_expect(desk: Desk) -> None:
    for name in ("Zidane", "Élan", "Eden", "de la Fontaine", "Œuvrard", "Oeuf", "Odin"):
        add(desk, name)
    assert names(desk) == ["DE LA FONTAINE", "EDEN", "ÉLAN", "ODIN", "OEUF", "ŒUVRARD", "ZIDANE"]


def test_the_first_of_a_list_are_those_of_the_whole_list(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(12):
        add(
            desk,
            f"{'Mari' if number % 4 == 0 else 'Abad'}{number}",
            "Marius",
            commune="Marignane",
            phones=["0639980012"],
        )
    typed = ("", "mari", "mari abad", "mariu", "marignane", "b-00", "0", "06 39", "00001", "zzz")
    queries = [PeopleQuery(TODAY, text, descending=down) for text in typed for down in (False, True)]
    whole = [desk.people.ids(query) for query in queries]
    for frequent in (1_000, 1):
        monkeypatch.setattr(people_search, "FREQUENT", frequent)
        for limit in (1, 3, 5, 20):
            assert [desk.people.ids(query, limit) for query in queries] == [ids[:limit] for ids in whole]


def test_those_named_as_typed_come_before_those_found_otherwise(desk: Desk) -> None:
    add(desk, "Abadie", "Marie")
    add(desk, "Marin", "Zoé")
    assert names(desk, text="mari") == ["MARIN Zoé", "ABADIE Marie"]


@pytest.mark.parametrize("column", list(PeopleColumn))
def test_every_column_sorts_both_ways_without_losing_anyone(desk: Desk, column: PeopleColumn) -> None:
    for name, born in (("Benali", date(1990, 1, 1)), ("Diallo", None), ("Rossi", date(1980, 1, 1))):
        add(desk, name, birth_date=born)
    up = desk.people.ids(PeopleQuery(on=TODAY, sort=column))
    down = desk.people.ids(PeopleQuery(on=TODAY, sort=column, descending=True))
    assert set(up) == set(down)
    assert len(up) == 3


def test_the_youngest_come_first_by_age(desk: Desk) -> None:
    add(desk, "Aîné", birth_date=date(1970, 5, 1))
    add(desk, "Cadet", birth_date=date(2000, 5, 1))
    assert names(desk, sort=PeopleColumn.AGE) == ["CADET", "AÎNÉ"]


def test_scopes_follow_the_life_of_a_stay(desk: Desk) -> None:
    person = add(desk, "Benali")
    assert names(desk, scope=Scope.ACTIVE) == ["BENALI"]
    stay = desk.enrolments.refer(person, TODAY, "CCAS")  # type: ignore[arg-type]
    desk.enrolments.enter(stay, date(2026, 1, 5))
    assert names(desk, scope=Scope.WITHOUT_STEP) == ["BENALI"]
    assert names(desk, scope=Scope.NEW) == []
    from caseflow.domain.enrolment import ExitKind

    desk.enrolments.leave(stay, date(2026, 10, 1), ExitKind.PERMANENT_CONTRACT)
    assert names(desk, scope=Scope.ACTIVE) == []
    assert names(desk, scope=Scope.EXITED) == ["BENALI"]
    desk.people.archive([person], TODAY)
    assert names(desk, scope=Scope.EXITED) == []
    assert names(desk, scope=Scope.ARCHIVED) == ["BENALI"]
    desk.people.restore([person])
    assert names(desk, scope=Scope.EXITED) == ["BENALI"]


def test_an_invalid_number_is_kept_as_typed_and_marked(desk: Desk) -> None:
    person = add(desk, "Benali", phones=["06 39 98 00 01", "0612"], emails=["amina@example.org", "amina@"])
    record = desk.people.record(person, TODAY)  # type: ignore[arg-type]
    assert [(each.value, each.is_valid) for each in record.phones] == [("+33639980001", True), ("0612", False)]
    assert [(each.value, each.is_valid) for each in record.emails] == [("amina@example.org", True), ("amina@", False)]


def test_publics_are_computed_and_say_from_which_fact(desk: Desk) -> None:
    person = add(desk, "Benali", birth_date=date(2003, 1, 1))
    fact = desk.people.add_fact(person, FactKind.RSA, since=date(2025, 1, 1))  # type: ignore[arg-type]
    record = desk.people.record(person, TODAY)  # type: ignore[arg-type]
    by_kind = {public.kind: public for public in record.publics}
    assert by_kind[PublicKind.BRSA].fact_id == fact
    assert PublicKind.YOUNG in by_kind


def test_the_same_person_typed_again_is_recognised_with_reasons(desk: Desk) -> None:
    add(desk, "Benali", "Amina", birth_date=date(1995, 3, 14))
    (found,) = desk.people.similar("BENALI", "Amina", date(1995, 3, 14))
    assert found.reasons
    assert desk.people.similar("Martin", "Paul", date(1970, 1, 1)) == ()


def test_a_record_that_went_is_told_as_such(desk: Desk) -> None:
    person = add(desk, "Benali")
    desk.undo.undo_last()
    with pytest.raises(Missing):
        desk.people.record(person, TODAY)  # type: ignore[arg-type]


def test_no_number_nor_address_outlives_the_store_in_memory(desk: Desk) -> None:
    contact.phone("06 39 98 12 34")
    contact.email("amina@exemple.fr")
    desk.close()
    assert contact.phone.cache_info().currsize == contact.email.cache_info().currsize == 0
