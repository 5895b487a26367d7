"""List what a file of partners holds that was refused, for whoever sent it."""

from collections.abc import Sequence
from pathlib import Path

from caseflow.exchange.listings import ListingColumn, write_listing
from caseflow.i18n import _
from caseflow.services.directory import Refusal


def write_rejected(path: Path, refusals: Sequence[Refusal]) -> None:
    """Write every refused value as a list: .xlsx, .csv or .json.

    Raises:
        StorageTrouble: the disk is full or the file cannot be written.
    """
    columns = [
        ListingColumn("line", _("Line"), 8),
        ListingColumn("id", _("Id"), 40),
        ListingColumn("field", _("Field"), 24),
        ListingColumn("reason", _("To correct"), 70),
        ListingColumn("outcome", _("What became of it"), 32),
    ]
    outcomes = {True: _("Row left out"), False: _("Taken without this value")}
    rows = [
        {"line": each.line, "id": each.row_id, "field": each.field, "reason": each.reason}
        | {"outcome": outcomes[each.leaves_out]}
        for each in refusals
    ]
    write_listing(path, columns, rows)
