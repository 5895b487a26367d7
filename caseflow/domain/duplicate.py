"""Say when two descriptions are of the same person, and why.

Order of the keys: own file number and department identifier, France Travail, CAF, then e-mail or phone with the first
name (as rdv-insertion matches its files), then name and birth date with what French files do to them. A couple shares
its phone, its e-mail and its CAF number: a key that a household shares says nothing without the first name.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from math import exp
from typing import Generic, TypeVar

from rapidfuzz.distance import OSA

from caseflow.domain.french_names import NO_NAME, Likeness, Name, first_name_likeness, is_same, likeness, prepared
from caseflow.domain.person import contact_key
from caseflow.i18n import N_, _, fold

Key = TypeVar("Key")


class Level(IntEnum):
    """How sure it is that two descriptions are of one person."""

    POSSIBLE = 1
    CERTAIN = 2


class DateLikeness(StrEnum):
    """How much two birth dates are alike."""

    SAME = "same"
    SWAPPED = "swapped"  # day and month inverted
    NEAR = "near"  # one digit apart
    UNKNOWN = "unknown"  # one is missing
    DIFFERENT = "different"


@dataclass(slots=True)  # not frozen, five times slower: an import describes everybody of the store
class Description:
    """What is known of somebody, as typed: what two descriptions are compared by."""

    last_name: str = field(repr=False)
    first_name: str = field(default="", repr=False)
    birth_name: str | None = field(default=None, repr=False)
    birth_date: date | None = field(default=None, repr=False)
    file_number: str | None = field(default=None, repr=False)
    department_id: str | None = field(default=None, repr=False)
    france_travail_id: str | None = field(default=None, repr=False)
    caf_number: str | None = field(default=None, repr=False)
    post_code: str | None = field(default=None, repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    emails: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Two descriptions are of the same person, surely or perhaps, for these reasons."""

    level: Level
    reasons: tuple[str, ...]
    score: float
    """From 0 to 1: how much the reasons say together, near the share of pairs that are right (docs/benchmarks.md)."""


_NUMBER_KEYS = ("file:", "department:", "france_travail:")
_NUMBER_WORDS = (
    N_("same file number"),
    N_("same department identifier"),
    N_("same France Travail number"),
)


class Prepared:
    """A description made ready to be compared many times."""

    __slots__ = (
        "birth_date",
        "caf",
        "emails",
        "first",
        "last",
        "numbers",
        "own",
        "phones",
        "post_code",
        "shared",
        "surname",
        "surnames",
    )

    def __init__(self, described: Description, names: dict[str, Name]) -> None:
        """Prepare; `names` remembers the names already prepared, most being shared by several people."""
        self.last = _name(described.last_name, names)
        self.surname = _name(described.birth_name, names)
        self.first = _name(described.first_name, names)
        self.birth_date = described.birth_date
        self.numbers = (
            _number(described.file_number),
            _number(described.department_id),
            _number(described.france_travail_id),
        )
        self.caf = _number(described.caf_number)
        self.phones = _keys(described.phones, 6)
        self.emails = _keys(described.emails, 0)
        self.post_code = described.post_code
        self.surnames = (self.last, self.surname) if self.surname.joined else (self.last,)
        self.own = frozenset([key + number for key, number in zip(_NUMBER_KEYS, self.numbers, strict=True) if number])
        self.shared = self._shared()

    def _shared(self) -> frozenset[str]:
        """Return the keys that the people of one household have in common."""
        if not (self.caf or self.phones or self.emails):
            return _NOTHING
        keys = [*(f"phone:{phone}" for phone in self.phones), *(f"email:{email}" for email in self.emails)]
        return frozenset([*keys, f"caf:{self.caf}"] if self.caf else keys)

    def blocks(self) -> Iterator[str]:
        """Yield what this description shares with any other worth being compared with."""
        yield from self.own
        yield from self.shared
        first = self.first.first_sound
        if self.birth_date:
            yield self.birth_date.isoformat()
        for name in self.surnames:
            if self.birth_date:
                yield f"{self.birth_date.year}:{first}:{name.sound[:1]}"
            for heard in name.all_sounds:
                yield f"{heard}|{first}" if heard < first else f"{first}|{heard}"


def _name(text: str | None, names: dict[str, Name]) -> Name:
    if not text:
        return NO_NAME
    found = names.get(text)
    if found is None:
        found = names[text] = prepared(text)
    return found


def _keys(typed: tuple[str, ...], shortest: int) -> frozenset[str]:
    return frozenset(key for each in typed if len(key := contact_key(each)) >= shortest) if typed else _NOTHING


_NOTHING: frozenset[str] = frozenset()


def _number(text: str | None) -> str:
    if not text:
        return ""
    if text.isascii() and text.isalnum():  # nearly all: an import reads those of the whole store
        return text.lower().lstrip("0")
    return "".join(filter(str.isalnum, fold(text))).lstrip("0")


def compare(one: Description, other: Description) -> Verdict | None:
    """Say whether two descriptions may be of the same person, and why; None when nothing says so."""
    names: dict[str, Name] = {}
    return judge(Prepared(one, names), Prepared(other, names))


