"""What a report on needs is made of: a period, whom it is about, and tables in which nothing hidden is left."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseflow.i18n import N_
from caseflow.services.figures.model import FigureTable, Release, Value


class Scope(StrEnum):
    """Whose needs are counted."""

    EVERYONE = "everyone"
    ENROLLED = "enrolled"
    """In the PLIE on the last day of the period."""
    QPV = "qpv"


SCOPES = {
    Scope.EVERYONE: N_("Everyone on file"),
    Scope.ENROLLED: N_("People in the PLIE"),
    Scope.QPV: N_("Residents of a QPV"),
}
UNANSWERED = "unanswered"
"""The table of needs without an answer."""


@dataclass(frozen=True)
class NeedsQuery:
    """What is asked: both days of the period are in it."""

    since: date
    until: date
    scope: Scope = Scope.EVERYONE
    release: Release = Release.SHARED


@dataclass(frozen=True)
class NeedsReport:
    """The whole report."""

    query: NeedsQuery
    agency: str
    made_on: date
    people: Value
    """How many people have an open barrier on the last day."""
    tables: tuple[FigureTable, ...]
    threshold: int
    has_directory: bool
    """Whether any service is known: otherwise nothing can be said of what is missing."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not any(table.lines for table in self.tables)

    def table(self, key: str) -> FigureTable:
        """Return one table."""
        return next(table for table in self.tables if table.key == key)
