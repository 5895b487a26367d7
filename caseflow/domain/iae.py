"""The PASS IAE of a person: its dates, suspensions and prolongations."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from caseflow.domain.base import Entity, reference, stored_enum


class PassSuspensionReason(StrEnum):
    """Why a PASS IAE is suspended (les-emplois, `Suspension.Reason`)."""

    CONTRACT_SUSPENDED = "contract_suspended"
    CONTRACT_BROKEN = "contract_broken"
    FINISHED_CONTRACT = "finished_contract"
    CTA = "approval_between_cta_members"
    BRIDGE_CONTRACT = "contrat_passerelle"
    HISTORICAL = "historical"
    """One of the six reasons no longer in use; which one is not kept, several being health or justice data."""


class PassProlongationReason(StrEnum):
    """Why a PASS IAE is prolonged (les-emplois, `ProlongationReason`)."""

    SENIOR_CDI = "senior_cdi"
    COMPLETE_TRAINING = "complete_training"
    RQTH = "rqth"
    SENIOR = "senior"
    PARTICULAR_DIFFICULTIES = "particular_difficulties"
    HEALTH_CONTEXT = "health_context"


class IaePass(Entity):
    """The approval that opens the right to work in the IAE for two years."""

    __tablename__ = "iae_pass"

    person_id: Mapped[UUID] = mapped_column(reference("person"), index=True)
    started_on: Mapped[date]
    number: Mapped[str | None] = mapped_column(default=None)
    """12 digits: 99999 and seven more."""


class PassSuspension(Entity):
    """A time that does not count; it pushes the end of the PASS by as many days."""

    __tablename__ = "iae_pass_suspension"

    pass_id: Mapped[UUID] = mapped_column(reference("iae_pass"), index=True)
    since: Mapped[date]
    until: Mapped[date | None] = mapped_column(default=None)
    """The last day suspended."""
    reason: Mapped[PassSuspensionReason | None] = mapped_column(stored_enum(PassSuspensionReason), default=None)


class PassProlongation(Entity):
    """A time added at the end of the PASS, granted for a reason."""

    __tablename__ = "iae_pass_prolongation"

    pass_id: Mapped[UUID] = mapped_column(reference("iae_pass"), index=True)
    since: Mapped[date]
    until: Mapped[date]
    """The last day of the prolongation."""
    reason: Mapped[PassProlongationReason] = mapped_column(stored_enum(PassProlongationReason))
