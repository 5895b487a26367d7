"""Add an objective or an action to the chosen barrier: in free words or from the list, without opening anything."""

from functools import partial
from typing import Any, cast
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from caseflow.domain import themes
from caseflow.domain.barrier import GoalKind
from caseflow.domain.errors import Invalid
from caseflow.domain.labels import label
from caseflow.i18n import _
from caseflow.services.barrier_views import BarrierLine
from caseflow.services.drafts import DraftOf
from caseflow.ui import editors, icons, theme
from caseflow.ui.barriers.listed_field import ListedField, listed
from caseflow.ui.context import Context
from caseflow.ui.drafting import Drafting


def entry_draft(line: BarrierLine) -> DraftOf:
    """Return which form it is, about a barrier."""
    return DraftOf("barrier_goal_new", line.id, line.person_id)


class GoalEntry(QWidget):
    """Enter adds, and the field is ready for the next; what is typed for one barrier waits for it as a draft."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._line: BarrierLine | None = None
        self._is_saving = False
        self._create()
        self._arrange()
        self._button.clicked.connect(self._on_asked)
        self._field.entered.connect(self._on_asked)
        self._kind.edited.connect(self._offer)

    @property
    def field(self) -> ListedField:
        """Return where the words go."""
        return self._field

    @property
    def kind(self) -> editors.Editor:
        """Return the choice between an objective and an action."""
        return self._kind

    @property
    def button(self) -> QPushButton:
        """Return the button that adds."""
        return self._button

    def told(self) -> str:
        """Return what is wrong."""
        return self._error.text()

    def show_barrier(self, line: BarrierLine | None) -> None:
        """Add to a barrier from now on; to none, it is put away."""
        self.setVisible(line is not None)
        is_same = line is not None and self._line is not None and line.id == self._line.id
        before, self._line = self._line, line
        if is_same and before is not None and before.theme is cast("BarrierLine", line).theme:
            return
        self._drafting.pause()
        if line is None:
            return
        self._title.setText(_("Add to “{theme}”").format(theme=label(line.theme)))
        self._begin(GoalKind.ACTION if line.goals else GoalKind.OBJECTIVE)

    def keep(self) -> None:
        """Keep what is typed as a draft, now."""
        self._drafting.keep()

    def _create(self) -> None:
        self._title = QLabel()
        self._kind = editors.choice("kind", GoalKind, label, none_label=None)
        self._words = listed("title", _("In your own words, or from the list"))
        self._due = editors.day("due_on", self._context.today)
        self._field = cast("ListedField", self._words.widget)
        self._button = QPushButton(icons.icon("plus"), _("Add"))
        self._drafting = Drafting(self, self._context, {"title": self._words, "due_on": self._due})
        self._error = theme.quiet("")
        self._error.setProperty("tone", "danger")
        self._error.hide()
        self._kind.widget.setAccessibleName(_("Objective or action"))
        self._field.setAccessibleName(_("What is to be added"))
        self._due.widget.setAccessibleName(_("Due on"))
        self._due.widget.setToolTip(_("Due on"))

    def _arrange(self) -> None:
        row = QGridLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setHorizontalSpacing(theme.SPACE_S)
        row.addWidget(self._title, 0, 0, 1, 4)
        for column, widget in enumerate((self._kind.widget, self._field, self._due.widget, self._button)):
            row.addWidget(widget, 1, column, Qt.AlignmentFlag.AlignTop)
        row.setColumnStretch(0, 2)
        row.setColumnStretch(1, 7)
        row.setColumnStretch(2, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_XS)
        column.addWidget(self._drafting.line)
        column.addLayout(row)
        column.addWidget(self._error)

    def _begin(self, kind: GoalKind) -> None:
        line = cast("BarrierLine", self._line)
        self._tell("")
        self._kind.show_value(kind)
        self._offer()
        for editor in (self._words, self._due):
            editor.show_value(None)
        self._drafting.begin(entry_draft(line), self._title.text())

    def _offer(self) -> None:
        if self._line is not None:
            words = themes.facts(self._line.theme).goals(self._kind.value())
            self._field.offer(words, is_free=not self._line.is_sensitive)

    def _on_asked(self) -> None:
        if self._line is None or self._is_saving:
            return
        try:
            values: dict[str, Any] = {"due_on": self._due.value()}
        except Invalid as error:
            self._tell(error.message)
            return
        kind: GoalKind = self._kind.value()
        work = partial(self._context.desk.barriers.add_goal, self._line.id, kind, self._words.value() or "", **values)
        self._is_saving = True
        self._context.tasks.run(
            self, self._drafting.saving(work), partial(self._on_saved, kind), failed=self._on_failed
        )

    def _on_saved(self, kind: GoalKind, _goal_id: UUID) -> None:
        self._is_saving = False
        self._drafting.saved()
        if self._line is not None:
            self._begin(GoalKind.ACTION if kind is GoalKind.OBJECTIVE else kind)

    def _on_failed(self, error: Exception) -> None:
        self._is_saving = False
        is_told = isinstance(error, Invalid)
        self._tell(error.message if is_told else "")
        self._drafting.not_saved(None if is_told else error)

    def _tell(self, message: str) -> None:
        self._error.setText(f"⚠ {message}" if message else "")
        self._error.setVisible(bool(message))
        self._field.setAccessibleDescription(message)
