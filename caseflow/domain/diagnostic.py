"""What a diagnostic made elsewhere says of a person: constraints, situations, objectives, needs, in its own words.

Everything is joined by words: the codes of France Travail’s diagnostic changed places between two of its shapes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache

from caseflow.domain import themes
from caseflow.domain.barrier import SENSITIVE_THEMES, GoalState, Impact, Theme
from caseflow.i18n import _, current, fold

_CLOSE_ENOUGH = 0.88
"""How alike two wordings are, from 0 to 1, that differ by a slip of the keyboard."""


class ConstraintState(StrEnum):
    """What the diagnostic says of a constraint."""

    NOT_DISCUSSED = "not_discussed"
    PRESENT = "present"
    OVERCOME = "overcome"


@dataclass(frozen=True)
class Objective:
    """Something to reach, and how far it is."""

    wording: str
    state: GoalState


@dataclass(frozen=True)
class Constraint:
    """A difficulty that the diagnostic looks at, with what it found of it."""

    wording: str
    state: ConstraintState
    situations: tuple[str, ...] = ()
    """Those observed."""
    objectives: tuple[Objective, ...] = ()
    """Those set, whatever became of them."""
    is_priority: bool = False
    impact: Impact | None = None
    noted_on: date | None = None

    @property
    def theme(self) -> Theme | None:
        """Which of our themes it is; None if its words are not known."""
        return theme_of(self.wording)


@dataclass(frozen=True)
class Diagnostic:
    """One file, read."""

    constraints: tuple[Constraint, ...]
    """Those not discussed included."""
    needs: tuple[str, ...]
    """What is needed on the way to a job, once each."""
    made_on: date | None
    structure: str
    """Who made it; never the name of an agent."""
    last_name: str = field(default="", repr=False)
    first_name: str = field(default="", repr=False)

    @property
    def source(self) -> str:
        """Where it comes from, to stand beside what was taken from it."""
        if self.made_on is None:
            words = _("France Travail diagnostic")
        else:
            words = _("France Travail diagnostic of {date}").format(date=current().date(self.made_on))
        return f"{words}, {self.structure}" if self.structure else words

    def is_about(self, last_names: Iterable[str]) -> bool:
        """Tell whether the name it bears is one of these; a diagnostic that bears none is about anyone."""
        return not self.last_name or fold(self.last_name) in {fold(name) for name in last_names}


@dataclass(frozen=True)
class Finding:
    """What a diagnostic says about one theme: a barrier to propose; without a theme, a need to keep in mind."""

    wording: str
    theme: Theme | None
    situations: tuple[str, ...] = ()
    objectives: tuple[Objective, ...] = ()
    is_priority: bool = False
    impact: Impact | None = None
    is_closed: bool = False
    noted_on: date | None = None


def findings(read: Diagnostic) -> tuple[Finding, ...]:
    """Return what a diagnostic proposes: one finding a theme, then the needs that no theme of ours answers.

    An objective or a situation that speaks of another theme than its constraint is proposed under its own: the way to
    fight a discrimination stands among paperwork there, isolation among family matters.
    """
    found: dict[Theme | str, Finding] = {}
    for constraint in read.constraints:
        for finding in _of_constraint(constraint):
            place = finding.theme or finding.wording
            found[place] = _both(found[place], finding) if place in found else finding
    for need in read.needs:
        wording, theme = set_right(need), theme_of(need)
        if theme is None or theme not in found:
            found.setdefault(theme or wording, Finding(_told(theme, wording), theme, noted_on=read.made_on))
        elif theme not in SENSITIVE_THEMES:
            goal = Objective(themes.our_words(theme, wording), GoalState.PLANNED)
            found[theme] = _both(found[theme], replace(found[theme], situations=(), objectives=(goal,)))
    return tuple(sorted(found.values(), key=lambda each: _ORDER.index(each.theme)))


def theme_of(words: str) -> Theme | None:
    """Return the theme that a wording speaks of, slips of the keyboard forgiven; None if it is not known."""
    return themes.of_wording(set_right(words))


@lru_cache(maxsize=1_000)
def set_right(words: str) -> str:
    """Return the wording that was meant: the known one that differs from it by a slip, else the words as they are."""
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    words = " ".join(words.split())
    if themes.of_wording(words) is not None:
        return words
    close = process.extractOne(fold(words), _known(), scorer=Indel.normalized_similarity, score_cutoff=_CLOSE_ENOUGH)
    return close[2] if close else words


@cache
def _known() -> dict[str, str]:
    """Return every wording whose theme is known, with what it is compared by."""
    every = (themes.facts(theme) for theme in Theme)
    words = {
        each
        for known in every
        for each in (*known.france_travail, *known.aliases, *known.situations, *known.objectives)
    }
    return {each: fold(each) for each in sorted(words) if themes.of_wording(each) is not None}


def _of_constraint(constraint: Constraint) -> Iterator[Finding]:
    """Return what is found of each theme that a constraint speaks of, its own first."""
    if constraint.state is ConstraintState.NOT_DISCUSSED:
        return
    own = constraint.theme
    situations: dict[Theme | None, list[str]] = {own: []}
    goals: dict[Theme | None, list[Objective]] = {own: []}
    for words in constraint.situations:
        situations.setdefault(theme_of(words) or own, []).append(words)
    for goal in constraint.objectives:
        goals.setdefault(theme_of(goal.wording) or own, []).append(goal)
    for theme in dict.fromkeys((*situations, *goals)):
        seen, aimed = situations.get(theme, []), goals.get(theme, [])
        words = constraint.wording if theme is own else [*seen, *(goal.wording for goal in aimed)][0]
        yield Finding(
            wording=_told(theme, set_right(words)),
            theme=theme,
            situations=_our_situations(theme, seen),
            objectives=_our_objectives(theme, aimed),
            is_priority=constraint.is_priority and theme is own,
            impact=constraint.impact if theme is own else None,
            is_closed=constraint.state is ConstraintState.OVERCOME,
            noted_on=constraint.noted_on,
        )


def _told(theme: Theme | None, words: str) -> str:
    """Return the words to show; of a sensitive theme, nothing but what it is called there."""
    return themes.facts(theme).france_travail[0] if theme is not None and theme in SENSITIVE_THEMES else words


def _our_situations(theme: Theme | None, seen: Iterable[str]) -> tuple[str, ...]:
    if theme is None:
        return tuple(dict.fromkeys(seen))
    ours = dict.fromkeys(themes.our_words(theme, set_right(words)) for words in seen)
    return tuple(words for words in ours if theme not in SENSITIVE_THEMES or words in themes.facts(theme).situations)


def _our_objectives(theme: Theme | None, aimed: Iterable[Objective]) -> tuple[Objective, ...]:
    if theme is None:
        return tuple(aimed)
    ours = {themes.our_words(theme, set_right(goal.wording)): goal.state for goal in aimed}
    listed = themes.facts(theme).objectives
    kept = {words: state for words, state in ours.items() if theme not in SENSITIVE_THEMES or words in listed}
    return tuple(Objective(words, state) for words, state in kept.items())


def _both(one: Finding, other: Finding) -> Finding:
    """Join what two parts of a diagnostic say of one theme; what one says is still there weighs."""
    impacts = [impact for impact in Impact if impact in {one.impact, other.impact}]
    goals: dict[str, Objective] = {}
    for goal in (*one.objectives, *other.objectives):
        goals.setdefault(goal.wording, goal)
    return replace(
        one,
        situations=tuple(dict.fromkeys((*one.situations, *other.situations))),
        objectives=tuple(goals.values()),
        is_priority=one.is_priority or other.is_priority,
        impact=impacts[0] if impacts else None,
        is_closed=one.is_closed and other.is_closed,
    )


_ORDER: list[Theme | None] = [*Theme, None]
