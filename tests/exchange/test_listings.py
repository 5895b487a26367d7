"""What we write is read back as it was, by us and by a spreadsheet, and nothing in it ever runs."""

import csv
import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from caseflow.domain.errors import Refused, StorageTrouble
from caseflow.exchange.caseloads import read_caseload
from caseflow.exchange.guards import guarded, unguarded
from caseflow.exchange.listings import ListingColumn, csv_bytes, write_listing
from caseflow.exchange.recognition import recognise_table
from caseflow.exchange.refused import write_refused
from caseflow.exchange.tables import read_pasted, read_table

COLUMNS = [
    ListingColumn("last_name", "Nom"),
    ListingColumn("birth_date", "Né le"),
    ListingColumn("phones", "Téléphones"),
    ListingColumn("post_code", "Code postal"),
    ListingColumn("rqth", "RQTH"),
    ListingColumn("note", "Note"),
]
ROW = {
    "last_name": "Lefèvre",
    "birth_date": date(1980, 5, 13),
    "phones": ("+33612345678", "+33491000001"),
    "post_code": "04000",
    "rqth": True,
    "note": "=1+1",
}
PAYLOADS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\x00=1",
    "＝1",
    "＋1",
    "－1",
    "＠A1",
    "  =1",
    "'=1",
    "''=1",
    '=HYPERLINK("http://x.fr";"x")',
    "=cmd|'/C calc'!A0",
    "+33 6",
    "http://exemple.fr",
    "mailto:a@x.fr",
    "{=1+1}",
]


def test_a_workbook_keeps_text_as_text_and_days_as_days(tmp_path):
    path = tmp_path / "liste.xlsx"
    write_listing(path, COLUMNS, [ROW, {"last_name": "Vide"}])
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert rows[0] == ["Nom", "Né le", "Téléphones", "Code postal", "RQTH", "Note"]
    assert rows[1] == ["Lefèvre", date(1980, 5, 13), "+33612345678, +33491000001", "04000", "oui", "=1+1"]
    assert rows[2] == ["Vide", "", "", "", "", ""]


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(tmp_path):
    path = tmp_path / "liste.xlsx"
    write_listing(path, [ListingColumn("note", "=1+1")], [{"note": payload} for payload in PAYLOADS])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert not any(re.search(r"<f[ >]|hyperlink|externalLink|ddeLink", text) for text in parts.values())


def test_no_line_of_a_text_file_begins_a_formula():
    lines = csv_bytes(["Note"], [[payload] for payload in PAYLOADS]).decode("utf-8-sig")
    for (cell,) in list(csv.reader(io.StringIO(lines, newline=""), delimiter=";"))[1:]:
        assert not re.match(r"[\s\x00]*[=+\-@＝＋－＠]", cell)


def test_phones_in_the_international_form_stay_as_they_are():
    assert guarded("+33612345678") == "+33612345678"
    assert guarded("+33612345678, +33491000001") == "+33612345678, +33491000001"
    assert guarded("+33612345678=1") == "'+33612345678=1"


@given(st.text())
def test_taking_the_guard_away_gives_the_text_back(text):
    assert unguarded(guarded(text)) == text


VALUES = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda text: text not in ("", "NULL", "(null)", "\\N") and not text.lower().startswith("total"))
)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=5), st.sampled_from([".csv", ".xlsx"]))
def test_writing_then_reading_gives_the_same_cells(tmp_path_factory, rows, suffix):
    path = tmp_path_factory.mktemp("liste") / f"liste{suffix}"
    rows = [(f"x{first}", second) for first, second in rows]
    write_listing(path, [ListingColumn("a", "Nom"), ListingColumn("b", "Prénom")], [{"a": a, "b": b} for a, b in rows])
    assert [row.cells for row in read_table(path, name=path.name).rows] == rows


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_people_written_then_imported_are_the_same_people(tmp_path, suffix):
    person = {
        "file_number": "B-000123",
        "last_name": "DE LA CRUZ",
        "birth_name": "Œuvrard",
        "first_name": "Zoé",
        "birth_date": date(1980, 5, 13),
        "phones": ("+33612345678", "+33491000001"),
        "emails": ("a@x.fr", "b@y.fr"),
        "post_code": "04000",
        "commune": "Digne-les-Bains",
        "france_travail_id": "01234567890",
        "rqth": False,
    }
    path = tmp_path / f"people{suffix}"
    write_listing(path, [ListingColumn(key, key) for key in person], [person])
    table = read_table(path, name=path.name)
    row = read_caseload(table, recognise_table(table), on=date(2026, 11, 22)).rows[0]
    assert row.values == person
    assert row.problems == ()


def test_json_holds_the_values_themselves(tmp_path):
    path = tmp_path / "people.json"
    write_listing(path, COLUMNS, [ROW])
    assert json.loads(path.read_text(encoding="utf-8")) == [
        ROW | {"birth_date": "1980-05-13", "phones": ["+33612345678", "+33491000001"]}
    ]


def test_another_format_is_refused(tmp_path):
    with pytest.raises(Refused, match="csv"):
        write_listing(tmp_path / "liste.doc", COLUMNS, [])


def test_control_characters_and_endless_texts_do_not_break_a_workbook(tmp_path):
    path = tmp_path / "liste.xlsx"
    write_listing(path, [ListingColumn("note", "Note")], [{"note": "a\x00\x0b\ud800b"}, {"note": "é" * 40_000}])
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert rows[1] == ["ab"]
    assert len(rows[2][0]) == 32_767
    assert rows[2][0].endswith("…")


def test_a_failure_leaves_the_former_file_whole_and_nothing_beside_it(tmp_path, monkeypatch):
    path = tmp_path / "liste.csv"
    path.write_text("ancien", encoding="utf-8")

    def full(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(StorageTrouble, match="plein"):
        write_listing(path, COLUMNS, [ROW])
    assert path.read_text(encoding="utf-8") == "ancien"
    assert [found.name for found in tmp_path.iterdir()] == ["liste.csv"]
    with pytest.raises(StorageTrouble):
        write_listing(tmp_path / "absent" / "liste.csv", COLUMNS, [ROW])


def test_refused_rows_go_back_in_the_senders_layout(tmp_path):
    table = read_pasted(
        "Nom\t\tPrénom\tNé le\tNIR\tTél\nDURAND\t\tZoé\t31/02/1980\t180057512345676\t612345678\nMARTIN\t\tAli\t\t\t"
    )
    read = read_caseload(table, recognise_table(table), on=date(2026, 11, 22))
    path = tmp_path / "refus.xlsx"
    write_refused(path, read, [read.rows[0]], {2: ["Doublon possible."]})
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert rows[0] == ["Nom", "", "Prénom", "Né le", "NIR", "Tél", "À corriger"]
    assert rows[1][:6] == ["DURAND", "", "Zoé", "31/02/1980", "", "612345678"]
    assert rows[1][6].startswith("Doublon possible.\nNé le\u00a0: Ce n’est pas une date.")
    again = read_table(path, name=path.name)
    assert recognise_table(again).columns == read.mapping.columns
