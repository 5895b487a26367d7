"""What stands in place of the list while it is read, and when there is nobody to show: why, and what to do."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from caseflow.i18n import N_, _
from caseflow.services.people_list import Scope
from caseflow.ui.navigation import Navigator
from caseflow.ui.widgets.empty_state import EmptyState

NOBODY = {
    Scope.ACTIVE: N_("People who have left the PLIE or are archived are in the other views."),
    Scope.WITHOUT_STEP: N_("Everyone you follow has a step under way."),
    Scope.OVERDUE: N_("No step is late: each began and ended as planned, or the record says otherwise."),
    Scope.LEAVING: N_("Nobody’s step ends within two months with nothing planned after it."),
    Scope.NEW: N_("Nobody entered the PLIE in the last two months."),
    Scope.EXITED: N_("Nobody left the PLIE in the last six months."),
    Scope.ARCHIVED: N_("No record has been archived."),
    Scope.ALL: "",
}


class ListStates(QStackedWidget):
    """The list itself, or what is said in its place."""

    def __init__(self, table: QWidget, navigator: Navigator, add_person: Callable[[], object]) -> None:
        super().__init__()
        self._table = table
        self.loading = QLabel(_("Reading the list…"), alignment=Qt.AlignmentFlag.AlignCenter)
        self.first = self._first_use(navigator, add_person)
        self.none = EmptyState("check", "", "")
        self.no_result = EmptyState("search", "", "")
        self.broken = EmptyState("error", _("The list could not be read"), "")
        for state in (table, self.loading, self.first, self.none, self.no_result, self.broken):
            self.addWidget(state)
        self.setCurrentWidget(self.loading)

    def show_table(self) -> None:
        """Show the list."""
        self.setCurrentWidget(self._table)

    def show_nobody(self, view: str, scope: Scope) -> None:
        """Say that a view has nobody in it."""
        self.none.set_texts(_("Nobody in “{view}”").format(view=view), _(NOBODY[scope]) if NOBODY[scope] else "")
        self.setCurrentWidget(self.none)

    def show_no_result(self, view: str, text: str, filters: Sequence[str]) -> None:
        """Say that nobody answers to what was typed and to the filters."""
        if text and filters:
            said = _("Nobody in “{view}” answers to “{text}” with these filters: {filters}.")
        else:
            said = _("Nobody in “{view}” answers to “{text}”.") if text else _("Nobody in “{view}” passes: {filters}.")
        self.no_result.set_texts(_("No result"), said.format(view=view, text=text, filters=" · ".join(filters)))
        self.setCurrentWidget(self.no_result)

    def show_broken(self) -> None:
        """Say that the list could not be read."""
        self.broken.set_texts(_("The list could not be read"), _("Nothing was changed. Try again in a moment."))
        self.setCurrentWidget(self.broken)

    def _first_use(self, navigator: Navigator, add_person: Callable[[], object]) -> EmptyState:
        state = EmptyState(
            "people",
            _("Nobody here yet"),
            _(
                "This is where the people you follow are listed. Begin with the file you work with today: CaseFlow"
                " shows you every row before anything is written, and the whole import can be undone."
            ),
        )
        state.add_button(_("Import my Excel file"), "import", navigator.open_import)
        state.add_button(_("Add a person"), "person-add", add_person)
        state.add_button(_("Look at the training store"), "book", navigator.open_training)
        return state
