"""What the account of a recruitment counts: each candidate, nameless, with how far she came and whence."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from caseflow.domain.candidacy import Candidacy, CandidacySource, CandidacyState, LeavingReason
from caseflow.domain.meeting import Meeting, Seat, SeatStatus
from caseflow.domain.person import Person, SituationFact
from caseflow.domain.priority import PriorityPublic, PublicKind, priority_publics
from caseflow.domain.recruitment import Prescriber
from caseflow.domain.rules import Rules
from caseflow.domain.zones import commune_of

ORDER = tuple(state for state in CandidacyState if state is not CandidacyState.LEFT)
"""The states in the order in which one comes through them."""
_ATTENDED = (SeatStatus.PRESENT, SeatStatus.WALKED_IN)


@dataclass(frozen=True)
class Applicant:
    """One candidate of a recruitment."""

    furthest: CandidacyState
    """How far she came, whether or not she stopped there."""
    is_hired: bool
    reason: LeavingReason | None
    """Why she stopped; None for whoever did not."""
    received_on: date
    met_on: date | None
    """The day of the first meeting that she attended."""
    hired_on: date | None
    job_id: UUID | None
    insee: str | None
    prescribers: tuple[str, ...]
    publics: frozenset[PublicKind]
    """The priority publics she belonged to on the day she was sent."""

    def reached(self, state: CandidacyState) -> bool:
        """Tell whether she came at least that far."""
        return ORDER.index(self.furthest) >= ORDER.index(state)


def read_applicants(session: Session, recruitment_id: UUID, rules: Rules) -> tuple[Applicant, ...]:
    """Return every candidate of a recruitment."""
    here = Candidacy.recruitment_id == recruitment_id
    senders = _listed(
        session,
        select(CandidacySource.candidacy_id, Prescriber.name)
        .join(Candidacy, Candidacy.id == CandidacySource.candidacy_id)
        .join(Prescriber, Prescriber.id == CandidacySource.prescriber_id)
        .where(here)
        .order_by(Prescriber.name)
        .distinct(),
    )
    met = _listed(
        session,
        select(Seat.candidacy_id, func.min(Meeting.held_on))
        .join(Meeting, Meeting.id == Seat.meeting_id)
        .where(Meeting.recruitment_id == recruitment_id, Seat.status.in_(_ATTENDED))
        .group_by(Seat.candidacy_id),
    )
    facts = _listed(
        session,
        select(SituationFact.person_id, SituationFact)
        .join(Candidacy, Candidacy.person_id == SituationFact.person_id)
        .where(here),
    )
    query = select(Candidacy, Person).join(Person, Person.id == Candidacy.person_id).where(here)
    return tuple(
        _applicant(
            candidacy,
            person,
            met_on=next(iter(met[candidacy.id]), None),
            prescribers=tuple(senders[candidacy.id]),
            publics=priority_publics(person, facts[person.id], rules, candidacy.received_on),
        )
        for candidacy, person in session.execute(query)
    )


def _applicant(
    candidacy: Candidacy,
    person: Person,
    met_on: date | None,
    prescribers: tuple[str, ...],
    publics: Sequence[PriorityPublic],
) -> Applicant:
    has_left = candidacy.state is CandidacyState.LEFT
    return Applicant(
        furthest=(candidacy.left_from or CandidacyState.RECEIVED) if has_left else candidacy.state,
        is_hired=candidacy.state is CandidacyState.HIRED,
        reason=candidacy.leaving_reason,
        received_on=candidacy.received_on,
        met_on=met_on,
        hired_on=candidacy.hired_on,
        job_id=candidacy.job_id,
        insee=commune_of(person.insee_code) if person.insee_code else None,
        prescribers=prescribers,
        publics=frozenset(public.kind for public in publics),
    )


def _listed(session: Session, query: Select[*tuple[Any, ...]]) -> defaultdict[UUID, list[Any]]:
    """Return what stands in the second column, by the first."""
    found = defaultdict[UUID, list[Any]](list)
    for key, value in session.execute(query):
        found[key].append(value)
    return found
