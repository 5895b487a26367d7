"""The days proposed for an appointment: none on a day when nobody comes, each move with its reason."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseflow.domain.barrier import Theme
from caseflow.services import free_days
from caseflow.services.desk import Desk
from caseflow.services.free_days import FreeDays, Habit, propose
from caseflow.services.people import PersonDraft
from caseflow.services.reference import communes
from tests.conftest import TODAY

MONDAY = date(2026, 11, 23)


def days(found: tuple[free_days.SlotProposal, ...]) -> list[date]:
    return [each.day for each in found]


def test_a_month_ahead_is_proposed_by_default_on_the_usual_day_and_at_the_usual_time() -> None:
    found = propose(MONDAY, Habit(weekday=3, at_minute=570), FreeDays("13", minds_school=False))
    assert days(found) == [date(2026, 11, 26) + timedelta(weeks=weeks) for weeks in (1, 2, 4, 6)]
    assert [each.weeks for each in found if each.is_default] == [4]
    assert {each.at_minute for each in found} == {570}
    assert not any(each.moved_because or each.caution for each in found)


def test_a_parent_is_proposed_no_day_of_the_school_holidays_of_her_zone() -> None:
    found = propose(MONDAY, Habit(), FreeDays("13", minds_school=True))
    month = next(each for each in found if each.is_default)
    assert month.day == date(2027, 1, 4)
    assert "21 décembre 2026" in month.moved_because
    assert "zone B" in month.moved_because
    assert "lundi 4 janvier 2027" in month.moved_because
    assert len(days(found)) == len(set(days(found)))


def test_a_public_holiday_moves_the_day_and_is_named() -> None:
    easter = propose(date(2027, 3, 1), Habit(), FreeDays("", minds_school=False))
    month = next(each for each in easter if each.is_default)
    assert month.day == date(2027, 3, 30)
    assert "Lundi de Pâques" in month.moved_because


@pytest.mark.parametrize(("department", "day"), [("57", date(2027, 3, 30)), ("13", date(2027, 3, 26))])
def test_good_friday_is_a_holiday_in_moselle_alone(department: str, day: date) -> None:
    free = FreeDays(department, minds_school=False)
    assert free.from_day(date(2027, 3, 26))[0] == day


@pytest.mark.parametrize("department", ["", "2A", "974"])
def test_where_school_holidays_are_not_known_nothing_is_claimed_and_it_is_said(department: str) -> None:
    found = propose(MONDAY, Habit(), FreeDays(department, minds_school=True))
    assert date(2026, 12, 21) in days(found)
    assert all(each.caution for each in found)


def test_beyond_the_published_school_calendars_nothing_is_claimed_and_it_is_said() -> None:
    last = free_days.published_until()
    free = FreeDays("13", minds_school=True)
    assert not free.caution(last)
    assert free.caution(last + timedelta(days=1))
    later = date(last.year + 1, 7, 16)
    assert free.from_day(later) == (later, "")


def test_each_departement_of_the_mainland_but_corsica_has_one_zone() -> None:
    mainland = {commune.department for commune in communes().values() if len(commune.department) == 2} - {"2A", "2B"}
    assert set(free_days.zones()) == mainland
    assert set(free_days.zones().values()) == {"A", "B", "C"}


@pytest.mark.parametrize(
    ("zone", "department", "back"),
    [("A", "69", date(2027, 3, 1)), ("B", "13", date(2027, 3, 8)), ("C", "75", date(2027, 2, 22))],
)
def test_the_winter_holidays_of_2027_end_when_the_order_says(zone: str, department: str, back: date) -> None:
    assert free_days.zones()[department] == zone
    free = FreeDays(department, minds_school=True)
    assert free.obstacle(back) == ""
    assert all(free.obstacle(back - timedelta(days=ago)) for ago in range(1, 15))


@given(
    on=st.dates(date(2026, 1, 1), date(2028, 6, 30)),
    weekday=st.none() | st.integers(0, 4),
    department=st.sampled_from(["", "13", "57", "68", "69", "75", "2A", "971", "974", "988"]),
    is_parent=st.booleans(),
)
def test_no_proposal_ever_falls_on_a_day_that_does_not_suit(
    on: date, weekday: int | None, department: str, is_parent: bool
) -> None:
    free = FreeDays(department, minds_school=is_parent)
    found = propose(on, Habit(weekday), free)
    assert sum(each.is_default for each in found) == 1
    assert days(found) == sorted(set(days(found)))
    for each in found:
        assert each.day > on
        assert free.obstacle(each.day) == ""
        assert each.day.weekday() < 5


def test_the_person_s_own_appointments_and_childcare_decide(desk: Desk) -> None:
    person = desk.people.create(PersonDraft(last_name="Benali", insee_code="13055"))
    assert {each.at_minute for each in desk.interviews.proposals(person, TODAY)} == {None}
    desk.interviews.plan(person, date(2026, 10, 6), 600)
    desk.interviews.plan(person, date(2026, 11, 3), 600)
    found = desk.interviews.proposals(person, TODAY)
    assert {(each.day.weekday(), each.at_minute) for each in found} == {(1, 600)}
    assert date(2026, 12, 22) in days(found)
    desk.barriers.note(person, Theme.FAMILY, TODAY, situation="Pas de solution de garde d’enfant")
    assert date(2026, 12, 22) not in days(desk.interviews.proposals(person, TODAY))


def test_somebody_new_is_proposed_the_usual_time_of_the_place(desk: Desk, amina: UUID) -> None:
    other = desk.people.create(PersonDraft(last_name="Diallo"))
    desk.interviews.plan(other, date(2026, 11, 3), 840)
    found = desk.interviews.proposals(amina, TODAY)
    assert {(each.day.weekday(), each.at_minute) for each in found} == {(TODAY.weekday(), 840)}


@pytest.mark.parametrize(
    ("theme", "situation", "is_minded"),
    [
        (Theme.FAMILY, "", True),
        (Theme.FAMILY, "Place en crèche à trouver", True),
        (Theme.FAMILY, "Séparation en cours", False),
        (Theme.MOBILITY, "Garde la voiture de son frère", False),
    ],
)
def test_only_childcare_makes_school_holidays_matter(theme: Theme, situation: str, is_minded: bool) -> None:
    assert free_days.minds_school(theme, situation) is is_minded
