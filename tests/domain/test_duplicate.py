"""Two descriptions of one person are brought together with reasons; two people of one household are not."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from caseflow.domain.duplicate import Description, Level, Prepared, Register, compare, judge
from caseflow.domain.french_names import Name

AMINA = Description(
    "Benali",
    "Amina",
    birth_date=date(1985, 3, 12),
    phones=("+33612345678",),
    emails=("amina.benali@exemple.fr",),
    post_code="13001",
)


def level(one: Description, other: Description) -> Level | None:
    forth, back = compare(one, other), compare(other, one)
    assert (forth and forth.level) == (back and back.level), "a comparison goes both ways"
    return forth.level if forth else None


def test_the_same_name_and_birth_date_are_the_same_person_whatever_the_accents_and_case() -> None:
    hugo = Description("CŒURÉ", "Zoé-Léa", birth_date=date(1990, 1, 2))
    assert level(hugo, Description("Coeure", "ZOE LEA", birth_date=date(1990, 1, 2))) is Level.CERTAIN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ben Ali", "BENALI"),
        ("de la Tour", "La Tour"),
        ("N’Guessan", "NGUESSAN"),
        ("Martin-Dupont", "Dupont Martin"),
        ("El Amrani", "AMRANI"),
    ],
)
def test_particles_hyphens_and_apostrophes_do_not_make_another_person(one: str, other: str) -> None:
    assert level(replace(AMINA, last_name=one), replace(AMINA, last_name=other)) is Level.CERTAIN


@pytest.mark.parametrize(
    "change",
    [
        {"last_name": "Bennali", "birth_date": date(1985, 3, 12)},
        {"last_name": "Benaly"},
        {"first_name": "Aminna"},
        {"last_name": "Amina", "first_name": "Benali"},
        {"last_name": "Benali-Dupont"},
        {"last_name": "Dupont", "birth_name": "Benali"},
        {"last_name": "Dupont née Benali"},
        {"birth_date": date(1985, 12, 3)},
        {"birth_date": date(1985, 3, 13)},
        {"birth_date": date(1986, 3, 12)},
        {"birth_date": None},
        {"first_name": "A."},
        {"first_name": "Amina Sarah"},
    ],
)
def test_slips_and_french_name_habits_are_proposed_never_taken_for_sure(change: dict[str, object]) -> None:
    bare = replace(AMINA, phones=(), emails=())
    assert level(bare, replace(bare, **change)) is Level.POSSIBLE


@pytest.mark.parametrize(
    "change",
    [
        {"first_name": "Karim"},
        {"last_name": "Durand", "post_code": "13009"},
        {"birth_date": date(1971, 8, 30)},
        {"last_name": "Benali", "first_name": "Karim", "birth_date": None},
    ],
)
def test_homonyms_brothers_and_strangers_are_other_people(change: dict[str, object]) -> None:
    bare = replace(AMINA, phones=(), emails=())
    assert level(bare, replace(bare, **change)) is None


def test_spouses_share_phone_mail_and_household_number_and_stay_two_people() -> None:
    karim = replace(AMINA, first_name="Karim", birth_date=date(1983, 7, 4), caf_number="2055990")
    assert level(replace(AMINA, caf_number="2055990"), karim) is None


def test_twins_are_two_people_even_under_one_phone() -> None:
    assert level(AMINA, replace(AMINA, first_name="Karim")) is None


def test_a_mail_or_a_phone_with_the_first_name_is_enough() -> None:
    by_mail = Description("Benali", "Amina", emails=("Amina.Benali@Exemple.fr",))
    by_phone = Description("Benali", "Amina Sarah", phones=("06 12 34 56 78",))
    assert level(AMINA, by_mail) is Level.CERTAIN
    assert level(AMINA, by_phone) is Level.POSSIBLE
    assert level(AMINA, replace(by_phone, first_name="Amina")) is Level.CERTAIN


@pytest.mark.parametrize("key", ["file_number", "department_id", "france_travail_id"])
def test_an_own_number_is_enough_unless_the_names_or_dates_say_otherwise(key: str) -> None:
    mine = replace(Description("Benali", "Amina", birth_date=date(1985, 3, 12)), **{key: "1234567A"})
    assert level(mine, Description("Dupont", "Amina", **{key: "1234567 A"})) is Level.CERTAIN
    assert level(mine, Description("Dupont", "Karim", **{key: "1234567A"})) is Level.POSSIBLE
    stranger = Description("Dupont", "Karim", birth_date=date(1960, 1, 1), **{key: "1234567A"})
    assert level(mine, stranger) is None, "two senders numbered two people alike"


def test_two_france_travail_numbers_for_one_name_are_for_a_person_to_decide() -> None:
    one, other = (replace(AMINA, france_travail_id=number) for number in ("1234567A", "7654321B"))
    assert level(one, other) is Level.POSSIBLE


def test_a_verdict_gives_its_reasons_in_words() -> None:
    verdict = compare(AMINA, replace(AMINA, birth_date=date(1985, 12, 3)))
    assert verdict is not None
    assert len(verdict.reasons) == 4
    assert all(reason and reason == reason.strip() for reason in verdict.reasons)


HEADS = "Mar Dur Ben Lef Gau Rou Mou Ber Cha Del Fon Gir Hen Lam Per Sim".split()
TAILS = "tin and ali ebvre thier ssel lin nard pentier mas taine aud ry bert rin on".split()
LASTS = [head + tail for head in HEADS for tail in TAILS]
FIRSTS = (
    "Amina Karim Claire Nicolas Fatima Mohamed Julie Thomas Léa Hugo Samira Paul Inès Yacine Chloé Bruno Jean-Pierre"
    " Marie-Claude Sofia Olivier Nadia Cédric Aïcha Moussa Élodie Gérard"
).split()


def _people(count: int, chance: random.Random) -> list[Description]:
    return [
        Description(
            chance.choice(LASTS),
            chance.choice(FIRSTS),
            birth_date=date(1960, 1, 1) + timedelta(days=chance.randrange(16_000)),
            phones=(f"06{chance.randrange(10**8):08}",),
            post_code=f"130{chance.randrange(1, 17):02}",
        )
        for _ in range(count)
    ]


def _damaged(person: Description, chance: random.Random) -> Description:
    """The same person in another list: one thing different, and another phone half of the time."""
    last, born = person.last_name, person.birth_date
    place = chance.randrange(1, len(last) - 1)
    assert born is not None
    changes: list[dict[str, object]] = [
        {"last_name": last[:place] + last[place + 1] + last[place] + last[place + 2 :]},
        {"last_name": last[:place] + last[place:].replace(last[place], last[place] * 2, 1)},
        {"last_name": f"{last}-{chance.choice(LASTS)}"},
        {"last_name": chance.choice(LASTS), "birth_name": last},
        {"last_name": person.first_name, "first_name": last},
        {"last_name": last.upper(), "first_name": person.first_name.upper()},
        {"birth_date": born.replace(day=born.month, month=born.day) if born.day <= 12 else born},
        {"birth_date": None},
        {},
    ]
    phones = person.phones if chance.random() < 0.5 else (f"07{chance.randrange(10**8):08}",)
    return replace(person, phones=phones, **chance.choice(changes))


def test_nearly_every_damaged_copy_is_found_and_few_strangers_are_proposed() -> None:
    chance = random.Random(4)
    people = _people(3_000, chance)
    register: Register[int] = Register()
    for place, person in enumerate(people):
        register.add(place, person)
    copies = {place: _damaged(people[place], chance) for place in range(1_000)}
    found = wrong = 0
    for place, copy in copies.items():
        keys = {match.key for match in register.matches(copy)}
        found += place in keys
        wrong += len(keys - {place})
    wrong += sum(len(register.matches(stranger)) for stranger in _people(1_000, chance))
    assert found >= 980
    assert found / (found + wrong) >= 0.95


def test_the_blocks_lose_hardly_a_pair_that_comparing_all_with_all_finds_and_it_is_one_whoever_is_looked_up() -> None:
    chance = random.Random(11)
    people = _people(250, chance)
    copies = [_damaged(person, chance) for person in people]
    names: dict[str, Name] = {}
    theirs, ours = ([Prepared(each, names) for each in group] for group in (copies, people))
    everything = {(i, j) for i, one in enumerate(theirs) for j, other in enumerate(ours) if judge(one, other)}

    def found_among(filed: list[Description], looked_up: list[Description]) -> set[tuple[int, int]]:
        register: Register[int] = Register()
        for place, each in enumerate(filed):
            register.add(place, each)
        return {(place, match.key) for place, each in enumerate(looked_up) for match in register.matches(each)}

    found = found_among(people, copies)
    assert found == {(i, j) for j, i in found_among(copies, people)}
    assert found <= everything
    assert len(found) >= 0.99 * len(everything)
