"""Recruitments of many: the need, the jobs, the criteria, the prescribers invited; how far each one is."""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from caseflow.domain.candidacy import Candidacy, CandidacyState, CriterionAnswer
from caseflow.domain.errors import Conflict, Invalid, Missing
from caseflow.domain.recruitment import (
    Criterion,
    CriterionWeight,
    Invitation,
    Prescriber,
    Recruitment,
    RecruitmentJob,
)
from caseflow.i18n import _, fold
from caseflow.services.recruitment_views import RecruitmentView, read_view
from caseflow.store.store import Store, Writing


@dataclass(frozen=True)
class JobDraft:
    """A job to fill; `details` are any other fields of `RecruitmentJob`."""

    title: str
    posts: int = 1
    details: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class CriterionDraft:
    """A question to ask every candidate."""

    question: str
    weight: CriterionWeight = CriterionWeight.REQUIRED


@dataclass(frozen=True)
class InvitationDraft:
    """A prescriber asked to send people; added to the prescribers when it is not known."""

    prescriber: str
    kind: str | None = None
    email: str | None = None
    quota: int | None = None
    deadline: date | None = None
    mail_domains: tuple[str, ...] = ()


@dataclass(frozen=True)
class RecruitmentDraft:
    """A recruitment as it is first described; `details` are any other fields of `Recruitment`."""

    code: str
    title: str
    jobs: tuple[JobDraft, ...] = ()
    criteria: tuple[CriterionDraft, ...] = ()
    invitations: tuple[InvitationDraft, ...] = ()
    details: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class RecruitmentLine:
    """A recruitment in a list, with how far it is."""

    id: UUID
    code: str
    title: str
    employer: str
    starts_on: date | None
    posts: int
    candidates: int
    hired: int
    is_closed: bool


