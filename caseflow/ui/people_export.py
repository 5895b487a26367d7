"""Write the list of people to a file, as it is on screen: a workbook, a text file or JSON."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QWidget

from caseflow.domain.labels import scheme_label
from caseflow.i18n import NBSP, _, ngettext
from caseflow.services.people import People
from caseflow.services.people_list import PeopleQuery, PersonRow, Scope
from caseflow.ui.context import Context
from caseflow.ui.tasks import Progress

PAGE = 500


def ask(parent: QWidget, context: Context, person_ids: Sequence[UUID]) -> QFileDialog:
    """Ask where to write some people, or everybody when none is given, and write them."""
    dialog = QFileDialog(parent, _("Export the list"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([_("Excel workbook (*.xlsx)"), _("Text file (*.csv)"), _("JSON (*.json)")])
    dialog.setDefaultSuffix("xlsx")
    dialog.selectFile(_("people of {day}").format(day=context.today().isoformat()) + ".xlsx")
    dialog.fileSelected.connect(partial(_export, context, tuple(person_ids)))
    dialog.open()
    return dialog


def _export(context: Context, person_ids: Sequence[UUID], chosen: str) -> None:
    path = Path(chosen)
    work = partial(write, context.desk.people, person_ids, context.today(), path)
    context.tasks.run_long(context.navigator, _("Export"), work, partial(_on_written, context, path))


def write(people: People, person_ids: Sequence[UUID], on: date, path: Path, progress: Progress) -> int:
    """Write people to a file and return how many."""
    from caseflow.exchange.listings import ListingColumn, write_listing

    ids = list(person_ids) or people.ids(PeopleQuery(on=on, scope=Scope.ALL))
    rows: list[PersonRow] = []
    for start in range(0, len(ids), PAGE):
        rows += people.rows(ids[start : start + PAGE], on)
        progress(len(rows), len(ids))
    columns = [ListingColumn(key, heading) for key, heading in _headings().items()]
    write_listing(path, columns, [_values(row) for row in rows])
    return len(rows)


def _headings() -> dict[str, str]:
    return {
        "file_number": _("File no."),
        "name": _("Name"),
        "birth_date": _("Birth date"),
        "age": _("Age"),
        "commune": _("Commune"),
        "phone": _("Phone"),
        "current_step": _("Current step"),
        "schemes": _("Schemes"),
        "entered_on": _("Entered on"),
        "next_date": _("Next date"),
        "referent": _("Referent"),
    }


def _values(row: PersonRow) -> dict[str, object]:
    values: dict[str, object] = {key: getattr(row, key) for key in _headings()}
    phone = row.phone.replace(NBSP, " ")  # no-break spaces are for the eye: a search in a file would miss them
    return values | {"phone": phone, "schemes": [scheme_label(scheme) for scheme in row.schemes]}


def _on_written(context: Context, path: Path, count: int) -> None:
    text = ngettext("{count} person written to {file}", "{count} people written to {file}", count)
    context.navigator.show_message(text.format(count=count, file=path.name))
