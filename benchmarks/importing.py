"""An import of 5,000 candidates: read, repair, compare, preview; then write it, take it back, copy and check."""

import random
import shutil
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import UUID

from benchmarks.measure import Result, Timing, best, once
from benchmarks.stage import FOLDER, ON, copied, desk_on
from caseflow.domain.person import ContactPoint, Person, SituationFact
from caseflow.services.caseloads import Staging
from caseflow.services.checks import check_rules
from caseflow.services.desk import Desk
from caseflow.services.people_list import PeopleQuery
from caseflow.services.training.chance import Chance, Rows, words
from caseflow.services.training.people import Portraitist
from caseflow.store import backup, check

_HEADINGS = ("Nom", "Prénom", "Date de naissance", "Téléphone", "Email", "Code postal", "Commune", "Identifiant FT")
_KNOWN = 0.3
"""The share of candidates whom the store knows, as they were invented for it."""
_SAVED = 5
"""Records of which one field is saved."""
_MISTYPED = 0.1
"""The share whose name lacks a letter."""


def measure(people: int, candidates: int) -> list[Result]:
    """Measure the import and what surrounds it, on copies of a store."""
    file = FOLDER / "candidates.xlsx"
    write_file(file, people, candidates)
    ours, reference = copied(people, "ours"), copied(people, "reference")
    with desk_on(ours) as desk:
        results, staging = _preview(desk, file, people, candidates)
        return [*results, *_write(desk, staging, reference, people, candidates), *_care(desk, people)]


def write_file(path: Path, people: int, candidates: int) -> None:
    """Write the workbook of candidates: some known, some with a typing mistake, most new."""
    import xlsxwriter

    chance, portraitist = random.Random(7), Portraitist(words(), ON)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, _HEADINGS)
        for line in range(1, candidates + 1):
            number = chance.randrange(people) if chance.random() < _KNOWN else people + line
            for column, value in enumerate(_line(portraitist, number, chance)):
                sheet.write_string(line, column, value)


def _line(portraitist: Portraitist, number: int, chance: random.Random) -> list[str]:
    """Write an invented person as a partner would, now and then with a letter missing."""
    rows: Rows = {Person: [], ContactPoint: [], SituationFact: []}
    person = portraitist.invent(Chance(1, number + 1), number, rows)
    values = {point["kind"].value: point["value"] for point in rows[ContactPoint]}
    last_name = str(person["last_name"])
    if chance.random() < _MISTYPED and len(last_name) > 4:
        place = chance.randrange(1, len(last_name) - 1)
        last_name = last_name[:place] + last_name[place + 1 :]
    birth: date = person["birth_date"]
    return [
        last_name.upper(),
        person["first_name"],
        birth.strftime("%d/%m/%Y"),
        values.get("phone", "").replace("+33", "0"),
        values.get("email", ""),
        person["post_code"],
        person["commune"],
        person["france_travail_id"] or "",
    ]


def _preview(desk: Desk, file: Path, people: int, candidates: int) -> tuple[list[Result], Staging]:
    from caseflow.exchange.caseloads import read_caseload
    from caseflow.exchange.recognition import recognise_table
    from caseflow.exchange.tables import read_table

    kept: dict[str, Any] = {}

    def read() -> None:
        table = read_table(file, name=file.name)
        kept["rows"] = read_caseload(table, recognise_table(table), on=ON).rows

    def stage() -> None:
        kept["staging"] = desk.caseloads.stage(kept["rows"], ON)
        desk.caseloads.foresee(kept["staging"])

    names = [f"{person.last_name} {person.first_name}" for person in _everyone(desk)]
    bare = once(lambda: _bare_preview(file, names)) if find_spec("numpy") else None  # `cdist` needs it, we do not
    reading, staging = once(read), once(stage)
    whole = Timing(reading.wall + staging.wall, reading.cpu + staging.cpu)
    title = f"import of {candidates:,} candidates"
    return [
        Result(f"{title}: read, repair, compare, preview", people, whole, bare, 2),
        Result(f"{title}: of which reading and repairing", people, reading),
        Result(f"{title}: of which comparing", people, staging),
    ], kept["staging"]


