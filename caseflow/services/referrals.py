"""People referred to partners: propose, send, chase up, note the answer and what came of it."""

from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from caseflow.domain.barrier import Barrier
from caseflow.domain.errors import Missing
from caseflow.domain.labels import label
from caseflow.domain.person import Person
from caseflow.domain.referral import Referral, ReferralRefusal, ReferralState, SentHow
from caseflow.domain.resource import Service
from caseflow.domain.rules import Rules
from caseflow.i18n import _, ngettext
from caseflow.services import referral_lines
from caseflow.services.barriers import lift_barrier
from caseflow.services.referral_lines import ReferralChoices, ReferralCounts, ReferralLine
from caseflow.store.store import Store, Writing

if TYPE_CHECKING:
    from caseflow.services.referral_paper import ReferralPaper

REMINDER, EXPIRY = "referral.reminder", "referral.expiry"
"""The rules that say after how many days a partner is chased up, and a referral expires."""


class Referrals:
    """The referrals of people to the services of partners."""

    def __init__(self, store: Store, rules: Callable[[], Rules]) -> None:
        self._store = store
        self._rules = rules

    def propose(self, person_id: UUID, service_id: UUID, on: date, **details: Any) -> UUID:
        """Propose a service to a person; `details` are any fields of `Referral`. Returns its key.

        Raises:
            Missing: the person or the service is no longer there.
        """
        with self._store.writing(_("Referral proposed")) as writing:
            return propose_service(writing, person_id, service_id, on, **details).id

    def refer(self, person_id: UUID, service_id: UUID, on: date, how: SentHow, **details: Any) -> UUID:
        """Propose a service and tell the partner, as one action; `details` as for `propose`. Returns its key.

        Raises:
            Missing: the person or the service is no longer there.
            Invalid: there is no consent, or its day comes later.
        """
        with self._store.writing(_("Referral sent")) as writing:
            referral = propose_service(writing, person_id, service_id, on, **details)
            send_referral(referral, self._rules(), on, how)
            return referral.id

    def send(self, referral_id: UUID, on: date, how: SentHow, consent_on: date | None = None) -> None:
        """Tell the partner of a service that was only proposed; the person agrees now if she had not yet.

        Raises:
            Conflict: it was answered, or is over.
            Invalid: there is no consent, or a day is out of order.
        """
        with self._store.writing(_("Referral sent")) as writing:
            referral = writing.get(Referral, referral_id)
            referral.consent_on = consent_on or referral.consent_on
            send_referral(referral, self._rules(), on, how)

    def remind(self, referral_id: UUID, on: date) -> None:
        """Note that the partner was chased up; the next time comes after as many days as the first.

        Raises:
            Conflict: it was not sent, or was answered.
        """
        with self._store.writing(_("Partner chased up")) as writing:
            again_on = on + timedelta(days=self._rules().days(REMINDER))
            writing.get(Referral, referral_id).remind(on, again_on)

    def answer(
        self,
        referral_id: UUID,
        state: ReferralState,
        on: date,
        *,
        refusal: ReferralRefusal | None = None,
        outcome: str | None = None,
        lifts_barrier: bool = False,
    ) -> None:
        """Note what the partner said, or that nothing more is expected; it may lift the barrier, as one action.

        Raises:
            Invalid: a day is out of order; a refusal has no reason.
        """
        with self._store.writing(_answer_label(state, lifts_barrier=lifts_barrier)) as writing:
            referral = writing.get(Referral, referral_id)
            referral.answer(state, on, refusal)
            referral.outcome = outcome or referral.outcome
            if lifts_barrier and referral.barrier_id is not None:
                _lift(writing, referral.barrier_id, on, referral.service_id)

    def close_expired(self, on: date, among: Collection[UUID] | None = None) -> int:
        """Close every referral whose time is over, or those among some, as one action; return how many were.

        Each ends on its last day: that is when nothing more was expected.
        """
        with self._store.reading() as session:
            lapsed = [key for key in session.scalars(referral_lines.lapsed(on)) if among is None or key in among]
        words = ngettext("{count} expired referral closed", "{count} expired referrals closed", len(lapsed))
        with self._store.writing(words.format(count=len(lapsed))) as writing:
            for referral_id in lapsed:
                referral = writing.get(Referral, referral_id)
                referral.answer(ReferralState.EXPIRED, referral.expires_on or on)
        return len(lapsed)

    def reopen(self, referral_id: UUID, on: date) -> None:
        """Take up again a referral closed by mistake; a partner told has as long as at first, from now on."""
        with self._store.writing(_("Referral reopened")) as writing:
            remind_on, expires_on = _deadlines(self._rules(), on)
            writing.get(Referral, referral_id).reopen(remind_on, expires_on)

    def edit(self, referral_id: UUID, **changes: Any) -> None:
        """Correct any field of a referral.

        Raises:
            Invalid: the fields contradict each other.
            Missing: the service or the barrier is no longer there.
        """
        with self._store.writing(_("Referral changed")) as writing:
            referral = writing.get(Referral, referral_id)
            for name, value in changes.items():
                setattr(referral, name, value)
            _check_links(writing, referral)
            referral.check()

    def remove(self, referral_id: UUID) -> None:
        """Take away a referral recorded by mistake."""
        with self._store.writing(_("Referral removed")) as writing:
            writing.delete(writing.get(Referral, referral_id))

    def of_person(self, person_id: UUID, on: date) -> tuple[ReferralLine, ...]:
        """Return the referrals of a person seen from a day, the latest first."""
        with self._store.reading() as session:
            return referral_lines.of_person(session, person_id, on)

    def line(self, referral_id: UUID, on: date) -> ReferralLine:
        """Return one referral seen from a day.

        Raises:
            Missing: it is no longer there.
        """
        with self._store.reading() as session:
            return referral_lines.line(session, referral_id, on)

    def choices(self, person_id: UUID) -> ReferralChoices:
        """Return what a referral of a person starts from.

        Raises:
            Missing: the person is no longer there.
        """
        with self._store.reading() as session:
            return referral_lines.choices(session, person_id)

    def partner(self, service_id: UUID) -> str:
        """Return how a service is called, with its structure.

        Raises:
            Missing: it is no longer there.
        """
        with self._store.reading() as session:
            return referral_lines.partner(session, service_id)

    def paper(self, referral_id: UUID, on: date, printed_by: str = "") -> "ReferralPaper":
        """Return what the referral sheet and the mail to the partner say.

        Raises:
            Missing: the referral is no longer there.
        """
        from caseflow.services import referral_paper  # all that a summary reads, for a paper seldom asked

        with self._store.reading_rows() as cursor, self._store.reading() as session:
            return referral_paper.read(cursor, session, referral_id, on, printed_by)

    def to_chase(self, on: date, limit: int | None = None) -> tuple[ReferralLine, ...]:
        """Return the referrals left without answer that are to be chased up or closed, the longest waiting first."""
        with self._store.reading() as session:
            return referral_lines.to_chase(session, on, limit)

    def counts(self, on: date) -> ReferralCounts:
        """Count what waits for an answer, what is to be chased up, and what expired."""
        with self._store.reading() as session:
            return referral_lines.counts(session, on)


