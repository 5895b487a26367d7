"""What an import did, or would do: counts, and every row left out with the reason."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Duplicate:
    """A row left out because it may be somebody already there."""

    row: int
    other: str | int
    """The file number of that person, or the earlier line of the same file."""
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Rejection:
    """A row left out because a value has to be corrected first."""

    row: int
    column: str
    reason: str


@dataclass(frozen=True)
class Mended:
    """A damaged value that was mended while reading."""

    row: int
    column: str
    before: str = field(repr=False)
    after: str = field(repr=False)
    reason: str = ""


@dataclass(frozen=True)
class Report:
    """The outcome of an import."""

    rows: int
    created: int = 0
    updated: int = 0
    identical: int = 0
    skipped: int = 0
    """Left out because somebody decided so."""
    duplicates: tuple[Duplicate, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    repairs: tuple[Mended, ...] = ()
    action_id: UUID | None = None
    """The action that one undo takes back; None when nothing was written."""
    created_ids: tuple[UUID, ...] = ()

    @property
    def left_out(self) -> tuple[int, ...]:
        """Return the lines to be looked at again: refused, or perhaps already there."""
        return tuple(sorted({each.row for each in (*self.rejected, *self.duplicates)}))

    def as_dict(self) -> dict[str, Any]:
        """Return the report as `--json` writes it."""
        return {
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "identical": self.identical,
            "duplicates": [
                {"row": each.row, "with": each.other, "reasons": list(each.reasons)} for each in self.duplicates
            ],
            "rejected": [{"row": each.row, "column": each.column, "reason": each.reason} for each in self.rejected],
            "repairs": [
                {"row": each.row, "column": each.column, "before": each.before, "after": each.after}
                for each in self.repairs
            ],
        }
