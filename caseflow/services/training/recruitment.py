"""An invented recruitment of many, half way: its need, who sends people, and how far the first of them are."""

import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from caseflow.domain.base import Entity
from caseflow.domain.candidacy import (
    Answer,
    CallResult,
    Candidacy,
    CandidacySource,
    CandidacyState,
    CriterionAnswer,
    KeptCheck,
    LeavingReason,
    Readiness,
)
from caseflow.domain.meeting import Meeting, MeetingKind, Seat, SeatStatus
from caseflow.domain.pathway import Contract
from caseflow.domain.periods import add_months
from caseflow.domain.recruitment import (
    Criterion,
    CriterionWeight,
    Invitation,
    Prescriber,
    ProjectKind,
    Recruitment,
    RecruitmentJob,
    RecruitmentMethod,
)
from caseflow.resources import resource
from caseflow.services.candidates.board import KEPT_MONTHS
from caseflow.services.training.chance import Chance, Row, Rows

RECRUITMENT = (
    Prescriber,
    Recruitment,
    RecruitmentJob,
    Criterion,
    Invitation,
    Meeting,
    Candidacy,
    CandidacySource,
    CriterionAnswer,
    Seat,
    KeptCheck,
)
"""What is invented, in the order in which it is written."""

_APART = 1 << 42
"""Far from the numbers of people, of partners and of support, whose draws these must not repeat."""
_STATES = dict(
    zip(
        CandidacyState,
        (16, 14, 16, 12, 8, 8, 6, 10, 10),
        strict=True,
    )
)
_MET = (CandidacyState.ATTENDED, CandidacyState.TESTED, CandidacyState.INTERVIEWED, CandidacyState.SELECTED)
_REASONS = (
    LeavingReason.UNREACHABLE,
    LeavingReason.NOT_INTERESTED,
    LeavingReason.NOT_MOBILE,
    LeavingReason.TRAINING,
)


def invent_recruitment(people: Sequence[UUID], seed: int, on: date) -> Rows:
    """Return the rows of a recruitment whose candidates are some people, as known on a day."""
    return _Recruiter(seed, on).invent(people)


