"""The list of people: found as you type, narrowed by views, sorted by SQL; one or many opened, changed, printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from caseflow.i18n import N_, _, current, ngettext
from caseflow.services.people import People
from caseflow.services.people_list import PeopleColumn, PeopleQuery, PersonRow, Scope
from caseflow.ui import icons, theme
from caseflow.ui.actions import Act
from caseflow.ui.context import Context
from caseflow.ui.people.columns import people_columns
from caseflow.ui.people.list_actions import ListActions
from caseflow.ui.rows_model import PAGE, RowsModel
from caseflow.ui.widgets.empty_state import EmptyState
from caseflow.ui.widgets.rows_view import RowsView

KINDS = frozenset({"person", "contact_point", "step", "enrolment", "referent_assignment", "counsellor"})
"""The tables of which this page shows something."""

SCOPES = {
    Scope.ACTIVE: N_("My active caseload"),
    Scope.WITHOUT_STEP: N_("Without a step"),
    Scope.NEW: N_("Newcomers"),
    Scope.EXITED: N_("Exited (6 months)"),
    Scope.ARCHIVED: N_("Archived people"),
    Scope.ALL: N_("Everybody"),
}
TYPING_MS = 60
SLOW_MS = 150


@dataclass(frozen=True)
class Found:
    """The answer to a question: who was found, and how many there are in all when nobody was."""

    ids: list[UUID]
    total: int


def find(people: People, query: PeopleQuery) -> Found:
    """Look for people; when there is nobody, count everybody so as to say why."""
    ids = people.ids(query)
    total = len(ids) or people.count(PeopleQuery(on=query.on, scope=Scope.ALL))
    return Found(ids, total)


class ListPage(QWidget):
    """The section « Bénéficiaires »."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._sort, self._descending = PeopleColumn.NAME, False
        self._create()
        self._arrange()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        self._slow.start(SLOW_MS)
        work = partial(find, self._context.desk.people, self._query())
        self._context.tasks.run(self, work, self._on_found, failed=self._on_failed, only_latest="ids")

    def scope(self) -> Scope:
        """Return the view chosen."""
        return Scope(self._scopes.tabData(self._scopes.currentIndex()))

    def show_scope(self, scope: Scope) -> None:
        """Choose a view."""
        self._scopes.setCurrentIndex(list(SCOPES).index(scope))

    def search_for(self, text: str) -> None:
        """Type in the search field."""
        self._search.setText(text)

    def focus_search(self) -> None:
        """Go to the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def chosen_people(self) -> list[UUID]:
        """Return who is selected, or the person of the current line."""
        return self._view.selected_ids()

    def acts(self) -> Mapping[str, Act]:
        """Return what the commands of the window do with the people selected."""
        ways = {"next_result": Act(partial(self._go, 1)), "previous_result": Act(partial(self._go, -1))}
        return {**ways, **self._actions.acts()}

    def _create(self) -> None:
        people = self._context.desk.people
        self._model: RowsModel[PersonRow] = RowsModel(
            people_columns(), lambda ids: people.rows(ids, self._context.today()), lambda row: row.id, self
        )
        self._view = RowsView(self._model, _("List of people"))
        self._search = QLineEdit()
        self._search.setPlaceholderText(_("Name, phone, file number, birth date…"))
        self._search.setAccessibleName(_("Search a person"))
        self._search.setClearButtonEnabled(True)
        self._search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._scopes = QTabBar()
        self._scopes.setAccessibleName(_("Views of the list"))
        self._scopes.setDrawBase(False)
        self._scopes.setExpanding(False)
        for scope, label in SCOPES.items():
            self._scopes.setTabData(self._scopes.addTab(_(label)), scope.value)
        self._count = theme.quiet("")
        self._count.setWordWrap(False)
        self._add = QPushButton(icons.icon("person-add"), _("Add a person"))
        self._import = QPushButton(icons.icon("import"), _("Import a file…"))
        self._actions = ListActions(self, self._context, self.chosen_people)
        self._states = QStackedWidget()
        self._typing, self._slow = QTimer(self, singleShot=True), QTimer(self, singleShot=True)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(theme.title(_("Beneficiaries")))
        head.addStretch(1)
        head.addWidget(self._import)
        head.addWidget(self._add)
        tools = QHBoxLayout()
        self._search.setMinimumWidth(200)
        tools.addWidget(self._search, 2)
        tools.addWidget(self._count)
        tools.addStretch(1)
        for button in self._actions.buttons():
            tools.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_M, theme.SPACE_L, theme.SPACE_S)
        column.addLayout(head)
        column.addWidget(self._scopes)
        column.addLayout(tools)
        column.addWidget(self._states, 1)
        self._loading = QLabel(_("Reading the list…"), alignment=Qt.AlignmentFlag.AlignCenter)
        self._first = self._first_use()
        self._none = EmptyState("check", "", "")
        self._no_result = EmptyState("search", "", "")
        self._widen = self._no_result.add_button(_("Search among everybody"), "search", self._on_widened)
        self._no_result.add_button(_("Remove the filter"), "close", self._search.clear)
        self._broken = EmptyState("error", _("The list could not be read"), "")
        self._broken.add_button(_("Try again"), "refresh", self.refresh)
        for state in (self._view, self._loading, self._first, self._none, self._no_result, self._broken):
            self._states.addWidget(state)
        self._states.setCurrentWidget(self._loading)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._view.show_sort(self._sort, self._descending)
        saved = self._context.settings.columns.get("people")
        if saved:
            self._view.horizontalHeader().restoreState(QByteArray.fromBase64(saved.encode()))

    def _first_use(self) -> EmptyState:
        state = EmptyState(
            "people",
            _("Nobody here yet"),
            _(
                "This is where the people you follow are listed. Begin with the file you work with today: CaseFlow"
                " shows you every row before anything is written, and the whole import can be undone."
            ),
        )
        state.add_button(_("Import my Excel file"), "import", self._context.navigator.open_import)
        state.add_button(_("Add a person"), "person-add", self._actions.add_person)
        state.add_button(_("Look at the training store"), "book", self._context.navigator.open_training)
        return state

    def _connect(self) -> None:
        self._typing.timeout.connect(self._ask)
        self._slow.timeout.connect(self._on_slow)
        self._search.textChanged.connect(self._on_search_edited)
        self._search.returnPressed.connect(self._on_search_entered)
        self._scopes.currentChanged.connect(self._on_scope_changed)
        self._add.clicked.connect(self._actions.add_person)
        self._import.clicked.connect(self._on_import_clicked)
        self._view.opened.connect(self._context.navigator.open_person)
        self._view.typed.connect(self._on_typed)
        self._view.sort_asked.connect(self._on_sort_asked)
        self._view.selection_changed.connect(self._on_selection_changed)
        self._view.customContextMenuRequested.connect(self._on_menu_asked)
        self._view.horizontalHeader().geometriesChanged.connect(self._on_columns_changed)
        self._view.horizontalHeader().sectionResized.connect(self._on_columns_changed)
        self._model.failed.connect(self._context.tasks.failed)
        self._context.changes.changed.connect(self._on_changed)
        self._on_selection_changed()

    def _query(self) -> PeopleQuery:
        return PeopleQuery(
            on=self._context.today(),
            text=self._search.text(),
            scope=self.scope(),
            sort=self._sort,
            descending=self._descending,
        )

    def _ask(self) -> None:
        """Ask something else: by name, the first page is shown at once, and the rest of a long list follows."""
        if self._sort is not PeopleColumn.NAME or self.chosen_people():  # who may stand further down, and stay selected
            self.refresh()
            return
        self._slow.start(SLOW_MS)
        first = partial(self._context.desk.people.ids, self._query(), PAGE)
        self._context.tasks.run(self, first, self._on_first, failed=self._on_failed, only_latest="ids")

    def _on_first(self, ids: list[UUID]) -> None:
        if len(ids) == PAGE:
            self._slow.stop()
            self._view.set_ids(ids)
            self._states.setCurrentWidget(self._view)
        self.refresh()

    def _on_found(self, found: Found) -> None:
        self._slow.stop()
        self._view.set_ids(found.ids)
        self._count.setText(self._count_text(len(found.ids)))
        self._states.setCurrentWidget(self._state_for(found))
        self._on_selection_changed()

    def _count_text(self, count: int) -> str:
        text = ngettext("{count} person", "{count} people", count)
        return text.format(count=current().number(count))

    def _state_for(self, found: Found) -> QWidget:
        if found.ids:
            return self._view
        if not found.total:
            return self._first
        scope = _(SCOPES[self.scope()])
        if self._search.text().strip():
            self._widen.setVisible(self.scope() is not Scope.ALL)
            self._no_result.set_texts(
                _("No result"),
                _("Nobody in “{view}” answers to “{text}”.").format(view=scope, text=self._search.text().strip()),
            )
            return self._no_result
        self._none.set_texts(_("Nobody in “{view}”").format(view=scope), _(_NOBODY[self.scope()]))
        return self._none

    def _on_failed(self, error: Exception) -> None:
        self._slow.stop()
        self._broken.set_texts(_("The list could not be read"), _("Nothing was changed. Try again in a moment."))
        self._states.setCurrentWidget(self._broken)
        self._context.tasks.failed.emit(error)

    def _go(self, step: int) -> None:
        """Choose the next line, or with -1 the one before; the keyboard stays where it is, in the search field too."""
        line = self._view.currentIndex().row() + (step if self._view.selected_ids() else 0)
        if 0 <= line < len(self._model.ids):
            self._view.selectRow(line)

    def _on_slow(self) -> None:
        if not self._model.ids:
            self._states.setCurrentWidget(self._loading)

    def _on_search_edited(self) -> None:
        self._typing.start(TYPING_MS)

    def _on_typed(self, letters: str) -> None:
        """Go on with the search field when letters are typed on the list."""
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._search.setText(letters)

    def _on_search_entered(self) -> None:
        """Open the only person found; otherwise go down to the list."""
        if len(self._model.ids) == 1:
            self._context.navigator.open_person(self._model.id_at(0))
        elif self._model.ids:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_widened(self) -> None:
        self.show_scope(Scope.ALL)

    def _on_scope_changed(self, _index: int) -> None:
        self._ask()

    def _on_sort_asked(self, key: str, descending: bool) -> None:
        self._sort, self._descending = PeopleColumn(key), descending
        self._ask()

    def _on_selection_changed(self) -> None:
        self._actions.set_people(self.chosen_people(), is_archive=self.scope() is Scope.ARCHIVED)

    def _on_menu_asked(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._actions.fill(menu)
        menu.popup(self._view.viewport().mapToGlobal(place))

    def _on_columns_changed(self) -> None:
        state = self._view.horizontalHeader().saveState().toBase64().toStdString()
        self._context.settings.columns["people"] = state

    def _on_import_clicked(self) -> None:
        self._context.navigator.open_import()

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & KINDS:
            self.refresh()


_NOBODY = {
    Scope.ACTIVE: N_("People who have left the PLIE or are archived are in the other views."),
    Scope.WITHOUT_STEP: N_("Everyone you follow has a step under way."),
    Scope.NEW: N_("Nobody entered the PLIE in the last two months."),
    Scope.EXITED: N_("Nobody left the PLIE in the last six months."),
    Scope.ARCHIVED: N_("No record has been archived."),
    Scope.ALL: "",
}
