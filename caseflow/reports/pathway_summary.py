"""Print the *fiche de parcours*: one page for the person, or the full version for the file; of one or of many."""

from collections.abc import Callable, Sequence

from caseflow.i18n import Catalog
from caseflow.reports.document import Metadata, Press
from caseflow.reports.pathway_file import pages
from caseflow.reports.pathway_page import page
from caseflow.reports.texts import clean
from caseflow.services.summaries import PathwaySummary


def render(summary: PathwaySummary, catalog: Catalog, *, full: bool = False, invariant: bool = False) -> bytes:
    """Return the PDF of one person's summary.

    With `invariant`, the same summary gives the same bytes: the file then holds no moment of printing.
    """
    title = catalog.gettext("Pathway sheet {number}").format(number=summary.file_number)
    press = Press(_metadata(title, [summary], catalog), catalog, invariant=invariant)
    press.add(pages(summary, catalog) if full else page(summary, catalog))
    return press.finish()


def render_many(
    summaries: Sequence[PathwaySummary],
    catalog: Catalog,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
    *,
    full: bool = False,
    invariant: bool = False,
) -> bytes:
    """Return one PDF with every summary in the order given, a bookmark for each file number.

    `progress` is told how many are done, of how many. Once `cancelled` says so, nothing is printed: the answer is
    empty, never half a batch.
    """
    press = Press(_metadata(catalog.gettext("Pathway sheets"), summaries, catalog), catalog, invariant=invariant)
    for done, summary in enumerate(summaries, start=1):
        if cancelled():
            return b""
        press.add(pages(summary, catalog) if full else page(summary, catalog))
        progress(done, len(summaries))
    return press.finish() if summaries else b""


def _metadata(title: str, summaries: Sequence[PathwaySummary], catalog: Catalog) -> Metadata:
    """Return what the file says of itself: the structure that made it, never a person."""
    author = summaries[0].agency.name if summaries else ""
    return Metadata(clean(title), clean(author), catalog.language)
