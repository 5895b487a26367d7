"""What stands between a person and a job: how much it weighs, what is done about it, how it is lifted."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from caseflow.domain.base import Entity, reference, stored_enum
from caseflow.domain.errors import Conflict, Invalid
from caseflow.i18n import _


class Theme(StrEnum):
    """What a barrier is about; the four that the convention names come first, in its order."""

    MOBILITY = "mobility"
    FAMILY = "family"
    DIGITAL = "digital"
    DISCRIMINATION = "discrimination"
    HOUSING = "housing"
    HEALTH = "health"
    LANGUAGE = "language"
    MONEY = "money"
    ADMINISTRATIVE = "administrative"
    JUSTICE = "justice"
    ISOLATION = "isolation"
    CONFIDENCE = "confidence"


SENSITIVE_THEMES = frozenset({Theme.HEALTH, Theme.JUSTICE})
"""Special categories (RGPD art. 9 and 10): no free text, never printed, not in default exports, never suggested."""

LEVELS = (0, 1, 2, 3)
"""0: no longer weighs; 1: to watch; 2: slows the pathway down; 3: stops it."""


class Impact(StrEnum):
    """How much a barrier weighs on the way to a job, in the words of France Travail’s diagnostic."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


class GoalKind(StrEnum):
    """An aim to reach, or something to do to reach it."""

    OBJECTIVE = "objective"
    ACTION = "action"


class GoalState(StrEnum):
    """How far an objective or an action is."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    ABANDONED = "abandoned"


ENDED_GOALS = frozenset({GoalState.DONE, GoalState.ABANDONED})
"""Nothing more is to be done about them."""


class ProposalState(StrEnum):
    """What the counsellor said of a barrier that a diagnostic proposes."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Barrier(Entity):
    """A difficulty of one person, from the day it was noted to the day it was lifted."""

    __tablename__ = "barrier"
    __table_args__ = (Index("ix_barrier_person_id", "person_id", "theme", "lifted_on", "level"),)
    """Enough to show what weighs in a list, without reading encrypted rows."""

    person_id: Mapped[UUID] = mapped_column(reference("person"))
    theme: Mapped[Theme] = mapped_column(stored_enum(Theme), index=True)
    noted_on: Mapped[date]
    situation: Mapped[str] = mapped_column(default="")
    """What was observed, from the list of the theme or in free words; from the list alone for a sensitive theme."""
    level: Mapped[int] = mapped_column(default=2)
    """The latest of its `BarrierLevel`."""
    is_priority: Mapped[bool] = mapped_column(default=False)
    impact: Mapped[Impact | None] = mapped_column(stored_enum(Impact), default=None)
    since: Mapped[date | None] = mapped_column(default=None)
    """Since when the person lives with it, as far as is known."""
    funder: Mapped[str | None] = mapped_column(default=None)
    """Who pays for what is done about it: the Métropole, France Travail, another."""
    lifted_on: Mapped[date | None] = mapped_column(default=None, index=True)
    lifted_how: Mapped[str | None] = mapped_column(default=None)
    lifted_by_id: Mapped[UUID | None] = mapped_column(reference("service"), default=None)
    """The service that lifted it."""
    source: Mapped[str | None] = mapped_column(default=None)
    """Where it comes from when not from an interview: « Diagnostic France Travail du 12/03/2026 »."""

    @property
    def is_open(self) -> bool:
        """Whether it still weighs."""
        return self.lifted_on is None

    @property
    def is_sensitive(self) -> bool:
        """Whether its theme is a special category of data."""
        return self.theme in SENSITIVE_THEMES

    def rate(self, level: int, on: date) -> "BarrierLevel":
        """Note how much it weighs from a day on; returns the line of its history.

        Raises:
            Invalid: there is no such level.
            Conflict: it is lifted; it can be reopened.
        """
        if level not in LEVELS:
            raise Invalid("level", _("A level goes from 0 to 3."))
        if self.lifted_on is not None:
            raise Conflict(_("This barrier is lifted: reopen it first."))
        self.level = level
        return BarrierLevel(barrier_id=self.id, level=level, since=on)

    def lift(self, on: date, how: str | None = None, by: UUID | None = None) -> "BarrierLevel":
        """Record that it no longer weighs, how, and thanks to which service; returns the line of its history.

        Raises:
            Invalid: the day comes before the one on which it was noted.
            Conflict: it is lifted already.
        """
        if self.lifted_on is not None:
            raise Conflict(_("This barrier is lifted already."))
        if on < self.noted_on:
            raise Invalid("lifted_on", _("The barrier was noted after that day."))
        self.lifted_on, self.lifted_how, self.lifted_by_id, self.level = on, how, by, 0
        return BarrierLevel(barrier_id=self.id, level=0, since=on)

    def reopen(self, level: int, on: date) -> "BarrierLevel":
        """Take up again a barrier that came back, or was lifted by mistake."""
        self.lifted_on = self.lifted_how = self.lifted_by_id = None
        return self.rate(level, on)


