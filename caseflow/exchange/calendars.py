"""One appointment as a calendar file (RFC 5545), that other calendars read and know again when it is moved."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from caseflow.store.files import write_whole

PARIS = ZoneInfo("Europe/Paris")
_HEAD = {"prodid": "-//CaseFlow//FR", "version": "2.0", "method": "PUBLISH"}


@dataclass(frozen=True)
class CalendarEntry:
    """What a calendar is told: no name, no theme, nothing that a screen in an open space should not show."""

    id: UUID
    day: date
    at_minute: int | None
    """Minutes since midnight in Paris; None makes it a whole day."""
    minutes: int
    summary: str
    place: str
    sequence: int
    is_cancelled: bool


def calendar_text(entry: CalendarEntry, stamped_at: datetime) -> bytes:
    """Return the file: the same UID for ever, a SEQUENCE that grows when it is moved, the hours of Paris."""
    from icalendar import Calendar, Event  # 0.1 s, and seldom needed

    calendar = Calendar()
    event = Event()
    for component, values in ((calendar, _HEAD), (event, _properties(entry, stamped_at))):
        add: Callable[[str, object], None] = getattr(component, "add")  # noqa: B009 - the package leaves it half typed
        for name, value in values.items():
            add(name, value)
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _properties(entry: CalendarEntry, stamped_at: datetime) -> dict[str, object]:
    start, end = _span(entry)
    return {
        "uid": f"{entry.id}@caseflow",
        "dtstamp": stamped_at.astimezone(UTC),
        "sequence": entry.sequence,
        "summary": entry.summary,
        "status": "CANCELLED" if entry.is_cancelled else "CONFIRMED",
        "class": "PRIVATE",
        "dtstart": start,
        "dtend": end,
        **({"location": entry.place} if entry.place else {}),
    }


def _span(entry: CalendarEntry) -> tuple[date, date]:
    """Return the first moment and the one after the last; whole days where no hour is known."""
    if entry.at_minute is None:
        return entry.day, entry.day + timedelta(days=1)
    start = datetime.combine(entry.day, time(*divmod(entry.at_minute, 60)), PARIS)
    return start, (start.astimezone(UTC) + timedelta(minutes=entry.minutes)).astimezone(PARIS)


def write_calendar(path: Path, entry: CalendarEntry, stamped_at: datetime) -> None:
    """Write the file; it is whole or not there.

    Raises:
        StorageTrouble: the disk is full, gone or read-only.
    """
    write_whole(path, calendar_text(entry, stamped_at))
