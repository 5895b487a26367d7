"""What a report on needs is made of: a period, whom it is about, and tables in which nothing hidden is left."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import TypeAlias

from caseflow.i18n import N_


class Scope(StrEnum):
    """Whose needs are counted."""

    EVERYONE = "everyone"
    ENROLLED = "enrolled"
    """In the PLIE on the last day of the period."""
    QPV = "qpv"


class Release(StrEnum):
    """For whom the figures are."""

    SHARED = "shared"
    """To partners and funders."""
    PUBLISHED = "published"
    """To anybody: a higher threshold, and figures rounded."""
    INTERNAL = "internal"
    """For the team alone, who may see the records anyway; sensitive themes and publics stay masked."""


SCOPES = {
    Scope.EVERYONE: N_("Everyone on file"),
    Scope.ENROLLED: N_("People in the PLIE"),
    Scope.QPV: N_("Residents of a QPV"),
}
RELEASES = {
    Release.SHARED: N_("To hand on to partners"),
    Release.PUBLISHED: N_("To publish"),
    Release.INTERNAL: N_("For the team alone"),
}


class Secret(Enum):
    """A figure that is not shown."""

    HIDDEN = "hidden"


HIDDEN = Secret.HIDDEN
UNANSWERED = "unanswered"
"""The table of needs without an answer."""
Value: TypeAlias = int | str | Secret | None
"""A count, a word, a hidden figure, or nothing to be said."""


@dataclass(frozen=True)
class NeedsQuery:
    """What is asked: both days of the period are in it."""

    since: date
    until: date
    scope: Scope = Scope.EVERYONE
    release: Release = Release.SHARED


@dataclass(frozen=True)
class NeedsLine:
    """One line of a table."""

    cells: tuple[Value, ...]
    is_total: bool = False


@dataclass(frozen=True)
class NeedsTable:
    """One table, with what it is about."""

    key: str
    title: str
    note: str
    head: tuple[str, ...]
    lines: tuple[NeedsLine, ...]
    words: int = 1
    """How many columns come first that hold words."""
    drawn: tuple[int, ...] = ()
    """The columns that are drawn as bars."""
    is_percent: frozenset[int] = frozenset()
    is_wide: bool = False
    """For a workbook alone: no page is wide enough."""


@dataclass(frozen=True)
class NeedsReport:
    """The whole report."""

    query: NeedsQuery
    agency: str
    made_on: date
    people: Value
    """How many people have an open barrier on the last day."""
    tables: tuple[NeedsTable, ...]
    threshold: int
    has_directory: bool
    """Whether any service is known: otherwise nothing can be said of what is missing."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not any(table.lines for table in self.tables)

    def table(self, key: str) -> NeedsTable:
        """Return one table."""
        return next(table for table in self.tables if table.key == key)
