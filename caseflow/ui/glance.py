"""What is worth knowing of a person before her record is opened: where she stands, what comes next, how to call."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from caseflow.domain.contact import shown_phone
from caseflow.i18n import _, current
from caseflow.services.desk import Desk
from caseflow.ui import theme

if TYPE_CHECKING:
    from caseflow.services.open_record import OpenedRecord
    from caseflow.services.pathway_view import StepView

_MOST = 3


@dataclass(frozen=True)
class Glance:
    """A name, and lines under small headings."""

    person_id: UUID
    name: str
    lines: tuple[tuple[str, str], ...]


def read_glance(desk: Desk, person_id: UUID, name: str, on: date, *, events: int = 0) -> Glance:
    """Read what the search window and the list show of a person, with the last of what was done.

    Raises:
        Missing: the person is no longer there.
    """
    lines = tuple(_lines(desk.people.open(person_id, on)))
    return Glance(person_id, name, (*lines, *_lately(desk, person_id, events)))


def _lately(desk: Desk, person_id: UUID, events: int) -> Iterator[tuple[str, str]]:
    done = desk.history.of_person(person_id, events) if events else ()
    if done:
        shown = (f"{current().short_date(entry.at.astimezone())} – {entry.label}" for entry in done)
        yield _("Last changes"), "\n".join(shown)


def _lines(record: "OpenedRecord") -> Iterator[tuple[str, str]]:
    from caseflow.domain.flags import Severity  # in the background, once somebody is looked at
    from caseflow.domain.pathway import StepState

    under_way = [_step(step) for step in record.pathway.steps if step.state is StepState.IN_PROGRESS]
    yield _("Current step"), "\n".join(under_way[:_MOST]) or _("No step under way.")
    ahead = next(iter(record.next_steps), None)
    day = (current().date(ahead.on) or _("date to be set")) if ahead else ""
    yield _("Next deadline"), f"{day} – {ahead.what}" if ahead else _("Nothing planned.")
    flags = [flag.message for flag in record.pathway.flags if flag.severity is not Severity.INFO]
    if flags:
        yield _("To settle"), "\n".join(f"⚠ {message}" for message in flags[:_MOST])
    if record.person.phones:
        yield _("Phone"), "\n".join(shown_phone(phone.value) for phone in record.person.phones)


def _step(step: "StepView") -> str:
    end = _("until {day}").format(day=current().date(step.end)) if step.end else ""
    return " · ".join(part for part in (step.title or step.scheme_label, step.operator, end) if part)


class GlanceView(QFrame):
    """Shows a glance; what it shows is also the accessible description, so that it is said."""

    def __init__(self) -> None:
        super().__init__()
        self._name = QLabel()
        self._name.setFont(theme.title_font(self._name, 1.15))
        self._words = QLabel()
        for label in (self._name, self._words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.SPACE_M, theme.SPACE_S, theme.SPACE_S, theme.SPACE_S)
        self._column.addWidget(self._name)
        self._lines = QVBoxLayout()
        self._column.addLayout(self._lines)
        self._column.addStretch(1)

    def show_glance(self, glance: Glance | None) -> None:
        """Show what is known of a person, or nothing."""
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._name.setText(glance.name if glance else "")
        for heading, words in glance.lines if glance else ():
            self._lines.addSpacing(theme.SPACE_XS)
            self._lines.addWidget(theme.quiet(heading))
            line = QLabel(words)
            line.setWordWrap(True)
            line.setTextFormat(Qt.TextFormat.PlainText)
            self._lines.addWidget(line)

    def words(self) -> str:
        """Return everything that is shown."""
        items = (self._lines.itemAt(place) for place in range(self._lines.count()))
        labels = [item.widget() for item in items if item is not None]
        return "\n".join([self._name.text(), *(label.text() for label in labels if isinstance(label, QLabel))])
