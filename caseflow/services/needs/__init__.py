"""Count needs and what answers them, for screens and papers: no small number leaves unless the team asks for it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from caseflow.domain.counsellor import Agency
from caseflow.domain.rules import Rules
from caseflow.services.figures.masker import Masker
from caseflow.services.figures.model import Release
from caseflow.services.needs.answers import unanswered
from caseflow.services.needs.model import NeedsQuery, NeedsReport
from caseflow.services.needs.questions import read_figures
from caseflow.services.needs.tables import every_table
from caseflow.services.resource_index import Index
from caseflow.store.prepared import Things
from caseflow.store.store import Store

__all__ = ["Needs", "NeedsQuery", "NeedsReport", "Release"]

_THRESHOLDS = {Release.SHARED: "statistics.smallest", Release.PUBLISHED: "statistics.smallest_published"}


class Needs:
    """The figures of needs."""

    def __init__(self, store: Store, rules: Callable[[], Rules], index: Callable[[Any], Index]) -> None:
        """Count in a store, by its rules; `index` tells the directory as a cursor sees it."""
        self._store = store
        self._rules = rules
        self._index = index

    def report(self, query: NeedsQuery, on: date) -> NeedsReport:
        """Count the needs of a period, seen from a day. It reads the whole store: not for the window's thread."""
        rules = self._rules()
        threshold = rules.count("statistics.smallest")
        if query.release is Release.PUBLISHED:
            threshold = max(threshold, rules.count("statistics.smallest_published"))
        masker = Masker(threshold, query.release)
        with self._store.reading_rows() as cursor:
            figures = read_figures(cursor, query, rules)
            index = self._index(cursor)
            missing = unanswered(index, cursor, figures.open) if index.is_open else ()
            agency = _AGENCY.first(cursor) or Agency()
        return NeedsReport(
            query=query,
            agency=agency.name,
            made_on=on,
            people=masker.people(figures.people),
            tables=every_table(figures, missing, masker),
            threshold=threshold,
            has_directory=bool(index.is_open),
        )


_AGENCY = Things(Agency)
