"""The barriers of a person on one page: what weighs, what is done about it, what was lifted and thanks to whom."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.domain.barrier import LEVELS, GoalState
from caseflow.i18n import N_, _
from caseflow.services.barrier_views import BarrierLine, BarriersView, GoalLine
from caseflow.services.drafts import DraftOf
from caseflow.ui import theme
from caseflow.ui.actions import Act
from caseflow.ui.barriers.barrier_bar import TIPS, BarrierBar, applying_to
from caseflow.ui.barriers.barrier_dialog import BarrierDialog, barrier_draft
from caseflow.ui.barriers.barrier_side import BarrierSide
from caseflow.ui.barriers.barriers_tree import BarriersTree
from caseflow.ui.barriers.goal_dialog import ask_goal, goal_draft
from caseflow.ui.barriers.goal_entry import GoalEntry, entry_draft
from caseflow.ui.barriers.lift_dialog import LiftDialog, lift_draft
from caseflow.ui.barriers.proposals_band import ProposalsBand
from caseflow.ui.barriers.proposals_import import choose_diagnostic
from caseflow.ui.context import Context
from caseflow.ui.record import RecordTab, RecordView
from caseflow.ui.widgets.empty_state import EmptyState

_SIDE_WIDTH = 290
_TREE_HEIGHT = 150
"""Some lines at least, in pixels: a window too low for them scrolls its page."""
_REOPENED = 2
"""The level of a barrier that weighs again; Space says otherwise."""


class BarriersTab(RecordTab):
    """It reads its barriers itself, when it is shown and when something changes meanwhile."""

    key: ClassVar[str] = "barriers"
    title: ClassVar[str] = N_("Barriers && actions")
    adds: ClassVar[bool] = True

    def __init__(self, context: Context, person_id: UUID) -> None:
        super().__init__(context, person_id)
        self._view: BarriersView | None = None
        self._wanted: list[Callable[[BarriersView], object]] = []
        self._pressed: dict[UUID, int] = {}
        """What Space asked for, until it is shown."""
        self._writing: set[UUID] = set()
        self._create()
        self._arrange()
        self._connect()

    @property
    def tree(self) -> BarriersTree:
        """Return the barriers with their goals."""
        return self._tree

    @property
    def entry(self) -> GoalEntry:
        """Return where an objective or an action is added."""
        return self._entry

    @property
    def bar(self) -> BarrierBar:
        """Return the buttons."""
        return self._bar

    @property
    def band(self) -> ProposalsBand:
        """Return what says that proposals of a diagnostic wait."""
        return self._band

    @property
    def side(self) -> BarrierSide:
        """Return what is said of the chosen barrier."""
        return self._side

    @property
    def shows_sensitive(self) -> QCheckBox:
        """Return the box that shows what is sensitive."""
        return self._mask

    @override
    def show_record(self, view: RecordView) -> None:
        if self.isVisible() or self._wanted:
            self._read()

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self._read()

    @override
    def hideEvent(self, event: QHideEvent, /) -> None:
        super().hideEvent(event)
        self._entry.keep()

    @override
    def set_discreet(self, is_on: bool, /) -> None:
        self._mask.setChecked(False)

    @override
    def add_new(self) -> None:
        self._once_read(self._ask_barrier)

    @override
    def resume(self, draft: DraftOf) -> bool:
        if draft.form not in _FORMS or draft.person_id != self.person_id:
            return False
        self._once_read(partial(self._resume, draft))
        return True

    def acts(self) -> Mapping[str, Act]:
        """Return what the commands of the window do with the chosen line."""
        line, goal = self._chosen()
        hindrance = _("No barrier is chosen.") if line is None else _("The chosen barrier does not allow it.")
        acts = {
            f"{key}_barrier": Act(
                self._handlers[key], "" if applies else hindrance, _(TIPS[key]) if key != "add" else ""
            )
            for key, applies in applying_to(line, goal).items()
        }
        words = _("Add an objective or an action")
        can_add = line is not None and line.is_open
        acts["import_diagnostic"] = Act(partial(choose_diagnostic, self, self.context, self.person_id))
        acts["add_goal"] = Act(self._on_addition_asked, "" if can_add else hindrance, words)
        return acts

    # Building -------------------------------------------------------------------------------------------------

    def _create(self) -> None:
        self._tree = BarriersTree()
        self._tree.setMinimumHeight(_TREE_HEIGHT)
        self._entry = GoalEntry(self.context)
        self._side = BarrierSide()
        self._mask = QCheckBox(_("Show sensitive data"))
        self._handlers: dict[str, Callable[[], object]] = {
            "add": self.add_new,
            "edit": self._on_edit,
            "next": self._on_next,
            "lift": self._on_lift,
            "reopen": self._on_reopen,
            "refer": self._on_refer,
            "remove": self._on_remove,
        }
        self._bar = BarrierBar(self._handlers)
        self._empty = EmptyState(
            "shield",
            _("No barrier noted"),
            _(
                "What stands between the person and a job is noted here: transport, childcare, housing… Each barrier"
                " has its level, its objectives and actions, and who can lift it."
            ),
        )
        self._empty.add_button(_("Add a barrier… (Ctrl+B)"), "plus", self.add_new)
        self._band = ProposalsBand(self.context, self.person_id)
        self._stack = QStackedWidget()

    def _arrange(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(theme.SPACE_S)
        left.addWidget(self._tree, 1)
        left.addWidget(self._entry)
        right = QVBoxLayout()
        right.setSpacing(theme.SPACE_S)
        right.addWidget(self._mask)
        right.addWidget(self._side_area(), 1)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        row.addLayout(left, 5)
        row.addLayout(right, 2)
        whole = QWidget()
        page = QVBoxLayout(whole)
        page.setContentsMargins(theme.SPACE_S, theme.SPACE_S, theme.SPACE_S, theme.SPACE_S)
        page.setSpacing(theme.SPACE_S)
        page.addWidget(self._bar)
        page.addLayout(row, 1)
        self._whole = whole
        for shown in (QWidget(), whole, self._empty):
            self._stack.addWidget(shown)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._band)
        column.addWidget(self._stack, 1)

    def _side_area(self) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setWidget(self._side)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setMaximumWidth(_SIDE_WIDTH)
        return scroll

    def _connect(self) -> None:
        self._tree.line_chosen.connect(self._show_chosen)
        self._tree.next_asked.connect(self._on_next)
        self._tree.opened.connect(self._on_edit)
        self._tree.removal_asked.connect(self._on_remove)
        self._tree.addition_asked.connect(self._on_addition_asked)
        self._mask.toggled.connect(self._fill)

    # Reading --------------------------------------------------------------------------------------------------

    def _once_read(self, ask: Callable[[BarriersView], object]) -> None:
        """Open a form as soon as what it starts from is known."""
        self._wanted.append(ask)
        self._read()

    def _read(self) -> None:
        self._band.refresh()
        work = partial(self.context.desk.barriers.of_person, self.person_id, self.context.today())
        self.context.tasks.run(self, work, self._on_read, only_latest="barriers")

    def _on_read(self, view: BarriersView) -> None:
        self._view = view
        self._pressed = {key: place for key, place in self._pressed.items() if key in self._writing}
        self._fill()
        wanted, self._wanted = self._wanted, []
        for ask in wanted:
            ask(view)

    def _fill(self) -> None:
        if self._view is None:
            return
        self._mask.setVisible(any(line.is_sensitive for line in self._view.barriers))
        self._tree.show_barriers(self._view, shows_sensitive=self._mask.isChecked())
        self._stack.setCurrentWidget(self._whole if self._view.barriers else self._empty)

    def _chosen(self) -> tuple[BarrierLine | None, GoalLine | None]:
        """Return the barrier of the chosen line, and the goal when it is one."""
        if self._view is None:
            return None, None
        chosen = self._tree.chosen_id()
        goal = self._view.goal(chosen)
        return self._view.barrier(goal.barrier_id if goal else chosen), goal

    def _show_chosen(self) -> None:
        line, goal = self._chosen()
        self._bar.show_line(line, goal)
        self._side.show_barrier(line)
        self._entry.show_barrier(line if line is not None and line.is_open else None)

    # Doing ----------------------------------------------------------------------------------------------------

    def _ask_barrier(self, view: BarriersView) -> None:
        BarrierDialog.ask_about(self, self.context, view)

    def _on_edit(self) -> None:
        line, goal = self._chosen()
        if line is None or self._view is None:
            return
        if goal is not None:
            ask_goal(self, self.context, line, goal)
        else:
            BarrierDialog.ask_about(self, self.context, self._view, line)

    def _on_next(self) -> None:
        """Go to the next level, or the next state; pressed again before it is shown, go on from there."""
        line, goal = self._chosen()
        if goal is not None:
            states = list(GoalState)
            self._press(goal.id, states.index(goal.state), len(states))
        elif line is not None and line.is_open:
            self._press(line.id, line.level, len(LEVELS))

    def _press(self, key: UUID, shown: int, count: int) -> None:
        """Take one place more of a barrier or a goal as wanted; what is pressed while it is written comes after."""
        self._pressed[key] = (self._pressed.get(key, shown) + 1) % count
        if key not in self._writing:
            self._writing.add(key)
            self._write_pressed(key)

    def _write_pressed(self, key: UUID) -> None:
        barriers, today, place = self.context.desk.barriers, self.context.today(), self._pressed[key]
        if self._view is not None and self._view.goal(key) is not None:
            work = partial(barriers.set_goal_state, key, list(GoalState)[place], today)
        else:
            work = partial(barriers.rate, key, place, today)
        done, failed = partial(self._on_pressed, key, place), partial(self._on_press_failed, key)
        self.context.tasks.run(self, work, done, failed=failed)

    def _on_pressed(self, key: UUID, place: int, _nothing: None) -> None:
        if self._pressed[key] == place:
            self._writing.discard(key)
        else:
            self._write_pressed(key)

    def _on_press_failed(self, key: UUID, error: Exception) -> None:
        self._writing.discard(key)
        del self._pressed[key]
        self.tell(error)

    def _on_lift(self) -> None:
        line, _goal = self._chosen()
        if line is not None and self._view is not None and line.is_open:
            LiftDialog.ask_about(self, self.context, self._view, line)

    def _on_reopen(self) -> None:
        line, _goal = self._chosen()
        if line is not None and not line.is_open:
            work = partial(self.context.desk.barriers.reopen, line.id, _REOPENED, self.context.today())
            self.write(work, failed=self.tell)

    def _on_refer(self) -> None:
        line, _goal = self._chosen()
        if line is not None:
            self.context.navigator.refer(self.person_id, line.id)

    def _on_remove(self) -> None:
        line, goal = self._chosen()
        barriers = self.context.desk.barriers
        if goal is not None:
            self.write(partial(barriers.remove_goal, goal.id))
        elif line is not None:
            self.write(partial(barriers.remove, line.id))

    def _on_addition_asked(self) -> None:
        if self._entry.isVisible():
            self._entry.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _resume(self, draft: DraftOf, view: BarriersView) -> None:
        line, goal = view.barrier(draft.about_id), view.goal(draft.about_id)
        owner = view.barrier(goal.barrier_id) if goal else line
        if draft == barrier_draft(self.person_id, line):
            BarrierDialog.ask_about(self, self.context, view, line)
        elif goal is not None and owner is not None and draft == goal_draft(owner, goal):
            ask_goal(self, self.context, owner, goal)
        elif line is not None and draft == lift_draft(line) and line.is_open:
            LiftDialog.ask_about(self, self.context, view, line)
        elif line is not None and draft == entry_draft(line):
            self._tree.choose(line.id)
            self._on_addition_asked()
        else:
            words = _("This form can no longer be filled in: the record changed since.")
            self.context.navigator.show_message(words)


_FORMS = frozenset({"barrier", "barrier_lift", "barrier_goal", "barrier_goal_new"})
