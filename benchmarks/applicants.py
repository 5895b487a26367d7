"""Candidates of a mass recruitment as ten offices write them, with the truth of who came in twice.

The errors are those of offices, not those that the comparison knows of. What each imitates:

- names without accents, in capitals or not, particles glued: the screens that lists are exported from;
- a letter lost, doubled, inverted with its neighbour or taken from the next key: typing (the four slips of Damerau, « A
  technique for computer detection and correction of spelling errors », 1964);
- birth name for usage name, one half of a double name: the identity of the files of the social services (INSi, RNIV);
- one of two first names, columns of names swapped, day and month inverted, a wrong digit in a year: entry by hand and
  dates of a spreadsheet set to English;
- no birth date: a person put forward by phone; another phone or address: people whose numbers change;
- people whom nothing but their household brings together: couples, brothers and sisters, twins, a father and a son of
  one name; and homonyms, as the frequency of names makes them.
"""

import random
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from caseflow.domain.duplicate import Description
from caseflow.i18n import fold

TWICE = 0.22
"""The share of candidates that a second office sends too: 60 of 300 rows, and some thrice."""
_SLIPS = ((0, 0.25), (1, 0.6), (2, 0.15))
"""How many errors the second entry has."""
_NEIGHBOURS = {
    "a": "zq",
    "e": "zr",
    "i": "uo",
    "o": "ip",
    "u": "yi",
    "n": "bh",
    "m": "lp",
    "r": "et",
    "s": "qd",
    "t": "ry",
}
"""Keys beside each other on an AZERTY keyboard."""


@dataclass(frozen=True)
class Applicant:
    """One entry, and who it truly is."""

    truth: int
    described: Description


def applicants(entries: int, seed: int = 1) -> list[Applicant]:
    """Return that many entries, in no order; the same seed gives the same ones."""
    chance = random.Random(seed)
    found: list[Applicant] = []
    people = 0
    while len(found) < entries:
        for described in _household(chance):
            found.append(Applicant(people, described))
            if chance.random() < TWICE:
                found.append(Applicant(people, _sent_again(described, chance)))
            people += 1
    found = found[:entries]
    chance.shuffle(found)
    return found


def _household(chance: random.Random) -> list[Description]:
    """Return somebody, and now and then somebody else of the same home who applies too."""
    one = _person(chance, chance.random() < 0.5)
    kin = chance.random()
    if kin < 0.03:  # a couple: one phone, often one name
        other = _person(chance, one.first_name not in _names("women"))
        name = one.last_name if chance.random() < 0.6 else other.last_name
        return [
            one,
            replace(other, last_name=name, phones=one.phones, post_code=one.post_code, caf_number=one.caf_number),
        ]
    if kin < 0.05 and one.birth_date:  # brother or sister
        other = _person(chance, chance.random() < 0.5)
        born = one.birth_date if chance.random() < 0.1 else _day(chance)  # twins, one time in ten
        return [one, replace(other, last_name=one.last_name, birth_date=born, post_code=one.post_code)]
    if kin < 0.052 and one.birth_date:  # father and son of one name
        return [one, replace(one, birth_date=_day(chance), emails=(), france_travail_id=_number(chance))]
    return [one]


def _person(chance: random.Random, is_woman: bool) -> Description:
    last_name, first_name = _drawn("surnames", chance), _drawn("women" if is_woman else "men", chance)
    birth_name = _drawn("surnames", chance) if is_woman and chance.random() < 0.3 else None
    if birth_name and chance.random() < 0.2:
        last_name = f"{last_name}-{birth_name}"
    if chance.random() < 0.06:
        first_name = f"{first_name} {_drawn('women' if is_woman else 'men', chance)}"
    local = fold(f"{first_name}.{last_name}").replace(" ", "").replace("’", "")
    return Description(
        last_name,
        first_name,
        birth_name,
        _day(chance),
        france_travail_id=_number(chance) if chance.random() < 0.7 else None,
        caf_number=f"{chance.randrange(10**7):07}" if chance.random() < 0.2 else None,
        post_code=f"130{chance.randrange(1, 17):02}",
        phones=(_phone(chance),) if chance.random() < 0.95 else (),
        emails=(f"{local}{chance.randrange(100)}@exemple.fr",) if chance.random() < 0.6 else (),
    )


