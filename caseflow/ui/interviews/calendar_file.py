"""Save one appointment for another calendar, where the person at the screen chooses."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from caseflow.domain.interview import CALLED_OFF
from caseflow.i18n import _
from caseflow.services.contact_lines import AppointmentLine
from caseflow.ui.choosing import ask_name
from caseflow.ui.context import Context


def ask(parent: QWidget, context: Context, line: AppointmentLine) -> None:
    """Ask where to write an appointment, and write it."""
    name = _("appointment of {day}").format(day=line.held_on.isoformat()) + ".ics"
    write = partial(save, context, line)
    ask_name(parent, _("Save the appointment for a calendar"), write, name, [_("Calendar file (*.ics)")])


def save(context: Context, line: AppointmentLine, chosen: str) -> None:
    """Write an appointment to the file chosen, in the background."""
    path = Path(chosen)
    work = partial(_write, path, line, context.clock())
    words = _("Appointment written to {file}").format(file=path.name)
    context.tasks.run(context.navigator, work, lambda _none: context.navigator.show_message(words))


def _write(path: Path, line: AppointmentLine, now: datetime) -> None:
    from caseflow.exchange.calendars import CalendarEntry, write_calendar

    entry = CalendarEntry(
        id=line.id,
        day=line.held_on,
        at_minute=line.at_minute,
        minutes=line.minutes,
        summary=_("Appointment – PLIE"),
        place=line.place,
        sequence=line.sequence,
        is_cancelled=line.status in CALLED_OFF,
    )
    write_calendar(path, entry, now)
