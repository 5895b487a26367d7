"""List the candidates of a recruitment: filtered and sorted by the store, each with her level and its reasons."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, exists, func, select
from sqlalchemy.orm import Session, aliased

from caseflow.domain.candidacy import (
    Answer,
    CallResult,
    Candidacy,
    CandidacySource,
    CandidacyState,
    CriterionAnswer,
    LeavingReason,
    Readiness,
)
from caseflow.domain.contact import shown_phone
from caseflow.domain.person import Person, SituationFact, searchable
from caseflow.domain.priority import PublicKind, priority_publics
from caseflow.domain.readiness import sort
from caseflow.domain.recruitment import Criterion, CriterionWeight, Prescriber, Recruitment
from caseflow.domain.rules import Rules
from caseflow.services import people_columns
from caseflow.store.store import Store

ENDED = (CandidacyState.HIRED, CandidacyState.LEFT)
"""Whoever is there is sorted no more."""


@dataclass(frozen=True)
class CandidateQuery:
    """Which candidates, in which order."""

    text: str = field(default="", repr=False)
    level: Readiness | None = None
    prescriber_id: UUID | None = None
    only_priority: bool = False
    only_to_call_back: bool = False
    with_ended: bool = False
    sort: str = "priority"
    """A key of `SORTS`, or `priority`: by level, then by how many priority publics somebody belongs to."""
    descending: bool = False


@dataclass(frozen=True)
class CandidateRow:
    """One candidate, as lists, cards and the call show her."""

    id: UUID
    person_id: UUID
    name: str = field(repr=False)
    phone: str = field(repr=False)
    state: CandidacyState
    level: Readiness
    reasons: tuple[str, ...]
    answers: dict[UUID, Answer | None] = field(repr=False)
    prescribers: tuple[str, ...]
    job_id: UUID | None
    received_on: date
    attempts: int
    called_on: date | None
    call_result: CallResult | None
    leaving_reason: LeavingReason | None
    hired_in: str
    """The recruitment through which she was hired elsewhere."""


@dataclass(frozen=True)
class Listed:
    """What a query found, and what weighs while sorting."""

    ids: tuple[UUID, ...]
    states: dict[UUID, CandidacyState]
    levels: Counter[Readiness]
    """How many still followed are at each level, whatever is filtered."""
    publics: dict[UUID, tuple[PublicKind, ...]] = field(repr=False)
    """The priority publics of those still followed, by candidacy; what is sensitive is counted, never shown."""
    priority: Counter[Readiness]
    """How many of those still followed belong to a priority public, at each level."""
    to_call_back: int = 0
    """How many of those still followed are to be called back."""
    reached: frozenset[UUID] = frozenset()
    """Of those found, who needs no call today: called already, or who gave an answer that lasts."""


class Listing:
    """The candidates of recruitments, read."""

    def __init__(self, store: Store, rules: Callable[[], Rules]) -> None:
        self._store = store
        self._rules = rules

    def find(self, recruitment_id: UUID, query: CandidateQuery, on: date) -> Listed:
        """Return who answers the query, in order."""
        rules = self._rules()
        level = level_of_the_day()
        with self._store.reading() as session:
            followed = (Candidacy.recruitment_id == recruitment_id, Candidacy.state.not_in(ENDED))
            counted: Select[UUID, str] = select(Candidacy.id, level).where(*followed)
            to_call_back = select(func.count()).where(*followed, Candidacy.call_result == CallResult.CALL_BACK)
            waiting = session.scalar(to_call_back) or 0
            levels = {key: Readiness(found) for key, found in session.execute(counted)}
            publics, weighing = _publics(session, recruitment_id, rules, on)
            found = session.execute(_filtered(recruitment_id, query, level)).all()
        states = {row[0]: row[1] for row in found}
        ids = [key for key in states if not query.only_priority or weighing.get(key)]
        if query.sort == "priority":
            ids.sort(key=lambda key: (_RANKS.get(levels.get(key), len(_RANKS)), -weighing.get(key, 0)))
        return Listed(
            ids=tuple(ids),
            states=states,
            levels=Counter(levels.values()),
            publics=publics,
            priority=Counter(level for key, level in levels.items() if weighing.get(key)),
            to_call_back=waiting,
            reached=frozenset(key for key, _state, called, said in found if called == on or said in _LASTING),
        )

    def rows(self, candidacy_ids: Sequence[UUID]) -> list[CandidateRow]:
        """Return candidates in the order asked for, without those that are gone."""
        other, where = aliased(Candidacy), aliased(Recruitment)
        query = (
            select(Candidacy, Person, people_columns.phone(), where.title)
            .join(Person, Person.id == Candidacy.person_id)
            .outerjoin(other, other.id == Candidacy.hired_by_id)
            .outerjoin(where, where.id == other.recruitment_id)
            .where(Candidacy.id.in_(candidacy_ids))
        )
        with self._store.reading() as session:
            found = session.execute(query).all()
            criteria = _criteria(session, {row[0].recruitment_id for row in found})
            answers = _answers(session, candidacy_ids)
            senders = _senders(session, candidacy_ids)
            rows = {
                row[0].id: _row(row, criteria[row[0].recruitment_id], answers[row[0].id], senders[row[0].id])
                for row in found
            }
        return [rows[key] for key in candidacy_ids if key in rows]


_LASTING = (CallResult.YES, CallResult.NOT_INTERESTED, CallResult.WRONG_NUMBER)
_RANKS: dict[Readiness | None, int] = {
    Readiness.READY: 0,
    Readiness.TO_COMPLETE: 1,
    Readiness.TO_PREPARE: 2,
    Readiness.TO_REORIENT: 3,
}


def level_of_the_day() -> ColumnElement[str]:
    """Return the level as SQL, by the rule of `domain.readiness.sort`; always that of the questions of the day."""

    def asked(weight: CriterionWeight) -> tuple[ColumnElement[bool], ...]:
        return Criterion.recruitment_id == Candidacy.recruitment_id, Criterion.weight == weight

    def answered(weight: CriterionWeight, *which: ColumnElement[bool]) -> ColumnElement[bool]:
        here = (CriterionAnswer.candidacy_id == Candidacy.id, CriterionAnswer.criterion_id == Criterion.id)
        return exists().where(*asked(weight), *here, *which).correlate(Candidacy)

    said = exists().where(
        CriterionAnswer.candidacy_id == Candidacy.id,
        CriterionAnswer.criterion_id == Criterion.id,
        CriterionAnswer.answer.is_not(None),
    )
    unknown = exists().where(*asked(CriterionWeight.REQUIRED), ~said.correlate(Candidacy, Criterion))
    return case(
        (answered(CriterionWeight.REQUIRED, CriterionAnswer.answer == Answer.NO), Readiness.TO_REORIENT.value),
        (unknown.correlate(Candidacy), Readiness.TO_COMPLETE.value),
        (answered(CriterionWeight.WISHED, CriterionAnswer.answer == Answer.NO), Readiness.TO_PREPARE.value),
        else_=Readiness.READY.value,
    )


def _filtered(
    recruitment_id: UUID, query: CandidateQuery, level: ColumnElement[str]
) -> Select[UUID, CandidacyState, date | None, CallResult | None]:
    wanted = select(Candidacy.id, Candidacy.state, Candidacy.last_attempt_on, Candidacy.call_result)
    wanted = wanted.join(Person, Person.id == Candidacy.person_id)
    wanted = wanted.where(Candidacy.recruitment_id == recruitment_id)
    if not query.with_ended:
        wanted = wanted.where(Candidacy.state.not_in(ENDED))
    if query.only_to_call_back:
        wanted = wanted.where(Candidacy.call_result == CallResult.CALL_BACK)
    if query.level is not None:
        wanted = wanted.where(level == query.level.value)
    if query.prescriber_id is not None:
        sent = (
            CandidacySource.candidacy_id == Candidacy.id,
            CandidacySource.prescriber_id == query.prescriber_id,
        )
        wanted = wanted.where(exists().where(*sent).correlate(Candidacy))
    for word in searchable(query.text).split():
        wanted = wanted.where(Person.search_text.contains(word, autoescape=True))
    orders: dict[str, Any] = {
        "level": level,
        "state": case({each.value: place for place, each in enumerate(CandidacyState)}, value=Candidacy.state),
        "attempts": Candidacy.attempts,
        "received_on": Candidacy.received_on,
        "called_on": func.coalesce(Candidacy.last_attempt_on, ""),
    }
    order = orders.get(query.sort, Person.sort_name)
    return wanted.order_by(order.desc() if query.descending else order, Person.sort_name, Candidacy.id)


def _publics(
    session: Session, recruitment_id: UUID, rules: Rules, on: date
) -> tuple[dict[UUID, tuple[PublicKind, ...]], dict[UUID, int]]:
    """Return the publics of each that may be shown, and how many they are in all."""
    here = (Candidacy.recruitment_id == recruitment_id, Candidacy.state.not_in(ENDED))
    facts: defaultdict[UUID, list[SituationFact]] = defaultdict(list)
    join = Candidacy.person_id == SituationFact.person_id
    for fact in session.scalars(select(SituationFact).join(Candidacy, join).where(*here)):
        facts[fact.person_id].append(fact)
    shown: dict[UUID, tuple[PublicKind, ...]] = {}
    counted: dict[UUID, int] = {}
    people = select(Candidacy.id, Person).join(Person, Person.id == Candidacy.person_id).where(*here)
    for key, person in session.execute(people):
        found = priority_publics(person, facts[person.id], rules, on)
        shown[key] = tuple(each.kind for each in found if not each.is_sensitive)
        counted[key] = len(found)
    return shown, counted


def _criteria(session: Session, recruitment_ids: set[UUID]) -> defaultdict[UUID, list[Criterion]]:
    found: defaultdict[UUID, list[Criterion]] = defaultdict(list)
    query = (
        select(Criterion).where(Criterion.recruitment_id.in_(recruitment_ids)).order_by(Criterion.rank, Criterion.id)
    )
    for each in session.scalars(query):
        found[each.recruitment_id].append(each)
    return found


def _answers(session: Session, candidacy_ids: Sequence[UUID]) -> defaultdict[UUID, dict[UUID, Answer | None]]:
    found: defaultdict[UUID, dict[UUID, Answer | None]] = defaultdict(dict)
    for each in session.scalars(select(CriterionAnswer).where(CriterionAnswer.candidacy_id.in_(candidacy_ids))):
        found[each.candidacy_id][each.criterion_id] = each.answer
    return found


def _senders(session: Session, candidacy_ids: Sequence[UUID]) -> defaultdict[UUID, list[str]]:
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    query = (
        select(CandidacySource.candidacy_id, Prescriber.name)
        .join(Prescriber, Prescriber.id == CandidacySource.prescriber_id)
        .where(CandidacySource.candidacy_id.in_(candidacy_ids))
        .order_by(Prescriber.name)
        .distinct()
    )
    for key, name in session.execute(query):
        found[key].append(name)
    return found


def _row(
    found: Any, criteria: Sequence[Criterion], answers: dict[UUID, Answer | None], senders: Sequence[str]
) -> CandidateRow:
    candidacy, person, phone, hired_in = found
    sorting = sort(criteria, answers)
    return CandidateRow(
        id=candidacy.id,
        person_id=candidacy.person_id,
        name=f"{person.last_name.upper()} {person.first_name or ''}".strip(),
        phone=shown_phone(phone or ""),
        state=candidacy.state,
        level=sorting.readiness,
        reasons=sorting.reasons,
        answers=answers,
        prescribers=tuple(senders),
        job_id=candidacy.job_id,
        received_on=candidacy.received_on,
        attempts=candidacy.attempts,
        called_on=candidacy.last_attempt_on,
        call_result=candidacy.call_result,
        leaving_reason=candidacy.leaving_reason,
        hired_in=hired_in or "",
    )
