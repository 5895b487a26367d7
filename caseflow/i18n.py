"""Words, dates, numbers and sort order in the reader's language; French unless told otherwise.

Message ids are English; `resources/locale/<language>/LC_MESSAGES/caseflow.po` holds the translations, read as they are.
A report may be given a `Catalog` of its own; screens use the one installed for the whole program.
"""

import json
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from typing import TypeAlias

from caseflow.resources import resource

DEFAULT_LANGUAGE = "fr"
LANGUAGES = ("fr", "en")
NBSP = "\u00a0"
NARROW_NBSP = "\u202f"

Day: TypeAlias = date  # within Catalog, `date` is the method
PluralRule: TypeAlias = Callable[[int], int]


class Catalog:
    """The messages of one language and the way it writes dates and numbers."""

    def __init__(self, language: str = DEFAULT_LANGUAGE) -> None:
        self.language = language if language in LANGUAGES else DEFAULT_LANGUAGE
        self._messages, self._plural = _read_messages(self.language)

    def gettext(self, message: str) -> str:
        """Return the translation of an English message, or the message itself."""
        return self._messages.get((None, message), (message,))[0] or message

    def pgettext(self, context: str, message: str) -> str:
        """Return the translation of a message that needs a context to be understood."""
        return self._messages.get((context, message), (message,))[0] or message

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Return the form that fits a count; in French, zero and one are singular."""
        forms = self._messages.get((None, singular))
        if forms is None:
            return singular if count == 1 else plural
        return forms[min(self._plural(count), len(forms) - 1)]

    def date(self, day: date | None) -> str:
        """Write a day as JJ/MM/AAAA, or nothing for no day."""
        return "" if day is None else f"{day.day:02d}/{day.month:02d}/{day.year:04d}"

    def long_date(self, day: Day) -> str:
        """Write a day in words: « jeudi 26 novembre 2026 »."""
        name, month = _DAYS[self.language][day.weekday()], _MONTHS[self.language][day.month - 1]
        if self.language == "fr":
            return f"{name} {_day_of_month(day)} {month} {day.year}"
        return f"{name}, {month} {day.day}, {day.year}"

    def short_date(self, day: Day) -> str:
        """Write a day briefly, in words: « jeu. 26 nov. »."""
        name, month = _SHORT_DAYS[self.language][day.weekday()], _SHORT_MONTHS[self.language][day.month - 1]
        if self.language == "fr":
            return NBSP.join((name, _day_of_month(day), month))
        return NBSP.join((f"{name},", month, str(day.day)))

    def month(self, day: Day) -> str:
        """Write a month: « mars 2024 »."""
        return f"{_MONTHS[self.language][day.month - 1]}{NBSP}{day.year}"

    def moment(self, moment: datetime) -> str:
        """Write a local moment: « 26/11/2026 à 9 h 30 »."""
        hour = self.hour(moment.hour * 60 + moment.minute)
        return f"{self.date(moment)} à {hour}" if self.language == "fr" else f"{self.date(moment)} {hour}"

    def hour(self, minute: int) -> str:
        """Write a time of day, given in minutes since midnight: « 9 h 30 »."""
        hours, minutes = divmod(minute, 60)
        return f"{hours}{NBSP}h{NBSP}{minutes:02d}" if self.language == "fr" else f"{hours:02d}:{minutes:02d}"

    def number(self, value: float, decimals: int = 0) -> str:
        """Write a number with the language's own separators: « 12 345,5 »."""
        text = f"{value:,.{decimals}f}"
        if self.language != "fr":
            return text
        return text.replace(",", NARROW_NBSP).replace(".", ",")


def _day_of_month(day: date) -> str:
    """Write the first of a month the French way: « 1er »."""
    return "1er" if day.day == 1 else str(day.day)


# The names that Babel has for them too: reading its locales took 25 ms of the start of the window.
_DAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_SHORT_DAYS = {
    "fr": ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS = {
    "fr": tuple("janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()),
    "en": tuple("January February March April May June July August September October November December".split()),
}
_SHORT_MONTHS = {
    "fr": ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


_Messages: TypeAlias = dict[tuple[str | None, str], tuple[str, ...]]


@cache
def _read_messages(language: str) -> tuple[_Messages, PluralRule]:
    """Read every message of a language; English needs none, its ids are its words."""
    if language == "en":
        return {}, lambda count: int(count != 1)
    messages: _Messages = {}
    path = resource("locale", language, "LC_MESSAGES", "caseflow.po")
    for entry in _entries(path.read_text(encoding="utf-8")):
        forms = tuple(text for name, text in entry.items() if name.startswith("msgstr"))
        if entry["msgid"] and forms and all(forms):
            messages[entry.get("msgctxt"), entry["msgid"]] = forms
    return messages, lambda count: int(abs(count) >= 2)  # French: 0 and 1 are singular


def _entries(text: str) -> Iterator[dict[str, str]]:
    """Read the entries of a .po file, those marked fuzzy left out; Babel's own reader takes ten times as long."""
    entry: dict[str, str] = {}
    name = ""
    is_fuzzy = is_next_fuzzy = False
    for line in text.splitlines():
        if line.startswith("#,"):
            is_next_fuzzy = "fuzzy" in line
        if not line.startswith(("msg", '"')):
            continue
        before, quote, words = line.partition('"')
        if before:
            name = before.rstrip()
            if name in ("msgctxt", "msgid") and "msgid" in entry:
                if not is_fuzzy:
                    yield entry
                entry = {}
            if not entry:
                is_fuzzy, is_next_fuzzy = is_next_fuzzy, False
            entry[name] = ""
        entry[name] += json.loads(quote + words) if "\\" in words else words[:-1]
    if entry and not is_fuzzy:
        yield entry


@cache
def _installed() -> list[Catalog]:
    return [Catalog()]


def install(language: str) -> Catalog:
    """Choose the language of the whole program and return its catalogue."""
    catalog = Catalog(language)
    _installed()[0] = catalog
    return catalog


def current() -> Catalog:
    """Return the catalogue of the whole program."""
    return _installed()[0]


def _(message: str) -> str:
    """Translate a message for the screen, now."""
    return current().gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Translate a message that depends on a count, now."""
    return current().ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    """Translate a message that needs a context, now."""
    return current().pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - the usual name of "mark for translation, translate later"
    """Mark a message for translation without translating it yet."""
    return message


_FOLDED = str.maketrans(
    {
        "œ": "oe",
        "Œ": "OE",
        "æ": "ae",
        "Æ": "AE",
        "ı": "i",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ß": "ss",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "‐": "-",
        "‑": "-",
        "–": "-",
        NBSP: " ",
        NARROW_NBSP: " ",
    }
)


def fold(text: str) -> str:
    """Return text without accents, ligatures or case, for comparing: « N’Guessan » gives « n'guessan »."""
    if text.isascii():
        return text.replace("`", "'").lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_FOLDED))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def sort_key(text: str) -> str:
    """Return the text by which French readers expect a list in order: letters first, accents and hyphens ignored."""
    return " ".join(fold(text).replace("-", " ").replace("'", " ").split())
