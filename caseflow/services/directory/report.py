"""What an import of partners did, or would do."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from caseflow.i18n import _
from caseflow.services.directory.incoming import Refusal


@dataclass(frozen=True)
class Report:
    """The outcome of an import: `created`, `updated` and `identical` add up to the structures and the services."""

    structures: int
    services: int
    created: int
    updated: int
    identical: int
    closed: int
    """Structures and services that their source no longer names."""
    reopened: int = 0
    """Among the updated: closed before, and named again."""
    rejected: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()
    closed_names: tuple[str, ...] = field(default=())
    action_id: UUID | None = None
    """The action that one undo takes back; None when nothing was written."""

    @property
    def left_out(self) -> int:
        """Return how many rows of the file were left out."""
        return len({(each.line, each.row_id) for each in self.rejected if each.leaves_out})

    def as_dict(self) -> dict[str, Any]:
        """Return the report as `--json` writes it."""
        return {
            "structures": self.structures,
            "services": self.services,
            "created": self.created,
            "updated": self.updated,
            "identical": self.identical,
            "closed": self.closed,
            "rejected": [
                {
                    "id": each.row_id or _("line {line}").format(line=each.line),
                    "field": each.field,
                    "reason": each.reason,
                }
                for each in self.rejected
            ],
        }