def judge(one: Prepared, other: Prepared) -> Verdict | None:
    """Say whether two prepared descriptions may be of the same person, and why."""
    dates = date_likeness(one.birth_date, other.birth_date)
    are_apart = dates is DateLikeness.DIFFERENT and one.own.isdisjoint(other.own)
    if are_apart and (one.shared.isdisjoint(other.shared) or not _share_a_surname(one, other)):
        return None  # nearly all of those who share a block: how alike their names are need not be known
    numbers, household = _same_numbers(one, other), _household(one, other)
    facing = _Facing(one, other, dates)
    if numbers and not facing.is_stranger:
        return _verdict(Level.CERTAIN if facing.agrees else Level.POSSIBLE, numbers, facing)
    if household and facing.is_called_alike:
        sure = facing.agrees and (facing.last or facing.dates is DateLikeness.SAME) and facing.first is Likeness.SAME
        if sure or facing.dates is not DateLikeness.DIFFERENT or facing.last is Likeness.SAME:
            return _verdict(Level.CERTAIN if sure else Level.POSSIBLE, household, facing)
    level = facing.level()
    return None if level is None else _verdict(level, household, facing)


def _same_numbers(one: Prepared, other: Prepared) -> list[str]:
    """Return the keys in common that nobody shares."""
    pairs = zip(_NUMBER_WORDS, one.numbers, other.numbers, strict=True)
    return [words for words, mine, yours in pairs if mine and mine == yours]


def _share_a_surname(one: Prepared, other: Prepared) -> bool:
    for mine in one.surnames:  # not `any`: a file may share a phone with tens of thousands
        for yours in other.surnames:
            if is_same(mine, yours):
                return True
    return False


def _household(one: Prepared, other: Prepared) -> list[str]:
    """Return the keys in common that the people of one household share too."""
    common: list[str] = []
    if one.caf and one.caf == other.caf:
        common.append(N_("same CAF or MSA number"))
    if one.emails & other.emails:
        common.append(N_("same e-mail address"))
    if one.phones & other.phones:
        common.append(N_("same phone number"))
    return common


class _Facing:
    """Two descriptions face to face: how much their names and dates are alike."""

    def __init__(self, one: Prepared, other: Prepared, dates: DateLikeness) -> None:
        self._one, self._other, self.dates = one, other, dates
        self.first = first_name_likeness(one.first, other.first)
        self.last = likeness(one.last, other.last)
        self.by_birth_name = False
        if self.last is not Likeness.SAME and (one.surname.joined or other.surname.joined):
            best = max(likeness(mine, yours) for mine in one.surnames for yours in other.surnames)
            self.by_birth_name, self.last = best > self.last, max(best, self.last)
        self.inverted = Likeness.NONE
        if not (self.first and self.last) and one.first.joined and other.first.joined:
            self.inverted = likeness(one.last, other.first)
            if self.inverted:
                self.inverted = min(self.inverted, likeness(one.first, other.last))

    @property
    def is_called_alike(self) -> bool:
        return bool(self.first) or self.inverted is Likeness.SAME

    @property
    def is_stranger(self) -> bool:
        """Tell that names and dates all say otherwise: two senders numbered two people alike."""
        return not (self.last or self.first or self.inverted) and self.dates is DateLikeness.DIFFERENT

    @property
    def agrees(self) -> bool:
        """Tell that nothing speaks against the same person."""
        clash = any(
            mine and yours and len(mine) == len(yours) and mine != yours
            for mine, yours in list(zip(self._one.numbers, self._other.numbers, strict=True))[1:]
        )
        return bool(self.first) and self.dates in (DateLikeness.SAME, DateLikeness.UNKNOWN) and not clash

    def level(self) -> Level | None:
        """Return what names and birth dates say alone."""
        sames = (self.last is Likeness.SAME) + (self.first is Likeness.SAME)
        fits = bool(self.last and self.first)
        if self.dates is DateLikeness.SAME:
            if sames == 2:
                return Level.CERTAIN if self.agrees and not self.by_birth_name else Level.POSSIBLE
            return Level.POSSIBLE if fits or self.inverted or self._changed_name() else None
        if self.dates in (DateLikeness.SWAPPED, DateLikeness.NEAR):
            return Level.POSSIBLE if (fits and sames) or self.inverted is Likeness.SAME else None
        if self.dates is DateLikeness.UNKNOWN:
            near = fits and sames and self._same_place()
            return Level.POSSIBLE if sames == 2 or self.inverted is Likeness.SAME or near else None
        return None

    def _same_place(self) -> bool:
        return self._one.post_code is not None and self._one.post_code == self._other.post_code

    def _changed_name(self) -> bool:
        """Tell a name that marriage or divorce may have changed: same first name, birth date and place."""
        return self.first is Likeness.SAME and self._same_place()

    def reasons(self) -> Iterator[str]:
        """Yield what names and dates have in common, in words."""
        yield from self._name_reasons()
        yield {
            DateLikeness.SAME: N_("same birth date"),
            DateLikeness.SWAPPED: N_("day and month of birth inverted"),
            DateLikeness.NEAR: N_("birth dates one digit apart"),
            DateLikeness.UNKNOWN: N_("birth date missing"),
            DateLikeness.DIFFERENT: N_("birth dates differ"),
        }[self.dates]
        if not ((self.last and self.first) or self.inverted) and self._same_place():
            yield N_("same post code")

    def _name_reasons(self) -> Iterator[str]:
        if self.inverted:
            yield N_("last name and first name inverted")
        elif self.last is Likeness.SAME and self.first is Likeness.SAME:
            yield N_("birth name instead of usage name") if self.by_birth_name else N_("same last name and first name")
        else:
            yield _LAST_NAMES[self.last] if not self.by_birth_name else N_("birth name instead of usage name")
            yield _FIRST_NAMES[self.first]


