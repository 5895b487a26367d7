"""Barriers as they are noted, weighed, acted on and lifted, in a real store."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from caseflow.domain.barrier import (
    Barrier,
    BarrierGoal,
    BarrierLevel,
    GoalKind,
    GoalState,
    Impact,
    Theme,
)
from caseflow.domain.errors import Invalid, Missing
from caseflow.domain.resource import Service, Structure
from caseflow.services.barrier_views import BarrierLine, Trend, trend_of
from caseflow.services.desk import Desk

TODAY = date(2026, 11, 23)
MONTH_AGO = date(2026, 10, 23)


def only(desk: Desk, person: UUID, on: date = TODAY) -> BarrierLine:
    (line,) = desk.barriers.of_person(person, on).barriers
    return line


def garage(desk: Desk) -> UUID:
    with desk.store.writing("Garage") as writing:
        structure = writing.add(Structure(source_id="test--garage", name="Garage solidaire"))
        writing.session.flush()
        service = Service(
            structure_id=structure.id,
            source_id="test--reparation",
            name="Réparation",
            structure_name="Garage solidaire",
        )
        return writing.add(service).id


def rows(desk: Desk, kind: Any) -> int:
    with desk.store.reading() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


def test_a_barrier_noted_weighs_2_from_that_day(desk: Desk, amina: UUID) -> None:
    desk.barriers.note(amina, Theme.MOBILITY, TODAY, situation=" Véhicule  en panne ")
    line = only(desk, amina)
    assert (line.theme, line.situation, line.level, line.is_open) == (Theme.MOBILITY, "Véhicule en panne", 2, True)
    assert [(each.since, each.level) for each in line.history] == [(TODAY, 2)]


def test_the_order_is_open_then_priority_then_the_convention(desk: Desk, amina: UUID) -> None:
    for theme in (Theme.CONFIDENCE, Theme.MOBILITY, Theme.FAMILY):
        desk.barriers.note(amina, theme, MONTH_AGO)
    desk.barriers.note(amina, Theme.LANGUAGE, MONTH_AGO, is_priority=True)
    family = next(e for e in desk.barriers.of_person(amina, TODAY).barriers if e.theme is Theme.FAMILY)
    desk.barriers.lift(family.id, TODAY)
    themes = [line.theme for line in desk.barriers.of_person(amina, TODAY).barriers]
    assert themes == [Theme.LANGUAGE, Theme.MOBILITY, Theme.CONFIDENCE, Theme.FAMILY]


def test_a_level_said_twice_the_same_day_leaves_one_line(desk: Desk, amina: UUID) -> None:
    barrier = desk.barriers.note(amina, Theme.MOBILITY, MONTH_AGO)
    for level in (3, 0, 1):
        desk.barriers.rate(barrier, level, TODAY)
    line = only(desk, amina)
    assert [each.level for each in line.history] == [2, 1]
    assert (line.level, line.trend) == (1, Trend.DOWN)
    desk.barriers.rate(barrier, 2, TODAY)
    assert [each.level for each in only(desk, amina).history] == [2]


def test_a_level_of_an_earlier_day_takes_its_place_in_the_history(desk: Desk, amina: UUID) -> None:
    barrier = desk.barriers.note(amina, Theme.MOBILITY, MONTH_AGO)
    desk.barriers.rate(barrier, 1, TODAY)
    desk.barriers.rate(barrier, 3, MONTH_AGO + timedelta(days=7))
    line = only(desk, amina)
    assert [each.level for each in line.history] == [2, 3, 1]
    assert line.level == 1
    with pytest.raises(Invalid):
        desk.barriers.rate(barrier, 3, MONTH_AGO - timedelta(days=1))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3)), max_size=6))
def test_whatever_is_said_the_level_is_the_last_of_its_history(
    desk: Desk, amina: UUID, said: list[tuple[int, int]]
) -> None:
    barrier = desk.barriers.note(amina, Theme.MOBILITY, MONTH_AGO)
    for day, level in said:
        desk.barriers.rate(barrier, level, MONTH_AGO + timedelta(days=day))
        line = desk.barriers.of_person(amina, TODAY).barrier(barrier)
        assert line is not None
        days = [each.since for each in line.history]
        assert (days, days[0]) == (sorted(set(days)), MONTH_AGO)
        assert line.level == line.history[-1].level
        assert [each.level for each in line.history if each.since <= MONTH_AGO + timedelta(days=day)][-1] == level


@pytest.mark.parametrize(
    ("levels", "trend"),
    [
        ([2], Trend.STEADY),
        ([2, 2], Trend.STEADY),
        ([3, 1], Trend.DOWN),
        ([1, 3], Trend.UP),
        ([3, 1, 1], Trend.DOWN),
        ([3, 1, 2], Trend.UP),
        ([], Trend.STEADY),
    ],
)
def test_the_trend_is_the_last_change(levels: list[int], trend: Trend) -> None:
    assert trend_of(levels) is trend


def test_a_barrier_is_lifted_by_a_service_and_the_history_says_it(desk: Desk, amina: UUID) -> None:
    barrier = desk.barriers.note(amina, Theme.MOBILITY, MONTH_AGO)
    service = garage(desk)
    desk.barriers.rate(barrier, 3, TODAY)
    lifted_on = TODAY - timedelta(days=2)
    desk.barriers.lift(barrier, lifted_on, "Voiture réparée", service)
    line = only(desk, amina)
    assert (line.is_open, line.lifted_on, line.lifted_how) == (False, lifted_on, "Voiture réparée")
    assert line.lifted_by == "Réparation – Garage solidaire"
    assert [(each.since, each.level) for each in line.history] == [(MONTH_AGO, 2), (lifted_on, 0)]


def test_a_barrier_comes_back_as_it_was_once_the_lifting_is_undone(desk: Desk, amina: UUID) -> None:
    barrier = desk.barriers.note(amina, Theme.MOBILITY, MONTH_AGO, situation="Aucun moyen de transport")
    before = only(desk, amina)
    desk.barriers.lift(barrier, TODAY, "Vélo")
    desk.undo.undo_last()
    assert only(desk, amina) == before


def test_a_barrier_reopened_weighs_again(desk: Desk, amina: UUID) -> None:
    barrier = desk.barriers.note(amina, Theme.MOBILITY, MONTH_AGO)
    desk.barriers.lift(barrier, TODAY - timedelta(days=1), "Vélo")
    desk.barriers.reopen(barrier, 3, TODAY)
    line = only(desk, amina)
    assert (line.is_open, line.level, line.trend, line.lifted_how) == (True, 3, Trend.UP, "")
    assert [each.level for each in line.history] == [2, 0, 3]


def test_objectives_and_actions_stand_under_their_barrier_in_the_order_they_came(desk: Desk, amina: UUID) -> None:
    barrier = desk.barriers.note(amina, Theme.MOBILITY, MONTH_AGO)
    add = desk.barriers.add_goal
    add(barrier, GoalKind.ACTION, "Emprunter un vélo", due_on=MONTH_AGO, funder="CCAS", cost_cents=2_000)
    add(barrier, GoalKind.ACTION, "Garage solidaire")
    objective = add(barrier, GoalKind.OBJECTIVE, "Obtenir le permis de conduire")
    desk.barriers.set_goal_state(objective, GoalState.DONE, TODAY)
    goals = only(desk, amina).goals
    assert [each.title for each in goals] == ["Obtenir le permis de conduire", "Emprunter un vélo", "Garage solidaire"]
    assert [each.is_late for each in goals] == [False, True, False]
    assert (goals[0].state, goals[0].ended_on) == (GoalState.DONE, TODAY)
    assert (goals[1].funder, goals[1].cost_cents) == ("CCAS", 2_000)
    desk.barriers.edit_goal(goals[1].id, title="Acheter un vélo", result="Acheté")
    desk.barriers.remove_goal(goals[2].id)
    assert [each.title for each in only(desk, amina).goals] == ["Obtenir le permis de conduire", "Acheter un vélo"]


def test_a_barrier_removed_takes_its_levels_and_goals_and_leaves_its_referrals(desk: Desk, amina: UUID) -> None:
    barrier = desk.barriers.note(amina, Theme.MOBILITY, MONTH_AGO)
    desk.barriers.rate(barrier, 3, TODAY)
    desk.barriers.add_goal(barrier, GoalKind.ACTION, "Emprunter un vélo")
    referral = desk.referrals.propose(amina, garage(desk), TODAY, barrier_id=barrier)
    assert [each.id for each in only(desk, amina).referrals] == [referral]
    desk.barriers.remove(barrier)
    assert [rows(desk, kind) for kind in (Barrier, BarrierLevel, BarrierGoal)] == [0, 0, 0]
    assert desk.referrals.line(referral, TODAY).barrier_id is None
    desk.undo.undo_last()
    line = only(desk, amina)
    assert (line.level, len(line.history), len(line.goals), len(line.referrals)) == (3, 2, 1, 1)


def test_a_barrier_is_corrected_with_the_first_day_of_its_history(desk: Desk, amina: UUID) -> None:
    barrier = desk.barriers.note(amina, Theme.MOBILITY, MONTH_AGO)
    desk.barriers.rate(barrier, 3, TODAY)
    earlier = MONTH_AGO - timedelta(days=3)
    desk.barriers.edit(
        barrier, noted_on=earlier, impact=Impact.STRONG, is_priority=True, since=date(2026, 1, 1), funder="Métropole"
    )
    line = only(desk, amina)
    assert (line.noted_on, line.impact, line.is_priority, line.funder) == (earlier, Impact.STRONG, True, "Métropole")
    assert [each.since for each in line.history] == [earlier, TODAY]
    with pytest.raises(Invalid) as told:
        desk.barriers.edit(barrier, noted_on=TODAY + timedelta(days=1))
    assert told.value.field == "noted_on"


def test_nothing_free_is_written_of_a_sensitive_theme(desk: Desk, amina: UUID) -> None:
    with pytest.raises(Invalid):
        desk.barriers.note(amina, Theme.HEALTH, TODAY, situation="Diabète")
    barrier = desk.barriers.note(amina, Theme.HEALTH, TODAY, situation="Accès aux soins difficile")
    with pytest.raises(Invalid):
        desk.barriers.lift(barrier, TODAY, "Opéré")
    with pytest.raises(Invalid):
        desk.barriers.add_goal(barrier, GoalKind.ACTION, "Voir le cardiologue")
    with pytest.raises(Invalid):
        desk.barriers.edit(barrier, funder="Mutuelle")
    desk.barriers.lift(barrier, TODAY)
    assert rows(desk, BarrierGoal) == 0


def test_a_theme_cannot_become_sensitive_while_free_words_stand_under_it(desk: Desk, amina: UUID) -> None:
    barrier = desk.barriers.note(amina, Theme.MONEY, TODAY)
    desk.barriers.add_goal(barrier, GoalKind.ACTION, "Dire au psychiatre que le loyer est payé")
    with pytest.raises(Invalid):
        desk.barriers.edit(barrier, theme=Theme.HEALTH)
    assert only(desk, amina).theme is Theme.MONEY


def test_what_is_gone_is_said_to_be(desk: Desk, amina: UUID) -> None:
    barrier = desk.barriers.note(amina, Theme.MONEY, TODAY)
    desk.barriers.remove(barrier)
    with pytest.raises(Missing):
        desk.barriers.rate(barrier, 1, TODAY)
    with pytest.raises(Missing):
        desk.barriers.note(barrier, Theme.MONEY, TODAY)
