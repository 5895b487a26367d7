"""The fourth stage: who is ready, who is to be called, and why; nobody is refused for what is not known."""

from dataclasses import replace
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.domain.candidacy import Answer, CallResult, Readiness
from caseflow.domain.labels import label
from caseflow.domain.priority import BADGES
from caseflow.i18n import N_, _, ngettext
from caseflow.services.candidates.board import Board
from caseflow.services.candidates.listing import CandidateQuery, CandidateRow, Listed, Listing
from caseflow.services.recruitment_views import RecruitmentView
from caseflow.ui import icons, theme
from caseflow.ui.context import Context
from caseflow.ui.recruitments.leaving_dialog import ask_reason
from caseflow.ui.recruitments.sorting_stage_call import CallPanel, attempts_words
from caseflow.ui.recruitments.stage import Stage
from caseflow.ui.rows_model import Column, RowsModel
from caseflow.ui.widgets.choice_field import ChoiceField
from caseflow.ui.widgets.empty_state import EmptyState
from caseflow.ui.widgets.flow_row import FlowRow
from caseflow.ui.widgets.rows_view import RowsView

LEVELS = (None, Readiness.READY, Readiness.TO_COMPLETE, Readiness.TO_PREPARE, Readiness.TO_REORIENT)
_PAUSE = 150
"""Milliseconds after the last letter before the list is read."""


