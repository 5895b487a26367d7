"""The words around the figures of needs, the same on screen, on paper and in a workbook."""

from caseflow.i18n import N_, Catalog
from caseflow.services.figures.model import RELEASES, Release
from caseflow.services.needs.model import SCOPES, NeedsQuery, NeedsReport

TITLE = N_("Needs and answers")


def period(query: NeedsQuery, catalog: Catalog) -> str:
    """Say which days are counted, and whom."""
    return catalog.gettext("From {since} to {until} · {whom}").format(
        since=catalog.date(query.since), until=catalog.date(query.until), whom=catalog.gettext(SCOPES[query.scope])
    )


def audience(query: NeedsQuery, catalog: Catalog) -> str:
    """Say for whom the figures are."""
    return catalog.gettext(RELEASES[query.release])


def masking_note(report: NeedsReport, catalog: Catalog) -> str:
    """Say what is hidden, and why."""
    if report.query.release is Release.INTERNAL:
        return catalog.gettext(
            "Figures for the team alone, not to be handed on. Only health, justice and RQTH are masked: “s.” stands"
            " for fewer than {threshold} people."
        ).format(threshold=report.threshold)
    note = catalog.gettext(
        "“s.” (statistical secrecy) stands for fewer than {threshold} people, or for a figure that would let such a"
        " number be worked out. Communes with few people are told together. Health and justice are counted for the"
        " whole territory only."
    ).format(threshold=report.threshold)
    if report.query.release is Release.PUBLISHED:
        note += " " + catalog.gettext("Counts are rounded to the nearest 5: totals may differ from the sum of lines.")
    return note


def nothing_missing(report: NeedsReport, catalog: Catalog) -> str:
    """Say why no need is told as left without an answer."""
    if not report.has_directory:
        return catalog.gettext(
            "The directory of partners is empty: nothing can be said yet of what is missing. Import it first."
        )
    return catalog.gettext("Every need known has at least one service that takes people in where they live.")


def sources(catalog: Catalog) -> str:
    """Say where the figures come from."""
    return catalog.gettext(
        "Source: barriers, referrals and directory of services noted in CaseFlow. Archived records are left out."
    )
