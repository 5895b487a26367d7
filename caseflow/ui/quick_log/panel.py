"""The quick form under a record: an interview, its barriers, its referrals, the next appointment; saved as one."""

from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from caseflow.domain.barrier import SENSITIVE_THEMES, Theme
from caseflow.domain.errors import Invalid
from caseflow.i18n import _, current
from caseflow.services.drafts import DraftOf
from caseflow.services.quick_log import Opening, QuickAppointment, QuickBarrier, QuickEntry, QuickReferral
from caseflow.services.resources import ServiceRow
from caseflow.ui import editors, icons, theme
from caseflow.ui.context import Context
from caseflow.ui.drafting import Drafting
from caseflow.ui.editors import Editor
from caseflow.ui.key_names import with_key
from caseflow.ui.menus import tip
from caseflow.ui.quick_log.barrier_chips import BarrierChips
from caseflow.ui.quick_log.details import BegunEditor, Details
from caseflow.ui.quick_log.next_slot import NextSlot, SlotEditor, slot_words
from caseflow.ui.quick_log.picks import PicksEditor
from caseflow.ui.quick_log.resource_row import ResourceRow
from caseflow.ui.quick_log.trouble import Trouble
from caseflow.ui.record import RecordFoot
from caseflow.ui.widgets.flow_row import FlowRow
from caseflow.ui.widgets.note_field import PRIVACY_HINT, NoteField
from caseflow.ui.widgets.room import scrolled
from caseflow.ui.widgets.tab_order import tab_as_read

_PAUSE_MS = 350
_LINES = 2
"""The least that is seen of a note; there is more of it where there is room."""
_NO_LIMIT = 16_777_215
"""What Qt takes for no limit of a size."""


