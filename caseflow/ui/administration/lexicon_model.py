"""The lexicon as a table: a thousand expressions, painted as they are scrolled to."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from caseflow.domain.barrier import Theme
from caseflow.domain.labels import label
from caseflow.domain.lexicon import LexiconKind
from caseflow.domain.shipped_words import shipped_words
from caseflow.domain.wording import RiskFamily
from caseflow.i18n import N_, _
from caseflow.services.lexicon import LexiconRow

Index = QModelIndex | QPersistentModelIndex

HEADINGS = (N_("Word or expression"), N_("Theme or family"), N_("What to write instead"), N_("State"))


class LexiconModel(QAbstractTableModel):
    """Shows the rows it is given, in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[LexiconRow, ...] = ()

    def show_rows(self, rows: Sequence[LexiconRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row_at(self, place: int) -> LexiconRow | None:
        """Return the row of a line."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, key: tuple[LexiconKind, str]) -> int:
        """Return the line of an expression, the first one where it is not shown."""
        return next((place for place, row in enumerate(self._rows) if (row.kind, row.key) == key), 0)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt’s own default
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt’s own default
        return 0 if parent.isValid() else len(HEADINGS)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, /, role: int = 0) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADINGS[section])
        return None

    @override
    def data(self, index: Index, /, role: int = 0) -> Any:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        row = self._rows[index.row()]
        return (row.expression, family_label(member_of(row)), advice_of(row), state_of(row))[index.column()]


def member_of(row: LexiconRow) -> Theme | RiskFamily:
    """Return the theme or the family of a row."""
    return Theme(row.family) if row.kind is LexiconKind.BARRIER else RiskFamily(row.family)


def advice_of(row: LexiconRow) -> str:
    """Return what is said of a word, its own advice or that of its family."""
    return row.advice or (shipped_words().advices[RiskFamily(row.family)] if row.kind is LexiconKind.RISK else "")


def family_label(member: Theme | RiskFamily) -> str:
    """Say what a word of a theme, or of a family, does."""
    words = _("Barrier: {theme}") if isinstance(member, Theme) else _("To avoid: {family}")
    return words.format(theme=label(member), family=label(member))


def state_of(row: LexiconRow) -> str:
    """Say where a row comes from."""
    if not row.is_active:
        return _("silenced")
    if row.is_changed:
        return _("changed here")
    return "" if row.is_shipped else _("added here")
