"""Read a day as people type it: « 3/5/26 », « 030526 », « hier », « lu », « +7 », « mai 2024 »."""

import re
from calendar import monthrange
from datetime import date, timedelta

from caseflow.i18n import fold

_RELATIVE = {
    "auj": 0, "aujourd'hui": 0, "aujourdhui": 0, "j": 0, "today": 0,
    "hier": -1, "yesterday": -1, "avant-hier": -2, "demain": 1, "tomorrow": 1, "apres-demain": 2,
}  # fmt: skip
_WEEKDAYS = (("lundi", "monday"), ("mardi", "tuesday"), ("mercredi", "wednesday"), ("jeudi", "thursday"),
             ("vendredi", "friday"), ("samedi", "saturday"), ("dimanche", "sunday"))  # fmt: skip
_MONTHS = (
    ("janvier",), ("fevrier",), ("mars",), ("avril",), ("mai",), ("juin",),
    ("juillet",), ("aout",), ("septembre",), ("octobre",), ("novembre",), ("decembre",),
)  # fmt: skip
_FUTURE_YEARS = 20
"""« 35 » typed in 2026 is 2035; « 60 » is 1960: plans reach a little ahead, births far back."""


def read_day(typed: str, today: date, *, looks_back: bool = False) -> date | None:
    """Return the day somebody means, or None when it cannot be told.

    Where one `looks_back`, at what took place, « lu » is the last Monday and « 20/12 » one that is over.
    """
    text = fold(typed).strip().rstrip(".")
    if text in _RELATIVE:
        return today + timedelta(days=_RELATIVE[text])
    if match := re.fullmatch(r"([+-])(\d{1,4})", text):
        return today + timedelta(days=int(match[1] + match[2]))
    day = _weekday(text, today) or _numbers(text, today) or _month_in_words(text, today)
    return _before(day, text, today) if looks_back and day is not None and day > today else day


def _before(day: date, text: str, today: date) -> date:
    """Return the last such day, of one that names neither its week nor its year."""
    if re.fullmatch(r"[a-z]+", text):
        return day - timedelta(days=7)
    if re.fullmatch(r"\d{1,2}[/. -]\d{1,2}|\d{1,2}(?:er)? [a-z]+\.?", text):
        return _day(today.year - 1, day.month, day.day) or day
    return day


def _weekday(text: str, today: date) -> date | None:
    """« lu » is the next Monday, today included; « lu dernier » the last one, today left out."""
    match = re.fullmatch(r"([a-z]{2,9})( dernier| prochain)?", text)
    if match is None:
        return None
    found = [index for index, names in enumerate(_WEEKDAYS) if any(name.startswith(match[1]) for name in names)]
    if len(found) != 1:
        return None
    ahead = (found[0] - today.weekday()) % 7
    if match[2] == " dernier":
        return today + timedelta(days=ahead - 7)
    return today + timedelta(days=ahead or 7 if match[2] else ahead)


def _numbers(text: str, today: date) -> date | None:
    """« 3/5 », « 3/5/26 », « 03 05 2026 », « 030526 », « 2026-05-03 »."""
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"(\d{2})(\d{2})(\d{2}|\d{4})", text):
        return _day(_year(match[3], today), int(match[2]), int(match[1]))
    if match := re.fullmatch(r"(\d{1,2})[/. -](\d{1,2})(?:[/. -](\d{2}|\d{4}))?", text):
        year = _year(match[3], today) if match[3] else today.year
        return _day(year, int(match[2]), int(match[1]))
    return None


def _month_in_words(text: str, today: date) -> date | None:
    """« 3 mai 2026 », « 1er mai », « mai 2024 » (its first day)."""
    match = re.fullmatch(r"(?:(\d{1,2})(?:er)? )?([a-z]{3,9})\.?(?: (\d{2}|\d{4}))?", text)
    if match is None or not (match[1] or match[3]):
        return None
    found = [number for number, names in enumerate(_MONTHS, 1) if any(name.startswith(match[2]) for name in names)]
    year = _year(match[3], today) if match[3] else today.year
    return _day(year, found[0], int(match[1] or 1)) if len(found) == 1 else None


def _year(typed: str, today: date) -> int:
    if len(typed) == 4:
        return int(typed)
    year = today.year - today.year % 100 + int(typed)
    return year if year <= today.year + _FUTURE_YEARS else year - 100


def _day(year: int, month: int, day: int) -> date | None:
    if not (1000 <= year <= 2999 and 1 <= month <= 12):
        return None
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None
