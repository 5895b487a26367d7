"""Write the template that partners fill in: typed columns, lists to choose from, recognised at once when it returns."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from caseflow.exchange.candidate_lists import TEMPLATE_HEADINGS
from caseflow.store.files import write_whole

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_LINES = 1_000  # ready to be filled in
_YES_NO = ("oui", "non")
_CHOICES = {
    "civility": ("Mme", "M."),
    "rsa": _YES_NO,
    "rqth": _YES_NO,
    "qpv": _YES_NO,
    "driving_licence": _YES_NO,
}
_DAY = "birth_date"
_LISTS = "Listes"


def write_template(path: Path, prescribers: Sequence[str]) -> None:
    """Write the template; its first column offers the prescribers who are invited.

    Raises:
        StorageTrouble: the disk is full or the file cannot be written.
    """
    write_whole(path, template_bytes(prescribers))


def template_bytes(prescribers: Sequence[str]) -> bytes:
    """Return the template as an XLSX."""
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        text = book.add_format({"num_format": "@"})
        day = book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
        title = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        page = book.add_worksheet("Candidats")
        for column, (key, heading) in enumerate(TEMPLATE_HEADINGS):
            page.write_string(0, column, heading, title)
            # Text, so that a phone number or a post code keeps its zeros while it is typed.
            page.set_column(column, column, 22 if key in {"prescriber", "emails"} else 16, day if key == _DAY else text)
            if key in _CHOICES:
                _offer(page, column, list(_CHOICES[key]))
        page.freeze_panes(1, 0)
        if prescribers:
            names = book.add_worksheet(_LISTS)
            names.write_column(0, 0, list(prescribers), text)
            names.hide()
            _offer(page, 0, f"={_LISTS}!$A$1:$A${len(prescribers)}")
    return content.getvalue()


def _offer(page: "Worksheet", column: int, source: list[str] | str) -> None:
    rule = {"validate": "list", "source": source, "ignore_blank": True, "error_type": "warning"}
    page.data_validation(1, column, _LINES, column, rule)
