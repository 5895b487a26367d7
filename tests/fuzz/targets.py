"""What is fuzzed: each function takes any bytes, reads them as its reader would, and lets out our own refusals only.

`test_targets.py` runs them for a second or two each; `run.py` runs one for minutes, guided by coverage.
"""

import io
import json
import re
import struct
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from caseflow.domain import contact, kinds  # noqa: F401 - the whole schema
from caseflow.domain.base import Entity
from caseflow.domain.diagnostic import findings
from caseflow.domain.errors import Refused, StorageTrouble
from caseflow.domain.person import Person
from caseflow.exchange.caseloads import read_caseload
from caseflow.exchange.contacts import read_emails, read_phones
from caseflow.exchange.dates import birth_date, day
from caseflow.exchange.diagnostics import parse_diagnostic
from caseflow.exchange.limits import Limits
from caseflow.exchange.parse_child import Parsed, parse
from caseflow.exchange.readings import ReadContext
from caseflow.exchange.recognition import known_headings, recognise_table
from caseflow.exchange.rejections import Rejected
from caseflow.exchange.tables import _table, read_pasted
from caseflow.services.people_list import PeopleQuery, Scope, ids
from caseflow.store import database, key_file, keys
from caseflow.store.journal import Author
from caseflow.store.search import INDEXES
from caseflow.store.store import Store

ON = date(2026, 11, 22)
CONTEXT = ReadContext(ON)
LIMITS = Limits(seconds=10, rows=2_000, uncompressed_bytes=4 * 2**20, total_characters=2_000_000)

_BOOK = (
    b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats'
    b'.org/officeDocument/2006/relationships"><sheets><sheet name="F" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"/>%s</Relationships>'
)
_STRINGS = (
    b'<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" '
    b'Target="sharedStrings.xml"/>'
)
_FAR = re.compile(rb"""\br\s*=\s*['"]?(?:[A-Za-z]{2,}\d|[A-Za-z]*\d{4,})|repeated\s*=\s*['"]?\d{4,}""")
"""Cells far from the others, as any byte of an old workbook may make them: the library ends the process for want of
memory, which is what the process apart is for. `tests/hostile` spoils old workbooks there."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _zipped(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return content.getvalue()


def _xlsx(sheet: bytes, strings: bytes) -> bytes:
    return _zipped(
        **{
            "_rels/.rels": _RELATIONS % (b"officeDocument", b"xl/workbook.xml", b""),
            "xl/workbook.xml": _BOOK,
            "xl/_rels/workbook.xml.rels": _RELATIONS % (b"worksheet", b"worksheets/sheet1.xml", _STRINGS),
            "xl/worksheets/sheet1.xml": sheet,
            "xl/sharedStrings.xml": strings,
        }
    )


def _ods(content: bytes) -> bytes:
    return _zipped(**{"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def _people(parsed: Parsed) -> None:
    """Do what the program does with cells once they are read: headings, columns, people."""
    table = _table("liste", parsed)
    for row in read_caseload(table, recognise_table(table), on=ON).rows:
        born = row.values.get("birth_date")
        assert born is None or born <= ON


def spreadsheet(data: bytes) -> None:
    """Read workbooks: whole files, or the XML inside a sound envelope, or web pages named like one."""
    kind, data = data[:1], data[1:]
    if (kind in (b"x", b"o") and _FAR.search(data)) or data.startswith(OLE):
        return
    if kind == b"x":
        sheet, _mark, strings = data.partition(b"\x00")
        data = _xlsx(sheet, strings)
    elif kind == b"o":
        data = _ods(data)
    elif kind == b"w":
        data = b"<table>" + data
    with suppress(Rejected, Refused):
        _people(parse(data, sheet=None, known=known_headings(), limits=LIMITS))


def text(data: bytes) -> None:
    """Read text files and pasted cells: encoding, separator, quotes, headings, people."""
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return
    with suppress(Rejected, Refused):
        _people(parse(data, sheet=None, known=known_headings(), limits=LIMITS))
    with suppress(Refused):
        read_pasted(data.decode("utf-8", "replace"), LIMITS)


def dates(data: bytes) -> None:
    """Read a day, from text and from numbers, in both calendars."""
    cells: list[object] = [data.decode("utf-8", "replace")]
    if len(data) >= 8:
        cells += [struct.unpack("<d", data[:8])[0], struct.unpack("<q", data[:8])[0]]
    for cell in cells:
        for context in (CONTEXT, ReadContext(ON, 1904)):
            born = birth_date(cell, context).values.get("birth_date")
            assert born is None or born <= ON
            day("pass_end")(cell, context)


def contacts(data: bytes) -> None:
    """Read phones and e-mail addresses; what is said valid is valid, and reads the same again."""
    typed = data.decode("utf-8", "replace")
    for reading in (read_phones(typed, CONTEXT), read_emails(typed, CONTEXT)):
        for found in (*reading.values.get("phones", ()), *reading.values.get("emails", ())):
            contact.shown_phone(found)
    for read in (contact.phone, contact.email):
        found = read(typed)
        assert not found.is_valid or read(found.value) == found


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="caseflow-fuzz-"))


def _cheap(secret: bytes, salt: bytes, cost: keys.Cost) -> bytes:
    return secret[:1].ljust(32, b"\x00")


def key_files(data: bytes) -> None:
    """Read a file of keys: as it is, or sealed as its forger would, then try to open a store with it."""
    with suppress(ValueError, RecursionError):
        part = json.loads(data)
        data = json.dumps({"ring": part, "sha256": key_file._digest(part)}).encode()
    path = _folder() / "fuzz.cfkeys"
    path.write_bytes(data)
    former, keys._argon2 = keys._argon2, _cheap
    try:
        ring = key_file.read_copy(path)
        if ring is not None:
            with suppress(Refused, StorageTrouble):
                keys.unlock(ring, "x")
            with suppress(Refused):
                keys.unlock_with_code(ring, "ABCD" * 8)
            assert key_file.read_copy(_written(ring)) == ring
    except Refused:
        pass
    finally:
        keys._argon2 = former


def _written(ring: keys.KeyRing) -> Path:
    path = _folder() / "again.cfkeys"
    path.write_bytes(key_file.as_bytes(ring))
    return path


@cache
def _store() -> Store:
    path = _folder() / "fuzz.caseflow"
    made = database.engine(path, bytes(32))
    with made.connect().execution_options(**database.WRITING) as connection, connection.begin():
        Entity.metadata.create_all(connection)
        for statement in INDEXES:
            connection.exec_driver_sql(statement)
    made.dispose()
    store = Store(path, bytes(32), Author("", "fuzz"), lambda: datetime(2026, 11, 22, tzinfo=UTC))
    with store.writing("people") as writing:
        writing.insert_rows(
            Person,
            [
                {"file_number": f"B-{n:06d}", "last_name": name}
                for n, name in enumerate(["N’Guessan", "Œuvrard", "Đặng"])
            ],
        )
    return store


def search(data: bytes) -> None:
    """Look for people: whatever is typed is text, never a query; half a character may be pasted."""
    try:
        typed = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        typed = data.decode("latin-1")
    with _store().reading_rows() as cursor:
        ids(cursor, PeopleQuery(on=ON, text=typed, scope=Scope.ALL))


def diagnostics(data: bytes) -> None:
    """Read any bytes as the diagnostic of France Travail, and join what it holds to the themes."""
    with suppress(Refused):
        findings(parse_diagnostic(data))


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each for each in (spreadsheet, text, dates, contacts, key_files, search, diagnostics)
}
