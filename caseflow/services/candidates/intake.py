"""Take in the list that a prescriber sent for a recruitment: people, candidacies and who sent them, as one action.

Nobody is lost and nothing is decided alone: a line that surely is somebody known is credited to that person, one that
only may be is a person of its own until somebody judges the pair (see `pairs`). Taken back by one undo.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from caseflow.domain.base import new_id
from caseflow.domain.candidacy import Candidacy, CandidacySource
from caseflow.domain.duplicate import Level
from caseflow.domain.recruitment import CandidateFile, Recruitment
from caseflow.i18n import _, fold
from caseflow.services.candidates.kept_reports import FileReport, report_of
from caseflow.services.caseloads.incoming import IncomingPerson
from caseflow.services.caseloads.service import Caseloads, Progress, RememberedMapping
from caseflow.services.caseloads.staging import Choice, Decision, RowStatus, StagedRow, Staging
from caseflow.services.caseloads.writer import outcome
from caseflow.services.recruitments import prescriber_named
from caseflow.store.store import Store, Writing


@dataclass(frozen=True)
class ReceivedFile:
    """A list as it was read."""

    name: str
    rows: Sequence[IncomingPerson] = field(repr=False)
    sender: str = ""
    """The prescriber’s name; empty when nobody knows who sent it."""
    fingerprint: str = ""
    """Of its headings."""
    columns: str = field(default="", repr=False)
    """How its columns were understood, to be remembered for the sender’s next list."""
    line_senders: Mapping[int, str] = field(default_factory=dict[int, str], repr=False)
    """Who sent each line, where the list itself says so and no sender is given."""
    completes: UUID | None = None
    """The list, taken in before, of which these are lines that were corrected since."""
    left_out: str = field(default="", repr=False)
    """The lines to be corrected, as the reader of files writes them."""


def mapping_key(fingerprint: str, sender: str) -> str:
    """Return under what the columns of a sender’s lists are remembered: two senders may use the same headings."""
    return f"{fingerprint}:{fold(sender.strip())}"


class Intake:
    """Takes lists of candidates in, one by one: a bad one never holds up the others."""

    def __init__(self, store: Store, caseloads: Caseloads) -> None:
        self._store = store
        self._caseloads = caseloads

    def take(
        self, recruitment_id: UUID, received: ReceivedFile, on: date, progress: Progress | None = None
    ) -> FileReport:
        """Write a list.

        Raises:
            Missing: the recruitment is no longer there.
            StorageTrouble: the disk is full, gone or read-only; nothing was written.
        """
        staging = self._caseloads.stage(received.rows, on, progress)
        decisions, twins = _decided(staging)

        kept: list[UUID | None] = []
        told = _told(staging, decisions, twins, received)

        def also(writing: Writing, people: Mapping[int, UUID]) -> None:
            kept.append(_credit(writing, recruitment_id, received, _with_twins(people, twins), on, told))

        understood = RememberedMapping(received.columns, received.sender)
        keys = (received.fingerprint, mapping_key(received.fingerprint, received.sender))
        report = self._caseloads.apply(
            staging,
            decisions,
            label=_("List of candidates taken in"),
            progress=progress,
            remember=dict.fromkeys(keys, understood) if received.fingerprint and received.columns else None,
            also=also,
        )
        return replace(told, action_id=report.action_id, file_id=kept[0])


def _told(
    staging: Staging, decisions: Mapping[int, Decision], twins: Mapping[int, int], received: ReceivedFile
) -> FileReport:
    """Return what will have become of the lines."""
    report, counts = outcome(staging, decisions).report(), staging.counts()
    return FileReport(
        name=received.name,
        sender=received.sender or ", ".join(sorted({*filter(None, received.line_senders.values())})),
        rows=report.rows,
        created=report.created,
        known=counts[RowStatus.UPDATE] + counts[RowStatus.IDENTICAL],
        duplicates={"certain": len(twins), "possible": counts[RowStatus.POSSIBLE] - len(twins)},
        rejected=report.rejected,
        repairs=report.repairs,
        left_out=received.left_out,
    )


def _decided(staging: Staging) -> tuple[dict[int, Decision], dict[int, int]]:
    """Return what is done with each line, and the earlier line that some are surely the same person as."""
    decisions: dict[int, Decision] = {}
    twins: dict[int, int] = {}
    for row in staging.rows:
        if row.status is RowStatus.UPDATE and row.person_id is not None:
            decisions[row.number] = Decision(Choice.UPDATE, row.person_id, _filled(row))
        elif row.status is RowStatus.POSSIBLE:
            twin = _twin(row)
            if twin is None:
                decisions[row.number] = Decision(Choice.CREATE_FOR_NOW)
            else:
                twins[row.number] = twin
                decisions[row.number] = Decision(Choice.SKIP)
    return decisions, twins


def _filled(row: StagedRow) -> frozenset[str]:
    """Return the fields that the store has already: a partner’s list completes a record, it never changes one."""
    return frozenset(each.key for each in row.differences if each.before)


def _twin(row: StagedRow) -> int | None:
    return next((each.row for each in row.candidates if each.row is not None and each.level is Level.CERTAIN), None)


def _with_twins(people: Mapping[int, UUID], twins: Mapping[int, int]) -> dict[int, UUID]:
    found = dict(people)
    for number, twin in sorted(twins.items()):  # a twin comes before: it may be one itself
        if twin in found:
            found[number] = found[twin]
    return found


def _credit(
    writing: Writing,
    recruitment_id: UUID,
    received: ReceivedFile,
    people: Mapping[int, UUID],
    on: date,
    told: FileReport,
) -> UUID | None:
    """Write the candidacies, and by whom each came in, once for each prescriber; return what is kept of the list."""
    writing.get(Recruitment, recruitment_id)
    senders = _Senders(writing, received)
    file_id = _kept(writing, recruitment_id, received, senders.of_all, on, told)
    candidacies = _candidacies(writing, recruitment_id, people, on)
    credited = _credited(writing, recruitment_id)
    sources: list[dict[str, Any]] = []
    for line, person_id in people.items():
        candidacy_id, sender = candidacies[person_id], senders.of(line)
        if (candidacy_id, sender) not in credited:
            credited.add((candidacy_id, sender))
            sources.append(
                {
                    "candidacy_id": candidacy_id,
                    "prescriber_id": sender,
                    "file_id": file_id,
                    "line": line if file_id else None,
                    "received_on": on,
                }
            )
    writing.insert_rows(CandidacySource, sources)
    return file_id


class _Senders:
    """Who sent each line: the sender of the list, else whom the line names."""

    def __init__(self, writing: Writing, received: ReceivedFile) -> None:
        self._lines: Mapping[int, str] = {} if received.sender.strip() else received.line_senders
        names = {name for name in (received.sender.strip(), *self._lines.values()) if name}
        self._ids = {name: prescriber_named(writing, name).id for name in sorted(names)}
        self.of_all = self._ids.get(received.sender.strip())

    def of(self, line: int) -> UUID | None:
        return self.of_all or self._ids.get(self._lines.get(line, ""))


def _kept(
    writing: Writing, recruitment_id: UUID, received: ReceivedFile, sender: UUID | None, on: date, told: FileReport
) -> UUID | None:
    """Keep that a list came in, and what it brought; what has no name is no list."""
    if received.completes is not None:
        return _completed(writing, received.completes, told, [row.number for row in received.rows])
    if not received.name:
        return None
    kept = writing.add(
        CandidateFile(
            recruitment_id=recruitment_id,
            name=received.name,
            received_on=on,
            prescriber_id=sender,
            fingerprint=received.fingerprint,
            rows=told.rows,
            rejected=len(told.lines_to_correct),
            report=told.to_json(),
        )
    )
    writing.session.flush()
    return kept.id


def _completed(writing: Writing, file_id: UUID, more: FileReport, lines: Sequence[int]) -> UUID:
    """Keep that lines of a list, corrected since, were taken in."""
    kept = writing.get(CandidateFile, file_id)
    kept.rejected = max(0, kept.rejected - (more.rows - len(more.lines_to_correct)))
    before = report_of(kept.report, file_id)
    if before is not None:
        kept.report = before.completed(more, lines).to_json()
    return file_id


def _candidacies(writing: Writing, recruitment_id: UUID, people: Mapping[int, UUID], on: date) -> dict[UUID, UUID]:
    """Return the candidacy of each person, made where there was none."""
    query = select(Candidacy.person_id, Candidacy.id).where(Candidacy.recruitment_id == recruitment_id)
    found: dict[UUID, UUID] = {row[0]: row[1] for row in writing.session.execute(query)}
    new = {person_id: new_id() for person_id in people.values() if person_id not in found}
    writing.insert_rows(
        Candidacy,
        [
            {
                "id": key,
                "recruitment_id": recruitment_id,
                "person_id": person_id,
                "received_on": on,
                "state_since": on,
            }
            for person_id, key in new.items()
        ],
    )
    return found | new


def _credited(writing: Writing, recruitment_id: UUID) -> set[tuple[UUID, UUID | None]]:
    query = (
        select(CandidacySource.candidacy_id, CandidacySource.prescriber_id)
        .join(Candidacy, Candidacy.id == CandidacySource.candidacy_id)
        .where(Candidacy.recruitment_id == recruitment_id)
    )
    return {(candidacy_id, prescriber_id) for candidacy_id, prescriber_id in writing.session.execute(query)}
