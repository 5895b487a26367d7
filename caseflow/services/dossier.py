"""All that is stored about one person's pathway, read at once, as the rules take it. It never leaves the services."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from caseflow.domain.base import Entity
from caseflow.domain.counsellor import Counsellor
from caseflow.domain.enrolment import Enrolment, EnrolmentSuspension, ReferentAssignment
from caseflow.domain.flags import Pathway
from caseflow.domain.iae import IaePass, PassProlongation, PassSuspension
from caseflow.domain.pathway import MrsResult, Step
from caseflow.domain.person import ContactPoint, Person, SituationFact
from caseflow.store.store import get

Row = TypeVar("Row", bound=Entity)


@dataclass(frozen=True)
class Dossier:
    """The pathway as the rules read it, and what only the reader of a record needs."""

    pathway: Pathway
    contacts: tuple[ContactPoint, ...]
    assignments: tuple[ReferentAssignment, ...]
    mrs_results: tuple[MrsResult, ...]
    counsellors: dict[UUID, Counsellor]

    @property
    def person(self) -> Person:
        """Whose record it is."""
        return self.pathway.person

    @property
    def latest_stay(self) -> Enrolment | None:
        """The stay in the PLIE that counts: the last one entered, else the last referral."""
        entered = [stay for stay in self.pathway.enrolments if stay.entered_on is not None]
        stays = entered or list(self.pathway.enrolments)
        return stays[-1] if stays else None

    def referent(self, on: date) -> Counsellor | None:
        """Return who answers for the person on a day; of one who has left, the last who did."""
        known = [each for each in self.assignments if each.since <= on]
        return self.counsellors[known[-1].counsellor_id] if known else None


def read_dossier(session: Session, person_id: UUID) -> Dossier:
    """Read all that a record holds, in a dozen short queries.

    Raises:
        Missing: the person is no longer there.
    """
    person = get(session, Person, person_id)
    enrolments = _of(session, Enrolment, Enrolment.person_id, [person_id])
    stays = [stay.id for stay in enrolments]
    passes = _of(session, IaePass, IaePass.person_id, [person_id])
    pass_ids = [approval.id for approval in passes]
    steps = _of(session, Step, Step.person_id, [person_id])
    suspensions = _of(session, EnrolmentSuspension, EnrolmentSuspension.enrolment_id, stays)
    assignments = _of(session, ReferentAssignment, ReferentAssignment.enrolment_id, stays)
    contacts = _of(session, ContactPoint, ContactPoint.person_id, [person_id])
    counsellors = _of(session, Counsellor, Counsellor.id, [each.counsellor_id for each in assignments])
    pathway = Pathway(
        person=person,
        enrolments=tuple(
            sorted(enrolments, key=lambda stay: (stay.entered_on or stay.referred_on or date.max, stay.id))
        ),
        suspensions=tuple(sorted(suspensions, key=lambda each: each.since)),
        steps=tuple(sorted(steps, key=lambda step: (step.start or date.max, step.end or date.max, step.id))),
        passes=tuple(sorted(passes, key=lambda approval: approval.started_on)),
        pass_suspensions=_of(session, PassSuspension, PassSuspension.pass_id, pass_ids),
        pass_prolongations=_of(session, PassProlongation, PassProlongation.pass_id, pass_ids),
        facts=_of(session, SituationFact, SituationFact.person_id, [person_id]),
    )
    return Dossier(
        pathway=pathway,
        contacts=tuple(sorted(contacts, key=lambda point: (point.rank, point.id))),
        assignments=tuple(sorted(assignments, key=lambda each: each.since)),
        mrs_results=_of(session, MrsResult, MrsResult.step_id, [step.id for step in steps]),
        counsellors={counsellor.id: counsellor for counsellor in counsellors},
    )


def _of(
    session: Session, kind: type[Row], column: InstrumentedAttribute[UUID], parents: Sequence[UUID]
) -> tuple[Row, ...]:
    if not parents:
        return ()
    found: Sequence[Row] = session.scalars(_query(kind, column), {"parents": parents}).all()
    return tuple(found)


@cache
def _query(kind: type[Entity], column: InstrumentedAttribute[UUID]) -> Select[Any]:
    """Return the question, made once: making it takes as long as asking it."""
    return select(kind).where(column.in_(bindparam("parents", expanding=True)))
