"""Dates and numbers that cannot be right together, whatever the scheme."""

from collections.abc import Iterator
from datetime import date

from caseflow.domain import france_travail
from caseflow.domain.enrolment import CommissionDecision, Enrolment
from caseflow.domain.flags import Flag, FlagCode, Pathway, Severity
from caseflow.domain.pathway import Step
from caseflow.domain.periods import age_on
from caseflow.domain.person import Person
from caseflow.domain.rules import Rules
from caseflow.i18n import _, current


def flags(pathway: Pathway, rules: Rules, on: date) -> Iterator[Flag]:
    """Yield what does not hold together in the person, the stays and the dates of the steps."""
    yield from _of_person(pathway.person, rules, on)
    for enrolment in pathway.enrolments:
        yield from _of_enrolment(enrolment, pathway.person.birth_date)
    stays = {enrolment.id: enrolment for enrolment in pathway.enrolments}
    for step in pathway.steps:
        yield from _of_step(step, pathway.person.birth_date)
        stay = stays.get(step.enrolment_id) if step.enrolment_id is not None else None
        if stay is not None:
            yield from _outside(step, stay)


def _of_person(person: Person, rules: Rules, on: date) -> Iterator[Flag]:
    if person.france_travail_id and not france_travail.is_valid(person.france_travail_id):
        yield Flag(
            FlagCode.FRANCE_TRAVAIL_ID,
            Severity.WARNING,
            _("The France Travail number has neither of its forms: 7 digits and one more character, or 11 digits."),
        )
    if person.birth_date is None:
        return
    age = age_on(person.birth_date, on)
    youngest, oldest = rules.years("work.youngest"), rules.years("work.oldest")
    if not youngest <= age <= oldest:
        words = _("The birth date gives an age of {age}; a job seeker is between {youngest} and {oldest}: check it.")
        message = words.format(age=age, youngest=youngest, oldest=oldest)
        yield Flag(FlagCode.AGE_UNLIKELY, Severity.WARNING, message, rules["work.youngest"].source)


def _of_enrolment(enrolment: Enrolment, birth_date: date | None) -> Iterator[Flag]:
    entered, exited = enrolment.entered_on, enrolment.exited_on
    if entered is not None and exited is not None and exited < entered:
        words = _("The exit ({exited}) comes before the entry ({entered}): check both dates.")
        message = words.format(exited=current().date(exited), entered=current().date(entered))
        yield Flag(FlagCode.EXIT_BEFORE_ENTRY, Severity.SERIOUS, message, enrolment_id=enrolment.id, since=exited)
    if entered is not None and birth_date is not None and entered < birth_date:
        message = _("The entry into the PLIE comes before the birth date: check both dates.")
        yield Flag(FlagCode.BEFORE_BIRTH, Severity.SERIOUS, message, enrolment_id=enrolment.id, since=entered)
    if entered is not None and enrolment.commission_decision is CommissionDecision.REFUSED:
        message = _("There is an entry although the commission refused it.")
        yield Flag(FlagCode.ENTERED_AFTER_REFUSAL, Severity.WARNING, message, enrolment_id=enrolment.id, since=entered)


def _of_step(step: Step, birth_date: date | None) -> Iterator[Flag]:
    for start, end in {(step.start, step.end), (step.planned_start, step.planned_end)}:
        if start is not None and end is not None and end < start:
            words = _("The end ({end}) comes before the start ({start}): check both dates.")
            message = words.format(end=current().date(end), start=current().date(start))
            yield Flag(FlagCode.END_BEFORE_START, Severity.SERIOUS, message, step_ids=(step.id,), since=end)
    if birth_date is not None and step.start is not None and step.start < birth_date:
        message = _("The step begins before the birth date: check both dates.")
        yield Flag(FlagCode.BEFORE_BIRTH, Severity.SERIOUS, message, step_ids=(step.id,), since=step.start)


def _outside(step: Step, stay: Enrolment) -> Iterator[Flag]:
    if step.start is None:
        return
    if stay.entered_on is not None and step.start < stay.entered_on:
        words = _("The step begins on {day}, before the entry into the PLIE on {entry}.")
        message = words.format(day=current().date(step.start), entry=current().date(stay.entered_on))
    elif stay.exited_on is not None and stay.exited_on < step.start:
        words = _("The step begins on {day}, after the exit from the PLIE on {exit}.")
        message = words.format(day=current().date(step.start), exit=current().date(stay.exited_on))
    else:
        return
    yield Flag(
        FlagCode.OUTSIDE_ENROLMENT, Severity.INFO, message, step_ids=(step.id,), enrolment_id=stay.id, since=step.start
    )
