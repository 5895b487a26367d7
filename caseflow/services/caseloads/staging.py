"""What would become of each row of a file, before anything is written."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from caseflow.domain.duplicate import Level
from caseflow.services.caseloads.details import Detail
from caseflow.services.caseloads.incoming import IncomingPerson
from caseflow.services.caseloads.known import Known
from caseflow.services.caseloads.plan import Difference

_IDENTITY = frozenset({"last_name", "birth_name", "first_name", "birth_date"})


class RowStatus(StrEnum):
    """What a row is, compared with the people of the store and with the other rows."""

    NEW = "new"
    UPDATE = "update"
    IDENTICAL = "identical"
    POSSIBLE = "possible"
    TO_CORRECT = "to_correct"


class Choice(StrEnum):
    """What to do with a row."""

    CREATE = "create"
    CREATE_FOR_NOW = "create_for_now"
    """Somebody may be the same person: that is judged later, and nothing is said of it now."""
    UPDATE = "update"
    SKIP = "skip"


@dataclass(frozen=True)
class Decision:
    """What a person decided for a row; without one, what is sure is done and the rest is left out."""

    choice: Choice
    person_id: UUID | None = None
    """Whom to complete."""
    kept: frozenset[str] = frozenset()
    """Fields on which what the store says is kept."""


@dataclass(frozen=True)
class Candidate:
    """Somebody of the store, or an earlier row of the file, who may be the person of a row."""

    name: str = field(repr=False)
    birth_date: date | None = field(repr=False)
    reasons: tuple[str, ...]
    level: Level
    person_id: UUID | None = None
    file_number: str = ""
    row: int | None = None
    differences: tuple[Difference, ...] = field(default=(), repr=False)
    details: tuple[Detail, ...] = field(default=(), repr=False)
    """The row and the candidate, side by side."""

    @property
    def doubted(self) -> frozenset[str]:
        """Return the names and birth date of the record that a likeness alone is no reason to replace."""
        if self.level is Level.CERTAIN:
            return frozenset()
        return frozenset(each.key for each in self.differences if each.key in _IDENTITY and each.before)


@dataclass(frozen=True)
class StagedRow:
    """One row with its status, and what it rests on."""

    incoming: IncomingPerson = field(repr=False)
    status: RowStatus
    person_id: UUID | None = None
    file_number: str = ""
    differences: tuple[Difference, ...] = field(default=(), repr=False)
    candidates: tuple[Candidate, ...] = field(default=(), repr=False)
    reasons: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """Return the line in the sender's file."""
        return self.incoming.number


@dataclass(frozen=True)
class Staging:
    """Every row of a file with its status, and what is needed to judge one again after a correction."""

    rows: tuple[StagedRow, ...] = field(repr=False)
    on: date
    known: Mapping[UUID, Known] = field(repr=False)
    distinct: frozenset[frozenset[str]] = field(repr=False)

    def counts(self) -> Counter[RowStatus]:
        """Count the rows of each status."""
        return Counter(row.status for row in self.rows)

    def row(self, number: int) -> StagedRow:
        """Return the row that stands on a line of the sender's file."""
        return next(row for row in self.rows if row.number == number)
