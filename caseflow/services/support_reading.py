"""Read what a summary says of barriers, referrals and appointments; nothing of a sensitive theme ever gets here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from caseflow.domain.barrier import SENSITIVE_THEMES, Barrier, BarrierGoal, GoalKind, GoalState
from caseflow.domain.contact import shown_phone
from caseflow.domain.interview import Appointment, AppointmentStatus
from caseflow.domain.labels import label
from caseflow.domain.referral import ANSWERED, WAITING, Referral, ReferralState
from caseflow.domain.resource import Service
from caseflow.domain.support_labels import level_label
from caseflow.i18n import _, current
from caseflow.services.referral_lines import is_sensitive
from caseflow.services.summaries import Advance, BarrierEntry, ContactLine, NextStep, Progress, ReferralEntry
from caseflow.store.prepared import KEY, Things


@dataclass(frozen=True)
class Support:
    """What is done for one person besides the steps of the pathway."""

    barriers: tuple[Barrier, ...]
    """In the order of the convention, those that weigh first."""
    goals: tuple[BarrierGoal, ...]
    referrals: tuple[Referral, ...]
    """The latest first."""
    services: dict[UUID, Service]
    """Those that a referral or a lifted barrier names."""
    appointments: tuple[Appointment, ...]
    """Those to come, in order."""


def read_support(cursor: Any, person_id: UUID, on: date) -> Support:
    """Read it, with a cursor of `Store.reading_rows`; what is sensitive is left out."""
    every = _BARRIERS.all(cursor, person_id)
    order = list(type(every[0].theme)) if every else []
    barriers = [each for each in every if each.theme not in SENSITIVE_THEMES]
    hidden = {each.id for each in every} - {each.id for each in barriers}
    services = {each.id: each for each in _SERVICES.all(cursor, person_id) if not is_sensitive(each)}
    referrals = [
        each
        for each in _REFERRALS.all(cursor, person_id)
        if each.barrier_id not in hidden and each.service_id in services
    ]
    kept = {each.id for each in barriers}
    return Support(
        barriers=tuple(
            sorted(
                barriers, key=lambda each: (not each.is_open, not each.is_priority, order.index(each.theme), each.id)
            )
        ),
        goals=tuple(
            sorted(
                (goal for goal in _GOALS.all(cursor, person_id) if goal.barrier_id in kept),
                key=lambda goal: (goal.rank, goal.id),
            )
        ),
        referrals=tuple(sorted(referrals, key=lambda each: (each.proposed_on, each.id), reverse=True)),
        services=services,
        appointments=tuple(
            sorted(
                (
                    each
                    for each in _APPOINTMENTS.all(cursor, person_id)
                    if each.status is AppointmentStatus.PLANNED and each.held_on >= on
                ),
                key=lambda each: (each.held_on, each.at_minute or 0),
            )
        ),
    )


def appointments_ahead(support: Support, referent: ContactLine | None) -> tuple[NextStep, ...]:
    """Return the appointments to come, as steps ahead."""
    return tuple(
        NextStep(
            on=each.held_on,
            what=each.purpose or _("Appointment at the PLIE"),
            bring=each.bring or "",
            place=each.place or label(each.medium),
            with_whom=referent.who if referent else "",
            phone=referent.phone if referent else "",
            at_minute=each.at_minute,
        )
        for each in support.appointments
    )


def barriers_moved(support: Support) -> Iterator[Progress]:
    """Say of each barrier how far it has come, in words for the person."""
    for barrier in support.barriers:
        theme = label(barrier.theme)
        words, advance = _progress(support, barrier)
        yield Progress(_("{theme}: {progress}").format(theme=theme, progress=words), advance)


def _progress(support: Support, barrier: Barrier) -> tuple[str, Advance]:
    if barrier.lifted_on is not None:
        by = support.services.get(barrier.lifted_by_id) if barrier.lifted_by_id else None
        how = barrier.lifted_how or (by.structure_name or by.name if by else "")
        found = _("solution found")
        return (_("{what} ({how})").format(what=found, how=how) if how else found), Advance.DONE
    referral = next((each for each in support.referrals if each.barrier_id == barrier.id and _is_alive(each)), None)
    if referral is not None:
        service = support.services[referral.service_id]
        name = service.structure_name or service.name
        waited = _("answer of {partner} awaited") if referral.state in WAITING else _("in progress with {partner}")
        return waited.format(partner=name), Advance.UNDER_WAY
    goals = [goal for goal in support.goals if goal.barrier_id == barrier.id]
    under_way = next((goal for goal in goals if goal.state is GoalState.IN_PROGRESS), None)
    if under_way is not None:
        return under_way.title, Advance.UNDER_WAY
    planned = next((goal for goal in goals if goal.state is GoalState.PLANNED), None)
    return (planned.title if planned else _("to look at together")), Advance.TO_DO


def _is_alive(referral: Referral) -> bool:
    return referral.state in WAITING or referral.state is ReferralState.ACCEPTED


def partners_to_call(support: Support) -> Iterator[ContactLine]:
    """Return the partners that the person is referred to, as long as something is expected of them."""
    for referral in reversed(support.referrals):
        if _is_alive(referral):
            service = support.services[referral.service_id]
            who = " – ".join(part for part in (service.structure_name or service.name, service.contact_name) if part)
            purpose = _theme(support, referral) or service.name
            yield ContactLine(purpose, who, shown_phone(service.phone or ""), service.email or "")


def _theme(support: Support, referral: Referral) -> str:
    barrier = next((each for each in support.barriers if each.id == referral.barrier_id), None)
    return label(barrier.theme) if barrier else ""


def barrier_entries(support: Support) -> tuple[BarrierEntry, ...]:
    """Return the table of barriers of the full version."""
    return tuple(
        BarrierEntry(
            theme=label(barrier.theme),
            situation=barrier.situation,
            since=barrier.since or barrier.noted_on,
            level=_("lifted") if barrier.lifted_on else level_label(barrier.level),
            goals=tuple(_goal(goal) for goal in support.goals if goal.barrier_id == barrier.id),
            lifted_on=barrier.lifted_on,
            lifted_how=barrier.lifted_how or _lifted_by(support, barrier),
        )
        for barrier in support.barriers
    )


def _lifted_by(support: Support, barrier: Barrier) -> str:
    service = support.services.get(barrier.lifted_by_id) if barrier.lifted_by_id else None
    return (service.structure_name or service.name) if service else ""


def _goal(goal: BarrierGoal) -> str:
    words = _("{kind}: {title} ({state})") if goal.kind is GoalKind.OBJECTIVE else _("{title} ({state})")
    return words.format(kind=label(goal.kind), title=goal.title, state=label(goal.state).lower())


def referral_entries(support: Support) -> tuple[ReferralEntry, ...]:
    """Return the table of referrals of the full version."""
    return tuple(
        ReferralEntry(
            service=support.services[each.service_id].name,
            structure=support.services[each.service_id].structure_name,
            theme=_theme(support, each),
            proposed_on=each.proposed_on,
            state=_state(each),
            outcome=each.outcome or "",
        )
        for each in support.referrals
    )


def _state(referral: Referral) -> str:
    day = referral.answered_on if referral.state in ANSWERED else None
    state = label(referral.state)
    return _("{state} on {date}").format(state=state, date=current().date(day)) if day else state


_BARRIERS_OF = select(Barrier.id).where(Barrier.person_id == KEY)
_SERVICES_OF = select(Referral.service_id).where(Referral.person_id == KEY)
_LIFTERS_OF = select(Barrier.lifted_by_id).where(Barrier.person_id == KEY)

_BARRIERS = Things(Barrier, Barrier.person_id == KEY)
_GOALS = Things(BarrierGoal, BarrierGoal.barrier_id.in_(_BARRIERS_OF))
_REFERRALS = Things(Referral, Referral.person_id == KEY)
_SERVICES = Things(Service, Service.id.in_(_SERVICES_OF) | Service.id.in_(_LIFTERS_OF))
_APPOINTMENTS = Things(Appointment, Appointment.person_id == KEY)
