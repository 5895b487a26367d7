"""What stands between a person and a job: note it, weigh it, act on it, lift it."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from caseflow.domain import themes
from caseflow.domain.barrier import (
    Barrier,
    BarrierGoal,
    BarrierLevel,
    BarrierProposal,
    GoalKind,
    GoalState,
    Theme,
)
from caseflow.domain.errors import Invalid
from caseflow.domain.person import Person
from caseflow.domain.referral import Referral
from caseflow.domain.resource import Service
from caseflow.i18n import _
from caseflow.services import barrier_views
from caseflow.services.barrier_views import BarriersView
from caseflow.store.store import Store, Writing


class Barriers:
    """The barriers of people, with the history of their levels, their objectives and actions."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of_person(self, person_id: UUID, on: date) -> BarriersView:
        """Return everything about the barriers of a person, seen from a day."""
        with self._store.reading() as session:
            return barrier_views.of_person(session, person_id, on)

    def note(self, person_id: UUID, theme: Theme, on: date, **details: Any) -> UUID:
        """Note a barrier, seen on a day; `details` are any of its fields. Returns its key.

        Raises:
            Missing: the person is no longer there.
            Invalid: a sensitive theme is given free words; there is no such level; it weighs since later.
        """
        with self._store.writing(_("Barrier noted")) as writing:
            return note_barrier(writing, person_id, theme, on, **details).id

    def edit(self, barrier_id: UUID, **changes: Any) -> None:
        """Correct any field of a barrier, except its level and how it was lifted.

        Raises:
            Invalid: a sensitive theme is given free words, or days are out of order.
        """
        with self._store.writing(_("Barrier changed")) as writing:
            barrier = writing.get(Barrier, barrier_id)
            if "noted_on" in changes:
                _move_first_day(barrier, _levels(writing, barrier_id), changes["noted_on"])
            for name, value in changes.items():
                setattr(barrier, name, value)
            themes.check_barrier(barrier)
            for goal in _goals(writing, barrier_id):
                themes.check_goal(barrier.theme, goal)

    def rate(self, barrier_id: UUID, level: int, on: date) -> None:
        """Note how much a barrier weighs from a day on; said twice the same day, the last word counts.

        Raises:
            Invalid: there is no such level, or the barrier was noted later.
            Conflict: it is lifted.
        """
        with self._store.writing(_("Barrier weighed again")) as writing:
            rate_barrier(writing, writing.get(Barrier, barrier_id), level, on)

    def lift(self, barrier_id: UUID, on: date, how: str | None = None, by: UUID | None = None) -> None:
        """Note that a barrier no longer weighs, how, and thanks to which service.

        Raises:
            Invalid: it was noted later, or is of a sensitive theme and is given free words.
            Missing: the service is no longer there.
        """
        with self._store.writing(_("Barrier lifted")) as writing:
            lift_barrier(writing, writing.get(Barrier, barrier_id), on, how, by)

    def reopen(self, barrier_id: UUID, level: int, on: date) -> None:
        """Take up again a barrier that came back, or was lifted by mistake."""
        with self._store.writing(_("Barrier reopened")) as writing:
            barrier = writing.get(Barrier, barrier_id)
            _write_level(writing, barrier, barrier.reopen(level, on))

    def remove(self, barrier_id: UUID) -> None:
        """Take away a barrier noted by mistake, with its levels, objectives and actions; its referrals remain."""
        with self._store.writing(_("Barrier removed")) as writing:
            barrier = writing.get(Barrier, barrier_id)
            for thing in (*_levels(writing, barrier_id), *_goals(writing, barrier_id)):
                writing.delete(thing)
            for kind in (Referral, BarrierProposal):
                for tied in writing.session.scalars(select(kind).where(kind.barrier_id == barrier_id)):
                    tied.barrier_id = None
            writing.session.flush()
            writing.delete(barrier)

    def add_goal(self, barrier_id: UUID, kind: GoalKind, title: str, **details: Any) -> UUID:
        """Add an objective or an action, last of its barrier; `details` are any of its fields. Returns its key.

        Raises:
            Invalid: it says nothing, or in free words what belongs to a sensitive theme.
        """
        label = _("Objective added") if kind is GoalKind.OBJECTIVE else _("Action added")
        with self._store.writing(label) as writing:
            return add_goal(writing, writing.get(Barrier, barrier_id), kind, title, **details).id

    def edit_goal(self, goal_id: UUID, **changes: Any) -> None:
        """Correct any field of an objective or an action.

        Raises:
            Invalid: it says nothing, or in free words what belongs to a sensitive theme.
        """
        with self._store.writing(_("Objective or action changed")) as writing:
            goal = writing.get(BarrierGoal, goal_id)
            for name, value in changes.items():
                setattr(goal, name, value)
            themes.check_goal(writing.get(Barrier, goal.barrier_id).theme, goal)

    def set_goal_state(self, goal_id: UUID, state: GoalState, on: date) -> None:
        """Note how far an objective or an action is; reached or dropped, it ends that day."""
        with self._store.writing(_("Objective or action moved on")) as writing:
            writing.get(BarrierGoal, goal_id).move_to(state, on)

    def remove_goal(self, goal_id: UUID) -> None:
        """Take away an objective or an action."""
        with self._store.writing(_("Objective or action removed")) as writing:
            writing.delete(writing.get(BarrierGoal, goal_id))


