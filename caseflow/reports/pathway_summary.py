"""Print the *fiche de parcours*: one page for the person, or the full version for the file; of one or of many."""

from collections.abc import Callable, Generator, Sequence
from contextlib import closing

from caseflow.i18n import Catalog
from caseflow.reports.document import DrawnSection, Metadata, Press, Section
from caseflow.reports.pathway_file import pages
from caseflow.reports.pathway_page import page
from caseflow.reports.sheet_child import Order
from caseflow.reports.sheets_apart import is_worth_it, set_apart
from caseflow.reports.texts import clean
from caseflow.services.summaries import PathwaySummary


def render(summary: PathwaySummary, catalog: Catalog, *, full: bool = False, invariant: bool = False) -> bytes:
    """Return the PDF of one person's summary.

    With `invariant`, the same summary gives the same bytes: the file then holds no moment of printing.
    """
    title = catalog.gettext("Pathway sheet {number}").format(number=summary.file_number)
    press = Press(_metadata(title, [summary], catalog), catalog, invariant=invariant)
    press.add(_section(summary, catalog, full=full))
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
    is_shared = is_worth_it(len(summaries))
    metadata = _metadata(catalog.gettext("Pathway sheets"), summaries, catalog)
    press = Press(metadata, catalog, invariant=invariant, shared=is_shared)
    with closing(_set(summaries, catalog, full=full, apart=is_shared)) as sheets:
        for done, sheet in enumerate(sheets, start=1):
            if cancelled():
                return b""
            if isinstance(sheet, Section):
                press.add(sheet)
            else:
                press.add_drawn(sheet)
            progress(done, len(summaries))
    return press.finish() if summaries else b""


def render_each(summaries: Sequence[PathwaySummary], catalog: Catalog, *, full: bool = False) -> Generator[bytes]:
    """Yield a PDF for each summary, in the order given."""
    if not is_worth_it(len(summaries)):
        yield from (render(summary, catalog, full=full) for summary in summaries)
        return
    with closing(set_apart(summaries, Order(catalog.language, full, whole=True))) as made:
        for summary, pdf in zip(summaries, made, strict=True):
            yield pdf or render(summary, catalog, full=full)


def drawn(summary: PathwaySummary, catalog: Catalog, *, full: bool) -> DrawnSection:
    """Draw a summary for `render_many`, in another process."""
    press = Press(Metadata("", ""), catalog, shared=True)
    return press.drawn(_section(summary, catalog, full=full))


def _set(
    summaries: Sequence[PathwaySummary], catalog: Catalog, *, full: bool, apart: bool
) -> Generator[Section | DrawnSection]:
    """Yield each sheet, in the order given: drawn by another process when there are many, else by us."""
    if not apart:
        yield from (_section(summary, catalog, full=full) for summary in summaries)
        return
    with closing(set_apart(summaries, Order(catalog.language, full, whole=False))) as made:
        for summary, content in zip(summaries, made, strict=True):
            yield DrawnSection.from_bytes(content) if content else _section(summary, catalog, full=full)


def _section(summary: PathwaySummary, catalog: Catalog, *, full: bool) -> Section:
    return pages(summary, catalog) if full else page(summary, catalog)


def _metadata(title: str, summaries: Sequence[PathwaySummary], catalog: Catalog) -> Metadata:
    """Return what the file says of itself: the structure that made it, never a person."""
    author = summaries[0].agency.name if summaries else ""
    return Metadata(clean(title), clean(author), catalog.language)
