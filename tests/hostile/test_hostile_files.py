"""A hundred hostile files: each is refused in one French sentence, or read for what it holds, at a known cost."""

import re
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from caseflow.domain.errors import Refused
from caseflow.exchange import parsing
from caseflow.exchange.limits import Limits
from caseflow.exchange.rejections import REASONS
from caseflow.exchange.rows import Table
from caseflow.exchange.tables import read_table
from caseflow.i18n import _
from tests.hostile.corpus import ALL, READ, Hostile
from tests.hostile.making import DATA, HEADINGS, PERSON, biff, book, relation, relations, sheet, text_cell, xlsx
from tests.hostile.watching import watched

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
HEAVY = ("190 MiB", "OpenDocument", "a million rows", "last column", "honest", "20 million", "shared strings, 20")


def opened(content: bytes, name: str, **limits: float) -> tuple[str, Table | None]:
    """Return the code of a file's verdict, or READ and its table."""
    try:
        return READ, read_table(content, name=name, limits=Limits(**limits))
    except Refused as refused:
        return _code(refused.message), None


def _code(message: str) -> str:
    figures = {"rows": 0, "columns": 0, "row": 0, "characters": 0}
    for code, text in REASONS.items():
        start, *rest = re.split(r"\b0\b", _(text).format(**figures))
        if message.startswith(start) and message.endswith(rest[-1] if rest else start):
            return code
    raise AssertionError(f"not a sentence of ours: {message}")


def test_the_corpus_is_large() -> None:
    assert len(ALL) >= 110


@on_linux
@pytest.mark.parametrize("name", ALL)
def test_a_hostile_file_is_refused_or_read_within_bounds(
    name: str, monkeypatch: pytest.MonkeyPatch, times: Callable[[int, int], int]
) -> None:
    hostile: Hostile = ALL[name]
    content = hostile.make()
    before = len(list(Path("/proc/self/fd").iterdir()))
    with watched(monkeypatch) as watch:
        end, table = opened(content, "liste.xlsx")
    assert end in hostile.ends
    assert watch.memory < 512, "MiB"
    assert max(watch.seconds) <= times(10, 4 if any(word in name for word in HEAVY) else 2), "of processor"
    assert len(list(Path("/proc/self/fd").iterdir())) == before, "files left open"
    shown = repr(table and [row.cells for row in table.rows])
    assert "root:" not in shown
    assert "lollol" not in shown


def test_a_refusal_is_one_french_sentence_without_a_trace() -> None:
    for text in REASONS.values():
        told = _(text).format(rows=1, columns=1, row=1, characters=1)
        assert told != text.format(rows=1, columns=1, row=1, characters=1), "not translated"
        assert told.endswith(".")
        assert "\n" not in told
        assert not re.search(r"Error|Exception|Traceback|calamine|zip", told)


