"""What weighs, what is lifted, and what is never written of a sensitive theme."""

from datetime import date
from typing import Any

import pytest

from caseflow.domain import themes
from caseflow.domain.barrier import SENSITIVE_THEMES, Barrier, BarrierGoal, GoalKind, GoalState, Theme
from caseflow.domain.base import new_id
from caseflow.domain.errors import Conflict, Invalid

NOTED, TODAY = date(2026, 10, 5), date(2026, 11, 23)


def barrier(theme: Theme = Theme.MOBILITY, **values: Any) -> Barrier:
    return Barrier(person_id=new_id(), theme=theme, noted_on=NOTED, **values)


def goal(title: str, kind: GoalKind = GoalKind.ACTION, **values: Any) -> BarrierGoal:
    return BarrierGoal(barrier_id=new_id(), kind=kind, title=title, **values)


def test_a_barrier_lifted_weighs_nothing_any_more() -> None:
    weighing = barrier(level=3)
    line = weighing.lift(TODAY, "Permis obtenu")
    assert (weighing.is_open, weighing.level, line.level, line.since) == (False, 0, 0, TODAY)


def test_a_barrier_cannot_be_lifted_before_it_was_noted_nor_twice() -> None:
    with pytest.raises(Invalid) as told:
        barrier().lift(date(2026, 10, 4))
    assert told.value.field == "lifted_on"
    lifted = barrier()
    lifted.lift(TODAY)
    with pytest.raises(Conflict):
        lifted.lift(TODAY)


def test_a_lifted_barrier_is_weighed_again_only_once_reopened() -> None:
    lifted = barrier()
    lifted.lift(TODAY, "Voiture réparée", new_id())
    with pytest.raises(Conflict):
        lifted.rate(2, TODAY)
    lifted.reopen(1, TODAY)
    assert (lifted.lifted_on, lifted.lifted_how, lifted.lifted_by_id, lifted.level) == (None, None, None, 1)


@pytest.mark.parametrize("level", [-1, 4, 30])
def test_a_level_goes_from_0_to_3(level: int) -> None:
    with pytest.raises(Invalid) as told:
        barrier().rate(level, TODAY)
    assert told.value.field == "level"
    with pytest.raises(Invalid):
        themes.check_barrier(barrier(level=level))


def test_a_barrier_weighs_since_no_later_than_it_was_noted() -> None:
    with pytest.raises(Invalid) as told:
        themes.check_barrier(barrier(since=TODAY))
    assert told.value.field == "since"


@pytest.mark.parametrize("theme", sorted(SENSITIVE_THEMES))
@pytest.mark.parametrize("field", ["situation", "funder", "lifted_how"])
def test_a_sensitive_theme_takes_no_free_words(theme: Theme, field: str) -> None:
    with pytest.raises(Invalid) as told:
        themes.check_barrier(barrier(theme, **{field: "Suivi pour une dépression"}))
    assert told.value.field == field
    assert "dépression" not in told.value.message


@pytest.mark.parametrize("theme", Theme)
def test_every_situation_of_the_list_is_taken(theme: Theme) -> None:
    for words in ("", *themes.facts(theme).situations):
        themes.check_barrier(barrier(theme, situation=words))


@pytest.mark.parametrize("theme", sorted(SENSITIVE_THEMES))
def test_a_sensitive_theme_takes_the_goals_of_its_list_alone(theme: Theme) -> None:
    for kind in GoalKind:
        for words in themes.facts(theme).goals(kind):
            themes.check_goal(theme, goal(words, kind))
    for wrong in (
        goal("Cure au printemps"),
        goal(themes.facts(theme).objectives[0], funder="Mutuelle"),
        goal(themes.facts(theme).objectives[0], GoalKind.OBJECTIVE, result="Va mieux"),
    ):
        with pytest.raises(Invalid):
            themes.check_goal(theme, wrong)


def test_other_themes_take_any_words_but_not_none() -> None:
    themes.check_goal(Theme.MOBILITY, goal("Emprunter le vélo de sa sœur", funder="Elle-même", result="Roule"))
    with pytest.raises(Invalid) as told:
        themes.check_goal(Theme.MOBILITY, goal("   "))
    assert told.value.field == "title"


def test_an_objective_reached_ends_that_day_and_begins_again_without_an_end() -> None:
    reached = goal("Obtenir le permis de conduire", GoalKind.OBJECTIVE)
    reached.move_to(GoalState.DONE, TODAY)
    assert reached.ended_on == TODAY
    reached.move_to(GoalState.IN_PROGRESS, TODAY)
    assert reached.ended_on is None
