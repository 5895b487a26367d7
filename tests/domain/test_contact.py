"""Numbers and addresses: one form when they are right, as typed when they are not."""

import pytest

from caseflow.domain.contact import email, phone, shown_phone

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("typed", "value", "is_valid"),
    [
        ("06 12 34 56 78", "+33612345678", True),
        ("+33 (0)4 91 12 34 56", "+33491123456", True),
        ("0033612345678", "+33612345678", True),
        ("0692 12 34 56", "+262692123456", True),
        ("06 39 98 00 01", "+33639980001", True),
        ("+213 551 23 45 67", "+213551234567", True),
        ("0612", "0612", False),
        ("  à demander ", "à demander", False),
    ],
)
def test_a_number_is_kept_in_one_form_or_as_typed(typed: str, value: str, is_valid: bool) -> None:
    read = phone(typed)
    assert (read.value, read.is_valid) == (value, is_valid)


@pytest.mark.parametrize(
    ("typed", "is_valid"), [("Amina.Benali@Example.org", True), ("amina@", False), ("amina benali@example.org", False)]
)
def test_an_address_that_cannot_be_is_kept_as_typed(typed: str, is_valid: bool) -> None:
    read = email(typed)
    assert read.is_valid == is_valid
    assert is_valid or read.value == typed


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("+33612345678", "06 12 34 56 78"),
        ("0465710011", "04 65 71 00 11"),
        ("04.65.71.00.11", "04 65 71 00 11"),
        ("+213551234567", "+213 551 23 45 67"),
        ("poste 12", "poste 12"),
        ("", ""),
    ],
)
def test_a_number_is_written_as_french_readers_expect(stored: str, shown: str) -> None:
    assert shown_phone(stored).replace(NBSP, " ") == shown
