"""Draw up the list that an employer is handed: who may come, and nothing of why; what was handed over is logged."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.domain.candidacy import Candidacy, CandidacyState, Disclosure
from caseflow.domain.contact import shown_phone
from caseflow.domain.errors import Invalid
from caseflow.domain.labels import label
from caseflow.domain.meeting import Meeting, Seat, SeatStatus
from caseflow.domain.person import ContactKind, ContactPoint, Person
from caseflow.domain.recruitment import Recruitment, RecruitmentJob
from caseflow.i18n import _, current
from caseflow.store.store import Store, get

FIELDS = ("last_name", "first_name", "job", "meets_on")
"""What an employer may have of a candidate (RGPD art. 5, minimisation); nothing else of her file is ever read here."""
PHONE = "phone"
"""Handed over only where the counsellor says that the people agreed."""
_HOLDS = (SeatStatus.INVITED, SeatStatus.PRESENT, SeatStatus.WALKED_IN)
LISTED = tuple(state for state in CandidacyState if state is not CandidacyState.LEFT)
"""From which of these on people may be listed."""


@dataclass(frozen=True)
class EmployerQuery:
    """Who is listed, for whom, and why."""

    recipient: str
    purpose: str
    since_state: CandidacyState = CandidacyState.INTERVIEWED
    """Who came at least this far, and is still in."""
    with_phones: bool = False
    """The people listed agreed that the employer has their number."""

    @property
    def fields(self) -> tuple[str, ...]:
        """Return what is handed over of each person."""
        return (*FIELDS, PHONE) if self.with_phones else FIELDS


@dataclass(frozen=True)
class EmployerList:
    """What is handed over."""

    recruitment_id: UUID
    code: str
    query: EmployerQuery
    rows: tuple[dict[str, Any], ...] = field(repr=False)


class EmployerLists:
    """Prepares lists for employers, and logs those that were handed over."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, recruitment_id: UUID, query: EmployerQuery, on: date) -> EmployerList:
        """Return the list.

        Raises:
            Invalid: nobody is on it, or nobody said for whom it is and why.
            Missing: the recruitment is no longer there.
        """
        for name, value, words in (
            ("recipient", query.recipient, _("Say to whom the list goes.")),
            ("purpose", query.purpose, _("Say what the list is for.")),
        ):
            if not value.strip():
                raise Invalid(name, words)
        with self._store.reading() as session:
            code = get(session, Recruitment, recruitment_id).code
            rows = _rows(session, recruitment_id, query, on)
        if not rows:
            raise Invalid("since_state", _("Nobody has come that far yet."))
        return EmployerList(recruitment_id, code, query, rows)

    def handed(self, listed: EmployerList, on: date) -> None:
        """Log that a list was handed over: to whom, why, which fields of how many people; never who."""
        with self._store.writing(_("List handed to the employer")) as writing:
            writing.add(
                Disclosure(
                    recruitment_id=listed.recruitment_id,
                    on_day=on,
                    recipient=listed.query.recipient.strip(),
                    purpose=listed.query.purpose.strip(),
                    fields=json.dumps(listed.query.fields),
                    people=len(listed.rows),
                )
            )


def headings(query: EmployerQuery) -> tuple[tuple[str, str], ...]:
    """Return the fields of a list with their words, in order."""
    words = (_("Last name"), _("First name"), _("Job"), _("Next meeting"), _("Phone"))
    return tuple(zip(query.fields, words, strict=False))


def _rows(session: Session, recruitment_id: UUID, query: EmployerQuery, on: date) -> tuple[dict[str, Any], ...]:
    states = LISTED[LISTED.index(query.since_state) :]
    found = session.execute(
        select(Candidacy.id, Candidacy.person_id, Person.last_name, Person.first_name, RecruitmentJob.title)
        .join(Person, Person.id == Candidacy.person_id)
        .outerjoin(RecruitmentJob, RecruitmentJob.id == Candidacy.job_id)
        .where(Candidacy.recruitment_id == recruitment_id, Candidacy.state.in_(states))
        .order_by(Person.sort_name, Person.id)
    ).all()
    meetings = _meetings(session, recruitment_id, on)
    phones = _phones(session, [row.person_id for row in found]) if query.with_phones else {}
    return tuple(
        {
            "last_name": row.last_name,
            "first_name": row.first_name,
            "job": row.title or "",
            "meets_on": meetings.get(row.id, ""),
            PHONE: phones.get(row.person_id, ""),
        }
        for row in found
    )


def _meetings(session: Session, recruitment_id: UUID, on: date) -> dict[UUID, str]:
    """Say when each candidate is next expected at a meeting."""
    query = (
        select(Seat.candidacy_id, Seat.slot_minute, Meeting.kind, Meeting.held_on, Meeting.at_minute)
        .join(Meeting, Meeting.id == Seat.meeting_id)
        .where(
            Meeting.recruitment_id == recruitment_id,
            Meeting.held_on >= on,
            Seat.status.in_(_HOLDS),
        )
        .order_by(Meeting.held_on.desc(), Meeting.at_minute.desc())
    )
    found: dict[UUID, str] = {}
    for row in session.execute(query):
        minute = row.slot_minute if row.slot_minute is not None else row.at_minute
        hour = current().hour(minute) if minute is not None else ""
        found[row.candidacy_id] = " ".join(filter(None, (label(row.kind), current().date(row.held_on), hour)))
    return found


def _phones(session: Session, people: Sequence[UUID]) -> dict[UUID, str]:
    query = (
        select(ContactPoint.person_id, ContactPoint.value)
        .where(ContactPoint.kind == ContactKind.PHONE, ContactPoint.person_id.in_(people))
        .order_by(ContactPoint.rank.desc(), ContactPoint.id.desc())
    )
    return {row.person_id: shown_phone(row.value) for row in session.execute(query)}
