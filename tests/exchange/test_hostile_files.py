"""A hostile or broken file is refused with one sentence, within the limits, and nothing else is harmed."""

import errno
import io
import random
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from caseflow.domain.errors import Refused
from caseflow.exchange.limits import Limits
from caseflow.exchange.parse_child import parse
from caseflow.exchange.rejections import REASONS, Rejected, unreadable
from caseflow.exchange.tables import read_table
from caseflow.i18n import _

NAME = '<c r="A1" t="inlineStr"><is><t>Nom</t></is></c>'


def verdict(content: bytes, name: str = "liste.xlsx", limits: Limits | None = None) -> str:
    """Return the code of the sentence a file is refused with."""
    with pytest.raises(Refused) as refused:
        read_table(content, name=name, limits=limits or Limits())
    figures = {"rows": 0, "columns": 0, "row": 0, "characters": 0}
    message = refused.value.message
    starts = {code: _(text).format(**figures).split("0")[0] for code, text in REASONS.items()}
    return next(code for code, start in starts.items() if message.startswith(start))


def zipped(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return content.getvalue()


def test_a_workbook_that_unfolds_beyond_measure_is_not_opened(workbook):
    block = ("<row><c t='inlineStr'><is><t>" + "A" * 960 + "</t></is></c></row>") * 1024
    assert verdict(workbook([block] * 210)) == "bomb"


def test_a_part_that_compresses_too_well_is_not_opened(workbook, sheet):
    assert verdict(workbook(sheet(""), {"xl/media/image1.bin": b"\x01" * 3_000_000})) == "bomb"


def test_a_workbook_of_a_thousand_parts_is_not_opened(workbook, sheet):
    parts = {f"xl/comments{place}.xml": b"<x/>" for place in range(1_001)}
    assert verdict(workbook(sheet(""), parts)) == "too_many_entries"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("xl/embeddings/oleObject1.bin", zipped(a=b"x")),
        ("xl/embeddings/archive.zip", b"not even one"),
        ("customXml/item1.xml", b"\x1f\x8b\x08\x00 gzip"),
        ("xl/embeddings/oleObject2.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ole"),
    ],
)
def test_a_file_within_the_file_is_refused(workbook, sheet, name, data):
    assert verdict(workbook(sheet(""), {name: data})) == "nested"


def test_macros_and_printer_settings_are_ignored_not_refused(workbook, sheet):
    parts = {
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "xl/printerSettings/printerSettings1.bin": b"PK\x03\x04",
    }
    content = workbook(
        sheet(f'<row r="1">{NAME}</row><row r="2">{NAME.replace("A1", "A2").replace("Nom", "Durand")}</row>'), parts
    )
    assert read_table(content, name="liste.xlsm").rows[0].cells == ("Durand",)


def test_a_cell_at_the_far_corner_ends_the_reading_process_not_ours(workbook, sheet):
    far = f'<row r="1">{NAME}</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert verdict(workbook(sheet(far))) == "died"


def test_a_reading_process_without_memory_is_told_as_one_sentence(workbook, sheet):
    rows = "".join(f'<row r="{n}">{NAME.replace("A1", f"A{n}")}</row>' for n in range(1, 2_000))
    assert verdict(workbook(sheet(rows)), limits=Limits(memory_bytes=16 * 2**20)) == "died"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOMEM, "Cannot allocate memory"), "died"),
        (zlib.error("Error -4 while preparing to decompress data"), "died"),
        (zlib.error("Error -3 while decompressing data"), "damaged"),
        (OSError(errno.EIO, "Input/output error"), "damaged"),
    ],
)
def test_want_of_memory_is_not_told_as_damage(error, code):
    assert unreadable(error).code == code


def test_a_reading_that_takes_too_long_is_stopped(workbook, sheet):
    assert verdict(workbook(sheet("")), limits=Limits(seconds=0)) == "too_long"


def test_a_reading_can_be_cancelled(workbook, sheet):
    with pytest.raises(Refused, match="annulée"):
        read_table(workbook(sheet("")), name="liste.xlsx", cancel=lambda: True)


