"""The words and signs by which screens show a barrier; a sign never goes without its words for who listens."""

from datetime import date

from caseflow.domain.barrier import LEVELS, GoalState
from caseflow.domain.labels import label
from caseflow.domain.support_labels import level_label
from caseflow.i18n import _, current
from caseflow.services.barrier_views import BarrierLine, GoalLine, Trend

_TRENDS = {Trend.DOWN: " ↘", Trend.UP: " ↗", Trend.STEADY: ""}
"""What is steady has no sign: an arrow to the right would be read as a link."""
_STATES = {GoalState.PLANNED: "☐", GoalState.IN_PROGRESS: "◐", GoalState.DONE: "☑", GoalState.ABANDONED: "✕"}

FUNDERS = ("Métropole", "France Travail", "Département", "Région", "État", "FSE+", "CAF", "CCAS", "PLIE")
"""Who usually pays for what lifts a barrier: names that the forms offer; any other may be typed."""


def dots(level: int) -> str:
    """Return a level as dots: « ●●○ »."""
    most = LEVELS[-1]
    return "●" * level + "○" * (most - level)


def level_words(level: int) -> str:
    """Return a level as dots and words."""
    return f"{dots(level)} {level_label(level)}"


def standing(line: BarrierLine) -> str:
    """Return how much a barrier weighs and how it moves, or when it was lifted."""
    if line.lifted_on is not None:
        return _("✔ lifted on {day}").format(day=current().date(line.lifted_on))
    return f"{dots(line.level)}{_TRENDS[line.trend]} {level_label(line.level)}"


def in_short(line: BarrierLine) -> str:
    """Return a barrier in a few signs: « Mobilité ●●○ ↘ », « Logement levé 09/26 »."""
    if line.lifted_on is not None:
        return _("{theme} lifted {month}").format(theme=label(line.theme), month=line.lifted_on.strftime("%m/%y"))
    return f"{label(line.theme)} {dots(line.level)}{_TRENDS[line.trend]}"


def spoken(line: BarrierLine) -> str:
    """Return a barrier as it is read aloud."""
    if line.lifted_on is not None:
        return _("{barrier}, lifted on {day}").format(barrier=name(line), day=current().date(line.lifted_on))
    words = _("{barrier}, level {level} out of 3, {meaning}, {trend}")
    return words.format(
        barrier=name(line), level=line.level, meaning=level_label(line.level), trend=_trend_words(line.trend)
    )


def name(line: BarrierLine) -> str:
    """Return a theme with what was observed."""
    theme = label(line.theme)
    return f"{theme} – {line.situation}" if line.situation else theme


def goal_state(goal: GoalLine) -> str:
    """Return how far a goal is."""
    return f"{_STATES[goal.state]} {label(goal.state)}"


def goal_day(goal: GoalLine) -> str:
    """Return until when a goal is, or when it ended."""
    if goal.ended_on is not None:
        return current().date(goal.ended_on)
    if goal.due_on is None:
        return ""
    words = _("⚠ was due on {day}") if goal.is_late else _("for {day}")
    return words.format(day=current().date(goal.due_on))


def cost(cents: int | None) -> str:
    """Return a cost in euros."""
    if cents is None:
        return ""
    euros, rest = divmod(cents, 100)
    return f"{current().number(euros)},{rest:02}\u00a0€" if rest else f"{current().number(euros)}\u00a0€"


def since(day: date) -> str:
    """Return since when a barrier weighs."""
    return _("since {day}").format(day=current().date(day))


def _trend_words(trend: Trend) -> str:
    return {Trend.DOWN: _("going down"), Trend.UP: _("going up"), Trend.STEADY: _("steady")}[trend]
