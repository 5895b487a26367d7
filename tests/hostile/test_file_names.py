"""Two hundred hostile names: what we write from them stays in its folder, and every system can hold it."""

import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caseflow.exchange.caseloads import read_caseload
from caseflow.exchange.listings import ListingColumn, write_listing
from caseflow.exchange.recognition import recognise_table
from caseflow.exchange.refused import write_refused
from caseflow.exchange.tables import read_pasted
from caseflow.i18n import Catalog
from caseflow.reports.file_names import LONGEST, distinct_names, safe_file_name, summary_file_name
from caseflow.store.files import write_whole
from tests.reports.samples import NORMAL

_DEVICES = "CON PRN AUX NUL COM1 COM9 LPT1 LPT9 COM¹ LPT³ CONIN$ CONOUT$".split()
NAMES = [
    *(
        "../../etc/passwd ..\\..\\boot.ini / \\ . .. ... ~ ~root $HOME %APPDATA% C: C:\\x \\\\srv\\part file:///x".split()
    ),
    *(
        f"{device}{ending}"
        for device in _DEVICES
        for ending in ("", ".txt", " ", ".", " .x", "-" * 200 + "x", "\u200b")
    ),
    *(device.lower() for device in _DEVICES),
    *(
        "a" + char + "b"
        for char in map(chr, [*range(32), 127, 0x85, 0xA0, 0xAD, 0x200B, 0x2028, 0xFEFF, 0xE000, 0xD800])
    ),
    *(f"a{char}xcod.exe" for char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"),
    *(f"a{char}b" for char in '<>:"|?*/\\'),
    *(text * 300 for text in ("a", "é", "e\u0301", "漢", "🙂", "👩‍👧‍👦", " ", ".", "-", "a ", "\u0301", "Œ", "ﷺ")),
    *(f"{'a' * count}{char}" for count in (110, 114, 115, 116, 119) for char in ("🙂" * 9, " .x", "é", "\u0301")),
    *("desktop.ini Thumbs.db .bashrc -rf --output=x ;ls `ls` $(ls) a&b a|b a'b #a @a =1+1 Ａ．．／ ․․/".split()),
    "B-000123",
    "",
    "\x00",
    "Rémi",
    "Re\u0301mi",
]


def test_there_are_two_hundred() -> None:
    assert len(set(NAMES)) >= 200


@pytest.mark.parametrize("extension", [".pdf", ".xlsx"])
def test_a_hostile_name_becomes_one_that_every_system_holds(extension: str, tmp_path: Path) -> None:
    for name in NAMES:
        safe = safe_file_name(name, extension)
        assert safe.endswith(extension)
        assert len(safe) <= LONGEST
        assert len(safe.encode()) <= 255, "Linux"
        assert len(safe.encode("utf-16-le")) // 2 <= 255, "Windows"
        assert safe == unicodedata.normalize("NFC", safe)
        assert not set(safe) & set('<>:"/\\|?*')
        assert not any(unicodedata.category(char)[0] == "C" for char in safe)
        stem = safe.removesuffix(extension)
        assert stem == stem.strip(" .")
        assert stem.split(".")[0].strip().casefold() not in {device.casefold() for device in _DEVICES}
        path = tmp_path / safe
        assert path.resolve().parent == tmp_path.resolve()
        path.write_bytes(b"x")
        assert [found.name for found in tmp_path.iterdir()] == [safe]
        path.unlink()


def test_summaries_of_hostile_file_numbers_are_all_written_apart_in_their_folder(tmp_path: Path) -> None:
    catalog = Catalog("fr")
    names = [
        summary_file_name(replace(NORMAL, file_number=name), catalog, full=full)
        for name in NAMES
        for full in (False, True)
    ]
    names = distinct_names(names)
    assert len({unicodedata.normalize("NFC", name).casefold() for name in names}) == len(names)
    for name in names:
        write_whole(tmp_path / name, b"%PDF")
    assert sorted(found.name for found in tmp_path.rglob("*")) == sorted(names)


def test_rows_left_out_and_listings_are_written_under_the_names_offered(tmp_path: Path) -> None:
    table = read_pasted("Nom\tPrénom\nDURAND\t")
    read = read_caseload(table, recognise_table(table), on=date(2026, 11, 22))
    for name in NAMES[::9]:
        path = tmp_path / safe_file_name(f"{name} à corriger", ".xlsx")
        write_refused(path, read, read.rows)
        write_listing(path.with_suffix(".csv"), [ListingColumn("a", "A")], [{"a": name}])
        assert {found.resolve().parent for found in tmp_path.iterdir()} == {tmp_path.resolve()}
    assert not [found for found in tmp_path.iterdir() if found.suffix not in (".xlsx", ".csv")]
