"""Codes are read as they were written, on any keyboard, and two people never share one at a session by chance."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from caseflow.domain.attendance_code import LETTERS, AttendanceCode

AZERTY = dict(zip("QWERTYUIOPASDFGHJKLZXCVBNM;", "AZERTYUIOPQSDFGHJKLWXCVBN,M", strict=True))
"""What a French keyboard types for the keys of an American one."""


@given(meeting=st.uuids(), candidacy=st.uuids(), spaces=st.booleans())
def test_a_code_is_read_as_it_was_written_on_either_keyboard(meeting: UUID, candidacy: UUID, spaces: bool) -> None:
    code = AttendanceCode.of(meeting, candidacy)
    assert "".join(AZERTY[letter] for letter in code.letters) == code.letters
    assert AttendanceCode.read(code.words.lower() if spaces else code.letters) == code
    bits = "".join(f"{LETTERS.index(letter):x}" for letter in code.letters)
    assert (meeting.hex[-4:], candidacy.hex[-8:]) == (bits[:4], bits[4:])


@given(st.text(max_size=14))
def test_whatever_else_is_typed_is_no_code(typed: str) -> None:
    code = AttendanceCode.read(typed)
    assert code is None or code.letters == "".join(typed.split()).upper()