class SortingStage(Stage):
    """A list by level, and calls one by one."""

    key: ClassVar[str] = "sorting"
    title: ClassVar[str] = N_("Sorting")

    list_shown = Signal()
    """The list was read and is shown."""

    def __init__(self, context: Context, recruitment_id: UUID) -> None:
        super().__init__(context, recruitment_id)
        self._board = Board(context.desk.store)
        self._listing = Listing(context.desk.store, context.desk.rules.rules)
        self._query = CandidateQuery()
        self._view: RecruitmentView | None = None
        self._listed: Listed | None = None
        self._names: dict[UUID, str] = {}
        self._is_stale = True
        self._create()
        self._arrange()
        self._connect()

    @override
    def show_recruitment(self, view: RecruitmentView) -> None:
        if self._view is None or self._view.invitations != view.invitations:
            names = {each.prescriber_id: each.name for each in view.invitations}
            self._names.clear()
            self._names.update(names)
            self._prescriber.set_choices(names)
        self._view = view
        self._is_stale = True
        self._call.show_criteria(view.criteria, self._listed.publics if self._listed else {})
        if self.isVisible() and self._stack.currentWidget() is not self._call:
            self._read()

    @override
    def count(self, view: RecruitmentView, /) -> int | None:
        return view.levels.total() or None

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        if self._is_stale and self._view is not None:
            self._read()

    def selected_ids(self) -> list[UUID]:
        """Return the candidacies chosen in the list."""
        return self._table.selected_ids()

    def start_calls(self) -> None:
        """Call those chosen; with one chosen, the list from there on; with none, whoever was not reached yet."""
        chosen, ids = self.selected_ids(), list(self._model.ids)
        if len(chosen) == 1:
            chosen = ids[ids.index(chosen[0]) :]
        elif not chosen:
            reached = self._listed.reached if self._listed and not self._query.only_to_call_back else ()
            chosen = [key for key in ids if key not in reached] or ids
        if chosen:
            self._stack.setCurrentWidget(self._call)
            self._call.start(chosen)

    def _create(self) -> None:
        self._levels = {level: QPushButton() for level in LEVELS}
        self._to_call_back = QPushButton()
        self._search = QLineEdit()
        self._prescriber = ChoiceField[UUID]((), lambda key: self._names.get(key, ""), none_label=_("All prescribers"))
        self._only_priority = QCheckBox(_("Priority publics only"))
        self._start = QPushButton(icons.icon("megaphone"), _("Call one by one"))
        self._leave = QPushButton(icons.icon("archive"), _("Take out…"))
        self._weight, self._quotas = theme.quiet(""), theme.quiet("")
        self._model: RowsModel[CandidateRow] = RowsModel(self._columns(), self._listing.rows, lambda row: row.id, self)
        self._table = RowsView(self._model, _("Candidates to sort"))
        self._call = CallPanel(self._listing.rows)
        self._nothing = EmptyState(
            "people",
            _("Nobody to sort"),
            _("The candidates that prescribers send come here as soon as they are collected."),
        )
        self._nothing.add_button(_("See the lists received"), "forward", partial(self.stage_asked.emit, "collect"))
        self._stack = QStackedWidget()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)

    def _arrange(self) -> None:
        self._search.setPlaceholderText(_("Search by name"))
        self._search.setAccessibleName(_("Search by name"))
        self._search.setClearButtonEnabled(True)
        self._prescriber.setAccessibleName(_("Prescriber"))
        self._table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)  # by priority, no heading
        chips = FlowRow(theme.SPACE_XS)
        for level, button in self._levels.items():
            button.setCheckable(True)
            button.setChecked(level is None)
            chips.addWidget(button)
        self._to_call_back.setCheckable(True)
        chips.addWidget(self._to_call_back)
        tools = QHBoxLayout()
        tools.setSpacing(theme.SPACE_S)
        tools.addWidget(self._search, 2)
        tools.addWidget(self._prescriber, 2)
        tools.addWidget(self._only_priority)
        tools.addWidget(self._start)
        tools.addWidget(self._leave)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(chips)
        column.addLayout(tools)
        column.addWidget(self._table, 1)
        for page in (listed, self._call, self._nothing):
            self._stack.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.SPACE_M, theme.SPACE_M, theme.SPACE_M, theme.SPACE_M)
        outer.addWidget(self._stack, 1)
        for words in (self._weight, self._quotas):
            words.setWordWrap(True)
            outer.addWidget(words)

    def _connect(self) -> None:
        for level, button in self._levels.items():
            button.clicked.connect(partial(self._choose_level, level))
        self._to_call_back.clicked.connect(
            lambda _checked=False: self._narrow(only_to_call_back=self._to_call_back.isChecked())
        )
        self._search.textChanged.connect(self._on_text_changed)
        self._pause.timeout.connect(lambda: self._narrow(text=self._search.text()))
        self._prescriber.choice_made.connect(lambda: self._narrow(prescriber_id=self._prescriber.value()))
        self._only_priority.clicked.connect(lambda: self._narrow(only_priority=self._only_priority.isChecked()))
        self._start.clicked.connect(lambda _checked=False: self.start_calls())
        self._leave.clicked.connect(lambda _checked=False: self._on_leave())
        self._table.sort_asked.connect(self._on_sort)
        self._table.selection_changed.connect(self._on_selection)
        self._table.opened.connect(self._on_opened)
        self._table.typed.connect(self._on_typed)
        self._call.closed.connect(self._on_calls_closed)
        self._call.answered.connect(self._on_answered)
        self._call.called.connect(self._on_called)
        self._on_selection()

    def _columns(self) -> tuple[Column[CandidateRow], ...]:
        return (
            Column("name", _("Name"), lambda row: row.name, 165),
            Column("level", _("Level"), lambda row: label(row.level), 96),
            Column("reasons", _("Why"), lambda row: " ".join(row.reasons), 235, is_sortable=False),
            Column("publics", _("Priority publics"), self._publics_of, 130, is_sortable=False),
            Column("phone", _("Phone"), lambda row: row.phone, 112, is_sortable=False),
            Column("attempts", _("Calls"), _calls, 130),
            Column("state", _("State"), lambda row: label(row.state), 88),
            Column("prescribers", _("Prescribers"), lambda row: ", ".join(row.prescribers), 160, is_sortable=False),
        )

    def _publics_of(self, row: CandidateRow) -> str:
        kinds = self._listed.publics.get(row.id, ()) if self._listed else ()
        return ", ".join(_(BADGES[kind]) for kind in kinds)

    def _read(self) -> None:
        self._is_stale = False
        work = partial(self._listing.find, self.recruitment_id, self._query, self.context.today())
        self.context.tasks.run(self, work, self._on_read, only_latest="sorting")

    def _narrow(self, **values: Any) -> None:
        self._query = replace(self._query, **values)
        self._read()

    def _choose_level(self, level: Readiness | None, _checked: bool = False) -> None:
        for each, button in self._levels.items():
            button.setChecked(each is level)
        self._narrow(level=level)

    def _on_read(self, listed: Listed) -> None:
        self._listed = listed
        self._table.set_ids(listed.ids)
        if self._stack.currentWidget() is not self._call:
            self._stack.setCurrentIndex(0 if listed.levels else 2)
        for level, button in self._levels.items():
            count = listed.levels.total() if level is None else listed.levels[level]
            words = _("All") if level is None else label(level)
            button.setText(_("{words} ({count})").format(words=words, count=count))
        self._to_call_back.setText(_("To call back ({count})").format(count=listed.to_call_back))
        self._weight.setText(_weight_words(listed, self._view.posts if self._view else 0))
        self._quotas.setText(_quota_words(self._view) if self._view else "")
        if self._view is not None:
            self._call.show_criteria(self._view.criteria, listed.publics)
        self._on_selection()
        self.list_shown.emit()

    def _on_text_changed(self, _text: str) -> None:
        self._pause.start()

    def _on_sort(self, key: str, descending: bool) -> None:
        self._table.show_sort(key, descending)
        self._narrow(sort=key, descending=descending)

    def _on_selection(self) -> None:
        self._leave.setEnabled(bool(self.selected_ids()))
        self._start.setEnabled(bool(self._model.ids))

    def _on_opened(self, key: UUID) -> None:
        rows = self._listing.rows([key])
        if rows:
            self.context.navigator.open_person(rows[0].person_id)

    def _on_typed(self, letters: str) -> None:
        self._search.setText(letters)
        self._search.setFocus()

    def _on_leave(self) -> None:
        chosen = self.selected_ids()
        ask_reason(
            self._leave,
            lambda reason: self.write(partial(self._board.leave, chosen, reason, self.context.today())),
        )

    def _on_calls_closed(self) -> None:
        self._stack.setCurrentIndex(0)
        self._table.setFocus()
        self._read()

    def _on_answered(self, key: UUID, criterion_id: UUID, answer: Answer | None) -> None:
        self.write(partial(self._board.answer, key, criterion_id, answer))

    def _on_called(self, key: UUID, result: CallResult) -> None:
        self.write(partial(self._board.called, key, result, self.context.today()), lambda _done: self._call.turn(1))


