"""What a table of figures is made of: nothing that is hidden is left in it."""

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TypeAlias

from caseflow.i18n import N_


class Release(StrEnum):
    """For whom the figures are."""

    SHARED = "shared"
    """To partners and funders."""
    PUBLISHED = "published"
    """To anybody: a higher threshold, and figures rounded."""
    INTERNAL = "internal"
    """For the team alone, who may see the records anyway; sensitive themes and publics stay masked."""


RELEASES = {
    Release.SHARED: N_("To hand on to partners"),
    Release.PUBLISHED: N_("To publish"),
    Release.INTERNAL: N_("For the team alone"),
}


class Secret(Enum):
    """A figure that is not shown."""

    HIDDEN = "hidden"


HIDDEN = Secret.HIDDEN
Value: TypeAlias = int | str | Secret | None
"""A count, a word, a hidden figure, or nothing to be said."""


@dataclass(frozen=True)
class FigureLine:
    """One line of a table."""

    cells: tuple[Value, ...]
    is_total: bool = False


@dataclass(frozen=True)
class FigureTable:
    """One table, with what it is about."""

    key: str
    title: str
    note: str
    head: tuple[str, ...]
    lines: tuple[FigureLine, ...]
    words: int = 1
    """How many columns come first that hold words."""
    drawn: tuple[int, ...] = ()
    """The columns that are drawn as bars."""
    is_percent: frozenset[int] = frozenset()
    is_wide: bool = False
    """For a workbook alone: no page is wide enough."""
