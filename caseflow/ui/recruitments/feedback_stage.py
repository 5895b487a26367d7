"""The seventh stage: what each prescriber was not yet told stands out, and all of them are told in one action."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.i18n import N_, _, ngettext
from caseflow.services.candidates.employer_list import EmployerList
from caseflow.services.candidates.feedback import Feedback, Feedbacks
from caseflow.services.drafts import DraftOf
from caseflow.services.recruitment_views import RecruitmentView
from caseflow.ui import icons, theme
from caseflow.ui.actions import Act
from caseflow.ui.choosing import ask_folder, ask_name
from caseflow.ui.context import Context
from caseflow.ui.recruitments.employer_dialog import EmployerListDialog, write_employer_list
from caseflow.ui.recruitments.feedback_stage_tables import PeopleTold, PrescriberMatrix
from caseflow.ui.recruitments.stage import ReadingStage
from caseflow.ui.tasks import Progress
from caseflow.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from caseflow.handouts.feedback import ToldTo  # the pages are heavy, and seldom wanted

_NAMED = 3
"""Prescribers that a message names at most."""


class FeedbackStage(ReadingStage):
    """Prescribers by the state of their people above, the people of the chosen one below."""

    key: ClassVar[str] = "feedback"
    title: ClassVar[str] = N_("Feedback")

    def __init__(self, context: Context, recruitment_id: UUID) -> None:
        super().__init__(context, recruitment_id)
        self._service = Feedbacks(context.desk.store)
        self._feedbacks: tuple[Feedback, ...] = ()
        self._matrix = PrescriberMatrix()
        self._people = PeopleTold()
        self._told = theme.quiet("")
        self._all = QPushButton(icons.icon("export"), _("Prepare all feedback…"))
        self._one = QPushButton(_("For the chosen prescriber…"))
        self._employer = QPushButton(_("List for the employer…"))
        self._stack = QStackedWidget()
        self._empty = EmptyState(
            "people",
            _("No prescriber has sent anybody yet"),
            _("As soon as a list comes in, this stage shows what each prescriber should be told of its people."),
        )
        self._empty.add_button(_("Go to the lists received"), "import", partial(self.stage_asked.emit, "collect"))
        self._arrange()
        self._connect()

    @override
    def show_recruitment(self, view: RecruitmentView) -> None:
        self._employer.setEnabled(bool(view.candidates))
        super().show_recruitment(view)

    @override
    def resume(self, draft: DraftOf) -> bool:
        if draft.form == "employer_list" and draft.about_id == self.recruitment_id:
            self.ask_employer_list()
            return True
        return False

    def acts(self) -> Mapping[str, Act]:
        """Return what can be done here, for the search window."""
        hindrance = "" if self._all.isEnabled() else _("All prescribers are up to date.")
        return {
            "save": Act(self.ask_all, hindrance, _("Prepare all feedback…")),
            "employer_list": Act(self.ask_employer_list, words=_("List for the employer…")),
        }

    def ask_all(self) -> None:
        """Ask for a folder, then write what every prescriber who does not know everything is to be told."""
        if self._all.isEnabled():
            self._ask_folder([each for each in self._feedbacks if each.news])

    def write_in(self, feedbacks: list[Feedback], folder: str) -> None:
        """Write what some prescribers are to be told in a folder, in the background, then note that they know it."""
        store, today = self.context.desk.store, self.context.today()

        def work(progress: Progress) -> "ToldTo":
            from caseflow.handouts.feedback import tell_prescribers

            return tell_prescribers(store, self.recruitment_id, feedbacks, Path(folder), today, progress)

        self.context.tasks.run_long(
            self,
            _("Writing the feedback"),
            work,
            self._on_written,
            failed=self.tell,
            cancelled=lambda: self.context.navigator.show_message(
                _("Stopped: what was written stays in the folder, and no prescriber is noted as told.")
            ),
        )

    def ask_employer_list(self) -> None:
        """Ask for whom and what for, then where to write the list."""
        dialog = EmployerListDialog.begin(self, self.context, self.recruitment_id)
        dialog.made.connect(self._ask_list_file)

    def write_list(self, listed: EmployerList, chosen: str) -> None:
        """Write the list that the employer is handed, and log that it was."""
        store, today = self.context.desk.store, self.context.today()
        path = Path(chosen)
        self.write(partial(write_employer_list, store, listed, path, today), self._on_listed, self.tell)

    def _arrange(self) -> None:
        for button, words in (
            (self._all, _("For each prescriber who does not know everything yet: workbook, page and mail draft")),
            (self._one, _("Write again what this prescriber is to be told")),
            (self._employer, _("Names, jobs and meetings alone, noted with the purpose")),
        ):
            button.setToolTip(words)
        self._told.setWordWrap(True)
        tools = QHBoxLayout()
        for button in (self._all, self._one, self._employer):
            tools.addWidget(button)
        tools.addStretch(1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self._matrix)
        parts.addWidget(self._people)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._told)
        column.addWidget(parts, 1)
        for state in (QWidget(), full, self._empty):
            self._stack.addWidget(state)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.SPACE_M, theme.SPACE_M, theme.SPACE_M, theme.SPACE_M)
        outer.addLayout(tools)
        outer.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._all.clicked.connect(lambda _checked=False: self.ask_all())
        self._one.clicked.connect(lambda _checked=False: self._ask_folder([*filter(None, [self._chosen()])]))
        self._employer.clicked.connect(lambda _checked=False: self.ask_employer_list())
        self._matrix.itemSelectionChanged.connect(self._show_chosen)

    @override
    def read(self) -> None:
        super().read()
        self.context.tasks.run(
            self, partial(self._service.of, self.recruitment_id), self._on_read, only_latest="feedback"
        )

    def _on_read(self, feedbacks: tuple[Feedback, ...]) -> None:
        self._feedbacks = tuple(each for each in feedbacks if each.lines)
        self._all.setEnabled(any(each.news for each in feedbacks))
        self._told.setText(_told_words(self._feedbacks))
        self._stack.setCurrentIndex(1 if self._feedbacks else 2)
        self._matrix.show_feedbacks(self._feedbacks)
        self._show_chosen()

    def _chosen(self) -> Feedback | None:
        row = self._matrix.currentRow()
        return self._feedbacks[row] if self._matrix.selectedItems() and row < len(self._feedbacks) else None

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        self._one.setEnabled(chosen is not None)
        self._people.show_feedback(chosen)

    def _ask_folder(self, feedbacks: list[Feedback]) -> None:
        if not feedbacks:
            return
        ask_folder(self, _("Where to write the feedback"), partial(self.write_in, feedbacks))

    def _ask_list_file(self, listed: EmployerList) -> None:
        name = _("Candidates {code}").format(code=listed.code) + ".xlsx"
        write = partial(self.write_list, listed)
        ask_name(self, _("Write the list for the employer"), write, name, [_("Excel workbook (*.xlsx)")])

    def _on_written(self, written: "ToldTo") -> None:
        words = ngettext("Feedback for {count} prescriber", "Feedback for {count} prescribers", written.prescribers)
        told = _("{done} written in “{folder}”.").format(
            done=words.format(count=written.prescribers), folder=written.folder.name
        )
        if written.without_email:
            told += " " + _files_only(written.without_email)
        self.context.navigator.show_message(told)

    def _on_listed(self, people: int) -> None:
        words = ngettext("List of {count} person written", "List of {count} people written", people)
        self.context.navigator.show_message(
            _("{done}; that it was handed over is noted.").format(done=words.format(count=people))
        )


def _told_words(feedbacks: tuple[Feedback, ...]) -> str:
    """Say how many prescribers do not know everything, or that all do."""
    late = [each for each in feedbacks if each.news]
    if not late:
        return _("All prescribers are up to date.")
    who = ngettext("{count} prescriber to tell", "{count} prescribers to tell", len(late)).format(count=len(late))
    news = sum(each.news for each in late)
    what = ngettext("{count} change not told yet", "{count} changes not told yet", news).format(count=news)
    legend = _("In bold, between brackets: those whose present state the prescriber does not know.")
    return f"{who} · {what}. {legend}"


def _files_only(names: Sequence[str]) -> str:
    """Name those who have no address, or count them: a message has one line."""
    if len(names) > _NAMED:
        return _("No e-mail address, files only, for {count} of them.").format(count=len(names))
    return _("No e-mail address, files only: {names}.").format(names=", ".join(names))
