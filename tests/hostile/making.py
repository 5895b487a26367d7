"""Make files by hand, down to their bytes: what a spreadsheet never writes, and an enemy would."""

import io
import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
Part = str | bytes | Iterable[bytes]


def relation(number: int, kind: str, target: str, mode: str = "") -> str:
    """Return a link between parts of a workbook."""
    outside = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"{outside}/>'


def relations(*links: str) -> str:
    return f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships">{"".join(links)}</Relationships>'


def book(sheets: str = '<sheet name="Feuil1" sheetId="1" r:id="rId1"/>', properties: str = "") -> str:
    start = f'<?xml version="1.0"?><workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}">'
    return f"{start}{properties}<sheets>{sheets}</sheets></workbook>"


TYPES = (
    f'<?xml version="1.0"?><Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
START = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}">'
HEADINGS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Nom</t></is></c><c r="B1" t="inlineStr"><is><t>Prénom</t></is></c></row>'
)
PERSON = (
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Durand</t></is></c><c r="B2" t="inlineStr"><is><t>Zoé</t></is></c></row>'
)


def sheet(rows: str = HEADINGS + PERSON, before: str = "", after: str = "") -> str:
    """Return the XML of a sheet."""
    return f"{START}{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def strings(*texts: str) -> str:
    return f'<sst xmlns="{MAIN}">{"".join(f"<si><t>{text}</t></si>" for text in texts)}</sst>'


def xlsx(first: Part | None = None, more: dict[str, Part] | None = None, *, without: Iterable[str] = ()) -> bytes:
    """Make a workbook from the XML of its sheet; `more` adds or replaces parts."""
    parts: dict[str, Part] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(relation(1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": book(),
        "xl/_rels/workbook.xml.rels": relations(
            relation(1, "worksheet", "worksheets/sheet1.xml"), relation(2, "sharedStrings", "sharedStrings.xml")
        ),
        "xl/worksheets/sheet1.xml": sheet() if first is None else first,
        "xl/sharedStrings.xml": strings(),
        **(more or {}),
    }
    return zipped({name: part for name, part in parts.items() if name not in without})


def zipped(parts: dict[str, Part]) -> bytes:
    """Pack parts; an iterable is packed piece by piece, so that a bomb never lies open in memory."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in parts.items():
            with archive.open(name, "w", force_zip64=True) as stream:
                pieces = [part] if isinstance(part, (str, bytes)) else part
                for piece in pieces:
                    stream.write(piece.encode() if isinstance(piece, str) else piece)
    return content.getvalue()


def ods(rows: str, more: dict[str, Part] | None = None) -> bytes:
    """Make an OpenDocument workbook from the XML of its rows."""
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{_ODF}:office:1.0" '
        f'xmlns:table="{_ODF}:table:1.0" xmlns:text="{_ODF}:text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="Feuil1">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0"/>',
            "content.xml": content,
            **(more or {}),
        }
    )


def ods_cell(text: str, repeated: int = 1) -> str:
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{repeated}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def ods_row(*cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def repeated_rows(size: int, noise: int = 0) -> Iterable[bytes]:
    """Yield a sheet of many megabytes; with `noise`, it compresses badly enough to look like an honest one."""
    yield (START + "<sheetData>").encode()
    if not noise:
        block = b"<row><c t='inlineStr'><is><t>" + b"A" * 960 + b"</t></is></c></row>"
        yield from [block * 1024] * size
        size = 0
    state = 1
    for _row in range(size * 1024):
        state = state * 6364136223846793005 + 1442695040888963407 & (2**64 - 1)
        salt = (f"{state:016x}" * 4)[:noise].encode()
        yield b"<row><c t='inlineStr'><is><t>" + salt + b"A" * (960 - noise) + b"</t></is></c></row>"
    yield b"</sheetData></worksheet>"


def enciphered(workbook: bytes) -> bytes:
    """Say of every part that it is enciphered."""
    locked = bytearray(workbook)
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = 0
        while (place := locked.find(mark, place)) >= 0:
            locked[place + offset] |= 1
            place += 4
    return bytes(locked)


def lying(workbook: bytes, size: int) -> bytes:
    """Say of every part that it is of this size once open."""
    changed = bytearray(workbook)
    place = 0
    while (place := changed.find(b"PK\x01\x02", place)) >= 0:
        struct.pack_into("<I", changed, place + 24, size)
        place += 4
    return bytes(changed)


def overlapped(times: int) -> bytes:
    """Make an archive whose directory names one part again and again."""
    whole = xlsx(sheet("<row/>" * 60_000))
    start, end = whole.find(b"PK\x01\x02"), whole.find(b"PK\x05\x06")
    last = whole.rfind(b"PK\x01\x02", start, end)
    directory = whole[start:end] + whole[last:end] * times
    tail = bytearray(whole[end:])
    entries = directory.count(b"PK\x01\x02")
    struct.pack_into("<HHI", tail, 8, entries, entries, len(directory))
    return whole[:start] + directory + bytes(tail)


def biff(name: str = "portefeuille_1900.xls") -> bytearray:
    """Return a true old workbook, to be spoilt."""
    return bytearray((DATA / name).read_bytes())


def spoilt_records(kind: int, offset: int, value: bytes) -> bytes:
    """Overwrite a field in every record of a kind of an old workbook."""
    content = biff()
    at = content.find(b"\x09\x08\x10\x00\x00\x06")
    while 0 <= at < len(content) - 4:
        found, size = struct.unpack_from("<HH", content, at)
        if found == kind and size >= offset + len(value):
            content[at + 4 + offset : at + 4 + offset + len(value)] = value
        at += 4 + size
        if found == 0 and size == 0:
            break
    return bytes(content)