def note_barrier(writing: Writing, person_id: UUID, theme: Theme, on: date, **details: Any) -> Barrier:
    """Note a barrier and the first line of its history, within an action of any service.

    Raises:
        Missing: the person is no longer there.
        Invalid: a sensitive theme is given free words; there is no such level; it weighs since later.
    """
    writing.get(Person, person_id)
    barrier = writing.add(Barrier(person_id=person_id, theme=theme, noted_on=on, **details))
    themes.check_barrier(barrier)
    writing.session.flush()
    writing.add(BarrierLevel(barrier_id=barrier.id, level=barrier.level, since=on))
    return barrier


def rate_barrier(writing: Writing, barrier: Barrier, level: int, on: date) -> None:
    """Note how much a barrier weighs from a day on, within an action of any service.

    Raises:
        Invalid: there is no such level, or the barrier was noted later.
        Conflict: it is lifted.
    """
    _write_level(writing, barrier, barrier.rate(level, on))


def lift_barrier(writing: Writing, barrier: Barrier, on: date, how: str | None = None, by: UUID | None = None) -> None:
    """Lift a barrier, within an action of any service; what was said of its level later no longer counts.

    Raises:
        Invalid: it was noted later, or is of a sensitive theme and is given free words.
        Missing: the service is no longer there.
    """
    if by is not None:
        writing.get(Service, by)
    line = barrier.lift(on, how, by)
    themes.check_barrier(barrier)
    for later in _levels(writing, barrier.id):
        if later.since > on:
            writing.delete(later)
    _write_level(writing, barrier, line)


def add_goal(writing: Writing, barrier: Barrier, kind: GoalKind, title: str, **details: Any) -> BarrierGoal:
    """Add an objective or an action, last of its barrier, within an action of any service.

    Raises:
        Invalid: it says nothing, or in free words what belongs to a sensitive theme.
    """
    last = writing.session.scalar(select(func.max(BarrierGoal.rank)).where(BarrierGoal.barrier_id == barrier.id))
    goal = BarrierGoal(barrier_id=barrier.id, kind=kind, title=title, **details)
    goal.rank = (last or 0) + 1
    themes.check_goal(barrier.theme, goal)
    return writing.add(goal)


def _levels(writing: Writing, barrier_id: UUID) -> Sequence[BarrierLevel]:
    """Return the history of a level, the oldest line first."""
    query = select(BarrierLevel).where(BarrierLevel.barrier_id == barrier_id)
    return writing.session.scalars(query.order_by(BarrierLevel.since, BarrierLevel.id)).all()


def _goals(writing: Writing, barrier_id: UUID) -> Sequence[BarrierGoal]:
    return writing.session.scalars(select(BarrierGoal).where(BarrierGoal.barrier_id == barrier_id)).all()


def _write_level(writing: Writing, barrier: Barrier, line: BarrierLevel) -> None:
    """Put a line in the history, in the place of that day's; one that changes nothing is not kept."""
    if line.since < barrier.noted_on:
        raise Invalid("level", _("The barrier was noted after that day."))
    lines = _levels(writing, barrier.id)
    before = next((each for each in reversed(lines) if each.since < line.since), None)
    same_day = next((each for each in lines if each.since == line.since), None)
    if before is not None and before.level == line.level:
        if same_day is not None:
            writing.delete(same_day)
    elif same_day is not None:
        same_day.level = line.level
    else:
        writing.add(line)
    latest = max((each for each in lines if each is not same_day), key=lambda each: each.since, default=line)
    barrier.level = latest.level if latest.since > line.since else line.level


def _move_first_day(barrier: Barrier, lines: Sequence[BarrierLevel], noted_on: date) -> None:
    """Move the first line of the history with the day on which the barrier was noted."""
    if any(each.since < noted_on for each in lines[1:]):
        raise Invalid("noted_on", _("Its level was noted before that day."))
    if barrier.lifted_on is not None and barrier.lifted_on < noted_on:
        raise Invalid("noted_on", _("It was lifted before that day."))
    if lines:
        lines[0].since = noted_on
