"""The first look at a record: what to settle, the pathway at a glance, what comes next, whom to call, which project.

It fits an old laptop's screen without scrolling; a record with nothing in it yet shows how to begin.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCommandLinkButton,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from caseflow.domain.contact import phone, shown_phone
from caseflow.domain.labels import fact_value_label, label
from caseflow.drawing.layout import is_blank
from caseflow.i18n import N_, NBSP, _, current, ngettext
from caseflow.services.barrier_views import BarrierLine, BarriersView
from caseflow.services.summaries import ContactLine, NextStep
from caseflow.ui import barrier_words, icons, theme
from caseflow.ui.context import Context
from caseflow.ui.people.since_card import SinceCard
from caseflow.ui.record import RecordTab, RecordView
from caseflow.ui.widgets.card import Card
from caseflow.ui.widgets.room import scrolled
from caseflow.ui.widgets.timeline_view import TimelineView

_MOST = {"flags": 3, "steps": 3, "contacts": 5, "facts": 8}
"""How many lines of each are shown here; the rest is in the other tabs."""

_LIFTED_LATELY = timedelta(days=365)
"""For how long a barrier that was lifted is still shown here."""
_TALLEST = 150
"""The height it asks for, in pixels; it is given more where there is more."""
_TIMELINE_STRETCH = 100
"""The timeline takes whatever height is left, up to its own."""

_GUIDE = (
    ("identity", N_("1. Identity and contact"), N_("How to reach the person, identifiers, notice given.")),
    ("identity", N_("2. Situation"), N_("Registration, benefits, housing, mobility: the priority publics follow.")),
    ("pathway", N_("3. Entry into the PLIE"), N_("Prescriber, commission, referent.")),
    ("pathway", N_("4. First step"), N_("Planned is enough: the timeline begins with it.")),
)


class SummaryTab(RecordTab):
    """Everything here is read; changing it is a click away."""

    key: ClassVar[str] = "summary"
    title: ClassVar[str] = N_("Summary")
    is_for_all_eyes: ClassVar[bool] = True

    def __init__(self, context: Context, person_id: UUID) -> None:
        super().__init__(context, person_id)
        self._create()
        self._arrange()
        self._timeline.bar_opened.connect(self._on_bar_opened)
        self._timeline.bar_chosen.connect(self._on_bar_chosen)
        self._since.was_read.connect(self._on_since_read)

    @override
    def show_record(self, view: RecordView) -> None:
        self._steps = frozenset(str(step.id) for step in view.pathway.steps)
        self._timeline.set_timeline(view.pathway.timeline)
        has_steps = not is_blank(view.pathway.timeline)
        self._timeline.setVisible(has_steps)
        self._flag_lines = list(_flag_lines(view))
        self._show_flags()
        self._next.show_lines(list(_next_lines(view)), ())
        self._contacts.show_lines(list(_contact_lines(view)), ())
        self._project.show_lines(list(_project_lines(view)), ())
        self._situation.show_lines(list(_fact_lines(view)), ())
        self._is_new = not has_steps and not view.person.facts and not view.pathway.enrolments
        self._stack.setCurrentWidget(self._guide if self._is_new else self._whole)
        self._since.read(view.on)
        work = partial(self.context.desk.barriers.of_person, self.person_id, view.on)
        self.context.tasks.run(self, work, self._on_barriers_read, only_latest="barriers")

    @property
    def since(self) -> SinceCard:
        """Return the card of what happened since the last meeting."""
        return self._since

    @property
    def barriers(self) -> Card:
        """Return the card of barriers."""
        return self._barriers

    @override
    def set_discreet(self, is_on: bool, /) -> None:
        for card in (self._flags, self._situation):
            card.setVisible(not is_on)
        self._since.set_discreet(is_on)
        self._show_barriers()

    def words(self) -> str:
        """Return everything the cards say."""
        cards = (self._since, self._flags, self._barriers, self._next, self._contacts, self._project, self._situation)
        return "\n".join(card.words() for card in cards)

    def _create(self) -> None:
        self._steps: frozenset[str] = frozenset()
        self._timeline = TimelineView(tallest=_TALLEST)
        self._since = SinceCard(self.context, self.person_id)
        self._flags = Card(_("To settle"))
        self._barriers = Card(_("Barriers"))
        self._barriers.hide()
        self._lines: tuple[BarrierLine, ...] = ()
        self._flag_lines: list[tuple[str, str]] = []
        self._is_new = False
        self._next = Card(_("Next steps"))
        self._contacts = Card(_("Whom to call"))
        self._project = Card(_("Project"))
        self._situation = Card(_("Situation"))
        self._stack = QStackedWidget()

    def _arrange(self) -> None:
        inside = QWidget()  # in its place before it is filled: Qt dresses all that a widget holds each time it moves
        self._whole = QScrollArea()
        self._whole.setWidget(inside)
        self._whole.setWidgetResizable(True)
        self._whole.setFrameShape(QFrame.Shape.NoFrame)
        self._whole.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stack.addWidget(self._whole)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(theme.SPACE_M, theme.SPACE_S, theme.SPACE_M, theme.SPACE_S)
        columns.setSpacing(theme.SPACE_M)
        for stretch, widgets in (
            (3, (self._since, self._flags, self._timeline, self._barriers)),
            (2, (self._next, self._contacts, self._project, self._situation)),
        ):
            column = QVBoxLayout()
            column.setSpacing(theme.SPACE_S)
            for widget in widgets:
                column.addWidget(widget, _TIMELINE_STRETCH if widget is self._timeline else 0)
            column.addStretch(1)
            columns.addLayout(column, stretch)
        self._guide = scrolled(self._make_guide())
        self._stack.addWidget(self._guide)

    def _make_guide(self) -> QWidget:
        guide = QWidget()
        inside = QVBoxLayout()
        inside.addWidget(theme.title(_("First interview"), 1.25))
        inside.addWidget(theme.quiet(_("Four things to begin with, in any order. Everything is saved as you go.")))
        for tab, words, detail in _GUIDE:
            button = QCommandLinkButton(_(words), _(detail))
            button.setIcon(icons.icon("edit" if tab == "identity" else "plus"))
            button.clicked.connect(partial(self._on_guided, tab))
            inside.addWidget(button)
        inside.addStretch(1)
        row = QHBoxLayout(guide)
        row.setContentsMargins(theme.SPACE_XL, theme.SPACE_L, theme.SPACE_XL, theme.SPACE_L)
        row.addLayout(inside, 2)
        row.addStretch(1)
        return guide

    def _on_barriers_read(self, view: BarriersView) -> None:
        self._lines = view.barriers
        self._show_barriers()
        self._show_flags()
        if self._lines and self._is_new:
            self._stack.setCurrentWidget(self._whole)

    def _on_since_read(self) -> None:
        if self._is_new and not self._since.is_blank():
            self._stack.setCurrentWidget(self._whole)

    def _show_flags(self) -> None:
        lines = [*self._flag_lines, *_late_lines(self._lines)]
        self._flags.show_lines(lines or [(_("Nothing to settle today."), "success")], ())

    def _show_barriers(self) -> None:
        since = self.context.today() - _LIFTED_LATELY
        words = " · ".join(_barrier_words(self._lines, since, is_discreet=self.context.discretion.is_on))
        self._barriers.setVisible(bool(words))
        self._barriers.show_lines([(words, "")] if words else (), ())

    def _on_guided(self, tab: str, _checked: bool = False) -> None:
        self.tab_asked.emit(tab)

    def _on_bar_chosen(self, key: str) -> None:
        bar = self._timeline.bar(key)
        if bar is not None:
            self._timeline.setToolTip(bar.detail)

    def _on_bar_opened(self, key: str) -> None:
        if key in self._steps:
            self.step_asked.emit(UUID(key))


Lines = Iterator[tuple[str, str]]


def _flag_lines(view: RecordView) -> Lines:
    flags = view.pathway.flags
    for flag in flags[: _MOST["flags"]]:
        yield f"⚠ {flag.message}", "warning"
    yield from _more(len(flags) - _MOST["flags"])


def _late_lines(lines: tuple[BarrierLine, ...]) -> Lines:
    late = [goal for line in lines if line.is_open and not line.is_sensitive for goal in line.goals if goal.is_late]
    late.sort(key=lambda goal: goal.due_on or date.max)
    for goal in late[: _MOST["flags"]]:
        words = _("{what}, expected on {day}").format(what=goal.title, day=current().date(goal.due_on))
        yield f"⚠ {words}", "warning"
    yield from _more(len(late) - _MOST["flags"])


def _next_lines(view: RecordView) -> Lines:
    steps = view.next_steps
    if not steps:
        yield _("No step ahead. Ctrl+N adds one."), "muted"
    for step in steps[: _MOST["steps"]]:
        yield _next_words(step), ""
    yield from _more(len(steps) - _MOST["steps"])


def _next_words(step: NextStep) -> str:
    day = current().date(step.on) or _("date to be set")
    parts = (step.what, step.with_whom, step.place, _phone(step.phone))
    return f"{day} – " + " · ".join(part for part in parts if part)


def _contact_lines(view: RecordView) -> Lines:
    contacts = view.contacts
    if not contacts:
        yield _("Nobody yet: the referent and the operators of the steps will be here."), "muted"
    for contact in contacts[: _MOST["contacts"]]:
        yield _contact_words(contact), ""
    yield from _more(len(contacts) - _MOST["contacts"])


def _contact_words(contact: ContactLine) -> str:
    reach = " · ".join(part for part in (_phone(contact.phone), contact.email) if part)
    who = _("{purpose}: {who}").format(purpose=contact.purpose, who=contact.who) if contact.purpose else contact.who
    return f"{who} – {reach}" if reach else who


def _phone(typed: str) -> str:
    return shown_phone(phone(typed).value) if typed else ""


def _project_lines(view: RecordView) -> Lines:
    person = view.person
    if not person.project and not person.project_rome:
        yield _("No project written yet."), "muted"
        return
    rome = f" ({person.project_rome})" if person.project_rome else ""
    yield f"{person.project or ''}{rome}", "strong"
    yield (_("✔ Validated"), "success") if person.project_is_validated else (_("To be validated"), "muted")
    if person.availability:
        yield _("Availability: {words}").format(words=person.availability), ""


def _fact_lines(view: RecordView) -> Lines:
    """Yield what is true today; what is sensitive is only counted."""
    facts = [fact for fact in view.person.facts if fact.holds]
    shown = [fact for fact in facts if not fact.is_sensitive]
    if not facts:
        yield _("Nothing recorded yet."), "muted"
    for fact in shown[: _MOST["facts"]]:
        value = fact_value_label(fact.kind, fact.value)
        words = _("{what}: {value}").format(what=label(fact.kind), value=value) if value else label(fact.kind)
        since = _(", since {day}").format(day=current().date(fact.since)) if fact.since else ""
        yield words + since, ""
    yield from _more(len(shown) - _MOST["facts"])
    masked = len(facts) - len(shown)
    if masked:
        words = ngettext("{count} sensitive fact, in Identity", "{count} sensitive facts, in Identity", masked)
        yield words.format(count=masked), "muted"


def _barrier_words(lines: Sequence[BarrierLine], since: date, *, is_discreet: bool) -> Iterator[str]:
    """Yield each barrier in short, unless it was lifted before a day.

    What is sensitive is only counted, and not even that while somebody looks.
    """
    shown = [line for line in lines if not line.is_sensitive and (line.lifted_on is None or line.lifted_on >= since)]
    yield from (barrier_words.in_short(line).replace(" ", NBSP) for line in shown)
    masked = sum(line.is_sensitive and line.is_open for line in lines)
    if masked and not is_discreet:
        yield ngettext("{count} sensitive barrier", "{count} sensitive barriers", masked).format(count=masked)


def _more(count: int) -> Lines:
    if count > 0:
        yield ngettext("… and {count} more", "… and {count} more", count).format(count=count), "muted"
