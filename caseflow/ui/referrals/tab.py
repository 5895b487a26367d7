"""The referrals of a person: where each stands, what is to be done about it, what came of it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.domain.contact import shown_phone
from caseflow.domain.referral import ReferralState
from caseflow.i18n import N_, _, ngettext
from caseflow.services.drafts import DraftOf
from caseflow.services.referral_lines import ReferralChoices, ReferralLine
from caseflow.ui import icons, theme
from caseflow.ui.actions import Act
from caseflow.ui.context import Context
from caseflow.ui.record import RecordTab, RecordView
from caseflow.ui.referrals import answers
from caseflow.ui.referrals.answers import DEEDS, Deed, applying_to
from caseflow.ui.referrals.refer_dialog import draft_of
from caseflow.ui.referrals.referrals_table import ReferralsTable
from caseflow.ui.referrals.states_line import StatesLine
from caseflow.ui.widgets.empty_state import EmptyState
from caseflow.ui.widgets.flow_row import FlowRow

_AT_ONCE = {
    "accepted": ReferralState.ACCEPTED,
    "no_show": ReferralState.NO_SHOW,
    "no_follow_up": ReferralState.NO_FOLLOW_UP,
}
"""What is noted in one click, as of today."""


class ReferralsTab(RecordTab):
    """Whatever is done here is one action, that can be taken back."""

    key: ClassVar[str] = "referrals"
    title: ClassVar[str] = N_("Referrals")
    adds: ClassVar[bool] = True
    is_for_all_eyes: ClassVar[bool] = True

    def __init__(self, context: Context, person_id: UUID) -> None:
        super().__init__(context, person_id)
        self._lines: tuple[ReferralLine, ...] = ()
        self._resumed: DraftOf | None = None
        self._create()
        self._arrange()
        self._connect()

    @property
    def table(self) -> ReferralsTable:
        """Return the table of referrals."""
        return self._table

    def button(self, key: str) -> QPushButton:
        """Return the button of a deed."""
        return self._buttons[key]

    def chosen(self) -> ReferralLine | None:
        """Return the referral chosen."""
        return self._table.current_line()

    def states(self) -> str:
        """Return what is said of the states of the chosen one."""
        return self._states.text()

    @override
    def show_record(self, view: RecordView) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Read the referrals again."""
        referrals, person_id, today = self.context.desk.referrals, self.person_id, self.context.today()
        self.context.tasks.run(
            self,
            lambda: (referrals.of_person(person_id, today), referrals.choices(person_id)),
            self._on_read,
            only_latest="referrals",
        )

    @override
    def set_discreet(self, is_on: bool, /) -> None:
        """Leave out those of health and justice while somebody else looks."""
        self._show_lines()

    @override
    def add_new(self) -> None:
        self.context.navigator.refer(self.person_id)

    def acts(self) -> Mapping[str, Act]:
        """Return what the commands of the window do here, and what is done with the chosen referral."""
        applying = applying_to(self.chosen())
        deeds = {
            f"referral_{deed.key}": Act(
                partial(self.do, deed.key), words=_("Referral: {deed}").format(deed=_(deed.words))
            )
            for deed in DEEDS
            if deed.key in applying
        }
        return {"refer": Act(self.add_new), **deeds}

    @override
    def resume(self, draft: DraftOf) -> bool:
        if draft == draft_of(self.person_id):
            self.add_new()
            return True
        line = next((line for line in self._lines if line.id == draft.about_id), None)
        if line is not None and draft == answers.draft_of("mail", line):
            self._mail(line)
            return True
        return line is not None and answers.resume(self, self.context, line, draft)

    def do(self, key: str) -> None:
        """Do one of the `DEEDS` with the chosen referral."""
        line = self.chosen()
        if line is None or key not in applying_to(line):
            return
        if key in answers.ASKS:
            answers.ASKS[key](self, self.context, line)
        else:
            self._others[key](line)

    # Building -------------------------------------------------------------------------------------------------

    def _create(self) -> None:
        self._table = ReferralsTable()
        self._refer = QPushButton(icons.icon("plus"), _("Refer…"))
        self._buttons = {deed.key: _button(deed) for deed in DEEDS}
        self._close_expired = QPushButton()
        self._states = StatesLine()
        self._about = theme.quiet("")
        self._others: dict[str, Callable[[ReferralLine], object]] = {
            **{key: partial(self._answer, state) for key, state in _AT_ONCE.items()},
            "reopen": self._reopen,
            "remove": self._remove,
            "print": self._print,
            "mail": self._mail,
        }
        self._empty = EmptyState("forward", _("No referral"), "")
        self._empty.add_button(_("See the resources"), "search", self.add_new)
        self._whole = QWidget()
        self._stack = QStackedWidget()

    def _arrange(self) -> None:
        self._refer.setToolTip(_("Refer to a partner (Ctrl+R)"))
        bar, row = QWidget(), FlowRow()
        bar.setLayout(row)
        for button in (self._refer, *self._buttons.values(), self._close_expired):
            row.addWidget(button)
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(theme.SPACE_S, theme.SPACE_S, theme.SPACE_S, theme.SPACE_S)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(bar)
        column.addWidget(self._table, 1)
        column.addWidget(self._states)
        column.addWidget(self._about)
        for state in (QWidget(), self._whole, self._empty):
            self._stack.addWidget(state)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _connect(self) -> None:
        self._refer.clicked.connect(self.add_new)
        self._close_expired.clicked.connect(self._on_close_expired)
        for key, button in self._buttons.items():
            button.clicked.connect(partial(self._on_clicked, key))
        self._table.chosen.connect(self._show_chosen)
        self._table.opened.connect(partial(self.do, "edit"))
        self._table.removal_asked.connect(partial(self.do, "remove"))
        self._table.letter_pressed.connect(self._on_letter)

    # Showing --------------------------------------------------------------------------------------------------

    def _on_read(self, read: tuple[tuple[ReferralLine, ...], ReferralChoices]) -> None:
        self._lines, choices = read
        words = ngettext("{count} barrier is open.", "{count} barriers are open.", len(choices.barriers))
        told = words.format(count=len(choices.barriers)) if choices.barriers else _("No barrier is open.")
        self._empty.set_texts(_("No referral"), told)
        self._show_lines()

    def _show_lines(self) -> None:
        is_discreet = self.context.discretion.is_on
        lines = tuple(line for line in self._lines if not (is_discreet and line.is_sensitive))
        lapsed = sum(line.has_lapsed for line in lines)
        words = ngettext("Close the expired one", "Close the {count} expired ones", lapsed)
        self._close_expired.setText(words.format(count=lapsed))
        self._close_expired.setVisible(bool(lapsed))
        self._table.show_lines(lines)
        self._stack.setCurrentWidget(self._whole if lines else self._empty)
        self._show_chosen()

    def _show_chosen(self) -> None:
        line = self.chosen()
        applying = applying_to(line)
        for key, button in self._buttons.items():
            button.setVisible(key in applying)
        self._states.show_line(line)
        self._about.setText(_about(line) if line else "")

    # Doing ----------------------------------------------------------------------------------------------------

    def _answer(self, state: ReferralState, line: ReferralLine) -> None:
        referrals, today = self.context.desk.referrals, self.context.today()
        self.write(partial(referrals.answer, line.id, state, today), failed=self.tell)

    def _reopen(self, line: ReferralLine) -> None:
        self.write(partial(self.context.desk.referrals.reopen, line.id, self.context.today()))

    def _remove(self, line: ReferralLine) -> None:
        self.write(partial(self.context.desk.referrals.remove, line.id))

    def _print(self, line: ReferralLine) -> None:
        from caseflow.ui.referrals import papers  # the reports are heavy, and seldom needed

        papers.preview(self, self.context, line)

    def _mail(self, line: ReferralLine) -> None:
        from caseflow.ui.referrals.mail_dialog import ask_mail

        ask_mail(self, self.context, line)

    def _on_close_expired(self) -> None:
        lapsed = tuple(line.id for line in self._lines if line.has_lapsed)
        self.write(partial(self.context.desk.referrals.close_expired, self.context.today(), lapsed))

    def _on_clicked(self, key: str, _checked: bool = False) -> None:
        self.do(key)

    def _on_letter(self, letter: str) -> None:
        for deed in DEEDS:
            if deed.letter == letter:
                self.do(deed.key)


def _button(deed: Deed) -> QPushButton:
    button = QPushButton(_(deed.words))
    if deed.icon:
        button.setIcon(icons.icon(deed.icon))
    button.setToolTip(_(deed.tip))
    button.setAccessibleDescription(_(deed.tip))
    return button


def _about(line: ReferralLine) -> str:
    """Say how the partner is reached, whether the person agreed, what it was about."""
    agreed = _("agreement given") if line.consent_on else _("⚠ agreement not yet given")
    closed = _("⚠ this resource is closed: look for another one") if line.is_closed else ""
    parts = (line.partner, shown_phone(line.phone), line.email, line.contact_name, agreed, closed)
    return " · ".join(part for part in parts if part)
