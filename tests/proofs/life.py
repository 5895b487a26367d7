"""A counsellor's day, repeatable from a seed, and what must be true of a store after it, however the day ended."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from caseflow.domain.base import Entity
from caseflow.domain.errors import Conflict
from caseflow.domain.person import Person
from caseflow.domain.scheme import Scheme
from caseflow.exchange.caseloads import IncomingRow
from caseflow.services.desk import Desk
from caseflow.services.pathways import StepDraft
from caseflow.services.people import PersonDraft
from caseflow.services.people_list import PeopleQuery
from caseflow.store import check
from caseflow.store.check import Area
from caseflow.store.journal import OperationKind, action_table, operation_table
from caseflow.store.store import Store

TODAY = date(2026, 11, 23)
IMPORTED = 7
"""People in each imported file: all of them come in, or nobody."""
IMPORT_LABEL = "Import des preuves"

Saved = Callable[[str, int], None]
"""Told the key of each action that is written, and how many operations it has."""


class Day:
    """Somebody at work on a store."""

    def __init__(self, desk: Desk, seed: int, saved: Saved) -> None:
        self._desk = desk
        self._chance = Random(seed)
        self._saved = saved
        self._marked = _last_mark(desk.store)
        self._people = desk.people.ids(PeopleQuery(TODAY))

    def work(self, actions: int) -> None:
        """Do some actions, and tell each one once the service has come back: what the window shows as saved."""
        for _number in range(actions):
            self.act()

    def act(self) -> None:
        """Do one action of any kind."""
        chosen = self._chance.choice(
            (self._add, self._add, self._edit, self._edit_many, self._bring_in, self._enter, self._step, self._undo)
        )
        chosen()
        self._tell()

    def _tell(self) -> None:
        columns = operation_table.c
        query = select(columns.action_id, func.count(), func.max(columns.mark)).where(columns.mark > self._marked)
        with self._desk.store.reading() as session:
            for action_id, count, mark in session.execute(query.group_by(columns.action_id)):
                self._saved(action_id.hex, count)
                self._marked = max(self._marked, mark)

    def _anyone(self) -> UUID:
        if not self._people:
            self._add()
        return self._chance.choice(self._people)

    def _add(self) -> None:
        number = self._chance.randrange(10**9)
        draft = PersonDraft(
            last_name=f"Nom{number}",
            first_name="Élodie",
            phones=["06 12 34 56 78"],
            note="é" * self._chance.randrange(900),
        )
        self._people.append(self._desk.people.create(draft))

    def _edit(self) -> None:
        self._desk.people.edit(
            self._anyone(), commune=f"Commune {self._chance.random()}", phones=["06 98 76 54 32", "04 91 00 00 00"]
        )

    def _edit_many(self) -> None:
        some = {self._anyone() for _number in range(3)}
        self._desk.people.edit_many(list(some), project=f"Projet {self._chance.random()}")

    def _bring_in(self) -> None:
        staging = self._desk.caseloads.stage(incoming(self._chance), TODAY)
        report = self._desk.caseloads.apply(staging, label=IMPORT_LABEL)
        self._people += report.created_ids

    def _enter(self) -> None:
        stay = self._desk.enrolments.refer(self._anyone(), TODAY - timedelta(days=30), "CCAS")
        self._desk.enrolments.enter(stay, TODAY)

    def _step(self) -> None:
        step = self._desk.pathways.add_step(self._anyone(), StepDraft(Scheme.POEI, planned_start=TODAY))
        self._desk.pathways.start_step(step, TODAY)
        self._desk.pathways.complete_step(step, TODAY + timedelta(days=20))

    def _undo(self) -> None:
        with suppress(Conflict):  # everything has changed since: refused, and nothing is written
            self._desk.undo.undo_last()
        self._people = self._desk.people.ids(PeopleQuery(TODAY))


def incoming(chance: Random) -> list[IncomingRow]:
    """Make the rows of a file of people whom nobody can take for one another."""
    return [
        IncomingRow(line, {"last_name": _word(chance), "first_name": _word(chance)}, (), (), ())
        for line in range(2, IMPORTED + 2)
    ]


def _word(chance: Random) -> str:
    return "".join(chance.choice("abcdefghijklmnoprstuv") for _letter in range(12)).title()


def faults(store: Store, saved: dict[str, int]) -> list[str]:
    """Return what is wrong with a store after a day of which some actions were told as saved; nothing, if all is well.

    Its pages have their seals, its tables agree, its rows are what its journal says, every saved action is there with
    all its operations, and no import is there in part.
    """
    found = [finding.message for finding in check.check(store) if finding.area is not Area.KEYS]
    return found or losses(store, saved)


def losses(store: Store, saved: dict[str, int]) -> list[str]:
    """Return the saved actions that are not there with all their operations, and the imports that are there in part."""
    columns = operation_table.c
    present: dict[str, int] = {}
    found: list[str] = []
    people = func.count().filter(columns.kind == OperationKind.INSERT, columns.table_name == Person.__tablename__)
    query = (
        select(action_table.c.id, action_table.c.label, func.count(columns.seq), people)
        .join(operation_table, columns.action_id == action_table.c.id)
        .group_by(action_table.c.id)
    )
    with store.reading() as session:
        for action_id, label, operations, brought_in in session.execute(query):
            present[action_id.hex] = operations
            if label == IMPORT_LABEL and brought_in != IMPORTED:
                found.append(f"an import of {brought_in} people")
    for action, count in saved.items():
        if present.get(action) != count:
            found.append(f"action {action}: {present.get(action, 0)} operations of {count}")
    return found


def content(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Return everything in a store, field by field, but for its journal."""
    found: dict[str, list[dict[str, Any]]] = {}
    with store.reading() as session:
        for mapper in sorted(Entity.registry.mappers, key=lambda each: each.class_.__tablename__):
            table = Entity.metadata.tables[mapper.class_.__tablename__]
            rows = session.execute(select(table).order_by(table.c.id)).mappings()
            found[table.name] = [dict(row) for row in rows]
    return found


def laid_out(template: Path, folder: Path) -> Path:
    """Copy a store and its keys into a folder, and return the store."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in template.parent.iterdir():
        if path.is_file():
            (folder / path.name).write_bytes(path.read_bytes())
    return folder / template.name


def _last_mark(store: Store) -> int:
    with store.reading() as session:
        return session.execute(select(func.coalesce(func.max(operation_table.c.mark), 0))).scalar_one()
