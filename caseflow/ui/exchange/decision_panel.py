"""Under the table, the row in hand: what is wrong, what would change, who it may be, and what to do with it."""

from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from caseflow.i18n import _, current
from caseflow.services.caseloads import Candidate, Choice, Decision, RowStatus, StagedRow
from caseflow.ui import theme
from caseflow.ui.exchange.draft import incoming

_CARD = 300


class DecisionPanel(QScrollArea):
    """Choices for one row; candidates stand side by side, each with its reasons and what would change."""

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

    def show_row(self, row: StagedRow | None, decision: Decision | None) -> None:
        """Show a row and what is decided for it."""
        self._row, self._decision = row, decision
        self._offers, self._every = [], None
        held = QWidget()
        self._group = QButtonGroup(held)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, theme.SPACE_S, 0, 0)
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
        cards = QHBoxLayout()
        cards.setSpacing(theme.SPACE_M)
        for candidate in row.candidates:
            cards.addWidget(self._card(row, candidate))
        cards.addStretch(1)
        column.addLayout(cards)
        if row.status is not RowStatus.TO_CORRECT:
            column.addLayout(self._other_choices(row))

    def _card(self, row: StagedRow, candidate: Candidate) -> QFrame:
        """Show who a row may be, why, and what it would change."""
        card = QFrame()
        card.setProperty("role", "card")
        card.setMinimumWidth(_CARD)
        column = QVBoxLayout(card)
        column.setSpacing(theme.SPACE_XS)
        name = " ".join(part for part in (candidate.name, current().date(candidate.birth_date)) if part)
        column.addWidget(_plain(name, bold=True))
        if row.status is RowStatus.POSSIBLE:
            column.addWidget(_plain(_("Why: {reasons}").format(reasons=", ".join(candidate.reasons))))
        for label, value in candidate.details:
            column.addWidget(theme.quiet(_("{label}: {value}").format(label=label, value=value)))
        if candidate.person_id is not None:
            self._add_same(column, row, candidate, candidate.person_id)
        column.addStretch(1)
        return card

    def _add_same(self, column: QVBoxLayout, row: StagedRow, candidate: Candidate, person_id: UUID) -> None:
        if row.status is RowStatus.POSSIBLE:
            words = _("Same person: complete {name} ({number})")
            choice = QRadioButton(words.format(name=candidate.name, number=candidate.file_number))
            self._offer(choice, Decision(Choice.UPDATE, person_id))
            column.addWidget(choice)
        kept = self._kept(person_id)
        for change in candidate.differences:
            box = QCheckBox(_("{field}: {before} → {after}").format(
                field=change.label, before=change.before or "—", after=change.after))
            box.setChecked(change.key not in kept)
            box.setToolTip(_("Untick to keep what the record says"))
            box.toggled.connect(partial(self._on_kept, person_id, change.key))
            column.addWidget(box)

    def _kept(self, person_id: UUID) -> frozenset[str]:
        decision = self._decision
        return decision.kept if decision is not None and decision.person_id == person_id else frozenset()

    def _other_choices(self, row: StagedRow) -> QHBoxLayout:
        line = QHBoxLayout()
        if row.status is RowStatus.POSSIBLE:
            new = QRadioButton(_("These are two people: import as a new one"))
            self._offer(new, Decision(Choice.CREATE))
            line.addWidget(new)
        elif row.status is not RowStatus.IDENTICAL:
            usual = QRadioButton(_("Import"))
            self._offer(usual, None)
            line.addWidget(usual)
        skip = QRadioButton(_("Do not import this row"))
        self._offer(skip, Decision(Choice.SKIP))
        line.addWidget(skip)
        if row.status is RowStatus.POSSIBLE:
            self._every = QPushButton(_("Apply to every duplicate left to decide"))
            self._every.clicked.connect(self._on_all_clicked)
            line.addWidget(self._every)
        line.addStretch(1)
        return line

    def _offer(self, button: QRadioButton, decision: Decision | None) -> None:
        """Put a choice among those of the row."""
        if self._group is not None:
            self._group.addButton(button)
        self._offers.append((button, decision))
        button.clicked.connect(partial(self._on_chosen, decision))

    def _on_chosen(self, decision: Decision | None, _checked: bool = False) -> None:
        if self._row is not None:
            self.decided.emit(self._row.number, decision)

    def _on_kept(self, person_id: UUID, key: str, is_taken: bool) -> None:
        if self._row is None:
            return
        decision = self._decision
        if decision is None or decision.person_id != person_id:
            decision = Decision(Choice.UPDATE, person_id)
        kept = decision.kept - {key} if is_taken else decision.kept | {key}
        self.decided.emit(self._row.number, replace(decision, kept=kept))

    def _on_all_clicked(self) -> None:
        if self._decision is not None:
            self.all_asked.emit(self._decision.choice)


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
