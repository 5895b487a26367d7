"""The first page: how many people, who has no step, what comes next, which records were last worked on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from caseflow.i18n import N_, _, current
from caseflow.services.contact_lines import AppointmentLine
from caseflow.services.desk import Desk
from caseflow.services.drafts import Draft
from caseflow.services.kept_jobs import KeptDue, read_due
from caseflow.services.people_list import PeopleColumn, PeopleQuery, PersonRow, Scope
from caseflow.services.referral_lines import ReferralCounts, ReferralLine
from caseflow.ui import icons, theme
from caseflow.ui.context import Context
from caseflow.ui.drafting import draft_words
from caseflow.ui.home.chase_card import SHOWN as CHASED
from caseflow.ui.home.chase_card import ChaseCard
from caseflow.ui.home.first_days import FirstDays, NewsLine
from caseflow.ui.home.kept_card import SHOWN as KEPT
from caseflow.ui.home.kept_card import KeptCard
from caseflow.ui.home.today import LATE_SHOWN, TodayCard
from caseflow.ui.widgets.empty_state import EmptyState

SHOWN = 8
OPENED = 5
"""The records opened last that « Resume » leads back to."""
KINDS = frozenset(
    {
        "person", "step", "enrolment", "referent_assignment", "referral", "rule_setting", "appointment", "kept_check",
        "candidacy",
    }
)  # fmt: skip
TILES = {
    Scope.ACTIVE: N_("in the active caseload"),
    Scope.WITHOUT_STEP: N_("without a step under way"),
    Scope.NEW: N_("entered in the last two months"),
    Scope.EXITED: N_("left in the last six months"),
}


@dataclass(frozen=True)
class HomeView:
    """What the page shows."""

    counts: dict[Scope, int]
    total: int
    without_step: tuple[PersonRow, ...]
    coming: tuple[PersonRow, ...]
    recent: tuple[PersonRow, ...]
    """Those opened last, then those worked on last."""
    drafts: tuple[Draft, ...] = ()
    to_chase: tuple[ReferralLine, ...] = ()
    referrals: ReferralCounts | None = None
    today: tuple[AppointmentLine, ...] = ()
    late: tuple[AppointmentLine, ...] = ()
    """Appointments of which nobody said what became."""
    kept: KeptDue | None = None


def read_home(desk: Desk, on: date, opened: Sequence[UUID]) -> HomeView:
    """Read the page from the store; `opened` says which records were opened last, the latest first."""
    people = desk.people

    def first(scope: Scope, sort: PeopleColumn, *, descending: bool = False) -> tuple[PersonRow, ...]:
        return tuple(people.rows(people.ids(PeopleQuery(on, scope=scope, sort=sort, descending=descending), SHOWN), on))

    return HomeView(
        counts={scope: people.count(PeopleQuery(on=on, scope=scope)) for scope in TILES},
        total=people.count(PeopleQuery(on=on, scope=Scope.ALL)),
        without_step=first(Scope.WITHOUT_STEP, PeopleColumn.ENTERED),
        coming=tuple(row for row in first(Scope.ACTIVE, PeopleColumn.NEXT_DATE) if row.next_date),
        recent=_opened_first(people.rows(opened, on), first(Scope.ALL, PeopleColumn.UPDATED, descending=True)),
        drafts=desk.drafts.all(),
        to_chase=desk.referrals.to_chase(on, CHASED),
        referrals=desk.referrals.counts(on),
        today=desk.interviews.agenda(on),
        late=desk.interviews.unsettled(on, LATE_SHOWN),
        kept=read_due(desk.store, on, limit=KEPT),
    )


def _opened_first(opened: Sequence[PersonRow], worked_on: Sequence[PersonRow]) -> tuple[PersonRow, ...]:
    return tuple({row.id: row for row in (*opened, *worked_on)}.values())[:SHOWN]


class HomePage(QWidget):
    """The section « Accueil »."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._opened: list[UUID] = []
        self._is_stale = True
        self._create()
        self._arrange()
        self._connect()

    @property
    def today(self) -> TodayCard:
        """Return the card of the day."""
        return self._today

    def refresh(self) -> None:
        """Read the page again; behind another page, only once it is shown: it counts the whole store."""
        self._is_stale = not self.isVisible()
        if self._is_stale:
            return
        work = partial(read_home, self._context.desk, self._context.today(), tuple(self._opened))
        self._context.tasks.run(self, work, self._on_read, only_latest="home")

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        if self._is_stale:
            QTimer.singleShot(0, self, self.refresh)  # not at all if the list is asked for at once

    def _create(self) -> None:
        self._tiles = {scope: QPushButton() for scope in TILES}
        self._without = PeopleCard(_("Without a step: begin with these"), self._context.navigator.open_person)
        self._coming = PeopleCard(_("Next dates"), self._context.navigator.open_person)
        self._recent = PeopleCard(_("Resume"), self._resume)
        self._recent.offer_to_throw(self._context.navigator.draft_thrown.emit)
        self._chase = ChaseCard(self._context)
        self._today = TodayCard(self._context)
        self._kept = KeptCard(self._context)
        self._states = QStackedWidget()
        self._full = QWidget()
        self._empty = EmptyState(
            "people",
            _("Welcome to CaseFlow"),
            _(
                "Your store is ready, and empty. The quickest way in is the file you work with today; you can also"
                " add people one by one, or look around in a training store with invented people."
            ),
        )

    def _arrange(self) -> None:
        title = theme.title(self._greeting())
        tiles = QHBoxLayout()
        for scope, tile in self._tiles.items():
            tile.setMinimumHeight(56)
            tile.setProperty("role", "tile")
            tile.clicked.connect(partial(self._context.navigator.open_list, scope.value))
            tiles.addWidget(tile, 1)
        cards = QHBoxLayout()
        cards.setSpacing(theme.SPACE_M)
        pressing = QVBoxLayout()
        pressing.setSpacing(theme.SPACE_M)
        pressing.addWidget(self._today, 1)
        pressing.addWidget(self._chase, 1)
        cards.addLayout(pressing, 1)
        dates = QVBoxLayout()
        dates.setSpacing(theme.SPACE_M)
        dates.addWidget(self._kept, 1)
        dates.addWidget(self._coming, 1)
        cards.addWidget(self._without, 1)
        cards.addLayout(dates, 1)
        cards.addWidget(self._recent, 1)
        inner = QVBoxLayout(self._full)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.SPACE_M)
        inner.addLayout(tiles)
        inner.addLayout(cards, 1)
        self._empty.add_button(_("Import my Excel file"), "import", self._context.navigator.open_import)
        self._empty.add_button(_("Look at the training store"), "book", self._context.navigator.open_training)
        waiting = QWidget()
        for state in (waiting, self._full, self._empty):
            self._states.addWidget(state)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_M, theme.SPACE_L, theme.SPACE_M)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(title)
        column.addWidget(NewsLine(self._context))
        column.addWidget(FirstDays(self._context))
        column.addWidget(self._states, 1)

    def _connect(self) -> None:
        self._context.changes.changed.connect(self._on_changed)
        self._context.navigator.person_asked.connect(self._on_opened)
        self._context.navigator.drafts_changed.connect(self.refresh)

    def _greeting(self) -> str:
        day = current().long_date(self._context.today())
        author = self._context.desk.store.author.name
        return _("Hello {name} – {day}").format(name=author, day=day) if author else day

    def _on_read(self, view: HomeView) -> None:
        self._today.show_appointments(view.today, view.late)
        self._states.setCurrentWidget(self._full if view.total else self._empty)
        for scope, tile in self._tiles.items():
            tile.setText(f"{current().number(view.counts[scope])} {_(TILES[scope])}")
        self._without.show_rows(view.without_step, _without_step_detail, _("Everyone you follow has a step under way."))
        self._coming.show_rows(view.coming, _coming_detail, _("No date ahead."))
        if view.referrals is not None:
            self._chase.show_lines(view.to_chase, view.referrals)
        if view.kept is not None:
            self._kept.show_due(view.kept)
        self._recent.show_rows(view.recent, _recent_detail, "", view.drafts)

    def _on_opened(self, person_id: UUID) -> None:
        self._opened = [person_id, *(each for each in self._opened if each != person_id)][:OPENED]
        self.refresh()

    def _resume(self, thing: UUID | Draft) -> None:
        """Go back to a record, or into a form half filled in."""
        if isinstance(thing, Draft):
            self._context.navigator.draft_asked.emit(thing)
        else:
            self._context.navigator.open_person(thing)

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & KINDS:
            self.refresh()


