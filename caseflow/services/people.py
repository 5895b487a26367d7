"""What a counsellor does with the people themselves: add, edit, one or many, archive; identity, contact, situation."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.domain import contact
from caseflow.domain.errors import Invalid
from caseflow.domain.person import (
    Civility,
    ContactKind,
    ContactPoint,
    FactKind,
    Person,
    SituationFact,
    file_number,
    number_in,
)
from caseflow.domain.rules import Rules
from caseflow.i18n import _, ngettext
from caseflow.services import people_list
from caseflow.services.people_filters import FilterKind
from caseflow.services.people_list import PeopleQuery, PersonRow
from caseflow.store.store import Store, Writing

if TYPE_CHECKING:  # what a record needs is not loaded before the first one is opened
    from caseflow.services.open_record import OpenedRecord
    from caseflow.services.records import PersonRecord, Similar


@dataclass
class PersonDraft:
    """What a form collects of a person; a last name is enough."""

    last_name: str = ""
    first_name: str = ""
    civility: Civility | None = None
    birth_name: str | None = None
    birth_date: date | None = None
    birth_place: str | None = None
    address_line: str | None = None
    address_extra: str | None = None
    post_code: str | None = None
    commune: str | None = None
    insee_code: str | None = None
    france_travail_id: str | None = None
    caf_number: str | None = None
    department_id: str | None = None
    project: str | None = None
    project_rome: str | None = None
    project_is_validated: bool = False
    availability: str | None = None
    available_from: date | None = None
    mobility_radius_km: int | None = None
    notice_given_on: date | None = None
    notice_channel: str | None = None
    note: str | None = None
    private_note: str | None = None
    phones: list[str] = field(default_factory=list[str])
    emails: list[str] = field(default_factory=list[str])


class People:
    """The beneficiaries of the store."""

    def __init__(self, store: Store, rules: Callable[[], Rules]) -> None:
        self._store = store
        self._rules = rules

    def ids(self, query: PeopleQuery, limit: int | None = None) -> list[UUID]:
        """Return the people looked for, sorted by the database: all of them, or the first of the very same list."""
        with self._store.reading_rows() as cursor:
            return people_list.ids(cursor, query, limit)

    def count(self, query: PeopleQuery) -> int:
        """Count the people looked for."""
        with self._store.reading_rows() as cursor:
            return people_list.count(cursor, query)

    def tally(self, query: PeopleQuery, kind: FilterKind) -> list[tuple[str, int]]:
        """Count those whom each value of a filter would leave of the people looked for; most first."""
        with self._store.reading_rows() as cursor:
            return people_list.tally(cursor, query, kind)

    def rows(self, ids: Sequence[UUID], on: date) -> list[PersonRow]:
        """Return one page of the list, in the order asked."""
        if not ids:
            return []
        with self._store.reading_rows() as cursor:
            return people_list.rows(cursor, ids, on)

    def record(self, person_id: UUID, on: date) -> "PersonRecord":
        """Return everything a record shows but its steps.

        Raises:
            Missing: the person is no longer there.
        """
        from caseflow.services.dossier import read_dossier
        from caseflow.services.records import record_of

        with self._store.reading_rows() as cursor:
            dossier = read_dossier(cursor, person_id)
        return record_of(dossier, self._rules(), on)

    def open(self, person_id: UUID, on: date) -> "OpenedRecord":
        """Return everything a record shows, its pathway too, from one reading.

        Raises:
            Missing: the person is no longer there.
        """
        from caseflow.services.dossier import read_dossier
        from caseflow.services.open_record import opened

        with self._store.reading_rows() as cursor:
            dossier = read_dossier(cursor, person_id)
        return opened(dossier, self._rules(), on)

    def id_of(self, file_number: str) -> UUID | None:
        """Return whose file a number is."""
        with self._store.reading() as session:
            return session.execute(select(Person.id).where(Person.file_number == file_number)).scalar_one_or_none()

    def similar(self, last_name: str, first_name: str, birth_date: date | None) -> "tuple[Similar, ...]":
        """Return who may be the same person as the one being typed, and why."""
        from caseflow.services.records import similar

        with self._store.reading() as session:
            return similar(session, last_name, first_name, birth_date)

    def create(self, draft: PersonDraft) -> UUID:
        """Add a person.

        Raises:
            Invalid: there is no last name, or the birth date is in the future.
        """
        with self._store.writing(_("Person added")) as writing:
            return add_person(writing, draft, self._store.wall().date()).id

    def edit(self, person_id: UUID, **changes: Any) -> None:
        """Change some fields of one person; `phones` and `emails` replace the whole list.

        Raises:
            Invalid: a value makes no sense; nothing was changed.
            Missing: the person is no longer there.
        """
        self._edit([person_id], changes, _("Record changed"))

    def edit_many(self, person_ids: Sequence[UUID], **changes: Any) -> int:
        """Change the same fields of many people, as one action; return how many were asked for."""
        label = ngettext("{count} record changed", "{count} records changed", len(person_ids))
        self._edit(person_ids, changes, label.format(count=len(person_ids)))
        return len(person_ids)

    def archive(self, person_ids: Sequence[UUID], on: date) -> None:
        """Put people away from the everyday lists; nothing of them is lost."""
        label = ngettext("{count} record archived", "{count} records archived", len(person_ids))
        self._edit(person_ids, {"archived_on": on}, label.format(count=len(person_ids)))

    def restore(self, person_ids: Sequence[UUID]) -> None:
        """Bring archived people back."""
        label = ngettext(
            "{count} record taken out of the archive", "{count} records taken out of the archive", len(person_ids)
        )
        self._edit(person_ids, {"archived_on": None}, label.format(count=len(person_ids)))

    def add_fact(self, person_id: UUID, kind: FactKind, **values: Any) -> UUID:
        """Record something of a person's situation, with since, until and proof."""
        with self._store.writing(_("Situation added")) as writing:
            writing.get(Person, person_id)
            fact = writing.add(SituationFact(person_id=person_id, kind=kind, **values))
        return fact.id

    def edit_fact(self, fact_id: UUID, **changes: Any) -> None:
        """Change a situation fact."""
        with self._store.writing(_("Situation changed")) as writing:
            fact = writing.get(SituationFact, fact_id)
            for name, value in changes.items():
                setattr(fact, name, value)

    def remove_fact(self, fact_id: UUID) -> None:
        """Take away a situation fact that was recorded by mistake."""
        with self._store.writing(_("Situation removed")) as writing:
            writing.delete(writing.get(SituationFact, fact_id))

    def _edit(self, person_ids: Sequence[UUID], changes: dict[str, Any], label: str) -> None:
        values = _tidied({name: value for name, value in changes.items() if name not in ("phones", "emails")})
        _check(values, self._store.wall().date())
        with self._store.writing(label) as writing:
            for person_id in person_ids:
                writing.get(Person, person_id)
                _check_number_is_free(writing.session, person_id, values.get("file_number"))
                if "phones" in changes:
                    _replace_contacts(writing, person_id, ContactKind.PHONE, changes["phones"])
                if "emails" in changes:
                    _replace_contacts(writing, person_id, ContactKind.EMAIL, changes["emails"])
            if values:
                writing.update_rows(Person, dict.fromkeys(person_ids, values))


