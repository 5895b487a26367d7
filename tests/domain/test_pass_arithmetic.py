"""A PASS IAE lasts 730 days and as many more as were suspended or granted."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from caseflow.domain.iae import IaePass, PassProlongation, PassProlongationReason, PassSuspension
from caseflow.domain.pass_arithmetic import (
    PartKind,
    PassStatus,
    explain,
    in_force,
    is_pass_number,
    pass_standing,
)
from caseflow.domain.periods import Period
from caseflow.domain.rules import shipped
from tests.domain.factories import TODAY, approval, prolongation, suspension

RULES = shipped()
START = date(2025, 1, 1)
LATE = date(2031, 1, 1)


def end(of: IaePass, suspensions: list[PassSuspension], prolongations: list[PassProlongation], on: date = LATE) -> date:
    return pass_standing(of, suspensions, prolongations, RULES, on).end


def test_it_lasts_730_days_its_first_day_included() -> None:
    assert end(approval(START), [], []) == date(2026, 12, 31)
    assert end(approval(date(2024, 1, 1)), [], []) == date(2025, 12, 30)  # 29 February 2024 is one of them


def test_a_suspension_pushes_its_end_by_the_days_suspended() -> None:
    own = approval(START)
    twelve_days = suspension(own, date(2025, 5, 1), date(2025, 5, 12))
    assert end(own, [twelve_days], []) == date(2027, 1, 12)


def test_days_suspended_twice_count_once() -> None:
    own = approval(START)
    first = suspension(own, date(2025, 5, 1), date(2025, 5, 10))
    second = suspension(own, date(2025, 5, 8), date(2025, 5, 12))
    assert end(own, [first, second], []) == date(2027, 1, 12)


def test_an_open_suspension_counts_up_to_the_day() -> None:
    own = approval(START)
    still = suspension(own, date(2026, 11, 14))
    standing = pass_standing(own, [still], [], RULES, TODAY)
    assert standing.end == date(2027, 1, 10)  # ten days
    assert standing.status is PassStatus.SUSPENDED


def test_days_are_not_used_up_while_it_is_suspended() -> None:
    own = approval(START)
    still = suspension(own, date(2026, 3, 1))
    left = {pass_standing(own, [still], [], RULES, TODAY + timedelta(days=more)).days_left for more in range(40)}
    assert left == {(date(2026, 12, 31) - date(2026, 3, 1)).days + 1}


def test_only_suspensions_within_it_count() -> None:
    own, other = approval(START), approval(START)
    before = suspension(own, date(2024, 12, 1), date(2025, 1, 2))
    after = suspension(own, date(2027, 3, 1), date(2027, 3, 31))
    elsewhere = suspension(other, date(2025, 3, 1), date(2025, 3, 31))
    assert end(own, [before, after, elsewhere], []) == date(2027, 1, 2)


def test_a_suspension_begun_once_it_was_over_counts_from_a_prolongation_on() -> None:
    own = approval(START)
    gap = suspension(own, date(2027, 1, 1), date(2027, 1, 20))
    resumed = prolongation(own, date(2027, 1, 11), date(2027, 2, 9))
    assert end(own, [gap], []) == date(2026, 12, 31)
    assert end(own, [gap], [resumed]) == date(2027, 2, 9)  # 30 days granted, 10 suspended among them


def test_a_suspension_may_begin_on_the_last_day() -> None:
    own = approval(START)
    assert end(own, [suspension(own, date(2026, 12, 31), date(2027, 1, 9))], []) == date(2027, 1, 10)
    assert end(own, [suspension(own, date(2027, 1, 1), date(2027, 1, 9))], []) == date(2026, 12, 31)


def test_a_suspension_that_ends_before_it_begins_counts_for_nothing() -> None:
    own = approval(START)
    assert end(own, [suspension(own, date(2025, 5, 12), date(2025, 5, 1))], []) == date(2026, 12, 31)


def test_a_prolongation_adds_its_days() -> None:
    own = approval(START)
    granted = prolongation(own, date(2027, 1, 1), date(2027, 12, 31))
    assert end(own, [], [granted]) == date(2027, 12, 31)


def test_a_prolongation_written_from_the_last_day_adds_the_same_days() -> None:
    own = approval(START)
    granted = prolongation(own, date(2026, 12, 31), date(2027, 12, 31))
    assert end(own, [], [granted]) == date(2027, 12, 31)


def test_days_granted_twice_count_once() -> None:
    own = approval(START)
    first = prolongation(own, date(2027, 1, 1), date(2027, 6, 30))
    second = prolongation(own, date(2027, 6, 1), date(2027, 12, 31), PassProlongationReason.SENIOR)
    assert end(own, [], [first, second]) == date(2027, 12, 31)


def test_a_suspension_during_a_prolongation_counts() -> None:
    own = approval(START)
    granted = prolongation(own, date(2027, 1, 1), date(2027, 12, 31))
    ten_days = suspension(own, date(2027, 3, 1), date(2027, 3, 10))
    assert end(own, [ten_days], [granted]) == date(2028, 1, 10)


@pytest.mark.parametrize(
    ("on", "status", "left"),
    [
        (date(2024, 12, 31), PassStatus.FUTURE, 730),
        (date(2025, 1, 1), PassStatus.VALID, 730),
        (date(2026, 12, 31), PassStatus.VALID, 1),
        (date(2027, 1, 1), PassStatus.EXPIRED, 0),
    ],
)
def test_its_status_is_that_of_the_day(on: date, status: PassStatus, left: int) -> None:
    standing = pass_standing(approval(START), [], [], RULES, on)
    assert (standing.status, standing.days_left) == (status, left)


def test_a_prolongation_is_asked_for_from_a_year_before_the_end_to_six_months_after() -> None:
    standing = pass_standing(approval(START), [], [], RULES, TODAY)
    assert standing.prolongation_opens == date(2025, 12, 31)
    assert standing.prolongation_closes == date(2027, 6, 30)
    assert standing.waiting_until == date(2028, 12, 31)


def test_a_structure_may_count_the_last_day_of_a_suspension_or_not() -> None:
    own = approval(START)
    twelve_days = suspension(own, date(2025, 5, 1), date(2025, 5, 12))
    rules = RULES.with_value("pass_iae.counts_last_day", False)
    assert pass_standing(own, [twelve_days], [], rules, LATE).end == date(2027, 1, 11)


def test_its_length_is_explained() -> None:
    own = approval(START)
    twelve_days = suspension(own, date(2025, 5, 1), date(2025, 5, 12))
    granted = prolongation(own, date(2027, 1, 13), date(2028, 1, 12), PassProlongationReason.SENIOR)
    standing = pass_standing(own, [twelve_days], [granted], RULES, TODAY)
    assert [(part.kind, part.days) for part in standing.parts] == [
        (PartKind.DURATION, 730),
        (PartKind.SUSPENSION, 12),
        (PartKind.PROLONGATION, 365),
    ]
    assert standing.parts[1].when == Period(date(2025, 5, 1), date(2025, 5, 12))
    words = explain(standing).replace("\u00a0", " ").replace("\u202f", " ")
    assert words == (
        "730 jours + 12 jours de suspension + 365 jours de prolongation (50 ans et plus) = 1 107 jours, "
        "du 01/01/2025 au 12/01/2028."
    )
    alone = explain(pass_standing(own, [], [], RULES, TODAY)).replace("\u00a0", " ")
    assert alone == "730 jours, du 01/01/2025 au 31/12/2026."


def test_an_explanation_does_not_tell_of_a_disability() -> None:
    own = approval(START)
    granted = prolongation(own, date(2027, 1, 1), date(2027, 12, 31), PassProlongationReason.RQTH)
    assert "RQTH" not in explain(pass_standing(own, [], [granted], RULES, TODAY))


def test_the_pass_that_matters_is_the_one_under_way() -> None:
    standings = [pass_standing(approval(day), [], [], RULES, TODAY) for day in (date(2020, 1, 1), START, LATE)]
    assert in_force(standings) is standings[1]
    assert in_force([standings[0], standings[2]]) is standings[2]
    assert in_force([]) is None


@pytest.mark.parametrize(
    ("number", "is_right"),
    [
        ("999992500001", True),
        ("99999 25 00001", True),
        ("99999250000", False),
        ("9999925000012", False),
        ("123452500001", False),
        ("XXXXX2500001", False),
        ("99999250000١", False),
        ("", False),
    ],
)
def test_a_number_is_99999_and_seven_digits(number: str, is_right: bool) -> None:
    assert is_pass_number(number) is is_right


DAYS = st.dates(date(2024, 6, 1), date(2029, 12, 31))
SPANS = st.tuples(DAYS, st.one_of(st.none(), st.integers(-5, 400)))
GRANTS = st.lists(st.tuples(DAYS, st.integers(-5, 400)), max_size=3)


def built(
    own: IaePass, spans: list[tuple[date, int | None]], grants: list[tuple[date, int]]
) -> tuple[list[PassSuspension], list[PassProlongation]]:
    suspensions = [suspension(own, since, None if n is None else since + timedelta(days=n)) for since, n in spans]
    return suspensions, [prolongation(own, since, since + timedelta(days=n)) for since, n in grants]


@example([(date(2027, 1, 2), None)], [(date(2027, 1, 2), 1)], (date(2027, 1, 1), None))
@example([(date(2027, 1, 2), None)], [(date(2027, 1, 2), 0), (date(2027, 1, 2), 1)], (date(2027, 1, 1), None))
@given(st.lists(SPANS, max_size=4), GRANTS, SPANS)
def test_more_suspension_never_brings_the_end_forward(
    spans: list[tuple[date, int | None]], grants: list[tuple[date, int]], more: tuple[date, int | None]
) -> None:
    own = approval(START)
    suspensions, prolongations = built(own, spans, grants)
    longer, _none = built(own, [*spans, more], [])
    assert end(own, longer, prolongations) >= end(own, suspensions, prolongations)


@given(st.lists(SPANS, min_size=1, max_size=4), GRANTS, st.integers(1, 200), DAYS)
def test_a_longer_suspension_never_brings_the_end_forward(
    spans: list[tuple[date, int | None]], grants: list[tuple[date, int]], more: int, on: date
) -> None:
    own = approval(START)
    suspensions, prolongations = built(own, spans, grants)
    before = end(own, suspensions, prolongations, on)
    if suspensions[0].until is not None:
        suspensions[0].until += timedelta(days=more)
    assert end(own, suspensions, prolongations, on) >= before


@given(st.lists(SPANS, max_size=5), GRANTS, st.randoms(use_true_random=False))
def test_the_order_in_which_things_were_recorded_is_irrelevant(
    spans: list[tuple[date, int | None]], grants: list[tuple[date, int]], random: object
) -> None:
    own = approval(START)
    suspensions, prolongations = built(own, spans, grants)
    expected = pass_standing(own, suspensions, prolongations, RULES, TODAY)
    random.shuffle(suspensions)  # type: ignore[attr-defined]
    random.shuffle(prolongations)  # type: ignore[attr-defined]
    assert pass_standing(own, suspensions, prolongations, RULES, TODAY) == expected


@given(DAYS, st.lists(SPANS, max_size=5), GRANTS, DAYS)
def test_the_parts_add_up_to_the_whole(
    start: date, spans: list[tuple[date, int | None]], grants: list[tuple[date, int]], on: date
) -> None:
    own = approval(start)
    standing = pass_standing(own, *built(own, spans, grants), RULES, on)
    assert standing.end == start + timedelta(days=standing.days - 1)
    assert 0 <= standing.days_left <= standing.days
    assert (standing.status is PassStatus.EXPIRED) == (on > standing.end)


@given(st.dates(), st.lists(st.tuples(st.dates(), st.one_of(st.none(), st.dates())), max_size=3), st.dates())
def test_no_date_of_the_calendar_stops_the_count(start: date, spans: list[tuple[date, date | None]], on: date) -> None:
    own = approval(start)
    standing = pass_standing(own, [suspension(own, since, until) for since, until in spans], [], RULES, on)
    assert explain(standing)
