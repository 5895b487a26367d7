"""Turn the bytes of a text file into lines of cells: encoding, separator, quotes.

General detectors take French cp1252 for cp1250; a mark, then strict UTF-8, then the few encodings French offices use,
scored by the characters French needs, were exact on every file tried.
"""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator

from caseflow.exchange.limits import Limits
from caseflow.exchange.rejections import Rejected

DELIMITERS = (";", ",", "\t", "|")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LEGACY = ("cp1252", "iso-8859-15", "mac_roman", "cp850")
_FRENCH = frozenset("éèêëàâäçîïôöùûüÿœæÉÈÀÇÔÎÂÊŒ€–’«»°")
_PLAUSIBLE = _FRENCH | frozenset("ÊËÄÏÖÙÛÜÆ—ñÑáíóúãõšžŠŽ…²§£%\u00a0")
_GUESSED_FROM = 64 * 1024  # characters looked at to choose the separator


def decode(content: bytes) -> tuple[str, str, bool]:
    """Return the text, its encoding, and whether that encoding is doubtful.

    Raises:
        Rejected: this is no text.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _strict(content, name), name, False
    if b"\x00" in content[:4096]:
        raise Rejected("binary")
    try:
        return content.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        return _decode_legacy(content)


def _strict(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        raise Rejected("binary") from error


def _decode_legacy(content: bytes) -> tuple[str, str, bool]:
    scores: list[tuple[int, int, int, str, str]] = []
    for rank, name in enumerate(_LEGACY):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        odd, french = _score(text)
        scores.append((odd, -french, rank, name, text))
    scores.sort(key=lambda score: score[:3])
    odd, french, _rank, name, text = scores[0]
    tied = any(score[:2] == (odd, french) and score[4] != text for score in scores[1:])
    return text, name, odd > 0 or tied


def _score(text: str) -> tuple[int, int]:
    """Count the characters a French list would not hold, and those it needs."""
    beyond = Counter(char for char in text if ord(char) > 127)
    odd = sum(count for char, count in beyond.items() if char not in _PLAUSIBLE)
    return odd, sum(count for char, count in beyond.items() if char in _FRENCH)


def delimiter_of(text: str) -> str:
    """Return the separator that cuts the first lines in the most even way."""
    sample = text[:_GUESSED_FROM]
    whole = len(sample) == len(text)
    best = max(DELIMITERS, key=lambda mark: (_evenness(sample, mark, whole=whole), -DELIMITERS.index(mark)))
    return best if best in sample else ";"


def _evenness(sample: str, delimiter: str, *, whole: bool) -> float:
    """Score a separator: columns, times the share of lines that have exactly that many."""
    lines = sample.splitlines(keepends=True)
    if not whole and len(lines) > 1:
        lines = lines[:-1]
    try:
        widths = [len(cells) for cells in csv.reader(lines, delimiter=delimiter) if any(cells)]
    except csv.Error:
        return 0.0
    counts = Counter(width for width in widths if width > 1)
    if not counts:
        return 0.0
    width, times = max(counts.items(), key=lambda item: item[0] * item[1])
    return min(width, 60) ** 0.5 * times / len(widths)


def lines_of(text: str, delimiter: str, limits: Limits) -> Iterator[list[str]]:
    """Yield the cells of each record, blank ones included.

    Raises:
        Rejected: a quotation mark is never closed, or a cell is beyond the limits.
    """
    csv.field_size_limit(max(limits.cell_characters * 4, 131_072))
    records = csv.reader(_bounded_lines(text, delimiter, limits), delimiter=delimiter)
    unpaired = text.count('"') % 2 == 1
    number = 0
    last: list[str] = []
    while True:
        number += 1
        try:
            last = next(records)
        except StopIteration:
            break
        except csv.Error as error:
            if '"' not in text:
                raise Rejected("long_cell", row=number, characters=limits.cell_characters) from error
            raise Rejected("broken_quotes", row=number) from error
        if unpaired and max(map(len, last), default=0) > limits.cell_characters:
            raise Rejected("broken_quotes", row=number)
        yield last
    # A quotation mark never closed swallows the rest of the file into one cell, without a word.
    if unpaired and any("\n" in cell for cell in last):
        raise Rejected("broken_quotes", row=number - 1)


def _bounded_lines(text: str, delimiter: str, limits: Limits) -> Iterator[str]:
    """Yield the lines; one with more separators than a cell may hold is too wide, and would fill the memory."""
    for line in io.StringIO(text, newline=""):
        if line.count(delimiter) > limits.cell_characters:
            raise Rejected("too_many_columns", columns=limits.columns)
        yield line
