"""Too little at once, or too much: times without a step, full-time steps that overlap, weeks that are too long."""

from collections.abc import Iterator
from datetime import date

from caseflow.domain.flags import Flag, FlagCode, Pathway, Severity
from caseflow.domain.gaps import gaps, overlaps
from caseflow.domain.labels import scheme_acronym
from caseflow.domain.rules import Rules
from caseflow.i18n import _, current, ngettext


def flags(pathway: Pathway, rules: Rules, on: date) -> Iterator[Flag]:
    """Yield what the rhythm of a pathway calls attention to."""
    yield from _gaps(pathway, rules, on)
    yield from _overlaps(pathway, rules, on)
    yield from _weeks(pathway, rules)


def _gaps(pathway: Pathway, rules: Rules, on: date) -> Iterator[Flag]:
    rule = rules["follow_up.gap"]
    for stay in pathway.enrolments:
        for gap in gaps(pathway.steps, stay, pathway.suspensions, rules.days("follow_up.gap"), on):
            if gap.is_current:
                words = ngettext(
                    "No step for {days} day, since {start}.", "No step for {days} days, since {start}.", gap.days
                )
            else:
                words = ngettext(
                    "{days} day without a step, from {start} to {end}.",
                    "{days} days without a step, from {start} to {end}.",
                    gap.days,
                )
            message = words.format(
                days=current().number(gap.days),
                start=current().date(gap.when.start),
                end=current().date(gap.when.end),
            )
            severity = Severity.WARNING if gap.is_current else Severity.INFO
            yield Flag(FlagCode.GAP, severity, message, rule.source, enrolment_id=stay.id, since=gap.when.start)


def _overlaps(pathway: Pathway, rules: Rules, on: date) -> Iterator[Flag]:
    for overlap in overlaps(pathway.steps, rules, on):
        words = _("Two full-time steps ({first} and {second}) overlap from {start} to {end}: check hours and dates.")
        message = words.format(
            start=current().date(overlap.when.start),
            end=current().date(overlap.when.end),
            first=scheme_acronym(overlap.first.scheme),
            second=scheme_acronym(overlap.second.scheme),
        )
        yield Flag(
            FlagCode.FULL_TIME_OVERLAP,
            Severity.WARNING,
            message,
            rules["work.full_time"].source,
            step_ids=(overlap.first.id, overlap.second.id),
            since=overlap.when.start,
        )


def _weeks(pathway: Pathway, rules: Rules) -> Iterator[Flag]:
    longest = rules.minutes("work.weekly_longest")
    for step in pathway.steps:
        if step.weekly_minutes is not None and step.weekly_minutes > longest:
            message = _("{hours} hours a week: the longest lawful week has {limit}.").format(
                hours=hours(step.weekly_minutes), limit=hours(longest)
            )
            source = rules["work.weekly_longest"].source
            yield Flag(FlagCode.WEEKLY_HOURS, Severity.SERIOUS, message, source, step_ids=(step.id,), since=step.start)


def hours(minutes: int) -> str:
    """Write minutes as hours: « 48 », « 37,5 »."""
    whole, rest = divmod(minutes, 60)
    return current().number(whole) if rest == 0 else current().number(minutes / 60, 1 if minutes % 6 == 0 else 2)
