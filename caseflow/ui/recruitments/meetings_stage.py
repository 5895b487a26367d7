"""The stage of sessions: plan them, share the seats out, have everybody told, note who came and what it showed."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from caseflow.domain.labels import label
from caseflow.domain.meeting import SeatStatus
from caseflow.i18n import N_, _, current, ngettext
from caseflow.services.drafts import DraftOf
from caseflow.services.meeting_views import MeetingView, SeatLine, Sessions, read_sessions
from caseflow.services.meetings import Distribution, Meetings
from caseflow.services.recruitment_views import RecruitmentView
from caseflow.services.seating import CAME
from caseflow.ui import icons, theme
from caseflow.ui.choosing import ask_folder
from caseflow.ui.context import Context
from caseflow.ui.recruitments.distribution_dialog import DistributionDialog
from caseflow.ui.recruitments.meetings_forms import ask_meeting, ask_preparation, ask_result, ask_walk_in
from caseflow.ui.recruitments.meetings_model import SeatsModel
from caseflow.ui.recruitments.meetings_reader import CodeLine, came_words, found_by
from caseflow.ui.recruitments.stage import Stage
from caseflow.ui.tasks import Progress
from caseflow.ui.widgets.flow_row import FlowRow
from caseflow.ui.widgets.rows_view import RowsView

if TYPE_CHECKING:
    from caseflow.handouts.convocations import Written  # the pages are heavy, and seldom wanted


class MeetingsStage(Stage):
    """The sessions at the left, the people of the one chosen at the right."""

    key: ClassVar[str] = "meetings"
    title: ClassVar[str] = N_("Sessions")
    adds: ClassVar[bool] = True

    def __init__(self, context: Context, recruitment_id: UUID) -> None:
        super().__init__(context, recruitment_id)
        self._meetings = Meetings(context.desk.store)
        self._sessions = Sessions((), ())
        self._list = QListWidget()
        self._bar = QProgressBar()
        self._model = SeatsModel(self)
        self._table = RowsView(self._model, _("People of the session"))
        self._codes = CodeLine()
        self._on_meeting: list[QWidget] = []
        self._on_people: list[QWidget] = []
        self._arrange()
        self._list.currentRowChanged.connect(self._show_chosen)
        self._list.currentRowChanged.connect(self._codes.forget)
        self._list.itemActivated.connect(self._on_activated)
        self._table.selection_changed.connect(self._show_possible)
        self._table.opened.connect(self._open_person)
        self._codes.entered.connect(self._on_code)
        self._codes.over.connect(self._on_codes_over)

    @override
    def show_recruitment(self, view: RecruitmentView) -> None:
        work = partial(read_sessions, self.context.desk.store, self.recruitment_id)
        self.context.tasks.run(self, work, self._on_read, only_latest="sessions")

    @override
    def count(self, view: RecruitmentView, /) -> int | None:
        return view.meetings or None

    @override
    def add_new(self) -> None:
        ask_meeting(self, self.context, self.recruitment_id, None)

    @override
    def resume(self, draft: DraftOf) -> bool:
        if draft.form == "meeting" and draft.about_id == self.recruitment_id:
            self.add_new()
            return True
        return False

    def write_in(self, folder: str) -> None:
        """Write the convocations of the chosen session, and all that goes with them, in a folder."""
        meeting = self._chosen()
        if meeting is None:
            return
        store, now = self.context.desk.store, self.context.clock()

        def work(progress: Progress) -> "Written":
            from caseflow.handouts.convocations import write_convocations

            return write_convocations(store, meeting.id, Path(folder), now, progress)

        self.context.tasks.run_long(
            self,
            _("Writing the convocations"),
            work,
            self._on_written,
            failed=self.tell,
            cancelled=lambda: self.context.navigator.show_message(
                _("Stopped: what was already written stays in the folder.")
            ),
        )

    def _arrange(self) -> None:
        self._list.setAccessibleName(_("Sessions"))
        self._list.setWordWrap(True)
        self._list.setSpacing(theme.SPACE_XS)
        self._table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)  # in the order of the list
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_M, theme.SPACE_M, theme.SPACE_M, theme.SPACE_M)
        row.setSpacing(theme.SPACE_M)
        row.addWidget(self._left(), 2)
        row.addWidget(self._right(), 5)
        self._show_possible()

    def _left(self) -> QFrame:
        card, column = _card()
        column.addWidget(theme.title(_("Sessions"), 1.1))
        column.addWidget(self._list, 1)
        buttons = QWidget()
        buttons.setLayout(FlowRow())
        self._button(buttons, "plus", _("Plan a session…"), self.add_new)
        self._button(buttons, "", _("Change…"), self._edit, self._on_meeting)
        self._button(buttons, "", _("Remove"), self._remove, self._on_meeting)
        column.addWidget(buttons)
        return card

    def _right(self) -> QFrame:
        card, column = _card()
        self._bar.setAccessibleName(_("Seats"))
        self._bar.setTextVisible(False)
        self._bar.setMaximumHeight(theme.SPACE_S)
        self._told = theme.quiet("")
        buttons = QWidget()
        buttons.setLayout(FlowRow())
        self._button(buttons, "", _("Distribute automatically…"), self._distribute, self._on_meeting)
        self._button(buttons, "", _("Convocations…"), self._convoke, self._on_meeting)
        self._button(buttons, "", _("Came without invitation…"), self._walk_in, self._on_meeting)
        self._button(buttons, "", _("Call the absent back"), self._call_back, self._on_meeting)
        self._more = QPushButton(_("For the selection"))
        self._more.setMenu(self._menu())
        self._on_people.append(self._more)
        _add(buttons, self._more)
        # Last: its words grow with what is chosen, and no other button is to slip from under the pointer.
        self._all_came = self._button(buttons, "", _("All came"), self._note_attendance, self._on_meeting)
        column.addWidget(self._told)
        column.addWidget(self._bar)
        column.addWidget(buttons)
        column.addWidget(self._codes)
        column.addWidget(self._table, 1)
        self._on_meeting.append(self._codes)
        return card

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for status in (SeatStatus.PRESENT, SeatStatus.ABSENT, SeatStatus.EXCUSED):
            menu.addAction(label(status), partial(self._mark, status))
        menu.addSeparator()
        menu.addAction(_("Free the seat"), self._give_up)
        menu.addAction(_("Note the result…"), partial(self._for_people, ask_result))
        menu.addAction(_("Prepare the hire…"), partial(self._for_people, ask_preparation))
        return menu

    def _button(
        self,
        row: QWidget,
        icon: str,
        words: str,
        do: Callable[[], object],
        needs: list[QWidget] | None = None,
    ) -> QPushButton:
        button = QPushButton(icons.icon(icon), words) if icon else QPushButton(words)
        button.clicked.connect(lambda _checked=False: do())
        _add(row, button)
        if needs is not None:
            needs.append(button)
        return button

    def _on_read(self, sessions: Sessions) -> None:
        chosen = self._chosen()
        row = self._list.currentRow()
        self._sessions = sessions
        ids = [meeting.id for meeting in sessions.meetings]
        self._list.blockSignals(True)
        self._list.clear()
        for meeting in sessions.meetings:
            self._list.addItem(QListWidgetItem(_meeting_words(meeting)))
        kept = ids.index(chosen.id) if chosen and chosen.id in ids else min(max(row, 0), len(ids) - 1)
        self._list.setCurrentRow(kept)
        self._list.blockSignals(False)
        self._show_chosen()

    def _show_chosen(self, _row: int = 0) -> None:
        meeting = self._chosen()
        lines = meeting.lines if meeting else ()
        self._table.set_ids(self._model.hold(lines))
        self._table.setColumnHidden(self._model.hour_column, all(line.slot_minute is None for line in lines))
        self._told.setText(_told(meeting))
        seats = meeting.seats if meeting else None
        self._bar.setVisible(seats is not None)
        if meeting is not None and seats is not None:
            self._bar.setRange(0, max(seats, meeting.taken))
            self._bar.setValue(meeting.taken)
        self._show_possible()

    def _show_possible(self) -> None:
        meeting, people = self._chosen(), len(self._table.selected_ids())
        for widget in self._on_meeting:
            widget.setEnabled(meeting is not None)
        for widget in self._on_people:
            widget.setEnabled(bool(people))
        states = {line.status for line in meeting.lines} if meeting else set[SeatStatus]()
        self._codes.offer_end(SeatStatus.INVITED in states and not states.isdisjoint(CAME))
        words = ngettext("All came but the one selected", "All came but the {count} selected", people)
        self._all_came.setText(words.format(count=people) if people else _("All came"))

    def _on_activated(self, _item: QListWidgetItem) -> None:
        self._edit()

    def _open_person(self, seat_id: UUID) -> None:
        self.context.navigator.open_person(self._model.line(seat_id).person_id)

    def _chosen(self) -> MeetingView | None:
        row = self._list.currentRow()
        return self._sessions.meetings[row] if 0 <= row < len(self._sessions.meetings) else None

    def _selected(self) -> list[SeatLine]:
        return [self._model.line(each) for each in self._table.selected_ids()]

    def _edit(self) -> None:
        meeting = self._chosen()
        if meeting is not None:
            ask_meeting(self, self.context, self.recruitment_id, meeting)

    def _remove(self) -> None:
        meeting = self._chosen()
        if meeting is not None:
            self.write(partial(self._meetings.remove, meeting.id))

    def _distribute(self) -> None:
        meeting = self._chosen()
        if meeting is not None:
            work = partial(self._meetings.distribute, [meeting.id])
            self.context.tasks.run(self, work, partial(self._preview, meeting))

    def _preview(self, meeting: MeetingView, distribution: Distribution) -> None:
        names = {each.candidacy_id: each.name for each in self._sessions.candidates}
        today = self.context.today()
        alike = [each for each in self._sessions.meetings if each.kind is meeting.kind and each.held_on >= today]
        meetings = [meeting, *(each for each in alike if each.id != meeting.id)]
        DistributionDialog(self, self.context, meetings, distribution, names).open()

    def _convoke(self) -> None:
        ask_folder(self, _("Where to write the convocations"), self.write_in)

    def _on_written(self, written: "Written") -> None:
        words = ngettext("{count} convocation written", "{count} convocations written", written.people)
        told = _("{done}, {drafts} mail drafts, {texts} text messages: {folder}")
        told = told.format(
            done=words.format(count=written.people),
            drafts=written.drafts,
            texts=written.texts,
            folder=written.folder.name,
        )
        paper = ngettext("{count} person by post only", "{count} people by post only", written.by_post)
        self.context.navigator.show_message(
            " · ".join(filter(None, (told, paper.format(count=written.by_post) if written.by_post else "")))
        )

    def _walk_in(self) -> None:
        meeting = self._chosen()
        if meeting is not None:
            ask_walk_in(self, self.context, meeting, self._sessions.candidates, self._sessions.prescribers)

    def _note_attendance(self) -> None:
        meeting = self._chosen()
        if meeting is not None:
            excused = [line.candidacy_id for line in meeting.lines if line.status is SeatStatus.EXCUSED]
            absent = [line.candidacy_id for line in self._selected() if line.candidacy_id not in excused]
            work = partial(self._meetings.attendance, meeting.id, absent, self.context.today(), excused)
            self.write(work, lambda _done: self._table.clearSelection())

    def _on_code(self, typed: str) -> None:
        meeting = self._chosen()
        if meeting is None:
            return
        found = found_by(typed, meeting, self._sessions)
        if isinstance(found, str):
            self._codes.tell(found, is_wrong=True)
            return
        told = partial(self._codes.tell, came_words(found))
        if found.has_come:
            told()
            return
        work = partial(self._meetings.mark, meeting.id, [found.candidacy_id], SeatStatus.PRESENT, self.context.today())
        self.write(work, lambda _done: told())

    def _on_codes_over(self) -> None:
        meeting = self._chosen()
        if meeting is not None:
            others = [line.candidacy_id for line in meeting.lines if line.status is SeatStatus.INVITED]
            self.write(partial(self._meetings.mark, meeting.id, others, SeatStatus.ABSENT, self.context.today()))

    def _mark(self, status: SeatStatus) -> None:
        meeting, people = self._chosen(), [line.candidacy_id for line in self._selected()]
        if meeting is not None:
            self.write(partial(self._meetings.mark, meeting.id, people, status, self.context.today()))

    def _give_up(self) -> None:
        meeting, people = self._chosen(), [line.candidacy_id for line in self._selected()]
        if meeting is not None and people:
            work = partial(self._meetings.give_up, meeting.id, people, self.context.today())
            self.write(work, self._on_given_up)

    def _on_given_up(self, moved_up: list[UUID]) -> None:
        names = [each.name for each in self._sessions.candidates if each.candidacy_id in moved_up]
        if names:
            told = ngettext("Takes the seat: {names}", "Take the seats: {names}", len(names))
            self.context.navigator.show_message(told.format(names=", ".join(names)))

    def _for_people(self, ask: Callable[[QWidget, Context, Sequence[SeatLine]], object]) -> None:
        people = self._selected()
        if people:
            ask(self, self.context, people)

    def _call_back(self) -> None:
        meeting = self._chosen()
        if meeting is not None:
            self.write(partial(self._meetings.call_back_absent, meeting.id), self._on_called_back)

    def _on_called_back(self, count: int) -> None:
        words = ngettext(
            "{count} person to call back, to be found in the stage “Sorting”",
            "{count} people to call back, to be found in the stage “Sorting”",
            count,
        )
        self.context.navigator.show_message(words.format(count=count))


def _card() -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setProperty("role", "card")
    return card, QVBoxLayout(card)


def _add(row: QWidget, button: QPushButton) -> None:
    layout = row.layout()
    if layout is not None:
        layout.addWidget(button)


def _meeting_words(meeting: MeetingView) -> str:
    hour = current().hour(meeting.at_minute) if meeting.at_minute is not None else ""
    when = " ".join(filter(None, (current().date(meeting.held_on), hour)))
    lines = (f"{label(meeting.kind)} · {when}", meeting.place, _seats(meeting))
    return "\n".join(filter(None, lines))


def _seats(meeting: MeetingView) -> str:
    if meeting.seats is None:
        return ngettext("{count} person", "{count} people", meeting.taken).format(count=meeting.taken)
    words = ngettext("{taken} of {seats} seats", "{taken} of {seats} seats", meeting.taken)
    return words.format(taken=meeting.taken, seats=meeting.seats)


def _told(meeting: MeetingView | None) -> str:
    if meeting is None:
        return _("No session yet: plan the first one.")
    waiting = ngettext("{count} person waits for a seat", "{count} people wait for a seat", meeting.waiting)
    return " · ".join(filter(None, (_seats(meeting), waiting.format(count=meeting.waiting) if meeting.waiting else "")))
