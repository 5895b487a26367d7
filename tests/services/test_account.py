"""The account of a recruitment says what became of everybody, and lets no small number out."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import combinations
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from caseflow.domain.candidacy import CandidacyState, KeptCheck, LeavingReason
from caseflow.domain.masking import Counts, mask
from caseflow.services.candidates.account import Accounts
from caseflow.services.candidates.account_tables import _apart, told_totals
from caseflow.services.candidates.board import Board
from caseflow.services.desk import Desk
from caseflow.services.figures.model import HIDDEN, Release
from caseflow.services.kept_jobs import read_due
from tests.conftest import TODAY
from tests.domain.test_masking import Attacker
from tests.services.test_board import candidacy, recruitment


@pytest.fixture
def accounts(desk: Desk) -> Accounts:
    return Accounts(desk.store, desk.rules.rules)


@pytest.fixture
def ended(desk: Desk) -> UUID:
    """A recruitment of 20 people: 7 hired after 10 days, 6 who attended and left, 7 of whom nothing is heard."""
    need, board = recruitment(desk, posts=8), Board(desk.store)
    everybody = [candidacy(desk, need) for _number in range(20)]
    board.hire(everybody[:7], TODAY + timedelta(days=10))
    board.move(everybody[7:13], CandidacyState.ATTENDED, TODAY)
    board.leave(everybody[7:13], LeavingReason.NOT_MOBILE, TODAY)
    return need


def test_the_funnel_counts_how_far_people_came_even_those_who_left(accounts: Accounts, ended: UUID) -> None:
    account = accounts.of(ended, TODAY + timedelta(days=11))
    found = [line.cells[1] for line in account.table("funnel").lines]
    assert found == [20, 13, 13, 13, 7, 7, 7, 7]
    assert (account.candidates, account.hired, account.posts) == (20, 7, 8)


def test_delays_reasons_and_jobs_are_told(accounts: Accounts, ended: UUID) -> None:
    account = accounts.of(ended, TODAY + timedelta(days=11))
    assert account.table("delays").lines[0].cells == ("De la liste à l’emploi", 7, 10)
    assert account.table("reasons").lines[0].cells == ("Non mobile", 6)
    assert account.table("jobs").lines[-1].cells == ("Poste non précisé", None, 7)


def test_whoever_left_the_job_is_counted_as_gone_later_too_and_asked_about_no_more(
    desk: Desk, accounts: Accounts, ended: UUID
) -> None:
    later = TODAY + timedelta(days=110)
    assert read_due(desk.store, later, limit=3).count == 14
    with desk.store.reading() as session:
        check = session.scalars(select(KeptCheck.id).where(KeptCheck.months == 1)).first()
    assert check is not None
    Board(desk.store).check_kept(check, is_kept=False, on=later)
    due = read_due(desk.store, later, recruitment_id=ended)
    assert (due.count, len(due.lines)) == (12, 12)
    found = accounts.of(ended, later, Release.INTERNAL).table("kept")
    assert [line.cells[1:4] for line in found.lines] == [(0, 1, 6), (0, 1, 6)]


def test_those_still_in_the_job_are_counted_once_the_day_has_come(desk: Desk, accounts: Accounts, ended: UUID) -> None:
    later = TODAY + timedelta(days=45)
    with desk.store.reading() as session:
        checks = session.scalars(select(KeptCheck.id).where(KeptCheck.months == 1)).all()
    for check in checks:
        Board(desk.store).check_kept(check, is_kept=True, on=later)
    (line,) = accounts.of(ended, later).table("kept").lines
    assert line.cells == ("Après un mois", 7, 0, 0, 100)


def test_what_a_counsellor_says_of_it_is_kept_and_taken_back(desk: Desk, accounts: Accounts, ended: UUID) -> None:
    accounts.say(ended, "  La nuit reste difficile. ")
    assert accounts.of(ended, TODAY).text == "La nuit reste difficile."
    desk.undo.undo_last()
    assert accounts.of(ended, TODAY).text == ""


def test_a_few_people_are_masked_for_partners_and_shown_to_the_team(desk: Desk, accounts: Accounts) -> None:
    need = recruitment(desk)
    Board(desk.store).leave([candidacy(desk, need) for _number in range(3)], LeavingReason.UNREACHABLE, TODAY)
    shared, internal = (accounts.of(need, TODAY, release) for release in (Release.SHARED, Release.INTERNAL))
    assert shared.candidates is HIDDEN
    assert shared.table("reasons").lines[0].cells[1] is HIDDEN
    assert internal.table("reasons").lines[0].cells[1] == 3


@given(st.lists(st.integers(0, 40), min_size=2, max_size=8).map(lambda counts: sorted(counts, reverse=True)))
def test_no_two_figures_of_a_funnel_give_a_few_people_away(counts: Sequence[int]) -> None:
    told = [value for value in _apart(counts, 5) if isinstance(value, int)]
    assert all(value == 0 or value >= 5 for value in told)
    assert all(one == other or abs(one - other) >= 5 for one, other in combinations(told, 2))


@given(st.lists(st.integers(0, 40), min_size=2, max_size=8).map(lambda counts: sorted(counts, reverse=True)))
def test_the_team_sees_every_figure_of_a_funnel(counts: Sequence[int]) -> None:
    assert list(_apart(counts, 1)) == list(counts)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 7)] * 3), min_size=1, max_size=3), st.data())
def test_no_table_by_place_gives_a_few_people_away_beside_the_head_and_the_funnel(
    cells: list[tuple[int, ...]], data: st.DataObject
) -> None:
    """The same masks serve communes and territories (groups of lines), and hide no total that is told elsewhere."""
    territories = data.draw(st.tuples(*[st.integers(0, 1)] * len(cells)))
    told = told_totals([sum(column) for column in zip(*cells, strict=True)], 5)
    masked = mask(Counts(cells, territories), 5, kept=told)
    assert not told & masked.hidden
    attacker = Attacker(masked)
    assert all(len(attacker.values(figure, enough=3)) == 3 for figure in attacker.hidden)
