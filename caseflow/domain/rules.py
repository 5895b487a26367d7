"""The figures behind the rules of the trade, as data: each with its unit, its words, its source and its date.

They are shipped in `resources/reference/rules.toml`; an administrator may replace any in a store (`RuleSetting`).
"""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeAlias, TypeVar, cast

from caseflow.domain.enrolment import ExitKind
from caseflow.domain.errors import Invalid
from caseflow.domain.pathway import Contract
from caseflow.domain.scheme import Scheme
from caseflow.i18n import N_, _, current

RuleValue: TypeAlias = int | bool | date | tuple[str, ...]
Member = TypeVar("Member", bound=StrEnum)


class Unit(StrEnum):
    """What a figure counts, or what a list is made of."""

    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    HOURS = "hours"
    COUNT = "count"
    PERCENT = "percent"
    YES_NO = "yes_no"
    DATE = "date"
    CONTRACTS = "contracts"
    EXIT_KINDS = "exit_kinds"
    SCHEMES = "schemes"
    CODES = "codes"


UNIT_LABELS = {
    Unit.DAYS: N_("days"),
    Unit.MONTHS: N_("months"),
    Unit.YEARS: N_("years"),
    Unit.HOURS: N_("hours"),
    Unit.COUNT: N_("number"),
    Unit.PERCENT: N_("per cent"),
    Unit.YES_NO: N_("yes or no"),
    Unit.DATE: N_("date"),
    Unit.CONTRACTS: N_("contracts"),
    Unit.EXIT_KINDS: N_("kinds of exit"),
    Unit.SCHEMES: N_("schemes"),
    Unit.CODES: N_("codes"),
}

_NUMBERS = frozenset({Unit.DAYS, Unit.MONTHS, Unit.YEARS, Unit.HOURS, Unit.COUNT, Unit.PERCENT})
_MEMBERS: dict[Unit, frozenset[str]] = {
    Unit.CONTRACTS: frozenset(Contract),
    Unit.EXIT_KINDS: frozenset(ExitKind),
    Unit.SCHEMES: frozenset(Scheme),
}
_LARGEST = 36_500
"""A century in days: more is a slip of the keyboard."""


@dataclass(frozen=True)
class Rule:
    """One figure, or one list, and where it comes from."""

    key: str
    value: RuleValue
    unit: Unit
    labels: Mapping[str, str]
    """What it is called, by language."""
    source: str
    as_of: date
    """When the source was read."""
    is_to_check: bool
    """Habit rather than law: not yet verified, to be confirmed by the structure."""
    is_applied: bool = True
    """Something is computed from it; otherwise it is there to be looked up, and changing it changes nothing yet."""
    is_changed: bool = False
    """It replaces, in this store, the figure shipped."""

    @property
    def label(self) -> str:
        """What it is called in the reader's language."""
        return self.labels.get(current().language) or self.labels["fr"]

    @property
    def unit_label(self) -> str:
        """What its unit is called in the reader's language."""
        return _(UNIT_LABELS[self.unit])

    def changed_to(self, value: object) -> "Rule":
        """Return the rule with another value.

        Raises:
            Invalid: the value does not fit its unit.
        """
        return replace(self, value=_checked(self.key, self.unit, value), is_changed=True)


