"""The record of one person: a head that stays, and tabs. Read when it opens and whenever something of it changes.

Its tabs are made and filled one in each turn of the window, or all at once for whoever asks for one: together they take
a quarter of a second.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from caseflow.domain.errors import CaseFlowError
from caseflow.domain.flags import Flag
from caseflow.i18n import _
from caseflow.services.drafts import DraftOf
from caseflow.ui.actions import Act, Acting
from caseflow.ui.context import Context
from caseflow.ui.errors import code_of
from caseflow.ui.people.record_dock import RecordDock
from caseflow.ui.people.record_header import RecordHeader
from caseflow.ui.record import RECORD_KINDS, FootFactory, RecordTab, RecordView, TabFactories, TabFactory, read_record
from caseflow.ui.turns import Turns
from caseflow.ui.widgets.empty_state import EmptyState


class RecordPage(QWidget):
    """Its tabs are given to it: they live in several folders, that do not know each other."""

    def __init__(self, context: Context, person_id: UUID, tabs: TabFactories, foot: FootFactory | None = None) -> None:
        super().__init__()
        self._make_foot = foot
        self._context = context
        self._person_id = person_id
        self._resumed: DraftOf | None = None
        self._view: RecordView | None = None
        self._turns = Turns(context.tasks, self)
        self._tab_count = len(tabs)
        self._made: list[RecordTab] = []
        self._create()
        self._arrange()
        self._connect()
        self.set_discreet(context.discretion.is_on)
        self._turns.add(*(partial(self._make, tab) for tab in tabs))
        self.refresh()

    @property
    def header(self) -> RecordHeader:
        """Return the head of the record."""
        return self._header

    def tab(self, key: str) -> RecordTab:
        """Return a tab by its key."""
        return next(tab for tab in self._all_tabs() if tab.key == key)

    def set_discreet(self, is_on: bool) -> None:
        """Show name and pathway alone while somebody else looks."""
        self._header.set_discreet(is_on)
        self._dock.set_discreet(is_on)
        for page in self._made:
            self._veil(page, is_on)

    def part(self) -> str:
        """Return the key of the tab in front."""
        page = self._tabs.currentWidget()
        return page.key if isinstance(page, RecordTab) else ""

    def show_tab(self, key: str) -> None:
        """Bring a tab to the front."""
        self._tabs.setCurrentWidget(self.tab(key))

    def show_step(self, step_id: UUID) -> None:
        """Show a step on the pathway."""
        self.show_tab("pathway")
        self.tab("pathway").choose_step(step_id)

    def acts(self) -> Mapping[str, Act]:
        """Return what the commands of the window do with this record; what belongs to a tab brings it to the front."""
        acts = {
            "new": Act(self._on_new_wanted),
            "quick_log": Act(self._dock.open),
            "next_part": Act(partial(self._turn, 1)),
            "previous_part": Act(partial(self._turn, -1)),
            **{f"part_{page.key}": Act(partial(self.show_tab, page.key)) for page in self._all_tabs()},
        }
        for page in self._made:
            if isinstance(page, Acting):
                for key, act in page.acts().items():
                    acts[key] = replace(act, do=partial(self._act_in, page.key, act))
        if self._dock.foot is not None and self._dock.has_keyboard():
            acts["save"] = Act(self._dock.foot.save)
        return acts

    def panes(self) -> list[QWidget]:
        """Return the parts among which one goes with a key, besides the page."""
        return [self._dock.foot] if self._dock.foot is not None else []

    def resume(self, draft: DraftOf) -> None:
        """Open the form of a draft again, as soon as the record is read."""
        self._resumed = draft
        self.refresh()

    def refresh(self) -> None:
        """Read the record again."""
        work = partial(read_record, self._context.desk, self._person_id, self._context.today())
        self._context.tasks.run(self, work, self._on_read, failed=self._on_failed, only_latest="record")

    def _create(self) -> None:
        self._header = RecordHeader(self._context)
        self._tabs = QTabWidget()
        self._dock = RecordDock(self._context, self._person_id, self._tabs, self._make_foot)
        self._record = QWidget()
        self._waiting = QWidget()
        self._trouble = EmptyState("error", "", "")
        self._trouble.add_button(_("Try again"), "refresh", self.refresh)
        self._trouble.add_button(_("Close this tab"), "close", partial(self._context.navigator.close_tab, self))
        self._stack = QStackedWidget()

    def _arrange(self) -> None:
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setAccessibleName(_("Parts of the record"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        for widget in (self._waiting, self._record, self._trouble):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self._record)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._dock, 1)

    def _connect(self) -> None:
        self._context.changes.changed.connect(self._on_changed)
        self._context.discretion.changed.connect(self.set_discreet)
        self._header.step_wanted.connect(self._on_step_wanted)
        self._header.interview_wanted.connect(self._dock.open)
        self._header.print_wanted.connect(self._on_print_wanted)
        self._header.sheet_wanted.connect(self._on_sheet_wanted)
        self._header.flag_followed.connect(self._on_flag_followed)

    def _make(self, make: TabFactory) -> None:
        page = make(self._context, self._person_id)
        self._made.append(page)
        self._tabs.addTab(page, _(page.title))
        self._dock.measure()
        self._veil(page, self._context.discretion.is_on)
        page.step_asked.connect(self.show_step)
        page.tab_asked.connect(self.show_tab)

    def _all_tabs(self) -> list[RecordTab]:
        self._turns.hurry()
        return self._made

    def _veil(self, page: RecordTab, is_on: bool) -> None:
        self._tabs.setTabVisible(self._tabs.indexOf(page), page.is_for_all_eyes or not is_on)
        page.set_discreet(is_on)

    def _act_in(self, key: str, act: Act) -> None:
        self.show_tab(key)
        act.do()

    def _turn(self, step: int) -> None:
        self._tabs.setCurrentIndex((self._tabs.currentIndex() + step) % self._tabs.count())

    def _on_read(self, view: RecordView) -> None:
        """Fill the tabs: those of a record in sight at once, the others one in each turn."""
        self._view = view
        self._header.show_record(view)
        if self._stack.currentWidget() is self._record:
            for page in self._made:
                page.show_record(view)
            self._show()
        else:
            self._turns.add(*(partial(self._fill, place, view) for place in range(self._tab_count)))

    def _fill(self, place: int, view: RecordView) -> None:
        if view is not self._view:  # it was read again since: the tabs are filled with that
            return
        self._made[place].show_record(view)
        if place == self._tab_count - 1:
            self._show()

    def _show(self) -> None:
        self._stack.setCurrentWidget(self._record)
        if self._resumed is not None:
            draft, self._resumed = self._resumed, None
            self._open_form(draft)

    def _open_form(self, draft: DraftOf) -> None:
        if draft.form == "quick_log":
            self._dock.open()
            return
        page = next((page for page in self._made if page.resume(draft)), None)
        if page is None:
            self._context.navigator.show_message(_("This form can no longer be filled in: the record changed since."))
        else:
            self.show_tab(page.key)

    def _on_failed(self, error: Exception) -> None:
        """Say that the record cannot be shown; what it held is no longer sure."""
        if isinstance(error, CaseFlowError):
            self._trouble.set_texts(_("This record cannot be shown"), error.message)
        else:
            words = _("CaseFlow met a fault of its own. Nothing was changed. Code for the support: {code}")
            self._trouble.set_texts(_("This record cannot be shown"), words.format(code=code_of(error)))
        self._stack.setCurrentWidget(self._trouble)

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & RECORD_KINDS:
            self.refresh()

    def _on_new_wanted(self) -> None:
        page = self._tabs.currentWidget()
        if isinstance(page, RecordTab) and page.adds:
            page.add_new()
        else:
            self._on_step_wanted()

    def _on_step_wanted(self) -> None:
        self.show_tab("pathway")
        self.tab("pathway").add_new()

    def _on_print_wanted(self) -> None:
        self._context.navigator.print_summaries((self._person_id,))

    def _on_sheet_wanted(self) -> None:
        from caseflow.ui import printing  # the reports are heavy, and seldom needed

        printing.print_summaries(self._context, self, (self._person_id,))

    def _on_flag_followed(self, flag: Flag) -> None:
        if flag.step_ids:
            self.show_step(flag.step_ids[0])
        else:
            self.show_tab("pathway")
