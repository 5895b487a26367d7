"""Follow candidates to the hire: columns, reasons for leaving, calls, hires and what they make obsolete elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from caseflow.domain.candidacy import (
    Answer,
    CallResult,
    Candidacy,
    CandidacyState,
    CriterionAnswer,
    KeptCheck,
    LeavingReason,
    Readiness,
)
from caseflow.domain.errors import Invalid
from caseflow.domain.meeting import Seat
from caseflow.domain.pathway import Contract, Step
from caseflow.domain.periods import add_months
from caseflow.domain.readiness import sort
from caseflow.domain.recruitment import Criterion, RecruitmentJob
from caseflow.domain.scheme import Scheme
from caseflow.i18n import _, ngettext
from caseflow.services.candidates.employment import remove_job_step, write_job_step
from caseflow.services.meetings import tell_mrs_step
from caseflow.store.store import Store, Writing

KEPT_MONTHS = (1, 3, 6)
"""When it is checked that a job is kept, counted from the hire."""

PREPARATIONS = frozenset({Scheme.MRS, Scheme.POEI, Scheme.POEC, Scheme.AFPR, Scheme.PMSMP, Scheme.TRAINING})
"""What may prepare a hire, and so becomes a step of the pathway."""


@dataclass(frozen=True)
class Column:
    """A column of the board: how many are in it, and how many it may hold where that is known."""

    state: CandidacyState
    count: int
    capacity: int | None = None

    @property
    def is_over(self) -> bool:
        """Whether more people are there than there is room for: told, never refused."""
        return self.capacity is not None and self.count > self.capacity


class Board:
    """The candidacies of a recruitment, as columns or as a table: two views of these rows."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def columns(self, recruitment_id: UUID) -> tuple[Column, ...]:
        """Return every column with its count; the last two may hold as many as there are posts."""
        counted = (
            select(Candidacy.state, func.count())
            .where(Candidacy.recruitment_id == recruitment_id)
            .group_by(Candidacy.state)
        )
        with self._store.reading() as session:
            counts = {row[0]: row[1] for row in session.execute(counted)}
            posts = session.scalar(
                select(func.sum(RecruitmentJob.posts)).where(RecruitmentJob.recruitment_id == recruitment_id)
            )
        limited = {CandidacyState.SELECTED, CandidacyState.HIRED}
        return tuple(Column(each, counts.get(each, 0), posts if each in limited else None) for each in CandidacyState)

    def move(self, candidacy_ids: Sequence[UUID], state: CandidacyState, on: date) -> None:
        """Put candidacies in a column, as one action; hiring is `hire`, leaving is `leave`.

        Raises:
            Invalid: hiring or leaving was asked for.
        """
        if state is CandidacyState.HIRED:
            raise Invalid("hired_on", _("Say since when they are in the job."))
        label = ngettext("{count} candidacy moved", "{count} candidacies moved", len(candidacy_ids))
        with self._store.writing(label.format(count=len(candidacy_ids))) as writing:
            for each in _all(writing, candidacy_ids):
                _cancel_hire(writing, each, on)
                each.move(state, on)

    def leave(self, candidacy_ids: Sequence[UUID], reason: LeavingReason, on: date) -> None:
        """Stop candidacies, for one reason, as one action."""
        label = ngettext("{count} candidacy stopped", "{count} candidacies stopped", len(candidacy_ids))
        with self._store.writing(label.format(count=len(candidacy_ids))) as writing:
            for each in _all(writing, candidacy_ids):
                _cancel_hire(writing, each, on)
                each.leave(reason, on)

    def come_back(self, candidacy_ids: Sequence[UUID], on: date) -> None:
        """Take candidacies up again where they were."""
        with self._store.writing(_("Candidacies taken up again")) as writing:
            for each in _all(writing, candidacy_ids):
                each.come_back(on)
                if each.state is CandidacyState.HIRED:
                    _settle_hire(writing, each, on)

    def hire(self, candidacy_ids: Sequence[UUID], on: date, contract: Contract | None = None) -> None:
        """Record that people are in the job since a day: checks at 1, 3 and 6 months are planned.

        For those in the PLIE, the job becomes a step of the pathway. Their other candidacies become « hired
        elsewhere ». Undo takes all of it back, and so does moving them out of the job.
        """
        label = ngettext("{count} person hired", "{count} people hired", len(candidacy_ids))
        with self._store.writing(label.format(count=len(candidacy_ids))) as writing:
            for each in _all(writing, candidacy_ids):
                each.move(CandidacyState.HIRED, on)
                each.hired_on, each.contract = on, contract
                _settle_hire(writing, each, on)

    def check_kept(self, check_id: UUID, is_kept: bool, on: date) -> None:
        """Record whether somebody is still in the job."""
        with self._store.writing(_("Check that a job is kept")) as writing:
            check = writing.get(KeptCheck, check_id)
            check.is_kept, check.checked_on = is_kept, on

    def called(self, candidacy_id: UUID, result: CallResult, on: date) -> None:
        """Record a call: attempts are counted, an agreement moves on, a refusal stops the candidacy."""
        with self._store.writing(_("Call to a candidate")) as writing:
            candidacy = writing.get(Candidacy, candidacy_id)
            candidacy.attempts += 1
            candidacy.last_attempt_on, candidacy.call_result = on, result
            if result is CallResult.NOT_INTERESTED:
                candidacy.leave(LeavingReason.NOT_INTERESTED, on)
            elif result is CallResult.YES and candidacy.state is CandidacyState.RECEIVED:
                candidacy.move(CandidacyState.CONTACTED, on)

    def answer(
        self, candidacy_id: UUID, criterion_id: UUID, answer: Answer | None, words: str | None = None
    ) -> Readiness:
        """Note an answer, and return the level that the candidate now has."""
        with self._store.writing(_("Answer of a candidate")) as writing:
            candidacy = writing.get(Candidacy, candidacy_id)
            query = select(CriterionAnswer).where(
                CriterionAnswer.candidacy_id == candidacy_id, CriterionAnswer.criterion_id == criterion_id
            )
            found = writing.session.scalars(query).one_or_none() or writing.add(
                CriterionAnswer(candidacy_id=candidacy_id, criterion_id=criterion_id)
            )
            found.answer, found.words = answer, words
            writing.session.flush()
            candidacy.readiness = _readiness(writing, candidacy)
        return candidacy.readiness

    def prepare(
        self, candidacy_ids: Sequence[UUID], scheme: Scheme, start: date | None, end: date | None, title: str = ""
    ) -> list[UUID]:
        """Make what prepares hires a planned step of each person’s pathway, as one action; return the steps.

        What the sessions showed already is told to a step of recruitment by simulation.

        Raises:
            Invalid: the scheme prepares no hire, or its last day comes before the first.
        """
        if scheme not in PREPARATIONS:
            raise Invalid("scheme", _("This scheme does not prepare a hire."))
        if start and end and end < start:
            raise Invalid("end", _("The last day comes before the first."))
        with self._store.writing(_("Preparation added to the pathway")) as writing:
            return [_prepare(writing, each, scheme, (start, end), title) for each in _all(writing, candidacy_ids)]


