"""The PASS IAE against the steps that need it, and its own suspensions and prolongations against their limits."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from uuid import UUID

from caseflow.domain.flags import Flag, FlagCode, Pathway, Severity
from caseflow.domain.gaps import lived
from caseflow.domain.iae import IaePass, PassProlongation, PassProlongationReason, PassSuspension
from caseflow.domain.pass_arithmetic import (
    PassStanding,
    PassStatus,
    explain,
    is_pass_number,
    pass_standing,
)
from caseflow.domain.pathway import StepState
from caseflow.domain.periods import add_days, add_months, age_on, period, total_days
from caseflow.domain.rules import Rules
from caseflow.i18n import _, current, ngettext


def flags(pathway: Pathway, rules: Rules, on: date) -> Iterator[Flag]:
    """Yield what is to be looked at in the PASS IAE of a person."""
    standings = {
        each.id: pass_standing(each, pathway.pass_suspensions, pathway.pass_prolongations, rules, on)
        for each in pathway.passes
    }
    yield from _ends(pathway, standings, rules, on)
    yield from _missing(pathway, list(standings.values()), rules, on)
    for approval in pathway.passes:
        if approval.number and not is_pass_number(approval.number):
            message = _("A PASS IAE number has 12 digits: 99999, then seven more.")
            yield Flag(FlagCode.APPROVAL_NUMBER, Severity.WARNING, message, pass_id=approval.id)
        own = [each for each in pathway.pass_suspensions if each.pass_id == approval.id]
        yield from suspension_flags(approval, own, standings[approval.id].end, rules, on)
        granted = [each for each in pathway.pass_prolongations if each.pass_id == approval.id]
        yield from _prolongations(approval, granted, pathway, rules)


def suspension_flags(
    approval: IaePass, own: Sequence[PassSuspension], end: date, rules: Rules, on: date, recorded_on: date | None = None
) -> Iterator[Flag]:
    """Yield what is doubtful in the suspensions of a PASS that ends on `end`.

    `recorded_on` is given when one is being recorded: only then can it be called too late.
    """
    for each in own:
        if each.until is not None and each.until < each.since:
            message = _("A suspension of the PASS IAE ends before it begins: it counts for nothing.")
            yield _of_pass(FlagCode.END_BEFORE_START, Severity.SERIOUS, message, "", approval, each.since)
            continue
        yield from _suspension(approval, each, end, rules, on)
        back = rules.days("pass_iae.suspension.retroactive")
        if recorded_on is not None and each.since < add_days(recorded_on, -back):
            message = _("The suspension begins more than {days} days ago: it is no longer accepted.").format(days=back)
            source = rules["pass_iae.suspension.retroactive"].source
            yield _of_pass(FlagCode.APPROVAL_SUSPENSION_LATE, Severity.WARNING, message, source, approval, each.since)
    timed = [when for each in own if (when := period(each.since, each.until or max(each.since, on))) is not None]
    for first, second in combinations(sorted(timed), 2):
        shared = first.overlap(second)
        if shared is not None:
            words = _("Two suspensions of the PASS IAE overlap from {start} to {end}: shared days count once.")
            message = words.format(start=current().date(shared.start), end=current().date(shared.end))
            source = rules["pass_iae.suspension.longest"].source
            yield _of_pass(
                FlagCode.APPROVAL_SUSPENSION_OVERLAP, Severity.WARNING, message, source, approval, shared.start
            )


def _suspension(approval: IaePass, each: PassSuspension, end: date, rules: Rules, on: date) -> Iterator[Flag]:
    rule = rules["pass_iae.suspension.longest"]
    months = rules.months(rule.key)
    if (each.until or on) >= add_months(each.since, months):
        message = _("A suspension of the PASS IAE lasts {months} months at the most.").format(months=months)
        yield _of_pass(FlagCode.APPROVAL_SUSPENSION_LONG, Severity.WARNING, message, rule.source, approval, each.since)
    if each.since > on:
        message = _("A suspension of the PASS IAE cannot begin in the future.")
        yield _of_pass(
            FlagCode.APPROVAL_SUSPENSION_FUTURE, Severity.WARNING, message, rule.source, approval, each.since
        )
    if not approval.started_on <= each.since <= end:
        message = _("A suspension begins outside the PASS IAE: what comes before or after it does not count.")
        yield _of_pass(FlagCode.APPROVAL_SUSPENSION_OUTSIDE, Severity.WARNING, message, "", approval, each.since)


def _ends(pathway: Pathway, standings: dict[UUID, PassStanding], rules: Rules, on: date) -> Iterator[Flag]:
    """Flag the end of the last PASS while a step that needs one goes on."""
    schemes = rules.schemes("iae.needs_pass")
    going_on = [s for s in pathway.steps if s.scheme in schemes and s.state is StepState.IN_PROGRESS]
    last = max(pathway.passes, key=lambda each: standings[each.id].end, default=None)
    if not going_on or last is None:
        return
    standing, rule = standings[last.id], rules["pass_iae.warning"]
    ids = tuple(step.id for step in going_on)
    when = current().date(standing.end)
    if standing.status is PassStatus.EXPIRED:
        if on > standing.prolongation_closes:
            words = _("The PASS IAE ended on {end} while an IAE step goes on. It can no longer be prolonged.")
        else:
            words = _("The PASS IAE ended on {end} while an IAE step goes on. Ask for a prolongation by {last}.")
        message = words.format(end=when, last=current().date(standing.prolongation_closes))
        source = rules["pass_iae.duration"].source
        yield Flag(FlagCode.APPROVAL_ENDED, Severity.SERIOUS, message, source, ids, pass_id=last.id, since=standing.end)
    elif standing.end <= add_days(on, rules.days(rule.key)):
        left = (standing.end - on).days
        words = ngettext(
            "The PASS IAE ends on {end}, in {days} day. {explanation}",
            "The PASS IAE ends on {end}, in {days} days. {explanation}",
            left,
        )
        message = words.format(end=when, days=left, explanation=explain(standing))
        yield Flag(
            FlagCode.APPROVAL_ENDING, Severity.WARNING, message, rule.source, ids, pass_id=last.id, since=standing.end
        )


def _missing(pathway: Pathway, standings: Sequence[PassStanding], rules: Rules, on: date) -> Iterator[Flag]:
    """Flag the steps lived through that began on a day no PASS covers."""
    covered = [when for each in standings if (when := period(each.start, each.end)) is not None]
    for step in pathway.steps:
        if step.scheme not in rules.schemes("iae.needs_pass") or not (when := lived(step, on)):
            continue
        if not covered:
            message = _("This step needs a PASS IAE, and none is recorded.")
        elif not any(when.start in each for each in covered):
            words = _("No PASS IAE recorded covers {day}, the first day of this step.")
            message = words.format(day=current().date(when.start))
        else:
            continue
        source = rules["iae.needs_pass"].source
        yield Flag(FlagCode.APPROVAL_MISSING, Severity.WARNING, message, source, (step.id,), since=when.start)


def _prolongations(
    approval: IaePass, granted: Sequence[PassProlongation], pathway: Pathway, rules: Rules
) -> Iterator[Flag]:
    for each in granted:
        key = f"pass_iae.prolongation.{each.reason.value}.each"
        if each.until < each.since:
            message = _("A prolongation of the PASS IAE ends before it begins: it counts for nothing.")
            yield _of_pass(FlagCode.END_BEFORE_START, Severity.SERIOUS, message, "", approval, each.since)
        elif key in rules and each.until >= add_days(add_months(each.since, rules.months(key)), 1):
            words = _("A prolongation for this reason lasts {months} months at the most.")
            message = words.format(months=rules.months(key))
            yield _of_pass(
                FlagCode.APPROVAL_PROLONGATION, Severity.WARNING, message, rules[key].source, approval, each.since
            )
        yield from _age(approval, each, pathway.person.birth_date, rules)
    for reason in PassProlongationReason:
        yield from _total(approval, [each for each in granted if each.reason is reason], reason, rules)


def _age(approval: IaePass, each: PassProlongation, birth_date: date | None, rules: Rules) -> Iterator[Flag]:
    key = f"pass_iae.prolongation.{each.reason.value}.age"
    if key not in rules or birth_date is None:
        return
    strictly = each.reason is PassProlongationReason.SENIOR_CDI  # « plus de 57 ans »
    if age_on(birth_date, each.since) < rules.years(key) + strictly:
        message = _("The person is too young for this prolongation of the PASS IAE on its first day.")
        yield _of_pass(
            FlagCode.APPROVAL_PROLONGATION, Severity.WARNING, message, rules[key].source, approval, each.since
        )


def _total(
    approval: IaePass, granted: Sequence[PassProlongation], reason: PassProlongationReason, rules: Rules
) -> Iterator[Flag]:
    key = f"pass_iae.prolongation.{reason.value}.total"
    timed = [when for each in granted if (when := period(each.since, each.until)) is not None]
    if key not in rules or not timed:
        return
    first, months = min(timed).start, rules.months(key)
    # a day more for each: the platform writes the last day of the PASS as the first of its prolongation
    if total_days(timed) > (add_months(first, months) - first).days + len(timed):
        words = _("Prolongations for this reason last {months} months in all at the most.")
        message = words.format(months=months)
        yield _of_pass(FlagCode.APPROVAL_PROLONGATION, Severity.WARNING, message, rules[key].source, approval, first)


def _of_pass(code: FlagCode, severity: Severity, message: str, source: str, approval: IaePass, since: date) -> Flag:
    return Flag(code, severity, message, source, pass_id=approval.id, since=since)
