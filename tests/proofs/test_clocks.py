"""The PC's clock is wrong, set back, changes its hour or meets a 29 February: order, copies and undo stay right."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from caseflow.domain.person import Person
from caseflow.services.desk import Desk
from caseflow.services.people import PersonDraft
from caseflow.services.people_list import PeopleQuery
from caseflow.store import backup, opening
from caseflow.store.clock import MarkClock
from caseflow.store.journal import action_table, operation_table
from tests.proofs.life import TODAY, faults, laid_out
from tests.store.conftest import AUTHOR_NAME, PASSPHRASE

PARIS = ZoneInfo("Europe/Paris")
YEAR = timedelta(days=365)
JUMPS = (
    timedelta(0),
    -10 * YEAR,
    timedelta(days=-1),
    timedelta(hours=-1),
    timedelta(seconds=-1),
    timedelta(hours=1),
    timedelta(days=400),
    10 * YEAR,
)
NIGHTS = (
    datetime(2026, 3, 29, 1, 30, tzinfo=PARIS),  # the hour that is not
    datetime(2026, 10, 25, 2, 30, tzinfo=PARIS),  # the hour that is twice
    datetime(2028, 2, 29, 23, 59, tzinfo=PARIS),
    datetime(2027, 12, 31, 23, 59, tzinfo=PARIS),
)


@pytest.mark.parametrize("jump", JUMPS, ids=str)
@pytest.mark.parametrize("night", NIGHTS, ids=lambda night: f"{night:%Y-%m-%d}")
def test_the_history_keeps_the_order_in_which_things_were_done(
    begun: Path, room: Path, night: datetime, jump: timedelta
) -> None:
    now = [night]

    def wall() -> datetime:
        now[0] += timedelta(minutes=20)
        return now[0]

    path, labels = laid_out(begun, room / "store"), list[str]()
    for turn in range(3):
        desk = Desk(opening.open_store(path, PASSPHRASE, AUTHOR_NAME, wall))
        for number in range(2):
            labels.append(f"{turn}.{number}")
            with desk.store.writing(labels[-1]) as writing:
                writing.add(Person(last_name=labels[-1], file_number=labels[-1]))
        now[0] += jump
        if turn < 2:
            desk.close()
    with desk.store.reading() as session:
        query = action_table.select().order_by(action_table.c.mark)
        assert [row.label for row in session.execute(query)][-6:] == labels
        marks = session.execute(operation_table.select().order_by(operation_table.c.seq)).all()
        assert [row.mark for row in marks] == sorted(row.mark for row in marks)
    assert desk.undo.next_undo() == labels[-1]
    desk.undo.undo_last()
    assert desk.people.id_of(labels[-1]) is None
    assert desk.people.id_of(labels[-2]) is not None
    assert faults(desk.store, {}) == []
    desk.close()


def test_marks_only_go_forward_whatever_the_clock_says(times: Callable[[int, int], int], chance: Random) -> None:
    moment = [NIGHTS[0]]

    def wall() -> datetime:
        moment[0] = moment[0] + timedelta(
            milliseconds=chance.choice((0, 0, 1, 5, -3_600_000, 3_600_000, -1, 86_400_000))
        )
        moment[0] = max(moment[0], datetime(2000, 1, 1, tzinfo=UTC))
        return min(moment[0], datetime(2100, 1, 1, tzinfo=UTC))

    clock = MarkClock(wall)
    former = 0
    for _tick in range(times(20_000, 1_000_000)):
        mark = clock.tick()
        assert mark > former
        former = mark


@pytest.mark.parametrize("jump", JUMPS[:1] + JUMPS[3:4] + JUMPS[-1:], ids=str)
def test_three_years_of_copies_keep_what_was_promised_whatever_the_clock_did(jump: timedelta) -> None:
    """Two copies a day over three years, leap day and nights of changing hours included; the clock jumps half way."""
    moments: set[datetime] = set()
    now, end = datetime(2026, 1, 5, 8, tzinfo=PARIS), datetime(2029, 1, 5, 8, tzinfo=PARIS)
    halfway = now + (end - now) / 2
    while now < end:
        shown = (now if not halfway < now < halfway + timedelta(days=2) else now + jump).astimezone(UTC)
        moments = backup.to_keep({*moments, shown}, shown)
        assert shown in moments, "the copy just made is always kept"
        now += timedelta(hours=12)
    past = sorted((each for each in moments if each <= end.astimezone(UTC)), reverse=True)
    newest = past[0]
    days = {each.date() for each in past if newest - each < timedelta(days=20)}
    weeks = {each.isocalendar()[:2] for each in past}
    months = {(each.year, each.month) for each in past}
    assert len(days) >= 14
    assert len(weeks) >= 8
    assert len(months) >= 6
    assert len(moments) < 60, "thinned out all the same"


def test_a_copy_dated_in_the_future_neither_hides_nor_removes_those_of_today(begun: Path, room: Path) -> None:
    now = [datetime(2036, 1, 1, 8, tzinfo=UTC)]
    path, folder = laid_out(begun, room / "store"), room / "copies"
    desk = Desk(opening.open_store(path, PASSPHRASE, AUTHOR_NAME, lambda: now[0]))
    future = backup.back_up(desk.store, folder, backup.Reason.ASKED)
    now[0] = datetime(2026, 1, 1, 8, tzinfo=UTC)
    for _day in range(5):
        desk.people.create(PersonDraft(last_name="Jour"))
        assert backup.back_up_if_due(desk.store, folder) is not None
        now[0] += timedelta(days=1)
    kept = backup.copies(folder)
    assert future.folder in {copy.folder for copy in kept}
    assert sum(copy.manifest.made_at.year == 2026 for copy in kept) == 5
    assert all(backup.is_whole(copy) for copy in kept)
    assert desk.people.ids(PeopleQuery(TODAY))
    desk.close()
