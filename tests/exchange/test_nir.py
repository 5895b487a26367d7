"""Social security numbers never get past the reading of a file."""

import random
from datetime import date

from caseflow.domain.nir import MASK, mask_nir
from caseflow.exchange.caseloads import read_caseload
from caseflow.exchange.readings import ProblemKind
from caseflow.exchange.recognition import recognise_table
from caseflow.exchange.tables import read_pasted


def number(rng: random.Random) -> str:
    """Return a 15-character NIR whose key is right, Corsica included."""
    department = rng.choice(["2A", "2B", "13", "75", "99"])
    born = f"{rng.randrange(40, 99)}{rng.randrange(1, 13):02d}"
    body = f"{rng.choice('12')}{born}{department}{rng.randrange(1, 999):03d}{rng.randrange(1, 999):03d}"
    return f"{body}{97 - int(body.replace('2A', '19').replace('2B', '18')) % 97:02d}"


def spaced(nir: str) -> str:
    return f"{nir[0]} {nir[1:3]} {nir[3:5]} {nir[5:7]} {nir[7:10]} {nir[10:13]} {nir[13:]}"


def test_every_number_with_its_key_is_masked_however_it_is_written():
    rng = random.Random(11)
    for _time in range(1_000):
        nir = number(rng)
        for written in (nir, spaced(nir), f"NIR:{nir}.", f"son numéro est le {spaced(nir)}, vu le 12/03", nir.lower()):
            masked = mask_nir(written)
            assert MASK in masked, written
            assert nir[3:10] not in masked.replace(" ", "")


def test_other_numbers_are_left_alone():
    for text in (
        "06 12 34 56 78",
        "73282932000074",
        "FR7630006000011234567890189",
        "0612345678 0491000001",
        "12345678901",
        "180077505612324",
        "né le 13/05/1980 à 13055",
    ):
        assert mask_nir(text) == text


def test_a_column_of_numbers_is_dropped_and_told():
    rng = random.Random(5)
    nirs = [number(rng) for _time in range(4)]
    for heading in ("NIR", "N° de sécurité sociale", "Code"):
        table = read_pasted(f"Nom\tPrénom\t{heading}\n" + "\n".join(f"DURAND\tZoé\t{nir}" for nir in nirs))
        assert table.dropped == (2,)
        assert [row.cells[2] for row in table.rows] == [None] * 4
        assert heading in table.notes[-1]
        assert 2 not in recognise_table(table).columns


def test_a_column_of_numbers_without_their_keys_is_dropped_too():
    rng = random.Random(6)
    table = read_pasted("Nom\tPrénom\tNuméro\n" + "\n".join(f"DURAND\tZoé\t{number(rng)[:13]}" for _time in range(3)))
    assert table.dropped == (2,)


def test_a_number_among_other_words_is_masked_and_told_on_its_line():
    nir = number(random.Random(7))
    table = read_pasted(f"Nom\tPrénom\tObservations\nDURAND\tZoé\tsécu {nir}\nMARTIN\tAli\trien")
    assert nir not in repr([row.cells for row in table.rows])
    assert table.masked == ((2, 2),)
    read = read_caseload(table, recognise_table(table), on=date(2026, 11, 22))
    assert read.rows[0].values["note"] == f"sécu {MASK}"
    assert [problem.kind for problem in read.rows[0].problems] == [ProblemKind.NIR]
    assert read.rows[1].problems == ()
    mended = read.corrected(read.rows[1], 2, f"voir {nir}")
    assert mended.values["note"] == f"voir {MASK}"
