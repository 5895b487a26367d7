"""Files as people send them give headings and typed rows, whatever program wrote them."""

import io
import json
import subprocess
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from caseflow.domain.errors import Refused, StorageTrouble
from caseflow.exchange import PARSE_ARGUMENT
from caseflow.exchange.limits import LIMITS
from caseflow.exchange.parsing import _understand
from caseflow.exchange.tables import read_pasted, read_table

DATA = Path(__file__).parents[1] / "data"
PEOPLE = [
    ("Nom", "Prénom", "Ville", "Né(e) le", "Situation"),
    ("Lefèvre", "Zoé", "Évry", "01/10/1987", "Bénéficiaire RSA"),
    ("Gonçalves", "Noël", "Nîmes", "12/12/1990", 'Dit "le grand"'),
    ("Châtelain", "Anaïs", "Besançon", "05/11/1999", "Demandeur; suivi, depuis mars"),
    ("Müller", "Élodie", "Créteil", "09/10/1965", "Ligne 1\nligne 2"),
    ("Béranger", "François", "Le Puy", "03/12/1972", "Reçu à l'accueil"),
]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-15", "mac_roman", "cp850"]


def text_file(rows, delimiter: str, encoding: str) -> bytes:
    quoted = [delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return "\r\n".join(quoted).encode(encoding)


def xlsx(*sheets, **options) -> bytes:
    """Make a workbook: each sheet is a name, its rows, and whether it is hidden."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, **options}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows, hidden in sheets:
            page = book.add_worksheet(name)
            if hidden:
                page.hide()
            for line, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        page.write_datetime(line, column, cell, day)
                    elif cell is not None:
                        page.write(line, column, cell)
    return content.getvalue()


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_every_encoding_and_separator_gives_the_same_text(encoding, delimiter):
    table = read_table(text_file(PEOPLE, delimiter, encoding), name="liste.csv")
    assert [table.headings, *(row.cells for row in table.rows)] == PEOPLE
    assert table.delimiter == delimiter
    assert [row.number for row in table.rows] == [2, 3, 4, 5, 6]


def test_a_few_accents_are_enough_to_choose_an_encoding():
    for encoding in ENCODINGS[:-1]:
        assert read_table(text_file(PEOPLE[:2], ";", encoding), name="liste.csv").rows[0].cells == PEOPLE[1]


def test_accents_that_no_french_list_holds_are_told_doubtful():
    table = read_table("Nom;Ville\nЖуков;Ялта\n".encode("cp1251"), name="liste.csv")
    assert table.doubtful_encoding
    assert "douteux" in " ".join(table.notes)


def test_lines_above_the_headings_are_skipped_and_told():
    content = "PLIE Marseille;;\nListe du 1er octobre;;\n;;\nNom;Prénom;\nDurand;Zoé;\n\nMartin;Ali;\n".encode()
    table = read_table(content, name="liste.csv")
    assert table.heading_row == 4
    assert [(row.number, row.cells) for row in table.rows] == [(5, ("Durand", "Zoé")), (7, ("Martin", "Ali"))]
    assert "ligne 4" in table.notes[0]


def test_headings_unknown_to_us_are_still_headings():
    table = read_table("Alpha;Bêta\nun;deux\ntrois;quatre\n".encode(), name="liste.csv")
    assert table.headings == ("Alpha", "Bêta")
    assert len(table.rows) == 2


def test_a_list_without_headings_keeps_its_first_person():
    table = read_table(b"DURAND;Zoe;zoe@laposte.fr;0612345678\nMARTIN;Ali;ali@laposte.fr;0712345678\n", name="l.csv")
    assert table.heading_row == 0
    assert len(table.rows) == 2


def test_blank_columns_stay_in_place_but_are_not_shown():
    table = read_table("Nom;;Prénom;;\nDurand;;Zoé;;\n".encode(), name="liste.csv")
    assert table.headings == ("Nom", "", "Prénom")
    assert table.columns == (0, 2)


def test_totals_and_repeated_headings_are_not_people():
    content = "Nom;Prénom\nDurand;Zoé\nNom;Prénom\nMartin;Ali\nTotal : 2;\n".encode()
    assert [row.cells[0] for row in read_table(content, name="liste.csv").rows] == ["Durand", "Martin"]


def test_null_of_an_extract_is_an_empty_cell():
    assert read_table("Nom;Prénom\nDurand;NULL\n".encode(), name="liste.csv").rows[0].cells == ("Durand", None)


def test_a_workbook_gives_typed_cells():
    rows = [("Nom", "Né le", "Tél"), ("Durand", date(1980, 11, 21), 612345678)]
    table = read_table(xlsx(("Feuil1", rows, False)), name="liste.xlsx")
    assert table.rows[0].cells == ("Durand", date(1980, 11, 21), 612345678.0)
    assert table.epoch == 1900


def test_the_calendar_of_the_workbook_is_known():
    rows = [("Nom", "Né le"), ("Durand", date(1980, 11, 21))]
    table = read_table(xlsx(("Feuil1", rows, False), date_1904=True), name="liste.xlsx")
    assert (table.epoch, table.rows[0].cells[1]) == (1904, date(1980, 11, 21))


def test_the_sheet_of_people_is_chosen_and_the_others_are_told():
    lists = [("Oui",), ("Non",)] * 40
    people = [("Nom", "Prénom", "Téléphone"), ("Durand", "Zoé", "0612345678")]
    content = xlsx(("Listes", lists, True), ("Mode d'emploi", [("Lire ceci",)], False), ("Portefeuille", people, False))
    table = read_table(content, name="liste.xlsx")
    assert table.sheet == "Portefeuille"
    assert table.sheets == ("Listes", "Mode d'emploi", "Portefeuille")
    assert "Listes, Mode d'emploi" in table.notes[-1]


def test_another_sheet_can_be_asked_for():
    people = [("Nom", "Prénom"), ("Durand", "Zoé")]
    old = [("Nom", "Prénom"), ("Ancien", "Paul")]
    content = xlsx(("2026", people, False), ("2025", old, False))
    assert read_table(content, name="liste.xlsx").sheet == "2026"
    assert read_table(content, name="liste.xlsx", sheet="2025").rows[0].cells == ("Ancien", "Paul")
    with pytest.raises(Refused, match="feuille"):
        read_table(content, name="liste.xlsx", sheet="2024")


def test_a_table_that_begins_lower_and_to_the_right_keeps_its_lines():
    rows = [(), (), (None, None, "Nom", "Prénom"), (None, None, "Durand", "Zoé")]
    table = read_table(xlsx(("Feuil1", rows, False)), name="liste.xlsx")
    assert (table.heading_row, table.rows[0].number, table.rows[0].cells) == (3, 4, (None, None, "Durand", "Zoé"))


def test_reading_stops_after_a_long_emptiness():
    rows = [("Nom", "Prénom"), ("Durand", "Zoé"), *[()] * 1_500, ("perdu", "loin")]
    assert len(read_table(xlsx(("Feuil1", rows, False)), name="liste.xlsx").rows) == 1


@pytest.mark.parametrize(("name", "epoch"), [("portefeuille_1900.xls", 1900), ("portefeuille_1904.xls", 1904)])
def test_old_excel_files_are_read_in_both_calendars(name, epoch):
    table = read_table(DATA / name, name=name)
    assert (table.sheet, table.epoch, table.heading_row) == ("Portefeuille", epoch, 3)
    assert table.rows[0].cells[:3] == ("LEFÈVRE", "Zoé", date(1987, 9, 22))


def test_opendocument_files_are_read():
    table = read_table(DATA / "beneficiaires.ods", name="beneficiaires.ods")
    assert table.headings == ("Nom prénom", "Né(e) le", "Tél.", "CP Ville", "Courriel")
    assert table.rows[0].cells[1] == date(1975, 5, 12)


def test_a_web_page_named_like_a_workbook_is_read():
    page = (
        "<html><head><meta charset='utf-8'><style>td{}</style></head><body><table><tr><td>menu</td></tr></table>"
        "<table><tr><th>Nom</th><th>Pr&eacute;nom</th></tr><tr><td>Lefèvre</td><td>Zoé&nbsp;<br>Marie</td></tr></table>"
    )
    table = read_table(page.encode(), name="export.xls")
    assert table.headings == ("Nom", "Prénom")
    assert table.rows[0].cells == ("Lefèvre", "Zoé\nMarie")


def test_cells_pasted_from_a_spreadsheet_are_read():
    table = read_pasted('Nom\tPrénom\tNote\r\nDurand\tZoé\t"ligne 1\nligne ""2"""\r\n')
    assert table.headings == ("Nom", "Prénom", "Note")
    assert table.rows[0].cells == ("Durand", "Zoé", 'ligne 1\nligne "2"')
    with pytest.raises(Refused):
        read_pasted("  \n ")


def test_a_quotation_mark_never_closed_is_told_with_its_line():
    with pytest.raises(Refused, match="Ligne 3"):
        read_table('Nom;Prénom\nDurand;Zoé\n"Martin;Ali\nPetit;Léa\n'.encode(), name="liste.csv")


def test_a_missing_file_is_the_disks_fault(tmp_path):
    with pytest.raises(StorageTrouble, match="introuvable"):
        read_table(tmp_path / "absent.csv", name="absent.csv")


def test_the_program_itself_can_be_the_parsing_process():
    request = {"sheet": None, "known": ["nom"], "limits": asdict(LIMITS)}
    done = subprocess.run(
        [sys.executable, "-m", "caseflow", PARSE_ARGUMENT],
        input=json.dumps(request).encode() + b"\nNom;Ville\nDurand;Arles\n",
        capture_output=True,
        cwd=Path(__file__).parents[2],
        check=True,
    )
    assert [cells for _number, cells in _understand(done.stdout).rows] == [["Nom", "Ville"], ["Durand", "Arles"]]
    assert done.stderr == b""


def test_an_answer_cut_short_is_never_taken_for_a_short_list():
    head = b'{"sheets": [], "sheet": "", "encoding": null, "delimiter": ";", "epoch": 1900, "doubtful": false}'
    assert len(_understand(head + b'\n[1, ["Nom"]]\ntrue').rows) == 1
    for cut in (b"", head, head + b'\n[1, ["Nom"]]', head + b'\n[1, ["No'):
        with pytest.raises(Refused):
            _understand(cut)


CELLS = st.text(st.characters(codec="cp1252", exclude_categories=["Cc", "Zs"]), min_size=1, max_size=12).filter(
    lambda text: text[0] not in "'=+-@" and text.strip() not in ("NULL", "(null)", "\\N")
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6), st.sampled_from([";", "\t"]))
def test_any_pasted_text_is_read_as_it_was_written(rows, delimiter):
    rows = [(f"x{first}", second) for first, second in rows]
    text = text_file([("Nom", "Prénom"), *rows], delimiter, "utf-8").decode()
    assert [row.cells for row in read_pasted(text).rows] == rows
