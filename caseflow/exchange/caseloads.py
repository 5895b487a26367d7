"""Read a table as the people of a caseload: values of the domain, what was repaired, what has to be corrected.

Nothing here knows the store. A row holds only the keys for which the file said something: an empty cell never erases.

Keys of `IncomingRow.values` and their types:

| key | value |
|---|---|
| `file_number`, `caf_number`, `department_id`, `france_travail_id`, `france_travail_uid` | `str` |
| `civility` | `"madame"` or `"monsieur"` |
| `last_name`, `birth_name`, `first_name`, `birth_place`, `commune`, `post_code`, `address_line`, `address_extra` | `str` |
| `birth_date`, `ft_registered_on`, `rsa_since`, `plie_entry_on`, `plie_exit_on`, `pass_start`, `pass_end`, `last_contact_on` | `date` |
| `phones` | `tuple[str, ...]`, E.164, or as typed where a problem says so |
| `emails` | `tuple[str, ...]`, as typed |
| `rqth`, `rsa`, `ass`, `are`, `aah`, `activity_bonus`, `qpv`, `lone_parent`, `driving_licence` | `bool` |
| `rsa_status`, `work_situation`, `education_level` | `str`, a code of `choices.py` |
| `ft_category` | `str`, « A » to « G » or « 1 » to « 8 » |
| `mobility_km`, `children` | `int` |
| `referent`, `referent_email`, `prescriber`, `role`, `territory`, `project`, `project_rome`, `pass_number`, `note` | `str` |
| `tags` | `tuple[str, ...]` |
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from caseflow.exchange.mappings import Mapping
from caseflow.exchange.readings import Problem, ReadContext, Repair
from caseflow.exchange.tables import Cell, Row, Table


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

    def corrected(self, row: IncomingRow, column: int, text: str) -> IncomingRow:
        """Read a row again with one cell typed anew."""
        raise NotImplementedError


def read_caseload(table: Table, mapping: Mapping, *, on: date) -> Caseload:
    """Read every row of a table; `on` is the day of the import, against which ages and centuries are judged."""
    raise NotImplementedError


def read_row(row: Row, mapping: Mapping, headings: Sequence[str], context: ReadContext) -> IncomingRow:
    """Read one row of a table as a person."""
    raise NotImplementedError
