"""Referrals as lists show them: where each stands on a day, how long it has waited, what is to be done about it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import Session

from caseflow.domain.barrier import SENSITIVE_THEMES, Barrier, Theme
from caseflow.domain.person import Person, display_name
from caseflow.domain.referral import WAITING, Referral, ReferralRefusal, ReferralState, SentHow
from caseflow.domain.resource import Service
from caseflow.store.store import get, missing


@dataclass(frozen=True)
class ReferralLine:
    """One referral, seen from a day."""

    id: UUID
    person_id: UUID
    service_id: UUID
    barrier_id: UUID | None
    person: str
    file_number: str
    service: str
    structure: str
    phone: str
    email: str
    contact_name: str
    is_closed: bool
    """The service disappeared from its directory, or was closed here."""
    theme: Theme | None
    """Of the barrier that it is to lift."""
    barrier_is_open: bool
    state: ReferralState
    """As shown: one left without answer past its last day is expired, even if nobody closed it yet."""
    stored_state: ReferralState
    reason: str
    proposed_on: date
    consent_on: date | None
    sent_on: date | None
    sent_how: SentHow | None
    remind_on: date | None
    reminded_on: date | None
    expires_on: date | None
    answered_on: date | None
    ended_on: date | None
    refusal: ReferralRefusal | None
    outcome: str
    days_waiting: int | None
    """Since it was sent, while no answer came."""
    is_to_chase: bool
    is_sensitive: bool
    """Of a barrier, or a service, of health or justice: said on the record alone, printed nowhere by itself."""

    @property
    def has_lapsed(self) -> bool:
        """Whether it expired and nobody closed it."""
        return self.state is not self.stored_state

    @property
    def partner(self) -> str:
        """Return the service with its structure, or either when they are called the same."""
        return partner_name(self.service, self.structure)


@dataclass(frozen=True)
class ReferralCounts:
    """How many referrals wait for somebody to do something."""

    waiting: int
    """Sent, and not answered."""
    to_chase: int
    """Among them, those whose reminder is due and whose time is not over."""
    expired: int
    """Among them, those whose time is over: to be closed."""


@dataclass(frozen=True)
class BarrierChoice:
    """A barrier that a referral may lift."""

    id: UUID
    theme: Theme
    level: int
    is_sensitive: bool


@dataclass(frozen=True)
class ReferralChoices:
    """What is known of a person before she is referred: what weighs on her, who was already asked."""

    person_id: UUID
    person: str
    barriers: tuple[BarrierChoice, ...]
    """Those still open, the heaviest first."""
    asked: frozenset[UUID]
    """The services from which something is still expected."""


def choices(session: Session, person_id: UUID) -> ReferralChoices:
    """Return what a referral of a person starts from.

    Raises:
        Missing: the person is no longer there.
    """
    person = get(session, Person, person_id)
    barriers = select(Barrier).where(Barrier.person_id == person_id, Barrier.lifted_on.is_(None))
    alive = (*WAITING, ReferralState.ACCEPTED)
    asked = select(Referral.service_id).where(Referral.person_id == person_id, Referral.state.in_(alive))
    return ReferralChoices(
        person_id,
        display_name(person.last_name, person.first_name),
        tuple(
            BarrierChoice(each.id, each.theme, each.level, each.theme in SENSITIVE_THEMES)
            for each in session.scalars(barriers.order_by(Barrier.level.desc(), Barrier.id))
        ),
        frozenset(session.scalars(asked)),
    )


def partner(session: Session, service_id: UUID) -> str:
    """Return how a service is called, with its structure.

    Raises:
        Missing: it is no longer there.
    """
    service = get(session, Service, service_id)
    return partner_name(service.name, service.structure_name)


def partner_name(service: str, structure: str) -> str:
    """Return a service with its structure, or either when they are called the same."""
    return " – ".join(dict.fromkeys(name for name in (service, structure) if name))


def of_person(session: Session, person_id: UUID, on: date) -> tuple[ReferralLine, ...]:
    """Return the referrals of a person, the latest first."""
    latest = (Referral.proposed_on.desc(), Referral.id.desc())
    return tuple(_lines(session, on, _whole().where(Referral.person_id == person_id).order_by(*latest)))


def line(session: Session, referral_id: UUID, on: date) -> ReferralLine:
    """Return one referral.

    Raises:
        Missing: it is no longer there.
    """
    for found in _lines(session, on, _whole().where(Referral.id == referral_id)):
        return found
    raise missing()


def to_chase(session: Session, on: date, limit: int | None = None) -> tuple[ReferralLine, ...]:
    """Return what is to be chased up or closed, of people who are not archived: the longest waiting first."""
    query = _whole().where(is_due(on), Person.archived_on.is_(None))
    return tuple(_lines(session, on, query.order_by(Referral.sent_on, Referral.id).limit(limit)))


def lapsed(on: date) -> Select[UUID]:
    """Return the question of which referrals expired and were not closed."""
    return select(Referral.id).where(_is_sent(), Referral.expires_on < on)


def counts(session: Session, on: date) -> ReferralCounts:
    """Count them in one question, of people who are not archived."""
    has_expired = func.coalesce(Referral.expires_on < on, False)
    is_to_chase = is_due(on) & ~has_expired
    query = (
        select(func.count(), func.count(case((is_to_chase, 1))), func.count(case((has_expired, 1))))
        .select_from(Referral)
        .join(Person, Person.id == Referral.person_id)
        .where(_is_sent(), Person.archived_on.is_(None))
    )
    return ReferralCounts(*session.execute(query).one())


def _is_sent() -> ColumnElement[bool]:
    return Referral.state == ReferralState.SENT


def is_due(on: date | ColumnElement[Any]) -> ColumnElement[bool]:
    """Return the condition of a referral that is to be chased up or closed, seen from a day."""
    return _is_sent() & or_(Referral.remind_on <= on, Referral.expires_on < on)


def _whole() -> Select[*tuple[Any, ...]]:
    return (
        select(Referral, Person, Service, Barrier)
        .join(Person, Person.id == Referral.person_id)
        .join(Service, Service.id == Referral.service_id)
        .outerjoin(Barrier, Barrier.id == Referral.barrier_id)
    )


def _lines(session: Session, on: date, query: Select[*tuple[Any, ...]]) -> Iterator[ReferralLine]:
    for referral, person, service, barrier in session.execute(query):
        yield _line(referral, person, service, barrier, on)


def _line(referral: Referral, person: Person, service: Service, barrier: Barrier | None, on: date) -> ReferralLine:
    stored = vars(referral)
    has_lapsed = referral.has_lapsed(on)
    is_sent = referral.state is ReferralState.SENT
    return ReferralLine(
        **{name: stored[name] for name in _SAME},
        person=display_name(person.last_name, person.first_name),
        file_number=person.file_number,
        service=service.name,
        structure=service.structure_name,
        phone=service.phone or "",
        email=service.email or "",
        contact_name=service.contact_name or "",
        is_closed=service.closed_on is not None,
        theme=barrier.theme if barrier else None,
        barrier_is_open=barrier is not None and barrier.is_open,
        state=ReferralState.EXPIRED if has_lapsed else referral.state,
        stored_state=referral.state,
        outcome=referral.outcome or "",
        days_waiting=(on - referral.sent_on).days if is_sent and referral.sent_on else None,
        is_to_chase=is_sent and not has_lapsed and referral.remind_on is not None and referral.remind_on <= on,
        is_sensitive=(barrier is not None and barrier.theme in SENSITIVE_THEMES) or is_sensitive(service),
    )


_SAME = tuple(
    name
    for name in ReferralLine.__annotations__
    if name in Referral.__table__.columns and name not in ("state", "outcome")
)


def is_sensitive(service: Service) -> bool:
    """Tell whether a service answers sensitive themes alone."""
    values: list[str] = json.loads(service.themes)
    if not values:
        return False
    from caseflow.domain import themes

    found = {theme for value in values for theme in themes.of_thematique(value)}
    return bool(found) and found <= SENSITIVE_THEMES
