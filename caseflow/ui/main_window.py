"""The window: sections at the left, tabs of open records, the status line, and the way back from each action."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMainWindow, QMenu, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow import APPLICATION_NAME
from caseflow.i18n import _, pgettext
from caseflow.services.drafts import Draft
from caseflow.services.people_list import Scope
from caseflow.settings import Settings
from caseflow.store.backup import Copy
from caseflow.store.journal import Change
from caseflow.store.store import Store
from caseflow.ui import backups, icons
from caseflow.ui.actions import NEW
from caseflow.ui.backups import BackupKeeper
from caseflow.ui.context import Context
from caseflow.ui.discretion import DiscretionBanner
from caseflow.ui.draft_watch import DraftWatch, Resuming
from caseflow.ui.drafting import Drafting
from caseflow.ui.errors import ErrorTeller
from caseflow.ui.key_names import shown_key
from caseflow.ui.menus import command_of
from caseflow.ui.navigation import ImportSource
from caseflow.ui.sections import SECTIONS
from caseflow.ui.undoing import Undoing
from caseflow.ui.warming import load_soon
from caseflow.ui.widgets.band import Band
from caseflow.ui.widgets.room import resize_within, room
from caseflow.ui.widgets.sidebar import Sidebar
from caseflow.ui.widgets.status_line import StatusLine
from caseflow.ui.widgets.toast import Toast
from caseflow.ui.widgets.top_bar import TopBar
from caseflow.ui.window_commands import WindowCommands, note_call
from caseflow.ui.workspace import Parted, Workspace

MINIMUM = (1024, 640)
NARROW_BELOW = 1200
_RECRUITMENT_FORMS = ("job", "criterion", "invitation", "hire", "employer_list", "account")
_LINE_FORMS = (
    "meeting", "walk_in", "seat_result", "preparation", "edit_job", "edit_criterion", "edit_invitation",
    "confirm_list", "correct_list",
)  # fmt: skip
"""Forms of one line of a recruitment, a session or a seat: their draft waits where that line is."""


class MainWindow(QMainWindow):
    """Arranges pages and answers the navigator; pages do the work."""

    closed = Signal()
    """The window is closed: what it used may be put away."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._create()
        self._arrange()
        self._connect()
        self.show_section("home")
        self._workspace.tab_bar().setFocus()  # else the first button of all, which leaves the training store
        self._drafts = DraftWatch(self, context, self._workspace, self._toast, self._draft_openers())
        self._keeper = BackupKeeper(context, self)
        self._keeper.failed.connect(self._on_backup_failed)
        self._keeper.start()
        self._show_backup()
        load_soon(self, context.tasks)

    @property
    def workspace(self) -> Workspace:
        """Return the tabs and their pages."""
        return self._workspace

    @property
    def toast(self) -> Toast:
        """Return where sentences are shown."""
        return self._toast

    def show_section(self, key: str) -> None:
        """Show a section, its page being built the first time."""
        section = next(section for section in SECTIONS if section.key == key)
        if not self._workspace.has_section(key):
            self._workspace.add_section(key, section.factory(self._context))
        self._workspace.show_section(key, _(section.title), icons.icon(section.icon))

    def open_person(self, person_id: UUID) -> None:
        """Show the record of a person in a tab of its own."""
        from caseflow.ui.record_tabs import open_record

        self._workspace.open_tab(person_id, "…", "person", partial(open_record, self._context, person_id))
        self._name_tabs()

    def open_part(self, person_id: UUID, key: str) -> None:
        """Show one part of the record of a person."""
        self.open_person(person_id)
        page = self._workspace.current_page()
        if isinstance(page, Parted):
            page.show_tab(key)

    def open_recruitment(self, recruitment_id: UUID) -> None:
        """Show a recruitment in a tab of its own."""
        from caseflow.ui.recruitments.recruitment_page import RecruitmentPage, tab_key

        key = tab_key(recruitment_id)
        is_new = self._workspace.place_of(key) is None
        page = self._workspace.open_tab(key, "…", "megaphone", partial(RecruitmentPage, self._context, recruitment_id))
        if is_new and isinstance(page, RecruitmentPage):
            page.named.connect(partial(self._workspace.set_title, key))

    def open_history(self) -> None:
        """Show everything that was done, in a tab."""
        self._commands.open_history()

    def open_list(self, scope: str) -> None:
        """Show the list of people in one of its views."""
        from caseflow.ui.people.list_page import ListPage

        self.show_section("people")
        page = self._workspace.current_page()
        if isinstance(page, ListPage):
            page.show_scope(Scope(scope))

    def open_import(self, source: ImportSource) -> None:
        """Show the import wizard in a tab, on a file or on pasted cells if there are any."""
        from caseflow.ui.exchange.import_page import ImportPage

        make = partial(ImportPage, self._context)
        page = self._workspace.open_tab("import", _("Import"), "import", make)
        if isinstance(page, ImportPage):
            page.take(source)

    def print_summaries(self, person_ids: tuple[UUID, ...]) -> None:
        """Show the pathway summaries of some people as they will be printed."""
        from caseflow.ui import printing

        if person_ids:
            printing.preview_summaries(self._context, self, list(person_ids))
        else:
            self._toast.show_text(_("Choose one or more people first."))

    def raise_up(self) -> None:
        """Come to the front: CaseFlow was started a second time."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._sidebar.set_narrow(self.width() < NARROW_BELOW)
        self._toast.place()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent, /) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent, /) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self._context.navigator.open_import(ImportSource(path=files[0], others=tuple(files[1:])))

    @override
    def closeEvent(self, event: QCloseEvent, /) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # a field being edited is saved when it is left
        for form in self.findChildren(Drafting):
            form.keep()
        self._context.settings.window = self.saveGeometry().toBase64().toStdString()
        self._context.settings.save()
        super().closeEvent(event)
        self.closed.emit()

    def _create(self) -> None:
        self._workspace = Workspace()
        self._sidebar = Sidebar()
        for section in SECTIONS:
            self._sidebar.add(section.key, _(section.title), section.icon)
        self._status = StatusLine(self)
        self._toast = Toast(self)
        self._errors = ErrorTeller(self)
        self._undoing = Undoing(self, self._context.desk.undo, self._context.tasks, self._toast)
        commands = WindowCommands(self, self._context, self._workspace, self._undoing, self._toast)
        self._commands = commands
        self._actions = commands.menus.actions
        self._top_bar = TopBar(self._actions)
        self._banner = DiscretionBanner(self._context.discretion, shown_key(command_of("discretion").shortcut))
        commands.menus.fill(self._top_bar.new_menu, NEW)
        for menu in self._actions["undo"].associatedObjects():
            if isinstance(menu, QMenu):
                menu.aboutToShow.connect(self._name_undo)

    def _arrange(self) -> None:
        store = self._context.desk.store
        self.setWindowTitle(f"{_name_of(store)} – {APPLICATION_NAME}")
        self.setMinimumSize(QSize(*MINIMUM).boundedTo(room(self)))  # a small screen, enlarged, has less than that
        self.setAcceptDrops(True)
        middle = QWidget()
        grid = QGridLayout(middle)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        bands = QVBoxLayout()
        bands.addWidget(self._banner)
        if store.is_training:
            leave = QPushButton(icons.icon("folder"), _own_store_words(self._context.settings))
            leave.clicked.connect(self._commands.open_own_store)
            bands.addWidget(Band(_("Training store: the people are invented."), leave))
        grid.addLayout(bands, 0, 0, 1, 2)
        grid.addWidget(self._top_bar, 1, 0, 1, 2)
        grid.addWidget(self._sidebar, 2, 0)
        grid.addWidget(self._workspace, 2, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(2, 1)
        self.setCentralWidget(middle)
        self.setStatusBar(self._status)
        self._status.show_store(_("Store: {name}").format(name=_name_of(store)), str(store.path))
        saved = self._context.settings.window
        if not (saved and self.restoreGeometry(QByteArray.fromBase64(saved.encode()))):
            resize_within(self, 1280, 720)

    def _connect(self) -> None:
        navigator, tasks, changes = self._context.navigator, self._context.tasks, self._context.changes
        navigator.page_asked.connect(self.show_section)
        navigator.person_asked.connect(self.open_person)
        navigator.part_asked.connect(self.open_part)
        navigator.recruitment_asked.connect(self.open_recruitment)
        navigator.list_asked.connect(self.open_list)
        navigator.import_asked.connect(self.open_import)
        navigator.call_asked.connect(self._actions["call"].trigger)
        navigator.print_asked.connect(self.print_summaries)
        navigator.export_asked.connect(self._commands.export_people)
        navigator.training_asked.connect(self._commands.open_training)
        navigator.tab_close_asked.connect(self._workspace.close_page)
        navigator.backup_made.connect(self._show_backup)
        navigator.message_posted.connect(self._toast.show_text)
        tasks.failed.connect(self._errors.tell)
        tasks.started.connect(self._status.follow)
        changes.written.connect(self._on_written)
        self._context.discretion.changed.connect(self._workspace.set_discreet)
        self._sidebar.chosen.connect(self.show_section)
        self._workspace.section_shown.connect(self._sidebar.set_chosen)

    def _draft_openers(self) -> dict[str, Callable[[Draft], object]]:
        """Return what opens the forms that are on nobody's record."""
        return {
            "new_person": lambda _draft: self._commands.new_person(),
            "call": lambda draft: note_call(self._context, self, draft.of),
            "bulk_edit": lambda _draft: self.show_section("people"),
            "import": lambda draft: self.open_import(ImportSource(path=Path(draft.typed["path"]))),
            "counsellor": lambda _draft: self.show_section("administration"),
            "agency": lambda _draft: self.show_section("administration"),
            "lexicon": lambda _draft: self.show_section("administration"),
            "service": partial(self._resume_in, "resources"),
            "new_recruitment": partial(self._resume_in, "recruitments"),
            **dict.fromkeys(_RECRUITMENT_FORMS, self._resume_in_recruitment),
            **dict.fromkeys(_LINE_FORMS, lambda _draft: self.show_section("recruitments")),
        }

    def _resume_in(self, section: str, draft: Draft) -> None:
        self.show_section(section)
        page = self._workspace.current_page()
        if isinstance(page, Resuming):
            page.resume(draft.of)

    def _resume_in_recruitment(self, draft: Draft) -> None:
        if draft.of.about_id is not None:
            self.open_recruitment(draft.of.about_id)
            page = self._workspace.current_page()
            if isinstance(page, Resuming):
                page.resume(draft.of)

    def _on_written(self, change: Change) -> None:
        moment = self._context.clock().astimezone()
        self._status.show_saved(_("✔ Saved at {hour}:{minute}").format(hour=moment.hour, minute=f"{moment:%M}"))
        self._undoing.announce(change)
        if "person" in change.kinds:
            self._name_tabs()

    def _name_undo(self) -> None:
        """Say in the menu what would be taken back, and done again."""
        undo = self._context.desk.undo
        self._context.tasks.run(
            self, lambda: (undo.next_undo(), undo.next_redo()), self._on_undo_named, only_latest="undo"
        )

    def _on_undo_named(self, labels: tuple[str | None, str | None]) -> None:
        for key, verb, label in zip(("undo", "redo"), (_("&Undo"), _("&Redo")), labels, strict=True):
            what = (label or "").replace("&", "&&")
            self._actions[key].setText(_("{verb}: {action}").format(verb=verb, action=what) if what else verb)

    def _name_tabs(self) -> None:
        """Write on each tab the name of its person, as it is now."""
        ids = self._workspace.open_people()
        for row in self._context.desk.people.rows(ids, self._context.today()):
            self._workspace.set_title(row.id, row.name)

    def _show_backup(self) -> None:
        store = self._context.desk.store
        if store.read_only:
            self._status.show_backup(_("Consultation only"))
            return
        if store.is_training:
            self._status.show_backup(_("Training: invented people"))
            return
        work = partial(backups.copies_of, store, backups.places(self._context.settings))
        self._context.tasks.run(self, work, self._on_copies_read, only_latest="copies")

    def _on_backup_failed(self, reason: str) -> None:
        self._status.show_backup(_("⚠ No backup could be made"), reason)

    def _on_copies_read(self, copies: tuple[Copy, ...]) -> None:
        self._status.show_backup(backups.last_backup_text(copies, self._context.clock()))


def _name_of(store: Store) -> str:
    """Return what a store is called: that of the training is named by the program, in English."""
    return pgettext("store", "training") if store.is_training else store.path.stem


def _own_store_words(settings: Settings) -> str:
    """Return what leads from the training store to one's own."""
    return _("Open my store") if settings.last_store else _("Create my store")
