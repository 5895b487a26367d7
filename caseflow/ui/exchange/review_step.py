"""Fourth step of an import, the one that counts: every row with its status, corrected and decided in place."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from caseflow.exchange.tables import cell_text
from caseflow.i18n import _, ngettext
from caseflow.services.caseloads import Choice, Decision, RowStatus, StagedRow
from caseflow.ui.exchange.decision_panel import DecisionPanel
from caseflow.ui.exchange.draft import ImportDraft, incoming
from caseflow.ui.exchange.review_model import LINE, OUTCOME, STATUS, ReviewModel
from caseflow.ui.exchange.status_chips import StatusChips
from caseflow.ui.widgets.room import give_headings_room
from caseflow.ui.widgets.tab_order import tab_as_read

_WIDTHS = {LINE: 48, STATUS: 150, OUTCOME: 190}
_CELL = 130


class ReviewStep(QWidget):
    """Chips, table, panel. Corrections are asked of the page, which has rows read again in the background."""

    corrected = Signal(object)
    """Cells were typed anew: a list of line, column and text."""
    decided = Signal()
    """What will be imported changed."""

    def __init__(self) -> None:
        super().__init__()
        self._draft = ImportDraft()
        self._status: RowStatus | None = None
        self._chips = StatusChips()
        self._model = ReviewModel(self)
        self._table = QTableView()
        self._panel = DecisionPanel()
        self._alike_text = QLabel()
        self._alike_button = QPushButton(_("Apply to all of them"))
        self._alike = QWidget()
        self._alike_cells: list[tuple[int, int, str]] = []
        self._arrange()
        self._connect()

    def show_draft(self, draft: ImportDraft) -> None:
        """Show the rows from the first; what needs a decision is counted above."""
        self._draft = draft
        self._status = None
        self._chips.choose(None)
        self._alike.hide()
        self._show_rows()
        self._go_to(0)

    def show_judged(self) -> None:
        """Show rows judged again after a correction; the table stays where it is."""
        self._model.refresh()
        self._show_counts()
        self._show_panel()

    def summary(self) -> str:
        """Say what will be written."""
        staging, decisions = self._draft.staging, self._draft.decisions
        if staging is None:
            return ""
        created = updated = waiting = 0
        for row in staging.rows:
            choice = _choice(row, decisions.get(row.number))
            created += choice is Choice.CREATE
            updated += choice is Choice.UPDATE
            waiting += choice is None
        parts = [
            ngettext("{count} record to create", "{count} records to create", created).format(count=created),
            ngettext("{count} to complete", "{count} to complete", updated).format(count=updated),
        ]
        if waiting:
            left = ngettext("{count} row left out for now", "{count} rows left out for now", waiting)
            parts.append(left.format(count=waiting))
        return " · ".join(parts)

    def _arrange(self) -> None:
        self._table.setAccessibleName(_("Rows of the file"))
        self._table.setModel(self._model)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._table.setAlternatingRowColors(True)
        self._table.setWordWrap(False)
        self._table.setTabKeyNavigation(False)
        self._table.verticalHeader().hide()
        self._table.horizontalHeader().setDefaultSectionSize(_CELL)
        self._table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        alike = QHBoxLayout(self._alike)
        alike.setContentsMargins(0, 0, 0, 0)
        alike.addWidget(self._alike_text)
        alike.addWidget(self._alike_button)
        alike.addStretch(1)
        self._alike.hide()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._table)
        splitter.addWidget(self._panel)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._chips)
        column.addWidget(self._alike)
        column.addWidget(splitter, 1)

    def _connect(self) -> None:
        self._chips.status_chosen.connect(self._on_status_chosen)
        self._model.edited.connect(self._on_edited)
        self._table.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self._panel.decided.connect(self._on_decided)
        self._panel.all_asked.connect(self._on_all_asked)
        self._alike_button.clicked.connect(self._on_alike_clicked)
        skip = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self._table)
        skip.setContext(Qt.ShortcutContext.WidgetShortcut)
        skip.activated.connect(self._on_skip_asked)

    def _show_rows(self) -> None:
        self._model.show_draft(self._draft, self._status)
        for column, width in _WIDTHS.items():
            self._table.setColumnWidth(column, width)
        give_headings_room(self._table.horizontalHeader())
        self._put_names_first()
        self._show_counts()

    def _put_names_first(self) -> None:
        """Show who a row is about beside its status, wherever the sender put the names."""
        header = self._table.horizontalHeader()
        for place in range(header.count()):
            header.moveSection(header.visualIndex(place), place)
        names = self._model.columns_of(("last_name", "first_name", "full_name", "first_last_name"))
        for place, column in enumerate(names, OUTCOME):
            header.moveSection(header.visualIndex(column), place)

    def _show_counts(self) -> None:
        if self._draft.staging is not None:
            self._chips.show_counts(self._draft.staging.counts())

    def _go_to(self, line: int) -> None:
        row = self._model.row_at(line)
        if row is None:
            self._panel.show_row(None, None)
            return
        self._table.setCurrentIndex(self._model.index(line, self._model.first_problem(row) or STATUS))
        self._show_panel()

    def _show_panel(self) -> None:
        row = self._model.row_at(self._table.currentIndex().row())
        self._panel.show_row(row, self._draft.decisions.get(row.number) if row else None)
        tab_as_read(self)

    def _chosen_rows(self) -> list[StagedRow]:
        lines = {index.row() for index in self._table.selectionModel().selectedIndexes()}
        return [row for line in sorted(lines) if (row := self._model.row_at(line)) is not None]

    def _on_status_chosen(self, status: RowStatus | None) -> None:
        self._status = status
        self._show_rows()
        self._go_to(0)

    def _on_current_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._show_panel()

    def _on_edited(self, number: int, column: int, text: str) -> None:
        """Have the row read again, and propose the same correction wherever the same thing is typed."""
        staging = self._draft.staging
        if staging is None:
            return
        before = cell_text(incoming(staging.row(number)).cells[column])
        alike = [
            row.number
            for row in staging.rows
            if row.number != number and before and cell_text(incoming(row).cells[column]) == before
        ]
        self._alike_cells = [(other, column, text) for other in alike]
        self._alike.setVisible(bool(alike))
        words = ngettext(
            "{count} other row holds “{text}” in this column.",
            "{count} other rows hold “{text}” in this column.",
            len(alike),
        )
        self._alike_text.setText(words.format(count=len(alike), text=before))
        self.corrected.emit([(number, column, text)])

    def _on_alike_clicked(self) -> None:
        self._alike.hide()
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.corrected.emit(self._alike_cells)

    def _on_decided(self, number: int, decision: Decision | None) -> None:
        self._decide([number], decision)

    def _on_all_asked(self, choice: Choice) -> None:
        """Decide alike for every possible duplicate that waits: the first candidate is the one completed."""
        staging = self._draft.staging
        if staging is None:
            return
        for row in staging.rows:
            if row.status is RowStatus.POSSIBLE and row.number not in self._draft.decisions:
                decision = _same_choice(row, choice)
                if decision is not None:
                    self._draft.decisions[row.number] = decision
        self._model.refresh()
        self._show_panel()
        self.decided.emit()

    def _on_skip_asked(self) -> None:
        """Leave out the rows selected, or take them in again."""
        numbers = [row.number for row in self._chosen_rows()]
        decisions = self._draft.decisions
        are_out = all(number in decisions and decisions[number].choice is Choice.SKIP for number in numbers)
        self._decide(numbers, None if are_out else Decision(Choice.SKIP))
        self._show_panel()

    def _decide(self, numbers: Sequence[int], decision: Decision | None) -> None:
        for number in numbers:
            if decision is None:
                self._draft.decisions.pop(number, None)
            else:
                self._draft.decisions[number] = decision
        self._model.refresh()
        if len(numbers) == 1:
            self._panel.show_decision(decision)
        self.decided.emit()


def _same_choice(row: StagedRow, choice: Choice) -> Decision | None:
    if choice is not Choice.UPDATE:
        return Decision(choice)
    first = next((each for each in row.candidates if each.person_id is not None), None)
    return None if first is None else Decision(Choice.UPDATE, first.person_id, first.doubted)


def _choice(row: StagedRow, decision: Decision | None) -> Choice | None:
    """Return what will be done with a row; None for what waits."""
    if decision is not None and (decision.choice is Choice.SKIP or row.status is not RowStatus.TO_CORRECT):
        return decision.choice
    usual = {RowStatus.NEW: Choice.CREATE, RowStatus.UPDATE: Choice.UPDATE, RowStatus.IDENTICAL: Choice.SKIP}
    return usual.get(row.status)
