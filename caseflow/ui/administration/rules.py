"""The figures behind the rules, with their sources; an administrator changes them here, and puts them back."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from caseflow.domain.errors import Invalid
from caseflow.domain.labels import value_label
from caseflow.domain.rules import Rule, RuleValue
from caseflow.i18n import _, current, fold
from caseflow.ui import icons, theme
from caseflow.ui.administration.rule_editor import RuleEditor
from caseflow.ui.context import Context
from caseflow.ui.widgets.lines import as_lines


class RulesTab(QWidget):
    """A table of rules, and under it the one chosen, to be changed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._entries: list[Rule] = []
        self._create()
        self._arrange()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the rules again, keeping the one chosen."""
        chosen = self._chosen()
        wanted = fold(self._filter.text())
        self._entries = [
            rule for rule in self._context.desk.rules.entries() if wanted in fold(rule.label + rule.source)
        ]
        self._table.setRowCount(len(self._entries))
        for line, rule in enumerate(self._entries):
            texts = (rule.label, f"{value_text(rule.value)} {_unit(rule)}".strip(), _state(rule), rule.source)
            for place, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self._table.setItem(line, place, item)
        keys = [rule.key for rule in self._entries]
        if keys:
            self._table.setCurrentCell(keys.index(chosen.key) if chosen and chosen.key in keys else 0, 0)
        self._on_chosen()

    def _create(self) -> None:
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(_("Find a rule: PASS, PMSMP, exit…"))
        self._filter.setAccessibleName(_("Find a rule"))
        self._filter.setClearButtonEnabled(True)
        self._table = QTableWidget(0, 4)
        self._table.setAccessibleName(_("Rules"))
        self._table.setHorizontalHeaderLabels([_("Rule"), _("Value"), _("State"), _("Source")])
        self._editor = RuleEditor(self._context.today)
        self._title = theme.title("", 1.1)
        self._source = theme.quiet("")
        self._error = theme.quiet("")
        self._error.setProperty("tone", "danger")
        self._save = QPushButton(icons.icon("check"), _("Save the value"))
        self._reset = QPushButton(icons.icon("restore"), _("Put the original value back"))

    def _arrange(self) -> None:
        as_lines(self._table)
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place, width in ((1, 190), (2, 110), (3, 260)):
            self._table.setColumnWidth(place, width)
        actions = QHBoxLayout()
        actions.addWidget(self._editor, 1)
        actions.addWidget(self._save, 0, Qt.AlignmentFlag.AlignTop)
        actions.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.addWidget(
            theme.quiet(
                _("These figures raise the flags of the pathways. Changing one never refuses nor alters a record.")
            )
        )
        column.addWidget(self._filter)
        column.addWidget(self._table, 1)
        column.addWidget(self._title)
        column.addWidget(self._source)
        column.addLayout(actions)
        column.addWidget(self._error)

    def _connect(self) -> None:
        self._filter.textChanged.connect(self.refresh)
        self._table.currentCellChanged.connect(self._on_chosen)
        self._save.clicked.connect(self._on_save)
        self._reset.clicked.connect(self._on_reset)
        self._context.changes.changed.connect(self._on_changed)

    def _chosen(self) -> Rule | None:
        line = self._table.currentRow()
        return self._entries[line] if 0 <= line < len(self._entries) else None

    def _on_chosen(self) -> None:
        rule = self._chosen()
        self._error.hide()
        for widget in (self._title, self._source, self._editor, self._save, self._reset):
            widget.setVisible(rule is not None)
        if rule is None:
            return
        self._title.setText(rule.label)
        self._source.setText(
            _("Source: {source}, read on {day}.").format(source=rule.source, day=current().date(rule.as_of))
        )
        self._editor.show_rule(rule)
        self._reset.setEnabled(rule.is_changed)

    def _on_save(self) -> None:
        rule = self._chosen()
        if rule is None:
            return
        try:
            value = self._editor.value()
        except Invalid as error:
            self._show_error(error)
            return
        work = partial(self._context.desk.rules.change, rule.key, value)
        self._context.tasks.run(self, work, _nothing, failed=self._on_failed)

    def _on_reset(self) -> None:
        rule = self._chosen()
        if rule is not None:
            self._context.tasks.run(self, partial(self._context.desk.rules.reset, rule.key), _nothing)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, Invalid):
            self._show_error(error)
        else:
            self._context.tasks.failed.emit(error)

    def _show_error(self, error: Invalid) -> None:
        self._error.setText(f"⚠ {error.message}")
        self._error.show()

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if "rule_setting" in kinds:
            self.refresh()


def value_text(value: RuleValue) -> str:
    """Write the value of a rule for people."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return current().date(value)
    if isinstance(value, tuple):
        return ", ".join(value_label(code) for code in value)
    return current().number(value)


def _unit(rule: Rule) -> str:
    is_number = isinstance(rule.value, int) and not isinstance(rule.value, bool)
    return rule.unit_label if is_number else ""


def _state(rule: Rule) -> str:
    if rule.is_changed:
        return _("changed here")
    return _("to be checked") if rule.is_to_check else ""


def _nothing(_result: object) -> None:
    """Leave it to the change notice to show what was done."""
