"""What the parts of a record share: what is read of a person at once, and what every tab of the record can do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, TypeAlias
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from caseflow.services.desk import Desk
from caseflow.services.drafts import DraftOf
from caseflow.services.enrolments import CounsellorView
from caseflow.services.pathway_view import PathwayView
from caseflow.services.records import PersonRecord
from caseflow.services.summaries import ContactLine, NextStep
from caseflow.ui.context import Context
from caseflow.ui.errors import show_error

RECORD_KINDS = frozenset(
    {
        "appointment", "barrier", "barrier_goal", "barrier_level", "barrier_proposal", "interview", "interview_person",
        "referral", "contact_point", "counsellor", "enrolment", "enrolment_suspension", "iae_pass",
        "iae_pass_prolongation", "iae_pass_suspension", "mrs_result", "person", "referent_assignment", "rule_setting",
        "situation_fact", "step",
    }
)  # fmt: skip
"""The kinds of entities that a record shows: it is read again when one of them changes."""


@dataclass(frozen=True)
class RecordView:
    """A person, her pathway and what her summary tab says, as seen from a day."""

    person: PersonRecord
    pathway: PathwayView
    next_steps: tuple[NextStep, ...]
    contacts: tuple[ContactLine, ...]
    counsellors: tuple[CounsellorView, ...]
    on: date


def read_record(desk: Desk, person_id: UUID, on: date) -> RecordView:
    """Read everything a record shows.

    Raises:
        Missing: the person is no longer there.
    """
    read = desk.people.open(person_id, on)
    counsellors = desk.enrolments.counsellors()
    return RecordView(read.person, read.pathway, read.next_steps, read.contacts, counsellors, on)


class RecordTab(QWidget):
    """One tab of a record. It is given what was read, and asks the services itself for what it changes."""

    key: ClassVar[str] = ""
    title: ClassVar[str] = ""
    """Marked for translation where it is declared."""

    is_for_all_eyes: ClassVar[bool] = False
    """Whether it is shown while somebody else looks: then `set_discreet` leaves out what is sensitive."""

    adds: ClassVar[bool] = False
    """Whether Ctrl+N adds something here; elsewhere it adds a step."""

    step_asked = Signal(object)
    """A step is to be shown on the timeline: its `UUID`."""
    tab_asked = Signal(str)
    """Another tab of the record is to be shown: its key."""

    def __init__(self, context: Context, person_id: UUID) -> None:
        super().__init__()
        self.context = context
        self.person_id = person_id

    def show_record(self, view: RecordView) -> None:
        """Show what was read, leaving alone whatever is being typed."""

    def set_discreet(self, is_on: bool, /) -> None:
        """Leave out what is sensitive and what alerts, or show it again."""

    def choose_step(self, step_id: UUID) -> None:
        """Show a step, where steps are shown."""

    def add_new(self) -> None:
        """Add what this tab lists: Ctrl+N."""

    def resume(self, draft: DraftOf) -> bool:  # noqa: ARG002 - for tabs with forms
        """Open the form of a draft again; False when it is not one of this tab."""
        return False

    def write(self, work: Callable[[], Any], failed: Callable[[Exception], None] | None = None) -> None:
        """Have a service write something; the record is read again once it is written."""
        self.context.tasks.run(self, work, _ignore, failed=failed)

    def tell(self, error: Exception) -> None:
        """Open a message about an error."""
        show_error(self, error)


class RecordFoot(QWidget):
    """A form docked under the tabs of a record, which stay in sight."""

    form: ClassVar[str] = ""
    """The name of its drafts."""

    closed = Signal()
    """It is saved, or left with its draft: it may go out of sight."""

    def begin(self) -> None:
        """Open on what was typed and not saved, or afresh; or only take the keyboard if it is open."""

    def leave(self) -> None:
        """Close without saving; the draft stays."""

    def save(self) -> None:
        """Save, as its button does."""

    def set_discreet(self, is_on: bool, /) -> None:
        """Leave out what is not for the eyes of anyone, or show it again."""


FootFactory: TypeAlias = Callable[[Context, UUID], RecordFoot]

TabFactory: TypeAlias = Callable[[Context, UUID], RecordTab]
TabFactories: TypeAlias = Sequence[TabFactory]


def _ignore(_result: object) -> None:
    pass
