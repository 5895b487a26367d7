"""The dates of a PASS IAE: its end with suspensions and prolongations, the days left, and how they were counted.

The PASS runs from its first day, which counts. A suspension pushes the end by the days suspended, a prolongation by the
days granted. Source: les-emplois, `itou/approvals`; the figures are rules.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseflow.domain.iae import IaePass, PassProlongation, PassProlongationReason, PassSuspension
from caseflow.domain.labels import PASS_PROLONGATION_REASONS
from caseflow.domain.periods import Period, add_days, add_months, merge, period
from caseflow.domain.rules import Rules
from caseflow.i18n import N_, _, current, ngettext

_NUMBER = re.compile(r"99999\d{7}", re.ASCII)


class PassStatus(StrEnum):
    """Where a PASS stands on a day, by the names of les-emplois."""

    EXPIRED = "EXPIRED"
    VALID = "VALID"
    FUTURE = "FUTURE"
    SUSPENDED = "SUSPENDED"


STATUS_LABELS = {
    PassStatus.EXPIRED: N_("Expired"),
    PassStatus.VALID: N_("Valid"),
    PassStatus.FUTURE: N_("Valid (not begun)"),
    PassStatus.SUSPENDED: N_("Valid (suspended)"),
}


class PartKind(StrEnum):
    """What adds days to a PASS."""

    DURATION = "duration"
    SUSPENSION = "suspension"
    PROLONGATION = "prolongation"


@dataclass(frozen=True)
class PassPart:
    """Some of the days that make the length of a PASS."""

    kind: PartKind
    days: int
    when: Period
    reason: PassProlongationReason | None = None


@dataclass(frozen=True)
class PassStanding:
    """Where a PASS stands on a day, and why."""

    status: PassStatus
    start: date
    end: date
    """Its last day."""
    days_left: int
    """Days still to be used; a day suspended is not used up."""
    prolongation_opens: date
    prolongation_closes: date
    """The last day on which a prolongation may be asked for."""
    waiting_until: date
    """The last day of the waiting period: until then a new PASS needs an authorised prescriber, such as the PLIE."""
    parts: tuple[PassPart, ...]
    """What its length is made of, the duration first; their days add up to it."""

    @property
    def days(self) -> int:
        """Its whole length in days, suspensions and prolongations included."""
        return sum(part.days for part in self.parts)

    @property
    def status_label(self) -> str:
        """Its status in words."""
        return _(STATUS_LABELS[self.status])


def is_pass_number(number: str) -> bool:
    """Tell whether a number can be that of a PASS IAE: 99999 and seven more digits, spaces left out."""
    return _NUMBER.fullmatch(re.sub(r"\s", "", number)) is not None


def pass_standing(
    approval: IaePass,
    suspensions: Iterable[PassSuspension],
    prolongations: Iterable[PassProlongation],
    rules: Rules,
    on: date,
) -> PassStanding:
    """Compute where a PASS stands on a day, from its own suspensions and prolongations only."""
    start = approval.started_on
    duration = rules.days("pass_iae.duration")
    suspended = suspended_periods(approval, suspensions, on)
    granted = [part for each in prolongations if each.pass_id == approval.id and (part := _granted(each))]
    initial = PassPart(PartKind.DURATION, duration, Period(start, max(start, add_days(start, duration - 1))))
    added = _added(add_days(start, duration - 1), suspended, granted, rules)
    end = add_days(start, duration + sum(part.days for part in added) - 1)
    counted = [part.when for part in added if part.kind is PartKind.SUSPENSION]
    return PassStanding(
        status=_status(start, end, counted, on),
        start=start,
        end=end,
        days_left=_days_left(start, end, counted, on),
        prolongation_opens=add_months(end, -rules.months("pass_iae.prolongation.opens")),
        prolongation_closes=add_months(end, rules.months("pass_iae.prolongation.closes")),
        waiting_until=add_months(end, 12 * rules.years("pass_iae.waiting")),
        parts=(initial, *added),
    )


def suspended_periods(approval: IaePass, suspensions: Iterable[PassSuspension], on: date) -> tuple[Period, ...]:
    """Return the days suspended of a PASS, each once: an open one counts up to `on`, none before its start."""
    own = (each for each in suspensions if each.pass_id == approval.id)
    found = (period(max(each.since, approval.started_on), on if each.until is None else each.until) for each in own)
    return merge(each for each in found if each is not None)


def explain(standing: PassStanding) -> str:
    """Say how the end of a PASS was counted: « 730 jours + 12 jours de suspension = 742 jours, du … au …. »."""
    if len(standing.parts) == 1:
        sentence = _("{parts}, from {start} to {end}.")
    else:
        sentence = _("{parts} = {total}, from {start} to {end}.")
    return sentence.format(
        parts=" + ".join(_part(part) for part in standing.parts),
        total=_days(standing.days),
        start=current().date(standing.start),
        end=current().date(standing.end),
    )


def in_force(standings: Sequence[PassStanding]) -> PassStanding | None:
    """Return the PASS that matters now: one under way before one to come, else the last that expired."""
    order = (PassStatus.SUSPENDED, PassStatus.VALID, PassStatus.FUTURE, PassStatus.EXPIRED)
    return min(standings, key=lambda each: (order.index(each.status), -each.end.toordinal()), default=None)


def _granted(prolongation: PassProlongation) -> tuple[Period, PassProlongationReason] | None:
    when = period(prolongation.since, prolongation.until)
    return None if when is None else (when, prolongation.reason)


def _added(
    end: date,
    suspended: Sequence[Period],
    granted: Iterable[tuple[Period, PassProlongationReason]],
    rules: Rules,
) -> list[PassPart]:
    """Return what pushes the end, in the order of time.

    A suspension that begins once the PASS is over does not, but for its days from a later prolongation on.
    """
    first_free = date.min
    uncounted = 0 if rules.is_on("pass_iae.counts_last_day") else 1
    over: list[Period] = []
    late: list[Period] = []
    events: list[tuple[Period, PassProlongationReason | None]] = [*granted, *((each, None) for each in suspended)]
    events.sort(key=lambda event: (event[0].start, event[1] is None, event[0].end, event[1] or ""))
    parts: list[PassPart] = []
    for when, reason in events:
        if reason is None:
            if when.start > end:
                over.append(when)
                continue
            part = PassPart(PartKind.SUSPENSION, when.days - uncounted, when)
        else:
            new = period(max(when.start, first_free), when.end)  # days granted twice are granted once
            if new is None:
                continue
            # les-emplois writes the last day of the PASS as the first one of its prolongation: it adds nothing
            part = PassPart(PartKind.PROLONGATION, new.days - (new.start == end), new, reason)
            first_free = add_days(new.end, 1)
        end = add_days(end, part.days)
        parts.append(part)
        if part.kind is PartKind.PROLONGATION:
            over = [rest for each in over if (rest := period(max(each.start, part.when.start), each.end))]
            late += over
            over.clear()
            for rest in [each for each in late if each.start <= end]:
                late.remove(rest)
                parts.append(PassPart(PartKind.SUSPENSION, rest.days - uncounted, rest))
                end = add_days(end, parts[-1].days)
    return parts


def _status(start: date, end: date, suspended: Iterable[Period], on: date) -> PassStatus:
    if on < start:
        return PassStatus.FUTURE
    if on > end:
        return PassStatus.EXPIRED
    return PassStatus.SUSPENDED if any(on in each for each in suspended) else PassStatus.VALID


def _days_left(start: date, end: date, suspended: Iterable[Period], on: date) -> int:
    ahead = period(max(on, start), end)
    if ahead is None:
        return 0
    paused = (each.overlap(ahead) for each in suspended)
    return ahead.days - sum(each.days for each in paused if each is not None)


def _days(count: int) -> str:
    return ngettext("{count} day", "{count} days", count).format(count=current().number(count))


def _part(part: PassPart) -> str:
    count = current().number(part.days)
    if part.kind is PartKind.SUSPENSION:
        return ngettext("{count} day of suspension", "{count} days of suspension", part.days).format(count=count)
    if part.reason is PassProlongationReason.RQTH:  # health data: never in a sentence that may be printed
        return ngettext("{count} day of prolongation", "{count} days of prolongation", part.days).format(count=count)
    if part.reason is not None:
        words = ngettext("{count} day of prolongation ({reason})", "{count} days of prolongation ({reason})", part.days)
        return words.format(count=count, reason=_(PASS_PROLONGATION_REASONS[part.reason]))
    return _days(part.days)