class _Recruiter:
    """Invents the need first, then what becomes of each candidate."""

    def __init__(self, seed: int, on: date) -> None:
        self._on = on
        self._seed = seed
        self._words: dict[str, Any] = tomllib.loads(resource("demo", "recruitment.toml").read_text(encoding="utf-8"))
        self._rows: Rows = {kind: [] for kind in RECRUITMENT}
        self._opened = on - timedelta(days=75)

    def invent(self, people: Sequence[UUID]) -> Rows:
        """Return every row."""
        made = Chance(self._seed, _APART)
        self._need(made)
        meetings = self._meetings(made)
        for number, person_id in enumerate(people, 1):
            self._candidate(Chance(self._seed, _APART + number), person_id, meetings)
        return self._rows

    def _add(self, kind: type[Entity], chance: Chance, /, **values: Any) -> Row:
        row = {"id": chance.key(), **values}
        self._rows[kind].append(row)
        return row

    def _need(self, made: Chance) -> None:
        words = self._words
        plain = (
            "code title employer place insee_code transport employer_contact employer_email employer_phone account"
        ).split()
        whole = self._add(
            Recruitment,
            made,
            method=RecruitmentMethod.MRS,
            project_kind=ProjectKind.IMPLANTATION,
            starts_on=self._on + timedelta(days=45),
            opened_on=self._opened,
            clause_hours=3_500,
            **{name: words[name] for name in plain},
        )
        self._recruitment_id = whole["id"]
        self._asked(made)
        self._invited(made)

    def _asked(self, made: Chance) -> None:
        """Add the jobs, and the questions asked of everybody."""
        words = self._words
        for rank, job in enumerate(words["jobs"]):
            self._add(
                RecruitmentJob,
                made,
                recruitment_id=self._recruitment_id,
                contract=Contract.CDI,
                weekly_minutes=35 * 60,
                rank=rank,
                **job,
            )
        for rank, criterion in enumerate(words["criteria"]):
            self._add(
                Criterion,
                made,
                recruitment_id=self._recruitment_id,
                question=criterion["question"],
                weight=CriterionWeight(criterion["weight"]),
                rank=rank,
            )

    def _invited(self, made: Chance) -> None:
        for number, sender in enumerate(self._words["prescribers"]):
            known = self._add(
                Prescriber, made, name=sender["name"], kind=sender["kind"], email=f"partenaire{number}@example.org"
            )
            self._add(
                Invitation,
                made,
                recruitment_id=self._recruitment_id,
                prescriber_id=known["id"],
                quota=sender["quota"],
                deadline=self._on + timedelta(days=14),
                invited_on=self._opened,
            )

    def _meetings(self, made: Chance) -> list[Row]:
        """Add a meeting held, the exercises held, and a meeting to come."""
        kinds = (MeetingKind.INFORMATION, MeetingKind.EXERCISES, MeetingKind.INFORMATION)
        return [
            self._add(
                Meeting,
                made,
                recruitment_id=self._recruitment_id,
                kind=kind,
                held_on=self._on + timedelta(days=days),
                at_minute=9 * 60 + 30,
                minutes=150,
                place=self._words["places"][place % 2],
                bring=self._words["bring"],
                seats=seats,
            )
            for place, (kind, days, seats) in enumerate(zip(kinds, (-40, -26, 9), (60, 40, 30), strict=True))
        ]

    def _candidate(self, chance: Chance, person_id: UUID, meetings: Sequence[Row]) -> None:
        state = chance.choices(list(_STATES), list(_STATES.values()))[0]
        received = self._opened + timedelta(days=chance.randint(2, 20))
        answers = [
            chance.choices((Answer.YES, Answer.NO, None), (70, 12, 0 if state in _MET else 18))[0]
            for _each in self._rows[Criterion]
        ]
        left = state is CandidacyState.LEFT
        came_to = chance.choice((CandidacyState.RECEIVED, CandidacyState.CONTACTED, CandidacyState.ATTENDED))
        hired_on = self._on - timedelta(days=chance.randint(3, 24)) if state is CandidacyState.HIRED else None
        is_called = state is not CandidacyState.RECEIVED
        row = self._add(
            Candidacy,
            chance,
            recruitment_id=self._recruitment_id,
            person_id=person_id,
            received_on=received,
            job_id=chance.choice(self._rows[RecruitmentJob])["id"],
            state=state,
            state_since=hired_on or received + timedelta(days=chance.randint(4, 30)),
            leaving_reason=chance.choice(_REASONS) if left else None,
            left_from=came_to if left else None,
            readiness=_readiness(answers),
            attempts=chance.randint(1, 3) if is_called else 0,
            call_result=CallResult.YES if is_called and not left else None,
            last_attempt_on=received + timedelta(days=2) if is_called else None,
            hired_on=hired_on,
            contract=Contract.CDI if hired_on else None,
        )
        one = {"candidacy_id": row["id"]}
        senders = chance.sample(self._rows[Prescriber], 2 if chance.happens(0.12) else 1)
        for sender in senders:
            self._add(CandidacySource, chance, **one, received_on=received, prescriber_id=sender["id"])
        for criterion, answer in zip(self._rows[Criterion], answers, strict=True):
            if answer is not None:
                self._add(CriterionAnswer, chance, **one, criterion_id=criterion["id"], answer=answer)
        self._seats(chance, row, came_to if left else state, meetings)
        for months in KEPT_MONTHS if hired_on else ():
            self._add(KeptCheck, chance, **one, months=months, due_on=add_months(hired_on or received, months))

    def _seats(self, chance: Chance, row: Row, furthest: CandidacyState, meetings: Sequence[Row]) -> None:
        held, exercises, ahead = meetings
        one = {"candidacy_id": row["id"], "invited_on": row["received_on"] + timedelta(days=3)}
        order = list(CandidacyState)
        if furthest is CandidacyState.REGISTERED:
            self._add(Seat, chance, **one, meeting_id=ahead["id"], status=SeatStatus.INVITED)
        elif order.index(furthest) >= order.index(CandidacyState.ATTENDED):
            self._add(Seat, chance, **one, meeting_id=held["id"], status=SeatStatus.PRESENT)
            if order.index(furthest) >= order.index(CandidacyState.TESTED):
                self._add(Seat, chance, **one, meeting_id=exercises["id"], status=SeatStatus.PRESENT, is_passed=True)
        elif furthest is CandidacyState.CONTACTED and chance.happens(0.4):
            self._add(Seat, chance, **one, meeting_id=held["id"], status=SeatStatus.ABSENT)


def _readiness(answers: Sequence[Answer | None]) -> Readiness:
    """Return the level that the two indispensable questions and the wished one give: see `domain.readiness`."""
    required, wished = answers[:2], answers[2]
    if Answer.NO in required:
        return Readiness.TO_REORIENT
    if None in required:
        return Readiness.TO_COMPLETE
    return Readiness.TO_PREPARE if wished is Answer.NO else Readiness.READY
