"""What a diagnostic proposes, theme by theme: each is ticked or not; what is not answered waits."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.domain.labels import label
from caseflow.i18n import N_, _, current
from caseflow.services.proposals import ProposalLine
from caseflow.ui import theme
from caseflow.ui.context import Context
from caseflow.ui.widgets.room import FittingScroll
from caseflow.ui.widgets.tab_order import tab_as_read

_INDENT = 26
"""Where words stand under those of their box, in pixels."""
_HOW = N_(
    "Tick what is still true: it is noted as a barrier, with its objectives and where it comes from. The rest stays to"
    " be looked at."
)
_NOTHING = N_("Nothing waits: all that this diagnostic says is already known here.")


class ProposalRow(QWidget):
    """A theme with its box, and under it what was observed, what is aimed at, where it comes from."""

    def __init__(self, line: ProposalLine, *, is_ticked: bool) -> None:
        super().__init__()
        self.line = line
        self.box = QCheckBox(" · ".join((title_of(line), *remarks_of(line))))
        self.box.setChecked(is_ticked)
        self.box.setFont(theme.title_font(self.box, 1.0))
        words = QLabel("\n".join(words_of(line)))
        words.setWordWrap(True)
        words.setVisible(bool(words.text()))
        words.setIndent(_INDENT)
        source = theme.quiet(line.source)
        source.setIndent(_INDENT)
        self.box.setAccessibleDescription(" ".join((*words_of(line), line.source)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_XS)
        for widget in (self.box, words, source):
            column.addWidget(widget)


class NeedsRow(QWidget):
    """The needs that no theme answers, under one box: they are seen, and become no barrier."""

    def __init__(self, lines: Sequence[ProposalLine]) -> None:
        super().__init__()
        self.lines = tuple(lines)
        self.box = QCheckBox(_("Needs on the way to a job: seen"))
        words = QLabel("\n".join(f"• {line.wording}" for line in lines))
        words.setWordWrap(True)
        words.setIndent(_INDENT)
        self.box.setAccessibleDescription(words.text())
        told = theme.quiet(_("They become no barrier. Ticked, they are no longer shown here."))
        told.setIndent(_INDENT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_XS)
        for widget in (self.box, words, told):
            column.addWidget(widget)


class DiagnosticDialog(QDialog):
    """Ctrl+Enter notes what is ticked; closed otherwise, everything stays to be looked at."""

    def __init__(self, parent: QWidget, context: Context, lines: Sequence[ProposalLine], *, told: str = "") -> None:
        """Show the proposals of one person; `told` says what was just read."""
        super().__init__(parent)
        self._context = context
        likely = {line.theme: line.id for line in reversed(lines) if line.is_for_now and not line.is_sensitive}
        # The latest of a theme alone is ticked: an older diagnostic says what it once was.
        self.rows = tuple(ProposalRow(line, is_ticked=line.id in likely.values()) for line in lines if line.theme)
        needs = [line for line in lines if line.theme is None]
        self.needs = NeedsRow(needs) if needs else None
        self._create()
        self._arrange(told)
        self._connect()
        self._show_sensitive(False)

    @classmethod
    def open_for(cls, parent: QWidget, context: Context, person_id: UUID, told: str = "") -> None:
        """Read what waits for a person, then open."""

        def show(lines: tuple[ProposalLine, ...]) -> None:
            cls(parent, context, lines, told=told).open()

        context.tasks.run(parent, partial(context.desk.proposals.of_person, person_id), show, only_latest="proposals")

    @property
    def accept_button(self) -> QPushButton:
        """Return the button that notes what is ticked."""
        return self._accept

    @property
    def decline_button(self) -> QPushButton:
        """Return the button that sets aside what is ticked."""
        return self._decline

    @property
    def sensitive_box(self) -> QCheckBox:
        """Return the box that shows what is sensitive."""
        return self._sensitive

    def ticked(self) -> tuple[UUID, ...]:
        """Return what is ticked, of what is in sight."""
        ids = [row.line.id for row in self.rows if row.box.isChecked() and not row.isHidden()]
        if self.needs is not None and self.needs.box.isChecked():
            ids += [line.id for line in self.needs.lines]
        return tuple(ids)

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        boxes = [row.box for row in self.rows if not row.isHidden()]
        (boxes[0] if boxes else self._buttons.buttons()[-1]).setFocus(Qt.FocusReason.OtherFocusReason)

    # Building -------------------------------------------------------------------------------------------------

    def _create(self) -> None:
        self.setWindowTitle(_("France Travail diagnostic"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sensitive = QCheckBox(_("Show sensitive data"))
        self._sensitive.setVisible(any(row.line.is_sensitive for row in self.rows))
        self._buttons = QDialogButtonBox()
        self._later = self._buttons.addButton(_("Later"), QDialogButtonBox.ButtonRole.RejectRole)
        self._decline = self._buttons.addButton(_("Set aside what is ticked"), QDialogButtonBox.ButtonRole.ActionRole)
        self._accept = self._buttons.addButton(_("Note what is ticked"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._accept.setDefault(True)
        self._accept.setToolTip("Ctrl+Enter")

    def _arrange(self, told: str) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.SPACE_S, 0)
        column.setSpacing(theme.SPACE_M)
        if told:
            column.addWidget(theme.quiet(told))
        has_any = bool(self.rows or self.needs)
        column.addWidget(theme.quiet(_(_HOW if has_any else _NOTHING)))
        column.addWidget(self._sensitive)
        for row in (*self.rows, *([self.needs] if self.needs else [])):
            column.addWidget(row)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_L)
        whole.setSpacing(theme.SPACE_M)
        whole.addWidget(FittingScroll(inside, self._buttons), 1)
        whole.addWidget(self._buttons)
        self._accept.setVisible(has_any)
        self._decline.setVisible(has_any)
        self.setMinimumWidth(theme.COLUMN_FORM + 160)
        tab_as_read(self)

    def _connect(self) -> None:
        self._sensitive.toggled.connect(self._show_sensitive)
        for box in self._boxes():
            box.toggled.connect(self._on_ticked)
        self._accept.clicked.connect(self._on_accepted)
        self._decline.clicked.connect(self._on_declined)
        self._buttons.rejected.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._on_accepted)

    def _boxes(self) -> list[QCheckBox]:
        return [row.box for row in (*self.rows, *([self.needs] if self.needs else []))]

    # Doing ----------------------------------------------------------------------------------------------------

    def _show_sensitive(self, is_shown: bool) -> None:
        for row in self.rows:
            row.setVisible(is_shown or not row.line.is_sensitive)
        self._on_ticked()

    def _on_ticked(self) -> None:
        self._accept.setEnabled(bool(self.ticked()))
        self._decline.setEnabled(bool(self.ticked()))

    def _on_accepted(self) -> None:
        if ids := self.ticked():
            self._answer(partial(self._context.desk.proposals.accept, ids, self._context.today()))

    def _on_declined(self) -> None:
        if ids := self.ticked():
            self._answer(partial(self._context.desk.proposals.decline, ids))

    def _answer(self, work: "partial[object]") -> None:
        self._accept.setEnabled(False)
        self._decline.setEnabled(False)
        self._context.tasks.run(self, work, self._on_answered, failed=self._on_failed)

    def _on_answered(self, _result: object) -> None:
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self._on_ticked()
        self._context.tasks.failed.emit(error)


def title_of(line: ProposalLine) -> str:
    """Return what a proposal is about."""
    return label(line.theme) if line.theme is not None else line.wording


def remarks_of(line: ProposalLine) -> tuple[str, ...]:
    """Return what is to be known of a proposal before it is ticked."""
    told = (
        (line.is_noted, _("already noted")),
        (line.is_closed, _("overcome, says the diagnostic")),
        (line.is_priority, _("priority")),
    )
    impact = (label(line.impact).lower(),) if line.impact is not None else ()
    return (*(words for is_so, words in told if is_so), *impact)


def words_of(line: ProposalLine) -> tuple[str, ...]:
    """Return what was observed and what is aimed at, a line each."""
    goals = (f"→ {goal.wording} ({label(goal.state).lower()})" for goal in line.objectives)
    seen = () if line.noted_on is None else (_("Noted on {date}").format(date=current().date(line.noted_on)),)
    observed = line.situations or (() if line.objectives else (line.wording,))
    return (*observed, *goals, *(seen if line.is_closed else ()))
