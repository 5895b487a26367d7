"""What can be done with the people selected in the list."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QToolButton, QWidget

from caseflow.i18n import _, current, ngettext
from caseflow.ui import icons, people_export
from caseflow.ui.actions import Act
from caseflow.ui.context import Context
from caseflow.ui.people_export import Listing


class ListActions(QObject):
    """The actions of the list, as buttons above it and as a menu on it."""

    def __init__(
        self,
        page: QWidget,
        context: Context,
        chosen: Callable[[], Sequence[UUID]],
        listing: Callable[[Sequence[UUID]], Listing],
    ) -> None:
        """`chosen` tells who is selected; `listing`, what the list shows of some people, or of all those in it."""
        super().__init__(page)
        self._page = page
        self._context = context
        self._chosen = chosen
        self._listing = listing
        self._is_archive = False
        self._hindrance = ""
        self.open = self._make(_("Open"), "person", self._on_open)
        self.assign = self._make(_("Assign…"), "person-add", self._on_assign)
        self.edit = self._make(_("Change…"), "edit", self._on_edit)
        self.archive = self._make(_("Archive"), "archive", self._on_archive)
        self.print = self._make(_("Print…"), "print", self._on_print)
        self.export = self._make("", "export", self._on_export)
        self.export_list = self._make(_("Export the list as it is shown…"), "export", self._on_export_list)
        shown = (self.assign, self.edit, self.archive, self.print)
        self._buttons: list[QAbstractButton] = [*(self._button(action) for action in shown), self._export_button()]

    def buttons(self) -> Sequence[QAbstractButton]:
        """Return the buttons to put above the list."""
        return self._buttons

    def fill(self, menu: QMenu) -> None:
        """Put the actions in a menu."""
        menu.addActions([self.open, self.assign, self.edit, self.archive])
        menu.addSeparator()
        menu.addActions([self.print, self.export, self.export_list])

    def set_people(self, ids: Sequence[UUID], *, is_archive: bool, is_partial: bool = False) -> None:
        """Make the actions fit who is selected; archiving turns into taking out of the archive.

        While the rest of those selected is still being read, nothing is done to the first of them alone.
        """
        self._is_archive = is_archive
        self._hindrance = "" if ids else _("Choose one or more people first.")
        if is_partial:
            self._hindrance = _("The list is still being read: try again in a moment.")
        for action in (self.open, self.assign, self.edit, self.archive, self.print, self.export):
            action.setEnabled(not self._hindrance)
        chosen = ngettext("Export the {count} person chosen…", "Export the {count} people chosen…", len(ids))
        self.export.setText(chosen.format(count=current().number(len(ids))))
        self.archive.setText(_("Take out of the archive") if is_archive else _("Archive"))
        self.archive.setIcon(icons.icon("restore" if is_archive else "archive"))

    def acts(self) -> Mapping[str, Act]:
        """Return what the commands of the window do with the people selected."""
        hindrance = self._hindrance
        archive = _("Take the chosen people out of the archive") if self._is_archive else ""
        return {
            "edit_people": Act(self._on_edit, hindrance),
            "assign_people": Act(self._on_assign, hindrance),
            "archive": Act(self._on_archive, hindrance, archive),
            "print_people": Act(self._on_print, hindrance),
            "export_people": Act(self._on_export, hindrance),
            "export_list": Act(self._on_export_list),
        }

    def add_person(self) -> None:
        """Ask for a new person, and open the record."""
        from caseflow.ui.people.new_person import NewPersonDialog

        NewPersonDialog.ask(self._page, self._context)

    def _make(self, text: str, icon_name: str, slot: Callable[[], None]) -> QAction:
        action = QAction(icons.icon(icon_name), text, self)
        action.triggered.connect(slot)
        return action

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAutoRaise(True)
        return button

    def _export_button(self) -> QPushButton:
        button = QPushButton(icons.icon("export"), _("Export…"))
        menu = QMenu(button)
        menu.addActions([self.export_list, self.export])
        button.setMenu(menu)
        return button

    def _on_open(self) -> None:
        for person_id in self._chosen()[:10]:
            self._context.navigator.open_person(person_id)

    def _on_edit(self) -> None:
        from caseflow.ui.people.bulk_edit import BulkEditDialog

        BulkEditDialog.ask(self._page, self._context, self._chosen())

    def _on_assign(self) -> None:
        from caseflow.ui.people.bulk_edit import REFERENT, BulkEditDialog

        BulkEditDialog.ask(self._page, self._context, self._chosen(), REFERENT)

    def _on_archive(self) -> None:
        people, ids = self._context.desk.people, list(self._chosen())
        work = partial(people.restore, ids) if self._is_archive else partial(people.archive, ids, self._context.today())
        self._context.tasks.run(self, work, _nothing)

    def _on_print(self) -> None:
        self._context.navigator.print_summaries(self._chosen())

    def _on_export(self) -> None:
        people_export.ask(self._page, self._context, self._listing(self._chosen()))

    def _on_export_list(self) -> None:
        people_export.ask(self._page, self._context, self._listing(()))


def _nothing(_result: object) -> None:
    """Leave it to the change notice to show what was done."""
