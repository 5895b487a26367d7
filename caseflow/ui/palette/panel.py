"""The search window: type, and people, actions and pages of the guide are listed; Enter opens the first."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from caseflow.domain.errors import Missing
from caseflow.i18n import _
from caseflow.services.desk import Desk
from caseflow.services.finder import FoundPerson
from caseflow.services.people_list import PeopleColumn, PeopleQuery, Scope
from caseflow.ui import icons, theme
from caseflow.ui.actions import every_command
from caseflow.ui.context import Context
from caseflow.ui.glance import Glance, GlanceView, read_glance
from caseflow.ui.help_pages import help_pages
from caseflow.ui.menus import Menus, plain
from caseflow.ui.palette.entries import Entry, Kind, Offer, action_entry, listed, matching
from caseflow.ui.palette.lines import LinePainter, Lines

PEOPLE = 8
RECENT = 6
_SIZE = (960, 520)
_GLANCE_WIDTH = 300
_LOWEST = 260
"""The height kept for what is said of a person, so that the window does not move with each of them."""
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Backtab: -1}


class Palette(QFrame):
    """Lies over the window, and goes away with Esc, a choice, or a click elsewhere; the keyboard returns where it was.

    Actions answer at once; people are looked for in the background, and a late answer to earlier letters is dropped.
    """

    def __init__(
        self,
        window: QWidget,
        anchor: QWidget | None,
        context: Context,
        menus: Menus,
        recent: Callable[[], Sequence[UUID]],
        arrived: Callable[[], object],
    ) -> None:
        """Lie over a window, its field where the `anchor` is.

        `recent` tells the people seen lately; `arrived` puts the keyboard where it belongs once a record was opened.
        """
        super().__init__(window)
        self._anchor = anchor
        self._context = context
        self._menus = menus
        self._recent = recent
        self._arrived = arrived
        self._people: Sequence[FoundPerson] = ()
        self._offers: Sequence[Offer] = ()
        self._pages: Sequence[Offer] = ()
        self._origin: QWidget | None = None
        self._is_looking = False
        self._is_entered = False
        self._create()
        self._arrange()
        self._connect()

    def open(self) -> None:
        """Show it over the window, empty, ready to be typed in; or close it if it is there."""
        if self.isVisible():
            self.close_up()
            return
        self._origin = QApplication.focusWidget()
        self._offers = self._offers_now()
        self._pages = [Offer(Entry(Kind.HELP, title, icon="book", target=key)) for key, title in help_pages()]
        self._people = ()
        self._field.clear()
        self.place()
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._look()

    def close_up(self) -> None:
        """Go away, and give the keyboard back to what had it."""
        origin = self._origin
        self._origin = None
        self.hide()
        if origin is not None and isValid(origin) and origin.isVisible():
            origin.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        """Stand where the window has its search button, within the window."""
        window = self.parentWidget()
        if window is None:
            return
        corner = self._anchor.mapTo(window, QPoint(0, 0)) if self._anchor else QPoint(theme.SPACE_XL, theme.SPACE_XL)
        left, top = max(corner.x() - theme.SPACE_M, 0), max(corner.y() - theme.SPACE_S, 0)
        width = min(_SIZE[0], window.width() - left - theme.SPACE_M)
        lines = max(len(self.entries()) * max(self._list.sizeHintForRow(0), 1), _LOWEST if self._people else 0)
        around = self.sizeHint().height() - self._list.sizeHint().height()
        height = min(_SIZE[1], window.height() - top - theme.SPACE_XL, around + lines + theme.SPACE_S)
        self.setGeometry(left, top, width, height)

    def entries(self) -> Sequence[Entry]:
        """Return the lines shown."""
        return self._lines.entries()

    def chosen(self) -> Entry | None:
        """Return the line that Enter would open."""
        return self._lines.entry(self._list.currentIndex())

    def glance_words(self) -> str:
        """Return what is said of the person chosen."""
        return self._glance.words()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        if watched is self._field and event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
                self.hide()
        elif event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self.place()
        return False

    def _create(self) -> None:
        self._field = QLineEdit()
        self._lines = Lines(self)
        self._list = QListView()
        self._glance = GlanceView()

    def _arrange(self) -> None:
        self.setProperty("role", "palette")
        self.setAccessibleName(_("Search a person or an action"))
        self.hide()
        self._field.setPlaceholderText(_("Name, phone, file number… or what you want to do"))
        self._field.setAccessibleName(_("Search a person or an action"))
        self._field.setAccessibleDescription(_("Up and down arrows choose, Enter opens, Escape goes back."))
        font = self._field.font()
        font.setPointSizeF(font.pointSizeF() * theme.SUBTITLE)
        self._field.setFont(font)
        self._field.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._list.setModel(self._lines)
        self._list.setItemDelegate(LinePainter(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(_("People, actions and help found"))
        self._glance.setFixedWidth(_GLANCE_WIDTH)
        middle = QHBoxLayout()
        middle.addWidget(self._list, 1)
        middle.addWidget(self._glance)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_M, theme.SPACE_S, theme.SPACE_M, theme.SPACE_S)
        column.addWidget(self._field)
        column.addLayout(middle, 1)
        column.addWidget(theme.quiet(_("↑ ↓ choose · Enter opens · Esc goes back")))

    def _connect(self) -> None:
        self._field.installEventFilter(self)
        window = self.parentWidget()
        if window is not None:
            window.installEventFilter(self)
        self._field.textChanged.connect(self._look)
        self._list.clicked.connect(self._on_clicked)
        self._list.selectionModel().currentChanged.connect(self._on_current_changed)

    def _press(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._move(_STEPS[key])
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) and not event.modifiers():
            for _line in range(8):
                self._move(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._is_entered = self._is_looking  # Enter may come before the answer: it is meant for what was typed
            if not self._is_looking:
                self._choose(self.chosen())
        elif key == Qt.Key.Key_Escape:
            self.close_up()
        else:
            return False
        return True

    def _look(self) -> None:
        """Look for what is typed: actions now, people in the background."""
        typed = self._field.text()
        self._is_looking, self._is_entered = True, False
        self._show_lines()
        desk, on = self._context.desk, self._context.today()
        if typed.strip():
            work = partial(desk.finder.find, typed, PEOPLE, on)
        else:
            work = partial(_lately, desk, tuple(self._recent()[:RECENT]), on)
        self._context.tasks.run(self, work, self._on_people_found, only_latest="people")

    def _offers_now(self) -> list[Offer]:
        """Return every action as things are now, those of the page in front before the others."""
        commands = [(menu, command) for menu, command in every_command() if command.key != "palette"]
        commands.sort(key=lambda each: not self._menus.is_of_page(each[1].key))
        further = [
            Offer(Entry(Kind.ACTION, plain(act.words), act.hindrance, target=key, hindrance=act.hindrance))
            for key, act in self._menus.further().items()
        ]
        return further + [
            Offer(action_entry(menu, command, self._menus.act_of(command.key)), _(command.also) if command.also else "")
            for menu, command in commands
        ]

    def _on_people_found(self, people: Sequence[FoundPerson]) -> None:
        self._people, self._is_looking = () if self._context.discretion.is_on else people, False
        self._show_lines()
        if self._is_entered and self.isVisible():
            self._choose(self.chosen())

    def _show_lines(self) -> None:
        typed = self._field.text()
        title = _("People") if typed.strip() else _("Recent people")
        entries = listed(self._people, matching(self._offers, typed), matching(self._pages, typed), typed, title)
        self._lines.show_entries(entries or [Entry(Kind.HEADING, _("Nothing answers to these words."))])
        self._glance.setVisible(bool(self._people))
        first = self._lines.next_chosen(-1, 1) if typed.strip() or self._people else None
        if first is None:  # with nothing typed, Enter does not do whatever happens to be the first
            self._glance.show_glance(None)
        else:
            self._list.setCurrentIndex(self._lines.index(first))
            self._list.scrollToTop()
        self.place()

    def _move(self, step: int) -> None:
        row = self._lines.next_chosen(self._list.currentIndex().row(), step)
        if row is not None:
            self._list.setCurrentIndex(self._lines.index(row))

    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(self._lines.entry(index))

    def _on_current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        entry = self._lines.entry(now)
        if entry is None:
            return
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._field, entry.said()))
        if isinstance(entry.target, UUID):
            work = partial(_glance_of, self._context.desk, entry.target, entry.text, self._context.today())
            self._context.tasks.run(self, work, self._on_glance_read, only_latest="glance")
        else:
            self._glance.show_glance(None)

    def _on_glance_read(self, glance: Glance | None) -> None:
        entry = self.chosen()
        if glance is None or (entry is not None and entry.target == glance.person_id):
            self._glance.show_glance(glance)

    def _choose(self, entry: Entry | None) -> None:
        """Go away, then do what was chosen: it may depend on where the keyboard was."""
        if entry is None or not entry.can_be_chosen:
            return
        self.close_up()
        if isinstance(entry.target, UUID):
            self._context.navigator.open_person(entry.target)
            self._arrived()
        elif entry.kind is Kind.HELP:
            self._context.navigator.open_help(entry.target)
        else:
            self._menus.run(entry.target)


def _lately(desk: Desk, seen: Sequence[UUID], on: date) -> Sequence[FoundPerson]:
    """Return the people seen lately in this window, or at its start those whose record changed last."""
    query = PeopleQuery(on=on, scope=Scope.ALL, sort=PeopleColumn.UPDATED, descending=True)
    return desk.finder.known(seen or desk.people.ids(query, RECENT), on)


def _glance_of(desk: Desk, person_id: UUID, name: str, on: date) -> Glance | None:
    try:
        return read_glance(desk, person_id, name, on)
    except Missing:  # deleted meanwhile: opening her record will say so
        return None
