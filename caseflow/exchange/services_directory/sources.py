"""Open a file of partners, whatever its kind, as raw rows: fields by name, one row at a time.

JSON and text are read here piece by piece; a workbook is parsed in the killable process, with caps of its own.
"""

import csv
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO, TypeAlias, cast

from caseflow.domain.errors import Refused, StorageTrouble
from caseflow.exchange.containers import kind_of
from caseflow.exchange.guards import unguarded
from caseflow.exchange.limits import LIMITS
from caseflow.exchange.parse_child import NumberedRow, Parsed
from caseflow.exchange.parsing import parse_apart
from caseflow.exchange.rejections import Rejected, sentence
from caseflow.exchange.services_directory.fields import KNOWN, Kind, field_named
from caseflow.exchange.services_directory.json_stream import Element, elements
from caseflow.exchange.texts import decode, delimiter_of
from caseflow.i18n import _

LARGEST = 2**30
"""Bytes of a JSON or text file. The national extract is some 500 MB."""
WORKBOOK_LIMITS = replace(
    LIMITS,
    container_bytes=60 * 2**20,
    uncompressed_bytes=500 * 2**20,
    total_characters=150_000_000,
    seconds=180.0,
    memory_bytes=3 * 2**29,
)
"""A workbook of 20,000 services with all their texts is some 20 MB, and 60 million characters."""
_LONGEST_LINE = 2**20  # characters
_SAMPLE = 2**18  # bytes
_OFTEN = 200  # rows between two words on the progress
_TOLD_OF_PEOPLE = frozenset({"prenom", "prenoms", "date_de_naissance", "ne(e)_le", "ne_le", "nir"})
"""Fields that no partner has: a caseload taken for a directory would make structures of people."""
_ABOVE = 30  # lines in which the headings are looked for

Progress: TypeAlias = Callable[[int, int], None]
"""Told how much is read of how much; it may raise to stop."""


@dataclass(frozen=True)
class RawRow:
    """A row as its sender wrote it."""

    line: int
    kind: Kind | None
    """What the list it lies in is called; None where that says nothing."""
    values: Mapping[str, object] | None
    """None where there is no row at all: a number or a text among objects."""


class Source:
    """A file of partners, which can be read through as many times as needed."""

    def __init__(self, path: Path, progress: Progress) -> None:
        """Look at the first bytes of a file.

        Raises:
            Refused: it is of a kind that holds no list, or too large.
            StorageTrouble: it cannot be read from the disk.
        """
        self._path = path
        self._progress = progress
        self.is_partial = False
        """Once read: whether it says of itself that it is one page of many."""
        with _disk_told():
            self._size = path.stat().st_size
            with path.open("rb") as file:
                first = file.read(_SAMPLE)
        try:
            kind = kind_of(first)
        except Rejected as verdict:
            raise Refused(sentence(verdict.code, verdict.figures)) from verdict
        if kind == "web":
            raise Refused(sentence("document"))
        self._is_workbook = kind in ("zip", "ole")
        self._is_json = not self._is_workbook and first.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
        if self._size > (WORKBOOK_LIMITS.container_bytes if self._is_workbook else LARGEST):
            raise Refused(_("This file is too large to be a directory of partners: keep only your départements."))
        self._sample = first

    @property
    def companion(self) -> Path | None:
        """Return the text file of structures that lies beside this one of services, as our own export names it."""
        beside = structures_beside(self._path)
        is_text = not (self._is_workbook or self._is_json)
        return beside if is_text and beside != self._path and beside.is_file() else None

    def rows(self) -> Iterator[RawRow]:
        """Read every row.

        Raises:
            Refused: the file is damaged, hostile or holds no list of partners.
            StorageTrouble: it cannot be read from the disk.
        """
        if self._is_workbook:
            for name, rows in self._sheets:
                yield from _table_rows(iter(rows), _kind_called(name), is_text=False)
            return
        with _disk_told(), self._path.open("rb") as raw:
            stream = TextIOWrapper(raw, encoding=self._encoding, newline="" if not self._is_json else None)
            rows = self._json_rows(stream) if self._is_json else self._text_rows(stream)
            try:
                for count, row in enumerate(rows):
                    if count % _OFTEN == 0:
                        self._progress(min(raw.tell(), self._size), self._size)
                    yield row
            except UnicodeError as error:
                raise Refused(sentence("binary")) from error

    def _json_rows(self, stream: TextIO) -> Iterator[RawRow]:
        line = 0
        count = dict[str, object]()
        for element in elements(stream):
            if element.is_lone and not isinstance(element.value, dict):
                count[element.key] = element.value
                continue
            line += 1
            yield _json_row(line, element)
        pages, total = count.get("pages"), count.get("total")
        self.is_partial = (isinstance(pages, int) and pages > 1) or (isinstance(total, int) and total > line)

    def _text_rows(self, stream: TextIO) -> Iterator[RawRow]:
        csv.field_size_limit(_LONGEST_LINE)
        reader = csv.reader(_lines(stream), delimiter=delimiter_of(self._sample.decode(self._encoding, "ignore")))
        kind = Kind.STRUCTURE if structures_beside(self._path) == self._path else None
        try:
            rows: Iterator[NumberedRow] = ((reader.line_num, [*cells]) for cells in reader)
            yield from _table_rows(rows, kind, is_text=True)
        except csv.Error as error:
            raise Refused(sentence("broken_quotes", {"row": reader.line_num})) from error

    @cached_property
    def _encoding(self) -> str:
        """Return what the characters are written in: UTF-8 to the very end, or the French set that fits best."""
        if self._sample.startswith((b"\xff\xfe", b"\xfe\xff")):
            return "utf-16"
        with _disk_told(), self._path.open("rb") as raw:
            stream = TextIOWrapper(raw, encoding="utf-8-sig")
            try:
                while stream.read(_SAMPLE):
                    pass
            except UnicodeDecodeError as error:
                return "utf-8-sig" if self._is_json else _french_set(error.object)
        return "utf-8-sig"

    @cached_property
    def _sheets(self) -> list[tuple[str, list[NumberedRow]]]:
        with _disk_told():
            content = self._path.read_bytes()

        def parsed(sheet: str | None) -> Parsed:
            return parse_apart(content, sheet=sheet, known=_WORDS, limits=WORKBOOK_LIMITS, cancel=self._is_stopped)

        first = parsed(None)
        named = [name for name in first.sheets if _kind_called(name)] or [first.sheet]
        return [(name, first.rows if name == first.sheet else parsed(name).rows) for name in named]

    def _is_stopped(self) -> bool:
        self._progress(0, self._size)
        return False


