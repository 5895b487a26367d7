"""List the papers CaseFlow can print about a person, one line each."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from caseflow.i18n import N_, Catalog
from caseflow.reports import pathway_summary
from caseflow.services.summaries import PathwaySummary


@dataclass(frozen=True)
class Report:
    """A paper: what it is called, whom it is for, and how it is made."""

    key: str
    label: str
    audience: str
    render: Callable[[PathwaySummary, Catalog], bytes]


REPORTS = (
    Report("pathway_page", N_("Pathway sheet, one page"), N_("For the person"), pathway_summary.render),
    Report(
        "pathway_file",
        N_("Pathway sheet, full version for the file"),
        N_("For the file"),
        partial(pathway_summary.render, full=True),
    ),
)
