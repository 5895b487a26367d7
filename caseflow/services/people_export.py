"""Every field of every person, under the names of the domain: what an export to other programs holds."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from caseflow.domain.person import SENSITIVE_FACTS, ContactKind, FactKind, Person, SituationFact
from caseflow.services.dossier import Dossier, read_dossier
from caseflow.store.prepared import cursor_in
from caseflow.store.store import Store

_IDENTITY = (
    "file_number",
    "civility",
    "last_name",
    "birth_name",
    "first_name",
    "birth_date",
    "birth_place",
    "phones",
    "emails",
    "address_line",
    "address_extra",
    "post_code",
    "commune",
    "insee_code",
    "france_travail_id",
    "caf_number",
    "department_id",
    "project",
    "project_rome",
    "project_is_validated",
    "availability",
    "available_from",
    "mobility_radius_km",
    "notice_given_on",
    "notice_channel",
    "note",
    "archived_on",
)
_STAY = (
    "prescriber",
    "prescriber_kind",
    "referred_on",
    "commission_on",
    "commission_decision",
    "entered_on",
    "exited_on",
    "exit_kind",
    "six_month_proof_on",
)
_OPEN_FACTS = tuple(kind for kind in FactKind if kind not in SENSITIVE_FACTS)
_CLOSED_FACTS = tuple(kind for kind in FactKind if kind in SENSITIVE_FACTS)


def field_names(*, with_sensitive: bool = False) -> tuple[str, ...]:
    """Return the names of the fields, in order. Sensitive facts only if asked for; private notes never."""
    facts = _OPEN_FACTS + (_CLOSED_FACTS if with_sensitive else ())
    dated = (name for kind in facts for name in (kind.value, f"{kind.value}_since"))
    return (*_IDENTITY, *_STAY, "referent", *dated)


class PeopleExport:
    """Reads people, one after the other, as plain values."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def rows(
        self, on: date, person_ids: Sequence[UUID] | None = None, *, with_sensitive: bool = False
    ) -> Iterator[dict[str, Any]]:
        """Yield the fields of some people, or of everybody in the order of names; situation facts as of a day."""
        with self._store.reading() as session:
            wanted = person_ids
            if wanted is None:
                wanted = session.scalars(select(Person.id).order_by(Person.sort_name, Person.id)).all()
            kinds = _OPEN_FACTS + (_CLOSED_FACTS if with_sensitive else ())
            cursor = cursor_in(session)
            for person_id in wanted:
                yield _fields(read_dossier(cursor, person_id), kinds, on)


def _fields(dossier: Dossier, kinds: Sequence[FactKind], on: date) -> dict[str, Any]:
    person, stay, referent = dossier.person, dossier.latest_stay, dossier.referent(on)
    lists = {
        "phones": [point.value for point in dossier.contacts if point.kind is ContactKind.PHONE],
        "emails": [point.value for point in dossier.contacts if point.kind is ContactKind.EMAIL],
    }
    values = {name: lists[name] if name in lists else getattr(person, name) for name in _IDENTITY}
    values |= {name: getattr(stay, name) if stay else None for name in _STAY}
    values["referent"] = referent.name if referent else None
    for kind in kinds:
        fact = _latest(dossier.pathway.facts, kind, on)
        values[kind.value] = (fact.value or True) if fact else None
        values[f"{kind.value}_since"] = fact.since if fact else None
    return values


def _latest(facts: Sequence[SituationFact], kind: FactKind, on: date) -> SituationFact | None:
    held = [fact for fact in facts if fact.kind is kind and fact.holds(on)]
    return max(held, key=lambda fact: fact.since or date.min, default=None)