def test_reading_a_file_asks_the_network_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What names a page is read in this very process, where a connection would be seen."""
    from caseflow.exchange.parse_child import parse
    from caseflow.exchange.rejections import Rejected

    def never(*_arguments: object) -> None:
        raise AssertionError("a connection was attempted")

    monkeypatch.setattr(socket.socket, "connect", never)
    for name in ("entity: a page of the network", "broken: a sheet on the network"):
        with pytest.raises(Rejected):
            parse(ALL[name].make(), sheet=None, known=frozenset(), limits=Limits())


def test_formulas_give_what_they_last_showed_and_run_nothing() -> None:
    rows = (
        '<row r="2"><c r="A2" t="str"><f>"DU"&amp;"RAND"</f><v>Durand</v></c>'
        '<c r="B2" t="str"><f>cmd|\'/C calc\'!A0</f><v>Zoé</v></c></row>'
        '<row r="3"><c r="A3"><f>HYPERLINK("http://127.0.0.1:9")</f></c>' + text_cell("B3", "=1+1") + "</row>"
        '<row r="4">' + text_cell("A4", "=cmd|'/C calc'!A0") + '<c r="B4" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    _end, table = opened(xlsx(sheet(HEADINGS + rows)), "liste.xlsx")
    assert table is not None
    assert [row.cells for row in table.rows] == [
        ("Durand", "Zoé"),
        (None, "=1+1"),
        ("=cmd|'/C calc'!A0", None),
    ]


def test_merged_cells_hold_their_value_once_and_shift_nothing() -> None:
    merged = (
        '<mergeCells count="3"><mergeCell ref="A1:C1"/><mergeCell ref="A3:A5"/><mergeCell ref="A1:XFD9"/></mergeCells>'
    )
    title = f'<row r="1">{text_cell("A1", "PLIE de Marseille")}</row>'
    heads = f'<row r="2">{text_cell("A2", "Ville")}{text_cell("B2", "Nom")}{text_cell("C2", "Prénom")}</row>'
    people = (
        f'<row r="3">{text_cell("A3", "Arles")}{text_cell("B3", "Durand")}{text_cell("C3", "Zoé")}</row>'
        f'<row r="4">{text_cell("B4", "Martin")}{text_cell("C4", "Ali")}</row>'
    )
    _end, table = opened(xlsx(sheet(title + heads + people, after=merged)), "liste.xlsx")
    assert table is not None
    assert table.headings == ("Ville", "Nom", "Prénom")
    assert [row.cells for row in table.rows] == [("Arles", "Durand", "Zoé"), (None, "Martin", "Ali")]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_named_and_never_chosen_first(state: str) -> None:
    other = sheet(HEADINGS + PERSON.replace("Durand", "Secret"))
    content = xlsx(
        more={
            "xl/workbook.xml": book(
                f'<sheet name="Caché" sheetId="2" state="{state}" r:id="rId2"/>'
                '<sheet name="Vu" sheetId="1" r:id="rId1"/>'
            ),
            "xl/_rels/workbook.xml.rels": relations(
                relation(1, "worksheet", "worksheets/sheet1.xml"), relation(2, "worksheet", "worksheets/sheet2.xml")
            ),
            "xl/worksheets/sheet2.xml": other,
        }
    )
    table = read_table(content, name="liste.xlsx")
    assert (table.sheet, table.sheets, table.rows[0].cells[0]) == ("Vu", ("Caché", "Vu"), "Durand")
    assert "Caché" in table.notes[-1]


@pytest.mark.parametrize("word", ["1", "true"])
def test_the_calendar_of_1904_is_read_wherever_it_is_said(word: str) -> None:
    rows = f'{HEADINGS}<row r="2">{text_cell("A2", "Durand")}<c r="B2"><v>27892</v></c></row>'
    content = xlsx(sheet(rows), {"xl/workbook.xml": book(properties=f'<workbookPr date1904="{word}"/>')})
    table = read_table(content, name="liste.xlsx")
    assert (table.epoch, table.rows[0].cells[1]) == (1904, 27892.0)


def test_a_workbook_spoilt_anywhere_never_spoils_us(times: Callable[[int, int], int]) -> None:
    """A byte of a true old workbook, or of a true OpenDocument, changed every so often, one at a time."""
    for whole in (bytes(biff()), (DATA / "beneficiaires.ods").read_bytes()):
        for place in range(0, len(whole), times(601, 31)):
            spoilt = whole[:place] + bytes([whole[place] ^ 0x41]) + whole[place + 1 :]
            end, table = opened(spoilt, "liste.xls")
            assert (end == READ) == (table is not None)


FATES = {
    "segmentation fault": "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
    "abort": "import os; os.abort()",
    "killed": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "out of memory": "x = [bytearray(2**26) for _ in range(64)]",
    "out of memory, natively": "import array; array.array('b', [0]) * 2**40",
    "endless recursion": "f = lambda n: f(n + 1) + 1; f(0)",
    "an exception": "raise SystemError('Durand Zoé 0612345678')",
    "leaves without a word": "import os; os._exit(0)",
    "half an answer": 'import os; os.write(1, b\'{"sheets": [], "sheet": "", "enc\'); os._exit(0)',
    "rows without an end": 'import os; os.write(1, b\'{"sheets": []}\\n[1, ["Durand"]]\\n\'); os._exit(0)',
    "noise": "import os; os.write(1, bytes(range(256)) * 40); os._exit(0)",
    "the wrong kind of answer": "import os; os.write(1, b'[1, 2]\\ntrue'); os._exit(0)",
    "an answer that lacks half": "import os; os.write(1, b'{\"sheets\": []}\\ntrue'); os._exit(0)",
    "a verdict nobody knows": 'import os; os.write(1, b\'{"rejected": "x", "figures": {}}\'); os._exit(0)',
    "a verdict without figures": 'import os; os.write(1, b\'{"rejected": "long_cell", "figures": {}}\'); os._exit(0)',
    "brackets without end": "import os; os.write(1, b'[' * 100_000); os._exit(0)",
    "deaf": "import os; os.close(0); os._exit(1)",
}
CHILD = """
import caseflow.exchange.parse_child as child
def fate(*given, **named):
    {fate}
child.parse = fate
child.main()
"""


def _fated(monkeypatch: pytest.MonkeyPatch, fate: str) -> None:
    """Make the next reading process meet its fate where it would parse."""

    def start() -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-c", CHILD.format(fate=fate)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(__file__).parents[2],
        )

    monkeypatch.setattr(parsing, "_start", start)


@pytest.mark.parametrize("name", FATES)
def test_a_reader_that_dies_is_told_in_one_sentence(
    name: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    _fated(monkeypatch, FATES[name])
    assert opened(b"Nom;Note\n" + b"Durand;x\n" * 100_000, "liste.csv")[0] == "died"
    assert capfd.readouterr() == ("", "")
    monkeypatch.undo()
    assert opened(b"Nom;Prenom\nDurand;Zoe\n", "liste.csv")[0] == READ, "the next file is read as if nothing had been"


@pytest.mark.parametrize("fate", ["while True: pass", "import time; time.sleep(3600)"])
def test_a_reader_that_hangs_is_stopped(fate: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _fated(monkeypatch, fate)
    assert opened(b"Nom;Prenom\nDurand;Zoe\n", "liste.csv", seconds=1)[0] == "too_long"


def test_a_reader_that_hangs_can_be_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    _fated(monkeypatch, "import time; time.sleep(3600)")
    with pytest.raises(Refused, match="annulée"):
        read_table(b"Nom;Prenom\nDurand;Zoe\n", name="liste.csv", cancel=lambda: True)
