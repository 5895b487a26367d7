"""A call comes in the middle of something else: a small window over everything, which touches nothing beneath it."""

from datetime import datetime
from functools import partial
from uuid import UUID, uuid4

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from caseflow.domain.errors import Invalid
from caseflow.domain.interview import CallOutcome, Medium
from caseflow.domain.labels import label
from caseflow.i18n import _, current
from caseflow.services.contact_lines import AppointmentLine, InterviewLine
from caseflow.services.drafts import DraftOf
from caseflow.services.people import PersonDraft
from caseflow.services.quick_log import CallerCard, QuickAppointment, QuickEntry
from caseflow.ui import editors, icons, theme
from caseflow.ui.context import Context
from caseflow.ui.drafting import Drafting
from caseflow.ui.editors import Editor
from caseflow.ui.key_names import with_key
from caseflow.ui.quick_log.caller_field import CallerEditor, CallerField
from caseflow.ui.quick_log.chips import ChipRow, chip
from caseflow.ui.quick_log.next_slot import NextSlot, SlotEditor, slot_words
from caseflow.ui.quick_log.trouble import Trouble
from caseflow.ui.widgets.note_field import PRIVACY_HINT, NoteField
from caseflow.ui.widgets.room import resize_within
from caseflow.ui.widgets.tab_order import tab_as_read

FORM = "call"
"""The name of its drafts: each call has its own."""
_WIDTH, _HEIGHT = 520, 380
_MOST_LETTERS = 160


