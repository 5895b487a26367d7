"""What is known of each theme of barriers: what others call it, what is commonly seen, aimed at and done.

It is shipped in `resources/reference/themes.toml`. The words are those of French forms and stay in French.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from caseflow.domain.barrier import LEVELS, SENSITIVE_THEMES, Barrier, BarrierGoal, GoalKind, Theme
from caseflow.domain.errors import Invalid
from caseflow.i18n import _, fold


@dataclass(frozen=True)
class ThemeFacts:
    """A theme, joined to the words and codes of the systems that counsellors meet."""

    theme: Theme
    france_travail: tuple[str, ...]
    """Wordings of the constraints of France Travail’s diagnostic; never joined by code."""
    carnet_de_bord: tuple[str, ...]
    thematiques: tuple[str, ...]
    """Values of the national schema of services, v1."""
    asp: tuple[str, ...]
    iae: tuple[str, ...]
    """Criteria of eligibility to insertion companies that tell of such a barrier."""
    situations: tuple[str, ...]
    objectives: tuple[str, ...]
    actions: tuple[str, ...]
    aliases: Mapping[str, str]
    """Wording met elsewhere, and ours."""

    def goals(self, kind: GoalKind) -> tuple[str, ...]:
        """Return what is commonly aimed at, or done."""
        return self.objectives if kind is GoalKind.OBJECTIVE else self.actions


def facts(theme: Theme) -> ThemeFacts:
    """Return what is known of a theme."""
    return _every()[theme]


@cache
def of_thematique(value: str) -> tuple[Theme, ...]:
    """Return the themes that a thematique of the national schema belongs to; none for those about employment alone."""
    return tuple(theme for theme, known in _every().items() if value in known.thematiques)


def of_wording(words: str) -> Theme | None:
    """Return the theme that a constraint, a situation or an objective speaks of, by its words; None if it is not known.

    Case, accents, apostrophes and punctuation do not count. « Rompre l’isolement » is isolation, wherever it stood.
    """
    return _by_words().get(_key(words))


def our_words(theme: Theme, words: str) -> str:
    """Return how we write what another system says of a theme, or its own words, set right, when we have none."""
    return _ours(theme).get(_key(words), " ".join(words.split()))


def check_barrier(barrier: Barrier) -> None:
    """Refuse a barrier that cannot be kept as it is.

    Raises:
        Invalid: there is no such level; it weighs since a later day than the one it was noted on; free words are
            given to a sensitive theme, of which nothing but the list is kept (RGPD art. 9 and 10).
    """
    barrier.situation = " ".join(barrier.situation.split())
    if barrier.level not in LEVELS:
        raise Invalid("level", _("A level goes from 0 to 3."))
    if barrier.since is not None and barrier.since > barrier.noted_on:
        raise Invalid("since", _("It weighs since a later day than the one on which it was noted."))
    if barrier.theme not in SENSITIVE_THEMES:
        return
    if barrier.situation and barrier.situation not in facts(barrier.theme).situations:
        raise Invalid("situation", _only_listed())
    for name in ("funder", "lifted_how"):
        if getattr(barrier, name):
            raise Invalid(name, _only_listed())


def check_goal(theme: Theme, goal: BarrierGoal) -> None:
    """Refuse an objective or an action that cannot be kept as it is.

    Raises:
        Invalid: it says nothing; its cost is below nothing; free words are given to a sensitive theme.
    """
    goal.title = " ".join(goal.title.split())
    if not goal.title:
        raise Invalid("title", _("Say what is aimed at, or done."))
    if goal.cost_cents is not None and goal.cost_cents < 0:
        raise Invalid("cost_cents", _("A cost cannot be below zero."))
    if theme not in SENSITIVE_THEMES:
        return
    if goal.title not in facts(theme).goals(goal.kind):
        raise Invalid("title", _only_listed())
    for name in ("funder", "result"):
        if getattr(goal, name):
            raise Invalid(name, _only_listed())


def _only_listed() -> str:
    return _("This theme is sensitive: choose from the list, nothing else is kept.")


def _key(words: str) -> str:
    """Reduce words to their letters and figures."""
    return " ".join("".join(char if char.isalnum() else " " for char in fold(words)).split())


@cache
def _every() -> dict[Theme, ThemeFacts]:
    from caseflow.resources import resource

    tables = tomllib.loads(resource("reference", "themes.toml").read_text(encoding="utf-8"))
    return {theme: _facts(theme, tables[theme]) for theme in Theme}


def _facts(theme: Theme, table: Mapping[str, Any]) -> ThemeFacts:
    lists = {name: tuple(words) for name, words in table.items() if name != "aliases"}
    return ThemeFacts(theme=theme, aliases=MappingProxyType(table.get("aliases", {})), **lists)


@cache
def _ours(theme: Theme) -> dict[str, str]:
    known = facts(theme)
    own = {_key(words): words for words in (*known.situations, *known.objectives, *known.actions)}
    return {_key(words): ours for words, ours in known.aliases.items()} | own


@cache
def _by_words() -> dict[str, Theme]:
    """Return every wording; one that two themes use for what is done says nothing of either."""
    found: dict[str, Theme] = {}
    for theme, known in reversed(_every().items()):
        actions = {_key(words) for words in known.actions}
        words = {*map(_key, known.france_travail), *_ours(theme)}
        found |= dict.fromkeys(words - actions, theme)
    return found