class PeopleCard(QFrame):
    """A few people under a title; Enter or a double click opens one."""

    def __init__(self, title: str, opened: Callable[..., None]) -> None:
        super().__init__()
        self._opened = opened
        self._list = QListWidget()
        self._list.setAccessibleName(title)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.viewport().setAutoFillBackground(False)
        self._list.setSpacing(2)
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = theme.quiet("")
        self._throw = QPushButton(icons.icon("close"), _("Throw the draft away"))
        self._throw.hide()
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.addWidget(theme.title(title, 1.1))
        column.addWidget(self._nothing)
        column.addWidget(self._list, 1)
        column.addWidget(self._throw)
        column.addStretch()  # keeps the title at the top of a card with nobody
        self._list.itemActivated.connect(self._on_activated)
        self._list.currentItemChanged.connect(self._on_chosen)

    def offer_to_throw(self, throw: Callable[[Draft], object]) -> None:
        """Have a button, and the key Del, throw away the draft chosen: its form may no longer exist."""

        def throw_chosen() -> None:
            chosen = self._chosen_draft()
            if chosen is not None:
                throw(chosen)

        self._throw.clicked.connect(throw_chosen)
        QShortcut(QKeySequence("Del"), self._list, throw_chosen, context=Qt.ShortcutContext.WidgetShortcut)

    def show_rows(
        self,
        rows: Sequence[PersonRow],
        detail: Callable[[PersonRow], str],
        nothing: str,
        drafts: Sequence[Draft] = (),
    ) -> None:
        """Show drafts, then people, each with a detail under the name; or why there is nobody."""
        self._list.clear()
        for draft in drafts:
            title = " – ".join(part for part in (draft.title, draft.person) if part)
            item = QListWidgetItem(icons.icon("edit"), f"{title}\n{draft_words(draft)}")
            item.setData(Qt.ItemDataRole.UserRole, draft)
            self._list.addItem(item)
        for row in rows:
            item = QListWidgetItem(icons.icon("person"), f"{row.name}\n{detail(row)}")
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            self._list.addItem(item)
        is_filled = bool(rows or drafts)
        self._list.setVisible(is_filled)
        self._nothing.setText(nothing)
        self._nothing.setVisible(not is_filled)

    def _on_activated(self, item: QListWidgetItem) -> None:
        self._opened(item.data(Qt.ItemDataRole.UserRole))

    def _on_chosen(self) -> None:
        self._throw.setVisible(self._chosen_draft() is not None)

    def _chosen_draft(self) -> Draft | None:
        item = self._list.currentItem()
        thing: object = item.data(Qt.ItemDataRole.UserRole) if item else None
        return thing if isinstance(thing, Draft) else None


def _without_step_detail(row: PersonRow) -> str:
    if row.entered_on is None:
        return _("Not entered yet")
    return _("In the PLIE since {day}").format(day=current().date(row.entered_on))


def _coming_detail(row: PersonRow) -> str:
    day = current().short_date(row.next_date) if row.next_date else ""
    return " · ".join((day, row.current_step or _("a planned step begins")))


def _recent_detail(row: PersonRow) -> str:
    return " · ".join(part for part in (row.file_number, row.commune, row.current_step) if part)
