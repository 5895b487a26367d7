"""All that is stored about one person's pathway, read at once, as the rules take it. It never leaves the services."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from caseflow.domain.counsellor import Counsellor
from caseflow.domain.enrolment import Enrolment, EnrolmentSuspension, ReferentAssignment
from caseflow.domain.flags import Pathway
from caseflow.domain.iae import IaePass, PassProlongation, PassSuspension
from caseflow.domain.pathway import MrsResult, Step
from caseflow.domain.person import ContactPoint, Person, SituationFact
from caseflow.store.prepared import KEY, Things
from caseflow.store.store import missing


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


def read_dossier(cursor: Any, person_id: UUID) -> Dossier:
    """Read all that a record holds, with a cursor of `Store.reading_rows`.

    Raises:
        Missing: the person is no longer there.
    """
    person = _PERSON.first(cursor, person_id)
    if person is None:
        raise missing()
    enrolments = _ENROLMENTS.all(cursor, person_id)
    steps = _STEPS.all(cursor, person_id)
    passes = _PASSES.all(cursor, person_id)
    assignments = _ASSIGNMENTS.all(cursor, person_id) if enrolments else []
    suspensions = _SUSPENSIONS.all(cursor, person_id) if enrolments else []
    counsellors = _COUNSELLORS.all(cursor, person_id) if assignments else []
    pathway = Pathway(
        person=person,
        enrolments=tuple(
            sorted(enrolments, key=lambda stay: (stay.entered_on or stay.referred_on or date.max, stay.id))
        ),
        suspensions=tuple(sorted(suspensions, key=lambda each: each.since)),
        steps=tuple(sorted(steps, key=lambda step: (step.start or date.max, step.end or date.max, step.id))),
        passes=tuple(sorted(passes, key=lambda approval: approval.started_on)),
        pass_suspensions=tuple(_PASS_SUSPENSIONS.all(cursor, person_id)) if passes else (),
        pass_prolongations=tuple(_PASS_PROLONGATIONS.all(cursor, person_id)) if passes else (),
        facts=tuple(_FACTS.all(cursor, person_id)),
    )
    return Dossier(
        pathway=pathway,
        contacts=tuple(sorted(_CONTACTS.all(cursor, person_id), key=lambda point: (point.rank, point.id))),
        assignments=tuple(sorted(assignments, key=lambda each: each.since)),
        mrs_results=tuple(_MRS_RESULTS.all(cursor, person_id)) if steps else (),
        counsellors={counsellor.id: counsellor for counsellor in counsellors},
    )


_STAYS_OF = select(Enrolment.id).where(Enrolment.person_id == KEY)
_PASSES_OF = select(IaePass.id).where(IaePass.person_id == KEY)
_STEPS_OF = select(Step.id).where(Step.person_id == KEY)
_REFERENTS_OF = select(ReferentAssignment.counsellor_id).where(ReferentAssignment.enrolment_id.in_(_STAYS_OF))

_PERSON = Things(Person, Person.id == KEY)
_CONTACTS = Things(ContactPoint, ContactPoint.person_id == KEY)
_FACTS = Things(SituationFact, SituationFact.person_id == KEY)
_ENROLMENTS = Things(Enrolment, Enrolment.person_id == KEY)
_ASSIGNMENTS = Things(ReferentAssignment, ReferentAssignment.enrolment_id.in_(_STAYS_OF))
_SUSPENSIONS = Things(EnrolmentSuspension, EnrolmentSuspension.enrolment_id.in_(_STAYS_OF))
_COUNSELLORS = Things(Counsellor, Counsellor.id.in_(_REFERENTS_OF))
_STEPS = Things(Step, Step.person_id == KEY)
_MRS_RESULTS = Things(MrsResult, MrsResult.step_id.in_(_STEPS_OF))
_PASSES = Things(IaePass, IaePass.person_id == KEY)
_PASS_SUSPENSIONS = Things(PassSuspension, PassSuspension.pass_id.in_(_PASSES_OF))
_PASS_PROLONGATIONS = Things(PassProlongation, PassProlongation.pass_id.in_(_PASSES_OF))
