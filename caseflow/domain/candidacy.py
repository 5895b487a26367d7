"""One person in one recruitment: from the list she came in to the job she keeps, and who is told of it."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from caseflow.domain.base import Entity, reference, stored_enum
from caseflow.domain.errors import Invalid
from caseflow.domain.pathway import Contract
from caseflow.i18n import _


class CandidacyState(StrEnum):
    """How far a candidacy is: the columns of the board, from left to right."""

    RECEIVED = "received"
    CONTACTED = "contacted"
    REGISTERED = "registered"
    ATTENDED = "attended"
    TESTED = "tested"
    INTERVIEWED = "interviewed"
    SELECTED = "selected"
    HIRED = "hired"
    LEFT = "left"


class LeavingReason(StrEnum):
    """Why a candidacy stops: the reasons that les-emplois exchanges."""

    UNREACHABLE = "unreachable"
    DID_NOT_COME = "did_not_come"
    HIRED_ELSEWHERE = "hired_elsewhere"
    TRAINING = "training"
    NOT_ELIGIBLE = "not_eligible"
    NOT_MOBILE = "not_mobile"
    NOT_INTERESTED = "not_interested"
    LACKING_SKILLS = "lacking_skills"
    INCOMPATIBLE = "incompatible"
    PREVENTS_OBJECTIVES = "prevents_objectives"
    NO_POSITION = "no_position"
    DUPLICATE = "duplicate"
    OTHER = "other"


class Readiness(StrEnum):
    """Where sorting puts somebody; nobody is refused for what is not known yet."""

    READY = "ready"
    TO_PREPARE = "to_prepare"
    TO_REORIENT = "to_reorient"
    TO_COMPLETE = "to_complete"


class Answer(StrEnum):
    """What a candidate answered to a criterion."""

    YES = "yes"
    NO = "no"


class CallResult(StrEnum):
    """How a call to a candidate ended."""

    YES = "yes"
    NOT_INTERESTED = "not_interested"
    ABSENT = "absent"
    CALL_BACK = "call_back"
    WRONG_NUMBER = "wrong_number"


class Candidacy(Entity):
    """One person in one recruitment."""

    __tablename__ = "candidacy"
    __table_args__ = (
        Index("uq_candidacy_person_id", "person_id", "recruitment_id", unique=True),
        Index("ix_candidacy_recruitment_id", "recruitment_id", "state", "readiness"),
        Index("ix_candidacy_job_id", "job_id", sqlite_where=text("job_id IS NOT NULL")),
        Index("ix_candidacy_hired_by_id", "hired_by_id", sqlite_where=text("hired_by_id IS NOT NULL")),
    )

    recruitment_id: Mapped[UUID] = mapped_column(reference("recruitment"))
    person_id: Mapped[UUID] = mapped_column(reference("person"))
    received_on: Mapped[date]
    job_id: Mapped[UUID | None] = mapped_column(reference("recruitment_job"), default=None)
    state: Mapped[CandidacyState] = mapped_column(stored_enum(CandidacyState), default=CandidacyState.RECEIVED)
    state_since: Mapped[date | None] = mapped_column(default=None)
    leaving_reason: Mapped[LeavingReason | None] = mapped_column(stored_enum(LeavingReason), default=None)
    left_from: Mapped[CandidacyState | None] = mapped_column(stored_enum(CandidacyState), default=None)
    """The column that it left, where it goes back to."""
    readiness: Mapped[Readiness] = mapped_column(stored_enum(Readiness), default=Readiness.TO_COMPLETE)
    attempts: Mapped[int] = mapped_column(default=0)
    last_attempt_on: Mapped[date | None] = mapped_column(default=None)
    call_result: Mapped[CallResult | None] = mapped_column(stored_enum(CallResult), default=None)
    hired_on: Mapped[date | None] = mapped_column(default=None)
    contract: Mapped[Contract | None] = mapped_column(stored_enum(Contract), default=None)
    hired_by_id: Mapped[UUID | None] = mapped_column(reference("candidacy"), default=None)
    """The candidacy that hired the person, when that made this one obsolete."""
    step_id: Mapped[UUID | None] = mapped_column(reference("step"), default=None)
    """The step of the pathway that it became."""
    note: Mapped[str | None] = mapped_column(default=None)

    @property
    def is_alive(self) -> bool:
        """Whether something is still expected of it."""
        return self.state not in (CandidacyState.HIRED, CandidacyState.LEFT)

    def move(self, state: CandidacyState, on: date) -> None:
        """Put it in a column of the board.

        Raises:
            Invalid: leaving needs a reason: see `leave`.
        """
        if state is CandidacyState.LEFT:
            raise Invalid("leaving_reason", _("Say why this candidacy stops."))
        if state is not self.state:
            self.state, self.state_since = state, on
        self.leaving_reason = self.left_from = self.hired_by_id = None
        if state is not CandidacyState.HIRED:
            self.hired_on = self.contract = None

    def leave(self, reason: LeavingReason, on: date, because: UUID | None = None) -> None:
        """Stop it, for a reason; `because` is the candidacy through which the person was hired elsewhere."""
        if self.state is not CandidacyState.LEFT:
            self.left_from = self.state
            self.state_since = on
        self.state, self.leaving_reason, self.hired_by_id = CandidacyState.LEFT, reason, because

    def come_back(self, on: date) -> None:
        """Take it up again where it was."""
        self.move(self.left_from or CandidacyState.RECEIVED, on)


class CandidacySource(Entity):
    """Who sent somebody, and in which line of which file: all prescribers are credited."""

    __tablename__ = "candidacy_source"

    candidacy_id: Mapped[UUID] = mapped_column(reference("candidacy"), index=True)
    received_on: Mapped[date]
    prescriber_id: Mapped[UUID | None] = mapped_column(reference("prescriber"), default=None, index=True)
    file_id: Mapped[UUID | None] = mapped_column(reference("candidate_file"), default=None, index=True)
    line: Mapped[int | None] = mapped_column(default=None)
    told_state: Mapped[CandidacyState | None] = mapped_column(stored_enum(CandidacyState), default=None)
    """The state that this prescriber last heard of."""
    told_on: Mapped[date | None] = mapped_column(default=None)


class CriterionAnswer(Entity):
    """What a candidate answered to one criterion."""

    __tablename__ = "criterion_answer"
    __table_args__ = (Index("uq_criterion_answer_candidacy_id", "candidacy_id", "criterion_id", unique=True),)

    candidacy_id: Mapped[UUID] = mapped_column(reference("candidacy"))
    criterion_id: Mapped[UUID] = mapped_column(reference("criterion"), index=True)
    answer: Mapped[Answer | None] = mapped_column(stored_enum(Answer), default=None)
    words: Mapped[str | None] = mapped_column(default=None)


class KeptCheck(Entity):
    """Whether somebody is still in the job, one, three or six months after the hire."""

    __tablename__ = "kept_check"

    candidacy_id: Mapped[UUID] = mapped_column(reference("candidacy"), index=True)
    months: Mapped[int]
    due_on: Mapped[date] = mapped_column(index=True)
    is_kept: Mapped[bool | None] = mapped_column(default=None)
    checked_on: Mapped[date | None] = mapped_column(default=None)


class Disclosure(Entity):
    """What was handed to whom, and why (RGPD art. 30): an employer’s list, a prescriber’s feedback."""

    __tablename__ = "disclosure"

    recruitment_id: Mapped[UUID] = mapped_column(reference("recruitment"), index=True)
    on_day: Mapped[date]
    recipient: Mapped[str]
    purpose: Mapped[str]
    fields: Mapped[str] = mapped_column(default="[]")
    """As JSON: names of fields, never values."""
    people: Mapped[int] = mapped_column(default=0)
