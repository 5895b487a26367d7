"""The situation of a person: facts with since, until and proof. Sensitive ones are masked until they are asked for."""

from functools import partial
from itertools import pairwise
from typing import Any, cast
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from caseflow.domain.fact_values import FACT_VALUES
from caseflow.domain.labels import fact_value_label, label
from caseflow.domain.person import FactKind
from caseflow.i18n import _, current
from caseflow.services.drafts import DraftOf
from caseflow.services.records import FactView
from caseflow.ui import editors, icons, theme
from caseflow.ui.context import Context
from caseflow.ui.editors import Field
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.widgets.choice_field import ChoiceField
from caseflow.ui.widgets.lines import as_lines
from caseflow.ui.widgets.room import give_headings_room


class FactsBox(QWidget):
    """A table of facts, and the buttons to add, change and remove one."""

    def __init__(self, context: Context, person_id: UUID) -> None:
        super().__init__()
        self._context = context
        self._person_id = person_id
        self._facts: tuple[FactView, ...] = ()
        self._create()
        self._arrange()
        self._connect()

    def show_facts(self, facts: tuple[FactView, ...]) -> None:
        """Show the facts of a person, those that hold today first."""
        self._facts = tuple(sorted(facts, key=lambda fact: not fact.holds))
        self._mask.setVisible(any(fact.is_sensitive for fact in facts))
        self._fill()

    def ask_fact(self, fact: FactView | None = None) -> FormDialog:
        """Ask for a fact, new or not."""
        people = self._context.desk.people

        def save(values: dict[str, Any]) -> None:
            if fact is None:
                people.add_fact(self._person_id, **values)
            else:
                people.edit_fact(fact.id, **values)

        fields = self._fields()
        names = [field.editor.name for field in fields]
        values: dict[str, Any] = {name: getattr(fact, name) for name in names} if fact else {"kind": FactKind.RSA}
        words, button = (_("Change"), _("Save the situation")) if fact else (_("Situation"), _("Add to the situation"))
        kind, value = fields[0].editor, fields[1].editor
        kind.edited.connect(partial(self._offer, kind, value))
        kind.show_value(values["kind"])
        self._offer(kind, value)
        draft = self._draft(fact.id if fact else None)
        return FormDialog.ask(self, self._context, words, fields, button, save, draft=draft, values=values)

    def resume(self, draft: DraftOf) -> bool:
        """Open the form of a draft again; False when it is not one of these."""
        fact = next((fact for fact in self._facts if fact.id == draft.about_id), None)
        is_one = draft == self._draft(fact.id if fact else None)
        if is_one:
            self.ask_fact(fact)
        return is_one

    def _draft(self, fact_id: UUID | None) -> DraftOf:
        return DraftOf("fact", fact_id or self._person_id, self._person_id)

    def rows(self) -> list[str]:
        """Return the lines as they are shown."""
        columns = range(self._table.columnCount())
        return [
            " | ".join(item.text() for column in columns if (item := self._table.item(row, column)))
            for row in range(self._table.rowCount())
        ]

    def _fields(self) -> tuple[Field, ...]:
        today = self._context.today
        return (
            Field(_("What"), editors.choice("kind", FactKind, label, none_label=None)),
            Field(_("Value"), editors.suggestion("value", (), _code_words)),
            Field(_("Since"), editors.day("since", today)),
            Field(_("Until"), editors.day("until", today)),
            Field(_("Proof"), editors.text("proof"), _("Which document was seen; the document itself is not kept.")),
            Field(_("Proof dated"), editors.day("proof_on", today)),
        )

    def _offer(self, kind: editors.Editor, value: editors.Editor) -> None:
        """Suggest the values that a kind of fact knows, leaving what is typed."""
        present = value.value()
        if isinstance(value.widget, ChoiceField):
            cast("ChoiceField[str]", value.widget).set_choices(FACT_VALUES.get(kind.value(), {}))
        value.choose(present)

    def _create(self) -> None:
        self._table = _FactsTable()
        self._add = QPushButton(icons.icon("plus"), _("Add to the situation…"))
        self._change = QPushButton(icons.icon("edit"), _("Change…"))
        self._remove = QPushButton(icons.icon("close"), _("Remove"))
        self._mask = QCheckBox(_("Show sensitive data"))

    def _arrange(self) -> None:
        row = QHBoxLayout()
        for widget in (self._add, self._change, self._remove, self._mask):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_XS)
        column.addLayout(row)
        column.addWidget(self._table)
        # What can be done with a line comes after the lines.
        for before, after in pairwise((self._add, self._mask, self._table, self._change, self._remove)):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self._add.clicked.connect(self._on_add)
        self._change.clicked.connect(self._on_change)
        self._remove.clicked.connect(self._on_remove)
        self._mask.toggled.connect(self._fill)
        self._table.itemSelectionChanged.connect(self._on_selected)
        self._table.opened = self._on_change
        self._table.removed = self._on_remove

    def _fill(self) -> None:
        row_before = self._table.currentRow()
        self._table.setRowCount(len(self._facts))
        for row, fact in enumerate(self._facts):
            is_masked = fact.is_sensitive and not self._mask.isChecked()
            for column, text in enumerate(_cells(fact, is_masked=is_masked)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if not fact.holds:
                    item.setForeground(theme.muted(self.palette()))
                self._table.setItem(row, column, item)
        height = self._table.horizontalHeader().sizeHint().height() + 6
        height += max(2, min(len(self._facts), 8)) * self._table.verticalHeader().defaultSectionSize()
        self._table.setFixedHeight(height)
        if 0 <= row_before < len(self._facts):
            self._table.selectRow(row_before)
        self._on_selected()

    def _chosen(self) -> FactView | None:
        rows = self._table.selectionModel().selectedRows()
        return self._facts[rows[0].row()] if rows and rows[0].row() < len(self._facts) else None

    def _on_selected(self) -> None:
        for button in (self._change, self._remove):
            button.setEnabled(self._chosen() is not None)

    def _on_add(self) -> None:
        self.ask_fact()

    def _on_change(self) -> None:
        if (fact := self._chosen()) is not None:
            self.ask_fact(fact)

    def _on_remove(self) -> None:
        if (fact := self._chosen()) is not None:
            self._context.tasks.run(self, partial(self._context.desk.people.remove_fact, fact.id), _ignore)


class _FactsTable(QTableWidget):
    """Enter changes the chosen fact, Delete removes it."""

    def __init__(self) -> None:
        super().__init__(0, 6)
        self.opened: Any = _ignore
        self.removed: Any = _ignore
        self.setAccessibleName(_("Situation"))
        self.setHorizontalHeaderLabels([_("What"), _("Value"), _("Since"), _("Until"), _("Proof"), _("Proof dated")])
        as_lines(self)
        for column in (0, 1, 4):
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        give_headings_room(self.horizontalHeader())
        self.cellDoubleClicked.connect(self._on_double_clicked)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed()
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        if self.rowCount() and not self.selectionModel().hasSelection():
            self.selectRow(max(self.currentRow(), 0))  # with a single line, no arrow would select it

    def _on_double_clicked(self, _row: int, _column: int) -> None:
        self.opened()


def _cells(fact: FactView, *, is_masked: bool) -> tuple[str, ...]:
    if is_masked:
        return _("Sensitive data, masked"), "•••", "", "", "", ""
    words = current()
    return (
        label(fact.kind),
        fact_value_label(fact.kind, fact.value),
        words.date(fact.since),
        words.date(fact.until),
        fact.proof or "",
        words.date(fact.proof_on),
    )


def _code_words(code: str) -> str:
    """Return the words of a code, whichever kind of fact knows it: no two kinds give one code two meanings here."""
    kind = next((kind for kind, codes in FACT_VALUES.items() if code in codes), FactKind.RSA)
    return fact_value_label(kind, code)


def _ignore(*_arguments: object) -> None:
    pass
