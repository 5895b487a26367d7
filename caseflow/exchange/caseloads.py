"""Read a table as the people of a caseload: values of the domain, what was repaired, what has to be corrected.

Nothing here knows the store. A row holds only the keys for which the file said something: an empty cell never erases.

Keys of `IncomingRow.values` and their types:

| key | value |
|---|---|
| `file_number`, `caf_number`, `department_id`, `france_travail_id`, `france_travail_uid` | `str` |
| `civility` | `"madame"` or `"monsieur"` |
| `last_name`, `birth_name`, `first_name`, `birth_place` | `str` |
| `address_line`, `address_extra`, `post_code`, `commune` | `str` |
| `birth_date`, `ft_registered_on`, `rsa_since`, `plie_entry_on`, `plie_exit_on` | `date` |
| `pass_start`, `pass_end`, `last_contact_on` | `date` |
| `phones` | `tuple[str, ...]`, E.164, or as typed where a problem says so |
| `emails` | `tuple[str, ...]`, as typed |
| `rqth`, `rsa`, `ass`, `are`, `aah`, `activity_bonus`, `qpv`, `lone_parent`, `driving_licence` | `bool` |
| `rsa_status`, `work_situation`, `education_level` | `str`, a code of `choices.py` |
| `ft_category` | `str`, « A » to « G » or « 1 » to « 8 » |
| `mobility_radius_km`, `children` | `int` |
| `referent`, `referent_email`, `prescriber`, `role`, `territory` | `str` |
| `project`, `project_rome`, `pass_number`, `note` | `str` |
| `tags` | `tuple[str, ...]` |
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from caseflow.exchange.cells import is_formula_error, one_line, restored
from caseflow.exchange.columns import columns_by_key
from caseflow.exchange.mappings import Mapping
from caseflow.exchange.nir import masked_cell
from caseflow.exchange.readings import Mend, Problem, ProblemKind, ReadContext, Reading, Repair, RepairKind
from caseflow.exchange.rows import Cell, Row, Table, is_blank
from caseflow.i18n import fold

_NEEDED = ("last_name", "first_name")
_TOLD_EVERY = 200  # rows
_LISTS = frozenset({"phones", "emails", "tags"})
_LINES = {"note": "\n", "address_extra": ", "}  # what several columns add to, and what comes between


@dataclass(frozen=True)
class IncomingRow:
    """One line of the file, read as a person."""

    number: int  # line in the sender's file
    values: dict[str, object] = field(repr=False)
    repairs: tuple[Repair, ...] = field(repr=False)
    problems: tuple[Problem, ...] = field(repr=False)
    cells: tuple[Cell, ...] = field(repr=False)  # as typed, corrections included

    @property
    def needs_correction(self) -> bool:
        """Say whether the row cannot be taken as it is."""
        return any(problem.blocking for problem in self.problems)


@dataclass(frozen=True)
class Caseload:
    """Every line of a file read as people, with what is needed to read one again after a correction."""

    table: Table = field(repr=False)
    mapping: Mapping
    context: ReadContext
    rows: tuple[IncomingRow, ...] = field(repr=False)

    @property
    def unread(self) -> tuple[str, ...]:
        """Return the headings of the columns that hold something and are not read."""
        table = self.table
        return tuple(
            " ".join(table.headings[column].split())
            for column in table.columns
            if table.headings[column] and column not in self.mapping.columns and column not in table.dropped
        )

    def corrected(self, row: IncomingRow, column: int, text: str) -> IncomingRow:
        """Read a row again with one cell typed anew; a social security number typed there is masked too."""
        cells = [*row.cells]
        cells[column] = masked_cell(text.strip()) or None
        return read_row(Row(row.number, tuple(cells)), self.mapping, self.table.headings, self.context)


def read_caseload(
    table: Table, mapping: Mapping, *, on: date, progress: Callable[[int, int], None] | None = None
) -> Caseload:
    """Read every row of a table; `on` is the day of the import, against which ages and centuries are judged.

    `progress` is told now and then how many rows were read and how many there are; what it raises stops the work.
    """
    context = ReadContext(on, table.epoch)
    masked = set(table.masked)
    rows: list[IncomingRow] = []
    for place, row in enumerate(table.rows):
        if progress is not None and place % _TOLD_EVERY == 0:
            progress(place, len(table.rows))
        read = read_row(row, mapping, table.headings, context)
        rows.append(_tell_masked(read, mapping, table.headings, masked))
    return Caseload(table, mapping, context, tuple(rows))


def read_row(row: Row, mapping: Mapping, headings: Sequence[str], context: ReadContext) -> IncomingRow:
    """Read one row of a table as a person."""
    values: dict[str, object] = {}
    repairs: list[Repair] = []
    problems: list[Problem] = []
    for column, key in sorted(mapping.columns.items()):
        cell = row.cells[column] if column < len(row.cells) else None
        if is_blank(cell):
            continue
        reading, mends = _read(key, cell, context)
        kinds = (*reading.problems, *_merge(values, reading.values))
        if mends or kinds:
            heading = " ".join(headings[column].split())
            repairs += [Repair(key, column, heading, mend.before, mend.after, mend.kind) for mend in mends]
            problems += [Problem(key, column, heading, one_line(cell), kind) for kind in kinds]
    _join_referent(values)
    problems += _missing(values, problems, mapping, headings)
    return IncomingRow(row.number, values, tuple(repairs), tuple(problems), row.cells)


def _read(key: str, cell: Cell, context: ReadContext) -> tuple[Reading, tuple[Mend, ...]]:
    """Read one cell, and return every mend that it needed."""
    if is_formula_error(cell):
        return Reading(problems=(ProblemKind.FORMULA_ERROR,)), ()
    column = columns_by_key().get(key)
    if column is None:  # a remembered mapping may name a column that a later version no longer has
        return Reading(), ()
    if isinstance(cell, str) and len(cell) > column.longest:
        return Reading(problems=(ProblemKind.TOO_LONG,)), ()
    mended = restored(cell) if isinstance(cell, str) else cell
    reading = column.read(mended, context)
    if mended == cell:
        return reading, reading.mends
    return reading, (Mend(RepairKind.MOJIBAKE, one_line(cell), one_line(mended)), *reading.mends)


def _merge(values: dict[str, object], found: dict[str, object]) -> tuple[ProblemKind, ...]:
    """Add what a cell says: lists and lines grow, anything else is said once; say when two columns disagree."""
    disagreement = False
    for key, value in found.items():
        before = values.get(key)
        if before is None:
            values[key] = value
        elif key in _LISTS:
            several = (*cast("tuple[str, ...]", before), *cast("tuple[str, ...]", value))
            values[key] = tuple(dict.fromkeys(several))
        elif key in _LINES:
            values[key] = before if value == before else f"{before}{_LINES[key]}{value}"
        else:
            disagreement |= fold(str(before)) != fold(str(value))
    return (ProblemKind.TWO_VALUES,) if disagreement else ()


def _join_referent(values: dict[str, object]) -> None:
    """Make one name of the two that a France Travail extract gives."""
    parts = (values.pop("referent_first_name", ""), values.pop("referent_last_name", ""))
    name = " ".join(str(part) for part in parts if part)
    if name:
        values.setdefault("referent", name)


def _missing(
    values: dict[str, object], problems: Sequence[Problem], mapping: Mapping, headings: Sequence[str]
) -> list[Problem]:
    if any(problem.kind is ProblemKind.NAME_ORDER for problem in problems):
        return []
    found: list[Problem] = []
    for key in _NEEDED:
        if values.get(key):
            continue
        columns = mapping.columns_of(key) or mapping.columns_of("full_name") or mapping.columns_of("first_last_name")
        column = columns[0] if columns else -1
        heading = " ".join(headings[column].split()) if columns else columns_by_key()[key].title
        found.append(Problem(key, column, heading, "", ProblemKind.MISSING))
    return found


def _tell_masked(
    row: IncomingRow, mapping: Mapping, headings: Sequence[str], masked: set[tuple[int, int]]
) -> IncomingRow:
    """Add, to the row where a social security number was masked, a problem that says so."""
    told = (
        tuple(
            Problem(
                mapping.columns.get(column, ""),
                column,
                " ".join(headings[column].split()),
                one_line(row.cells[column]),
                ProblemKind.NIR,
            )
            for column in range(len(row.cells))
            if (row.number, column) in masked
        )
        if masked
        else ()
    )
    return IncomingRow(row.number, row.values, row.repairs, (*row.problems, *told), row.cells) if told else row
