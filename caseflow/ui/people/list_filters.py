"""The filters of the list: offered in a menu, asked for, shown as chips that count, taken away."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from caseflow.i18n import _
from caseflow.services.people_filters import ALONE, Filter, FilterKind
from caseflow.services.people_list import PeopleQuery
from caseflow.ui import icons, theme
from caseflow.ui.actions import Act
from caseflow.ui.context import Context
from caseflow.ui.people.filter_bar import FilterBar
from caseflow.ui.people.filter_dialog import FilterDialog
from caseflow.ui.people.filter_words import KINDS, words
from caseflow.ui.people.list_found import left_by_each
from caseflow.ui.people.list_views import CurrentView


class ListFilters(QObject):
    """The filters of the view shown; each change is told, for the list to be read again."""

    changed = Signal()

    def __init__(
        self,
        page: QWidget,
        context: Context,
        now: CurrentView,
        query: Callable[[], PeopleQuery],
        leave: Callable[[], object],
    ) -> None:
        """`query` tells what the list shows; `leave` takes the keyboard when the last chip goes."""
        super().__init__(page)
        self._page = page
        self._context = context
        self._now = now
        self._query = query
        self._leave = leave
        self._counsellors: dict[str, str] = {}
        self.bar = FilterBar(leave)
        self.button = QPushButton(icons.icon("plus"), _("Filter"))
        self.button.setMenu(self._menu())
        self.fault = theme.quiet("")
        self.fault.setProperty("tone", "warning")
        self.bar.removed.connect(self.remove)
        self.bar.cleared.connect(self._on_cleared)

    def acts(self) -> Mapping[str, Act]:
        """Return the filters to be added, for the palette."""
        said = {kind: _("Filter: {kind}").format(kind=_action_words(kind)) for kind in KINDS}
        return {f"filter_{kind}": Act(partial(self.add, kind), words=said[kind]) for kind in KINDS}

    def words(self) -> list[str]:
        """Return what each filter says."""
        filters = self._now.content.filters
        if any(each.kind is FilterKind.REFERENT for each in filters) and not self._counsellors:
            self._read_counsellors()
        return [words(each, self._counsellors) for each in filters]

    def show(self) -> None:
        """Show the filters of the view, and what could not be read of it."""
        faults = self._now.view.faults
        self.bar.show_words(self.words())
        self.fault.setVisible(bool(faults))
        said = _("⚠ A condition of this view cannot be read: “{condition}”. The view is shown without any filter.")
        self.fault.setText(said.format(condition=" · ".join(faults)))

    def count(self) -> None:
        """Count, in the background, how many people each filter leaves."""
        if self._now.content.filters:
            work = partial(left_by_each, self._context.desk.people, self._query())
            self._context.tasks.run(self._page, work, self.bar.show_counts, only_latest="counts")

    def add(self, kind: FilterKind) -> None:
        """Ask for the values of a filter; one that says all by itself is put on the list at once."""
        if kind in ALONE:
            self.put(Filter(kind))
            return
        self._read_counsellors()
        query = replace(self._query(), filters=self._besides(kind))
        FilterDialog.ask(self._page, self._context, query, kind, self._counsellors, self.put)

    def put(self, made: Filter) -> None:
        """Put a filter on the list."""
        self._set((*(each for each in self._besides(made.kind) if each != made), made))

    def remove(self, place: int) -> None:
        """Take the filter at a place away."""
        filters = self._now.content.filters
        self._set(filters[:place] + filters[place + 1 :])

    def forget_names(self) -> None:
        """Read again the names by which filters are said: a counsellor changed."""
        self._counsellors = {}
        self.show()

    def _menu(self) -> QMenu:
        menu = QMenu(self._page)
        for kind in KINDS:
            action = menu.addAction(_action_words(kind))
            action.triggered.connect(partial(self._on_asked, kind))
        return menu

    def _on_asked(self, kind: FilterKind, _checked: bool = False) -> None:
        self.add(kind)

    def _on_cleared(self) -> None:
        self._set(())
        self._leave()

    def _besides(self, kind: FilterKind) -> tuple[Filter, ...]:
        """Return the filters that stay when one of a kind is added: it takes the place of the former, but for facts."""
        present = self._now.content.filters
        return present if kind is FilterKind.FACT else tuple(each for each in present if each.kind is not kind)

    def _set(self, filters: tuple[Filter, ...]) -> None:
        self._now.change(filters=filters)
        self.show()
        self.changed.emit()

    def _read_counsellors(self) -> None:
        """Learn the names by which filters are said: some ten rows."""
        found = self._context.desk.enrolments.counsellors()
        self._counsellors = {each.id.hex: each.name for each in found}


def _action_words(kind: FilterKind) -> str:
    name = _(KINDS[kind])
    return name if kind in ALONE else f"{name}…"
