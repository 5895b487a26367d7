"""People, stays, steps and passes that are valid by default: a test states only what matters to it."""

from datetime import date
from typing import Any

from caseflow.domain import kinds  # noqa: F401 - the whole schema
from caseflow.domain.base import new_id
from caseflow.domain.enrolment import Enrolment, EnrolmentSuspension
from caseflow.domain.iae import IaePass, PassProlongation, PassProlongationReason, PassSuspension
from caseflow.domain.pathway import Step, StepState
from caseflow.domain.person import FactKind, Person, SituationFact
from caseflow.domain.scheme import Scheme

TODAY = date(2026, 11, 23)


def person(**values: Any) -> Person:
    return Person(**{"file_number": "B-000001", "last_name": "Benali", "birth_date": date(1988, 3, 4)} | values)


def stay(**values: Any) -> Enrolment:
    return Enrolment(**{"person_id": new_id(), "entered_on": date(2026, 1, 5)} | values)


def pause(enrolment: Enrolment, since: date, until: date | None = None) -> EnrolmentSuspension:
    return EnrolmentSuspension(enrolment_id=enrolment.id, since=since, until=until)


def step(scheme: Scheme = Scheme.TRAINING, start: date | None = None, end: date | None = None, **values: Any) -> Step:
    """A step lived through: done when it has an end, in progress otherwise."""
    state = StepState.IN_PROGRESS if end is None else StepState.DONE
    defaults = {"person_id": new_id(), "scheme": scheme, "state": state, "started_on": start, "ended_on": end}
    return Step(**defaults | values)


def approval(started_on: date = date(2025, 1, 1), **values: Any) -> IaePass:
    return IaePass(**{"person_id": new_id(), "number": "999992500001", "started_on": started_on} | values)


def suspension(of: IaePass, since: date, until: date | None = None) -> PassSuspension:
    return PassSuspension(pass_id=of.id, since=since, until=until)


def prolongation(
    of: IaePass, since: date, until: date, reason: PassProlongationReason = PassProlongationReason.COMPLETE_TRAINING
) -> PassProlongation:
    return PassProlongation(pass_id=of.id, since=since, until=until, reason=reason)


def fact(kind: FactKind, **values: Any) -> SituationFact:
    return SituationFact(**{"person_id": new_id(), "kind": kind} | values)
