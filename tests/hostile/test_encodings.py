"""French lists in seven encodings, with three separators, of 1, 5 and 50 lines: exact, or told doubtful."""

import random
from collections.abc import Callable

import pytest

from caseflow.exchange.limits import LIMITS
from caseflow.exchange.parse_child import parse

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-15", "mac_roman", "cp850"]
NAMES = (
    "Lefèvre Gonçalves Müller Noël Hébert Béranger Châtelain Benoît Zoé Élodie François Aïcha Jérôme Dupont Martin "
    "Saïd Kévin Anaïs Cœurdevey Œuvrard Ñuñez Léa Rémi Ève Çelik Günther Hélène Gaëlle Maël Ibáñez"
).split()
TOWNS = ["Évry", "Créteil", "Saint-Étienne", "Nîmes", "Orléans", "Besançon", "Mâcon", "Béziers", "Vénissieux", "L’Haÿ"]
REMARKS = [
    "Bénéficiaire du RSA – 300 €",
    "Reçu à l’accueil",
    "n° 12, « suivi »",
    "Très motivée…",
    'dit "le grand"',
    "a;b,c",
]
ABSENT = str.maketrans({"–": "-", "’": "'", "…": ".", "€": "E", "œ": "o", "Œ": "O", "ÿ": "y"})
"""What the older encodings cannot write, and their programs replace."""


def document(rng: random.Random, lines: int, encoding: str) -> list[list[str]]:
    rows = [["Nom", "Prénom", "Ville", "Né(e) le", "Situation"]]
    for _line in range(lines):
        born = f"{rng.randrange(1, 29):02d}/{rng.randrange(1, 13):02d}/{rng.randrange(1950, 2008)}"
        rows.append([rng.choice(NAMES), rng.choice(NAMES), rng.choice(TOWNS), born, rng.choice(REMARKS)])
    if encoding in ("iso-8859-15", "cp850"):
        rows = [[cell.translate(ABSENT) for cell in row] for row in rows]
    return rows


def written(rows: list[list[str]], separator: str, encoding: str) -> bytes:
    lines = [separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return "\r\n".join([*lines, ""]).encode(encoding)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("lines", [1, 5, 50])
def test_a_french_list_is_read_exactly(
    encoding: str, separator: str, lines: int, times: Callable[[int, int], int]
) -> None:
    rng = random.Random(f"{encoding}{separator}{lines}")
    for _time in range(times(6, 200)):
        rows = document(rng, lines, encoding)
        parsed = parse(written(rows, separator, encoding), sheet=None, known=frozenset(), limits=LIMITS)
        if lines == 1 and parsed.doubtful:
            continue
        assert [cells for _number, cells in parsed.rows] == rows
        assert parsed.delimiter == separator
