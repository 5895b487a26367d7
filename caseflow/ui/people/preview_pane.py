"""At the right of the list: where the person of the current line stands, read in the background."""

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QScrollArea

from caseflow.domain.errors import Missing
from caseflow.i18n import _
from caseflow.services.desk import Desk
from caseflow.ui.context import Context
from caseflow.ui.glance import Glance, GlanceView, read_glance

WIDTH = 280
EVENTS = 3
WAIT_MS = 60
"""So that going down a list with an arrow held does not read everyone on the way."""


class PreviewPane(QScrollArea):
    """Shows one person at a time."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._person: tuple[UUID, str] | None = None
        self._glance = GlanceView()
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self.refresh)
        self.setWidget(self._glance)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumWidth(WIDTH)
        self.setAccessibleName(_("Preview of the person"))

    def show_person(self, person_id: UUID | None, name: str) -> None:
        """Show someone soon, or nobody."""
        self._person = None if person_id is None else (person_id, name)
        self._wait.start()

    def refresh(self) -> None:
        """Read the person again; hidden, it reads nobody."""
        if not self.isVisible():
            return
        if self._person is None:
            self._on_read(None)
            return
        work = partial(_read, self._context.desk, *self._person, self._context.today())
        self._context.tasks.run(self, work, self._on_read, only_latest="glance")

    def words(self) -> str:
        """Return what is shown."""
        return self._glance.words()

    def _on_read(self, glance: Glance | None) -> None:
        self._glance.show_glance(glance)
        self.setAccessibleDescription(self._glance.words())


def _read(desk: Desk, person_id: UUID, name: str, on: date) -> Glance | None:
    try:
        return read_glance(desk, person_id, name, on, events=EVENTS)
    except Missing:  # deleted meanwhile
        return None
