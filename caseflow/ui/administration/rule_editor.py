"""The field that fits a rule: a number, yes or no, a day, a choice of several words."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QListWidget, QListWidgetItem, QSizePolicy, QSpinBox, QStackedWidget

from caseflow.domain.enrolment import ExitKind
from caseflow.domain.errors import Invalid
from caseflow.domain.labels import value_label
from caseflow.domain.pathway import Contract
from caseflow.domain.rules import Rule, RuleValue, Unit
from caseflow.domain.scheme import Scheme
from caseflow.i18n import _
from caseflow.ui.widgets.date_field import DateField

_CHOICES: dict[Unit, type[StrEnum]] = {Unit.CONTRACTS: Contract, Unit.EXIT_KINDS: ExitKind, Unit.SCHEMES: Scheme}


class RuleEditor(QStackedWidget):
    """Shows one rule at a time, in the field of its unit."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._unit = Unit.COUNT
        self._number, self._yes = QSpinBox(), QCheckBox(_("Yes"))
        self._day, self._codes, self._choices = DateField(today, "value"), QLineEdit(), QListWidget()
        self._number.setRange(0, 36_500)
        self._codes.setToolTip(_("Codes, separated by commas"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._choices.setMaximumHeight(110)
        for field in (self._number, self._yes, self._day, self._codes):
            field.setMaximumHeight(field.sizeHint().height())
        self._number.setMaximumWidth(180)
        for field in (self._number, self._yes, self._day, self._codes, self._choices):
            self.addWidget(field)

    def show_rule(self, rule: Rule) -> None:
        """Show the value of a rule."""
        self._unit = rule.unit
        field = self._field()
        field.setAccessibleName(_("Value of “{rule}”").format(rule=rule.label))
        self.setCurrentWidget(field)
        self.setFixedHeight(110 if field is self._choices else field.sizeHint().height())
        value = rule.value
        if isinstance(value, bool):
            self._yes.setChecked(value)
        elif isinstance(value, int):
            self._number.setSuffix(f" {rule.unit_label}")
            self._number.setValue(value)
        elif isinstance(value, date):
            self._day.set_day(value)
        elif self._unit is Unit.CODES:
            self._codes.setText(", ".join(value))
        else:
            self._show_choices(value)

    def value(self) -> RuleValue:
        """Return what is now in the field.

        Raises:
            Invalid: a date cannot be read, or there is none.
        """
        if self._unit is Unit.YES_NO:
            return self._yes.isChecked()
        if self._unit is Unit.DATE:
            day = self._day.day()
            if day is None:
                raise Invalid("value", _("A date is expected."))
            return day
        if self._unit is Unit.CODES:
            return tuple(code.strip() for code in self._codes.text().split(",") if code.strip())
        if self._unit in _CHOICES:
            items = [self._choices.item(line) for line in range(self._choices.count())]
            chosen = [item for item in items if item.checkState() == Qt.CheckState.Checked]
            return tuple(str(item.data(Qt.ItemDataRole.UserRole)) for item in chosen)
        return self._number.value()

    def _field(self) -> QSpinBox | QCheckBox | DateField | QLineEdit | QListWidget:
        if self._unit is Unit.YES_NO:
            return self._yes
        if self._unit is Unit.DATE:
            return self._day
        if self._unit is Unit.CODES:
            return self._codes
        return self._choices if self._unit in _CHOICES else self._number

    def _show_choices(self, chosen: tuple[str, ...]) -> None:
        self._choices.clear()
        for member in _CHOICES[self._unit]:
            item = QListWidgetItem(value_label(member))
            item.setData(Qt.ItemDataRole.UserRole, member.value)
            item.setCheckState(Qt.CheckState.Checked if member.value in chosen else Qt.CheckState.Unchecked)
            self._choices.addItem(item)