def _prepare(
    writing: Writing, candidacy: Candidacy, scheme: Scheme, days: tuple[date | None, date | None], title: str
) -> UUID:
    start, end = days
    step = writing.add(
        Step(person_id=candidacy.person_id, scheme=scheme, title=title, planned_start=start, planned_end=end)
    )
    writing.session.flush()
    candidacy.step_id = step.id
    for seat in writing.session.scalars(select(Seat).where(Seat.candidacy_id == candidacy.id)).all():
        tell_mrs_step(writing, seat)
    return step.id


def _all(writing: Writing, candidacy_ids: Iterable[UUID]) -> list[Candidacy]:
    return [writing.get(Candidacy, each) for each in candidacy_ids]


def _settle_hire(writing: Writing, candidacy: Candidacy, on: date) -> None:
    """Write what a hire brings about."""
    write_job_step(writing, candidacy)
    _plan_checks(writing, candidacy, candidacy.hired_on or on)
    _make_others_obsolete(writing, candidacy, on)


def _plan_checks(writing: Writing, candidacy: Candidacy, on: date) -> None:
    planned = set(writing.session.scalars(select(KeptCheck.months).where(KeptCheck.candidacy_id == candidacy.id)))
    for months in KEPT_MONTHS:
        if months not in planned:
            writing.add(KeptCheck(candidacy_id=candidacy.id, months=months, due_on=add_months(on, months)))


def _make_others_obsolete(writing: Writing, hired: Candidacy, on: date) -> None:
    query = select(Candidacy).where(Candidacy.person_id == hired.person_id, Candidacy.id != hired.id)
    for other in writing.session.scalars(query):
        if other.is_alive:
            other.leave(LeavingReason.HIRED_ELSEWHERE, on, because=hired.id)


def _cancel_hire(writing: Writing, candidacy: Candidacy, on: date) -> None:
    """Take away what a hire that did not hold had planned, and give the person her other candidacies back."""
    if candidacy.state is not CandidacyState.HIRED:
        return
    session = writing.session
    remove_job_step(writing, candidacy)
    for check in session.scalars(select(KeptCheck).where(KeptCheck.candidacy_id == candidacy.id)):
        if check.checked_on is None:
            writing.delete(check)
    for other in session.scalars(select(Candidacy).where(Candidacy.hired_by_id == candidacy.id)):
        other.come_back(on)


def _readiness(writing: Writing, candidacy: Candidacy) -> Readiness:
    session = writing.session
    criteria = session.scalars(select(Criterion).where(Criterion.recruitment_id == candidacy.recruitment_id)).all()
    answers = {
        each.criterion_id: each.answer
        for each in session.scalars(select(CriterionAnswer).where(CriterionAnswer.candidacy_id == candidacy.id))
    }
    return sort(criteria, answers).readiness
