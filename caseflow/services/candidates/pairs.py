"""Who, among the candidates of a recruitment, may be somebody twice: within lists, across partners, in the whole store.

Certain pairs are joined together in bulk, by one action; the others wait for somebody, who says « the same » or « two
people » for ever. Two records that both were there before the recruitment are never joined in bulk.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from caseflow.domain.candidacy import Candidacy
from caseflow.domain.duplicate import Description, Level, Register
from caseflow.domain.enrolment import Enrolment
from caseflow.domain.person import ContactKind, ContactPoint, Person, display_name
from caseflow.domain.reference import DistinctPair
from caseflow.i18n import _
from caseflow.services.caseloads.known import distinct_pairs, everybody
from caseflow.store.store import Store

Progress = Callable[[int, int], None]
_TOLD_EVERY = 500


@dataclass(frozen=True)
class Member:
    """One of the two, as a list shows her."""

    id: UUID
    name: str = field(repr=False)
    file_number: str
    birth_date: date | None = field(repr=False)
    is_candidate: bool
    """In this recruitment."""
    is_followed: bool
    """In the PLIE, or once was: such a record is not joined to another without somebody."""


@dataclass(frozen=True)
class Pair:
    """Two records that are, or may be, of one person, and why."""

    one: Member
    other: Member
    level: Level
    score: float
    reasons: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the pair as `--json` writes it: file numbers, no names."""
        return {
            "pair": [self.one.file_number, self.other.file_number],
            "certain": self.level is Level.CERTAIN,
            "score": round(self.score, 3),
            "reasons": list(self.reasons),
        }


class Pairs:
    """Finds the pairs of a recruitment, and remembers those that were set aside."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, recruitment_id: UUID, progress: Progress | None = None) -> tuple[Pair, ...]:
        """Return the pairs that at least one candidate is part of, the surest first; nothing is written."""
        with self._store.reading() as session:
            candidates = _descriptions(session, recruitment_id)
            register: Register[UUID] = Register()
            for key, described in candidates.items():
                register.add(key, described)
            apart = distinct_pairs(session)
            found = dict(_matches(session, register, candidates, apart, progress or _silent))
            members = _members(session, {key for pair in found for key in pair}, candidates)
        pairs = [
            Pair(members[one], members[other], verdict.level, verdict.score, verdict.reasons)
            for (one, other), verdict in found.items()
        ]
        return tuple(sorted(pairs, key=lambda each: (-each.level, -each.score, each.one.file_number)))

    def set_apart(self, one: UUID, other: UUID) -> None:
        """Remember that two records are of two people: the pair is never proposed again."""
        with self._store.writing(_("Two people told apart")) as writing:
            writing.add(DistinctPair(first_key=str(one), second_key=str(other)))


def _descriptions(session: Session, recruitment_id: UUID) -> dict[UUID, Description]:
    """Return the candidates as they are compared."""
    people = select(Candidacy.person_id).where(Candidacy.recruitment_id == recruitment_id)
    points: dict[UUID, dict[ContactKind, list[str]]] = {}
    for person_id, kind, key in session.execute(
        select(ContactPoint.person_id, ContactPoint.kind, ContactPoint.search_key).where(
            ContactPoint.person_id.in_(people)
        )
    ):
        points.setdefault(person_id, {}).setdefault(kind, []).append(key)
    found: dict[UUID, Description] = {}
    for person in session.scalars(select(Person).where(Person.id.in_(people))):
        known = points.get(person.id, {})
        found[person.id] = Description(
            last_name=person.last_name,
            first_name=person.first_name,
            birth_name=person.birth_name,
            birth_date=person.birth_date,
            file_number=person.file_number,
            department_id=person.department_id,
            france_travail_id=person.france_travail_id,
            caf_number=person.caf_number,
            post_code=person.post_code,
            phones=tuple(known.get(ContactKind.PHONE, ())),
            emails=tuple(known.get(ContactKind.EMAIL, ())),
        )
    return found


def _matches(
    session: Session,
    register: Register[UUID],
    candidates: Mapping[UUID, Description],
    apart: frozenset[frozenset[str]],
    tell: Progress,
) -> Iterable[tuple[tuple[UUID, UUID], Any]]:
    """Look everybody of the store up among the candidates: a store has more people than a recruitment."""
    people = session.scalar(select(func.count()).select_from(Person)) or 0
    seen: set[frozenset[UUID]] = set()
    for place, (key, described) in enumerate(everybody(session, [*candidates.values()]) if candidates else ()):
        if place % _TOLD_EVERY == 0:
            tell(place, people)
        person_id = UUID(key)
        for match in register.matches(candidates.get(person_id, described)):
            pair = frozenset((person_id, match.key))
            if len(pair) == 2 and pair not in seen and frozenset(map(str, pair)) not in apart:
                seen.add(pair)
                yield (match.key, person_id), match.verdict
    tell(people, people)


def _members(session: Session, ids: Iterable[UUID], candidates: Mapping[UUID, Description]) -> dict[UUID, Member]:
    wanted = sorted(ids)
    found: dict[UUID, Member] = {}
    for start in range(0, len(wanted), 500):
        lot = wanted[start : start + 500]
        followed = set(session.scalars(select(Enrolment.person_id).where(Enrolment.person_id.in_(lot))))
        for person in session.scalars(select(Person).where(Person.id.in_(lot))):
            found[person.id] = Member(
                id=person.id,
                name=display_name(person.last_name, person.first_name),
                file_number=person.file_number,
                birth_date=person.birth_date,
                is_candidate=person.id in candidates,
                is_followed=person.id in followed,
            )
    return found


def _silent(_done: int, _total: int) -> None:
    pass
