"""What an import holds on its way: the file read, the columns understood, the rows judged, what was decided."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caseflow.exchange.caseloads import Caseload, IncomingRow, read_caseload
from caseflow.exchange.mappings import Mapping, fingerprint
from caseflow.exchange.recognition import recognise_table
from caseflow.exchange.tables import Table, read_pasted, read_table
from caseflow.i18n import _
from caseflow.services.caseloads import Caseloads, Decision, RememberedMapping, Report, StagedRow, Staging
from caseflow.services.desk import Desk
from caseflow.services.drafts import DraftOf
from caseflow.ui.navigation import ImportSource
from caseflow.ui.tasks import Progress

DRAFT = DraftOf("import")


@dataclass
class ImportDraft:
    """One import under way. Changed in the window's thread only; work is handed values and hands values back."""

    source: ImportSource = field(default_factory=ImportSource)
    table: Table | None = None
    mapping: Mapping = field(default_factory=Mapping)
    is_remembered: bool = False
    caseload: Caseload | None = None
    staging: Staging | None = None
    judged: tuple[Table, Mapping] | None = None
    """What the rows that are judged were read from."""
    decisions: dict[int, Decision] = field(default_factory=dict[int, Decision])
    report: Report | None = None

    @property
    def name(self) -> str:
        """Return what the file is called."""
        return self.source.path.name if self.source.path else _("Pasted cells")


@dataclass(frozen=True)
class ReadFile:
    """A file that was read, with how its columns are understood."""

    table: Table = field(repr=False)
    mapping: Mapping
    is_remembered: bool


@dataclass(frozen=True)
class JudgedFile:
    """A file whose rows were read as people and judged."""

    caseload: Caseload = field(repr=False)
    staging: Staging = field(repr=False)


def still_hold(decisions: dict[int, Decision], before: Staging, after: Staging) -> dict[int, Decision]:
    """Return the decisions of which nothing they hang on changed: whom the row may be, and what it is."""
    were, are = ({row.number: _hangs_on(row) for row in staging.rows} for staging in (before, after))
    return {number: decision for number, decision in decisions.items() if were.get(number) == are.get(number)}


def _hangs_on(row: StagedRow) -> tuple[object, ...]:
    return row.status, row.person_id, tuple((each.person_id, each.row) for each in row.candidates)


def read_source(
    source: ImportSource, sheet: str | None, heading: int | None, desk: Desk, progress: Progress
) -> ReadFile:
    """Read a file or pasted cells, and say which column is what: as it was said before, if these headings were met.

    Raises:
        Refused: the file is hostile, broken, protected, too large or empty.
        StorageTrouble: it cannot be read from the disk.
    """
    if source.path is not None:
        table = read_table(
            source.path, name=source.path.name, sheet=sheet, heading=heading, cancel=lambda: progress.is_cancelled
        )
    else:
        table = read_pasted(source.text, heading=heading)
    progress(0, 0)  # leaves here when it was cancelled meanwhile
    key = fingerprint(table.headings)
    begun = desk.drafts.find(DRAFT)
    known = desk.caseloads.mapping(key)
    columns = known.columns if known else ""
    if begun is not None and begun.typed["headings"] == key:
        columns = str(begun.typed["columns"])
    if columns:
        try:
            return ReadFile(table, Mapping.from_json(columns, table.headings), True)
        except ValueError:
            pass  # written by another version: recognised again
    return ReadFile(table, recognise_table(table), False)


def judge_file(table: Table, mapping: Mapping, caseloads: Caseloads, on: date, progress: Progress) -> JudgedFile:
    """Read every row as a person, and compare them with the store."""
    progress(0, 0)
    caseload = read_caseload(table, mapping, on=on)
    return JudgedFile(caseload, caseloads.stage(caseload.rows, on, progress))


def typed(source: ImportSource, table: Table | None, mapping: Mapping) -> dict[str, Any]:
    """Return what a draft keeps of an import under way: which file, and how its columns are understood."""
    if table is None or source.path is None:
        return {}
    columns = {"headings": fingerprint(table.headings), "columns": mapping.to_json(table.headings)}
    return {"path": str(source.path), **columns}


def remembered(table: Table | None, mapping: Mapping) -> dict[str, RememberedMapping]:
    """Return what is remembered of a file for the next one with its headings; a file without any is not."""
    if table is None or not any(table.headings):
        return {}
    return {fingerprint(table.headings): RememberedMapping(mapping.to_json(table.headings), table.name)}


def incoming(row: StagedRow) -> IncomingRow:
    """Return a judged row as the reader of files made it."""
    if not isinstance(row.incoming, IncomingRow):
        raise TypeError
    return row.incoming
