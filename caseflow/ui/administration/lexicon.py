"""The lexicon of notes: the words that suggest a barrier, those better written otherwise; the team adds its own."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from caseflow.domain.barrier import SENSITIVE_THEMES, Theme
from caseflow.domain.errors import Invalid
from caseflow.domain.labels import label
from caseflow.domain.lexicon import LexiconKind
from caseflow.domain.wording import Risk, RiskFamily
from caseflow.i18n import _, fold
from caseflow.services.drafts import DraftOf
from caseflow.services.lexicon import LexiconRow
from caseflow.ui import editors, icons, theme
from caseflow.ui.administration.lexicon_model import LexiconModel, family_label, member_of
from caseflow.ui.context import Context
from caseflow.ui.editors import Field
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.widgets.choice_field import ChoiceField
from caseflow.ui.widgets.lines import as_lines

FAMILIES: tuple[Theme | RiskFamily, ...] = (
    *(each for each in Theme if each not in SENSITIVE_THEMES),
    *(each for each in RiskFamily if each is not RiskFamily.NIR),
)
"""Where a word may stand; a social security number is known by its figures, never by words."""


def word_draft(row: LexiconRow | None) -> DraftOf:
    """Return which form it is, about an expression or a new one; a shipped one has no row, hence no key of its own."""
    return DraftOf("lexicon", uuid5(NAMESPACE_OID, f"{row.kind} {row.key}") if row else None)


class LexiconTab(QWidget):
    """A table of expressions, what can be done with the one chosen, and a line to try a sentence on."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: tuple[LexiconRow, ...] = ()
        self._create()
        self._arrange()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the lexicon again."""
        self._context.tasks.run(self, self._context.desk.lexicon.rows, self._on_read, only_latest="lexicon")

    def chosen(self) -> LexiconRow | None:
        """Return the expression chosen."""
        return self._model.row_at(self._table.currentIndex().row())

    # Building -------------------------------------------------------------------------------------------------

    def _create(self) -> None:
        self._search = QLineEdit()
        self._search.setPlaceholderText(_("Find a word: permis, nounou, traitement…"))
        self._search.setAccessibleName(_("Find a word"))
        self._search.setClearButtonEnabled(True)
        self._family = ChoiceField[Theme | RiskFamily](FAMILIES, family_label, none_label=_("All themes and families"))
        self._family.setAccessibleName(_("Theme or family"))
        self._ours = QCheckBox(_("Only what the team changed"))
        self._model = LexiconModel(self)
        self._table = QTableView()
        self._table.setModel(self._model)
        self._table.setAccessibleName(_("Lexicon"))
        self._add = QPushButton(icons.icon("plus"), _("Add a word…"))
        self._edit = QPushButton(icons.icon("edit"), _("Change…"))
        self._silence = QPushButton(icons.icon("close"), _("Silence"))
        self._restore = QPushButton(icons.icon("restore"), _("Put back as it was"))
        self._trial = QLineEdit()
        self._trial.setPlaceholderText(_("Try a sentence: what would be suggested, what would be underlined"))
        self._trial.setAccessibleName(_("Sentence to try"))
        self._trial.setClearButtonEnabled(True)
        self._verdict = QLabel()
        self._verdict.setWordWrap(True)

    def _arrange(self) -> None:
        as_lines(self._table)
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for place, width in ((0, 220), (1, 220), (3, 90)):
            self._table.setColumnWidth(place, width)
        head, actions = QHBoxLayout(), QHBoxLayout()
        for widget, stretch in ((self._search, 1), (self._family, 1), (self._ours, 0)):
            head.addWidget(widget, stretch)
        for button in (self._add, self._edit, self._silence, self._restore):
            actions.addWidget(button)
        actions.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE_S)
        words = _(
            "These words suggest a barrier as a note is typed, or are underlined because they do not belong in it."
            " Nothing is applied by itself; health and justice are never suggested."
        )
        column.addWidget(theme.quiet(words))
        column.addLayout(head)
        column.addWidget(self._table, 1)
        column.addLayout(actions)
        column.addWidget(self._trial)
        column.addWidget(self._verdict)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._show_rows)
        self._family.currentIndexChanged.connect(self._show_rows)
        self._ours.toggled.connect(self._show_rows)
        self._table.selectionModel().currentRowChanged.connect(self._show_actions)
        self._table.doubleClicked.connect(self._on_edit)
        self._add.clicked.connect(self._on_add)
        self._edit.clicked.connect(self._on_edit)
        self._silence.clicked.connect(partial(self._change, self._context.desk.lexicon.silence))
        self._restore.clicked.connect(partial(self._change, self._context.desk.lexicon.restore))
        self._trial.textChanged.connect(self._try)
        self._context.changes.changed.connect(self._on_changed)

    # Showing --------------------------------------------------------------------------------------------------

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if "lexicon_entry" in kinds:
            self.refresh()

    def _on_read(self, rows: tuple[LexiconRow, ...]) -> None:
        self._rows = rows
        self._show_rows()
        self._try()

    def _show_rows(self) -> None:
        chosen, wanted, family = self.chosen(), fold(self._search.text()), self._family.value()
        rows = [row for row in self._rows if wanted in fold(row.expression) and family in {None, member_of(row)}]
        self._model.show_rows([row for row in rows if row.entry_id is not None or not self._ours.isChecked()])
        place = self._model.place_of((chosen.kind, chosen.key)) if chosen else 0
        self._table.selectionModel().setCurrentIndex(
            self._model.index(place, 0),
            QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
        )
        self._show_actions()

    def _show_actions(self) -> None:
        row = self.chosen()
        self._edit.setEnabled(row is not None)
        self._silence.setEnabled(row is not None and row.is_active)
        self._silence.setText(_("Silence") if row is None or row.is_shipped else _("Remove"))
        self._restore.setEnabled(row is not None and row.is_changed)

    def _try(self) -> None:
        text, lexicon = self._trial.text(), self._context.desk.lexicon
        self._verdict.setVisible(bool(text.strip()))
        if not text.strip():
            return

        def find() -> tuple[tuple[Theme, ...], tuple[Risk, ...]]:
            return lexicon.suggest(text), lexicon.risks(text)

        self._context.tasks.run(self, find, self._on_tried, only_latest="trial")

    def _on_tried(self, found: tuple[tuple[Theme, ...], tuple[Risk, ...]]) -> None:
        themes, risks = found
        lines = [_("Suggested: {themes}").format(themes=", ".join(label(each) for each in themes))] if themes else []
        lines += [_("“{words}”: {advice}").format(words=risk.words, advice=risk.advice) for risk in risks]
        self._verdict.setText("\n".join(lines) or _("Nothing would be suggested nor underlined."))

    # Doing ----------------------------------------------------------------------------------------------------

    def _on_add(self) -> None:
        self._ask(_("Add a word"), _("Add the word"), {"family": self._family.value()}, None)

    def _on_edit(self) -> None:
        row = self.chosen()
        if row is not None:
            values = {"expression": row.expression, "family": member_of(row), "advice": row.advice}
            self._ask(_("Change the word"), _("Save the word"), values, row)

    def _ask(self, title: str, button: str, values: dict[str, Any], row: LexiconRow | None) -> None:
        hint = _("* stands for any ending, … for up to four other words: “financ*”, “voiture … panne”.")
        fields = (
            Field(_("Word or expression"), editors.text("expression"), hint=hint),
            Field(_("Theme or family"), editors.choice("family", FAMILIES, family_label)),
            Field(_("What to write instead"), editors.text("advice")),
        )
        save = partial(self._keep, row)
        FormDialog.ask(self, self._context, title, fields, button, save, draft=word_draft(row), values=values)

    def _keep(self, row: LexiconRow | None, values: dict[str, Any]) -> None:
        family: Theme | RiskFamily | None = values["family"]
        if family is None:
            raise Invalid("family", _("Choose a theme or a family."))
        kind = LexiconKind.BARRIER if isinstance(family, Theme) else LexiconKind.RISK
        words, advice = values["expression"] or "", values["advice"] or ""
        self._context.desk.lexicon.keep(kind, words, family, advice, instead_of=row)

    def _change(self, work: Callable[[LexiconRow], object], _checked: bool = False) -> None:
        row = self.chosen()
        if row is not None:
            self._context.tasks.run(self, partial(work, row), _nothing)


def _nothing(_result: object) -> None:
    """Leave it to the change notice to show what was done."""
