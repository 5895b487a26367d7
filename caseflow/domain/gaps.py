"""Times without any step during a stay in the PLIE, and full-time steps that overlap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from caseflow.domain.enrolment import Enrolment, EnrolmentSuspension
from caseflow.domain.pathway import Step, StepState
from caseflow.domain.periods import Period, period, subtract
from caseflow.domain.rules import Rules


@dataclass(frozen=True)
class StepGap:
    """Some days of a stay without any step; `is_current` when it still goes on."""

    when: Period
    is_current: bool

    @property
    def days(self) -> int:
        """How long it is, in days."""
        return self.when.days


@dataclass(frozen=True)
class StepOverlap:
    """Two full-time steps over the same days."""

    first: Step
    second: Step
    when: Period


def lived(step: Step, on: date) -> Period | None:
    """Return the days on which a step was lived through, up to `on`; none for one that has not taken place.

    A step in progress goes on until `on`, whatever end was planned. One done without an end is known by its first day.
    """
    if not step.has_taken_place or step.start is None:
        return None
    end = on if step.state is StepState.IN_PROGRESS and step.ended_on is None else step.end or step.start
    return period(step.start, min(end, on))


def expected(step: Step, on: date) -> Period | None:
    """Return the days a step takes or is to take; one without an end is taken to last until `on`, or its first day."""
    gave_up = step.state is StepState.ABANDONED and step.started_on is None
    if step.state is StepState.CANCELLED or gave_up or step.start is None:
        return None
    return period(step.start, step.end or max(step.start, on))


def gaps(
    steps: Iterable[Step],
    enrolment: Enrolment,
    suspensions: Iterable[EnrolmentSuspension],
    min_days: int,
    on: date,
) -> tuple[StepGap, ...]:
    """Return the times of at least `min_days` without a step during a stay, suspensions left out, in order."""
    if enrolment.entered_on is None:
        return ()
    stay = period(enrolment.entered_on, on if enrolment.exited_on is None else min(enrolment.exited_on, on))
    if stay is None:
        return ()
    paused = (period(s.since, s.until or on) for s in suspensions if s.enrolment_id == enrolment.id)
    covered = [when for when in (*(lived(step, on) for step in steps), *paused) if when is not None]
    found = (each for each in subtract(stay, covered) if each.days >= min_days)
    return tuple(StepGap(each, enrolment.is_open and each.end == on) for each in found)


def overlaps(steps: Sequence[Step], rules: Rules, on: date) -> tuple[StepOverlap, ...]:
    """Return the pairs of full-time steps that share days; schemes that go along with others are left out."""
    exempt, full_time = rules.schemes("work.overlap_exempt"), rules.minutes("work.full_time")
    full = [step for step in steps if (step.weekly_minutes or 0) >= full_time and step.scheme not in exempt]
    timed = [(when, step) for step in full if (when := expected(step, on)) is not None]
    timed.sort(key=lambda pair: (pair[0], str(pair[1].id)))
    return tuple(
        StepOverlap(first, second, shared)
        for (when, first), (other, second) in combinations(timed, 2)
        if (shared := when.overlap(other)) is not None
    )
