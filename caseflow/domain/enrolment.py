"""A person's time in the PLIE: referral, commission, entry, referents, suspensions, exit and its proof at six months."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from caseflow.domain.base import Entity, reference, stored_enum


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

    person_id: Mapped[UUID] = mapped_column(reference("person"), index=True)
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
