"""The people hired of whom it is time to ask whether they are still in the job."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QFrame, QVBoxLayout

from caseflow.i18n import ngettext
from caseflow.services.kept_jobs import KeptDue
from caseflow.ui import theme
from caseflow.ui.context import Context
from caseflow.ui.widgets.kept_box import KeptBox

SHOWN = 6
"""The longest due; the others come up as these are dealt with."""


class KeptCard(QFrame):
    """Enter, or a double click, opens the person; two buttons answer at once."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._title = theme.title("", 1.1)
        self._title.setWordWrap(True)
        self._box = KeptBox(names_recruitment=True)
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.addWidget(self._title)
        column.addWidget(self._box, 1)
        self._box.answered.connect(self._on_answered)
        self._box.opened.connect(context.navigator.open_person)
        self.hide()

    def show_due(self, due: KeptDue) -> None:
        """Show the longest due, and how many there are; nothing at all when there is none."""
        count = due.count
        words = ngettext("{count} person to ask: still in the job?", "{count} people to ask: still in the job?", count)
        self._title.setText(words.format(count=count))
        self._box.show_due(due)
        self.setVisible(bool(due.lines))

    def _on_answered(self, check_id: UUID, is_kept: bool) -> None:
        from caseflow.services.candidates.board import Board

        board = Board(self._context.desk.store)
        work = partial(board.check_kept, check_id, is_kept, self._context.today())
        self._context.tasks.run(self, work, _nothing)


def _nothing(_result: object) -> None:
    pass
