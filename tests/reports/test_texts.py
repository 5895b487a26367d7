"""Whatever people typed is set well, and nothing of it can break a page."""

import pytest

from caseflow.reports.fonts import letters
from caseflow.reports.texts import clean, markup, phone


@pytest.mark.parametrize("name", ["Łucja Żółć", "Işıl Ağaoğlu", "Nguyễn Thị Hằng", "Cœur d’Œillet", "Çağrı", "Ștefan"])
def test_our_fonts_have_the_letters_of_our_people(name: str) -> None:
    assert clean(name) == name
    assert {ord(letter) for letter in name} <= letters()


def test_french_typography_is_in_the_fonts() -> None:
    assert {ord(letter) for letter in "«»’“”…–—€°œŒæÆ\u00a0\u202f"} <= letters()


def test_accents_typed_apart_are_put_together() -> None:
    assert clean("Re\u0301mi") == "Rémi"


@pytest.mark.parametrize("mark", ["\u202e", "\u200f", "\u2066", "\u200b", "\x00", "\x1b", "\ufeff", "😀", "👩\u200d🦰"])
def test_invisible_marks_and_emoji_leave_no_trace(mark: str) -> None:
    assert clean(f"Ami{mark}na") == "Amina"


def test_a_letter_we_cannot_draw_is_asked_about_not_dropped() -> None:
    assert clean("李 Amina") == "? Amina"
    assert clean("ﬁche №") in ("fiche №", "ﬁche №")


def test_markup_is_escaped_and_lines_are_kept() -> None:
    assert markup("<b>a & b\nc") == "&lt;b&gt;a &amp; b<br/>c"


def test_a_number_stays_with_its_unit_and_a_narrow_space_is_kept_as_one_that_holds() -> None:
    assert markup("45 min, 3 jours\u202f!") == "45\u00a0min, 3\u00a0jours\u00a0!"


@pytest.mark.parametrize(
    "typed", ["+33612345678", "0612345678", "06.12.34.56.78", "06 12 34 56 78", "+33 6 12 34 56 78"]
)
def test_french_numbers_are_written_in_pairs_that_hold_together(typed: str) -> None:
    assert phone(typed) == "06\u00a012\u00a034\u00a056\u00a078"


def test_other_numbers_are_left_as_they_are() -> None:
    assert phone("+44 7911 123456 poste 2") == "+44\u00a07911\u00a0123456\u00a0poste\u00a02"
