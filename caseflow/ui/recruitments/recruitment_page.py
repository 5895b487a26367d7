"""The page of one recruitment: a head that stays, and its stages, free to be gone through in any order.

The stages are made one in each turn of the window, or all at once for whoever asks for one.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.domain.candidacy import CandidacyState
from caseflow.domain.errors import CaseFlowError
from caseflow.i18n import _, current, ngettext
from caseflow.services.drafts import DraftOf
from caseflow.services.recruitment_views import RecruitmentView
from caseflow.ui import theme
from caseflow.ui.actions import Act, Acting
from caseflow.ui.context import Context
from caseflow.ui.errors import code_of
from caseflow.ui.recruitments.stage import RECRUITMENT_KINDS, Stage, StageFactories, StageFactory
from caseflow.ui.recruitments.stages import STAGES
from caseflow.ui.turns import Turns
from caseflow.ui.widgets.elided_label import ElidedLabel
from caseflow.ui.widgets.empty_state import EmptyState

_OF_FRONT = frozenset({"save", "preview"})
"""Commands of the window that mean the stage in front, and no other."""


def tab_key(recruitment_id: UUID) -> str:
    """Return the key of the tab of a recruitment."""
    return f"recruitment:{recruitment_id.hex}"


class RecruitmentPage(QWidget):
    """Its stages are read together, and again whenever something of the recruitment changes."""

    named = Signal(str)
    """The title of the recruitment, as it is now."""

    def __init__(self, context: Context, recruitment_id: UUID, stages: StageFactories = STAGES) -> None:
        super().__init__()
        self._context = context
        self._recruitment_id = recruitment_id
        self._turns = Turns(context.tasks, self)
        self._stages: list[Stage] = []
        self._resumed: DraftOf | None = None
        self._view: RecruitmentView | None = None
        self._create()
        self._arrange()
        self._context.changes.changed.connect(self._on_changed)
        self._turns.add(*(partial(self._make, stage) for stage in stages))
        self.refresh()

    def part(self) -> str:
        """Return the key of the stage in front."""
        stage = self._tabs.currentWidget()
        return stage.key if isinstance(stage, Stage) else ""

    def stage(self, key: str) -> Stage:
        """Return a stage by its key."""
        return next(stage for stage in self._all_stages() if stage.key == key)

    def show_tab(self, key: str) -> None:
        """Bring a stage to the front."""
        self._tabs.setCurrentWidget(self.stage(key))

    def acts(self) -> Mapping[str, Act]:
        """Return what the commands of the window do with this recruitment."""
        acts = {
            "new": Act(self._on_new_wanted),
            "next_part": Act(partial(self._turn, 1)),
            "previous_part": Act(partial(self._turn, -1)),
        }
        for stage in self._all_stages():
            words = _("Go to the stage “{stage}”").format(stage=_(stage.title))
            acts[f"stage_{stage.key}"] = Act(partial(self.show_tab, stage.key), words=words)
            if isinstance(stage, Acting):
                for key, act in stage.acts().items():
                    if key not in _OF_FRONT or stage is self._tabs.currentWidget():
                        acts[key] = replace(act, do=partial(self._act_in, stage.key, act))
        return acts

    def resume(self, draft: DraftOf) -> None:
        """Open the form of a draft again, as soon as the recruitment is read."""
        self._resumed = draft
        self.refresh()

    def refresh(self) -> None:
        """Read the recruitment again."""
        work = partial(self._context.desk.recruitments.view, self._recruitment_id)
        self._context.tasks.run(self, work, self._on_read, failed=self._on_failed, only_latest="recruitment")

    def _create(self) -> None:
        self._title = ElidedLabel()
        self._title.setFont(theme.title_font(self._title, 1.3))
        self._facts = theme.quiet("")
        self._facts.setWordWrap(False)
        self._tabs = _Stages()
        self._whole = QWidget()
        self._trouble = EmptyState("error", "", "")
        self._trouble.add_button(_("Try again"), "refresh", self.refresh)
        self._trouble.add_button(_("Close this tab"), "close", partial(self._context.navigator.close_tab, self))
        self._stack = QStackedWidget()

    def _arrange(self) -> None:
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setAccessibleName(_("Stages of the recruitment"))
        head = QHBoxLayout()
        head.setContentsMargins(theme.SPACE_M, theme.SPACE_S, theme.SPACE_M, theme.SPACE_S)
        head.addWidget(self._title)
        head.addSpacing(theme.SPACE_M)
        head.addWidget(self._facts, 1)
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._tabs, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        for widget in (QWidget(), self._whole, self._trouble):
            self._stack.addWidget(widget)

    def _make(self, make: StageFactory) -> None:
        stage, place = make(self._context, self._recruitment_id), len(self._stages)
        self._stages.append(stage)
        self._tabs.addTab(stage, f"{place + 1}. {_(stage.title)}")
        stage.stage_asked.connect(self.show_tab)
        stage.counted.connect(partial(self._count, place, stage))

    def _all_stages(self) -> list[Stage]:
        self._turns.hurry()
        return self._stages

    def _act_in(self, key: str, act: Act) -> None:
        self.show_tab(key)
        act.do()

    def _turn(self, step: int) -> None:
        self._tabs.setCurrentIndex((self._tabs.currentIndex() + step) % self._tabs.count())

    def _on_new_wanted(self) -> None:
        stage = self._tabs.currentWidget()
        if isinstance(stage, Stage) and stage.adds:
            stage.add_new()

    def _on_read(self, view: RecruitmentView) -> None:
        self._view = view
        self._title.show_text(view.title)
        self._facts.setText(" · ".join(_facts(view)))
        self.named.emit(view.title)
        if self._turns.is_over:
            self._fill(view)
        else:
            self._turns.add(partial(self._fill, view))

    def _fill(self, view: RecruitmentView) -> None:
        for place, stage in enumerate(self._stages):
            stage.show_recruitment(view)
            self._count(place, stage)
        self._stack.setCurrentWidget(self._whole)
        if self._resumed is not None:
            draft, self._resumed = self._resumed, None
            found = next((stage for stage in self._stages if stage.resume(draft)), None)
            if found is not None:
                self.show_tab(found.key)

    def _count(self, place: int, stage: Stage) -> None:
        count = stage.count(self._view) if self._view else None
        words = f"{place + 1}. {_(stage.title)}"
        self._tabs.setTabText(place, words if count is None else f"{words} ({count})")

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, CaseFlowError):
            words = error.message
        else:
            words = _("CaseFlow met a fault of its own. Nothing was changed. Code for the support: {code}").format(
                code=code_of(error)
            )
        self._trouble.set_texts(_("This recruitment cannot be shown"), words)
        self._stack.setCurrentWidget(self._trouble)

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & RECRUITMENT_KINDS:
            self.refresh()


class _Stages(QTabWidget):
    """Has the height there is: a stage that holds more scrolls inside itself, and never the page with its head."""

    @override
    def hasHeightForWidth(self) -> bool:
        return False


def _facts(view: RecruitmentView) -> list[str]:
    """Return what stands beside the title: who hires, from when, how far it is."""
    hired = view.states[CandidacyState.HIRED]
    told = ngettext("{hired} hired of {posts}", "{hired} hired of {posts}", hired)
    starts_on = view.fields["starts_on"]
    parts = [
        view.fields["employer"],
        _("from {day}").format(day=current().date(starts_on)) if starts_on else "",
        ngettext("{count} candidate", "{count} candidates", view.candidates).format(count=view.candidates),
        told.format(hired=hired, posts=view.posts) if view.posts else "",
    ]
    return [part for part in parts if part]
