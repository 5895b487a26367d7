"""Make what leaves the window of an account: the paper and the workbook. Both are always masked."""

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from caseflow.i18n import _, current
from caseflow.services.candidates.account import Account, Accounts
from caseflow.store.files import write_whole
from caseflow.ui.context import Context

if TYPE_CHECKING:
    from caseflow.ui.print_preview import Printed


def make_pdf(context: Context, recruitment_id: UUID, **_choices: object) -> "Printed":
    """Count and print, in the background; there is a single version."""
    from caseflow.reports.recruitment_account import render
    from caseflow.ui.print_preview import Printed

    account = _masked(context, recruitment_id)
    return Printed(render(account, current()), account_file_name(account.code, ".pdf"))


def write_workbook(context: Context, recruitment_id: UUID, path: Path) -> None:
    """Count and write, in the background."""
    from caseflow.exchange.account_workbook import account_workbook

    write_whole(path, account_workbook(_masked(context, recruitment_id), current()))


def account_file_name(code: str, ending: str) -> str:
    """Return how the file is called."""
    from caseflow.reports.file_names import safe_file_name

    return safe_file_name(_("account {code}").format(code=code), ending)


def _masked(context: Context, recruitment_id: UUID) -> Account:
    return Accounts(context.desk.store, context.desk.rules.rules).of(recruitment_id, context.today())
