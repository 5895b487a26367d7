"""Take back an action, as a new action checked against what changed since; and do again what was taken back."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Row, Table, select
from sqlalchemy.orm import Session

from caseflow.domain.base import Entity
from caseflow.domain.errors import Conflict, Missing
from caseflow.i18n import _, ngettext
from caseflow.services.naming import field_label, name_of_row
from caseflow.store.journal import (
    OperationKind,
    action_table,
    decode,
    entity_of,
    filled,
    operation_table,
    recorded_columns,
)
from caseflow.store.store import Store, Writing

_AT_ONCE = 50


@dataclass(frozen=True)
class UndoReport:
    """What was taken back, and what could not be because it changed since."""

    action_id: UUID | None
    label: str
    restored: int
    kept: tuple[str, ...] = ()


@dataclass
class _Effect:
    """What an action did to one row, all in all."""

    table: str
    row_id: UUID
    was_there: bool
    is_there: bool
    before: dict[str, Any] = field(default_factory=dict[str, Any])
    after: dict[str, Any] = field(default_factory=dict[str, Any])


class Undo:
    """Takes back actions, one by one, the last first; works after a restart as well."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def undo(self, action_id: UUID) -> UndoReport:
        """Take back one action, whichever; what changed since is left as it is and told.

        Raises:
            Missing: there is no such action.
            Conflict: nothing of it can be taken back, everything having changed since.
        """
        with self._store.reading() as session:
            action = (
                session.execute(select(action_table).where(action_table.c.id == action_id)).mappings().one_or_none()
            )
        if action is None:
            raise Missing(_("This action is no longer in the history."))
        label = action["label"] if action["undoes"] else _("Undone: {action}").format(action=action["label"])
        with self._store.writing(label, undoes=action_id) as writing:
            plan = _Plan(writing.session, _effects(writing.session, action_id))
            plan.apply(writing)
        if not plan.restored and plan.kept:
            raise Conflict(_("Nothing could be taken back: {reason}").format(reason=plan.kept[0]))
        return UndoReport(writing.change.action_id, action["label"], plan.restored, tuple(plan.kept))

    def undo_last(self) -> UndoReport | None:
        """Take back the last action that still stands, or nothing when there is none."""
        found = self._next_undo()
        return self.undo(found[0]) if found else None

    def redo_last(self) -> UndoReport | None:
        """Do again the last action taken back, unless something else was done since."""
        found = self._next_redo()
        return self.undo(found[0]) if found else None

    def next_undo(self) -> str | None:
        """Return the label of what Ctrl+Z would take back."""
        found = self._next_undo()
        return found[1] if found else None

    def next_redo(self) -> str | None:
        """Return the label of what Ctrl+Y would do again."""
        found = self._next_redo()
        return found[1] if found else None

    def _next_undo(self) -> tuple[UUID, str] | None:
        with self._store.reading() as session:
            for actions in self._latest(session):
                undone = undone_among(session, [action_id for action_id, _label, _undoes in actions])
                for action_id, label, undoes in actions:
                    if undoes is None and action_id not in undone:
                        return action_id, label
        return None

    def _next_redo(self) -> tuple[UUID, str] | None:
        """Return the undo to take back; once something new was done, there is nothing to do again."""
        with self._store.reading() as session:
            for actions in self._latest(session):
                undone = undone_among(session, [action_id for action_id, _label, _undoes in actions])
                for action_id, _label, undoes in actions:
                    if undoes is None:
                        return None
                    origin = session.execute(select(action_table).where(action_table.c.id == undoes)).one_or_none()
                    if action_id not in undone and (origin is None or origin.undoes is None):
                        return action_id, origin.label if origin else ""
        return None

    def _latest(self, session: Session) -> Iterator[Sequence[Row[UUID, str, UUID | None]]]:
        """Yield the actions of this workplace, the latest first, some at a time: what is wanted is among the first."""
        columns = action_table.c
        query = (
            select(columns.id, columns.label, columns.undoes)
            .where(columns.workplace == self._store.author.workplace)
            .order_by(columns.mark.desc())
        )
        return session.execute(query.execution_options(yield_per=_AT_ONCE)).partitions()


def undone_among(session: Session, actions: Iterable[UUID]) -> frozenset[UUID]:
    """Return, of some actions, those that stand taken back: by an action that itself stands."""
    columns, wanted = action_table.c, list(actions)
    undoers: dict[UUID, list[UUID]] = defaultdict(list)
    marks: dict[UUID, int] = {}
    ahead = wanted
    while ahead:
        query = select(columns.id, columns.mark, columns.undoes).where(columns.undoes.in_(ahead))
        found = [row for row in session.execute(query) if row.id not in marks]
        for row in found:
            undoers[row.undoes].append(row.id)
            marks[row.id] = row.mark
        ahead = [row.id for row in found]
    undone: set[UUID] = set()
    for action in (*sorted(marks, key=lambda each: -marks[each]), *wanted):  # whatever undoes an action comes after it
        if any(each not in undone for each in undoers[action]):
            undone.add(action)
    return frozenset(undone)


