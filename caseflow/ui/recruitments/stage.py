"""What the stages of a recruitment share: what is read of it at once, and what every stage can do."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, TypeAlias
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from caseflow.services.drafts import DraftOf
from caseflow.services.recruitment_views import RecruitmentView
from caseflow.ui.context import Context
from caseflow.ui.errors import show_error

RECRUITMENT_KINDS = frozenset(
    {
        "candidacy", "candidacy_source", "candidate_file", "criterion", "criterion_answer", "disclosure",
        "distinct_pair", "invitation", "kept_check", "meeting", "person", "prescriber", "recruitment",
        "recruitment_job", "seat",
    }
)  # fmt: skip
"""The kinds of rows that the page of a recruitment shows: it is read again when one of them changes."""


class Stage(QWidget):
    """One stage of a recruitment. It is given what was read, and asks the services itself for what it changes."""

    key: ClassVar[str] = ""
    title: ClassVar[str] = ""
    """Marked for translation where it is declared."""
    adds: ClassVar[bool] = False
    """Whether Ctrl+N adds something here."""

    stage_asked = Signal(str)
    """Another stage is to be shown: its key."""
    counted = Signal()
    """What stands beside the title may be another number."""

    def __init__(self, context: Context, recruitment_id: UUID) -> None:
        super().__init__()
        self.context = context
        self.recruitment_id = recruitment_id

    def show_recruitment(self, view: RecruitmentView) -> None:
        """Show what was read, leaving alone whatever is being typed."""

    def count(self, view: RecruitmentView, /) -> int | None:
        """Return the number that stands beside the title; None for none."""
        del view
        return None

    def add_new(self) -> None:
        """Add what this stage lists: Ctrl+N."""

    def resume(self, draft: DraftOf) -> bool:  # noqa: ARG002 - for stages with forms
        """Open the form of a draft again; False when it is not one of this stage."""
        return False

    def write(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Have a service write something; the recruitment is read again once it is written."""
        self.context.tasks.run(self, work, done or _ignore, failed=failed)

    def tell(self, error: Exception) -> None:
        """Open a message about an error."""
        show_error(self, error)


class ReadingStage(Stage):
    """A stage that reads rows of its own: when it comes in sight, and once the recruitment has changed."""

    def __init__(self, context: Context, recruitment_id: UUID) -> None:
        super().__init__(context, recruitment_id)
        self._is_stale = True

    @override
    def show_recruitment(self, view: RecruitmentView) -> None:
        self._is_stale = True
        if self.isVisible():
            self.read()

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.read()

    def read(self) -> None:
        """Read the rows, in the background."""
        self._is_stale = False


StageFactory: TypeAlias = Callable[[Context, UUID], Stage]
StageFactories: TypeAlias = Sequence[StageFactory]


def _ignore(_result: object) -> None:
    pass
