"""A pathway turned into the timeline to draw: a lane for each family of schemes, and the times without a step."""

from datetime import date
from uuid import UUID

from caseflow.domain import gaps as step_gaps
from caseflow.domain.enrolment import Enrolment
from caseflow.domain.flags import Flag, Pathway
from caseflow.domain.labels import label, lane_label, scheme_acronym, scheme_label
from caseflow.domain.pathway import Step, StepState
from caseflow.domain.rules import Rules
from caseflow.domain.scheme import LANES, Lane
from caseflow.drawing.timeline import Bar, Fill, Gap, Timeline, TimelineLane
from caseflow.i18n import _, current

FILLS = {
    Lane.PLIE: Fill.WHITE,
    Lane.IAE: Fill.HATCHED,
    Lane.TRAINING: Fill.DOTTED,
    Lane.MRS: Fill.GREY,
    Lane.IMMERSION: Fill.HORIZONTAL,
    Lane.AID: Fill.VERTICAL,
    Lane.CLAUSE: Fill.BACK_HATCHED,
    Lane.JOB: Fill.DARK,
    Lane.OTHER: Fill.CROSSED,
}


def gaps_of(pathway: Pathway, rules: Rules, on: date) -> tuple[Gap, ...]:
    """Return the times without any step of every stay that are long enough to be shown."""
    days = rules.days("follow_up.gap_shown")
    return tuple(
        Gap(gap.when.start, gap.when.end)
        for stay in pathway.enrolments
        for gap in step_gaps.gaps(pathway.steps, stay, pathway.suspensions, days, on)
    )


def timeline_of(pathway: Pathway, flags: tuple[Flag, ...], gaps: tuple[Gap, ...], on: date) -> Timeline:
    """Return what to draw; lanes without any bar are left out."""
    flagged = {step_id for flag in flags for step_id in flag.step_ids}
    bars: dict[Lane, list[Bar]] = {lane: [] for lane in Lane}
    bars[Lane.PLIE] = [_stay_bar(stay) for stay in pathway.enrolments if stay.entered_on is not None]
    for step in pathway.steps:
        if step.state is not StepState.CANCELLED:
            bars[LANES[step.scheme]].append(_step_bar(step, flagged))
    lanes = (TimelineLane(lane_label(lane), FILLS[lane], tuple(each)) for lane, each in bars.items() if each)
    return Timeline(tuple(lanes), on, gaps)


def step_title(step: Step) -> str:
    """Return what a step is called: its own title, else its scheme."""
    return step.title or scheme_label(step.scheme)


def _stay_bar(stay: Enrolment) -> Bar:
    return Bar(
        key=str(stay.id),
        label=_("Support by the PLIE"),
        start=stay.entered_on,
        end=stay.exited_on,
        detail=_("Support by the PLIE, {period}").format(period=_period(stay.entered_on, stay.exited_on)),
    )


def _step_bar(step: Step, flagged: set[UUID]) -> Bar:
    is_over = step.state in (StepState.DONE, StepState.ABANDONED)
    detail = [f"{scheme_acronym(step.scheme)} · {step_title(step)}", _period(step.start, step.end), step.operator or ""]
    return Bar(
        key=str(step.id),
        label=step_title(step),
        start=step.start,
        end=step.end or (step.start if is_over else None),
        is_planned=step.state is StepState.PLANNED,
        is_flagged=step.id in flagged,
        detail=" · ".join(part for part in [*detail, label(step.state)] if part),
    )


def _period(start: date | None, end: date | None) -> str:
    words = current()
    if start is None:
        return _("no date yet")
    if end is None:
        return _("since {start}").format(start=words.date(start))
    return _("from {start} to {end}").format(start=words.date(start), end=words.date(end))
