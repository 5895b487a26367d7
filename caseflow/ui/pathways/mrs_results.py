"""The five stages of a recruitment by simulation: when each was held, and whether it was passed."""

from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QGroupBox, QLabel

from caseflow.domain.labels import label
from caseflow.domain.pathway import MrsStage
from caseflow.i18n import _
from caseflow.services.pathway_view import MrsView
from caseflow.ui import editors, theme
from caseflow.ui.editors import Editor


class MrsResults(QGroupBox):
    """A small table, one line a stage."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(_("MRS stages"))
        grid = QGridLayout(self)
        grid.setHorizontalSpacing(theme.SPACE_M)
        self._rows = {stage: _Row(stage, today) for stage in MrsStage}
        for column, words in enumerate((_("Stage"), _("Held on"), _("Passed"))):
            grid.addWidget(theme.quiet(words), 0, column)
        for number, row in enumerate(self._rows.values(), 1):
            name = QLabel(row.words)
            name.setWordWrap(True)
            grid.addWidget(name, number, 0)
            grid.addWidget(row.held_on.widget, number, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(row.is_passed.widget, number, 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)

    def show_results(self, results: tuple[MrsView, ...]) -> None:
        """Show what came of the stages."""
        known = {result.stage: result for result in results}
        for stage, row in self._rows.items():
            result = known.get(stage)
            row.held_on.show_value(result.held_on if result else None)
            row.is_passed.show_value(result.is_passed if result else None)

    def editors(self) -> dict[str, Editor]:
        """Return the controls, by stage and field."""
        return {
            f"{stage}.{editor.name}": editor
            for stage, row in self._rows.items()
            for editor in (row.held_on, row.is_passed)
        }

    def changed(self) -> Iterator[tuple[MrsStage, date | None, bool | None]]:
        """Yield the stages of which something else is told.

        Raises:
            Invalid: a date cannot be read.
        """
        for stage, row in self._rows.items():
            if row.held_on.is_changed() or row.is_passed.is_changed():
                yield stage, row.held_on.value(), row.is_passed.value()


class _Row:
    def __init__(self, stage: MrsStage, today: Callable[[], date]) -> None:
        self.words = label(stage)
        self.held_on = editors.day("held_on", today)
        self.is_passed = editors.choice("is_passed", (True, False), _yes_or_no)
        self.held_on.widget.setAccessibleName(_("{stage}: held on").format(stage=self.words))
        self.is_passed.widget.setAccessibleName(_("{stage}: passed").format(stage=self.words))


def _yes_or_no(value: bool) -> str:
    return _("yes") if value else _("no")
