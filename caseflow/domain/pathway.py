"""A pathway: its steps, their dates, state and outcome, and the links between them."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from caseflow.domain.base import Entity, reference, stored_enum
from caseflow.domain.scheme import Scheme


class StepState(StrEnum):
    """How far a step is."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    ABANDONED = "abandoned"
    CANCELLED = "cancelled"


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

    person_id: Mapped[UUID] = mapped_column(reference("person"), index=True)
    enrolment_id: Mapped[UUID | None] = mapped_column(reference("enrolment"), default=None, index=True)
    scheme: Mapped[Scheme] = mapped_column(stored_enum(Scheme))
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


class MrsResult(Entity):
    """What came of one stage of a recruitment by simulation."""

    __tablename__ = "mrs_result"

    step_id: Mapped[UUID] = mapped_column(reference("step"), index=True)
    stage: Mapped[MrsStage] = mapped_column(stored_enum(MrsStage))
    held_on: Mapped[date | None] = mapped_column(default=None)
    is_passed: Mapped[bool | None] = mapped_column(default=None)
