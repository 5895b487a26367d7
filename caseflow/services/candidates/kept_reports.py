"""What a list brought, as it is kept beside it: the counts, the repairs, the lines left out as they were sent."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from caseflow.services.caseloads.report import Mended, Rejection


@dataclass(frozen=True)
class FileReport:
    """What became of the lines of one list."""

    name: str
    sender: str
    rows: int
    created: int
    known: int
    """Lines that are somebody of the store already."""
    duplicates: dict[str, int]
    """Lines that are, or may be, somebody who came in before: `certain` and `possible`."""
    rejected: tuple[Rejection, ...]
    repairs: tuple[Mended, ...]
    action_id: UUID | None = None
    """What one undo takes back."""
    file_id: UUID | None = None
    """What is kept of the list."""
    left_out: str = field(default="", repr=False)
    """The lines to be corrected, as the reader of files wrote them (JSON): it alone reads them again."""

    def completed(self, more: "FileReport", lines: Collection[int]) -> "FileReport":
        """Return the report once some of its lines, corrected since, were taken in as `more` tells."""
        return replace(
            self,
            created=self.created + more.created,
            known=self.known + more.known,
            duplicates={level: count + more.duplicates[level] for level, count in self.duplicates.items()},
            rejected=(*(each for each in self.rejected if each.row not in lines), *more.rejected),
        )

    @property
    def lines_to_correct(self) -> frozenset[int]:
        """Return the lines that could not be taken."""
        return frozenset(each.row for each in self.rejected)

    def as_dict(self) -> dict[str, Any]:
        """Return the report as `--json` writes it."""
        return {
            "file": self.name,
            "sender": self.sender,
            "rows": self.rows,
            "created": self.created,
            "known": self.known,
            "duplicates": dict(self.duplicates),
            "rejected": [{"row": each.row, "column": each.column, "reason": each.reason} for each in self.rejected],
            "repairs": len(self.repairs),
        }

    def to_json(self) -> str:
        """Return what is kept beside the list."""
        kept = self.as_dict() | {
            "repairs": [(each.row, each.column, each.before, each.after, each.reason) for each in self.repairs],
            "left_out": self.left_out if self.rejected else "",
        }
        return json.dumps(kept, ensure_ascii=False)


def report_of(text: str | None, file_id: UUID) -> FileReport | None:
    """Return the report of a list as it was kept; None when nothing was, or not by this version."""
    try:
        kept: dict[str, Any] = json.loads(text or "")
        return FileReport(
            name=kept["file"],
            sender=kept["sender"],
            rows=kept["rows"],
            created=kept["created"],
            known=kept["known"],
            duplicates=kept["duplicates"],
            rejected=tuple(Rejection(**each) for each in kept["rejected"]),
            repairs=tuple(Mended(*each) for each in kept["repairs"]),
            file_id=file_id,
            left_out=kept["left_out"],
        )
    except (ValueError, KeyError, TypeError):
        return None