def structures_beside(path: Path) -> Path:
    """Return the name of the text file of structures that goes with one of services: « annuaire-structures.csv »."""
    return path if path.stem.endswith("-structures") else path.with_name(f"{path.stem}-structures{path.suffix}")


_WORDS = frozenset(name.replace("_", " ") for name in KNOWN)


@contextmanager
def _disk_told() -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise StorageTrouble(_("This file cannot be read: it is missing, or open in another program.")) from error


def _french_set(content: bytes) -> str:
    """Return the character set that fits what is not UTF-8; refuse what is no text."""
    try:
        return decode(content)[1]
    except Rejected as verdict:
        raise Refused(sentence(verdict.code, verdict.figures)) from verdict


def _json_row(line: int, element: Element) -> RawRow:
    if not isinstance(element.value, dict):
        return RawRow(line, None, None)
    given = cast("dict[str, object]", element.value)
    values = {field_named(name): value for name, value in given.items()}
    _refuse_people(values)
    return RawRow(line, _kind_called(element.key), values)


def _refuse_people(names: Iterable[str]) -> None:
    if not _TOLD_OF_PEOPLE.isdisjoint(names):
        raise Refused(_("This is a list of people, not of partners: import it from “Exchanges”."))


def _kind_called(name: str) -> Kind | None:
    return {"structures": Kind.STRUCTURE, "services": Kind.SERVICE}.get(field_named(name))


def _lines(stream: TextIO) -> Iterator[str]:
    while line := stream.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE:
            raise Refused(sentence("too_much_text"))
        yield line


def _table_rows(rows: Iterator[NumberedRow], kind: Kind | None, *, is_text: bool) -> Iterator[RawRow]:
    """Put the headings over the rows of a table."""
    names = _headings(rows)
    for number, cells in rows:
        if len(cells) > LIMITS.columns:
            raise Refused(sentence("too_many_columns", {"columns": LIMITS.columns}))
        plain = [unguarded(cell) for cell in cells] if is_text else cells
        if any(cell not in (None, "") for cell in plain):
            filled = dict.fromkeys(names) | dict(zip(names, plain, strict=False))
            yield RawRow(number, kind, {name: value for name, value in filled.items() if name})


def _headings(rows: Iterator[NumberedRow]) -> list[str]:
    for (_number, cells), _line in zip(rows, range(_ABOVE), strict=False):
        names = [field_named(cell) if isinstance(cell, str) else "" for cell in cells]
        _refuse_people(names)
        if "nom" in names:
            return names
    raise Refused(_("This list has no column “nom”: is it a directory of partners?"))
