"""Tell each prescriber what became of the people it sent, and of nobody else; what it was not yet told stands out."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from caseflow.domain.candidacy import Candidacy, CandidacySource, CandidacyState, Disclosure, LeavingReason
from caseflow.domain.labels import label
from caseflow.domain.person import Person
from caseflow.domain.recruitment import Invitation, Prescriber, Recruitment, RecruitmentJob
from caseflow.i18n import _
from caseflow.services.meeting_views import who_writes
from caseflow.services.summaries import ContactLine
from caseflow.store.store import Store, get

FIELDS = ("last_name", "first_name", "birth_date", "job", "state", "since", "reason", "is_news")
"""What a prescriber is told of each person it sent: it knows who she is, and nothing else of her file is added."""


@dataclass(frozen=True)
class FeedbackLine:
    """One person whom a prescriber sent."""

    candidacy_id: UUID
    last_name: str = field(repr=False)
    first_name: str = field(repr=False)
    birth_date: date | None = field(repr=False)
    job: str
    state: CandidacyState
    since: date | None
    reason: LeavingReason | None
    told_on: date | None
    is_news: bool
    """The prescriber has not heard of this state yet."""

    def as_row(self) -> dict[str, Any]:
        """Return the line as a file writes it: the words of `FIELDS`."""
        return {
            "last_name": self.last_name,
            "first_name": self.first_name,
            "birth_date": self.birth_date,
            "job": self.job,
            "state": label(self.state),
            "since": self.since,
            "reason": label(self.reason) if self.reason else "",
            "is_news": _("new") if self.is_news else "",
        }


@dataclass(frozen=True)
class Feedback:
    """All that one prescriber is told of one recruitment."""

    prescriber_id: UUID
    prescriber: str
    email: str
    recruitment: str
    code: str
    quota: int | None
    employer: str
    agency: str
    contact: ContactLine
    """Whom the prescriber may call."""
    lines: tuple[FeedbackLine, ...]

    @property
    def told_on(self) -> date | None:
        """When the prescriber last heard of them."""
        return max((line.told_on for line in self.lines if line.told_on), default=None)

    @property
    def tells_news(self) -> bool:
        """Tell whether there is an earlier feedback, since which something may be new."""
        return self.told_on is not None

    @property
    def headings(self) -> tuple[tuple[str, str], ...]:
        """Return the fields that are told of each person with their words, in order."""
        words = (
            _("Last name"), _("First name"), _("Birth date"), _("Job"), _("Where it stands"), _("Since"), _("Reason"),
            _("Since the last time"),
        )  # fmt: skip
        return tuple(zip(FIELDS, words, strict=True))[: None if self.tells_news else -1]

    @property
    def news(self) -> int:
        """How many people have a state that the prescriber does not know."""
        return sum(line.is_news for line in self.lines)

    @property
    def counts(self) -> Counter[CandidacyState]:
        """How many people are in each state."""
        return Counter(line.state for line in self.lines)


class Feedbacks:
    """Prepares what prescribers are told, and remembers that they were."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, recruitment_id: UUID) -> tuple[Feedback, ...]:
        """Return what each prescriber who sent somebody, or was invited, is to be told; by name.

        Raises:
            Missing: the recruitment is no longer there.
        """
        with self._store.reading() as session:
            recruitment = get(session, Recruitment, recruitment_id)
            invited = {
                each.prescriber_id: each
                for each in session.scalars(select(Invitation).where(Invitation.recruitment_id == recruitment_id))
            }
            lines = _lines(session, recruitment_id)
            agency, contact = who_writes(session, recruitment)
            query = select(Prescriber).where(Prescriber.id.in_({*invited, *lines})).order_by(Prescriber.name)
            return tuple(
                Feedback(
                    prescriber_id=each.id,
                    prescriber=each.name,
                    email=each.email or "",
                    recruitment=recruitment.title,
                    code=recruitment.code,
                    quota=invited[each.id].quota if each.id in invited else None,
                    employer=recruitment.employer,
                    agency=agency.name,
                    contact=contact,
                    lines=tuple(lines.get(each.id, ())),
                )
                for each in session.scalars(query)
            )

    def told(self, recruitment_id: UUID, feedbacks: Iterable[Feedback], on: date) -> None:
        """Remember that prescribers were told these very states, and log what was handed over: one action."""
        with self._store.writing(_("Prescribers told")) as writing:
            for each in feedbacks:
                states = {line.candidacy_id: line.state for line in each.lines}
                query = select(CandidacySource).where(CandidacySource.prescriber_id == each.prescriber_id)
                for source in writing.session.scalars(query):
                    if source.candidacy_id in states:
                        source.told_state, source.told_on = states[source.candidacy_id], on
                invitation = writing.session.scalars(
                    select(Invitation).where(
                        Invitation.recruitment_id == recruitment_id, Invitation.prescriber_id == each.prescriber_id
                    )
                ).one_or_none()
                if invitation is not None:
                    invitation.told_on = on
                writing.add(
                    Disclosure(
                        recruitment_id=recruitment_id,
                        on_day=on,
                        recipient=each.prescriber,
                        purpose=_("What became of the people sent"),
                        fields=json.dumps([key for key, _words in each.headings]),
                        people=len(each.lines),
                    )
                )


def _lines(session: Session, recruitment_id: UUID) -> dict[UUID, list[FeedbackLine]]:
    """Return what is told of each person, by the prescribers who sent her."""
    query = (
        select(CandidacySource, Candidacy, Person.last_name, Person.first_name, Person.birth_date, RecruitmentJob.title)
        .join(Candidacy, Candidacy.id == CandidacySource.candidacy_id)
        .join(Person, Person.id == Candidacy.person_id)
        .outerjoin(RecruitmentJob, RecruitmentJob.id == Candidacy.job_id)
        .where(Candidacy.recruitment_id == recruitment_id)
        .order_by(Person.sort_name, Person.id)
    )
    found: dict[UUID, list[FeedbackLine]] = {}
    for row in session.execute(query):
        if row[0].prescriber_id is not None:
            found.setdefault(row[0].prescriber_id, []).append(_line(row))
    return found


def _line(row: Row[*tuple[Any, ...]]) -> FeedbackLine:
    source, candidacy, last_name, first_name, birth_date, job = row
    return FeedbackLine(
        candidacy_id=candidacy.id,
        last_name=last_name,
        first_name=first_name,
        birth_date=birth_date,
        job=job or "",
        state=candidacy.state,
        since=candidacy.state_since,
        reason=candidacy.leaving_reason,
        told_on=source.told_on,
        is_news=source.told_state is not candidacy.state,
    )
