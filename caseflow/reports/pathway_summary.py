"""Print the *fiche de parcours*: one page for the person, or the full version for the file."""

from collections.abc import Callable, Sequence

from caseflow.i18n import Catalog
from caseflow.reports.document import Metadata, Press, Section
from caseflow.reports.pathway_page import page
from caseflow.reports.texts import clean
from caseflow.services.summaries import PathwaySummary


def render(summary: PathwaySummary, catalog: Catalog, *, full: bool = False, invariant: bool = False) -> bytes:
    """Return the PDF of one person's summary."""
    title = catalog.gettext("Pathway sheet {number}").format(number=summary.file_number)
    press = Press(Metadata(clean(title), clean(summary.agency.name), catalog.language), catalog, invariant=invariant)
    press.add(_section(summary, catalog, full=full))
    return press.finish()


def _section(summary: PathwaySummary, catalog: Catalog, *, full: bool) -> Section:
    return page(summary, catalog)
