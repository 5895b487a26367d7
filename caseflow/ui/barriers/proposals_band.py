"""A quiet line on top of the barriers: some proposals of a diagnostic wait for an answer."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from caseflow.i18n import _, ngettext
from caseflow.services.proposals import ProposalLine
from caseflow.ui import icons, theme
from caseflow.ui.barriers.proposals_dialog import DiagnosticDialog
from caseflow.ui.context import Context


class ProposalsBand(QWidget):
    """It is seen only when something waits; `refresh` reads it again."""

    def __init__(self, context: Context, person_id: UUID) -> None:
        super().__init__()
        self._context = context
        self._person_id = person_id
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._look = QPushButton(icons.icon("eye"), _("Look at them…"))
        self._look.clicked.connect(self._on_look)
        card = QFrame()
        card.setProperty("role", "card")
        around = QHBoxLayout(self)
        around.setContentsMargins(theme.SPACE_S, theme.SPACE_S, theme.SPACE_S, 0)
        around.addWidget(card)
        row = QHBoxLayout(card)
        row.setContentsMargins(theme.SPACE_M, theme.SPACE_XS, theme.SPACE_M, theme.SPACE_XS)
        row.addWidget(self._text, 1)
        row.addWidget(self._look)
        self.hide()

    @property
    def button(self) -> QPushButton:
        """Return what shows the proposals."""
        return self._look

    def refresh(self) -> None:
        """Read what waits."""
        work = partial(self._context.desk.proposals.of_person, self._person_id)
        self._context.tasks.run(self, work, self._on_read, only_latest="proposals")

    def _on_read(self, lines: tuple[ProposalLine, ...]) -> None:
        count = len(lines)
        words = ngettext(
            "{count} proposal of a France Travail diagnostic is still to be looked at.",
            "{count} proposals of a France Travail diagnostic are still to be looked at.",
            count,
        )
        self._text.setText(words.format(count=count))
        self.setVisible(bool(lines))

    def _on_look(self) -> None:
        DiagnosticDialog.open_for(self, self._context, self._person_id)
