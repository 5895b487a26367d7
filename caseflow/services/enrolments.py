"""A person's time in the PLIE as the counsellor records it: referral, commission, entry, referents, pauses, exit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, select

from caseflow.domain.counsellor import Agency, Counsellor
from caseflow.domain.enrolment import (
    CommissionDecision,
    Enrolment,
    EnrolmentSuspension,
    ExitKind,
    ReferentAssignment,
)
from caseflow.domain.errors import Invalid
from caseflow.domain.person import Person
from caseflow.i18n import _, ngettext
from caseflow.services.summaries import AgencyBlock
from caseflow.store.store import Store, Writing


@dataclass(frozen=True)
class CounsellorView:
    """A counsellor, to be chosen or called."""

    id: UUID
    name: str
    phone: str
    email: str
    is_active: bool


class Enrolments:
    """The stays in the PLIE, and those who answer for them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def refer(self, person_id: UUID, on: date | None, prescriber: str = "", prescriber_kind: str | None = None) -> UUID:
        """Open a stay: a prescriber referred the person to the PLIE."""
        with self._store.writing(_("Referral to the PLIE recorded")) as writing:
            writing.get(Person, person_id)
            stay = Enrolment(
                person_id=person_id, referred_on=on, prescriber=prescriber or None, prescriber_kind=prescriber_kind
            )
            writing.add(stay)
        return stay.id

    def enter_directly(self, person_id: UUID, on: date, counsellor_id: UUID | None = None) -> UUID:
        """Open a stay by its entry, when nobody noted a referral."""
        with self._store.writing(_("Entry into the PLIE recorded")) as writing:
            writing.get(Person, person_id)
            stay = writing.add(Enrolment(person_id=person_id, entered_on=on))
            writing.session.flush()
            if counsellor_id is not None:
                _hand_over(writing, stay.id, counsellor_id, on)
        return stay.id

    def record_commission(self, enrolment_id: UUID, on: date, decision: CommissionDecision) -> None:
        """Record what the validation commission said."""
        self._change(
            enrolment_id, _("Decision of the commission recorded"), commission_on=on, commission_decision=decision
        )

    def enter(self, enrolment_id: UUID, on: date, counsellor_id: UUID | None = None) -> None:
        """Record the entry into the PLIE, and the referent from that day.

        Raises:
            Invalid: the entry comes after the exit.
        """
        with self._store.writing(_("Entry into the PLIE recorded")) as writing:
            stay = writing.get(Enrolment, enrolment_id)
            stay.enter(on)
            if counsellor_id is not None:
                _hand_over(writing, enrolment_id, counsellor_id, on)

    def change_referent(self, enrolment_id: UUID, counsellor_id: UUID, on: date) -> None:
        """Hand a stay over to another referent from a day on; the history is kept."""
        with self._store.writing(_("Referent changed")) as writing:
            writing.get(Enrolment, enrolment_id)
            _hand_over(writing, enrolment_id, counsellor_id, on)

    def assign(self, person_ids: Sequence[UUID], counsellor_id: UUID, on: date) -> int:
        """Hand many people over to a referent from a day on, as one action; return how many were.

        Each by the stay that is open; somebody who has none, or is hers already, is left as is.
        """
        with self._store.reading() as session:
            stays = [
                stay for chunk in _chunks(person_ids) for stay in session.scalars(_to_hand_over(chunk, counsellor_id))
            ]
        label = ngettext("{count} person assigned", "{count} people assigned", len(stays))
        with self._store.writing(label.format(count=len(stays))) as writing:
            for enrolment_id in stays:
                _hand_over(writing, enrolment_id, counsellor_id, on)
        return len(stays)

    def suspend(self, enrolment_id: UUID, since: date, until: date | None = None, reason: str | None = None) -> UUID:
        """Pause the support; the reason stays general.

        Raises:
            Invalid: the last day comes before the first.
        """
        with self._store.writing(_("Support suspended")) as writing:
            suspension = writing.add(writing.get(Enrolment, enrolment_id).suspend(since, until, reason))
        return suspension.id

    def resume(self, suspension_id: UUID, on: date) -> None:
        """Take the support up again from a day on.

        Raises:
            Invalid: the day comes before the suspension began.
        """
        with self._store.writing(_("Support resumed")) as writing:
            writing.get(EnrolmentSuspension, suspension_id).resume(on)

    def remove_suspension(self, suspension_id: UUID) -> None:
        """Take away a suspension recorded by mistake."""
        with self._store.writing(_("Suspension removed")) as writing:
            writing.delete(writing.get(EnrolmentSuspension, suspension_id))

    def leave(self, enrolment_id: UUID, on: date, kind: ExitKind, note: str | None = None) -> None:
        """Record the exit from the PLIE and its kind.

        Raises:
            Invalid: the exit comes before the entry.
        """
        with self._store.writing(_("Exit from the PLIE recorded")) as writing:
            writing.get(Enrolment, enrolment_id).exit(kind, on, note)

    def come_back(self, enrolment_id: UUID) -> None:
        """Take away an exit recorded by mistake."""
        with self._store.writing(_("Exit from the PLIE removed")) as writing:
            writing.get(Enrolment, enrolment_id).come_back()

    def prove_six_months(self, enrolment_id: UUID, on: date, proof: str | None = None) -> None:
        """Record the proof, six months on, that a positive exit lasted.

        Raises:
            Invalid: nobody has left, or the proof is older than the exit.
        """
        with self._store.writing(_("Proof at six months recorded")) as writing:
            writing.get(Enrolment, enrolment_id).prove_six_months(on, proof)

    def edit(self, enrolment_id: UUID, **changes: Any) -> None:
        """Correct any field of a stay."""
        self._change(enrolment_id, _("Time in the PLIE changed"), **changes)

    def remove(self, enrolment_id: UUID) -> None:
        """Take away a stay recorded by mistake, with its referents and suspensions; its steps remain."""
        from caseflow.domain.pathway import Step

        with self._store.writing(_("Time in the PLIE removed")) as writing:
            stay = writing.get(Enrolment, enrolment_id)
            for kind in (ReferentAssignment, EnrolmentSuspension):
                for thing in writing.session.scalars(select(kind).where(kind.enrolment_id == enrolment_id)):
                    writing.delete(thing)
            for step in writing.session.scalars(select(Step).where(Step.enrolment_id == enrolment_id)):
                step.enrolment_id = None
            writing.delete(stay)

    def counsellors(self) -> tuple[CounsellorView, ...]:
        """Return the counsellors, those at work first."""
        query = select(Counsellor).order_by(Counsellor.is_active.desc(), Counsellor.name)
        with self._store.reading() as session:
            return tuple(CounsellorView(c.id, c.name, c.phone, c.email, c.is_active) for c in session.scalars(query))

    def add_counsellor(self, name: str, phone: str = "", email: str = "") -> UUID:
        """Add a counsellor.

        Raises:
            Invalid: the name is empty.
        """
        if not name.strip():
            raise Invalid("name", _("A name is needed."))
        with self._store.writing(_("Counsellor added")) as writing:
            counsellor = writing.add(Counsellor(name=name.strip(), phone=phone, email=email))
        return counsellor.id

    def edit_counsellor(self, counsellor_id: UUID, **changes: Any) -> None:
        """Change a counsellor's name, phone, e-mail, or whether she is still at work."""
        with self._store.writing(_("Counsellor changed")) as writing:
            counsellor = writing.get(Counsellor, counsellor_id)
            for name, value in changes.items():
                setattr(counsellor, name, value)

    def agency(self) -> AgencyBlock:
        """Return the structure, as its paper shows it; empty until it was filled in."""
        with self._store.reading() as session:
            agency = session.scalars(select(Agency).limit(1)).first() or Agency()
            return AgencyBlock(agency.name, agency.address, agency.phone, agency.email, agency.data_protection_contact)

    def edit_agency(self, **changes: Any) -> None:
        """Fill in or change the structure's name, address, phone, e-mail and data protection contact."""
        with self._store.writing(_("Structure changed")) as writing:
            agency = writing.session.scalars(select(Agency).limit(1)).first() or writing.add(Agency())
            for name, value in changes.items():
                setattr(agency, name, value)

    def _change(self, enrolment_id: UUID, label: str, **changes: Any) -> None:
        with self._store.writing(label) as writing:
            stay = writing.get(Enrolment, enrolment_id)
            for name, value in changes.items():
                setattr(stay, name, value)


