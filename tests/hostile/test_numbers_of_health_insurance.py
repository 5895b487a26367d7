"""A social security number in a file goes nowhere: not to the store, its journal, the rows left out nor the exports."""

import io
import random
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from caseflow.exchange.caseloads import read_caseload
from caseflow.exchange.listings import ListingColumn, write_listing
from caseflow.exchange.recognition import recognise_table
from caseflow.exchange.refused import write_refused
from caseflow.exchange.tables import read_table
from caseflow.services.caseloads import Caseloads
from caseflow.services.people_export import PeopleExport, field_names
from caseflow.store.store import Store
from tests.conftest import TODAY
from tests.exchange.test_nir import number, spaced
from tests.hostile.making import ods, ods_cell, ods_row

NAMES = "Abadie Benali Cissé Diallo Evrard Fofana Garcia Hamdi".split()
HEADINGS = ["Nom", "Prénom", "Code", "Né le", "Observations", "N° CAF", "Adresse", "Tél"]


def rows(rng: random.Random) -> tuple[list[str], list[list[str]]]:
    """Return the canary numbers, and people who bear one in every column that text may reach."""
    nirs: list[str] = []
    lines: list[list[str]] = []
    for place in range(8):
        own = [number(rng) for _time in range(4)]
        nirs += own
        born = "31/02/1980" if place == 0 else f"0{place + 1}/03/198{place}"
        lines.append(
            [
                NAMES[place],
                "Zoé",
                own[0],
                born,
                f"sécu {spaced(own[1])}, vu",
                own[2],
                f"1 rue X {own[3]}",
                f"06 12 34 56 7{place} {spaced(own[1])}",
            ]
        )
    return nirs, lines


def as_csv(lines: list[list[str]]) -> bytes:
    return "\n".join(";".join(line) for line in lines).encode("cp1252")


def as_xlsx(lines: list[list[str]]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for line, cells in enumerate(lines):
            for column, cell in enumerate(cells):
                page.write(line, column, int(cell) if cell.isdigit() and column in (2, 5) else cell)
    return content.getvalue()


def as_ods(lines: list[list[str]]) -> bytes:
    return ods("".join(ods_row(*map(ods_cell, line)) for line in lines))


def as_page(lines: list[list[str]]) -> bytes:
    cells = "".join("<tr>" + "".join(f"<td>{cell}" for cell in line) for line in lines)
    return f"<html><meta charset='utf-8'><table>{cells}</table>".encode()


def told(store: Store) -> str:
    """Return all that the store holds, journal included."""
    connection = store.connect_alike(store.path)
    try:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return repr([connection.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in tables])
    finally:
        connection.close()


@pytest.mark.parametrize("make", [as_csv, as_xlsx, as_ods, as_page])
def test_no_number_gets_past_the_reading(make, store: Store, tmp_path: Path) -> None:
    nirs, lines = rows(random.Random(make.__name__))
    table = read_table(make([HEADINGS, *lines]), name="liste")
    caseload = read_caseload(table, recognise_table(table), on=TODAY)
    caseloads = Caseloads(store)
    staging = caseloads.stage(caseload.rows, TODAY)
    report = caseloads.apply(staging)
    assert report.created == 7
    assert {each.row for each in report.rejected} == {2}
    write_refused(tmp_path / "refus.xlsx", caseload, caseload.rows)
    everyone = list(PeopleExport(store).rows(TODAY))
    write_listing(tmp_path / "people.csv", [ListingColumn(name, name) for name in field_names()], everyone)
    with zipfile.ZipFile(tmp_path / "refus.xlsx") as archive:
        refused = "".join(archive.read(name).decode() for name in archive.namelist())
    everything = " ".join(
        [told(store), refused, (tmp_path / "people.csv").read_text("utf-8-sig"), repr(table), str(caseload.rows)]
        + [repr([row.cells, row.values, row.problems, row.repairs]) for row in caseload.rows]
        + [each.before + each.after for each in report.repairs]
    )
    bare = "".join(char for char in everything if char not in " .-\u00a0\u202f'").upper()
    assert "DIALLO" in bare
    for nir in nirs:
        assert nir not in bare
        assert nir[:13] not in bare
