"""What the trade says of barriers over the whole store: days out of order, levels that do not exist, words too many."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from caseflow.domain import themes
from caseflow.domain.barrier import (
    ENDED_GOALS,
    LEVELS,
    SENSITIVE_THEMES,
    Barrier,
    BarrierGoal,
    BarrierLevel,
    GoalKind,
    Theme,
)
from caseflow.i18n import N_


def barrier_checks() -> tuple[tuple[str, str, Select[Any]], ...]:
    """Return for each rule the table, the sentence, and the query that finds what breaks it."""
    level = BarrierLevel
    return (
        (
            "barrier",
            N_("{count} barriers were lifted before they were noted."),
            select(Barrier.id).where(Barrier.lifted_on < Barrier.noted_on),
        ),
        (
            "barrier",
            N_("{count} barriers have a level that does not exist."),
            select(Barrier.id).where(Barrier.level.not_in(LEVELS)),
        ),
        (
            "barrier_level",
            N_("{count} levels were noted before their barrier, or do not exist."),
            select(level.id)
            .join(Barrier, Barrier.id == level.barrier_id)
            .where(or_(level.since < Barrier.noted_on, level.level.not_in(LEVELS))),
        ),
        (
            "barrier_goal",
            N_("{count} objectives or actions ended without being reached or dropped."),
            select(BarrierGoal.id).where(BarrierGoal.ended_on.is_not(None), BarrierGoal.state.not_in(ENDED_GOALS)),
        ),
        (
            "barrier",
            N_("{count} barriers of a sensitive theme hold words that are not of its list."),
            select(Barrier.id).where(or_(*map(_says_too_much, sorted(SENSITIVE_THEMES)))),
        ),
        (
            "barrier_goal",
            N_("{count} objectives or actions of a sensitive theme hold words that are not of its list."),
            select(BarrierGoal.id)
            .join(Barrier, Barrier.id == BarrierGoal.barrier_id)
            .where(or_(*map(_aims_too_much, sorted(SENSITIVE_THEMES)))),
        ),
    )


def _says_too_much(theme: Theme) -> ColumnElement[bool]:
    listed = ("", *themes.facts(theme).situations)
    holds_more = or_(_is_written(Barrier.funder), _is_written(Barrier.lifted_how))
    return and_(Barrier.theme == theme, or_(Barrier.situation.not_in(listed), holds_more))


def _aims_too_much(theme: Theme) -> ColumnElement[bool]:
    listed = [words for kind in GoalKind for words in themes.facts(theme).goals(kind)]
    holds_more = or_(_is_written(BarrierGoal.funder), _is_written(BarrierGoal.result))
    return and_(Barrier.theme == theme, or_(BarrierGoal.title.not_in(listed), holds_more))


def _is_written(column: Any) -> ColumnElement[bool]:
    return func.coalesce(column, "") != ""
