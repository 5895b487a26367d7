"""The palette's search: whoever is meant comes first, however the name, the number or the year is typed."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseflow.domain.person import file_number, searchable
from caseflow.services import close_words, people_search
from caseflow.services.desk import Desk
from caseflow.services.people import PersonDraft
from tests.conftest import TODAY

PEOPLE = [
    PersonDraft("Benali", "Amina", birth_date=date(1990, 3, 14), commune="Marseille", phones=["06 39 98 00 12"]),
    PersonDraft("Benali", "Karim", birth_date=date(1985, 7, 2), commune="Aubagne"),
    PersonDraft("N’Guessan", "Jean-Luc", birth_name="Œuvrard", birth_date=date(1990, 1, 1), commune="Marseille"),
    PersonDraft("Zidane-Lacroix", "Élodie", birth_date=date(1978, 5, 5), commune="Port-de-Bouc"),
    PersonDraft("Martin", "Zoé", birth_date=date(2001, 9, 9), commune="Cassis"),
    PersonDraft("Abadie", "Marielle", birth_date=date(1969, 9, 9), commune="Gémenos"),
    PersonDraft("Aubert", "Léa", birth_date=date(1999, 9, 9), commune="Martigues"),
]


@pytest.fixture
def crowd(desk: Desk) -> Desk:
    for draft in PEOPLE:
        desk.people.create(draft)
    return desk


def found(desk: Desk, typed: str, limit: int = 8) -> list[str]:
    return [person.name for person in desk.finder.find(typed, limit, TODAY)]


AS_MEANT = {
    "amina benali": "BENALI Amina",
    "BENALI AMI": "BENALI Amina",
    "elodie": "ZIDANE-LACROIX Élodie",
    "lacroix zid": "ZIDANE-LACROIX Élodie",
    "oeuvrard": "N’GUESSAN Jean-Luc",
    "nguessan": "N’GUESSAN Jean-Luc",
    "n'guessan jeanluc": "N’GUESSAN Jean-Luc",
    "06.39.98": "BENALI Amina",
    "B-000002": "BENALI Karim",
    "000002": "BENALI Karim",
    "2/7/1985": "BENALI Karim",
    "benali 1990": "BENALI Amina",
    "benali 02/07/1985": "BENALI Karim",
    "benali marseille": "BENALI Amina",
    "benali aub": "BENALI Karim",
}


def test_whoever_is_meant_comes_first(crowd: Desk) -> None:
    assert {typed: found(crowd, typed)[:1] for typed in AS_MEANT} == {typed: [name] for typed, name in AS_MEANT.items()}


WITH_A_SLIP = {
    "benlai": "BENALI Amina",
    "banali karim": "BENALI Karim",
    "amna": "BENALI Amina",
    "zoe martinn": "MARTIN Zoé",
    "xartin": "MARTIN Zoé",
    "n'guesan jean-luc": "N’GUESSAN Jean-Luc",
    "zidnae-lacroix": "ZIDANE-LACROIX Élodie",
    "benlai marsille": "BENALI Amina",
    "benlai 1985": "BENALI Karim",
    "zidx": "ZIDANE-LACROIX Élodie",
}


def test_a_slip_is_forgiven(crowd: Desk) -> None:
    assert {typed: found(crowd, typed)[:1] for typed in WITH_A_SLIP} == {
        typed: [name] for typed, name in WITH_A_SLIP.items()
    }


def test_names_come_before_communes_and_what_is_typed_before_its_neighbours(crowd: Desk) -> None:
    assert found(crowd, "mart") == ["MARTIN Zoé", "AUBERT Léa", *found(crowd, "mart")[2:]]
    assert found(crowd, "mar")[:2] == ["MARTIN Zoé", "ABADIE Marielle"]
    assert set(found(crowd, "mar")[2:]) == {"AUBERT Léa", "BENALI Amina", "N’GUESSAN Jean-Luc"}


def test_the_same_people_come_first_when_very_many_are_found(crowd: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = ("mar", "a", "be", "marseille", "zid", "lea", "benali marseille", "1990 mar")
    before = [found(crowd, each, limit) for each in typed for limit in (1, 2, 8)]
    monkeypatch.setattr(people_search, "FREQUENT", 1)
    assert [found(crowd, each, limit) for each in typed for limit in (1, 2, 8)] == before


def test_a_short_or_a_foreign_word_finds_nobody_else(crowd: Desk) -> None:
    assert found(crowd, "lex") == []
    assert found(crowd, "kowalczyk") == []
    assert found(crowd, "benali 1991") == []
    assert found(crowd, "  ") == []


def test_a_year_alone_finds_who_was_born_in_it(crowd: Desk) -> None:
    assert found(crowd, "1990") == ["BENALI Amina", "N’GUESSAN Jean-Luc"]


def test_a_line_tells_one_person_from_another(crowd: Desk) -> None:
    (person,) = crowd.finder.find("amina", 8, TODAY)
    told = (person.name, person.birth_year, person.commune, person.file_number, person.phone, person.is_archived)
    assert told == ("BENALI Amina", 1990, "Marseille", file_number(1), "06\u00a039\u00a098\u00a000\u00a012", False)
    crowd.people.archive([person.id], TODAY)
    assert crowd.finder.find("amina", 8, TODAY)[0].is_archived


def test_a_new_name_is_known_at_once_and_none_outlives_the_store(crowd: Desk) -> None:
    assert found(crowd, "kowalcyzk") == []
    crowd.people.create(PersonDraft("Kowalczyk"))
    assert found(crowd, "kowalcyzk") == ["KOWALCZYK"]
    assert any("kowalczyk" in str(value) for value in vars(crowd.finder).values())
    crowd.close()
    assert not any("kowalczyk" in str(value) for value in vars(crowd.finder).values())


def test_what_is_typed_is_never_query_language(crowd: Desk) -> None:
    for typed in ('"', "a* OR b", "NEAR(", "-benali", "col:x", "%", "\ud800", "''; --", "é" * 300, "a " * 99, "\0"):
        found(crowd, typed)
    assert found(crowd, "amina") == ["BENALI Amina"]


LETTERS = "abcdefghijklmnopqrstuvwxyz"
NAMES = st.sampled_from(
    "Benali Diallo Martin Œuvrard N’Guessan Zidane-Lacroix Kowalczyk Đặng García Lefèvre D’Angelo Traoré".split()
)
FIRST = st.sampled_from("Amina Jean-Luc Élodie Noémie Karim Fatoumata Grégory Anaïs Ségolène Ioana".split())


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str, str]:
    """A name, and the same typed with one slip in a word of four letters or more."""
    last, first = draw(NAMES), draw(FIRST)
    words = searchable(f"{last} {first}").split()[: len(f"{last} {first}".replace("-", " ").replace("’", " ").split())]
    place = draw(st.sampled_from([place for place, word in enumerate(words) if len(word) >= close_words.SHORTEST]))
    word = words[place]
    at, letter = draw(st.integers(0, len(word) - 2)), draw(st.sampled_from(LETTERS))
    words[place] = draw(
        st.sampled_from(
            [
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            ]
        )
    )
    return last, first, " ".join(draw(st.permutations(words)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(slips())
def test_any_name_is_found_with_any_slip(crowd: Desk, slip: tuple[str, str, str]) -> None:
    last, first, typed = slip
    if not any(person.name == f"{last.upper()} {first}" for person in crowd.finder.find(f"{last} {first}", 8, TODAY)):
        crowd.people.create(PersonDraft(last, first))
    assert f"{last.upper()} {first}" in found(crowd, typed)