def _effects(session: Session, action_id: UUID) -> list[_Effect]:
    """Return what an action did to each row, in the order in which rows were first touched."""
    effects: dict[UUID, _Effect] = {}
    query = select(operation_table).where(operation_table.c.action_id == action_id).order_by(operation_table.c.seq)
    for operation in session.execute(query).mappings():
        kind = OperationKind(operation["kind"])
        effect = effects.setdefault(
            operation["row_id"],
            _Effect(operation["table_name"], operation["row_id"], kind is not OperationKind.INSERT, True),
        )
        before = json.loads(operation["before"] or "null")
        after = json.loads(operation["after"] or "null")
        effect.is_there = kind is not OperationKind.DELETE
        if kind is OperationKind.UPDATE:
            effect.before.setdefault(operation["field"], before)
            effect.after[operation["field"]] = after
        elif kind is OperationKind.INSERT:
            effect.after = dict(after)
        else:
            effect.before = {**before, **effect.before}
    return list(effects.values())


class _Plan:
    """What taking an action back will write, and what it leaves."""

    def __init__(self, session: Session, effects: Sequence[_Effect]) -> None:
        self._session = session
        self.kept: list[str] = []
        self.restored = 0
        self._created = {effect.row_id: effect for effect in effects if not effect.was_there and effect.is_there}
        self._updated = [effect for effect in effects if effect.was_there and effect.is_there]
        self._removed = [effect for effect in effects if effect.was_there and not effect.is_there]
        self._current = self._read_current(effects)

    def apply(self, writing: Writing) -> None:
        """Write the state before the action, where nothing changed since."""
        self._put_back(writing)
        self._restore_fields(writing)
        self._take_away(writing)

    def _read_current(self, effects: Sequence[_Effect]) -> dict[UUID, dict[str, Any]]:
        """Return the rows as they are now, as the journal would write them."""
        by_table: dict[str, list[UUID]] = defaultdict(list)
        for effect in effects:
            by_table[effect.table].append(effect.row_id)
        found: dict[UUID, dict[str, Any]] = {}
        for name, row_ids in by_table.items():
            table = Entity.metadata.tables[name]
            columns = recorded_columns(table)
            for start in range(0, len(row_ids), 500):
                query = select(*columns).where(table.c.id.in_(row_ids[start : start + 500]))
                for row in self._session.execute(query).mappings():
                    found[row["id"]] = filled(row, row.keys())
        return found

    def _put_back(self, writing: Writing) -> None:
        by_kind: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for effect in self._coming_back():
            columns = Entity.metadata.tables[effect.table].c
            by_kind[effect.table].append(
                {name: decode(columns[name], value) for name, value in effect.before.items() if name in columns}
            )
        for table, rows in by_kind.items():
            writing.insert_rows(entity_of(table), rows)
            self.restored += len(rows)

    def _coming_back(self) -> list[_Effect]:
        """Return the removed rows that can stand again: nobody took their number, and what they refer to is there."""
        ahead = [effect for effect in self._removed if effect.row_id not in self._current]
        coming = {effect.row_id: effect for effect in ahead if not self._is_taken(effect)}
        there = self._present(coming.values()) | coming.keys()
        while homeless := [key for key, effect in coming.items() if not _references(effect) <= there]:
            for key in homeless:
                del coming[key]
            there -= set(homeless)
        if len(coming) < len(ahead):
            self.kept.append(_("What it removed cannot all come back: something it needs has changed since."))
        return list(coming.values())

    def _is_taken(self, effect: _Effect) -> bool:
        columns = [column for column in recorded_columns(Entity.metadata.tables[effect.table]) if column.unique]
        return not all(self._is_free(column, effect.row_id, effect.before.get(column.name)) for column in columns)

    def _is_free(self, column: Column[Any], row_id: UUID, value: Any) -> bool:
        """Tell whether a row may hold a value: no other has it where it must be unique, and what it names is there."""
        if value is None or not (column.unique or column.foreign_keys):
            return True
        wanted = decode(column, value)
        if column.unique:
            other = select(column).where(column == wanted, column.table.c.id != row_id)
            return self._session.execute(other.limit(1)).first() is None
        return all(
            self._session.execute(select(key.column).where(key.column == wanted)).first() for key in column.foreign_keys
        )

    def _present(self, effects: Iterable[_Effect]) -> set[UUID]:
        """Return, of the rows to which these refer, those that are there."""
        named: dict[str, set[UUID]] = defaultdict(set)
        for effect in effects:
            for key in Entity.metadata.tables[effect.table].foreign_keys:
                if effect.before.get(key.parent.name):
                    named[key.column.table.name].add(UUID(effect.before[key.parent.name]))
        found: set[UUID] = set()
        for name, keys in named.items():
            column, wanted = Entity.metadata.tables[name].c.id, list(keys)
            for start in range(0, len(wanted), 500):
                found |= set(self._session.scalars(select(column).where(column.in_(wanted[start : start + 500]))))
        return found

    def _restore_fields(self, writing: Writing) -> None:
        changes: dict[str, dict[UUID, dict[str, Any]]] = defaultdict(dict)
        for effect in self._updated:
            current = self._current.get(effect.row_id)
            if current is None:
                self.kept.append(_("A record it changed has been removed since."))
                continue
            columns = Entity.metadata.tables[effect.table].c
            for name, after in effect.after.items():
                if current.get(name) == after:
                    if not self._is_free(columns[name], effect.row_id, effect.before.get(name)):
                        self._keep_field(effect, name)
                        continue
                    values = changes[effect.table].setdefault(effect.row_id, {})
                    values[name] = decode(columns[name], effect.before.get(name))
                elif current.get(name) != effect.before.get(name):
                    self._keep_field(effect, name)
        for table, by_row in changes.items():
            writing.update_rows(entity_of(table), by_row)
            self.restored += len(by_row)

    def _keep_field(self, effect: _Effect, name: str) -> None:
        self.kept.append(
            _("{record}: “{field}” has changed since and stays as it is.").format(
                record=name_of_row(self._session, effect.table, effect.row_id), field=field_label(name)
            )
        )

    def _take_away(self, writing: Writing) -> None:
        staying = self._staying()
        by_kind: dict[str, list[UUID]] = defaultdict(list)
        for effect in self._created.values():
            if effect.row_id in self._current and effect.row_id not in staying:
                by_kind[effect.table].append(effect.row_id)
        for table, row_ids in by_kind.items():
            writing.delete_rows(entity_of(table), row_ids)
            self.restored += len(row_ids)
        people = {self._top(self._created[row_id]) for row_id in staying}
        self.kept += [
            _("{record} has been worked on since and stays.").format(record=name_of_row(self._session, *owner))
            for owner in sorted(people, key=str)
        ]

    def _staying(self) -> set[UUID]:
        """Return the created rows that must stay: changed since, or tied to one that must."""
        staying = {
            row_id
            for row_id, effect in self._created.items()
            if row_id in self._current and self._current[row_id] != filled(effect.after, effect.after)
        }
        return self._with_tied(staying | self._still_needed())

    def _with_tied(self, staying: set[UUID]) -> set[UUID]:
        """Add the rows to which these refer, and those that belong to them: a person stays with her phones."""
        belongings: dict[UUID, list[UUID]] = defaultdict(list)
        for row_id, effect in self._created.items():
            owner = _owner(effect)
            if owner is not None:
                belongings[owner].append(row_id)
        ahead = list(staying)
        while ahead:
            row_id = ahead.pop()
            tied = {*_parents(self._created[row_id]), *belongings[row_id]} & self._created.keys()
            ahead += tied - staying
            staying |= tied
        return staying

    def _still_needed(self) -> set[UUID]:
        """Return the created rows to which something written since refers."""
        needed: set[UUID] = set()
        by_table: dict[str, list[UUID]] = defaultdict(list)
        for effect in self._created.values():
            by_table[effect.table].append(effect.row_id)
        for table in Entity.metadata.tables.values():
            for key in table.foreign_keys:
                row_ids = by_table.get(key.column.table.name, [])
                for start in range(0, len(row_ids), 500):
                    query = select(table.c.id, key.parent).where(key.parent.in_(row_ids[start : start + 500]))
                    needed |= {parent for child, parent in self._session.execute(query) if child not in self._created}
        return needed

    def _top(self, effect: _Effect) -> tuple[str, UUID]:
        """Return the created row that a row belongs to in the end: the person of a contact."""
        owner = _owner(effect)
        above = self._created.get(owner) if owner else None
        return (effect.table, effect.row_id) if above is None else self._top(above)


def _owner(effect: _Effect) -> UUID | None:
    """Return the row that a row belongs to: what the first reference that it cannot do without names."""
    for column in Entity.metadata.tables[effect.table].columns:
        if column.foreign_keys and not column.nullable:
            return UUID(effect.after[column.name])
    return None


def _references(effect: _Effect) -> set[UUID]:
    """Return the rows to which a removed row referred."""
    named = (effect.before.get(key.parent.name) for key in Entity.metadata.tables[effect.table].foreign_keys)
    return {UUID(value) for value in named if value}


def _parents(effect: _Effect) -> list[UUID]:
    """Return the rows to which a created row refers."""
    table: Table = Entity.metadata.tables[effect.table]
    named = (effect.after.get(key.parent.name) for key in table.foreign_keys)
    return [UUID(value) for value in named if value]


def report_sentence(report: UndoReport) -> str:
    """Say in one sentence what was taken back."""
    done = _("Undone: {action}").format(action=report.label)
    if not report.kept:
        return done
    left = ngettext(
        "one thing stays because it changed since", "{count} things stay because they changed since", len(report.kept)
    )
    return f"{done} ({left.format(count=len(report.kept))})"
