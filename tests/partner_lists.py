"""Ten lists of candidates in ten layouts, after those that partners send; every person in them is invented.

300 lines: 228 people, 60 of them sent again by another partner (35 surely the same, 25 perhaps), 12 lines wrong.
"""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from caseflow.exchange.candidate_lists import EMPLOIS_HEADINGS, TEMPLATE_HEADINGS

PARTNERS = (
    "Mission locale de Marseille", "CCAS d’Aubagne", "Cap emploi", "Les compagnons bâtisseurs", "Pôle insertion Nord",
    "Association Horizon", "Maison de l’emploi", "CIDFF", "Régie services", "Foyer Provence",
)  # fmt: skip
LINES, PEOPLE, CERTAIN, POSSIBLE, WRONG = 300, 228, 35, 25, 12
_EACH = 30
_FIRST = ("Amina", "Bruno", "Chloé", "Driss", "Élodie", "Farid", "Gaëlle", "Hugo", "Inès", "Jamal", "Karine", "Lucas")
_SOUNDS = ("ba", "ri", "mo", "lu", "ka", "té", "so", "vi", "na", "du", "fe", "ga", "jo", "zi", "pe", "ro", "cha", "my")

Line = dict[str, str]


def person(number: int) -> Line:
    """Somebody like nobody else of the lists."""
    size = len(_SOUNDS)
    name = _SOUNDS[number % size] + _SOUNDS[number // size % size] + _SOUNDS[(number * 7 + 3) % size] + "rd"
    born = date(1965, 1, 13) + timedelta(days=number * 61)
    return {
        "last": name.upper(), "first": _FIRST[number * 5 % len(_FIRST)], "born": f"{born:%d/%m/%Y}",
        "phone": f"06{11_000_000 + number * 40_013:08d}", "mail": f"{number}@exemple.fr", "town": "Marseille",
        "post": "13003",
    }  # fmt: skip


def people_of(place: int) -> list[Line]:
    """The lines of one partner: its own people, some of the partner before it, one or two wrong lines."""
    sizes = [_own(each) for each in range(len(PARTNERS))]
    start = sum(sizes[:place])
    own = [person(number) for number in range(start, start + sizes[place])]
    before = (place - 1) % len(PARTNERS)
    first = sum(sizes[:before])
    certain, possible = _again(place)
    again = [person(number) for number in range(first, first + certain)]
    unsure = [
        person(number) | {"born": "", "phone": "", "mail": ""}
        for number in range(first + certain, first + certain + possible)
    ]
    wrong = [person(9_000 + place * 10 + each) | {"born": "31/02/1990"} for each in range(_wrong(place))]
    return [*own, *again, *unsure, *wrong]


def _again(place: int) -> tuple[int, int]:
    return (4, 2) if place % 2 else (3, 3)


def _wrong(place: int) -> int:
    return 2 if place in (0, 5) else 1


def _own(place: int) -> int:
    return _EACH - sum(_again(place)) - _wrong(place)


def ten_lists(folder: Path) -> list[Path]:
    """Write the lists: the template, an export of les-emplois, four known layouts, four to be asked about."""
    writers: tuple[Callable[[Path, list[Line]], Path], ...] = (
        _template, _emplois, _plain, _titled, _semicolons, _tabs, _odd_csv, _odd_codes, _joined, _no_sender,
    )  # fmt: skip
    return [write(folder, people_of(place)) for place, write in enumerate(writers)]


def _book(path: Path, lines: list[list[str]], above: int = 0) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Liste")
        if above:
            page.merge_range(0, 0, 0, 3, "Candidatures proposées pour l’entrepôt")
        for place, line in enumerate(lines, above):
            for column, words in enumerate(line):
                page.write_string(place, column, words)
    return path


def _text(path: Path, lines: list[list[str]], between: str, encoding: str) -> Path:
    path.write_text("\n".join(between.join(line) for line in lines), encoding=encoding)
    return path


def _template(folder: Path, people: list[Line]) -> Path:
    cells = {"last_name": "last", "first_name": "first", "birth_date": "born", "phones": "phone", "commune": "town"}
    lines = [
        [one.get(cells.get(key, ""), "") if key != "prescriber" else PARTNERS[0] for key, _heading in TEMPLATE_HEADINGS]
        for one in people
    ]
    return _book(folder / "retour.xlsx", [[words for _key, words in TEMPLATE_HEADINGS], *lines])


def _emplois(folder: Path, people: list[Line]) -> Path:
    lines = [
        ["Mme", one["last"], one["first"], one["mail"], one["phone"], one["born"], one["town"], "13", "Logis Sud", "EI",
         "Cariste", "Prescripteur", PARTNERS[1], "Paul Durand", "02/11/2026", "Nouvelle candidature", *[""] * 9]
        for one in people
    ]  # fmt: skip
    return _book(folder / "candidatures.xlsx", [list(EMPLOIS_HEADINGS), *lines])


def _plain(folder: Path, people: list[Line]) -> Path:
    lines = [[one[key] for key in ("last", "first", "born", "phone", "mail")] for one in people]
    return _book(folder / "Cap emploi nov.xlsx", [["Nom", "Prénom", "Né(e) le", "Tél", "Mail"], *lines])


def _titled(folder: Path, people: list[Line]) -> Path:
    lines = [[one[key] for key in ("first", "last", "phone", "born")] for one in people]
    return _book(folder / "Compagnons batisseurs.xlsx", [["Prénom", "Nom de famille", "Portable", "DDN"], *lines], 2)


def _semicolons(folder: Path, people: list[Line]) -> Path:
    lines = [[one[key] for key in ("last", "first", "born", "phone", "town")] for one in people]
    named = ["NOM", "PRENOM", "DATE DE NAISSANCE", "TELEPHONE", "VILLE"]
    return _text(folder / "pole_insertion_nord.csv", [named, *lines], ";", "cp1252")


def _tabs(folder: Path, people: list[Line]) -> Path:
    lines = [[one[key] for key in ("last", "first", "born", "phone", "post")] for one in people]
    named = ["Nom", "Prénom", "Date naissance", "Tél portable", "CP"]
    return _text(folder / "association horizon.tsv", [named, *lines], "\t", "utf-8-sig")


def _odd_csv(folder: Path, people: list[Line]) -> Path:
    lines = [[one["last"], one["first"], one["born"], one["phone"], "oui"] for one in people]
    named = ["Nom", "Prénom", "Naissance", "Téléphone", "CACES 1-3-5"]
    return _text(folder / "maison emploi.csv", [named, *lines], ";", "utf-8")


def _odd_codes(folder: Path, people: list[Line]) -> Path:
    lines = [[one["last"], one["first"], one["born"], one["phone"], "B2"] for one in people]
    return _book(folder / "CIDFF.xlsx", [["Nom", "Prénom", "DDN", "GSM", "Cotation interne"], *lines])


def _joined(folder: Path, people: list[Line]) -> Path:
    lines = [[f"{one['last']} {one['first']}", one["born"], one["phone"], "3x8"] for one in people]
    return _book(folder / "regie services v3.xlsx", [["Nom et prénom", "Né le", "Contact", "Rythme"], *lines])


def _no_sender(folder: Path, people: list[Line]) -> Path:
    lines = [[one["last"], one["first"], one["born"], one["phone"]] for one in people]
    return _book(folder / "export(4).xlsx", [["NOM D’USAGE", "PRÉNOM USUEL", "NAISSANCE", "MOBILE"], *lines])
