"""Print pathway summaries: the very PDF is shown, printed or saved. Nothing is ever left in a temporary folder."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from caseflow.i18n import _, current
from caseflow.services.summaries import PathwaySummary
from caseflow.ui.context import Context
from caseflow.ui.errors import show_error
from caseflow.ui.print_preview import PreviewDialog, Printed
from caseflow.ui.print_run import PrintRun, new_printer
from caseflow.ui.tasks import Progress


def preview_summaries(
    context: Context, parent: QWidget, person_ids: Sequence[UUID], *, full: bool = False
) -> PreviewDialog:
    """Show the summaries of some people as they will be printed, to print or save them."""
    dialog = PreviewDialog(parent, context, partial(make_pdf, context, tuple(person_ids)), full=full)
    dialog.open()
    return dialog


def print_summaries(
    context: Context, parent: QWidget, person_ids: Sequence[UUID], printer: QPrinter | None = None
) -> None:
    """Print the one-page summaries of some people at once, on the usual printer; without one, show them."""
    if printer is None and QPrinterInfo.defaultPrinter().isNull():
        preview_summaries(context, parent, person_ids)
        return

    def work(progress: Progress) -> Printed:
        return make_pdf(context, tuple(person_ids), full=False, progress=progress)

    context.tasks.run_long(parent, _("Printing"), work, partial(_print, parent, printer or new_printer()))


def make_pdf(context: Context, person_ids: Sequence[UUID], *, full: bool, progress: Progress) -> Printed:
    """Make the PDF of one or several summaries, in memory alone; slow enough for the background.

    Raises:
        Missing: one of these people is no longer there.
    """
    from caseflow.reports import pathway_summary
    from caseflow.reports.file_names import safe_file_name, summary_file_name

    summaries = _read(context, person_ids, progress)
    catalog = current()
    if len(summaries) == 1:
        name = summary_file_name(summaries[0], catalog, full=full)
        return Printed(pathway_summary.render(summaries[0], catalog, full=full), name)

    def tell(done: int, total: int) -> None:
        progress(total + done, 2 * total)

    name = safe_file_name(_("Pathway sheets {day}").format(day=context.today().isoformat()))
    return Printed(pathway_summary.render_many(summaries, catalog, tell, full=full), name)


def _read(context: Context, person_ids: Sequence[UUID], progress: Progress) -> list[PathwaySummary]:
    """Read the summaries: half of the work, the other half being to set them."""
    found: list[PathwaySummary] = []
    for person_id in person_ids:
        progress(len(found), 2 * len(person_ids))
        found.append(context.desk.summaries.summary(person_id, context.today(), context.desk.store.author.name))
    return found


def _print(parent: QWidget, printer: QPrinter, made: Printed) -> None:
    run = PrintRun(made.pdf, printer, parent)
    run.failed.connect(partial(show_error, parent))
    run.start()
