"""What goes to a partner on paper about a person: the least, with her agreement, nothing of health or justice."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.domain.barrier import SENSITIVE_THEMES, Barrier
from caseflow.domain.civility import Civility
from caseflow.domain.contact import shown_phone
from caseflow.domain.counsellor import Agency
from caseflow.domain.labels import label
from caseflow.domain.person import ContactKind
from caseflow.domain.referral import Referral
from caseflow.domain.resource import Service, Structure
from caseflow.services.dossier import read_dossier
from caseflow.services.referral_lines import is_sensitive
from caseflow.services.summaries import AgencyBlock, ContactLine
from caseflow.services.summary_reading import referent_line
from caseflow.store.store import get


@dataclass(frozen=True)
class ReferralPaper:
    """One referral, for the partner: plain words, no key of the store."""

    file_number: str
    last_name: str
    first_name: str
    civility: Civility | None
    birth_year: int | None
    phones: tuple[str, ...]
    """Empty as long as the person did not agree that they are given."""
    emails: tuple[str, ...]
    agency: AgencyBlock
    referent: ContactLine | None
    partner: str
    service: str
    address: str
    partner_phone: str
    partner_email: str
    partner_contact: str
    theme: str
    """What it is about; empty when that would say something of health or justice."""
    reason: str
    """In the counsellor’s words; empty for the same themes, whatever they say."""
    is_sensitive: bool
    """The service or the barrier is one of health or justice: nothing of it shows before the message is opened."""
    proposed_on: date
    consent_on: date | None
    sent_on: date | None
    answer_by: date | None
    printed_on: date
    printed_by: str

    @property
    def initials(self) -> str:
        """Return the initials of the person: enough for those who know, nothing for others."""
        return "".join(f"{name.strip()[0].upper()}." for name in (self.first_name, self.last_name) if name.strip())


def read(cursor: Any, session: Session, referral_id: UUID, on: date, printed_by: str) -> ReferralPaper:
    """Read it, as of a day.

    Raises:
        Missing: the referral is no longer there.
    """
    referral = get(session, Referral, referral_id)
    service = get(session, Service, referral.service_id)
    structure = get(session, Structure, service.structure_id)
    barrier = session.get(Barrier, referral.barrier_id) if referral.barrier_id else None
    dossier = read_dossier(cursor, referral.person_id)
    agency = session.scalars(select(Agency).limit(1)).first() or Agency()
    person, agrees = dossier.person, referral.consent_on is not None
    is_told = barrier is None or barrier.theme not in SENSITIVE_THEMES

    def reached_by(kind: ContactKind) -> tuple[str, ...]:
        return tuple(each.value for each in dossier.contacts if each.kind is kind and each.is_valid and agrees)

    return ReferralPaper(
        file_number=person.file_number,
        last_name=person.last_name,
        first_name=person.first_name,
        civility=person.civility,
        birth_year=person.birth_date.year if person.birth_date else None,
        phones=tuple(map(shown_phone, reached_by(ContactKind.PHONE))),
        emails=reached_by(ContactKind.EMAIL),
        agency=AgencyBlock(agency.name, agency.address, agency.phone, agency.email, agency.data_protection_contact),
        referent=referent_line(dossier, on),
        partner=service.structure_name or service.name,
        service=service.name,
        address=_address(service) or _address(structure),
        partner_phone=shown_phone(service.phone or structure.phone or ""),
        partner_email=service.email or structure.email or "",
        partner_contact=service.contact_name or "",
        theme=label(barrier.theme) if barrier is not None and is_told else "",
        reason=referral.reason if is_told else "",
        is_sensitive=not is_told or is_sensitive(service),
        proposed_on=referral.proposed_on,
        consent_on=referral.consent_on,
        sent_on=referral.sent_on,
        answer_by=referral.expires_on,
        printed_on=on,
        printed_by=printed_by,
    )


def _address(place: Service | Structure) -> str:
    town = " ".join(part for part in (place.post_code, place.commune) if part)
    return ", ".join(part for part in (place.address_line, place.address_extra, town) if part) if town else ""
