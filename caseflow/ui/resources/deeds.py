"""What can be done with the services chosen in the directory, and with the directory itself."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from caseflow.i18n import _
from caseflow.services.resources import ServiceSheet
from caseflow.ui import icons
from caseflow.ui.actions import Act
from caseflow.ui.context import Context
from caseflow.ui.key_names import with_key


class Deeds(QObject):
    """The actions of the directory, as buttons above it, as a menu on it, and as commands of the window."""

    def __init__(
        self,
        page: QWidget,
        context: Context,
        chosen: Callable[[], Sequence[UUID]],
        sheet: Callable[[], ServiceSheet | None],
    ) -> None:
        """`chosen` tells which services are selected; `sheet`, which one is shown whole."""
        super().__init__(page)
        self._page = page
        self._context = context
        self._chosen = chosen
        self._sheet = sheet
        self.refer = self._make(_("Refer somebody…"), "forward", self._on_refer, "Ctrl+R")
        self.print = self._make(_("Print the sheet…"), "print", self._on_print, "Ctrl+P")
        self.verify = self._make(_("Still valid"), "check", self._on_verify, "V")
        self.edit = self._make(_("Edit…"), "edit", self._on_edit, "Return")
        self.copy = self._make(_("Write a local copy…"), "copy", self._on_copy)
        self.close = self._make(_("Close this service"), "archive", self._on_close, "Del")

    def buttons(self) -> list[QToolButton]:
        """Return the buttons to put above the sheet."""
        return [self._button(action) for action in (self.refer, self.print, self.verify, self.edit)]

    def fill(self, menu: QMenu) -> None:
        """Put the actions in a menu."""
        menu.addActions([self.refer, self.print])
        menu.addSeparator()
        menu.addActions([self.verify, self.edit, self.copy, self.close])

    def head_buttons(self) -> list[QPushButton]:
        """Return the buttons of the directory as a whole."""
        made: list[QPushButton] = []
        for words, icon, slot in (
            (_("Import…"), "import", self.bring_in),
            (_("Export…"), "export", self.hand_out),
            (_("Add a partner"), "plus", self.add_new),
        ):
            button = QPushButton(icons.icon(icon), words)
            button.clicked.connect(partial(_do, slot))
            made.append(button)
        return made

    def show_chosen(self) -> None:
        """Make the actions fit what is chosen: closing turns into opening again."""
        sheet, is_any = self._sheet(), bool(self._chosen())
        is_closed = sheet is not None and sheet.closed_on is not None
        for action in (self.verify, self.close):
            action.setEnabled(is_any)
        for action in (self.refer, self.print, self.edit, self.copy):
            action.setEnabled(sheet is not None)
        self.copy.setVisible(sheet is not None and not sheet.is_local)
        self.close.setText(_("Open this service again") if is_closed else _("Close this service"))

    def acts(self) -> Mapping[str, Act]:
        """Return what the commands of the window do here."""
        hindrance = "" if self._chosen() else _("Choose a service first.")
        return {
            "new": Act(self.add_new, words=_("Add a partner…")),
            "preview": Act(self._on_print, hindrance, _("Print the sheet of the service…")),
            "refer": Act(self._on_refer, hindrance),
            "resource_verify": Act(self._on_verify, hindrance, _("The chosen services are still valid")),
            "resource_edit": Act(self._on_edit, hindrance, _("Edit the chosen service…")),
            "resource_close": Act(self._on_close, hindrance, self.close.text()),
            "resource_import": Act(self.bring_in, words=_("Import a directory of partners…")),
            "resource_export": Act(self.hand_out, words=_("Export the directory of partners…")),
        }

    def add_new(self) -> None:
        """Ask for a new partner, written by hand."""
        from caseflow.ui.resources.service_dialog import ServiceDialog

        ServiceDialog.ask(self._page, self._context)

    def bring_in(self) -> None:
        """Import a directory from a file."""
        from caseflow.ui.resources.import_dialog import open_import

        open_import(self._context, self._page)

    def hand_out(self) -> None:
        """Export the directory to a file."""
        from caseflow.ui.resources.import_dialog import open_export

        open_export(self._context, self._page)

    def _make(self, text: str, icon_name: str, slot: Callable[[], None], key: str = "") -> QAction:
        action = QAction(icons.icon(icon_name), text, self)
        action.setToolTip(with_key(text, key) if key else text)
        action.triggered.connect(partial(_do, slot))
        return action

    def _button(self, action: QAction) -> QToolButton:
        from PySide6.QtCore import Qt

        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAutoRaise(True)
        return button

    def _on_verify(self) -> None:
        self._write(partial(self._context.desk.resources.verify, list(self._chosen()), self._context.today()))

    def _on_close(self) -> None:
        resources, sheet, ids = self._context.desk.resources, self._sheet(), list(self._chosen())
        if sheet is not None and sheet.closed_on is not None:
            self._write(partial(resources.reopen, ids))
        else:
            self._write(partial(resources.close, ids, self._context.today()))

    def _write(self, work: Callable[[], None]) -> None:
        if self._chosen():
            self._context.tasks.run(self, work, lambda _none: None)

    def _on_edit(self) -> None:
        sheet = self._sheet()
        if sheet is None:
            return
        if not sheet.is_local:
            told = _("This sheet comes from a directory: note, verify or close it, or write a local copy of it.")
            self._context.navigator.show_message(told)
            return
        from caseflow.ui.resources.service_dialog import ServiceDialog

        ServiceDialog.ask(self._page, self._context, sheet)

    def _on_copy(self) -> None:
        from caseflow.ui.resources.service_dialog import ServiceDialog

        sheet = self._sheet()
        if sheet is not None:
            ServiceDialog.ask(self._page, self._context, sheet, is_copy=True)

    def _on_print(self) -> None:
        from caseflow.ui.resources.printing import preview_sheet

        sheet = self._sheet()
        if sheet is not None:
            preview_sheet(self._context, self._page, sheet)

    def _on_refer(self) -> None:
        sheet = self._sheet()
        if sheet is not None:
            self._context.navigator.refer_to(sheet.id)


def _do(slot: Callable[[], object], _checked: bool = False) -> None:
    slot()