class BarrierLevel(Entity):
    """How much a barrier weighed from a day on."""

    __tablename__ = "barrier_level"

    barrier_id: Mapped[UUID] = mapped_column(reference("barrier"), index=True)
    level: Mapped[int]
    since: Mapped[date]


class BarrierGoal(Entity):
    """An objective or an action of a barrier: free words are allowed, nothing forces a list."""

    __tablename__ = "barrier_goal"

    barrier_id: Mapped[UUID] = mapped_column(reference("barrier"), index=True)
    kind: Mapped[GoalKind] = mapped_column(stored_enum(GoalKind))
    title: Mapped[str]
    state: Mapped[GoalState] = mapped_column(stored_enum(GoalState), default=GoalState.PLANNED)
    due_on: Mapped[date | None] = mapped_column(default=None)
    ended_on: Mapped[date | None] = mapped_column(default=None)
    funder: Mapped[str | None] = mapped_column(default=None)
    cost_cents: Mapped[int | None] = mapped_column(default=None)
    """In cents of a euro."""
    result: Mapped[str | None] = mapped_column(default=None)
    rank: Mapped[int] = mapped_column(default=0)

    def move_to(self, state: GoalState, on: date) -> None:
        """Note how far it is; it ends the day it is reached or dropped, and begins again when it is neither."""
        self.state = state
        self.ended_on = (self.ended_on or on) if state in ENDED_GOALS else None


class BarrierProposal(Entity):
    """A barrier that a diagnostic from elsewhere proposes, until the counsellor accepts it or not."""

    __tablename__ = "barrier_proposal"
    __table_args__ = (
        Index("ix_barrier_proposal_person_id", "person_id", "state"),
        Index("ix_barrier_proposal_barrier_id", "barrier_id", sqlite_where=text("barrier_id IS NOT NULL")),
    )

    person_id: Mapped[UUID] = mapped_column(reference("person"))
    fingerprint: Mapped[str] = mapped_column(unique=True)
    """Of the person, the theme, the wording and what was seen: the same diagnostic read again proposes nothing new."""
    wording: Mapped[str]
    """The words of the diagnostic, as they came."""
    theme: Mapped[Theme | None] = mapped_column(stored_enum(Theme), default=None)
    """None for a need that no theme of ours answers."""
    situations: Mapped[str] = mapped_column(default="[]")
    """As JSON: a list of words."""
    objectives: Mapped[str] = mapped_column(default="[]")
    """As JSON: a list of pairs, words and `GoalState`."""
    is_priority: Mapped[bool] = mapped_column(default=False)
    impact: Mapped[Impact | None] = mapped_column(stored_enum(Impact), default=None)
    is_closed: Mapped[bool] = mapped_column(default=False)
    """The diagnostic itself says that it was overcome."""
    noted_on: Mapped[date | None] = mapped_column(default=None)
    source: Mapped[str] = mapped_column(default="")
    state: Mapped[ProposalState] = mapped_column(stored_enum(ProposalState), default=ProposalState.PENDING)
    barrier_id: Mapped[UUID | None] = mapped_column(reference("barrier"), default=None)
    """What it became."""
