"""The steps of a pathway as a table that can be edited cell by cell."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from typing_extensions import override

from caseflow.domain.labels import label, scheme_acronym
from caseflow.domain.pathway import StepState
from caseflow.i18n import N_, _, current
from caseflow.services.pathway_view import StepView
from caseflow.ui.record_lines import Index, RecordLinesModel

Edit = Callable[[UUID, dict[str, Any]], None]


class StepColumn(StrEnum):
    """What the table shows of a step."""

    SCHEME = "scheme"
    TITLE = "title"
    START = "start"
    END = "end"
    STATE = "state"
    OPERATOR = "operator"
    OUTCOME = "outcome"
    FLAGS = "flags"


TITLES = {
    StepColumn.SCHEME: N_("Scheme"),
    StepColumn.TITLE: N_("Title"),
    StepColumn.START: N_("Start"),
    StepColumn.END: N_("End"),
    StepColumn.STATE: N_("State"),
    StepColumn.OPERATOR: N_("Operator"),
    StepColumn.OUTCOME: N_("Outcome"),
    StepColumn.FLAGS: "⚠",
}
_EDITABLE = frozenset(StepColumn) - {StepColumn.SCHEME, StepColumn.FLAGS}


class StepsModel(RecordLinesModel[StepView, StepColumn]):
    """One line a step, in the order of time."""

    def __init__(self, edit: Edit) -> None:
        super().__init__(TITLES)
        self._edit = edit

    @override
    def show_lines(self, lines: tuple[StepView, ...]) -> None:
        super().show_lines(
            tuple(sorted(lines, key=lambda step: (step.start or date.max, step.end or date.max, step.id)))
        )

    @override
    def flags(self, index: Index, /) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self._columns[index.column()] in _EDITABLE:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def data(self, index: Index, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        step, column = self._lines[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _shown(step, column)
        if role == Qt.ItemDataRole.EditRole:
            return _held(step, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{column}: {value}").format(column=_(TITLES[column]), value=_full(step, column))
        if role == Qt.ItemDataRole.ToolTipRole:
            return _full(step, column)
        if role == Qt.ItemDataRole.FontRole and _is_planned(step, column):
            font = QFont()
            font.setItalic(True)
            return font
        return None

    @override
    def setData(self, index: Index, value: Any, /, role: int = Qt.ItemDataRole.EditRole) -> bool:
        step, column = self._lines[index.row()], self._columns[index.column()]
        value = (value or None) if column is StepColumn.OPERATOR else value
        if role != Qt.ItemDataRole.EditRole or value == _held(step, column):
            return False
        self._edit(step.id, {_field(step, column): value})
        return True


def _shown(step: StepView, column: StepColumn) -> str:
    if column in (StepColumn.START, StepColumn.END):
        day = current().date(step.start if column is StepColumn.START else step.end)
        return _("{day} (planned)").format(day=day) if day and _is_planned(step, column) else day
    return {
        StepColumn.SCHEME: scheme_acronym(step.scheme),
        StepColumn.TITLE: step.title or step.scheme_label,
        StepColumn.STATE: step.state_label,
        StepColumn.OPERATOR: step.operator or "",
        StepColumn.OUTCOME: label(step.outcome) if step.outcome else "",
        StepColumn.FLAGS: f"⚠ {len(step.flags)}" if step.flags else "",
    }[column]


def _held(step: StepView, column: StepColumn) -> Any:
    match column:
        case StepColumn.START:
            return step.start
        case StepColumn.END:
            return step.end
        case StepColumn.SCHEME | StepColumn.FLAGS:
            return _shown(step, column)
        case _:
            return getattr(step, column.value)


def _full(step: StepView, column: StepColumn) -> str:
    if column is StepColumn.FLAGS:
        return "\n".join(flag.message for flag in step.flags)
    return step.scheme_label if column is StepColumn.SCHEME else _shown(step, column)


def _field(step: StepView, column: StepColumn) -> str:
    """Return the field that a cell edits: of the dates, the real one where it applies, else the planned one."""
    if column is StepColumn.START:
        return "planned_start" if step.started_on is None and step.state is StepState.PLANNED else "started_on"
    if column is StepColumn.END:
        is_over = step.state in (StepState.DONE, StepState.ABANDONED)
        return "ended_on" if step.ended_on is not None or is_over else "planned_end"
    return column.value


def _is_planned(step: StepView, column: StepColumn) -> bool:
    if column is StepColumn.START:
        return step.started_on is None and step.planned_start is not None
    if column is StepColumn.END:
        return step.ended_on is None and step.planned_end is not None
    return False
