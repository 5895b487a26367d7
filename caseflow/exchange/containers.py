"""Look at a file's envelope before a spreadsheet library opens it: its kind, what it would unfold to, its lock."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Literal, TypeAlias

from caseflow.exchange.limits import Limits
from caseflow.exchange.rejections import Rejected, unreadable

Kind: TypeAlias = Literal["zip", "ole", "web", "text"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ\x00", _OLE)
_ARCHIVE_NAMES = (
    ".zip",
    ".gz",
    ".7z",
    ".rar",
    ".bz2",
    ".xz",
    ".tar",
    ".jar",
    ".xlsx",
    ".xlsm",
    ".xlsb",
    ".ods",
    ".docx",
    ".odt",
)
_DOCUMENTS = (b"%PDF", b"{\\rtf")
_OTHER_FILES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"MZ", b"\x7fELF", *_ARCHIVES[2:7])
_XML = (b"<?xml", b"mime-version:")  # XML of Excel 2003 and web archives, which would read as text
_WEB = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head")
# Excel's own parts: printer settings and macros are OLE or raw bytes, and calamine never opens them.
_OWN_PARTS = ("vbaproject.bin", "printersettings")


def kind_of(content: bytes) -> Kind:
    """Tell a workbook, a web page named like one and plain text apart by their first bytes, never by their name.

    Raises:
        Rejected: it is none of these.
    """
    if not content.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise Rejected("empty")
    if content.startswith(_ARCHIVES[:2]):
        return "zip"
    if content.startswith(_OLE):
        return "ole"
    if content.startswith(_DOCUMENTS):
        raise Rejected("document")
    if content.startswith(_OTHER_FILES):
        raise Rejected("binary")
    start = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_WEB):
        return "web"
    if start.startswith(_XML):
        if b"<html" not in start:
            raise Rejected("not_a_workbook")
        return "web"
    return "text"


_DAMAGE = (
    *(zipfile.BadZipFile, EOFError, NotImplementedError, struct.error, ValueError, KeyError),
    *(zlib.error, OSError, lzma.LZMAError),  # what deflate, bzip2 and LZMA say of a stream that does not unfold
)


def check_zip(content: bytes, limits: Limits) -> int:
    """Unfold every part of an XLSX or ODS within the limits, and return its calendar: 1900 or 1904.

    Raises:
        Rejected: too many parts, too large once open, locked, stuffed with other files, damaged, or no workbook.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_parts(parts, limits)
            _check_is_workbook(archive)
            for part in parts:
                _check_content(archive, part)
            return _zip_epoch(archive)
    except _DAMAGE as error:
        raise unreadable(error) from error


def _check_parts(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(parts) > limits.entries:
        raise Rejected("too_many_entries")
    if any(part.flag_bits & 0x1 for part in parts):
        raise Rejected("encrypted")
    if sum(part.file_size for part in parts) > limits.uncompressed_bytes:
        raise Rejected("bomb")
    for part in parts:
        if part.file_size > limits.small_entry_bytes and part.file_size > limits.ratio * max(part.compress_size, 1):
            raise Rejected("bomb")
        if part.filename.lower().endswith(_ARCHIVE_NAMES):
            raise Rejected("nested")


def _check_is_workbook(archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        raise Rejected("document")
    if names & {"xl/workbook.xml", "xl/workbook.bin"}:
        return
    if "content.xml" not in names:
        raise Rejected("not_a_workbook")
    if "mimetype" in names and b"opendocument.spreadsheet" not in archive.read("mimetype"):
        raise Rejected("document")
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Rejected("encrypted")


def _check_content(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Read a part to its end, so that a wrong size or sum is met here; refuse a file within the file."""
    own = any(word in part.filename.lower() for word in _OWN_PARTS)
    with archive.open(part) as stream:
        first = stream.read(8)
        if not own and first.startswith(_ARCHIVES):
            raise Rejected("nested")
        while stream.read(2**16):
            pass


def _zip_epoch(archive: zipfile.ZipFile) -> int:
    if "xl/workbook.xml" not in archive.namelist():
        return 1900
    with archive.open("xl/workbook.xml") as stream:
        text = stream.read(2**16)
    return 1904 if b'date1904="1"' in text or b'date1904="true"' in text else 1900


def check_ole(content: bytes) -> int:
    """Look into an XLS, or whatever an OLE envelope holds, and return its calendar: 1900 or 1904.

    Raises:
        Rejected: protected by a password, or a document of another kind.
    """
    if _utf16("EncryptedPackage") in content or _utf16("EncryptionInfo") in content:
        raise Rejected("encrypted")
    if _utf16("WordDocument") in content or _utf16("PowerPoint Document") in content:
        raise Rejected("document")
    if _utf16("Workbook") not in content and _utf16("Book") not in content:
        raise Rejected("not_a_workbook")
    epoch = 1900
    for kind, value in _biff_records(content):
        if kind == 0x2F:  # FILEPASS: everything after it is enciphered
            raise Rejected("encrypted")
        if kind == 0x22 and value[:2] == b"\x01\x00":  # DATEMODE
            epoch = 1904
    return epoch


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def _biff_records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the first records of the workbook stream, which lies in one piece at the beginning of an ordinary file."""
    at = content.find(b"\x09\x08\x10\x00\x00\x06\x05\x00")  # BOF, BIFF8, workbook globals
    for _record in range(2_000):
        if at < 0 or at + 4 > len(content):
            return
        kind, size = struct.unpack_from("<HH", content, at)
        if kind == 0x0A:
            return
        yield kind, content[at + 4 : at + 4 + size]
        at += 4 + size
