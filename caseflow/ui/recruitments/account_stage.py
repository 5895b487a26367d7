"""The last stage: what came of the recruitment, in figures and in words, and who is still in the job."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from caseflow.i18n import N_, _, current, ngettext
from caseflow.services.candidates import account_words as words
from caseflow.services.candidates.account import Account, Accounts
from caseflow.services.candidates.board import Board
from caseflow.services.drafts import DraftOf
from caseflow.services.figures.model import Release
from caseflow.services.kept_jobs import KeptDue, read_due
from caseflow.services.recruitment_views import RecruitmentView
from caseflow.ui import editors, icons, theme
from caseflow.ui.actions import Act
from caseflow.ui.choosing import ask_name
from caseflow.ui.context import Context
from caseflow.ui.editors import Field
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.recruitments.account_papers import account_file_name, make_pdf, write_workbook
from caseflow.ui.recruitments.stage import ReadingStage
from caseflow.ui.widgets.empty_state import EmptyState
from caseflow.ui.widgets.figure_pane import FigurePane
from caseflow.ui.widgets.kept_box import KeptBox

_LIST_WIDTH = 236
_TEXT, _KEPT = "text", "checks"
"""What is no table, in the list at the left."""


@dataclass(frozen=True)
class _View:
    account: Account
    due: KeptDue


class AccountStage(ReadingStage):
    """At the left, the text, the checks that are due and the tables; at the right, the one chosen."""

    key: ClassVar[str] = "account"
    title: ClassVar[str] = N_("Account")

    def __init__(self, context: Context, recruitment_id: UUID) -> None:
        super().__init__(context, recruitment_id)
        self._view: _View | None = None
        self._create()
        self._arrange()
        self._connect()

    @override
    def resume(self, draft: DraftOf) -> bool:
        if draft.form == "account" and draft.about_id == self.recruitment_id:
            self.ask_text()
            return True
        return False

    def acts(self) -> Mapping[str, Act]:
        """Return what the commands of the window do with the account."""
        return {
            "preview": Act(self.print_account, words=_("Print the account…")),
            "account_text": Act(self.ask_text, words=_("Change the text of the account…")),
        }

    def print_account(self) -> None:
        """Show the account as it will be printed, to print it or save it; always masked."""
        from caseflow.ui.print_preview import PreviewDialog

        make = partial(make_pdf, self.context, self.recruitment_id)
        PreviewDialog(self, self.context, make, title=_(words.TITLE)).open()

    def write_in(self, chosen: str) -> None:
        """Write the workbook, in the background; always masked."""
        path = Path(chosen)
        told = _("Workbook written: {name}").format(name=path.name)
        self.write(
            partial(write_workbook, self.context, self.recruitment_id, path),
            lambda _none: self.context.navigator.show_message(told),
            self.tell,
        )

    def ask_text(self) -> None:
        """Open what is said of the recruitment, to change it."""
        work = partial(self.context.desk.recruitments.view, self.recruitment_id)
        self.context.tasks.run(self, work, self._open_text)

    def _create(self) -> None:
        self._print = QPushButton(icons.icon("print"), _("Print or save as PDF…"))
        self._workbook = QPushButton(icons.icon("export"), _("Excel workbook…"))
        self._change = QPushButton(icons.icon("edit"), _("Change the text…"))
        self._facts = theme.quiet("")
        self._note = theme.quiet("")
        self._list = QListWidget()
        self._list.setAccessibleName(_("Parts of the account"))
        self._list.setFixedWidth(_LIST_WIDTH)
        self._list.setWordWrap(True)
        self._list.setSpacing(theme.SPACE_XS)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pane = FigurePane()
        self._kept = KeptBox()
        self._text = QTextBrowser()
        self._text.setAccessibleName(_("Text of the account"))
        self._text.setOpenLinks(False)
        self._parts = QStackedWidget()
        self._stack = QStackedWidget()
        self._empty = EmptyState(
            "people",
            _("Nobody to count yet"),
            _("The account counts the candidates of this recruitment: it fills as lists come in."),
        )
        self._empty.add_button(_("Go to the lists received"), "import", partial(self.stage_asked.emit, "collect"))

    def _arrange(self) -> None:
        said = QWidget()
        column = QVBoxLayout(said)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(theme.title(_("Text of the account"), 1.2))
        column.addWidget(theme.quiet(_("It is printed at the head of the account: name nobody in it.")))
        column.addWidget(self._text, 1)
        column.addWidget(self._change, 0, Qt.AlignmentFlag.AlignLeft)
        checks = QWidget()
        column = QVBoxLayout(checks)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(theme.title(_("Still in the job?"), 1.2))
        column.addWidget(
            theme.quiet(_("One, three and six months after each hire. O and N answer for the line chosen."))
        )
        column.addWidget(self._kept, 1)
        for part in (self._pane, said, checks):
            self._parts.addWidget(part)
        full = QWidget()
        body = QHBoxLayout(full)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(theme.SPACE_M)
        body.addWidget(self._list)
        body.addWidget(self._parts, 1)
        for state in (QWidget(), full, self._empty):
            self._stack.addWidget(state)
        head = QHBoxLayout()
        head.addWidget(self._facts, 1)
        head.addWidget(self._print)
        head.addWidget(self._workbook)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.SPACE_M, theme.SPACE_M, theme.SPACE_M, theme.SPACE_M)
        outer.setSpacing(theme.SPACE_S)
        outer.addLayout(head)
        outer.addWidget(self._stack, 1)
        outer.addWidget(self._note)

    def _connect(self) -> None:
        self._print.clicked.connect(lambda _checked=False: self.print_account())
        self._workbook.clicked.connect(lambda _checked=False: self._ask_workbook())
        self._change.clicked.connect(lambda _checked=False: self.ask_text())
        self._list.currentItemChanged.connect(self._on_part_chosen)
        self._kept.answered.connect(self._on_answered)
        self._kept.opened.connect(self.context.navigator.open_person)

    @override
    def read(self) -> None:
        super().read()
        store, today = self.context.desk.store, self.context.today()
        accounts = Accounts(store, self.context.desk.rules.rules)

        def work() -> _View:
            return _View(
                accounts.of(self.recruitment_id, today, Release.INTERNAL),
                read_due(store, today, recruitment_id=self.recruitment_id),
            )

        self.context.tasks.run(self, work, self._on_read, only_latest="account")

    def _on_read(self, view: _View) -> None:
        chosen = self._chosen_key()
        self._view = view
        account = view.account
        is_empty = not account.candidates
        self._facts.setText(" · ".join(f"{name} {value}" for name, value in words.facts(account, current())[1:]))
        self._note.setText("" if is_empty else words.masking_note(account, current()))
        self._text.setPlainText(account.text or _("Nothing is said yet."))
        self._kept.show_due(view.due)
        for button in (self._print, self._workbook):
            button.setDisabled(is_empty)
        self._stack.setCurrentIndex(2 if is_empty else 1)
        self._fill_list(chosen)

    def _fill_list(self, chosen: str) -> None:
        if self._view is None:
            return
        due = self._view.due.count
        named = {table.key: table.title for table in self._view.account.tables}
        checks = ngettext("Still in the job? ({count} to ask)", "Still in the job? ({count} to ask)", due)
        self._list.blockSignals(True)
        self._list.clear()
        for key, title in {**named, _TEXT: _("Text of the account"), _KEPT: checks.format(count=due)}.items():
            if key != _KEPT or due or chosen == _KEPT:
                item = QListWidgetItem(title)
                item.setData(Qt.ItemDataRole.UserRole, key)
                self._list.addItem(item)
                if key == chosen:
                    self._list.setCurrentItem(item)
        if self._list.currentRow() < 0:
            self._list.setCurrentRow(0)
        self._list.blockSignals(False)
        self._on_part_chosen()

    def _chosen_key(self) -> str:
        item = self._list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item else ""

    def _on_part_chosen(self, _item: object = None, _before: object = None) -> None:
        key = self._chosen_key()
        places = {_TEXT: 1, _KEPT: 2}
        self._parts.setCurrentIndex(places.get(key, 0))
        if self._view is not None and key and key not in places:
            self._pane.show_table(self._view.account.table(key))

    def _open_text(self, view: RecruitmentView) -> None:
        accounts = Accounts(self.context.desk.store, self.context.desk.rules.rules)

        def save(values: dict[str, Any]) -> None:
            accounts.say(self.recruitment_id, values["account"] or "")

        FormDialog.ask(
            self,
            self.context,
            _("Text of the account"),
            (Field(_("What is to be said of it"), editors.note("account", 10)),),
            _("Save the text"),
            save,
            draft=DraftOf("account", self.recruitment_id),
            words=_("It is printed at the head of the account: name nobody in it."),
            values={"account": view.fields["account"]},
        )

    def _on_answered(self, check_id: UUID, is_kept: bool) -> None:
        board = Board(self.context.desk.store)
        self.write(partial(board.check_kept, check_id, is_kept, self.context.today()), failed=self.tell)

    def _ask_workbook(self) -> None:
        if self._view is None:
            return
        name = account_file_name(self._view.account.code, ".xlsx")
        ask_name(self, _("Write the figures to a workbook"), self.write_in, name, [_("Excel workbook (*.xlsx)")])
