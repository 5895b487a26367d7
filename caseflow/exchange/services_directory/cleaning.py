"""Bring the values of a raw row to what the schema expects: texts, lists, numbers and days, nothing where empty."""

import json
import math
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import cast

from caseflow.exchange.services_directory.fields import LISTS, NUMBERS
from caseflow.exchange.workbook_out import writable

LONGEST = 10_000  # characters of any text: the schema's own bound on descriptions
_MANY = 500  # values of one list
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_FRENCH_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_CODES = {"code_postal": 5, "code_insee": 5, "siret": 14}
"""Fields of digits, and how many: a spreadsheet takes the zero off « 01000 »."""
_MARKUP = re.compile(r"[\[{](.*)[\]}]", re.DOTALL)


def tidy(raw: Mapping[str, object]) -> dict[str, object]:
    """Return the values of a row, each of its kind; an empty one is None, and a list is never empty."""
    return {name: _tidied(name, value) for name, value in raw.items()}


def _tidied(name: str, value: object) -> object:
    if name in LISTS:
        return listed(value) or None
    if name in NUMBERS:
        number = _number(value)
        return None if name == "nombre_semaines" and number == 0 else number
    if name == "date_maj":
        return _day(value)
    if isinstance(value, list):
        return ", ".join(listed(cast("list[object]", value))) or None
    return text_of(value, _CODES.get(name, 0)) or None


def text_of(value: object, digits: int = 0) -> str:
    """Return a value as text, its lines as ours are; a whole number without decimals, with its leading zeros."""
    if isinstance(value, str):
        if len(value) <= LONGEST and value.isprintable():  # most are: nothing to clean
            return value.strip()
        text = writable(value[: 2 * LONGEST])
        return text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if isinstance(value, float) and not math.isfinite(value):
            return ""
        return str(int(value) if value == int(value) else value).zfill(digits)
    return value.isoformat() if isinstance(value, date) else ""


def listed(value: object) -> list[str]:
    """Return several values, each once, in order: a list, JSON, or text cut by `|` or by commas."""
    return sorted({text for part in _parts(value) if (text := text_of(part))})[:_MANY]


def _parts(value: object) -> Iterable[object]:
    if isinstance(value, (list, tuple)):
        return cast("Iterable[object]", value)
    text = text_of(value)
    if text.startswith("["):
        try:
            found: object = json.loads(text)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, list):
            return cast("list[object]", found)
    bare = _MARKUP.fullmatch(text)
    inner = bare[1] if bare else text
    return [part.strip(" \"'") for part in inner.split("|" if "|" in inner else ",")]


def _number(value: object) -> object:
    """Return a number, or the text that is none: the schema will say so."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return value if math.isfinite(value) else None
    text = text_of(value)
    try:
        number = float(text.replace(",", ".").replace(" ", ""))
    except ValueError:
        return text or None
    return number if math.isfinite(number) else None


def _day(value: object) -> object:
    """Return a day, or the text that is none."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = text_of(value)
    french, iso = _FRENCH_DAY.fullmatch(text), _DAY.fullmatch(text)
    year, month, day = french.group(3, 2, 1) if french else iso.group(1, 2, 3) if iso else ("", "", "")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return text or None
