"""What happened since the last meeting, and the next one: read when a record opens, before the person sits down."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal

from caseflow.i18n import _, current
from caseflow.services.since_last import SinceLast
from caseflow.ui.context import Context
from caseflow.ui.widgets.card import Card, Deed

Lines = Iterator[tuple[str, str]]


class SinceCard(Card):
    """Three sentences; its details are one click away. It shows once it is read, and not while somebody looks."""

    was_read = Signal()
    """There may be something to show on a record that seemed empty."""

    def __init__(self, context: Context, person_id: UUID) -> None:
        super().__init__("")
        self._context = context
        self._person_id = person_id
        self._told: SinceLast | None = None
        self._is_whole = False
        self._is_discreet = False
        self.hide()

    def read(self, on: date) -> None:
        """Read it again, in the background."""
        work = partial(self._context.desk.interviews.since_last_time, self._person_id, on)
        self._context.tasks.run(self, work, self._on_read, only_latest="since")

    def set_discreet(self, is_on: bool) -> None:
        """Leave it out while somebody looks."""
        self._is_discreet = is_on
        self.setVisible(self._told is not None and not is_on)

    def is_blank(self) -> bool:
        """Tell whether nobody met the person yet, and nothing is planned."""
        return self._told is None or not (self._told.since or self._told.promised)

    def toggle(self) -> None:
        """Show every event, or the sentences again."""
        self._is_whole = not self._is_whole
        if self._told is not None:
            self._on_read(self._told)

    def _on_read(self, told: SinceLast) -> None:
        self._told = told
        lines = list(_details(told) if self._is_whole else _sentences(told))
        since = current().date(told.since)[:5]
        self.set_title(_("Since the last time ({day})").format(day=since) if told.since else _("Next appointment"))
        words = _("In short") if self._is_whole else _("Every detail")
        self.show_lines(lines, (Deed(words, self.toggle),) if told.happened else ())
        self.set_discreet(self._is_discreet)
        self.was_read.emit()


def _sentences(told: SinceLast) -> Lines:
    for sentence in told.sentences:
        yield sentence, ""
    if told.since and not told.happened:
        yield _("Nothing new was noted."), "muted"
    if not told.next_appointment:
        yield _("No appointment ahead."), "muted"


def _details(told: SinceLast) -> Lines:
    for each in told.happened:
        yield f"{current().date(each.on)} – {each.words}", ""
    for words in told.promised:
        yield _("Planned: {what}").format(what=words), ""
