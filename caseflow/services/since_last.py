"""« Depuis la dernière fois »: what happened since the last meeting, and what was promised, in a few sentences.

Counts and names of steps alone make the sentences; a sensitive theme is counted, never named.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from caseflow.domain.barrier import SENSITIVE_THEMES, Barrier, BarrierGoal, BarrierLevel, GoalState
from caseflow.domain.interview import Appointment, AppointmentStatus, CallOutcome, Interview, InterviewPerson, Medium
from caseflow.domain.labels import label, scheme_label
from caseflow.domain.pathway import Step, StepState
from caseflow.domain.referral import ANSWERED, Referral
from caseflow.domain.resource import Service
from caseflow.domain.support_labels import level_label
from caseflow.i18n import _, current, ngettext
from caseflow.services.referral_lines import is_sensitive

MEETINGS = (Medium.IN_PERSON, Medium.DROP_IN, Medium.PHONE, Medium.VIDEO, Medium.HOME_VISIT, Medium.OUTSIDE)
"""The ways in which two people speak together; a letter or a message left is no meeting."""
AHEAD_DAYS = 30
"""How far ahead what was promised is told."""
_NAMED = 2
"""How many steps or themes a sentence names."""


class Kind(StrEnum):
    """What may happen between two meetings."""

    ANSWER = "answer"
    NO_SHOW = "no_show"
    EXCUSED = "excused"
    CONTACT = "contact"
    STEP_ENDED = "step_ended"
    STEP_BEGUN = "step_begun"
    LIFTED = "lifted"
    NOTED = "noted"
    WORSE = "worse"
    BETTER = "better"


@dataclass(frozen=True)
class Happening:
    """One thing that happened."""

    kind: Kind
    on: date
    name: str
    """The step, the theme or the partner; empty where it is sensitive."""
    words: str
    """What is told of it by itself."""


@dataclass(frozen=True)
class SinceLast:
    """What a counsellor wants to know before the person sits down."""

    since: date | None
    """The day of the last meeting; None for somebody not met yet, of whom only what is planned is told."""
    happened: tuple[Happening, ...]
    """In the order of time."""
    promised: tuple[str, ...]
    """In the order of time; each says for when."""
    next_appointment: str = ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return it in three sentences at most."""
        return tuple(sentence for sentence in (_came(self), _weighs(self), _promised(self)) if sentence)


def since_last_time(session: Session, person_id: UUID, on: date) -> SinceLast:
    """Return what happened since the last meeting before a day, and what was promised."""
    last = last_meeting(session, person_id, on)
    asked = _Asked(session, person_id, last or on, on)
    happened = (*_answers(asked), *_missed(asked), *_other_contacts(asked), *_steps(asked), *_barriers(asked))
    appointments = [*_appointments(asked)]
    ahead = sorted((*appointments, *_goals(asked), *_planned(asked)))
    in_order = tuple(sorted(happened, key=lambda each: each.on)) if last else ()
    return SinceLast(
        last, in_order, tuple(words for _day, words in ahead), "".join(words for _day, words in appointments)
    )


def last_meeting(session: Session, person_id: UUID, before: date) -> date | None:
    """Return the day of the last meeting before another day: noted, or an appointment honoured."""
    noted = (
        select(func.max(Interview.held_on))
        .join(InterviewPerson, InterviewPerson.interview_id == Interview.id)
        .where(
            InterviewPerson.person_id == person_id,
            Interview.held_on < before,
            Interview.medium.in_(MEETINGS),
            or_(Interview.call_outcome.is_(None), Interview.call_outcome != CallOutcome.MESSAGE_LEFT),
        )
    )
    honoured = select(func.max(Appointment.held_on)).where(
        Appointment.person_id == person_id,
        Appointment.held_on < before,
        Appointment.status == AppointmentStatus.HONOURED,
    )
    days: list[date | None] = [session.execute(query).scalar_one() for query in (noted, honoured)]
    return max((day for day in days if day is not None), default=None)


@dataclass(frozen=True)
class _Asked:
    session: Session
    person_id: UUID
    last: date
    on: date

    def rows(self, query: Select[*tuple[Any, ...]]) -> Sequence[Any]:
        return self.session.execute(query).all()

    def between(self, day: Any) -> Any:
        """Return the condition that something happened after the last meeting, up to this day."""
        return (day > self.last) & (day <= self.on)


