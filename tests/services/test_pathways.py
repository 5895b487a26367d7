"""Steps across schemes: what is typed is kept, what is doubtful is flagged, every action is taken back in one go."""

from datetime import date
from uuid import UUID

import pytest

from caseflow.domain.errors import Invalid
from caseflow.domain.flags import FlagCode
from caseflow.domain.iae import PassProlongationReason
from caseflow.domain.pathway import MrsStage, StepOutcome, StepState
from caseflow.domain.scheme import Scheme
from caseflow.services.desk import Desk
from caseflow.services.pathways import MrsDraft, StepDraft
from tests.conftest import TODAY


def enter(desk: Desk, person: UUID, on: date) -> UUID:
    stay = desk.enrolments.refer(person, None)
    desk.enrolments.enter(stay, on)
    return stay


def test_a_step_lives_from_plan_to_outcome(desk: Desk, amina: UUID) -> None:
    step = desk.pathways.add_step(
        amina, StepDraft(Scheme.TRAINING, title="CACES", planned_start=date(2026, 9, 1), planned_end=date(2026, 10, 1))
    )
    desk.pathways.start_step(step, date(2026, 9, 3))
    with pytest.raises(Invalid):
        desk.pathways.complete_step(step, date(2026, 9, 2))
    desk.pathways.complete_step(step, date(2026, 10, 2), StepOutcome.QUALIFIED)
    (view,) = desk.pathways.view(amina, TODAY).steps
    assert (view.state, view.start, view.end) == (StepState.DONE, date(2026, 9, 3), date(2026, 10, 2))
    desk.pathways.reopen_step(step)
    assert desk.pathways.view(amina, TODAY).steps[0].state is StepState.IN_PROGRESS


def test_what_is_doubtful_is_saved_and_flagged_with_its_reason(desk: Desk, amina: UUID) -> None:
    enter(desk, amina, date(2026, 1, 1))
    desk.pathways.add_step(
        amina,
        StepDraft(
            Scheme.POEC,
            state=StepState.DONE,
            started_on=date(2026, 2, 1),
            ended_on=date(2026, 1, 1),
            total_minutes=500 * 60,
        ),
    )
    view = desk.pathways.view(amina, TODAY)
    codes = {flag.code for flag in view.flags}
    assert {FlagCode.END_BEFORE_START, FlagCode.POE_HOURS} <= codes
    assert all(flag.message for flag in view.flags)
    assert {flag.code for flag in view.steps[0].flags} >= {FlagCode.END_BEFORE_START, FlagCode.POE_HOURS}


def test_a_rule_changed_by_an_administrator_changes_the_flags(desk: Desk, amina: UUID) -> None:
    enter(desk, amina, date(2026, 1, 1))
    desk.pathways.add_step(
        amina,
        StepDraft(Scheme.GUIDANCE, state=StepState.DONE, started_on=date(2026, 1, 2), ended_on=date(2026, 11, 1)),
    )
    assert desk.pathways.view(amina, TODAY).gaps == ()
    desk.rules.change("follow_up.gap_shown", 15)
    (gap,) = desk.pathways.view(amina, TODAY).gaps
    assert gap.start == date(2026, 11, 2)
    desk.rules.reset("follow_up.gap_shown")
    assert desk.pathways.view(amina, TODAY).gaps == ()


def test_a_bar_dragged_moves_the_dates_that_apply(desk: Desk, amina: UUID) -> None:
    planned = desk.pathways.add_step(amina, StepDraft(Scheme.PMSMP, planned_start=date(2026, 12, 1)))
    desk.pathways.move_step(planned, date(2026, 12, 8), date(2026, 12, 20))
    done = desk.pathways.add_step(
        amina, StepDraft(Scheme.JOB, state=StepState.DONE, started_on=date(2026, 1, 1), ended_on=date(2026, 2, 1))
    )
    desk.pathways.move_step(done, date(2026, 1, 5), date(2026, 2, 5))
    by_id = {step.id: step for step in desk.pathways.view(amina, TODAY).steps}
    assert (by_id[planned].planned_start, by_id[planned].planned_end) == (date(2026, 12, 8), date(2026, 12, 20))
    assert by_id[planned].started_on is None
    assert (by_id[done].started_on, by_id[done].ended_on) == (date(2026, 1, 5), date(2026, 2, 5))
    with pytest.raises(Invalid):
        desk.pathways.move_step(done, date(2026, 3, 1), date(2026, 2, 1))


