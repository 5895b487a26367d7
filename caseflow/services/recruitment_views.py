"""A recruitment as its page shows it: the need, who was asked, and how far the candidates are."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from caseflow.domain.candidacy import Candidacy, CandidacySource, CandidacyState, Readiness
from caseflow.domain.meeting import Meeting
from caseflow.domain.pathway import Contract
from caseflow.domain.recruitment import (
    CandidateFile,
    Criterion,
    CriterionWeight,
    Invitation,
    Prescriber,
    Recruitment,
    RecruitmentJob,
)
from caseflow.store.store import get


@dataclass(frozen=True)
class JobView:
    """A job to fill."""

    id: UUID
    title: str
    rome: str
    posts: int
    starts_on: date | None
    contract: Contract | None
    weekly_minutes: int | None
    hours: str
    place: str


@dataclass(frozen=True)
class CriterionView:
    """A question asked of every candidate."""

    id: UUID
    question: str
    weight: CriterionWeight


@dataclass(frozen=True)
class InvitationView:
    """A prescriber invited, and how many people it sent."""

    prescriber_id: UUID
    name: str
    email: str
    quota: int | None
    deadline: date | None
    told_on: date | None
    sent: int


@dataclass(frozen=True)
class RecruitmentView:
    """A recruitment as its page shows it: `fields` are the columns of `Recruitment` by name."""

    id: UUID
    code: str
    title: str
    fields: dict[str, Any] = field(repr=False)
    jobs: tuple[JobView, ...]
    criteria: tuple[CriterionView, ...]
    invitations: tuple[InvitationView, ...]
    states: Counter[CandidacyState]
    """How many candidates are in each state."""
    levels: Counter[Readiness]
    """How many of those still followed are at each level."""
    meetings: int
    files: int

    @property
    def posts(self) -> int:
        """How many people are wanted."""
        return sum(job.posts for job in self.jobs)

    @property
    def candidates(self) -> int:
        """How many people were sent."""
        return self.states.total()


def read_view(session: Session, recruitment_id: UUID) -> RecruitmentView:
    """Read a recruitment.

    Raises:
        Missing: it is no longer there.
    """
    from caseflow.services.candidates.listing import level_of_the_day  # the package of candidates writes recruitments

    recruitment = get(session, Recruitment, recruitment_id)
    here = Candidacy.recruitment_id == recruitment_id
    states = session.execute(select(Candidacy.state, func.count()).where(here).group_by(Candidacy.state))
    level = level_of_the_day()
    levels = session.execute(
        select(level, func.count())
        .where(here, Candidacy.state.not_in((CandidacyState.HIRED, CandidacyState.LEFT)))
        .group_by(level)
    )
    return RecruitmentView(
        id=recruitment.id,
        code=recruitment.code,
        title=recruitment.title,
        fields={column.name: getattr(recruitment, column.name) for column in Recruitment.__table__.columns},
        jobs=tuple(_job(each) for each in session.scalars(_ranked(RecruitmentJob, recruitment_id))),
        criteria=tuple(
            CriterionView(each.id, each.question, each.weight)
            for each in session.scalars(_ranked(Criterion, recruitment_id))
        ),
        invitations=_invitations(session, recruitment_id),
        states=Counter({row[0]: row[1] for row in states}),
        levels=Counter({Readiness(row[0]): row[1] for row in levels}),
        meetings=_count(session, Meeting, recruitment_id),
        files=_count(session, CandidateFile, recruitment_id),
    )


def _ranked(kind: type[RecruitmentJob] | type[Criterion], recruitment_id: UUID) -> Any:
    return select(kind).where(kind.recruitment_id == recruitment_id).order_by(kind.rank, kind.id)


def _count(session: Session, kind: type[Meeting] | type[CandidateFile], recruitment_id: UUID) -> int:
    return session.scalar(select(func.count()).where(kind.recruitment_id == recruitment_id)) or 0


def _job(job: RecruitmentJob) -> JobView:
    return JobView(
        id=job.id,
        title=job.title,
        rome=job.rome or "",
        posts=job.posts,
        starts_on=job.starts_on,
        contract=job.contract,
        weekly_minutes=job.weekly_minutes,
        hours=job.hours or "",
        place=job.place or "",
    )


def _invitations(session: Session, recruitment_id: UUID) -> tuple[InvitationView, ...]:
    sent = (
        select(func.count())
        .select_from(CandidacySource)
        .join(Candidacy, Candidacy.id == CandidacySource.candidacy_id)
        .where(CandidacySource.prescriber_id == Prescriber.id, Candidacy.recruitment_id == recruitment_id)
        .scalar_subquery()
    )
    query = (
        select(Invitation, Prescriber, sent)
        .join(Prescriber, Prescriber.id == Invitation.prescriber_id)
        .where(Invitation.recruitment_id == recruitment_id)
        .order_by(Prescriber.name)
    )
    return tuple(
        InvitationView(
            prescriber_id=prescriber.id,
            name=prescriber.name,
            email=prescriber.email or "",
            quota=invitation.quota,
            deadline=invitation.deadline,
            told_on=invitation.told_on,
            sent=count,
        )
        for invitation, prescriber, count in session.execute(query)
    )