class Recruitments:
    """The recruitments of many at once."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def create(self, draft: RecruitmentDraft, on: date) -> UUID:
        """Open a recruitment with its jobs, its criteria and the prescribers invited; return its key.

        Raises:
            Invalid: it has no code or no title, or a job has no post.
            Conflict: another one has this code.
        """
        _check(draft)
        with self._store.writing(_("Recruitment opened")) as writing:
            if _id_of(writing.session, draft.code) is not None:
                raise Conflict(_("Another recruitment has the code {code}: choose another.").format(code=draft.code))
            made = writing.add(
                Recruitment(code=draft.code.strip(), title=draft.title.strip(), opened_on=on, **draft.details)
            )
            writing.session.flush()
            for rank, job in enumerate(draft.jobs):
                writing.add(
                    RecruitmentJob(recruitment_id=made.id, title=job.title, posts=job.posts, rank=rank, **job.details)
                )
            for rank, criterion in enumerate(draft.criteria):
                writing.add(
                    Criterion(recruitment_id=made.id, question=criterion.question, weight=criterion.weight, rank=rank)
                )
            for invited in draft.invitations:
                _invite(writing, made.id, invited, on)
        return made.id

    def edit(self, recruitment_id: UUID, **changes: Any) -> None:
        """Change any field of a recruitment."""
        with self._store.writing(_("Recruitment changed")) as writing:
            recruitment = writing.get(Recruitment, recruitment_id)
            for name, value in changes.items():
                setattr(recruitment, name, value)

    def invite(self, recruitment_id: UUID, invited: InvitationDraft, on: date) -> UUID:
        """Ask a prescriber for people; asked twice, its quota and deadline change. Returns the prescriber’s key.

        Raises:
            Invalid: it has no name.
        """
        if not invited.prescriber.strip():
            raise Invalid("prescriber", _("Write the name of the prescriber."))
        with self._store.writing(_("Prescriber invited")) as writing:
            writing.get(Recruitment, recruitment_id)
            return _invite(writing, recruitment_id, invited, on)

    def edit_invitation(
        self, recruitment_id: UUID, prescriber_id: UUID, *, email: str | None, quota: int | None, deadline: date | None
    ) -> None:
        """Change what a prescriber is asked, and its address, which may be emptied."""
        with self._store.writing(_("Invitation changed")) as writing:
            writing.get(Prescriber, prescriber_id).email = email
            for each in writing.session.scalars(_invitation(recruitment_id, prescriber_id)):
                each.quota, each.deadline = quota, deadline

    def take_back_invitation(self, recruitment_id: UUID, prescriber_id: UUID) -> None:
        """Invite a prescriber no longer; the people it sent stay, and it stays credited for them."""
        with self._store.writing(_("Invitation taken back")) as writing:
            for each in writing.session.scalars(_invitation(recruitment_id, prescriber_id)):
                writing.delete(each)

    def add_job(self, recruitment_id: UUID, job: JobDraft) -> UUID:
        """Add a job to fill.

        Raises:
            Invalid: it has no title, or no post.
        """
        _check_job(job)
        with self._store.writing(_("Job added")) as writing:
            writing.get(Recruitment, recruitment_id)
            rank = writing.session.scalar(select(func.count()).where(RecruitmentJob.recruitment_id == recruitment_id))
            made = RecruitmentJob(
                recruitment_id=recruitment_id, title=job.title.strip(), posts=job.posts, rank=rank or 0, **job.details
            )
            return writing.add(made).id

    def edit_job(self, job_id: UUID, job: JobDraft) -> None:
        """Change a job."""
        _check_job(job)
        with self._store.writing(_("Job changed")) as writing:
            kept = writing.get(RecruitmentJob, job_id)
            for name, value in {"title": job.title.strip(), "posts": job.posts, **job.details}.items():
                setattr(kept, name, value)

    def remove_job(self, job_id: UUID) -> None:
        """Take a job away; the candidates who wanted it stay."""
        with self._store.writing(_("Job removed")) as writing:
            for candidacy in writing.session.scalars(select(Candidacy).where(Candidacy.job_id == job_id)):
                candidacy.job_id = None
            writing.delete(writing.get(RecruitmentJob, job_id))

    def add_criterion(self, recruitment_id: UUID, criterion: CriterionDraft) -> UUID:
        """Add a question.

        Raises:
            Invalid: nothing is asked.
        """
        if not criterion.question.strip():
            raise Invalid("question", _("Write the question to ask."))
        with self._store.writing(_("Criterion added")) as writing:
            writing.get(Recruitment, recruitment_id)
            rank = writing.session.scalar(select(func.count()).where(Criterion.recruitment_id == recruitment_id))
            made = Criterion(
                recruitment_id=recruitment_id,
                question=criterion.question.strip(),
                weight=criterion.weight,
                rank=rank or 0,
            )
            return writing.add(made).id

    def edit_criterion(self, criterion_id: UUID, criterion: CriterionDraft) -> None:
        """Change a question; the answers given to it stay.

        Raises:
            Invalid: nothing is asked.
        """
        if not criterion.question.strip():
            raise Invalid("question", _("Write the question to ask."))
        with self._store.writing(_("Criterion changed")) as writing:
            kept = writing.get(Criterion, criterion_id)
            kept.question, kept.weight = criterion.question.strip(), criterion.weight

    def remove_criterion(self, criterion_id: UUID) -> None:
        """Take a question away, with its answers."""
        with self._store.writing(_("Criterion removed")) as writing:
            answers = select(CriterionAnswer.id).where(CriterionAnswer.criterion_id == criterion_id)
            writing.delete_rows(CriterionAnswer, writing.session.scalars(answers).all())
            writing.delete(writing.get(Criterion, criterion_id))

    def view(self, recruitment_id: UUID) -> RecruitmentView:
        """Return a recruitment as its page shows it.

        Raises:
            Missing: it is no longer there.
        """
        with self._store.reading() as session:
            return read_view(session, recruitment_id)

    def id_of(self, code: str) -> UUID:
        """Return the recruitment of a code, however its letters are written.

        Raises:
            Missing: there is none.
        """
        with self._store.reading() as session:
            found = _id_of(session, code)
        if found is None:
            raise Missing(_("No recruitment has the code {code}.").format(code=code))
        return found

    def all(self) -> tuple[RecruitmentLine, ...]:
        """Return the recruitments, those still open first, then the latest to start."""
        posts = (
            select(func.coalesce(func.sum(RecruitmentJob.posts), 0))
            .where(RecruitmentJob.recruitment_id == Recruitment.id)
            .scalar_subquery()
        )
        query = select(Recruitment, posts, _count(), _count(CandidacyState.HIRED)).order_by(
            Recruitment.closed_on.is_not(None), Recruitment.starts_on.desc(), Recruitment.code
        )
        with self._store.reading() as session:
            return tuple(
                RecruitmentLine(
                    id=each.id,
                    code=each.code,
                    title=each.title,
                    employer=each.employer,
                    starts_on=each.starts_on,
                    posts=wanted,
                    candidates=candidates,
                    hired=hired,
                    is_closed=each.closed_on is not None,
                )
                for each, wanted, candidates, hired in session.execute(query)
            )


def _count(state: CandidacyState | None = None) -> Any:
    query = select(func.count()).where(Candidacy.recruitment_id == Recruitment.id)
    return (query if state is None else query.where(Candidacy.state == state)).scalar_subquery()


def _check(draft: RecruitmentDraft) -> None:
    for name, words in (("title", draft.title), ("code", draft.code)):
        if not words.strip():
            raise Invalid(name, _("A code and a title are needed."))
    for job in draft.jobs:
        _check_job(job)


def _check_job(job: JobDraft) -> None:
    if not job.title.strip():
        raise Invalid("title", _("Write the name of the job."))
    if job.posts < 1:
        raise Invalid("posts", _("A job has one post at least."))


def _id_of(session: Session, code: str) -> UUID | None:
    sought = fold(code.strip())
    codes = session.execute(select(Recruitment.id, Recruitment.code))
    return next((key for key, code_kept in codes if fold(code_kept) == sought), None)


def _invitation(recruitment_id: UUID, prescriber_id: UUID) -> Select[Invitation]:
    return select(Invitation).where(
        Invitation.recruitment_id == recruitment_id, Invitation.prescriber_id == prescriber_id
    )


def _invite(writing: Writing, recruitment_id: UUID, invited: InvitationDraft, on: date) -> UUID:
    session = writing.session
    prescriber = prescriber_named(writing, invited.prescriber)
    for name in ("kind", "email"):
        if getattr(invited, name):
            setattr(prescriber, name, getattr(invited, name))
    if invited.mail_domains:
        prescriber.mail_domains = json.dumps(sorted(invited.mail_domains))
    invitation = session.scalars(_invitation(recruitment_id, prescriber.id)).one_or_none()
    if invitation is None:
        invitation = writing.add(Invitation(recruitment_id=recruitment_id, prescriber_id=prescriber.id, invited_on=on))
    invitation.quota, invitation.deadline = invited.quota, invited.deadline
    session.flush()
    return prescriber.id


def prescriber_named(writing: Writing, name: str) -> Prescriber:
    """Return the prescriber of a name, however it is written; added when nobody has it."""
    sought = fold(name.strip())
    for prescriber in writing.session.scalars(select(Prescriber)):
        if fold(prescriber.name) == sought:
            return prescriber
    made = writing.add(Prescriber(name=name.strip()))
    writing.session.flush()
    return made
