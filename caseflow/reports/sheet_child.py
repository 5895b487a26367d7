"""Set the sheets of some people for the process that asks; run as a process of its own, of which there are two.

Standard input: the order, then one summary after the other. Standard output: an answer for each, in the same order: the
pages of the sheet, or its whole PDF; an empty one says that the asker is to set it itself. Each is preceded by its
length, and nothing of them ever reaches a command line, a log or a temporary file.
"""

import pickle
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from caseflow import i18n
from caseflow.i18n import Catalog
from caseflow.services.summaries import PathwaySummary

_LENGTH = 4
"""Bytes that say how many follow."""


@dataclass(frozen=True)
class Order:
    """What is wanted of every summary that follows."""

    language: str
    full: bool
    whole: bool
    """A PDF for each, rather than pages to be bound together."""


def write_framed(stream: BinaryIO, content: bytes) -> None:
    """Write some bytes after their length."""
    stream.write(len(content).to_bytes(_LENGTH, "big") + content)
    stream.flush()


def read_framed(stream: BinaryIO) -> bytes | None:
    """Read the next bytes written with their length; nothing at the end, or when the end comes too early."""
    head = stream.read(_LENGTH)
    size = int.from_bytes(head, "big")
    content = stream.read(size)
    return content if len(head) == _LENGTH and len(content) == size else None


def main() -> int:
    """Serve one asker until it has no more to ask."""
    with open(0, "rb", closefd=False) as asked, open(1, "wb", closefd=False) as answered:
        order = cast("Order", pickle.loads(read_framed(asked) or b""))  # noqa: S301 - from the process that started us
        catalog = i18n.install(order.language)
        for summary in _summaries(asked):
            write_framed(answered, _set(summary, order, catalog))
    return 0


def _summaries(asked: BinaryIO) -> Iterator[PathwaySummary]:
    while (content := read_framed(asked)) is not None:
        yield pickle.loads(content)  # noqa: S301 - from the process that started us


def _set(summary: PathwaySummary, order: Order, catalog: Catalog) -> bytes:
    from caseflow.reports import pathway_summary

    try:
        if order.whole:
            return pathway_summary.render(summary, catalog, full=order.full)
        return pathway_summary.drawn(summary, catalog, full=order.full).as_bytes()
    except Exception:  # noqa: BLE001 - the asker meets the same fault, and tells it
        return b""


if __name__ == "__main__":
    sys.exit(main())
