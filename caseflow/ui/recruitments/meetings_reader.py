"""The line where the codes of convocations are read at the door: typed, or by a reader that acts as a keyboard."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caseflow.domain.attendance_code import AttendanceCode
from caseflow.domain.labels import label
from caseflow.i18n import _, current
from caseflow.services.meeting_views import MeetingView, SeatLine, Sessions
from caseflow.ui import theme


class CodeLine(QWidget):
    """Empties itself once a code was read: the next may come at once."""

    entered = Signal(str)
    """A code was typed, and Enter."""
    over = Signal()
    """Everybody who came was read: the others did not come."""

    def __init__(self) -> None:
        super().__init__()
        self._line = QLineEdit()
        self._told = theme.title("", 1.15)
        self._over = QPushButton(_("The others are absent"))
        name = QLabel(_("Code reader"))
        name.setBuddy(self._line)
        self._line.setAccessibleName(_("Code reader"))
        self._line.setPlaceholderText(_("Code, then Enter"))
        self._line.setMinimumWidth(self._line.fontMetrics().horizontalAdvance("M" * 16))
        self._line.returnPressed.connect(self._on_entered)
        self._over.clicked.connect(lambda _checked=False: self.over.emit())
        self._told.setWordWrap(True)
        self._told.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        row.addWidget(name)
        row.addWidget(self._line)
        row.addWidget(self._over)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._told)

    def offer_end(self, is_possible: bool) -> None:
        """Offer to note the others as absent: some came, and some are still expected."""
        self._over.setEnabled(is_possible)

    def tell(self, words: str, *, is_wrong: bool = False) -> None:
        """Say what became of the code."""
        self._told.setProperty("tone", "danger" if is_wrong else "")
        self._told.style().polish(self._told)
        self._told.setText(f"⚠ {words}" if is_wrong else words)
        self._told.show()

    def forget(self) -> None:
        """Say nothing any more: another session is shown."""
        self._told.hide()

    def _on_entered(self) -> None:
        typed = self._line.text()
        self._line.clear()
        if typed.strip():
            self.entered.emit(typed)


def found_by(typed: str, meeting: MeetingView, sessions: Sessions) -> SeatLine | str:
    """Return whose convocation to a session the code is, or why it is nobody’s."""
    code = AttendanceCode.read(typed)
    if code is None:
        return _("“{typed}” is no code of a convocation.").format(typed=typed.strip())
    for each in (meeting, *sessions.meetings):
        for line in each.lines:
            if AttendanceCode.of(each.id, line.candidacy_id) == code:
                return line if each.id == meeting.id else _elsewhere(line, each)
    return _("This code belongs to no session of this recruitment.")


def came_words(line: SeatLine) -> str:
    """Say that somebody is noted as present."""
    if line.has_come:
        return _("{name}: already noted as present").format(name=line.name)
    return _("✔ {name}: present").format(name=line.name)


def _elsewhere(line: SeatLine, meeting: MeetingView) -> str:
    hour = current().hour(meeting.at_minute) if meeting.at_minute is not None else ""
    when = " ".join(filter(None, (label(meeting.kind), current().date(meeting.held_on), hour)))
    words = _("{name}: invited to another session, {session}. “Came without invitation…” adds this person here.")
    return words.format(name=line.name, session=when)