def test_the_timeline_has_a_lane_for_each_family_and_a_bar_for_each_step(desk: Desk, amina: UUID) -> None:
    stay = enter(desk, amina, date(2026, 1, 1))
    steps = [
        desk.pathways.add_step(amina, StepDraft(scheme, state=StepState.IN_PROGRESS, started_on=date(2026, 3, 1)))
        for scheme in (Scheme.ACI, Scheme.TRAINING, Scheme.POEC)
    ]
    timeline = desk.pathways.view(amina, TODAY).timeline
    assert [len(lane.bars) for lane in timeline.lanes] == [1, 1, 2]
    assert {bar.key for lane in timeline.lanes for bar in lane.bars} == {str(stay), *map(str, steps)}
    assert len({lane.fill for lane in timeline.lanes}) == 3


def test_a_step_removed_comes_back_with_its_stages_and_links(desk: Desk, amina: UUID) -> None:
    mrs = desk.pathways.add_step(
        amina, StepDraft(Scheme.MRS, started_on=date(2026, 10, 1), state=StepState.IN_PROGRESS)
    )
    desk.pathways.record_mrs_result(mrs, MrsStage.INFORMATION, date(2026, 10, 1), is_passed=True)
    desk.pathways.record_mrs_result(mrs, MrsStage.EXERCISES, date(2026, 10, 8), is_passed=None)
    desk.pathways.record_mrs_result(mrs, MrsStage.EXERCISES, date(2026, 10, 8), is_passed=True)
    desk.pathways.add_step(amina, StepDraft(Scheme.JOB, linked_step_id=mrs))
    before = desk.pathways.view(amina, TODAY)
    assert [each.is_passed for each in before.steps[0].mrs_results] == [True, True]
    desk.pathways.remove_step(mrs)
    assert [step.linked_step_id for step in desk.pathways.view(amina, TODAY).steps] == [None]
    desk.undo.undo_last()
    assert desk.pathways.view(amina, TODAY) == before


def test_suspensions_and_prolongations_push_the_end_of_a_pass(desk: Desk, amina: UUID) -> None:
    approval = desk.pathways.add_pass(amina, date(2025, 1, 1), "999990000001")
    (view,) = desk.pathways.view(amina, TODAY).passes
    plain = view.standing.end
    pause = desk.pathways.suspend_pass(approval, date(2025, 6, 1), date(2025, 6, 12))
    (view,) = desk.pathways.view(amina, TODAY).passes
    assert (view.standing.end - plain).days == 12
    assert "12" in view.explanation
    granted = desk.pathways.prolong_pass(
        approval, date(2027, 1, 13), date(2027, 7, 12), PassProlongationReason.COMPLETE_TRAINING
    )
    (view,) = desk.pathways.view(amina, TODAY).passes
    assert view.standing.end == date(2027, 7, 12)
    desk.pathways.remove_prolongation(granted)
    desk.pathways.remove_suspension(pause)
    (view,) = desk.pathways.view(amina, TODAY).passes
    assert view.standing.end == plain
    with pytest.raises(Invalid):
        desk.pathways.suspend_pass(approval, date(2025, 6, 1), date(2025, 5, 1))


def test_a_step_and_its_mrs_stages_are_one_action(desk: Desk, amina: UUID) -> None:
    empty = desk.pathways.view(amina, TODAY)
    stages = [MrsDraft(MrsStage.INFORMATION, date(2026, 10, 1), True), MrsDraft(MrsStage.EXERCISES, date(2026, 10, 8))]
    step = desk.pathways.add_step(amina, StepDraft(Scheme.MRS), stages)
    before = desk.pathways.view(amina, TODAY)
    assert before.steps[0].mrs_stage is MrsStage.EXERCISES
    desk.pathways.edit_step(step, [MrsDraft(MrsStage.SCORE, date(2026, 10, 9), True)], title="Caisse")
    desk.undo.undo_last()
    assert desk.pathways.view(amina, TODAY) == before
    desk.undo.undo_last()
    assert desk.pathways.view(amina, TODAY) == empty
