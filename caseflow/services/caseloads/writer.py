"""Write the rows of a file that are sure or decided: rows and their journal together, in bulk."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import func, select

from caseflow.domain.base import Entity, new_id
from caseflow.domain.counsellor import Counsellor
from caseflow.domain.enrolment import Enrolment, ReferentAssignment
from caseflow.domain.french_names import prepared
from caseflow.domain.iae import IaePass
from caseflow.domain.labels import label
from caseflow.domain.person import ContactPoint, Person, SituationFact, file_number, number_in
from caseflow.domain.reference import DistinctPair
from caseflow.i18n import _, fold
from caseflow.services.caseloads.incoming import is_to_correct, text_of
from caseflow.services.caseloads.known import NOBODY, read_known
from caseflow.services.caseloads.plan import Plan, plan, unended
from caseflow.services.caseloads.report import Duplicate, Mended, Rejection, Report
from caseflow.services.caseloads.staging import Choice, Decision, RowStatus, StagedRow, Staging
from caseflow.services.people import next_file_number
from caseflow.store.store import Writing

_LOT = 100
"""Rows written between two words on the progress."""


Update: TypeAlias = tuple[StagedRow, UUID, Decision]


@dataclass
class Outcome:
    """What becomes of each row, once everything is decided."""

    staging: Staging
    creates: list[tuple[StagedRow, Decision]] = field(default_factory=list[tuple[StagedRow, Decision]])
    updates: list[Update] = field(default_factory=list[Update])
    identical: list[StagedRow] = field(default_factory=list[StagedRow])
    skipped: list[StagedRow] = field(default_factory=list[StagedRow])
    duplicates: list[StagedRow] = field(default_factory=list[StagedRow])
    rejected: list[StagedRow] = field(default_factory=list[StagedRow])

    def people(self, created: Sequence[UUID]) -> dict[int, UUID]:
        """Return who each line of the file is, once it is written."""
        found = {row.number: key for (row, _decision), key in zip(self.creates, created, strict=True)}
        found |= {row.number: person_id for row, person_id, _decision in self.updates}
        return found | {row.number: row.person_id for row in self.identical if row.person_id is not None}

    def report(self) -> Report:
        """Count, and list what is left out and what was mended."""
        return Report(
            rows=len(self.staging.rows),
            created=len(self.creates),
            updated=len(self.updates),
            identical=len(self.identical),
            skipped=len(self.skipped),
            duplicates=tuple(_duplicate(row) for row in self.duplicates),
            rejected=tuple(_rejections(self.rejected)),
            repairs=(*_mended(self.staging.rows), *self._unended()),
        )

    def _unended(self) -> Iterator[Mended]:
        """Say which facts of a record a « non » of the file leaves as they are."""
        known = [(row, person_id) for row, person_id, _decision in self.updates]
        known += [(row, row.person_id) for row in self.identical if row.person_id is not None]
        reason = _("“No” does not say since when: the fact still holds. End it in the record, with its date.")
        for row, person_id in sorted(known, key=lambda each: each[0].number):
            about = self.staging.known.get(person_id)
            for kind, words in unended(row.incoming.values, about, self.staging.on) if about else ():
                yield Mended(row.number, label(kind), _("no"), words, reason)


def outcome(staging: Staging, decisions: Mapping[int, Decision]) -> Outcome:
    """Sort the rows by what becomes of them: what was decided, else what is sure."""
    found = Outcome(staging)
    for row in staging.rows:
        _sort(found, row, decisions.get(row.number))
    return found


def _sort(found: Outcome, row: StagedRow, decision: Decision | None) -> None:
    if decision is not None and decision.choice is Choice.SKIP:
        found.skipped.append(row)
    elif is_to_correct(row.incoming):
        found.rejected.append(row)
    elif decision is not None and decision.choice in (Choice.CREATE, Choice.CREATE_FOR_NOW):
        found.creates.append((row, decision))
    elif decision is not None and decision.person_id is not None:
        found.updates.append((row, decision.person_id, decision))
    elif row.status is RowStatus.NEW:
        found.creates.append((row, Decision(Choice.CREATE)))
    elif row.status is RowStatus.UPDATE and row.person_id is not None:
        found.updates.append((row, row.person_id, decision or Decision(Choice.UPDATE, row.person_id)))
    elif row.status is RowStatus.IDENTICAL:
        found.identical.append(row)
    else:
        found.duplicates.append(row)


def _duplicate(row: StagedRow) -> Duplicate:
    other = row.candidates[0]
    return Duplicate(row.number, other.row if other.row is not None else other.file_number, other.reasons)


def _rejections(rows: Sequence[StagedRow]) -> Iterator[Rejection]:
    for row in rows:
        for problem in row.incoming.problems:
            if problem.blocking:
                yield Rejection(row.number, problem.heading, problem.reason)


def _mended(rows: Sequence[StagedRow]) -> Iterator[Mended]:
    for row in rows:
        for repair in row.incoming.repairs:
            yield Mended(row.number, repair.heading, repair.before, repair.after, repair.reason)


class Writer:
    """Turns decided rows into rows of the store, inside one action."""

    def __init__(self, writing: Writing, on: date, tell: Callable[[int, int], None]) -> None:
        self._writing = writing
        self._on = on
        self._tell = tell
        self._new: defaultdict[type[Entity], list[dict[str, Any]]] = defaultdict(list)
        self._changed: defaultdict[type[Entity], dict[UUID, dict[str, Any]]] = defaultdict(dict)
        self._counsellors = self._read_counsellors()

    def write(self, found: Outcome) -> tuple[UUID, ...]:
        """Write everything; return the people created."""
        created = tuple(self._create_all(found))
        self._send()
        for updates in _rounds(found.updates):
            self._update_all(updates)
            self._send()
        return created

    def _send(self) -> None:
        """Write what was gathered, with its journal."""
        for kind, rows in self._new.items():
            self._writing.insert_rows(kind, rows)
        for kind, changes in self._changed.items():
            self._writing.update_rows(kind, changes)
        self._new.clear()
        self._changed.clear()

    def _create_all(self, found: Outcome) -> Iterator[UUID]:
        numbers = self._numbers([row for row, _decision in found.creates])
        for place, (row, decision) in enumerate(found.creates):
            self._progress(place, len(numbers))
            person_id = new_id()
            made = plan(row.incoming, NOBODY, self._on)
            self._new[Person].append({"id": person_id, "file_number": numbers[place], "first_name": "", **made.person})
            self._write_rest(person_id, made, 0)
            if decision.choice is Choice.CREATE:
                self._tell_apart(person_id, row)
            yield person_id

    def _update_all(self, updates: Sequence[Update]) -> None:
        known = read_known(self._writing.session, {person_id for _row, person_id, _decision in updates}, self._on)
        for place, (row, person_id, decision) in enumerate(updates):
            self._progress(place, len(updates))
            if person_id not in known:  # gone since the rows were judged
                continue
            made = plan(row.incoming, known[person_id], self._on, decision.kept)
            if made.person:
                self._changed[Person][person_id] = made.person
            self._write_rest(person_id, made, len(known[person_id].points))

    def _progress(self, done: int, total: int) -> None:
        if done % _LOT == 0:
            self._tell(done, total)

    def _write_rest(self, person_id: UUID, made: Plan, first_rank: int) -> None:
        """Write contact details, facts, stay and PASS of one person."""
        for rank, (kind, value, is_valid) in enumerate(made.points, first_rank):
            point = {"kind": kind, "value": value, "is_valid": is_valid, "rank": rank}
            self._add(ContactPoint, {"person_id": person_id, **point})
        for fact in made.new_facts:
            self._add(SituationFact, {"person_id": person_id, **fact})
        self._changed[SituationFact].update(made.changed_facts)
        if made.new_pass is not None:
            self._add(IaePass, {"person_id": person_id, **made.new_pass})
        self._write_stay(person_id, made)

    def _write_stay(self, person_id: UUID, made: Plan) -> None:
        stay_id = made.stay_id
        if made.new_stay is not None:
            stay_id = self._add(Enrolment, {"person_id": person_id, **made.new_stay})
        elif stay_id is not None and made.stay:
            self._changed[Enrolment][stay_id] = made.stay
        if made.ended_assignment is not None:
            self._changed[ReferentAssignment][made.ended_assignment] = {"until": self._on - timedelta(days=1)}
        if made.referent is not None and stay_id is not None:
            since = (made.new_stay or {}).get("entered_on") or self._on
            counsellor_id = self._counsellor(*made.referent)
            self._add(ReferentAssignment, {"enrolment_id": stay_id, "counsellor_id": counsellor_id, "since": since})

    def _add(self, kind: type[Entity], values: Mapping[str, Any]) -> UUID:
        row_id = new_id()
        self._new[kind].append({"id": row_id, **values})
        return row_id

    def _tell_apart(self, person_id: UUID, row: StagedRow) -> None:
        """Remember that somebody new is none of those who were proposed."""
        for candidate in row.candidates:
            if candidate.person_id is not None:
                self._add(DistinctPair, {"first_key": str(person_id), "second_key": str(candidate.person_id)})

    def _numbers(self, rows: Sequence[StagedRow]) -> list[str]:
        """Give each new person the sender's own number where it is free, else the structure's next one."""
        wanted = [text_of(row.incoming.values, "file_number") for row in rows]
        session = self._writing.session
        taken = {fold(number) for number in session.execute(select(Person.file_number)).scalars()}
        free = [number if number and fold(number) not in taken else None for number in wanted]
        seen: set[str] = set()
        for place, number in enumerate(free):
            if number is not None and fold(number) in seen:
                free[place] = None
            elif number is not None:
                seen.add(fold(number))
        following = self._following(seen | taken)
        return [number or next(following) for number in free]

    def _following(self, taken: set[str]) -> Iterator[str]:
        number = number_in(next_file_number(self._writing.session))
        while True:
            if fold(file_number(number)) not in taken:
                yield file_number(number)
            number += 1

    def _read_counsellors(self) -> dict[str, UUID]:
        found: dict[str, UUID] = {}
        for row_id, name, email in self._writing.session.execute(
            select(Counsellor.id, Counsellor.name, func.lower(Counsellor.email))
        ):
            found[_name_key(name)] = row_id
            if email:
                found[fold(email)] = row_id
        return found

    def _counsellor(self, name: str, email: str) -> UUID:
        """Return the counsellor called so, added if nobody is."""
        for key in (fold(email), _name_key(name)):
            if key and key in self._counsellors:
                return self._counsellors[key]
        row_id = self._add(Counsellor, {"name": name or _name_of(email), "email": email})
        self._counsellors |= {key: row_id for key in (fold(email), _name_key(name)) if key}
        return row_id


def _rounds(updates: Sequence[Update]) -> Iterator[list[Update]]:
    """Cut updates so that two rows about one person are written one after the other."""
    left: list[Update] = [*updates]
    while left:
        first = {update[1]: update for update in reversed(left)}
        yield list(first.values())
        left = [update for update in left if first[update[1]] is not update]


def _name_key(name: str) -> str:
    return " ".join(sorted(prepared(name).words))


def _name_of(email: str) -> str:
    """Make a readable name of an address: « claire.martin@… » gives « Claire Martin »."""
    return " ".join(word.capitalize() for word in re.split(r"[._-]", email.partition("@")[0]))
