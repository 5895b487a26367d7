"""What a list of people shows of each of them, as SQL: one expression, to sort by and to read."""

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, SQLColumnExpression, String, case, func, or_, select

from caseflow.domain.barrier import SENSITIVE_THEMES, Barrier, Theme
from caseflow.domain.counsellor import Counsellor
from caseflow.domain.enrolment import Enrolment, ReferentAssignment
from caseflow.domain.interview import Appointment, AppointmentStatus, Interview, InterviewPerson
from caseflow.domain.pathway import Step, StepState
from caseflow.domain.person import ContactKind, ContactPoint, Person
from caseflow.store.journal import operation_table

OPEN_THEMES = tuple(theme for theme in Theme if theme not in SENSITIVE_THEMES)
LEVEL_UNIT = 1_000
"""More barriers than anybody has."""


def current_step(what: SQLColumnExpression[Any]) -> ScalarSelect[Any]:
    """Return something of the step under way, the latest begun."""
    return (
        select(what)
        .where(Step.person_id == Person.id, Step.state == StepState.IN_PROGRESS)
        .order_by(Step.started_on.desc(), Step.id)
        .limit(1)
        .correlate(Person)
        .scalar_subquery()
    )


def entered_on() -> ScalarSelect[Any]:
    """Return the day of the last entry."""
    return (
        select(func.max(Enrolment.entered_on))
        .where(Enrolment.person_id == Person.id)
        .correlate(Person)
        .scalar_subquery()
    )


def exited_on() -> ScalarSelect[Any]:
    """Return the day of the last exit."""
    return (
        select(func.max(Enrolment.exited_on))
        .where(Enrolment.person_id == Person.id)
        .correlate(Person)
        .scalar_subquery()
    )


def referent(on: ColumnElement[Any], what: SQLColumnExpression[Any] = Counsellor.name) -> ScalarSelect[Any]:
    """Return the name of the referent on a day, or something else of her."""
    return (
        select(what)
        .join(ReferentAssignment, ReferentAssignment.counsellor_id == Counsellor.id)
        .join(Enrolment, ReferentAssignment.enrolment_id == Enrolment.id)
        .where(
            Enrolment.person_id == Person.id,
            or_(ReferentAssignment.until.is_(None), ReferentAssignment.until >= on),
        )
        .order_by(ReferentAssignment.since.desc(), ReferentAssignment.id)
        .limit(1)
        .correlate(Person)
        .scalar_subquery()
    )


def next_date(on: ColumnElement[Any]) -> ScalarSelect[Any]:
    """Return the next day that asks for something: a planned step that begins, or one under way that ends."""
    ahead = case(
        (Step.state == StepState.PLANNED, Step.planned_start), else_=func.coalesce(Step.ended_on, Step.planned_end)
    )
    return (
        select(func.min(ahead))
        .where(
            Step.person_id == Person.id,
            Step.state.in_((StepState.PLANNED, StepState.IN_PROGRESS)),
            ahead >= on,
        )
        .correlate(Person)
        .scalar_subquery()
    )


def last_contact(on: ColumnElement[Any]) -> SQLColumnExpression[Any]:
    """Return the day of the last contact: an interview, a call or a mail noted, or an appointment honoured."""
    noted = (
        select(func.max(Interview.held_on))
        .join(InterviewPerson, InterviewPerson.interview_id == Interview.id)
        .where(InterviewPerson.person_id == Person.id)
        .correlate(Person)
        .scalar_subquery()
    )
    honoured = (
        select(func.max(Appointment.held_on))
        .where(
            Appointment.person_id == Person.id,
            Appointment.held_on <= on,
            Appointment.status == AppointmentStatus.HONOURED,
        )
        .correlate(Person)
        .scalar_subquery()
    )
    latest = func.max(func.coalesce(noted, ""), func.coalesce(honoured, ""), type_=String)
    return func.nullif(latest, "", type_=String)


def phone() -> ScalarSelect[Any]:
    """Return the preferred phone number."""
    return (
        select(ContactPoint.value)
        .where(ContactPoint.person_id == Person.id, ContactPoint.kind == ContactKind.PHONE)
        .order_by(ContactPoint.rank, ContactPoint.id)
        .limit(1)
        .correlate(Person)
        .scalar_subquery()
    )


def barriers() -> ScalarSelect[Any]:
    """Return what weighs: the highest level of the open barriers, in thousands, and how many they are; None for none.

    Sensitive themes are never in a list, not even counted (RGPD art. 9 and 10). It is answered by one index alone.
    """
    return (
        select(func.max(Barrier.level) * LEVEL_UNIT + func.count())
        .where(Barrier.person_id == Person.id, is_open_barrier())
        .correlate(Person)
        .scalar_subquery()
    )


def is_open_barrier() -> ColumnElement[bool]:
    """Return the condition that a barrier weighs, and may be spoken of in a list."""
    return Barrier.lifted_on.is_(None) & Barrier.theme.in_(OPEN_THEMES)


def updated() -> ScalarSelect[Any]:
    """Return when the journal last wrote of the person's own row."""
    return (
        select(func.max(operation_table.c.mark))
        .where(operation_table.c.row_id == Person.id)
        .correlate(Person)
        .scalar_subquery()
    )