def propose_service(writing: Writing, person_id: UUID, service_id: UUID, on: date, **details: Any) -> Referral:
    """Propose a service to a person, within an action of any service of ours.

    Raises:
        Missing: the person, the service or the barrier is no longer there, or the barrier is somebody else's.
    """
    writing.get(Person, person_id)
    referral = Referral(person_id=person_id, service_id=service_id, proposed_on=on, **details)
    _check_links(writing, referral)
    return writing.add(referral)


def send_referral(referral: Referral, rules: Rules, on: date, how: SentHow) -> None:
    """Tell the partner of a referral, within an action of any service of ours; the rules say when it is chased up.

    Raises:
        Conflict: it was answered, or is over.
        Invalid: there is no consent, or a day is out of order.
    """
    referral.send(on, how, *_deadlines(rules, on))


def _answer_label(state: ReferralState, *, lifts_barrier: bool) -> str:
    words = _("Referral: {state}, barrier lifted") if lifts_barrier else _("Referral: {state}")
    return words.format(state=label(state))


def _deadlines(rules: Rules, on: date) -> tuple[date, date]:
    """Return when a referral sent on a day is chased up, and when it expires."""
    return on + timedelta(days=rules.days(REMINDER)), on + timedelta(days=rules.days(EXPIRY))


def _check_links(writing: Writing, referral: Referral) -> None:
    writing.get(Service, referral.service_id)
    if referral.barrier_id is not None and writing.get(Barrier, referral.barrier_id).person_id != referral.person_id:
        raise Missing(_("This barrier is not one of this person."))


def _lift(writing: Writing, barrier_id: UUID, on: date, service_id: UUID) -> None:
    """Lift a barrier thanks to a service, unless it is lifted already."""
    barrier = writing.session.get(Barrier, barrier_id)
    if barrier is not None and barrier.is_open:
        lift_barrier(writing, barrier, on, by=service_id)
