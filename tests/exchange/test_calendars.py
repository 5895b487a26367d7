"""An appointment as other calendars read it: known again when moved, at the hour of Paris, telling nothing private."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from icalendar import Calendar, Event

from caseflow.exchange.calendars import PARIS, CalendarEntry, calendar_text, write_calendar

NOW = datetime(2026, 11, 23, 8, 4, tzinfo=UTC)
ENTRY = CalendarEntry(
    id=UUID("019aaf10-0000-7000-8000-000000000001"),
    day=date(2026, 12, 21),
    at_minute=600,
    minutes=45,
    summary="Rendez-vous – PLIE",
    place="2 rue du Port, bureau 3 ; 1er étage",
    sequence=1,
    is_cancelled=False,
)


def read(entry: CalendarEntry) -> Event:
    (event,) = Calendar.from_ical(calendar_text(entry, NOW)).walk("VEVENT")
    assert isinstance(event, Event)
    return event


def test_it_is_read_back_with_its_hour_in_paris() -> None:
    event = read(ENTRY)
    assert event.decoded("dtstart") == datetime(2026, 12, 21, 10, 0, tzinfo=PARIS)
    assert event.decoded("dtend") == datetime(2026, 12, 21, 10, 45, tzinfo=PARIS)
    assert event.decoded("dtstamp") == NOW
    assert str(event["location"]) == ENTRY.place
    calendar = Calendar.from_ical(calendar_text(ENTRY, NOW))
    assert calendar["method"] == "PUBLISH"
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Paris"]


def test_a_move_keeps_the_uid_and_raises_the_sequence() -> None:
    first, moved = read(ENTRY), read(replace(ENTRY, day=date(2027, 1, 4), sequence=2))
    assert first["uid"] == moved["uid"]
    assert (first["sequence"], moved["sequence"]) == (1, 2)


@pytest.mark.parametrize(("day", "utc_hour"), [(date(2027, 3, 26), 9), (date(2027, 3, 29), 8)])
def test_summer_time_changes_nothing_at_the_office(day: date, utc_hour: int) -> None:
    start = read(replace(ENTRY, day=day)).decoded("dtstart")
    assert (start.hour, start.astimezone(UTC).hour) == (10, utc_hour)


def test_one_that_is_called_off_says_so_under_the_same_uid() -> None:
    event = read(replace(ENTRY, is_cancelled=True))
    assert (str(event["status"]), event["uid"]) == ("CANCELLED", read(ENTRY)["uid"])


def test_without_an_hour_it_is_a_whole_day() -> None:
    event = read(replace(ENTRY, at_minute=None))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 12, 21), date(2026, 12, 22))


def test_the_same_appointment_is_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "rendez-vous.ics"
    write_calendar(path, ENTRY, NOW)
    assert path.read_bytes() == calendar_text(ENTRY, NOW)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