def add_person(writing: Writing, draft: PersonDraft, today: date) -> Person:
    """Add a person, within an action of any service of ours.

    Raises:
        Invalid: there is no last name, or the birth date is in the future.
    """
    values = {each.name: getattr(draft, each.name) for each in fields(draft) if each.name not in ("phones", "emails")}
    values = _tidied(values)
    _check(values, today)
    person = writing.add(Person(file_number=next_file_number(writing.session), **values))
    _replace_contacts(writing, person.id, ContactKind.PHONE, draft.phones)
    _replace_contacts(writing, person.id, ContactKind.EMAIL, draft.emails)
    return person


def _check(values: dict[str, Any], today: date) -> None:
    if "last_name" in values and not values["last_name"]:
        raise Invalid("last_name", _("A last name is needed."))
    if values.get("file_number", "x") in (None, ""):
        raise Invalid("file_number", _("A file number is needed."))
    birth_date = values.get("birth_date")
    if birth_date is not None and birth_date > today:
        raise Invalid("birth_date", _("A birth date cannot be in the future."))


def next_file_number(session: Session) -> str:
    """Return the structure's next own file number: « B-000124 » after « B-000123 »."""
    pattern = file_number(0).replace("0", "_")
    alike = select(Person.file_number).where(Person.file_number.like(pattern)).order_by(Person.file_number.desc())
    # Anything can be typed as a number: « B-RETOUR » is passed over, and what « B-999999 » leads to may be taken.
    number = next((found for written in session.scalars(alike) if (found := number_in(written))), 0) + 1
    while session.execute(select(Person.id).where(Person.file_number == file_number(number))).first():
        number += 1
    return file_number(number)


def _tidied(values: dict[str, Any]) -> dict[str, Any]:
    """Return typed texts without blanks around them; an empty one is no value, but for the first name."""
    tidied = {name: (value.strip() or None) if isinstance(value, str) else value for name, value in values.items()}
    if tidied.get("first_name", "") is None:
        tidied["first_name"] = ""
    return tidied


def _check_number_is_free(session: Session, person_id: UUID, number: str | None) -> None:
    if number is None:
        return
    holder = session.execute(select(Person.id).where(Person.file_number == number)).scalar_one_or_none()
    if holder not in (None, person_id):
        raise Invalid("file_number", _("Another record already has this file number."))


def _replace_contacts(writing: Writing, person_id: UUID, kind: ContactKind, typed: Iterable[str]) -> None:
    """Make a person's numbers or addresses those typed, keeping the rows that stay the same."""
    read = contact.phone if kind is ContactKind.PHONE else contact.email
    wanted = {value.value: value for value in (read(text) for text in typed if text.strip())}
    query = select(ContactPoint).where(ContactPoint.person_id == person_id, ContactPoint.kind == kind)
    present = {point.value: point for point in writing.session.scalars(query)}
    for value, point in present.items():
        if value not in wanted:
            writing.delete(point)
    for rank, (value, found) in enumerate(wanted.items()):
        if value in present:
            present[value].rank = rank
        else:
            writing.add(ContactPoint(person_id=person_id, kind=kind, value=value, is_valid=found.is_valid, rank=rank))
