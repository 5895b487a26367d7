"""Read days as French files write them, and refuse to guess where a guess could make another person of someone."""

import re
from datetime import date, datetime, timedelta

from caseflow.exchange.cells import Reader, one_line
from caseflow.exchange.readings import Mend, ProblemKind, ReadContext, Reading, RepairKind
from caseflow.exchange.rows import Cell
from caseflow.i18n import fold

_TIME = r"(?:[t ]+\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?z?)?"
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME)
_DAY_FIRST = re.compile(r"(\d{1,2}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{4}|\d{2})" + _TIME)
_IN_WORDS = re.compile(r"(\d{1,2})(?:er)?[ \-.]+([a-z]+)\.?[ \-.]+(\d{4}|\d{2})")
_COMPACT = re.compile(r"\d{7,8}")
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_BEFORE = re.compile(r"^(?:nee? )?(?:le )?(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)? *")
_MONTHS = (
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
)
_MONTH_ABBREVIATIONS = {
    "janv": 1,
    "jan": 1,
    "fev": 2,
    "fevr": 2,
    "avr": 4,
    "juil": 7,
    "sept": 9,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
} | {month: place for place, month in enumerate(_MONTHS, start=1)}
SERIAL_LIMIT = 80_000  # beyond 2119, a number is no day
_YEARS = 3_000  # below, it is rather a year than a day of 1908
# People a PLIE may meet: a two-digit year has then one possible century, or none.
YOUNGEST, OLDEST = 14, 80
OLDEST_TYPED = 100  # with four digits typed, les-emplois accepts up to 100 years


class _NotADay(Exception):
    def __init__(self, kind: ProblemKind = ProblemKind.BAD_DATE) -> None:
        super().__init__(kind)
        self.kind = kind


def birth_date(cell: Cell, context: ReadContext) -> Reading:
    """Read a birth date; never one in the future, never one whose century is uncertain."""
    try:
        day, mend = _day(cell, context, birth=True)
        _check_age(day, context.on)
    except _NotADay as verdict:
        return Reading(problems=(verdict.kind,))
    return Reading({"birth_date": day}, _told(cell, day, mend))


def day(key: str) -> Reader:
    """Return a reader of a day in a person's pathway."""

    def read(cell: Cell, context: ReadContext) -> Reading:
        try:
            value, mend = _day(cell, context, birth=False)
        except _NotADay as verdict:
            return Reading(problems=(verdict.kind,))
        return Reading({key: value}, _told(cell, value, mend))

    return read


def age_on(born: date, on: date) -> int:
    """Return the age in whole years on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def from_serial(days: float, epoch: int) -> date:
    """Return the day a spreadsheet means by a number, in either of its calendars.

    Raises:
        ValueError: no day; 29 February 1900, which only spreadsheets know, is none either.
    """
    if not 1 <= days < SERIAL_LIMIT:
        raise ValueError("not a serial")
    whole = int(days)
    if epoch == 1904:
        return date(1904, 1, 1) + timedelta(days=whole)
    if whole == 60:
        raise ValueError("29 February 1900")
    return date(1899, 12, 31 if whole < 60 else 30) + timedelta(days=whole)


def _told(cell: Cell, day: date, mend: RepairKind | None) -> tuple[Mend, ...]:
    return () if mend is None else (Mend(mend, one_line(cell), f"{day:%d/%m/%Y}"),)


def _check_age(day: date, on: date) -> None:
    if day > on:
        raise _NotADay(ProblemKind.FUTURE)
    if not YOUNGEST <= age_on(day, on) <= OLDEST_TYPED:
        raise _NotADay(ProblemKind.AGE)


def _day(cell: Cell, context: ReadContext, *, birth: bool) -> tuple[date, RepairKind | None]:
    """Return the day a cell means, and what had to be done to read it."""
    try:
        if isinstance(cell, datetime):
            return cell.date(), None
        if isinstance(cell, date):
            return cell, None
        if isinstance(cell, bool):
            raise _NotADay
        if isinstance(cell, (int, float)):
            return _from_number(cell, context)
        return _from_text(_BEFORE.sub("", fold(one_line(cell))), context, birth=birth)
    except (ValueError, OverflowError) as error:
        raise _NotADay from error


def _from_number(number: float, context: ReadContext) -> tuple[date, RepairKind]:
    if abs(number) < _YEARS:
        raise _NotADay
    if number < SERIAL_LIMIT:
        return from_serial(number, context.epoch), RepairKind.SERIAL
    return _compact(f"{number:.0f}"), RepairKind.COMPACT_DATE


def _from_text(typed: str, context: ReadContext, *, birth: bool) -> tuple[date, RepairKind | None]:
    if found := _YEAR_FIRST.fullmatch(typed):
        return date(int(found[1]), int(found[2]), int(found[3])), None
    if found := _DAY_FIRST.fullmatch(typed):
        return _with_year(int(found[1]), int(found[2]), found[3], context, birth=birth)
    if (found := _IN_WORDS.fullmatch(typed)) and found[2] in _MONTH_ABBREVIATIONS:
        return _with_year(int(found[1]), _MONTH_ABBREVIATIONS[found[2]], found[3], context, birth=birth)
    if _COMPACT.fullmatch(typed):
        return _compact(typed), RepairKind.COMPACT_DATE
    if found := _SERIAL.fullmatch(typed):
        return from_serial(int(found[1]), context.epoch), RepairKind.SERIAL
    raise _NotADay


def _compact(digits: str) -> date:
    """Read « 13051980 » or « 19800513 »; a number has lost the zero of « 05031980 »."""
    eight = digits.zfill(8)
    possible: set[date] = set()
    for year, month, day in ((eight[4:], eight[2:4], eight[:2]), (eight[:4], eight[4:6], eight[6:])):
        if 1900 <= int(year) < 2100 and 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            possible.add(date(int(year), int(month), int(day)))
    if len(possible) != 1:
        raise _NotADay
    return possible.pop()


def _with_year(day: int, month: int, year: str, context: ReadContext, *, birth: bool) -> tuple[date, RepairKind | None]:
    if len(year) == 4:
        found = date(int(year), month, day)
        if not birth and not 1900 <= found.year < 2100:
            raise _NotADay
        return found, None
    possible = [found for century in (1900, 2000) if (found := _lawful(century + int(year), month, day))]
    if not possible:
        raise _NotADay
    fitting = [found for found in possible if _fits(found, context.on, birth=birth)]
    if len(fitting) != 1:
        raise _NotADay(ProblemKind.AMBIGUOUS_YEAR)
    return fitting[0], RepairKind.TWO_DIGIT_YEAR


def _lawful(year: int, month: int, day: int) -> date | None:
    """Return the day, or nothing when that year does not have it (29 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _fits(day: date, on: date, *, birth: bool) -> bool:
    if birth:
        return day <= on and YOUNGEST <= age_on(day, on) <= OLDEST
    return on.year - 60 <= day.year <= on.year + 20
