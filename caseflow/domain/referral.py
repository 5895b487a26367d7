"""A person referred to a partner's service: from the proposal to what came of it."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from caseflow.domain.base import Entity, reference, stored_enum
from caseflow.domain.errors import Conflict, Invalid
from caseflow.i18n import _


class ReferralState(StrEnum):
    """Where a referral stands."""

    PROPOSED = "proposed"
    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    NO_SHOW = "no_show"
    DONE = "done"
    NO_FOLLOW_UP = "no_follow_up"
    EXPIRED = "expired"


WAITING = frozenset({ReferralState.PROPOSED, ReferralState.SENT})
"""Nobody has answered yet."""
ENDED = frozenset(
    {
        ReferralState.REFUSED,
        ReferralState.NO_SHOW,
        ReferralState.DONE,
        ReferralState.NO_FOLLOW_UP,
        ReferralState.EXPIRED,
    }
)
"""Nothing more is expected."""
ANSWERED = frozenset(ReferralState) - WAITING - {ReferralState.EXPIRED, ReferralState.NO_FOLLOW_UP}
"""The partner said something: what counts in its observed rate and delay."""


class ReferralRefusal(StrEnum):
    """Why a partner declined: the reasons that DORA exchanges."""

    UNREACHABLE = "unreachable"
    ABSENT = "absent"
    IN_EMPLOYMENT = "in_employment"
    IN_TRAINING = "in_training"
    NOT_ELIGIBLE = "not_eligible"
    NOT_MOBILE = "not_mobile"
    NOT_INTERESTED = "not_interested"
    PERIPHERAL_BARRIERS = "peripheral_barriers"
    SESSION_FULL = "session_full"
    DUPLICATE = "duplicate"
    OTHER = "other"


class SentHow(StrEnum):
    """How the partner was told."""

    EMAIL = "email"
    PHONE = "phone"
    FORM = "form"
    LETTER = "letter"
    IN_PERSON = "in_person"
    BY_THE_PERSON = "by_the_person"


class Referral(Entity):
    """One person, one service: why, with which consent, sent how, and what came of it."""

    __tablename__ = "referral"
    __table_args__ = (
        Index("ix_referral_person_id", "person_id", "state", "remind_on"),
        Index("ix_referral_service_id", "service_id", "state", "sent_on", "answered_on"),
        Index("ix_referral_barrier_id", "barrier_id", sqlite_where=text("barrier_id IS NOT NULL")),
        Index("ix_referral_interview_id", "interview_id", sqlite_where=text("interview_id IS NOT NULL")),
        Index("ix_referral_remind_on", "remind_on", "state"),
    )

    person_id: Mapped[UUID] = mapped_column(reference("person"))
    service_id: Mapped[UUID] = mapped_column(reference("service"))
    proposed_on: Mapped[date]
    barrier_id: Mapped[UUID | None] = mapped_column(reference("barrier"), default=None)
    """The barrier that it is to lift."""
    interview_id: Mapped[UUID | None] = mapped_column(reference("interview"), default=None)
    """The interview in which it was decided."""
    state: Mapped[ReferralState] = mapped_column(stored_enum(ReferralState), default=ReferralState.PROPOSED)
    reason: Mapped[str] = mapped_column(default="")
    consent_on: Mapped[date | None] = mapped_column(default=None)
    """When the person agreed that her details are given to the partner (RGPD art. 6 and 7)."""
    sent_on: Mapped[date | None] = mapped_column(default=None)
    sent_how: Mapped[SentHow | None] = mapped_column(stored_enum(SentHow), default=None)
    remind_on: Mapped[date | None] = mapped_column(default=None)
    reminded_on: Mapped[date | None] = mapped_column(default=None)
    expires_on: Mapped[date | None] = mapped_column(default=None)
    answered_on: Mapped[date | None] = mapped_column(default=None)
    refusal: Mapped[ReferralRefusal | None] = mapped_column(stored_enum(ReferralRefusal), default=None)
    ended_on: Mapped[date | None] = mapped_column(default=None)
    outcome: Mapped[str | None] = mapped_column(default=None)
    """What came of it, in words."""

    @property
    def is_waiting(self) -> bool:
        """Whether the partner has not answered."""
        return self.state in WAITING

    def send(self, on: date, how: SentHow, remind_on: date, expires_on: date) -> None:
        """Record that the partner was told.

        Raises:
            Conflict: it is over.
            Invalid: there is no consent, or a day is out of order.
        """
        if self.state in ENDED:
            raise Conflict(_("This referral is over: reopen it first."))
        if self.consent_on is None:
            raise Invalid("consent_on", _("The person’s agreement is needed before her details are sent."))
        if on < self.proposed_on:
            raise Invalid("sent_on", _("It cannot be sent before it was proposed."))
        self.state, self.sent_on, self.sent_how = ReferralState.SENT, on, how
        self.remind_on, self.expires_on = remind_on, expires_on

    def remind(self, on: date, again_on: date) -> None:
        """Record that the partner was asked again.

        Raises:
            Conflict: it was not sent, or was answered.
        """
        if self.state is not ReferralState.SENT:
            raise Conflict(_("Only a referral that was sent and not answered can be chased up."))
        self.reminded_on, self.remind_on = on, again_on

    def answer(self, state: ReferralState, on: date, refusal: ReferralRefusal | None = None) -> None:
        """Record what the partner said, or that nothing more is expected.

        Raises:
            Invalid: the day comes before the proposal; a refusal has no reason.
        """
        if on < (self.sent_on or self.proposed_on):
            raise Invalid("answered_on", _("The answer comes before the referral."))
        if state is ReferralState.REFUSED and refusal is None:
            raise Invalid("refusal", _("Say why it was declined."))
        self.refusal = refusal if state is ReferralState.REFUSED else None
        self.state = state
        if state in ANSWERED and self.answered_on is None:
            self.answered_on = on
        self.ended_on = on if state in ENDED else None

    def reopen(self) -> None:
        """Take up again a referral closed by mistake."""
        self.state = ReferralState.PROPOSED if self.sent_on is None else ReferralState.SENT
        self.answered_on = self.ended_on = self.refusal = self.outcome = None
