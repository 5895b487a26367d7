"""Read a file of partners: every row checked against the national schema, filtered to départements on the way.

Only what is kept is in memory; a national extract has to be filtered (`MOST` services at most).
"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from caseflow.domain.errors import Refused
from caseflow.exchange.services_directory.fields import TOLD_OF_PARTNERS, Kind
from caseflow.exchange.services_directory.gathering import Gathering
from caseflow.exchange.services_directory.rows import department_of_row, kind_of_row
from caseflow.exchange.services_directory.sources import Progress, RawRow, Source
from caseflow.i18n import _
from caseflow.services.directory.incoming import IncomingDirectory


@dataclass
class Survey:
    """What a file holds, at a glance."""

    structures: int = 0
    services: int = 0
    departments: Counter[str] = field(default_factory=Counter[str])
    """How many services each département has; an empty code for those without an address."""


def survey(path: Path, progress: Progress | None = None) -> Survey:
    """Count what a file holds, by département, checking nothing yet.

    Raises:
        Refused: the file is damaged, hostile or holds no list of partners.
        StorageTrouble: it cannot be read from the disk.
    """
    found = Survey()
    for row in _rows(_sources(path, progress)):
        if row.values is None:
            continue
        if (row.kind or kind_of_row(row.values)) is Kind.SERVICE:
            found.services += 1
            found.departments[department_of_row(row.values)] += 1
        else:
            found.structures += 1
    return found


def read_directory(
    path: Path, *, departments: Collection[str] = (), progress: Progress | None = None
) -> IncomingDirectory:
    """Read a file of partners: JSON, NDJSON, CSV or a workbook, in the schema v1 or v0, whole or partial.

    With `departments`, only their services are taken, those that are open to them from afar, and the structures of
    both. `progress` is told how far the reading is, and may raise to stop it.

    Raises:
        Refused: the file is damaged, hostile or holds no list of partners; or too many services are kept.
        StorageTrouble: it cannot be read from the disk.
    """
    sources = _sources(path, progress)
    gathering = Gathering(frozenset(departments))
    for row in _rows(sources):
        gathering.take(row)
    if missing := gathering.missing_structures():
        for row in _rows(sources):
            gathering.take_structure(row, missing)
    return gathering.result(is_partial=any(source.is_partial for source in sources))


def _sources(path: Path, progress: Progress | None) -> list[Source]:
    first = Source(path, progress or _silent)
    return [first, Source(first.companion, progress or _silent)] if first.companion else [first]


def _rows(sources: list[Source]) -> Iterator[RawRow]:
    """Read every row; refuse what turns out to be another list: communes, trades, the settings of a program."""
    is_directory = False
    for row in chain.from_iterable(source.rows() for source in sources):
        is_directory = is_directory or not TOLD_OF_PARTNERS.isdisjoint(row.values or ())
        yield row
    if not is_directory:
        raise Refused(_("This file holds no list of partners: nothing in it says a structure, a theme or a telephone."))


def _silent(_done: int, _total: int) -> None:
    pass
