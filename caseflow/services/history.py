"""What was done, read from the journal in words: who, when, what, before and after."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, Select, false, func, or_, select
from sqlalchemy.orm import Session

from caseflow.domain.base import Entity
from caseflow.domain.labels import value_label
from caseflow.domain.person import Person, display_name
from caseflow.i18n import _, current, fold
from caseflow.services.naming import field_label, name_of_row, table_label
from caseflow.services.undo import undone_among
from caseflow.store.clock import mark_at, moment_of
from caseflow.store.journal import REMOVED, OperationKind, action_table, decode, operation_table
from caseflow.store.search import matching
from caseflow.store.store import Store

_CHANGES = 100
"""Changes of an action, on average, that the history of one record is read for at most."""
_FIRST = 20
"""Shown, among all that was done, of an action that changed more."""

_PEOPLE = 10
"""People whose actions are looked for when several have the name that was typed."""

_SILENT = frozenset({"id", "person_id", "enrolment_id", "pass_id", "step_id"})
"""Fields that say where a row belongs: they tell a reader nothing."""


@dataclass(frozen=True)
class HistoryChange:
    """One field of one record: what it was, what it became."""

    table: str
    row_id: UUID
    field: str | None
    """None when the whole record appeared or went."""
    kind: OperationKind
    label: str
    before: str
    after: str
    person: str = ""
    """Whose record it is, where that is not known otherwise; empty for one who is gone."""


@dataclass(frozen=True)
class HistoryEntry:
    """One action, with what it changed."""

    action_id: UUID
    at: datetime
    """In UTC."""
    author: str
    label: str
    is_undone: bool
    is_undo: bool
    changes: tuple[HistoryChange, ...]
    """The first of them."""
    unshown: int = 0
    """How many more there are."""


@dataclass(frozen=True)
class HistoryQuery:
    """Which actions are looked for; what is left empty leaves none out."""

    text: str = field(default="", repr=False)
    """Words of the action, or the name of a person that it touched."""
    author: str = ""
    since: date | None = None
    until: date | None = None
    """The last day, included; days are those of this PC's clock."""


@dataclass(frozen=True)
class HistoryPage:
    """Some of the actions that were looked for, and how many there are in all."""

    entries: tuple[HistoryEntry, ...]
    total: int


