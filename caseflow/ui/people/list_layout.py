"""How the list is laid out: columns, density of lines, preview pane; kept for the next time."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QSplitter, QWidget
from typing_extensions import override

from caseflow.i18n import N_, _
from caseflow.services.people_list import PeopleColumn
from caseflow.ui import icons
from caseflow.ui.actions import Act
from caseflow.ui.context import Context
from caseflow.ui.people.columns import people_columns
from caseflow.ui.people.list_views import CurrentView
from caseflow.ui.people.preview_pane import WIDTH, PreviewPane
from caseflow.ui.widgets.rows_view import RowsView

DENSITIES = {"compact": (N_("Close lines"), 6), "normal": (N_("Usual lines"), 12), "wide": (N_("Spaced lines"), 20)}
"""The three densities of lists: their name, and the pixels above and below the words together."""
PREVIEW = "people"
KEEP_MS = 400
_LEAST_TABLE = 520


class ListLayout(QObject):
    """Columns belong to the view and are undone like the rest; widths, density and pane belong to this PC."""

    def __init__(
        self,
        page: QWidget,
        context: Context,
        table: RowsView,
        preview: PreviewPane,
        panes: QSplitter,
        now: CurrentView,
    ) -> None:
        super().__init__(page)
        self._page, self._context, self._table, self._preview, self._panes, self._now = (
            page, context, table, preview, panes, now,
        )  # fmt: skip
        self._keeping = QTimer(self, singleShot=True, interval=KEEP_MS)
        self.columns = QAction(icons.icon("edit"), _("Columns…"), self)
        self.preview = QAction(icons.icon("eye"), _("Preview of the person"), self, checkable=True)
        self._densities = QActionGroup(self)
        for key, (words, _pixels) in DENSITIES.items():
            action = QAction(_(words), self._densities, checkable=True)
            action.setData(key)
            action.setChecked(key == context.settings.density)
        self.preview.setChecked(bool(context.settings.splitters.get(PREVIEW)))
        self._connect()
        self._on_density_chosen(self._densities.checkedAction())
        self._place_preview()

    def actions(self) -> Sequence[QAction]:
        """Return what changes the layout, for the menu of views."""
        line = QAction(self)
        line.setSeparator(True)
        return (line, self.columns, self.preview, *self._densities.actions())

    def acts(self) -> Mapping[str, Act]:
        """Return the same for the menus and the palette."""
        lines = {
            f"density_{action.data()}": Act(action.trigger, words=action.text()) for action in self._densities.actions()
        }
        hindrance = "" if self._has_room() else _("The window is too narrow for the preview.")
        hide = _("Hide the preview of the person") if self.preview.isChecked() else ""
        return {
            **lines,
            "columns": Act(self.choose_columns),
            "preview_pane": Act(self.preview.trigger, hindrance, hide),
        }

    def show_columns(self) -> None:
        """Show the columns of the view, as wide as they were left."""
        self._table.show_columns(self._now.content.columns, self._now.widths())

    def choose_columns(self) -> None:
        """Ask which columns to show, and in which order."""
        titles = [(column.key, column.title) for column in people_columns()]
        shown = self._now.content.columns
        from caseflow.ui.people.columns_dialog import ColumnsDialog

        ColumnsDialog.ask(self._page, titles, shown, PeopleColumn.NAME, self._on_columns_chosen)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place_preview()
        return False

    def _connect(self) -> None:
        header = self._table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_menu_asked)
        self._table.columns_moved.connect(self._keeping.start)
        self._table.columns_resized.connect(self._on_resized)
        self._keeping.timeout.connect(self._on_columns_moved)
        self.columns.triggered.connect(self.choose_columns)
        self.preview.toggled.connect(self._on_preview_toggled)
        self._densities.triggered.connect(self._on_density_chosen)
        self._panes.splitterMoved.connect(self._on_splitter_moved)
        self._page.installEventFilter(self)
        self._panes.setMinimumWidth(_LEAST_TABLE)  # else the pane itself would keep the page from becoming narrow

    def _has_room(self) -> bool:
        return self._page.width() >= WIDTH + _LEAST_TABLE

    def _place_preview(self) -> None:
        """Show the pane if it is wanted and there is room for it beside a table that can be read."""
        is_shown = self.preview.isChecked() and self._has_room()
        if is_shown == self._preview.isVisibleTo(self._panes):
            return
        self._preview.setVisible(is_shown)
        width = max([WIDTH, *self._context.settings.splitters.get(PREVIEW, [])])
        self._panes.setSizes([max(self._page.width() - width, _LEAST_TABLE), width])
        self._preview.refresh()

    def _on_columns_chosen(self, keys: Sequence[str]) -> None:
        self._now.keep_columns(keys)
        self.show_columns()

    def _on_columns_moved(self) -> None:
        self._now.keep_columns(self._table.shown_columns())

    def _on_resized(self) -> None:
        self._now.keep_widths(self._table.column_widths())

    def _on_preview_toggled(self, is_wanted: bool) -> None:
        self._context.settings.splitters[PREVIEW] = [WIDTH] if is_wanted else []
        self._place_preview()

    def _on_splitter_moved(self, _place: int, _index: int) -> None:
        self._context.settings.splitters[PREVIEW] = [self._preview.width()]

    def _on_density_chosen(self, action: QAction | None) -> None:
        key = action.data() if action else "normal"
        self._context.settings.density = key
        self._table.set_row_padding(DENSITIES[key][1])

    def _on_menu_asked(self, place: QPoint) -> None:
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = self._now.content.columns
        for column in people_columns():
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(column.key in shown)
            action.setEnabled(column.key != PeopleColumn.NAME)
            action.toggled.connect(partial(self._on_column_toggled, column.key))
        menu.addSeparator()
        menu.addAction(self.columns)
        menu.popup(self._table.horizontalHeader().mapToGlobal(place))

    def _on_column_toggled(self, key: str, is_shown: bool) -> None:
        others = [column for column in self._now.content.columns if column != key]
        self._on_columns_chosen([*others, key] if is_shown else others)
