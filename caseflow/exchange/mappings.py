"""Say which column of a file is what, and remember it for the next file with the same headings."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from typing import cast

from caseflow.exchange.words import heading_words
from caseflow.i18n import _


@dataclass(frozen=True)
class Mapping:
    """Which column holds what: column index to key of a column of `columns.CASELOAD_COLUMNS`."""

    columns: AnyMapping[int, str] = field(default_factory=dict[int, str])
    guessed: frozenset[int] = frozenset()  # recognised by a close heading or by their content: to be looked at

    def columns_of(self, key: str) -> tuple[int, ...]:
        """Return the columns read as `key`, in the order of the file."""
        return tuple(sorted(column for column, name in self.columns.items() if name == key))

    def with_column(self, column: int, key: str | None) -> "Mapping":
        """Return the mapping with one column read as `key`, or ignored when there is none."""
        columns = {index: name for index, name in self.columns.items() if index != column}
        if key is not None:
            columns[column] = key
        return Mapping(columns, self.guessed - {column})

    def to_json(self, headings: Sequence[str]) -> str:
        """Write the mapping by headings rather than by places, so that moved columns are still found."""
        names = list(_distinct(headings))
        known = {names[column]: key for column, key in sorted(self.columns.items()) if column < len(names)}
        return json.dumps(known, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str, headings: Sequence[str]) -> "Mapping":
        """Read a remembered mapping for these headings; what is no longer there is left out.

        Raises:
            ValueError: the text is not a remembered mapping.
        """
        known: object = json.loads(text)
        if not isinstance(known, dict):
            raise ValueError("not a mapping")  # noqa: TRY004 - the text is wrong, not the caller
        pairs = cast("dict[str, object]", known)
        names = enumerate(_distinct(headings))
        return cls({column: str(pairs[name]) for column, name in names if name in pairs})


def missing_columns(mapping: Mapping) -> str:
    """Say which column an import cannot do without; empty when there is none missing."""
    keys = set(mapping.columns.values())
    if keys & {"full_name", "first_last_name"} or {"last_name", "first_name"} <= keys:
        return ""
    return _("Say which columns hold the last name and the first name.")


def fingerprint(headings: Sequence[str]) -> str:
    """Return what two files with the same headings share, whatever their order, accents, case and blank columns."""
    words = sorted(name for name in _distinct(headings) if not name.startswith("#"))
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _distinct(headings: Sequence[str]) -> Iterator[str]:
    """Yield each heading's words, numbered when they return: « telephone », « telephone#2 »; blank ones are « #n »."""
    seen: Counter[str] = Counter()
    for heading in headings:
        words = heading_words(heading)
        seen[words] += 1
        yield words if words and seen[words] == 1 else f"{words}#{seen[words]}"
