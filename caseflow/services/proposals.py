"""The barriers that a diagnostic proposes: looked at one by one, accepted or not, never taken for true."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.domain.barrier import (
    SENSITIVE_THEMES,
    Barrier,
    BarrierProposal,
    GoalKind,
    GoalState,
    Impact,
    ProposalState,
    Theme,
)
from caseflow.domain.diagnostic import Diagnostic, Finding, Objective, findings
from caseflow.domain.person import Person
from caseflow.i18n import _, sort_key
from caseflow.services.barriers import add_goal, lift_barrier, note_barrier
from caseflow.store.store import Store, Writing
from caseflow.store.store import get as get_thing

_LEVELS = {Impact.STRONG: 3, Impact.MEDIUM: 2, Impact.WEAK: 1, None: 2}
"""The level a barrier starts from, by the impact that the diagnostic gives it."""
_ORDER: list[Theme | None] = [*Theme, None]


@dataclass(frozen=True)
class ProposalLine:
    """One proposal, as it waits to be looked at."""

    id: UUID
    theme: Theme | None
    """None for a need that no theme of ours answers: it becomes no barrier."""
    wording: str
    situations: tuple[str, ...]
    objectives: tuple[Objective, ...]
    is_priority: bool
    impact: Impact | None
    is_closed: bool
    noted_on: date | None
    source: str
    is_noted: bool
    """A barrier still open already says so."""

    @property
    def is_sensitive(self) -> bool:
        """Whether its theme is a special category of data (RGPD art. 9 and 10)."""
        return self.theme in SENSITIVE_THEMES

    @property
    def is_for_now(self) -> bool:
        """Whether it is most likely wanted: a barrier that weighs and is not noted yet."""
        return self.theme is not None and not self.is_closed and not self.is_noted


@dataclass(frozen=True)
class Staged:
    """What became of a diagnostic that was read."""

    new: int
    """Proposals to look at that were not there before."""
    known: int
    """Those already proposed, already answered, or already noted as a barrier."""
    names_another: bool
    """The file bears another last name than the record."""


class Proposals:
    """Holds what diagnostics propose about people, until the counsellor answers."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of_person(self, person_id: UUID) -> tuple[ProposalLine, ...]:
        """Return what waits to be looked at, in the order of the themes, the latest first within one."""
        with self._store.reading() as session:
            return _pending(session, person_id)

    def names_another(self, person_id: UUID, read: Diagnostic) -> bool:
        """Tell whether a diagnostic bears another last name than the record."""
        with self._store.reading() as session:
            return _names_another(get_thing(session, Person, person_id), read)

    def stage(self, person_id: UUID, read: Diagnostic) -> Staged:
        """Keep what a diagnostic proposes about a person; what it already proposed, answered or not, is left alone.

        Raises:
            Missing: the person is no longer there.
        """
        found = {_fingerprint(person_id, each): each for each in findings(read)}
        with self._store.writing(_("Diagnostic read")) as writing:
            person = writing.get(Person, person_id)
            query = select(BarrierProposal.fingerprint).where(BarrierProposal.fingerprint.in_(found))
            known = set(writing.session.scalars(query))
            added = {
                writing.add(BarrierProposal(person_id=person_id, fingerprint=fingerprint, **_fields(finding, read))).id
                for fingerprint, finding in found.items()
                if fingerprint not in known
            }
            writing.session.flush()
            pending = _pending(writing.session, person_id)
            new = sum(line.id in added and not line.is_noted for line in pending)
            return Staged(new, len(found) - new, _names_another(person, read))

    def accept(self, proposal_ids: Iterable[UUID], on: date) -> tuple[UUID, ...]:
        """Note as barriers what was proposed, with its objectives and where it comes from; return their keys.

        A need that no theme answers is kept as seen, and becomes no barrier; so is what was answered meanwhile.

        Raises:
            Missing: a proposal is no longer there.
        """
        with self._store.writing(_("Proposals of the diagnostic accepted")) as writing:
            asked = [writing.get(BarrierProposal, key) for key in proposal_ids]
            return tuple(
                barrier.id
                for proposal in asked
                if proposal.state is ProposalState.PENDING and (barrier := _accept(writing, proposal, on)) is not None
            )

    def decline(self, proposal_ids: Iterable[UUID]) -> None:
        """Set proposals aside: they are not proposed again.

        Raises:
            Missing: a proposal is no longer there.
        """
        with self._store.writing(_("Proposals of the diagnostic set aside")) as writing:
            for key in proposal_ids:
                proposal = writing.get(BarrierProposal, key)
                if proposal.state is ProposalState.PENDING:
                    proposal.state = ProposalState.DECLINED


