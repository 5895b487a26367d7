"""The short code of a convocation: which session and which candidate it is for, and nothing about anybody.

A reader that acts as a keyboard presses the keys of an American one: on a French one, digits and A, M, Q, W, Z come out
as something else. The sixteen letters used here sit on the same key of both.
"""

from dataclasses import dataclass
from uuid import UUID

LETTERS = "BCDEFGHIJKLNOPRS"
"""One for each value of four bits."""
_OF_SESSION, _OF_CANDIDACY = 4, 8
"""Letters taken from the end of each key: there it is random (RFC 9562 §5.7)."""


@dataclass(frozen=True)
class AttendanceCode:
    """What a code names, as far as it does: the ends of two keys."""

    session: str
    candidacy: str

    @classmethod
    def of(cls, meeting_id: UUID, candidacy_id: UUID) -> "AttendanceCode":
        """Return the code of a candidate’s convocation to a session."""
        return cls(_end(meeting_id, _OF_SESSION), _end(candidacy_id, _OF_CANDIDACY))

    @classmethod
    def read(cls, typed: str) -> "AttendanceCode | None":
        """Return what was typed, spaces and case aside; None when it is no code at all."""
        letters = "".join(typed.split()).upper()
        if len(letters) != _OF_SESSION + _OF_CANDIDACY or set(letters) - set(LETTERS):
            return None
        return cls(letters[:_OF_SESSION], letters[_OF_SESSION:])

    @property
    def letters(self) -> str:
        """Return the code as a reader types it."""
        return self.session + self.candidacy

    @property
    def words(self) -> str:
        """Return the code as somebody reads it out, four letters at a time."""
        return " ".join(self.letters[start : start + 4] for start in range(0, len(self.letters), 4))


def _end(key: UUID, count: int) -> str:
    return "".join(LETTERS[int(digit, 16)] for digit in key.hex[-count:])
