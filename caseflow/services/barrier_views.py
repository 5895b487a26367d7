"""The barriers of a person as screens show them: what weighs first, how it moves, what is done about it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.domain.barrier import (
    ENDED_GOALS,
    SENSITIVE_THEMES,
    Barrier,
    BarrierGoal,
    BarrierLevel,
    GoalKind,
    GoalState,
    Impact,
    Theme,
)
from caseflow.domain.resource import Service
from caseflow.services import referral_lines
from caseflow.services.referral_lines import ReferralLine

_ORDER = {theme: place for place, theme in enumerate(Theme)}


class Trend(StrEnum):
    """How a barrier moves, from what was last said of it to what is said now."""

    DOWN = "down"
    UP = "up"
    STEADY = "steady"


@dataclass(frozen=True)
class LevelLine:
    """How much a barrier weighed from a day on."""

    since: date
    level: int


@dataclass(frozen=True)
class GoalLine:
    """An objective or an action of a barrier, seen from a day."""

    id: UUID
    barrier_id: UUID
    kind: GoalKind
    title: str
    state: GoalState
    due_on: date | None
    ended_on: date | None
    funder: str
    cost_cents: int | None
    result: str
    is_late: bool

    @property
    def is_ended(self) -> bool:
        """Whether nothing more is to be done about it."""
        return self.state in ENDED_GOALS


@dataclass(frozen=True)
class BarrierLine:
    """One barrier, with all that is known of it, seen from a day."""

    id: UUID
    person_id: UUID
    theme: Theme
    situation: str
    level: int
    trend: Trend
    is_priority: bool
    impact: Impact | None
    since: date | None
    noted_on: date
    funder: str
    lifted_on: date | None
    lifted_how: str
    lifted_by_id: UUID | None
    lifted_by: str
    """What the service that lifted it is called."""
    source: str
    history: tuple[LevelLine, ...]
    """The oldest first."""
    goals: tuple[GoalLine, ...]
    """Objectives, then actions, each in the order they were added."""
    referrals: tuple[ReferralLine, ...]
    """The latest first."""

    @property
    def is_open(self) -> bool:
        """Whether it still weighs."""
        return self.lifted_on is None

    @property
    def is_sensitive(self) -> bool:
        """Whether its theme is a special category of data (RGPD art. 9 and 10)."""
        return self.theme in SENSITIVE_THEMES


@dataclass(frozen=True)
class BarriersView:
    """All the barriers of a person."""

    person_id: UUID
    barriers: tuple[BarrierLine, ...]
    """Those open first; among them what is a priority, then the order of the convention."""
    services: tuple[tuple[UUID, str], ...]
    """The services that the person was referred to, the latest first: what may have lifted a barrier."""

    def barrier(self, barrier_id: UUID | None) -> BarrierLine | None:
        """Return a barrier by its key."""
        return next((each for each in self.barriers if each.id == barrier_id), None)

    def goal(self, goal_id: UUID | None) -> GoalLine | None:
        """Return an objective or an action by its key."""
        return next((goal for each in self.barriers for goal in each.goals if goal.id == goal_id), None)


def of_person(session: Session, person_id: UUID, on: date) -> BarriersView:
    """Return everything about the barriers of a person, seen from a day."""
    barriers = session.scalars(select(Barrier).where(Barrier.person_id == person_id)).all()
    own = select(Barrier.id).where(Barrier.person_id == person_id)
    levels, goals = defaultdict[UUID, list[BarrierLevel]](list), defaultdict[UUID, list[BarrierGoal]](list)
    for level in session.scalars(
        select(BarrierLevel).where(BarrierLevel.barrier_id.in_(own)).order_by(BarrierLevel.since, BarrierLevel.id)
    ):
        levels[level.barrier_id].append(level)
    for goal in session.scalars(select(BarrierGoal).where(BarrierGoal.barrier_id.in_(own))):
        goals[goal.barrier_id].append(goal)
    referrals = referral_lines.of_person(session, person_id, on)
    lifters = {each.lifted_by_id for each in barriers if each.lifted_by_id}
    names = {each.id: _name(each) for each in session.scalars(select(Service).where(Service.id.in_(lifters)))}
    lines = [
        _line(each, levels[each.id], goals[each.id], referrals, names.get(each.lifted_by_id or each.id, ""), on)
        for each in barriers
    ]
    services = {each.service_id: each.partner for each in referrals}
    return BarriersView(person_id, tuple(sorted(lines, key=_foremost)), tuple(services.items()))


def _foremost(line: BarrierLine) -> tuple[object, ...]:
    return (not line.is_open, not line.is_priority, _ORDER[line.theme], line.noted_on, line.id)


def _line(
    barrier: Barrier,
    levels: list[BarrierLevel],
    goals: list[BarrierGoal],
    referrals: tuple[ReferralLine, ...],
    lifted_by: str,
    on: date,
) -> BarrierLine:
    kinds = list(GoalKind)
    in_order = sorted(goals, key=lambda goal: (kinds.index(goal.kind), goal.rank, goal.id))
    return BarrierLine(
        id=barrier.id,
        person_id=barrier.person_id,
        theme=barrier.theme,
        situation=barrier.situation,
        level=barrier.level,
        trend=trend_of([each.level for each in levels]),
        is_priority=barrier.is_priority,
        impact=barrier.impact,
        since=barrier.since,
        noted_on=barrier.noted_on,
        funder=barrier.funder or "",
        lifted_on=barrier.lifted_on,
        lifted_how=barrier.lifted_how or "",
        lifted_by_id=barrier.lifted_by_id,
        lifted_by=lifted_by,
        source=barrier.source or "",
        history=tuple(LevelLine(each.since, each.level) for each in levels),
        goals=tuple(_goal(goal, on) for goal in in_order),
        referrals=tuple(each for each in referrals if each.barrier_id == barrier.id),
    )


def _goal(goal: BarrierGoal, on: date) -> GoalLine:
    is_late = goal.state not in ENDED_GOALS and goal.due_on is not None and goal.due_on < on
    return GoalLine(
        id=goal.id,
        barrier_id=goal.barrier_id,
        kind=goal.kind,
        title=goal.title,
        state=goal.state,
        due_on=goal.due_on,
        ended_on=goal.ended_on,
        funder=goal.funder or "",
        cost_cents=goal.cost_cents,
        result=goal.result or "",
        is_late=is_late,
    )


def trend_of(levels: list[int]) -> Trend:
    """Return how a barrier moves, from its levels in the order they were noted."""
    changes = [after - before for before, after in pairwise(levels) if after != before]
    if not changes:
        return Trend.STEADY
    return Trend.DOWN if changes[-1] < 0 else Trend.UP


def _name(service: Service) -> str:
    return " – ".join(dict.fromkeys(name for name in (service.name, service.structure_name) if name))
