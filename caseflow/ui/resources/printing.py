"""Print the sheet of a service for the person: the very PDF is shown, printed or saved."""

from functools import partial

from PySide6.QtWidgets import QWidget

from caseflow.i18n import _, current
from caseflow.services.resources import ServiceSheet
from caseflow.ui.context import Context
from caseflow.ui.print_preview import PreviewDialog, Printed
from caseflow.ui.tasks import Progress


def preview_sheet(context: Context, parent: QWidget, sheet: ServiceSheet) -> PreviewDialog:
    """Show the sheet as it will be printed."""
    dialog = PreviewDialog(parent, context, partial(_make, context, sheet), title=_("Sheet of the service"))
    dialog.open()
    return dialog


def _make(context: Context, sheet: ServiceSheet, *, full: bool, progress: Progress) -> Printed:
    from caseflow.reports.file_names import safe_file_name
    from caseflow.reports.service_sheet import Given, render

    del full  # it has one version only
    progress(0, 1)
    pdf = render(sheet, Given(context.desk.store.author.name, context.today()), current())
    return Printed(pdf, safe_file_name(sheet.name))