def _calls(row: CandidateRow) -> str:
    return attempts_words(row) if row.attempts or row.call_result else ""


def _weight_words(listed: Listed, posts: int) -> str:
    """Say what weighs: how many are ready for how many posts, and the part of the priority publics."""
    followed, priority = listed.levels.total(), listed.priority.total()
    ready, ready_priority = listed.levels[Readiness.READY], listed.priority[Readiness.READY]
    parts = [
        ngettext("{ready} ready for {posts} post", "{ready} ready for {posts} posts", posts).format(
            ready=ready, posts=posts
        ),
        _("Priority publics: {count} of {total} ({share}), {ready_count} of {ready_total} among those ready").format(
            count=priority,
            total=followed,
            share=_share(priority, followed),
            ready_count=ready_priority,
            ready_total=ready,
        ),
    ]
    return " · ".join(parts)


def _quota_words(view: RecruitmentView) -> str:
    """Say how much of its quota each prescriber has used; one that is over stands first."""
    limited = [each for each in view.invitations if each.quota is not None]
    limited.sort(key=lambda each: each.sent <= (each.quota or 0))
    words = [_used(each.name, each.sent, each.quota or 0) for each in limited]
    return _("Quotas: {list}").format(list=" · ".join(words)) if words else ""


def _used(name: str, sent: int, quota: int) -> str:
    words = _("{name}: {sent} of {quota}, over") if sent > quota else _("{name}: {sent} of {quota}")
    return words.format(name=name, sent=sent, quota=quota)


def _share(part: int, whole: int) -> str:
    return _("{percent} %").format(percent=round(100 * part / whole) if whole else 0)
