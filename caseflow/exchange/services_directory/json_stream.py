"""Read the elements of a JSON file one by one, however long it is, without ever holding the whole of it.

A national extract is several hundred megabytes; only one element, and the piece of the file it lies in, is in memory.
Read so: a list; lists under the keys of an object, at any of its first levels; one object per line (NDJSON).
"""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple, TextIO

from caseflow.domain.errors import Refused
from caseflow.i18n import _

PIECE = 1 << 18  # characters read at once
LONGEST = 1 << 21  # characters of one element: a service with all its texts is a hundredth of that
_DEEPEST = 4
_BLANKS = re.compile(r"[ \t\r\n]*")


class Element(NamedTuple):
    """One element of a list, with the key of the list; or a lone value of an object, with its own."""

    key: str
    value: object
    is_lone: bool = False


def elements(stream: TextIO) -> Iterator[Element]:
    """Yield each element of each list, and the lone values beside them.

    Raises:
        Refused: the file is no JSON, is cut short, or holds an element out of all proportion.
    """
    scanner = _Scanner(stream)
    first = scanner.peek()
    if first == "[":
        yield from scanner.list_under("")
    elif first == "{" and not scanner.is_one_object_per_line():
        yield from scanner.object_at(0)
    else:
        while scanner.peek():
            yield Element("", scanner.value())
        return
    if scanner.peek():
        raise _damaged()


class _Scanner:
    """A window on the file, from the place read last."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._text = ""
        self._at = 0
        self._is_over = False
        self._decode = json.JSONDecoder(parse_constant=_nothing).raw_decode

    def peek(self) -> str:
        """Return the next character that is not blank; nothing at the end."""
        while True:
            blank = _BLANKS.match(self._text, self._at)
            self._at = blank.end() if blank else self._at
            if self._at < len(self._text) or not self._read_on():
                return self._text[self._at : self._at + 1]

    def is_one_object_per_line(self) -> bool:
        """Say whether the first line is a row by itself, rather than the beginning of the whole."""
        while "\n" not in self._text and len(self._text) < LONGEST and self._read_on():
            pass
        try:
            row = json.loads(self._text[self._at :].partition("\n")[0])
        except (ValueError, RecursionError):
            return False
        return isinstance(row, dict) and bool({"nom", "id", "name"} & row.keys())

    def value(self) -> object:
        """Read one value, whole."""
        self.peek()
        while True:
            try:
                found, end = self._decode(self._text, self._at)
            except RecursionError as error:
                raise _damaged() from error
            except ValueError as error:
                if len(self._text) - self._at > LONGEST or not self._read_on():
                    raise _damaged() from error
                continue
            if end == len(self._text) and self._read_on():  # a number may go on in the next piece
                continue
            if end - self._at > LONGEST:
                raise _damaged()
            self._at = end
            return found

    def list_under(self, key: str) -> Iterator[Element]:
        """Yield the elements of the list that begins here."""
        self._expect("[")
        if self._skip("]"):
            return
        while True:
            yield Element(key, self.value())
            if self._skip("]"):
                return
            self._expect(",")

    def object_at(self, depth: int) -> Iterator[Element]:
        """Yield what the lists of the object that begins here hold, and its lone values."""
        self._expect("{")
        if self._skip("}"):
            return
        while True:
            key = self.value()
            if not isinstance(key, str):
                raise _damaged()
            self._expect(":")
            following = self.peek()
            if following == "[":
                yield from self.list_under(key)
            elif following == "{" and depth < _DEEPEST:
                yield from self.object_at(depth + 1)
            else:
                yield Element(key, self.value(), is_lone=True)
            if self._skip("}"):
                return
            self._expect(",")

    def _skip(self, mark: str) -> bool:
        if self.peek() != mark:
            return False
        self._at += 1
        return True

    def _expect(self, mark: str) -> None:
        if not self._skip(mark):
            raise _damaged()

    def _read_on(self) -> bool:
        """Let go of what was read, and read a piece more; larger and larger ones where an element is long."""
        if self._is_over:
            return False
        left = self._text[self._at :]
        piece = self._stream.read(max(PIECE, len(left)))
        self._is_over = not piece
        self._text, self._at = left + piece, 0
        return bool(piece)


def _nothing(_constant: str) -> None:
    """Read NaN and the infinities, which JSON does not have, as nothing."""


def _damaged() -> Refused:
    return Refused(_("This JSON file is damaged or incomplete: it cannot be read."))
