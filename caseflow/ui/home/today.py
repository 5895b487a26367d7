"""The appointments of the day, and those whose day is over and of which nobody said what became."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QFrame, QVBoxLayout

from caseflow.domain.interview import AppointmentStatus
from caseflow.domain.labels import label
from caseflow.i18n import _, current
from caseflow.services.contact_lines import AppointmentLine
from caseflow.ui import theme
from caseflow.ui.context import Context
from caseflow.ui.errors import show_error
from caseflow.ui.widgets.appointments_box import AppointmentsBox, hour_words

LATE_SHOWN = 5


class TodayCard(QFrame):
    """One key settles an appointment, Enter opens the record."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._box = AppointmentsBox(_("Appointments of the day"), self._words)
        self._nothing = theme.quiet(_("No appointment today."))
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.addWidget(theme.title(_("Today"), 1.1))
        column.addWidget(self._nothing)
        column.addWidget(self._box, 1)
        column.addStretch()  # keeps the title at the top of a day without appointments
        self._box.settled.connect(self._on_settled)
        self._box.opened.connect(self._on_opened)

    @property
    def box(self) -> AppointmentsBox:
        """Return the list with its buttons."""
        return self._box

    def show_appointments(self, today: Sequence[AppointmentLine], late: Sequence[AppointmentLine]) -> None:
        """Show those of the day, then those that await a word."""
        self._box.show_lines((*today, *late))
        self._box.setVisible(bool(today or late))
        self._nothing.setVisible(not today)

    def _words(self, line: AppointmentLine) -> str:
        today = self._context.today()
        if line.is_unsettled(today):
            late = _("⚠ {day} · {person} – what became of it?")
            return late.format(day=current().short_date(line.held_on), person=line.person)
        settled = "" if line.status is AppointmentStatus.PLANNED else label(line.status)
        who = f"{hour_words(line)} · {line.person}"
        what = " · ".join(part for part in (line.purpose, settled) if part)
        return f"{who}\n{what}" if what else who

    def _on_settled(self, appointment_id: UUID, status: AppointmentStatus) -> None:
        work = partial(self._context.desk.interviews.settle, appointment_id, status)
        self._context.tasks.run(self, work, _ignore, failed=self._on_refused)

    def _on_refused(self, error: Exception) -> None:
        show_error(self, error)

    def _on_opened(self, _appointment_id: UUID) -> None:
        if (line := self._box.chosen()) is not None:
            self._context.navigator.open_person(line.person_id)


def _ignore(_result: None) -> None:
    pass
