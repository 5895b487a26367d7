"""Verify a store: its file, its keys, the links between its rows. Rules of the trade are added by the services."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from caseflow.domain.base import Entity
from caseflow.domain.errors import CaseFlowError, StorageTrouble
from caseflow.i18n import _
from caseflow.store import database, key_file, keys, replay
from caseflow.store.keys import SlotKind
from caseflow.store.store import Store


class Area(StrEnum):
    """What is verified."""

    FILE = "file"
    KEYS = "keys"
    LINKS = "links"
    RULES = "rules"


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be: a sentence without personal data, and which rows, by table and key."""

    area: Area
    message: str
    is_serious: bool = True
    """Data is lost or at risk; otherwise it can wait."""
    table: str = ""
    rows: tuple[str, ...] = ()
    """Their keys as text."""


Checker = Callable[[Store], Iterable[Finding]]
"""A check that services add: rules of the trade, dates out of order, steps without a person…"""


def check(store: Store, more: Iterable[Checker] = ()) -> tuple[Finding, ...]:
    """Verify an open store and return all that was found; nothing is changed, nothing found means all is well."""
    found: list[Finding] = []
    for checker in (check_file, check_keys, check_links, check_journal, *more):
        try:
            found += checker(store)
        except (StorageTrouble, database.sqlcipher().DatabaseError, LookupError, ValueError) as error:
            # The last two: a value that no table allows, which the file's own check has told of.
            trouble = error if isinstance(error, StorageTrouble) else database.trouble(error)
            found.append(Finding(Area.FILE, trouble.message))
    return tuple(dict.fromkeys(found))


def check_file(store: Store) -> Iterator[Finding]:
    """Verify that every page still has its seal, and that the tables and their indexes agree."""
    with contextlib.closing(store.connect_alike(store.path)) as connection:
        pages = database.broken_seals(connection)
        if pages:
            yield Finding(
                Area.FILE,
                _("The file is damaged: restore a backup. Pages that do not match their seal: {count}.").format(
                    count=pages
                ),
            )
            return
        for (line,) in connection.execute("PRAGMA integrity_check").fetchall():
            if line != "ok":
                sentence = _("The file is not consistent: {detail}.")
                yield Finding(Area.FILE, sentence.format(detail=_without_values(line)))


def check_keys(store: Store) -> Iterator[Finding]:
    """Verify both copies of the keys, that they agree, and that there are two ways in."""
    rings = [key_file.read_copy(path) if path.is_file() else None for path in key_file.paths_of(store.path)]
    for path, ring in zip(key_file.paths_of(store.path), rings, strict=True):
        if ring is None:
            yield _keys_finding(_("The file of keys « {name} » is missing or damaged.").format(name=path.name))
    good = [ring for ring in rings if ring is not None]
    if len({key_file.as_bytes(ring) for ring in good}) > 1:
        yield _keys_finding(_("The two copies of the file of keys differ: close the file, then open it again."))
    if not good:
        return
    kinds = {slot.kind for slot in good[0].slots}
    if SlotKind.RECOVERY not in kinds:
        yield _keys_finding(_("There is no recovery code: if the passphrase is lost, everything is. Make one."))
    if any(slot.cost is not None and slot.cost.memory < keys.FLOOR.memory for slot in good[0].slots):
        yield _keys_finding(_("The passphrase is protected less than CaseFlow ever does: change it."))
    if good[0].vault_id != _vault_id(store):
        yield _keys_finding(_("The file of keys belongs to another file."))


def check_links(store: Store) -> Iterator[Finding]:
    """Verify that rows point at rows that exist, that the journal is whole, and that the search knows everyone."""
    with contextlib.closing(store.connect_alike(store.path)) as connection:
        yield from _orphans(connection)
        yield from _journal_faults(connection)
        yield from _search_faults(connection)


def check_journal(store: Store) -> Iterator[Finding]:
    """Verify that the rows are what the history tells, read from its first line."""
    kinds = [mapper.class_ for mapper in Entity.registry.mappers]
    found: dict[str, list[str]] = {}
    with store.reading() as session:
        for table, row in replay.strays(session, kinds):
            found.setdefault(table, []).append(row)
    for table, rows in found.items():
        sentence = _("Rows of « {table} » that are not what the history tells: {count}.")
        yield Finding(Area.LINKS, sentence.format(count=len(rows), table=table), table=table, rows=tuple(rows))


def check_path(path: Path) -> StorageTrouble | None:
    """Return what is wrong with the keys of a store that does not open, to tell it from a wrong passphrase."""
    try:
        key_file.read(path)
    except StorageTrouble as error:
        return error
    except CaseFlowError:
        return None
    return None


def _orphans(connection: Any) -> Iterator[Finding]:
    lost: dict[tuple[str, str], list[str]] = {}
    for table, rowid, parent, _number in connection.execute("PRAGMA foreign_key_check").fetchall():
        key = connection.execute(f'SELECT id FROM "{table}" WHERE rowid = ?', (rowid,)).fetchone()  # noqa: S608
        lost.setdefault((table, parent), []).append(str(key[0]))
    for (table, parent), rows in lost.items():
        sentence = _("Rows of « {table} » that point at a « {parent} » that does not exist: {count}.")
        yield Finding(
            Area.LINKS, sentence.format(count=len(rows), table=table, parent=parent), table=table, rows=tuple(rows)
        )


def _journal_faults(connection: Any) -> Iterator[Finding]:
    (count,) = connection.execute(
        "SELECT count(*) FROM operation WHERE action_id NOT IN (SELECT id FROM action)"
    ).fetchone()
    if count:
        yield Finding(
            Area.LINKS,
            _("Lines of the history that belong to no action: {count}.").format(count=count),
            table="operation",
        )
    gaps = connection.execute(
        "SELECT workplace FROM operation GROUP BY workplace HAVING count(*) <> max(seq) OR min(seq) <> 1"
    ).fetchall()
    empty = connection.execute("SELECT 1 FROM action WHERE id NOT IN (SELECT action_id FROM operation)").fetchone()
    if gaps or empty:
        yield Finding(Area.LINKS, _("Lines of the history are missing: it was altered."), table="operation")


def _search_faults(connection: Any) -> Iterator[Finding]:
    missing = connection.execute(
        "SELECT person.id FROM person LEFT JOIN person_search ON person_search.rowid = person.search_id "
        "WHERE person_search.search_text IS NOT person.search_text"
    ).fetchall()
    (extra,) = connection.execute(
        "SELECT count(*) FROM person_search WHERE rowid NOT IN (SELECT search_id FROM person)"
    ).fetchone()
    if missing or extra:
        sentence = _("The search does not know everyone. Records to be indexed again: {count}.")
        yield Finding(
            Area.LINKS,
            sentence.format(count=len(missing) + extra),
            is_serious=False,
            table="person",
            rows=tuple(row_id for (row_id,) in missing),
        )


def _keys_finding(message: str) -> Finding:
    return Finding(Area.KEYS, message)


def _vault_id(store: Store) -> str:
    with contextlib.closing(store.connect_alike(store.path)) as connection:
        row = connection.execute("SELECT value FROM store_meta WHERE key = 'vault_id'").fetchone()
    return row[0] if row is not None else ""


def _without_values(line: str) -> str:
    """Return what the database says of a fault: it names tables, columns and row numbers, never values."""
    return line.splitlines()[0][:120]
