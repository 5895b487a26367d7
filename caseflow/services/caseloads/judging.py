"""Give each row its status: somebody new, known, known and unchanged, perhaps known, or to be corrected first."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from caseflow.domain.duplicate import Level, Match, Register, surest_first
from caseflow.domain.french_names import Likeness, likeness, prepared
from caseflow.domain.person import Person, display_name
from caseflow.i18n import _
from caseflow.services.caseloads.details import beside_known, beside_row
from caseflow.services.caseloads.incoming import IncomingPerson, day_of, described, is_to_correct, text_of
from caseflow.services.caseloads.known import Known, everybody
from caseflow.services.caseloads.plan import plan
from caseflow.services.caseloads.staging import Candidate, RowStatus, StagedRow

_LOT = 500
"""People looked up between two words on the progress."""
_SHOWN = 5
"""Candidates worth showing to a person."""


def recognised(
    session: Session, rows: Sequence[IncomingPerson], tell: Callable[[int, int], None]
) -> dict[int, list[Match[UUID]]]:
    """Return who of the store each row may be, by line of the file; rows to correct are not looked for.

    The rows are filed and everybody of the store is looked up among them: a store has more people than a file.
    """
    sought = {row.number: described(row) for row in rows if not is_to_correct(row)}
    file: Register[int] = Register()
    for number, who in sought.items():
        file.add(number, who)
    found: defaultdict[int, list[Match[UUID]]] = defaultdict(list)
    people = session.scalar(select(func.count()).select_from(Person)) or 0
    for place, (person_id, who) in enumerate(everybody(session, [*sought.values()]) if sought else ()):
        if place % _LOT == 0:
            tell(len(rows) * place // people, len(rows))
        for match in file.matches(who):
            found[match.key].append(Match(UUID(person_id), match.verdict))
    return {number: surest_first(matches) for number, matches in found.items()}


class Judge:
    """Judges rows one after the other, each against the store and against the rows before it."""

    def __init__(
        self,
        known: Mapping[UUID, Known],
        distinct: frozenset[frozenset[str]],
        on: date,
    ) -> None:
        self._known = known
        self._distinct = distinct
        self._on = on
        self._earlier: Register[int] = Register()
        self._rows: dict[int, StagedRow] = {}

    def remember(self, staged: StagedRow) -> None:
        """Keep a row in mind as one of those that came before."""
        if staged.status is not RowStatus.TO_CORRECT:
            self._earlier.add(staged.number, described(staged.incoming))
            self._rows[staged.number] = staged

    def row(self, row: IncomingPerson, matches: Iterable[Match[UUID]] | None) -> StagedRow:
        """Judge one row."""
        judged = StagedRow(row, RowStatus.TO_CORRECT) if is_to_correct(row) else self._judged(row, matches or ())
        self.remember(judged)
        return judged

    def _judged(self, row: IncomingPerson, matches: Iterable[Match[UUID]]) -> StagedRow:
        candidates = [self._candidate(row, match) for match in matches if match.key in self._known]
        sure = [candidate for candidate in candidates if candidate.level is Level.CERTAIN]
        same = [candidate for candidate in sure or candidates if self._is_nothing_new(row, candidate)]
        if len(same) == 1:
            return _as(RowStatus.IDENTICAL, row, same[0])
        candidates = self._not_distinct(candidates, sure)
        within = self._within_file(row, candidates)
        if len(sure) == 1 and not within:
            return _as(RowStatus.UPDATE if sure[0].differences else RowStatus.IDENTICAL, row, sure[0])
        shown = (*within, *candidates)[:_SHOWN]
        if not shown:
            return StagedRow(row, RowStatus.NEW)
        return StagedRow(row, RowStatus.POSSIBLE, candidates=shown, reasons=shown[0].reasons)

    def _not_distinct(self, candidates: list[Candidate], sure: list[Candidate]) -> list[Candidate]:
        """Leave out those whom a counsellor said are not the person this row surely is."""
        if len(sure) != 1:
            return candidates
        return [
            each
            for each in candidates
            if each is sure[0] or frozenset((str(each.person_id), str(sure[0].person_id))) not in self._distinct
        ]

    def _is_nothing_new(self, row: IncomingPerson, candidate: Candidate) -> bool:
        """Tell that a row says of somebody, called and born alike, only what is known already."""
        known = self._known.get(candidate.person_id) if candidate.person_id else None
        ours = known.person if known else {}
        theirs = row.values
        alike = all(
            likeness(prepared(text_of(theirs, key)), prepared(ours.get(key))) is Likeness.SAME
            for key in ("last_name", "first_name")
        )
        return alike and day_of(theirs, "birth_date") == ours.get("birth_date") and not candidate.differences

    def _candidate(self, row: IncomingPerson, match: Match[UUID]) -> Candidate:
        known = self._known[match.key]
        person = known.person
        return Candidate(
            name=display_name(person["last_name"], person["first_name"]),
            birth_date=person["birth_date"],
            reasons=match.verdict.reasons,
            level=match.verdict.level,
            person_id=match.key,
            file_number=person["file_number"],
            differences=tuple(plan(row, known, self._on).differences),
            details=beside_known(row, known),
        )

    def _within_file(self, row: IncomingPerson, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """Return the earlier rows that may be the same person, unless the store already tells them apart."""
        mine = {candidate.person_id for candidate in candidates}
        sure = {candidate.person_id for candidate in candidates if candidate.level is Level.CERTAIN}
        found: list[Candidate] = []
        for match in self._earlier.matches(described(row)):
            other = self._rows[match.key]
            known_apart = sure and other.person_id is not None and other.person_id not in sure
            if known_apart or (other.person_id in mine and not sure):
                continue
            found.append(_earlier_row(row, other, match))
        return tuple(found)


def _earlier_row(row: IncomingPerson, other: StagedRow, match: Match[int]) -> Candidate:
    values = other.incoming.values
    line = _("already on line {number} of this file").format(number=other.number)
    return Candidate(
        name=display_name(text_of(values, "last_name") or "", text_of(values, "first_name") or ""),
        birth_date=day_of(values, "birth_date"),
        reasons=(line, *match.verdict.reasons),
        level=match.verdict.level,
        row=other.number,
        details=beside_row(row, other.incoming),
    )


def _as(status: RowStatus, row: IncomingPerson, candidate: Candidate) -> StagedRow:
    differences = candidate.differences if status is RowStatus.UPDATE else ()
    number, reasons = candidate.file_number, candidate.reasons
    return StagedRow(row, status, candidate.person_id, number, differences, (candidate,), reasons)