class QuickPanel(RecordFoot):
    """Nothing in it is needed to save; what is proposed never applies itself, nor takes the keyboard."""

    form: ClassVar[str] = "quick_log"

    def __init__(self, context: Context, person_id: UUID) -> None:
        super().__init__()
        self._context = context
        self._person_id = person_id
        self._opening = Opening()
        self._is_open = self._is_saving = False
        self._create()
        self._arrange()
        self._connect()
        self.set_discreet(context.discretion.is_on)

    @override
    def begin(self) -> None:
        if not self._is_open:
            self._is_open = True
            self._clear()
            self._drafting.begin(DraftOf(self.form, self._person_id, self._person_id), _("Interview"))
            self._show_private_button.setChecked(bool(self.private.toPlainText()))
            self._on_picked()
            work = partial(self._context.desk.quick_log.opening, self._person_id, self._context.today())
            self._context.tasks.run(self, work, self._on_opened, only_latest="opening")
        self.note.moveCursor(QTextCursor.MoveOperation.End)
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def leave(self) -> None:
        self._drafting.leave()
        self._close_up()

    @override
    def save(self) -> None:
        if self._is_saving:
            return
        try:
            entry = self._entry()
        except Invalid as error:
            self._show_trouble(error)
            return
        self._is_saving = True
        self.save_button.setEnabled(False)
        work = partial(self._context.desk.quick_log.save, self._person_id, entry)
        self._context.tasks.run(self, self._drafting.saving(work), self._on_saved, failed=self._on_failed)

    @override
    def set_discreet(self, is_on: bool, /) -> None:
        self.chips.set_discreet(is_on)
        self._show_private_button.setHidden(is_on)
        self._show_private()

    @override
    def sizeHint(self) -> QSize:
        """Return the room that everything takes, with a line of resources to come."""
        around = self._head.sizeHint().height() + self._foot.sizeHint().height() + 4 * theme.SPACE_M
        inside = self._inside.sizeHint().height() + (0 if self.resources.isVisible() else self.next.sizeHint().height())
        return QSize(super().sizeHint().width(), around + inside)

    # Building -------------------------------------------------------------------------------------------------

    def _create(self) -> None:
        context = self._context
        self.details = Details(context, _("Interview"))
        risks = context.desk.lexicon.risks
        self.note, self.private = (NoteField(context.tasks, risks, _LINES) for _each in range(2))
        self.hint = theme.quiet(_(PRIVACY_HINT))
        self.kept = theme.quiet("")
        self.chips, self.resources = BarrierChips(), ResourceRow()
        self.next = NextSlot(context, _("Next appointment:"))
        self.consent = QCheckBox(_("Agreement given today"))
        self.honours = QCheckBox()
        self.prints = QCheckBox(_("Print the summary"))
        self._show_private_button = QCheckBox(_("Private note"))
        self.save_button = QPushButton(icons.icon("save"), _("Save the interview"))
        self.close_button = QToolButton()
        self.trouble = Trouble(context, self.save, self._text)
        self._head, self._inside, self._foot, self._boxes = (QWidget() for _each in range(4))
        self._slot = SlotEditor("slot", self.next)
        self._editors = self._make_editors()
        self._drafting = Drafting(self, context, {each.name: each for each in self._editors})
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)

    def _make_editors(self) -> tuple[Editor, ...]:
        typed = (
            *self.details.editors(),
            editors.note("note", field=self.note),
            editors.note("private_note", field=self.private),
            PicksEditor("picks", self.chips, self.resources),
            self._slot,
            *(_box(name, box) for name, box in (("has_consent", self.consent), ("prints", self.prints))),
        )
        return (BegunEditor(self.details, typed), *typed)

    def _arrange(self) -> None:
        self.setAccessibleName(_("Quick log of an interview"))
        for field, name in ((self.note, _("Note")), (self.private, _("Private note (never printed)"))):
            field.setMinimumHeight(field.height())
            field.setMaximumHeight(_NO_LIMIT)
            # two lines at least, and what the rows below leave: a taller wish would push them out of sight
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
            field.setAccessibleName(name)
        self.note.setPlaceholderText(_("What was said that is useful for what comes next"))
        self.private.setPlaceholderText(_("Private note: never printed, never exported"))
        self.kept.setWordWrap(False)
        self.save_button.setToolTip(tip(_("Save the interview"), "save"))
        self.close_button.setIcon(icons.icon("close"))
        self.close_button.setAutoRaise(True)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.close_button.setToolTip(with_key(_("Close, keeping the draft"), "Escape"))
        self.close_button.setAccessibleName(_("Close, keeping the draft"))
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._fill()
        for widget, stretch in ((line, 0), (self._head, 0), (scrolled(self._inside), 1), (self._foot, 0)):
            column.addWidget(widget, stretch)
        tab_as_read(self)

    def _fill(self) -> None:
        head = _row(self._head)
        head.addWidget(self.details, 1)
        head.addWidget(self.kept, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        notes = QHBoxLayout()
        notes.addWidget(self.note, 3)
        notes.addWidget(self.private, 2)
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(theme.SPACE_M, 0, theme.SPACE_M, 0)
        inside.setSpacing(theme.SPACE_XS)
        inside.addWidget(self._drafting.line)
        inside.addLayout(notes, 1)
        for widget in (self.hint, self.chips, self.resources, self.next):
            inside.addWidget(widget)
        boxes = FlowRow(theme.SPACE_M)
        self._boxes.setLayout(boxes)
        for box in (self._show_private_button, self.honours, self.consent, self.prints):
            boxes.addWidget(box)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(theme.SPACE_M, theme.SPACE_XS, theme.SPACE_M, theme.SPACE_S)
        foot.setSpacing(theme.SPACE_XS)
        foot.addWidget(self.trouble)
        last = QHBoxLayout()
        last.addWidget(self._boxes, 1)
        last.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addLayout(last)

    def _connect(self) -> None:
        self.note.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._look_for_barriers)
        self.note.advised.connect(self._on_advised)
        self.chips.looked_at.connect(self._on_looked_at)
        self.chips.picked.connect(self._on_picked)
        self.resources.changed.connect(self._on_picked)
        self._show_private_button.toggled.connect(self._show_private)
        self.save_button.clicked.connect(self.save)
        self.close_button.clicked.connect(self.leave)
        self._context.navigator.drafts_changed.connect(self._tell_kept)
        escape = QShortcut(QKeySequence("Escape"), self, self.leave)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # Filling in -----------------------------------------------------------------------------------------------

    def _clear(self) -> None:
        self.details.begin()
        self._slot.begin()
        for editor in self._editors:
            if editor.name in ("note", "private_note", "picks", "has_consent", "prints"):
                editor.show_value(None)
        self.chips.suggest(())
        self.chips.show_open(())
        self.honours.hide()
        self.trouble.hide()
        self.kept.setText("")

    def _on_opened(self, opening: Opening) -> None:
        self._opening = opening
        self.details.show_usual(opening.place, opening.minutes, opening.places)
        self.chips.show_open(opening.barriers)
        self.next.show_proposals(opening.proposals)
        planned = opening.planned
        if planned is not None:
            when = slot_words((planned.held_on, planned.at_minute))
            self.next.say_none(_("Planned: {when}").format(when=when))
        else:
            self.next.say_none(_("No appointment"))
        self._slot.set_default(None if planned else self.next.default())
        given = opening.today
        if given is not None:
            minute = given.at_minute
            words = _("Appointment of {hour} honoured") if minute is not None else _("Appointment of today honoured")
            self.honours.setText(words.format(hour=current().hour(minute or 0)))
            self.honours.setChecked(True)
        self.honours.setVisible(given is not None)
        tab_as_read(self)

    def _look_for_barriers(self) -> None:
        work = partial(self._context.desk.lexicon.suggest, self.note.toPlainText())
        self._context.tasks.run(self, work, self._on_suggested, only_latest="suggest")

    def _on_suggested(self, themes: tuple[Theme, ...]) -> None:
        self.chips.suggest(themes)
        tab_as_read(self)

    def _on_looked_at(self, looked_at: Theme) -> None:
        if looked_at in SENSITIVE_THEMES:  # health and justice are never suggested anything
            return
        work = partial(self._context.desk.resources.nearest, (looked_at,), self._person_id)
        self._context.tasks.run(self, work, partial(self._on_nearest, looked_at), only_latest="nearest")

    def _on_nearest(self, looked_at: Theme, rows: tuple[ServiceRow, ...]) -> None:
        self.resources.show_nearest(looked_at, rows)
        tab_as_read(self)

    def _on_picked(self) -> None:
        self.consent.setVisible(bool(self.resources.picks()))

    def _on_advised(self, advice: str) -> None:
        self.hint.setText(advice or _(PRIVACY_HINT))
        self.hint.setProperty("tone", "warning" if advice else "muted")
        self.hint.style().polish(self.hint)

    def _show_private(self) -> None:
        is_hidden = self._show_private_button.isHidden()
        self.private.setVisible(self._show_private_button.isChecked() and not is_hidden)

    def _tell_kept(self) -> None:
        self.kept.setText(_("draft ✔") if self._drafting.kept else "")

    # Saving ---------------------------------------------------------------------------------------------------

    def _entry(self) -> QuickEntry:
        """Return what the form holds.

        Raises:
            Invalid: a field cannot be read, or the appointment comes before the interview.
        """
        values = self.details.values()
        on = values.pop("held_on") or self._context.today()
        slot = self.next.slot()
        if slot is not None and slot[0] < on:
            raise Invalid("appointment", _("The next appointment comes before the interview."))
        given = self._opening.today
        picks = self.resources.picks()
        minutes, place = values["minutes"] or self._opening.minutes, values["place"]
        return QuickEntry(
            on=on,
            **values,
            note=self.note.toPlainText().strip() or None,
            private_note=self.private.toPlainText().strip() or None,
            barriers=tuple(QuickBarrier(each) for each in self.chips.themes()),
            referrals=tuple(QuickReferral(each.service_id, each.theme) for each in picks),
            has_consent=bool(picks) and self.consent.isChecked(),
            appointment=None if slot is None else QuickAppointment(*slot, minutes=minutes, place=place),
            honours=given.id if given is not None and self.honours.isChecked() else None,
        )

    def _on_saved(self, _person_id: UUID) -> None:
        self._drafting.saved()
        if self.prints.isChecked():
            from caseflow.ui import printing  # the reports are heavy, and seldom needed

            printing.print_summaries(self._context, self.window(), (self._person_id,))
        self._close_up()

    def _on_failed(self, error: Exception) -> None:
        self._drafting.not_saved(None)
        self._let_save()
        self._show_trouble(error)

    def _show_trouble(self, error: Exception) -> None:
        self.trouble.tell(error)
        if not isinstance(error, Invalid):
            return
        if error.field == "appointment":
            self.next.day.setFocus()
        for editor in self._editors:
            if editor.name == error.field:
                editor.widget.setFocus()

    def _let_save(self) -> None:
        self._is_saving = False
        self.save_button.setEnabled(True)

    def _close_up(self) -> None:
        self._is_open = False
        self._let_save()
        self.closed.emit()

    def _text(self) -> str:
        return "\n\n".join(part for part in (self.note.toPlainText(), self.private.toPlainText()) if part)


def _box(name: str, box: QCheckBox) -> Editor:
    return Editor(name, box, box.isChecked, lambda value: box.setChecked(bool(value)))


def _row(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(widget)
    row.setContentsMargins(theme.SPACE_M, theme.SPACE_XS, theme.SPACE_M, theme.SPACE_XS)
    row.setSpacing(theme.SPACE_S)
    return row
