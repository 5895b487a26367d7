"""Print pathway summaries: the very PDF is shown, printed or saved. Nothing is ever left in a temporary folder."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from caseflow.i18n import _, current
from caseflow.services.summaries import PathwaySummary
from caseflow.ui import print_run
from caseflow.ui.context import Context
from caseflow.ui.print_preview import PreviewDialog, Printed
from caseflow.ui.tasks import Progress


def preview_summaries(
    context: Context, parent: QWidget, person_ids: Sequence[UUID], *, full: bool = False
) -> PreviewDialog:
    """Show the summaries of some people as they will be printed, to print or save them."""
    dialog = PreviewDialog(parent, context, partial(make_pdf, context, tuple(person_ids)), full=full)
    dialog.open()
    return dialog


def print_summaries(context: Context, parent: QWidget, person_ids: Sequence[UUID]) -> None:
    """Print the one-page summaries of some people at once, on the usual printer; without one, show them and say so."""
    usual = print_run.usual_printer()
    if not usual:
        preview_summaries(context, parent, person_ids)
        return
    printer = print_run.new_printer(usual)
    printer.setDocName(_("Pathway sheets"))

    def make(progress: Progress) -> bytes:
        return make_pdf(context, tuple(person_ids), full=False, progress=progress).pdf

    print_run.print_behind(context, parent, make, printer)


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
