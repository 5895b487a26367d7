"""What a file of partners says, once read: structures and services in our own fields, and what was refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Incoming:
    """A structure or a service of a file.

    `values` holds the fields that the file speaks of, and those alone: a file that has no column of e-mail addresses
    erases none.
    """

    source_id: str
    values: Mapping[str, Any]
    structure: str = ""
    """Of a service: the `source_id` of its structure."""
    is_stub: bool = False
    """Of a structure: known only because a service names it; what is known better is left alone."""


@dataclass(frozen=True)
class Refusal:
    """A value that the national schema does not take, and whether the whole row was left out for it."""

    line: int
    row_id: str
    field: str
    reason: str
    leaves_out: bool = True


@dataclass(frozen=True)
class IncomingDirectory:
    """A file of partners, read and checked; structures and services each by their `source_id`, once."""

    structures: Mapping[str, Incoming]
    services: Mapping[str, Incoming]
    refusals: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()
    departments: frozenset[str] = field(default_factory=frozenset[str])
    """The départements it was filtered to; none: all of them."""
    seen: frozenset[str] = field(default_factory=frozenset[str])
    """The ids of rows that were left out: they have not disappeared."""
    is_complete: bool = True
    """Whether what the file no longer names has disappeared; not so for one page of many."""
