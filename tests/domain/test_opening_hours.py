"""Opening hours are said as a person says them; what is written otherwise is shown as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseflow.domain.opening_hours import hours_in_words
from caseflow.i18n import Catalog

FRENCH = Catalog("fr")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Mo-Fr 08:30-12:30; PH off", "du lundi au vendredi 8 h 30 – 12 h 30 ; fermé les jours fériés"),
        ("Mo-Fr 09:00-12:00,14:00-17:00", "du lundi au vendredi 9 h 00 – 12 h 00 et 14 h 00 – 17 h 00"),
        ("Tu,Th 14:00-18:00", "le mardi et le jeudi 14 h 00 – 18 h 00"),
        ("Mo, We-Fr 9:00-12:00; Sa off", "le lundi et du mercredi au vendredi 9 h 00 – 12 h 00 ; fermé le samedi"),
        ("24/7", "jour et nuit, tous les jours"),
        ("Fr", "le vendredi"),
        ("sur rendez-vous", "sur rendez-vous"),
        ("Mo[1] 10:00-12:00", "Mo[1] 10:00-12:00"),
        ("Mo-Fr 25:30-29:00", "Mo-Fr 25:30-29:00"),
        ("Lu-Ve 9h-12h", "Lu-Ve 9h-12h"),
        ("", ""),
    ],
)
def test_hours_are_said_in_french(written: str, said: str) -> None:
    plain = hours_in_words(written, FRENCH).replace("\u00a0", " ").replace("\u202f", " ")
    assert plain == said


@given(
    written=st.one_of(st.text(max_size=60), st.from_regex(r"[A-Z][a-z](-[A-Z][a-z])? \d\d:\d\d-\d\d:\d\d(; PH off)?"))
)
def test_whatever_is_written_something_is_said(written: str) -> None:
    assert bool(hours_in_words(written, FRENCH)) == bool(written.strip())
