"""Whom to ask whether they are still in the job: a list, and one key or one button for each answer."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from caseflow.i18n import _, current, ngettext
from caseflow.services.kept_jobs import KeptDue, KeptLine
from caseflow.ui import icons, theme
from caseflow.ui.widgets.flow_row import FlowRow


class KeptBox(QWidget):
    """Tells what was answered of the person chosen; whoever holds it writes it down."""

    answered = Signal(object, bool)
    """The `UUID` of a check, and whether the person is still in the job."""
    opened = Signal(object)
    """Enter or a double click: the `UUID` of the person."""

    def __init__(self, *, names_recruitment: bool = False) -> None:
        """Show checks; of several recruitments, each with the name of its own."""
        super().__init__()
        self._names_recruitment = names_recruitment
        self._lines: tuple[KeptLine, ...] = ()
        self._list = QListWidget()
        self._buttons = {
            True: QPushButton(_("Still in the job (O)")),
            False: QPushButton(_("No longer in the job (N)")),
        }
        self._arrange()
        self._list.itemActivated.connect(self._on_activated)
        for is_kept, letter in ((True, "O"), (False, "N")):
            self._buttons[is_kept].clicked.connect(partial(self._answer, is_kept))
            keys, reach = QKeySequence(letter), Qt.ShortcutContext.WidgetShortcut
            QShortcut(keys, self._list, partial(self._answer, is_kept), context=reach)

    def show_due(self, due: KeptDue) -> None:
        """Show other checks; the keyboard stays at the same place, where the next one now is."""
        row = self._list.currentRow()
        self._lines = due.lines
        self._list.clear()
        for line in due.lines:
            self._list.addItem(QListWidgetItem(icons.icon("history"), f"{line.name}\n{self._detail(line)}"))
        self._list.setCurrentRow(min(max(row, 0), len(due.lines) - 1))
        for button in self._buttons.values():
            button.setEnabled(bool(due.lines))

    def _arrange(self) -> None:
        self._list.setAccessibleName(_("Checks that people are still in the job"))
        self._list.setFrameShape(QListWidget.Shape.NoFrame)
        self._list.viewport().setAutoFillBackground(False)
        self._list.setSpacing(2)
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = QWidget()
        flow = FlowRow(theme.SPACE_XS)
        row.setLayout(flow)
        for button in self._buttons.values():
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._list, 1)
        column.addWidget(row)

    def _detail(self, line: KeptLine) -> str:
        months = ngettext("after {count} month", "after {count} months", line.months).format(count=line.months)
        hired = _("hired on {day}").format(day=current().date(line.hired_on)) if line.hired_on else ""
        where = (line.employer or line.recruitment) if self._names_recruitment else ""
        return " · ".join(filter(None, (months, hired, where)))

    def _answer(self, is_kept: bool, _checked: bool = False) -> None:
        line = self._chosen()
        if line is not None:
            self.answered.emit(line.id, is_kept)

    def _chosen(self) -> KeptLine | None:
        row = self._list.currentRow()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def _on_activated(self, _item: QListWidgetItem) -> None:
        line = self._chosen()
        if line is not None:
            self.opened.emit(line.person_id)
