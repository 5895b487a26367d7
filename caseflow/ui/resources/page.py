"""The section « Ressources »: filters at the left, services in the middle, the sheet of one at the right."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.i18n import _, current, ngettext
from caseflow.services import place_search
from caseflow.services.drafts import DraftOf
from caseflow.services.place_search import Place, commune_words, communes_called
from caseflow.services.resources import Facets, Resources, ServiceQuery, ServiceRow, ServiceSheet
from caseflow.ui import icons, theme
from caseflow.ui.actions import Act
from caseflow.ui.context import Context
from caseflow.ui.resources.columns import directory_columns
from caseflow.ui.resources.deeds import Deeds
from caseflow.ui.resources.facet_tree import FacetTree
from caseflow.ui.resources.sheet_pane import SheetPane
from caseflow.ui.resources.states import DirectoryStates
from caseflow.ui.rows_model import RowsModel
from caseflow.ui.widgets.flow_row import FlowRow
from caseflow.ui.widgets.place_field import PlaceField
from caseflow.ui.widgets.rows_view import RowsView

KINDS = frozenset({"service", "structure", "referral"})
"""The tables of which this page shows something."""

TYPING_MS = 60
SLOW_MS = 150
_DISTANCE = 2
"""Its column, shown once it is known from where."""
_FACETS_WIDTH = 224
_SHEET_WIDTH = 300
_LIST_WIDTH = 296
"""At the least: what is left of a small window at one and a half times."""


@dataclass(frozen=True)
class Found:
    """The answer to a question; when nothing was found, how many services there are, and the filter to blame."""

    ids: list[UUID]
    total: int
    in_the_way: str | None = None


class ResourcesPage(QWidget):
    """The directory of partners."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._order, self._descending = "", False
        """The order asked for by a heading; empty for the one that fits the question."""
        self._in_the_way: str | None = None
        self._near: str | None = None
        self._is_moved = False
        self._departments: tuple[str, ...] = ()
        self._create()
        self._arrange()
        self._connect()
        self._context.tasks.run(self, place_search.warm, lambda _none: None)
        self._ask()

    def refresh(self) -> None:
        """Read the directory again."""
        self._ask()
        self._sheet.refresh()

    def query(self) -> ServiceQuery:
        """Return what the list shows."""
        commune = self._commune.code()
        text = self._search.text()
        usual = "distance" if commune and not text.strip() else "relevance"
        asked = ServiceQuery(
            text=text,
            commune=commune,
            near=commune,
            with_closed=self._closed.isChecked(),
            order=self._order or usual,
            descending=self._descending,
        )
        return self._facets.narrowed(asked)

    def search_for(self, text: str) -> None:
        """Type in the search field."""
        self._search.setText(text)

    def focus_search(self) -> None:
        """Go to the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def show_service(self, service_id: UUID) -> None:
        """Show the sheet of a service, whatever the filters."""
        self._view.clearSelection()
        self._sheet.show_service(service_id)

    def resume(self, draft: DraftOf) -> None:
        """Open the form of a draft again: of a new service, or of one of ours."""
        from caseflow.ui.resources.service_dialog import ServiceDialog

        if draft.about_id is None:
            self._deeds.add_new()
            return

        def open_on(sheet: ServiceSheet) -> None:
            ServiceDialog.ask(self, self._context, sheet)

        self._context.tasks.run(self, partial(self._context.desk.resources.sheet, draft.about_id), open_on)

    def set_discreet(self, is_on: bool, /) -> None:
        """Leave out what was noted and observed with people: the rest is about partners alone."""
        self._sheet.set_discreet(is_on)

    def acts(self) -> Mapping[str, Act]:
        """Return what the commands of the window do with the directory."""
        return {
            "next_result": Act(partial(self._go, 1)),
            "previous_result": Act(partial(self._go, -1)),
            "resource_unfilter": Act(self._unfilter, words=_("Remove every filter of the directory")),
            **self._deeds.acts(),
        }

    def _create(self) -> None:
        resources, today = self._context.desk.resources, self._context.today
        self._model: RowsModel[ServiceRow] = RowsModel(
            directory_columns(today),
            lambda ids: resources.rows(ids, self._commune.code(), today()),
            lambda row: row.id,
            self,
        )
        self._view = RowsView(self._model, _("Services of partners"))
        self._sheet = SheetPane(self._context)
        self._facets = FacetTree()
        self._search = QLineEdit()
        self._search.setPlaceholderText(_("Service, structure, commune, any word…"))
        self._search.setAccessibleName(_("Search a service"))
        self._search.setClearButtonEnabled(True)
        self._search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._commune = PlaceField(_("Commune where the person lives"), self._communes, commune_words)
        self._commune.setPlaceholderText(_("Lives in (commune)…"))
        self._closed = QCheckBox(_("Closed ones too"))
        self._clear = QPushButton(icons.icon("close"), _("Remove every filter"))
        self._count = theme.quiet("")
        self._count.setWordWrap(False)
        self._deeds = Deeds(self, self._context, self._view.selected_ids, lambda: self._sheet.sheet)
        self._states = DirectoryStates(self._view, self._deeds.add_new, self._deeds.bring_in, self._on_unfilter)
        self._panes = QSplitter()
        self._typing, self._slow = QTimer(self, singleShot=True), QTimer(self, singleShot=True)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(theme.title(_("Resources")))
        head.addStretch(1)
        for button in self._deeds.head_buttons():
            head.addWidget(button)
        self._panes.addWidget(self._filters())
        self._panes.addWidget(self._middle())
        self._panes.addWidget(self._sheet)
        for place, share in enumerate((0, 1, 0)):
            self._panes.setStretchFactor(place, share)
        self._panes.setSizes([_FACETS_WIDTH, 700, _SHEET_WIDTH])
        self._panes.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_M, theme.SPACE_L, theme.SPACE_S)
        column.addLayout(head)
        column.addWidget(self._panes, 1)
        self._view.show_sort("name", descending=False)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _filters(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, theme.SPACE_S, 0)
        column.addWidget(self._commune)
        column.addWidget(self._facets, 1)
        column.addWidget(self._closed)
        column.addWidget(self._clear)
        self._facets.setMinimumWidth(_FACETS_WIDTH - 40)
        self._clear.hide()
        return held

    def _middle(self) -> QWidget:
        held = QWidget()
        held.setMinimumWidth(_LIST_WIDTH)
        tools = QHBoxLayout()
        tools.addWidget(self._search, 1)
        tools.addWidget(self._count)
        deeds = FlowRow()
        for button in self._deeds.buttons():
            deeds.addWidget(button)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(tools)
        column.addLayout(deeds)
        column.addWidget(self._states, 1)
        return held

    def _connect(self) -> None:
        self._typing.timeout.connect(self._ask)
        self._slow.timeout.connect(self._on_slow)
        self._search.textChanged.connect(self._on_edited)
        self._search.returnPressed.connect(self._on_entered)
        self._commune.place_chosen.connect(self._on_place_chosen)
        self._facets.changed.connect(self._ask)
        self._closed.toggled.connect(self._ask)
        self._clear.clicked.connect(self._unfilter)
        self._view.opened.connect(self._on_opened)
        self._view.typed.connect(self._on_typed)
        self._view.sort_asked.connect(self._on_sort_asked)
        self._view.selectionModel().currentChanged.connect(self._on_current_changed)
        self._view.selection_changed.connect(self._on_selection_changed)
        self._view.customContextMenuRequested.connect(self._on_menu_asked)
        self._view.installEventFilter(self)
        self._sheet.shown.connect(self._deeds.show_chosen)
        self._model.failed.connect(self._context.tasks.failed)
        self._context.changes.changed.connect(self._on_changed)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            deed = {Qt.Key.Key_V: self._deeds.verify, Qt.Key.Key_Delete: self._deeds.close}.get(Qt.Key(event.key()))
            if deed is not None and not event.modifiers():
                deed.trigger()
                return True
        return super().eventFilter(watched, event)

    # Asking ---------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        self._typing.stop()
        self._slow.start(SLOW_MS)
        resources, query = self._context.desk.resources, self.query()
        self._context.tasks.run(self, partial(_find, resources, query), self._on_found, only_latest="ids")
        self._context.tasks.run(self, partial(resources.facets, query), self._on_counted, only_latest="facets")
        self._clear.setVisible(self._is_filtered())
        self._is_moved = self._is_moved or query.near != self._near
        self._near = query.near
        self._view.setColumnHidden(_DISTANCE, query.near is None)
        self._view.show_sort("distance" if query.order == "distance" else "name", query.descending)

    def _on_found(self, found: Found) -> None:
        self._slow.stop()
        self._view.set_ids(found.ids)
        self._in_the_way = found.in_the_way
        words = ngettext("{count} service", "{count} services", len(found.ids))
        self._count.setText(words.format(count=current().number(len(found.ids))))
        if found.ids:
            self._states.show_table()
            if self._is_moved:  # the nearest is what is looked for: never the line that was read before
                self._view.selectRow(0)
                self._view.scrollToTop()
            elif not self._view.selected_ids():
                self._view.selectRow(max(0, self._view.currentIndex().row()))
            self._is_moved = False
        elif found.total:
            self._states.show_no_result(self._filter_words(found.in_the_way))
        else:
            self._states.setCurrentWidget(self._states.first)
        self._on_current_changed()

    def _on_counted(self, facets: Facets) -> None:
        self._departments = tuple(facets.departments) or self._departments
        self._facets.show_facets(facets)

    def _on_slow(self) -> None:
        if not self._model.ids:
            self._states.setCurrentWidget(self._states.loading)

    def _communes(self, typed: str) -> tuple[Place, ...]:
        return communes_called(typed, first=self._departments)

    def _is_filtered(self) -> bool:
        query = replace(self.query(), order="relevance", near=None, with_closed=False, descending=False)
        return query != ServiceQuery()

    def _filter_words(self, name: str | None) -> str:
        """Say the filter that leaves nothing."""
        if name == "text":
            return self._search.text().strip()
        if name == "commune":
            return commune_words(self._commune.code() or "")
        groups = {"fee": "fees", "department": "departments"}
        return self._facets.words(groups.get(name, name)) if name else ""

    def _on_unfilter(self) -> None:
        """Remove the filter that leaves nothing, or all of them when none alone is to blame."""
        name = self._in_the_way
        if name == "text":
            self._search.clear()
        elif name == "commune":
            self._commune.clear()
        elif name:
            self._facets.untick({"fee": "fees", "department": "departments"}.get(name, name))
        else:
            self._unfilter()

    def _unfilter(self) -> None:
        self._search.clear()
        self._commune.clear()
        self._facets.untick()

    # Answering ------------------------------------------------------------------------------------------------

    def _on_edited(self) -> None:
        self._typing.start(TYPING_MS)

    def _on_entered(self) -> None:
        if self._model.ids:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_typed(self, letters: str) -> None:
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._search.setText(letters)

    def _on_place_chosen(self) -> None:
        self._model.read_again()
        self._ask()

    def _on_sort_asked(self, key: str, descending: bool) -> None:
        self._order, self._descending = key, descending
        self._ask()

    def _on_opened(self, _service_id: UUID) -> None:
        self._deeds.edit.trigger()

    def _on_current_changed(self) -> None:
        chosen = self._view.currentIndex()
        is_one = chosen.isValid() and chosen.row() < len(self._model.ids)
        self._sheet.show_service(self._model.id_at(chosen.row()) if is_one else None)

    def _on_selection_changed(self) -> None:
        self._deeds.show_chosen()

    def _on_menu_asked(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._deeds.fill(menu)
        menu.popup(self._view.viewport().mapToGlobal(place))

    def _go(self, step: int) -> None:
        line = self._view.currentIndex().row() + step
        if 0 <= line < len(self._model.ids):
            self._view.selectRow(line)

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & KINDS:
            self.refresh()


def _find(resources: Resources, query: ServiceQuery) -> Found:
    ids = resources.ids(query)
    if ids:
        return Found(ids, len(ids))
    return Found([], resources.count(), resources.in_the_way(query))
