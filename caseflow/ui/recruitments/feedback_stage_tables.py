"""The tables of the feedback to prescribers: how many people are in which state, and who they are."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHeaderView, QTableWidgetItem

from caseflow.domain.candidacy import CandidacyState
from caseflow.domain.labels import label
from caseflow.i18n import _, current, ngettext
from caseflow.services.candidates.feedback import Feedback, FeedbackLine
from caseflow.ui.widgets.figure_lines import FigureLines
from caseflow.ui.widgets.lines import as_lines

_MEASURED = 100
"""Lines that the width of a column is taken from: a prescriber may send thousands."""

_CENTRED = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


class _Table(FigureLines):
    """A table to read and to choose a line of."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        as_lines(self)
        self._bold = QFont()
        self._bold.setBold(True)

    def put(self, row: int, place: int, words: str, *, is_news: bool = False, spoken: str = "") -> None:
        """Write a cell, if there is something to write; news are bold."""
        if not words:
            return
        item = QTableWidgetItem(words)
        if is_news:
            item.setFont(self._bold)
        if spoken:
            item.setToolTip(spoken)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self.setItem(row, place, item)


class PrescriberMatrix(_Table):
    """One line a prescriber, one column a state that somebody is in."""

    def __init__(self) -> None:
        super().__init__(_("Prescribers and where their people stand"))

    def show_feedbacks(self, feedbacks: Sequence[Feedback]) -> None:
        """Show other figures; the line chosen stays chosen."""
        kept = max(self.currentRow(), 0)
        states = [state for state in CandidacyState if any(each.counts[state] for each in feedbacks)]
        head = [_("Prescriber"), _("Sent"), *map(label, states), _("Told on")]
        self.clear()
        self.setColumnCount(len(head))
        self.setRowCount(len(feedbacks))
        self.setHorizontalHeaderLabels(head)
        for row, each in enumerate(feedbacks):
            self._show(row, each, states)
        self.wrap_headings(1)
        if feedbacks:
            self.selectRow(min(kept, len(feedbacks) - 1))

    def _show(self, row: int, feedback: Feedback, states: Sequence[CandidacyState]) -> None:
        self.put(row, 0, feedback.prescriber, is_news=bool(feedback.news))
        sent = current().number(len(feedback.lines))
        quota = _("quota {quota}").format(quota=feedback.quota) if feedback.quota is not None else ""
        self.put(row, 1, sent, spoken=", ".join(filter(None, (sent, quota))))
        for place, state in enumerate(states, 2):
            self._show_state(row, place, feedback, state)
        told = current().date(feedback.told_on) if feedback.told_on else _("never")
        self.put(row, len(states) + 2, told, is_news=bool(feedback.news))
        for place in range(1, len(states) + 3):
            item = self.item(row, place)
            if item is not None:
                item.setTextAlignment(_CENTRED)

    def _show_state(self, row: int, place: int, feedback: Feedback, state: CandidacyState) -> None:
        count = feedback.counts[state]
        news = sum(line.is_news for line in feedback.lines if line.state is state)
        words = f"{count} ({news})" if news else str(count or "–")
        told = ngettext("{count} not told yet", "{count} not told yet", news).format(count=news)
        spoken = f"{label(state)}: {count}, {told}" if news else ""
        self.put(row, place, words, is_news=bool(news), spoken=spoken)


class PeopleTold(_Table):
    """The people of one prescriber as it is told of them."""

    def __init__(self) -> None:
        super().__init__(_("People sent by the chosen prescriber"))
        self._shown: Feedback | None = None

    def show_feedback(self, feedback: Feedback | None) -> None:
        """Show other people, those of whom there is news first."""
        if feedback is not None and feedback is self._shown:
            return
        self._shown = feedback
        head = [_("Last name, first name"), _("Job"), _("Where it stands"), _("Reason"), _("Since"), _("Last told on")]
        lines = sorted(feedback.lines if feedback else (), key=lambda line: not line.is_news)
        self.clear()
        self.setColumnCount(len(head))
        self.setRowCount(len(lines))
        self.setHorizontalHeaderLabels(head)
        for row, line in enumerate(lines):
            for place, words in enumerate(_cells(line)):
                self.put(row, place, words, is_news=line.is_news)
        header = self.horizontalHeader()
        header.setResizeContentsPrecision(_MEASURED)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)


def _cells(line: FeedbackLine) -> tuple[str, ...]:
    day = current().date
    return (
        f"{line.last_name.upper()} {line.first_name}".strip(),
        line.job,
        label(line.state),
        label(line.reason) if line.reason else "",
        day(line.since) if line.since else "",
        day(line.told_on) if line.told_on else _("never"),
    )
