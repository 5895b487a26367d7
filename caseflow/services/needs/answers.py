"""Tell which needs no service of the directory answers, where."""

from collections.abc import Collection
from typing import Any

from caseflow.domain.barrier import SENSITIVE_THEMES, Theme
from caseflow.services.resource_index import Index
from caseflow.services.resource_query import ServiceQuery, found


def unanswered(index: Index, cursor: Any, needs: Collection[tuple[str | None, Theme]]) -> frozenset[tuple[str, Theme]]:
    """Return the communes and themes, among those of some needs, for which no open service takes people in.

    As the directory is searched for one person: services of the theme open to the commune, its grouping, its
    département or all of France, and those that say neither where they are nor for where. Sensitive themes are left
    out, and people of whom no commune is known.
    """
    wanted = {(insee, theme) for insee, theme in needs if insee and theme not in SENSITIVE_THEMES}
    return frozenset(
        (insee, theme)
        for insee, theme in wanted
        if not found(index, cursor, ServiceQuery(themes=(theme,), commune=insee))
    )
