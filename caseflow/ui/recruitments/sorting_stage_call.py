"""Call candidates one by one: the number in large, each question and outcome by one key, the next by itself."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caseflow.domain.candidacy import Answer, CallResult
from caseflow.domain.labels import label
from caseflow.domain.priority import BADGES, PublicKind
from caseflow.i18n import N_, _, current, ngettext
from caseflow.services.candidates.listing import CandidateRow
from caseflow.services.recruitment_views import CriterionView
from caseflow.ui import icons, theme
from caseflow.ui.widgets.flow_row import FlowRow

OUTCOMES = (
    (CallResult.YES, N_("Y"), "check"),
    (CallResult.NOT_INTERESTED, N_("N"), "close"),
    (CallResult.ABSENT, N_("A"), "history"),
    (CallResult.CALL_BACK, N_("R"), "refresh"),
    (CallResult.WRONG_NUMBER, N_("F"), "warning"),
)
"""How a call ends, and the key that says it."""


class CallPanel(QWidget):
    """One candidate at a time; it asks its owner for whatever is written."""

    answered = Signal(object, object, object)
    """A question was answered: the candidacy, the criterion, and the answer or None."""
    called = Signal(object, object)
    """A call ended: the candidacy and its outcome."""
    closed = Signal()
    """The list is wanted again."""

    def __init__(self, read: Callable[[Sequence[UUID]], list[CandidateRow]]) -> None:
        super().__init__()
        self._read = read
        self._queue: list[UUID] = []
        self._place = 0
        self._criteria: tuple[CriterionView, ...] = ()
        self._publics: dict[UUID, tuple[PublicKind, ...]] = {}
        self._create()
        self._arrange()
        self._connect()

    def start(self, queue: Sequence[UUID]) -> None:
        """Call these candidates, in this order."""
        self._queue, self._place = list(queue), 0
        self.refresh()
        self._questions.setCurrentRow(0)
        self._questions.setFocus()

    def show_criteria(self, criteria: tuple[CriterionView, ...], publics: dict[UUID, tuple[PublicKind, ...]]) -> None:
        """Take the questions to ask, and the publics of each."""
        self._criteria, self._publics = criteria, publics
        self.refresh()

    def current_id(self) -> UUID | None:
        """Return the candidacy in front."""
        return self._queue[self._place] if self._place < len(self._queue) else None

    def turn(self, step: int) -> None:
        """Show the next candidate, or the one before; after the last one, the list."""
        self._place = max(0, self._place + step)
        if self.current_id() is None:
            self.closed.emit()
            return
        self.refresh()
        self._questions.setCurrentRow(0)

    def refresh(self) -> None:
        """Read the candidate in front again."""
        key = self.current_id()
        rows = self._read([key]) if key else []
        if rows:
            self._show(rows[0])

    def _create(self) -> None:
        self._where = theme.quiet("")
        self._name = theme.title("", 1.5)
        self._phone = theme.title("", 2.4)
        self._phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._facts, self._tries, self._level, self._reasons = (theme.quiet("") for _each in range(4))
        self._questions = QListWidget()
        self._questions.setAccessibleName(_("Questions to ask"))
        self._back = QPushButton(icons.icon("back"), _("Back to the list"))
        self._before = QPushButton(_("Previous"))
        self._after = QPushButton(_("Skip"))
        self._answers = {
            Answer.YES: QPushButton(_("Yes (→)")),
            Answer.NO: QPushButton(_("No (←)")),
            None: QPushButton(_("Not known (Del)")),
        }
        self._outcomes = {
            result: QPushButton(icons.icon(picture), f"{label(result)} ({_(key)})") for result, key, picture in OUTCOMES
        }

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._back)
        head.addWidget(self._where, 1)
        head.addWidget(self._before)
        head.addWidget(self._after)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        column.addLayout(head)
        columns = QHBoxLayout()
        columns.setSpacing(theme.SPACE_M)
        columns.addWidget(self._who(), 1)
        columns.addWidget(self._asked(), 1)
        column.addLayout(columns, 1)
        outcomes = FlowRow(theme.SPACE_S)
        for button in self._outcomes.values():
            outcomes.addWidget(button)
        column.addLayout(outcomes)

    def _who(self) -> QWidget:
        card = _card()
        inside = QVBoxLayout(card)
        inside.setSpacing(theme.SPACE_S)
        for words in (self._name, self._phone, self._facts, self._tries):
            words.setWordWrap(True)
            inside.addWidget(words)
        inside.addStretch(1)
        return card

    def _asked(self) -> QWidget:
        card = _card()
        inside = QVBoxLayout(card)
        inside.addWidget(theme.title(_("Questions to ask"), 1.1))
        inside.addWidget(self._questions, 1)
        row = FlowRow(theme.SPACE_S)
        for button in self._answers.values():
            row.addWidget(button)
        inside.addLayout(row)
        self._level.setFont(theme.title_font(self._level, 1.1))
        for words in (self._level, self._reasons):
            words.setWordWrap(True)
            inside.addWidget(words)
        return card

    def _connect(self) -> None:
        self._back.clicked.connect(lambda _checked=False: self.closed.emit())
        self._before.clicked.connect(lambda _checked=False: self.turn(-1))
        self._after.clicked.connect(lambda _checked=False: self.turn(1))
        keys: list[tuple[str, Callable[[], object]]] = [
            ("Right", partial(self._answer, Answer.YES)),
            ("Left", partial(self._answer, Answer.NO)),
            ("Del", partial(self._answer, None)),
            ("PgUp", partial(self.turn, -1)),
            ("PgDown", partial(self.turn, 1)),
            ("Esc", self.closed.emit),
        ]
        for answer, button in self._answers.items():
            button.clicked.connect(lambda _checked=False, answer=answer: self._answer(answer))
        for result, key, _picture in OUTCOMES:
            keys.append((_(key), partial(self._end, result)))
            self._outcomes[result].clicked.connect(lambda _checked=False, result=result: self._end(result))
        for key, do in keys:
            QShortcut(QKeySequence(key), self, do, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _answer(self, answer: Answer | None) -> None:
        key, place = self.current_id(), self._questions.currentRow()
        if key is None or place < 0:
            return
        self.answered.emit(key, self._criteria[place].id, answer)
        if answer is not None:
            self._questions.setCurrentRow(min(self._questions.currentRow() + 1, self._questions.count() - 1))

    def _end(self, result: CallResult) -> None:
        key = self.current_id()
        if key is not None:
            self.called.emit(key, result)

    def _show(self, row: CandidateRow) -> None:
        self._where.setText(_("{place} of {count}").format(place=self._place + 1, count=len(self._queue)))
        self._before.setEnabled(self._place > 0)
        self._name.setText(row.name)
        self._phone.setText(row.phone or _("No phone number"))
        publics = ", ".join(_(BADGES[kind]) for kind in self._publics.get(row.id, ()))
        sent = _("Sent by {names}").format(names=", ".join(row.prescribers)) if row.prescribers else ""
        self._facts.setText("\n".join(part for part in (label(row.state), sent, publics) if part))
        self._tries.setText(attempts_words(row))
        self._level.setText(label(row.level))
        self._reasons.setText("\n".join(row.reasons))
        self._show_questions(row)

    def _show_questions(self, row: CandidateRow) -> None:
        if self._questions.count() != len(self._criteria):
            self._questions.clear()
            for _each in self._criteria:
                self._questions.addItem(QListWidgetItem())
        for place, criterion in enumerate(self._criteria):
            answer = row.answers.get(criterion.id)
            item = self._questions.item(place)
            said = label(answer) if answer else _("not known")
            item.setText(f"{criterion.question} ({label(criterion.weight).lower()}) — {said}")
            item.setIcon(icons.icon({Answer.YES: "check", Answer.NO: "close", None: "info"}[answer]))


def attempts_words(row: CandidateRow) -> str:
    """Say how often somebody was called, and how the last call ended."""
    if not row.attempts:
        return label(row.call_result) if row.call_result else _("Never called")
    words = ngettext("{count} call", "{count} calls", row.attempts).format(count=row.attempts)
    ended = label(row.call_result) if row.call_result else ""
    return " · ".join(part for part in (words, current().date(row.called_on), ended) if part)


def _card() -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    return card
