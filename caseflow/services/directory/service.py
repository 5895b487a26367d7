"""Write a file of partners into the store as one action, and read the store's own to hand it out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from caseflow.domain.person import Person
from caseflow.domain.resource import LOCAL, Service, department_of
from caseflow.i18n import _
from caseflow.services.directory.incoming import IncomingDirectory
from caseflow.services.directory.outgoing import OutgoingDirectory, read_directory
from caseflow.services.directory.report import Report
from caseflow.services.directory.staging import Changes, Progress, Staging, Values, stage
from caseflow.store.store import Store, Writing

_LOT = 1_000
"""Rows written between two words on the progress."""


class Directory:
    """The way a file of partners enters the store: staged, foreseen, written, taken back in one undo."""

    def __init__(self, store: Store, backup: Callable[[], object] | None = None) -> None:
        """Keep the store, and how to back it up before an import writes."""
        self._store = store
        self._backup = backup

    def stage(self, incoming: IncomingDirectory, on: date, progress: Progress | None = None) -> Staging:
        """Say what a file would change; nothing is written. `on` is the day of the import."""
        with self._store.reading() as session:
            return stage(session, incoming, on, progress or _silent)

    def foresee(self, staging: Staging) -> Report:
        """Say what an import would do, without writing anything."""
        return staging.report()

    def apply(self, staging: Staging, *, label: str = "", progress: Progress | None = None) -> Report:
        """Write everything as one action that one undo takes back.

        The team's own is never touched: notes, days of verification, services written by hand.

        Args:
            staging: what was found to differ.
            label: how the history names the action.
            progress: told how many rows are written; it may raise to stop, and then nothing is.

        Raises:
            StorageTrouble: the disk is full, gone or read-only; nothing was written.
        """
        both = (staging.structures, staging.services)
        if all(each.is_empty for each in both):
            return staging.report()
        if self._backup is not None:
            self._backup()
        tell = progress or _silent
        total = sum(len(each.new) + len(_updates(each, staging.on)) for each in both)
        done = 0
        with self._store.writing(label or _("Directory import")) as writing:
            for changes in both:
                for count in _write(writing, changes, staging.on):
                    done += count
                    tell(done, total)
        return replace(staging.report(), action_id=writing.change.action_id)

    def departments_of_people(self) -> frozenset[str]:
        """Return the départements where the people of the store live: those whose services they need."""
        code = func.substr(func.coalesce(Person.insee_code, Person.post_code), 1, 3)
        with self._store.reading() as session:
            found = session.scalars(select(code).where(code.is_not(None)).distinct())
            return frozenset(department_of(each) for each in found if each)

    def departments_imported(self) -> frozenset[str]:
        """Return the départements of what was imported before and is still open: those chosen then."""
        code = func.substr(func.coalesce(Service.insee_code, Service.post_code), 1, 3)
        query = select(code).where(Service.source != LOCAL, Service.closed_on.is_(None), code.is_not(None)).distinct()
        with self._store.reading() as session:
            return frozenset(department_of(each) for each in session.scalars(query) if each)

    def outgoing(self) -> OutgoingDirectory:
        """Return every open service with its structure, and every open structure, as they are handed to partners."""
        with self._store.reading() as session:
            return read_directory(session)


def _write(writing: Writing, changes: Changes, on: date) -> Iterator[int]:
    """Write the rows of one kind lot by lot, and yield how many each lot is."""
    for start in range(0, len(changes.new), _LOT):
        added = changes.new[start : start + _LOT]
        writing.insert_rows(changes.kind, added)
        yield len(added)
    updates = list(_updates(changes, on).items())
    for start in range(0, len(updates), _LOT):
        changed = dict(updates[start : start + _LOT])
        writing.update_rows(changes.kind, changed)
        yield len(changed)


def _updates(changes: Changes, on: date) -> Mapping[UUID, Values]:
    return {**changes.along, **{row_id: {"closed_on": on} for row_id in changes.closing}, **changes.changed}


def _silent(_done: int, _total: int) -> None:
    pass
