"""The referral sheet, as it will be printed; made in memory alone."""

from functools import partial

from PySide6.QtWidgets import QWidget

from caseflow.i18n import _, current
from caseflow.services.referral_lines import ReferralLine
from caseflow.services.referral_paper import ReferralPaper
from caseflow.ui.context import Context
from caseflow.ui.print_preview import PreviewDialog, Printed
from caseflow.ui.tasks import Progress


def preview(parent: QWidget, context: Context, line: ReferralLine) -> PreviewDialog:
    """Show the sheet of a referral, to print or save it."""
    dialog = PreviewDialog(parent, context, partial(_make, context, line), title=_("Referral sheet"))
    dialog.open()
    return dialog


def sheet(paper: ReferralPaper) -> Printed:
    """Make the PDF of a sheet, and its name; slow enough for the background."""
    from caseflow.reports import referral_sheet
    from caseflow.reports.file_names import safe_file_name

    name = safe_file_name(_("Referral sheet {number}").format(number=paper.file_number))
    return Printed(referral_sheet.render(paper, current()), name)


def read(context: Context, line: ReferralLine) -> ReferralPaper:
    """Read what the papers of a referral say."""
    return context.desk.referrals.paper(line.id, context.today(), context.desk.store.author.name)


def _make(context: Context, line: ReferralLine, *, full: bool, progress: Progress) -> Printed:
    del full  # it has one version only
    progress(0, 1)
    return sheet(read(context, line))
