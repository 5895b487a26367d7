"""What the menus of the window do, each on the page in front or on the whole store."""

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QProcess, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox, QTabBar, QWidget

from caseflow import APPLICATION_NAME, __version__
from caseflow.i18n import _
from caseflow.services.drafts import DraftOf
from caseflow.ui import backups, people_export
from caseflow.ui.context import Context
from caseflow.ui.help_pages import CONTENTS, NEWS
from caseflow.ui.helping import explain, helping, page_of
from caseflow.ui.menus import Menus, command_of
from caseflow.ui.navigation import ImportSource
from caseflow.ui.referrals import referring
from caseflow.ui.undoing import Undoing
from caseflow.ui.visits import Key, Visits
from caseflow.ui.widgets.sidebar import Sidebar
from caseflow.ui.widgets.toast import Toast
from caseflow.ui.widgets.top_bar import TopBar
from caseflow.ui.workspace import Refreshable, Searchable, ShowsPeople, Workspace

if TYPE_CHECKING:
    from caseflow.ui.palette.panel import Palette


_SECTIONS = ("home", "people", "resources", "recruitments", "reports", "exchange", "administration")


class WindowCommands:
    """What the window does for the commands of `ui.actions`, by key."""

    def __init__(
        self, window: QMainWindow, context: Context, workspace: Workspace, undoing: Undoing, toast: Toast
    ) -> None:
        self._window = window
        self._context = context
        self._workspace = workspace
        self._undoing = undoing
        self._toast = toast
        self._visits = Visits()
        self._palette: Palette | None = None
        self.menus = Menus(window, self.handlers(), workspace.current_page, toast.show_text)
        for key, step in (("back", -1), ("forward", 1)):
            self.menus.hindrances[key] = partial(self._why_not_move, key, step)
        self.menus.veil = lambda key: context.discretion.hindrance(key, workspace.current_key())
        workspace.shown.connect(self._on_shown)
        context.navigator.help_asked.connect(helping().open)
        context.navigator.referral_asked.connect(partial(referring.refer, window, context))
        context.navigator.service_asked.connect(partial(referring.refer_to, window, context, self._recent_people))

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the window does for each command; pages may do some of them otherwise, and others too."""
        workspace, navigator = self._workspace, self._context.navigator
        sections = {key: partial(navigator.open_page, key) for key in _SECTIONS}
        turns = {"next": 1, "previous": -1}
        tabs = {f"{name}_tab": partial(workspace.turn, step) for name, step in turns.items()}
        panes = {f"{name}_pane": partial(self.turn_pane, step) for name, step in turns.items()}
        return {
            **sections,
            **tabs,
            **panes,
            "palette": self.open_palette,
            "back": partial(self._visits.move, -1, self._revisit),
            "forward": partial(self._visits.move, 1, self._revisit),
            "save": self.save,
            "new": self.new_person,
            "shortcuts": self.show_shortcuts,
            "import": navigator.open_import,
            "paste": self.paste,
            "export": navigator.export_people,
            "preview": self.preview,
            "summary": self.print_at_once,
            "backup": partial(backups.back_up_now, self._context),
            "training": self.open_training,
            "close_tab": workspace.close_current,
            "discretion": self._context.discretion.toggle,
            "lock": navigator.lock_asked.emit,
            "quit": self._window.close,
            "undo": self._undoing.undo_last,
            "redo": self._undoing.redo_last,
            "history": self.open_history,
            "find": self.find,
            "refresh": self.refresh,
            "new_person": self.new_person,
            "call": partial(note_call, self._context, self._window),
            "help": self.open_help,
            **{key: partial(navigator.open_help, page) for key, page in (("help_contents", CONTENTS), ("news", NEWS))},
            "explain": self.explain,
            "diagnostics": self.prepare_diagnostics,
            "about": self.about,
        }

    def open_history(self) -> None:
        """Show everything that was done, in a tab."""
        from caseflow.ui.history_page import HistoryPage

        self._workspace.open_tab("history", _("History"), "history", partial(HistoryPage, self._context))

    def open_help(self) -> None:
        """Show the page of the guide of the part that has the keyboard, or else of the page in front."""
        key = page_of(QApplication.focusWidget())
        helping().open(page_of(self._workspace.current_page()) if key == CONTENTS else key)

    def explain(self) -> None:
        """Say what the control that has the keyboard is for."""
        explain(QApplication.focusWidget() or self._window)

    def chosen_people(self) -> list[UUID]:
        """Return who the page in front is about: its person, or those selected in it."""
        key, page = self._workspace.current_key(), self._workspace.current_page()
        if isinstance(key, UUID):
            return [key]
        return page.chosen_people() if isinstance(page, ShowsPeople) else []

    def paste(self) -> None:
        """Import the rows of a spreadsheet that stand on the clipboard."""
        text = QGuiApplication.clipboard().text()
        if "\t" in text or text.strip().count("\n") > 0:
            self._context.navigator.open_import(ImportSource(text=text))
        else:
            self._toast.show_text(_("The clipboard holds no rows of a spreadsheet."))

    def preview(self) -> None:
        """Show the summaries of whoever is chosen, as they will be printed."""
        self._context.navigator.print_summaries(self.chosen_people())

    def print_at_once(self) -> None:
        """Print the summaries of whoever is chosen, without the preview."""
        from caseflow.ui import printing

        chosen = self.chosen_people()
        if chosen:
            printing.print_summaries(self._context, self._window, chosen)
        else:
            self._toast.show_text(_("Choose one or more people first."))

    def find(self) -> None:
        """Go to the field that filters the page in front, or to that of the list of people."""
        if not isinstance(self._workspace.current_page(), Searchable):
            self._context.navigator.open_page("people")
        page = self._workspace.current_page()
        if isinstance(page, Searchable):
            page.focus_search()

    def refresh(self) -> None:
        """Read the page in front again."""
        page = self._workspace.current_page()
        if isinstance(page, Refreshable):
            page.refresh()

    def new_person(self) -> None:
        """Ask for a new person."""
        from caseflow.ui.people.new_person import NewPersonDialog

        NewPersonDialog.ask(self._window, self._context)

    def export_people(self, person_ids: tuple[UUID, ...]) -> None:
        """Write some people, or everybody, to a file."""
        listing = people_export.everybody(self._context.today(), person_ids)
        people_export.ask(self._window, self._context, listing)

    def open_training(self) -> None:
        """Open the training store in a window of its own, beside this one."""
        _start("--training")
        self._toast.show_text(_("The training store opens in a window of its own."))

    def open_own_store(self) -> None:
        """Open one's own store beside this one, or leave this one to make it."""
        if self._context.settings.last_store:
            _start()
        else:
            self._context.navigator.welcome_asked.emit()

    def open_palette(self) -> None:
        """Open the search window on people and actions; it is made the first time."""
        if self._palette is None:
            from caseflow.ui.palette.panel import Palette

            bar = self._window.findChild(TopBar)
            anchor = bar.search_button if bar else None
            seen, arrived = self._recent_people, self._workspace.tab_bar().setFocus
            self._palette = Palette(self._window, anchor, self._context, self.menus, seen, arrived)
        self._palette.open()

    def save(self) -> None:
        """Save the field being typed in, as leaving it would; the keyboard stays in it."""
        focused = QApplication.focusWidget()
        if focused is not None and self._window.isAncestorOf(focused):
            self._window.setFocus(Qt.FocusReason.OtherFocusReason)
            focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_shortcuts(self) -> None:
        """Show the sheet of keyboard shortcuts as it will be printed."""
        from caseflow.ui import shortcuts_sheet

        shortcuts_sheet.preview(self._context, self._window)

    def turn_pane(self, step: int) -> None:
        """Go to the next part of the window: the sections, the tabs, the page."""
        panes: list[QWidget] = [
            pane
            for pane in (
                self._window.findChild(TopBar),
                self._window.findChild(Sidebar),
                self._workspace.tab_bar(),
                self._workspace.current_page(),
            )
            if pane is not None
        ]
        now = next((place for place, pane in enumerate(panes) if _holds_focus(pane)), -step)
        _focus_first(panes[(now + step) % len(panes)])

    def _on_shown(self, key: Key) -> None:
        self._visits.visit(key)
        bar = self._window.findChild(TopBar)
        if bar is not None:
            bar.show_ways(can_go_back=self._visits.can_move(-1), can_go_forward=self._visits.can_move(1))

    def _revisit(self, key: Key) -> None:
        """Show a page again; a record or an import that was closed is opened anew."""
        navigator = self._context.navigator
        if isinstance(key, UUID):
            navigator.open_person(key)
        elif key == "import":
            navigator.open_import()
        elif key == "history":
            self.open_history()
        elif key.startswith("recruitment:"):
            navigator.open_recruitment(UUID(key.removeprefix("recruitment:")))
        else:
            navigator.open_page(key)

    def _recent_people(self) -> list[UUID]:
        """Return the people seen lately, but for the one in front."""
        front = self._workspace.current_key()
        return [person for person in self._visits.people() if person != front]

    def _why_not_move(self, key: str, step: int) -> str:
        return "" if self._visits.can_move(step) else _(command_of(key).needs)

    def prepare_diagnostics(self) -> None:
        """Show what a diagnostic folder for the support would hold."""
        from caseflow.ui.diagnostics import DiagnosticsDialog

        DiagnosticsDialog.ask(self._window, self._context)

    def about(self) -> None:
        """Say which version this is."""
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(_("About CaseFlow"))
        box.setText(f"{APPLICATION_NAME} {__version__}")
        box.setInformativeText(
            _("Pathways of the beneficiaries of a PLIE, on this PC, encrypted. Free software, Apache 2.0 licence.")
        )
        box.open()


def _holds_focus(pane: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is pane or pane.isAncestorOf(focused))


def _focus_first(pane: QWidget) -> None:
    """Give the keyboard to a pane: to itself, or to the first control in it that Tab would reach."""
    if isinstance(pane, QTabBar):
        pane.setFocus(Qt.FocusReason.TabFocusReason)
        return
    reached = [
        child
        for child in pane.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible() and child.isEnabled()
    ]
    checked = [child for child in reached if bool(child.property("checked"))]
    if reached:
        (checked or reached)[0].setFocus(Qt.FocusReason.TabFocusReason)


def _start(*arguments: str) -> None:
    """Start CaseFlow once more; it raises the window that its store may already have."""
    module = () if getattr(sys, "frozen", False) else ("-m", "caseflow")
    QProcess.startDetached(sys.executable, [*module, *arguments])


def note_call(context: Context, window: QWidget, draft: DraftOf | None = None) -> None:
    """Ask who is on the phone, over whatever is open; or go on with a call that was left."""
    from caseflow.ui.quick_log.call_window import take_call

    take_call(context, window, draft)
