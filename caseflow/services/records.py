"""A record as read models: the person, her contacts and situation, her publics, her stays, who she may be twice."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from caseflow.domain.duplicate import Description, compare
from caseflow.domain.periods import age_on
from caseflow.domain.person import (
    SENSITIVE_FACTS,
    Civility,
    ContactKind,
    FactKind,
    Person,
    SituationFact,
    display_name,
)
from caseflow.domain.priority import PriorityPublic, priority_publics
from caseflow.domain.rules import Rules
from caseflow.i18n import sort_key
from caseflow.services.dossier import Dossier
from caseflow.store.search import matching


@dataclass(frozen=True)
class ContactView:
    """A way to reach the person, and whether it can be right."""

    id: UUID
    kind: ContactKind
    value: str
    is_valid: bool


@dataclass(frozen=True)
class FactView:
    """Something true of the situation, with its dates and proof."""

    id: UUID
    kind: FactKind
    value: str | None
    since: date | None
    until: date | None
    proof: str | None
    proof_on: date | None
    is_sensitive: bool
    holds: bool
    """True on the day the record is read."""


@dataclass(frozen=True)
class Similar:
    """Somebody who may be the same person, and why."""

    id: UUID
    name: str
    file_number: str
    birth_date: date | None
    is_certain: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class PersonRecord:
    """Everything a record shows of the person, as seen from a day."""

    id: UUID
    file_number: str
    name: str
    civility: Civility | None
    last_name: str
    birth_name: str | None
    first_name: str
    birth_date: date | None
    age: int | None
    birth_place: str | None
    address_line: str | None
    address_extra: str | None
    post_code: str | None
    commune: str | None
    insee_code: str | None
    france_travail_id: str | None
    caf_number: str | None
    department_id: str | None
    project: str | None
    project_rome: str | None
    project_is_validated: bool
    availability: str | None
    available_from: date | None
    mobility_radius_km: int | None
    notice_given_on: date | None
    notice_channel: str | None
    note: str | None
    private_note: str | None
    archived_on: date | None
    phones: tuple[ContactView, ...]
    emails: tuple[ContactView, ...]
    facts: tuple[FactView, ...]
    publics: tuple[PriorityPublic, ...]
    referent: str
    entered_on: date | None
    exited_on: date | None


_SAME = tuple(
    name
    for name in PersonRecord.__annotations__
    if name in Person.__table__.columns  # the fields that a record shows as they are stored
)


def record_of(dossier: Dossier, rules: Rules, on: date) -> PersonRecord:
    """Return the read model of a person already read."""
    person = dossier.person
    contacts = [ContactView(each.id, each.kind, each.value, each.is_valid) for each in dossier.contacts]
    stay, referent = dossier.latest_stay, dossier.referent(on)
    stored = vars(person)
    return PersonRecord(
        **{name: stored[name] for name in _SAME},
        name=display_name(person.last_name, person.first_name),
        age=age_on(person.birth_date, on) if person.birth_date else None,
        phones=tuple(each for each in contacts if each.kind is ContactKind.PHONE),
        emails=tuple(each for each in contacts if each.kind is ContactKind.EMAIL),
        facts=tuple(
            _fact(fact, on)
            for fact in sorted(dossier.pathway.facts, key=lambda each: (each.kind, each.since or date.min))
        ),
        publics=tuple(priority_publics(person, dossier.pathway.facts, rules, on)),
        referent=referent.name if referent else "",
        entered_on=stay.entered_on if stay else None,
        exited_on=stay.exited_on if stay else None,
    )


def similar(session: Session, last_name: str, first_name: str, birth_date: date | None) -> tuple[Similar, ...]:
    """Return who may be the same person as the one being typed: at most five, the surest first."""
    typed = Description(last_name=last_name, first_name=first_name, birth_date=birth_date)
    words = [matching(name) for name in (last_name, first_name) if len(sort_key(name)) >= 3]
    conditions = [word for word in words if word is not None]
    if birth_date is not None:
        conditions.append(Person.birth_date == birth_date)
    if not conditions:
        return ()
    found: list[Similar] = []
    for person in session.scalars(select(Person).where(or_(*conditions)).limit(2_000)):
        verdict = compare(typed, _described(person))
        if verdict is not None:
            name = display_name(person.last_name, person.first_name)
            certain = verdict.level.name == "CERTAIN"
            found.append(Similar(person.id, name, person.file_number, person.birth_date, certain, verdict.reasons))
    return tuple(sorted(found, key=lambda each: (not each.is_certain, -len(each.reasons), each.name))[:5])


def _described(person: Person) -> Description:
    return Description(
        last_name=person.last_name,
        first_name=person.first_name,
        birth_name=person.birth_name,
        birth_date=person.birth_date,
    )


def _fact(fact: SituationFact, on: date) -> FactView:
    return FactView(
        fact.id,
        fact.kind,
        fact.value,
        fact.since,
        fact.until,
        fact.proof,
        fact.proof_on,
        fact.kind in SENSITIVE_FACTS,
        fact.holds(on),
    )