_LAST_NAMES = {
    Likeness.SAME: N_("same last name"),
    Likeness.CLOSE: N_("last names close"),
    Likeness.PART: N_("one last name is a part of the other"),
    Likeness.NONE: N_("last names differ"),
}
_FIRST_NAMES = {
    Likeness.SAME: N_("same first name"),
    Likeness.CLOSE: N_("first names close"),
    Likeness.PART: N_("one first name is a part of the other"),
    Likeness.NONE: N_("first names differ"),
}


_WEIGHTS = {
    "same file number": 7,
    "same department identifier": 7,
    "same France Travail number": 7,
    "same CAF or MSA number": 2,
    "same e-mail address": 4,
    "same phone number": 3,
    "same birth date": 4,
    "day and month of birth inverted": 3,
    "birth dates one digit apart": 2,
    "birth date missing": 0,
    "birth dates differ": -4,
    "same last name and first name": 3,
    "last name and first name inverted": 2,
    "birth name instead of usage name": 1,
    "same last name": 1,
    "last names close": 1,
    "one last name is a part of the other": 0,
    "last names differ": -2,
    "same first name": 1,
    "first names close": 0,
    "one first name is a part of the other": 0,
    "first names differ": -3,
    "same post code": 1,
}
"""What each reason weighs, in powers of e: how many times likelier it is of one person than of two, roughly."""
_BALANCE = 4
"""The weight at which it is as likely one person as two."""


def _verdict(level: Level, keys: Iterable[str], facing: _Facing) -> Verdict:
    said = (*keys, *facing.reasons())
    weight = sum(_WEIGHTS[words] for words in said)
    return Verdict(level, tuple(_(words) for words in said), 1 / (1 + exp(_BALANCE - weight)))


def date_likeness(one: date | None, other: date | None) -> DateLikeness:
    """Say how much two birth dates are alike."""
    if one is None or other is None:
        return DateLikeness.UNKNOWN
    if one == other:
        return DateLikeness.SAME
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return DateLikeness.SWAPPED
    if one.day != other.day and one.year != other.year:
        return DateLikeness.DIFFERENT  # a digit, or two neighbours, cannot be of both
    is_apart = one.day // 10 != other.day // 10 or one.month % 10 != other.month % 10
    if is_apart and one.day != other.day and one.month != other.month:
        return DateLikeness.DIFFERENT  # the two digits between are all that neighbours inverted may change
    # `strftime` is slow and half-supported before year 1000; a formatted string is not.
    mine, yours = (f"{day.day:02}{day.month:02}{day.year:04}" for day in (one, other))
    return DateLikeness.NEAR if OSA.distance(mine, yours, score_cutoff=1) <= 1 else DateLikeness.DIFFERENT


@dataclass(frozen=True, slots=True)
class Match(Generic[Key]):
    """Somebody of the register who may be the person described."""

    key: Key
    verdict: Verdict


class Register(Generic[Key]):
    """Descriptions filed so that those worth a comparison are found at once, among tens of thousands."""

    def __init__(self) -> None:
        self._names: dict[str, Name] = {}
        self._files: dict[Key, Prepared] = {}
        self._blocks: dict[str, list[Key]] = {}

    def add(self, key: Key, described: Description) -> None:
        """File a description."""
        made = self._files[key] = Prepared(described, self._names)
        for block in made.blocks():
            self._blocks.setdefault(block, []).append(key)

    def matches(self, described: Description) -> list[Match[Key]]:
        """Return who of the register may be the person described, the surest first."""
        sought = Prepared(described, self._names)
        seen: dict[Key, None] = {}
        for block in _looked_in(sought):
            if block in self._blocks:
                seen.update(dict.fromkeys(self._blocks[block]))
        found = [Match(key, verdict) for key in seen if (verdict := judge(sought, self._files[key])) is not None]
        return surest_first(found)


def surest_first(matches: Iterable[Match[Key]]) -> list[Match[Key]]:
    """Put first those who are surely the same person, then those who have more in common."""
    return sorted(matches, key=lambda match: (-match.verdict.level, -len(match.verdict.reasons)))


def _looked_in(sought: Prepared) -> Iterator[str]:
    """Yield the blocks in which somebody may be found: the own ones, and that of the birth date inverted."""
    yield from sought.blocks()
    day = sought.birth_date
    if day and day.day <= 12:
        yield f"{day.year:04}-{day.day:02}-{day.month:02}"
