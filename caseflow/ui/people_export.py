"""Write people to a file as a list shows them: its columns, its order, its filters, or those selected in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget

from caseflow.domain.labels import scheme_label
from caseflow.i18n import NBSP, _, ngettext
from caseflow.services.people import People
from caseflow.services.people_list import PeopleColumn, PeopleQuery, PersonRow, Scope
from caseflow.ui.choosing import ask_name
from caseflow.ui.context import Context
from caseflow.ui.tasks import Progress

PAGE = 500


@dataclass(frozen=True)
class Listing:
    """What is to be written: the people selected, else all those that a query finds; which columns, in which order."""

    query: PeopleQuery
    columns: tuple[tuple[PeopleColumn, str], ...]
    """Each with its heading."""
    ids: tuple[UUID, ...] = ()


def everybody(on: date, ids: Sequence[UUID] = ()) -> Listing:
    """Return the listing of some people, or of everybody, with the usual columns."""
    columns = (
        (PeopleColumn.FILE_NUMBER, _("File no.")),
        (PeopleColumn.NAME, _("Name")),
        (PeopleColumn.BIRTH_DATE, _("Birth date")),
        (PeopleColumn.AGE, _("Age")),
        (PeopleColumn.COMMUNE, _("Commune")),
        (PeopleColumn.PHONE, _("Phone")),
        (PeopleColumn.STEP, _("Current step")),
        (PeopleColumn.SCHEMES, _("Schemes")),
        (PeopleColumn.ENTERED, _("Entered on")),
        (PeopleColumn.NEXT_DATE, _("Next date")),
        (PeopleColumn.LAST_CONTACT, _("Last contact")),
        (PeopleColumn.REFERENT, _("Referent")),
    )
    return Listing(PeopleQuery(on=on, scope=Scope.ALL), columns, tuple(ids))


def ask(parent: QWidget, context: Context, listing: Listing) -> None:
    """Ask where to write a listing, and write it."""
    name = _("people of {day}").format(day=context.today().isoformat()) + ".xlsx"
    filters = [_("Excel workbook (*.xlsx)"), _("Text file (*.csv)"), _("JSON (*.json)")]
    ask_name(parent, _("Export the list"), partial(export, context, listing), name, filters)


def export(context: Context, listing: Listing, chosen: str) -> None:
    """Write a listing to the file chosen, in the background; it can be cancelled."""
    path = Path(chosen)
    work = partial(write, context.desk.people, listing, path)
    context.tasks.run_long(context.navigator, _("Export"), work, partial(_on_written, context, path))


def write(people: People, listing: Listing, path: Path, progress: Progress) -> int:
    """Write a listing to a file and return how many people it holds; the file is whole or not there."""
    from caseflow.exchange.listings import ListingColumn, write_listing

    ids = listing.ids or people.ids(listing.query)
    rows: list[PersonRow] = []
    for start in range(0, len(ids), PAGE):
        rows += people.rows(ids[start : start + PAGE], listing.query.on)
        progress(len(rows), len(ids))
    columns = [ListingColumn(key, heading) for key, heading in listing.columns]
    write_listing(path, columns, [{key: _VALUES[key](row) for key, _heading in listing.columns} for row in rows])
    return len(rows)


def _phone(row: PersonRow) -> str:
    return row.phone.replace(NBSP, " ")  # no-break spaces are for the eye: a search in a file would miss them


def _schemes(row: PersonRow) -> list[str]:
    return [scheme_label(scheme) for scheme in row.schemes]


_VALUES: dict[PeopleColumn, Callable[[PersonRow], object]] = {
    PeopleColumn.NAME: lambda row: row.name,
    PeopleColumn.FILE_NUMBER: lambda row: row.file_number,
    PeopleColumn.AGE: lambda row: row.age,
    PeopleColumn.BIRTH_DATE: lambda row: row.birth_date,
    PeopleColumn.POST_CODE: lambda row: row.post_code,
    PeopleColumn.COMMUNE: lambda row: row.commune,
    PeopleColumn.STEP: lambda row: row.current_step,
    PeopleColumn.SCHEMES: _schemes,
    PeopleColumn.ENTERED: lambda row: row.entered_on,
    PeopleColumn.EXITED: lambda row: row.exited_on,
    PeopleColumn.REFERENT: lambda row: row.referent,
    PeopleColumn.NEXT_DATE: lambda row: row.next_date,
    PeopleColumn.LAST_CONTACT: lambda row: row.last_contact,
    PeopleColumn.PHONE: _phone,
    PeopleColumn.BARRIERS: lambda row: row.barriers,
}
"""What a file holds of each column: values, where the screen has words."""


def _on_written(context: Context, path: Path, count: int) -> None:
    text = ngettext("{count} person written to {file}", "{count} people written to {file}", count)
    context.navigator.show_message(text.format(count=count, file=path.name))
