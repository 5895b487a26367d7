"""The sixth stage: candidates followed to the hire, as columns or as a table over the same rows."""

from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.domain.candidacy import CandidacyState
from caseflow.domain.labels import label
from caseflow.domain.pathway import Contract
from caseflow.i18n import N_, _, ngettext
from caseflow.services.candidates.board import Board
from caseflow.services.candidates.board import Column as BoardColumn
from caseflow.services.candidates.listing import CandidateQuery, CandidateRow, Listed, Listing
from caseflow.services.drafts import DraftOf
from caseflow.ui import editors, icons, theme
from caseflow.ui.context import Context
from caseflow.ui.editors import Field
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.recruitments.board_stage_views import ColumnFrame, standing
from caseflow.ui.recruitments.leaving_dialog import ask_reason
from caseflow.ui.recruitments.preparing import ask_preparation
from caseflow.ui.recruitments.stage import ReadingStage
from caseflow.ui.rows_model import Column, RowsModel
from caseflow.ui.widgets.rows_view import RowsView

_STATES = tuple(CandidacyState)


class BoardStage(ReadingStage):
    """Whatever is chosen in one view is chosen in the other."""

    key: ClassVar[str] = "board"
    title: ClassVar[str] = N_("Follow-up")

    def __init__(self, context: Context, recruitment_id: UUID) -> None:
        super().__init__(context, recruitment_id)
        self._board = Board(context.desk.store)
        self._listing = Listing(context.desk.store, context.desk.rules.rules)
        self._states: dict[UUID, CandidacyState] = {}
        self._sort, self._descending = "name", False
        self._followed: frozenset[UUID] = frozenset()
        self._hired: list[UUID] = []
        self._create()
        self._arrange()
        self._connect()

    @override
    def resume(self, draft: DraftOf) -> bool:
        if draft != DraftOf("hire", self.recruitment_id) or not self._hired:
            return False
        self._ask_hire(self._hired)
        return True

    def selected_ids(self) -> list[UUID]:
        """Return the candidacies chosen, whichever view is in front."""
        if self._stack.currentIndex():
            return self._table.selected_ids()
        return [key for column in self._columns for key in column.cards.selected_ids()]

    def show_table(self, is_table: bool) -> None:
        """Show the table, or the columns, with the same people chosen."""
        self._toggle.setChecked(is_table)
        chosen = frozenset(self.selected_ids())
        self._stack.setCurrentIndex(int(is_table))
        if is_table:
            self._table.clearSelection()
            for place in (self._model.position(key) for key in chosen):
                if place is not None:
                    index = self._model.index(place, 0)
                    flag = self._table.selectionModel().SelectionFlag
                    self._table.selectionModel().select(index, flag.Select | flag.Rows)
        else:
            for frame in self._columns:
                frame.cards.set_ids(list(frame.cards.ids()), chosen.intersection(frame.cards.ids()))
        self._on_selection()

    def move_to(self, state: CandidacyState) -> None:
        """Put those chosen in a column; going out asks why, being hired asks since when."""
        chosen = [key for key in self.selected_ids() if self._states.get(key) is not state]
        if not chosen:
            return
        self._followed = frozenset(chosen)
        if state is CandidacyState.LEFT:
            today = self.context.today()
            ask_reason(self._move, lambda reason: self.write(partial(self._board.leave, chosen, reason, today)))
        elif state is CandidacyState.HIRED:
            self._ask_hire(chosen)
        else:
            self.write(partial(self._board.move, chosen, state, self.context.today()))

    def _create(self) -> None:
        self._move = QPushButton(icons.icon("forward"), _("Move to…"))
        self._prepare = QPushButton(icons.icon("plus"), _("Prepare the hire…"))
        self._back = QPushButton(icons.icon("restore"), _("Take up again"))
        self._toggle = QPushButton(icons.icon("chart"), _("Table"))
        self._words = theme.quiet("")
        self._columns = tuple(ColumnFrame(state, self._listing.rows) for state in CandidacyState)
        self._model: RowsModel[CandidateRow] = RowsModel(_table_columns(), self._listing.rows, lambda row: row.id, self)
        self._table = RowsView(self._model, _("Candidates followed"))
        self._area = QScrollArea()
        self._stack = QStackedWidget()

    def _arrange(self) -> None:
        self._toggle.setCheckable(True)
        tools = QHBoxLayout()
        tools.addWidget(self._words, 1)
        for button in (self._move, self._prepare, self._back, self._toggle):
            tools.addWidget(button)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_XS)
        for column in self._columns:
            row.addWidget(column)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inside)
        self._stack.addWidget(self._area)
        self._stack.addWidget(self._table)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.SPACE_M, theme.SPACE_M, theme.SPACE_M, theme.SPACE_M)
        outer.addLayout(tools)
        outer.addWidget(self._stack, 1)

    def _connect(self) -> None:
        for place, column in enumerate(self._columns):
            cards = column.cards
            cards.selection_changed.connect(self._on_selection)
            cards.opened.connect(self._on_opened)
            cards.dropped.connect(partial(self.move_to, column.state))
            cards.dragged_over.connect(partial(self._area.ensureWidgetVisible, column))  # and the edge of the next one
            cards.moved.connect(self._on_moved)
            cards.turned.connect(partial(self._on_turned, place))
            cards.entered_by.connect(partial(self._on_entered, column))
        self._table.selection_changed.connect(self._on_selection)
        self._table.opened.connect(self._on_opened)
        self._table.sort_asked.connect(self._on_sort)
        self._toggle.clicked.connect(self.show_table)
        self._move.clicked.connect(self._on_move_wanted)
        self._prepare.clicked.connect(self._on_prepare)
        self._back.clicked.connect(self._on_back)
        for keys, step in (("Ctrl+Right", 1), ("Ctrl+Left", -1)):
            context = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(keys), self._table, partial(self._on_moved, step), context=context)
        self._on_selection()

    @override
    def read(self) -> None:
        super().read()
        query = CandidateQuery(with_ended=True, sort=self._sort, descending=self._descending)
        find = partial(self._listing.find, self.recruitment_id, query, self.context.today())
        columns = partial(self._board.columns, self.recruitment_id)
        self.context.tasks.run(self, lambda: (find(), columns()), self._on_read, only_latest="board")

    def _on_read(self, found: tuple[Listed, tuple[BoardColumn, ...]]) -> None:
        listed, columns = found
        followed, self._followed = self._followed, frozenset()
        chosen = followed or frozenset(self.selected_ids())
        self._states = listed.states
        for frame, column in zip(self._columns, columns, strict=True):
            ids = [key for key in listed.ids if listed.states[key] is frame.state]
            frame.show_column(column)
            frame.cards.set_ids(ids, chosen.intersection(ids))
        self._follow(followed)
        self._table.set_ids(listed.ids)
        self._on_selection()

    def _follow(self, moved: frozenset[UUID]) -> None:
        """Take the focus along with the cards that were moved from the column that had it."""
        if any(column.cards.hasFocus() for column in self._columns):
            found = next((column for column in self._columns if moved.intersection(column.cards.ids())), None)
            if found is not None:
                found.cards.begin()

    def _on_entered(self, entered: ColumnFrame) -> None:
        """Choose in one column at a time: cards of two cannot be moved by a step."""
        self._area.ensureWidgetVisible(entered)
        for column in self._columns:
            if column is not entered:
                column.cards.clearSelection()

    def _on_selection(self) -> None:
        chosen = self.selected_ids()
        for button in (self._move, self._prepare):
            button.setEnabled(bool(chosen))
        self._back.setEnabled(any(self._states.get(key) is CandidacyState.LEFT for key in chosen))
        words = ngettext("{count} chosen", "{count} chosen", len(chosen)).format(count=len(chosen))
        self._words.setText(words if chosen else _("Choose cards, then Ctrl+← or Ctrl+→ to move them."))

    def _on_turned(self, place: int, step: int) -> None:
        for other in range(place + step, len(self._columns) if step > 0 else -1, step):
            if self._columns[other].cards.ids():
                self._columns[place].cards.clearSelection()
                self._columns[other].cards.begin()
                return

    def _on_moved(self, step: int) -> None:
        places = {_STATES.index(self._states[key]) for key in self.selected_ids() if key in self._states}
        if len(places) == 1:
            place = places.pop()
            if _STATES[place] is CandidacyState.LEFT and step < 0:
                self._on_back()
            elif 0 <= place + step < len(_STATES):
                self.move_to(_STATES[place + step])

    def _on_move_wanted(self, _checked: bool = False) -> None:
        menu = QMenu(_("Move to…"), self._move)
        menu.setAccessibleName(_("Move to…"))
        for state in CandidacyState:
            menu.addAction(label(state), partial(self.move_to, state))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._move.mapToGlobal(QPoint(0, self._move.height())))

    def _on_prepare(self, _checked: bool = False) -> None:
        rows = self._listing.rows(self.selected_ids())
        if rows:
            ask_preparation(self, self.context, [(row.id, row.name) for row in rows])

    def _on_back(self, _checked: bool = False) -> None:
        gone = [key for key in self.selected_ids() if self._states.get(key) is CandidacyState.LEFT]
        self._followed = frozenset(gone)
        self.write(partial(self._board.come_back, gone, self.context.today()))

    def _on_sort(self, key: str, descending: bool) -> None:
        self._sort, self._descending = key, descending
        self._table.show_sort(key, descending)
        self.read()

    def _on_opened(self, key: UUID) -> None:
        rows = self._listing.rows([key])
        if rows:
            self.context.navigator.open_person(rows[0].person_id)

    def _ask_hire(self, chosen: list[UUID]) -> None:
        self._hired = chosen
        fields = (
            Field(_("In the job since"), editors.day("hired_on", self.context.today, looks_back=True)),
            Field(_("Contract"), editors.choice("contract", Contract, label)),
        )

        def save(values: dict[str, Any]) -> None:
            self._board.hire(chosen, values["hired_on"] or self.context.today(), values["contract"])

        FormDialog.ask(
            self,
            self.context,
            _("Hire"),
            fields,
            _("Record the hire"),
            save,
            draft=DraftOf("hire", self.recruitment_id),
            values={"hired_on": self.context.today()},
            words=_(
                "Their other candidacies are marked “hired elsewhere”; checks are planned at 1, 3 and 6 months. The job"
                " is added to the pathway of those in the PLIE."
            ),
        )


def _table_columns() -> tuple[Column[CandidateRow], ...]:
    return (
        Column("name", _("Name"), lambda row: row.name, 220),
        Column("state", _("State"), lambda row: label(row.state), 160),
        Column("standing", _("Reason or level"), standing, 260, is_sortable=False),
        Column("phone", _("Phone"), lambda row: row.phone, 120, is_sortable=False),
        Column("prescribers", _("Prescribers"), lambda row: ", ".join(row.prescribers), 220, is_sortable=False),
    )
