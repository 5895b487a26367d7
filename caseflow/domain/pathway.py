"""A pathway: its steps, their dates, state and outcome, and the links between them."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from caseflow.domain.base import Entity, reference, stored_enum
from caseflow.domain.errors import Conflict, Invalid
from caseflow.domain.scheme import Scheme
from caseflow.i18n import _


class StepState(StrEnum):
    """How far a step is."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    ABANDONED = "abandoned"
    CANCELLED = "cancelled"


OVER = frozenset({StepState.DONE, StepState.ABANDONED, StepState.CANCELLED})
"""States in which nothing more is expected of a step."""


class StepOutcome(StrEnum):
    """What a step led to."""

    COMPLETED = "completed"
    QUALIFIED = "qualified"
    HIRED = "hired"
    RENEWED = "renewed"
    NEXT_STEP = "next_step"
    STOPPED_BY_PERSON = "stopped_by_person"
    STOPPED_BY_OPERATOR = "stopped_by_operator"
    NOT_SELECTED = "not_selected"
    DID_NOT_COME = "did_not_come"
    OTHER = "other"


class Contract(StrEnum):
    """The contract of a step that is work."""

    CDI = "cdi"
    CDI_INTERIM = "cdi_interim"
    CDI_INCLUSION = "cdi_inclusion"
    CDD_6_MONTHS_OR_MORE = "cdd_6_months_or_more"
    CDD_SHORT = "cdd_short"
    CDDI = "cddi"
    CDD_USAGE = "cdd_usage"
    TEMPORARY = "temporary"
    SEASONAL = "seasonal"
    APPRENTICESHIP = "apprenticeship"
    PROFESSIONAL_TRAINING = "professional_training"
    PEC = "pec"
    SELF_EMPLOYED = "self_employed"
    OTHER = "other"


class MrsStage(StrEnum):
    """The five stages of recruitment by simulation."""

    INFORMATION = "information"
    EXERCISES = "exercises"
    SCORE = "score"
    INTERVIEW = "interview"
    DECISION = "decision"


class ImmersionPurpose(StrEnum):
    """The three purposes of an immersion, one at a time (Code du travail L5135-1)."""

    DISCOVER = "discover"
    CONFIRM = "confirm"
    RECRUIT = "recruit"


class LinkKind(StrEnum):
    """How a step relates to the one it is linked to."""

    FOLLOWS = "follows"
    PREPARES = "prepares"
    RENEWS = "renews"
    RESULTS_FROM = "results_from"


