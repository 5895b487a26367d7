"""A person referred to a partner's service: from the proposal to what came of it."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from caseflow.domain.base import Entity, reference, stored_enum
from caseflow.domain.errors import Conflict, Invalid
from caseflow.i18n import N_, _


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


IN_ORDER = (
    ("proposed_on", "sent_on", "sent_on", N_("It cannot be sent before it was proposed.")),
    ("consent_on", "sent_on", "consent_on", N_("The agreement comes after the day of sending.")),
    ("sent_on", "reminded_on", "reminded_on", N_("The partner cannot be chased up before the referral was sent.")),
    ("sent_on", "remind_on", "remind_on", N_("The day to chase up comes before the day of sending.")),
    ("sent_on", "expires_on", "expires_on", N_("It cannot expire before it was sent.")),
    ("proposed_on", "answered_on", "answered_on", N_("The answer comes before the referral.")),
    ("sent_on", "answered_on", "answered_on", N_("The answer comes before the referral.")),
    ("proposed_on", "ended_on", "ended_on", N_("It cannot end before it began.")),
    ("sent_on", "ended_on", "ended_on", N_("It cannot end before it began.")),
    ("answered_on", "ended_on", "ended_on", N_("It cannot end before it was answered.")),
)
"""Two days of a referral that come in this order, the field to correct, and what is said of it."""


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

    def has_lapsed(self, on: date) -> bool:
        """Tell whether the time left for an answer is over, whatever was written of it."""
        return self.state is ReferralState.SENT and self.expires_on is not None and self.expires_on < on

    def send(self, on: date, how: SentHow, remind_on: date, expires_on: date) -> None:
        """Record that the partner was told.

        Raises:
            Conflict: it was answered, or is over.
            Invalid: there is no consent, or a day is out of order.
        """
        if self.state not in WAITING:
            raise Conflict(_("This referral was answered or is over: reopen it first."))
        if self.consent_on is None:
            raise Invalid("consent_on", _("The person’s agreement is needed before her details are sent."))
        if self.consent_on > on:
            raise Invalid("consent_on", _("The agreement comes after the day of sending."))
        if on < self.proposed_on:
            raise Invalid("sent_on", _("It cannot be sent before it was proposed."))
        if self.reminded_on is not None and on > self.reminded_on:
            self.reminded_on = None
        self.state, self.sent_on, self.sent_how = ReferralState.SENT, on, how
        self._await_from(on, remind_on, expires_on)

    def remind(self, on: date, again_on: date) -> None:
        """Record that the partner was asked again.

        Raises:
            Conflict: it was not sent, or was answered.
            Invalid: a day is out of order.
        """
        if self.state is not ReferralState.SENT or self.sent_on is None:
            raise Conflict(_("Only a referral that was sent and not answered can be chased up."))
        if on < self.sent_on:
            raise Invalid("reminded_on", _("The partner cannot be chased up before the referral was sent."))
        self.reminded_on, self.remind_on = on, max(on, again_on)

    def answer(self, state: ReferralState, on: date, refusal: ReferralRefusal | None = None) -> None:
        """Record what the partner said, or that nothing more is expected; said again, it corrects what was said.

        Raises:
            Invalid: it is no answer; its day comes before what it answers; a refusal has no reason.
        """
        if state in WAITING:
            raise Invalid("state", _("Choose an answer."))
        if on < self._latest_day(before_answer=state not in ANSWERED):
            raise Invalid("answered_on", _("The answer comes before the referral."))
        if state is ReferralState.REFUSED and refusal is None:
            raise Invalid("refusal", _("Say why it was declined."))
        self.refusal = refusal if state is ReferralState.REFUSED else None
        self.state = state
        if state in ANSWERED and (self.answered_on is None or on < self.answered_on):
            self.answered_on = on
        self.ended_on = on if state in ENDED else None

    def reopen(self, remind_on: date | None = None, expires_on: date | None = None) -> None:
        """Take up again a referral closed by mistake; a partner told has until another day to answer."""
        self.state = ReferralState.PROPOSED if self.sent_on is None else ReferralState.SENT
        self.answered_on = self.ended_on = self.refusal = self.outcome = None
        if self.sent_on is not None and remind_on is not None and expires_on is not None:
            self._await_from(self.sent_on, remind_on, expires_on)

    def check(self) -> None:
        """Refuse fields that contradict each other, after any of them was corrected.

        Raises:
            Invalid: it was sent without consent, or declined without a reason, or two days are out of order.
        """
        if self.sent_on is not None and self.consent_on is None:
            raise Invalid("consent_on", _("The person’s agreement is needed before her details are sent."))
        if self.state is ReferralState.REFUSED and self.refusal is None:
            raise Invalid("refusal", _("Say why it was declined."))
        for earlier, later, field, sentence in IN_ORDER:
            first, then = getattr(self, earlier), getattr(self, later)
            if first is not None and then is not None and then < first:
                raise Invalid(field, _(sentence))

    def _await_from(self, sent_on: date, remind_on: date, expires_on: date) -> None:
        self.remind_on, self.expires_on = max(sent_on, remind_on), max(sent_on, expires_on)

    def _latest_day(self, *, before_answer: bool) -> date:
        """Return the day before which nothing can be answered, or ended."""
        return (self.answered_on if before_answer else None) or self.sent_on or self.proposed_on
