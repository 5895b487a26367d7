"""Read what a summary says, in the words of the person who takes the sheet home."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from caseflow.domain.contact import shown_phone
from caseflow.domain.counsellor import Agency
from caseflow.domain.enrolment import Enrolment
from caseflow.domain.flags import Pathway
from caseflow.domain.labels import fact_value_label, label
from caseflow.domain.pathway import Step, StepState
from caseflow.domain.person import SENSITIVE_FACTS, ContactKind, Person, SituationFact
from caseflow.domain.prescribers import shown_prescriber
from caseflow.domain.rules import Rules
from caseflow.i18n import _, current
from caseflow.services.dossier import Dossier, read_dossier
from caseflow.services.pathway_view import StepView, view_of
from caseflow.services.summaries import (
    Advance,
    AgencyBlock,
    ContactLine,
    EventLine,
    FactLine,
    NextStep,
    PathwaySummary,
    Progress,
    StepLine,
)
from caseflow.services.support_reading import (
    appointments_ahead,
    barrier_entries,
    barriers_moved,
    partners_to_call,
    read_support,
    referral_entries,
)
from caseflow.services.timelines import step_title
from caseflow.store.prepared import Things
from caseflow.store.store import Store


class Summaries:
    """Reads what a summary says, in one short session a person."""

    def __init__(self, store: Store, rules: Callable[[], Rules]) -> None:
        self._store = store
        self._rules = rules

    def summary(self, person_id: UUID, on: date, printed_by: str = "") -> PathwaySummary:
        """Return the summary of one person, as of a day.

        Raises:
            Missing: the person is no longer there.
        """
        with self._store.reading_rows() as cursor:
            dossier = read_dossier(cursor, person_id)
            support = read_support(cursor, person_id, on)
            agency = _AGENCY.first(cursor) or Agency()
        pathway, person = dossier.pathway, dossier.person
        view = view_of(dossier, self._rules(), on)
        stay = dossier.latest_stay
        line = referent_line(dossier, on)
        return PathwaySummary(
            file_number=person.file_number,
            last_name=person.last_name,
            first_name=person.first_name,
            civility=person.civility,
            birth_date=person.birth_date,
            commune=person.commune or "",
            phones=tuple(shown_phone(each.value) for each in dossier.contacts if each.kind is ContactKind.PHONE),
            agency=AgencyBlock(agency.name, agency.address, agency.phone, agency.email, agency.data_protection_contact),
            referent=line,
            enrolled_on=stay.entered_on if stay else None,
            project=person.project or "",
            project_is_validated=person.project_is_validated,
            next_steps=in_order((*next_steps(pathway.steps, on), *appointments_ahead(support, line))),
            timeline=view.timeline,
            progress=progress(pathway.steps, barriers_moved(support)),
            contacts=tuple(dict.fromkeys((*contacts(line, pathway.steps), *partners_to_call(support)))),
            steps=step_lines(view.steps),
            facts=fact_lines(pathway.facts, on),
            events=events(pathway),
            note=person.note or "",
            printed_on=on,
            printed_by=printed_by,
            barriers=barrier_entries(support),
            referrals=referral_entries(support),
        )

    def ids_of_all(self) -> tuple[UUID, ...]:
        """Return everybody who is not archived, in the order of names: for printing them all."""
        query = select(Person.id).where(Person.archived_on.is_(None)).order_by(Person.sort_name, Person.id)
        with self._store.reading() as session:
            return tuple(session.scalars(query))


_AGENCY = Things(Agency)


def referent_line(dossier: Dossier, on: date) -> ContactLine | None:
    """Return who answers for the person, and how to call."""
    referent = dossier.referent(on)
    if referent is None:
        return None
    return ContactLine(_("My pathway, a question"), referent.name, shown_phone(referent.phone), referent.email)


def next_steps(steps: Iterable[Step], on: date) -> tuple[NextStep, ...]:
    """Return what is ahead: planned steps, and the planned end of those under way; those without a date come last."""
    ahead = [_planned(step) for step in steps if step.state is StepState.PLANNED]
    ahead += [
        NextStep(
            step.planned_end, _("Planned end: {step}").format(step=step_title(step)), "", "", step.operator or "", ""
        )
        for step in steps
        if step.state is StepState.IN_PROGRESS and step.planned_end is not None and step.planned_end >= on
    ]
    return in_order(ahead)


def in_order(steps: Iterable[NextStep]) -> tuple[NextStep, ...]:
    """Return what is ahead in the order of time; what has no date comes last."""
    return tuple(sorted(steps, key=lambda each: (each.on or date.max, each.at_minute or 0)))


def _planned(step: Step) -> NextStep:
    return NextStep(
        on=step.planned_start,
        what=step_title(step),
        bring=step.bring or "",
        place=step.place or "",
        with_whom=" – ".join(part for part in (step.operator, step.contact_name) if part),
        phone=shown_phone(step.contact_phone or ""),
    )


def progress(steps: Iterable[Step], barriers: Iterable[Progress] = ()) -> tuple[Progress, ...]:
    """Return what has moved forward: steps under way, barriers, steps done, the latest first.

    What is still to do comes last: a page that holds only some keeps those that moved.
    """
    done = [step for step in steps if step.state is StepState.DONE]
    under_way = [step for step in steps if step.state is StepState.IN_PROGRESS]
    every = [
        *(Progress(step_title(step), Advance.UNDER_WAY) for step in under_way),
        *barriers,
        *(Progress(_done(step), Advance.DONE) for step in reversed(done)),
    ]
    return tuple(sorted(every, key=lambda each: each.advance is Advance.TO_DO))


def _done(step: Step) -> str:
    if step.ended_on is None:
        return step_title(step)
    return _("{step} ({date})").format(step=step_title(step), date=current().month(step.ended_on))


def contacts(referent: ContactLine | None, steps: Iterable[Step]) -> tuple[ContactLine, ...]:
    """Return whom to call: the referent, then the operators of what is under way or ahead."""
    lines = [referent] if referent else []
    for step in steps:
        if step.state in (StepState.IN_PROGRESS, StepState.PLANNED) and (step.contact_phone or step.contact_name):
            who = " – ".join(part for part in (step.operator, step.contact_name) if part)
            lines.append(ContactLine(step_title(step), who, shown_phone(step.contact_phone or "")))
    return tuple(dict.fromkeys(lines))


def step_lines(steps: Sequence[StepView]) -> tuple[StepLine, ...]:
    """Return the table of steps of the full version; private notes are left out."""
    return tuple(
        StepLine(
            scheme=step.scheme_label,
            title=step.title,
            start=step.start,
            end=step.end,
            state=step.state_label,
            operator=step.operator or "",
            prescriber=step.prescriber or "",
            job=" ".join(part for part in (step.job_title, f"({step.rome})" if step.rome else "") if part),
            contract=label(step.contract) if step.contract else "",
            hours=hours(step.weekly_minutes, step.total_minutes),
            outcome=label(step.outcome) if step.outcome else "",
            funder=step.funder or "",
            note=step.note or "",
            flags=tuple(flag.message for flag in step.flags),
        )
        for step in steps
    )


def hours(weekly_minutes: int | None, total_minutes: int | None) -> str:
    """Write the hours of a step: « 26 h par semaine, 400 h en tout »."""
    parts = [
        words.format(hours=current().number(minutes / 60, 0 if minutes % 60 == 0 else 1))
        for words, minutes in ((_("{hours} h a week"), weekly_minutes), (_("{hours} h in all"), total_minutes))
        if minutes
    ]
    return ", ".join(parts)


def fact_lines(facts: Iterable[SituationFact], on: date) -> tuple[FactLine, ...]:
    """Return the situation on a day, without anything sensitive."""
    return tuple(
        FactLine(label(fact.kind), fact_value_label(fact.kind, fact.value) or _("yes"), fact.since, fact.until)
        for fact in facts
        if fact.kind not in SENSITIVE_FACTS and fact.holds(on)
    )


def events(pathway: Pathway) -> tuple[EventLine, ...]:
    """Return the dates of a person's time in the PLIE, in order."""
    found = [event for stay in pathway.enrolments for event in _stay_events(stay, pathway)]
    return tuple(sorted(found, key=lambda event: event.on or date.max))


def _stay_events(stay: Enrolment, pathway: Pathway) -> Iterator[EventLine]:
    if stay.referred_on or stay.prescriber:
        yield EventLine(stay.referred_on, _("Referral"), shown_prescriber(stay.prescriber, stay.prescriber_kind))
    if stay.commission_on:
        decision = label(stay.commission_decision) if stay.commission_decision else ""
        yield EventLine(stay.commission_on, _("Commission"), decision)
    if stay.entered_on:
        yield EventLine(stay.entered_on, _("Entry into the PLIE"), "")
    for pause in pathway.suspensions:
        if pause.enrolment_id == stay.id:
            until = _("until {date}").format(date=current().date(pause.until)) if pause.until else ""
            yield EventLine(pause.since, _("Support suspended"), until)
    if stay.exited_on:
        yield EventLine(stay.exited_on, _("Exit from the PLIE"), label(stay.exit_kind) if stay.exit_kind else "")
    if stay.six_month_proof_on:
        yield EventLine(stay.six_month_proof_on, _("Proof at six months"), stay.six_month_proof or "")