def _answers(asked: _Asked) -> Iterator[Happening]:
    query = (
        select(Referral, Service, Barrier.theme)
        .join(Service, Service.id == Referral.service_id)
        .outerjoin(Barrier, Barrier.id == Referral.barrier_id)
        .where(Referral.person_id == asked.person_id, Referral.state.in_(ANSWERED), asked.between(Referral.answered_on))
    )
    for referral, service, theme in asked.rows(query):
        is_hidden = theme in SENSITIVE_THEMES or is_sensitive(service)
        name = "" if is_hidden else service.structure_name or service.name
        who = name or _("a partner")
        words = _("Answer of {partner}: {state}").format(partner=who, state=label(referral.state).lower())
        yield Happening(Kind.ANSWER, referral.answered_on, name, words)


_MISSED = {AppointmentStatus.ABSENT: Kind.NO_SHOW, AppointmentStatus.EXCUSED: Kind.EXCUSED}


def _missed(asked: _Asked) -> Iterator[Happening]:
    query = select(Appointment.held_on, Appointment.status).where(
        Appointment.person_id == asked.person_id, Appointment.status.in_(_MISSED), asked.between(Appointment.held_on)
    )
    for day, status in asked.rows(query):
        words = _("Appointment: {status}").format(status=label(status).lower())
        yield Happening(_MISSED[status], day, "", words)


def _other_contacts(asked: _Asked) -> Iterator[Happening]:
    """Yield what passed without a meeting; a meeting of this very day is what is being prepared, or just noted."""
    query = (
        select(Interview.held_on, Interview.medium)
        .join(InterviewPerson, InterviewPerson.interview_id == Interview.id)
        .where(
            InterviewPerson.person_id == asked.person_id,
            asked.between(Interview.held_on),
            or_(Interview.medium.not_in(MEETINGS), Interview.call_outcome == CallOutcome.MESSAGE_LEFT),
        )
    )
    for day, medium in asked.rows(query):
        yield Happening(Kind.CONTACT, day, label(medium), label(medium))


def _steps(asked: _Asked) -> Iterator[Happening]:
    query = select(Step.scheme, Step.title, Step.started_on, Step.ended_on, Step.state).where(
        Step.person_id == asked.person_id, or_(asked.between(Step.started_on), asked.between(Step.ended_on))
    )
    for scheme, title, started, ended, state in asked.rows(query):
        name = title or scheme_label(scheme)
        if ended is not None and asked.last < ended <= asked.on:
            given_up = state is StepState.ABANDONED
            words = _("{step}: given up") if given_up else _("{step}: ended")
            yield Happening(Kind.STEP_ENDED, ended, name, words.format(step=name))
        if started is not None and asked.last < started <= asked.on:
            yield Happening(Kind.STEP_BEGUN, started, name, _("{step}: begun").format(step=name))


def _barriers(asked: _Asked) -> Iterator[Happening]:
    query = select(Barrier).where(Barrier.person_id == asked.person_id)
    for barrier in asked.session.scalars(query).all():
        name = "" if barrier.theme in SENSITIVE_THEMES else label(barrier.theme)
        what = name or _("Sensitive theme")
        if barrier.lifted_on is not None and asked.last < barrier.lifted_on <= asked.on:
            yield Happening(Kind.LIFTED, barrier.lifted_on, name, _("{theme}: lifted").format(theme=what))
        if asked.last < barrier.noted_on <= asked.on:
            yield Happening(Kind.NOTED, barrier.noted_on, name, _("{theme}: noted").format(theme=what))
        elif barrier.is_open:
            yield from _level(asked, barrier, name, what)


def _level(asked: _Asked, barrier: Barrier, name: str, what: str) -> Iterator[Happening]:
    query = select(BarrierLevel.since, BarrierLevel.level).where(BarrierLevel.barrier_id == barrier.id)
    levels = asked.rows(query.order_by(BarrierLevel.since, BarrierLevel.id))
    before = [level for since, level in levels if since <= asked.last]
    after = [(since, level) for since, level in levels if asked.last < since <= asked.on]
    if before and after and after[-1][1] != before[-1]:
        kind = Kind.WORSE if after[-1][1] > before[-1] else Kind.BETTER
        words = _("{theme}: {progress}").format(theme=what, progress=level_label(after[-1][1]))
        yield Happening(kind, after[-1][0], name, words)


Promised = Iterator[tuple[date, str]]


def _appointments(asked: _Asked) -> Promised:
    query = select(Appointment.held_on, Appointment.at_minute, Appointment.purpose).where(
        Appointment.person_id == asked.person_id,
        Appointment.status == AppointmentStatus.PLANNED,
        Appointment.held_on >= asked.on,
    )
    for day, minute, purpose in asked.rows(query.order_by(Appointment.held_on, Appointment.at_minute).limit(1)):
        yield day, appointment_words(day, minute, purpose)