class History:
    """Reads the journal for people."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of_person(self, person_id: UUID, limit: int = 500) -> tuple[HistoryEntry, ...]:
        """Return the actions on one person and on all that belongs to the record, the latest first."""
        with self._store.reading() as session:
            rows = _belonging(session, person_id)
            query = select(operation_table).where(operation_table.c.row_id.in_(rows))
            ordered = query.order_by(operation_table.c.mark.desc(), operation_table.c.seq).limit(_CHANGES * limit)
            by_action: dict[UUID, list[RowMapping]] = {}
            for operation in session.execute(ordered).mappings():
                by_action.setdefault(operation["action_id"], []).append(operation)
            return self._entries(session, dict(islice(by_action.items(), limit)))

    def recent(self, limit: int = 50, offset: int = 0) -> tuple[HistoryEntry, ...]:
        """Return the latest actions on anything; of a large one, the first changes only."""
        return self.page(HistoryQuery(), limit, offset).entries

    def page(self, query: HistoryQuery, limit: int = 50, offset: int = 0) -> HistoryPage:
        """Return some of the actions looked for, the latest first; of a large one, the first changes only."""
        with self._store.reading() as session:
            found = select(action_table.c.id).where(*_conditions(session, query))
            total = session.execute(select(func.count()).select_from(found.subquery())).scalar_one()
            ordered = found.order_by(action_table.c.mark.desc()).limit(limit).offset(offset)
            by_action = {key: _first_changes(session, key) for key in session.scalars(ordered)}
            entries = self._entries(session, by_action)
            return HistoryPage(tuple(_with_people(session, entry) for entry in entries), total)

    def authors(self) -> tuple[str, ...]:
        """Return everybody who did something."""
        with self._store.reading() as session:
            return tuple(session.scalars(select(action_table.c.author).distinct().order_by(action_table.c.author)))

    def person_of(self, changes: Sequence[HistoryChange]) -> UUID | None:
        """Return the first person still here whose record these changes are part of."""
        with self._store.reading() as session:
            found = (_person_of(session, change.table, change.row_id) for change in changes)
            return next((person_id for person_id in found if person_id is not None), None)

    def value_before(self, action_id: UUID, row_id: UUID, field: str) -> Any:
        """Return what a field was before an action, as its record holds it: for « revenir à cette valeur »."""
        columns = operation_table.c
        query = select(columns.table_name, columns.before).where(
            columns.action_id == action_id, columns.row_id == row_id, columns.field == field
        )
        with self._store.reading() as session:
            table, before = session.execute(query).one()
        return decode(Entity.metadata.tables[table].c[field], json.loads(before or "null"))

    def _entries(self, session: Session, by_action: Mapping[UUID, Sequence[RowMapping]]) -> tuple[HistoryEntry, ...]:
        undone = undone_among(session, by_action)
        query = select(action_table).where(action_table.c.id.in_(list(by_action)))
        actions = {action["id"]: action for action in session.execute(query).mappings()}
        counts = _counts(session, [key for key, changes in by_action.items() if len(changes) == _FIRST])
        return tuple(
            _entry(session, actions[key], changes, key in undone, max(0, counts.get(key, 0) - len(changes)))
            for key, changes in by_action.items()
        )


def _first_changes(session: Session, action_id: UUID) -> Sequence[RowMapping]:
    """Return the first changes of an action: by index, for an import may hold a hundred thousand."""
    query = select(operation_table).where(operation_table.c.action_id == action_id)
    return session.execute(query.order_by(operation_table.c.seq).limit(_FIRST)).mappings().all()


def _belonging(session: Session, person_id: UUID) -> list[UUID]:
    """Return the rows that make up a record, those that are gone included."""
    rows = {person_id}
    ahead: Sequence[UUID] = [person_id]
    while ahead:
        found = set(_children(session, ahead)) - rows
        rows |= found
        ahead = list(found)
    return list(rows)


def _children(session: Session, parents: Sequence[UUID]) -> Iterable[UUID]:
    owners = [parent.hex for parent in parents]
    for table in Entity.metadata.tables.values():
        for column in table.columns:
            if column.foreign_keys and not column.nullable and column.name in _SILENT:
                yield from session.execute(select(table.c.id).where(column.in_(parents))).scalars()
    gone = select(operation_table.c.row_id).where(
        REMOVED,
        or_(*(operation_table.c.before.contains(f'_id": "{owner}"') for owner in owners)),
    )
    yield from session.execute(gone).scalars()


def _conditions(session: Session, query: HistoryQuery) -> Iterator[ColumnElement[bool]]:
    columns = action_table.c
    if query.author:
        yield columns.author == query.author
    if query.since is not None:
        yield columns.mark >= mark_at(_midnight(query.since))
    if query.until is not None:
        yield columns.mark < mark_at(_midnight(query.until + timedelta(days=1)))
    if query.text.strip():
        yield or_(columns.label.in_(_labels(session, query.text)), columns.id.in_(_on_people(session, query.text)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()


def _labels(session: Session, text: str) -> list[str]:
    """Return the labels that hold every word, whatever their accents: many actions share few labels."""
    words = fold(text).split()
    labels = session.scalars(select(action_table.c.label).distinct())
    return [label for label in labels if all(word in fold(label) for word in words)]


def _on_people(session: Session, text: str) -> Select[tuple[UUID]]:
    """Return the actions on the records of the people with a name, a few at most."""
    named = matching(text)
    people = select(Person.id).where(false() if named is None else named).limit(_PEOPLE)
    rows = {row_id for person_id in session.scalars(people).all() for row_id in _belonging(session, person_id)}
    return select(operation_table.c.action_id).where(operation_table.c.row_id.in_(rows))


def _counts(session: Session, actions: Sequence[UUID]) -> dict[UUID, int]:
    """Return how many changes large actions made."""
    columns = operation_table.c
    query = (
        select(columns.action_id, func.count().label("changes"))
        .where(columns.action_id.in_(actions))
        .group_by(columns.action_id)
    )
    return {row.action_id: row.changes for row in session.execute(query)}


def _with_people(session: Session, entry: HistoryEntry) -> HistoryEntry:
    """Say whose record each change is about."""
    return replace(entry, changes=tuple(replace(each, person=_name(session, each)) for each in entry.changes))


def _name(session: Session, change: HistoryChange) -> str:
    person_id = _person_of(session, change.table, change.row_id)
    person = session.get(Person, person_id) if person_id else None
    return display_name(person.last_name, person.first_name) if person else ""


def _person_of(session: Session, table: str, row_id: UUID) -> UUID | None:
    """Return the person that a row is about, through the rows it belongs to."""
    columns = Entity.metadata.tables[table].c
    if table == "person":
        return session.execute(select(columns.id).where(columns.id == row_id)).scalar_one_or_none()
    for column in columns:
        if column.name in _SILENT and column.foreign_keys and not column.nullable:
            owner = session.execute(select(column).where(columns.id == row_id)).scalar_one_or_none()
            (key,) = column.foreign_keys
            return None if owner is None else _person_of(session, key.column.table.name, owner)
    return None


def _entry(
    session: Session, action: RowMapping, operations: Sequence[RowMapping], is_undone: bool, unshown: int
) -> HistoryEntry:
    return HistoryEntry(
        action_id=action["id"],
        at=moment_of(action["mark"]),
        author=action["author"],
        label=action["label"],
        is_undone=is_undone,
        is_undo=action["undoes"] is not None,
        changes=tuple(_change(session, operation) for operation in operations),
        unshown=unshown,
    )


def _change(session: Session, operation: RowMapping) -> HistoryChange:
    table, kind = operation["table_name"], OperationKind(operation["kind"])
    before, after = (json.loads(operation[side] or "null") for side in ("before", "after"))
    field = operation["field"]
    if kind is OperationKind.UPDATE:
        label = field_label(field)
        if table != "person":
            label = _("{kind}: {field}").format(kind=table_label(table), field=label)
        before, after = _shown(session, table, field, before), _shown(session, table, field, after)
    else:
        label = table_label(table)
        before, after = _whole(session, table, before), _whole(session, table, after)
    return HistoryChange(table, operation["row_id"], field, kind, label, before, after)


def _whole(session: Session, table: str, values: dict[str, Any] | None) -> str:
    """Write the filled fields of a record on one line."""
    if values is None:
        return ""
    filled = (
        (name, value) for name, value in values.items() if name not in _SILENT and value not in (None, "", False, 0)
    )
    return " · ".join(
        _("{field}: {value}").format(field=field_label(name), value=_shown(session, table, name, value))
        for name, value in filled
    )


def _shown(session: Session, table: str, name: str, value: Any) -> str:
    """Write a stored value for people: dates as JJ/MM/AAAA, minutes as hours, codes as words."""
    if value is None:
        return ""
    column = Entity.metadata.tables[table].c.get(name)
    if column is None:
        return str(value)
    if column.foreign_keys:
        (key,) = column.foreign_keys
        return name_of_row(session, key.column.table.name, UUID(value))
    stored = decode(column, value)
    if isinstance(stored, bool):
        return _("yes") if stored else _("no")
    if name.endswith("_minutes"):
        return _("{hours} h").format(hours=current().number(stored / 60, 0 if stored % 60 == 0 else 2))
    return current().date(stored) if hasattr(stored, "isoformat") else value_label(stored)
