"""Days are read as they are meant, or not at all: a wrong birth date makes another person."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseflow.exchange.dates import birth_date, day, from_serial
from caseflow.exchange.readings import ProblemKind, ReadContext, RepairKind

ON = date(2026, 11, 22)
CONTEXT = ReadContext(ON)


@pytest.mark.parametrize(
    ("typed", "expected", "mend"),
    [
        (date(1980, 5, 13), date(1980, 5, 13), None),
        (datetime(1980, 5, 13, 10, 30), date(1980, 5, 13), None),
        ("13/05/1980", date(1980, 5, 13), None),
        ("13-05-1980", date(1980, 5, 13), None),
        ("13.05.1980", date(1980, 5, 13), None),
        ("13 05 1980", date(1980, 5, 13), None),
        ("3/5/1980", date(1980, 5, 3), None),
        (" 13/05/1980 ", date(1980, 5, 13), None),
        ("1980-05-13", date(1980, 5, 13), None),
        ("1980/05/13", date(1980, 5, 13), None),
        ("1980-05-13T00:00:00", date(1980, 5, 13), None),
        ("1980-05-13T00:00:00Z", date(1980, 5, 13), None),
        ("1980-05-13 00:00:00.0", date(1980, 5, 13), None),
        ("13/05/1980 00:00", date(1980, 5, 13), None),
        ("13 mai 1980", date(1980, 5, 13), None),
        ("1er février 1980", date(1980, 2, 1), None),
        ("13-août-1980", date(1980, 8, 13), None),
        ("mardi 13 mai 1980", date(1980, 5, 13), None),
        ("née le 13/05/1980", date(1980, 5, 13), None),
        ("13 déc. 1980", date(1980, 12, 13), None),
        ("29/02/1996", date(1996, 2, 29), None),
        ("13/05/80", date(1980, 5, 13), RepairKind.TWO_DIGIT_YEAR),
        ("13/05/50", date(1950, 5, 13), RepairKind.TWO_DIGIT_YEAR),
        ("01/02/68", date(1968, 2, 1), RepairKind.TWO_DIGIT_YEAR),
        ("13/05/05", date(2005, 5, 13), RepairKind.TWO_DIGIT_YEAR),
        ("12 mars 99", date(1999, 3, 12), RepairKind.TWO_DIGIT_YEAR),
        ("13051980", date(1980, 5, 13), RepairKind.COMPACT_DATE),
        ("19800513", date(1980, 5, 13), RepairKind.COMPACT_DATE),
        (13051980.0, date(1980, 5, 13), RepairKind.COMPACT_DATE),
        (5031980.0, date(1980, 3, 5), RepairKind.COMPACT_DATE),
        (29354.0, date(1980, 5, 13), RepairKind.SERIAL),
        (29354, date(1980, 5, 13), RepairKind.SERIAL),
        ("29354", date(1980, 5, 13), RepairKind.SERIAL),
    ],
)
def test_birth_dates_as_offices_write_them(typed, expected, mend):
    reading = birth_date(typed, CONTEXT)
    assert reading.values == {"birth_date": expected}
    assert [found.kind for found in reading.mends] == ([] if mend is None else [mend])
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("31/02/1980", ProblemKind.BAD_DATE),
        ("13/13/1980", ProblemKind.BAD_DATE),
        ("00/00/0000", ProblemKind.BAD_DATE),
        ("29/02/1997", ProblemKind.BAD_DATE),
        ("inconnue", ProblemKind.BAD_DATE),
        ("1980", ProblemKind.BAD_DATE),
        (1980.0, ProblemKind.BAD_DATE),
        ("13/05", ProblemKind.BAD_DATE),
        (True, ProblemKind.BAD_DATE),
        (60, ProblemKind.BAD_DATE),
        (-5.0, ProblemKind.BAD_DATE),
        (1e300, ProblemKind.BAD_DATE),
        ("99999999", ProblemKind.BAD_DATE),
        ("13/05/20", ProblemKind.AMBIGUOUS_YEAR),
        ("13/05/40", ProblemKind.AMBIGUOUS_YEAR),
        ("13/05/2030", ProblemKind.FUTURE),
        (60000.0, ProblemKind.FUTURE),
        (date(2027, 1, 1), ProblemKind.FUTURE),
        ("13/05/2020", ProblemKind.AGE),
        ("13/05/1900", ProblemKind.AGE),
        ("01/01/1900", ProblemKind.AGE),
    ],
)
def test_what_is_no_birth_date_is_told_and_not_guessed(typed, kind):
    reading = birth_date(typed, CONTEXT)
    assert reading.values == {}
    assert reading.problems == (kind,)


@pytest.mark.parametrize("year", range(100))
def test_a_year_of_two_digits_has_the_one_century_that_is_plausible_or_is_left_to_be_confirmed(year):
    """On 22 November 2026, somebody of 14 to 80 has one birth year only; every other is asked for, never chosen."""
    for typed in (f"13/05/{year:02d}", f"13.05.{year:02d}", f"13-05-{year:02d}"):
        reading = birth_date(typed, CONTEXT)
        plausible = [born for born in (1900 + year, 2000 + year) if 14 <= ON.year - born <= 80]
        if plausible:
            assert reading.values == {"birth_date": date(plausible[0], 5, 13)}, typed
        else:
            assert reading.values == {}, typed
            assert reading.problems == (ProblemKind.AMBIGUOUS_YEAR,), typed


def test_a_serial_follows_the_calendar_of_its_workbook():
    assert birth_date(27892.0, ReadContext(ON, 1904)).values == {"birth_date": date(1980, 5, 13)}


def test_serials_of_early_1900_are_those_of_spreadsheets():
    assert [from_serial(days, 1900) for days in (1, 59, 61)] == [date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1)]
    assert from_serial(44927, 1900) == date(2023, 1, 1)
    assert from_serial(44927, 1904) == date(2027, 1, 2)
    for days in (0, 60, 80_000, float("inf")):
        with pytest.raises(ValueError, match=r"serial|February"):
            from_serial(days, 1900)


def test_a_step_may_be_in_the_future_and_its_century_is_ours():
    assert day("pass_end")("01/03/28", CONTEXT).values == {"pass_end": date(2028, 3, 1)}
    assert day("pass_end")("01/03/2031", CONTEXT).values == {"pass_end": date(2031, 3, 1)}
    assert day("rsa_since")("01/03/98", CONTEXT).values == {"rsa_since": date(1998, 3, 1)}
    assert day("rsa_since")("jamais", CONTEXT).problems == (ProblemKind.BAD_DATE,)


ANYTHING = st.one_of(
    st.text(max_size=20),
    st.floats(allow_nan=False),
    st.integers(-(10**9), 10**9),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.builds("{:02d}/{:02d}/{:02d}".format, st.integers(0, 40), st.integers(0, 20), st.integers(0, 99)),
    st.builds("{}/{}/{}".format, st.integers(1, 28), st.integers(1, 12), st.integers(1, 9999)),
)


@given(ANYTHING, st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from([1900, 1904]))
def test_no_cell_ever_gives_a_birth_date_in_the_future_or_an_unlikely_age(cell, on, epoch):
    reading = birth_date(cell, ReadContext(on, epoch))
    born = reading.values.get("birth_date")
    assert (born is None) == bool(reading.problems)
    if isinstance(born, date):
        assert born <= on
        assert 14 <= on.year - born.year <= 101


@given(st.dates(date(1947, 1, 1), date(2012, 1, 1)))
def test_every_way_of_writing_a_day_gives_that_day(born):
    ways = [
        f"{born:%d/%m/%Y}",
        f"{born:%Y-%m-%d}",
        f"{born:%d/%m/%y}",
        f"{born:%d%m%Y}",
        born,
        (born - date(1899, 12, 30)).days,
        datetime(born.year, born.month, born.day),
    ]
    read = [birth_date(way, CONTEXT).values.get("birth_date") for way in ways]
    # Eight digits that make two lawful days are left to a person.
    assert [found for place, found in enumerate(read) if place != 3] == [born] * 6
    assert read[3] in (born, None)