class Rules:
    """Every figure by its key, with typed access. It never changes: a change makes another one."""

    def __init__(self, entries: Mapping[str, Rule], refused: tuple[str, ...] = ()) -> None:
        self._entries = dict(entries)
        self.refused = refused
        """The keys of settings that could not be applied: unknown here, or with a value that fits no more."""

    @classmethod
    def read(cls, text: str) -> "Rules":
        """Read rules from TOML.

        Raises:
            Invalid: a value does not fit its unit; the file being ours, the fault is too.
        """
        return cls({key: _rule(key, table) for key, table in tomllib.loads(text).items()})

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._entries.values())

    def __getitem__(self, key: str) -> Rule:
        return self._entries[key]

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def with_value(self, key: str, value: object) -> "Rules":
        """Return the rules with one value changed.

        Raises:
            Invalid: there is no such rule, or the value does not fit it.
        """
        if key not in self._entries:
            raise Invalid("key", _("There is no such rule."))
        return Rules({**self._entries, key: self._entries[key].changed_to(value)}, self.refused)

    def with_settings(self, settings: Mapping[str, str]) -> "Rules":
        """Return the rules with the settings of a store, JSON texts by key, applied.

        One that cannot be applied leaves the shipped figure in force and is listed in `refused`: a store must open.
        """
        rules, refused = self, list[str]()
        for key, text in settings.items():
            try:
                rules = rules.with_value(key, json.loads(text))
            except (Invalid, ValueError):
                refused.append(key)
        return Rules(rules._entries, (*self.refused, *refused))  # noqa: SLF001 - of its own class

    def days(self, key: str) -> int:
        """Return a number of days."""
        return self._number(key, Unit.DAYS)

    def months(self, key: str) -> int:
        """Return a number of months."""
        return self._number(key, Unit.MONTHS)

    def years(self, key: str) -> int:
        """Return a number of years."""
        return self._number(key, Unit.YEARS)

    def hours(self, key: str) -> int:
        """Return a number of hours."""
        return self._number(key, Unit.HOURS)

    def minutes(self, key: str) -> int:
        """Return a number of hours, in minutes."""
        return self.hours(key) * 60

    def count(self, key: str) -> int:
        """Return a number of things."""
        return self._number(key, Unit.COUNT)

    def percent(self, key: str) -> int:
        """Return a percentage."""
        return self._number(key, Unit.PERCENT)

    def is_on(self, key: str) -> bool:
        """Tell whether an option is chosen."""
        return cast("bool", self._value(key, Unit.YES_NO))

    def day(self, key: str) -> date:
        """Return a date."""
        return cast("date", self._value(key, Unit.DATE))

    def codes(self, key: str) -> frozenset[str]:
        """Return a list of codes."""
        return frozenset(cast("tuple[str, ...]", self._value(key, Unit.CODES)))

    def contracts(self, key: str) -> tuple[Contract, ...]:
        """Return a list of contracts."""
        return _members(Contract, self._value(key, Unit.CONTRACTS))

    def exit_kinds(self, key: str) -> frozenset[ExitKind]:
        """Return a list of kinds of exit."""
        return _set(ExitKind, self._value(key, Unit.EXIT_KINDS))

    def schemes(self, key: str) -> frozenset[Scheme]:
        """Return a list of schemes."""
        return _set(Scheme, self._value(key, Unit.SCHEMES))

    def _number(self, key: str, unit: Unit) -> int:
        return cast("int", self._value(key, unit))

    def _value(self, key: str, unit: Unit) -> RuleValue:
        rule = self._entries[key]
        if rule.unit is not unit:
            raise TypeError(f"{key} is in {rule.unit}, not in {unit}")
        return rule.value


@cache
def _members(kind: type[Member], codes: RuleValue) -> tuple[Member, ...]:
    """Return the members that a list of codes stands for; asked for each step of a pathway, worked out once."""
    return tuple(kind(code) for code in cast("tuple[str, ...]", codes))


@cache
def _set(kind: type[Member], codes: RuleValue) -> frozenset[Member]:
    return frozenset(_members(kind, codes))


@cache
def shipped() -> Rules:
    """Return the rules shipped with CaseFlow."""
    from caseflow.resources import resource

    return Rules.read(resource("reference", "rules.toml").read_text(encoding="utf-8"))


def stored(value: RuleValue) -> str:
    """Write a value as a `RuleSetting` holds it."""
    return json.dumps(value.isoformat() if isinstance(value, date) else value)


def _rule(key: str, table: Mapping[str, Any]) -> Rule:
    unit = Unit(table["unit"])
    return Rule(
        key=key,
        value=_checked(key, unit, table["value"]),
        unit=unit,
        labels={"fr": table["fr"], "en": table["en"]},
        source=table["source"],
        as_of=table["as_of"],
        is_to_check=table.get("to_check", False),
        is_applied=table.get("applied", True),
    )


def _checked(key: str, unit: Unit, value: object) -> RuleValue:
    """Return a value in the type of its unit, or refuse it."""
    if unit in _NUMBERS:
        return _number(key, unit, value)
    if unit is Unit.YES_NO:
        if not isinstance(value, bool):
            raise Invalid(key, _("Yes or no is expected."))
        return value
    return _date(key, value) if unit is Unit.DATE else _list(key, unit, value)


def _number(key: str, unit: Unit, value: object) -> int:
    largest = 100 if unit is Unit.PERCENT else _LARGEST
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= largest:
        raise Invalid(key, _("A whole number from 0 to {largest} is expected.").format(largest=largest))
    return value


def _date(key: str, value: object) -> date:
    try:
        return value if isinstance(value, date) else date.fromisoformat(cast("str", value))
    except (TypeError, ValueError):
        raise Invalid(key, _("A date is expected.")) from None


def _list(key: str, unit: Unit, value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise Invalid(key, _("A list is expected."))
    items = cast("list[object] | tuple[object, ...]", value)
    words = tuple(item for item in items if isinstance(item, str))
    allowed = _MEMBERS.get(unit)
    if len(words) != len(items) or (allowed is not None and not allowed.issuperset(words)):
        raise Invalid(key, _("The list holds something that is not known here."))
    return tuple(dict.fromkeys(words))
