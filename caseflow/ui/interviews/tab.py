"""The tab « Échanges »: the appointments to come or to settle, then all that passed, searched and filtered."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.domain.interview import AppointmentStatus, Medium
from caseflow.domain.labels import label
from caseflow.i18n import N_, _
from caseflow.services.contact_lines import AppointmentLine, Contacts, InterviewLine
from caseflow.services.drafts import DraftOf
from caseflow.ui import icons, theme
from caseflow.ui.actions import Act
from caseflow.ui.context import Context
from caseflow.ui.interviews import calendar_file
from caseflow.ui.interviews.appointment_dialog import AppointmentDialog, appointment_draft
from caseflow.ui.interviews.contact_words import appointment_words
from caseflow.ui.interviews.contacts_list import ContactsList
from caseflow.ui.interviews.interview_dialog import InterviewDialog, interview_draft
from caseflow.ui.record import RecordTab, RecordView
from caseflow.ui.widgets.appointments_box import AppointmentsBox
from caseflow.ui.widgets.choice_field import ChoiceField
from caseflow.ui.widgets.empty_state import EmptyState
from caseflow.ui.widgets.flow_row import FlowRow

_TYPING_MS = 150
_LINES_AHEAD = 3
"""How many appointments are in sight at once."""


class ContactsTab(RecordTab):
    """It reads its own data, when it is shown and when something changes."""

    key: ClassVar[str] = "contacts"
    title: ClassVar[str] = N_("Meetings and calls")
    adds: ClassVar[bool] = True
    is_for_all_eyes: ClassVar[bool] = True

    def __init__(self, context: Context, person_id: UUID) -> None:
        super().__init__(context, person_id)
        self._name = ""
        self._contacts = Contacts((), (), 0)
        self._create()
        self._arrange()
        self._connect()

    @override
    def show_record(self, view: RecordView) -> None:
        self._name = f"{view.person.last_name} {view.person.first_name}".strip()
        if self.isVisible():
            self._read()

    @override
    def set_discreet(self, is_on: bool, /) -> None:
        self.past.set_discreet(is_on)

    @override
    def add_new(self) -> None:
        InterviewDialog.ask_about(self, self.context, self.person_id, self._name)

    @override
    def resume(self, draft: DraftOf) -> bool:
        if draft.person_id != self.person_id or draft.form not in ("interview", "appointment"):
            return False
        if draft == interview_draft(self.person_id, None):
            self.add_new()
        elif draft == appointment_draft(self.person_id, None):
            self.give_appointment()
        else:
            return self._resume_old(draft)
        return True

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self._read()

    def acts(self) -> Mapping[str, Act]:
        """Return what only this tab does, by its words."""
        return {
            f"contacts: {words}": Act(do, words=words)
            for words, do in (
                (_("Note an interview…"), self.add_new),
                (_("Give an appointment…"), self.give_appointment),
                (_("Take up the last report"), self.take_up_last),
            )
        }

    def give_appointment(self) -> None:
        """Open the form of a new appointment."""
        AppointmentDialog.ask_about(self, self.context, self.person_id)

    def take_up_last(self) -> None:
        """Open the form of a new interview, with the last shared note to go on from."""
        note = self._contacts.last_note
        InterviewDialog.ask_about(self, self.context, self.person_id, self._name, note=note)

    # Building -------------------------------------------------------------------------------------------------

    def _create(self) -> None:
        self.ahead = AppointmentsBox(_("Appointments"), self._appointment_words)
        self.past = ContactsList(self.person_id)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search the notes"))
        self.search.setAccessibleName(_("Search the notes"))
        self.search.setClearButtonEnabled(True)
        self.medium = ChoiceField[Medium](Medium, label, none_label=_("Every way of contact"))
        self.medium.setAccessibleName(_("Way of contact"))
        self.whole = QCheckBox(_("Whole notes"))
        self._typing = QTimer(self, interval=_TYPING_MS, singleShot=True)
        self._nothing = EmptyState(
            "history",
            _("No contact noted yet"),
            _("Interviews, calls and mails will be here, the latest first; appointments above them."),
        )
        self._nothing.add_button(_("Note an interview…"), "plus", self.add_new)
        self._nothing.add_button(_("Give an appointment…"), "plus", self.give_appointment)
        self._ahead_title = theme.quiet(_("Appointments to come, or of which nobody said what became"))
        self._none_found = theme.quiet(_("No contact matches."))
        self._full = QWidget()
        self._stack = QStackedWidget()
        self._note_it = _button("edit", _("Note the interview…"), self._on_note_it)
        self._save_calendar = _button("save", _("Calendar file (.ics)…"), self._on_save_calendar)
        self._last = _button("restore", _("Take up the last report"), self.take_up_last)

    def _arrange(self) -> None:
        for button in (self._note_it, self._save_calendar):
            self.ahead.bar.addWidget(button)
        row_height = self.fontMetrics().lineSpacing() + theme.SPACE_XS
        self.ahead.list.setMaximumHeight(row_height * _LINES_AHEAD * 2)
        buttons = FlowRow(theme.SPACE_S)
        buttons.addWidget(_button("plus", _("Note an interview…"), self.add_new))
        buttons.addWidget(_button("plus", _("Give an appointment…"), self.give_appointment))
        buttons.addWidget(self._last)
        filters = QHBoxLayout()
        filters.setSpacing(theme.SPACE_S)
        filters.addWidget(self.search, 2)
        filters.addWidget(self.medium, 1)
        filters.addWidget(self.whole)
        column = QVBoxLayout(self._full)
        column.setContentsMargins(theme.SPACE_M, theme.SPACE_S, theme.SPACE_M, theme.SPACE_S)
        column.setSpacing(theme.SPACE_S)
        column.addLayout(buttons)
        column.addWidget(self._ahead_title)
        column.addWidget(self.ahead)
        column.addLayout(filters)
        column.addWidget(self._none_found)
        column.addWidget(self.past, 1)
        self._stack.addWidget(self._full)
        self._stack.addWidget(self._nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self._read)
        self.medium.choice_made.connect(self._read)
        self.whole.toggled.connect(self.past.toggle_all)
        self.ahead.settled.connect(self._on_settled)
        self.ahead.opened.connect(self._on_appointment_opened)
        self.ahead.removal_asked.connect(self._on_appointment_removal)
        self.ahead.chosen_changed.connect(self._on_chosen)
        self.past.opened.connect(self._on_opened)
        self.past.removal_asked.connect(self._on_removal)

    # Doing ----------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        medium = self.medium.value()
        mediums = () if medium is None else (medium,)
        work = partial(self.context.desk.interviews.contacts, self.person_id, self.search.text(), mediums)
        self.context.tasks.run(self, work, self._on_read, only_latest="contacts")

    def _on_read(self, contacts: Contacts) -> None:
        self._contacts = contacts
        self.ahead.show_lines(contacts.ahead)
        for widget in (self._ahead_title, self.ahead):
            widget.setVisible(bool(contacts.ahead))
        self.past.show_lines(contacts.past)
        self.past.setVisible(bool(contacts.past))
        self._none_found.setVisible(not contacts.past)
        self._last.setEnabled(bool(contacts.last_note))
        is_blank = not contacts.ahead and not contacts.total
        self._stack.setCurrentWidget(self._nothing if is_blank else self._full)

    def _appointment_words(self, line: AppointmentLine) -> str:
        words = appointment_words(line)
        return _("⚠ {appointment} – what became of it?").format(appointment=words) if self._is_late(line) else words

    def _is_late(self, line: AppointmentLine) -> bool:
        return line.is_unsettled(self.context.today())

    def _on_settled(self, appointment_id: UUID, status: AppointmentStatus) -> None:
        self.write(partial(self.context.desk.interviews.settle, appointment_id, status), failed=self.tell)

    def _on_appointment_opened(self, _appointment_id: UUID) -> None:
        if (line := self.ahead.chosen()) is not None:
            AppointmentDialog.ask_about(self, self.context, self.person_id, line)

    def _on_appointment_removal(self, appointment_id: UUID) -> None:
        self.write(partial(self.context.desk.interviews.remove_appointment, appointment_id))

    def _on_note_it(self) -> None:
        if (line := self.ahead.chosen()) is not None:
            InterviewDialog.ask_about(self, self.context, self.person_id, self._name, came_of=line)

    def _on_save_calendar(self) -> None:
        if (line := self.ahead.chosen()) is not None:
            calendar_file.ask(self, self.context, line)

    def _on_chosen(self) -> None:
        line = self.ahead.chosen()
        self._save_calendar.setEnabled(line is not None)
        self._note_it.setEnabled(line is not None and line.held_on <= self.context.today())

    def _on_opened(self, line: InterviewLine | AppointmentLine) -> None:
        if isinstance(line, InterviewLine):
            InterviewDialog.ask_about(self, self.context, self.person_id, self._name, line=line)
        else:
            AppointmentDialog.ask_about(self, self.context, self.person_id, line)

    def _on_removal(self, line: InterviewLine | AppointmentLine) -> None:
        interviews = self.context.desk.interviews
        remove = interviews.remove if isinstance(line, InterviewLine) else interviews.remove_appointment
        self.write(partial(remove, line.id))

    def _resume_old(self, draft: DraftOf) -> bool:
        """Open the form of something noted again; False when it is no longer there."""
        lines = (*self._contacts.ahead, *self._contacts.past)
        line = next((each for each in lines if each.id == draft.about_id), None)
        if line is None:
            return False
        if draft.form == "interview" and isinstance(line, AppointmentLine):
            InterviewDialog.ask_about(self, self.context, self.person_id, self._name, came_of=line)
        else:
            self._on_opened(line)
        return True


def _button(icon: str, words: str, do: Callable[[], object]) -> QPushButton:
    button = QPushButton(icons.icon(icon), words)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _checked=False: do())
    return button