class CallWindow(QDialog):
    """It counts the minutes by itself; Ctrl+Enter saves, Escape keeps what is typed for later."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.WindowStaysOnTopHint)
        self._context = context
        self._origin = QApplication.focusWidget()
        self._begun = context.clock()
        self._is_saving = False
        self._create()
        self._arrange()
        self._connect()

    def begin(self, draft: DraftOf | None = None) -> None:
        """Begin to count, and ask who it is; with a draft, go on with the call that was left."""
        for editor in self._editors:
            editor.show_value(None)
        self._slot.begin()
        self._drafting.begin(draft or DraftOf(FORM, uuid4()), _("Phone call"))
        self._show_state()
        self._tell_time()
        self.show()
        self.raise_()
        self.activateWindow()
        self.who.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def save(self) -> None:
        """Save the call and what was agreed in it, as one action."""
        if self._is_saving:
            return
        try:
            entry, newcomer = self._entry(), self._newcomer()
        except Invalid as error:
            self._show_trouble(error)
            return
        self._is_saving = True
        self.save_button.setEnabled(False)
        person_id = None if newcomer else self.who.person_id
        work = partial(self._context.desk.quick_log.save, person_id, entry, newcomer)
        self._context.tasks.run(self, self._drafting.saving(work), self._on_saved, failed=self._on_failed)

    def set_discreet(self, is_on: bool) -> None:
        """Go away while somebody else looks, the draft kept: a call names people."""
        if is_on and self.isVisible():
            self.reject()

    # Building -------------------------------------------------------------------------------------------------

    def _create(self) -> None:
        context = self._context
        self.who = CallerField(context)
        self.time = theme.quiet("")
        self.card = theme.quiet("")
        self.note = NoteField(context.tasks, context.desk.lexicon.risks, 4)
        self.hint = theme.quiet(_(PRIVACY_HINT))
        self.outcomes = Outcomes()
        self.next = NextSlot(context, _("When:"))
        self.is_new = QCheckBox(_("Create a simple record"))
        self.last_name, self.first_name, self.phone = QLineEdit(), QLineEdit(), QLineEdit()
        self.newcomer = QWidget()
        self.trouble = Trouble(context, self.save, self.note.toPlainText)
        self.save_button = QPushButton(icons.icon("save"), _("Save the call"))
        self.close_button = QPushButton(_("Later"))
        self._slot = SlotEditor("slot", self.next)
        self._editors: tuple[Editor, ...] = (
            CallerEditor("caller", self.who),
            editors.note("note", field=self.note),
            OutcomeEditor("outcome", self.outcomes),
            Editor("is_new", self.is_new, self.is_new.isChecked, lambda value: self.is_new.setChecked(bool(value))),
            *(
                Editor(name, line, line.text, lambda value, line=line: line.setText(value or ""))
                for name, line in self._names().items()
            ),
            self._slot,
        )
        self._drafting = Drafting(self, context, {each.name: each for each in self._editors})
        self._second = QTimer(self, interval=1000)

    def _names(self) -> dict[str, QLineEdit]:
        return {"last_name": self.last_name, "first_name": self.first_name, "phone": self.phone}

    def _arrange(self) -> None:
        self.setWindowTitle(_("Phone call"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.note.setAccessibleName(_("Note"))
        self.note.setPlaceholderText(_("What was said"))
        self.time.setWordWrap(False)
        self.card.setTextFormat(Qt.TextFormat.PlainText)
        named = (_("Last name"), _("First name"), _("Phone"))
        row = QHBoxLayout(self.newcomer)
        row.setContentsMargins(0, 0, 0, 0)
        for line, words in zip(self._names().values(), named, strict=True):
            line.setPlaceholderText(words)
            line.setAccessibleName(words)
            row.addWidget(line)
        self.save_button.setToolTip(with_key(_("Save the call"), "Ctrl+Return"))
        self.close_button.setToolTip(with_key(_("Close, keeping the draft"), "Escape"))
        for button in (self.close_button, self.save_button):
            button.setAutoDefault(False)
        head = QHBoxLayout()
        head.addWidget(self.who, 1)
        head.addWidget(self.time, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_M, theme.SPACE_M, theme.SPACE_M, theme.SPACE_M)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(self._drafting.line)
        column.addLayout(head)
        for widget in (self.is_new, self.newcomer, self.card, self.note, self.hint, self.outcomes, self.next):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(self.trouble)
        column.addLayout(foot)
        resize_within(self, _WIDTH, _HEIGHT)
        tab_as_read(self)

    def _connect(self) -> None:
        self.who.changed.connect(self._on_caller)
        self.who.line.textChanged.connect(self._show_state)
        self.who.settled.connect(self.note.setFocus)
        self.outcomes.changed.connect(self._show_state)
        self.is_new.toggled.connect(self._on_new)
        self.note.advised.connect(self._on_advised)
        self.save_button.clicked.connect(self.save)
        self.close_button.clicked.connect(self.reject)
        self.rejected.connect(self._drafting.leave)
        self.finished.connect(self._give_back)
        self._second.timeout.connect(self._tell_time)
        self._context.discretion.changed.connect(self.set_discreet)
        for keys in ("Ctrl+Return", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self, self.save)
        self._second.start()

    # Filling in -----------------------------------------------------------------------------------------------

    def _on_caller(self) -> None:
        self.card.setText("")
        self.next.show_proposals(())
        self._show_state()
        if self.who.person_id is not None:
            work = partial(self._context.desk.quick_log.caller, self.who.person_id, self._context.today())
            self._context.tasks.run(self, work, self._on_card, only_latest="card")

    def _on_card(self, card: CallerCard) -> None:
        self.card.setText("\n".join((_last_words(card.last), _next_words(card.next))))
        self.next.show_proposals(card.proposals)
        self._show_state()

    def _on_new(self, is_new: bool) -> None:
        if is_new and not any(line.text() for line in self._names().values()):
            typed = self.who.text()
            if any(char.isdigit() for char in typed):
                self.phone.setText(typed)
            else:
                last, _space, first = typed.partition(" ")
                self.last_name.setText(last)
                self.first_name.setText(first)
        self._show_state()

    def _on_advised(self, advice: str) -> None:
        self.hint.setText(advice or _(PRIVACY_HINT))
        self.hint.setProperty("tone", "warning" if advice else "muted")
        self.hint.style().polish(self.hint)

    def _show_state(self) -> None:
        is_unknown = self.who.person_id is None and bool(self.who.text())
        self.is_new.setVisible(is_unknown)
        self.newcomer.setVisible(is_unknown and self.is_new.isChecked())
        is_somebody = self.who.person_id is not None or self.newcomer.isVisibleTo(self)
        is_dated = self.outcomes.chosen() in (CallOutcome.TO_CALL_BACK, CallOutcome.APPOINTMENT_GIVEN)
        self.next.setVisible(is_somebody and is_dated)
        tab_as_read(self)

    def _tell_time(self) -> None:
        minutes, seconds = divmod(self._seconds(), 60)
        self.time.setText(f"{minutes:02}:{seconds:02}")
        self.time.setAccessibleName(_("Length of the call: {minutes} min").format(minutes=minutes))

    def _seconds(self) -> int:
        return max(0, int((self._context.clock() - self._begun).total_seconds()))

    # Saving ---------------------------------------------------------------------------------------------------

    def _entry(self) -> QuickEntry:
        """Return what the window holds.

        Raises:
            Invalid: nobody is named, or the day of the next appointment cannot be read.
        """
        if not self.who.text():
            raise Invalid("caller", _("Say who is calling: a name or a number is enough."))
        if self.who.is_open_question() and not self._is_newcomer():
            raise Invalid("caller", _("Several people may be meant: choose one of them, or create a simple record."))
        begun: datetime = self._begun.astimezone()
        outcome = self.outcomes.chosen()
        slot = self.next.slot() if self.next.isVisibleTo(self) else None
        is_to_call = outcome is CallOutcome.TO_CALL_BACK
        medium = Medium.PHONE if is_to_call else Medium.IN_PERSON
        is_on_file = self.who.person_id is not None or self._is_newcomer()
        return QuickEntry(
            on=self._context.today(),
            at_minute=begun.hour * 60 + begun.minute,
            medium=Medium.PHONE,
            minutes=max(1, round(self._seconds() / 60)),
            note=self.note.toPlainText().strip() or None,
            call_outcome=outcome,
            caller=None if is_on_file else self.who.text(),
            appointment=None
            if slot is None
            else QuickAppointment(*slot, medium=medium, purpose=_("To call back") if is_to_call else ""),
        )

    def _is_newcomer(self) -> bool:
        return self.who.person_id is None and self.is_new.isChecked()

    def _newcomer(self) -> PersonDraft | None:
        if not self._is_newcomer():
            return None
        phone = self.phone.text().strip()
        names = self.last_name.text().strip(), self.first_name.text().strip()
        return PersonDraft(*names, phones=[phone] if phone else [])

    def _on_saved(self, _person_id: UUID | None) -> None:
        self._drafting.saved()
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self._drafting.not_saved(None)
        self._is_saving = False
        self.save_button.setEnabled(True)
        self._show_trouble(error)

    def _show_trouble(self, error: Exception) -> None:
        self.trouble.tell(error)
        if isinstance(error, Invalid):
            fields: dict[str, QWidget] = {"caller": self.who.line, "appointment": self.next.day, **self._names()}
            fields.get(error.field, self.note).setFocus()

    def _give_back(self) -> None:
        """Go back to where one was: the caret stands where it stood."""
        origin = self._origin
        if origin is not None and isValid(origin) and origin.isVisible():
            origin.window().activateWindow()
            origin.setFocus(Qt.FocusReason.ActiveWindowFocusReason)


class Outcomes(ChipRow):
    """How the call ended: one of these, or none."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(_("Outcome:"))
        self.chips = {each: chip(label(each), partial(self._on_clicked, each)) for each in CallOutcome}
        for button in self.chips.values():
            self.flow.addWidget(button)

    def chosen(self) -> CallOutcome | None:
        """Return how it ended."""
        return next((each for each, button in self.chips.items() if button.isChecked()), None)

    def choose(self, outcome: CallOutcome | None) -> None:
        """Put one down, the others up."""
        for each, button in self.chips.items():
            button.setChecked(each is outcome)
        self.changed.emit()

    def _on_clicked(self, outcome: CallOutcome, is_down: bool) -> None:
        self.choose(outcome if is_down else None)


