"""What every page is handed: the services, the way to other pages, what changed, work in the background, the day."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from caseflow.services.desk import Desk
from caseflow.settings import Settings
from caseflow.ui.changes import Changes
from caseflow.ui.discretion import Discretion
from caseflow.ui.navigation import Navigator
from caseflow.ui.tasks import Tasks


@dataclass(frozen=True)
class Context:
    """The constructor argument of every page."""

    desk: Desk
    navigator: Navigator
    changes: Changes
    tasks: Tasks
    clock: Callable[[], datetime]
    """Returns the present moment, with its time zone."""
    settings: Settings
    discretion: Discretion = field(default_factory=Discretion)

    def today(self) -> date:
        """Return the present day, where this PC stands."""
        return self.clock().astimezone().date()
