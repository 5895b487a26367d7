"""A person's time in the PLIE: referral, commission, entry, referents, suspensions, exit and proof at six months."""

from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from caseflow.domain.base import Entity, reference, stored_enum
from caseflow.domain.errors import Invalid
from caseflow.i18n import _


class CommissionDecision(StrEnum):
    """What the validation commission said."""

    ACCEPTED = "accepted"
    POSTPONED = "postponed"
    REFUSED = "refused"


class ExitKind(StrEnum):
    """Why a person leaves the PLIE. Which ones count as positive, and under what condition, is data (see `rules`)."""

    PERMANENT_CONTRACT = "permanent_contract"
    FIXED_TERM_6_MONTHS = "fixed_term_6_months"
    CONSECUTIVE_CONTRACTS = "consecutive_contracts"
    TEMPORARY_WORK_6_MONTHS = "temporary_work_6_months"
    SEASONAL_8_MONTHS = "seasonal_8_months"
    APPRENTICESHIP = "apprenticeship"
    PROFESSIONAL_TRAINING_CONTRACT = "professional_training_contract"
    BUSINESS_CREATION = "business_creation"
    AI_WORK_OVER_55 = "ai_work_over_55"
    QUALIFYING_TRAINING = "qualifying_training"
    LONG_TRAINING = "long_training"
    SHORT_JOB = "short_job"
    REORIENTED = "reoriented"
    MOVED_AWAY = "moved_away"
    UNAVAILABLE = "unavailable"
    RETIREMENT = "retirement"
    NO_NEWS = "no_news"
    ABANDONED = "abandoned"
    END_OF_SUPPORT = "end_of_support"
    DECEASED = "deceased"
    OTHER = "other"


class Enrolment(Entity):
    """One stay in the PLIE; a person who comes back has another."""

    __tablename__ = "enrolment"
    __table_args__ = (Index("ix_enrolment_person_id", "person_id", "entered_on", "exited_on"),)
    """Enough to tell who is in the PLIE."""

    person_id: Mapped[UUID] = mapped_column(reference("person"))
    prescriber: Mapped[str | None] = mapped_column(default=None)
    prescriber_kind: Mapped[str | None] = mapped_column(default=None)
    """One of the prescriber kinds of `labels.PRESCRIBER_KINDS`; eight of them are hidden on paper."""
    referred_on: Mapped[date | None] = mapped_column(default=None)
    commission_on: Mapped[date | None] = mapped_column(default=None)
    commission_decision: Mapped[CommissionDecision | None] = mapped_column(
        stored_enum(CommissionDecision), default=None
    )
    entered_on: Mapped[date | None] = mapped_column(default=None, index=True)
    exited_on: Mapped[date | None] = mapped_column(default=None)
    exit_kind: Mapped[ExitKind | None] = mapped_column(stored_enum(ExitKind), default=None)
    exit_note: Mapped[str | None] = mapped_column(default=None)
    six_month_proof_on: Mapped[date | None] = mapped_column(default=None)
    six_month_proof: Mapped[str | None] = mapped_column(default=None)

    @property
    def is_open(self) -> bool:
        """Whether the person entered the PLIE and has not left it."""
        return self.entered_on is not None and self.exited_on is None

    def enter(self, on: date) -> None:
        """Record the entry.

        Raises:
            Invalid: it comes after the exit.
        """
        if self.exited_on is not None and self.exited_on < on:
            raise Invalid("entered_on", _("The exit comes before the entry."))
        self.entered_on = on

    def suspend(self, since: date, until: date | None = None, reason: str | None = None) -> "EnrolmentSuspension":
        """Return a new suspension of this stay.

        Raises:
            Invalid: its last day comes before its first.
        """
        if until is not None and until < since:
            raise Invalid("until", _("The last day comes before the first."))
        return EnrolmentSuspension(enrolment_id=self.id, since=since, until=until, reason=reason)

    def exit(self, kind: ExitKind, on: date, note: str | None = None) -> None:
        """Record the exit.

        Raises:
            Invalid: it comes before the entry.
        """
        if self.entered_on is not None and on < self.entered_on:
            raise Invalid("exited_on", _("The exit comes before the entry."))
        self.exited_on, self.exit_kind, self.exit_note = on, kind, note

    def come_back(self) -> None:
        """Take away an exit recorded by mistake, with its proof."""
        self.exited_on = self.exit_kind = self.exit_note = None
        self.six_month_proof_on = self.six_month_proof = None

    def prove_six_months(self, on: date, proof: str | None = None) -> None:
        """Record the proof that a positive exit lasted.

        Raises:
            Invalid: nobody has left, or the proof is older than the exit.
        """
        if self.exited_on is None:
            raise Invalid("six_month_proof_on", _("The exit is to be recorded before its proof."))
        if on < self.exited_on:
            raise Invalid("six_month_proof_on", _("The proof comes before the exit."))
        self.six_month_proof_on, self.six_month_proof = on, proof


class ReferentAssignment(Entity):
    """Who answers for a person's stay, since when; one at a time, the history kept."""

    __tablename__ = "referent_assignment"

    enrolment_id: Mapped[UUID] = mapped_column(reference("enrolment"), index=True)
    counsellor_id: Mapped[UUID] = mapped_column(reference("counsellor"), index=True)
    since: Mapped[date]
    until: Mapped[date | None] = mapped_column(default=None)


class EnrolmentSuspension(Entity):
    """A time during which the support is paused: maternity, illness, prison…; the reason stays general."""

    __tablename__ = "enrolment_suspension"

    enrolment_id: Mapped[UUID] = mapped_column(reference("enrolment"), index=True)
    since: Mapped[date]
    until: Mapped[date | None] = mapped_column(default=None)
    reason: Mapped[str | None] = mapped_column(default=None)

    def resume(self, on: date) -> None:
        """Take the support up again from a day on: the day before is the last one suspended.

        Raises:
            Invalid: the day comes before the suspension began.
        """
        if on <= self.since:
            raise Invalid("until", _("The support cannot resume before it was suspended."))
        self.until = on - timedelta(days=1)