class OutcomeEditor(Editor):
    """Edits how the call ended."""

    def __init__(self, name: str, row: Outcomes) -> None:
        super().__init__(name, row, row.chosen, row.choose)
        self._row = row
        row.changed.connect(self._on_edited)

    @override
    def typed(self) -> str:
        chosen = self._row.chosen()
        return chosen.value if chosen else ""

    @override
    def type_again(self, typed: str | bool | None) -> None:
        self._row.choose(CallOutcome(str(typed)) if typed else None)


def take_call(context: Context, window: QWidget, draft: DraftOf | None = None) -> CallWindow:
    """Note a call over whatever is open, a dialog included; the one that is being noted comes to the front."""
    for each in QApplication.topLevelWidgets():
        if isinstance(each, CallWindow) and each.isVisible():
            each.raise_()
            each.activateWindow()
            return each
    made = CallWindow(QApplication.activeModalWidget() or window, context)
    made.begin(draft)
    return made


def _last_words(last: InterviewLine | None) -> str:
    if last is None:
        return _("Never met, never called yet.")
    note = " ".join(last.note.split())
    if len(note) > _MOST_LETTERS:
        note = f"{note[:_MOST_LETTERS].rsplit(' ', 1)[0]}…"
    when = _("Last time, {day}, {medium}").format(day=current().date(last.held_on), medium=label(last.medium).lower())
    return f"{when} – {note}" if note else when


def _next_words(ahead: AppointmentLine | None) -> str:
    if ahead is None:
        return _("No appointment to come.")
    return _("Next appointment: {when}").format(when=slot_words((ahead.held_on, ahead.at_minute)))
