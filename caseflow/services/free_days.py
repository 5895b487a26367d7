"""The days on which an appointment may be given: no week-end, no public holiday, no school holidays for some.

The `holidays` package knows the public holidays of each département. It computes school holidays by rule, for any
year: they are believed only as far as an arrêté has published them (`resources/reference/school_zones.toml`).
"""

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from caseflow.domain.barrier import Theme
from caseflow.i18n import _, current, fold
from caseflow.resources import resource
from caseflow.services.reference import communes_at

WEEKS = (1, 2, 4, 6)
"""How far ahead appointments are proposed; a month is four weeks, so that it falls on the same day of the week."""
DEFAULT_WEEKS = 4

_SUBDIVISIONS = {
    "57": "57", "67": "6AE", "68": "6AE", "971": "971", "972": "972", "973": "973", "974": "974", "975": "PM",
    "976": "976", "977": "BL", "978": "MF", "986": "WF", "987": "PF", "988": "NC",
}  # fmt: skip
"""The subdivisions of `holidays` that have public holidays of their own, by département."""
_CHILDCARE = ("garde", "enfant", "creche", "nourrice", "assistante maternelle", "ecole", "scolaire", "cantine", "child")
"""What a situation speaks of, without accents, when the time of a parent hangs on it."""


@dataclass(frozen=True)
class SlotProposal:
    """A day proposed for the next appointment."""

    weeks: int
    day: date
    at_minute: int | None
    """Minutes since midnight; None when no hour is usual."""
    moved_because: str = ""
    """Why it is not the day one would expect, in a sentence."""
    is_default: bool = False
    caution: str = ""
    """What could not be checked, in a sentence."""


@dataclass(frozen=True)
class Habit:
    """When somebody usually comes: a day of the week (0 is Monday) and a time, as far as is known."""

    weekday: int | None = None
    at_minute: int | None = None


def habit(moments: Sequence[tuple[date, int | None]]) -> Habit:
    """Return when past appointments, the latest first, usually were; of two equally frequent the latest counts."""
    weekdays = Counter(day.weekday() for day, _minute in moments)
    minutes = Counter(minute for _day, minute in moments if minute is not None)
    return Habit(_most(weekdays), _most(minutes))


def _most(counted: Counter[int]) -> int | None:
    return counted.most_common(1)[0][0] if counted else None


def propose(on: date, usual: Habit, free: "FreeDays") -> tuple[SlotProposal, ...]:
    """Return the days to propose, from a day on, each once; one of them is the default."""
    found: dict[date, SlotProposal] = {}
    for weeks in WEEKS:
        wished = _near(on + timedelta(weeks=weeks), usual.weekday)
        day, because = free.from_day(wished)
        is_default = weeks == DEFAULT_WEEKS
        earlier = found.get(day)
        if earlier is None or is_default:
            nearest = earlier.weeks if earlier else weeks
            found[day] = SlotProposal(nearest, day, usual.at_minute, because, is_default, free.caution(day))
    return tuple(found.values())


def _near(target: date, weekday: int | None) -> date:
    """Return the day of the week wanted that is nearest to a day: three days off at most."""
    if weekday is None:
        return target
    return target + timedelta(days=(weekday - target.weekday() + 3) % 7 - 3)


class FreeDays:
    """The days that suit one person: where she lives decides on holidays, and whether school matters to her."""

    def __init__(self, department: str, *, minds_school: bool) -> None:
        """Take a département (empty where it is not known)."""
        self._zone = zones().get(department) if minds_school else None
        self._minds_school = minds_school
        self._department = department
        self._subdivision = _SUBDIVISIONS.get(department)

    def obstacle(self, day: date) -> str:
        """Say why no appointment is given on a day; empty when one may be."""
        if day.weekday() >= 5:
            return _("weekend")
        public = _public(self._subdivision, day.year)
        if day in public:
            return _("public holiday ({name})").format(name=public[day])
        if self._is_school_holiday(day):
            return _("school holidays, zone {zone}").format(zone=self._zone)
        return ""

    def from_day(self, wished: date) -> tuple[date, str]:
        """Return the first suitable day from one on, and why it is another, if it is.

        After school holidays it is the same day of the week again.
        """
        day, because = wished, self.obstacle(wished)
        while self.obstacle(day):
            day += timedelta(weeks=1) if self._is_school_holiday(day) and day.weekday() < 5 else timedelta(days=1)
        if not because:
            return day, ""
        words = _("{day}: {obstacle}, moved to {other}")
        written = current().long_date
        return day, words.format(day=written(wished), obstacle=because, other=written(day))

    def caution(self, day: date) -> str:
        """Say when school holidays matter and are not known for a day."""
        if not self._minds_school:
            return ""
        if not self._department:
            return _("School holidays not checked: the person’s commune is not known.")
        if self._zone is None:
            return _("School holidays not checked: this département has its own calendar.")
        if day > published_until():
            words = _("School holidays not checked: the calendar is known until {day}.")
            return words.format(day=current().date(published_until()))
        return ""

    def _is_school_holiday(self, day: date) -> bool:
        return self._zone is not None and day <= published_until() and day in _school(self._zone, day.year)


def minds_school(theme: Theme, situation: str) -> bool:
    """Tell whether an open barrier is about childcare; one of the theme that says nothing more may well be."""
    words = fold(situation)
    return theme is Theme.FAMILY and (not words.strip() or any(part in words for part in _CHILDCARE))


def department_of(insee_code: str | None, post_code: str | None) -> str:
    """Return the département of a commune or a post code; empty when neither tells it."""
    if insee_code:
        return insee_code[:3] if insee_code.startswith(("97", "98")) else insee_code[:2]
    found = {commune.department for commune in communes_at(post_code or "")}
    return found.pop() if len(found) == 1 else ""


@cache
def zones() -> dict[str, str]:
    """Return the school zone of each département that has one."""
    listed: dict[str, dict[str, list[str]]] = _reference()["zones"]
    return {each: zone for zone, academies in listed.items() for codes in academies.values() for each in codes}


@cache
def published_until() -> date:
    """Return the last day of the school calendars published so far."""
    return _reference()["published_until"]


@cache
def _reference() -> dict[str, Any]:
    return tomllib.loads(resource("reference", "school_zones.toml").read_text(encoding="utf-8"))


@cache
def _public(subdivision: str | None, year: int) -> Mapping[date, str]:
    from holidays import country_holidays

    return dict(country_holidays("FR", subdiv=subdivision, years=year, language="fr"))


@cache
def _school(zone: str, year: int) -> Mapping[date, str]:
    from holidays import country_holidays

    found = country_holidays("FR", subdiv=f"Zone {zone}", years=year, categories=("school",), language="fr")
    return dict(found)