def test_an_enormous_cell_is_refused(workbook, sheet):
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>' + "é" * 40_000 + "</t></is></c></row>"
    assert verdict(workbook(sheet(cell))) == "long_cell"
    assert verdict(b"Nom;Note\nDurand;" + b"x" * 40_000, "liste.csv") == "long_cell"


def test_too_many_rows_or_columns_are_refused():
    assert verdict(b"Nom\n" + b"Durand\n" * 50_041, "liste.csv") == "too_many_rows"
    assert verdict(b";".join([b"Nom"] * 201), "liste.csv") == "too_many_columns"


def test_entities_are_never_unfolded(workbook):
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "lol">'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
        + ']><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        '<c r="A1" t="inlineStr"><is><t>&a9;</t></is></c></row></sheetData></worksheet>'
    )
    assert verdict(workbook(bomb)) in ("damaged", "no_rows", "died")


def test_files_behind_a_password_are_told_so(workbook, sheet):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
    assert verdict(ole + "EncryptedPackage".encode("utf-16-le")) == "encrypted"
    locked = bytearray(workbook(sheet("")))
    place = 0
    while (place := locked.find(b"PK\x01\x02", place)) >= 0:  # the central directory says that parts are enciphered
        locked[place + 8] |= 1
        place += 4
    assert verdict(bytes(locked)) == "encrypted"
    ods = zipped(
        **{
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": b"\x00\x01",
            "META-INF/manifest.xml": b"<manifest:encryption-data/>",
        }
    )
    assert verdict(ods, "liste.ods") == "encrypted"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \r\n \n", "empty"),
        (b"%PDF-1.7 ...", "document"),
        (b"{\\rtf1 texte}", "document"),
        (zipped(**{"word/document.xml": b"<w/>"}), "document"),
        (zipped(**{"photo.txt": b"x"}), "not_a_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "not_a_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "document"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (b"Nom\x00\x01\x02\x03", "binary"),
        (b"PK\x03\x04 truncated", "damaged"),
        (b"Nom;Pr\xe9nom\n", "no_rows"),
    ],
)
def test_what_is_not_a_list_is_told_apart(content, code):
    assert verdict(content) == code


def test_a_truncated_or_corrupted_workbook_is_damaged(workbook, sheet):
    whole = workbook(sheet(f'<row r="1">{NAME}</row>'))
    assert verdict(whole[: len(whole) // 2]) == "damaged"
    place = whole.find(b"xl/worksheets/sheet1.xml") + 40
    assert verdict(whole[:place] + b"\xff\xff\xff" + whole[place + 3 :]) == "damaged"


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "grand.csv"
    with path.open("wb") as file:
        file.truncate(26 * 2**20)
    with pytest.raises(Refused, match="25"):
        read_table(path, name=path.name)


@given(
    st.one_of(
        st.binary(max_size=300), st.text(st.sampled_from('Nomé;,\t"\r\n\x00<table>1'), max_size=80).map(str.encode)
    )
)
def test_any_bytes_are_a_table_or_a_verdict(content):
    assume(not content.startswith((b"PK", b"\xd0\xcf")))  # those are for the process apart
    try:
        end = bool(parse(content, sheet=None, known=frozenset({"nom"}), limits=Limits()).rows)
    except Rejected as rejected:
        end = rejected.code in REASONS
    assert end


def test_damaged_workbooks_are_read_or_refused_never_more():
    rng = random.Random(8)
    whole = (Path(__file__).parents[1] / "data" / "portefeuille_1900.xls").read_bytes()
    ends: set[str] = set()
    for _time in range(12):
        damaged = bytearray(whole)
        for _byte in range(6):
            damaged[rng.randrange(len(damaged))] = rng.randrange(256)
        try:
            read_table(bytes(damaged), name="abîmé.xls")
            ends.add("read")
        except Refused as refused:
            ends.add(refused.message)
    assert len(ends) > 1
