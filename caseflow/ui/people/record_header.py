"""The head of a record: who it is, how to call, who answers, which priority publics, what to look at, what to do."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from caseflow.domain.contact import shown_phone
from caseflow.domain.flags import Flag, Severity
from caseflow.domain.person import ContactKind
from caseflow.domain.priority import PriorityPublic
from caseflow.i18n import NBSP, _, current, ngettext
from caseflow.services.records import ContactView, PersonRecord
from caseflow.ui import icons, theme
from caseflow.ui.context import Context
from caseflow.ui.menus import tip
from caseflow.ui.record import RecordView
from caseflow.ui.widgets.elided_label import ElidedLabel
from caseflow.ui.widgets.tab_order import tab_as_read

_CONTACTS = 3
_LETTERS = 32
"""The most that is shown of an address; the whole of it is copied."""
_MONTH_DAYS = 30.44


class RecordHeader(QWidget):
    """Sensitive publics stay masked until they are asked for, and are masked again at each opening."""

    interview_wanted = Signal()
    step_wanted = Signal()
    print_wanted = Signal()
    sheet_wanted = Signal()
    flag_followed = Signal(object)
    """A person asks to see what a flag is about: the `Flag`."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._publics: tuple[PriorityPublic, ...] = ()
        self._all_flags: tuple[Flag, ...] = ()
        self._is_discreet = False
        self._flag: Flag | None = None
        self._create()
        self._arrange()
        self._connect()

    def show_record(self, view: RecordView) -> None:
        """Show who it is."""
        person = view.person
        self._name.show_text(person.name)
        self._who.show_text(_who(person))
        self._support.show_text(_support(person, view.on))
        self._show_contacts((*person.phones, *person.emails))
        self._publics = person.publics
        self._show_publics()
        self._show_flags(view.pathway.flags)
        tab_as_read(self)

    def set_discreet(self, is_on: bool) -> None:
        """Leave out sensitive publics and what there is to settle."""
        self._is_discreet = is_on
        self._mask.setChecked(False)
        self._show_publics()
        self._show_flags(self._all_flags)

    def chips(self) -> list[str]:
        """Return the words of the priority publics as they are shown now."""
        found = (self._chips.itemAt(place) for place in range(self._chips.count()))
        widgets = [item.widget() for item in found if item is not None]
        return [widget.text() for widget in widgets if isinstance(widget, QLabel)]

    def flags_text(self) -> str:
        """Return what is said of the flags."""
        return self._flags.text()

    def _create(self) -> None:
        self._name, self._who, self._support = ElidedLabel("…"), ElidedLabel(), ElidedLabel()
        self._interview = QPushButton(icons.icon("plus"), _("Interview"))
        self._interview.setToolTip(tip(_("Note an interview"), "quick_log"))
        self._add = QPushButton(icons.icon("plus"), _("Add a step"))
        self._add.setToolTip(tip(_("Add a step"), "new"))
        self._print = QPushButton(icons.icon("print"), _("Preview and print"))
        self._print.setToolTip(tip(_("Preview and print"), "preview"))
        self._sheet = QPushButton(_("Pathway summary"))
        self._sheet.setToolTip(tip(_("Print the pathway summary at once"), "summary"))
        self._contacts, self._chips = QHBoxLayout(), QHBoxLayout()
        self._mask = QCheckBox(_("Show sensitive data"))
        self._flags = QLabel()
        self._see = QPushButton(_("See"))

    def _arrange(self) -> None:
        self._name.setFont(theme.title_font(self._name))
        self._flags.setWordWrap(True)
        self._flags.setProperty("tone", "warning")
        self._see.setAccessibleName(_("See what the first point to settle is about"))
        top, middle, low, last = (QHBoxLayout() for _row in range(4))
        top.addWidget(self._name)
        top.addStretch(1)
        for button in (self._interview, self._add, self._print, self._sheet):
            top.addWidget(button)
        middle.addWidget(self._who)
        middle.addLayout(self._contacts)
        middle.addWidget(self._support)
        middle.addStretch(1)
        low.addLayout(self._chips)
        low.addWidget(self._mask)
        low.addStretch(1)
        last.addWidget(self._flags, 1)
        last.addWidget(self._see)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_M, theme.SPACE_S, theme.SPACE_M, theme.SPACE_XS)
        column.setSpacing(theme.SPACE_XS)
        for row in (top, middle, low, last):
            row.setSpacing(theme.SPACE_S)
            column.addLayout(row)

    def _connect(self) -> None:
        self._interview.clicked.connect(self.interview_wanted)
        self._add.clicked.connect(self.step_wanted)
        self._print.clicked.connect(self.print_wanted)
        self._sheet.clicked.connect(self.sheet_wanted)
        self._mask.toggled.connect(self._show_publics)
        self._see.clicked.connect(self._on_see)

    def _show_contacts(self, contacts: tuple[ContactView, ...]) -> None:
        _clear(self._contacts)
        for contact in contacts[:_CONTACTS]:
            self._contacts.addWidget(self._contact_button(contact))
        if len(contacts) > _CONTACTS:
            self._contacts.addWidget(theme.quiet(f"+{len(contacts) - _CONTACTS}"))

    def _contact_button(self, contact: ContactView) -> QToolButton:
        shown = shown_phone(contact.value) if contact.kind is ContactKind.PHONE else contact.value
        button = QToolButton()
        short = shown if len(shown) <= _LETTERS else f"{shown[: _LETTERS - 1]}…"
        button.setText(short if contact.is_valid else f"⚠{NBSP}{short}")
        button.setIcon(icons.icon("copy"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words = _("Copy {value}") if contact.is_valid else _("Copy {value}, which looks wrong")
        button.setToolTip(words.format(value=shown))
        button.setAccessibleName(words.format(value=shown))
        button.clicked.connect(partial(self._copy, shown))
        return button

    def _show_publics(self) -> None:
        _clear(self._chips)
        self._mask.setVisible(not self._is_discreet and any(public.is_sensitive for public in self._publics))
        for public in self._publics:
            if not public.is_sensitive or self._mask.isChecked():
                self._chips.addWidget(_chip(public))
        hidden = sum(public.is_sensitive for public in self._publics)
        if hidden and not self._mask.isChecked() and not self._is_discreet:
            words = ngettext("{count} sensitive public masked", "{count} sensitive publics masked", hidden).format(
                count=hidden
            )
            masked = theme.quiet(words)
            masked.setWordWrap(False)
            self._chips.addWidget(masked)

    def _show_flags(self, flags: tuple[Flag, ...]) -> None:
        self._all_flags = flags
        shown = [flag for flag in flags if flag.severity is not Severity.INFO and not self._is_discreet]
        self._flag = shown[0] if shown else None
        more = ngettext("and {count} other point", "and {count} other points", len(shown) - 1)
        text = f"⚠ {shown[0].message}" if shown else ""
        if len(shown) > 1:
            text += f" ({more.format(count=len(shown) - 1)})"
        self._flags.setText(text)
        self._flags.setVisible(bool(shown))
        self._see.setVisible(bool(shown))

    def _copy(self, text: str, _checked: bool = False) -> None:
        QGuiApplication.clipboard().setText(text.replace(NBSP, " "))
        self._context.navigator.show_message(_("Copied: {value}").format(value=text))

    def _on_see(self) -> None:
        if self._flag is not None:
            self.flag_followed.emit(self._flag)


def _who(person: PersonRecord) -> str:
    parts = [
        "" if person.age is None else ngettext("{count} year old", "{count} years old", person.age),
        " ".join(part for part in (person.post_code, person.commune) if part),
        person.file_number,
        _("archived on {day}").format(day=current().date(person.archived_on)) if person.archived_on else "",
    ]
    return " · ".join(part for part in parts if part).format(count=person.age)


def _support(person: PersonRecord, on: date) -> str:
    parts = [_("Referent: {name}").format(name=person.referent) if person.referent else ""]
    if person.exited_on is not None and person.exited_on <= on:
        parts.append(_("out of the PLIE since {day}").format(day=current().date(person.exited_on)))
    elif person.entered_on is not None:
        months = max(int((on - person.entered_on).days / _MONTH_DAYS), 0)
        words = ngettext("in the PLIE for {count} month", "in the PLIE for {count} months", months)
        parts.append(words.format(count=months))
    else:
        parts.append(_("not yet in the PLIE"))
    return " · ".join(part for part in parts if part)


def _chip(public: PriorityPublic) -> QLabel:
    chip = QLabel(public.badge)
    chip.setProperty("role", "card")
    chip.setToolTip(f"{public.label}\n{public.reason}\n{public.proof_label}")
    chip.setAccessibleName(f"{public.label}. {public.reason}")
    chip.setContentsMargins(theme.SPACE_XS, 1, theme.SPACE_XS, 1)
    font = chip.font()
    font.setBold(True)
    chip.setFont(font)
    return chip


def _clear(row: QHBoxLayout) -> None:
    while (item := row.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
