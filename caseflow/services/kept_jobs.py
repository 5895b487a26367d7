"""List whom to ask whether they are still in the job: one, three and six months after the hire."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from caseflow.domain.candidacy import Candidacy, CandidacyState, KeptCheck
from caseflow.domain.person import Person
from caseflow.domain.recruitment import Recruitment
from caseflow.store.prepared import second
from caseflow.store.store import Store

_Earlier = second(KeptCheck)
"""Of somebody who left the job, nothing more is asked."""


@dataclass(frozen=True)
class KeptLine:
    """Somebody to ask about, and what the check is."""

    id: UUID
    """Of the check."""
    person_id: UUID
    last_name: str = field(repr=False)
    first_name: str = field(repr=False)
    recruitment: str
    employer: str
    months: int
    hired_on: date | None
    due_on: date

    @property
    def name(self) -> str:
        """Return the name as lists show it."""
        return f"{self.last_name.upper()} {self.first_name}".strip()


@dataclass(frozen=True)
class KeptDue:
    """The checks whose day has come, the oldest first, and how many there are in all."""

    lines: tuple[KeptLine, ...]
    count: int


def read_due(store: Store, on: date, *, recruitment_id: UUID | None = None, limit: int | None = None) -> KeptDue:
    """Return the checks that nobody has made yet though their day has come, of one recruitment or of all."""
    with store.reading() as session:
        count = session.scalar(_due(select(func.count()).select_from(KeptCheck), on, recruitment_id)) or 0
        query = select(KeptCheck, Candidacy, Person.last_name, Person.first_name, Recruitment).select_from(KeptCheck)
        query = _due(query, on, recruitment_id).order_by(KeptCheck.due_on, Person.sort_name, KeptCheck.id).limit(limit)
        return KeptDue(tuple(_line(row) for row in session.execute(query)) if count else (), count)


def _due(query: Select[*tuple[Any, ...]], on: date, recruitment_id: UUID | None) -> Select[*tuple[Any, ...]]:
    found = (
        query.join(Candidacy, Candidacy.id == KeptCheck.candidacy_id)
        .join(Person, Person.id == Candidacy.person_id)
        .join(Recruitment, Recruitment.id == Candidacy.recruitment_id)
        .where(
            KeptCheck.is_kept.is_(None),
            KeptCheck.due_on <= on,
            Candidacy.state == CandidacyState.HIRED,
            KeptCheck.candidacy_id.not_in(select(_Earlier.candidacy_id).where(_Earlier.is_kept.is_(False))),
        )
    )
    return found if recruitment_id is None else found.where(Candidacy.recruitment_id == recruitment_id)


def _line(row: Sequence[Any]) -> KeptLine:
    check, candidacy, last_name, first_name, recruitment = row
    return KeptLine(
        id=check.id,
        person_id=candidacy.person_id,
        last_name=last_name,
        first_name=first_name,
        recruitment=recruitment.title,
        employer=recruitment.employer,
        months=check.months,
        hired_on=candidacy.hired_on,
        due_on=check.due_on,
    )
