"""Judge the rows of a caseload file against the store, then write them all as one action."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from caseflow.domain.reference import ImportMapping
from caseflow.i18n import _
from caseflow.services.caseloads.incoming import IncomingPerson
from caseflow.services.caseloads.judging import Judge, recognised
from caseflow.services.caseloads.known import distinct_pairs, read_known
from caseflow.services.caseloads.report import Report
from caseflow.services.caseloads.staging import Decision, StagedRow, Staging
from caseflow.services.caseloads.writer import Writer, outcome
from caseflow.store.store import Store, Writing

Also = Callable[[Writing, Mapping[int, UUID]], None]
"""Told the person of each line that is somebody: created, completed or already known."""

Progress = Callable[[int, int], None]
"""Told how much is done of how much; it may raise to stop the work."""


@dataclass(frozen=True)
class RememberedMapping:
    """How the columns of a sender's file were understood last time."""

    columns: str = field(repr=False)
    sender: str = ""


class Caseloads:
    """The way a caseload file enters the store: staged, decided, written, taken back in one undo."""

    def __init__(self, store: Store, backup: Callable[[], object] | None = None) -> None:
        """Keep the store, and how to back it up before an import writes."""
        self._store = store
        self._backup = backup

    def stage(self, rows: Sequence[IncomingPerson], on: date, progress: Progress | None = None) -> Staging:
        """Say what each row is: new, an update with its differences, identical, perhaps a duplicate, to correct.

        Nothing is written. `on` is the day of the import.
        """
        tell = progress or _silent
        tell(0, len(rows))
        with self._store.reading() as session:
            distinct = distinct_pairs(session)
            found = recognised(session, rows, tell)
            known = read_known(session, {match.key for matches in found.values() for match in matches}, on)
        judge = Judge(known, distinct, on)
        staged = tuple(judge.row(row, found.get(row.number)) for row in rows)
        tell(len(rows), len(rows))
        return Staging(staged, on, known, distinct)

    def restage(self, staging: Staging, rows: Iterable[IncomingPerson]) -> Staging:
        """Judge some rows again after a correction, the others staying as they are."""
        changed = {row.number: row for row in rows}
        with self._store.reading() as session:
            found = recognised(session, list(changed.values()), _silent)
            missing = {match.key for matches in found.values() for match in matches} - staging.known.keys()
            known = {**staging.known, **read_known(session, missing, staging.on)}
        judge = Judge(known, staging.distinct, staging.on)
        judged: list[StagedRow] = []
        for row in staging.rows:
            if row.number in changed:
                judged.append(judge.row(changed[row.number], found.get(row.number)))
            else:
                judge.remember(row)
                judged.append(row)
        return replace(staging, rows=tuple(judged), known=known)

    def foresee(self, staging: Staging, decisions: Mapping[int, Decision] | None = None) -> Report:
        """Say what an import would do, without writing anything."""
        return outcome(staging, decisions or {}).report()

    def apply(
        self,
        staging: Staging,
        decisions: Mapping[int, Decision] | None = None,
        *,
        label: str = "",
        progress: Progress | None = None,
        remember: Mapping[str, RememberedMapping] | None = None,
        also: Also | None = None,
    ) -> Report:
        """Write what is sure and what was decided, as one action that one undo takes back.

        Args:
            staging: the rows as they were judged.
            decisions: what was decided, by line of the file; rows to correct are left out whatever is decided.
            label: how the history names the action.
            progress: told how many rows are written; it may raise to stop, and then nothing is.
            remember: how the columns were understood, by fingerprint of the headings: for the next such file.
            also: writes more within the same action, told who each line of the file is.

        Raises:
            StorageTrouble: the disk is full, gone or read-only; nothing was written.
        """
        found = outcome(staging, decisions or {})
        if not found.creates and not found.updates and also is None:
            return found.report()
        if self._backup is not None:
            self._backup()
        with self._store.writing(label or _("Caseload import")) as writing:
            created = Writer(writing, staging.on, progress or _silent).write(found)
            for fingerprint, mapping in (remember or {}).items():
                _remember(writing, fingerprint, mapping)
            if also is not None:
                also(writing, found.people(created))
        return replace(found.report(), action_id=writing.change.action_id, created_ids=created)

    def mapping(self, fingerprint: str) -> RememberedMapping | None:
        """Return how columns with these headings were understood last time, if they were met before."""
        query = select(ImportMapping.columns, ImportMapping.sender).where(ImportMapping.fingerprint == fingerprint)
        with self._store.reading() as session:
            row = session.execute(query).one_or_none()
        return None if row is None else RememberedMapping(*row)


def _remember(writing: Writing, fingerprint: str, mapping: RememberedMapping) -> None:
    kept = writing.session.scalars(select(ImportMapping).where(ImportMapping.fingerprint == fingerprint)).one_or_none()
    if kept is None:
        writing.add(ImportMapping(fingerprint=fingerprint, columns=mapping.columns, sender=mapping.sender))
    else:
        kept.columns, kept.sender = mapping.columns, mapping.sender or kept.sender


def _silent(_done: int, _total: int) -> None:
    pass