class Step(Entity):
    """A step of a person's pathway in one scheme, planned or real."""

    __tablename__ = "step"
    __table_args__ = (
        Index("ix_step_person_id", "person_id", "state", "started_on"),  # enough to tell who has a step under way
        Index("ix_step_linked_step_id", "linked_step_id", sqlite_where=text("linked_step_id IS NOT NULL")),
    )
    """Without the second, each step that goes would have every other read, for the database to see who refers to it."""

    person_id: Mapped[UUID] = mapped_column(reference("person"))
    scheme: Mapped[Scheme] = mapped_column(stored_enum(Scheme))
    enrolment_id: Mapped[UUID | None] = mapped_column(reference("enrolment"), default=None, index=True)
    variant: Mapped[str | None] = mapped_column(default=None)
    """What changes the rules within a scheme: `tutoring`, `training_body`, `pic` for a POEI…"""
    title: Mapped[str] = mapped_column(default="")
    state: Mapped[StepState] = mapped_column(stored_enum(StepState), default=StepState.PLANNED)
    planned_start: Mapped[date | None] = mapped_column(default=None)
    planned_end: Mapped[date | None] = mapped_column(default=None)
    started_on: Mapped[date | None] = mapped_column(default=None, index=True)
    ended_on: Mapped[date | None] = mapped_column(default=None)
    """The last day of the step."""
    operator: Mapped[str | None] = mapped_column(default=None)
    contact_name: Mapped[str | None] = mapped_column(default=None)
    contact_phone: Mapped[str | None] = mapped_column(default=None)
    place: Mapped[str | None] = mapped_column(default=None)
    bring: Mapped[str | None] = mapped_column(default=None)
    """What the person is to bring, printed on the summary."""
    prescriber: Mapped[str | None] = mapped_column(default=None)
    weekly_minutes: Mapped[int | None] = mapped_column(default=None)
    total_minutes: Mapped[int | None] = mapped_column(default=None)
    contract: Mapped[Contract | None] = mapped_column(stored_enum(Contract), default=None)
    job_title: Mapped[str | None] = mapped_column(default=None)
    rome: Mapped[str | None] = mapped_column(default=None)
    outcome: Mapped[StepOutcome | None] = mapped_column(stored_enum(StepOutcome), default=None)
    funder: Mapped[str | None] = mapped_column(default=None)
    mrs_stage: Mapped[MrsStage | None] = mapped_column(stored_enum(MrsStage), default=None)
    purpose: Mapped[ImmersionPurpose | None] = mapped_column(stored_enum(ImmersionPurpose), default=None)
    linked_step_id: Mapped[UUID | None] = mapped_column(reference("step"), default=None)
    link_kind: Mapped[LinkKind | None] = mapped_column(stored_enum(LinkKind), default=None)
    note: Mapped[str | None] = mapped_column(default=None)
    private_note: Mapped[str | None] = mapped_column(default=None)

    @property
    def start(self) -> date | None:
        """The day the step began, or is planned to."""
        return self.started_on or self.planned_start

    @property
    def end(self) -> date | None:
        """The last day of the step, real or planned; none while it is open-ended."""
        return self.ended_on or self.planned_end

    @property
    def has_taken_place(self) -> bool:
        """Whether some of the step was lived through: not one still planned, cancelled, or given up before it began."""
        if self.state is StepState.ABANDONED:
            return self.started_on is not None
        return self.state in (StepState.IN_PROGRESS, StepState.DONE)

    def begin(self, on: date) -> None:
        """Record that the step has begun.

        Raises:
            Conflict: it is over.
            Invalid: it ended before that day.
        """
        if self.state in OVER:
            raise Conflict(_("This step is over: reopen it first."))
        if self.ended_on is not None and self.ended_on < on:
            raise Invalid("started_on", _("The end comes before the start."))
        self.state, self.started_on = StepState.IN_PROGRESS, on

    def complete(self, on: date, outcome: StepOutcome | None = None) -> None:
        """Record that the step is done, `on` being its last day. A start nobody noted is the planned one.

        Raises:
            Invalid: the day comes before the step began.
        """
        self._end(on, outcome, StepState.DONE)
        if self.started_on is None:
            self.started_on = min(self.planned_start or on, on)

    def abandon(self, on: date, outcome: StepOutcome | None = None) -> None:
        """Record that the step stopped before its end; one that never began has no last day.

        Raises:
            Invalid: the day comes before the step began.
        """
        self._end(on, outcome, StepState.ABANDONED)
        if self.started_on is None:
            self.ended_on = None

    def cancel(self) -> None:
        """Record that the step will not take place.

        Raises:
            Conflict: it has begun; it can be abandoned.
        """
        if self.started_on is not None:
            raise Conflict(_("This step has begun: it can be given up, not cancelled."))
        self.state, self.ended_on, self.outcome = StepState.CANCELLED, None, None

    def reopen(self) -> None:
        """Take up again a step closed by mistake."""
        self.state = StepState.PLANNED if self.started_on is None else StepState.IN_PROGRESS
        self.ended_on = self.outcome = None

    def _end(self, on: date, outcome: StepOutcome | None, state: StepState) -> None:
        if self.started_on is not None and on < self.started_on:
            raise Invalid("ended_on", _("The end comes before the start."))
        self.state, self.ended_on = state, on
        self.outcome = outcome or self.outcome


class MrsResult(Entity):
    """What came of one stage of a recruitment by simulation."""

    __tablename__ = "mrs_result"

    step_id: Mapped[UUID] = mapped_column(reference("step"), index=True)
    stage: Mapped[MrsStage] = mapped_column(stored_enum(MrsStage))
    held_on: Mapped[date | None] = mapped_column(default=None)
    is_passed: Mapped[bool | None] = mapped_column(default=None)
