"""Beside the table, the row in hand: what is wrong, who it may be, what would change, and what to do with it."""

from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from caseflow.i18n import _
from caseflow.services.caseloads import Candidate, Choice, Decision, RowStatus, StagedRow
from caseflow.ui import theme
from caseflow.ui.exchange.draft import incoming

WIDTH = 365


class DecisionPanel(QScrollArea):
    """Choices for one row; each candidate is set side by side with the row, with its reasons and what would change."""

    decided = Signal(int, object)
    """A line of the file, and its `Decision`; None takes the decision back."""
    all_asked = Signal(object)
    """The same `Choice` for every possible duplicate left to decide."""

    def __init__(self) -> None:
        super().__init__()
        self._row: StagedRow | None = None
        self._decision: Decision | None = None
        self._group: QButtonGroup | None = None
        self._offers: list[tuple[QRadioButton, Decision | None]] = []
        self._every: QPushButton | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(WIDTH)

    def show_row(self, row: StagedRow | None, decision: Decision | None) -> None:
        """Show a row and what is decided for it."""
        self._row = row
        self._offers, self._every = [], None
        self._decision = decision
        held = QWidget()
        self._group = QButtonGroup(held)
        column = QVBoxLayout(held)
        column.setContentsMargins(theme.SPACE_M, 0, theme.SPACE_XS, 0)
        if row is None:
            column.addWidget(theme.quiet(_("Choose a row to see what would be done with it.")))
        else:
            column.addWidget(theme.title(_headline(row), 1.05))
            self._fill(column, row)
        column.addStretch(1)
        self.setWidget(held)
        self.show_decision(decision)

    def show_decision(self, decision: Decision | None) -> None:
        """Press the choice that stands for a decision; the row stays the same."""
        self._decision = decision
        for button, offered in self._offers:
            button.setChecked(_is_same(offered, decision))
        if self._every is not None:
            self._every.setEnabled(decision is not None)

    def _fill(self, column: QVBoxLayout, row: StagedRow) -> None:
        for problem in incoming(row).problems:
            line = theme.quiet(f"⚠ {_located(problem.heading, problem.value)} {problem.reason}")
            line.setTextFormat(Qt.TextFormat.PlainText)
            line.setProperty("tone", "danger" if problem.blocking else "warning")
            column.addWidget(line)
        if row.status is RowStatus.TO_CORRECT:
            column.addWidget(theme.quiet(_("Press F2 on the cell, correct it, then Enter: the row is read again.")))
        for candidate in row.candidates:
            column.addWidget(self._card(row, candidate))
        self._add_choices(column, row)

    def _card(self, row: StagedRow, candidate: Candidate) -> QFrame:
        """Show who a row may be, why, both side by side, and what it would change."""
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setSpacing(theme.SPACE_XS)
        name = f"{candidate.name} ({candidate.file_number})" if candidate.file_number else candidate.name
        column.addWidget(_plain(name, bold=True))
        if row.status is RowStatus.POSSIBLE:
            column.addWidget(_plain(_("Why: {reasons}").format(reasons=", ".join(candidate.reasons))))
        column.addLayout(_side_by_side(candidate))
        if candidate.person_id is not None:
            self._add_same(column, row, candidate, candidate.person_id)
        return card

    def _add_same(self, column: QVBoxLayout, row: StagedRow, candidate: Candidate, person_id: UUID) -> None:
        """Offer to complete a person, field by field."""
        if row.status is RowStatus.POSSIBLE:
            choice = QRadioButton(_("Same person: complete this record"))
            choice.setAccessibleDescription(candidate.name)
            self._offer(choice, Decision(Choice.UPDATE, person_id, candidate.doubted))
            column.addWidget(choice)
        is_decided = self._decision is not None and self._decision.person_id == person_id
        kept = self._decision.kept if self._decision and is_decided else candidate.doubted
        for change in candidate.differences:
            words = _("{field}: {before} → {after}") if change.before else _("{field}: + {after}")
            box = QCheckBox(words.format(field=change.label, before=change.before, after=change.after))
            box.setChecked(change.key not in kept)
            box.setToolTip(_("Untick to keep what the record says"))
            box.toggled.connect(partial(self._on_kept, person_id, candidate.doubted, change.key))
            column.addWidget(box)

    def _add_choices(self, column: QVBoxLayout, row: StagedRow) -> None:
        if row.status is RowStatus.TO_CORRECT:
            return
        if row.status is RowStatus.POSSIBLE:
            self._add_choice(column, _("These are two people: import as a new one"), Decision(Choice.CREATE))
        elif row.status is not RowStatus.IDENTICAL:
            self._add_choice(column, _("Import this row"), None)
        self._add_choice(column, _("Do not import this row"), Decision(Choice.SKIP))
        if row.status is RowStatus.POSSIBLE:
            self._every = QPushButton(_("Apply to every duplicate left to decide"))
            self._every.clicked.connect(self._on_all_clicked)
            column.addWidget(self._every, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_choice(self, column: QVBoxLayout, text: str, decision: Decision | None) -> None:
        button = QRadioButton(text)
        self._offer(button, decision)
        column.addWidget(button)

    def _offer(self, button: QRadioButton, decision: Decision | None) -> None:
        """Put a choice among those of the row."""
        if self._group is not None:
            self._group.addButton(button)
        self._offers.append((button, decision))
        button.clicked.connect(partial(self._on_chosen, decision))

    def _on_chosen(self, decision: Decision | None, _checked: bool = False) -> None:
        if self._row is not None:
            self.decided.emit(self._row.number, decision)

    def _on_kept(self, person_id: UUID, doubted: frozenset[str], key: str, is_taken: bool) -> None:
        if self._row is None:
            return
        decision = self._decision
        if decision is None or decision.person_id != person_id:
            decision = Decision(Choice.UPDATE, person_id, doubted)
        kept = decision.kept - {key} if is_taken else decision.kept | {key}
        self.decided.emit(self._row.number, replace(decision, kept=kept))

    def _on_all_clicked(self) -> None:
        if self._decision is not None:
            self.all_asked.emit(self._decision.choice)


def _side_by_side(candidate: Candidate) -> QGridLayout:
    """Set what the file says beside what is held, a line for each field."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.SPACE_M)
    grid.setVerticalSpacing(1)
    held = _("Record") if candidate.person_id is not None else _("Line {number}").format(number=candidate.row)
    for place, title in enumerate(("", _("This row"), held)):
        grid.addWidget(theme.quiet(title), 0, place)
    for line, detail in enumerate(candidate.details, 1):
        grid.addWidget(theme.quiet(detail.label), line, 0, Qt.AlignmentFlag.AlignTop)
        for place, text in enumerate((detail.theirs, detail.ours), 1):
            grid.addWidget(_plain(_breakable(text) or "—", bold=detail.differs), line, place, Qt.AlignmentFlag.AlignTop)
    for place in (1, 2):
        grid.setColumnStretch(place, 1)
    return grid


def _breakable(text: str) -> str:
    """Let a long address go on to the next line after its @ and its dots."""
    return text.replace("@", "@\u200b").replace(".", ".\u200b")


def _is_same(offered: Decision | None, decision: Decision | None) -> bool:
    """Tell whether a choice offered stands for a decision; a row completed as usual, less some fields, is imported."""
    if offered is None or decision is None:
        return offered is None and (decision is None or decision.choice is Choice.UPDATE)
    return (offered.choice, offered.person_id) == (decision.choice, decision.person_id)


def _headline(row: StagedRow) -> str:
    words = {
        RowStatus.NEW: _("Line {number}: somebody new"),
        RowStatus.UPDATE: _("Line {number}: already known, something to complete"),
        RowStatus.IDENTICAL: _("Line {number}: already known, nothing to change"),
        RowStatus.POSSIBLE: _("Line {number}: is this the same person?"),
        RowStatus.TO_CORRECT: _("Line {number}: to correct before it can be imported"),
    }
    return words[row.status].format(number=row.number)


def _located(heading: str, value: str) -> str:
    if heading and value:
        return _("{column}, “{value}”:").format(column=heading, value=value)
    return _("{column}:").format(column=heading) if heading else ""


def _plain(text: str, *, bold: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if bold:
        label.setFont(theme.title_font(label, 1.0))
    return label
