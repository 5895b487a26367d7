"""Why a file is turned away: a code the parsing process can send, a sentence the person reads."""

import errno
from collections.abc import Mapping

from caseflow.i18n import N_, _

REASONS = {
    "empty": N_("This file is empty."),
    "too_big": N_("This file is too large (25 MB at most). Keep only the sheet of the people, then try again."),
    "too_many_entries": N_("This workbook holds too many parts to be a list of people: it was not opened."),
    "bomb": N_("This workbook would take up far too much room once opened: it was not opened."),
    "nested": N_(
        "This workbook contains another file (an archive or an attached object): it was not opened. "
        "Save the sheet of the people in a new workbook."
    ),
    "encrypted": N_(
        "This file is protected by a password. Open it in the spreadsheet, remove the password, save it and try again."
    ),
    "not_a_workbook": N_(
        "This file is not a workbook. Choose an Excel (.xlsx, .xls), OpenDocument (.ods) or CSV file."
    ),
    "document": N_("This file is a document, not a list. Copy the table into a workbook, then try again."),
    "damaged": N_(
        "This workbook is damaged or incomplete. Open it in the spreadsheet, save it under another name and try again."
    ),
    "binary": N_(
        "This file is neither a workbook nor text. Choose an Excel (.xlsx, .xls), OpenDocument (.ods) or CSV file."
    ),
    "no_sheet": N_("There is no sheet of this name in the workbook."),
    "no_rows": N_("This file holds no line to read."),
    "too_many_rows": N_("This list is too long: CaseFlow reads {rows} lines at most. Cut it in several files."),
    "too_many_columns": N_(
        "This list is too wide: CaseFlow reads {columns} columns at most. Remove the unused columns."
    ),
    "long_cell": N_("Line {row} holds a cell of more than {characters} characters: this is not a list of people."),
    "too_much_text": N_("This list holds too much text to be read in one go. Cut it in several files."),
    "broken_quotes": N_("Line {row}: a quotation mark is opened and never closed. Correct the file and try again."),
    "died": N_(
        "This workbook could not be read: it is damaged, or holds a cell very far from the others. "
        "Copy the list into a new workbook and try again."
    ),
    "too_long": N_(
        "This file takes too long to read: the reading was stopped. Copy the list into a new workbook and try again."
    ),
    "cancelled": N_("The reading was cancelled; nothing was changed."),
}


class Rejected(Exception):
    """The verdict of the parsing process: a code of `REASONS`, and the figures its sentence needs."""

    def __init__(self, code: str, **figures: int) -> None:
        super().__init__(code)
        self.code = code
        self.figures = figures


def unreadable(error: Exception) -> Rejected:
    """Return the verdict on what a parser met: damage, unless it was the memory that it wanted."""
    wanted_memory = getattr(error, "errno", None) == errno.ENOMEM or str(error).startswith(_ZLIB_WITHOUT_MEMORY)
    return Rejected("died" if wanted_memory else "damaged")


_ZLIB_WITHOUT_MEMORY = "Error -4 "
"""`Z_MEM_ERROR`, which Python tells by its message alone."""


def sentence(code: str, figures: Mapping[str, int] | None = None) -> str:
    """Return the sentence for a verdict; an unknown code reads as a reader that died."""
    return _(REASONS.get(code, REASONS["died"])).format(**(figures or {}))
