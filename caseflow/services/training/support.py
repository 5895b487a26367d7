"""Invented support: interviews and their notes, barriers with their levels and goals, referrals, appointments."""

import json
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from caseflow.domain import themes
from caseflow.domain.barrier import (
    SENSITIVE_THEMES,
    Barrier,
    BarrierGoal,
    BarrierLevel,
    GoalKind,
    GoalState,
    Impact,
    Theme,
)
from caseflow.domain.enrolment import Enrolment
from caseflow.domain.interview import Appointment, AppointmentStatus, Interview, InterviewPerson, Medium
from caseflow.domain.referral import ANSWERED, ENDED, Referral, ReferralRefusal, ReferralState, SentHow
from caseflow.resources import resource
from caseflow.services.training.chance import Chance, Row, Rows

SUPPORT = (Interview, InterviewPerson, Barrier, BarrierLevel, BarrierGoal, Referral, Appointment)
"""What is invented, in the order in which it is written."""

_APART = 1 << 41
"""Far from the numbers of people and of partners, whose draws these must not repeat."""
_WEIGHTS = dict(zip(Theme, (20, 13, 15, 4, 12, 8, 12, 10, 11, 2, 6, 9), strict=True))
_MEDIUMS = (Medium.IN_PERSON, Medium.PHONE, Medium.VIDEO, Medium.DROP_IN, Medium.EMAIL)
_ANSWERS = (
    (ReferralState.ACCEPTED, 24),
    (ReferralState.DONE, 34),
    (ReferralState.REFUSED, 12),
    (ReferralState.NO_SHOW, 8),
    (ReferralState.NO_FOLLOW_UP, 7),
    (ReferralState.EXPIRED, 15),
)
_FUNDERS = ("Métropole", "France Travail", "Département")
_CLOSED_DAYS = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}


def invent_support(rows: Rows, services: Sequence[Row], first: int, seed: int, on: date) -> None:
    """Add to invented people in the PLIE what is done with them; the first stay among `rows` is number `first`."""
    companion = _Companion(services, on)
    for kind in SUPPORT:
        rows.setdefault(kind, [])
    for number, stay in enumerate(rows[Enrolment], first):
        if stay["entered_on"] is not None:
            companion.invent(Chance(seed, _APART + number), stay, rows)


