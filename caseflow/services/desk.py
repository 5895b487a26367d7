"""All the services over one open store: what a window, or a command, is handed."""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from caseflow.domain import contact
from caseflow.domain.kinds import KINDS
from caseflow.services.drafts import Drafts
from caseflow.services.finder import Finder
from caseflow.services.people import People
from caseflow.services.rules import RuleBook
from caseflow.services.undo import Undo
from caseflow.store.backup import Reason, back_up_if_due
from caseflow.store.store import Store

if TYPE_CHECKING:
    from caseflow.services.barriers import Barriers
    from caseflow.services.caseloads import Caseloads
    from caseflow.services.directory import Directory
    from caseflow.services.enrolments import Enrolments
    from caseflow.services.history import History
    from caseflow.services.interviews import Interviews
    from caseflow.services.lexicon import Lexicon
    from caseflow.services.list_views import ListViews
    from caseflow.services.needs import Needs
    from caseflow.services.pathways import Pathways
    from caseflow.services.proposals import Proposals
    from caseflow.services.quick_log import QuickLog
    from caseflow.services.recruitments import Recruitments
    from caseflow.services.referrals import Referrals
    from caseflow.services.resources import Resources
    from caseflow.services.summary_reading import Summaries


class Desk:
    """The counsellor's desk: each drawer is a service; those the first list does without are opened when needed."""

    kinds = KINDS
    """Every kind of row is known from the start: undo, the history and the check may meet any."""

    def __init__(self, store: Store, backups: Path | None = None) -> None:
        """Lay everything out; with a folder for `backups`, an import is preceded by a copy of what it will change."""
        self.store = store
        self.rules = RuleBook(store)
        self.people = People(store, self.rules.rules)
        self.finder = Finder(store)
        self.undo = Undo(store)
        self.drafts = Drafts(store)
        self._backups = backups

    @cached_property
    def views(self) -> "ListViews":
        """Keep the named views of the list."""
        from caseflow.services.list_views import ListViews

        return ListViews(self.store)

    @cached_property
    def enrolments(self) -> "Enrolments":
        """Note stays in the PLIE and referents."""
        from caseflow.services.enrolments import Enrolments

        return Enrolments(self.store)

    @cached_property
    def pathways(self) -> "Pathways":
        """Note the steps of a pathway and the PASS IAE."""
        from caseflow.services.pathways import Pathways

        return Pathways(self.store, self.rules.rules)

    @cached_property
    def summaries(self) -> "Summaries":
        """Read what is printed of a pathway."""
        from caseflow.services.summary_reading import Summaries

        return Summaries(self.store, self.rules.rules)

    @cached_property
    def history(self) -> "History":
        """Tell what was done."""
        from caseflow.services.history import History

        return History(self.store)

    @cached_property
    def caseloads(self) -> "Caseloads":
        """Bring files of people in, after a copy of what that will change."""
        from caseflow.services.caseloads import Caseloads

        return Caseloads(self.store, self._copy_before_import)

    @cached_property
    def barriers(self) -> "Barriers":
        """Note what stands between a person and a job."""
        from caseflow.services.barriers import Barriers

        return Barriers(self.store)

    @cached_property
    def referrals(self) -> "Referrals":
        """Refer people to partners, and follow what came of it."""
        from caseflow.services.referrals import Referrals

        return Referrals(self.store, self.rules.rules)

    @cached_property
    def interviews(self) -> "Interviews":
        """Note interviews, calls and appointments."""
        from caseflow.services.interviews import Interviews

        return Interviews(self.store)

    @cached_property
    def quick_log(self) -> "QuickLog":
        """Log a conversation with all that was decided in it."""
        from caseflow.services.quick_log import QuickLog

        return QuickLog(self.store)

    @cached_property
    def resources(self) -> "Resources":
        """Search the directory of partners."""
        from caseflow.services.resources import Resources

        return Resources(self.store)

    @cached_property
    def directory(self) -> "Directory":
        """Bring directories of partners in, after a copy of what that will change, and keep them up to date."""
        from caseflow.services.directory import Directory

        return Directory(self.store, self._copy_before_import)

    @cached_property
    def lexicon(self) -> "Lexicon":
        """Hold the words that suggest a barrier, and those that do not belong in a note."""
        from caseflow.services.lexicon import Lexicon

        return Lexicon(self.store)

    @cached_property
    def proposals(self) -> "Proposals":
        """Hold the barriers that diagnostics propose."""
        from caseflow.services.proposals import Proposals

        return Proposals(self.store)

    @cached_property
    def needs(self) -> "Needs":
        """Count needs and what answers them."""
        from caseflow.services.needs import Needs

        return Needs(self.store, self.rules.rules, self.resources.index)

    @cached_property
    def recruitments(self) -> "Recruitments":
        """Note recruitments of many."""
        from caseflow.services.recruitments import Recruitments

        return Recruitments(self.store)

    @property
    def _copy_before_import(self) -> Callable[[], object] | None:
        folder = None if self.store.is_training else self._backups
        return partial(back_up_if_due, self.store, folder, Reason.IMPORT) if folder else None

    def close(self) -> None:
        """Put everything away and let go of the file."""
        self.rules.close()
        self.finder.close()
        self.store.close()
        contact.forget()