def _sent_again(one: Description, chance: random.Random) -> Description:
    """Return what another office writes of the same person."""
    other = replace(
        one,
        last_name=_dressed(one.last_name, chance),
        first_name=_dressed(one.first_name, chance),
        birth_name=one.birth_name if chance.random() < 0.4 else None,
        france_travail_id=one.france_travail_id if chance.random() < 0.4 else None,
        caf_number=None,
        phones=one.phones if chance.random() < 0.7 else (_phone(chance),) if chance.random() < 0.5 else (),
        emails=one.emails if chance.random() < 0.6 else (),
    )
    errors = chance.choices([count for count, _share in _SLIPS], [share for _count, share in _SLIPS])[0]
    for error in chance.choices(list(_ERRORS), list(_ERRORS.values()), k=errors):
        other = error(other, one, chance)
    return other


def _dressed(name: str, chance: random.Random) -> str:
    """Write a name as another screen does: capitals, no accents, no hyphen, a glued particle."""
    if chance.random() < 0.5:
        name = fold(name)
    if chance.random() < 0.3:
        name = name.replace("-", " ").replace("’", "")
    if chance.random() < 0.1:
        name = name.replace(" ", "")
    return name.upper() if chance.random() < 0.6 else name


def _slip(name: str, chance: random.Random) -> str:
    """Lose, double, invert or mistake a letter."""
    place = chance.randrange(len(name))
    letter = name[place]
    mistaken = chance.choice(_NEIGHBOURS.get(letter.lower(), "e"))
    return chance.choice(
        (
            name[:place] + name[place + 1 :],
            name[:place] + letter + name[place:],
            name[:place] + name[place + 1 : place + 2] + letter + name[place + 2 :],
            name[:place] + mistaken + name[place + 1 :],
        )
    )


def _last_name_mistyped(other: Description, _one: Description, chance: random.Random) -> Description:
    return replace(other, last_name=_slip(other.last_name, chance) or other.last_name)


def _first_name_mistyped(other: Description, _one: Description, chance: random.Random) -> Description:
    return replace(other, first_name=_slip(other.first_name, chance) or other.first_name)


def _under_birth_name(other: Description, one: Description, _chance: random.Random) -> Description:
    return replace(other, last_name=one.birth_name or other.last_name, birth_name=None)


def _half_a_name(other: Description, one: Description, chance: random.Random) -> Description:
    if "-" in one.last_name:
        return replace(other, last_name=chance.choice(one.last_name.split("-")))
    return replace(other, first_name=one.first_name.replace("-", " ").split(" ")[0])


def _swapped_columns(other: Description, _one: Description, _chance: random.Random) -> Description:
    return replace(other, last_name=other.first_name, first_name=other.last_name)


def _english_date(other: Description, _one: Description, _chance: random.Random) -> Description:
    day = other.birth_date
    return replace(other, birth_date=date(day.year, day.day, day.month)) if day and day.day <= 12 else other


def _wrong_digit(other: Description, _one: Description, chance: random.Random) -> Description:
    day = other.birth_date
    if day is None:
        return other
    return replace(other, birth_date=day.replace(year=day.year + chance.choice((-10, -1, 1, 10)), day=min(day.day, 28)))


def _no_date(other: Description, _one: Description, _chance: random.Random) -> Description:
    return replace(other, birth_date=None)


_Error = Callable[[Description, Description, random.Random], Description]
_ERRORS: dict[_Error, float] = {
    _last_name_mistyped: 30,
    _first_name_mistyped: 20,
    _under_birth_name: 12,
    _half_a_name: 12,
    _swapped_columns: 6,
    _english_date: 8,
    _wrong_digit: 6,
    _no_date: 6,
}
"""What goes wrong, and how often beside the others: set by us, nobody publishes it."""


def _drawn(kind: str, chance: random.Random) -> str:
    return chance.choices(_names(kind), cum_weights=_frequencies(kind))[0]


@cache
def _names(kind: str) -> list[str]:
    return [each.strip() for each in tomllib.loads(_LIST.read_text(encoding="utf-8"))[kind].split(",")]


@cache
def _frequencies(kind: str) -> list[float]:
    """Return how often each name is met, added up: names follow a law of Zipf, flatter at its head."""
    total, added = 0.0, list[float]()
    for rank in range(len(_names(kind))):
        total += 1 / (rank + 20)
        added.append(total)
    return added


_LIST = Path(__file__).parent / "names.toml"


def _day(chance: random.Random) -> date:
    return date(1963, 1, 1) + timedelta(days=chance.randrange(45 * 365))


def _phone(chance: random.Random) -> str:
    return f"+3363998{chance.randrange(10**4):04}{chance.randrange(10)}"


def _number(chance: random.Random) -> str:
    return f"{chance.randrange(10**10, 10**11)}"
