"""Parse one untrusted file and say what is in it; run as a process of its own, which may die without harm.

Standard input: one line of JSON (the request), then the bytes of the file. Standard output: one JSON value per line:
first the description of the table or the verdict against it, then its rows. Nothing is written elsewhere, and nothing
of the file ever reaches a command line, a log or a temporary file.
"""

import contextlib
import json
import os
import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias, cast

from caseflow.exchange.containers import check_ole, check_zip, kind_of
from caseflow.exchange.limits import Limits
from caseflow.exchange.rejections import Rejected
from caseflow.exchange.texts import decode, delimiter_of, lines_of
from caseflow.exchange.web_tables import largest_table

PlainCell: TypeAlias = str | float | int | bool | date | datetime | None
_ABOVE = 40  # lines of titles and headings, which are not rows yet

NumberedRow: TypeAlias = tuple[int, list[PlainCell]]


@dataclass(frozen=True)
class Parsed:
    """A table before its headings are found: where it comes from, and its rows that are not empty."""

    sheets: tuple[str, ...]
    sheet: str
    rows: list[NumberedRow]
    encoding: str | None = None
    delimiter: str | None = None
    epoch: int = 1900
    doubtful: bool = False


def parse(content: bytes, *, sheet: str | None, known: Collection[str], limits: Limits) -> Parsed:
    """Parse the bytes of a file.

    Raises:
        Rejected: the file is hostile, broken, protected, too large or empty.
    """
    if len(content) > limits.container_bytes:
        raise Rejected("too_big")
    kind = kind_of(content)
    if kind == "text":
        return _parse_text(content, limits)
    if kind == "web":
        text, encoding, doubtful = decode(content)
        return Parsed((), "", bounded(largest_table(text), limits), encoding, doubtful=doubtful)
    epoch = check_zip(content, limits) if kind == "zip" else check_ole(content)
    return _parse_workbook(content, sheet, known, epoch, limits)


def bounded(lines: Iterable[Iterable[PlainCell]], limits: Limits) -> list[NumberedRow]:
    """Give each line its number from 1, drop the empty ones, and stop after a long emptiness.

    Raises:
        Rejected: too many rows, columns or characters, or none at all.
    """
    rows: list[NumberedRow] = []
    characters = 0
    last = 0
    for number, line in enumerate(lines, start=1):
        cells = list(line)
        while cells and (cells[-1] is None or (isinstance(cells[-1], str) and not cells[-1].strip())):
            cells.pop()
        if not cells:
            if rows and number - last > limits.empty_rows:
                break
            continue
        last = number
        characters += _check_cells(number, cells, limits)
        rows.append((number, cells))
        if len(rows) > limits.rows + _ABOVE:
            raise Rejected("too_many_rows", rows=limits.rows)
        if characters > limits.total_characters:
            raise Rejected("too_much_text")
    if not rows:
        raise Rejected("no_rows")
    return rows


def _check_cells(number: int, cells: list[PlainCell], limits: Limits) -> int:
    if len(cells) > limits.columns:
        raise Rejected("too_many_columns", columns=limits.columns)
    sizes = [len(cell) for cell in cells if isinstance(cell, str)]
    if max(sizes, default=0) > limits.cell_characters:
        raise Rejected("long_cell", row=number, characters=limits.cell_characters)
    return sum(sizes)


def _parse_text(content: bytes, limits: Limits) -> Parsed:
    text, encoding, doubtful = decode(content)
    if kind_of(text[:2048].encode("utf-8", "replace")) == "web":  # a page in UTF-16
        return Parsed((), "", bounded(largest_table(text), limits), encoding, doubtful=doubtful)
    delimiter = delimiter_of(text)
    rows = bounded(lines_of(text, delimiter, limits), limits)
    return Parsed((), "", rows, encoding, delimiter, doubtful=doubtful)


def _parse_workbook(content: bytes, wanted: str | None, known: Collection[str], epoch: int, limits: Limits) -> Parsed:
    from caseflow.exchange import workbooks  # loads calamine, which text files do not need

    workbook = workbooks.open_workbook(content)
    sheet = workbooks.sheet_of(workbook, wanted, known)
    names = tuple(workbooks.sheet_names(workbook))
    return Parsed(names, sheet.name, bounded(workbooks.rows_of(sheet), limits), epoch=epoch)


def _encode(cell: PlainCell) -> object:
    """Return a cell as JSON can hold it: a day as `{"d": …}`, a moment as `{"t": …}`."""
    if isinstance(cell, datetime):
        return {"t": cell.isoformat()}
    return {"d": cell.isoformat()} if isinstance(cell, date) else cell


def _lines(parsed: Parsed) -> Iterator[str]:
    yield json.dumps(
        {
            "sheets": parsed.sheets,
            "sheet": parsed.sheet,
            "encoding": parsed.encoding,
            "delimiter": parsed.delimiter,
            "epoch": parsed.epoch,
            "doubtful": parsed.doubtful,
        }
    )
    for number, cells in parsed.rows:
        yield json.dumps([number, [_encode(cell) for cell in cells]])
    yield "true"  # the end was reached: a process killed on the way did not write it


def _bind(limits: Limits) -> None:
    """Bound the memory and the time of this process, where the system can; never leave its memory on the disk."""
    try:
        import resource
    except ImportError:  # Windows: the parent's patience is the only bound
        return
    for what, amount in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, int(limits.seconds) + 1),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (amount, amount))


def _read_all(descriptor: int) -> bytes:
    """Read a file to its end by its number: a windowed program has no `sys.stdin`."""
    with open(descriptor, "rb", closefd=False) as stream:
        return stream.read()


def main() -> int:
    """Serve one request and leave."""
    first, _newline, content = _read_all(0).partition(b"\n")
    request = cast("dict[str, object]", json.loads(first))
    limits = Limits(**cast("dict[str, int]", request["limits"]))
    _bind(limits)
    try:
        parsed = parse(
            content,
            sheet=cast("str | None", request["sheet"]),
            known=frozenset(cast("list[str]", request["known"])),
            limits=limits,
        )
        answer = "\n".join(_lines(parsed))
    except Rejected as verdict:
        answer = json.dumps({"rejected": verdict.code, "figures": verdict.figures})
    except MemoryError:
        answer = json.dumps({"rejected": "died", "figures": {}})
    with open(1, "wb", closefd=False) as stream:
        stream.write(answer.encode("ascii"))
    return os.EX_OK if hasattr(os, "EX_OK") else 0


if __name__ == "__main__":
    sys.exit(main())
