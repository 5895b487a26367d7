"""How a contact and an appointment are said in a list: a line of facts, then the note, short or whole."""

from uuid import UUID

from caseflow.domain.labels import label
from caseflow.i18n import _, current, ngettext
from caseflow.services.contact_lines import AppointmentLine, InterviewLine
from caseflow.ui.discretion import MASK

SHORT_LINES = 2
SHORT_SIGNS = 200
"""About two lines on a small screen."""


def interview_words(line: InterviewLine, person_id: UUID, *, is_whole: bool, is_discreet: bool) -> str:
    """Say a contact, on the record of a person; the private note only to the counsellor alone."""
    parts = [_head(line, person_id, is_discreet=is_discreet)]
    if line.note:
        parts.append(line.note if is_whole else shortened(line.note))
    if line.private_note and not is_discreet:
        private = line.private_note if is_whole else shortened(line.private_note)
        parts.append(_("Private note: {note}").format(note=private))
    return "\n".join(parts)


def _head(line: InterviewLine, person_id: UUID, *, is_discreet: bool) -> str:
    written = current()
    day = written.date(line.held_on)
    when = day if line.at_minute is None else f"{day} {written.hour(line.at_minute)}"
    lasted = ngettext("{count} minute", "{count} minutes", line.minutes or 0).format(count=line.minutes)
    others = [MASK if is_discreet else name for each, name in line.people if each != person_id]
    facts = (
        when,
        label(line.medium),
        line.place,
        lasted if line.minutes else "",
        label(line.call_outcome) if line.call_outcome else "",
        _("with {names}").format(names=", ".join(others)) if others else "",
    )
    return " · ".join(fact for fact in facts if fact)


def appointment_words(line: AppointmentLine) -> str:
    """Say an appointment on the record of its person: its day, its hour, what became of it."""
    written = current()
    day = written.short_date(line.held_on)
    when = day if line.at_minute is None else f"{day} {written.hour(line.at_minute)}"
    facts = (when, line.purpose, label(line.medium), line.place)
    bring = _("To bring: {what}").format(what=line.bring) if line.bring else ""
    return "\n".join(part for part in (" · ".join(fact for fact in facts if fact), bring) if part)


def settled_words(line: AppointmentLine) -> str:
    """Say an appointment among what passed."""
    written = current()
    when = written.date(line.held_on)
    if line.at_minute is not None:
        when = f"{when} {written.hour(line.at_minute)}"
    facts = (when, _("Appointment: {status}").format(status=label(line.status).lower()), line.purpose)
    return " · ".join(fact for fact in facts if fact)


def shortened(note: str) -> str:
    """Return two lines of a note at most; what is left out is told by « … »."""
    lines = note.strip().splitlines()
    short = "\n".join(lines[:SHORT_LINES])
    if len(short) > SHORT_SIGNS:
        short = short[:SHORT_SIGNS].rsplit(" ", 1)[0]
    return short if short == note.strip() else f"{short.rstrip()} …"
