"""A whole pathway as read models: steps, stays in the PLIE, PASS IAE, gaps, flags, and the timeline to draw."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from caseflow.domain.enrolment import CommissionDecision, Enrolment, ExitKind
from caseflow.domain.exits import ExitStanding, exit_standing
from caseflow.domain.flags import Flag, flags_of_step, pathway_flags
from caseflow.domain.iae import IaePass
from caseflow.domain.labels import label, scheme_label
from caseflow.domain.pass_arithmetic import PassStanding, explain, pass_standing
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
from caseflow.domain.rules import Rules
from caseflow.domain.scheme import Scheme
from caseflow.drawing.timeline import Gap, Timeline
from caseflow.services import timelines
from caseflow.services.dossier import Dossier


@dataclass(frozen=True)
class MrsView:
    """What came of one stage of a recruitment by simulation."""

    stage: MrsStage
    held_on: date | None
    is_passed: bool | None


@dataclass(frozen=True)
class StepView:
    """One step, with its words and what is doubtful about it."""

    id: UUID
    person_id: UUID
    enrolment_id: UUID | None
    scheme: Scheme
    variant: str | None
    title: str
    state: StepState
    planned_start: date | None
    planned_end: date | None
    started_on: date | None
    ended_on: date | None
    operator: str | None
    contact_name: str | None
    contact_phone: str | None
    place: str | None
    bring: str | None
    prescriber: str | None
    weekly_minutes: int | None
    total_minutes: int | None
    contract: Contract | None
    job_title: str | None
    rome: str | None
    outcome: StepOutcome | None
    funder: str | None
    mrs_stage: MrsStage | None
    purpose: ImmersionPurpose | None
    linked_step_id: UUID | None
    link_kind: LinkKind | None
    note: str | None
    private_note: str | None
    start: date | None
    end: date | None
    scheme_label: str
    state_label: str
    mrs_results: tuple[MrsView, ...]
    flags: tuple[Flag, ...]


@dataclass(frozen=True)
class AssignmentView:
    """Who answered for a stay, from when to when."""

    counsellor_id: UUID
    name: str
    since: date
    until: date | None


@dataclass(frozen=True)
class SuspensionView:
    """A pause of the support, or of a PASS IAE."""

    id: UUID
    since: date
    until: date | None
    reason: str


@dataclass(frozen=True)
class ProlongationView:
    """A prolongation of a PASS IAE."""

    id: UUID
    since: date
    until: date
    reason: str


@dataclass(frozen=True)
class EnrolmentView:
    """One stay in the PLIE, and how its exit stands."""

    id: UUID
    prescriber: str | None
    prescriber_kind: str | None
    referred_on: date | None
    commission_on: date | None
    commission_decision: CommissionDecision | None
    entered_on: date | None
    exited_on: date | None
    exit_kind: ExitKind | None
    exit_note: str | None
    six_month_proof_on: date | None
    six_month_proof: str | None
    referents: tuple[AssignmentView, ...]
    suspensions: tuple[SuspensionView, ...]
    standing: ExitStanding | None


@dataclass(frozen=True)
class PassView:
    """One PASS IAE, and where it stands."""

    id: UUID
    number: str | None
    started_on: date
    suspensions: tuple[SuspensionView, ...]
    prolongations: tuple[ProlongationView, ...]
    standing: PassStanding
    explanation: str


@dataclass(frozen=True)
class PathwayView:
    """A whole pathway, seen from a day."""

    person_id: UUID
    steps: tuple[StepView, ...]
    enrolments: tuple[EnrolmentView, ...]
    passes: tuple[PassView, ...]
    gaps: tuple[Gap, ...]
    flags: tuple[Flag, ...]
    timeline: Timeline


_SAME_IN_STEP = tuple(name for name in StepView.__annotations__ if name in Step.__table__.columns)
_SAME_IN_STAY = tuple(name for name in EnrolmentView.__annotations__ if name in Enrolment.__table__.columns)


def view_of(dossier: Dossier, rules: Rules, on: date) -> PathwayView:
    """Return the read model of a pathway already read."""
    pathway = dossier.pathway
    flags = pathway_flags(pathway, rules, on)
    gaps = timelines.gaps_of(pathway, rules, on)
    return PathwayView(
        person_id=dossier.person.id,
        steps=tuple(_step(step, dossier, flags) for step in pathway.steps),
        enrolments=tuple(_stay(stay, dossier, rules, on) for stay in pathway.enrolments),
        passes=tuple(_pass(approval, dossier, rules, on) for approval in pathway.passes),
        gaps=gaps,
        flags=flags,
        timeline=timelines.timeline_of(pathway, flags, gaps, on),
    )


def _same(thing: object, names: Iterable[str]) -> dict[str, Any]:
    """Return some stored values of a thing, all at once: one by one, each is asked for through the mapping."""
    stored = vars(thing)
    return {name: stored[name] for name in names}


def _step(step: Step, dossier: Dossier, flags: tuple[Flag, ...]) -> StepView:
    results = sorted((each for each in dossier.mrs_results if each.step_id == step.id), key=_stage)
    return StepView(
        **_same(step, _SAME_IN_STEP),
        start=step.start,
        end=step.end,
        scheme_label=scheme_label(step.scheme),
        state_label=label(step.state),
        mrs_results=tuple(MrsView(each.stage, each.held_on, each.is_passed) for each in results),
        flags=flags_of_step(flags, step.id),
    )


def _stage(result: MrsResult) -> int:
    return list(MrsStage).index(result.stage)


def _stay(stay: Enrolment, dossier: Dossier, rules: Rules, on: date) -> EnrolmentView:
    own = [each for each in dossier.assignments if each.enrolment_id == stay.id]
    paused = [each for each in dossier.pathway.suspensions if each.enrolment_id == stay.id]
    return EnrolmentView(
        **_same(stay, _SAME_IN_STAY),
        referents=tuple(
            AssignmentView(each.counsellor_id, dossier.counsellors[each.counsellor_id].name, each.since, each.until)
            for each in own
        ),
        suspensions=tuple(SuspensionView(each.id, each.since, each.until, each.reason or "") for each in paused),
        standing=exit_standing(stay, rules, on) if stay.exited_on else None,
    )


def _pass(approval: IaePass, dossier: Dossier, rules: Rules, on: date) -> PassView:
    pathway = dossier.pathway
    standing = pass_standing(approval, pathway.pass_suspensions, pathway.pass_prolongations, rules, on)
    suspended = sorted((s for s in pathway.pass_suspensions if s.pass_id == approval.id), key=lambda s: s.since)
    prolonged = sorted((p for p in pathway.pass_prolongations if p.pass_id == approval.id), key=lambda p: p.since)
    return PassView(
        id=approval.id,
        number=approval.number,
        started_on=approval.started_on,
        suspensions=tuple(
            SuspensionView(s.id, s.since, s.until, label(s.reason) if s.reason else "") for s in suspended
        ),
        prolongations=tuple(ProlongationView(p.id, p.since, p.until, label(p.reason)) for p in prolonged),
        standing=standing,
        explanation=explain(standing),
    )