def _everyone(desk: Desk) -> list[Any]:
    from sqlalchemy import select

    with desk.store.reading() as session:
        return list(session.execute(select(Person.last_name, Person.first_name)))


def _bare_preview(file: Path, names: list[str]) -> None:
    from python_calamine import CalamineWorkbook
    from rapidfuzz.process import cdist

    rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    wanted = [f"{row[0]} {row[1]}" for row in rows[1:]]
    for start in range(0, len(wanted), 500):
        cdist(wanted[start : start + 500], names, score_cutoff=85, workers=2)


def _write(desk: Desk, staging: Staging, reference: Path, people: int, candidates: int) -> list[Result]:
    done: dict[str, Any] = {}
    writing = once(lambda: done.update(report=desk.caseloads.apply(staging)))
    rows = _written(desk, done["report"].action_id)
    with desk_on(reference) as other:
        raw = other.store.connect_alike(reference)
        bare = once(lambda: _insert(raw, rows))
        raw.close()
    undo = once(lambda: desk.undo.undo(done["report"].action_id))
    redo = once(desk.undo.redo_last)
    desk.undo.undo_last()
    count = len(rows["operation"][1])
    title = f"{candidates:,} candidates"
    return [
        Result(f"write that import, journal included ({count:,} rows)", people, writing, bare, 3),
        Result(f"take back the import of {title}", people, undo, bare),
        Result(f"do the import of {title} again", people, redo, bare),
    ]


def _written(desk: Desk, action_id: UUID) -> dict[str, tuple[list[str], list[tuple[Any, ...]]]]:
    """Return the rows that an import inserted, and its operations, table by table as the file holds them."""
    raw = desk.store.connect_alike(desk.store.path)
    question = "FROM operation WHERE action_id = ?"
    tables = [name for (name,) in raw.execute(f"SELECT DISTINCT table_name {question}", (action_id.hex,))]
    chosen = {
        name: f"WHERE id IN (SELECT row_id {question} AND table_name = '{name}' AND kind = 'insert')" for name in tables
    }
    chosen["operation"] = "WHERE action_id = ?"
    found: dict[str, tuple[list[str], list[tuple[Any, ...]]]] = {}
    for name, condition in chosen.items():
        cursor = raw.execute(f"SELECT * FROM {name} {condition}", (action_id.hex,))  # noqa: S608
        found[name] = ([column[0] for column in cursor.description], cursor.fetchall())
    raw.close()
    return found


def _insert(raw: Any, rows: dict[str, tuple[list[str], list[tuple[Any, ...]]]]) -> None:
    raw.execute("BEGIN IMMEDIATE")
    for name, (columns, values) in rows.items():
        marks = ",".join("?" * len(columns))
        raw.executemany(f"INSERT INTO {name} ({','.join(columns)}) VALUES ({marks})", values)  # noqa: S608
    raw.execute("COMMIT")


def _care(desk: Desk, people: int) -> list[Result]:
    """Measure what keeps a store well; of its backup, 10 seconds at 20,000 people is what is promised."""
    folder = FOLDER / "backups"
    shutil.rmtree(folder, ignore_errors=True)
    copying = once(lambda: backup.back_up(desk.store, folder, backup.Reason.ASKED))
    checking = once(lambda: check.check(desk.store, [check_rules]))
    changed = list(desk.people.ids(PeopleQuery(on=ON), _SAVED))
    saving = best(lambda: desk.people.edit(changed.pop(), note="Rappeler lundi."), _SAVED)
    return [
        Result("save one field of a record", people, saving, at_most=150),
        Result("verified backup", people, copying, at_most=people / 2),
        Result("check of file, keys, links and rules", people, checking),
    ]
