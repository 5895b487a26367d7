"""All the services over one open store: what a window, or a command, is handed."""

from functools import partial
from pathlib import Path

from caseflow.domain import contact
from caseflow.services.caseloads import Caseloads
from caseflow.services.drafts import Drafts
from caseflow.services.enrolments import Enrolments
from caseflow.services.finder import Finder
from caseflow.services.history import History
from caseflow.services.list_views import ListViews
from caseflow.services.pathways import Pathways
from caseflow.services.people import People
from caseflow.services.rules import RuleBook
from caseflow.services.summary_reading import Summaries
from caseflow.services.undo import Undo
from caseflow.store.backup import Reason, back_up_if_due
from caseflow.store.store import Store


class Desk:
    """The counsellor's desk: each drawer is a service."""

    def __init__(self, store: Store, backups: Path | None = None) -> None:
        """Lay everything out; with a folder for `backups`, an import is preceded by a copy of what it will change."""
        self.store = store
        self.rules = RuleBook(store)
        self.people = People(store, self.rules.rules)
        self.views = ListViews(store)
        self.finder = Finder(store)
        self.enrolments = Enrolments(store)
        self.pathways = Pathways(store, self.rules.rules)
        self.summaries = Summaries(store, self.rules.rules)
        self.history = History(store)
        self.undo = Undo(store)
        self.drafts = Drafts(store)
        backup = partial(back_up_if_due, store, backups, Reason.IMPORT) if backups and not store.is_training else None
        self.caseloads = Caseloads(store, backup)

    def close(self) -> None:
        """Put everything away and let go of the file."""
        self.rules.close()
        self.finder.close()
        self.store.close()
        contact.forget()
