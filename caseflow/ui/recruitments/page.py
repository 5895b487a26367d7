"""The section « Recrutements »: every recruitment, how far it is, and the way into each."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from caseflow.i18n import _, current
from caseflow.services.drafts import DraftOf
from caseflow.services.recruitments import RecruitmentLine
from caseflow.ui import icons, theme
from caseflow.ui.actions import Act
from caseflow.ui.context import Context
from caseflow.ui.recruitments.new_dialog import DRAFT, NewRecruitmentDialog
from caseflow.ui.recruitments.stage import RECRUITMENT_KINDS
from caseflow.ui.rows_model import Column, RowsModel
from caseflow.ui.widgets.empty_state import EmptyState
from caseflow.ui.widgets.rows_view import RowsView


class RecruitmentsPage(QWidget):
    """Recruitments still open first; Enter opens one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._lines: dict[UUID, RecruitmentLine] = {}
        self._create()
        self._arrange()
        self._view.opened.connect(self._context.navigator.open_recruitment)
        self._new.clicked.connect(self._on_new)
        self._context.changes.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        """Read the recruitments again."""
        self._context.tasks.run(self, self._context.desk.recruitments.all, self._on_read, only_latest="recruitments")

    def resume(self, draft: DraftOf) -> None:
        """Open the form of a draft again."""
        if draft == DRAFT:
            self._on_new()

    def acts(self) -> Mapping[str, Act]:
        """Return what the commands of the window do here."""
        return {"new": Act(self._on_new)}

    def _create(self) -> None:
        self._model: RowsModel[RecruitmentLine] = RowsModel(_columns(), self._rows, lambda line: line.id, self)
        self._view = RowsView(self._model, _("Recruitments"))
        self._new = QPushButton(icons.icon("plus"), _("New recruitment…"))
        self._nothing = EmptyState(
            "people",
            _("No recruitment yet"),
            _("A recruitment gathers the candidates that many partners send for the same employer, and follows them."),
        )
        self._nothing.add_button(_("Open a recruitment…"), "plus", self._on_new)
        self._stack = QStackedWidget()

    def _arrange(self) -> None:
        self._view.setSortingEnabled(False)
        head = QHBoxLayout()
        head.addWidget(theme.title(_("Recruitments"), 1.3), 1)
        head.addWidget(self._new)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(theme.SPACE_M, theme.SPACE_M, theme.SPACE_M, theme.SPACE_M)
        column.addLayout(head)
        column.addWidget(self._view, 1)
        for page in (listed, self._nothing):
            self._stack.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _rows(self, ids: Sequence[UUID]) -> list[RecruitmentLine]:
        return [self._lines[each] for each in ids if each in self._lines]

    def _on_read(self, lines: tuple[RecruitmentLine, ...]) -> None:
        self._lines = {line.id: line for line in lines}
        self._view.set_ids([line.id for line in lines])
        self._stack.setCurrentIndex(0 if lines else 1)

    def _on_new(self, _checked: bool = False) -> None:
        NewRecruitmentDialog.ask(self, self._context)

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & RECRUITMENT_KINDS:
            self.refresh()


def _columns() -> tuple[Column[RecruitmentLine], ...]:
    def day(line: RecruitmentLine) -> str:
        return current().date(line.starts_on)

    return (
        Column("title", _("Recruitment"), lambda line: line.title, 220, is_sortable=False),
        Column("employer", _("Employer"), lambda line: line.employer, 150, is_sortable=False),
        Column("starts_on", _("Starts on"), day, 94, is_sortable=False),
        Column("posts", _("Posts"), lambda line: str(line.posts), 66, is_right_aligned=True, is_sortable=False),
        Column(
            "candidates",
            _("Candidates"),
            lambda line: str(line.candidates),
            100,
            is_right_aligned=True,
            is_sortable=False,
        ),
        Column("hired", _("Hired"), lambda line: str(line.hired), 92, is_right_aligned=True, is_sortable=False),
        Column("state", _("State"), lambda line: _("closed") if line.is_closed else _("open"), 70, is_sortable=False),
        Column("code", _("Code"), lambda line: line.code, 130, is_sortable=False),
    )
