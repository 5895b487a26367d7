"""The pathway of a person: its timeline and its table, choosing one chooses the other; the PLIE and the PASS beside."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from caseflow.domain.pathway import StepState
from caseflow.i18n import N_, _
from caseflow.services.drafts import DraftOf
from caseflow.services.pathway_view import PathwayView, StepView
from caseflow.ui import theme
from caseflow.ui.actions import Act
from caseflow.ui.context import Context
from caseflow.ui.pathways import step_deeds
from caseflow.ui.pathways.enrolment_card import EnrolmentCard
from caseflow.ui.pathways.moves import BarMove
from caseflow.ui.pathways.pass_card import PassCard
from caseflow.ui.pathways.step_bar import StepBar, applying_to
from caseflow.ui.pathways.step_dialog import StepDialog, step_draft
from caseflow.ui.pathways.steps_model import StepColumn
from caseflow.ui.pathways.steps_table import StepsTable
from caseflow.ui.pathways.timeline_editor import TimelineEditor
from caseflow.ui.record import RecordTab, RecordView
from caseflow.ui.widgets.choice_field import ChoiceField
from caseflow.ui.widgets.empty_state import EmptyState

_ZOOMS = {0.0: N_("All"), 5.0: N_("5 years"), 2.0: N_("2 years"), 1.0: N_("1 year")}
_SIDE_WIDTH = 300


class PathwayTab(RecordTab):
    """Whatever is done here is one action, that can be taken back."""

    key: ClassVar[str] = "pathway"
    title: ClassVar[str] = N_("Pathway")
    adds: ClassVar[bool] = True
    is_for_all_eyes: ClassVar[bool] = True

    def __init__(self, context: Context, person_id: UUID) -> None:
        super().__init__(context, person_id)
        self._view: PathwayView | None = None
        self._create()
        self._arrange()
        self._connect()

    @property
    def timeline(self) -> TimelineEditor:
        """Return the timeline."""
        return self._timeline

    @property
    def table(self) -> StepsTable:
        """Return the table of steps."""
        return self._table

    @override
    def set_discreet(self, is_on: bool, /) -> None:
        self._table.setColumnHidden(self._table.lines.place_of(StepColumn.FLAGS), is_on)
        self._show_chosen()

    @override
    def show_record(self, view: RecordView) -> None:
        self._view = view.pathway
        movable = frozenset(str(step.id) for step in view.pathway.steps)
        self._timeline.show_pathway(view.pathway.timeline, movable)
        self._table.lines.show_lines(view.pathway.steps)
        self._enrolment.show_stays(view.pathway.enrolments, view.counsellors)
        self._pass.show_passes(view.pathway.passes)
        is_blank = not view.pathway.steps and not view.pathway.enrolments
        self._stack.setCurrentWidget(self._empty if is_blank else self._whole)
        if self.chosen() is None and (step := _foremost(view.pathway.steps)) is not None:
            self._table.choose(step.id)
        self._show_chosen()

    @override
    def choose_step(self, step_id: UUID) -> None:
        self._table.choose(step_id)
        self._timeline.choose(str(step_id))
        self._show_chosen()
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def add_new(self) -> None:
        if self._view is not None:
            StepDialog.ask(self, self.context, self._view)

    def acts(self) -> Mapping[str, Act]:
        """Return what the commands of the window do with the step chosen."""
        step = self.chosen()
        hindrance = _("No step is chosen.") if step is None else _("The chosen step does not allow it.")
        steps = {
            f"{key}_step": Act(self._handlers[key], "" if applies else hindrance)
            for key, applies in applying_to(step).items()
        }
        cards = {
            f"{name}: {words}": Act(partial(card.do, words), words=words)
            for name, card in (("enrolment", self._enrolment), ("pass", self._pass))
            for words in card.deeds()
        }
        return {**steps, **cards}

    @override
    def resume(self, draft: DraftOf) -> bool:
        if self._view is None:
            return False
        step = next((step for step in self._view.steps if step.id == draft.about_id), None)
        if draft == step_draft(self.person_id, step):
            StepDialog.ask(self, self.context, self._view, step)
            return True
        if step is not None:
            return step_deeds.resume(self, self.context, step, draft)
        return self._enrolment.resume(draft) or self._pass.resume(draft)

    def chosen(self) -> StepView | None:
        """Return the step chosen in the table and on the timeline."""
        chosen = self._table.current_id()
        steps = self._view.steps if self._view else ()
        return next((step for step in steps if step.id == chosen), None)

    # Building -------------------------------------------------------------------------------------------------

    def _create(self) -> None:
        self._timeline = TimelineEditor()
        self._table = StepsTable(self._on_cell_edited, self.context.today)
        self._handlers: dict[str, Callable[[], object]] = {
            "add": self.add_new,
            "edit": self.edit_chosen,
            "begin": partial(self._ask, step_deeds.ask_begin),
            "complete": partial(self._ask, step_deeds.ask_complete),
            "abandon": partial(self._ask, step_deeds.ask_abandon),
            "reopen": self._reopen,
            "remove": self._remove,
        }
        self._bar = StepBar(self._handlers)
        self._zoom = ChoiceField[float](_ZOOMS, _zoom_words, none_label=None)
        self._flags = QLabel()
        self._enrolment = EnrolmentCard(self.context, self.person_id)
        self._pass = PassCard(self.context, self.person_id)
        self._empty = EmptyState(
            "people",
            _("Begin with the entry into the PLIE"),
            _("The timeline of this pathway will appear here: support, steps in each scheme, times without a step."),
        )
        self._empty.add_button(_("Entry into the PLIE…"), "plus", self._enrolment.ask_entry)
        self._empty.add_button(_("Add a step"), "plus", self.add_new)
        self._stack = QStackedWidget()

    def _arrange(self) -> None:
        self._zoom.setAccessibleName(_("Show on the timeline"))
        self._zoom.setToolTip(_("Show on the timeline"))
        self._zoom.setMaximumWidth(110)
        self._flags.setWordWrap(True)
        self._flags.setProperty("tone", "warning")
        self._flags.setTextFormat(Qt.TextFormat.PlainText)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_XS)
        column.addLayout(self._tool_row())
        column.addWidget(self._flags)
        column.addWidget(self._table, 1)
        left = QSplitter(Qt.Orientation.Vertical)
        left.addWidget(self._timeline)
        left.addWidget(below)
        left.setChildrenCollapsible(False)
        left.setSizes([500, 500])  # shares of the height, whatever it is
        self._whole = QWidget()
        row = QHBoxLayout(self._whole)
        row.setContentsMargins(theme.SPACE_S, theme.SPACE_S, theme.SPACE_S, theme.SPACE_S)
        row.addWidget(left, 1)
        row.addWidget(self._side())
        self._stack.addWidget(self._whole)
        self._stack.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _tool_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._bar, 1)
        row.addWidget(self._zoom)
        return row

    def _side(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.SPACE_XS, 0)
        column.addWidget(self._enrolment)
        column.addWidget(self._pass)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFixedWidth(max(_SIDE_WIDTH, inside.minimumSizeHint().width() + scroll.verticalScrollBar().width()))
        return scroll

    def _connect(self) -> None:
        self._timeline.bar_chosen.connect(self._on_bar_chosen)
        self._timeline.bar_opened.connect(self._on_bar_opened)
        self._timeline.bar_moved.connect(self._on_bar_moved)
        self._timeline.removal_asked.connect(self._on_bar_removal)
        self._table.step_chosen.connect(self._on_step_chosen)
        self._table.step_opened.connect(self._on_step_opened)
        self._table.removal_asked.connect(self._on_removal)
        self._zoom.choice_made.connect(self._on_zoom)

    # Doing ----------------------------------------------------------------------------------------------------

    def edit_chosen(self) -> None:
        """Open the step chosen."""
        step = self.chosen()
        if self._view is not None and step is not None:
            StepDialog.ask(self, self.context, self._view, step)

    def _ask(self, dialog: Any) -> None:
        if (step := self.chosen()) is not None:
            dialog(self, self.context, step)

    def _reopen(self) -> None:
        if (step := self.chosen()) is not None:
            self.write(partial(self.context.desk.pathways.reopen_step, step.id))

    def _remove(self) -> None:
        if (step := self.chosen()) is not None:
            self._on_removal(step.id)

    def _on_cell_edited(self, step_id: UUID, changes: dict[str, Any]) -> None:
        self.write(partial(self.context.desk.pathways.edit_step, step_id, **changes))

    def _on_bar_moved(self, move: BarMove) -> None:
        work = partial(self.context.desk.pathways.move_step, UUID(move.bar.key), move.start, move.end)
        self.write(work, failed=self.tell)

    def _on_removal(self, step_id: UUID) -> None:
        self.write(partial(self.context.desk.pathways.remove_step, step_id))

    def _on_bar_removal(self, key: str) -> None:
        if self._is_step(key):
            self._on_removal(UUID(key))

    def _on_bar_chosen(self, key: str) -> None:
        if self._is_step(key):
            self._table.choose(UUID(key))
        else:
            self._table.clearSelection()
        self._show_chosen()

    def _on_bar_opened(self, key: str) -> None:
        if self._is_step(key):
            self._on_step_opened(UUID(key))

    def _on_step_chosen(self, step_id: UUID) -> None:
        self._timeline.choose(str(step_id))
        self._show_chosen()

    def _on_step_opened(self, step_id: UUID) -> None:
        self._table.choose(step_id)
        self.edit_chosen()

    def _on_zoom(self) -> None:
        self._timeline.set_years(self._zoom.value() or None)

    def _is_step(self, key: str) -> bool:
        return self._view is not None and any(str(step.id) == key for step in self._view.steps)

    def _show_chosen(self) -> None:
        """Show what can be done with the chosen step, and what is doubtful about it."""
        step = self.chosen()
        self._bar.show_step(step)
        flags = step.flags if step and not self.context.discretion.is_on else ()
        self._flags.setText("\n".join(f"⚠ {flag.message}" for flag in flags))
        self._flags.setVisible(bool(flags))


def _zoom_words(years: float) -> str:
    return _(_ZOOMS[years])


def _foremost(steps: Sequence[StepView]) -> StepView | None:
    """Return the step most likely meant at first: the latest under way, else the latest of all."""
    under_way = [step for step in steps if step.state is StepState.IN_PROGRESS]
    return max(under_way or steps, key=lambda step: step.start or date.min, default=None)
