"""A pathway as the counsellor edits it: steps across schemes, their dates and outcomes, the PASS IAE."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from caseflow.domain.errors import Invalid
from caseflow.domain.iae import IaePass, PassProlongation, PassProlongationReason, PassSuspension, PassSuspensionReason
from caseflow.domain.pathway import (
    Contract,
    ImmersionPurpose,
    LinkKind,
    MrsResult,
    MrsStage,
    Step,
    StepOutcome,
    StepState,
)
from caseflow.domain.person import Person
from caseflow.domain.rules import Rules
from caseflow.domain.scheme import Scheme
from caseflow.i18n import _
from caseflow.services.dossier import read_dossier
from caseflow.services.pathway_view import PathwayView, view_of
from caseflow.store.store import Store, Writing


@dataclass
class StepDraft:
    """What a form collects of a step; a scheme is enough. Same names as `Step`."""

    scheme: Scheme
    title: str = ""
    state: StepState = StepState.PLANNED
    variant: str | None = None
    enrolment_id: UUID | None = None
    planned_start: date | None = None
    planned_end: date | None = None
    started_on: date | None = None
    ended_on: date | None = None
    operator: str | None = None
    contact_name: str | None = None
    contact_phone: str | None = None
    place: str | None = None
    bring: str | None = None
    prescriber: str | None = None
    weekly_minutes: int | None = None
    total_minutes: int | None = None
    contract: Contract | None = None
    job_title: str | None = None
    rome: str | None = None
    outcome: StepOutcome | None = None
    funder: str | None = None
    mrs_stage: MrsStage | None = None
    purpose: ImmersionPurpose | None = None
    linked_step_id: UUID | None = None
    link_kind: LinkKind | None = None
    note: str | None = None
    private_note: str | None = None


@dataclass(frozen=True)
class MrsDraft:
    """What a form collects of one stage of a recruitment by simulation."""

    stage: MrsStage
    held_on: date | None = None
    is_passed: bool | None = None


class Pathways:
    """The steps of people's pathways."""

    def __init__(self, store: Store, rules: Callable[[], Rules]) -> None:
        self._store = store
        self._rules = rules

    def view(self, person_id: UUID, on: date) -> PathwayView:
        """Return a whole pathway, seen from a day: steps, stays, passes, gaps, flags, timeline.

        Raises:
            Missing: the person is no longer there.
        """
        with self._store.reading_rows() as cursor:
            dossier = read_dossier(cursor, person_id)
        return view_of(dossier, self._rules(), on)

    def add_step(self, person_id: UUID, draft: StepDraft, results: Sequence[MrsDraft] = ()) -> UUID:
        """Add a step, with its MRS stages if any. Whatever its dates, it is saved: doubts are flags, never refusals."""
        with self._store.writing(_("Step added")) as writing:
            writing.get(Person, person_id)
            step = Step(person_id=person_id, **{each.name: getattr(draft, each.name) for each in fields(draft)})
            writing.add(step)
            writing.session.flush()
            record_results(writing, step, results)
        return step.id

    def edit_step(self, step_id: UUID, results: Sequence[MrsDraft] = (), **changes: Any) -> None:
        """Change any fields of a step, and what came of MRS stages, as one action."""
        with self._store.writing(_("Step changed")) as writing:
            step = writing.get(Step, step_id)
            for name, value in changes.items():
                setattr(step, name, value)
            record_results(writing, step, results)

    def move_step(self, step_id: UUID, start: date | None, end: date | None) -> None:
        """Give a step other dates: the real ones where it has them, the planned ones otherwise.

        Raises:
            Invalid: the end comes before the start.
        """
        if start is not None and end is not None and end < start:
            raise Invalid("ended_on", _("The end comes before the start."))
        with self._store.writing(_("Step moved")) as writing:
            step = writing.get(Step, step_id)
            if step.started_on is not None or step.state is not StepState.PLANNED:
                step.started_on = start
            else:
                step.planned_start = start
            if step.ended_on is not None:
                step.ended_on = end
            else:
                step.planned_end = end

    def start_step(self, step_id: UUID, on: date) -> None:
        """Record that a step has begun."""
        with self._store.writing(_("Step begun")) as writing:
            writing.get(Step, step_id).begin(on)

    def complete_step(self, step_id: UUID, on: date, outcome: StepOutcome | None = None) -> None:
        """Record that a step is done.

        Raises:
            Invalid: the day comes before the step began.
        """
        with self._store.writing(_("Step completed")) as writing:
            writing.get(Step, step_id).complete(on, outcome)

    def abandon_step(self, step_id: UUID, on: date, outcome: StepOutcome | None = None) -> None:
        """Record that a step stopped before its end.

        Raises:
            Invalid: the day comes before the step began.
        """
        with self._store.writing(_("Step abandoned")) as writing:
            writing.get(Step, step_id).abandon(on, outcome)

    def cancel_step(self, step_id: UUID) -> None:
        """Record that a planned step will not take place.

        Raises:
            Conflict: it has begun; it can be abandoned.
        """
        with self._store.writing(_("Step cancelled")) as writing:
            writing.get(Step, step_id).cancel()

    def reopen_step(self, step_id: UUID) -> None:
        """Take up again a step that was closed by mistake."""
        with self._store.writing(_("Step reopened")) as writing:
            writing.get(Step, step_id).reopen()

    def remove_step(self, step_id: UUID) -> None:
        """Take away a step recorded by mistake; steps linked to it lose the link."""
        with self._store.writing(_("Step removed")) as writing:
            step = writing.get(Step, step_id)
            for result in writing.session.scalars(select(MrsResult).where(MrsResult.step_id == step_id)):
                writing.delete(result)
            for linked in writing.session.scalars(select(Step).where(Step.linked_step_id == step_id)):
                linked.linked_step_id = linked.link_kind = None
            writing.delete(step)

    def record_mrs_result(self, step_id: UUID, stage: MrsStage, held_on: date | None, is_passed: bool | None) -> None:
        """Record what came of a stage of a recruitment by simulation; the step stands at that stage."""
        with self._store.writing(_("MRS stage recorded")) as writing:
            record_results(writing, writing.get(Step, step_id), [MrsDraft(stage, held_on, is_passed)])

    def add_pass(self, person_id: UUID, started_on: date, number: str | None = None) -> UUID:
        """Record a PASS IAE."""
        with self._store.writing(_("PASS IAE added")) as writing:
            writing.get(Person, person_id)
            approval = writing.add(IaePass(person_id=person_id, number=number, started_on=started_on))
        return approval.id

    def edit_pass(self, pass_id: UUID, **changes: Any) -> None:
        """Correct the number or the first day of a PASS IAE."""
        with self._store.writing(_("PASS IAE changed")) as writing:
            approval = writing.get(IaePass, pass_id)
            for name, value in changes.items():
                setattr(approval, name, value)

    def remove_pass(self, pass_id: UUID) -> None:
        """Take away a PASS IAE recorded by mistake, with its suspensions and prolongations."""
        with self._store.writing(_("PASS IAE removed")) as writing:
            for kind in (PassSuspension, PassProlongation):
                for thing in writing.session.scalars(select(kind).where(kind.pass_id == pass_id)):
                    writing.delete(thing)
            writing.delete(writing.get(IaePass, pass_id))

    def suspend_pass(
        self, pass_id: UUID, since: date, until: date | None = None, reason: PassSuspensionReason | None = None
    ) -> UUID:
        """Record a suspension of a PASS IAE.

        Raises:
            Invalid: the last day comes before the first.
        """
        _check_order(since, until)
        with self._store.writing(_("PASS IAE suspended")) as writing:
            writing.get(IaePass, pass_id)
            suspension = writing.add(PassSuspension(pass_id=pass_id, since=since, until=until, reason=reason))
        return suspension.id

    def prolong_pass(self, pass_id: UUID, since: date, until: date, reason: PassProlongationReason) -> UUID:
        """Record a prolongation of a PASS IAE.

        Raises:
            Invalid: the last day comes before the first.
        """
        _check_order(since, until)
        with self._store.writing(_("PASS IAE prolonged")) as writing:
            writing.get(IaePass, pass_id)
            prolongation = writing.add(PassProlongation(pass_id=pass_id, since=since, until=until, reason=reason))
        return prolongation.id

    def end_suspension(self, suspension_id: UUID, until: date) -> None:
        """Give an open suspension of a PASS IAE its last day."""
        with self._store.writing(_("Suspension of the PASS IAE ended")) as writing:
            suspension = writing.get(PassSuspension, suspension_id)
            _check_order(suspension.since, until)
            suspension.until = until

    def remove_suspension(self, suspension_id: UUID) -> None:
        """Take away a suspension of a PASS IAE recorded by mistake."""
        self._remove(PassSuspension, suspension_id, _("Suspension of the PASS IAE removed"))

    def remove_prolongation(self, prolongation_id: UUID) -> None:
        """Take away a prolongation of a PASS IAE recorded by mistake."""
        self._remove(PassProlongation, prolongation_id, _("Prolongation of the PASS IAE removed"))

    def _remove(self, kind: type[PassSuspension] | type[PassProlongation], thing_id: UUID, label: str) -> None:
        with self._store.writing(label) as writing:
            writing.delete(_thing(writing, kind, thing_id))


def record_results(writing: Writing, step: Step, results: Sequence[MrsDraft]) -> None:
    """Write what came of some stages; the step stands at the furthest one known."""
    order = list(MrsStage)
    query = select(MrsResult).where(MrsResult.step_id == step.id)
    known = {each.stage: each for each in writing.session.scalars(query)}
    for result in results:
        row = known.get(result.stage) or writing.add(MrsResult(step_id=step.id, stage=result.stage))
        row.held_on, row.is_passed = result.held_on, result.is_passed
        step.mrs_stage = max(step.mrs_stage or result.stage, result.stage, key=order.index)


def _thing(
    writing: Writing, kind: type[PassSuspension] | type[PassProlongation], thing_id: UUID
) -> PassSuspension | PassProlongation:
    return writing.get(kind, thing_id)


def _check_order(since: date, until: date | None) -> None:
    if until is not None and until < since:
        raise Invalid("until", _("The last day comes before the first."))