class _Companion:
    """Invents what a counsellor and a person do together, as known on a day."""

    def __init__(self, services: Sequence[Row], on: date) -> None:
        self._words: dict[str, Any] = tomllib.loads(resource("demo", "support.toml").read_text(encoding="utf-8"))
        self._on = on
        self._services: dict[Theme, list[UUID]] = {theme: [] for theme in Theme}
        for service in services:
            for thematique in json.loads(service["themes"]):
                for theme in themes.of_thematique(thematique):
                    self._services[theme].append(service["id"])

    def invent(self, chance: Chance, stay: Row, rows: Rows) -> None:
        """Add the interviews of a stay, and what came of them."""
        person_id, end = stay["person_id"], stay["exited_on"] or self._on
        found = _sample(chance, chance.choices((1, 2, 3, 4, 5, 6), (8, 22, 32, 22, 11, 5))[0])
        met = list(self._interviews(chance, person_id, found, stay["entered_on"], end, rows))
        for place, theme in enumerate(found):
            self._barrier(chance, person_id, theme, met[min(place // 2, len(met) - 1) :], end, rows, is_first=not place)
        self._appointments(chance, person_id, met, rows, is_over=stay["exited_on"] is not None)

    def _interviews(
        self, chance: Chance, person_id: UUID, found: Sequence[Theme], entered: date, end: date, rows: Rows
    ) -> Iterator[tuple[date, UUID]]:
        """Add interviews about a month apart, at first, and the latest; yield their days and keys."""
        days = [_working(entered)]
        for _number in range(chance.choices((0, 1, 2, 3, 4), (10, 20, 35, 25, 10))[0]):
            days.append(_working(days[-1] + timedelta(days=chance.randint(21, 90))))
        for day in [day for day in days if day <= end] or [entered]:
            interview_id, theme = chance.key(), chance.choice(found)
            notes = self._words["notes"].get(theme) if chance.happens(0.5) else None
            medium = chance.choices(_MEDIUMS, (62, 20, 6, 7, 5))[0]
            rows[Interview].append(
                {
                    "id": interview_id,
                    "held_on": day,
                    "at_minute": 30 * chance.randint(17, 33),
                    "medium": medium,
                    "place": chance.choice(self._words["places"]) if medium is Medium.IN_PERSON else None,
                    "minutes": chance.choice((20, 30, 45, 45, 60)),
                    "note": chance.choice(notes or self._words["general"]),
                }
            )
            rows[InterviewPerson].append({"id": chance.key(), "interview_id": interview_id, "person_id": person_id})
            yield day, interview_id

    def _barrier(
        self,
        chance: Chance,
        person_id: UUID,
        theme: Theme,
        met: Sequence[tuple[date, UUID]],
        end: date,
        rows: Rows,
        *,
        is_first: bool,
    ) -> None:
        """Add a barrier noted in the first of some interviews, with its levels, its goals and a referral."""
        barrier_id, noted = chance.key(), met[0][0]
        level, is_plain = chance.choices((1, 2, 3), (20, 50, 30))[0], theme not in SENSITIVE_THEMES
        lifted = noted + timedelta(days=chance.randint(15, 90) + chance.choice((0, 0, 60, 150)))
        is_lifted = lifted <= end and chance.happens(0.5)
        service_id = None
        if self._services[theme] and chance.happens(0.5):
            service_id = chance.choice(self._services[theme])
            state = self._referral(chance, person_id, barrier_id, service_id, met, rows)
            service_id = service_id if state is ReferralState.DONE and is_plain else None
        actions = themes.facts(theme).actions
        rows[Barrier].append(
            {
                "id": barrier_id,
                "person_id": person_id,
                "theme": theme,
                "noted_on": noted,
                "situation": chance.choice(themes.facts(theme).situations) if chance.happens(0.9) else "",
                "level": 0 if is_lifted else level,
                "is_priority": is_first,
                "impact": chance.choice(list(Impact)) if chance.happens(0.6) else None,
                "since": noted - timedelta(days=30 * chance.randint(1, 40)) if chance.happens(0.4) else None,
                "funder": chance.choice(_FUNDERS) if is_plain and chance.happens(0.4) else None,
                "lifted_on": lifted if is_lifted else None,
                "lifted_how": chance.choice(actions) if is_lifted and is_plain else None,
                "lifted_by_id": service_id if is_lifted else None,
            }
        )
        self._levels(chance, rows[Barrier][-1], level, end, rows)
        self._goals(chance, barrier_id, theme, noted, lifted if is_lifted else None, rows)

    def _levels(self, chance: Chance, barrier: Row, level: int, end: date, rows: Rows) -> None:
        """Add how a barrier weighed: at first a little more, where there was time for it, and nothing once lifted."""
        noted, lifted = barrier["noted_on"], barrier["lifted_on"]
        weighed = noted + timedelta(days=chance.randint(1, 14))  # before the soonest day of lifting
        is_twice = level < 3 and weighed <= end
        levels = [(level + 1, noted), (level, weighed)] if is_twice else [(level, noted)]
        for value, since in [*levels, *([(0, lifted)] if lifted else [])]:
            row = {"id": chance.key(), "barrier_id": barrier["id"], "level": value, "since": since}
            rows[BarrierLevel].append(row)

    def _goals(
        self, chance: Chance, barrier_id: UUID, theme: Theme, noted: date, lifted: date | None, rows: Rows
    ) -> None:
        """Add an objective and an action, reached if the barrier is lifted."""
        for rank, kind in enumerate(GoalKind):
            if not chance.happens(0.7):
                continue
            state = GoalState.DONE if lifted else chance.choice((GoalState.PLANNED, GoalState.IN_PROGRESS))
            is_paid = kind is GoalKind.ACTION and theme not in SENSITIVE_THEMES and chance.happens(0.3)
            rows[BarrierGoal].append(
                {
                    "id": chance.key(),
                    "barrier_id": barrier_id,
                    "kind": kind,
                    "title": chance.choice(themes.facts(theme).goals(kind)),
                    "state": state,
                    "due_on": None if lifted else noted + timedelta(days=30 * chance.randint(2, 8)),
                    "ended_on": lifted,
                    "funder": "Métropole" if is_paid else None,
                    "cost_cents": 100 * chance.randint(20, 400) if is_paid else None,
                    "rank": rank,
                }
            )

    def _referral(
        self,
        chance: Chance,
        person_id: UUID,
        barrier_id: UUID,
        service_id: UUID,
        met: Sequence[tuple[date, UUID]],
        rows: Rows,
    ) -> ReferralState:
        """Add a referral decided in one of some interviews, as it stands today."""
        proposed, interview_id = chance.choice(met)
        sent = min(proposed + timedelta(days=chance.choice((0, 0, 1, 3))), self._on)
        expires = sent + timedelta(days=30)
        state = chance.choices([state for state, _weight in _ANSWERS], [weight for _state, weight in _ANSWERS])[0]
        answered = sent + timedelta(days=chance.randint(1, 28))
        ended = answered + timedelta(days=chance.randint(0, 30)) if state in ANSWERED else expires
        if min(ended, answered) > self._on or (state in ENDED and ended > self._on):
            state = ReferralState.SENT if chance.happens(0.65) else ReferralState.PROPOSED
        is_sent = state is not ReferralState.PROPOSED
        rows[Referral].append(
            {
                "id": chance.key(),
                "person_id": person_id,
                "service_id": service_id,
                "proposed_on": proposed,
                "barrier_id": barrier_id,
                "interview_id": interview_id,
                "state": state,
                "consent_on": proposed if is_sent else None,
                "sent_on": sent if is_sent else None,
                "sent_how": chance.choice(list(SentHow)) if is_sent else None,
                "remind_on": sent + timedelta(days=15) if is_sent else None,
                "expires_on": expires if is_sent else None,
                "answered_on": answered if state in ANSWERED else None,
                "refusal": chance.choice(list(ReferralRefusal)) if state is ReferralState.REFUSED else None,
                "ended_on": ended if state in ENDED else None,
            }
        )
        return state

    def _appointments(
        self, chance: Chance, person_id: UUID, met: Sequence[tuple[date, UUID]], rows: Rows, *, is_over: bool
    ) -> None:
        """Add an appointment that was kept, one that was not, and the next."""
        past = (AppointmentStatus.EXCUSED, AppointmentStatus.ABSENT, AppointmentStatus.CANCELLED)
        planned: list[tuple[date, AppointmentStatus, UUID | None]] = []
        if len(met) > 1:
            planned.append((met[1][0], AppointmentStatus.HONOURED, met[0][1]))
            missed = _working(met[1][0] - timedelta(days=chance.randint(3, 10)))
            if chance.happens(0.25) and met[0][0] < missed < self._on:
                planned.append((missed, chance.choice(past), met[0][1]))
        if not is_over and chance.happens(0.6):
            ahead = _working(self._on + timedelta(days=chance.randint(1, 40)))
            planned.append((ahead, AppointmentStatus.PLANNED, met[-1][1]))
        for day, status, interview_id in planned:
            rows[Appointment].append(
                {
                    "id": chance.key(),
                    "person_id": person_id,
                    "held_on": day,
                    "at_minute": 30 * chance.randint(18, 33),
                    "minutes": chance.choice((30, 45, 60)),
                    "place": chance.choice(self._words["places"]),
                    "purpose": chance.choice(self._words["purposes"]),
                    "bring": chance.choice(self._words["bring"]) if chance.happens(0.5) else None,
                    "status": status,
                    "interview_id": interview_id,
                }
            )


def _sample(chance: Chance, count: int) -> list[Theme]:
    """Draw different themes, the commonest more often."""
    left, found = dict(_WEIGHTS), list[Theme]()
    for _number in range(count):
        theme = chance.choices(list(left), list(left.values()))[0]
        found.append(theme)
        del left[theme]
    return found


def _working(day: date) -> date:
    """Return the day, or the next that is neither in a week-end nor a public holiday of a fixed date."""
    while day.weekday() >= 5 or (day.month, day.day) in _CLOSED_DAYS:
        day += timedelta(days=1)
    return day
