"""The table of steps: the same pathway for the keyboard and the ear; F2 edits a cell, Enter opens the step."""

from collections.abc import Callable
from datetime import date
from typing import cast
from uuid import UUID

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from caseflow.domain.errors import Invalid
from caseflow.domain.labels import label
from caseflow.domain.pathway import StepOutcome, StepState
from caseflow.i18n import _
from caseflow.services.pathway_view import StepView
from caseflow.ui.pathways.steps_model import TITLES, Edit, StepColumn, StepsModel
from caseflow.ui.record_lines import Index, RecordTable
from caseflow.ui.widgets.choice_field import ChoiceField
from caseflow.ui.widgets.date_field import DateField

_WIDTHS = {
    StepColumn.SCHEME: 84,
    StepColumn.START: 126,
    StepColumn.END: 126,
    StepColumn.STATE: 72,
    StepColumn.OPERATOR: 96,
    StepColumn.OUTCOME: 72,
    StepColumn.FLAGS: 36,
}
_COLUMNS = tuple(TITLES)


class StepsTable(RecordTable[StepView, StepColumn]):
    """Tells which step is chosen, opened or to be removed."""

    step_chosen = Signal(object)
    """A person went to another line: the step's `UUID`."""
    step_opened = Signal(object)
    removal_asked = Signal(object)

    def __init__(self, edit: Edit, today: Callable[[], date]) -> None:
        super().__init__(StepsModel(edit), _WIDTHS, StepColumn.TITLE, least_signs=22)
        self.setItemDelegate(_Delegate(today, self))
        self.setAccessibleName(_("Steps of the pathway"))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.doubleClicked.connect(self._on_opened)

    def current_id(self) -> UUID | None:
        """Return the step chosen."""
        step = self.current_line()
        return step.id if step else None

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        is_editing = self.state() == QAbstractItemView.State.EditingState
        step_id = self.current_id()
        if not is_editing and step_id is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step_opened.emit(step_id)
        elif not is_editing and step_id is not None and event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit(step_id)
        else:
            super().keyPressEvent(event)

    def _on_row_changed(self) -> None:
        if (step_id := self.current_id()) is not None:
            self.step_chosen.emit(step_id)

    def _on_opened(self, index: Index) -> None:
        if (step := self.lines.line(index.row())) is not None:
            self.step_opened.emit(step.id)


class _Delegate(QStyledItemDelegate):
    """Gives each column the control that fits it; a date that cannot be read is not taken, and the cell stays open."""

    def __init__(self, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self._today = today

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index, /) -> QWidget:
        column = _COLUMNS[index.column()]
        if column in (StepColumn.START, StepColumn.END):
            editor: QWidget = DateField(self._today, column.value, parent)
        elif column is StepColumn.STATE:
            editor = ChoiceField[StepState](StepState, label, parent=parent)
        elif column is StepColumn.OUTCOME:
            editor = ChoiceField[StepOutcome](StepOutcome, label, none_label="", parent=parent)
        else:
            editor = super().createEditor(parent, option, index)
        editor.setAccessibleName(_(TITLES[column]))
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index, /) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, DateField):
            editor.set_day(value)
            editor.selectAll()
        elif isinstance(editor, ChoiceField):
            cast("ChoiceField[object]", editor).set_value(value)
        else:
            super().setEditorData(editor, index)

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index, /) -> None:
        if isinstance(editor, DateField):
            try:
                model.setData(index, editor.day())
            except Invalid as error:
                editor.setAccessibleDescription(error.message)
        elif isinstance(editor, ChoiceField):
            model.setData(index, cast("ChoiceField[object]", editor).value())
        else:
            super().setModelData(editor, model, index)

    @override
    def eventFilter(self, object: QObject, event: QEvent, /) -> bool:
        is_enter = (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
        )
        if is_enter and isinstance(object, DateField):
            try:
                object.day()
            except Invalid as error:
                object.setToolTip(error.message)
                object.setAccessibleDescription(error.message)
                object.selectAll()
                return True  # what was typed stays, to be mended
        return super().eventFilter(object, event)
