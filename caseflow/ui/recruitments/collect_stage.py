"""The second stage: the lists of the prescribers come in, each on its own, and none holds up the others."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QStackedWidget, QTableWidgetItem, QVBoxLayout
from typing_extensions import override

from caseflow.domain.errors import CaseFlowError
from caseflow.i18n import N_, _, ngettext
from caseflow.services.drafts import DraftOf
from caseflow.services.recruitment_views import RecruitmentView
from caseflow.ui import theme
from caseflow.ui.choosing import ask_files
from caseflow.ui.context import Context
from caseflow.ui.recruitments.collect_parts import ListsTable, Shown, ask_where, buttons_row, wrong_lines
from caseflow.ui.recruitments.stage import Stage
from caseflow.ui.tasks import Progress
from caseflow.ui.widgets.drop_zone import DropZone, list_filters
from caseflow.ui.widgets.working import Working

if TYPE_CHECKING:
    from caseflow.exchange.caseloads import IncomingRow
    from caseflow.exchange.mails import Attached
    from caseflow.exchange.mappings import Mapping
    from caseflow.services.candidates import ReceivedFile
    from caseflow.services.candidates.received import ReceivedList
    from caseflow.ui.recruitments.collect_lines import Arrival, Line


class CollectStage(Stage):
    """A place to drop lists, a line per list and per prescriber, and what can be done with each."""

    key: ClassVar[str] = "collect"
    title: ClassVar[str] = N_("Collection")
    adds: ClassVar[bool] = True

    def __init__(self, context: Context, recruitment_id: UUID) -> None:
        super().__init__(context, recruitment_id)
        self._view: RecruitmentView | None = None
        self._shown = Shown()
        self._zone = DropZone(_("Drop here the lists of the prescribers, all at once"), ".eml")
        self._working = Working()
        self._top = QStackedWidget()
        self._table = ListsTable()
        self._note = theme.quiet("")
        self._buttons: dict[str, QPushButton] = {}
        self._arrange()
        self._show_buttons()

    @override
    def show_recruitment(self, view: RecruitmentView) -> None:
        self._view = view
        self._read_kept()

    @override
    def count(self, view: RecruitmentView, /) -> int | None:
        return view.files or None

    @override
    def add_new(self) -> None:
        self._on_phone()

    @override
    def resume(self, draft: DraftOf) -> bool:
        from caseflow.ui.recruitments.collect_forms import OWN_FORM, PHONE_FORM

        openers = {PHONE_FORM: self._on_phone, OWN_FORM: self._on_own}
        if draft.about_id != self.recruitment_id or draft.form not in openers:
            return False
        openers[draft.form]()
        return True

    def take(self, sources: "Sequence[Path | Attached | str]") -> None:
        """Take lists in, one after the other: files, messages with lists attached, or cells that were pasted."""
        from caseflow.ui.recruitments.collect_lines import Arrival

        self._shown.arrivals += [Arrival(each) for each in sources]
        self._show_lines()
        if not self._is_busy():
            self._go_on()

    def _arrange(self) -> None:
        self._zone.column.addWidget(
            buttons_row(
                self._buttons,
                ("choose", "folder", _("Choose lists…"), self._on_choose),
                ("paste", "copy", _("Paste copied cells"), self._on_paste),
                ("phone", "plus", _("Entry by phone…"), self._on_phone),
                ("own", "people", _("From our caseload…"), self._on_own),
                ("template", "export", _("Template for prescribers…"), self._on_template),
            )
        )
        self._zone.column.addStretch(1)
        for widget in (self._zone, self._working):
            self._top.addWidget(widget)
        self._top.setMaximumHeight(190)
        self._zone.dropped.connect(self.take)
        self._zone.widen(self)
        self._table.itemSelectionChanged.connect(self._show_buttons)
        self._table.activated.connect(self._on_activated)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_M, theme.SPACE_M, theme.SPACE_M, theme.SPACE_M)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(self._top)
        column.addWidget(self._note)
        column.addWidget(self._table, 1)
        column.addWidget(
            buttons_row(
                self._buttons,
                ("confirm", "check", _("Confirm…"), self._on_confirm),
                ("correct", "edit", _("Correct the lines…"), self._on_correct),
                ("refused", "export", _("Save the lines left out…"), self._on_refused),
                ("undo", "undo", _("Undo this import"), self._on_undo),
                ("forget", "close", _("Set aside"), self._on_forget),
            )
        )

    def _read_kept(self) -> None:
        from caseflow.services.candidates.received import ReceivedLists

        work = partial(ReceivedLists(self.context.desk.store).of, self.recruitment_id)
        self.context.tasks.run(self, work, self._on_kept_read, only_latest="lists")

    def _on_kept_read(self, kept: tuple["ReceivedList", ...]) -> None:
        self._shown.kept = kept
        self._show_lines()

    def _show_lines(self) -> None:
        from caseflow.ui.recruitments.collect_lines import lines_of

        chosen = self._chosen()
        invited = self._view.invitations if self._view else ()
        lines = lines_of(self._shown.arrivals, self._shown.kept, invited, self.context.today())
        self._shown.lines = lines
        self._table.setRowCount(len(lines))
        for place, line in enumerate(lines):
            for column, words in enumerate(line.cells):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self._table.setItem(place, column, item)
        self._table.fit()
        key = chosen.key if chosen else None
        found = next((place for place, line in enumerate(lines) if key is not None and line.key == key), None)
        waiting = next((place for place, each in enumerate(lines) if each.arrival and each.arrival.is_waiting), None)
        place = found if found is not None else waiting
        if place is not None:
            self._table.selectRow(place)
        self._show_buttons()

    def _chosen(self) -> "Line | None":
        places = self._table.selectionModel().selectedRows()
        return self._shown.lines[places[0].row()] if places and places[0].row() < len(self._shown.lines) else None

    def _show_buttons(self) -> None:
        line = self._chosen()
        arrival = line.arrival if line else None
        report = line.kept.report if line and line.kept else None
        can = {
            "confirm": arrival is not None and arrival.is_waiting,
            "correct": report is not None and bool(report.rejected or report.repairs),
            "refused": report is not None and bool(report.rejected and report.left_out),
            "undo": line is not None and line.kept is not None,
            "forget": arrival is not None and (arrival.is_waiting or bool(arrival.error)),
        }
        for key, is_possible in can.items():
            button, is_ready = self._buttons[key], is_possible and not self._is_busy()
            if button.hasFocus() and not is_ready:
                self._table.setFocus()  # or Qt hands it to the head of the window
            button.setEnabled(is_ready)
        is_empty = not self._shown.kept and not self._shown.arrivals
        nothing = _("No list received. Send the template to the prescribers.") if is_empty else ""
        words = arrival.error if arrival else nothing  # in full: its column may be too narrow for it
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def _is_busy(self) -> bool:
        return self._top.currentWidget() is self._working

    @staticmethod
    def _is_queued(arrival: "Arrival") -> bool:
        return arrival.read is None and not arrival.error

    def _replace(self, arrival: "Arrival") -> None:
        arrivals = self._shown.arrivals
        self._shown.arrivals = [arrival if each.key == arrival.key else each for each in arrivals]
        self._show_lines()

    def _go_on(self) -> None:
        """Read the next list that was dropped."""
        arrival = next((each for each in self._shown.arrivals if self._is_queued(each)), None)
        if arrival is None:
            if self._working.isAncestorOf(self.focusWidget()):
                self._table.setFocus()  # Enter answers for the next list that waits
            self._top.setCurrentWidget(self._zone)
            self._show_buttons()
            return
        desk, on = self.context.desk, self.context.today()

        def work(progress: Progress) -> "Arrival | tuple[Attached, ...]":
            from caseflow.exchange.candidate_lists import read_list
            from caseflow.exchange.mails import attached_lists, is_message

            if isinstance(arrival.source, Path) and is_message(arrival.source):
                return attached_lists(arrival.source)
            read = read_list(arrival.source, desk, on, cancel=lambda: progress.is_cancelled)
            progress(0, 0)
            if read.is_sure:
                self._take_in(read.received(), progress)
            return replace(arrival, read=read, is_taken=read.is_sure)

        self._run(_("Reading “{file}”").format(file=arrival.name), arrival, work)

    def _run(
        self, label: str, arrival: "Arrival", work: Callable[[Progress], "Arrival | tuple[Attached, ...]"]
    ) -> None:
        job = self.context.tasks.run_long(
            self,
            label,
            work,
            partial(self._on_arrived, arrival),
            failed=partial(self._on_failed, arrival),
            cancelled=self._on_cancelled,
        )
        self._working.show_job(label, job)
        self._top.setCurrentWidget(self._working)
        self._show_buttons()

    def _on_arrived(self, before: "Arrival", arrival: "Arrival | tuple[Attached, ...]") -> None:
        if isinstance(arrival, tuple):
            self._drop(before)
            self.take(arrival)
        elif arrival.is_taken:
            self._drop(before)
            self.context.navigator.drafts_changed.emit()  # what was said of it is no draft any more
        else:
            self._replace(arrival)
        self._go_on()

    def _drop(self, arrival: "Arrival") -> None:
        self._shown.arrivals = [each for each in self._shown.arrivals if each.key != arrival.key]
        self._show_lines()

    def _on_failed(self, arrival: "Arrival", error: Exception) -> None:
        if isinstance(error, CaseFlowError):
            self._replace(replace(arrival, error=error.message))
        else:
            self._replace(replace(arrival, error=_("This list could not be read.")))
            self.tell(error)
        self._go_on()

    def _on_cancelled(self) -> None:
        """Leave what is taken in, and forget what still waits to be read."""
        self._shown.arrivals = [each for each in self._shown.arrivals if not self._is_queued(each)]
        self._show_lines()
        self._go_on()

    def _on_choose(self) -> None:
        ask_files(self, _("Choose lists of candidates"), self._on_files_chosen, list_filters(".eml"))

    def _on_files_chosen(self, chosen: list[str]) -> None:
        self.take([Path(each) for each in chosen])

    def _on_paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.take([text])
            return
        words = _("There is nothing to paste: copy the cells in your spreadsheet first, with headings.")
        self.context.navigator.show_message(words)

    def _names(self) -> list[str]:
        return [each.name for each in self._view.invitations] if self._view else []

    def _on_phone(self) -> None:
        from caseflow.ui.recruitments.collect_forms import ask_phone_entry

        ask_phone_entry(self, self.context, self.recruitment_id, self._names())

    def _on_own(self) -> None:
        from caseflow.ui.recruitments.collect_forms import OWN_FORM, OwnCandidatesDialog

        jobs = self._view.jobs if self._view else ()
        trades = [words for job in jobs for words in (job.title, job.rome) if words]
        dialog = OwnCandidatesDialog(self, self.context, self.recruitment_id, trades)
        dialog.open_on(DraftOf(OWN_FORM, self.recruitment_id), {})

    def _on_template(self) -> None:
        code = self._view.code if self._view else ""
        name = _("List of candidates {code}").format(code=code)
        ask_where(self, _("Save the template"), name, self._write_template)

    def _write_template(self, path: Path) -> None:
        from caseflow.exchange.candidate_template import write_template

        self._write_file(path, partial(write_template, path, self._names()))

    def _on_refused(self) -> None:
        line = self._chosen()
        if line and line.kept:
            name = _("{file} to correct").format(file=Path(line.kept.name).stem)
            ask_where(self, _("Save the lines left out"), name, partial(self._write_refused, line.kept))

    def _write_refused(self, kept: "ReceivedList", path: Path) -> None:
        from caseflow.exchange.refused import write_refused

        found = wrong_lines(kept, self.context.today())
        if found:
            self._write_file(path, partial(write_refused, path, found, found.rows))

    def _write_file(self, path: Path, work: Callable[[], None]) -> None:
        told = _("Written to {file}.").format(file=path.name)
        self.write(work, lambda _none: self.context.navigator.show_message(told), failed=self.tell)

    def _on_activated(self) -> None:
        self._buttons["confirm"].click()

    def _on_confirm(self) -> None:
        from caseflow.ui.recruitments.collect_dialogs import ConfirmListDialog, draft_of

        line = self._chosen()
        if line and line.arrival and line.arrival.read:
            draft = draft_of(line.arrival.read, self.recruitment_id)
            confirmed = partial(self._take_confirmed, line.arrival, draft)
            ConfirmListDialog(self, self.context, draft, line.arrival.read, self._names(), confirmed).open()

    def _take_confirmed(self, arrival: "Arrival", draft: DraftOf, mapping: "Mapping", sender: str) -> None:
        on, read = self.context.today(), arrival.read
        drafts, turn = self.context.desk.drafts, self.context.desk.drafts.turn()
        if read is None:
            return

        def work(progress: Progress) -> "Arrival":
            understood = read.understood(mapping, sender, on)
            with drafts.dropped_with_save(draft, turn):
                self._take_in(understood.received(), progress)
            return replace(arrival, read=understood, is_taken=True)

        self._run(_("Taking “{file}” in").format(file=arrival.name), arrival, work)

    def _take_in(self, received: "ReceivedFile", progress: Progress) -> None:
        from caseflow.services.candidates import Intake

        desk = self.context.desk
        Intake(desk.store, desk.caseloads).take(self.recruitment_id, received, self.context.today(), progress)

    def _on_correct(self) -> None:
        from caseflow.ui.recruitments.collect_dialogs import CorrectListDialog

        line = self._chosen()
        kept = line.kept if line else None
        if kept and kept.report:
            found = wrong_lines(kept, self.context.today())
            draft = DraftOf("correct_list", kept.id)
            corrected = partial(self._take_corrected, kept, draft)
            CorrectListDialog(self, self.context, draft, kept.name, found, kept.report.repairs, corrected).open()

    def _take_corrected(self, kept: "ReceivedList", draft: DraftOf, rows: "list[IncomingRow]") -> None:
        from caseflow.services.candidates import ReceivedFile
        from caseflow.ui.recruitments.collect_lines import Arrival

        if not rows:
            return
        senders = {row.number: str(row.values.get("prescriber") or "") for row in rows}
        received = ReceivedFile(kept.name, rows, kept.sender, line_senders=senders, completes=kept.id)
        drafts, turn = self.context.desk.drafts, self.context.desk.drafts.turn()

        def work(progress: Progress) -> "Arrival":
            with drafts.dropped_with_save(draft, turn):
                self._take_in(received, progress)
            return Arrival(kept.name, is_taken=True)

        self._run(_("Taking “{file}” in").format(file=kept.name), Arrival(kept.name), work)

    def _on_undo(self) -> None:
        from caseflow.services.candidates.received import ReceivedLists

        line = self._chosen()
        if line is None or line.kept is None:
            return
        lists, file_id = ReceivedLists(self.context.desk.store), line.kept.id
        self.write(partial(lists.take_back, file_id), self._on_undone, failed=self.tell)

    def _on_undone(self, kept: tuple[str, ...]) -> None:
        words = _("The import was taken back")
        if kept:
            count = ngettext("{count} change stays", "{count} changes stay", len(kept)).format(count=len(kept))
            words = f"{words} · {count}"
        self.context.navigator.show_message(words)

    def _on_forget(self) -> None:
        line = self._chosen()
        if line and line.arrival:
            self._drop(line.arrival)
