"""The filters of the directory: what each value would leave is beside it, and changes as one types."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from caseflow.domain.barrier import Theme
from caseflow.domain.labels import label
from caseflow.domain.resource_words import FEES, KINDS, MODES, PUBLICS, word
from caseflow.domain.zones import zone_name
from caseflow.i18n import _, current
from caseflow.services.resources import Facets, ServiceQuery

Words = Callable[[str], str]

_ONE = frozenset({"fees", "departments"})
"""Of which one value at most is asked for."""
_ROW_PADDING = 8


class FacetTree(QTreeWidget):
    """Boxes to tick, in groups; Space ticks, the arrows go from one to the next."""

    changed = Signal()
    """Another value is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._values: dict[str, dict[str, QTreeWidgetItem]] = {}
        self._titles: dict[str, QTreeWidgetItem] = {}
        self._is_filling = False
        self.setHeaderHidden(True)
        self.setColumnCount(2)
        self.setRootIsDecorated(True)
        self.setIndentation(12)
        self.setAccessibleName(_("Filters of the directory"))
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # several begin with the same words
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for name, title, words in self._groups():
            self._add_group(name, title, words)
        self.itemChanged.connect(self._on_item_changed)

    def narrowed(self, query: ServiceQuery) -> ServiceQuery:
        """Return a query with what is ticked."""
        return replace(
            query,
            themes=tuple(Theme(value) for value in self._ticked("themes")),
            publics=self._ticked("publics"),
            fee=next(iter(self._ticked("fees")), None),
            modes=self._ticked("modes"),
            kinds=self._ticked("kinds"),
            department=next(iter(self._ticked("departments")), None),
        )

    def show_facets(self, facets: Facets) -> None:
        """Write beside each value how many services it would leave; a value that leaves none is not offered."""
        counts: dict[str, Mapping[str, int]] = {
            "themes": {theme.value: count for theme, count in facets.themes.items()},
            "publics": facets.publics, "fees": facets.fees, "modes": facets.modes,
            "kinds": facets.kinds, "departments": facets.departments,
        }  # fmt: skip
        self._is_filling = True
        for name, held in counts.items():
            for value in sorted(held):
                if name == "departments" and value not in self._values[name]:
                    self._add_value(name, value, zone_name)
            for value, item in self._values[name].items():
                self._show_count(item, held.get(value, 0))
            self._show_group(name)
        self._is_filling = False

    def untick(self, name: str = "") -> None:
        """Ask no longer for anything of a group, or of any."""
        self._is_filling = True
        for group, values in self._values.items():
            if group == (name or group):
                for item in values.values():
                    item.setCheckState(0, Qt.CheckState.Unchecked)
        self._is_filling = False
        self.changed.emit()

    def tick(self, name: str, value: str) -> None:
        """Ask for a value."""
        self._values[name][value].setCheckState(0, Qt.CheckState.Checked)

    def words(self, name: str) -> str:
        """Return what is ticked in a group, in words."""
        return ", ".join(self._values[name][value].text(0) for value in self._ticked(name))

    def _groups(self) -> tuple[tuple[str, str, Words], ...]:
        return (
            ("themes", _("Theme"), lambda value: label(Theme(value))),
            ("publics", _("Public"), lambda value: word(PUBLICS, value)),
            ("fees", _("Fee"), lambda value: word(FEES, value)),
            ("modes", _("Mode"), lambda value: word(MODES, value)),
            ("kinds", _("Kind of help"), lambda value: word(KINDS, value)),
            ("departments", _("Département"), zone_name),
        )

    def _add_group(self, name: str, title: str, words: Words) -> None:
        group = QTreeWidgetItem([title, ""])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        font = self.font()
        font.setBold(True)
        group.setFont(0, font)
        group.setSizeHint(0, self._row_size())
        self.addTopLevelItem(group)
        group.setExpanded(True)
        self._values[name], self._titles[name] = {}, group
        for value in _values_of(name):
            self._add_value(name, value, words)

    def _add_value(self, name: str, value: str, words: Words) -> None:
        item = QTreeWidgetItem([words(value), ""])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(0, Qt.CheckState.Unchecked)
        item.setToolTip(0, words(value))
        item.setSizeHint(0, self._row_size())
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setData(0, Qt.ItemDataRole.UserRole, (name, value))
        self._titles[name].addChild(item)
        self._values[name][value] = item

    def _row_size(self) -> QSize:
        """Return room enough for the box to tick."""
        return QSize(0, self.fontMetrics().height() + _ROW_PADDING)

    def _show_count(self, item: QTreeWidgetItem, count: int) -> None:
        is_ticked = item.checkState(0) == Qt.CheckState.Checked
        item.setText(1, current().number(count))
        said = f"{item.text(0)}: {item.text(1)}"
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)
        item.setHidden(not count and not is_ticked)

    def _show_group(self, name: str) -> None:
        self._titles[name].setHidden(all(item.isHidden() for item in self._values[name].values()))

    def _ticked(self, name: str) -> tuple[str, ...]:
        held = self._values[name].items()
        return tuple(value for value, item in held if item.checkState(0) == Qt.CheckState.Checked)

    def _on_item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        if self._is_filling or column != 0:
            return
        name, value = item.data(0, Qt.ItemDataRole.UserRole)
        if name in _ONE and item.checkState(0) == Qt.CheckState.Checked:
            self._is_filling = True
            for other, each in self._values[name].items():
                if other != value:
                    each.setCheckState(0, Qt.CheckState.Unchecked)
            self._is_filling = False
        self.changed.emit()


def _values_of(name: str) -> tuple[str, ...]:
    from caseflow.domain.resource_words import words_of
    from caseflow.services.resource_query import FOR_ALL

    if name == "themes":
        return tuple(Theme)
    if name == "departments":
        return ()
    return tuple(value for value in words_of(name) if value != FOR_ALL)
