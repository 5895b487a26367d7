"""A France Travail number has one of two forms."""

import pytest

from caseflow.domain import france_travail


@pytest.mark.parametrize("number", ["1234567A", "12345678", "1234567 a", "01234567890", "012 345 678 90"])
def test_both_forms_are_right(number: str) -> None:
    assert france_travail.is_valid(number)


@pytest.mark.parametrize("number", ["", "1234567", "A2345678", "1234567É", "123456789", "123456789012", "١٢٣٤٥٦٧A"])
def test_anything_else_is_not(number: str) -> None:
    assert not france_travail.is_valid(number)


def test_a_number_is_written_without_spaces() -> None:
    assert france_travail.tidied(" 1234567 a ") == "1234567A"
