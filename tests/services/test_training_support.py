"""The invented support of the training store is such as the services would have written it."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import select

from caseflow.domain import themes
from caseflow.domain.barrier import SENSITIVE_THEMES, Barrier, BarrierGoal, BarrierLevel
from caseflow.domain.enrolment import Enrolment
from caseflow.domain.interview import Appointment, AppointmentStatus, Interview
from caseflow.domain.person import ContactPoint, Person, SituationFact
from caseflow.domain.referral import Referral, ReferralState
from caseflow.domain.resource import Service
from caseflow.services.lexicon import Lexicon
from caseflow.services.training import words
from caseflow.services.training.chance import Chance, Rows
from caseflow.services.training.directory import invent_directory
from caseflow.services.training.people import Portraitist
from caseflow.services.training.support import SUPPORT, invent_support
from caseflow.store.store import Store
from tests.conftest import TODAY

PEOPLE = 150


def invented() -> Rows:
    """Invent people who entered the PLIE at different times, and what is done with them."""
    rows: Rows = {Person: [], ContactPoint: [], SituationFact: [], Enrolment: []}
    portraitist = Portraitist(words(), TODAY)
    for number in range(PEOPLE):
        chance = Chance(1, number + 1)
        person = portraitist.invent(chance, number, rows)
        entered = chance.day(date(2024, 1, 1), TODAY)
        exited = chance.day(entered, TODAY) if chance.happens(0.3) else None
        stay = {"id": chance.key(), "person_id": person["id"], "entered_on": entered, "exited_on": exited}
        rows[Enrolment].append(stay)
    rows |= invent_directory(40, 1, TODAY)
    invent_support(rows, rows[Service], 0, 1, TODAY)
    return rows


@pytest.fixture
def supported(store: Store) -> Iterator[Store]:
    rows = invented()
    with store.writing("Filled") as writing:
        for kind in [kind for kind in rows if kind not in SUPPORT] + list(SUPPORT):
            writing.insert_rows(kind, rows[kind])
    return store


def test_what_is_invented_keeps_every_rule_of_the_trade(supported: Store) -> None:
    lexicon = Lexicon(supported)
    with supported.reading() as session:
        barriers = {barrier.id: barrier for barrier in session.scalars(select(Barrier))}
        for barrier in barriers.values():
            themes.check_barrier(barrier)
            assert barrier.lifted_on is None or barrier.noted_on < barrier.lifted_on <= TODAY
        for goal in session.scalars(select(BarrierGoal)):
            themes.check_goal(barriers[goal.barrier_id].theme, goal)
        for referral in session.scalars(select(Referral)):
            referral.check()
            assert (
                max(filter(None, (referral.sent_on, referral.answered_on, referral.ended_on)), default=TODAY) <= TODAY
            )
        for note in session.scalars(select(Interview.note).distinct()):
            assert not lexicon.risks(note or ""), note


def test_the_history_of_levels_ends_in_the_level_of_the_barrier(supported: Store) -> None:
    with supported.reading() as session:
        latest = {
            level.barrier_id: level.level
            for level in session.scalars(select(BarrierLevel).order_by(BarrierLevel.since))
        }
        assert latest == {barrier.id: barrier.level for barrier in session.scalars(select(Barrier))}


def test_every_state_of_a_referral_and_of_an_appointment_is_met(supported: Store) -> None:
    with supported.reading() as session:
        assert set(session.scalars(select(Referral.state))) == set(ReferralState)
        kept = session.execute(select(Appointment.status, Appointment.held_on)).all()
        barriers = session.execute(select(Barrier.theme, Barrier.lifted_on)).all()
    assert {status for status, _day in kept} == set(AppointmentStatus)
    assert all((day > TODAY) == (status is AppointmentStatus.PLANNED) for status, day in kept)
    assert {theme for theme, _lifted in barriers} >= SENSITIVE_THEMES
    assert 0.2 < sum(lifted is not None for _theme, lifted in barriers) / len(barriers) < 0.6


def test_the_same_seed_gives_the_same_support() -> None:
    first, again = invented(), invented()
    assert all(first[kind] == again[kind] for kind in SUPPORT)
