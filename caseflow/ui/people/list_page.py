"""The list of people: found as you type, narrowed by views and filters, sorted by SQL; opened, changed, printed."""

from collections.abc import Mapping, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from caseflow.i18n import _, current, ngettext
from caseflow.services.people_list import PeopleColumn, PeopleQuery, PersonRow, Scope
from caseflow.ui import icons, theme
from caseflow.ui.actions import Act
from caseflow.ui.context import Context
from caseflow.ui.people.columns import people_columns
from caseflow.ui.people.list_actions import ListActions
from caseflow.ui.people.list_filters import ListFilters
from caseflow.ui.people.list_found import Found, find
from caseflow.ui.people.list_layout import ListLayout
from caseflow.ui.people.list_states import ListStates
from caseflow.ui.people.list_views import CurrentView
from caseflow.ui.people.preview_pane import PreviewPane
from caseflow.ui.people.view_bar import ViewBar
from caseflow.ui.people_export import Listing
from caseflow.ui.rows_model import PAGE, RowsModel
from caseflow.ui.widgets.flow_row import FlowRow
from caseflow.ui.widgets.rows_view import RowsView

KINDS = frozenset(
    {"person", "contact_point", "step", "enrolment", "referent_assignment", "counsellor", "situation_fact"}
)
"""The tables of which this page shows something, or by which it filters."""

TYPING_MS = 60
SLOW_MS = 150


