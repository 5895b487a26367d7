"""The hostile files: how each is made, and what becomes of it: a verdict, or the table that it honestly holds."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from tests.hostile.making import (
    DATA,
    HEADINGS,
    MAIN,
    OLE,
    PERSON,
    START,
    biff,
    book,
    enciphered,
    lying,
    ods,
    ods_cell,
    ods_row,
    overlapped,
    relation,
    relations,
    repeated_rows,
    sheet,
    spoilt_records,
    strings,
    text_cell,
    xlsx,
    zipped,
)

READ = "read"
"""What honest files and harmless oddities end in."""

MIB = 2**20


@dataclass(frozen=True)
class Hostile:
    """A file: its bytes, and the verdicts, or READ, that are right for it."""

    make: Callable[[], bytes]
    ends: tuple[str, ...]


def _xml(root: str, cells: str, doctype: str) -> str:
    return f'<?xml version="1.0"?><!DOCTYPE x [{doctype}]><{root} xmlns="{MAIN}">{cells}</{root}>'


_LAUGHS = '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
_OUTSIDE = '<!ENTITY x SYSTEM "file:///etc/passwd">'
_ENTITY_CELL = f'<sheetData>{HEADINGS}<row r="2">{text_cell("A2", "&{};")}{text_cell("B2", "Zoé")}</row></sheetData>'


def _entities(doctype: str, name: str) -> bytes:
    return xlsx(_xml("worksheet", _ENTITY_CELL.replace("{}", name), doctype))


def _far(place: str) -> bytes:
    row = "".join(char for char in place if char.isdigit())
    return xlsx(sheet(f'{HEADINGS}<row r="{row}"><c r="{place}"><v>1</v></c></row>'))


def _rows(count: int) -> bytes:
    lines = "".join(f'<row r="{n}"><c r="A{n}"><v>{n * 7919 % 999983}</v></c></row>' for n in range(2, count))
    return xlsx([(START + "<sheetData>" + HEADINGS).encode(), lines.encode(), b"</sheetData></worksheet>"])


def _wide(cells: int, text: str) -> bytes:
    return xlsx(sheet(HEADINGS + '<row r="2">' + f"<c t='inlineStr'><is><t>{text}</t></is></c>" * cells + "</row>"))


_ONE_CELL = (START + '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>').encode()
_END = b"</t></is></c></row></sheetData></worksheet>"

BOMBS = {
    "rows, 512 MiB": Hostile(lambda: xlsx(repeated_rows(512)), ("bomb",)),
    "one cell of 300 MiB": Hostile(lambda: xlsx((_ONE_CELL, *[b"A" * MIB] * 300, _END)), ("bomb",)),
    "many parts, each modest": Hostile(
        lambda: xlsx(more={f"xl/media/{n}.bin": bytes(range(256)) * 40 + b"\x00" * 900_000 for n in range(240)}),
        ("bomb",),
    ),
    "one part of zeros": Hostile(lambda: xlsx(more={"xl/media/1.bin": b"\x01" * 3 * MIB}), ("bomb",)),
    "1 001 parts": Hostile(lambda: xlsx(more={f"xl/c{n}.xml": b"<x/>" for n in range(1_001)}), ("too_many_entries",)),
    "rows that look honest, 190 MiB": Hostile(lambda: xlsx(repeated_rows(190, 16)), ("bomb", "too_many_rows", "died")),
    "rows that are honest, 24 MiB": Hostile(lambda: xlsx(repeated_rows(24, 16)), (READ,)),
    "sizes that lie, less": Hostile(lambda: lying(xlsx(repeated_rows(8)), 1_000), ("damaged",)),
    "sizes that lie, more": Hostile(lambda: lying(xlsx(), 2**31), ("bomb", "damaged")),
    "one part named 200 times": Hostile(lambda: overlapped(200), ("bomb", "damaged", "no_rows")),
    "rows repeated in OpenDocument": Hostile(
        lambda: ods(ods_row(ods_cell("Nom"), ods_cell("Prénom")) + ods_row(ods_cell("Durand"), repeated=1_048_575)),
        ("too_many_rows", "died", "too_long"),
    ),
    "cells repeated in OpenDocument": Hostile(
        lambda: ods(ods_row(ods_cell("Nom", 16_384), repeated=1_048_576)), ("died", "too_many_columns", "damaged")
    ),
    "columns repeated a billion times": Hostile(
        lambda: ods(ods_row(ods_cell("Nom", 1_000_000_000))), ("died", "too_many_columns", "damaged")
    ),
    "shared strings, 20 MiB": Hostile(
        lambda: xlsx(
            sheet(HEADINGS + "".join(f'<row><c t="s"><v>{n}</v></c></row>' for n in range(20_000))),
            {"xl/sharedStrings.xml": strings(*(f"{n:x}" * 4 + "é" * 500 for n in range(20_000)))},
        ),
        ("too_much_text", "bomb", READ),
    ),
}

CELLS = {
    "far corner": Hostile(lambda: _far("XFD1048576"), ("died",)),
    "a square of 20 million cells": Hostile(lambda: _far("ZZ30000"), ("died", "too_many_columns")),
    "last row": Hostile(lambda: _far("A1048576"), ("no_rows", "died")),
    "last column": Hostile(lambda: _far("XFD2"), ("too_many_columns",)),
    "beyond the last column": Hostile(lambda: _far("ZZZZ9"), ("damaged", "died", "too_many_columns")),
    "beyond every row": Hostile(lambda: _far("A99999999999"), ("damaged", "died")),
    "row zero": Hostile(lambda: _far("A0"), ("damaged", "died", "no_rows")),
    "no place at all": Hostile(
        lambda: xlsx(sheet(HEADINGS + '<row><c r=""><v>1</v></c></row>')), ("damaged", READ, "no_rows")
    ),
    "far cell of an old workbook": Hostile(
        lambda: spoilt_records(0xFD, 0, b"\xff\xff\xff\x00"), ("died", "too_many_columns", "no_rows", READ)
    ),
    "a false dimension": Hostile(lambda: xlsx(sheet(before='<dimension ref="A1:XFD1048576"/>')), (READ,)),
    "a million rows": Hostile(lambda: _rows(1_000_000), ("too_many_rows", "bomb")),
    "a million lines of text": Hostile(lambda: b"Nom\n" + b"Durand\n" * 1_000_000, ("too_many_rows",)),
    "201 columns": Hostile(lambda: _wide(201, "x"), ("too_many_columns",)),
    "a cell of 40 000 characters": Hostile(lambda: _wide(2, "é" * 40_000), ("long_cell",)),
    "a shared string of 40 000 characters": Hostile(
        lambda: xlsx(sheet('<row><c t="s"><v>0</v></c></row>'), {"xl/sharedStrings.xml": strings("é" * 40_000)}),
        ("long_cell",),
    ),
    "one line of 24 MiB": Hostile(lambda: b"x" * 24 * MIB, ("long_cell",)),
    "24 MiB of separators": Hostile(lambda: b"Nom;x\n" + b";" * 24 * MIB, ("too_many_columns",)),
    "24 MiB of blank lines": Hostile(lambda: b"Nom;Prenom\n" + b"\n" * 24 * MIB, ("no_rows",)),
    "24 MiB of quotation marks": Hostile(lambda: b"Nom;x\n" + b'"' * 24 * MIB, ("long_cell", "broken_quotes")),
    "24 MiB of a byte": Hostile(lambda: b"\xff" * 24 * MIB, ("long_cell", "binary", "empty")),
    "shared string out of range": Hostile(
        lambda: xlsx(sheet(HEADINGS + '<row r="2"><c r="A2" t="s"><v>999999</v></c></row>')),
        ("damaged", "died", "no_rows"),
    ),
    "shared string below zero": Hostile(
        lambda: xlsx(sheet(HEADINGS + '<row r="2"><c r="A2" t="s"><v>-1</v></c></row>')), ("damaged", "died", "no_rows")
    ),
    "numbers that are none": Hostile(
        lambda: xlsx(
            sheet(
                HEADINGS
                + PERSON
                + "".join(
                    f'<row><c><v>{number}</v></c><c t="str"><v>x</v></c></row>'
                    for number in ("NaN", "inf", "1e999", "-1e308", "0x10", "")
                )
            )
        ),
        (READ, "damaged"),
    ),
    "dates that are none": Hostile(
        lambda: xlsx(
            sheet(
                HEADINGS + PERSON + "".join(f'<row><c t="d"><v>{day}</v></c></row>' for day in ("9999-99-99", "x", ""))
            )
        ),
        (READ, "damaged"),
    ),
    "booleans that are none": Hostile(
        lambda: xlsx(sheet(HEADINGS + PERSON + '<row><c t="b"><v>7</v></c><c t="zz"><v>7</v></c></row>')),
        (READ, "damaged"),
    ),
    "rows in reverse": Hostile(lambda: xlsx(sheet(PERSON + HEADINGS)), (READ, "damaged")),
}

ENTITIES = {
    "billion laughs": Hostile(lambda: _entities(_LAUGHS, "a9"), ("damaged", "died", READ)),
    "quadratic growth": Hostile(
        lambda: _entities(f'<!ENTITY a "{"A" * 50_000}">', "a;" + "&a;" * 5_000 + "&a"), ("damaged", "died", READ)
    ),
    "a file of this computer": Hostile(lambda: _entities(_OUTSIDE, "x"), ("damaged", "died", READ)),
    "a page of the network": Hostile(
        lambda: _entities('<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;', "x"), ("damaged", "died", READ)
    ),
    "in the shared strings": Hostile(
        lambda: xlsx(
            sheet('<row><c t="s"><v>0</v></c></row>'),
            {"xl/sharedStrings.xml": _xml("sst", "<si><t>&x;</t></si>", _OUTSIDE)},
        ),
        ("damaged", "died", "no_rows"),
    ),
    "in the workbook": Hostile(
        lambda: xlsx(
            more={"xl/workbook.xml": book().replace("?>", f"?><!DOCTYPE x [{_LAUGHS}]>").replace("Feuil1", "&a9;")}
        ),
        ("damaged", "died", READ),
    ),
    "in an OpenDocument": Hostile(
        lambda: ods(ods_row(ods_cell("Nom"), ods_cell("Prénom")) + ods_row(ods_cell("&x;"), ods_cell("Zoé"))),
        ("damaged", "died", READ),
    ),
    "in a web page": Hostile(
        lambda: (
            b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><table><tr><td>Nom<td>&x;<tr><td>A<td>&x;</table>'
        ),
        (READ, "no_rows", "damaged"),
    ),
}

NESTED = {
    "a workbook in the workbook": Hostile(lambda: xlsx(more={"xl/embeddings/1.bin": xlsx()}), ("nested",)),
    "by its name alone": Hostile(lambda: xlsx(more={"xl/embeddings/1.ZIP": b"x"}), ("nested",)),
    "gzip": Hostile(lambda: xlsx(more={"customXml/item1.xml": gzip.compress(b"x")}), ("nested",)),
    "7z": Hostile(lambda: xlsx(more={"xl/1.bin": b"7z\xbc\xaf\x27\x1c..."}), ("nested",)),
    "rar": Hostile(lambda: xlsx(more={"xl/1.bin": b"Rar!\x1a\x07"}), ("nested",)),
    "xz": Hostile(lambda: xlsx(more={"xl/1.bin": b"\xfd7zXZ\x00"}), ("nested",)),
    "an OLE object": Hostile(lambda: xlsx(more={"xl/embeddings/o.bin": OLE + b"x" * 600}), ("nested",)),
    "an archive in an OpenDocument": Hostile(
        lambda: ods(ods_row(ods_cell("Nom")), {"Object 1/a.odt": b"x"}), ("nested",)
    ),
    "a zip of workbooks": Hostile(lambda: zipped({"liste.xlsx": xlsx()}), ("nested", "not_a_workbook")),
}

LOCKED = {
    "an enciphered zip": Hostile(lambda: enciphered(xlsx()), ("encrypted",)),
    "an EncryptedPackage": Hostile(
        lambda: OLE + b"\x00" * 504 + "EncryptionInfo".encode("utf-16-le") + "EncryptedPackage".encode("utf-16-le"),
        ("encrypted",),
    ),
    "an old workbook with a password": Hostile(
        lambda: bytes(biff()).replace(b"\x42\x00\x02\x00", b"\x2f\x00\x02\x00", 1), ("encrypted", "damaged", READ)
    ),
    "an OpenDocument with a password": Hostile(
        lambda: ods("", {"META-INF/manifest.xml": b"<manifest:encryption-data/>"}), ("encrypted",)
    ),
}

_PAGE = "<html><head><meta charset='utf-8'></head><table><tr><td>Nom<td>Prénom<tr><td>Durand<td>Zoé</table></html>"
_XML_2003 = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:'
    'spreadsheet"><Worksheet><Table><Row><Cell><Data>Nom</Data></Cell></Row></Table></Worksheet></Workbook>'
)

DISGUISES = {
    "a web page named .xls": Hostile(_PAGE.encode, (READ,)),
    "a page of strict XML": Hostile(lambda: b'<?xml version="1.0"?>' + _PAGE.encode(), (READ,)),
    "a page in UTF-16": Hostile(lambda: _PAGE.encode("utf-16"), (READ,)),
    "a page without a table": Hostile(lambda: b"<html><p>Bonjour</p></html>", ("no_rows",)),
    "a page full of tags never ended": Hostile(
        lambda: b"<table><tr><td>Nom" + b"<a " * 200_000, ("no_rows", "damaged")
    ),
    "a page with a broken declaration": Hostile(lambda: b"<html><![" * 500 + b">", ("damaged", "no_rows")),
    "tables in tables": Hostile(lambda: b"<table><tr><td>" * 20_000, ("no_rows", "long_cell")),
    "a text file named .xlsx": Hostile("Nom;Prénom\nDurand;Zoé\n".encode, (READ,)),
    "an XML workbook of 2003": Hostile(_XML_2003.encode, ("not_a_workbook",)),
    "a web archive": Hostile(lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related\n", ("not_a_workbook",)),
    "a text document": Hostile(lambda: zipped({"word/document.xml": b"<w/>"}), ("document",)),
    "a presentation": Hostile(lambda: zipped({"ppt/presentation.xml": b"<p/>"}), ("document",)),
    "an OpenDocument text": Hostile(
        lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}), ("document",)
    ),
    "photos": Hostile(lambda: zipped({"1.jpg": b"\xff\xd8\xff"}), ("not_a_workbook",)),
    "an empty archive": Hostile(lambda: b"PK\x05\x06" + b"\x00" * 18, ("not_a_workbook",)),
    "a PDF": Hostile(lambda: b"%PDF-1.7", ("document",)),
    "RTF": Hostile(lambda: b"{\\rtf1}", ("document",)),
    "a program": Hostile(lambda: b"MZ\x90\x00", ("binary",)),
    "a program before a workbook": Hostile(lambda: b"MZ\x90\x00" + xlsx(), ("binary",)),
    "a picture": Hostile(lambda: b"\xff\xd8\xff\xe0", ("binary",)),
    "a database": Hostile(lambda: b"SQLite format 3\x00" + b"\x00" * 100, ("binary",)),
    "nothing": Hostile(lambda: b"", ("empty",)),
    "a mark of UTF-16 and nothing": Hostile(lambda: b"\xff\xfe", ("empty",)),
    "only NUL": Hostile(lambda: b"\x00" * 1_000, ("empty",)),
    "an old text document": Hostile(lambda: OLE + b"\x00" * 504 + "WordDocument".encode("utf-16-le"), ("document",)),
    "an OLE envelope of nothing": Hostile(lambda: OLE + b"\x00" * 600, ("not_a_workbook",)),
    "UTF-16 without its mark": Hostile(lambda: "Nom;Prénom\nDurand;Zoé\n".encode("utf-16-le"), ("binary",)),
    "half a character of UTF-16": Hostile(lambda: "Nom;Prénom\n".encode("utf-16")[:-1], ("binary",)),
    "NUL after 4 096 bytes": Hostile(lambda: b"Nom;Note\n" + b"Durand;x\n" * 600 + b"a;\x00\n", (READ, "binary")),
}


def _linked(*links: str, **more: str) -> bytes:
    return xlsx(more={"xl/_rels/workbook.xml.rels": relations(*links), **more})


BROKEN = {
    "without its types": Hostile(lambda: xlsx(without=["[Content_Types].xml"]), (READ, "damaged")),
    "types that lie": Hostile(lambda: xlsx(more={"[Content_Types].xml": TYPES_OF_TEXT}), (READ, "damaged")),
    "without its links": Hostile(lambda: xlsx(without=["xl/_rels/workbook.xml.rels"]), ("damaged", "no_rows")),
    "without its sheet": Hostile(lambda: xlsx(without=["xl/worksheets/sheet1.xml"]), ("damaged", "no_rows")),
    "without any sheet": Hostile(lambda: xlsx(more={"xl/workbook.xml": book("")}), ("no_rows", "damaged")),
    "a sheet linked to nothing": Hostile(
        lambda: xlsx(more={"xl/workbook.xml": book('<sheet name="a" sheetId="1" r:id="rId9"/>')}),
        ("damaged", "no_rows"),
    ),
    "a sheet outside the archive": Hostile(
        lambda: _linked(relation(1, "worksheet", "../../../../etc/passwd")), ("damaged", "no_rows")
    ),
    "a sheet on the network": Hostile(
        lambda: _linked(relation(1, "worksheet", "http://127.0.0.1:9/sheet.xml", "External")), ("damaged", "no_rows")
    ),
    "a sheet that is the workbook": Hostile(
        lambda: _linked(relation(1, "worksheet", "workbook.xml")), ("damaged", "no_rows")
    ),
    "parts that climb out of the archive": Hostile(
        lambda: xlsx(more={"../../evil.sh": b"x", "/etc/cron.d/evil": b"x", "C:\\evil.bat": b"x"}), (READ, "damaged")
    ),
    "only a chart": Hostile(
        lambda: _linked(relation(1, "chartsheet", "worksheets/sheet1.xml")), ("no_rows", "damaged")
    ),
    "XML cut short": Hostile(lambda: xlsx(sheet()[:-60]), (READ, "damaged", "no_rows")),
    "XML of nothing": Hostile(lambda: xlsx(b""), ("no_rows", "damaged")),
    "XML that is no text": Hostile(lambda: xlsx(b"\xff\xfe\x00\xd8" * 50), ("no_rows", "damaged")),
    "XML in Latin 1": Hostile(
        lambda: xlsx(sheet().replace('version="1.0"', 'version="1.0" encoding="iso-8859-1"').encode("latin-1")),
        (READ, "damaged"),
    ),
    "a workbook cut in half": Hostile(lambda: xlsx()[:700], ("damaged",)),
    "a workbook without its end": Hostile(lambda: xlsx()[:-10], ("damaged",)),
    "a damaged part": Hostile(
        lambda: (whole := xlsx())[: (at := whole.find(b"sheet1.xml") + 40)] + b"\xff\xff\xff" + whole[at + 3 :],
        ("damaged",),
    ),
    "a method nobody uses": Hostile(lambda: xlsx().replace(b"\x08\x00", b"\x63\x00"), ("damaged",)),
    "an old workbook cut in half": Hostile(lambda: bytes(biff()[:2_500]), ("damaged", "not_a_workbook", "died", READ)),
    "an old workbook whose table turns in circles": Hostile(
        lambda: bytes(content[:512] + b"\x00" * 512 + content[1024:] if (content := biff()) else b""),
        ("damaged", "not_a_workbook", "died", "no_rows", READ, "too_long"),
    ),
    "records that lie on their size": Hostile(
        lambda: bytes(biff()).replace(b"\xfd\x00\x0a\x00", b"\xfd\x00\xff\xff"), ("damaged", "died", "no_rows", READ)
    ),
    "a quotation mark never closed": Hostile('Nom;Prénom\n"Durand;Zoé\nA;B\n'.encode, ("broken_quotes",)),
    "empty OpenDocument": Hostile(partial(ods, ""), ("no_rows",)),
    "a true OpenDocument cut in half": Hostile(lambda: (DATA / "beneficiaires.ods").read_bytes()[:900], ("damaged",)),
}

TYPES_OF_TEXT = '<?xml version="1.0"?><Types><Default Extension="xml" ContentType="text/plain"/></Types>'

KINDS = {
    "bomb": BOMBS,
    "cell": CELLS,
    "entity": ENTITIES,
    "nested": NESTED,
    "locked": LOCKED,
    "disguise": DISGUISES,
    "broken": BROKEN,
}
ALL = {f"{kind}: {name}": hostile for kind, files in KINDS.items() for name, hostile in files.items()}