def appointment_words(day: date, minute: int | None, purpose: str = "") -> str:
    """Say when an appointment is, and what for."""
    written = current()
    when = _("appointment on {day}").format(day=written.short_date(day))
    if minute is not None:
        when = _("{day} at {hour}").format(day=when, hour=written.hour(minute))
    return f"{when} ({purpose})" if purpose else when


def _goals(asked: _Asked) -> Promised:
    query = (
        select(BarrierGoal.title, BarrierGoal.due_on)
        .join(Barrier, Barrier.id == BarrierGoal.barrier_id)
        .where(
            Barrier.person_id == asked.person_id,
            Barrier.theme.not_in(SENSITIVE_THEMES),
            BarrierGoal.state.in_((GoalState.PLANNED, GoalState.IN_PROGRESS)),
            BarrierGoal.due_on <= asked.on + timedelta(days=AHEAD_DAYS),
        )
    )
    for title, due in asked.rows(query):
        if due < asked.on:  # the year counts: it may be long ago
            yield due, _("{what}, expected on {day}").format(what=title, day=current().date(due))
        else:
            yield due, _("{what} for {day}").format(what=title, day=current().short_date(due))


def _planned(asked: _Asked) -> Promised:
    query = select(Step.scheme, Step.title, Step.planned_start).where(
        Step.person_id == asked.person_id,
        Step.state == StepState.PLANNED,
        Step.planned_start >= min(asked.last, asked.on),
        Step.planned_start <= asked.on + timedelta(days=AHEAD_DAYS),
    )
    for scheme, title, start in asked.rows(query):
        words = _("{what} from {day}")
        yield start, words.format(what=title or scheme_label(scheme), day=current().short_date(start))


# Composing ----------------------------------------------------------------------------------------------------


def _came(told: SinceLast) -> str:
    """Say what came: answers, absences, messages, steps that ended or began."""
    answers, missed, excused, others = (
        len(_of(told, kind)) for kind in (Kind.ANSWER, Kind.NO_SHOW, Kind.EXCUSED, Kind.CONTACT)
    )
    parts: list[str] = []
    if answers:
        parts.append(ngettext("{count} answer received", "{count} answers received", answers).format(count=answers))
    if missed:
        parts.append(ngettext("{count} absence", "{count} absences", missed).format(count=missed))
    if excused:
        words = ngettext("{count} appointment called off", "{count} appointments called off", excused)
        parts.append(words.format(count=excused))
    if others:
        words = ngettext("{count} exchange at a distance", "{count} exchanges at a distance", others)
        parts.append(words.format(count=others))
    parts += [each.words for each in _of(told, Kind.STEP_ENDED)[:_NAMED]]
    parts += [each.words for each in _of(told, Kind.STEP_BEGUN)[:_NAMED]]
    return _sentence(parts)


def _weighs(told: SinceLast) -> str:
    """Say what weighs less, or more."""
    parts: list[str] = []
    for kind in (Kind.LIFTED, Kind.NOTED, Kind.WORSE, Kind.BETTER):
        found = _of(told, kind)
        if found:
            parts.append(_counted(kind, found))
    return _sentence(parts)


def _counted(kind: Kind, found: Sequence[Happening]) -> str:
    count = len(found)
    words = {
        Kind.LIFTED: ngettext("{count} barrier lifted", "{count} barriers lifted", count),
        Kind.NOTED: ngettext("{count} barrier noted", "{count} barriers noted", count),
        Kind.WORSE: ngettext("{count} barrier weighs more", "{count} barriers weigh more", count),
        Kind.BETTER: ngettext("{count} barrier weighs less", "{count} barriers weigh less", count),
    }[kind].format(count=count)
    names = [each.name for each in found if each.name][:_NAMED]
    return f"{words} ({', '.join(names)})" if names else words


def _promised(told: SinceLast) -> str:
    if not told.promised:
        return ""
    return _("Planned: {what}.").format(what=", ".join(told.promised[:3]).rstrip("."))


def _of(told: SinceLast, kind: Kind) -> list[Happening]:
    return [each for each in told.happened if each.kind is kind]


def _sentence(parts: Sequence[str]) -> str:
    whole = ", ".join(parts)
    return f"{whole[0].upper()}{whole[1:]}." if whole else ""
