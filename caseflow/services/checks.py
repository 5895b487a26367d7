"""What the trade says of the whole store: dates out of order, two stays at once, steps tied to somebody else.

Nothing here stops a save; a counsellor mends it in the record. The file, its keys and its links are `store.check`'s.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, exists, or_, select

from caseflow.domain.enrolment import Enrolment, EnrolmentSuspension, ReferentAssignment
from caseflow.domain.iae import IaePass, PassProlongation, PassSuspension
from caseflow.domain.interview import Appointment, Interview, InterviewPerson, Medium
from caseflow.domain.pathway import Step
from caseflow.domain.person import Person, SituationFact
from caseflow.domain.referral import IN_ORDER, Referral, ReferralState
from caseflow.i18n import N_, _
from caseflow.store.check import Area, Finding
from caseflow.store.prepared import second
from caseflow.store.store import Store

_OTHER_STAY = second(Enrolment)
_OTHER_ASSIGNMENT = second(ReferentAssignment)
_LINKED = second(Step)
_SAME_PERSON = second(InterviewPerson)


def _ends_before(since: SQLColumnExpression[Any], until: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    return and_(since.is_not(None), until.is_not(None), until < since)


def _days(earlier: str, later: str) -> tuple[SQLColumnExpression[Any], SQLColumnExpression[Any]]:
    return getattr(Referral, earlier), getattr(Referral, later)


_CHECKS: tuple[tuple[str, str, Select[Any]], ...] = (
    (
        "step",
        N_("{count} steps end before they start."),
        select(Step.id).where(
            or_(_ends_before(Step.started_on, Step.ended_on), _ends_before(Step.planned_start, Step.planned_end))
        ),
    ),
    (
        "step",
        N_("{count} steps begin before the birth of the person."),
        select(Step.id).join(Person, Person.id == Step.person_id).where(Step.started_on < Person.birth_date),
    ),
    (
        "step",
        N_("{count} steps are tied to a stay or a step of somebody else."),
        select(Step.id)
        .outerjoin(Enrolment, Enrolment.id == Step.enrolment_id)
        .outerjoin(_LINKED, _LINKED.id == Step.linked_step_id)
        .where(or_(Enrolment.person_id != Step.person_id, _LINKED.person_id != Step.person_id)),
    ),
    (
        "enrolment",
        N_("{count} stays in the PLIE end before they start."),
        select(Enrolment.id).where(_ends_before(Enrolment.entered_on, Enrolment.exited_on)),
    ),
    (
        "enrolment",
        N_("{count} stays in the PLIE overlap another one of the same person."),
        select(Enrolment.id)
        .join(_OTHER_STAY, and_(_OTHER_STAY.person_id == Enrolment.person_id, _OTHER_STAY.id < Enrolment.id))
        .where(
            or_(Enrolment.exited_on.is_(None), Enrolment.exited_on > _OTHER_STAY.entered_on),
            or_(_OTHER_STAY.exited_on.is_(None), _OTHER_STAY.exited_on > Enrolment.entered_on),
            Enrolment.entered_on.is_not(None),
            _OTHER_STAY.entered_on.is_not(None),
        )
        .distinct(),
    ),
    (
        "enrolment_suspension",
        N_("{count} suspensions of support end before they start."),
        select(EnrolmentSuspension.id).where(_ends_before(EnrolmentSuspension.since, EnrolmentSuspension.until)),
    ),
    (
        "referent_assignment",
        N_("{count} stays have two referents at once."),
        select(ReferentAssignment.id)
        .join(
            _OTHER_ASSIGNMENT,
            and_(
                _OTHER_ASSIGNMENT.enrolment_id == ReferentAssignment.enrolment_id,
                _OTHER_ASSIGNMENT.id < ReferentAssignment.id,
            ),
        )
        .where(
            or_(ReferentAssignment.until.is_(None), ReferentAssignment.until >= _OTHER_ASSIGNMENT.since),
            or_(_OTHER_ASSIGNMENT.until.is_(None), _OTHER_ASSIGNMENT.until >= ReferentAssignment.since),
        )
        .distinct(),
    ),
    (
        "situation_fact",
        N_("{count} situations end before they start."),
        select(SituationFact.id).where(_ends_before(SituationFact.since, SituationFact.until)),
    ),
    (
        "iae_pass_suspension",
        N_("{count} suspensions of a PASS IAE end before they start, or begin before the PASS."),
        select(PassSuspension.id)
        .join(IaePass, IaePass.id == PassSuspension.pass_id)
        .where(
            or_(_ends_before(PassSuspension.since, PassSuspension.until), PassSuspension.since < IaePass.started_on)
        ),
    ),
    (
        "iae_pass_prolongation",
        N_("{count} prolongations of a PASS IAE end before they start."),
        select(PassProlongation.id).where(_ends_before(PassProlongation.since, PassProlongation.until)),
    ),
    (
        "interview",
        N_("{count} interviews are with nobody."),
        select(Interview.id).where(
            Interview.medium.not_in((Medium.PHONE, Medium.THIRD_PARTY)),  # a call may be of nobody on file
            Interview.caller.is_(None),
            ~exists().where(InterviewPerson.interview_id == Interview.id),
        ),
    ),
    (
        "interview_person",
        N_("{count} people are twice in the same interview."),
        select(InterviewPerson.id)
        .join(
            _SAME_PERSON,
            and_(
                _SAME_PERSON.interview_id == InterviewPerson.interview_id,
                _SAME_PERSON.person_id == InterviewPerson.person_id,
                _SAME_PERSON.id < InterviewPerson.id,
            ),
        )
        .distinct(),
    ),
    (
        "appointment",
        N_("{count} appointments were given in an interview with somebody else."),
        select(Appointment.id).where(
            exists().where(InterviewPerson.interview_id == Appointment.interview_id),
            ~exists().where(
                InterviewPerson.interview_id == Appointment.interview_id,
                InterviewPerson.person_id == Appointment.person_id,
            ),
        ),
    ),
    (
        "referral",
        N_("{count} referrals have dates out of order."),
        select(Referral.id).where(or_(*(_ends_before(*_days(earlier, later)) for earlier, later, *_rest in IN_ORDER))),
    ),
    (
        "referral",
        N_("{count} referrals were sent without the person’s agreement, or declined without a reason."),
        select(Referral.id).where(
            or_(
                and_(Referral.sent_on.is_not(None), Referral.consent_on.is_(None)),
                and_(Referral.state == ReferralState.REFUSED, Referral.refusal.is_(None)),
            )
        ),
    ),
)
"""For each rule: the table, the sentence, and the query that finds what breaks it."""


def check_rules(store: Store) -> Iterator[Finding]:
    """Yield what the trade finds wrong, one finding a rule, with the rows concerned."""
    from caseflow.services.barrier_checks import barrier_checks  # reads the lists of themes

    with store.reading() as session:
        for table, sentence, query in (*_CHECKS, *barrier_checks()):
            rows = session.execute(query).scalars().all()
            if rows:
                message = _(sentence).format(count=len(rows))
                yield Finding(Area.RULES, message, is_serious=False, table=table, rows=tuple(str(row) for row in rows))
