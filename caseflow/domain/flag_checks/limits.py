"""The limits of each scheme: hours, length, age, contract, and the day it was closed."""

from collections.abc import Iterator
from datetime import date

from caseflow.domain.flag_checks.rhythm import hours
from caseflow.domain.flags import Flag, FlagCode, Pathway, Severity
from caseflow.domain.gaps import expected
from caseflow.domain.labels import label, scheme_acronym
from caseflow.domain.pathway import LinkKind, Step, StepState
from caseflow.domain.periods import Period, add_days, add_months, age_on, merge, total_days
from caseflow.domain.rules import Rules
from caseflow.domain.scheme import Scheme
from caseflow.i18n import _, current, fold, ngettext


def flags(pathway: Pathway, rules: Rules, on: date) -> Iterator[Flag]:
    """Yield what goes beyond the limits of a scheme."""
    steps = [step for step in pathway.steps if step.state is not StepState.CANCELLED]
    for step in steps:
        yield from _contract(step, rules)
        yield from _closed(step, rules)
        if step.scheme in (Scheme.POEI, Scheme.POEC):
            yield from _poe(step, rules)
        elif step.scheme is Scheme.PMSMP:
            yield from _pmsmp(step, pathway.person.birth_date, rules)
        elif step.scheme is Scheme.PEC:
            yield from _pec(step, rules)
    yield from _same_host([step for step in steps if step.scheme is Scheme.PMSMP], rules)
    yield from _pec_total([step for step in steps if step.scheme is Scheme.PEC], rules, on)


def _contract(step: Step, rules: Rules) -> Iterator[Flag]:
    key = f"contracts.{step.scheme.value}"
    if step.contract is None or key not in rules or step.contract in rules.contracts(key):
        return
    if rules.contracts(key):
        message = _("This contract ({contract}) is not among those of the scheme ({scheme}): {contracts}.").format(
            contract=label(step.contract),
            scheme=scheme_acronym(step.scheme),
            contracts=", ".join(label(contract) for contract in rules.contracts(key)),
        )
    else:
        words = _("A step of this scheme ({scheme}) has no contract of employment.")
        message = words.format(scheme=scheme_acronym(step.scheme))
    yield _flag(FlagCode.CONTRACT, Severity.WARNING, message, rules[key].source, step)


def _closed(step: Step, rules: Rules) -> Iterator[Flag]:
    key = f"closed.{step.scheme.value}"
    if key in rules and step.start is not None and step.start > rules.day(key):
        message = _("This scheme ({scheme}) ended on {day}; the step begins on {start}.").format(
            scheme=scheme_acronym(step.scheme),
            day=current().date(rules.day(key)),
            start=current().date(step.start),
        )
        yield _flag(FlagCode.CLOSED_SCHEME, Severity.WARNING, message, rules[key].source, step)


def _poe(step: Step, rules: Rules) -> Iterator[Flag]:
    yield from _poe_hours(step, rules)
    longest = rules.months("poei.longest")
    if step.scheme is Scheme.POEI and _lasts_over(step, longest):
        words = ngettext(
            "A POEI takes place within {months} month: this one takes longer.",
            "A POEI takes place within {months} months: this one takes longer.",
            longest,
        )
        message = words.format(months=longest)
        yield _flag(FlagCode.POE_DURATION, Severity.WARNING, message, rules["poei.longest"].source, step)


def _poe_hours(step: Step, rules: Rules) -> Iterator[Flag]:
    if step.total_minutes is None:
        return
    key = "poec.hours" if step.scheme is Scheme.POEC else f"poei.hours.{step.variant}"
    if key in rules:
        if step.total_minutes > rules.minutes(key):
            message = _("{hours} hours: a {scheme} of this kind has {limit} at the most.").format(
                hours=hours(step.total_minutes), scheme=scheme_acronym(step.scheme), limit=hours(rules.minutes(key))
            )
            yield _flag(FlagCode.POE_HOURS, Severity.SERIOUS, message, rules[key].source, step)
        return
    limits = sorted(rule.key for rule in rules if rule.key.startswith("poei.hours."))
    minutes = sorted(rules.minutes(limit) for limit in limits)
    if step.total_minutes > minutes[-1]:
        words = _("{hours} hours: no POEI has more than {limit}.")
        message = words.format(hours=hours(step.total_minutes), limit=hours(minutes[-1]))
        yield _flag(FlagCode.POE_HOURS, Severity.SERIOUS, message, rules[limits[0]].source, step)
    elif step.total_minutes > minutes[0]:
        message = _("{hours} hours: say which kind of POEI this is, its limit is {least} to {most} hours.").format(
            hours=hours(step.total_minutes), least=hours(minutes[0]), most=hours(minutes[-1])
        )
        yield _flag(FlagCode.POE_VARIANT, Severity.INFO, message, rules[limits[0]].source, step)


