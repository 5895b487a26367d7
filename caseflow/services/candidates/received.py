"""The lists that a recruitment received: what is kept of each, and how one is taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select

from caseflow.domain.candidacy import Candidacy, CandidacySource
from caseflow.domain.person import Person
from caseflow.domain.recruitment import CandidateFile, Prescriber
from caseflow.i18n import fold, ngettext
from caseflow.services.candidates.kept_reports import FileReport, report_of
from caseflow.services.undo import Undo, undone_among
from caseflow.store.journal import action_table, operation_table
from caseflow.store.store import Store


@dataclass(frozen=True)
class ReceivedList:
    """A list that came in: `credited` counts the people for whom its sender is named because of it."""

    id: UUID
    name: str
    received_on: date
    prescriber_id: UUID | None
    sender: str
    rows: int
    rejected: int
    credited: int
    report: FileReport | None = None


class ReceivedLists:
    """The lists of a recruitment."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, recruitment_id: UUID) -> tuple[ReceivedList, ...]:
        """Return the lists, the last received first."""
        credited = (
            select(func.count()).where(CandidacySource.file_id == CandidateFile.id).correlate(CandidateFile)
        ).scalar_subquery()
        query = (
            select(CandidateFile, Prescriber.name, credited)
            .outerjoin(Prescriber, Prescriber.id == CandidateFile.prescriber_id)
            .where(CandidateFile.recruitment_id == recruitment_id)
            .order_by(CandidateFile.id.desc())
        )
        with self._store.reading() as session:
            return tuple(
                ReceivedList(
                    id=each.id,
                    name=each.name,
                    received_on=each.received_on,
                    prescriber_id=each.prescriber_id,
                    sender=name or "",
                    rows=each.rows,
                    rejected=each.rejected,
                    credited=count,
                    report=report_of(each.report, each.id),
                )
                for each, name, count in session.execute(query)
            )

    def take_back(self, file_id: UUID) -> tuple[str, ...]:
        """Undo all that a list brought, its corrections included; return what stays because it changed since."""
        query = (
            select(action_table.c.id, action_table.c.mark)
            .join(operation_table, operation_table.c.action_id == action_table.c.id)
            .where(operation_table.c.row_id == file_id, action_table.c.undoes.is_(None))
            .distinct()
            .order_by(action_table.c.mark.desc())
        )
        with self._store.reading() as session:
            actions = [row[0] for row in session.execute(query)]
            undone = undone_among(session, actions)
        undo = Undo(self._store)
        return tuple(
            sentence for action_id in actions if action_id not in undone for sentence in undo.undo(action_id).kept
        )


def seeking_trade(store: Store, person_ids: Sequence[UUID], trade: str) -> list[UUID]:
    """Return those whose project is a trade, named by words of it or by the beginning of its ROME code (« N11 »)."""
    words, code = fold(trade).split(), trade.strip().upper()
    query = select(Person.id, Person.project, Person.project_rome).where(
        or_(Person.project.is_not(None), Person.project_rome.is_not(None))
    )
    with store.reading() as session:
        seeking = {
            key
            for key, project, rome in session.execute(query)
            if (rome or "").startswith(code) or all(word in fold(project or "") for word in words)
        }
    return [key for key in person_ids if key in seeking]


def add_people(store: Store, recruitment_id: UUID, person_ids: Sequence[UUID], on: date) -> int:
    """Make people whom we follow ourselves candidates, as one action; return how many were not yet."""
    label = ngettext("{count} candidate of our own", "{count} candidates of our own", len(person_ids))
    with store.writing(label.format(count=len(person_ids))) as writing:
        here = select(Candidacy.person_id).where(Candidacy.recruitment_id == recruitment_id)
        known = set(writing.session.scalars(here))
        added = [writing.get(Person, each) for each in dict.fromkeys(person_ids) if each not in known]
        for person in added:
            candidacy = writing.add(
                Candidacy(recruitment_id=recruitment_id, person_id=person.id, received_on=on, state_since=on)
            )
            writing.session.flush()
            writing.add(CandidacySource(candidacy_id=candidacy.id, received_on=on))
    return len(added)
