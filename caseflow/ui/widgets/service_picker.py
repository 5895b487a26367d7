"""Choose a partner's service: a few letters, the nearest first, with how each answers."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.domain.barrier import Theme
from caseflow.domain.labels import label
from caseflow.i18n import _, current, ngettext
from caseflow.services.resources import ServiceQuery, ServiceRow
from caseflow.ui import icons, theme
from caseflow.ui.context import Context
from caseflow.ui.rows_model import Column, RowsModel
from caseflow.ui.widgets.flow_row import FlowRow
from caseflow.ui.widgets.rows_view import RowsView
from caseflow.ui.widgets.service_columns import delay_words, distance_words, observed_words, rate_words

TYPING_MS = 60
_DISTANCE = 3
"""The place of the column of distances, hidden where nobody knows from where to count."""


class ServicePicker(QWidget):
    """A search field over a short list. Enter, or a double click, chooses; the arrows go down from the field."""

    chosen = Signal(object)
    """A service was chosen: its `UUID`."""
    pointed = Signal()
    """Another line is the current one."""

    def __init__(self, context: Context, person_id: UUID | None = None, themes: Sequence[Theme] = ()) -> None:
        super().__init__()
        self._context = context
        self._themes = tuple(themes)
        self._home = ServiceQuery()
        """What is open to where the person lives."""
        self._create()
        self._arrange()
        self._connect()
        self.set_person(person_id)

    def set_person(self, person_id: UUID | None) -> None:
        """Look from where a person lives, or from nowhere."""
        self._home = ServiceQuery()
        self._near_only.hide()
        if person_id is None:
            self._ask()
            return
        work = partial(self._context.desk.resources.for_person, person_id)
        self._context.tasks.run(self, work, self._on_home_read, only_latest="home")

    def set_themes(self, themes: Sequence[Theme]) -> None:
        """Look for what answers these themes."""
        self._themes = tuple(themes)
        self._name_themes()
        self._ask()

    def chosen_id(self) -> UUID | None:
        """Return the service of the current line."""
        selected = self._view.selected_ids()
        return selected[0] if selected else None

    def chosen_row(self) -> ServiceRow | None:
        """Return what the current line says."""
        return self._model.row_at(self._view.currentIndex().row()) if self.chosen_id() else None

    def focus_search(self) -> None:
        """Go to the search field."""
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._search.selectAll()

    def _create(self) -> None:
        resources = self._context.desk.resources
        self._model: RowsModel[ServiceRow] = RowsModel(
            _columns(),
            lambda ids: resources.rows(ids, self._home.near, self._context.today()),
            lambda row: row.id,
            self,
        )
        self._view = RowsView(self._model, _("Services found"))
        self._search = QLineEdit()
        self._search.setPlaceholderText(_("Name of a service, of a structure, of a commune…"))
        self._search.setAccessibleName(_("Search a service"))
        self._search.setClearButtonEnabled(True)
        self._search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._theme_only, self._near_only = QCheckBox(), QCheckBox(_("Open to where the person lives"))
        for box in (self._theme_only, self._near_only):
            box.setChecked(True)
        self._count = theme.quiet("")
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)

    def _arrange(self) -> None:
        boxes = FlowRow(theme.SPACE_M)
        for widget in (self._theme_only, self._near_only, self._count):
            boxes.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(self._search)
        column.addLayout(boxes)
        column.addWidget(self._view, 1)
        self._count.setWordWrap(False)
        self._view.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self._view.setMinimumHeight(7 * self._view.verticalHeader().defaultSectionSize())
        self._name_themes()
        self.setFocusProxy(self._search)

    def _connect(self) -> None:
        self._typing.timeout.connect(self._ask)
        self._search.textChanged.connect(self._on_edited)
        self._search.installEventFilter(self)
        for box in (self._theme_only, self._near_only):
            box.toggled.connect(self._on_edited)
        self._view.opened.connect(self.chosen)
        self._view.selection_changed.connect(self.pointed)
        self._view.typed.connect(self._on_typed)
        self._model.failed.connect(self._context.tasks.failed)
        self._context.changes.changed.connect(self._on_changed)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._go(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                self._on_entered()
                return True
        return super().eventFilter(watched, event)

    def _query(self) -> ServiceQuery:
        themes = self._themes if self._theme_only.isChecked() else ()
        home = self._home if self._near_only.isChecked() else replace(self._home, commune=None)
        order = "relevance" if self._search.text().strip() or home.near is None else "distance"
        return replace(home, text=self._search.text(), themes=themes, order=order)

    def _ask(self) -> None:
        self._typing.stop()
        work = partial(self._context.desk.resources.ids, self._query())
        self._context.tasks.run(self, work, self._on_found, only_latest="ids")

    def _name_themes(self) -> None:
        names = ", ".join(label(each) for each in self._themes)
        self._theme_only.setText(_("For: {themes}").format(themes=names).replace("&", "&&"))
        self._theme_only.setVisible(bool(self._themes))

    def _on_home_read(self, home: ServiceQuery) -> None:
        self._home = home
        self._view.setColumnHidden(_DISTANCE, home.near is None)
        self._near_only.setVisible(home.commune is not None)
        self._ask()

    def _on_found(self, ids: list[UUID]) -> None:
        self._view.set_ids(ids)
        if self._query().order == "distance":
            self._view.show_sort("distance", descending=False)
        else:
            self._view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)  # by closeness to the words
        if ids and not self._view.selected_ids():
            self._view.selectRow(0)
        words = ngettext("{count} service", "{count} services", len(ids)).format(count=current().number(len(ids)))
        self._count.setText(words if ids else _("No service found: try without a box ticked, or with fewer letters."))

    def _go(self, step: int) -> None:
        line = self._view.currentIndex().row() + step
        if 0 <= line < len(self._model.ids):
            self._view.selectRow(line)

    def _on_entered(self) -> None:
        """Choose the current line; what was just typed is looked for first."""
        if self._typing.isActive():
            ids = self._context.desk.resources.ids(self._query())
            self._typing.stop()
            self._on_found(ids)
        chosen = self.chosen_id()
        if chosen is not None:
            self.chosen.emit(chosen)

    def _on_edited(self) -> None:
        self._typing.start()

    def _on_typed(self, letters: str) -> None:
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._search.setText(letters)

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & {"service", "structure", "referral"}:
            self._ask()


def _answer(row: ServiceRow) -> str:
    """Say how it answers in a column's width; the sentence is under the pointer."""
    return " · ".join(words for words in (rate_words(row.observed), delay_words(row.observed)) if words)


def _told(row: ServiceRow) -> str:
    return observed_words(row.observed)


def _columns() -> tuple[Column[ServiceRow], ...]:
    return (
        Column("name", _("Service"), lambda row: row.name, width=230, is_sortable=False),
        Column("structure", _("Structure"), lambda row: row.structure_name, width=150, is_sortable=False),
        Column("commune", _("Commune"), lambda row: row.commune, width=100, is_sortable=False),
        Column(
            "distance", _("Distance"), lambda row: distance_words(row.distance_km), width=80,
            is_right_aligned=True, is_sortable=False,
        ),
        Column("answer", _("Observed"), _answer, width=110, is_sortable=False, spoken=_told),
    )  # fmt: skip