def _pmsmp(step: Step, birth_date: date | None, rules: Rules) -> Iterator[Flag]:
    if step.start is None:
        return
    youngest = rules.years("pmsmp.age")
    if birth_date is not None and birth_date <= step.start and age_on(birth_date, step.start) < youngest:
        message = _("The person is under {age} on the first day of the immersion.").format(age=youngest)
        yield _flag(FlagCode.PMSMP_AGE, Severity.SERIOUS, message, rules["pmsmp.age"].source, step)
    longest = rules.days("pmsmp.longest")
    when = expected(step, step.start)
    if when is not None and when.days > longest:
        message = _("{days} days: an immersion has {limit} at the most; it can be renewed once.").format(
            days=current().number(when.days), limit=longest
        )
        yield _flag(FlagCode.PMSMP_DURATION, Severity.SERIOUS, message, rules["pmsmp.longest"].source, step)


def _same_host(steps: list[Step], rules: Rules) -> Iterator[Flag]:
    """Flag the immersions by which the time with one host goes over its limit in the months that end with each."""
    hosts: dict[str, list[tuple[Period, Step]]] = {}
    for step in steps:
        when = None if step.start is None else expected(step, step.start)
        if when is not None and step.operator:
            hosts.setdefault(fold(step.operator.strip()), []).append((when, step))
    longest, months = rules.days("pmsmp.same_host"), rules.months("pmsmp.same_host_window")
    for immersions in hosts.values():
        for when, step in immersions:
            window = Period(add_days(add_months(when.end, -months), 1), when.end)
            shared = [(each, other) for period, other in immersions if (each := period.overlap(window)) is not None]
            days = total_days(each for each, _step in shared)
            if len(shared) > 1 and days > longest:
                words = _("{days} days with the same host over {months} months: {limit} are possible.")
                message = words.format(days=days, months=months, limit=longest)
                ids = (step.id, *(other.id for _each, other in shared if other is not step))
                source = rules["pmsmp.same_host"].source
                yield Flag(FlagCode.PMSMP_SAME_HOST, Severity.WARNING, message, source, ids, since=when.end)


def _pec(step: Step, rules: Rules) -> Iterator[Flag]:
    if step.start is None or step.end is None or step.end < step.start or step.state is StepState.ABANDONED:
        return
    is_renewal = step.link_kind is LinkKind.RENEWS
    shortest = rules["pec.renewal_shortest" if is_renewal else "pec.initial_shortest"]
    least, most = rules.months(shortest.key), rules.months("pec.each")
    if _lasts_over(step, most):
        words = _("A PEC agreement has {months} months at the most, renewals apart.")
        yield _flag(FlagCode.PEC_LENGTH, Severity.INFO, words.format(months=most), rules["pec.each"].source, step)
    elif add_days(step.end, 1) < add_months(step.start, least):
        if is_renewal:
            words = _("A renewal of a PEC has {months} months at the least.")
        else:
            words = _("A PEC begins with {months} months at the least, save for some publics.")
        yield _flag(FlagCode.PEC_LENGTH, Severity.INFO, words.format(months=least), shortest.source, step)


def _pec_total(steps: list[Step], rules: Rules, on: date) -> Iterator[Flag]:
    """Flag PEC steps that together last longer than the law allows, whoever the employer."""
    timed = sorted(((when, step) for step in steps if (when := expected(step, on))), key=lambda pair: pair[0])
    if not timed:
        return
    periods = merge(when for when, _step in timed)
    months = rules.months("pec.total")
    first = periods[0].start
    allowed = (add_months(first, months) - first).days
    if total_days(periods) > allowed:
        words = _("{days} days of PEC in all: {months} months are possible, more for some publics.")
        message = words.format(days=current().number(total_days(periods)), months=months)
        ids = tuple(step.id for _when, step in timed)
        yield Flag(FlagCode.PEC_TOTAL, Severity.WARNING, message, rules["pec.total"].source, ids, since=first)


def _lasts_over(step: Step, months: int) -> bool:
    """Tell whether a step with both dates lasts longer than some months: from the 5th to the 4th is a whole month."""
    return step.start is not None and step.end is not None and step.end >= add_months(step.start, months)


def _flag(code: FlagCode, severity: Severity, message: str, source: str, step: Step) -> Flag:
    return Flag(code, severity, message, source, step_ids=(step.id,), since=step.start)
