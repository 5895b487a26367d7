"""What the window says of drafts: a dot on a tab, a word when a form is left, the way back into the form."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol, runtime_checkable
from uuid import UUID

from PySide6.QtCore import QObject

from caseflow.i18n import _, ngettext
from caseflow.services.drafts import Draft, DraftOf
from caseflow.ui.context import Context
from caseflow.ui.widgets.toast import Toast
from caseflow.ui.workspace import Workspace


@runtime_checkable
class Resuming(Protocol):
    """A page whose forms may have drafts."""

    def resume(self, draft: DraftOf) -> None:
        """Open the form of a draft again."""


class DraftWatch(QObject):
    """Reads which drafts there are, at the start and whenever one appears or goes."""

    def __init__(
        self,
        window: QObject,
        context: Context,
        workspace: Workspace,
        toast: Toast,
        openers: Mapping[str, Callable[[Draft], object]],
    ) -> None:
        """Watch; `openers` open the forms that are on nobody's record, by form."""
        super().__init__(window)
        self._context = context
        self._workspace = workspace
        self._toast = toast
        self._openers = openers
        navigator = context.navigator
        navigator.drafts_changed.connect(self._read)
        navigator.draft_left.connect(self._on_left)
        navigator.draft_asked.connect(self.resume)
        navigator.draft_thrown.connect(self._on_thrown)
        context.tasks.run(self, context.desk.drafts.all, self._on_first_read)

    def resume(self, draft: Draft) -> None:
        """Open the form of a draft, on its record if it has one."""
        of = draft.of
        if of.person_id is None:
            self._openers[of.form.partition(":")[0]](draft)
            return
        self._context.navigator.open_person(of.person_id)
        page = self._workspace.current_page()
        if isinstance(page, Resuming):
            page.resume(of)

    def _read(self) -> None:
        self._context.tasks.run(self, self._context.desk.drafts.all, self._on_read, only_latest="drafts")

    def _on_first_read(self, drafts: tuple[Draft, ...]) -> None:
        self._on_read(drafts)
        if drafts:
            words = ngettext("{count} draft to resume", "{count} drafts to resume", len(drafts))
            back = partial(self.resume, drafts[0]) if len(drafts) == 1 else self._show_home
            self._workspace.tab_bar().setFocus()  # the window just opened: else the toast would have the keyboard
            self._toast.show_text(words.format(count=len(drafts)), _("Resume"), back)

    def _on_read(self, drafts: tuple[Draft, ...]) -> None:
        marked: frozenset[UUID] = frozenset(draft.of.person_id for draft in drafts if draft.of.person_id is not None)
        self._workspace.mark(marked)

    def _on_left(self, of: DraftOf) -> None:
        self._toast.show_text(_("Draft kept"), _("Throw away"), partial(self._discard, of))

    def _on_thrown(self, draft: Draft) -> None:
        self._discard(draft.of)
        self._toast.show_text(_("Draft thrown away"), _("Undo"), partial(self._keep_again, draft))

    def _keep_again(self, draft: Draft) -> None:
        drafts = self._context.desk.drafts
        self._write(partial(drafts.keep, draft.of, draft.title, draft.typed, drafts.turn()))

    def _discard(self, of: DraftOf) -> None:
        drafts = self._context.desk.drafts
        self._write(partial(drafts.discard, of, drafts.turn()))

    def _write(self, work: Callable[[], None]) -> None:
        navigator = self._context.navigator
        self._context.tasks.run(self, work, lambda _nothing: navigator.drafts_changed.emit())

    def _show_home(self) -> None:
        self._context.navigator.open_page("home")
