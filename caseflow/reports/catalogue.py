"""List the papers CaseFlow can print about a person, one line each; each says what it is made from."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from caseflow.i18n import N_, Catalog
from caseflow.reports import pathway_summary, referral_sheet
from caseflow.services.referral_paper import ReferralPaper
from caseflow.services.summaries import PathwaySummary

Content = TypeVar("Content")


@dataclass(frozen=True)
class Report(Generic[Content]):
    """A paper: what it is called, whom it is for, and how it is made."""

    key: str
    label: str
    audience: str
    render: Callable[[Content, Catalog], bytes]


REPORTS: tuple[Report[PathwaySummary], ...] = (
    Report("pathway_page", N_("Pathway sheet, one page"), N_("For the person"), pathway_summary.render),
    Report(
        "pathway_file",
        N_("Pathway sheet, full version for the file"),
        N_("For the file"),
        partial(pathway_summary.render, full=True),
    ),
)

PARTNER_REPORTS: tuple[Report[ReferralPaper], ...] = (
    Report("referral_sheet", N_("Referral sheet"), N_("For the partner"), referral_sheet.render),
)
