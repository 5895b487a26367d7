"""Say what each column of a file is, with three of its values to judge by."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from caseflow.exchange.columns import columns_by_key
from caseflow.exchange.mappings import Mapping, missing_columns
from caseflow.exchange.tables import Table, cell_text
from caseflow.i18n import _
from caseflow.services.caseloads import WITHOUT_PLACE
from caseflow.ui import theme
from caseflow.ui.widgets.choice_field import ChoiceField

_OFFERED = tuple(key for key in columns_by_key() if key not in WITHOUT_PLACE)
_SAMPLES = 3
_SAMPLE_LETTERS = 22


class ColumnMapping(QWidget):
    """One line per column: its heading, sample values, the field it fills."""

    mapping_changed = Signal(object)
    """The columns are understood otherwise: the new `Mapping`."""

    def __init__(self) -> None:
        super().__init__()
        self._told = theme.quiet("")
        self._missing = theme.quiet("")
        self._area = QScrollArea()
        self._fields: dict[int, ChoiceField[str]] = {}
        self._marks: dict[int, QLabel] = {}
        self._mapping = Mapping()
        self._table: Table | None = None
        self._arrange()

    def show_table(self, table: Table, mapping: Mapping, *, is_remembered: bool) -> None:
        """Show the columns of a table that was read, as they are understood."""
        self._mapping = mapping
        if table is not self._table:
            self._table = table
            self._area.setWidget(self._grid(table))
        self._told.setText(
            _("These headings were met before: the columns are understood as last time.")
            if is_remembered
            else _("CaseFlow recognised these columns by their headings. Correct what is wrong; it will remember.")
        )
        self._show_mapping()

    def mapping(self) -> Mapping:
        """Return how the columns are understood now."""
        return self._mapping

    def _arrange(self) -> None:
        self._missing.setProperty("tone", "danger")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._told)
        column.addWidget(self._missing)
        column.addWidget(self._area, 1)

    def _grid(self, table: Table) -> QWidget:
        """Make a line of controls for each column that holds something."""
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, theme.SPACE_S, theme.SPACE_S, 0)
        grid.setHorizontalSpacing(theme.SPACE_L)
        grid.setVerticalSpacing(theme.SPACE_S)
        for place, title in enumerate((_("Column of the file"), _("Sample values"), _("Field of the record"), "")):
            grid.addWidget(theme.title(title, 1.0), 0, place)
        self._fields.clear()
        self._marks.clear()
        for line, column in enumerate(table.columns, 1):
            self._add_line(grid, line, table, column)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 4)
        grid.setColumnStretch(2, 4)
        grid.setColumnStretch(3, 2)
        grid.setRowStretch(len(table.columns) + 1, 1)
        return held

    def _add_line(self, grid: QGridLayout, line: int, table: Table, column: int) -> None:
        heading = QLabel(column_name(table, column))
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        samples = theme.quiet(_samples(table, column))
        samples.setTextFormat(Qt.TextFormat.PlainText)
        field: ChoiceField[str] = ChoiceField(_OFFERED, _title, none_label=_("Not imported"))
        field.setAccessibleName(_("Field for “{column}”").format(column=column_name(table, column)))
        field.setEnabled(column not in table.dropped)
        field.choice_made.connect(partial(self._on_choice_made, column))
        heading.setBuddy(field)
        mark = QLabel()
        mark.setWordWrap(True)
        for place, widget in enumerate((heading, samples, field, mark)):
            grid.addWidget(widget, line, place)
        self._fields[column], self._marks[column] = field, mark

    def _show_mapping(self) -> None:
        for column, field in self._fields.items():
            key = self._mapping.columns.get(column)
            field.set_value(None if key in WITHOUT_PLACE else key)
            self._marks[column].setText(self._mark(column, key))
            self._marks[column].setProperty("tone", "warning" if column in self._mapping.guessed else "muted")
        sentence = missing_columns(self._mapping)
        self._missing.setText(f"⚠ {sentence}" if sentence else "")
        self._missing.setVisible(bool(sentence))

    def _mark(self, column: int, key: str | None) -> str:
        if self._table is not None and column in self._table.dropped:
            return _("✕ Never kept")
        if key is None:
            return "—"
        if key in WITHOUT_PLACE:
            return _("○ {title}: no field yet, not kept").format(title=_title(key))
        return _("? To be checked") if column in self._mapping.guessed else _("✔ Recognised")

    def _on_choice_made(self, column: int) -> None:
        key = self._fields[column].value()
        mapping = self._mapping.with_column(column, key)
        if key is not None and not columns_by_key()[key].several:
            for other in mapping.columns_of(key):
                if other != column:
                    mapping = mapping.with_column(other, None)
        self._mapping = mapping
        self._show_mapping()
        self.mapping_changed.emit(mapping)


def _title(key: str) -> str:
    found = columns_by_key().get(key)
    return found.title if found else key


def _samples(table: Table, column: int) -> str:
    found: dict[str, None] = {}
    for row in table.rows:
        text = " ".join(cell_text(row.cells[column]).split())
        if text:
            found[text if len(text) <= _SAMPLE_LETTERS else text[: _SAMPLE_LETTERS - 1] + "…"] = None
        if len(found) == _SAMPLES:
            break
    return "  ·  ".join(found)


def column_name(table: Table, column: int) -> str:
    """Return the heading of a column on one line, or its letter when it has none."""
    heading = " ".join(table.headings[column].split())
    return heading or _("Column {letter}").format(letter=letter_of(column))


def letter_of(column: int) -> str:
    """Return the letter of a column as spreadsheets write it: A, B… Z, AA."""
    letters = ""
    place = column + 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
