"""The sessions of a recruitment as they are shown and printed: who is invited, how to reach them, what became of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from caseflow.domain.candidacy import Candidacy, CandidacySource
from caseflow.domain.civility import Civility
from caseflow.domain.contact import shown_phone
from caseflow.domain.counsellor import Agency, Counsellor
from caseflow.domain.meeting import Meeting, MeetingKind, MeetingMode, Seat, SeatStatus
from caseflow.domain.person import ContactKind, ContactPoint, Person
from caseflow.domain.recruitment import Invitation, Prescriber, Recruitment
from caseflow.i18n import current
from caseflow.services.seating import CAME
from caseflow.services.summaries import AgencyBlock, ContactLine
from caseflow.store.store import Store, get

EXPECTED = frozenset({SeatStatus.INVITED, SeatStatus.PRESENT, SeatStatus.ABSENT})
"""Who is on the sheet to sign and receives a convocation."""
_HELD = EXPECTED | {SeatStatus.WALKED_IN}


@dataclass(frozen=True)
class SeatLine:
    """One candidate at one session."""

    id: UUID
    candidacy_id: UUID
    person_id: UUID
    last_name: str
    first_name: str
    civility: Civility | None
    address: tuple[str, ...] = field(repr=False)
    phone: str = field(repr=False)
    email: str = field(repr=False)
    prescriber: str
    slot_minute: int | None
    status: SeatStatus
    result: str
    is_passed: bool | None
    rank: int = 0
    """On the waiting list: who comes next."""

    @property
    def name(self) -> str:
        """Return the name as lists show it."""
        return f"{self.last_name.upper()} {self.first_name}".strip()

    @property
    def has_come(self) -> bool:
        """Tell whether this one is noted as having been there."""
        return self.status in CAME

    @property
    def holds_seat(self) -> bool:
        """Tell whether this one is counted among the seats taken."""
        return self.status in _HELD


@dataclass(frozen=True)
class MeetingView:
    """One session with those who have something to do with it, those with a seat first, by hour and name."""

    id: UUID
    kind: MeetingKind
    held_on: date
    at_minute: int | None
    minutes: int
    slot_minutes: int | None
    mode: MeetingMode
    place: str
    bring: str
    facilitator: str
    seats: int | None
    sequence: int
    lines: tuple[SeatLine, ...]

    @property
    def taken(self) -> int:
        """Return how many seats are held."""
        return sum(line.holds_seat for line in self.lines)

    @property
    def waiting(self) -> int:
        """Return how many wait for a seat."""
        return sum(line.status is SeatStatus.WAITING for line in self.lines)

    @property
    def expected(self) -> tuple[SeatLine, ...]:
        """Return those who are invited."""
        return tuple(line for line in self.lines if line.status in EXPECTED)


@dataclass(frozen=True)
class CandidateName:
    """A candidate who may still be chosen."""

    candidacy_id: UUID
    name: str


@dataclass(frozen=True)
class Sessions:
    """The sessions of a recruitment, with the names of all its candidates and of its prescribers."""

    meetings: tuple[MeetingView, ...]
    candidates: tuple[CandidateName, ...]
    prescribers: tuple[str, ...] = ()


@dataclass(frozen=True)
class MeetingPaper:
    """A session as its papers show it: plain words, no key of the store but those of calendars."""

    meeting: MeetingView
    recruitment: str
    employer: str
    transport: str
    agency: AgencyBlock
    contact: ContactLine
    printed_on: date


def read_sessions(store: Store, recruitment_id: UUID) -> Sessions:
    """Read the sessions of a recruitment, the next first."""
    with store.reading() as session:
        lines = _lines(session, recruitment_id)
        query = select(Meeting).where(Meeting.recruitment_id == recruitment_id)
        meetings = session.scalars(query.order_by(Meeting.held_on, Meeting.at_minute, Meeting.id)).all()
        names = session.execute(
            select(Candidacy.id, Person.last_name, Person.first_name, Person.birth_date)
            .join(Person, Person.id == Candidacy.person_id)
            .where(Candidacy.recruitment_id == recruitment_id)
            .order_by(Person.sort_name, Candidacy.id)
        ).all()
        return Sessions(
            tuple(_view(each, lines.get(each.id, [])) for each in meetings),
            _told_apart([(row[0], f"{row[1].upper()} {row[2]}".strip(), row[3]) for row in names]),
            tuple(session.scalars(_invited(recruitment_id))),
        )


def _told_apart(found: Sequence[tuple[UUID, str, date | None]]) -> tuple[CandidateName, ...]:
    """Return the names, with the birth date of those who bear the same."""
    bearers = Counter(name for _key, name, _born in found)
    return tuple(
        CandidateName(key, f"{name} ({current().date(born)})" if born and bearers[name] > 1 else name)
        for key, name, born in found
    )


def _invited(recruitment_id: UUID) -> Select[str]:
    join = Invitation.prescriber_id == Prescriber.id
    query = select(Prescriber.name).join(Invitation, join).where(Invitation.recruitment_id == recruitment_id)
    return query.order_by(Prescriber.name)


def read_paper(store: Store, meeting_id: UUID, on: date) -> MeetingPaper:
    """Read what the papers of a session say, as of a day.

    Raises:
        Missing: the session is no longer there.
    """
    with store.reading() as session:
        meeting = get(session, Meeting, meeting_id)
        recruitment = get(session, Recruitment, meeting.recruitment_id)
        agency, contact = who_writes(session, recruitment)
        return MeetingPaper(
            meeting=_view(meeting, _lines(session, recruitment.id).get(meeting_id, [])),
            recruitment=recruitment.title,
            employer=recruitment.employer,
            transport=recruitment.transport or "",
            agency=AgencyBlock(agency.name, agency.address, agency.phone, agency.email, agency.data_protection_contact),
            contact=contact,
            printed_on=on,
        )


def who_writes(session: Session, recruitment: Recruitment) -> tuple[Agency, ContactLine]:
    """Return the agency, and whom to call about a recruitment: its counsellor, or the agency itself."""
    agency = session.scalars(select(Agency).limit(1)).first() or Agency()
    who = session.get(Counsellor, recruitment.counsellor_id) if recruitment.counsellor_id else None
    return agency, ContactLine("", who.name if who else agency.name, (who and who.phone) or agency.phone, agency.email)


def _view(meeting: Meeting, lines: list[SeatLine]) -> MeetingView:
    return MeetingView(
        id=meeting.id,
        kind=meeting.kind,
        held_on=meeting.held_on,
        at_minute=meeting.at_minute,
        minutes=meeting.minutes,
        slot_minutes=meeting.slot_minutes,
        mode=meeting.mode,
        place=meeting.place or "",
        bring=meeting.bring or "",
        facilitator=meeting.facilitator or "",
        seats=meeting.seats,
        sequence=meeting.sequence,
        lines=tuple(sorted(lines, key=_place)),
    )


def _place(line: SeatLine) -> tuple[int, int]:
    """Return where somebody stands: who has a seat, by hour; then who waits, in turn; then who does not come."""
    if line.holds_seat:
        return 0, line.slot_minute or 0
    return (1, line.rank) if line.status is SeatStatus.WAITING else (2, 0)


def _lines(session: Session, recruitment_id: UUID) -> dict[UUID, list[SeatLine]]:
    """Return the seats of each session, by name."""
    query = (
        select(Seat, Person)
        .join(Candidacy, Candidacy.id == Seat.candidacy_id)
        .join(Person, Person.id == Candidacy.person_id)
        .where(Candidacy.recruitment_id == recruitment_id)
        .order_by(Person.sort_name, Seat.id)
    )
    phones = _contacts(session, recruitment_id, ContactKind.PHONE)
    emails = _contacts(session, recruitment_id, ContactKind.EMAIL)
    senders = _senders(session, recruitment_id)
    found: dict[UUID, list[SeatLine]] = {}
    for seat, person in session.execute(query):
        line = SeatLine(
            id=seat.id,
            candidacy_id=seat.candidacy_id,
            person_id=person.id,
            last_name=person.last_name,
            first_name=person.first_name,
            civility=person.civility,
            address=_address(person),
            phone=shown_phone(phones.get(person.id, "")),
            email=emails.get(person.id, ""),
            prescriber=senders.get(seat.candidacy_id, ""),
            slot_minute=seat.slot_minute,
            status=seat.status,
            result=seat.result or "",
            is_passed=seat.is_passed,
            rank=seat.rank,
        )
        found.setdefault(seat.meeting_id, []).append(line)
    return found


def _contacts(session: Session, recruitment_id: UUID, kind: ContactKind) -> dict[UUID, str]:
    """Return the first valid number, or address, of each candidate."""
    query = (
        select(ContactPoint.person_id, ContactPoint.value)
        .join(Candidacy, Candidacy.person_id == ContactPoint.person_id)
        .where(Candidacy.recruitment_id == recruitment_id, ContactPoint.kind == kind, ContactPoint.is_valid)
        .order_by(ContactPoint.rank.desc(), ContactPoint.id.desc())
    )
    return {row[0]: row[1] for row in session.execute(query)}


def _senders(session: Session, recruitment_id: UUID) -> dict[UUID, str]:
    query = (
        select(CandidacySource.candidacy_id, Prescriber.name)
        .join(Prescriber, Prescriber.id == CandidacySource.prescriber_id)
        .join(Candidacy, Candidacy.id == CandidacySource.candidacy_id)
        .where(Candidacy.recruitment_id == recruitment_id)
        .order_by(CandidacySource.received_on.desc(), CandidacySource.id.desc())
    )
    return {row[0]: row[1] for row in session.execute(query)}


def _address(person: Person) -> tuple[str, ...]:
    town = " ".join(part for part in (person.post_code, person.commune) if part)
    return tuple(part for part in (person.address_line, person.address_extra, town) if part)
