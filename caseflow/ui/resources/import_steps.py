"""The two pages of an import of partners: which départements, then what will change."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from caseflow.domain import zones
from caseflow.i18n import _, current, ngettext
from caseflow.services.directory import Refusal, Report
from caseflow.ui import icons, theme
from caseflow.ui.resources.tick_tree import TickTree

if TYPE_CHECKING:
    from caseflow.exchange.services_directory import Survey

_MOST_SHOWN = 200
_MOST_NAMES = 6
_WIDTHS = (84, 180, 110)  # of line, id and field, in pixels
_ROW_PADDING = 8


class DepartmentsStep(QWidget):
    """The départements that a file holds, each with how many services; as last time, else those of the people."""

    ticked = Signal()

    def __init__(self, survey: "Survey", before: Collection[str], near: Collection[str]) -> None:
        """Show what a file holds; `before` was imported already, `near` is where the people followed live."""
        super().__init__()
        self._found = [code for code in sorted(survey.departments) if code]
        self._tree = TickTree([("", [(code, _words(code, survey.departments[code])) for code in self._found])])
        self._tree.setAccessibleName(_("Départements to import"))
        self._all = QPushButton(_("Tick all"))
        self._none = QPushButton(_("Untick all"))
        usual = [code for code in self._found if code in before]
        around = [code for code in self._found if code in near]
        self._tree.set_values(usual or around or self._found)
        why = (_("The départements that the directory already holds are ticked.") if usual else
               _("The départements where the people followed live are ticked.") if around else "")  # fmt: skip
        self._arrange(survey, why)
        self._tree.ticked.connect(self.ticked)
        self._all.clicked.connect(self._on_all)
        self._none.clicked.connect(self._on_none)

    @property
    def tree(self) -> TickTree:
        """Return the boxes."""
        return self._tree

    def departments(self) -> tuple[str, ...]:
        """Return the départements to filter to; none where all are ticked, and so nothing has to be left out."""
        chosen = self._tree.values()
        return () if len(chosen) == len(self._found) else chosen

    def is_ready(self) -> bool:
        """Say whether at least one is ticked."""
        return bool(self._tree.values())

    def _arrange(self, survey: "Survey", why: str) -> None:
        told = ngettext("{count} service in this file.", "{count} services in this file.", survey.services)
        words = [told.format(count=current().number(survey.services))]
        if why:
            words.append(why)
        words.append(_("Services without an address that are open to these départements are taken too."))
        buttons = QHBoxLayout()
        buttons.addWidget(self._all)
        buttons.addWidget(self._none)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(theme.quiet(" ".join(words)))
        column.addWidget(self._tree)
        column.addLayout(buttons)
        column.addStretch(1)

    def _on_all(self) -> None:
        self._tree.set_values(self._found)
        self.ticked.emit()

    def _on_none(self) -> None:
        self._tree.set_values(())
        self.ticked.emit()


class PreviewStep(QWidget):
    """What an import will add, change, close and leave out, before anything is written."""

    def __init__(self, report: Report, save_refused: Callable[[], object]) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE_M)
        self._column.addLayout(_figures(report))
        for words in (_compared(report), *_closed_words(report), *report.notes):
            self._column.addWidget(theme.quiet(words))
        if report.rejected:
            self._add_refused(report.rejected, save_refused)
        else:
            self._column.addStretch(1)

    def _add_refused(self, refused: Sequence[Refusal], save: Callable[[], object]) -> None:
        tree = QTreeWidget()
        tree.setAccessibleName(_("What was refused"))
        tree.setHeaderLabels([_("Line"), _("Id"), _("Field"), _("To correct")])
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setTabKeyNavigation(False)
        for each in refused[:_MOST_SHOWN]:
            cells = [str(each.line) if each.line else "", each.row_id, each.field, each.reason]
            item = QTreeWidgetItem(tree, cells)
            item.setToolTip(3, each.reason)
            item.setSizeHint(0, QSize(0, tree.fontMetrics().height() + _ROW_PADDING))
        for column, width in enumerate(_WIDTHS):
            tree.setColumnWidth(column, width)
        tree.setMinimumHeight(140)
        self._column.addWidget(tree, 1)
        foot = QHBoxLayout()
        beyond = len(refused) - _MOST_SHOWN
        more = _("… and {count} more, in the list to save.").format(count=beyond) if beyond > 0 else ""
        foot.addWidget(theme.quiet(more), 1)
        button = QPushButton(icons.icon("export"), _("Save this list…"))
        button.clicked.connect(partial(_do, save))
        foot.addWidget(button)
        self._column.addLayout(foot)


def _do(save: Callable[[], object], _checked: bool = False) -> None:
    save()


def _words(code: str, count: int) -> str:
    told = ngettext("{count} service", "{count} services", count).format(count=current().number(count))
    return f"{code} – {zones.zone_name(code)} · {told}"


def _compared(report: Report) -> str:
    """Say what the figures count: the structures of the file as well as their services."""
    services = ngettext("{count} service", "{count} services", report.services)
    structures = ngettext("{count} structure", "{count} structures", report.structures)
    return _("Compared with the directory: {services} and {structures}.").format(
        services=services.format(count=current().number(report.services)),
        structures=structures.format(count=current().number(report.structures)),
    )


def _figures(report: Report) -> QGridLayout:
    """Lay out each figure before its words, the figures aligned."""
    set_aside = sum(not each.leaves_out for each in report.rejected)
    lines = [
        (report.created, _("to add"), ""),
        (report.updated, _("to update: your notes and verifications stay"), ""),
        (report.identical, _("identical"), ""),
        (report.closed, _("to close: their directory no longer names them"), "warning" if report.closed else ""),
        (report.left_out, _("left out: the rows are listed below"), "danger" if report.left_out else ""),
        (set_aside, _("values refused: their rows are taken without them"), "warning" if set_aside else ""),
    ]
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.SPACE_M)
    grid.setVerticalSpacing(theme.SPACE_XS)
    grid.setColumnStretch(1, 1)
    shown = [line for place, line in enumerate(lines) if line[0] or place < 3]
    for row, (count, words, tone) in enumerate(shown):
        figure, label = QLabel(current().number(count)), QLabel(words)
        figure.setFont(theme.title_font(figure, 1.15))
        figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        label.setWordWrap(True)
        if tone:
            figure.setProperty("tone", tone)
        grid.addWidget(figure, row, 0)
        grid.addWidget(label, row, 1)
    return grid


def _closed_words(report: Report) -> Iterable[str]:
    if report.closed_names:
        names = ", ".join(report.closed_names[:_MOST_NAMES])
        more = len(report.closed_names) - _MOST_NAMES
        yield _("To close: {names}").format(names=names) + (f"… (+ {more})" if more > 0 else ".")
