"""Read over the message to a partner, then have it written where one wants: a mail program sends it, not CaseFlow."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from caseflow.domain.errors import Invalid
from caseflow.domain.referral import ReferralState
from caseflow.exchange.mail_drafts import Letter, draft, referral_letter
from caseflow.i18n import _
from caseflow.services.referral_lines import ReferralLine
from caseflow.services.referral_paper import ReferralPaper
from caseflow.store.files import write_whole
from caseflow.ui import editors
from caseflow.ui.choosing import ask_name
from caseflow.ui.context import Context
from caseflow.ui.editors import Field
from caseflow.ui.errors import show_error
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.referrals import papers
from caseflow.ui.referrals.answers import draft_of
from caseflow.ui.widgets.room import resize_within

BODY_LINES = 14


def ask_mail(parent: QWidget, context: Context, line: ReferralLine) -> None:
    """Open the message about a referral; without the person's agreement, say that it is needed first."""
    if line.consent_on is None:
        words = _("The person’s agreement is needed before her details are sent.")
        show_error(parent, Invalid("consent_on", words))
        return
    context.tasks.run(parent, partial(papers.read, context, line), partial(_open, parent, context, line))


class MailDialog(FormDialog):
    """The message can be changed; it is written with the sheet, wherever the person at the screen says."""

    def __init__(self, parent: QWidget, context: Context, paper: ReferralPaper) -> None:
        self._paper = paper
        self._path = Path()
        fields = (
            Field(_("Recipient"), editors.text("to")),
            Field(_("Subject"), editors.text("subject")),
            Field(_("Message"), editors.note("body", BODY_LINES)),
        )
        words = _(
            "The draft, with the sheet attached, holds personal data in clear: keep it where only you can read it, and"
            " remove it once sent."
        )
        title = _("E-mail draft for the partner")
        super().__init__(parent, context, title, fields, _("Write the draft…"), self._write, words=words)
        resize_within(self, 760, 600)

    def write_to(self, path: Path) -> None:
        """Write the message to a file, and close."""
        self._path = path
        super()._on_accepted()

    @override
    def _on_accepted(self) -> None:
        name = _("Referral {number}").format(number=self._paper.file_number) + ".eml"
        ask_name(self, _("Write the draft"), self._on_file_named, name, [_("E-mail draft (*.eml)")])

    def _on_file_named(self, chosen: str) -> None:
        self.write_to(Path(chosen))

    def _write(self, values: dict[str, Any]) -> str:
        printed = papers.sheet(self._paper)
        letter = Letter(values["to"] or "", values["subject"] or "", values["body"] or "")
        write_whole(self._path, draft(letter, {printed.file_name: printed.pdf}))
        return self._path.name

    @override
    def on_saved(self, result: Any) -> None:
        super().on_saved(result)
        self._context.navigator.show_message(_("Saved: {file}").format(file=result))


def _open(parent: QWidget, context: Context, line: ReferralLine, paper: ReferralPaper) -> None:
    letter = referral_letter(paper, is_reminder=line.stored_state is ReferralState.SENT)
    MailDialog(parent, context, paper).open_on(draft_of("mail", line), vars(letter))