def _fingerprint(person_id: UUID, finding: Finding) -> str:
    """Return what two readings of the same thing have in common; a later diagnostic that says more is proposed anew."""
    words = sorted(sort_key(each) for each in finding.situations)
    told = "\n".join((str(person_id), finding.theme or "", sort_key(finding.wording), str(finding.is_closed), *words))
    return hashlib.sha256(told.encode()).hexdigest()


def _fields(finding: Finding, read: Diagnostic) -> Mapping[str, Any]:
    return {
        "theme": finding.theme,
        "wording": finding.wording,
        "situations": json.dumps(finding.situations, ensure_ascii=False),
        "objectives": json.dumps([(goal.wording, goal.state) for goal in finding.objectives], ensure_ascii=False),
        "is_priority": finding.is_priority,
        "impact": finding.impact,
        "is_closed": finding.is_closed,
        "noted_on": finding.noted_on or read.made_on,
        "source": read.source,
    }


def _names_another(person: Person, read: Diagnostic) -> bool:
    return not read.is_about(name for name in (person.last_name, person.birth_name) if name)


def _pending(session: Session, person_id: UUID) -> tuple[ProposalLine, ...]:
    query = select(BarrierProposal).where(
        BarrierProposal.person_id == person_id, BarrierProposal.state == ProposalState.PENDING
    )
    open_ones = select(Barrier).where(Barrier.person_id == person_id, Barrier.lifted_on.is_(None))
    noted = session.scalars(open_ones).all()
    latest_first = query.order_by(BarrierProposal.noted_on.desc(), BarrierProposal.id)
    lines = [_line(each, noted) for each in session.scalars(latest_first)]
    return tuple(sorted(lines, key=lambda line: (_ORDER.index(line.theme), line.is_closed)))


def _line(proposal: BarrierProposal, noted: Iterable[Barrier]) -> ProposalLine:
    situations = _situations(proposal)
    return ProposalLine(
        id=proposal.id,
        theme=proposal.theme,
        wording=proposal.wording,
        situations=situations,
        objectives=_objectives(proposal),
        is_priority=proposal.is_priority,
        impact=proposal.impact,
        is_closed=proposal.is_closed,
        noted_on=proposal.noted_on,
        source=proposal.source,
        is_noted=any(each.theme is proposal.theme and _says(each, situations) for each in noted),
    )


def _situations(proposal: BarrierProposal) -> tuple[str, ...]:
    return tuple(json.loads(proposal.situations))


def _objectives(proposal: BarrierProposal) -> tuple[Objective, ...]:
    return tuple(Objective(words, GoalState(state)) for words, state in json.loads(proposal.objectives))


def _says(barrier: Barrier, situations: Iterable[str]) -> bool:
    """Tell whether a barrier says all that is proposed of its theme."""
    told = sort_key(barrier.situation)
    return all(sort_key(each) in told for each in situations)


def _situation(theme: Theme, situations: tuple[str, ...]) -> str:
    """Return what is written of several situations; of a sensitive theme, one of its list."""
    return next(iter(situations), "") if theme in SENSITIVE_THEMES else " ; ".join(situations)


def _accept(writing: Writing, proposal: BarrierProposal, on: date) -> Barrier | None:
    proposal.state = ProposalState.ACCEPTED
    if proposal.theme is None:
        return None
    seen_on = min(proposal.noted_on or on, on)
    barrier = note_barrier(
        writing,
        proposal.person_id,
        proposal.theme,
        seen_on,
        situation=_situation(proposal.theme, _situations(proposal)),
        level=_LEVELS[proposal.impact],
        is_priority=proposal.is_priority,
        impact=proposal.impact,
        source=proposal.source,
    )
    for goal in _objectives(proposal):
        ended_on = seen_on if goal.state in {GoalState.DONE, GoalState.ABANDONED} else None
        add_goal(writing, barrier, GoalKind.OBJECTIVE, goal.wording, state=goal.state, ended_on=ended_on)
    if proposal.is_closed:
        lift_barrier(writing, barrier, seen_on)
    proposal.barrier_id = barrier.id
    return barrier