class ListPage(QWidget):
    """The section « Bénéficiaires »."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._is_asking = False
        """The list shown is not yet the one asked for, or not yet all of it."""
        self._wants_all = False
        """Everybody was selected while the list was being read."""
        self._enters = False
        """Enter was pressed in the search field while the list was being read."""
        self._in_the_way: int | None = None
        """The place of the filter that leaves nobody."""
        self._create()
        self._arrange()
        self._connect()
        self._on_listed()
        self._on_view_chosen()

    def refresh(self) -> None:
        """Read the list again."""
        self._begin_asking()
        work = partial(find, self._context.desk.people, self.query())
        self._context.tasks.run(self, work, self._on_found, failed=self._on_failed, only_latest="ids")

    def query(self) -> PeopleQuery:
        """Return what the list shows."""
        content = self._now.content
        return PeopleQuery(
            self._context.today(),
            self._search.text(),
            content.scope,
            content.filters,
            content.sort,
            content.descending,
        )

    def show_scope(self, scope: Scope) -> None:
        """Choose a shipped view, with no filter of one's own in the way."""
        self._now.choose(scope.value, unfiltered=True)

    def search_for(self, text: str) -> None:
        """Type in the search field."""
        self._search.setText(text)

    def focus_search(self) -> None:
        """Go to the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def chosen_people(self) -> list[UUID]:
        """Return who is selected."""
        return self._view.selected_ids()

    def acts(self) -> Mapping[str, Act]:
        """Return what the commands of the window do with the list, its view and the people selected."""
        ways = {"next_result": Act(partial(self._go, 1)), "previous_result": Act(partial(self._go, -1))}
        return {
            **ways,
            **self._sorts(),
            **self._filters.acts(),
            **self._now.acts(),
            **self._layout.acts(),
            **self._actions.acts(),
        }

    def listing(self, ids: Sequence[UUID]) -> Listing:
        """Return what is seen, to be written to a file: of some people, or of all those in the list."""
        titles = {column.key: column.title for column in self._model.columns}
        columns = tuple((key, titles[key]) for key in self._now.content.columns)
        return Listing(self.query(), columns, tuple(ids))

    def _create(self) -> None:
        people = self._context.desk.people
        self._model: RowsModel[PersonRow] = RowsModel(
            people_columns(), lambda ids: people.rows(ids, self._context.today()), lambda row: row.id, self
        )
        self._view = RowsView(self._model, _("List of people"))
        self._now = CurrentView(self, self._context)
        self._tabs = ViewBar()
        self._preview = PreviewPane(self._context)
        self._search = QLineEdit()
        self._search.setPlaceholderText(_("Name, phone, file number, birth date…"))
        self._search.setAccessibleName(_("Search a person"))
        self._search.setClearButtonEnabled(True)
        self._search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._filters = ListFilters(self, self._context, self._now, self.query, self.focus_search)
        self._count = theme.quiet("")
        self._count.setWordWrap(False)
        self._add = QPushButton(icons.icon("person-add"), _("Add a person"))
        self._import = QPushButton(icons.icon("import"), _("Import a file…"))
        self._actions = ListActions(self, self._context, self.chosen_people, self.listing)
        self._states = ListStates(self._view, self._context.navigator, self._actions.add_person)
        self._panes = QSplitter()
        self._layout = ListLayout(self, self._context, self._view, self._preview, self._panes, self._now)
        self._typing, self._slow = QTimer(self, singleShot=True), QTimer(self, singleShot=True)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(theme.title(_("Beneficiaries")))
        head.addStretch(1)
        head.addWidget(self._import)
        head.addWidget(self._add)
        tools = QHBoxLayout()
        self._search.setMinimumWidth(160)
        tools.addWidget(self._search, 1)
        tools.addWidget(self._filters.button)
        tools.addWidget(self._count)
        deeds = FlowRow()
        for button in self._actions.buttons():
            deeds.addWidget(button)
        tools.addLayout(deeds)
        self._panes.addWidget(self._states)
        self._panes.addWidget(self._preview)
        self._panes.setStretchFactor(0, 1)
        self._panes.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_M, theme.SPACE_L, theme.SPACE_S)
        column.addLayout(head)
        column.addWidget(self._tabs)
        column.addLayout(tools)
        column.addWidget(self._filters.bar)
        column.addWidget(self._filters.fault)
        column.addWidget(self._panes, 1)
        self._no_result_buttons()
        self._states.broken.add_button(_("Try again"), "refresh", self.refresh)
        self._tabs.set_menu([*self._now.actions(), *self._layout.actions()])
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _no_result_buttons(self) -> None:
        state = self._states.no_result
        self._unfilter = state.add_button("", "close", self._on_in_the_way_removed)
        self._widen = state.add_button(_("Search among everybody"), "search", self._on_widened)
        self._unsearch = state.add_button(_("Remove the filter"), "close", self._search.clear)

    def _connect(self) -> None:
        self._typing.timeout.connect(self._ask)
        self._slow.timeout.connect(self._on_slow)
        self._search.textChanged.connect(self._on_search_edited)
        self._search.returnPressed.connect(self._on_search_entered)
        self._tabs.chosen.connect(self._now.choose)
        self._now.chosen.connect(self._on_view_chosen)
        self._now.listed.connect(self._on_listed)
        self._filters.changed.connect(self._on_filters_changed)
        self._add.clicked.connect(self._actions.add_person)
        self._import.clicked.connect(self._on_import_clicked)
        self._view.opened.connect(self._context.navigator.open_person)
        self._view.typed.connect(self._on_typed)
        self._view.sort_asked.connect(self._on_sort_asked)
        self._view.selection_changed.connect(self._on_selection_changed)
        self._view.all_selected.connect(self._on_all_selected)
        self._view.selectionModel().currentChanged.connect(self._on_current_changed)
        self._view.customContextMenuRequested.connect(self._on_menu_asked)
        self._model.failed.connect(self._context.tasks.failed)
        self._context.changes.changed.connect(self._on_changed)

    def _on_listed(self) -> None:
        """Offer the views, and learn the names by which filters are said."""
        self._tabs.show_views(self._now.views, self._now.view.key)
        self._tabs.mark(is_changed=self._now.is_changed)

    def _on_view_chosen(self) -> None:
        content = self._now.content
        self._tabs.choose(self._now.view.key)
        self._layout.show_columns()
        self._view.show_sort(content.sort, content.descending)
        self._filters.show()
        self._tabs.mark(is_changed=self._now.is_changed)
        self._ask()

    def _on_filters_changed(self) -> None:
        self._tabs.mark(is_changed=self._now.is_changed)
        self._ask()

    def _begin_asking(self) -> None:
        self._is_asking = True
        self._slow.start(SLOW_MS)

    def _ask(self) -> None:
        """Ask something else: by name, the first page is shown at once, and the rest of a long list follows."""
        if self._now.content.sort is not PeopleColumn.NAME or self.chosen_people():  # who may stand further down
            self.refresh()
            return
        self._begin_asking()
        first = partial(self._context.desk.people.ids, self.query(), PAGE)
        self._context.tasks.run(self, first, self._on_first, failed=self._on_failed, only_latest="ids")

    def _on_first(self, ids: list[UUID]) -> None:
        if len(ids) == PAGE:
            self._slow.stop()
            self._set_ids(ids)
            self._states.show_table()
        self.refresh()

    def _on_found(self, found: Found) -> None:
        self._slow.stop()
        self._is_asking = False
        self._set_ids(found.ids)
        if self._wants_all:
            self._view.selectAll()
        self._wants_all = False
        self._show_state(found)
        self._on_selection_changed()
        if self._enters:
            self._on_search_entered()
        self._filters.count()

    def _set_ids(self, ids: Sequence[UUID]) -> None:
        wants_all = self._wants_all
        self._view.set_ids(ids)
        self._wants_all = wants_all

    def _show_count(self, chosen: int) -> None:
        if self._is_asking and self._count.text():
            return
        count = len(self._model.ids)
        text = ngettext("{count} person", "{count} people", count).format(count=current().number(count))
        if chosen > 1:
            told = ngettext("{count} chosen", "{count} chosen", chosen).format(count=current().number(chosen))
            text = f"{text} · {told}"
        self._count.setText(text)

    def _show_state(self, found: Found) -> None:
        view, typed = self._now.view.name, self._search.text().strip()
        content = self._now.content
        self._in_the_way = found.in_the_way
        if found.ids:
            self._states.show_table()
        elif not found.total:
            self._states.setCurrentWidget(self._states.first)
        elif typed or content.filters:
            self._show_no_result(view, typed, content.scope)
        else:
            self._states.show_nobody(view, content.scope)

    def _show_no_result(self, view: str, typed: str, scope: Scope) -> None:
        said = self._filters.words()
        self._widen.setVisible(bool(typed) and scope is not Scope.ALL)
        self._unsearch.setVisible(bool(typed))
        self._unfilter.setVisible(bool(said))
        if said:
            place = len(said) - 1 if self._in_the_way is None else self._in_the_way
            self._in_the_way = place
            self._unfilter.setText(_("Remove the filter “{filter}”").format(filter=said[place]).replace("&", "&&"))
        self._states.show_no_result(view, typed, said)

    def _on_failed(self, error: Exception) -> None:
        self._slow.stop()
        self._is_asking = self._wants_all = self._enters = False
        self._states.show_broken()
        self._context.tasks.failed.emit(error)

    def _go(self, step: int) -> None:
        """Choose the next line, or with -1 the one before; the keyboard stays where it is, in the search field too."""
        line = self._view.currentIndex().row() + (step if self._view.selected_ids() else 0)
        if 0 <= line < len(self._model.ids):
            self._view.selectRow(line)

    def _on_slow(self) -> None:
        self._count.setText(_("Reading the list…"))
        if not self._model.ids:
            self._states.setCurrentWidget(self._states.loading)

    def _on_search_edited(self) -> None:
        self._is_asking = True
        self._typing.start(TYPING_MS)

    def _on_typed(self, letters: str) -> None:
        """Go on with the search field when letters are typed on the list."""
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._search.setText(letters)

    def _on_search_entered(self) -> None:
        """Open the only person found; otherwise go down to the list. What was just typed is waited for."""
        self._enters = self._is_asking
        if self._enters:
            return
        if len(self._model.ids) == 1:
            self._context.navigator.open_person(self._model.id_at(0))
        elif self._model.ids:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_widened(self) -> None:
        self.show_scope(Scope.ALL)

    def _on_in_the_way_removed(self) -> None:
        if self._in_the_way is not None:
            self._filters.remove(self._in_the_way)

    def _on_sort_asked(self, key: str, descending: bool) -> None:
        self._now.change(sort=PeopleColumn(key), descending=descending)
        self._tabs.mark(is_changed=self._now.is_changed)
        self._ask()

    def _sorts(self) -> Mapping[str, Act]:
        """Return what a click on each heading does, for whoever has no mouse: once more sorts the other way."""
        now = self._now.content
        titles = {column.key: column.title for column in self._model.columns}
        words = _("Sort by “{column}”")
        return {
            f"sort_{key}": Act(
                partial(self._on_sort_asked, key, key == now.sort and not now.descending),
                words=words.format(column=titles[key]),
            )
            for key in now.columns
        }

    def _on_all_selected(self) -> None:
        self._wants_all = self._is_asking
        if self._wants_all:
            self._show_selection()

    def _on_selection_changed(self) -> None:
        self._wants_all = False
        self._show_selection()

    def _show_selection(self) -> None:
        chosen, is_archive = self.chosen_people(), self._now.content.scope is Scope.ARCHIVED
        self._show_count(len(chosen))
        self._actions.set_people(chosen, is_archive=is_archive, is_partial=self._wants_all)

    def _on_current_changed(self) -> None:
        line = self._view.currentIndex().row()
        row = self._model.row_at(line) if 0 <= line < len(self._model.ids) else None
        self._preview.show_person(row.id if row else None, row.name if row else "")

    def _on_menu_asked(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._actions.fill(menu)
        menu.popup(self._view.viewport().mapToGlobal(place))

    def _on_import_clicked(self) -> None:
        self._context.navigator.open_import()

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if "list_view" in kinds:
            self._now.read_again()
        if "counsellor" in kinds:
            self._filters.forget_names()
        if kinds & KINDS:
            self.refresh()
            self._preview.refresh()