def _chunks(person_ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    """Cut ids into lots that one statement can name."""
    return (person_ids[start : start + 500] for start in range(0, len(person_ids), 500))


def _to_hand_over(person_ids: Sequence[UUID], counsellor_id: UUID) -> Select[UUID]:
    """Find the open stays of some people that another referent answers for, or nobody."""
    is_hers = exists().where(
        ReferentAssignment.enrolment_id == Enrolment.id,
        ReferentAssignment.counsellor_id == counsellor_id,
        ReferentAssignment.until.is_(None),
    )
    is_open = Enrolment.entered_on.is_not(None) & Enrolment.exited_on.is_(None)
    return select(Enrolment.id).where(Enrolment.person_id.in_(person_ids), is_open, ~is_hers)


def _hand_over(writing: Writing, enrolment_id: UUID, counsellor_id: UUID, on: date) -> None:
    """Close the present assignment the day before, and open the new one."""
    writing.get(Counsellor, counsellor_id)
    query = select(ReferentAssignment).where(ReferentAssignment.enrolment_id == enrolment_id)
    for assignment in writing.session.scalars(query):
        if assignment.since >= on:
            writing.delete(assignment)
        elif assignment.until is None or assignment.until >= on:
            assignment.until = on - timedelta(days=1)
    writing.add(ReferentAssignment(enrolment_id=enrolment_id, counsellor_id=counsellor_id, since=on))
